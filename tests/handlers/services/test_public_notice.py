"""公示: its working days, what is said against the list, and the confirmation at its end."""

from datetime import date

import pytest

from handlers.services import county, public_notice, recognition_list
from handlers.services.errors import AlreadySettled, Denied, NotNow, OwnRecord
from rubric.posts import Post
from tests.handlers.services.hall import moment

MONDAY = date(2026, 8, 10)
LAST = date(2026, 8, 19)
AFTER = moment(2026, 8, 20)


@pytest.fixture
def fixed(procedure):
    """The list with two of three taken."""
    procedure.found("third")
    procedure.quota(2)
    procedure.listed(first=96, second=93, third=91)
    return procedure


@pytest.fixture
def posted(fixed):
    public_notice.post(fixed.city, MONDAY, 7)
    return fixed


@pytest.fixture
def objected(posted):
    public_notice.object_to(posted.city, posted.row("first"), "公开栏半年没有更新")
    return posted


def later(procedure):
    procedure.now = AFTER
    return procedure.city


def answer(procedure, *, upheld):
    row = procedure.row("first")
    (one, *_) = public_notice.objections(row)
    public_notice.answer(procedure.city, row, one.event.id, "已核查", upheld=upheld)


def test_whoever_is_taken_is_posted_for_seven_working_days_from_the_day_after(posted):
    for name in ("first", "second"):
        up = public_notice.notice(posted.row(name))
        assert (up.first, up.last, up.days) == (date(2026, 8, 11), LAST, 7)
    assert public_notice.notice(posted.row("third")) is None


def test_the_length_is_the_countys_and_kept_for_the_next_time(fixed):
    public_notice.post(fixed.city, MONDAY, 5)
    assert public_notice.notice(fixed.row("first")).last == date(2026, 8, 17)
    assert county.reading(fixed.hall.uow, county.NOTICE_DAYS) == 5


def test_nobody_is_posted_twice(posted):
    with pytest.raises(NotNow, match="nobody-to-post"):
        public_notice.post(posted.city, MONDAY, 7)


def test_before_the_last_day_is_over_nobody_is_confirmed(posted):
    posted.now = moment(2026, 8, 19, 18)
    assert public_notice.waiting(posted.city) == []
    with pytest.raises(NotNow, match="notice-up"):
        public_notice.confirm(posted.city, [posted.row("first")])


def test_after_it_the_city_confirms(posted):
    city = later(posted)
    public_notice.confirm(city, public_notice.waiting(city))
    assert {posted.row(name).status for name in ("first", "second")} == {"confirmed"}
    assert posted.row("third").status == "open"
    assert posted.hall.audited()[-2:] == ["recognition.confirm"] * 2


def test_nobody_off_the_list_is_confirmed_and_nobody_twice(posted):
    city = later(posted)
    with pytest.raises(NotNow, match="not-listed"):
        public_notice.confirm(city, [posted.row("third")])
    public_notice.confirm(city, [posted.row("first")])
    with pytest.raises(AlreadySettled):
        public_notice.confirm(city, [posted.row("first")])


def test_an_open_objection_holds_up_its_own_village_only(objected):
    waiting = public_notice.waiting(later(objected))
    assert [row.village_id for row in waiting] == [objected.village("second")]


def test_an_unfounded_objection_is_answered_and_the_way_is_free(objected):
    answer(objected, upheld=False)
    assert len(public_notice.waiting(later(objected))) == 2
    (one,) = public_notice.objections(objected.row("first"))
    assert (one.event.reason, one.answer.reason) == ("公开栏半年没有更新", "已核查")


def test_an_upheld_one_takes_the_village_off_and_the_next_moves_up(objected):
    answer(objected, upheld=True)
    recognition_list.fix(objected.city)
    assert {row.village_id for row in recognition_list.listed(objected.city)} == {
        objected.village("second"),
        objected.village("third"),
    }
    assert [row.village_id for row in public_notice.post(objected.city, MONDAY, 7)] == [
        objected.village("third")
    ]


def test_an_objection_is_answered_once(objected):
    answer(objected, upheld=False)
    with pytest.raises(AlreadySettled):
        answer(objected, upheld=True)


def test_there_is_nothing_to_object_to_before_or_after_the_notice(fixed):
    with pytest.raises(NotNow, match="not-posted"):
        public_notice.object_to(fixed.city, fixed.row("first"), "x")
    public_notice.post(fixed.city, MONDAY, 7)
    with pytest.raises(NotNow, match="notice-over"):
        public_notice.object_to(later(fixed), fixed.row("first"), "x")


def test_a_veto_during_the_notice_ends_it(posted):
    posted.veto("first")
    with pytest.raises(NotNow, match="not-listed"):
        public_notice.confirm(later(posted), [posted.row("first")])


def test_whoever_decided_the_tie_leaves_the_confirmation_to_another(procedure):
    procedure.quota(1)
    procedure.sealed(first=95, second=95)
    procedure.nominated("first", "second")
    procedure.sealed(level="city", first=94, second=94)
    town = procedure.hall.places["town"]
    recognition_list.choose(procedure.city, town, [procedure.village("first")], "阵地更完整")
    recognition_list.fix(procedure.city)
    public_notice.post(procedure.city, MONDAY, 7)
    with pytest.raises(OwnRecord):
        public_notice.confirm(later(procedure), [procedure.row("first")])
    colleague = procedure.of(procedure.hall.appoint(Post.CITY_AGRICULTURE, "city"))
    public_notice.confirm(colleague, [procedure.row("first")])
    assert procedure.row("first").status == "confirmed"


@pytest.mark.parametrize("post", [Post.CITY_PANEL, Post.TOWN_OFFICE])
def test_only_the_bureau_posts_and_confirms(fixed, post):
    place = "town" if post is Post.TOWN_OFFICE else "city"
    other = fixed.of(fixed.hall.appoint(post, place), AFTER)
    for act in (
        lambda: public_notice.post(other, MONDAY, 7),
        lambda: public_notice.object_to(other, fixed.row("first"), "x"),
        lambda: public_notice.confirm(other, [fixed.row("first")]),
    ):
        with pytest.raises(Denied):
            act()
