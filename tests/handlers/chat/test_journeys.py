"""Acts and new messages stay within the numbers of journeys.md."""

from dataclasses import dataclass

import pytest

from handlers.services import bind
from rubric.facts import State
from rubric.posts import Post

LOG = "昨天支委会，5人参加"


@dataclass
class Count:
    """What a journey cost: acts of the person, and new messages to each phone."""

    acts: int
    new: dict[str, int]


@pytest.fixture
def travel(stage):
    """Walk a journey on a phone, and count."""

    def travel(phone, *steps):
        phones = {each: stage.phone(each) for each in ("1001", "1002", "1003", phone.id)}
        before = {each: len(one.cards()) for each, one in phones.items()}
        phone.do(*steps)
        return Count(
            len(steps), {each: len(one.cards()) - before[each] for each, one in phones.items()}
        )

    return travel


def test_bind_by_a_typed_code(stage, travel):
    with stage.begin() as uow:
        village = uow.places.find("village", "示例一村", uow.places.towns()[0].id).id
        grant = uow.grants.get(
            uow.grants.add(uow.people.add("甲"), Post.SUPERVISOR, village, stage.now.date())
        )
        code = bind.invite(uow, grant, stage.now, typed=True).text
    stranger = stage.phone("7001")
    count = travel(stranger, code, "#是我本人")
    assert (count.acts, count.new["7001"]) <= (2, 2)
    assert stranger.newest().kind == "bind_ok"
    assert stranger.cards()[0].text.startswith("✓ 已确认是本人")


@pytest.mark.parametrize("word", ["你好", "本月要办", "看得分", "台账", "帮助"])
def test_a_key_is_one_act_and_one_message(secretary, travel, word):
    count = travel(secretary, word)
    assert (count.acts, count.new["1001"]) == (1, 1)


def test_log_in_one_message(secretary, travel):
    count = travel(secretary, LOG)
    assert (count.acts, count.new["1001"], count.new["1002"]) == (1, 1, 1)
    assert secretary.newest().kind == "log_saved"


def test_log_by_taps_only(secretary, travel):
    count = travel(secretary, "报一项工作", "#支委会", "#昨天 14日")
    assert count.acts <= 3
    assert count.new["1001"] == 1
    assert secretary.newest().kind == "log_saved"


def test_back_date_in_four_acts(secretary, travel):
    count = travel(secretary, LOG, "#更正", "#改日期", "#前天 13日")
    assert count.acts <= 4
    assert count.new["1001"] == 1
    assert "7月13日" in secretary.newest().text


def test_withdraw_and_restore(secretary, travel):
    secretary.say(LOG)
    count = travel(secretary, "#撤销", "#恢复")
    assert (count.acts, count.new["1001"]) == (2, 0)


@pytest.mark.parametrize("said", ["三项都已贴好", "三务都贴好了", "三务公开都已上墙。"])
def test_three_affairs_in_one_sentence(secretary, travel, said):
    secretary.say("7月10日贴了5月财务公开")
    count = travel(secretary, said)
    assert (count.acts, count.new["1001"]) == (1, 1)
    assert "财务公开" in secretary.newest().text
    assert secretary.newest().kind == "log_saved"


def test_where_the_accounts_of_two_months_wait_one_tap_says_which(secretary, travel):
    count = travel(secretary, "三务都已贴好", "#5月")
    assert (count.acts, count.new["1001"]) == (2, 1)
    assert secretary.newest().kind == "log_saved"


def test_three_affairs_by_the_card(secretary, travel):
    secretary.say("三务公开")
    count = travel(secretary, "#已贴好")
    assert (count.acts, count.new["1001"]) == (1, 0)


def test_supervisors_confirm_with_one_tap_an_item(secretary, chair, travel):
    secretary.do(LOG, "7月13日党课，20人")
    assert chair.newest().kind == "review_ask"
    count = travel(chair, "#已看，同意", "#已看，同意")
    assert (count.acts, count.new["1002"]) == (2, 0)
    assert chair.newest().kind == "review_done"


@pytest.mark.parametrize("reason", ["#日期或人数不符", "照片看不清"])
def test_return_with_a_reason(secretary, chair, travel, reason):
    secretary.say(LOG)
    count = travel(chair, "#退回，写理由", reason)
    assert (count.acts, count.new["1002"], count.new["1001"]) == (2, 0, 1)
    assert "退回" in secretary.newest().text


def test_problem_remedy_and_settlement(secretary, chair, travel):
    raised = travel(chair, "发现问题", "6月第8号凭证没有联审联签")
    assert (raised.acts, raised.new["1002"], raised.new["1001"]) == (2, 1, 1)
    remedied = travel(secretary, "#已整改", "已补签，三人签字齐全")
    assert (remedied.acts, remedied.new["1001"], remedied.new["1002"]) == (2, 0, 1)
    settled = travel(chair, "#合格，销号")
    assert (settled.acts, settled.new["1002"], settled.new["1001"]) == (1, 0, 1)
    assert "已销号" in secretary.newest().text


def test_problem_under_a_clause(secretary, chair, travel):
    chair.do("发现问题", "工程没有走五议两公开")
    count = travel(chair, "#定性到条款", "#选第2条", "#定为这一条")
    assert (count.acts, count.new["1002"], count.new["1001"]) == (3, 0, 0)
    assert "现扣2分" in secretary.newest().text


def test_problem_and_remedy_with_photos_cost_no_act_more(secretary, chair, travel):
    chair.do("发现问题", "6月第8号凭证没有联审联签")
    chair.photos()
    secretary.do("#已整改")
    secretary.photos(caption="已补签，三人签字齐全")
    assert "看照片2张" in chair.newest().buttons
    settled = travel(chair, "#合格，销号")
    assert (settled.acts, settled.new["1002"], settled.new["1001"]) == (1, 0, 1)


def test_a_remedy_that_does_not_do(secretary, chair, travel):
    chair.do("发现问题", "6月第8号凭证没有联审联签")
    secretary.do("#已整改", "已补签")
    count = travel(chair, "#不合格，写理由", "还少一个人签字")
    assert (count.acts, count.new["1002"], count.new["1001"]) == (2, 0, 1)


def test_a_problem_taken_back(chair, travel):
    chair.do("发现问题", "6月第8号凭证没有联审联签")
    count = travel(chair, "#撤回", "#查无此事")
    assert (count.acts, count.new["1002"], count.new["1001"]) == (2, 0, 1)


def test_extension_asked_and_granted(secretary, chair, travel):
    chair.do("发现问题", "6月第8号凭证没有联审联签")
    asked = travel(secretary, "#申请延期", "材料要等镇里盖章")
    assert (asked.acts, asked.new["1001"], asked.new["1002"]) == (2, 0, 1)
    granted = travel(chair, "#同意延到8月12日")
    assert (granted.acts, granted.new["1002"], granted.new["1001"]) == (1, 0, 1)
    assert "期限 8月12日" in secretary.newest().text


def test_dispute_upheld_by_the_town(secretary, chair, town, travel):
    chair.do("发现问题", "6月第8号凭证没有联审联签")
    asked = travel(secretary, "#有异议", "当天三个人都签了字")
    assert (asked.acts, asked.new) == (2, {"1001": 0, "1002": 1, "1003": 1})
    answered = travel(town, "#维持，写理由", "凭证上没有签字")
    assert (answered.acts, answered.new) == (2, {"1001": 1, "1002": 0, "1003": 0})


def test_dispute_that_holds(secretary, chair, travel):
    chair.do("发现问题", "6月第8号凭证没有联审联签")
    secretary.do("#有异议", "当天三个人都签了字")
    answered = travel(chair, "#异议成立，撤销")
    assert (answered.acts, answered.new["1002"], answered.new["1001"]) == (1, 0, 1)


def test_an_overdue_problem_is_nudged_with_the_rest(stage, secretary, chair, town, travel):
    chair.do("发现问题", "6月第8号凭证没有联审联签")
    stage.now = stage.now.replace(month=8, day=3)
    page = town.say("看逾期")
    while "问题2026-001整改，逾期5天" not in page.text:
        page = town.tap("下一页", page)
    at = next(line[0] for line in page.text.splitlines() if "问题2026-001" in line)
    count = travel(town, f"#提醒{at}")
    assert (count.acts, count.new["1003"], count.new["1001"]) == (1, 0, 1)
    assert "问题2026-001整改已逾期5天" in secretary.newest().text
    assert secretary.tap("看问题").kind == "finding_list"


def test_score_to_the_next_points(secretary, travel):
    count = travel(secretary, "看得分", "#怎么补、还要办什么")
    assert (count.acts, count.new["1001"]) == (2, 1)


def test_appeal(secretary, travel):
    secretary.say("看得分")
    count = travel(secretary, "#有不同意见", "4月支委会开过，记录在册")
    assert (count.acts, count.new["1001"], count.new["1003"]) == (2, 0, 1)


def test_town_dashboard_and_what_is_late(town, travel):
    count = travel(town, "全镇进度", f"#看逾期（{_late(town)}项）")
    assert (count.acts, count.new["1003"]) == (2, 1)


def _late(town):
    with town.stage.rehearsal():
        return (
            next(iter(town.say("全镇进度").buttons)).removeprefix("看逾期（").removesuffix("项）")
        )


def test_nudge_in_three_acts_from_home(town, travel):
    count = travel(town, "看逾期", "#提醒这4项")
    assert count.acts <= 3
    assert (count.new["1003"], count.new["1001"]) == (1, 1)


def test_unclear_text_and_help(secretary, travel):
    count = travel(secretary, "今天天气不错", "#找人帮忙")
    assert (count.acts, count.new["1001"]) == (2, 1)
    assert "0576" in secretary.newest().text


def test_a_decision_is_begun_with_its_first_step_in_five_acts(secretary, travel):
    count = travel(secretary, "重大事项", "#新的重大事项决策", "村道硬化", "#记 提议", "#今天 15日")
    assert (count.acts, count.new["1001"]) == (5, 1)
    assert "✓ 提议7月15日" in secretary.newest().text


def test_a_further_step_with_its_votes_is_two_acts(secretary, travel):
    secretary.do("重大事项", "#新的重大事项决策", "村道硬化")
    count = travel(secretary, "#记 提议", "昨天村民代表会议，应到45人，实到40人，同意38票")
    assert (count.acts, sum(count.new.values())) == (2, 0)


def test_a_conclusion_is_confirmed_in_one_act(secretary, chair, travel):
    secretary.do("重大事项", "#新的村级工程", "水渠维修", "#办结", "#仍然办结")
    count = travel(chair, "#已看，同意")
    assert (count.acts, sum(count.new.values())) == (1, 0)


def test_a_task_is_assigned_in_three_acts_and_each_phone_hears_once(town, travel):
    count = travel(town, "布置任务", "报送集体资产自查情况", "#布置")
    assert (count.acts, count.new["1003"], count.new["1001"], count.new["1002"]) == (3, 1, 1, 0)


def test_a_task_is_reported_in_two_acts_and_accepted_in_one(secretary, town, travel):
    town.do("布置任务", "报送集体资产自查情况", "#布置")
    reported = travel(secretary, "#已办，报完成", "已自查完毕")
    assert (reported.acts, reported.new["1001"], reported.new["1003"]) == (2, 0, 1)
    accepted = travel(town, "#同意")
    assert (accepted.acts, sum(accepted.new.values())) == (1, 0)


def test_a_round_is_assigned_in_two_acts_and_done_by_one_sentence(town, chair, travel):
    count = travel(town, "布置交叉巡查", "#布置")
    assert (count.acts, count.new["1003"], count.new["1002"], count.new["1001"]) == (2, 1, 1, 0)
    done = travel(chair, "今天交叉巡查，未发现问题")
    assert (done.acts, done.new["1002"]) == (1, 1)
    assert "布置的任务都已办" in chair.say("镇里布置").text


def test_a_village_is_scored_and_sealed_in_twelve_acts(stage, town, discipline, known, travel):
    """Home key and village included; seals and sites are on file, so seven items are talked of."""
    assert known
    scored = travel(
        town, "待评分", "#示例二村", "#采用无争议14项", *_adopting(stage, town), "#提交复核"
    )
    sealed = travel(discipline, "#复核并封存")
    assert scored.acts + sealed.acts <= 12
    assert (scored.new["1003"], len(discipline.cards())) == (1, 1)
    heard = {phone for phone, new in sealed.new.items() if new}
    assert heard == {"1003"}, "the scorer hears that it was sealed"
    assert discipline.newest().kind == "scoring_sealed"


def _adopting(stage, town):
    """What the scorer taps once the undisputed are adopted: 采用, as long as an item comes."""
    with stage.rehearsal():
        taps, card = [], town.do("待评分", "#示例二村", "#采用无争议14项")
        while card.kind == "scoring_item":
            taps.append(f"#{next(iter(card.buttons))}")
            card = town.tap(taps[-1][1:])
    return taps


@pytest.fixture
def known(stage):
    """The second village's states as they are on file by July: confirmed, or reported."""
    with stage.begin() as uow:
        place = uow.places.find("village", "示例二村", uow.places.towns()[0].id).id
        (grant,) = uow.grants.holders(place, (Post.SECRETARY,), stage.now.date())
        signed = {"by_id": grant.person_id, "by_grant_id": grant.id, "at": stage.now}
        day = stage.now.date()
        for name, value, confirmed in (
            ("finance-seal-lodged", True, day),
            ("online-payment", True, day),
            ("integrity-sites", 3, None),
            ("charts-missing", 0, None),
        ):
            seen = State(name=name, value=value, seen_on=day, confirmed=confirmed)
            uow.facts.add(place, "wenling-2022", seen, **signed)
    return place
