"""交叉巡查: a round is laid out, looked at, assigned."""

from datetime import date
from itertools import chain

from handlers.chat import asking, assigning
from handlers.chat.asking import Show, anew
from handlers.chat.assigning import may_assign, usual_due
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.scene import Scene
from handlers.chat.tasks import row_of, tell_village
from handlers.chat.town import books
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Message, render
from handlers.services import inspections
from handlers.services.errors import AlreadySettled, NoRoster
from handlers.services.inspections import Proposal

PAGE = 6


def show_round(scene: Scene) -> None:
    """布置交叉巡查, typed."""
    may_assign(scene)
    _show(scene, anew(scene), 1, usual_due(scene).isoformat())


@action("round.new")
def propose(press: Press) -> None:
    """布置交叉巡查: the next round as it would be."""
    may_assign(press.scene)
    asking.drop(press.scene)
    _show(press.scene, press.show, 1, usual_due(press.scene).isoformat())


@action("round.again")
def propose_again(press: Press) -> None:
    """重新排: another lot."""
    _show(press.scene, press.show, press.data["turn"] + 1, press.data["due"])


def take_text(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """What is to be done, in words; an inspection of each other is laid out as a round."""
    if not inspections.is_a_round(text):
        return assigning.take_text(turn, data, text, show)
    may_assign(turn.scene)
    _show(turn.scene, show, 1, usual_due(turn.scene).isoformat())
    return True


def _show(scene: Scene, show: Show, turn: int, due: str) -> None:
    try:
        pairs = [list(pair) for pair in _proposal(scene, turn).pairs]
    except NoRoster:
        show("round_none")
    else:
        show("round_new", turn=turn, due=due, pairs=pairs, page=0)


@action("round.page")
def turn_page(press: Press) -> None:
    press.show("round_new", **press.data | {"page": press.args[0]})


@action("round.give")
def give(press: Press) -> None:
    """布置: as it was looked at, or not at all."""
    scene, data = press.scene, press.data
    may_assign(scene)
    try:
        proposal = _proposal(scene, data["turn"])
    except NoRoster as gone:
        raise AlreadySettled("task-round") from gone
    inspections.same_as_shown(proposal, data["pairs"])
    given = inspections.assign(press.turn.act, proposal, date.fromisoformat(data["due"]))
    scene.forget()
    for _, number in given:
        tell_village(scene, row_of(scene, {"task": number}))
    press.show("order_given", task=given[0][1], villages=len(given))


def _proposal(scene: Scene, turn: int) -> Proposal:
    return inspections.propose(scene.uow, scene.actor.place_id, books(scene), scene.today, turn)


@view("round_new")
def round_new(scene: Scene, data: Data) -> Message:
    """As it was proposed: assigned or not, the lot of that moment."""
    places = scene.uow.places
    page = page_of(data["pairs"], data["page"], PAGE)
    for village in chain.from_iterable(page.rows):
        scene.actor.scope.require(village)
    return render(
        "round_new",
        town=scene.actor.place,
        page=page,
        rows=[tuple(places.get(each).name for each in pair) for pair in page.rows],
        due=date.fromisoformat(data["due"]),
    )


@view("round_none")
def round_none(scene: Scene, _data: Data) -> Message:
    return render("round_none", town=scene.actor.place)
