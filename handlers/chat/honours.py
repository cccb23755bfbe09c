"""加分: what was published or praised, with its source; confirmed by the town, then by the city."""

from datetime import date
from typing import Any

from handlers.chat import asking, fact_photos
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.days import day_buttons
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import fact_evidence, honours
from handlers.services.states import TOWN_CHECKERS
from rubric.posts import VILLAGE_POSTS
from rubric.scheme_tables import HonourKind
from rubric.utterance_answer import names_only_day, read_day, read_whole_day
from storage.cards import CardRow
from storage.fact_rows import FactRow

PAGE = 3


def show(scene: Scene) -> None:
    """报加分 by its word: of one's own village."""
    say(scene, "honour_list", village=scene.book().village.id, page=0)


@action("honour.list")
def open_list(press: Press) -> None:
    village = press.args[0] if press.args else press.scene.book().village.id
    press.show("honour_list", village=village, page=0)


@action("honour.page")
def turn_page(press: Press) -> None:
    press.show(press.card.kind, **press.data | {"page": press.args[0]})


@action("honour.queue")
def open_queue(press: Press) -> None:
    press.show("honour_queue", page=0)


@action("honour.start")
def start(press: Press) -> None:
    village = press.data["village"]
    press.scene.act(village).require(honours.REPORTERS)
    press.show("honour_kinds", village=village)


@action("honour.kind")
def choose(press: Press) -> None:
    """What it is called: several publications of one piece count once."""
    told = {"village": press.data["village"], "honour": press.args[0]}
    asking.ask(press.scene, press.show("honour_piece", **told), "honour.piece", **told)


def take_piece(turn: Turn, data: Data, text: str, show: Show) -> bool:
    told = {"village": data["village"], "honour": data["honour"], "piece": text}
    _ask(turn, show("honour_source", **told), "honour.source", told)
    return True


def take_source(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Where it can be read; its day, if the words leave that open, is asked."""
    known = {name: data[name] for name in ("village", "honour", "piece")}
    on = read_whole_day(text, turn.written_at)
    if names_only_day(text, turn.written_at):
        return _keep_day(turn, known, read_day(text, turn.written_at), show)
    told = known | {"source": text}
    on = on or (date.fromisoformat(data["on"]) if "on" in data else None)
    if on is None:
        _ask(turn, show("honour_day", **told), "honour.day", told)
    else:
        _report(turn, told, on, show)
    return True


def _keep_day(turn: Turn, known: Data, on: date | None, show: Show) -> bool:
    """A day alone is no source: it is kept, and the source is asked for once more."""
    if on is None:
        return False
    told = known | {"on": on.isoformat()}
    _ask(turn, show("honour_source", **told), "honour.source", told)
    return True


def _ask(turn: Turn, card: CardRow, kind: str, told: Data) -> None:
    """Photos that came with one question wait with the next."""
    files = fact_photos.held(turn)
    asking.ask(turn.scene, card, kind, **told)
    fact_photos.hold(turn, files)


def take_day(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The day by itself; False when the text is none."""
    on = read_day(text, turn.written_at)
    if on is None:
        return False
    _on_day(turn, data, on, show)
    return True


@action("honour.on")
def choose_day(press: Press) -> None:
    press.turn.files = fact_photos.held(press.turn)
    asking.drop(press.scene)
    _on_day(press.turn, press.data, date.fromisoformat(press.args[0]), press.show)


def _on_day(turn: Turn, data: Data, on: date, show: Show) -> None:
    """Of one that is about to be reported, or of one that nobody has decided on yet."""
    if "source" in data:
        _report(turn, data, on, show)
        return
    row = _row(turn.scene, data)
    _shown_to_town(turn, honours.redate(turn.act(row.village_id), row, on), show)


def _report(turn: Turn, told: Data, on: date, show: Show) -> None:
    act = turn.act(told["village"])
    files = fact_photos.held(turn)
    row = honours.report(act, told["honour"], on, told["piece"], told["source"])
    fact_evidence.file_under(act, f"honour:{row}", files)
    _shown_to_town(turn, row, show)


def _shown_to_town(turn: Turn, row: int, show: Show) -> None:
    """The town is asked to look."""
    show("honour_card", honour=row)
    village = _row(turn.scene, {"honour": row}).village_id
    _tell(turn.scene, turn.scene.uow.places.town_of(village).id, TOWN_CHECKERS, row)


@action("honour.redate")
def ask_day(press: Press) -> None:
    """改日期."""
    row = _row(press.scene, press.data)
    honours.may_change(press.turn.act(row.village_id), row)
    card = press.show("honour_day", honour=row.id)
    asking.ask(press.scene, card, "honour.day", honour=row.id)


def _tell(scene: Scene, place: int, posts: frozenset[Any], row: int) -> None:
    """News to whoever holds one of the posts, but to the person who acts."""
    holders = scene.uow.grants.holders(place, tuple(posts), scene.today)
    others = [grant for grant in holders if grant.person_id != scene.actor.person_id]
    tell(scene, others, "honour_card", honour=row)


@action("honour.open")
def open_one(press: Press) -> None:
    press.show("honour_card", honour=press.args[0])


@action("honour.confirm")
def confirm(press: Press) -> None:
    """The town's word goes on to the city; the village is told either's."""
    scene, row = press.scene, _row(press.scene, press.data)
    honours.confirm(press.turn.act(row.village_id), row)
    scene.forget()
    press.show("honour_card", honour=row.id)
    if scene.actor.post in TOWN_CHECKERS:
        town = scene.uow.places.town_of(row.village_id)
        _tell(scene, town.parent_id or town.id, honours.CITY, row.id)
    _tell(scene, row.village_id, VILLAGE_POSTS, row.id)


@action("honour.refuse")
def ask_reason(press: Press) -> None:
    row = _row(press.scene, press.data)
    press.scene.act(row.village_id).require(honours.JUDGES)
    asking.ask(press.scene, press.show("honour_reason", honour=row.id), "honour.no", honour=row.id)


def take_refusal(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why it is none; the village is told."""
    scene, row = turn.scene, _row(turn.scene, data)
    honours.refuse(turn.act(row.village_id), row, text)
    scene.forget()
    show("honour_card", honour=row.id)
    _tell(scene, row.village_id, VILLAGE_POSTS, row.id)
    return True


@action("honour.back")
def back(press: Press) -> None:
    asking.drop(press.scene)
    press.show("honour_card", honour=press.data["honour"])


@action("honour.undo")
def undo(press: Press) -> None:
    row = _row(press.scene, press.data)
    honours.withdraw(press.turn.act(row.village_id), row)
    press.show("honour_card", honour=row.id)


def _row(scene: Scene, data: Data) -> FactRow:
    return scene.uow.facts.get("honour", data["honour"], scene.actor.scope)


def _kinds(scene: Scene, village: int) -> list[HonourKind]:
    part = honours.scored(scene.book(village))
    return list(part.scheme.honours.values()) if part else []


@view("honour_kinds")
def honour_kinds(scene: Scene, data: Data) -> Message:
    kinds = _kinds(scene, data["village"])
    part = honours.scored(scene.book(data["village"]))
    return render(
        "honour_kinds",
        kinds=kinds,
        most=part.scheme.scored.bonus if part else None,
        buttons=[
            Button(f"第{at}种", "honour.kind", (kind.kind,)) for at, kind in enumerate(kinds, 1)
        ],
    )


def _kind_name(scene: Scene, village: int, kind: str) -> str:
    return next((each.name for each in _kinds(scene, village) if each.kind == kind), kind)


@view("honour_piece")
def honour_piece(scene: Scene, data: Data) -> Message:
    return render("honour_piece", name=_kind_name(scene, data["village"], data["honour"]))


@view("honour_source")
def honour_source(_scene: Scene, data: Data) -> Message:
    on = date.fromisoformat(data["on"]) if "on" in data else None
    return render("honour_source", piece=data["piece"], on=on)


@view("honour_day")
def honour_day(scene: Scene, data: Data) -> Message:
    """On which day: before it is reported, or again as long as nobody has decided on it."""
    row = None if "source" in data else _row(scene, data)
    if row is not None and row.status != "open":
        return honour_card(scene, data)
    return render(
        "honour_day",
        piece=row.said["piece"] if row else data["piece"],
        source=row.said["source"] if row else data["source"],
        begun=row is not None,
        choices=day_buttons(scene.today, "honour.on"),
    )


@view("honour_card")
def honour_card(scene: Scene, data: Data) -> Message:
    row = _row(scene, data)
    act = scene.act(row.village_id)
    worth = honours.worth(act.book, row)
    refused = row.last("return") if row.status == "returned" else None
    return render(
        "honour_card",
        village=act.book.village.name,
        number=row.village_id,
        name=_kind_name(scene, row.village_id, row.said["kind"]),
        on=row.said["on_day"],
        piece=row.said["piece"],
        source=row.said["source"],
        status=row.status,
        by_city=row.last("confirm_city") is not None,
        reason=refused.reason if refused else "",
        adds=worth.adds if worth else None,
        most=worth.bonus.most if worth and worth.bonus else None,
        judges=honours.may_judge(scene.actor, row),
        mine=row.status == "open" and row.by_id == scene.actor.person_id,
        today=scene.today,
        in_village=scene.actor.in_village,
        photos=fact_photos.button_of(scene, row.ref),
    )


@view("honour_reason")
def honour_reason(scene: Scene, data: Data) -> Message:
    row = _row(scene, data)
    if not honours.may_judge(scene.actor, row):
        return honour_card(scene, data)
    return render("honour_reason", piece=row.said["piece"])


@view("honour_list")
def honour_list(scene: Scene, data: Data) -> Message:
    """A village's honours of this year and last."""
    act = scene.act(data["village"])
    page = page_of(honours.of_village(act), data["page"], PAGE)
    starts = scene.actor.post in honours.REPORTERS and honours.scored(act.book) is not None
    return _listed(scene, "honour_list", page, village=act.book.village.name, starts=starts)


@view("honour_queue")
def honour_queue(scene: Scene, data: Data) -> Message:
    """What waits for this person's word in all his villages."""
    waiting = honours.waiting(scene.uow, scene.actor)
    return _listed(scene, "honour_queue", page_of(waiting, data["page"], PAGE))


def _listed(scene: Scene, kind: str, page: Any, /, **told: Any) -> Message:
    first = page.number * PAGE + 1
    return render(
        kind,
        page=page,
        rows=[_line(scene, row) for row in page.rows],
        first=first,
        buttons=[
            Button(f"看第{at}条", "honour.open", (row.id,))
            for at, row in enumerate(page.rows, first)
        ],
        **told,
    )


def _line(scene: Scene, row: FactRow) -> dict[str, Any]:
    return {
        "village": scene.uow.places.get(row.village_id).name,
        "piece": row.said["piece"],
        "on": row.said["on_day"],
        "status": row.status,
        "by_city": row.last("confirm_city") is not None,
    }
