"""What fetching a file changes on people's screens: nothing if all is well."""

from datetime import date, datetime

from handlers.chat.cards import Data, redraw, say, view
from handlers.chat.photos import question_of
from handlers.chat.receipts import ask_confirmers, names, refresh_receipts
from handlers.chat.scene import Scene
from handlers.messages.render import Message, render
from handlers.services.actor import acting
from rubric.utterance import Lexicon
from storage.evidence import Fetched
from storage.record_rows import EvidenceRow, RecordRow
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


def settle(scene: Scene, row: EvidenceRow, result: Fetched | str) -> None:
    """Note what came of fetching a file: what it is, or why it is not kept."""
    if isinstance(result, str):
        scene.uow.evidence.refuse(row.id, result)
        _refused(scene, row, result)
    else:
        scene.uow.evidence.fetched(row.id, result)
        if result.alike and row.record_id is not None:
            _look_again(scene, [_record(scene, row.record_id)])


def scene_of(
    uow: UnitOfWork, now: datetime, words: tuple[Schemes, Lexicon], row: EvidenceRow, chat_id: str
) -> Scene:
    """The moment as whoever sent the file sees it, in the post he sent it in."""
    schemes, lexicon = words
    return Scene(uow, now, schemes, lexicon, chat_id, acting(uow, uow.grants.get(row.by_grant_id)))


def sent(uow: UnitOfWork, evidence_id: int) -> EvidenceRow:
    """The file that is fetched, whoever's it is."""
    return uow.evidence.get(evidence_id, Scope.tick())


def _refused(scene: Scene, row: EvidenceRow, why: str) -> None:
    """The sender is told, with the record that stands all the same."""
    told = None
    if row.record_id is not None:
        told = _record(scene, row.record_id)
        scene.forget()
        refresh_receipts(scene, told)
        _look_again(scene, [told])
    elif row.draft_id is not None:
        _ask_again(scene, row.draft_id)
    say(scene, "photo_refused", why=why, **_about(scene, told))


def _about(scene: Scene, told: RecordRow | None) -> Data:
    if told is None or told.withdrawn:
        return {"names": "", "day": ""}
    book = scene.book(told.village_id)
    return {"names": names(book, [told]), "day": told.done_on.isoformat()}


def _ask_again(scene: Scene, draft: int) -> None:
    card = question_of(scene, {draft})
    if card is not None:
        redraw(scene, card, card.kind, dict(card.data))


def _look_again(scene: Scene, rows: list[RecordRow]) -> None:
    """Those who still have to confirm it see it as it is now."""
    if any(row.status == "reported" for row in rows):
        ask_confirmers(scene, rows)


def _record(scene: Scene, number: int) -> RecordRow:
    return scene.uow.records.get(number, scene.actor.scope)


@view("photo_refused")
def photo_refused(_scene: Scene, data: Data) -> Message:
    when = date.fromisoformat(data["day"]) if data["day"] else None
    return render("photo_refused", why=data["why"], names=data["names"], when=when)
