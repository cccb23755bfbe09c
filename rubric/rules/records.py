"""Rules about what was recorded: occurrences missed, events too few."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from rubric.facts import Record
from rubric.model import Count, Loses, Points, Word, Words
from rubric.occurrences import Calendar
from rubric.rules.base import Charge, Rule, missed, spoken_duties, spoken_loss
from rubric.view import Grounds, View, vouched


class Missed(Rule):
    """未开展的每次扣…分; 未开展的不得分: every occurrence without a counting record."""

    rule: Literal["missed"]
    duties: Words
    each: Loses

    def charges(self, view: View) -> Iterable[Charge]:
        costs = _costs(view.calendar, self.duties, self.each, self.clause)
        missing = [cost for cost in costs if cost.subject not in view.counting]
        joined = view.profile.enrolled_on
        return missing if joined is None else [cost for cost in missing if joined < cost.starts]

    def vouched(self, view: View) -> Iterable[bool]:
        return recorded(view, self.duties)

    def duty_ids(self) -> tuple[str, ...]:
        return self.duties

    def plain(self, scheme: Grounds) -> str:
        names = spoken_duties(scheme, self.duties)
        return f"{names}:到期没有记录的,每次{spoken_loss(self.each)}"


class EventsShort(Rule):
    """至少开展…次,每少一次扣…分: too few events of any of the duties by the end of the year.

    Records of one day and one title are one event.
    """

    rule: Literal["events-short"]
    duties: Words
    name: Word
    of: Count
    each: Points

    def charges(self, view: View) -> Iterator[Charge]:
        short = self.of - len(self.events(view))
        closes = date(view.year, 12, 31)
        if short > 0 and not view.excused(closes):
            yield Charge(
                self.each * short,
                starts := date(view.year + 1, 1, 1),
                starts,
                f"{self.duties[0]}/{view.year}",
                f"{self.name}全年应有{self.of}次,少{short}次",
                self.clause,
                f"再办{short}次{self.name}",
                self.duties[0],
                str(view.year),
            )

    def vouched(self, view: View) -> Iterable[bool]:
        return (vouched(records) for records in self.events(view).values())

    def duty_ids(self) -> tuple[str, ...]:
        return self.duties

    def events(self, view: View) -> dict[tuple[date, str], list[Record]]:
        """The year's events, each with the records that tell of it."""
        events: dict[tuple[date, str], list[Record]] = {}
        for duty in self.duties:
            for record in view.events.get(duty, ()):
                events.setdefault((record.done_on, record.title), []).append(record)
        return events

    def plain(self, scheme: Grounds) -> str:
        names = spoken_duties(scheme, self.duties)
        return f"{names}:全年合计{self.of}次,每少1次{spoken_loss(self.each)}"


@lru_cache(maxsize=1024)
def _costs(
    days: Calendar, duties: tuple[str, ...], amount: Decimal, clause: str
) -> tuple[Charge, ...]:
    """What each occurrence costs that nobody has recorded: the same for every village."""
    return tuple(missed(one, amount, clause) for one in days.of(duties))


def recorded(view: View, duties: tuple[str, ...]) -> Iterable[bool]:
    """Whether an occurrence is on record that nobody else confirmed, else whether one is at all."""
    owed, counting = view.calendar.of(duties), view.counting
    if view.unvouched and any(one.key in view.unvouched for one in owed):
        return (False,)
    for one in owed:
        if one.key in counting:
            return (True,)
    return ()
