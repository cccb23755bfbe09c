"""复核并封存: the second person's card, sealed sheets, and corrections."""

from decimal import Decimal

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import VIEWS, Data, Press, action, tell, view
from handlers.chat.scene import Scene
from handlers.chat.sheets import LEVEL, open_sheet, place_of, running, summed
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Message, render
from handlers.services import scorings, sealing
from handlers.services.errors import ScoringRefused
from handlers.services.sealed import points
from handlers.services.sealed_papers import sealed_sheet
from handlers.services.worksheets import LEVELS, Worksheet, sheet_in_force
from rubric.posts import SUPERVISOR_POSTS, Post
from rubric.scoring import Score
from storage.sheets import SheetRow

CHANGES = 3
PAGE = 3


def as_it_stands(scene: Scene, data: Data) -> Message:
    """Whatever card a village's sheet has now."""
    sheet = running(scene, data)
    if sheet is not None and sheet.row.state == "submitted":
        return scoring_check(scene, data)
    if sheet is None and _in_force(scene, data):
        return scoring_sealed(scene, data)
    return VIEWS["scoring_village"](scene, data)


def _in_force(scene: Scene, data: Data) -> SheetRow | None:
    act = scene.act(data["village"])
    return sheet_in_force(act, data["scheme"], data["year"], LEVEL)


@action("scoring.seal")
def seal(press: Press) -> None:
    """复核并封存, on the evidence that the card showed; if that has moved, nothing is sealed."""
    place, sheet = place_of(press.data), open_sheet(press.scene, press.data)
    act = press.turn.act(place["village"])
    outcome = sealing.seal(act, sheet.row, press.args[0])
    if outcome.changed:
        moved = {**place, "items": list(outcome.changed)}
        press.show("scoring_moved", **moved)
        _tell_scorers(press.scene, sheet, "scoring_moved", **moved)
    elif outcome.sheet is None:
        press.show("scoring_check", **place, moved=True)
    else:
        press.show("scoring_sealed", **place)
        _tell_scorers(press.scene, sheet, "scoring_sealed", **place)
        _tell_village(press.scene, place)


def _tell_village(scene: Scene, place: Data) -> None:
    """One message to the secretary and to each of the supervisors."""
    posts = tuple(SUPERVISOR_POSTS | {Post.SECRETARY})
    holders = scene.uow.grants.holders(place["village"], posts, scene.today)
    tell(scene, holders, "scoring_sealed", **place)


def _tell_scorers(scene: Scene, sheet: Worksheet, kind: str, /, **told: object) -> None:
    """Who gave the amounts, as far as they still hold a post in which they may; not the teller."""
    posts = tuple(LEVELS[LEVEL].scorers)
    holders = scene.uow.grants.holders(scene.actor.place_id, posts, scene.today)
    others = sheet.row.scorers - {scene.actor.person_id}
    tell(scene, [each for each in holders if each.person_id in others], kind, **told)


@action("scoring.return")
def ask_return(press: Press) -> None:
    """退回,写理由: the next sentence is the reason."""
    place, sheet = place_of(press.data), open_sheet(press.scene, press.data)
    scorings.may_seal(press.turn.act(place["village"]), sheet)
    asking.ask(press.scene, press.show("scoring_return", **place), "scoring.return", **place)


@action("scoring.look")
def look_again(press: Press) -> None:
    """先不写: the card as it was."""
    asking.drop(press.scene)
    press.show("scoring_check", **place_of(press.data))


def take_return(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why it goes back; whoever scored it is told."""
    place, sheet = place_of(data), open_sheet(turn.scene, data)
    scorings.send_back(turn.act(place["village"]), sheet, text)
    show("scoring_village", **place)
    _tell_scorers(turn.scene, sheet, "scoring_village", **place)
    return True


@action("scoring.correct")
def ask_correction(press: Press) -> None:
    """写更正件: the next sentence is the reason."""
    place = place_of(press.data)
    scorings.may_score(press.turn.act(place["village"]), place["scheme"], place["year"], LEVEL)
    asking.ask(press.scene, press.show("scoring_correct", **place), "scoring.correct", **place)


@action("scoring.uncorrected")
def leave_sealed(press: Press) -> None:
    """先不写."""
    asking.drop(press.scene)
    press.show("scoring_sealed", **place_of(press.data))


def take_correction(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why it is corrected; the new sheet begins with what still holds of the old one."""
    place, act = place_of(data), turn.act(data["village"])
    sheet = _in_force(turn.scene, data)
    if sheet is None:
        raise ScoringRefused("moved")
    scorings.correct(act, sheet, text)
    show("scoring_village", **place)
    return True


@action("scoring.own")
def open_own(press: Press) -> None:
    """看镇级评分: the newest sealed sheet of the actor's own village."""
    place = own_place(press.scene)
    if place is None:
        press.show("scoring_unsealed")
    else:
        press.show("scoring_sealed", **place)


def own_place(scene: Scene) -> Data | None:
    rows = scene.uow.sheets.of_village(scene.book().village.id, scene.actor.scope)
    own = [row for row in rows if row.level == LEVEL]
    if not own:
        return None
    newest = max(own, key=lambda row: (row.year, row.id))
    return {"village": newest.village_id, "scheme": newest.scheme_id, "year": newest.year}


@action("scoring.sealed")
def open_sealed(press: Press) -> None:
    press.show("scoring_sealed", **place_of(press.data))


@action("scoring.sealed-items")
def open_sealed_items(press: Press) -> None:
    press.show("scoring_sealed_items", **place_of(press.data), page=press.args[0])


def sealed_score(scene: Scene, village: int, hint: Score) -> Data:
    """For 看得分: the sealed town score beside the hint, and its day; nothing before it is."""
    row = _in_force(scene, {"village": village, "scheme": hint.scheme_id, "year": hint.year})
    return {"points": points(row), "on": row.at.astimezone(scene.now.tzinfo)} if row else {}


@view("scoring_check")
def scoring_check(scene: Scene, data: Data) -> Message:
    """A submitted sheet with its differences; whoever scored it sees that it waits."""
    sheet = running(scene, data)
    if sheet is None or sheet.row.state != "submitted":
        return as_it_stands(scene, data)
    return render(
        "scoring_check",
        **summed(scene, sheet),
        number=sheet.row.village_id,
        mine=scene.actor.person_id in sheet.row.scorers,
        evidence=sheet.proposal.evidence,
        moved=data.get("moved", False),
        stale=sheet.stale,
        presumed=sum(line.score.basis == "presumed" for line in sheet.lines.values()),
        differences=[_difference(sheet, no) for no in sheet.changed[:CHANGES]],
    )


def _difference(sheet: Worksheet, no: int) -> Data:
    return {
        "no": no,
        "proposed": sheet.lines[no].proposed,
        "given": sheet.amounts[no],
        "reason": sheet.given[no].reason,
    }


@view("scoring_return")
def scoring_return(scene: Scene, data: Data) -> Message:
    """The question for a reason; when there is nothing to return, the sheet as it stands."""
    sheet = running(scene, data)
    if sheet is None or sheet.row.state != "submitted":
        return as_it_stands(scene, data)
    return render("scoring_return", **summed(scene, sheet))


@view("scoring_moved")
def scoring_moved(scene: Scene, data: Data) -> Message:
    """Nothing was sealed: the proposal of some items changed after they were given an amount."""
    village = scene.book(data["village"]).village.name
    return render("scoring_moved", village=village, year=data["year"], items=data["items"])


@view("scoring_sealed")
def scoring_sealed(scene: Scene, data: Data) -> Message:
    """The sealed sheet in force, for the town and for the village."""
    row = _in_force(scene, data)
    if row is None:
        return render("scoring_unsealed")
    paper = sealed_sheet(scene.uow, scene.actor.scope, row.id)
    return render(
        "scoring_sealed",
        paper=paper,
        village_id=row.village_id,
        sheet_id=row.id,
        on=paper.sealed_at,
        changed=sum(each.changed for each in paper.items),
        lines=[Decimal(each) for each in paper.content["lines"]],
        town=not scene.actor.in_village,
        may_correct=scene.actor.post in LEVELS[LEVEL].scorers,
    )


@view("scoring_sealed_items")
def scoring_sealed_items(scene: Scene, data: Data) -> Message:
    """Item by item, as sealed."""
    row = _in_force(scene, data)
    if row is None:
        return render("scoring_unsealed")
    paper = sealed_sheet(scene.uow, scene.actor.scope, row.id)
    return render(
        "scoring_sealed_items",
        village=paper.content["village"],
        page=page_of(paper.items, data["page"], PAGE),
    )


@view("scoring_unsealed")
def scoring_unsealed(_scene: Scene, _data: Data) -> Message:
    return render("scoring_unsealed")


@view("scoring_correct")
def scoring_correct(scene: Scene, data: Data) -> Message:
    """The question for a reason; when a correction is under way, that."""
    row = _in_force(scene, data)
    if row is None or running(scene, data) is not None:
        return as_it_stands(scene, data)
    return render("scoring_correct", village=row.content["village"], number=row.number)
