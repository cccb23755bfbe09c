"""Files that show what was done: kept as they come, fetched later, told to belong to a record."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, literal, select

from storage.errors import NotFound
from storage.record_rows import EvidenceRow, NewEvidence
from storage.repository import Repository
from storage.scope import Scope
from storage.tables import Evidence

_evidence = Evidence.__table__
_FOUND_BY = frozenset({"prints", "whole"})
_SHOWN = tuple(column for column in _evidence.c if column.name not in _FOUND_BY)


@dataclass(frozen=True, slots=True)
class Kept:
    """A fetched photo as it is found again."""

    id: int
    path: str
    prints: bytes


@dataclass(frozen=True, slots=True)
class Fetched:
    """What fetching a file brought: where it is, what its bytes are, what it resembles.

    `alike` are earlier photos with a picture of both, the likest first.
    """

    sha256: str
    path: str
    taken_at: datetime | None = None
    prints: bytes | None = None
    alike: tuple[tuple[int, str], ...] = ()


class Files(Repository):
    """Evidence. A file may be copied to several records; its bytes are fetched once for all."""

    def keep(self, new: NewEvidence) -> int:
        """Keep a file somebody sent."""
        return self._insert(_evidence, **asdict(new))

    def get(self, evidence_id: int, scope: Scope) -> EvidenceRow:
        """The file; NotFound, or OutOfScope if it is another village's."""
        rows = self._rows(_evidence.c.id == evidence_id)
        if not rows:
            raise NotFound("佐证", evidence_id)
        scope.require(rows[0].village_id)
        return rows[0]

    def of_album(self, album: str, person_id: int) -> list[EvidenceRow]:
        """What came so far of an album, the same file once for each record."""
        return self._rows(_evidence.c.album == album, _evidence.c.by_id == person_id)

    def of_draft(self, draft_id: int) -> list[EvidenceRow]:
        """What waits for a draft to become a record."""
        return self._rows(_evidence.c.draft_id == draft_id)

    def of_finding(self, finding_id: int) -> list[EvidenceRow]:
        """What shows a finding, or its remedy."""
        return self._rows(_evidence.c.finding_id == finding_id)

    def attach_to_finding(self, finding_id: int, evidence_ids: Iterable[int]) -> int:
        """Say that loose files show a finding or its remedy; tell how many were loose."""
        loose = (_evidence.c.id.in_(list(evidence_ids)), _evidence.c.record_id.is_(None))
        return self._update(_evidence, *loose, finding_id=finding_id, draft_id=None)

    def about(self, about: str, scope: Scope) -> list[EvidenceRow]:
        """What shows this and its parts: matter:12 has matter:12/propose."""
        whole, _, part = about.partition("/")
        mine = [_evidence.c.whole == whole, scope.covers(_evidence.c.village_id)]
        return self._rows(*mine, *([_evidence.c.about == about] if part else ()))

    def attach_about(self, about: str, evidence_ids: Iterable[int]) -> int:
        """Say what loose files show; tell how many were loose."""
        loose = (_evidence.c.id.in_(list(evidence_ids)), _evidence.c.record_id.is_(None))
        whole = about.partition("/")[0]
        return self._update(_evidence, *loose, about=about, whole=whole, draft_id=None)

    def hold(self, draft_id: int, evidence_ids: Iterable[int]) -> None:
        """Say that files wait for a draft, whatever they belonged to before."""
        chosen = _evidence.c.id.in_(list(evidence_ids))
        self._update(_evidence, chosen, draft_id=draft_id, record_id=None)

    def attach(self, record_ids: Sequence[int], evidence_ids: Iterable[int]) -> int:
        """Say to which records loose files belong: every one gets each; tell how many were."""
        loose = (_evidence.c.id.in_(list(evidence_ids)), _evidence.c.record_id.is_(None))
        ids = [row.id for row in self._rows(*loose)]
        for record_id in record_ids[1:]:
            self._copy(ids, record_id)
        values = {"record_id": record_ids[0], "draft_id": None}
        return self._update(_evidence, _evidence.c.id.in_(ids), **values)

    def loosen(self, evidence_ids: Iterable[int]) -> None:
        """Say that files belong to nothing yet."""
        chosen = _evidence.c.id.in_(list(evidence_ids))
        nothing = dict.fromkeys(("record_id", "draft_id", "finding_id", "about", "whole"))
        self._update(_evidence, chosen, **nothing)

    def fetched(self, evidence_id: int, brought: Fetched) -> None:
        """Note what fetching the file brought; a picture sent as a document is a photo."""
        values = {**asdict(brought), "alike": [list(each) for each in brought.alike] or None}
        if brought.prints is not None:
            values["kind"] = "photo"
        self._update(_evidence, self._same_file(evidence_id), **values)

    def refuse(self, evidence_id: int, why: str) -> None:
        """Note why the file is not kept: what is left is that it was sent."""
        self._update(_evidence, self._same_file(evidence_id), refused=why)

    def photos_before(self, evidence_id: int, scope: Scope) -> list[Kept]:
        """Earlier photos of the scope, but for those of the same record, draft or album."""
        mine = self._rows(_evidence.c.id == evidence_id)[0]
        same = [
            _evidence.c[name] == value
            for name in ("record_id", "finding_id", "about", "draft_id", "album")
            if (value := getattr(mine, name)) is not None
        ]
        query = select(_evidence.c.id, _evidence.c.path, _evidence.c.prints).where(
            _evidence.c.id < evidence_id,
            _evidence.c.prints.is_not(None),
            scope.covers(_evidence.c.village_id),
            *(condition.is_not(True) for condition in same),
        )
        return [Kept(**row) for row in self._db.execute(query).mappings()]

    def _copy(self, evidence_ids: Sequence[int], record_id: int) -> None:
        columns = [column for column in _evidence.c if column.name not in ("id", "record_id")]
        names = [column.name for column in columns]
        told = select(*columns, literal(record_id)).where(_evidence.c.id.in_(evidence_ids))
        self._db.execute(insert(_evidence).from_select([*names, "record_id"], told))

    def _same_file(self, evidence_id: int) -> ColumnElement[bool]:
        """The file and its copies: sent by one person at one moment."""
        mine = self._rows(_evidence.c.id == evidence_id)[0]
        return and_(
            _evidence.c.file_unique_id == mine.file_unique_id,
            _evidence.c.by_id == mine.by_id,
            _evidence.c.at == mine.at,
        )

    def _rows(self, *conditions: ColumnElement[bool]) -> list[EvidenceRow]:
        query = select(*_SHOWN).where(*conditions).order_by(_evidence.c.id)
        return [evidence_row(row) for row in self._db.execute(query).mappings()]


def evidence_row(row: Any) -> EvidenceRow:
    """A row as a value; what it is only found by is left where it is."""
    values = {name: value for name, value in row.items() if name not in _FOUND_BY}
    return EvidenceRow(**values | {"alike": tuple(map(tuple, row["alike"] or ()))})
