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
_AT_ONCE = 10_000
"""Rows of a table in one transaction: nobody who writes waits long; the rest the tick after."""
_FROM = time(8)
"""Before the end of the chain is posted."""


def tick(uow: UnitOfWork, now: datetime) -> None:
    """From 8:00 on see how far the rows go, and a tick later, when whatever was begun by then is
    written or given up, sum them.
    """
    seen = uow.settings.get(SEEN) or {"day": ""}
    if now.time() < _FROM:
        return
    if seen["day"] != str(now.date()):
        seen = {"day": str(now.date()), "ends": uow.commitments.ends()}
        uow.settings.put(SEEN, seen)
    elif "ends" in seen and not _commit(uow, seen["ends"], now):
        uow.settings.put(SEEN, {"day": seen["day"]})


def faults(uow: UnitOfWork) -> Iterator[str]:
    """Where rows are no longer what the chain was told (Chinese)."""
    for seq, told in uow.audit.told(ACTION):
        salt = uow.settings.get(f"{SALT}{seq}")
        for table, (first, last, known) in told.items():
            if salt is None or uow.commitments.sum(table, first, last, salt) != known:
                yield f"{table} 表第{first}至{last}号中有内容被改动(审计第{seq}条)"


def _commit(uow: UnitOfWork, ends: Mapping[str, int], now: datetime) -> bool:
    """Whether there was anything left to be summed."""
    salt, begun = token_hex(32), _committed(uow)
    told = {
        table: [first, last, uow.commitments.sum(table, first, last, salt)]
        for table, first, last in _parts(begun, ends)
    }
    if told:
        uow.audit.append(now, ACTION, "ledger", told)
        uow.settings.put(f"{SALT}{uow.audit.head().seq}", salt)
    return bool(told)


def _parts(begun: Mapping[str, int], ends: Mapping[str, int]) -> Iterator[tuple[str, int, int]]:
    for table, end in ends.items():
        first = begun.get(table, 0) + 1
        if first <= end:
            yield table, first, min(end, first + _AT_ONCE - 1)


def _committed(uow: UnitOfWork) -> dict[str, int]:
    """Up to which row each table has been summed."""
    return {
        table: last for _, told in uow.audit.told(ACTION) for table, (_, last, _) in told.items()
    }
