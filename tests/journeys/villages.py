"""Journeys of a village's phone: bound, at home, what is owed, its score, help."""

from datetime import timedelta

from handlers.services import bind
from rubric.posts import Post
from tests.journeys.walk import MORNING, walk


def _invited(town, *, typed: bool) -> str:
    """A supervisor is appointed and invited; the invite's secret."""
    with town.begin() as uow:
        person = uow.people.add("示例新任")
        place = town.village(uow)
        grant = uow.grants.add(person, Post.SUPERVISOR, place, town.now.date())
        return bind.invite(uow, uow.grants.get(grant), town.now, typed=typed).text


@walk("bind by QR")
def bind_by_the_link_of_a_qr_code(town):
    phone, secret = town.stranger(), _invited(town, typed=False)
    with town.counting(phone) as count:
        phone.start(secret)
        phone.pick("是我本人")
    assert phone.newest().kind == "bind_ok"
    return count()


@walk("bind by a typed code")
def bind_by_a_typed_code(town):
    phone, code = town.stranger(), _invited(town, typed=True)
    count = town.travel(phone, code, "#是我本人")
    assert phone.newest().kind == "bind_ok"
    assert phone.cards()[-2].text.startswith("✓ 已确认是本人")
    return count


@walk("home")
def a_greeting_leads_home(town):
    count = town.travel(town.secretary, "你好")
    assert town.secretary.newest().kind == "home_secretary"
    return count


@walk("home")
def a_supervisor_is_led_home(town):
    count = town.travel(town.chair, "你好")
    assert town.chair.newest().kind == "home_supervisors"
    return count


@walk("home")
def an_office_is_led_home(town):
    count = town.travel(town.office, "你好")
    assert town.office.newest().kind == "home_town"
    return count


@walk("本月要办")
def what_is_owed_this_month(town):
    count = town.travel(town.secretary, "本月要办")
    assert len([label for label in town.secretary.newest().buttons if label.startswith("报 ")]) <= 3
    return count


@walk("score")
def score_to_the_next_points(town):
    return town.travel(town.secretary, "看得分", "#怎么补、还要办什么")


@walk("appeal")
def an_appeal_reaches_the_town(town):
    town.secretary.say("看得分")
    count = town.travel(town.secretary, "#有不同意见", "4月支委会开过，记录在册")
    assert count.others == {Post.TOWN_OFFICE: 1}
    return count


@walk("help, lost")
def what_nobody_understands_leads_to_help(town):
    count = town.travel(town.secretary, "今天天气不错", "#找人帮忙")
    assert "0576" in town.secretary.newest().text
    return count


@walk("holiday reminder", on=MORNING.replace(month=6, day=15, hour=18))
def a_holiday_is_announced_and_its_meeting_logged_in_a_tap(town):
    with town.counting(town.secretary) as announced:
        town.turn(MORNING.replace(month=6, day=16, hour=9))
    card = town.secretary.newest()
    assert "端午" in card.text
    held = town.travel(town.secretary, "#已开提醒会")
    assert town.secretary.newest().kind == "log_saved"
    return announced().alone() + held


@walk("hand-over, the town")
def the_town_names_a_successor(town):
    town.office.do("人员", "#示例一村", "#1 示例书记")
    count = town.travel(town.office, "#换人", "示例新任")
    assert "接任" in town.office.newest().text
    return count


@walk("hand-over, who comes")
def who_comes_takes_the_post_over(town):
    town.office.do("人员", "#示例一村", "#1 示例书记", "#换人", "示例新任")
    secret, phone = town.link_on(town.office), town.stranger()
    with town.counting(phone) as count:
        phone.start(secret)
        assert "未办事项" in phone.newest().text
        phone.pick("核对无误，接收")
    assert count().others == {Post.SECRETARY: 1}
    return count()


LATER = timedelta(days=15)
"""By then a problem of today is overdue."""
