"""Milliseconds a document costs once the press is warm, and memory over a thousand of each kind.

Run: python -m benchmarks.forms

Each kind of form with an empty ledger and the sheet of a village that lost everything it could;
CPU and wall time, medians. The forms of 500 villages in a row. Then 1,000 documents of each kind:
what the process holds after 100 and after 1,000 of them. Last a ledger of 200 records with 400
different photos.

What grew, and why: Word. python-docx's package and its parts name each other in a circle, so only
the cyclic collector frees them; it counts Python's objects and not the XML trees outside its heap,
and comes too rarely: 1,000 score sheets took 102 → 333 MB; 200 with a collection after each, 1 MB.
handlers.forms.word takes each document apart when it is saved; nothing is left to the collector.
typst stays flat: its cache fills within the first dozens of documents and is bounded. lxml, Jinja
and docxtpl's own steps, tried one by one over 200 rounds, kept nothing.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from resource import getpagesize
from statistics import median
from time import perf_counter, process_time

from PIL import Image

from handlers.forms import (
    course,
    half_year_report,
    holiday_letter,
    ledger,
    pictures,
    score_sheet,
    self_assessment,
    task_list,
    workbook,
)
from handlers.services.papers import ScorePaper
from handlers.services.year_papers import year_paper
from tests.handlers.forms import kinds
from tests.handlers.forms.samples import (
    book,
    entry,
    ledger_paper,
    record,
    score_paper,
    town_paper,
    worst,
)

ROUNDS, VILLAGES, FORMS, RECORDS, PHOTOS = 15, 500, 1000, 200, 2
WARM = 100
"""Documents after which every cache is full: from then on nothing may grow."""
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


def papers() -> None:
    """Forms: at most 100 ms."""
    plain, hard = score_paper(book()), score_paper(worst())
    graded, half = kinds.grade_paper(), kinds.half_year_paper()
    tasks, letter = kinds.task_paper(), kinds.holiday_paper()
    timed("score sheet, PDF, plain", lambda: score_sheet.pdf(plain))
    timed("score sheet, PDF, everything lost", lambda: score_sheet.pdf(hard))
    timed("score sheet, Word", lambda: score_sheet.docx(plain))
    timed("self-assessment, PDF", lambda: self_assessment.pdf(graded))
    timed("self-assessment, Word", lambda: self_assessment.docx(graded))
    timed("half-year report, PDF", lambda: half_year_report.pdf(half))
    timed("half-year report, Word", lambda: half_year_report.docx(half))
    timed("task list, PDF", lambda: task_list.pdf(tasks))
    timed("task list, Word", lambda: task_list.docx(tasks))
    timed("holiday letter, PDF", lambda: holiday_letter.pdf(letter))
    timed("holiday letter, Word", lambda: holiday_letter.docx(letter))


def cards() -> None:
    """Pictures for the phone: at most 50 ms; and the town's workbook."""
    plain, year, gone = score_paper(book()), year_paper(book()), kinds.course_paper()
    town = town_paper(*(f"示例{number}村" for number in range(25)))
    timed("score card, PNG", lambda: pictures.score_card(plain))
    timed("course of the year, PNG", lambda: course.picture(gone))
    timed("course of the year, from the facts", kinds.course_paper)
    timed("calendar, PNG", lambda: pictures.calendar(year))
    timed("town of 25, PNG", lambda: pictures.sections(town))
    timed("town of 25, workbook", lambda: workbook.xlsx(town))


def ledgers() -> None:
    """At most 30 s and 30 MB."""
    entries = (entry(record(number, photos=PHOTOS)) for number in range(RECORDS))
    paper = ledger_paper(*entries)
    for name, make in (("PDF", ledger.pdf), ("Word", ledger.docx)):
        start, cpu = perf_counter(), process_time()
        size = len(make(paper, photos())) / MEGA
        used = f"CPU {process_time() - cpu:.1f} s, wall {since(start):.1f} s"
        print(f"ledger of {RECORDS * PHOTOS} photos, {name}: {used}, {size:.1f} MB")


def villages() -> None:
    """The forms of 500 villages: at most 60 s."""
    plain = score_paper(book())
    for name, make in (("PDF", score_sheet.pdf), ("Word", score_sheet.docx)):
        start, cpu = perf_counter(), process_time()
        for number in range(VILLAGES):
            make(replace(plain, village=f"示例{number}村"))
        used = f"CPU {process_time() - cpu:.0f} s, wall {since(start):.0f} s"
        print(f"score sheets of {VILLAGES} villages, {name}: {used}")


def in_a_row(name: str, make: Callable[[ScorePaper], bytes]) -> None:
    """Memory must not grow with the number of documents."""
    plain, warm, start = score_paper(book()), 0.0, perf_counter()
    for number in range(FORMS):
        make(replace(plain, village=f"示例{number}村"))
        if number + 1 == WARM:
            warm = megabytes()
    held = f"{warm:.0f} MB after {WARM}, {megabytes():.0f} MB after {FORMS}"
    print(f"{FORMS} {name}: {since(start):.0f} s, {held}")


def since(start: float) -> float:
    return perf_counter() - start


def megabytes() -> float:
    """What this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * getpagesize() / MEGA


def main() -> None:
    papers()
    cards()
    villages()
    in_a_row("score sheets, Word", score_sheet.docx)
    in_a_row("score sheets, PDF", score_sheet.pdf)
    in_a_row("score cards", pictures.score_card)
    ledgers()


if __name__ == "__main__":
    main()
