"""What a roster changes in the ledger: planned first, then applied whole or not at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.services import handover
from handlers.services.census import Census
from handlers.services.errors import RosterRefused
from handlers.services.identify import identify
from handlers.services.roster_entries import CONTACT_POSTS, Entry, Someone, Where
from handlers.services.succession import Appointment, Holder, Succession, Term, succession
from rubric.posts import Post
from storage.people import PersonRow
from storage.places import PlaceRow
from storage.unit_of_work import UnitOfWork

CITY = "本市"
"""What the city is called until a roster names it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a roster would change."""

    term: Term
    city: str
    known: Mapping[Someone, PersonRow]
    places: tuple[Where, ...]
    contacts: tuple[tuple[Where, str], ...]
    newcomers: tuple[Someone, ...]
    coded: tuple[Someone, ...]
    enrolments: tuple[tuple[Where, str], ...]
    succession: Succession

    @property
    def appointments(self) -> tuple[Appointment, ...]:
        return self.succession.appointments

    @property
    def endings(self) -> tuple[Holder, ...]:
        return self.succession.endings

    @property
    def empty(self) -> bool:
        """Whether nothing would change; who is merely not listed changes nothing."""
        people = self.newcomers or self.coded or self.appointments or self.endings
        return not (self.places or self.contacts or self.enrolments or people)


def plan(uow: UnitOfWork, source: str, entries: Sequence[Entry], term: Term) -> Plan:
    """Compare a roster with the ledger; reads only. RosterRefused if they contradict each other."""
    census = Census(uow)
    known, complaints = identify(census, entries)
    if complaints:
        raise RosterRefused(tuple(each.fault(source) for each in complaints))
    people = dict.fromkeys(entry.who for entry in entries)
    return Plan(
        term=term,
        city=next((entry.city for entry in entries if entry.city), CITY),
        known=known,
        places=tuple(where for where in _places(entries) if census.place(where) is None),
        contacts=tuple(_contacts(census, entries)),
        newcomers=tuple(who for who in people if who not in known),
        coded=tuple(who for who in people if who in known and who.code and not known[who].code),
        enrolments=tuple(_enrolments(census, entries, term)),
        succession=succession(census, known, entries, term),
    )


def _places(entries: Iterable[Entry]) -> Iterator[Where]:
    """The city, and each named town and village; what contains another comes before it."""
    found = {Where("", ""): None}
    for entry in entries:
        found |= {Where(entry.where.town, ""): None, entry.where: None}
    return iter(found)


def _contacts(census: Census, entries: Iterable[Entry]) -> Iterator[tuple[Where, str]]:
    """Whom the people of a place are to ask, where the ledger has another number or none."""
    told = {e.where: e for e in entries if e.phone and e.post in CONTACT_POSTS}
    for where, entry in told.items():
        place = census.place(where)
        if place is None or entry.phone not in place.contact:
            yield where, f"{_office(entry)} {entry.phone}"


def _office(entry: Entry) -> str:
    return entry.where.town + entry.post.removeprefix("镇")


def _enrolments(
    census: Census, entries: Iterable[Entry], term: Term
) -> Iterator[tuple[Where, str]]:
    """The schemes named for each village; the usual one where none was named, now or before."""
    named: dict[Where, dict[str, None]] = {}
    for entry in (each for each in entries if each.where.village):
        named.setdefault(entry.where, {}).update(dict.fromkeys(entry.schemes))
    for where, schemes in named.items():
        enrolled = census.enrolled(where)
        usual = (term.scheme,) if term.scheme and not enrolled else ()
        for scheme in schemes or usual:
            if scheme not in enrolled:
                yield where, scheme


def apply(uow: UnitOfWork, changes: Plan, now: datetime) -> None:
    """Write the plan; in the transaction that made it."""
    places = _Places(uow, changes.city, now)
    for where in changes.places:
        places.add(where)
    for where, contact in changes.contacts:
        place = places[where]
        uow.places.describe(place.id, place.profile, contact)
    _appoint(uow, changes, places, now)
    for where, scheme in changes.enrolments:
        village = places[where].id
        uow.enrolments.add(village, scheme, changes.term.starts_on)
        told = {"scheme": scheme, "from": str(changes.term.starts_on)}
        uow.audit.append(now, "enrolment.add", f"place:{village}", told, village_id=village)
    for ending in changes.endings:
        handover.end(uow, ending.grant, now, now)


def places_named(uow: UnitOfWork, entries: Iterable[Entry]) -> set[int]:
    """The places for which the roster names somebody."""
    census = Census(uow)
    found = (census.place(where) for where in {entry.where for entry in entries})
    return {place.id for place in found if place}


def _appoint(uow: UnitOfWork, changes: Plan, places: "_Places", now: datetime) -> None:
    """Nobody holds a post by a roster alone: each takes his up by his invite."""
    people = {who: person.id for who, person in changes.known.items()}
    people |= {who: uow.people.add(who.name, who.code or None) for who in changes.newcomers}
    for who in changes.coded:
        uow.people.set_code(people[who], who.code)
    for each in changes.appointments:
        before = each.replaces.grant.id if each.replaces else None
        place = places[each.where].id
        grant = uow.grants.add(people[each.who], each.post, place, changes.term.starts_on, before)
        uow.audit.append(now, "grant.add", f"grant:{grant}", {}, grant_id=grant)


class _Places:
    """The roster's places by name, made where they are missing."""

    def __init__(self, uow: UnitOfWork, city: str, now: datetime) -> None:
        self._uow = uow
        self._city = city
        self._now = now

    def __getitem__(self, where: Where) -> PlaceRow:
        place = Census(self._uow).place(where)
        assert place is not None
        return place

    def add(self, where: Where) -> None:
        if where.village:
            place = self._uow.places.add("village", where.village, self[Where(where.town, "")].id)
        elif where.town:
            office = _office_of(where)
            place = self._uow.places.add("town", where.town, self[Where("", "")].id, None, office)
        else:
            place = self._uow.places.add("city", self._city)
        self._uow.audit.append(self._now, "place.add", f"place:{place}", {})


def _office_of(town: Where) -> str:
    """Whom a town's people ask until a roster tells the office's telephone."""
    return town.town + Post.TOWN_OFFICE.removeprefix("镇")
