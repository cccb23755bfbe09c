"""Slow work, ordered inside a transaction and done outside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from storage.repository import Repository
from storage.tables import Job

_job = Job.__table__
LEASE = timedelta(minutes=5)
"""How long a taken job is left to its taker before another may take it."""


@dataclass(frozen=True, slots=True)
class JobRow:
    """A piece of slow work; `tries` counts the takes, this one included."""

    id: int
    key: str | None
    kind: str
    payload: Mapping[str, Any]
    tries: int


class Jobs(Repository):
    """The queue of slow work."""

    def put(
        self,
        kind: str,
        payload: Mapping[str, Any],
        *,
        at: datetime,
        key: str | None = None,
        run_after: datetime | None = None,
    ) -> int | None:
        """Order a job; None if one of this key was ordered before."""
        values = {"kind": kind, "payload": dict(payload), "key": key, "created_at": at}
        return self._insert_once(_job, **values, run_after=run_after or at)

    def take(self, now: datetime, limit: int = 1, lease: timedelta = LEASE) -> list[JobRow]:
        """Jobs whose time has come, leased: one whose taker died is taken again after the lease."""
        waiting = _job.c.state.in_(("open", "running")) & (_job.c.run_after <= now)
        due = select(_job.c.id).where(waiting).order_by(_job.c.id).limit(limit)
        ids = self._db.execute(due.with_for_update(skip_locked=True)).scalars().all()
        leased = update(_job).where(_job.c.id.in_(ids))
        values = {"state": "running", "tries": _job.c.tries + 1, "run_after": now + lease}
        self._db.execute(leased.values(values))
        return self._rows(ids)

    def done(self, job_id: int, at: datetime) -> None:
        self._update(_job, _job.c.id == job_id, state="done", done_at=at)

    def failed(self, job_id: int, error: str, again_at: datetime | None = None) -> None:
        """Note the failure; with `again_at` the job is tried again then."""
        if again_at is None:
            self._update(_job, _job.c.id == job_id, state="failed", error=error)
        else:
            self._update(_job, _job.c.id == job_id, state="open", error=error, run_after=again_at)

    def _rows(self, ids: Sequence[int]) -> list[JobRow]:
        columns = (_job.c.id, _job.c.key, _job.c.kind, _job.c.payload, _job.c.tries)
        query = select(*columns).where(_job.c.id.in_(ids)).order_by(_job.c.id)
        return [JobRow(**row) for row in self._db.execute(query).mappings()]
