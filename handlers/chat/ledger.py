"""查台账: records looked up in chat, opened, and told whole: who logged, confirmed, corrected."""

from dataclasses import asdict
from typing import Any

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.receipts import changeable, names, periods
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import lookup
from handlers.services.lookup import Filter
from rubric.period import Period, add_months
from storage.record_rows import EventRow, RecordRow

PAGE = 3
CHOICES = 4
EVENTS = 3


def show(scene: Scene) -> None:
    say(scene, "ledger", **only_of(scene.actor.place_id))


def only_of(village: int, **wanted: Any) -> Data:
    """What a ledger card shows: the first page of what fits."""
    return {"village": village, "page": 0, **asdict(Filter(**wanted))}


@action("ledger")
def open_ledger(press: Press) -> None:
    press.show("ledger", **only_of(press.args[0]))


@action("ledger.page")
def turn_page(press: Press) -> None:
    press.show("ledger", **(press.data | {"page": press.args[0]}))


@action("ledger.filter")
def choose_filter(press: Press) -> None:
    press.show("ledger_filter", **press.data)


@action("ledger.by")
def choose_value(press: Press) -> None:
    by, page = press.args
    press.show("ledger_values", village=press.data["village"], by=by, page=page)


@action("ledger.only")
def only(press: Press) -> None:
    """Show only what fits the one value chosen."""
    by, value = press.args
    press.show("ledger", **only_of(press.data["village"], **{by: value}))


@action("record.open")
def open_record(press: Press) -> None:
    """From a list, or from a card about an edited message: then back to the whole ledger."""
    row = press.turn.uow.records.get(press.args[0], press.scene.actor.scope)
    came_from = press.data if press.card.kind == "ledger" else only_of(row.village_id)
    press.show("record", record=row.id, back=came_from)


@action("record.back")
def back(press: Press) -> None:
    press.show("ledger", **press.data["back"])


@view("ledger")
def ledger(scene: Scene, data: Data) -> Message:
    act = scene.act(data["village"])
    wanted = Filter(data["month"], data["duty"], data["item"], data.get("status"))
    page = page_of(lookup.find(act, wanted), data["page"], PAGE)
    return render(
        "ledger",
        village=act.book.village.name,
        only=_told(scene, data),
        page=page,
        rows=[_line(scene, row) for row in page.rows],
        buttons=[
            Button(f"第{at}条", "record.open", (row.id,)) for at, row in enumerate(page.rows, 1)
        ],
    )


def _line(scene: Scene, row: RecordRow) -> Data:
    return {
        "status": row.status,
        "when": words.dated(row.done_on, scene.today),
        "names": periods([row]) + names(scene.book(row.village_id), [row]),
    }


def _told(scene: Scene, data: Data) -> str:
    """What the list is narrowed to, in words."""
    if data["month"]:
        return words.period(Period.parse(data["month"]))
    if data["duty"]:
        return scene.book(data["village"]).name(data["duty"])
    if data.get("status"):
        return "待确认"
    return f"第{data['item']}项" if data["item"] else ""


@view("ledger_filter")
def ledger_filter(scene: Scene, data: Data) -> Message:
    """How to look, and the ledger on paper as it is narrowed now."""
    only = [data.get(name) for name in ("month", "duty", "item")]
    return render(
        "ledger_filter",
        village=data["village"],
        only=only if any(only) else [],
        told=_told(scene, data) if any(only) else "",
    )


@view("ledger_values")
def ledger_values(scene: Scene, data: Data) -> Message:
    page = page_of(VALUES[data["by"]](scene, data["village"]), data["page"], CHOICES)
    return render(
        "ledger_values",
        by=data["by"],
        page=page,
        buttons=[Button(label, "ledger.only", (data["by"], value)) for label, value in page.rows],
    )


def _months(scene: Scene, _village: int) -> list[tuple[str, Any]]:
    firsts = [add_months(scene.today, -back) for back in range(12)]
    return [
        (f"{first.year}年{first.month}月", f"{first.year}-{first.month:02}") for first in firsts
    ]


def _duties(scene: Scene, village: int) -> list[tuple[str, Any]]:
    book = scene.book(village)
    held = lookup.find(scene.act(village), Filter())
    return [
        (book.name(duty), duty) for duty in dict.fromkeys(d for row in held for d in row.duties)
    ]


def _items(scene: Scene, village: int) -> list[tuple[str, Any]]:
    book = scene.book(village)
    return [
        (f"第{no}项", no)
        for no in sorted({no for part in book.enrolled for no in part.scheme.items})
    ]


VALUES = {"month": _months, "duty": _duties, "item": _items}


@view("record")
def record(scene: Scene, data: Data) -> Message:
    row = scene.uow.records.get(data["record"], scene.actor.scope)
    story = [_told_event(scene, event) for event in row.events]
    return render(
        "record",
        names=names(scene.book(row.village_id), [row]),
        status=row.status,
        when=words.dated(row.done_on, scene.today),
        period=periods([row]),
        heads=row.heads,
        photos=len(row.photos),
        body=row.body,
        author=_who(scene, row.author_id, row.author_grant_id),
        logged=row.logged_at.astimezone(scene.now.tzinfo),
        corrected=row.version - 1,
        story=story[-EVENTS:],
        number=row.id,
        mine=bool(changeable(scene, [row])),
    )


def _told_event(scene: Scene, event: EventRow) -> Data:
    return {
        "kind": event.kind,
        "reason": event.reason,
        "who": _who(scene, event.by_id, event.by_grant_id),
        "at": event.at.astimezone(scene.now.tzinfo),
    }


def _who(scene: Scene, person: int, grant: int) -> str:
    """Who it was, and in which post at the time."""
    return f"{scene.uow.people.get(person).name}（{scene.uow.grants.get(grant).post}）"


@action("record.edit")
def edit(press: Press) -> None:
    press.show("log_edit", records=[press.args[0]])
