"""Commands about schemes: check files, list, explain, compare, and the ways to write them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bot import settings
from bot.cli_rules import SPOILED, known_schemes
from rubric.errors import Fault, Refused, SchemeRefused
from rubric.explain import explain as explained
from rubric.primitives import reference
from rubric.scheme import Scheme
from rubric.scheme_diff import compare, movers
from rubric.toml_lines import line_of, lines
from rubric.wording import full_day
from storage import schemes

KINDS = {"points": "评分", "grades": "评等次", "checklist": "任务清单"}

scheme = typer.Typer(help="考核办法", no_args_is_help=True)
Files = Annotated[list[Path], typer.Argument(metavar="FILE...", help="考核办法文件(TOML)")]
Named = Annotated[str, typer.Argument(metavar="ID", help="考核办法的 id,或考核办法文件")]
Other = Annotated[str, typer.Argument(metavar="B", help="另一个 id 或文件")]


@scheme.command("check")
def check_files(files: Files) -> None:
    """检查考核办法文件和事项表(duties.toml):每一处错误列出第几行、为什么;全对时退出码为 0。"""
    wrong = [line for path in files for line in _checked(path)]
    for line in wrong:
        typer.echo(line, err=True)
    if wrong:
        typer.echo(f"{len(wrong)} 处有错,没有采用。", err=True)
        raise typer.Exit(SPOILED)
    typer.echo(f"检查 {len(files)} 个文件,没有发现错误。")


@scheme.command("list")
def list_schemes() -> None:
    """列出现有的考核办法。"""
    for one in known_schemes().values():
        kind, items = KINDS[one.kind], len(one.items)
        since = full_day(one.in_force_from)
        typer.echo(f"{one.id}  {kind}  {items}项  版本 {one.version}  {since}起施行  {one.title}")


@scheme.command("explain")
def explain_item(named: Named, item: Annotated[int, typer.Argument(metavar="ITEM")]) -> None:
    """说明一项:原文、怎么算、读法、谁知道。"""
    found = _scheme(named)
    if item not in found.items:
        _stop(f"{found.id}没有第{item}项,只有第{min(found.items)}到第{max(found.items)}项")
    for line in explained(found, item):
        typer.echo(line)


@scheme.command("diff")
def diff(named: Named, other: Other) -> None:
    """比较两个考核办法:改了什么,谁的得分可能变化。"""
    old, new = _scheme(named), _scheme(other)
    changes = list(compare(old, new))
    for line in changes:
        typer.echo(line)
    typer.echo(movers(old, new) if changes else "两个办法没有不同。")


@scheme.command("readings")
def readings(
    named: Annotated[str, typer.Argument(metavar="ID", help="考核办法的 id")],
    year: Annotated[int, typer.Argument(metavar="YEAR", min=2000, max=2100, help="年度")],
    wanted: Annotated[
        list[str] | None,
        typer.Argument(metavar="[READING=OPTION]...", help="例如 item16=each-period"),
    ] = None,
) -> None:
    """看一年采用的读法;写明读法时改为所写的,全县一致,有封存的评分表后不能再改。"""
    from bot.readings import readings_told  # noqa: PLC0415

    try:
        for line in readings_told(_scheme(named), year, wanted or []):
            typer.echo(line)
    except Refused as refused:
        _stop(str(refused))


@scheme.command("primitives")
def primitives() -> None:
    """写出全部写法(docs/primitives.md)。"""
    typer.echo(reference(), nl=False)


def _scheme(named: str) -> Scheme:
    """A scheme by its id, or read from a file."""
    if Path(named).is_file():
        try:
            return schemes.read(Path(named), settings.load().data_dir)
        except SchemeRefused as refused:
            _stop(str(refused))
    known = known_schemes()
    if named not in known:
        _stop(f"没有“{named}”这个考核办法,现有 {'、'.join(sorted(known))}")
    return known[named]


def _stop(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(SPOILED)


def _checked(path: Path) -> Iterator[str]:
    """A line for every fault of the file, in the order of the file."""
    if not path.is_file():
        yield f"{path}:没有这个文件"
        return
    try:
        schemes.check(path, settings.load().data_dir)
    except SchemeRefused as refused:
        where = lines(path.read_bytes().decode(errors="replace"))
        told = [(line_of(where, fault.table, fault.key), fault) for fault in refused.faults]
        for line, fault in sorted(told, key=lambda one: one[0] or 0):
            yield _told(path, line, fault)


def _told(path: Path, line: int | None, fault: Fault) -> str:
    place = " ".join(part for part in (fault.table, fault.key) if part)
    where = f"第{line}行 {place}".rstrip() if line else place
    return f"{path}:{where}:{fault.message}" if where else f"{path}:{fault.message}"
