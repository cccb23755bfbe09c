"""What a scheme answers, whatever its kind: a score, a verdict, or the progress of a checklist."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from rubric import figures, progress_sheet, sheet, verdict_sheet
from rubric.checklist import Progress, progress
from rubric.facts import Facts
from rubric.figures import Figure
from rubric.grading import Verdict, grade
from rubric.scheme import Scheme
from rubric.scoring import Score, score
from rubric.wording import full_day

Answer = Score | Verdict | Progress


def answer(
    scheme: Scheme, year: int, facts: Facts, as_of: date, readings: Mapping[str, str]
) -> Answer:
    """The scheme's answer for a village and a year on the evening of a day."""
    match scheme.kind:
        case "points":
            return score(scheme, year, facts, as_of, readings)
        case "grades":
            return grade(scheme, year, facts, as_of)
        case _:
            return progress(scheme, year, facts, as_of)


def figures_of(found: Answer) -> dict[str, Figure]:
    """Every figure by the name a case's [expect] gives it."""
    match found:
        case Score():
            return figures.figures(found)
        case Verdict():
            return verdict_sheet.figures(found)
        case _:
            return progress_sheet.figures(found)


def json_of(village: str, found: Answer) -> dict[str, Any]:
    """The answer as JSON values: points and counts are numbers, days ISO strings."""
    match found:
        case Score():
            return figures.as_json(village, found)
        case Verdict():
            return verdict_sheet.as_json(village, found)
        case _:
            return progress_sheet.as_json(village, found)


def lines_of(scheme: Scheme, village: str, found: Answer, readings: Mapping[str, str]) -> list[str]:
    """The answer in plain Chinese lines."""
    match found:
        case Score():
            return sheet.sheet(scheme, village, found, readings)
        case Verdict():
            body = verdict_sheet.lines(scheme, found)
        case _:
            body = progress_sheet.lines(found)
    title = f"{village} {found.year}年({full_day(found.as_of)})"
    return [title, scheme.document, *body, *sheet.readings_used(scheme, readings)]
