"""One item on the city's sheet: as the town has it, or another amount and why."""

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.procedures import of_city, place_of
from handlers.chat.scene import Scene
from handlers.chat.scoring_items import told
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services import evaluations, scorings, spot_checks
from handlers.services.errors import ScoringRefused
from handlers.services.worksheets import Worksheet


def running(scene: Scene, data: Data) -> Worksheet:
    """The sheet under way at the card's level; ScoringRefused if none is any more."""
    act, city = scene.act(data["village"]), of_city(scene, data)
    running_at = {"spot": spot_checks.running, "city": evaluations.running}
    sheet = running_at[data["level"]](act, city)
    if sheet is None or data["no"] not in sheet.lines:
        raise ScoringRefused("moved")
    return sheet


def _about(data: Data) -> Data:
    return {**place_of(data), "village": data["village"]}


@action("city.item")
def open_item(press: Press) -> None:
    """查第n项: one tap says it is the same, the next sentence says what else it is."""
    level = press.data.get("level") or ("spot" if press.card.kind == "city_check" else "city")
    data = {**_about(press.data), "level": level, "no": press.args[0]}
    asking.ask(press.scene, press.show("city_item", **data), "city.amount", **data)


def _sheet_card(data: Data) -> str:
    """The card of the whole sheet at the item's level."""
    return "city_check" if data["level"] == spot_checks.LEVEL else "panel_sheet"


@action("city.same")
def same(press: Press) -> None:
    """一致: the town's amount."""
    data, sheet = press.data, running(press.scene, press.data)
    asking.drop(press.scene)
    line = sheet.lines[data["no"]]
    act = press.turn.act(data["village"])
    scorings.give(act, sheet, line.item.no, line.proposed, shown=press.args[0])
    press.show(_sheet_card(data), **_about(data), page=0)


def take_amount(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """4 现场标语脱落: the amount found, and why."""
    read = told(text, "")
    if read is None:
        return False
    sheet = running(turn.scene, data)
    points, reason = read
    scorings.give(turn.act(data["village"]), sheet, data["no"], points, reason)
    show(_sheet_card(data), **_about(data), page=0)
    return True


@action("city.sheet")
def back(press: Press) -> None:
    """返回: nothing was given."""
    asking.drop(press.scene)
    press.show(_sheet_card(press.data), **_about(press.data), page=0)


@view("city_item")
def city_item(scene: Scene, data: Data) -> Message:
    sheet = running(scene, data)
    line = sheet.lines[data["no"]]
    event = sheet.given.get(data["no"])
    return render(
        "city_item",
        village=scene.book(data["village"]).village.name,
        no=line.item.no,
        name=line.item.name,
        full=line.item.points,
        rule=line.item.rule,
        check=line.item.check,
        town=line.proposed,
        now=line.score.score,
        losses=[loss for loss in line.score.losses if loss.amount > 0][:1],
        given=event.points if event else None,
        reason=event.reason if event else "",
        digest=line.digest,
    )
