"""整改好了, written by itself: the remedy of an open finding, never a record of its own."""

from collections.abc import Sequence
from datetime import timedelta

from handlers.chat import log
from handlers.chat.asking import UNHEARD, Show, reply
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.finding_cards import kind_for, row_of
from handlers.chat.finding_remedy import ask_for_remedy, remedied
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import findings
from handlers.services.sketch import Sketch, from_reading
from rubric import utterance_remedy
from rubric.utterance import Reading
from storage.findings import FindingRow

LISTED = 3
JUST_SHOWN = timedelta(minutes=10)


def heard(turn: Turn, said: str, reading: Reading) -> bool:
    """Whether the words told of a remedy, and were answered."""
    if not turn.scene.actor.of_village:
        return False
    if not utterance_remedy.tells_remedy(said, reading):
        return _offered(turn, said, reading)
    named = _named(turn, said)
    if not named and not findings.open_of(turn.act()):
        return False
    _take(turn, said, reading, named)
    return True


def _take(turn: Turn, said: str, reading: Reading, named: Sequence[FindingRow]) -> None:
    """The one it is about is remedied; of several, or of what others found, it is asked."""
    unsettled = named or findings.open_of(turn.act())
    doubtful = not named and utterance_remedy.is_of_others(said)
    if len(unsettled) > 1 or doubtful:
        _ask_which(turn, said, reading)
    elif unsettled[0].status != "open":
        reply(turn)(kind_for(turn.scene, unsettled[0]), finding=unsettled[0].id)
    elif utterance_remedy.says_how(said):
        remedied(turn, unsettled[0], said, reply(turn))
    else:
        _ask_how(turn, unsettled[0], reply(turn))


def _named(turn: Turn, said: str) -> list[FindingRow]:
    numbers = utterance_remedy.numbers(said)
    act = turn.act()
    known = act.uow.findings.of_village(act.book.village.id, act.actor.scope) if numbers else ()
    return [row for row in known if row.reference in numbers]


def _ask_how(turn: Turn, row: FindingRow, show: Show) -> None:
    ask_for_remedy(turn.scene, row, show, photos=len(turn.files))
    draft = turn.uow.drafts.awaiting(turn.scene.actor.person_id)
    if draft is not None:
        turn.uow.evidence.hold(draft.id, turn.files)


def _offered(turn: Turn, said: str, reading: Reading) -> bool:
    """已补签,三人签字齐全 right under the card of an open finding: is it the remedy?"""
    if not utterance_remedy.may_be_remedy(said, reading) or _before_his_eyes(turn) is None:
        return False
    _ask_which(turn, said, reading)
    return True


def _before_his_eyes(turn: Turn) -> FindingRow | None:
    card = turn.uow.cards.newest(turn.chat_id, *UNHEARD)
    fresh = card is not None and turn.now - card.updated_at <= JUST_SHOWN
    if card is None or not fresh or card.kind not in ("finding_assigned", "finding_remedy"):
        return None
    row = row_of(turn.scene, card.data["finding"])
    return row if row.status == "open" and row.village_id == turn.act().book.village.id else None


def _ask_which(turn: Turn, said: str, reading: Reading) -> None:
    """The words and the photos wait as the record they would be, if they are of no finding."""
    drafts, sketch = turn.uow.drafts, from_reading(said, reading)
    draft = drafts.open(
        turn.scene.actor.person_id, "log", sketch.dump(), awaits_text=False, at=turn.now
    )
    turn.uow.evidence.hold(draft, turn.files)
    reply(turn)("finding_which", draft=draft, page=0)


@action("finding.which-page")
def turn_page(press: Press) -> None:
    press.show("finding_which", draft=press.data["draft"], page=press.args[0])


@action("finding.meant")
def choose(press: Press) -> None:
    """The finding that was meant: the words are its remedy, if they say how."""
    turn, row = press.turn, row_of(press.scene, press.args[0])
    sketch = log.begun(press.scene, press.data)
    turn.files = tuple(each.id for each in turn.uow.evidence.of_draft(press.data["draft"]))
    turn.uow.drafts.close(press.data["draft"], turn.now)
    if row.status == "open" and not utterance_remedy.says_how(sketch.text):
        _ask_how(turn, row, press.show)
    else:
        remedied(turn, row, sketch.text, press.show)


@action("finding.none-of-them")
def none_of_them(press: Press) -> None:
    """都不是: a piece of work like any other."""
    sketch = log.begun(press.scene, press.data)
    log.advance(press.turn, sketch, press.show, press.data["draft"])


@view("finding_which", asks=True)
def finding_which(scene: Scene, data: Data) -> Message:
    """Which open finding the words are about."""
    draft = log.draft_of(scene, data)
    if draft.closed_at:
        return render("log_over")
    page = page_of(findings.open_of(scene.act()), data["page"], LISTED)
    return render(
        "finding_which",
        heard=Sketch.load(draft.data).text,
        page=page,
        rows=[{"number": row.reference, "text": row.text} for row in page.rows],
        buttons=[Button(f"第{row.reference}号", "finding.meant", (row.id,)) for row in page.rows],
        photos=len(scene.uow.evidence.of_draft(draft.id)),
    )
