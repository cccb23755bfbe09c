"""Photos of a matter's step, an honour or a spot check: by card, by question, by the last act."""

from dataclasses import dataclass
from datetime import datetime

from handlers.chat.asking import FRESH, still_meant
from handlers.chat.cards import Data, Press, action, redraw
from handlers.chat.photo_sending import MOST_SHOWN, send
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Button
from handlers.services import evidence, fact_evidence
from handlers.services.evidence import Sent
from storage.cards import CardRow
from storage.drafts import DraftRow
from storage.record_rows import EvidenceRow

KINDS = ("matter", "honour")
SPOT_CARDS = ("city_check", "city_item")
HONOURS = "honour."


@dataclass(frozen=True, slots=True)
class About:
    """What a photo shows: its ref, its village, and the card that tells of it."""

    ref: str
    village: int
    card: CardRow | None


def of(scene: Scene, ref: str) -> list[EvidenceRow]:
    """The photos of it that the actor may see."""
    return fact_evidence.photos(scene.uow, scene.actor.scope, ref)


def button_of(scene: Scene, ref: str) -> list[Button]:
    """看照片, where there are any."""
    count = len(of(scene, ref))
    return [Button(f"看照片{count}张", "fact.photos", (ref,))] if count else []


@action("fact.photos")
def show_photos(press: Press) -> None:
    """看照片: of a matter, an honour or a spot check."""
    scene = press.scene
    for photo in of(scene, press.args[0])[:MOST_SHOWN]:
        send(scene, photo)


def put(turn: Turn, quoted: CardRow | None) -> bool:
    """File the photos of this turn where the card or the waiting question says, if either does."""
    about = _of_card(turn.scene, quoted) if quoted else _of_question(turn)
    if about is not None:
        file(turn, about)
        return True
    return quoted is None and _held(turn)


def put_last(turn: Turn, about: str) -> None:
    """File them under what was done just now."""
    kind, number = about.partition("/")[0].split(":")
    file(turn, _fact(turn.scene, kind, int(number), about, None))


def file(turn: Turn, about: About) -> None:
    """File the photos of this turn, and draw anew what tells of it."""
    fact_evidence.file_under(turn.act(about.village), about.ref, turn.files)
    if about.card is not None:
        redraw(turn.scene, about.card, about.card.kind, dict(about.card.data))


def just_done(turn: Turn) -> tuple[str, datetime] | None:
    """What a photo that comes now may belong to, and when it was done."""
    actor = turn.scene.actor
    return fact_evidence.just_done(turn.uow, actor.scope, actor.person_id, turn.now)


def receive_above(turn: Turn, sent: Sent, quoted: CardRow | None, *, asked: bool) -> bool:
    """现场拍照: a photo from above the village; `asked`: only where a card or question says so."""
    about = _of_card(turn.scene, quoted) if quoted else _of_question(turn)
    if about is None and not asked and quoted is None:
        about = _of_card(turn.scene, turn.uow.cards.latest(turn.chat_id, "city_check"))
    if about is None:
        return False
    turn.files = (evidence.keep(turn.act(about.village), sent, turn.chat_id),)
    file(turn, about)
    return True


def of_album(turn: Turn, album: list[EvidenceRow]) -> bool:
    """To what the rest of the album shows, if that is one of these."""
    ref = next((row.about for row in album if row.about), None)
    if ref is not None:
        fact_evidence.file_under(turn.act(album[0].village_id), ref, turn.files)
    return ref is not None


def held(turn: Turn) -> tuple[int, ...]:
    """The files of this message, and those that wait with the question it answers."""
    waiting = _waiting(turn)
    kept = turn.uow.evidence.of_draft(waiting.id) if waiting else []
    return (*(row.id for row in kept), *turn.files)


def hold(turn: Turn, files: tuple[int, ...]) -> None:
    """Let files wait with the question that is open now."""
    waiting = _waiting(turn)
    if waiting is not None and files:
        turn.uow.evidence.hold(waiting.id, files)


def _held(turn: Turn) -> bool:
    """A photo of an honour whose name, source or day is still asked."""
    waiting = _waiting(turn)
    if waiting is None or not still_meant(turn.scene, waiting):
        return False
    turn.uow.evidence.hold(waiting.id, turn.files)
    return True


def _waiting(turn: Turn) -> DraftRow | None:
    draft = turn.uow.drafts.awaiting(turn.scene.actor.person_id)
    return draft if draft and draft.kind.startswith(HONOURS) else None


def _of_question(turn: Turn) -> About | None:
    """The step or the item whose question waits for words."""
    draft = turn.uow.drafts.awaiting(turn.scene.actor.person_id)
    if draft is None or draft.kind not in ("matter.day", "city.amount"):
        return None
    card = turn.uow.cards.by_token(draft.data["card"])
    return _of_card(turn.scene, card) if card and still_meant(turn.scene, draft) else None


def _of_card(scene: Scene, card: CardRow | None) -> About | None:
    if card is None:
        return None
    if card.kind in SPOT_CARDS and scene.now - card.updated_at < FRESH:
        return _spot(card)
    for kind in KINDS:
        number = card.data.get(kind)
        if isinstance(number, int):
            step = card.data.get("step")
            ref = f"{kind}:{number}/{step}" if step else f"{kind}:{number}"
            return _fact(scene, kind, number, ref, card)
    return None


def _fact(scene: Scene, kind: str, number: int, ref: str, card: CardRow | None) -> About:
    row = scene.uow.facts.get(kind, number, scene.actor.scope)  # type: ignore[arg-type]
    shown = card or scene.uow.cards.latest(scene.chat_id, _CARDS[kind])
    mine = shown is not None and shown.data.get(kind) == number
    return About(ref, row.village_id, shown if mine else None)


_CARDS = {"matter": "matter", "honour": "honour_card"}


def _spot(card: CardRow) -> About | None:
    """The sheet of the card, and the item if it asks about one."""
    if card.data.get("level", "spot") != "spot":
        return None
    ref, item = spot_ref(dict(card.data)), card.data.get("no")
    return About(f"{ref}/{item}" if item else ref, card.data["village"], card)


def spot_ref(data: Data) -> str:
    """A village's spot check of a year under a scheme."""
    return f"spot:{data['village']}:{data['year']}:{data['scheme']}"
