from handlers.services.catalogue import DOCUMENTS, offered
from rubric.posts import Post


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
