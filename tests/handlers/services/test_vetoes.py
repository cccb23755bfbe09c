"""一票否决: entered with a reason, in force by a second signature, lifted by two as well."""

import pytest

from handlers.services import vetoes
from handlers.services.errors import AlreadySettled, Denied, OwnRecord
from rubric.posts import Post

REASON = "账目缺2024年全年凭证，审计无法进行"


@pytest.fixture
def discipline(hall):
    return hall.appoint(Post.TOWN_DISCIPLINE, "town")


@pytest.fixture
def city(hall):
    return hall.appoint(Post.CITY_AGRICULTURE, "city")


@pytest.fixture
def entered(hall, discipline):
    def row():
        act = hall.act(discipline, "first")
        return act.uow.facts.get("veto", number, act.actor.scope)

    number = vetoes.enter(hall.act(discipline, "first"), "accounts-unauditable", REASON)
    return row


def projected(hall):
    return hall.book().scores()[0].projected


def test_one_signature_does_nothing_the_second_puts_it_in_force(hall, city, entered):
    assert vetoes.stage(entered()) == "entered"
    assert projected(hall) != "vetoed"
    vetoes.sign(hall.act(city, "first"), entered())
    assert vetoes.stage(entered()) == "in-force"
    assert projected(hall) == "vetoed"


def test_nobody_signs_twice_in_whatever_office(hall, discipline, entered):
    moved = hall.appoint(Post.CITY_AGRICULTURE, "city", person=discipline.person_id)
    with pytest.raises(OwnRecord):
        vetoes.sign(hall.act(moved, "first"), entered())


@pytest.mark.parametrize("post", [Post.TOWN_OFFICE, Post.TOWN_ASSETS])
def test_other_offices_neither_enter_nor_sign(hall, entered, post):
    act = hall.act(hall.appoint(post, "town"), "first")
    with pytest.raises(Denied):
        vetoes.enter(act, "insolvent", REASON)
    with pytest.raises(Denied):
        vetoes.sign(act, entered())


def test_not_signed_it_never_comes_into_force(hall, city, entered):
    vetoes.refuse(hall.act(city, "first"), entered(), "审计已补做")
    assert vetoes.stage(entered()) == "refused"
    with pytest.raises(AlreadySettled):
        vetoes.sign(hall.act(city, "first"), entered())
    assert projected(hall) != "vetoed"


def test_it_is_lifted_with_a_reason_and_by_two(hall, discipline, city, entered):
    vetoes.sign(hall.act(city, "first"), entered())
    vetoes.ask_lift(hall.act(city, "first"), entered(), "凭证已补齐，审计完成")
    assert (vetoes.stage(entered()), projected(hall)) == ("lifting", "vetoed")
    with pytest.raises(OwnRecord):
        vetoes.sign(hall.act(city, "first"), entered())
    vetoes.sign(hall.act(discipline, "first"), entered())
    assert vetoes.stage(entered()) == "lifted"
    assert projected(hall) != "vetoed"


def test_a_refused_request_to_lift_leaves_it_in_force_and_may_be_made_again(
    hall, discipline, city, entered
):
    vetoes.sign(hall.act(city, "first"), entered())
    vetoes.ask_lift(hall.act(discipline, "first"), entered(), "已补齐")
    vetoes.refuse(hall.act(city, "first"), entered(), "还缺两本")
    assert vetoes.stage(entered()) == "in-force"
    vetoes.ask_lift(hall.act(discipline, "first"), entered(), "都补齐了")
    assert vetoes.stage(entered()) == "lifting"


def test_what_is_not_in_force_needs_no_lifting(hall, city, entered):
    with pytest.raises(AlreadySettled):
        vetoes.ask_lift(hall.act(city, "first"), entered(), "没有这回事")


def test_the_village_has_no_say_in_it(hall, secretary, entered):
    with pytest.raises(Denied):
        vetoes.ask_lift(hall.act(secretary), entered(), "没有这回事")


def test_the_kinds_are_the_schemes_with_its_own_words(hall):
    texts = [kind.text for kind in vetoes.kinds(hall.book()).values()]
    assert texts[3] == "资不抵债的村。"
    assert len(texts) == 4


def test_those_waited_for_are_known(hall, discipline, city, entered):
    above, town = (hall.act(grant, "first").actor for grant in (city, discipline))
    assert [row.id for row in vetoes.waiting(hall.uow, above)] == [entered().id]
    assert vetoes.waiting(hall.uow, town) == []
    assert [row.id for row in vetoes.of_village(hall.act(city, "first"))] == [entered().id]
