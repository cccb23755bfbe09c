"""Milliseconds a document costs once the press is warm, and memory over a thousand of them.

Run: python -m benchmarks.forms

The sheets of a village with an empty ledger and of one that lost everything it could; CPU and wall
time, medians. Then 500 documents in a row, and a ledger of 200 records with 400 different photos.
"""

import random
import resource
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from statistics import median
from time import perf_counter, process_time

from PIL import Image

from handlers.forms import ledger, pictures, score_sheet, workbook
from handlers.services.papers import ScorePaper
from handlers.services.year_papers import year_paper
from tests.handlers.forms.samples import (
    book,
    entry,
    ledger_paper,
    record,
    score_paper,
    town_paper,
    worst,
)

ROUNDS, FORMS, RECORDS, PHOTOS = 15, 500, 200, 2
MEGA = 1_000_000


def timed(name: str, make: Callable[[], object]) -> None:
    make()
    rounds = []
    for _ in range(ROUNDS):
        wall, cpu = perf_counter(), process_time()
        make()
        rounds.append(((process_time() - cpu) * 1000, (perf_counter() - wall) * 1000))
    used, passed = (median(column) for column in zip(*rounds, strict=True))
    print(f"{name}: CPU {used:.0f} ms, wall {passed:.0f} ms")


def photos() -> Callable[[str], bytes]:
    """A different grainy picture for every path: as hard to press as one taken in a dim room."""
    grain = Image.effect_noise((1000, 800), 16).convert("RGB")
    dice = random.Random(7)

    def read(_path: str) -> bytes:
        left, top = dice.randrange(200), dice.randrange(200)
        written = BytesIO()
        grain.crop((left, top, left + 800, top + 600)).save(written, "JPEG", quality=85)
        return written.getvalue()

    return read


def several() -> None:
    plain, hard = score_paper(book()), score_paper(worst())
    year = year_paper(book())
    town = town_paper(*(f"示例{number}村" for number in range(25)))
    timed("score sheet, PDF, plain", lambda: score_sheet.pdf(plain))
    timed("score sheet, PDF, everything lost", lambda: score_sheet.pdf(hard))
    timed("score sheet, Word", lambda: score_sheet.docx(plain))
    timed("score card, PNG", lambda: pictures.score_card(plain))
    timed("calendar, PNG", lambda: pictures.calendar(year))
    timed("town of 25, PNG", lambda: pictures.sections(town))
    timed("town of 25, workbook", lambda: workbook.xlsx(town))


def ledgers() -> None:
    entries = (entry(record(number, photos=PHOTOS)) for number in range(RECORDS))
    paper = ledger_paper(*entries)
    for name, make in (("PDF", ledger.pdf), ("Word", ledger.docx)):
        start = perf_counter()
        size = len(make(paper, photos())) / MEGA
        print(f"ledger of {RECORDS * PHOTOS} photos, {name}: {since(start):.1f} s, {size:.1f} MB")


def in_a_row(name: str, make: Callable[[ScorePaper], bytes]) -> None:
    """Memory must not grow with the number of documents."""
    plain, before, start = score_paper(book()), megabytes(), perf_counter()
    for number in range(FORMS):
        make(replace(plain, village=f"示例{number}村"))
    print(f"{FORMS} {name}: {since(start):.0f} s, memory {before:.0f} → {megabytes():.0f} MB")


def since(start: float) -> float:
    return perf_counter() - start


def megabytes() -> float:
    """The most this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    several()
    for _ in range(2):
        in_a_row("score sheets, PDF", score_sheet.pdf)
        in_a_row("score sheets, Word", score_sheet.docx)
        in_a_row("score cards", pictures.score_card)
    ledgers()


if __name__ == "__main__":
    main()
