"""What papers for a wall or a hand are made of: 三务公开 of a month, a rectification notice."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from handlers.services.book import Book
from rubric.period import Period
from rubric.scheme_tables import Item
from storage.findings import FindingRow
from storage.record_rows import RecordRow
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

PARTY, VILLAGE, FINANCE = "党务公开", "村务公开", "财务公开"
_AFFAIRS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            (
                "members-meeting",
                "branch-committee",
                "group-meeting",
                "party-lecture",
                "party-day",
                "organisational-life",
                "member-appraisal",
                "heart-to-heart",
                "responsibility-report",
                "integrity-pledge",
                "disclosure-party",
                "duty-report",
            ),
            PARTY,
        ),
        **dict.fromkeys(("financial-review", "disclosure-finance", "asset-inventory"), FINANCE),
    }
)
"""To which of the three a duty belongs; every other one is the village's."""
_PRIVATE = ("heart-to-heart", "disclosure-party", "disclosure-village", "disclosure-finance")
"""Not for the wall: talks with one person, and that something was put on the wall."""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One thing done, as it is told to everybody: no names, no free text but its title."""

    day: date
    duty: str
    title: str
    heads: int | None
    confirmed: bool


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """三务公开 of a village for a month: what was done under each of the three."""

    village: str
    town: str
    contact: str
    month: Period
    as_of: date
    affairs: Mapping[str, tuple[NoticeLine, ...]]


@dataclass(frozen=True, slots=True)
class RectificationPaper:
    """问题整改通知书: a finding with a due day, and the item it is about."""

    village: str
    town: str
    contact: str
    finding: FindingRow
    item: Item | None
    """None where no scheme of the village has points: it falls under none."""
    document: str
    found_by: str


def notice_paper(uow: UnitOfWork, book: Book, scope: Scope, month: Period) -> NoticePaper:
    """What stands in the ledger for the month, without what was withdrawn or returned."""
    town = uow.places.town_of(book.village.id)
    rows = uow.records.of_village(book.village.id, scope, month.first, month.last)
    told = [row for row in rows if row.status in ("reported", "confirmed")]
    lines = [(_affair(row), _line(book, row)) for row in told if _public(row)]
    return NoticePaper(
        village=book.village.name,
        town=town.name,
        contact=book.village.contact or town.contact,
        month=month,
        as_of=book.today,
        affairs={
            name: tuple(line for affair, line in lines if affair == name)
            for name in (PARTY, VILLAGE, FINANCE)
        },
    )


def rectification_paper(
    uow: UnitOfWork, book: Book, scope: Scope, finding_id: int
) -> RectificationPaper:
    """The notice of one finding of the village."""
    finding = uow.findings.get(finding_id, scope)
    scheme = book.words.get(finding.scheme_id)
    town = uow.places.town_of(finding.village_id)
    return RectificationPaper(
        village=uow.places.get(finding.village_id).name,
        town=town.name,
        contact=town.contact,
        finding=finding,
        item=scheme.items.get(finding.item) if scheme else None,
        document=scheme.document if scheme else "",
        found_by=uow.grants.get(finding.by_grant_id).post,
    )


def _affair(row: RecordRow) -> str:
    return _AFFAIRS.get(row.duties[0], VILLAGE) if row.duties else VILLAGE


def _public(row: RecordRow) -> bool:
    return not set(row.duties) <= set(_PRIVATE)


def _line(book: Book, row: RecordRow) -> NoticeLine:
    named = (_named(book, duty, row.unit) for duty in row.duties if duty not in _PRIVATE)
    return NoticeLine(
        row.done_on, "、".join(named), row.title, row.heads, row.status == "confirmed"
    )


def _named(book: Book, duty: str, unit: int) -> str:
    group = f"(第{unit}组)" if book.several_units(duty) else ""
    return book.name(duty) + group
