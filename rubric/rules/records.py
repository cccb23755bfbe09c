"""Rules about what was recorded: occurrences missed, events too few."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from rubric.facts import Record
from rubric.model import Count, Loses, Points, Word, Words
from rubric.rules.base import Charge, Rule, missed, spoken_duties, spoken_loss
from rubric.view import Grounds, View


class Missed(Rule):
    """未开展的每次扣…分; 未开展的不得分: every occurrence without a counting record."""

    rule: Literal["missed"]
    duties: Words
    each: Loses

    def charges(self, view: View) -> Iterator[Charge]:
        for occurrence in view.calendar.of(self.duties):
            if occurrence.key not in view.counting and not view.excused(occurrence.due):
                yield missed(occurrence, self.each, self.clause)

    def vouched(self, view: View) -> Iterator[bool]:
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

    def vouched(self, view: View) -> Iterator[bool]:
        return (_confirmed(records) for records in self.events(view).values())

    def duty_ids(self) -> tuple[str, ...]:
        return self.duties

    def events(self, view: View) -> dict[tuple[date, str], list[Record]]:
        """The year's events, each with the records that tell of it."""
        events: dict[tuple[date, str], list[Record]] = {}
        for duty in self.duties:
            for record in view.recorded.get(duty, ()):
                events.setdefault((record.done_on, record.title), []).append(record)
        return events

    def plain(self, scheme: Grounds) -> str:
        names = spoken_duties(scheme, self.duties)
        return f"{names}:全年合计{self.of}次,每少1次{spoken_loss(self.each)}"


def recorded(view: View, duties: tuple[str, ...]) -> Iterator[bool]:
    """For each occurrence on record, whether one of its records is confirmed."""
    counting = view.counting
    for occurrence in view.calendar.of(duties):
        if records := counting.get(occurrence.key):
            yield _confirmed(records)


def _confirmed(records: list[Record]) -> bool:
    for record in records:  # noqa: SIM110 - for every occurrence, and any() costs thrice as much
        if record.confirmed is not None:
            return True
    return False
