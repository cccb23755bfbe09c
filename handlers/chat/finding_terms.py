"""改期限, 申请延期: moved by the finder, or wished for by the village and answered."""

from datetime import date

from handlers.chat import asking, finding_cards
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.finding_cards import row_act, row_of, shown
from handlers.chat.findings import finding_assigned, finding_raised
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services import finding_terms, findings, workdays
from storage.findings import FindingRow

NONE = ""
"""不设期限, as a button keeps it."""


@action("finding.due")
def ask_due(press: Press) -> None:
    """改期限: one of the days offered, none, or a day typed."""
    row, act = row_act(press)
    finding_terms.may_move(act, row)
    card = press.show("finding_due", finding=row.id)
    asking.ask(press.scene, card, "finding.due", finding=row.id)


@action("finding.move")
def move(press: Press) -> None:
    asking.drop(press.scene)
    day = date.fromisoformat(press.args[0]) if press.args[0] != NONE else None
    _to(press.turn, press.data["finding"], day, press.show)


def take_due(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """A typed day that is still ahead; False when the text names none."""
    day = finding_terms.read_due(text, turn.written_on)
    if day is None:
        return False
    _to(turn, data["finding"], day, show)
    return True


def _to(turn: Turn, finding: int, day: date | None, show: Show) -> None:
    """At once, or once the reason for so late a day was given."""
    row = row_of(turn.scene, finding)
    if day is None or not finding_terms.needs_reason(row, day):
        _move(turn, row, day, "", show)
        return
    finding_terms.require_allowed(turn.act(row.village_id), row, day)
    asked = {"finding": row.id, "day": day.isoformat()}
    asking.ask(turn.scene, show("finding_due_why", **asked), "finding.due-why", **asked)


def take_reason(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why it takes so long."""
    row = row_of(turn.scene, data["finding"])
    _move(turn, row, date.fromisoformat(data["day"]), text, show)
    return True


def _move(turn: Turn, row: FindingRow, day: date | None, reason: str, show: Show) -> None:
    finding_terms.move(turn.act(row.village_id), row, day, reason)
    turn.scene.forget()
    show("finding_raised", finding=row.id)
    finding_cards.keep_village_told(turn.scene, row)


@action("finding.delay")
def ask_delay(press: Press) -> None:
    """申请延期, by so many working days: the next sentence is the reason."""
    row, act = row_act(press)
    finding_terms.may_ask(act, row)
    days = press.args[0] if press.args else finding_terms.CHOICES[1]
    card = press.show("finding_wish", finding=row.id, days=days)
    asking.ask(press.scene, card, "finding.delay", finding=row.id, days=days)


def take_wish(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why more time is needed; the finder is asked."""
    row = row_of(turn.scene, data["finding"])
    finding_terms.ask(turn.act(row.village_id), row, data["days"], text)
    turn.scene.forget()
    show("finding_assigned", finding=row.id)
    finding_cards.tell_deciders(turn.scene, row, "finding_delay")
    return True


@action("finding.grant")
def grant(press: Press) -> None:
    """同意延到…."""
    row, act = row_act(press)
    finding_terms.grant(act, row)
    press.scene.forget()
    press.show("finding_raised", finding=row.id)
    finding_cards.tell_village(press.scene, row)


@action("finding.refuse")
def ask_refusal(press: Press) -> None:
    """不同意,写理由: the next sentence is the reason."""
    row, act = row_act(press)
    finding_terms.may_answer(act, row)
    card = press.show("finding_refusal", finding=row.id)
    asking.ask(press.scene, card, "finding.refuse", finding=row.id)


def take_refusal(turn: Turn, data: Data, text: str, show: Show) -> bool:
    row = row_of(turn.scene, data["finding"])
    finding_terms.refuse(turn.act(row.village_id), row, text)
    turn.scene.forget()
    show("finding_raised", finding=row.id)
    finding_cards.tell_village(turn.scene, row)
    return True


@view("finding_due")
def finding_due(scene: Scene, data: Data) -> Message:
    """The days offered; where the due day cannot be moved any more, the finding as it stands."""
    row = row_of(scene, data["finding"])
    if row.ended or (row.due is not None and row.due < scene.today):
        return finding_raised(scene, data)
    return render("finding_due", choices=_choices(scene, row), **shown(scene, data))


@view("finding_due_why", asks=True)
def finding_due_why(scene: Scene, data: Data) -> Message:
    """The question for a reason; where the day cannot be moved any more, the finding."""
    row, day = row_of(scene, data["finding"]), date.fromisoformat(data["day"])
    if row.ended or (row.due is not None and row.due < scene.today) or row.due == day:
        return finding_raised(scene, data)
    return render(
        "finding_due_why",
        wanted=day,
        without=findings.WITHOUT_REASON,
        **shown(scene, data),
    )


def _choices(scene: Scene, row: FindingRow) -> list[Button]:
    """The days to which it may be moved, counted from the due day, or from today."""
    starts = {row.due or scene.today, *({scene.today} if row.found_on == scene.today else ())}
    days = sorted({workdays.after(start, n) for start in starts for n in finding_terms.CHOICES})
    last = finding_terms.latest(row)
    may = [day for day in days if day <= last and finding_terms.movable_to(row, day, scene.today)]
    offered = [
        Button(f"改到{words.dated(day, scene.today)}", "finding.move", (str(day),)) for day in may
    ]
    none = [Button("不设期限", "finding.move", (NONE,))] if row.due else []
    return [*offered[:3], *none]


@view("finding_wish")
def finding_wish(scene: Scene, data: Data) -> Message:
    """The question for a reason; where no more time can be wished for, the finding as it stands."""
    row = row_of(scene, data["finding"])
    if row.status != "open" or row.asked_delay or row.due is None or row.due < scene.today:
        return finding_assigned(scene, data)
    others = (days for days in finding_terms.CHOICES if days != data["days"])
    return render(
        "finding_wish",
        days=data["days"],
        wished=workdays.after(row.due, data["days"]),
        choices=[Button(f"改延{days}天", "finding.delay", (days,)) for days in others],
        **shown(scene, data),
    )


@view("finding_delay")
def finding_delay(scene: Scene, data: Data) -> Message:
    """The wish for more time; once it is answered, the finding as it stands."""
    row = row_of(scene, data["finding"])
    if row.asked_delay is None:
        return finding_raised(scene, data)
    return render("finding_delay", **_wish(scene, row), **shown(scene, data))


@view("finding_refusal")
def finding_refusal(scene: Scene, data: Data) -> Message:
    row = row_of(scene, data["finding"])
    if row.asked_delay is None:
        return finding_raised(scene, data)
    return render("finding_refusal", **_wish(scene, row), **shown(scene, data))


def _wish(scene: Scene, row: FindingRow) -> Data:
    assert row.asked_delay is not None
    return {
        "why": row.asked_delay.reason,
        "asker": scene.uow.people.get(row.asked_delay.by_id).name,
        "granting": f"同意延到{words.short_day(row.asked_delay.on_day)}",
    }
