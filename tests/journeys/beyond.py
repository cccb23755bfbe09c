"""Journeys of matters, tasks and rounds."""

from rubric.posts import Post
from tests.journeys.walk import walk

TASK = ("布置任务", "报送集体资产自查情况", "#布置")


@walk("all matters of a town")
def every_matter_of_a_town_is_two_acts_from_home(town):
    town.secretary.do("重大事项", "#新的重大事项决策", "村道硬化")
    count = town.travel(town.office, "全镇进度", "#重大事项")
    card = town.office.newest()
    assert card.kind == "matter_board"
    assert "示例一村 村道硬化，下一步提议" in card.text
    return count


@walk("a decision is begun")
def a_decision_is_begun_with_its_first_step(town):
    steps = ("重大事项", "#新的重大事项决策", "村道硬化", "#记 提议", "#今天 15日")
    count = town.travel(town.secretary, *steps)
    assert "✓ 提议7月15日" in town.secretary.newest().text
    return count


@walk("a further step of a decision")
def a_further_step_with_its_votes(town):
    town.secretary.do("重大事项", "#新的重大事项决策", "村道硬化")
    said = "昨天村民代表会议，应到45人，实到40人，同意38票"
    return town.travel(town.secretary, "#记 提议", said)


@walk("a conclusion is confirmed")
def a_conclusion_is_confirmed(town):
    town.secretary.do("重大事项", "#新的村级工程", "水渠维修", "#办结", "#仍然办结")
    return town.travel(town.chair, "#已看，同意")


@walk("a task is assigned")
def a_task_is_assigned_and_each_phone_hears_once(town):
    count = town.travel(town.office, *TASK)
    assert count.others == {Post.SECRETARY: 1}
    return count


@walk("a task is reported")
def a_task_is_reported(town):
    town.office.do(*TASK)
    count = town.travel(town.secretary, "#已办，报完成", "已自查完毕")
    assert count.others[Post.TOWN_OFFICE] == 1
    return count


@walk("a report is accepted")
def a_report_is_accepted(town):
    town.office.do(*TASK)
    town.secretary.do("#已办，报完成", "已自查完毕")
    return town.travel(town.office, "#同意")


@walk("a round is assigned")
def a_round_is_assigned(town):
    count = town.travel(town.office, "布置交叉巡查", "#布置")
    assert count.others == {Post.SUPERVISOR_CHAIR: 1}
    return count


@walk("a round is done")
def a_round_is_done_by_one_sentence(town):
    town.office.do("布置交叉巡查", "#布置")
    count = town.travel(town.chair, "今天交叉巡查，未发现问题")
    assert "布置的任务都已办" in town.chair.say("镇里布置").text
    return count
