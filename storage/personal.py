"""What is kept about one person: all of it to be handed out, or taken away.

A row that names its author keeps the author's number, so that chain, scores and sheets stand as
they are; who that was is known by `person` alone, and is taken away there.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    String,
    Table,
    and_,
    cast,
    delete,
    false,
    func,
    not_,
    or_,
    select,
)

from storage.repository import Repository
from storage.retention import NOBODY
from storage.tables import (
    Account,
    Audit,
    Card,
    Draft,
    Inbox,
    InviteTry,
    Job,
    Outbox,
    Person,
    metadata,
)

_person, _account, _audit = Person.__table__, Account.__table__, Audit.__table__
_inbox, _outbox, _card = Inbox.__table__, Outbox.__table__, Card.__table__
_draft, _job, _try = Draft.__table__, Job.__table__, InviteTry.__table__
_OF_OTHERS = frozenset({"feedback.answered_by"})
"""Columns by which a person stands on what is about another."""
_LEFT_OUT = frozenset({"prints", "token"})
"""Columns that tell a person nothing: how a photo is found again, what a button is known by."""
_PASSING = frozenset({"card", "draft", "inbox", "job", "outbox"})
"""Tables whose words go by themselves after a while."""
_WORDLESS = frozenset({"audit", "audit_head", "invite", "person", "reminder"})
"""Tables that hold ids and codes only, or the names themselves."""
_WORDS = ("VARCHAR", "JSON")
_SHOWN: tuple[tuple[Table, str], ...] = (
    (_card, "text"),
    (_card, "data"),
    (_draft, "data"),
    (_outbox, "payload"),
)
"""Where a name stands that was shown to others or typed by them; drawn anew, it is not needed."""


class PersonalData(Repository):
    """Everything about one person, wherever it is kept."""

    def told(self, person_id: int) -> dict[str, list[dict[str, Any]]]:
        """All rows about the person, by table, as JSON can hold them."""
        about = dict(_about(person_id))
        about[_inbox] = or_(about[_inbox], _waiting(self._phones(person_id)))
        found = {table.name: self._rows(table, where) for table, where in about.items()}
        return {name: rows for name, rows in found.items() if rows}

    def erase(
        self, person_id: int, word: str, at: datetime, going_on: Collection[str] = ()
    ) -> None:
        """Put the word for the name, and take away phones, messages, drafts, cards and jobs, but
        for jobs of these kinds: they serve the ledger.
        """
        name = self._db.execute(select(_person.c.name).where(_person.c.id == person_id)).scalar()
        phones = self._phones(person_id)
        self._forget_messages(person_id, phones, at)
        self._forget_jobs(person_id, phones, going_on)
        self._forget_phones(person_id, phones, at)
        self._change(_person, person_id, name=word, code=None)
        if name and name not in (others := self._named_alike(person_id, name)):
            for table, column in _SHOWN:
                self._rename(table, column, _Naming(name, others, word))

    def mentions(self, name: str) -> dict[str, int]:
        """In how many rows of each table the name is written for good, in whatever column."""
        passed_over = _PASSING | _WORDLESS
        worded = [each for each in metadata.sorted_tables if each.name not in passed_over]
        counted = ((table.name, self._mentioning(table, name)) for table in worded)
        return {table: rows for table, rows in counted if rows}

    def _named_alike(self, person_id: int, name: str) -> list[str]:
        """The names of others that hold it (李明 stands in 李明华) or are the same: they stay."""
        alike = (_person.c.id != person_id, _holds(_person.c.name, name))
        return list(self._db.execute(select(_person.c.name).where(*alike)).scalars())

    def _phones(self, person_id: int) -> list[str]:
        query = select(_account.c.external_id).where(_account.c.person_id == person_id)
        return list(self._db.execute(query).scalars())

    def _forget_messages(self, person_id: int, phones: Sequence[str], at: datetime) -> None:
        """What is still to be handled or to be said is dropped with the rest."""
        nobody = f"{NOBODY}{person_id}"
        unheld = and_(_inbox.c.person_id.is_(None), _inbox.c.sender.in_(phones))
        came, kept = or_(_inbox.c.person_id == person_id, unheld), _of(_outbox, person_id, phones)
        self._update(_inbox, came, _inbox.c.state == "open", state="done", done_at=at)
        self._update(_inbox, came, body={}, sender=nobody, error="")
        self._update(_outbox, kept, _outbox.c.state == "open", state="superseded", error="erased")
        self._update(_outbox, kept, payload={}, chat_id=nobody)
        shown = {"data": {}, "buttons": [], "text": "", "chat_id": nobody}
        self._update(_card, _of(_card, person_id, phones), **shown)
        begun = _draft.c.person_id == person_id
        self._update(_draft, begun, _draft.c.closed_at.is_(None), closed_at=at)
        self._update(_draft, begun, data={}, awaits_text=False)

    def _forget_jobs(
        self, person_id: int, phones: Sequence[str], going_on: Collection[str]
    ) -> None:
        """What was ordered for him is given up; what goes on tells nobody of it."""
        named = or_(false(), *(_holds(_job.c.payload, f'"{each}"') for each in phones))
        waits = _job.c.state.in_(("open", "running"))
        goes_on = and_(waits, _job.c.kind.in_(going_on))
        self._update(_job, named, waits, not_(goes_on), state="failed", error="erased")
        self._update(_job, named, not_(goes_on), payload={})
        nobody = dict.fromkeys(phones, f"{NOBODY}{person_id}")
        left = self._db.execute(select(_job.c.id, _job.c.payload).where(named)).all()
        for number, payload in left:
            told = {
                name: nobody.get(value, value) if isinstance(value, str) else value
                for name, value in payload.items()
            }
            self._change(_job, number, payload=told)

    def _forget_phones(self, person_id: int, phones: Sequence[str], at: datetime) -> None:
        self._db.execute(delete(_try).where(_try.c.external_id.in_(phones)))
        theirs = _account.c.person_id == person_id
        self._update(_account, theirs, _account.c.unbound_at.is_(None), unbound_at=at)
        gone = NOBODY + cast(_account.c.id, String)
        self._update(_account, theirs, external_id=gone, chat_id=gone, unreachable_at=None)

    def _rename(self, table: Table, column: str, naming: "_Naming") -> None:
        """What is still to be sent goes out as it was written."""
        holder = table.c[column]
        where = [_holds(holder, naming.name)]
        if table is _outbox:
            where.append(_outbox.c.state != "open")
        for number, value in self._db.execute(select(table.c.id, holder).where(*where)).all():
            self._change(table, number, **{column: naming.undone(value)})

    def _rows(self, table: Table, where: ColumnElement[bool]) -> list[dict[str, Any]]:
        shown = [column for column in table.c if column.name not in _LEFT_OUT]
        query = select(*shown).where(where).order_by(*table.primary_key)
        return [
            {name: _plain(value) for name, value in row.items()}
            for row in self._db.execute(query).mappings()
        ]

    def _mentioning(self, table: Table, name: str) -> int:
        worded = [each for each in table.c if str(each.type) in _WORDS]
        told = or_(false(), *(_holds(column, name) for column in worded))
        return self._db.execute(select(func.count()).select_from(table).where(told)).scalar_one()


@dataclass(frozen=True, slots=True)
class _Naming:
    """A name that is taken away, those of others that hold it, and the word for it."""

    name: str
    others: Sequence[str]
    word: str

    def undone(self, value: Any) -> Any:
        """The same text or JSON without the name."""
        if isinstance(value, str):
            return self._in_text(value)
        return json.loads(self._in_text(json.dumps(value, ensure_ascii=False)))

    def _in_text(self, text: str) -> str:
        longest_first = sorted((*self.others, self.name), key=len, reverse=True)
        named = re.compile("|".join(map(re.escape, longest_first)))
        return named.sub(lambda found: self.word if found[0] == self.name else found[0], text)


def _about(person_id: int) -> Iterator[tuple[Table, ColumnElement[bool]]]:
    """Each table that speaks of people, and which of its rows are about this one."""
    yield _person, _person.c.id == person_id
    yield _audit, _audit.c.person_id == person_id
    for table in metadata.sorted_tables:
        columns = [column for column in table.c if _names_person(column)]
        if columns:
            yield table, or_(*(column == person_id for column in columns))


def _names_person(column: Column[Any]) -> bool:
    return column.references(_person.c.id) and str(column) not in _OF_OTHERS


def _of(table: Table, person_id: int, phones: Sequence[str]) -> ColumnElement[bool]:
    """His, or nobody's on one of his phones: who had it before him has messages of his own."""
    unheld = and_(table.c.person_id.is_(None), table.c.chat_id.in_(phones))
    return or_(table.c.person_id == person_id, unheld)


def _waiting(phones: Sequence[str]) -> ColumnElement[bool]:
    """Whose word it is will be known when it is handled."""
    return and_(_inbox.c.state == "open", _inbox.c.sender.in_(phones))


def _holds(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    return cast(column, String).contains(text, autoescape=True)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value
