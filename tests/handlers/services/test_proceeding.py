"""Who acts in the year's procedure, on which villages."""

from datetime import date

import pytest

from handlers.services.errors import Denied
from handlers.services.proceeding import CITY, recognising
from rubric.posts import Post
from tests.handlers.services.hall import WENLING
from tests.ledger import audit_rows


def test_only_villages_under_the_scheme_take_part(procedure):
    outside = procedure.hall.uow.places.add("village", "外村", procedure.hall.places["town"])
    assert outside not in {village.id for village in procedure.city.villages()}
    assert len(procedure.city.villages()) == 3
    assert len(procedure.city.villages(procedure.hall.places["town"])) == 2


def test_the_city_has_every_town_and_a_town_itself(procedure):
    places = procedure.hall.places
    assert [town.id for town in procedure.city.towns()] == [places["town"], places["west"]]
    assert [town.id for town in procedure.town.towns()] == [places["town"]]


def test_what_is_the_citys_is_no_towns(procedure):
    procedure.city.require(CITY)
    with pytest.raises(Denied) as refused:
        procedure.town.require(CITY)
    assert refused.value.needed == (Post.CITY_AGRICULTURE,)


def test_a_note_names_the_actor_and_the_village(procedure):
    procedure.city.note("recognition.test", "recognition:1", procedure.village("first"), n=1)
    (row,) = audit_rows(procedure.hall.uow)
    assert row["person_id"] == procedure.bureau.person_id
    assert row["village_id"] == procedure.village("first")
    assert row["data"] == {"n": 1}


def test_an_event_is_of_the_day_and_audited(procedure):
    city, village = procedure.city, procedure.village("first")
    number = city.uow.facts.state(
        "recognition", village, scheme_id=WENLING, year=2026, standing="x", **city.signed
    )
    city.event(number, village, "decide", "理由", points="95")
    row = city.uow.facts.get("recognition", number, city.actor.scope)
    assert (row.events[0].on_day, row.events[0].reason) == (date(2026, 8, 10), "理由")
    assert procedure.hall.audited() == ["recognition.decide"]


def test_schemes_that_confer_nothing_by_points_have_no_procedure(procedure):
    schemes = procedure.hall.schemes
    found = recognising(schemes, ["tangjiafang-2020", WENLING, "sanguan-2022", WENLING])
    assert [scheme.id for scheme in found] == [WENLING]


def test_villages_are_told_town_by_town(procedure):
    places = procedure.hall.places
    found = {town: [each.id for each in of] for town, of in procedure.city.by_town().items()}
    assert found == {
        places["town"]: [places["first"], places["second"]],
        places["west"]: [places["far"]],
    }
