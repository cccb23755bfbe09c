"""What people have begun and not finished."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from storage.errors import NotFound
from storage.repository import Repository
from storage.tables import Draft

_draft = Draft.__table__
_awaiting = (
    _draft.c.person_id == bindparam("person"),
    _draft.c.awaits_text,
    _draft.c.closed_at.is_(None),
)
_AWAITING = select(_draft).where(*_awaiting)
_OPEN_SINCE = (
    select(_draft)
    .where(
        _draft.c.person_id == bindparam("person"),
        _draft.c.kind == bindparam("of_kind"),
        _draft.c.opened_at >= bindparam("since"),
        _draft.c.closed_at.is_(None),
    )
    .order_by(_draft.c.id.desc())
    .limit(1)
)
_SUPERSEDE = update(_draft).where(*_awaiting)


@dataclass(frozen=True, slots=True)
class DraftRow:
    """Something begun; `awaits_text` if the person's next words belong to it."""

    id: int
    person_id: int
    kind: str
    data: Mapping[str, Any]
    awaits_text: bool
    opened_at: datetime
    closed_at: datetime | None


class Drafts(Repository):
    """Drafts; of those that wait for words a person has one at most."""

    def open(
        self, person_id: int, kind: str, data: Mapping[str, Any], *, awaits_text: bool, at: datetime
    ) -> int:
        """Begin something; what waited for the person's words before waits no longer."""
        if awaits_text:
            self._db.execute(_SUPERSEDE, {"person": person_id, "closed_at": at})
        values = {"person_id": person_id, "kind": kind, "awaits_text": awaits_text}
        return self._insert(_draft, **values, data=dict(data), opened_at=at)

    def awaiting(self, person_id: int) -> DraftRow | None:
        """The draft to which the person's next words belong."""
        row = self._db.execute(_AWAITING, {"person": person_id}).mappings().first()
        return DraftRow(**row) if row else None

    def get(self, draft_id: int, person_id: int) -> DraftRow:
        """The draft; NotFound if it is another person's."""
        row = self._first(_draft, id=draft_id, person_id=person_id)
        if row is None:
            raise NotFound("草稿", draft_id)
        return DraftRow(**row)

    def open_since(self, person_id: int, kind: str, since: datetime) -> DraftRow | None:
        """The newest draft of a kind that the person began since then and has not finished."""
        given = {"person": person_id, "of_kind": kind, "since": since}
        row = self._db.execute(_OPEN_SINCE, given).mappings().first()
        return DraftRow(**row) if row else None

    def update(self, draft_id: int, data: Mapping[str, Any]) -> None:
        self._change(_draft, draft_id, data=dict(data))

    def close(self, draft_id: int, at: datetime) -> bool:
        """End a draft; False if it was ended before."""
        still_open = (_draft.c.id == draft_id, _draft.c.closed_at.is_(None))
        return bool(self._update(_draft, *still_open, closed_at=at))
