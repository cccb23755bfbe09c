"""Commands for whoever runs the machine: back up, restore, verify, move to another database."""

from pathlib import Path
from typing import Annotated

import typer

operations = typer.Typer()
Root = Annotated[
    Path | None, typer.Argument(metavar="DIR", help="备份放在哪里;不写则用 QINGLIAN_BACKUP_DIR")
]
Backup = Annotated[Path, typer.Argument(metavar="DIR", help="一份备份的目录,里面有 manifest.json")]
Anchors = Annotated[
    Path | None, typer.Option("--anchors", metavar="FILE", help="从锚定群复制的校验码,一行一个")
]
Target = Annotated[
    str, typer.Option("--to", metavar="URL", help="postgresql+psycopg://… 或 sqlite:///…")
]
AsTable = Annotated[bool, typer.Option("--markdown", help="输出 docs/configuration.md 里的表")]


@operations.command()
def settings(*, as_table: AsTable = False) -> None:
    """列出每一项设置:名称、默认值、怎么写。不显示已设置的值。"""
    from bot.settings_table import markdown, rows  # noqa: PLC0415

    if as_table:
        typer.echo(markdown(), nl=False)
        return
    for row in rows():
        typer.echo(f"{row.name}\n  默认:{row.default or '不设'};{row.expected}")


@operations.command()
def backup(root: Root = None) -> None:
    """备份数据库和佐证文件;机器人不用停。佐证缺失或被改动时照样备份,退出码为 1。"""
    from bot import settings  # noqa: PLC0415
    from bot.backup import back_up_now  # noqa: PLC0415

    made, manifest = back_up_now(settings.load(), root)
    held = manifest.contents
    typer.echo(f"✓ 已备份到 {made}")
    typer.echo(f"文件 {manifest.files} 个,审计记录 {held.audit_seq} 条,已评分 {held.villages} 村")
    _fail([f"佐证文件缺失或被改动:{path}" for path in manifest.spoiled])


@operations.command()
def restore(folder: Backup) -> None:
    """把一份备份恢复到空的数据目录和空的数据库,并核对文件、审计链和各村得分。"""
    from bot import settings  # noqa: PLC0415
    from bot.restore import restore  # noqa: PLC0415

    manifest, faults = restore(folder, settings.load())
    held = manifest.contents
    typer.echo(f"✓ 已恢复 {manifest.made_at:%Y-%m-%d %H:%M} 的备份。")
    typer.echo(f"文件 {manifest.files} 个、各表行数、{held.villages} 村得分都与备份时相同。")
    typer.echo(f"审计记录 {held.audit_seq} 条,链尾 {held.audit_hash}")
    _fail(faults)


@operations.command()
def verify(anchors: Anchors = None) -> None:
    """核查有没有人改动过台账:审计链、锚点、已封存的评分表、佐证文件。有问题时退出码为 1。"""
    from bot import settings  # noqa: PLC0415
    from bot.ledger import open_ledger  # noqa: PLC0415
    from bot.proof import prove, read_anchors  # noqa: PLC0415

    loaded = settings.load()
    known = read_anchors(anchors) if anchors else []
    with open_ledger(loaded) as store:
        store.require_current()
        with store.read() as uow:
            proof = prove(uow, loaded.data_dir, known)
    typer.echo(f"审计记录 {proof.rows} 条,锚点 {proof.anchors} 个,")
    typer.echo(f"已封存评分表 {proof.sheets} 张,佐证文件 {proof.files} 个。")
    if not known:
        typer.echo("没有用锚定群里的校验码核对;要查整条链有没有被重写,请加 --anchors FILE。")
    _fail(proof.faults)
    typer.echo("✓ 没有发现改动。")


@operations.command("migrate-data")
def migrate_data(to: Target) -> None:
    """把台账搬到另一个空的数据库,逐表核对行数和校验码;原来的不动。先停掉机器人。"""
    from bot import settings  # noqa: PLC0415
    from bot.transfer import migrate  # noqa: PLC0415

    told = migrate(settings.load(), settings.load(database_url=to).database)
    for name, table in told.sums.items():
        typer.echo(f"{name} {table.rows} {table.sha256[:16]}")
    rows = sum(table.rows for table in told.sums.values())
    typer.echo(f"✓ 已搬 {len(told.sums)} 张表 {rows} 行,行数、校验码、各村得分都相同。")
    typer.echo("改好 QINGLIAN_DATABASE_URL 再启动。佐证文件还在原来的数据目录。")
    _fail(told.faults)


def _fail(faults: list[str] | tuple[str, ...]) -> None:
    """Tell what is wrong; exit status 1 if anything is."""
    for fault in faults:
        typer.echo(f"！ {fault}", err=True)
    if faults:
        raise typer.Exit(1)
