"""Commands about the quotas (任务数): import a year's table, show what holds."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from rubric.errors import Refused

SPOILED = 2

quota = typer.Typer(help="任务数:导入、查看", no_args_is_help=True)
File = Annotated[Path, typer.Argument(metavar="FILE", help="任务数表(.xlsx 或 .csv)")]
Year = Annotated[int | None, typer.Option("--year", min=2000, max=2100, help="年度,默认今年")]
Named = Annotated[str | None, typer.Option("--scheme", help="考核办法,只有一个时可不写")]


@quota.command("import")
def import_(file: File, year: Year = None, scheme: Named = None) -> None:
    """导入一个年度的任务数;有错时按行列出全部错误,什么都不改,退出码为 2。"""
    from bot.quotas import import_file  # noqa: PLC0415

    try:
        _tell(import_file(file, year, scheme))
    except Refused as refused:
        for fault in refused.faults:
            typer.echo(str(fault), err=True)
        typer.echo(f"共 {len(refused.faults)} 处错误,什么都没有改。", err=True)
        raise typer.Exit(SPOILED) from None


@quota.command("show")
def show_(year: Year = None, scheme: Named = None) -> None:
    """看一个年度各镇(街道)的任务数;没有下达的也列出来。"""
    from bot.quotas import show  # noqa: PLC0415

    _tell(show(year, scheme))


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
