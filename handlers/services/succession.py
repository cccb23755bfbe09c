"""Who comes and who leaves when a roster is compared with the holders of the posts it names."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from handlers.services.census import Census
from handlers.services.roster_entries import Entry, Someone, Where
from rubric.posts import SINGLE_POSTS, Post
from storage.grants import GrantRow
from storage.people import PersonRow


@dataclass(frozen=True, slots=True)
class Term:
    """From when on the roster's people hold their posts, and how it is to be read.

    `complete`: whoever it leaves out of a place that it names leaves his post there.
    `scheme`: what a village is under where no line ever named a scheme.
    """

    starts_on: date
    complete: bool = False
    scheme: str | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """A grant on file, in words."""

    grant: GrantRow
    where: Where
    name: str


@dataclass(frozen=True, slots=True)
class Appointment:
    """A post that somebody is to take up, from whom if it passes on."""

    where: Where
    post: Post
    who: Someone
    replaces: Holder | None = None


@dataclass(frozen=True, slots=True)
class Succession:
    """Who is to take up a post, whose ends at once, and who is not listed but stays."""

    appointments: tuple[Appointment, ...] = ()
    endings: tuple[Holder, ...] = ()
    absent: tuple[Holder, ...] = ()

    def __add__(self, other: "Succession") -> "Succession":
        return Succession(
            self.appointments + other.appointments,
            self.endings + other.endings,
            self.absent + other.absent,
        )


def succession(
    census: Census, known: Mapping[Someone, PersonRow], entries: Sequence[Entry], term: Term
) -> Succession:
    """The changes in every post of every place that the roster names."""
    listed: dict[tuple[Where, Post], list[Someone]] = defaultdict(list)
    for entry in entries:
        listed[entry.where, entry.post].append(entry.who)
    for where in dict.fromkeys(entry.where for entry in entries):
        for grant in census.grants(where):
            listed.setdefault((where, Post(grant.post)), [])
    changes = (_Office(census, known, *key).change(who, term) for key, who in listed.items())
    return sum(changes, Succession())


@dataclass(frozen=True, slots=True)
class _Office:
    """One post in one place."""

    census: Census
    known: Mapping[Someone, PersonRow]
    where: Where
    post: Post

    def change(self, listed: Sequence[Someone], term: Term) -> Succession:
        """Compare those listed with those who hold the post or were named for it.

        A post for one passes on to whoever is listed; one for several only if the list is complete.
        """
        ids = {self.known[who].id for who in listed if who in self.known}
        grants = self._open()
        staying = [grant for grant in grants if grant.person_id in ids]
        others = [grant for grant in grants if grant.person_id not in ids]
        passed_on = {grant.replaces_id for grant in staying}
        leaving = [each for each in others if each.accepted_at and each.id not in passed_on]
        unclaimed = [each for each in others if not each.accepted_at]
        coming = [who for who in listed if not self._holds(who, staying)]
        passes = term.complete or (self.post in SINGLE_POSTS and bool(listed))
        pairs = zip_longest(coming, leaving if passes else [])
        appointments = [(who, old) for who, old in pairs if who]
        surplus = leaving[len(coming) :] if passes else leaving
        return Succession(
            tuple(self._appointment(who, old) for who, old in appointments),
            self._named((surplus if term.complete else []) + (unclaimed if passes else [])),
            self._named(([] if term.complete else surplus) + ([] if passes else unclaimed)),
        )

    def _open(self) -> list[GrantRow]:
        """Grants without an end; one whose end is planned has been handed over already."""
        grants = self.census.grants(self.where)
        return [each for each in grants if each.post == self.post and each.ended_at is None]

    def _holds(self, who: Someone, staying: Iterable[GrantRow]) -> bool:
        return who in self.known and any(g.person_id == self.known[who].id for g in staying)

    def _appointment(self, who: Someone, old: GrantRow | None) -> Appointment:
        return Appointment(self.where, self.post, who, self._holder(old) if old else None)

    def _holder(self, grant: GrantRow) -> Holder:
        return Holder(grant, self.where, self.census.person(grant.person_id).name)

    def _named(self, grants: Iterable[GrantRow]) -> tuple[Holder, ...]:
        return tuple(map(self._holder, grants))
