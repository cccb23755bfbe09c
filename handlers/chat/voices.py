"""建议, 投诉, 有不同意见: one sentence, kept; the answer comes back to whoever asked."""

import re
from collections.abc import Mapping
from typing import Any

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, button, render
from handlers.services import voices
from storage.feedback import FeedbackRow

LEADING = " :,.。、：，"
PAGE = 4
ABOUT = {
    "score_card": "score_card",
    "score_item": "score_item",
    "score_fix": "score_card",
    "finding_assigned": "finding_raised",
    "nudge_recv": "town_village",
}
"""Cards from which somebody appeals, and the card by which the office sees what is meant."""
KINDS = {"建议": "suggestion", "意见": "suggestion", "投诉": "complaint"}
_BEGINS = re.compile(
    "(?:我们?(?:[要想]|有)?|[要想])?(?:提(?:出|一下)?)?(?:一?[个条点些])?(建议|意见|投诉)(?:一下)?"
)


def prefixed(said: str) -> tuple[str, str] | None:
    """The kind and the text of 建议, or 我要投诉, followed by it; None for anything else."""
    begun = _BEGINS.match(said)
    return (KINDS[begun[1]], said[begun.end() :].lstrip(LEADING)) if begun else None


def hear(
    turn: Turn, kind: str, text: str, show: Show, subject: Mapping[str, Any] | None = None
) -> None:
    """Keep it, say so, and lay it before whoever has to answer."""
    scene = turn.scene
    if not text:
        asking.ask(scene, say(scene, "voice_new", voice_kind=kind), "voice.text", kind=kind)
        return
    voice = voices.hear(turn.uow, scene.actor, kind, text, turn.now, subject)
    show("voice_heard", voice=voice)
    tell(scene, voices.hearers(turn.uow, scene.actor, turn.now), "voice_asked", voice=voice)


@action("voice.start")
def start(press: Press) -> None:
    _begin(press, "suggestion")


@action("voice.appeal")
def appeal(press: Press) -> None:
    """有不同意见 with a score or a finding, or 说明情况."""
    _begin(press, "appeal")


def _begin(press: Press, kind: str) -> None:
    subject = _subject(press)
    if _explains(subject):
        card = say(press.scene, "voice_new", voice_kind=kind, explains=True)
    else:
        card = press.show("voice_new", voice_kind=kind)
    asking.ask(press.scene, card, "voice.text", kind=kind, subject=subject)


def _explains(subject: Mapping[str, Any]) -> bool:
    """Whether it is 说明情况: on a reminder, whose own buttons are still wanted."""
    return subject.get("card") == "nudge_recv"


def _subject(press: Press) -> Data:
    """What the asker has before his eyes, where the office can look at it too."""
    if press.card.kind not in ABOUT:
        return {}
    own = {"village": press.scene.actor.place_id} if press.scene.actor.in_village else {}
    told = {name: value for name, value in press.data.items() if value is not None}
    return {"card": press.card.kind, "data": own | told}


@action("voice.subject")
def open_subject(press: Press) -> None:
    """看所指事项: what the asker had before his eyes, as this office sees it."""
    subject = press.scene.uow.feedback.get(press.data["voice"]).subject
    press.show(ABOUT[subject["card"]], **subject["data"])


@action("voice.list")
def open_list(press: Press) -> None:
    """待答复的意见."""
    press.show("voice_list", page=press.args[0] if press.args else 0)


@action("voice.open")
def open_one(press: Press) -> None:
    press.show("voice_asked", voice=press.args[0])


@action("voice.cancel")
def cancel(press: Press) -> None:
    asking.drop(press.scene)
    press.show("dropped")


def take_text(turn: Turn, data: Data, text: str, show: Show) -> bool:
    hear(turn, data["kind"], text, show, data.get("subject"))
    return True


@action("voice.answer")
def ask_answer(press: Press) -> None:
    """答复: the next sentence is the answer."""
    voice = press.data["voice"]
    asking.ask(press.scene, press.show("voice_answering", voice=voice), "voice.answer", voice=voice)


@action("voice.later")
def answer_later(press: Press) -> None:
    asking.drop(press.scene)
    press.show("voice_asked", voice=press.data["voice"])


def take_answer(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The answer goes to the asker, in whatever chat he is reached."""
    row = turn.uow.feedback.get(data["voice"])
    voices.answer(turn.uow, turn.scene.actor, row, text, turn.now)
    show("voice_asked", voice=row.id)
    if row.grant_id:
        tell(turn.scene, [turn.uow.grants.get(row.grant_id)], "voice_answered", voice=row.id)
    return True


@view("voice_list")
def voice_list(scene: Scene, data: Data) -> Message:
    page = page_of(voices.waiting(scene.uow, scene.actor), data["page"], PAGE)
    return render(
        "voice_list",
        page=page,
        tally=voices.tally(scene.uow, scene.actor, scene.now),
        rows=[_waiting_line(scene, row) for row in page.rows],
        buttons=[
            Button(f"答复{number}", "voice.open", (row.id,))
            for number, row in enumerate(page.rows, 1)
        ],
    )


def _waiting_line(scene: Scene, row: FeedbackRow) -> Data:
    place = scene.uow.grants.get(row.grant_id).place_id if row.grant_id else None
    return {
        "place": scene.uow.places.get(place).name if place else "",
        "kind": "explanation" if _explains(row.subject) else row.kind,
        "text": row.text,
        "by": words.dated(voices.due(row), scene.today),
        "late": max(0, (scene.today - voices.due(row)).days),
    }


@view("voice_new")
def voice_new(scene: Scene, data: Data) -> Message:
    to = "镇清廉办" if scene.actor.in_village else "市里"
    explains = data.get("explains", False)
    return render("voice_new", kind=data["voice_kind"], to=to, explains=explains)


@view("voice_heard")
def voice_heard(scene: Scene, data: Data) -> Message:
    row = scene.uow.feedback.get(data["voice"])
    return render("voice_heard", text=row.text, by=voices.due(row))


@view("voice_asked", asks=True)
def voice_asked(scene: Scene, data: Data) -> Message:
    row = scene.uow.feedback.get(data["voice"])
    voices.require_office(scene.uow, scene.actor, row)
    grant = scene.uow.grants.get(row.grant_id) if row.grant_id else None
    return render(
        "voice_asked",
        kind="explanation" if _explains(row.subject) else row.kind,
        text=row.text,
        answer=row.answer,
        place=scene.uow.places.get(grant.place_id).name if grant else "",
        post=grant.post if grant else "",
        by=voices.due(row),
        about=[button("看所指事项", "voice.subject")] if row.subject else [],
    )


@view("voice_answering")
def voice_answering(scene: Scene, data: Data) -> Message:
    """The question for the answer; once it is given, what was asked and answered."""
    row = scene.uow.feedback.get(data["voice"])
    voices.require_office(scene.uow, scene.actor, row)
    if row.answer:
        return voice_asked(scene, data)
    return render("voice_answering", text=row.text)


@view("voice_answered")
def voice_answered(scene: Scene, data: Data) -> Message:
    row = scene.uow.feedback.get(data["voice"])
    return render("voice_answered", text=row.text, answer=row.answer)
