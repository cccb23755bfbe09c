"""Papers made by hand, the plain and the extreme, and eyes to read back what was printed."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

from PIL import Image
from pypdf import PdfReader

from handlers.services import papers
from handlers.services.book import Book, Enrolled
from handlers.services.ledger_papers import Change, Happening, LedgerEntry, LedgerPaper
from handlers.services.lookup import Filter
from handlers.services.town_papers import TownPaper, TownRow
from rubric import facts
from rubric.agenda import Mark, agenda
from rubric.scheme import Scheme
from rubric.scoring import score
from storage.audit import Head
from storage.findings import FindingRow
from storage.places import PlaceRow
from storage.record_rows import EventRow, EvidenceRow, RecordRow
from storage.schemes import load

NOON = datetime(2026, 7, 15, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOON.date()
LONG = "示例自治区示例市示例镇第一百二十三号合并村居社区第二分部"
HEAD = Head(4711, "ab" * 32)
SCHEMES = load()
SCHEME: Scheme = SCHEMES["wenling-2022"]


def book(known: facts.Facts | None = None, today: date = TODAY, name: str = "示例一村") -> Book:
    place = PlaceRow(1, "village", name, None, {}, "")
    return Book(place, today, SCHEMES, (Enrolled(SCHEME, known or facts.Facts()),))


def score_paper(of: Book, town: str = "示例镇") -> papers.ScorePaper:
    return papers.score_paper(of, town, HEAD, SCHEME, of.scores()[0])


def worst() -> Book:
    """Everything that can be lost is lost, and everything has the longest words."""
    kinds = list(SCHEME.findings.items()) * 6
    return book(
        facts.Facts(
            profile=facts.Profile(party_groups=9),
            findings=tuple(_finding(at, *each) for at, each in enumerate(kinds)),
            states=tuple(_bad(name) for name in SCHEME.states),
            honours=tuple(_honour(at, kind) for at, kind in enumerate(SCHEME.honours)),
            vetoes=tuple(facts.Veto(kind=kind, on=date(2026, 3, 1)) for kind in SCHEME.vetoes),
        ),
        date(2026, 12, 31),
        LONG,
    )


def _finding(at: int, kind: str, known) -> facts.Finding:
    amount = Decimal("2.5") if known.most else None
    told = {"amount": amount, "reason": "讨价还价、降低标准" * 9 if amount else ""}
    day = date(2026, 3, 1 + at % 20)
    return facts.Finding(
        item=known.item, kind=kind, found_on=day, due=date(2026, 4, 1), ref=f"finding:{at}", **told
    )


def _bad(name: str) -> facts.State:
    value = False if SCHEME.states[name].yes_no else 9
    return facts.State(name=name, value=value, seen_on=date(2026, 2, 1), ref=f"state:{name}")


def _honour(at: int, kind: str) -> facts.Honour:
    return facts.Honour(kind=kind, on=date(2026, 3, 1 + at), piece=f"“四步工作法”推广{at}" * 5)


def town_paper(*names: str, of: Book | None = None) -> TownPaper:
    """A town of villages that all stand alike."""
    of = of or book()
    known = of.enrolled[0].facts
    found = score(SCHEME, of.today.year, known, of.today)
    late = tuple(
        one
        for one in agenda(SCHEME, of.today.year, known, of.today)
        if one.mark in (Mark.OVERDUE, Mark.MISSED)
    )
    rows = tuple(TownRow(name, found, late, (finding(),)) for name in names)
    return TownPaper("示例镇", SCHEME, of.today.year, of.today, rows, HEAD)


def finding(text: str = "6月第8号凭证没有联审联签") -> FindingRow:
    return FindingRow(
        id=41,
        village_id=1,
        year=2026,
        number=14,
        scheme_id=SCHEME.id,
        item=7,
        kind="no-joint-sign-off",
        text=text,
        count=1,
        amount=None,
        reason="",
        found_on=TODAY,
        first_due=date(2026, 7, 29),
        by_id=1,
        by_grant_id=1,
        at=NOON,
        events=(),
    )


def record(number: int = 1, photos: int = 0, **said) -> RecordRow:
    values = {
        "id": number,
        "village_id": 1,
        "author_id": 1,
        "author_grant_id": 1,
        "logged_at": NOON,
        "version": 1,
        "duties": ("branch-committee",),
        "done_on": date(2026, 7, 14),
        "period": "2026-07",
        "unit": 1,
        "title": "",
        "body": "昨天支委会,5人参加",
        "time": None,
        "heads": 5,
        "heads_expected": None,
        "by_id": 1,
        "by_grant_id": 1,
        "at": NOON,
        "authors": frozenset({1}),
        "events": (),
        "evidence": tuple(photo(number * 100 + at) for at in range(photos)),
    }
    return RecordRow(**values | said)


def photo(number: int) -> EvidenceRow:
    return EvidenceRow(
        id=number,
        record_id=1,
        village_id=1,
        kind="photo",
        file_id="f",
        file_unique_id=f"u{number}",
        sha256="s",
        path=f"evidence/{number}.jpg",
        taken_at=None,
        draft_id=None,
        album=None,
        refused=None,
        alike=(),
        by_id=1,
        by_grant_id=1,
        at=NOON,
    )


def decided(kind: str, reason: str = "") -> EventRow:
    return EventRow(
        id=1,
        record_id=1,
        version=1,
        kind=kind,
        reason=reason,
        on_day=TODAY,
        by_id=2,
        by_grant_id=2,
        at=NOON,
    )


def entry(row: RecordRow | None = None, *more: Happening) -> LedgerEntry:
    logged = Happening(NOON, "log", "村文书", "示例文书")
    return LedgerEntry(row or record(), ("支委会",), (1,), (logged, *more))


def corrected(before: object, after: object, field: str = "heads") -> Happening:
    return Happening(NOON, "correct", "村文书", "示例文书", changes=(Change(field, before, after),))


def ledger_paper(*entries: LedgerEntry, wanted: Filter | None = None, **said) -> LedgerPaper:
    paper = LedgerPaper(
        "示例一村", "示例镇", wanted or Filter(month="2026-07"), "", TODAY, entries, HEAD
    )
    return replace(paper, **said)


def jpeg(width: int = 800, height: int = 600) -> bytes:
    written = BytesIO()
    Image.new("RGB", (width, height), "gray").save(written, "JPEG")
    return written.getvalue()


def pages(pdf: bytes) -> list[str]:
    """The words of each page, without the spaces and breaks of the layout."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    return "".join(pages(pdf))


def millimetres(pdf: bytes) -> tuple[int, int]:
    """How wide and high the first page is."""
    box = PdfReader(BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)


def seen(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png), formats=("PNG",))


def packed(text: str) -> str:
    return "".join(text.split())
