"""The command that puts a village under a scheme, says its cycle, and ends it."""

from datetime import date
from typing import Annotated

import typer

Village = Annotated[str, typer.Argument(metavar="VILLAGE", help="村居;重名时前面写上镇(街道)")]
Named = Annotated[str, typer.Argument(metavar="SCHEME", help="考核办法的 id")]
Day = date | None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"“{text}”不是日期,应写成 2026-07-01") from None


def enrol(
    village: Village,
    scheme: Named,
    start: Annotated[
        Day, typer.Option("--from", parser=_day, metavar="DATE", help="从哪天起参加,默认今天")
    ] = None,
    cycle_start: Annotated[
        Day, typer.Option("--cycle-start", parser=_day, metavar="DATE", help="创建周期从哪天起")
    ] = None,
    end: Annotated[
        Day, typer.Option("--end", parser=_day, metavar="DATE", help="参加到哪天为止")
    ] = None,
) -> None:
    """让村居参加一个考核办法,定创建周期,或结束参加;可以同时参加几个。日期写成 2026-07-01。"""
    from bot.enrol import Days, enrolled  # noqa: PLC0415

    for line in enrolled(village, scheme, Days(start, cycle_start, end)):
        typer.echo(line)
