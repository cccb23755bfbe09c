import pytest

from rubric.casefile import read_case
from rubric.errors import CaseRefused
from rubric.scheme import Scheme

HEAD = 'scheme = "wenling-2022"\nvillage = "示例一村"\nyear = 2026\nas_of = 2026-04-10\n'
RECORD = "[[records]]\ndone_on = 2026-03-12\n"
FINDING = "[[findings]]\nfound_on = 2026-03-12\n"
STATE = "[[states]]\nseen_on = 2026-03-12\n"
MATTER = '[[matters]]\ntitle = "甲"\n'


def faults(text: str, wenling: Scheme) -> list[str]:
    try:
        read_case(HEAD + text, "f.toml", {wenling.id: wenling})
    except CaseRefused as refused:
        return [str(fault).removeprefix("f.toml:") for fault in refused.faults]
    return []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "records 1 duty:缺少这一项"),
        ("duty = 3", "records 1 duty:应当是一个事项"),
        ("duty = []", "records 1 duty:应当是一个事项"),
        ('duty = "rest"', "records 1 duty:没有“rest”这种事项"),
        ('duty = "disclosure-party"', "records 1 period:“党务公开”要写明是哪一期"),
        ('duty = ["party-day", "member-appraisal"]', "records 1 period:“民主评议党员”要写明"),
        ('duty = "party-day"\nperiod = "2026-13"', "records 1 period:应当写成 2026-03"),
        ('duty = "party-day"\nperiod = 2026', "records 1 period:应当是文字"),
        ('duty = "party-day"\nperiod = "2026-Q1"', "records 1 period:“主题党日”的一期不是"),
        ('duty = "cross-inspection"\nperiod = "2026"', "records 1 period:“交叉巡查”由上级布置"),
        ('duty = "group-meeting"', "records 1 unit:第1组超出了党小组数(0个)"),
        ('duty = "party-day"\nunit = 2', "records 1 unit:第2组超出了党小组数(0个)"),
        ('duty = "party-day"\nunit = 0', "records 1 unit:应当是不小于 1 的整数"),
        ('duty = "party-day"\nconfirmed = 3', "records 1 confirmed:应当是 true、false 或日期"),
        ('duty = "party-day"\ndone = 3', "records 1 done:没有这个键"),
    ],
)
def test_a_spoiled_record_is_refused(text: str, fault: str, wenling: Scheme) -> None:
    (told,) = faults(RECORD + text, wenling)
    assert told.startswith(fault)


@pytest.mark.parametrize(
    "text",
    [
        'duty = "party-day"\nperiod = "2027-03"',
        'duty = "clean-culture"\nperiod = "2026-Q1"',
        'duty = ["party-day", "cross-inspection"]\nperiod = "2026-03"',
        'duty = "cross-inspection"',
        'duty = "group-meeting"\nunit = 2\n[profile]\nparty_groups = 2',
        'duty = "party-day"\nunit = 2\n[profile]\nparty_groups = 2',
    ],
)
def test_a_record_that_merely_counts_for_nothing_is_accepted(text: str, wenling: Scheme) -> None:
    assert faults(RECORD + text, wenling) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('item = 4\nkind = "rudeness"', "findings 1 kind:没有“rudeness”这种问题"),
        ('item = 5\nkind = "power-abuse"', "findings 1 kind:“power-abuse”是第4项的问题"),
        ('item = 99\nkind = "power-abuse"', "findings 1 item:没有第99项"),
        ('item = 4\nkind = "power-abuse"\ncount = 0', "findings 1 count:应当是不小于 1 的整数"),
        ('item = 4\nkind = "power-abuse"\namount = 1', "findings 1 amount:只有酌情扣分"),
        ('item = 4\nkind = "power-abuse"\nreason = "x"', "findings 1 reason:只有酌情扣分"),
        ('item = 4\nkind = "power-abuse"\ndue = 2026-03-11', "findings 1 due:不能早于 found_on"),
        (
            'item = 4\nkind = "power-abuse"\nsettled_on = 2026-03-11',
            "findings 1 settled_on:不能早于",
        ),
        (
            'item = 4\nkind = "power-abuse"\ncleared_on = 2026-03-11',
            "findings 1 cleared_on:不能早于",
        ),
        (
            'item = 13\nkind = "policy-shirking"\namount = 5.01\nreason = "x"',
            "findings 1 amount:应当大于 0,不超过 5",
        ),
        (
            'item = 13\nkind = "policy-shirking"\namount = 0\nreason = "x"',
            "findings 1 amount:应当大于 0",
        ),
        ('item = 13\nkind = "policy-shirking"\namount = 1', "findings 1 reason:缺少这一项"),
        ('item = 13\nkind = "policy-shirking"\nreason = "x"', "findings 1 amount:缺少这一项"),
        (
            'item = 13\nkind = "policy-shirking"\namount = 1\nreason = "x"\ncount = 1',
            "findings 1 count:酌情扣分的问题只写 amount",
        ),
    ],
)
def test_a_spoiled_finding_is_refused(text: str, fault: str, wenling: Scheme) -> None:
    (told,) = faults(FINDING + text, wenling)
    assert told.startswith(fault)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('name = "weather"\nvalue = 1', "states 1 name:没有“weather”这种现状"),
        ('name = "online-payment"\nvalue = 1', "states 1 value:应当是 true 或 false"),
        ('name = "online-payment"', "states 1 value:缺少这一项"),
        ('name = "charts-missing"\nvalue = false', "states 1 value:应当是不小于 0 的整数"),
        ('name = "charts-missing"\nvalue = -1', "states 1 value:应当是不小于 0 的整数"),
    ],
)
def test_a_spoiled_state_is_refused(text: str, fault: str, wenling: Scheme) -> None:
    assert faults(STATE + text, wenling) == [fault]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('kind = "war"\nsteps = {}', "matters 1 kind:没有“war”这种流程事项"),
        ('kind = "project"', "matters 1 steps:缺少这一项"),
        ('kind = "project"\nsteps = 1', "matters 1 steps:应当是一张表"),
        (
            'kind = "project"\nsteps = { propose = 2026-01-01 }',
            "matters 1 steps propose:没有这个键",
        ),
        ('kind = "project"\nsteps = { file = true }', "matters 1 steps file:应当是日期"),
    ],
)
def test_a_spoiled_matter_is_refused(text: str, fault: str, wenling: Scheme) -> None:
    (told,) = faults(MATTER + text, wenling)
    assert told.startswith(fault)


def test_faults_of_several_tables_are_told_at_once_with_their_numbers(wenling: Scheme) -> None:
    text = RECORD + 'duty = "party-day"\n' + RECORD + 'duty = "rest"\nperiod = "x"\n'
    text += FINDING + 'item = 4\nkind = "power-abuse"\ndue = 2026-02-30\n'
    assert [told.split(":")[0] for told in faults(text, wenling)] == [
        "findings 1 due",
        "records 2 duty",
        "records 2 period",
    ]
