import pytest

from handlers.services import appointments, handover
from handlers.services.actor import acting
from handlers.services.errors import AlreadySettled, Denied, NameRefused
from rubric.posts import Post
from tests.handlers.services.hall import NOW, TODAY


@pytest.fixture
def appoint(hall, office):
    def appoint(name, post=Post.SECRETARY, holder=None, *, by=None):
        seat = (hall.places["first"], post)
        actor = acting(hall.uow, by or office)
        return appointments.appoint(hall.uow, actor, seat, holder, name, NOW)

    return appoint


def test_whoever_is_named_waits_and_the_holder_stays(hall, appoint, secretary):
    new = appoint("示例新", holder=secretary.id)
    assert (new.accepted_at, new.starts_on, new.replaces_id) == (None, TODAY, secretary.id)
    assert handover.predecessors(hall.uow, new) == [secretary]
    assert hall.audited() == ["grant.add"]


def test_a_name_is_written_as_a_roster_writes_it(hall, appoint):
    assert hall.uow.people.get(appoint("张 三").person_id).name == "张三"


def test_somebody_of_the_place_is_the_same_person(appoint, clerk):
    assert appoint(f"示例{Post.CLERK}").person_id == clerk.person_id


def test_somebody_who_left_the_place_is_not_taken_for_the_new_one(hall, appoint, clerk):
    hall.uow.grants.end(clerk.id, NOW)
    assert appoint(f"示例{Post.CLERK}").person_id != clerk.person_id


def test_of_two_namesakes_nobody_can_say_who_is_meant(hall, appoint):
    for _ in range(2):
        hall.appoint(Post.SUPERVISOR)
    with pytest.raises(NameRefused, match="同名"):
        appoint(f"示例{Post.SUPERVISOR}")


@pytest.mark.parametrize(
    "name",
    ["", "13800000000", "330106199001011234", "张三、李四", "张", "暂时没有", "下周再说换成谁吧"],
)
def test_what_is_no_name_is_refused_and_nothing_is_written(hall, appoint, name):
    with pytest.raises(NameRefused):
        appoint(name)
    assert hall.uow.grants.waiting() == []


@pytest.mark.usefixtures("secretary")
def test_the_holder_is_not_his_own_successor(appoint):
    with pytest.raises(NameRefused, match="已经担任"):
        appoint(f"示例{Post.SECRETARY}")


def test_who_was_named_before_is_so_no_longer(hall, appoint, secretary):
    first = appoint("示例一", holder=secretary.id)
    second = appoint("示例二", holder=secretary.id)
    assert [grant.id for grant in hall.uow.grants.waiting()] == [second.id]
    assert hall.uow.grants.get(first.id).ended_at == NOW


def test_of_a_post_for_several_only_the_one_who_is_replaced_is_named_anew(hall, appoint, member):
    other = hall.appoint(Post.SUPERVISOR, person=hall.person("示例另"))
    appoint("示例一", Post.SUPERVISOR, member.id)
    appoint("示例二", Post.SUPERVISOR, other.id)
    assert len(hall.uow.grants.waiting()) == 2


@pytest.mark.parametrize("post", [Post.SECRETARY, Post.TOWN_DISCIPLINE, Post.CITY_PANEL])
def test_only_the_office_names(hall, appoint, post):
    place = {"村": "first", "镇": "town", "市": "city"}[post[0]]
    with pytest.raises(Denied):
        appoint("示例新", by=hall.appoint(post, place))


def test_what_was_not_taken_up_can_be_taken_back_and_only_that(hall, appoint, office, secretary):
    actor = acting(hall.uow, office)
    first = appoint("示例一", holder=secretary.id)
    appointments.withdraw(hall.uow, actor, first, NOW)
    assert hall.uow.grants.waiting() == []
    second = appoint("示例二", holder=secretary.id)
    handover.take_up(hall.uow, second, NOW)
    with pytest.raises(AlreadySettled):
        appointments.withdraw(hall.uow, actor, hall.uow.grants.get(second.id), NOW)


@pytest.mark.parametrize("text", ["李四", " 李四 ", "阿卜杜拉·买买提"])
def test_words_that_look_like_a_name(text):
    assert appointments.is_name(text)


@pytest.mark.parametrize("text", ["算了", "去示例一村走访了12户", "李"])
def test_words_that_do_not(text):
    assert not appointments.is_name(text)
