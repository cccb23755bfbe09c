"""低保户没公示, without 发现问题 or of another village: it is asked whether to raise it."""

from handlers.chat import findings, villages
from handlers.chat.asking import Show, anew
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services.errors import Denied
from handlers.services.findings import CHECKERS


def told(turn: Turn, said: str) -> None:
    """A problem in words: above the villages it is asked where, unless they name it."""
    scene = turn.scene
    if scene.actor.post not in CHECKERS:
        raise Denied(tuple(sorted(CHECKERS)), "提出问题")
    if scene.actor.supervises:
        ask(turn, scene.actor.place_id, said, anew(scene))
    elif village := villages.named_in(scene, said):
        ask(turn, village.id, villages.without_name(said, village), anew(scene))
    else:
        say(scene, "finding_where", text=said, page=0)


def found(turn: Turn, village: int, text: str, show: Show) -> None:
    """Raise it at once, unless a supervisor names another village: that is asked."""
    if villages.named_beside(turn.scene, text):
        ask(turn, village, text, show)
    else:
        findings.found(turn, village, text, show)


def take_text(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The sentence that says what was found."""
    turn.files = (*findings.waiting_files(turn), *turn.files)
    found(turn, data["village"], text, show)
    return True


def ask(turn: Turn, village: int, text: str, show: Show) -> None:
    """The photos that came with the words wait for the answer."""
    drafts, person = turn.uow.drafts, turn.scene.actor.person_id
    draft = drafts.open(person, "finding.meant", {}, awaits_text=False, at=turn.now)
    turn.uow.evidence.hold(draft, turn.files)
    show("finding_meant", village=village, text=text, draft=draft)


@action("finding.raise")
def raise_it(press: Press) -> None:
    """报出: it is a finding in this village."""
    turn, draft = press.turn, press.data["draft"]
    turn.files = tuple(file.id for file in turn.uow.evidence.of_draft(draft))
    turn.uow.drafts.close(draft, turn.now)
    findings.found(turn, press.data["village"], press.data["text"], press.show)


@view("finding_meant", asks=True)
def finding_meant(scene: Scene, data: Data) -> Message:
    return render(
        "finding_meant",
        text=data["text"],
        village=scene.book(data["village"]).village.name,
        elsewhere=villages.named_beside(scene, data["text"]),
        contact=scene.contact,
        photos=len(scene.uow.evidence.of_draft(data["draft"])),
    )
