"""报加分: of what kind it is, what it is called, where it can be read, and on which day it was."""

from datetime import date

from handlers.chat import asking, fact_photos
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.days import day_buttons
from handlers.chat.honours import honour_card, kind_name, known_kinds, row_of, tell_holders
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Button, Message, render
from handlers.services import fact_evidence, honours
from handlers.services.states import TOWN_CHECKERS
from rubric.utterance_answer import names_only_day, read_day, read_whole_day
from storage.cards import CardRow


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
    row = row_of(turn.scene, data)
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
    village = row_of(turn.scene, {"honour": row}).village_id
    tell_holders(turn.scene, turn.scene.uow.places.town_of(village).id, TOWN_CHECKERS, row)


@action("honour.redate")
def ask_day(press: Press) -> None:
    """改日期."""
    row = row_of(press.scene, press.data)
    honours.may_change(press.turn.act(row.village_id), row)
    card = press.show("honour_day", honour=row.id)
    asking.ask(press.scene, card, "honour.day", honour=row.id)


@view("honour_kinds")
def honour_kinds(scene: Scene, data: Data) -> Message:
    kinds = known_kinds(scene, data["village"])
    part = honours.scored(scene.book(data["village"]))
    return render(
        "honour_kinds",
        kinds=kinds,
        most=part.scheme.scored.bonus if part else None,
        buttons=[
            Button(f"第{at}种", "honour.kind", (kind.kind,)) for at, kind in enumerate(kinds, 1)
        ],
    )


@view("honour_piece")
def honour_piece(scene: Scene, data: Data) -> Message:
    return render("honour_piece", name=kind_name(scene, data["village"], data["honour"]))


@view("honour_source")
def honour_source(_scene: Scene, data: Data) -> Message:
    on = date.fromisoformat(data["on"]) if "on" in data else None
    return render("honour_source", piece=data["piece"], on=on)


@view("honour_day")
def honour_day(scene: Scene, data: Data) -> Message:
    """On which day: before it is reported, or again as long as nobody has decided on it."""
    row = None if "source" in data else row_of(scene, data)
    if row is not None and row.status != "open":
        return honour_card(scene, data)
    return render(
        "honour_day",
        piece=row.said["piece"] if row else data["piece"],
        source=row.said["source"] if row else data["source"],
        begun=row is not None,
        choices=day_buttons(scene.today, "honour.on"),
    )
