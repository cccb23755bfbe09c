"""有异议: the village says why a finding is wrong; the finder's office and the town answer."""

from handlers.chat import asking, finding_cards
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.finding_cards import row_act, row_of, shown
from handlers.chat.findings import finding_assigned, finding_raised, over
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services import finding_disputes, findings
from storage.findings import FindingRow


@action("finding.dispute")
def ask_objection(press: Press) -> None:
    """有异议: the next sentence is the reason."""
    row, act = row_act(press)
    finding_disputes.may_dispute(act, row)
    card = press.show("finding_object", finding=row.id)
    asking.ask(press.scene, card, "finding.dispute", finding=row.id)


def take_objection(turn: Turn, data: Data, text: str, show: Show) -> bool:
    row = row_of(turn.scene, data["finding"])
    finding_disputes.dispute(turn.act(row.village_id), row, text)
    turn.scene.forget()
    show("finding_assigned", finding=row.id)
    finding_cards.tell_hearers(turn.scene, row)
    return True


@action("finding.accept")
def accept(press: Press) -> None:
    """异议成立,撤销: the finding is cleared."""
    row, act = row_act(press)
    finding_disputes.accept(act, row)
    over(press.scene, row, press.show)


@action("finding.uphold")
def ask_reason(press: Press) -> None:
    """维持,写理由: the next sentence is the reason."""
    row, act = row_act(press)
    finding_disputes.may_uphold(act, row)
    card = press.show("finding_uphold", finding=row.id)
    asking.ask(press.scene, card, "finding.uphold", finding=row.id)


def take_reason(turn: Turn, data: Data, text: str, show: Show) -> bool:
    row = row_of(turn.scene, data["finding"])
    finding_disputes.uphold(turn.act(row.village_id), row, text)
    turn.scene.forget()
    show("finding_raised", finding=row.id)
    finding_cards.tell_village(turn.scene, row)
    return True


@view("finding_object")
def finding_object(scene: Scene, data: Data) -> Message:
    """The question for a reason; where no objection can be made, the finding as it stands."""
    if not finding_disputes.open_to_dispute(row_of(scene, data["finding"])):
        return finding_assigned(scene, data)
    return render("finding_object", **shown(scene, data))


@view("finding_dispute")
def finding_dispute(scene: Scene, data: Data) -> Message:
    """The objection; once it is answered, the finding as it stands."""
    row = row_of(scene, data["finding"])
    if row.dispute is None:
        return finding_raised(scene, data)
    return render("finding_dispute", **_objection(scene, row), **shown(scene, data))


@view("finding_uphold")
def finding_uphold(scene: Scene, data: Data) -> Message:
    row = row_of(scene, data["finding"])
    if row.dispute is None:
        return finding_raised(scene, data)
    return render("finding_uphold", **_objection(scene, row), **shown(scene, data))


def _objection(scene: Scene, row: FindingRow) -> Data:
    assert row.dispute is not None
    person, post = scene.actor.person_id, scene.actor.post
    own = person == row.by_id
    above = post in findings.judges(scene.uow, row)
    return {
        "why": row.dispute.reason,
        "objector": scene.uow.people.get(row.dispute.by_id).name,
        "may_accept": above and (own or not scene.actor.supervises),
        "may_uphold": not own and person not in findings.speakers(row),
        "own": own,
    }
