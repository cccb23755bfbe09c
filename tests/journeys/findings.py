"""Journeys of confirming, returning, and of a problem to its end."""

from rubric.posts import Post
from tests.journeys.logging import LOG
from tests.journeys.steps import Photo
from tests.journeys.villages import LATER
from tests.journeys.walk import walk

PROBLEM = "6月第8号凭证没有联审联签"


@walk("supervisors' review")
def supervisors_confirm_with_one_tap_an_item(town):
    town.secretary.do(LOG, "7月13日党课，20人")
    count = town.travel(town.chair, "#已看，同意", "#已看，同意")
    assert town.chair.newest().kind == "review_done"
    return count


def _return(town, reason: str):
    town.secretary.say(LOG)
    count = town.travel(town.chair, "#退回，写理由", reason)
    assert count.others == {Post.SECRETARY: 1}
    assert "退回" in town.secretary.newest().text
    return count


@walk("return")
def a_return_with_a_stock_reason(town):
    return _return(town, "#日期或人数不符")


@walk("return")
def a_return_with_a_reason_of_its_own(town):
    return _return(town, "照片看不清")


def _raised(town):
    town.chair.do("发现问题", PROBLEM)


def _remedied(town):
    _raised(town)
    town.secretary.do("#已整改", "已补签，三人签字齐全")


@walk("problem")
def a_problem_is_told_in_a_sentence(town):
    count = town.travel(town.chair, "发现问题", PROBLEM)
    assert count.others == {Post.SECRETARY: 1}
    return count


@walk("rectify")
def a_remedy_is_reported_in_a_sentence(town):
    _raised(town)
    count = town.travel(town.secretary, "#已整改", "已补签，三人签字齐全")
    assert count.others == {Post.SUPERVISOR_CHAIR: 1}
    return count


@walk("rectify")
def a_remedy_is_reported_with_a_photo(town):
    _raised(town)
    count = town.travel(town.secretary, "#已整改", Photo("已补签，三人签字齐全"))
    assert "看照片1张" in town.chair.newest().buttons
    return count


@walk("verify and close")
def a_remedy_is_verified(town):
    _remedied(town)
    count = town.travel(town.chair, "#合格，销号")
    assert "已销号" in town.secretary.newest().text
    return count


@walk("a remedy that does not do")
def a_remedy_that_does_not_do(town):
    _remedied(town)
    return town.travel(town.chair, "#不合格，写理由", "还少一个人签字")


@walk("a problem under a clause")
def a_problem_under_a_clause(town):
    town.chair.do("发现问题", "工程没有走五议两公开")
    count = town.travel(town.chair, "#定性到条款", "#选第2条", "#定为这一条")
    assert "现扣2分" in town.secretary.newest().text
    return count


@walk("a problem taken back")
def a_problem_taken_back(town):
    _raised(town)
    return town.travel(town.chair, "#撤回", "#查无此事")


@walk("extension asked")
def an_extension_is_asked(town):
    _raised(town)
    return town.travel(town.secretary, "#申请延期", "材料要等镇里盖章")


@walk("extension granted")
def an_extension_is_granted(town):
    _raised(town)
    town.secretary.do("#申请延期", "材料要等镇里盖章")
    count = town.travel(town.chair, "#同意延到8月12日")
    assert "期限 8月12日" in town.secretary.newest().text
    return count


def _disputed(town):
    _raised(town)
    town.secretary.do("#有异议", "当天三个人都签了字")


@walk("dispute")
def a_dispute_reaches_supervisors_and_town(town):
    _raised(town)
    count = town.travel(town.secretary, "#有异议", "当天三个人都签了字")
    assert set(count.others) == {Post.SUPERVISOR_CHAIR, Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE}
    return count


@walk("dispute upheld by the town")
def a_dispute_upheld_by_the_town(town):
    _disputed(town)
    count = town.travel(town.office, "#维持，写理由", "凭证上没有签字")
    assert count.others == {Post.SECRETARY: 1}
    return count


@walk("dispute that holds")
def a_dispute_that_holds(town):
    _disputed(town)
    return town.travel(town.chair, "#异议成立，撤销")


@walk("an overdue problem is nudged")
def an_overdue_problem_is_nudged_with_the_rest(town):
    _raised(town)
    town.turn(town.now + LATER)
    with town.counting(town.office) as count:
        page = town.office.say("看逾期")
        while "问题2026-001整改，逾期1天" not in page.text:
            page = town.office.pick("下一页", page)
        at = next(line[0] for line in page.text.splitlines() if "问题2026-001" in line)
        town.office.pick(f"提醒{at}", page)
    assert "问题2026-001整改已逾期1天" in town.secretary.newest().text
    town.secretary.pick("看问题")
    assert town.secretary.newest().kind == "finding_list"
    return count()
