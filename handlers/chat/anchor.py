"""The end of the audit chain, posted daily to a chat that the discipline office holds.

Who rewrites the whole chain would have to rewrite what was said there as well.
"""

from datetime import datetime, time

from handlers.chat.cards import REMINDER
from handlers.messages.render import render
from storage.unit_of_work import UnitOfWork

LAST_ANCHOR = "anchor.last"
"""Under which the ledger keeps what was posted last: day, seq, hash."""
_FROM = time(9)


def tick(uow: UnitOfWork, now: datetime, chat_id: str) -> None:
    """Once a day from 9:00 on, also on days off, without a sound: it asks nothing of anybody."""
    today, head = now.date(), uow.audit.head()
    if now.time() < _FROM:
        return
    message = render("anchor", day=today, seq=head.seq, hash=head.hash)
    body = {"text": message.text, "parse_mode": "HTML", "disable_notification": True}
    key = f"anchor/{today}"
    if uow.outbox.put(chat_id, "send", body, REMINDER, key=key, asked=False, at=now) is not None:
        uow.settings.put(LAST_ANCHOR, {"day": str(today), "seq": head.seq, "hash": head.hash})
