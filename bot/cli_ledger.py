"""Commands about the ledger: bring in what villages did before they joined."""

from pathlib import Path
from typing import Annotated

import typer

from rubric.errors import Refused

SPOILED = 2

ledger = typer.Typer(help="台账:补录加入以前已经办了的工作", no_args_is_help=True)
File = Annotated[Path, typer.Argument(metavar="FILE", help="补录表(.xlsx 或 .csv)")]
Trial = Annotated[bool, typer.Option("--dry-run", help="只看会补录什么,不改动")]


@ledger.callback()
def _main() -> None:
    """台账:补录加入以前已经办了的工作"""


@ledger.command("import")
def import_(file: File, *, trial: Trial = False) -> None:
    """补录已办的工作;有错时按行列出全部错误,什么都不改,退出码为 2。重复导入不会重复登记。

    列:镇(街道)、村居、事项、日期,可加 期间、党小组、人数、标题、说明。
    补录的记录仍由村监会等逐件确认。
    """
    from bot.ledger_file import import_file  # noqa: PLC0415

    try:
        for line in import_file(file, dry_run=trial):
            typer.echo(line)
    except Refused as refused:
        for fault in refused.faults:
            typer.echo(str(fault), err=True)
        typer.echo(f"共 {len(refused.faults)} 处错误,什么都没有改。", err=True)
        raise typer.Exit(SPOILED) from None
