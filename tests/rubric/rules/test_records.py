from collections.abc import Callable
from datetime import date
from decimal import Decimal

from rubric.facts import Facts, Profile, Record
from rubric.losses import Loss
from rubric.rules import Charge, Rule
from rubric.scheme import Scheme
from rubric.scoring import BasisKind, ItemScore
from tests.rubric.rules.conftest import Charged


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


def test_rules_about_records_name_their_duties_in_plain_chinese(
    wenling: Scheme, rule: Callable[..., Rule]
) -> None:
    duties = ["party-day", "clean-culture"]
    missed = rule(rule="missed", duties=duties, each=Decimal("0.5"))
    assert missed.plain(wenling) == "主题党日、清廉文化活动:到期没有记录的,每次扣0.5分"
    short = rule(rule="events-short", duties=duties, name="活动", of=4, each=1)
    assert short.plain(wenling) == "主题党日、清廉文化活动:全年合计4次,每少1次扣1分"


def test_a_village_that_joined_when_the_year_was_over_lacks_no_events(
    item: Callable[..., ItemScore],
) -> None:
    day = date(2027, 1, 1)
    joined = {on: Facts(profile=Profile(enrolled_on=on)) for on in (day, date(2026, 12, 31))}
    assert [item(21, day, facts).score for facts in joined.values()] == [4, 0]


def test_one_event_more_than_asked_for_is_no_loss(item: Callable[..., ItemScore]) -> None:
    records = tuple(
        Record(duties=("clean-culture",), done_on=date(2026, month, 1)) for month in range(1, 6)
    )
    assert item(21, date(2027, 1, 1), Facts(records=records)).losses == ()


def test_what_is_missed_is_told_whole(charged: Charged) -> None:
    first = charged(date(2026, 1, 1), rule="missed", duties=["party-day"], each=2)[0]
    assert first == Charge(
        Decimal(2),
        date(2026, 2, 1),
        date(2026, 2, 1),
        "party-day/2026-01/1",
        "1月主题党日未见记录",
        "第1条",
        "1月主题党日",
        "party-day",
        "2026-01",
    )


def test_the_events_a_year_lacks_are_told_whole_and_none_if_there_are_as_many(
    charged: Charged,
) -> None:
    keys = {"rule": "events-short", "duties": ["clean-culture"], "name": "活动", "of": 2, "each": 3}
    records = tuple(
        Record(duties=("clean-culture",), done_on=date(2026, month, 1)) for month in (1, 2)
    )
    day, over = date(2026, 5, 1), date(2027, 1, 1)
    assert charged(day, Facts(records=records[:1]), **keys) == [
        Charge(
            Decimal(3),
            over,
            over,
            "clean-culture/2026",
            "活动全年应有2次,少1次",
            "第1条",
            "再办1次活动",
            "clean-culture",
            "2026",
        )
    ]
    assert charged(day, Facts(records=records), **keys) == []


def test_what_can_be_done_at_any_later_day_is_missed_but_never_for_good(charged: Charged) -> None:
    first = charged(date(2026, 1, 1), rule="missed", duties=["disclosure-party"], each=2)[0]
    assert (first.starts, first.final_from) == (date(2026, 2, 1), None)
