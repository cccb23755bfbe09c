"""联合评定: a nominee's sheet, adopted or changed, signed by the partners, sealed by the bureau."""

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.procedures import current, of_city, place, place_of, proceeding
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, button, render
from handlers.services import evaluations, scorings
from handlers.services.errors import ScoringRefused
from handlers.services.evaluations import Evaluated
from handlers.services.proceeding import CITY
from handlers.services.sealed import points
from handlers.services.signatures import signatures
from handlers.services.worksheets import Worksheet, sheet_in_force
from storage.scorings import ScoringRow

PAGE, CHANGES, ITEMS = 4, 2, 5


def show_list(scene: Scene) -> None:
    """The key 评定."""
    say(scene, "panel_list", **current(scene), page=0)


@action("panel.list")
def open_list(press: Press) -> None:
    press.show("panel_list", **place(press), page=press.args[0])


@action("panel.village")
def open_village(press: Press) -> None:
    press.show("panel_sheet", **place_of(press.data), village=press.args[0])


@action("panel.adopt")
def adopt(press: Press) -> None:
    """采用镇级评分: in one tap, begun with it."""
    data, act = _about(press.data), press.turn.act(press.data["village"])
    sheet = evaluations.opened(act, proceeding(press.scene, data))
    evaluations.adopt_all(act, sheet)
    press.show("panel_sheet", **data)


@action("panel.items")
def open_items(press: Press) -> None:
    """逐项看: begun with it, where nobody has."""
    data, act = _about(press.data), press.turn.act(press.data["village"])
    evaluations.opened(act, proceeding(press.scene, data))
    press.show("panel_items", **data, page=press.args[0])


@action("panel.back")
def back(press: Press) -> None:
    asking.drop(press.scene)
    press.show("panel_sheet", **_about(press.data))


@action("panel.submit")
def submit(press: Press) -> None:
    """提交签署: every partner who gave no amount is asked to sign."""
    data, sheet = _about(press.data), _running(press.scene, press.data)
    scorings.submit(press.turn.act(data["village"]), sheet)
    press.show("panel_sheet", **data)
    wanted = signatures(press.turn.uow, _row(press.scene, data), press.scene.today)
    tell(press.scene, wanted.wanted, "panel_sheet", **data)


@action("panel.sign")
def sign(press: Press) -> None:
    """签署; with the last signature the bureau is told."""
    data, act = _about(press.data), press.turn.act(press.data["village"])
    evaluations.sign(act, _row(press.scene, data), press.args[0])
    press.show("panel_sheet", **data)
    row = _row(press.scene, data)
    if signatures(act.uow, row, act.day).complete:
        holders = act.uow.grants.holders(press.scene.actor.place_id, CITY, act.day)
        free = [grant for grant in holders if grant.person_id not in row.scorers]
        tell(press.scene, free, "panel_sheet", **data)


@action("panel.return")
def ask_return(press: Press) -> None:
    """退回,写理由: the next sentence is the reason."""
    data = _about(press.data)
    asking.ask(press.scene, press.show("panel_return", **data), "panel.return", **data)


def take_return(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why it goes back to whoever scored it: signatures fall with it."""
    sheet = _running(turn.scene, data)
    evaluations.send_back(turn.act(data["village"]), sheet, text)
    show("panel_sheet", **_about(data))
    scorers = sheet.row.scorers - {turn.scene.actor.person_id}
    holders = [
        grant
        for grant in turn.uow.grants.of_place(turn.scene.actor.place_id)
        if grant.person_id in scorers and grant.accepted_at and grant.ended_at is None
    ]
    tell(turn.scene, holders, "panel_sheet", **_about(data))
    return True


@action("panel.seal")
def seal(press: Press) -> None:
    """封存, on the evidence that the card showed."""
    data, act = _about(press.data), press.turn.act(press.data["village"])
    outcome = evaluations.seal_signed(act, _row(press.scene, data), press.args[0])
    press.show("panel_sheet", **data, moved=outcome.sheet is None)


def _about(data: Data) -> Data:
    return {**place_of(data), "village": data["village"]}


def _running(scene: Scene, data: Data) -> Worksheet:
    sheet = evaluations.running(scene.act(data["village"]), of_city(scene, data))
    if sheet is None:
        raise ScoringRefused("moved")
    return sheet


def _row(scene: Scene, data: Data) -> ScoringRow:
    return _running(scene, data).row


@view("panel_list")
def panel_list(scene: Scene, data: Data) -> Message:
    """The nominees by town, in the roster's order."""
    city = of_city(scene, data)
    every = evaluations.overview(city)
    page = page_of(every, data["page"], PAGE)
    return render(
        "panel_list",
        year=city.year,
        page=page,
        done=sum(one.state == "sealed" for one in every),
        to_sign=len(evaluations.to_sign(city)),
        rows=[_line(scene, one) for one in page.rows],
        buttons=[
            Button(f"看第{number}个", "panel.village", (one.village.id,))
            for number, one in enumerate(page.rows, 1)
        ],
    )


def _line(scene: Scene, one: Evaluated) -> Data:
    signed = ""
    if one.scoring and one.state == "submitted":
        found = signatures(scene.uow, one.scoring, scene.today)
        signed = f"{len(found.given)}/{len(found.given) + len(found.wanted)}"
    return {
        "town": one.town.name,
        "village": one.village.name,
        "state": one.state,
        "signed": signed,
        "points": one.points,
        "town_points": one.town_points,
    }


@view("panel_sheet")
def panel_sheet(scene: Scene, data: Data) -> Message:
    """A nominee's sheet with what the actor can do about it now."""
    city, act = of_city(scene, data), scene.act(data["village"])
    sealed = sheet_in_force(act, city.scheme.id, city.year, evaluations.LEVEL)
    town = sheet_in_force(act, city.scheme.id, city.year, "town")
    sheet = evaluations.running(act, city)
    told = {
        "village": act.book.village.name,
        "year": city.year,
        "town_points": points(town) if town else None,
    }
    if sheet is None:
        return render("panel_begin", **told, points=points(sealed) if sealed else None)
    return render("panel_sheet", **told, **_shown(scene, sheet), moved=data.get("moved", False))


def _shown(scene: Scene, sheet: Worksheet) -> Data:
    person, row = scene.actor.person_id, sheet.row
    found = signatures(scene.uow, row, scene.today)
    submitted = row.last("submit")
    mine = person in row.scorers
    runs = scene.actor.post in CITY
    return {
        "state": row.state,
        "points": sheet.judged.points,
        "items": len(sheet.lines),
        "open": sheet.open,
        "changes": [_change(sheet, no) for no in sheet.changed[:CHANGES]],
        "more": len(sheet.changed[CHANGES:]),
        "signed": len(found.given),
        "wanted": len(found.wanted),
        "abstaining": "、".join(
            scene.uow.people.get(each.person_id).name for each in found.abstaining
        ),
        "submission": submitted.id if submitted else 0,
        "evidence": sheet.proposal.evidence,
        "may_sign": person in {grant.person_id for grant in found.wanted} and not runs,
        "may_seal": runs and not mine and found.complete,
        "reason": _sent_back(row),
    }


def _sent_back(row: ScoringRow) -> str:
    last = row.last("submit", "send_back")
    return last.reason if last and last.kind == "send_back" else ""


def _change(sheet: Worksheet, no: int) -> Data:
    return {
        "no": no,
        "town": sheet.lines[no].proposed,
        "given": sheet.amounts[no],
        "reason": sheet.given[no].reason,
    }


@view("panel_items")
def panel_items(scene: Scene, data: Data) -> Message:
    """Every item with the town's points and the city's."""
    sheet = evaluations.running(scene.act(data["village"]), of_city(scene, data))
    if sheet is None or sheet.row.state != "open":
        return panel_sheet(scene, data)
    page = page_of(tuple(sheet.lines.values()), data["page"], ITEMS)
    return render(
        "panel_items",
        village=scene.book(data["village"]).village.name,
        page=page,
        given={no: event.points for no, event in sheet.given.items()},
        buttons=[button(f"第{line.item.no}项", "city.item", line.item.no) for line in page.rows],
    )


@view("panel_return")
def panel_return(scene: Scene, data: Data) -> Message:
    """The question for a reason; when there is nothing to return, the sheet as it stands."""
    sheet = evaluations.running(scene.act(data["village"]), of_city(scene, data))
    if sheet is None or sheet.row.state != "submitted":
        return panel_sheet(scene, data)
    return render("panel_return", village=scene.book(data["village"]).village.name)
