"""Tries a town's Word template in a program of its own, so that a bad one can harm nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from handlers.forms.errors import FormError

_SECONDS = 60
_JUDGE = "handlers.forms.template_judge"


class TrialFailed(FormError):
    """试排没有做完:模板太大或者写法太绕,超过了时间或内存的限度。"""


def trial(name: str, data: bytes, data_dir: Path) -> tuple[str, ...]:
    """Why the template cannot be used, in Chinese; empty if it can. TrialFailed at its limits."""
    with TemporaryDirectory() as folder:
        try:
            made = subprocess.run(  # noqa: S603 - this very interpreter, and no shell
                [sys.executable, "-B", "-X", "utf8", "-m", _JUDGE, name, str(data_dir.absolute())],
                input=data,
                capture_output=True,
                timeout=_SECONDS,
                cwd=folder,
                env={"PYTHONPATH": os.pathsep.join(sys.path), "TMPDIR": folder},
                check=True,
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise TrialFailed from error
    return tuple(json.loads(made.stdout))
