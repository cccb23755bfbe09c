from datetime import date

from sqlalchemy import text

from bot.all_scores import all_scores
from storage.schemes import load

DAY = date(2026, 7, 15)


def scored(store, day=DAY):
    with store.read() as uow:
        return all_scores(uow, load(), day)


def test_the_same_ledger_answers_alike_for_every_village(live):
    assert scored(live) == scored(live)
    assert scored(live).villages == 10


def test_another_day_answers_otherwise(live):
    assert scored(live, date(2026, 9, 1)) != scored(live)


def test_one_record_less_in_one_village_is_seen(live):
    before = scored(live)
    with live.begin() as uow:
        uow._connection.execute(text("DELETE FROM record_event"))
    assert scored(live).sha256 != before.sha256


def test_what_is_not_scored_changes_nothing(live):
    before = scored(live)
    with live.begin() as uow:
        uow.people.add("新人")
        uow.settings.put("a", 1)
    assert scored(live) == before


def test_schemes_with_grades_and_checklists_are_answered_too(live):
    with live.begin() as uow:
        (town,) = uow.places.towns()
        villages = uow.places.villages_of(town.id)
        before = all_scores(uow, load(), DAY)
        for village, scheme in zip(villages[:2], ("tangjiafang-2020", "linyi-2022"), strict=True):
            uow.enrolments.add(village.id, scheme, date(2026, 1, 1))
            after = all_scores(uow, load(), DAY)
            assert after != before
            before = after
