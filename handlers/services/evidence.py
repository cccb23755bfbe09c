"""Files that show what was done: kept at once, fetched later, joined to their records."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from handlers.services import records
from handlers.services.act import Act
from handlers.services.errors import AlreadySettled, NotCorrectable
from storage.errors import NotFound
from storage.record_rows import EvidenceRow, NewEvidence, RecordRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

FETCH = "fetch-evidence"
JOINS_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent; `kind` photo, voice or document."""

    kind: str
    file_id: str
    file_unique_id: str
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Reuse:
    """An earlier record with a photo like one of this record's; `pair` shows both."""

    earlier: RecordRow
    village: str
    pair: str


def keep(act: Act, sent: Sent, chat_id: str) -> int:
    """Keep a file and order its bytes; its number."""
    number = act.uow.evidence.keep(
        NewEvidence(
            village_id=act.book.village.id,
            kind=sent.kind,
            file_id=sent.file_id,
            file_unique_id=sent.file_unique_id,
            album=sent.album,
            **act.signed,
        )
    )
    ordered = {"evidence": number, "chat_id": chat_id}
    act.uow.jobs.put(FETCH, ordered, key=f"{FETCH}:{number}", at=act.at)
    act.note("evidence.keep", f"evidence:{number}", kind=sent.kind)
    return number


def file_under(act: Act, record_ids: Sequence[int], evidence_ids: Sequence[int]) -> None:
    """Say to which records files belong; each record gets them all."""
    if evidence_ids and act.uow.evidence.attach(record_ids, evidence_ids):
        for record_id in record_ids:
            act.note("evidence.join", f"record:{record_id}", evidence=list(evidence_ids))


def join(act: Act, rows: Sequence[RecordRow], evidence_ids: Sequence[int]) -> None:
    """Add files to records that are on file and not decided yet."""
    for row in rows:
        records.may_log(act, row.duties)
        if row.status == "confirmed":
            raise NotCorrectable(row.id)
        if row.status == "withdrawn":
            raise AlreadySettled(row.status)
    file_under(act, [row.id for row in rows], evidence_ids)


def just_logged(act: Act) -> list[RecordRow]:
    """What the actor logged last, if that was within ten minutes: the records of one sentence."""
    rows = act.uow.records.logged_since(
        act.book.village.id, act.actor.scope, act.actor.person_id, act.at - JOINS_WITHIN
    )
    latest = max((row.logged_at for row in rows), default=None)
    return [row for row in rows if row.logged_at == latest]


def reuse(uow: UnitOfWork, row: RecordRow) -> Reuse | None:
    """The first earlier record, still on file, with a photo like one of this record's.

    It may be a neighbour's: that is what is looked for.
    """
    alike = [each for photo in row.photos for each in photo.alike]
    scope = town_scope(uow, row.village_id) if alike else Scope.nothing()
    for evidence_id, pair in alike:
        with uow.narrowed(scope):
            earlier = _record_of(uow, evidence_id, scope)
        if earlier is not None and earlier.id != row.id:
            return Reuse(earlier, uow.places.get(earlier.village_id).name, pair)
    return None


def town_scope(uow: UnitOfWork, village_id: int) -> Scope:
    """The villages among whose photos a village's are looked for."""
    town = uow.places.town_of(village_id)
    return Scope.of((each.id for each in uow.places.villages_of(town.id)), "照片比对")


def _record_of(uow: UnitOfWork, evidence_id: int, scope: Scope) -> RecordRow | None:
    """The record a photo still stands for."""
    try:
        number = uow.evidence.get(evidence_id, scope).record_id
    except NotFound:
        return None
    row = uow.records.get(number, scope) if number is not None else None
    return row if row is not None and not row.withdrawn else None


def first_of_each(files: Sequence[EvidenceRow]) -> tuple[int, ...]:
    """The numbers of files, a file that belongs to several records once."""
    first = {file.file_unique_id: file.id for file in reversed(files)}
    return tuple(sorted(first.values()))
