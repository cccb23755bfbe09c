"""Commands about one person's data: find his number, export all that is kept, erase him."""

from pathlib import Path
from typing import Annotated

import typer

person = typer.Typer(help="个人信息:查编号、导出、注销", no_args_is_help=True)
Who = Annotated[str, typer.Argument(metavar="ID", help="人员号(见 person list)或名册里的编号")]
Named = Annotated[str, typer.Argument(metavar="姓名", help="姓名或其中几个字")]
Out = Annotated[Path | None, typer.Option("--out", metavar="OUT.json", help="写到这个新文件")]
Trial = Annotated[bool, typer.Option("--dry-run", help="只看是谁,不改动")]


@person.command("list")
def list_(name: Named = "") -> None:
    """按姓名查人员号、编号和职务。"""
    from bot.persons import listed  # noqa: PLC0415

    typer.echo("\n".join(listed(name)))


@person.command()
def export(who: Who, out: Out = None) -> None:
    """导出系统里关于一个人的全部资料(JSON)。"""
    from bot.persons import exported  # noqa: PLC0415

    typer.echo(exported(who, out))


@person.command()
def erase(who: Who, *, trial: Trial = False) -> None:
    """注销一个人:姓名换成“已注销人员”,手机、消息一并删去;记录、得分、审计链不变。不能撤回。"""
    from bot.persons import erased  # noqa: PLC0415

    typer.echo("\n".join(erased(who, trial=trial)))
