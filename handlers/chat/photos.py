"""Photos, voice and documents: joined to the record they belong to, or asked about once."""

from collections.abc import Iterable
from dataclasses import dataclass

from telegram import Message as TelegramMessage

from handlers.chat import fact_photos, finding_photos, log, private_data
from handlers.chat.cards import Press, action, redraw, say
from handlers.chat.finding_cards import row_of
from handlers.chat.guard import guarded
from handlers.chat.inbound import on_text
from handlers.chat.photo_sending import MOST_SHOWN, send, send_file
from handlers.chat.receipts import ask_confirmers, changeable, refresh_receipts
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import render
from handlers.services import evidence, finding_evidence
from handlers.services.evidence import Sent
from handlers.services.sketch import Sketch
from storage.cards import CardRow
from storage.record_rows import EvidenceRow, RecordRow

QUESTIONS = ("log_ask", "log_same", "log_day_typed", "finding_which")


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message with a file: its words, and the message it replies to."""

    sent: Sent
    caption: str = ""
    reply_to: int | None = None


def parcel_of(message: TelegramMessage) -> Parcel | None:
    """What a message brings; None if it is no file of a kind that is kept."""
    sent = _sent(message)
    if sent is None:
        return None
    quoted = message.reply_to_message
    return Parcel(sent, message.caption or "", quoted.message_id if quoted else None)


def _sent(message: TelegramMessage) -> Sent | None:
    files = {
        "photo": message.photo[-1] if message.photo else None,
        "document": message.document if not message.animation else None,
        "voice": message.voice,
    }
    for kind, file in files.items():
        if file is not None:
            return Sent(kind, file.file_id, file.file_unique_id, message.media_group_id)
    return None


def receive(turn: Turn, parcel: Parcel) -> None:
    """Keep the file, and answer: an album once, whatever the order its parts arrive in."""
    scene = turn.scene
    if scene.who is not None and private_data.refused(turn, parcel.caption, photo=True):
        return
    if scene.who is None or not scene.actor.in_village:
        if not _of_office(turn, parcel):
            _once(turn, parcel)
        return
    album = _of_album(turn, parcel)
    turn.files = (evidence.keep(turn.act(), parcel.sent, turn.chat_id),)
    if parcel.caption.strip():
        _with_words(turn, parcel, album)
    elif album:
        _like_the_rest(turn, album)
    else:
        _alone(turn, parcel)


def _of_office(turn: Turn, parcel: Parcel) -> bool:
    """A photo of a finding that somebody above the village has raised or is raising, or of what he
    checks on the spot.
    """
    if turn.scene.who is None:
        return False
    quoted, album = _card_at(turn, parcel.reply_to), _of_album(turn, parcel)
    if fact_photos.receive_above(turn, parcel.sent, quoted, asked=True):
        if parcel.caption.strip():
            on_text(turn, parcel.caption)
        return True
    return finding_photos.receive_above(
        turn, parcel.sent, parcel.caption, quoted, album
    ) or fact_photos.receive_above(turn, parcel.sent, quoted, asked=False)


def _of_album(turn: Turn, parcel: Parcel) -> list[EvidenceRow]:
    """What came of the album before."""
    album = parcel.sent.album
    return turn.uow.evidence.of_album(album, turn.scene.actor.person_id) if album else []


def _once(turn: Turn, parcel: Parcel) -> None:
    """Who cannot log in a village is told so, once an album."""
    if turn.scene.who is None:
        on_text(turn, parcel.caption)
        return
    album = parcel.sent.album
    shown = turn.uow.cards.latest(turn.chat_id, "unclear")
    if not album or shown is None or shown.data.get("album") != album:
        say(turn.scene, "unclear", what="media", album=album)


def _with_words(turn: Turn, parcel: Parcel, album: list[EvidenceRow]) -> None:
    """The caption is the sentence; what came of its album before belongs to it too.

    Words that are refused leave the file on hand.
    """
    turn.asked = question_of(turn.scene, {row.draft_id for row in album})
    _take_back(turn, album)
    turn.files = (*evidence.first_of_each(album), *turn.files)
    guarded(turn, lambda: on_text(turn, parcel.caption))


def _take_back(turn: Turn, album: list[EvidenceRow]) -> None:
    """Off the records and questions they were put to before their words were known."""
    turn.uow.evidence.loosen(row.id for row in album)
    for number in {row.draft_id for row in album if row.draft_id is not None}:
        if turn.uow.drafts.get(number, turn.scene.actor.person_id).kind == "log":
            turn.uow.drafts.close(number, turn.now)
    _show_again(turn.scene, _records(turn, {row.record_id for row in album}))


def _like_the_rest(turn: Turn, album: list[EvidenceRow]) -> None:
    """To the records or the question the rest of the album went to; else kept without a word."""
    rows = changeable(turn.scene, _records(turn, {row.record_id for row in album}))
    drafts = {row.draft_id for row in album if row.draft_id is not None}
    to = finding_photos.of_album(turn, album)
    if to is not None:
        finding_photos.put(turn, to)
    elif fact_photos.of_album(turn, album):
        return
    elif rows:
        _join(turn, rows)
    elif drafts:
        _hold(turn, drafts.pop())


def _alone(turn: Turn, parcel: Parcel) -> None:
    """To what it replies to, else to what was logged or begun just now; else it is asked."""
    quoted = _card_at(turn, parcel.reply_to)
    records = _records(turn, quoted.data.get("records", ())) if quoted else []
    if quoted and changeable(turn.scene, records):
        _join(turn, records)
        _show_quoted(turn.scene, quoted)
    elif quoted and (draft := _open_draft(turn, quoted)):
        _hold(turn, draft)
    elif to := finding_photos.wanted(turn, quoted):
        finding_photos.put(turn, to)
    elif parcel.sent.kind != "voice" and fact_photos.put(turn, quoted):
        return
    elif parcel.sent.kind == "voice" or not _joined_newest(turn):
        log.begin(turn, Sketch(text="", ask_date=True))


def _joined_newest(turn: Turn) -> bool:
    """Whether something was logged or begun within ten minutes that it can belong to."""
    act = turn.act()
    rows = changeable(turn.scene, evidence.just_logged(act))
    since = rows[0].logged_at if rows else turn.now - evidence.JOINS_WITHIN
    said = finding_evidence.just_said(turn.uow, act.actor.scope, act.actor.person_id, turn.now)
    fact = fact_photos.just_done(turn)
    newest = max((since, *(each[1] for each in (said, fact) if each)))
    draft = turn.uow.drafts.open_since(act.actor.person_id, "log", newest)
    if draft is not None and question_of(turn.scene, {draft.id}):
        _hold(turn, draft.id)
        return True
    if fact is not None and fact[1] > since and fact[1] >= newest:
        fact_photos.put_last(turn, fact[0])
        return True
    if said is not None and said[1] >= since:
        finding_photos.put(turn, finding_photos.Wanted(act.book.village.id, finding=said[0]))
        return True
    if rows:
        _join(turn, rows)
    return bool(rows)


def _join(turn: Turn, rows: list[RecordRow]) -> None:
    evidence.join(turn.act(rows[0].village_id), rows, turn.files)
    _show_again(turn.scene, rows)


def _show_again(scene: Scene, rows: list[RecordRow]) -> None:
    """The receipts, and the cards of those who confirm, with the photos as they are now."""
    scene.forget()
    for row in rows:
        refresh_receipts(scene, row)
    if rows:
        ask_confirmers(scene, rows)


def _show_quoted(scene: Scene, card: CardRow) -> None:
    """A receipt is drawn with the others."""
    if card.kind != "log_saved":
        redraw(scene, card, card.kind, dict(card.data))


def _hold(turn: Turn, draft: int) -> None:
    """The question waits for its answer, with one photo more."""
    turn.uow.evidence.hold(draft, turn.files)
    card = question_of(turn.scene, {draft})
    if card is not None:
        redraw(turn.scene, card, card.kind, dict(card.data))


def question_of(scene: Scene, drafts: Iterable[int | None]) -> CardRow | None:
    """The card that now asks about one of these drafts."""
    newest = (scene.uow.cards.latest(scene.chat_id, kind) for kind in QUESTIONS)
    asked = [card for card in newest if card and card.data.get("draft") in set(drafts)]
    return max(asked, key=lambda card: card.updated_at, default=None)


def _open_draft(turn: Turn, card: CardRow) -> int | None:
    number = card.data.get("draft")
    if card.kind not in QUESTIONS or number is None:
        return None
    draft = turn.uow.drafts.get(number, turn.scene.actor.person_id)
    return draft.id if draft.closed_at is None else None


def _card_at(turn: Turn, message_id: int | None) -> CardRow | None:
    return turn.uow.cards.on_message(turn.chat_id, message_id) if message_id else None


def _records(turn: Turn, numbers: Iterable[int | None]) -> list[RecordRow]:
    scope = turn.scene.actor.scope
    return [turn.uow.records.get(each, scope) for each in sorted(filter(None, numbers))]


@action("review.photos")
def show_photos(press: Press) -> None:
    """看照片: first those that were used before, each beside the earlier one; then the rest."""
    scene = press.scene
    row = scene.uow.records.get(press.args[0], scene.actor.scope)
    used = evidence.reuse(scene.uow, row)
    if used is not None:
        send_file(scene, {"path": used.pair}, reused(scene, row))
    for photo in row.photos[:MOST_SHOWN]:
        send(scene, photo)


@action("finding.photos")
def show_photos_of_finding(press: Press) -> None:
    """看照片: of what was found, and of its remedy."""
    scene = press.scene
    row = row_of(scene, press.args[0])
    for photo in finding_evidence.photos(scene.uow, row)[:MOST_SHOWN]:
        told = render(
            "finding_photo",
            number=row.reference,
            of_remedy=finding_evidence.of_remedy(scene.uow, photo),
            by=scene.uow.people.get(photo.by_id).name,
            on=photo.at.astimezone(scene.now.tzinfo),
        )
        send(scene, photo, told.text)


def reused(scene: Scene, row: RecordRow) -> str:
    """The words under a picture of both photos."""
    used = evidence.reuse(scene.uow, row)
    assert used is not None
    book = scene.book(row.village_id)
    return render(
        "photo_pair",
        when=row.done_on,
        earlier=used.earlier.done_on,
        village=used.village,
        names="、".join(book.name(duty) for duty in used.earlier.duties),
    ).text
