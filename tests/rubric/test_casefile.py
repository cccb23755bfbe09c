from datetime import date
from decimal import Decimal

import pytest

from rubric.casefile import Case, as_json, differences, read_case
from rubric.errors import CaseRefused
from rubric.facts import ALWAYS
from rubric.scheme import Scheme
from storage.schemes import load

HEAD = 'scheme = "wenling-2022"\nvillage = "示例一村"\nyear = 2026\nas_of = 2026-04-10\n'


def read(text: str, wenling: Scheme) -> Case:
    return read_case(text, "f.toml", {wenling.id: wenling})


def faults(text: str, wenling: Scheme) -> list[str]:
    with pytest.raises(CaseRefused) as refused:
        read(text, wenling)
    return [str(fault).removeprefix("f.toml:") for fault in refused.value.faults]


def test_what_may_be_left_out_has_its_default(wenling: Scheme) -> None:
    text = '[[records]]\nduty = "party-day"\ndone_on = 2026-03-12\n'
    case = read(HEAD + text, wenling)
    (record,) = case.facts.records
    assert (record.unit, record.title, record.confirmed, record.returned) == (1, "", None, None)
    assert case.facts.profile.party_groups == 0
    assert case.readings == {}


def test_confirmed_is_true_false_or_the_day_from_which_on(wenling: Scheme) -> None:
    text = '[[records]]\nduty = "party-day"\ndone_on = 2026-03-12\nconfirmed = '
    for written, since in (("true", ALWAYS), ("false", None), ("2026-04-01", date(2026, 4, 1))):
        assert read(HEAD + text + written, wenling).facts.records[0].confirmed == since


def test_a_duty_named_twice_in_a_record_is_named_once(wenling: Scheme) -> None:
    text = '[[records]]\nduty = ["party-day", "party-day"]\ndone_on = 2026-03-12\n'
    assert read(HEAD + text, wenling).facts.records[0].duties == ("party-day",)


def test_an_empty_file_and_an_unreadable_one_are_refused(wenling: Scheme) -> None:
    assert faults("", wenling) == ["文件是空的"]
    assert faults("year = ", wenling) == ["文件末尾:不合 TOML 的写法,读不下去"]


def test_everything_missing_is_told_at_once(wenling: Scheme) -> None:
    assert faults("x = 1", wenling) == [
        "scheme:缺少这一项",
        "x:没有这个键",
        "village:缺少这一项",
        "year:缺少这一项",
        "as_of:缺少这一项",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("cycle_start = 2025-01-01\n", "cycle_start:这个键是另一类考核办法用的"),
        ("[[grades]]\nitem = 1\n", "grades:这个键是另一类考核办法用的"),
        ('readings = { item16 = "x" }\n', "readings item16:没有“x”这一种"),
        ('readings = { item17 = "x" }\n', "readings item17:没有这个键"),
        ("readings = 3\n", "readings:应当是一张表"),
        ("records = 3\n", "records:应当写成 [[records]]"),
        ("records = [3]\n", "records:第 1 个不是一张表"),
        ("[profile]\nparty_groups = -1\n", "profile party_groups:应当是不小于 0 的整数"),
        ("[profile]\nparty_groups = true\n", "profile party_groups:应当是不小于 0 的整数"),
        ("[profile]\nparty_groups = 1000\n", "profile party_groups:应当不大于 999"),
        ("[profile]\nenrolled_on = true\n", "profile enrolled_on:应当是日期"),
        ("[[assessments]]\nitem = 22\non = 2026-01-01\n", "assessments 1 item:没有第22项"),
        ("[[assessments]]\nitem = 2\non = 2026-01-01T08:00:00\n", "assessments 1 on:应当是日期"),
        ("[expect]\nstanding = 1\n", "expect standing:这个键是另一类考核办法用的"),
        ('[expect]\n"items.22" = 1\n', "expect items.22:没有这个键"),
        ("[expect]\nfloor = nan\n", "expect floor:应当是数"),
        ("[expect]\nfloor = 1e999999\n", "expect floor:应当是数"),
        ("[expect]\nfloor = true\n", "expect floor:应当是数"),
        ("[expect]\nfloor = 0.1234567\n", "expect floor:应当是数"),
        ('[expect]\nassured = "good"\n', "expect assured:没有“good”"),
        ('[expect]\nvalid_until = "ever"\n', "expect valid_until:应当是日期或 never"),
        ("[expect]\nvalid_until = 2026-02-30\n", "expect valid_until:没有“2026-02-30”这一天"),
        ('[[tasks]]\nduty = "rest"\ndue = 2026-01-01\n', "tasks 1 duty:没有“rest”这种事项"),
        ('[[honours]]\nkind = "x"\non = 2026-01-01\n', "honours 1 piece:缺少这一项"),
        ('[[vetoes]]\nkind = "x"\non = 2026-01-01\n', "vetoes 1 kind:没有“x”这种一票否决"),
        (
            '[[vetoes]]\nkind = "insolvent"\non = 2026-02-01\nlifted_on = 2026-01-31\n',
            "vetoes 1 lifted_on:不能早于 on",
        ),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, fault: str, wenling: Scheme) -> None:
    assert any(line.startswith(fault) for line in faults(HEAD + text, wenling))


@pytest.mark.parametrize("item", ["", "item = 0\n", 'item = "3"\n', "item = 22\n"])
def test_of_a_finding_without_its_item_only_that_is_told(item: str, wenling: Scheme) -> None:
    text = f'{HEAD}[[findings]]\nkind = "uncooperative"\nfound_on = 2026-03-01\n{item}'
    (told,) = faults(text, wenling)
    assert told.startswith("findings 1 item:")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"wenling-2022"', '"wenling-2021"', "scheme:没有“wenling-2021”这个考核办法"),
        ('"示例一村"', '" "', "village:应当是文字,不能空着"),
        ("= 2026\n", "= 1999\n", "year:应当是不小于 2000 的整数"),
        ("= 2026\n", "= 9999\n", "year:应当不大于 2199"),
        ("2026-04-10", "2026-04-31", "as_of:没有“2026-04-31”这一天"),
    ],
)
def test_a_fault_of_the_head_is_told(old: str, new: str, fault: str, wenling: Scheme) -> None:
    (told,) = faults(HEAD.replace(old, new), wenling)
    assert told.startswith(fault)


def test_differences_name_the_figure_the_expected_and_the_found(wenling: Scheme) -> None:
    case = read(HEAD + '[expect]\nprovisional = 1.50\nvalid_until = "never"\nbonus = 0\n', wenling)
    assert differences(case, case.score()) == [
        "provisional:应为 1.5,算得 92",
        "valid_until:应为 never,算得 2026-04-30",
    ]


def test_json_holds_numbers_and_iso_days(wenling: Scheme) -> None:
    case = read(HEAD, wenling)
    told = as_json(case, case.score())
    assert (told["scheme"], told["village"], told["as_of"]) == (
        "wenling-2022",
        "示例一村",
        "2026-04-10",
    )
    assert isinstance(told["provisional"], int)
    assert told["valid_until"] == "2026-04-30"
    (lag,) = told["items"][15]["losses"]
    assert lag["repairable_until"] == "2027-03-01"
    assert lag["amount"] == 2
    assert told["items"][0]["losses"][0]["amount"] == 0.5
    assert Decimal(str(told["items"][0]["score"])) == case.score().items[0].score


GRADES = (
    'scheme = "tangjiafang-2020"\nvillage = "示例一村"\nyear = 2026\nas_of = 2026-09-30\n'
    "cycle_start = 2025-01-01\n"
)
LISTED = 'scheme = "linyi-2022"\nvillage = "示例一村"\nyear = 2026\nas_of = 2026-09-30\n'
GRADE = '[[grades]]\nitem = 1\ngrade = "good"\nby = "village"\non = 2026-09-20\n'


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (GRADES + "[[findings]]\nitem = 1\n", "findings:这个键是另一类考核办法用的"),
        (GRADES + "[[states]]\nitem = 1\n", "states:这个键是另一类考核办法用的"),
        (GRADES + "[expect]\nprovisional = 1\n", "expect provisional:这个键是另一类"),
        (GRADES + "[expect]\ndone = 1\n", "expect done:这个键是另一类考核办法用的"),
        (GRADES + '[expect]\n"items.1" = 1\n', "expect items.1:没有这个键"),
        (GRADES + "[expect]\ngood = -1\n", "expect good:应当是不小于 0 的整数"),
        (GRADES + '[expect]\nstanding = "vetoed"\n', "expect standing:没有“vetoed”"),
        (GRADES.replace("cycle_start = 2025-01-01\n", ""), "cycle_start:缺少这一项"),
        (
            GRADES + "not_applicable = [8, 10]\n",
            "not_applicable:应当是项目的列表,能注明不",
        ),
        (GRADES + "not_applicable = 8\n", "not_applicable:应当是项目的列表"),
        (GRADES + "not_applicable = [[8]]\n", "not_applicable:应当是项目的列表"),
        (GRADES + GRADE.replace("item = 1", "item = 15"), "grades 1 item:没有第15项"),
        (
            GRADES + GRADE.replace("good", "best"),
            "grades 1 grade:没有“best”,只能是 good",
        ),
        (GRADES + GRADE.replace('"village"', '"county"'), "grades 1 by:没有“county”"),
        (GRADES + GRADE.replace('by = "village"\n', ""), "grades 1 by:缺少这一项"),
        (
            GRADES + '[[negatives]]\nkind = "x"\non = 2026-01-01\n',
            "negatives 1 kind:没有“x”",
        ),
        (GRADES + '[[negatives]]\nkind = "eight-rules"\n', "negatives 1 on:缺少这一项"),
        (LISTED + GRADE, "grades:这个键是另一类考核办法用的"),
        (LISTED + "cycle_start = 2025-01-01\n", "cycle_start:这个键是另一类考核办法用的"),
        (LISTED + "[[matters]]\nkind = 1\n", "matters:这个键是另一类考核办法用的"),
        (LISTED + '[expect]\nstanding = "recognised"\n', "expect standing:这个键是另一类"),
    ],
)
def test_a_case_of_another_kind_has_its_own_tables_and_figures(text: str, fault: str) -> None:
    with pytest.raises(CaseRefused) as refused:
        read_case(text, "f.toml", load())
    told = [str(each).removeprefix("f.toml:") for each in refused.value.faults]
    assert any(line.startswith(fault) for line in told), told


def test_a_misspelt_scheme_is_told_without_faults_of_a_kind_the_file_is_not() -> None:
    for text in (GRADES + GRADE, LISTED):
        wrong = text.replace('scheme = "', 'scheme = "x')
        with pytest.raises(CaseRefused) as refused:
            read_case(wrong, "f.toml", load())
        assert [fault.key for fault in refused.value.faults] == ["scheme"]
