"""What must hold of a ledger after whatever befell: each function tells the faults it finds."""

from collections import Counter
from contextlib import closing

from sqlalchemy import text

from bot.parcel import RESENT
from demo.botapi.phone import words_of
from storage.unit_of_work import Store

REMINDER = 3
AUDITED = {
    "evidence": "SELECT 'evidence:' || id, 'evidence.keep' FROM evidence",
    "finding": "SELECT 'finding:' || id, 'finding.raise' FROM finding",
    "finding_event": "SELECT 'finding:' || finding_id, 'finding.' || kind FROM finding_event",
    "record": "SELECT 'record:' || id, 'record.log' FROM record",
    "record_event": "SELECT 'record:' || record_id, 'record.' || kind FROM record_event",
}
"""Every fact as its audit row names it: subject and action."""
LEFT_OVER = {
    "a fact without its versions": "SELECT id FROM record WHERE id NOT IN"
    " (SELECT record_id FROM record_version)",
    "an update not done": "SELECT update_id, state FROM inbox WHERE state != 'done'",
    "a job not done": "SELECT id, state, kind FROM job WHERE state != 'done'",
    "a file not fetched": "SELECT id FROM evidence WHERE path IS NULL",
    "a question left open": "SELECT id FROM draft WHERE awaits_text AND closed_at IS NULL",
    "a message not sent": "SELECT id, state, error FROM outbox WHERE"
    " state IN ('open', 'sending', 'failed') OR (state = 'doubt' AND urgency != 3)",
    "a card on no screen": "SELECT card_id FROM outbox JOIN card ON card.id = card_id"
    " WHERE method = 'send' AND state = 'sent' AND card.message_id IS NULL",
}
TWICE = {
    "a fact": "SELECT inbox_id FROM record GROUP BY inbox_id HAVING count(*) > 1",
    "an event": "SELECT record_id, kind FROM record_event GROUP BY record_id, kind, version"
    " HAVING count(*) > 1",
    "a card as it was": "SELECT card_id, card_version FROM outbox WHERE method = 'send'"
    " AND state != 'superseded' AND card_id IS NOT NULL"
    " GROUP BY card_id, card_version HAVING count(*) > 1",
    "a file": "SELECT file_unique_id FROM evidence GROUP BY file_unique_id HAVING count(*) > 1",
    "a reminder": "SELECT chat_id, date(created_at) FROM outbox WHERE urgency = 3"
    " AND method = 'send' GROUP BY chat_id, date(created_at) HAVING count(*) > 1",
}


class Wholeness:
    """Reads a ledger beside the programme."""

    def __init__(self, url):
        self.url = url

    def rows(self, query, **values):
        with closing(Store(self.url)) as store, store._reading.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query), values)]

    def lost(self, world):
        """Updates that the stand-in was asked for and the ledger does not hold."""
        told = {change["update_id"] for change in list(world.changes) if change["kind"] == "update"}
        return sorted(told - {number for (number,) in self.rows("SELECT update_id FROM inbox")})

    def unsettled(self):
        """How many updates, messages and jobs are still on their way."""
        ((number,),) = self.rows(
            "SELECT (SELECT count(*) FROM inbox WHERE state = 'open')"
            " + (SELECT count(*) FROM outbox WHERE state IN ('open', 'sending'))"
            " + (SELECT count(*) FROM job WHERE state IN ('open', 'running'))"
        )
        return number

    def half(self):
        """Facts and audit rows without each other, and whatever was begun and not ended."""
        return self.apart() + self.found(LEFT_OVER) + self._broken()

    def apart(self):
        """Facts without their audit row, and audit rows without their fact."""
        facts = Counter(row for query in AUDITED.values() for row in self.rows(query))
        actions = ",".join(sorted({f"'{action}'" for _, action in facts}))
        told = self.rows(f"SELECT subject, action FROM audit WHERE action IN ({actions})")  # noqa: S608
        return [*(facts - Counter(told)), *(Counter(told) - facts)]

    def twice(self, world):
        """What is in the ledger, or went to a screen without the mark, more than once."""
        return self.found(TWICE) + unmarked_twice(world)

    def found(self, queries):
        return [(name, *row) for name, query in queries.items() for row in self.rows(query)]

    def _broken(self):
        with closing(Store(self.url)) as store, store.read() as uow:
            return uow.audit.verify()


def unmarked_twice(world):
    """Cards that were sent more than once as if for the first time."""
    sent = [call for call in list(world.calls) if call.method == "sendMessage" and fine(call)]
    first = Counter(card_of(call) for call in sent if RESENT.strip() not in words_of(call.params))
    return [("a message", card) for card, times in first.items() if card and times > 1]


def resent(world):
    """How many messages were sent again, and said so."""
    sent = [call for call in list(world.calls) if call.method == "sendMessage" and fine(call)]
    return sum(RESENT.strip() in words_of(call.params) for call in sent)


def fine(call):
    return call.status == 200


def card_of(call):
    """The token and version of the card that a call sends; None of one without buttons."""
    rows = (call.answer.get("result") or {}).get("reply_markup", {}).get("inline_keyboard", [])
    data = [key.get("callback_data", "") for row in rows for key in row]
    return data[0].rsplit(":", 1)[0] if data else None
