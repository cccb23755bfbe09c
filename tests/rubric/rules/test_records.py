from collections.abc import Callable
from datetime import date

from rubric.facts import Facts, Record
from rubric.losses import Loss
from rubric.scoring import BasisKind, ItemScore


def test_a_loss_names_its_occurrence_and_its_clause(item: Callable[..., ItemScore]) -> None:
    first = item(18, date(2026, 3, 1)).losses[0]
    assert first.why == "1月财务支出审核未见记录"
    assert first.clause == "附件2第18项“财务支出未开展审核的每次扣1分”"
    assert (first.duty, first.period, first.on) == ("financial-review", "2026-01", date(2026, 3, 1))


def test_events_of_one_day_and_title_are_one_whatever_they_are_called(
    item: Callable[..., ItemScore], only: Callable[[tuple[Loss, ...]], Loss]
) -> None:
    day = date(2026, 3, 1)
    records = (
        Record(duties=("clean-culture",), done_on=day, title="评比"),
        Record(duties=("warning-education", "integrity-education"), done_on=day, title="评比"),
        Record(duties=("clean-culture",), done_on=day),
    )
    short = only(item(21, date(2027, 1, 1), Facts(records=records)).losses)
    assert (short.amount, short.why) == (2, "清廉教育或清廉文化活动全年应有4次,少2次")


def test_an_event_of_another_year_is_none_of_this(item: Callable[..., ItemScore]) -> None:
    records = (Record(duties=("clean-culture",), done_on=date(2027, 1, 1)),)
    assert item(21, date(2027, 1, 1), Facts(records=records)).score == 0


def test_an_event_is_reported_until_one_of_its_records_is_confirmed(
    item: Callable[..., ItemScore],
) -> None:
    day = date(2026, 3, 1)
    told = Record(duties=("clean-culture",), done_on=day)
    vouched = Record(duties=("warning-education",), done_on=day, confirmed=day)
    assert item(21, day, Facts(records=(told,))).basis is BasisKind.REPORTED
    assert item(21, day, Facts(records=(told, vouched))).basis is BasisKind.CONFIRMED
