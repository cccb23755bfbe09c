"""Which record the words mean that take one back or put it right: shown, asked, or not found."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.chat.asking import reply
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.log_edit import corrected
from handlers.chat.receipts import names, periods
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from rubric.utterance import Reading, understand
from rubric.utterance_answer import read_day
from rubric.utterance_undo import takes_back, without_taking_back
from storage.record_rows import RecordRow

MOST = 4


def heard(turn: Turn, said: str) -> bool:
    """Whether the words take back, or put right, a record that they name."""
    if not turn.scene.actor.in_village or not takes_back(said):
        return False
    rest = without_taking_back(said)
    told = understand(rest, turn.written_at, turn.lexicon)
    day = told.date or read_day(rest, turn.written_at)
    if not (told.duties or day):
        return False
    found = _found(turn, told, day)
    if len(found) == 1:
        reply(turn)("log_saved", records=[found[0].id], untouched=True)
    else:
        ask_which(turn, said, found, what=_named(turn.scene, told, day))
    return True


def ask_which(
    turn: Turn, said: str, rows: Sequence[RecordRow], *, what: str = "", **changes: Any
) -> None:
    """Of several records, which is meant; the one that is chosen is shown, or changed so."""
    meant = [row.id for row in rows[-MOST:]]
    reply(turn)("log_meant", text=said, of=meant, what=what, changes=changes)


def _found(turn: Turn, told: Reading, day: date | None) -> list[RecordRow]:
    """What is on file of these duties, this day and this period, oldest first."""
    scope, village = turn.scene.actor.scope, turn.act().book.village.id
    return [
        row
        for row in turn.uow.records.of_village(village, scope, day, day)
        if not row.withdrawn
        and (not told.duties or not set(told.duties).isdisjoint(row.duties))
        and told.period in (None, row.period)
    ]


def _named(scene: Scene, told: Reading, day: date | None) -> str:
    """7月8日党课: what was looked for."""
    when = words.dated(day, scene.today) if day else ""
    return when + "、".join(scene.book().name(duty) for duty in told.duties)


@action("log.this")
def choose(press: Press) -> None:
    """The record that was meant: with what was said of it, or its receipt to choose from."""
    record, changes = press.args[0], dict(press.data["changes"])
    if day := changes.get("done_on"):
        changes["done_on"] = date.fromisoformat(day)
    if changes:
        corrected(press.turn, record, press.show, **changes)
    else:
        press.show("log_saved", records=[record], untouched=True)


@view("log_meant")
def log_meant(scene: Scene, data: Data) -> Message:
    """The records that may be meant; or that there is none."""
    rows = [scene.uow.records.get(each, scene.actor.scope) for each in data["of"]]
    return render(
        "log_meant",
        heard=data["text"],
        what=data["what"],
        rows=[_line(scene, row) for row in rows],
        buttons=[Button(f"第{at}条", "log.this", (row.id,)) for at, row in enumerate(rows, 1)],
    )


def _line(scene: Scene, row: RecordRow) -> str:
    """7月14日 支委会 5人."""
    done = words.dated(row.done_on, scene.today)
    heads = f"　{row.heads}人" if row.heads else ""
    return f"{done} {periods([row])}{names(scene.book(row.village_id), [row])}{heads}"
