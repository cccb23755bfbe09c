"""Commands about the roster: import it, invite whoever is not bound, see how far that is."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from rubric.errors import Refused

SPOILED = 2

roster = typer.Typer(help="名册:导入、发绑定码、看绑定进度", no_args_is_help=True)
File = Annotated[Path, typer.Argument(metavar="FILE", help="名册文件(.xlsx 或 .csv)")]
Trial = Annotated[bool, typer.Option("--dry-run", help="只看会改什么,不改动")]
Invites = Annotated[
    Path | None, typer.Option("--invites", metavar="OUT.csv", help="把绑定码写到这个新文件")
]
Begins = Annotated[
    datetime | None,
    typer.Option("--from", formats=["%Y-%m-%d"], help="从哪天起任职、列入考核,默认今天"),
]
Complete = Annotated[
    bool, typer.Option("--complete", help="名册是所列村镇的完整名单,没有列出的人即行离任")
]
Town = Annotated[str | None, typer.Option("--town", metavar="镇", help="只办这个镇(街道)")]
Out = Annotated[Path | None, typer.Option("--out", metavar="OUT.csv", help="写到这个新文件")]


@roster.command("import")
def import_(
    file: File,
    *,
    trial: Trial = False,
    invites: Invites = None,
    begins: Begins = None,
    complete: Complete = False,
) -> None:
    """导入名册;有错时按行列出全部错误,什么都不改,退出码为 2。重复导入不会重复登记。"""
    from bot.roster import Wish, import_file  # noqa: PLC0415

    wish = Wish(file, begins.date() if begins else None, complete, trial, invites)
    try:
        _tell(import_file(wish))
    except Refused as refused:
        for fault in refused.faults:
            typer.echo(str(fault), err=True)
        typer.echo(f"共 {len(refused.faults)} 处错误,什么都没有改。", err=True)
        raise typer.Exit(SPOILED) from None


@roster.command("invites")
def invites_(town: Town = None, out: Out = None) -> None:
    """给还没绑定的人重新发绑定码,旧的作废。"""
    from bot.roster import invite  # noqa: PLC0415

    _tell(invite(town, out))


@roster.command("progress")
def progress(town: Town = None) -> None:
    """看各镇(街道)绑定了多少人;写明镇(街道)时列出没绑定的人。"""
    from bot.roster import show_progress  # noqa: PLC0415

    _tell(show_progress(town))


def _tell(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)
