from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from handlers.services import handover, roster
from handlers.services.errors import RosterRefused
from handlers.services.roster_entries import Entry, Where, together
from handlers.services.roster_rows import read_roster
from handlers.services.succession import Term
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from storage.tables import metadata
from storage.unit_of_work import Store, UnitOfWork
from tests.handlers.services.hall import NOW, TODAY, WENLING
from tests.handlers.services.sheets import SCHEMES, csv_of, village

TERM = Term(TODAY, scheme=WENLING)
COMPLETE = replace(TERM, complete=True)
HERE, TOWN, CITY = Where("示例镇", "示例一村"), Where("示例镇", ""), Where("", "")


class _Over(Exception):
    pass


@pytest.fixture(scope="module")
def ledger(tmp_path_factory, ledgers):
    file = tmp_path_factory.mktemp("roster") / "q.sqlite3"
    with ledgers.opened(file) as store:
        yield store


@pytest.fixture
def uow(ledger):
    with suppress(_Over), ledger.begin() as opened:
        yield opened
        raise _Over


def entries(*rows):
    return read_roster("名册", csv_of(*rows), SCHEMES).entries


def planned(uow, *rows, term=TERM):
    return roster.plan(uow, "名册", entries(*rows), term)


def imported(uow, *rows, term=TERM):
    plan = planned(uow, *rows, term=term)
    roster.apply(uow, plan, NOW)
    return plan


def held(uow, where=("示例镇", "示例一村")) -> list[tuple[str, str]]:
    """Who holds what in the village, taken up or not."""
    town = uow.places.find("town", where[0], uow.places.city().id)
    place = uow.places.find("village", where[1], town.id)
    open_ = [grant for grant in uow.grants.of_place(place.id) if grant.ended_at is None]
    return [(grant.post, uow.people.get(grant.person_id).name) for grant in open_]


def take_up_all(uow) -> None:
    for grant in uow.grants.waiting():
        handover.take_up(uow, grant, NOW)


ROWS = (
    village("示例甲", "村党组织书记", code="A1"),
    village("示例乙", "村监会成员"),
    village("示例丙", "村监会成员"),
    ("示例镇", "", "示例丁", "镇清廉办", "", "", "0576-88880000"),
)


def test_a_first_roster_founds_places_people_posts_and_enrolments(uow):
    plan = imported(uow, *ROWS)
    assert plan.places == (CITY, TOWN, HERE)
    assert [who.name for who in plan.newcomers] == ["示例甲", "示例乙", "示例丙", "示例丁"]
    assert held(uow) == [
        ("村党组织书记", "示例甲"),
        ("村监会成员", "示例乙"),
        ("村监会成员", "示例丙"),
    ]
    (town,) = uow.places.towns()
    (first,) = uow.places.villages_of(town.id)
    assert town.contact == "示例镇清廉办 0576-88880000"
    assert [row.scheme_id for row in uow.enrolments.of(first.id, TODAY)] == [WENLING]
    assert uow.audit.verify() == []


def test_nobody_holds_a_post_by_a_roster_alone(uow):
    imported(uow, *ROWS)
    assert len(uow.grants.waiting()) == len(ROWS)


def test_the_same_roster_again_changes_nothing(uow):
    imported(uow, *ROWS)
    assert planned(uow, *ROWS).empty
    take_up_all(uow)
    assert planned(uow, *ROWS).empty


def test_a_village_under_some_scheme_is_given_no_other_by_default(uow):
    imported(uow, *ROWS)
    assert planned(uow, *ROWS, term=replace(TERM, scheme="other", starts_on=date(2027, 1, 1))).empty


def test_a_new_secretary_takes_over_and_the_old_one_stays_until_then(uow):
    imported(uow, *ROWS)
    take_up_all(uow)
    plan = imported(uow, village("示例新", "村党组织书记", code="A2"))
    (coming,) = plan.appointments
    assert (coming.who.name, coming.replaces.name) == ("示例新", "示例甲")
    assert ("村党组织书记", "示例甲") in held(uow)
    take_up_all(uow)
    assert [name for post, name in held(uow) if post == "村党组织书记"] == ["示例新"]


def test_a_hand_over_that_waits_is_not_prepared_twice(uow):
    imported(uow, *ROWS)
    take_up_all(uow)
    new = village("示例新", "村党组织书记")
    imported(uow, new)
    assert planned(uow, new).empty


def test_who_was_named_and_never_came_gives_way_at_once(uow):
    imported(uow, village("示例甲", "村党组织书记"))
    plan = imported(uow, village("示例新", "村党组织书记"))
    assert [each.name for each in plan.endings] == ["示例甲"]
    assert held(uow) == [("村党组织书记", "示例新")]


def test_a_further_supervisor_ends_nobody(uow):
    imported(uow, *ROWS)
    take_up_all(uow)
    plan = imported(uow, village("示例戊", "村监会成员"))
    assert (plan.endings, plan.appointments[0].replaces) == ((), None)
    absent = {each.name for each in plan.succession.absent}
    assert absent == {"示例甲", "示例乙", "示例丙"}


def test_a_complete_roster_passes_posts_on_and_ends_what_nobody_follows(uow):
    imported(uow, *ROWS)
    take_up_all(uow)
    rows = (village("示例甲", "村党组织书记", code="A1"), village("示例戊", "村监会成员"))
    plan = imported(uow, *rows, term=COMPLETE)
    assert [(each.who.name, each.replaces.name) for each in plan.appointments] == [
        ("示例戊", "示例乙")
    ]
    assert [each.name for each in plan.endings] == ["示例丙"]
    assert ("村监会成员", "示例乙") in held(uow)
    assert planned(uow, *rows, term=COMPLETE).empty
    take_up_all(uow)
    assert held(uow) == [("村党组织书记", "示例甲"), ("村监会成员", "示例戊")]


def test_a_complete_roster_says_nothing_of_places_it_does_not_name(uow):
    imported(uow, *ROWS)
    take_up_all(uow)
    plan = planned(uow, village("示例己", "村文书", village="示例二村"), term=COMPLETE)
    assert plan.endings == ()


def test_a_code_given_later_belongs_to_the_same_person(uow):
    imported(uow, village("示例乙", "村文书"))
    plan = imported(uow, village("示例乙", "村文书", code="B1"))
    assert ([who.code for who in plan.coded], plan.newcomers) == (["B1"], ())
    assert uow.people.by_code("B1").name == "示例乙"


def test_a_person_with_a_code_is_found_again_in_another_place(uow):
    imported(uow, village("示例甲", "村文书", code="A1"))
    plan = imported(uow, village("示例甲", "村文书", code="A1", village="示例二村"))
    assert plan.newcomers == ()


def test_a_code_of_somebody_else_is_refused(uow):
    imported(uow, village("示例甲", "村文书", code="A1"))
    with pytest.raises(RosterRefused, match="第2行 编号:编号“A1”已登记为另一个姓名"):
        planned(uow, village("示例乙", "村文书", code="A1"))


def test_a_name_that_two_have_needs_a_code(uow):
    imported(uow, *(village("示例甲", "村监会成员", code=code) for code in ("A1", "A2")))
    with pytest.raises(RosterRefused, match="登记过 2 个同名的人"):
        planned(uow, village("示例甲", "村监会成员"))


def test_another_telephone_is_a_change_and_the_same_is_none(uow):
    imported(uow, *ROWS)
    row = ("示例镇", "", "示例丁", "镇清廉办", "", "", "0576-99990000")
    assert imported(uow, row).contacts == ((TOWN, "示例镇清廉办 0576-99990000"),)
    assert planned(uow, row).empty


def test_a_city_is_called_as_the_roster_calls_it(uow):
    imported(uow, ("示例市", "", "示例戊", "管理员", "", "", ""))
    assert uow.places.city().name == "示例市"


NAMES = st.sampled_from(["示例甲", "示例乙", "示例丙"])
PLACES = {
    "village": st.sampled_from([HERE, Where("示例镇", "示例二村"), Where("另一镇", "示例一村")]),
    "town": st.sampled_from([TOWN, Where("另一镇", "")]),
    "city": st.just(CITY),
}


def place_of(post: Post):
    if post in VILLAGE_POSTS | SUPERVISOR_POSTS:
        return PLACES["village"]
    return PLACES["town"] if post.startswith("镇") else PLACES["city"]


@st.composite
def rosters(draw) -> list[Entry]:
    """Rosters without a fault in themselves."""
    found: list[Entry] = []
    for line in range(2, 2 + draw(st.integers(1, 8))):
        post, name = draw(st.sampled_from(list(Post))), draw(NAMES)
        code = draw(st.sampled_from(["", f"{name}1", f"{name}2"]))
        entry = Entry(line, draw(place_of(post)), name, post, code)
        if not list(together([*found, entry])):
            found.append(entry)
    return found


LIKELY = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TERMS = st.sampled_from([TERM, COMPLETE])


def attempt(uow: UnitOfWork, said: list[Entry], term: Term) -> bool:
    """Import unless the ledger contradicts the roster."""
    try:
        roster.apply(uow, roster.plan(uow, "名册", said, term), NOW)
    except RosterRefused:
        return False
    return True


@LIKELY
@given(before=rosters(), said=rosters(), term=TERMS, taken=st.booleans())
def test_what_was_imported_is_imported_once(ledger, before, said, term, taken):
    with suppress(_Over), ledger.begin() as uow:
        attempt(uow, before, TERM)
        if taken:
            take_up_all(uow)
        if attempt(uow, said, term):
            assert roster.plan(uow, "名册", said, term).empty
            take_up_all(uow)
            assert roster.plan(uow, "名册", said, term).empty
        raise _Over


def everything(store: Store):
    with store.read() as uow:
        return [
            list(uow._connection.execute(text(f"SELECT * FROM {table} ORDER BY 1")))  # noqa: S608
            for table in sorted(metadata.tables)
        ]


@LIKELY
@given(said=rosters(), term=TERMS)
def test_a_trial_writes_nothing_and_tells_what_the_import_does(ledger, said, term):
    before = everything(ledger)
    with ledger.read() as uow:
        trial = roster.plan(uow, "名册", said, term)
    assert everything(ledger) == before
    with suppress(_Over), ledger.begin() as uow:
        assert roster.plan(uow, "名册", said, term) == trial
        raise _Over


@LIKELY
@given(before=rosters(), said=rosters(), term=TERMS)
def test_a_single_post_has_one_holder_once_all_is_taken_up(ledger, before, said, term):
    with suppress(_Over), ledger.begin() as uow:
        for each in (before, said):
            attempt(uow, each, term)
            take_up_all(uow)
        for where in {entry.where for entry in (*before, *said) if entry.where.village}:
            town = uow.places.find("town", where.town, uow.places.city().id)
            place = town and uow.places.find("village", where.village, town.id)
            assert not place or len(uow.grants.holders(place.id, ["村党组织书记"], TODAY)) <= 1
        raise _Over
