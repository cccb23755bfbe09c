"""Once a day the chain is told what the ledger's rows come to: an edited row shows by it."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time
from secrets import token_hex

from storage.unit_of_work import UnitOfWork

ACTION = "ledger.commit"
SEEN = "ledger.seen"
"""Under which the ledger keeps how far its rows went when they were looked at that day."""
SALT = "ledger.salt."
"""Under which, with the number of the chain's row, it keeps the salt of the sums in that row."""
REACHED = "ledger.reached"
"""Under which it keeps up to which row each table has been summed."""
_AT_ONCE = 1000
"""Rows in one transaction: who writes meanwhile hardly waits."""
_FROM = time(8)
"""Before the end of the chain is posted."""


def tick(uow: UnitOfWork, now: datetime) -> bool:
    """From 8:00 on see how far the rows go, and a tick later, when whatever was begun by then is
    written or given up, sum them, some at a time; whether there is more.
    """
    seen = uow.settings.get(SEEN) or {"day": ""}
    if now.time() < _FROM:
        return False
    if seen["day"] != str(now.date()):
        uow.settings.put(SEEN, {"day": str(now.date()), "ends": uow.commitments.ends()})
        return False
    if "ends" not in seen:
        return False
    more = _commit(uow, seen["ends"], now)
    if not more:
        uow.settings.put(SEEN, {"day": seen["day"]})
    return more


def faults(uow: UnitOfWork) -> Iterator[str]:
    """Where rows are no longer what the chain was told, or it was never told of them (Chinese)."""
    reached: dict[str, int] = {}
    for seq, told in uow.audit.told(ACTION):
        salt = uow.settings.get(f"{SALT}{seq}")
        for table, (first, last, known) in told.items():
            if first != reached.get(table, 0) + 1:
                yield f"{table} 表第{first}号之前有内容没有记入审计链(审计第{seq}条)"
            reached[table] = last
            if salt is None or uow.commitments.sum(table, first, last, salt) != known:
                yield f"{table} 表第{first}至{last}号中有内容被改动(审计第{seq}条)"


def _commit(uow: UnitOfWork, ends: Mapping[str, int], now: datetime) -> bool:
    """Whether there was anything left to be summed."""
    salt, reached = token_hex(32), _reached(uow)
    told = {
        table: [first, last, uow.commitments.sum(table, first, last, salt)]
        for table, first, last in _parts(reached, ends)
    }
    if told:
        uow.audit.append(now, ACTION, "ledger", told)
        uow.settings.put(f"{SALT}{uow.audit.head().seq}", salt)
        uow.settings.put(REACHED, reached | {table: last for table, (_, last, _) in told.items()})
    return bool(told)


def _parts(reached: Mapping[str, int], ends: Mapping[str, int]) -> Iterator[tuple[str, int, int]]:
    """The next rows of each table, not too many in all."""
    left = _AT_ONCE
    for table, end in ends.items():
        first = reached.get(table, 0) + 1
        last = min(end, first + left - 1)
        if first <= last:
            left -= last - first + 1
            yield table, first, last


def _reached(uow: UnitOfWork) -> dict[str, int]:
    """Up to which row each table has been summed; the chain itself is read where it is not kept."""
    kept: dict[str, int] | None = uow.settings.get(REACHED)
    if kept is not None:
        return kept
    told = (told for _, told in uow.audit.told(ACTION))
    return {table: last for each in told for table, (_, last, _) in each.items()}
