"""Which day it was: the last few as buttons; of a month long past in words, read as of it."""

from collections.abc import Sequence
from datetime import date

from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services.sketch import Sketch, days_meant, likely_days, recent_days
from rubric.period import Cadence, Period
from rubric.utterance_answer import read_day, read_day_within
from rubric.utterance_undo import takes_back

SAID = ("今天", "昨天", "前天")


def day_buttons(today: date, does: str, days: Sequence[date] | None = None) -> list[Button]:
    """今天 15日, 昨天 14日, 前天 13日; or those of them that are given."""
    return [
        Button(f"{said} {day.day}日", does, (day.isoformat(),))
        for said, day in zip(SAID, recent_days(today), strict=True)
        if days is None or day in days
    ]


def tapped(scene: Scene, sketch: Sketch) -> Message:
    """The question with the days that may be meant as buttons."""
    likely = likely_days(sketch, scene.book())
    return render(
        "log_when",
        duty=_named(scene, sketch),
        within=_within(scene, sketch),
        choices=day_buttons(scene.today, "log.day", likely),
    )


def typed(scene: Scene, sketch: Sketch) -> Message:
    """The question for a day in words; where it is asked out of a month, the month is told."""
    within = _within(scene, sketch)
    duty = _names(scene, sketch) if within else _named(scene, sketch)
    return render("log_day_typed", duty=duty, within=within)


def read(turn: Turn, sketch: Sketch, text: str) -> date | None:
    """The day that an answer names; None if it names none."""
    if takes_back(text):
        return None
    meant = days_meant(sketch, turn.scene.book())
    at = turn.written_at
    return read_day_within(text, at, *meant) if meant else read_day(text, at)


def _within(scene: Scene, sketch: Sketch) -> str:
    """The month, or the days, out of which a day is asked for; nothing where none was named."""
    meant = days_meant(sketch, scene.book())
    if meant is None or likely_days(sketch, scene.book()):
        return ""
    month = Period.around(meant[0], Cadence.MONTH)
    if meant != (month.first, month.last):
        return words.span(*meant, scene.today)
    return words.dated(month.first, scene.today).partition("月")[0] + "月"


def _named(scene: Scene, sketch: Sketch) -> str:
    """What the record is of, with the period it was begun for: 5月财务公开."""
    known = {
        duty: words.period(Period.parse(said)) for duty, said in sketch.periods.items() if said
    }
    return "、".join(known.get(duty, "") + scene.book().name(duty) for duty in sketch.duties)


def _names(scene: Scene, sketch: Sketch) -> str:
    return "、".join(map(scene.book().name, sketch.duties))
