from itertools import product

import pytest

from handlers.services.actor import acting
from handlers.services.catalogue import DOCUMENTS, offered, require
from handlers.services.errors import Denied
from rubric.posts import Post
from storage.errors import OutOfScope


def ids(place, post, *kinds):
    return {each.id for each in offered(place, post, set(kinds))}


def test_a_village_with_points_is_offered_its_score_sheet_and_no_self_assessment():
    found = ids("village", Post.SECRETARY, "points")
    assert {"score-sheet", "ledger", "disclosure-notice"} <= found
    assert not {"self-assessment", "task-list"} & found


def test_a_village_without_points_is_offered_nothing_about_points():
    assert not {"score-sheet", "score-card", "score-course"} & ids(
        "village", Post.SECRETARY, "grades", "checklist"
    )
    assert "self-assessment" in ids("village", Post.CLERK, "grades")
    assert "task-list" in ids("village", Post.SUPERVISOR, "checklist")


def test_a_villages_people_are_offered_nothing_of_the_town_or_city():
    for place in ("town", "city"):
        assert ids(place, Post.SECRETARY, "points") == set()
    assert "town-workbook" in ids("town", Post.TOWN_OFFICE, "points")
    assert ids("city", Post.TOWN_OFFICE, "points") == set()


def test_a_paper_of_one_thing_is_on_no_list():
    every = [ids(each.place, post, "points") for each in DOCUMENTS.values() for post in Post]
    assert all("rectification" not in found for found in every)


@pytest.mark.parametrize("post", Post)
def test_every_document_is_had_by_its_posts_in_their_place_and_below_alone(hall, post):
    home = {"村": "first", "镇": "town"}.get(post[0], "city")
    actor = acting(hall.uow, hall.appoint(post, home))
    over = {"first": {"first"}, "town": {"town", "first", "second"}}.get(home, set(hall.places))
    for document, (name, place) in product(DOCUMENTS.values(), hall.places.items()):
        if post in document.posts and name in over:
            require(hall.uow, actor, document, place)
        else:
            with pytest.raises((Denied, OutOfScope)):
                require(hall.uow, actor, document, place)
