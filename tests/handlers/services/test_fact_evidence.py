from datetime import date, timedelta

import pytest

from handlers.services import evidence, fact_evidence, matters
from handlers.services.evidence import Sent
from storage.scope import Scope


@pytest.fixture
def sent(hall, secretary):
    """A kept file; its number."""

    def sent(name="甲", kind="photo"):
        return evidence.keep(hall.act(secretary), Sent(kind, name, name), "1001")

    return sent


def photos(hall, about, *villages):
    scope = Scope.of((hall.places[name] for name in villages or ("first",)), "试")
    return fact_evidence.photos(hall.uow, scope, about)


def test_a_matter_has_the_photos_of_its_steps_and_of_no_other(hall, secretary, sent):
    first, other = sent("甲"), sent("乙")
    fact_evidence.file_under(hall.act(secretary), "matter:1/propose", [first])
    fact_evidence.file_under(hall.act(secretary), "matter:12/propose", [other])
    assert [each.id for each in photos(hall, "matter:1")] == [first]
    assert [each.id for each in photos(hall, "matter:1/propose")] == [first]
    assert hall.audited()[-1] == "evidence.join"


def test_voices_and_refused_photos_are_none_and_another_village_sees_none(hall, secretary, sent):
    kept, broken = sent("甲"), sent("乙")
    act = hall.act(secretary)
    fact_evidence.file_under(act, "honour:1", [kept, broken, sent("丙", "voice")])
    hall.uow.evidence.refuse(broken, "broken")
    assert [each.id for each in photos(hall, "honour:1")] == [kept]
    assert photos(hall, "honour:1", "second") == []


def test_what_belongs_to_a_record_is_not_taken_from_it(hall, secretary, sent):
    row = hall.log(secretary, "branch-committee", on=date(2026, 7, 14))
    number = sent()
    evidence.file_under(hall.act(secretary), [row.id], [number])
    fact_evidence.file_under(hall.act(secretary), "honour:1", [number])
    assert photos(hall, "honour:1") == []


def test_the_last_step_of_ten_minutes_is_what_was_just_done(hall, secretary, chair):
    number = matters.start(hall.act(secretary), "major-decision", "村道")
    row = hall.uow.facts.get("matter", number, Scope.tick())
    matters.take(hall.act(secretary), row, "propose", hall.now.date(), {})
    scope = Scope.of({hall.places["first"]}, "试")

    def just(person, minutes):
        at = hall.now + timedelta(minutes=minutes)
        return fact_evidence.just_done(hall.uow, scope, person, at)

    assert just(secretary.person_id, 10) == (f"matter:{number}/propose", hall.now)
    assert just(secretary.person_id, 11) is None
    assert just(chair.person_id, 1) is None
