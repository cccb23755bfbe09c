"""The command qinglian. Each command loads only what it needs."""

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot import (
    cli_enrol,
    cli_ledger,
    cli_ops,
    cli_papers,
    cli_person,
    cli_quotas,
    cli_roster,
    cli_rules,
    cli_scheme,
    cli_template,
    cli_understand,
    usage,
)
from bot.errors import BotError
from rubric.errors import RubricError
from storage.errors import StorageError

MISTYPED = 2
"""Exit status of a command that was typed wrong."""

app = typer.Typer(
    help="清廉村居助手", add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False
)
AsJson = Annotated[bool, typer.Option("--json", help="给程序读")]
database = typer.Typer(help="数据库", no_args_is_help=True)
app.add_typer(database, name="db")
app.add_typer(cli_rules.rules)
app.add_typer(cli_papers.export, name="export")
app.add_typer(cli_template.template, name="template")
app.add_typer(cli_scheme.scheme, name="scheme")
app.add_typer(cli_roster.roster, name="roster")
app.add_typer(cli_person.person, name="person")
app.add_typer(cli_quotas.quota, name="quota")
app.add_typer(cli_ledger.ledger, name="ledger")
app.add_typer(cli_ops.operations)
app.command()(cli_understand.understand)
app.command()(cli_enrol.enrol)


@contextmanager
def for_good() -> Iterator[None]:
    """What is loaded within is there to the end: the collector of garbage never looks through it.

    To do so took it a fifth of the start, and long answers a tenth of a second now and then.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


@app.command()
def run() -> None:
    """启动机器人。按 Ctrl+C 停止。"""
    with for_good():
        from bot import logs, run, settings  # noqa: PLC0415

    loaded = settings.load()
    logs.configure(loaded.secrets, level=loaded.log_level)
    run.run(loaded)


@app.command()
def check(*, as_json: AsJson = False) -> None:
    """查看运行情况:设置、时钟、数据库、Telegram、排队和没处理好的消息。有问题时退出码为 1。"""
    import json  # noqa: PLC0415

    from bot import check, reach, settings  # noqa: PLC0415
    from bot.clock import Clock  # noqa: PLC0415
    from bot.ledger import open_ledger  # noqa: PLC0415

    loaded = settings.load()
    clock = Clock(loaded.clock_file)
    with open_ledger(loaded) as store:
        lines = [*check.check(loaded, clock, store), *reach.look(loaded, clock)]
    if as_json:
        typer.echo(json.dumps(check.as_json(lines)))
    else:
        typer.echo("\n".join(map(str, lines)))
    if not all(line.good for line in lines):
        raise typer.Exit(1)


@database.command()
def upgrade() -> None:
    """把数据库升级到本程序的版本;没有数据库时新建。升级前请先备份。"""
    from bot import settings  # noqa: PLC0415
    from bot.ledger import open_ledger  # noqa: PLC0415

    with open_ledger(settings.load()) as store:
        store.upgrade()
        typer.echo(f"✓ 数据库已是最新版本({store.revision()})。")


def main() -> None:
    """Run a command; what the operator must mend is told in Chinese, without a traceback."""
    try:
        sys.exit(app(standalone_mode=False) or 0)
    except typer.TyperException as error:
        typer.echo(usage.told(error), err=True)
        sys.exit(MISTYPED)
    except (BotError, RubricError, StorageError) as error:
        typer.echo(str(error), err=True)
        sys.exit(1)
