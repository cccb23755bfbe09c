"""Commands about a town's own Word templates: show the program's, install one, go back."""

from pathlib import Path
from typing import Annotated

import typer

template = typer.Typer(help="Word 模板:取出来改,改好了装上", no_args_is_help=True)
Name = Annotated[
    str, typer.Argument(metavar="名称", help="例如 score 或 量化评分表;不清楚的先用 list")
]


@template.command("list")
def list_templates() -> None:
    """列出可以换模板的文件,以及现在用的是哪一个。"""
    from bot import settings, templates  # noqa: PLC0415
    from handlers.forms.specimens import FORMS  # noqa: PLC0415

    data_dir = settings.load().data_dir
    for id_, form in FORMS.items():
        own = templates.own_path(data_dir, id_).is_file()
        typer.echo(f"{id_}  {form.name}  {'本镇模板' if own else '自带模板'}")


@template.command()
def show(
    name: Name,
    file: Annotated[Path, typer.Argument(metavar="文件", help="写到哪个 .docx 文件")],
) -> None:
    """取出自带的模板,用 WPS 或 Word 修改。花括号里的字段不要改。"""
    from bot import exports, templates  # noqa: PLC0415

    exports.suffix(file, ".docx")
    written = exports.write(file, templates.default(templates.named(name)))
    typer.echo(f"✓ 已写出:{written}。改好后用 qinglian template install 装上。")


@template.command()
def install(
    name: Name,
    file: Annotated[Path, typer.Argument(metavar="文件", help="改好的 .docx 文件")],
) -> None:
    """试排并装上本镇的模板;有错的逐条指出在哪里,不装。"""
    from bot import templates  # noqa: PLC0415
    from handlers.forms.specimens import FORMS  # noqa: PLC0415

    id_ = templates.named(name)
    templates.install(id_, file)
    typer.echo(f"✓ 试排通过,已装上。以后的{FORMS[id_].name}(Word)用这个模板。")


@template.command()
def remove(name: Name) -> None:
    """去掉本镇的模板,改回自带的。"""
    from bot import templates  # noqa: PLC0415

    id_ = templates.named(name)
    had = templates.remove(id_)
    typer.echo("✓ 已去掉,改用自带的模板。" if had else "现在用的就是自带的模板。")
