"""已整改 → 验收: what the village did, and what somebody else says to it."""

from handlers.chat import asking, finding_cards
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.finding_cards import row_act, row_of, shown
from handlers.chat.findings import finding_assigned, finding_raised, over, waiting_files
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services import finding_evidence, findings
from handlers.services.findings import require_status
from rubric.posts import VILLAGE_POSTS
from rubric.utterance_remedy import numbers
from storage.findings import FindingRow


@action("finding.remedy")
def ask_remedy(press: Press) -> None:
    """已整改: one sentence on what was done."""
    row, act = row_act(press)
    act.require(VILLAGE_POSTS)
    ask_for_remedy(press.scene, row, press.show)


def ask_for_remedy(scene: Scene, row: FindingRow, show: Show, photos: int = 0) -> None:
    """The next sentence says what was done."""
    require_status(row, "open")
    card = show("finding_remedy", finding=row.id, photos=photos)
    asking.ask(scene, card, "finding.remedy", finding=row.id)


def take_remedy(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The sentence that says what was done about it, or about the other that it names."""
    row, named = row_of(turn.scene, data["finding"]), numbers(text)
    others = [each for each in _open_beside(turn, row) if each.reference in named]
    turn.files = (*waiting_files(turn), *turn.files)
    remedied(turn, others[0] if len(others) == 1 else row, text, show)
    return True


def _open_beside(turn: Turn, row: FindingRow) -> list[FindingRow]:
    return [each for each in findings.open_of(turn.act(row.village_id)) if each.id != row.id]


def remedied(turn: Turn, row: FindingRow, text: str, show: Show) -> None:
    """Report it remedied with the photos that came with it; the finder is asked to look."""
    act = turn.act(row.village_id)
    findings.remedied(act, row, text)
    finding_evidence.file_under(act, row.id, turn.files)
    turn.scene.forget()
    show("finding_assigned", finding=row.id)
    finding_cards.tell_deciders(turn.scene, row, "finding_check")


@action("finding.settle")
def settle(press: Press) -> None:
    """合格,销号."""
    row, act = row_act(press)
    findings.settle(act, row)
    over(press.scene, row, press.show)


@action("finding.reject")
def ask_rejection(press: Press) -> None:
    """不合格,写理由: the next sentence is the reason."""
    row, act = row_act(press)
    findings.may_judge(act, row)
    card = press.show("finding_reject", finding=row.id)
    asking.ask(press.scene, card, "finding.reject", finding=row.id)


def take_rejection(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why the remedy does not do; the village is told."""
    row = row_of(turn.scene, data["finding"])
    findings.send_back(turn.act(row.village_id), row, text)
    turn.scene.forget()
    show("finding_raised", finding=row.id)
    finding_cards.tell_village(turn.scene, row)
    return True


@view("finding_check", asks=True)
def finding_check(scene: Scene, data: Data) -> Message:
    """The remedy to be judged; when there is none, the finding as it stands."""
    row = row_of(scene, data["finding"])
    told = shown(scene, data)
    if told["status"] != "reported" or scene.actor.person_id in findings.speakers(row):
        return finding_raised(scene, data)
    return render("finding_check", **told)


@view("finding_remedy")
def finding_remedy(scene: Scene, data: Data) -> Message:
    """The question for a remedy; when none is wanted any more, the finding as it stands."""
    told = shown(scene, data)
    if told["status"] != "open":
        return finding_assigned(scene, data)
    return render("finding_remedy", photos=data.get("photos", 0), **told)


@view("finding_reject")
def finding_reject(scene: Scene, data: Data) -> Message:
    """The question for a reason; when there is nothing to judge, the finding as it stands."""
    told = shown(scene, data)
    if told["status"] != "reported":
        return finding_raised(scene, data)
    return render("finding_reject", **told)
