import pytest

from handlers.services import managing
from handlers.services.actor import acting
from handlers.services.errors import Denied
from rubric.posts import Post
from tests.handlers.services.hall import NOW
from tests.ledger import audit_rows

HERE = ("first", "town", "city")


def managed(hall, post, place):
    actor = acting(hall.uow, hall.appoint(post, place))
    return [
        name for name in (*HERE, "far", "west")
        if managing.manages(hall.uow, actor, hall.places[name])
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("post", "place", "over"),
    [
        (Post.TOWN_OFFICE, "town", ["first"]),
        (Post.TOWN_OFFICE, "west", ["far"]),
        (Post.TOWN_DISCIPLINE, "town", []),
        (Post.SECRETARY, "first", []),
        (Post.CITY_AGRICULTURE, "city", [*HERE, "far", "west"]),
        (Post.OPERATOR, "city", [*HERE, "far", "west"]),
        (Post.CITY_PANEL, "city", []),
    ],
)
def test_a_town_office_looks_after_its_villages_and_the_city_after_all(hall, post, place, over):
    assert managed(hall, post, place) == over


def test_the_refusal_names_whose_it_is(hall, secretary):
    actor = acting(hall.uow, secretary)
    for place, needed in (("first", Post.TOWN_OFFICE), ("town", Post.CITY_AGRICULTURE)):
        with pytest.raises(Denied) as refused:
            managing.require(hall.uow, actor, hall.places[place])
        assert refused.value.needed[0] == needed


def test_a_note_holds_ids_only(hall, office):
    managing.note(hall.uow, acting(hall.uow, office), "phone.stop", "grant:1", NOW, absent=3)
    *_, row = audit_rows(hall.uow)
    assert (row["person_id"], row["grant_id"], row["data"]) == (
        office.person_id, office.id, {"absent": 3})  # fmt: skip
