"""Start-up of commands beside the bare imports they cannot do without.

python -m benchmarks.startup [runs]
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
PIECES = {
    "python alone": "pass",
    "bare imports": "import alembic, apscheduler, sqlmodel, structlog, telegram.ext, typer",
    "qinglian run": "import bot.run",
    "qinglian score": "import bot.cli",
}


def main(runs: int) -> None:
    for name, code in PIECES.items():
        print(f"{name:15} {median(_once(code) for _ in range(runs)) * 1000:7.0f} ms")


def _once(code: str) -> float:
    """Seconds until a new interpreter has run this."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}  # noqa: TID251
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)  # noqa: S603
    return time.perf_counter() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
