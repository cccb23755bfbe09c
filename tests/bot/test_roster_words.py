from datetime import UTC, date, datetime

from bot.roster_words import progress_told, told
from handlers.services.invitations import Progress
from handlers.services.roster import Plan
from handlers.services.roster_entries import Someone, Where
from handlers.services.succession import Appointment, Holder, Succession, Term
from rubric.posts import Post
from storage.grants import GrantRow

HERE = Where("示例镇", "示例一村")
BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
OLD = Holder(GrantRow(1, 1, "村文书", 1, BEGUN.date(), None, BEGUN), HERE, "示例乙")
NEW = Someone("示例甲", "A1", None)


def plan(**changes) -> Plan:
    nothing = dict.fromkeys(("places", "contacts", "newcomers", "coded", "enrolments"), ())
    term = Term(date(2026, 8, 1))
    return Plan(
        **{"term": term, "city": "示例市", "known": {}, "succession": Succession()}
        | nothing
        | changes
    )


def test_nothing_to_change_is_nothing_to_say():
    assert list(told(plan())) == []


def test_each_kind_of_change_is_counted_and_listed():
    lines = list(
        told(plan(places=(Where("", ""), HERE), newcomers=(NEW, Someone("示例丙", "", HERE))))
    )
    assert lines == [
        "新增镇(街道)和村居:2", "  市级", "  示例镇 示例一村",
        "新增人员:2", "  示例甲(A1)", "  示例丙(示例镇 示例一村)",
    ]  # fmt: skip


def test_a_hand_over_names_both_and_its_day():
    passing = Succession((Appointment(HERE, Post.CLERK, NEW, OLD),))
    first, line = told(plan(succession=passing))
    assert first.startswith("交接(自2026年8月1日起")
    assert line == "  示例镇 示例一村 村文书 示例乙 → 示例甲"


def test_ends_and_those_merely_left_out_are_told_apart():
    lines = list(told(plan(succession=Succession(endings=(OLD,), absent=(OLD,)))))
    assert lines[0] == "立即终止(从未绑定的作废):1"
    assert lines[2] == "名册里没有、仍在任的(不改动):1"


def test_schemes_and_telephones_are_told():
    lines = list(told(plan(enrolments=((HERE, "wenling-2022"),), contacts=((HERE, "示例 1"),))))
    assert lines[1::2] == ["  示例镇 示例一村 wenling-2022", "  示例镇 示例一村:示例 1"]


def test_progress_leaves_out_what_has_nobody():
    counted = [Progress("示例市", 0, ()), Progress("示例镇", 2, ("示例一村 村文书 示例乙",))]
    assert list(progress_told(counted, named=False)) == ["示例镇:已绑定 2 人,未绑定 1 人"]
    assert list(progress_told(counted, named=True))[1] == "  示例一村 村文书 示例乙"
