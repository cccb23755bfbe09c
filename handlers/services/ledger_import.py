"""What a village did before it joined, written to its ledger once; others confirm it as always."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256

from handlers.services import records, sketch, task_records
from handlers.services.act import Act
from handlers.services.actor import acting
from handlers.services.book import Book, open_book
from handlers.services.census import Census
from handlers.services.errors import LedgerRefused
from handlers.services.ledger_rows import Column, Done
from handlers.services.roster_entries import Where
from handlers.services.sketch import Entry, Sketch
from handlers.services.table_rows import Complaint
from rubric.posts import TOWN_POSTS, Post
from storage.grants import GrantRow
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

Told = tuple[str, date, str | None, int, str]
"""What tells one record from another in a village: duty, day, period, group, title."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line as the record it becomes, and in whose name it is written."""

    done: Done
    village: int
    entry: Entry
    signer: GrantRow
    key: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The records that an import would write, and the lines that are on file already."""

    items: tuple[Item, ...]
    known: tuple[Done, ...]
    books: Mapping[int, Book]

    @property
    def villages(self) -> Counter[Where]:
        """How many records of each village."""
        return Counter(item.done.where for item in self.items)


def plan(
    uow: UnitOfWork, schemes: Schemes, source: str, lines: Sequence[Done], now: datetime
) -> Plan:
    """Compare the lines with the ledger; reads only. LedgerRefused with every fault."""
    desk = _Desk(uow, schemes, now)
    items: list[Item] = []
    complaints: list[Complaint] = []
    for found in map(desk.item, lines):
        complaints += [found] if isinstance(found, Complaint) else []
        items += [found] if isinstance(found, Item) else []
    if complaints:
        raise LedgerRefused(tuple(each.fault(source) for each in complaints))
    return desk.sorted_out(items)


def apply(uow: UnitOfWork, changes: Plan, now: datetime) -> int:
    """Write the plan; in the transaction that made it. How many records there are more."""
    return sum(_write(uow, changes.books[item.village], item, now) for item in changes.items)


def waiting_for(uow: UnitOfWork, changes: Plan, today: date) -> list[tuple[GrantRow, int]]:
    """Who can confirm how many of the new records: each hears of it once."""
    counts: Counter[int] = Counter()
    grants: dict[int, GrantRow] = {}
    for item in changes.items:
        for grant in _confirmers(uow, changes.books[item.village], item, today):
            counts[grant.id] += 1
            grants[grant.id] = grant
    return [(grants[number], count) for number, count in counts.items()]


def _write(uow: UnitOfWork, book: Book, item: Item, now: datetime) -> bool:
    act = Act(uow, acting(uow, item.signer), now, book)
    number = uow.records.add_once(records.as_record(act, item.entry), item.key)
    if number is not None:
        act.note("record.import", f"record:{number}", duties=list(item.entry.duties))
        task_records.logged(act, number)
    return number is not None


def _confirmers(uow: UnitOfWork, book: Book, item: Item, today: date) -> Iterator[GrantRow]:
    posts = book.confirmers(*item.entry.duties)
    yield from uow.grants.holders(item.village, posts - TOWN_POSTS, today)
    town = uow.places.town_of(item.village)
    yield from uow.grants.holders(town.id, posts & TOWN_POSTS, today)


@dataclass
class _Desk:
    """The ledger as far as the lines need it, each village read once."""

    uow: UnitOfWork
    schemes: Schemes
    now: datetime
    books: dict[int, Book] = field(default_factory=dict)

    @cached_property
    def census(self) -> Census:
        return Census(self.uow)

    def item(self, done: Done) -> Item | Complaint:
        """The record of a line, or why it cannot be one."""
        place = self.census.place(done.where)
        if place is None:
            return _wrong(done, Column.VILLAGE, f"没有登记过{done.where},请先导入名册")
        signer = self._signer(place.id)
        if signer is None:
            why = "没有人可以署名:请先登记管理员或镇清廉办,并由本人绑定"
            return _wrong(done, Column.TOWN, why)
        entry = _entry(done, self._book(place.id))
        if isinstance(entry, Complaint):
            return entry
        told = (done.duty, done.day, entry.period, entry.unit, done.title)
        return Item(done, place.id, entry, signer, _key(place.id, told))

    def sorted_out(self, items: Sequence[Item]) -> Plan:
        """What is new; what is on file, was imported before, or stands twice in the file."""
        before = self.uow.records.imported([item.key for item in items])
        on_file = {village: self._on_file(village) for village in self.books}
        new: dict[str, Item] = {}
        known: list[Done] = []
        for item in items:
            if item.key in before or item.key in new or item.key in on_file[item.village]:
                known.append(item.done)
            else:
                new[item.key] = item
        return Plan(tuple(new.values()), tuple(known), self.books)

    def _book(self, village: int) -> Book:
        if village not in self.books:
            today, scope = self.now.date(), Scope.operator()
            self.books[village] = open_book(self.uow, self.schemes, scope, village, today)
        return self.books[village]

    def _signer(self, village: int) -> GrantRow | None:
        """Who runs the programme, else the town's office."""
        city, town = self.uow.places.city(), self.uow.places.town_of(village)
        today = self.now.date()
        runs = self.uow.grants.holders(city.id, [Post.OPERATOR], today) if city else []
        return next(iter(runs or self.uow.grants.holders(town.id, [Post.TOWN_OFFICE], today)), None)

    def _on_file(self, village: int) -> frozenset[str]:
        rows = self.uow.records.of_village(village, Scope.operator())
        told = ((duty, r.done_on, r.period, r.unit, r.title) for r in rows for duty in r.duties)
        return frozenset(_key(village, each) for each in told)


def _entry(done: Done, book: Book) -> Entry | Complaint:
    told = Sketch(
        text=done.note,
        duties=(done.duty,),
        done_on=done.day,
        said_period=done.period,
        unit=done.group,
        heads=done.heads,
        title=done.title,
    )
    question = sketch.next_question(told, book)
    if question and question.kind == "unit":
        return _wrong(done, Column.GROUP, f"请填第几党小组,1到{len(question.choices)}")
    if question:
        fits = "、".join(question.choices)
        return _wrong(done, Column.PERIOD, f"与日期对不上或没有填,可填:{fits}")
    (entry,) = sketch.entries(told, book)
    return entry if book.several_units(done.duty) else replace(entry, unit=1)


def _wrong(done: Done, column: Column, why: str) -> Complaint:
    return Complaint(done.line, column, why)


def _key(village: int, told: Told) -> str:
    duty, day, period, unit, title = told
    return sha256(f"{village}/{duty}/{day}/{period or ''}/{unit}/{title}".encode()).hexdigest()
