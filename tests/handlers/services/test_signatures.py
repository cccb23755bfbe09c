"""Who signed a city sheet, who has yet to, and who abstains."""

import pytest

from handlers.services.signatures import signatures, signatures_on
from rubric.posts import Post
from storage.scorings import NewScoring


@pytest.fixture
def scoring(procedure):
    """A city scoring with the events named."""

    def scoring(*kinds):
        uow, signed = procedure.hall.uow, procedure.city.signed
        of = {"village_id": procedure.village("first"), "scheme_id": "wenling-2022", "year": 2026}
        number = uow.scorings.open(NewScoring(**of, level="city", **signed))
        for kind in kinds:
            uow.scorings.event(number, kind, **signed)
        return uow.scorings.get(number, procedure.city.actor.scope)

    return scoring


def partner(procedure, name):
    return procedure.hall.appoint(Post.CITY_PANEL, "city", procedure.hall.person(name))


def found(procedure, row):
    return signatures(procedure.hall.uow, row, procedure.now.date())


def test_signatures_count_since_the_last_submission(scoring):
    assert len(signatures_on(scoring("submit", "sign"))) == 1
    assert signatures_on(scoring("submit", "sign", "send_back")) == ()
    assert signatures_on(scoring("submit", "sign", "send_back", "submit")) == ()
    assert signatures_on(scoring()) == ()


def test_whoever_is_of_the_village_abstains(procedure, scoring):
    free, bound = partner(procedure, "示例丙"), partner(procedure, "示例丁")
    procedure.hall.appoint(Post.SECRETARY, "first", bound.person_id)
    of = found(procedure, scoring("submit"))
    assert (of.given, of.wanted, of.abstaining) == ((), (free,), (bound,))


def test_whoever_sealed_the_towns_score_abstains(procedure, scoring):
    procedure.sealed(first=95)
    both = procedure.hall.appoint(Post.CITY_PANEL, "city", procedure.office.person_id)
    assert found(procedure, scoring("submit")).abstaining == (both,)


def test_where_everybody_abstains_it_is_never_complete(procedure, scoring):
    bound = partner(procedure, "示例丁")
    procedure.hall.appoint(Post.SECRETARY, "first", bound.person_id)
    assert not found(procedure, scoring("submit")).complete
