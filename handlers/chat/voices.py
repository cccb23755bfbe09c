"""建议, 投诉, 有不同意见: one sentence, kept; the answer comes back to whoever asked."""

from handlers.chat.bind import tell
from handlers.chat.cards import NEWS, Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services import voices, workdays
from storage.drafts import DraftRow

LEADING = " :,。、:,"
KINDS = {"建议": "suggestion", "意见": "suggestion", "投诉": "complaint"}


def prefixed(said: str) -> tuple[str, str] | None:
    """The kind and the text of 建议 followed by what is suggested; None for anything else."""
    for word, kind in KINDS.items():
        if said.startswith(word):
            return kind, said.removeprefix(word).lstrip(LEADING)
    return None


def hear(turn: Turn, kind: str, text: str) -> None:
    """Keep it, say so, and lay it before whoever has to answer."""
    if not text:
        _await(turn.scene, kind)
        say(turn.scene, "voice_new", voice_kind=kind)
        return
    voice = voices.hear(turn.uow, turn.scene.actor, kind, text, turn.now)
    say(turn.scene, "voice_heard", voice=voice)
    tell(
        turn.scene,
        voices.hearers(turn.uow, turn.scene.actor, turn.now),
        "voice_asked",
        voice=voice,
    )


@action("voice.start")
def start(press: Press) -> None:
    _await(press.scene, "suggestion")
    press.show("voice_new", voice_kind="suggestion")


@action("voice.appeal")
def appeal(press: Press) -> None:
    """有不同意见 with a score or a finding."""
    _await(press.scene, "appeal")
    press.show("voice_new", voice_kind="appeal")


def take_text(turn: Turn, waiting: DraftRow, text: str) -> bool:
    turn.uow.drafts.close(waiting.id, turn.now)
    hear(turn, waiting.data["kind"], text)
    return True


@action("voice.answer")
def ask_answer(press: Press) -> None:
    """答复: the next sentence is the answer."""
    press.turn.uow.drafts.open(
        press.scene.actor.person_id,
        "voice.answer",
        {"voice": press.data["voice"]},
        awaits_text=True,
        at=press.turn.now,
    )
    press.show("voice_answering", voice=press.data["voice"])


def take_answer(turn: Turn, waiting: DraftRow, text: str) -> bool:
    """The answer goes to the asker, in whatever chat he is reached."""
    turn.uow.drafts.close(waiting.id, turn.now)
    row = turn.uow.feedback.get(waiting.data["voice"])
    voices.answer(turn.uow, turn.scene.actor, row, text, turn.now)
    say(turn.scene, "voice_asked", voice=row.id)
    asker = turn.uow.grants.get(row.grant_id) if row.grant_id else None
    for theirs in turn.scene.of(asker) if asker else []:
        say(theirs, "voice_answered", urgency=NEWS, voice=row.id)
    return True


def _await(scene: Scene, kind: str) -> None:
    scene.uow.drafts.open(
        scene.actor.person_id, "voice.text", {"kind": kind}, awaits_text=True, at=scene.now
    )


@view("voice_new")
def voice_new(_scene: Scene, data: Data) -> Message:
    return render("voice_new", kind=data["voice_kind"])


@view("voice_heard")
def voice_heard(scene: Scene, data: Data) -> Message:
    row = scene.uow.feedback.get(data["voice"])
    by = workdays.after(row.at.astimezone(scene.now.tzinfo).date(), voices.ANSWER_WITHIN)
    return render("voice_heard", text=row.text, by=by)


@view("voice_asked")
def voice_asked(scene: Scene, data: Data) -> Message:
    row = scene.uow.feedback.get(data["voice"])
    grant = scene.uow.grants.get(row.grant_id) if row.grant_id else None
    return render(
        "voice_asked",
        kind=row.kind,
        text=row.text,
        answer=row.answer,
        place=scene.uow.places.get(grant.place_id).name if grant else "",
        post=grant.post if grant else "",
        by=workdays.after(row.at.astimezone(scene.now.tzinfo).date(), voices.ANSWER_WITHIN),
    )


@view("voice_answering")
def voice_answering(scene: Scene, data: Data) -> Message:
    return render("voice_answering", text=scene.uow.feedback.get(data["voice"]).text)


@view("voice_answered")
def voice_answered(scene: Scene, data: Data) -> Message:
    row = scene.uow.feedback.get(data["voice"])
    return render("voice_answered", text=row.text, answer=row.answer)
