"""A post passes on in chat: who comes takes it up, who leaves can do nothing more."""

from datetime import datetime, timedelta

import pytest

from demo.seed import PHONES
from handlers.services import bind
from rubric.posts import Post
from storage.errors import NotFound
from storage.scope import Scope
from tests.handlers.cast import drawn

OLD, NEW, TOWN = PHONES[Post.SECRETARY], "7001", PHONES[Post.TOWN_OFFICE]
TAKE = "核对无误，接收"


class Village:
    """The first village, whose secretary is to change."""

    def __init__(self, stage):
        self.stage = stage
        with stage.begin() as uow:
            self.place = uow.places.villages_of(uow.places.towns()[0].id)[0].id

    def name(self, post=Post.SECRETARY, *, days=0, person=None):
        """Somebody named for a post; the code by which he takes it up."""
        day = self.stage.now.date() + timedelta(days=days)
        with self.stage.begin() as uow:
            person = person or uow.people.add("示例新任")
            grant = uow.grants.get(uow.grants.add(person, post, self.place, day))
            return bind.invite(uow, grant, self.stage.now, typed=True).text

    def records(self):
        with self.stage.begin() as uow:
            return uow.records.of_village(self.place, Scope.tick())


@pytest.fixture
def village(stage):
    return Village(stage)


@pytest.fixture
def new(stage):
    return stage.phone(NEW)


def test_it_is_two_acts_and_two_messages_and_shows_what_is_open(village, secretary, new):
    secretary.say("今天支委会，5人参加")
    shown = new.say(village.name())
    assert shown.kind == "handover_in"
    assert "移交：示例书记　接任：示例新任" in shown.text
    assert "未办事项" in shown.text
    done = new.tap(TAKE)
    assert done.text.startswith("✓ 已接收")
    assert [card.kind for card in new.cards()] == ["handover_in", "bind_ok"]
    assert new.tap("本月要办", done).kind == "month"


def test_the_old_holder_is_told_and_his_buttons_stop_with_a_plain_answer(village, secretary, new):
    receipt = secretary.say("今天支委会，5人参加")
    new.say(village.name())
    new.tap(TAKE)
    assert "已由示例新任接任" in secretary.newest().text
    for act in (lambda: secretary.tap("撤销", receipt), lambda: secretary.say("昨天党课，9人")):
        act()
        assert secretary.newest().kind == "no_post"
    assert village.records()[-1].status == "reported"


def test_records_keep_their_author_and_the_new_holder_goes_on(village, secretary, new):
    secretary.say("今天支委会，5人参加")
    before = {row.id: row.author_id for row in village.records()}
    new.say(village.name())
    new.tap(TAKE)
    new.say("昨天廉洁教育，12人")
    after = {row.id: row.author_id for row in village.records()}
    assert before.items() < after.items()
    assert set(after) - set(before)


def test_until_it_is_taken_up_the_old_holder_goes_on(village, secretary, new):
    new.say(village.name())
    assert secretary.say("今天支委会，5人参加").kind == "log_saved"


def test_before_its_day_the_old_holder_goes_on_and_the_new_one_waits(
    stage, village, secretary, new
):
    new.say(village.name(days=17))
    card = new.tap(TAKE)
    assert "8月1日起" in card.text
    assert not card.buttons
    assert new.newest().kind == "bind_early"
    assert "自8月1日起" in secretary.newest().text
    assert secretary.say("今天支委会，5人参加").kind == "log_saved"
    assert new.say("你好").kind == "no_post"
    stage.now = datetime(2026, 8, 1, 0, 1, tzinfo=stage.now.tzinfo)
    assert secretary.say("你好").kind == "no_post"
    assert new.say("你好").kind == "home_secretary"


def test_a_doubt_takes_nothing_up_and_is_told_to_the_town(stage, village, secretary, new):
    new.say(village.name())
    card = new.tap("有疑问")
    assert "还没有接收" in card.text
    assert stage.phone(TOWN).newest().kind == "handover_doubt"
    assert secretary.say("你好").kind == "home_secretary"
    assert new.tap(TAKE, card).text.startswith("✓ 已接收")


def test_the_wrong_person_burns_the_code(stage, village, new):
    code = village.name()
    new.say(code)
    new.tap("不是我")
    assert stage.phone(TOWN).newest().kind == "bind_burned"
    assert new.say(code).kind == "bind_fail"


def test_a_double_tap_takes_it_up_once(village, secretary, new):
    shown = new.say(village.name())
    new.tap(TAKE, shown)
    told = len(secretary.cards())
    new.tap(TAKE, shown)
    assert len(secretary.cards()) == told


def test_a_further_supervisor_is_simply_bound(village, new):
    assert new.say(village.name(Post.SUPERVISOR)).kind == "bind_confirm"


def test_who_is_bound_is_shown_each_further_post_he_takes_over(stage, village, secretary, new):
    with stage.begin() as uow:
        person = uow.people.add("示例新任")
    code = village.name(Post.SUPERVISOR, person=person)
    village.name(Post.SECRETARY, person=person)
    new.say(code)
    new.tap("是我本人")
    card = new.newest()
    assert (card.kind, "不是我" in card.buttons) == ("handover_in", False)
    assert new.tap(TAKE, card).text.startswith("✓ 已接收")
    assert secretary.say("你好").kind == "no_post"


def test_a_post_that_is_offered_is_shown_to_nobody_else(stage, village, secretary, new):
    with stage.begin() as uow:
        person = uow.people.add("示例新任")
    code = village.name(Post.SUPERVISOR, person=person)
    village.name(Post.SECRETARY, person=person)
    new.do(code, "#是我本人")
    with pytest.raises(NotFound):
        drawn(stage, secretary, new.newest())


def test_a_person_with_several_posts_chooses_in_which_he_acts(stage, village, secretary):
    with stage.begin() as uow:
        person = uow.people.account_of(OLD).person_id
    secretary.say(village.name(Post.SUPERVISOR, person=person))
    secretary.tap("是我本人")
    home = secretary.say("你好")
    assert home.kind == "home_supervisors"
    assert "“村监会成员”" in home.text
    secretary.tap("换一个职务", secretary.say("帮助"))
    me = secretary.newest()
    other = next(label for label in me.buttons if label != "回首页")
    secretary.tap(other, me)
    home = secretary.say("你好")
    assert (home.kind, "“村党组织书记”" in home.text) == ("home_secretary", True)


def test_a_person_with_one_post_is_not_asked(secretary):
    assert "换一个职务" not in secretary.say("帮助").buttons
    assert "身份办理" not in secretary.say("你好").text
