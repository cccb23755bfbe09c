import tomllib
from decimal import Decimal

import pytest

from rubric.errors import SchemeRefused
from rubric.scheme import Scheme, parse_scheme
from rubric.vocabulary import Vocabulary


def faults(text: str, vocabulary: Vocabulary) -> list[str]:
    with pytest.raises(SchemeRefused) as refused:
        parse_scheme(text, "f.toml", vocabulary)
    return [str(fault) for fault in refused.value.faults]


def test_the_twenty_one_items_add_up_by_section_and_by_witness(wenling: Scheme) -> None:
    assert list(wenling.items) == list(range(1, 22))
    points: dict[str, Decimal] = {}
    for item in wenling.items.values():
        points[item.witness] = points.get(item.witness, Decimal(0)) + item.points
    assert points == {"ledger": 52, "system": 15, "finding": 33}


def test_every_item_rule_and_duty_cites_its_clause(wenling: Scheme) -> None:
    for no, item in wenling.items.items():
        assert item.clause == f"附件2第{no}项"
        assert all(rule.clause.startswith(item.clause) for rule in item.rules)
    assert all(duty.citation and duty.clause for duty in wenling.duties.values())


def test_a_rule_quotes_words_that_stand_in_its_items_deduction_rule(wenling: Scheme) -> None:
    for item in wenling.items.values():
        for rule in item.rules:
            quoted = rule.clause.split("“", 1)[1].rstrip("”").replace("‘", "“").replace("’", "”")
            assert quoted in item.rule


def test_nobody_but_another_post_confirms(wenling: Scheme) -> None:
    for duty in wenling.duties.values():
        for doer in duty.done_by:
            assert set(duty.confirmed_by) - {doer}, f"{duty.id}: {doer}"


def test_duties_take_their_name_from_the_words_people_use_and_the_schemes_stages(
    wenling: Scheme,
) -> None:
    duty = wenling.duties["disclosure-finance"]
    assert duty.name == "财务公开"
    assert [stage.id for stage in duty.stages] == ["before", "late-1", "late-10", "late-20"]


def test_no_photo_is_demanded_where_no_clause_needs_one(wenling: Scheme) -> None:
    assert not any(duty.photo_clause for duty in wenling.duties.values())


def test_kinds_and_states_know_their_item(wenling: Scheme) -> None:
    assert wenling.findings["policy-shirking"].most == 5
    assert wenling.findings["conduct-violation"].item == 14
    assert wenling.states["integrity-sites"].yes_no is False
    assert wenling.states["online-payment"].yes_no is True


def test_a_reading_not_chosen_is_the_default(wenling: Scheme) -> None:
    assert wenling.read_as({})["item16"] == "worst-on-day"
    assert wenling.read_as({"item16": "each-period"})["item16"] == "each-period"


def test_an_empty_file_is_refused(vocabulary: Vocabulary) -> None:
    assert faults("", vocabulary) == ["f.toml:文件是空的"]


def test_a_file_that_is_no_toml_is_refused(vocabulary: Vocabulary) -> None:
    assert faults("id =", vocabulary) == ["f.toml:文件末尾:不合 TOML 的写法,读不下去"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('kind = "points"', 'kind = "stars"', "kind:只能是 points、grades、checklist 之一"),
        ("\npoints = 100", "\npoints = nan", "points:应当是大于 0 的分数"),
        ("ledger = 52", "ledger = true", "witness_points ledger:应当是大于 0 的分数"),
        ("in_force_from = 2022-06-10", 'in_force_from = "x"', "in_force_from:应当是日期"),
        ('seal_by = "07-31"', 'seal_by = "31.7."', "recognition seal_by:应当写成 07-31"),
        ("days_after = 10", "days_after = -1", "stages 3 days_after:应当不小于 0"),
        ('to = ["doers"]', 'to = ["all"]', "stages 1 to.1:只能是"),
        ('id = "party-day"', 'id = "pilgrimage"', "duties 5 id:事项表里没有“pilgrimage”"),
        ('cadence = "quarter"', 'cadence = "week"', "duties 1 cadence:只能是"),
        ('done_by = ["村党组织书记"', 'done_by = ["村长"', "duties 1 done_by.1:只能是"),
        ('due = "next-month-last"', 'due = "period-last"', "duties 15 due:起办、应办、补办"),
        ('rule = "missed"', 'rule = "guessed"', "items 1 rules.1:没有“guessed”这种规则"),
        ('rule = "missed"\n', "", "items 1 rules.1:没有写明是哪种规则(rule)"),
        ('duties = ["risk-review"]', 'duties = ["rest"]', "rules.1.duties:没有“rest”这个事项"),
        ('duties = ["risk-review"]', "duties = []", "items 6 rules.1.duties:不能空着"),
        ('matter = "project"', 'matter = "war"', "rules.2.matter:没有“war”这种流程事项"),
        ("power-abuse", "conduct-violation", "items 14 rules.1:“conduct-violation”已经归第4项"),
        ('{ item16 = "each-period" }', '{ item16 = "x" }', "rules.2.reading:没有“item16 = x”这种"),
        ('default = "worst-on-day"', 'default = "x"', "readings 1 default:没有“x”这种读法"),
        ('duties = ["cross-inspection"]', 'duties = ["party-day"]', "“party-day”的周期不合"),
        ('duties = ["integrity-education"', 'duties = ["party-day"', "“party-day”的周期不合"),
        ('duties = ["financial-review"]', 'duties = ["clean-culture"]', "“clean-culture”的周期"),
        ("[[items]]\nno = 2\n", "[[items]]\nno = 1\n", "items 2 no:“1”写了两次"),
        ("section = 7\n", "section = 8\n", "items 20 section:没有第 8 部分"),
        (
            "no = 4\nsection = 2",
            "no = 4\nsection = 1",
            "sections 1 points:写的是 10 分,各项相加是 18",
        ),
        ("points = 8\n", "points = 7\n", "points:写的是 100 分,各项相加是 99 分"),
        ("finding = 33", "finding = 32", "witness_points:合计不是 100 分"),
        ("up-to-standard = 28", "up-to-standard = 27", "quota_total.up-to-standard:写的是 200"),
        ('optional = ["vary"]', 'optional = ["x"]', "matters 2 optional:有的步骤不在 steps 里"),
        ('vary = "变更"\n', "", "matters 2 names:每一步都要有名称"),
        ('["tender"]', '["approve"]', "matters 2 steps:有一步写了两次"),
        ('\ncheck = "查看记录、 台账等"', "", "items 1 check:缺少这一项"),
        ('clause = "附件2第2项"\n', 'clause = ""\n', "clause:不能空着"),
    ],
)
def test_a_wrong_scheme_is_refused_with_the_place_of_its_fault(
    wenling_text: str, vocabulary: Vocabulary, old: str, new: str, fault: str
) -> None:
    assert old in wenling_text
    told = faults(wenling_text.replace(old, new, 1), vocabulary)
    assert any(fault in line for line in told), told


def test_all_faults_are_told_at_once(wenling_text: str, vocabulary: Vocabulary) -> None:
    text = (
        wenling_text.replace("in_force_from = 2022-06-10", "in_force_from = 2022-06-31")
        .replace('matter = "project"', 'matter = "war"\nextra = 1')
        .replace('id = "party-day"', 'id = "pilgrimage"')
    )
    told = faults(text, vocabulary)
    assert len(told) == 5
    assert told[0] == "f.toml:in_force_from:没有“2022-06-31”这一天(日期写成 2026-03-12 这样)"


def test_lists_that_are_no_lists_of_tables_are_refused(vocabulary: Vocabulary) -> None:
    told = faults("items = 3\nduties = [1]\nreadings = [{ id = 1.5 }]\nmatters = [[1]]", vocabulary)
    assert "f.toml:items:应当写成 [[items]]" in told
    assert "f.toml:duties 1:应当是表" in told
    assert "f.toml:items 1 rules.1:应当是表" in faults("items = [{ rules = [3] }]", vocabulary)


def test_the_file_is_plain_data(wenling_text: str) -> None:
    assert tomllib.loads(wenling_text)["id"] == "wenling-2022"


def test_the_duties_of_which_events_are_counted_are_those_of_a_rule_and_those_without_a_day(
    wenling: Scheme,
) -> None:
    assert {"integrity-education", "warning-education", "clean-culture"} <= wenling.by_event
    ongoing = {one.id for one in wenling.duties.values() if one.cadence == "any-time"}
    assert ongoing <= wenling.by_event
    assert "party-day" not in wenling.by_event
