"""What belongs to places that are not somebody's: its words, and the acts that touch it."""

import html
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import String, select

from handlers.services.actor import Actor
from storage import tables
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

LEAST = 4
"""Shorter words are everybody's."""


@dataclass(frozen=True)
class Audited:
    """One row of the audit."""

    action: str
    subject: str
    village_id: int | None
    person_id: int | None
    grant_id: int | None


def named(texts: Iterable[str]) -> str:
    """All that was shown, as it was before it was escaped."""
    return html.unescape("\n".join(texts))


class Foreign:
    """The words of every village of a ledger as it stands."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.words: dict[str, set[int]] = {}
        for village, said in self._said():
            if len(said) >= LEAST and any("一" <= sign <= "龥" for sign in said):
                self.words.setdefault(said, set()).add(village)

    def _said(self) -> Iterable[tuple[int, str]]:
        for town in self.uow.places.towns():
            for village in self.uow.places.villages_of(town.id):
                yield village.id, village.name
        yield from self._targets()
        for table in tables.metadata.sorted_tables:
            column = table.c.get("village_id")
            texts = [each for each in table.c if isinstance(each.type, String)]
            if column is None or not texts or table.name in {"audit", "reminder"}:
                continue
            for village, *said in self.uow._connection.execute(select(column, *texts)):
                yield from ((village, each) for each in said if each)

    def _targets(self) -> Iterable[tuple[int, str]]:
        """A village that another is to inspect is named in that one's task."""
        task = tables.Task.__table__
        query = select(task.c.village_id, task.c.target_id).where(task.c.target_id.is_not(None))
        for village, target in self.uow._connection.execute(query):
            yield village, self.uow.places.get(target).name

    def told(self, scope: Scope, text: str) -> list[str]:
        """The words of villages out of scope that stand in a text."""
        return [
            said
            for said, villages in self.words.items()
            if said in text and not any(scope.allows(each) for each in villages)
        ]

    def acts_since(self, seq: int) -> list[Audited]:
        audit = tables.Audit.__table__
        columns = (audit.c[each] for each in Audited.__dataclass_fields__)
        query = select(*columns).where(audit.c.seq > seq).order_by(audit.c.seq)
        return [Audited(*row) for row in self.uow._connection.execute(query)]

    def within(self, actor: Actor, act: Audited) -> bool:
        """Whether it touches nothing but the actor's own place, and what lies below it."""
        if act.village_id is not None:
            return actor.scope.allows(act.village_id)
        kind, _, number = act.subject.partition(":")
        if kind == "grant":
            return self.below(actor.place_id, self.uow.grants.get(int(number)).place_id)
        if kind == "feedback":
            place = self.uow.feedback.get(int(number)).place_id
            return place is None or self.below(actor.place_id, place)
        return True

    def below(self, top: int, place: int | None) -> bool:
        while place not in (None, top):
            place = self.uow.places.get(place).parent_id
        return place == top
