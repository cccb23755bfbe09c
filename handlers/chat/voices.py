"""建议, 投诉, 有不同意见: one sentence, kept; the answer comes back to whoever asked."""

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services import voices, workdays

LEADING = " :,.。、：，"
KINDS = {"建议": "suggestion", "意见": "suggestion", "投诉": "complaint"}


def prefixed(said: str) -> tuple[str, str] | None:
    """The kind and the text of 建议 followed by what is suggested; None for anything else."""
    for word, kind in KINDS.items():
        if said.startswith(word):
            return kind, said.removeprefix(word).lstrip(LEADING)
    return None


def hear(turn: Turn, kind: str, text: str, show: Show) -> None:
    """Keep it, say so, and lay it before whoever has to answer."""
    scene = turn.scene
    if not text:
        asking.ask(scene, say(scene, "voice_new", voice_kind=kind), "voice.text", kind=kind)
        return
    voice = voices.hear(turn.uow, scene.actor, kind, text, turn.now)
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
    asking.ask(press.scene, press.show("voice_new", voice_kind=kind), "voice.text", kind=kind)


@action("voice.cancel")
def cancel(press: Press) -> None:
    asking.drop(press.scene)
    press.show("dropped")


def take_text(turn: Turn, data: Data, text: str, show: Show) -> bool:
    hear(turn, data["kind"], text, show)
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


@view("voice_new")
def voice_new(scene: Scene, data: Data) -> Message:
    to = "镇清廉办" if scene.actor.in_village else "市里"
    return render("voice_new", kind=data["voice_kind"], to=to)


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
    """The question for the answer; once it is given, what was asked and answered."""
    if scene.uow.feedback.get(data["voice"]).answer:
        return voice_asked(scene, data)
    return render("voice_answering", text=scene.uow.feedback.get(data["voice"]).text)


@view("voice_answered")
def voice_answered(scene: Scene, data: Data) -> Message:
    row = scene.uow.feedback.get(data["voice"])
    return render("voice_answered", text=row.text, answer=row.answer)
