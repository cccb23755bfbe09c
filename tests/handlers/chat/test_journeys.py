"""Acts and new messages stay within the numbers of journeys.md."""

from dataclasses import dataclass

import pytest

from handlers.services import bind
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
    count = travel(secretary, said)
    assert (count.acts, count.new["1001"]) == (1, 1)
    assert "财务公开" in secretary.newest().text
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
