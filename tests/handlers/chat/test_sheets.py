"""Which sheet a card is about, and who may look at it before it is sealed."""

import pytest

from handlers.chat.scene import Scene
from handlers.chat.sheets import open_sheet, place_of, running, summed
from handlers.services import scorings
from handlers.services.actor import acting
from handlers.services.errors import Denied, ScoringRefused
from rubric.posts import Post

SCHEME = "wenling-2022"


@pytest.fixture
def as_(stage):
    """The scene of whoever holds a post of the first village or of its town."""

    def as_(uow, post):
        town = uow.places.towns()[0].id
        village = uow.places.find("village", "示例一村", town).id
        places = (village, town)
        found = (uow.grants.holders(each, (post,), stage.now.date()) for each in places)
        grant = next(grants[0] for grants in found if grants)
        scene = Scene(uow, stage.now, stage.schemes, stage.lexicon, "", acting(uow, grant))
        return scene, {"village": village, "scheme": SCHEME, "year": 2026}

    return as_


@pytest.mark.parametrize("post", [Post.SECRETARY, Post.CLERK, Post.SUPERVISOR_CHAIR])
def test_a_village_does_not_see_what_is_not_sealed(stage, as_, post):
    with stage.begin() as uow:
        scene, place = as_(uow, post)
        with pytest.raises(Denied):
            running(scene, place)


@pytest.mark.parametrize("post", [Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE, Post.TOWN_ASSETS])
def test_before_it_is_begun_nothing_is_under_way(stage, as_, post):
    with stage.begin() as uow:
        scene, place = as_(uow, post)
        assert running(scene, place) is None
        with pytest.raises(ScoringRefused, match="moved"):
            open_sheet(scene, place)


def test_what_is_under_way_is_summed_for_the_card(stage, as_):
    with stage.begin() as uow:
        scene, place = as_(uow, Post.TOWN_OFFICE)
        scorings.begin(scene.act(place["village"]), SCHEME, 2026, "town")
        told = summed(scene, open_sheet(scene, place))
        assert (told["village"], told["points"], told["changed"]) == ("示例一村", 98, 0)
        assert (told["lines"], told["vetoes"], told["corrects"]) == ([90, 70], [], "")


def test_a_card_keeps_village_scheme_and_year_and_no_more():
    data = {"village": 4, "scheme": SCHEME, "year": 2026, "page": 3}
    assert place_of(data) == {"village": 4, "scheme": SCHEME, "year": 2026}
