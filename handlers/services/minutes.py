"""How many were present at a meeting and how they voted, as far as a sentence says so. Pure."""

import re
from dataclasses import asdict, dataclass
from datetime import date

from rubric.utterance_days import days
from rubric.utterance_heads import heads
from rubric.utterance_numerals import NUMBER, number
from rubric.utterance_text import blot, plain

_WHO = "(?:票|人|名|位|个)?(?:代表|党员|委员)?"
_VOTES = {
    vote: re.compile(
        rf"(?:{word})(?:票|的)?(?:数|有|为|是)?:?({NUMBER}){_WHO}"
        rf"|({NUMBER}){_WHO}(?:{word})(?!(?:票数?)?:?\d)"
    )
    for vote, word in {
        "agreed": "(?<!不)(?:同意|赞成)",
        "opposed": "反对|不同意|不赞成",
        "abstained": "弃权",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Minutes:
    """What was said of a meeting; None where nothing was."""

    expected: int | None = None
    present: int | None = None
    agreed: int | None = None
    opposed: int | None = None
    abstained: int | None = None

    def dump(self) -> dict[str, int]:
        """What is known of it, as an event keeps it."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def read_minutes(text: str, today: date) -> Minutes:
    """Who should have come, who came, and the votes, from what a clerk writes.

    >>> read_minutes("村民代表会议:应到45人,实到40人,同意38票,反对1票,弃权1票", date(2026, 7, 1))
    Minutes(expected=45, present=40, agreed=38, opposed=1, abstained=1)
    """
    said = plain(text)
    said = blot(said, (day.span for day in days(said, today)))
    votes = {name: list(pattern.finditer(said)) for name, pattern in _VOTES.items()}
    came = heads(blot(said, (each.span() for found in votes.values() for each in found)))
    return Minutes(came.expected, came.count, **{name: _only(of) for name, of in votes.items()})


def _only(found: list[re.Match[str]]) -> int | None:
    """The one number said; None where there is none, or several."""
    counts = {number(each[1] or each[2]) for each in found}
    return counts.pop() if len(counts) == 1 else None
