"""Slow work, ordered inside a transaction and done outside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, func, select, update

from storage.repository import Repository
from storage.tables import Job

_job = Job.__table__
LEASE = timedelta(minutes=5)
"""How long a taken job is left to its taker before another may take it."""
TRUSTED = 3
"""A job whose takers died so often may be what they died of: it waits out its lease."""
_IS_DUE = and_(_job.c.state.in_(("open", "running")), _job.c.run_after <= bindparam("now"))
_OLDEST_DUE = select(func.min(_job.c.run_after)).where(_IS_DUE)
_due = (
    select(_job.c.id)
    .where(_IS_DUE)
    .order_by(_job.c.id)
    .limit(bindparam("at_most"))
    .with_for_update(skip_locked=True)
)
_COLUMNS = (_job.c.id, _job.c.key, _job.c.kind, _job.c.payload, _job.c.tries)
_TAKE = (
    update(_job)
    .where(_job.c.id.in_(_due))
    .values(state="running", tries=_job.c.tries + 1, run_after=bindparam("leased_until"))
    .returning(*_COLUMNS)
)
_STANDING = (
    select(*_COLUMNS, _job.c.state).where(_job.c.id == bindparam("number")).with_for_update()
)


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
        given = {"now": now, "at_most": limit, "leased_until": now + lease}
        taken = self._db.execute(_TAKE, given).mappings()
        return sorted((JobRow(**row) for row in taken), key=lambda job: job.id)

    def release(self, now: datetime) -> int:
        """Let jobs be taken again whose taker has surely died; tell how many."""
        left = (_job.c.state == "running", _job.c.tries <= TRUSTED)
        return self._update(_job, *left, run_after=now)

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state."""
        query = select(_job.c.state, func.count().label("jobs")).group_by(_job.c.state)
        return {row.state: row.jobs for row in self._db.execute(query)}

    def oldest_due(self, now: datetime) -> datetime | None:
        """Since when a job could have been taken, or taken again, and was not."""
        return self._db.execute(_OLDEST_DUE, {"now": now}).scalar()

    def unfinished(self, job: JobRow) -> JobRow | None:
        """As it is by now; None if somebody else has come to its end. Nobody will before this
        transaction ends.
        """
        state, now = self._standing(job)
        return now if state in ("open", "running") else None

    def held(self, job: JobRow) -> JobRow | None:
        """The same where it is still its taker's: after the lease another may have taken it."""
        state, now = self._standing(job)
        return now if (state, now.tries) == ("running", job.tries) else None

    def _standing(self, job: JobRow) -> tuple[str, JobRow]:
        *row, state = self._db.execute(_STANDING, {"number": job.id}).one()
        return state, JobRow(*row)

    def done(self, job_id: int, at: datetime) -> None:
        self._change(_job, job_id, state="done", done_at=at)

    def failed(self, job_id: int, error: str, again_at: datetime | None = None) -> None:
        """Note the failure; with `again_at` the job is tried again then."""
        if again_at is None:
            self._change(_job, job_id, state="failed", error=error)
        else:
            self._change(_job, job_id, state="open", error=error, run_after=again_at)
