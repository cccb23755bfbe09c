"""A how-to followed to the letter: files made, lines put in, commands run, in a copy.

`python -m tests.docs.walkthrough docs/how-to/add-a-duty.md COPY` does it in a copy made before.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_STEP = re.compile(
    r"(?:New file `(?P<new>[^`]+)`:"
    r"|At the end of `(?P<end>[^`]+)`:"
    r"|In `(?P<file>[^`]+)`, after `(?P<anchor>[^`]+)`:)\n\n```\w*\n(?P<text>.*?)```"
    r"|```sh\n(?P<commands>.*?)```",
    re.DOTALL,
)


class Misled(AssertionError):
    """A page that cannot be followed as it is written."""


@dataclass(frozen=True)
class Step:
    """Something the page tells its reader to do."""

    new: str | None
    end: str | None
    file: str | None
    anchor: str | None
    text: str | None
    commands: str | None


def steps(page: str) -> list[Step]:
    return [Step(**found.groupdict()) for found in _STEP.finditer(page)]


def edit(step: Step, root: Path) -> None:
    """Do what the step says to the files below `root`; Misled if the line is not there once."""
    path = root / (step.new or step.end or step.file)
    if step.new:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(step.text, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = len(lines) if step.end else _after(lines, step)
    path.write_text("".join([*lines[:at], step.text, *lines[at:]]), encoding="utf-8")


def _after(lines: list[str], step: Step) -> int:
    places = [at for at, line in enumerate(lines, 1) if line.rstrip("\n") == step.anchor]
    if len(places) != 1:
        raise Misled(f"{step.file}: {step.anchor!r} stands there {len(places)} times")
    return places[0]


def run(step: Step, root: Path) -> None:
    """Run the step's commands in `root`, with this Python; Misled if one fails."""
    programmes = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # noqa: TID251
    environment = {"PATH": programmes, "PYTHONPATH": str(root), "PYTHONUTF8": "1"}
    done = subprocess.run(  # noqa: S602 - the page is ours
        f"set -e\n{commands_with(step.commands)}",
        shell=True,
        cwd=root,
        env=environment | {"QINGLIAN_DATA_DIR": str(root / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise Misled(f"{step.commands}\n{done.stdout}\n{done.stderr}")


def commands_with(commands: str) -> str:
    """`qinglian` is the checkout's own."""
    return re.sub(r"(^|\| )qinglian ", r"\1python -m bot ", commands, flags=re.MULTILINE)


def follow(page: Path, root: Path) -> Iterator[Step]:
    """Every step in its order, done."""
    for step in steps(page.read_text(encoding="utf-8")):
        if step.commands:
            run(step, root)
        else:
            edit(step, root)
        yield step


if __name__ == "__main__":
    for done in follow(Path(sys.argv[1]), Path(sys.argv[2])):
        sys.stdout.write(f"✓ {done.new or done.end or done.file or done.commands}\n")
