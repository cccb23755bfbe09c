"""Commands about the rules: score a case file, check what cases expect."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot import settings
from rubric.answers import lines_of
from rubric.casefile import Case, as_json, differences, read_case
from rubric.errors import CaseRefused, Fault, Refused
from rubric.scheme import Scheme
from storage import schemes

SPOILED = 2

rules = typer.Typer()
Files = Annotated[list[Path], typer.Argument(metavar="CASE...", help="算分文件(TOML)")]
Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="算分文件或文件夹")]
AsJson = Annotated[bool, typer.Option("--json", help="每个文件输出一行 JSON")]


@rules.command("score")
def score_files(files: Files, *, as_lines: AsJson = False) -> None:
    """按算分文件算分;文件有错时列出全部错误,什么都不算。"""
    known = known_schemes()
    read = [_read(path, known) for path in files]
    faults = [fault for one in read if isinstance(one, Refused) for fault in one.faults]
    if faults:
        _refuse(faults)
    for case in read:
        if isinstance(case, Case):
            typer.echo(_line(case) if as_lines else _text(case))


@rules.command("cases")
def check_cases(paths: Paths) -> None:
    r"""核对算分文件里的 \[expect];不符的逐条列出。"""
    known = known_schemes()
    found = [path for given in paths for path in _files(given)]
    read = [_read(path, known) for path in found]
    wrong = [line for one in read if isinstance(one, Case) for line in _wrong(one)]
    for line in wrong:
        typer.echo(line)
    faults = [fault for one in read if isinstance(one, Refused) for fault in one.faults]
    if faults or not found:
        _refuse(faults or [Fault(str(path), "", "", "里面没有算分文件") for path in paths])
    typer.echo(f"核对 {len(found)} 个文件,{f'{len(wrong)} 处不符' if wrong else '全部相符'}。")
    raise typer.Exit(1 if wrong else 0)


def known_schemes() -> schemes.Schemes:
    """The schemes of the package and the data directory; their faults end the command."""
    try:
        return schemes.load(settings.load().data_dir)
    except Refused as refused:
        _refuse(refused.faults)


def _refuse(faults: Iterable[Fault]) -> NoReturn:
    for fault in faults:
        typer.echo(str(fault), err=True)
    raise typer.Exit(SPOILED)


def _files(path: Path) -> list[Path]:
    return sorted(path.rglob("*.toml")) if path.is_dir() else [path]


def _read(path: Path, known: Mapping[str, Scheme]) -> Case | Refused:
    """The case, or why it was refused: all files are read before anything is answered."""
    try:
        return read_case(path.read_text(encoding="utf-8-sig"), str(path), known)
    except CaseRefused as refused:
        return refused
    except UnicodeDecodeError:
        return CaseRefused((Fault(str(path), "", "", "不是 UTF-8 编码的文本文件"),))
    except OSError as error:
        why = "没有这个文件" if isinstance(error, FileNotFoundError) else "打不开这个文件"
        return CaseRefused((Fault(str(path), "", "", why),))


def _wrong(case: Case) -> Iterator[str]:
    return (f"{case.source}:{line}" for line in differences(case, case.answer()))


def _line(case: Case) -> str:
    return json.dumps(as_json(case, case.answer()), ensure_ascii=False)


def _text(case: Case) -> str:
    return "\n".join(lines_of(case.scheme, case.village, case.answer(), case.readings)) + "\n"
