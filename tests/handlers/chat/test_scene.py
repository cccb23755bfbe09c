"""One person's view of one moment: who he is, which books he may open, whom it reaches."""

from datetime import date

import pytest

from demo.seed import PHONES
from handlers.chat.scene import Stranger
from handlers.services import records
from handlers.services.errors import Denied
from handlers.services.sketch import Sketch, entries
from rubric.posts import Post
from storage.errors import OutOfScope
from tests.handlers.cast import village_of


@pytest.fixture
def scene(stage):
    """The moment as the holder of a post sees it; without one, as a stranger does."""
    with stage.begin() as uow:
        yield lambda post=None: stage.turn(uow, PHONES.get(post, "4711")).scene


def test_a_village_post_opens_its_own_book_by_default_and_once(scene):
    secretary = scene(Post.SECRETARY)
    assert secretary.book().village.name == "示例一村"
    assert secretary.book() is secretary.book(secretary.actor.place_id)


def test_a_town_has_no_book_of_its_own_and_opens_each_of_its_villages(scene):
    office = scene(Post.TOWN_OFFICE)
    with pytest.raises(Denied):
        office.book()
    second = village_of(office.uow, "示例二村")
    assert office.book(second).village.id == second


def test_anothers_village_is_not_opened(scene):
    secretary = scene(Post.SECRETARY)
    with pytest.raises(OutOfScope):
        secretary.book(village_of(secretary.uow, "示例二村"))


def test_a_stranger_is_nobody(scene):
    with pytest.raises(Stranger):
        assert scene().actor


def test_what_is_logged_is_seen_once_the_book_is_read_anew(scene):
    secretary = scene(Post.SECRETARY)
    act, village = secretary.act(), secretary.actor.place_id
    (entry,) = entries(
        Sketch(text="", duties=("party-lecture",), done_on=secretary.today), act.book
    )
    number = records.log(act, entry)
    assert number not in logged(secretary.book(), secretary)
    secretary.reread(village)
    assert number in logged(secretary.book(), secretary)


def logged(book, scene):
    return {
        int(record.ref.partition(":")[2])
        for part in book.enrolled
        for record in part.facts.records
        if record.done_on == scene.today
    }


def test_of_facts_every_book_is_forgotten(scene):
    secretary = scene(Post.SECRETARY)
    before = secretary.book()
    secretary.forget()
    assert secretary.book() is not before


def test_points_are_spoken_of_where_a_scheme_gives_some(scene):
    office = scene(Post.TOWN_OFFICE)
    village = village_of(office.uow, "示例二村")
    assert office.scored(village)
    (row,) = office.uow.enrolments.of(village, office.today)
    office.uow.enrolments.end(row.id, date(2026, 7, 1))
    assert not office.scored(village)
    assert office.scored()


def test_a_grant_is_seen_by_its_holder_in_each_chat_that_reaches_him(scene):
    secretary = scene(Post.SECRETARY)
    (chair,) = secretary.uow.grants.holders(
        secretary.actor.place_id, (Post.SUPERVISOR_CHAIR,), secretary.today
    )
    (theirs,) = secretary.of(chair)
    assert (theirs.chat_id, theirs.actor.post) == (PHONES[Post.SUPERVISOR_CHAIR], chair.post)
    secretary.uow.people.unreachable(theirs.chat_id, secretary.now)
    assert secretary.of(chair) == []
