from datetime import timedelta

import pytest

from handlers.services import evidence, finding_evidence, findings
from handlers.services.evidence import Sent
from storage.scope import Scope


@pytest.fixture
def found(hall, chair):
    return hall.uow.findings.get(findings.raise_(hall.act(chair), "围栏破损"), Scope.tick())


def sent(hall, grant, name="a", kind="photo"):
    return evidence.keep(hall.act(grant), Sent(kind, f"file-{name}", f"unique-{name}"), "1")


def said(hall, grant):
    newest = finding_evidence.just_said(hall.uow, Scope.tick(), grant.person_id, hall.now)
    return newest[0].id if newest else None


def test_photos_of_the_finding_and_of_its_remedy_are_told_apart(hall, chair, clerk, found):
    finding_evidence.file_under(hall.act(chair), found.id, [sent(hall, chair)])
    finding_evidence.file_under(hall.act(clerk), found.id, [sent(hall, clerk, "b")])
    shown = finding_evidence.photos(hall.uow, found)
    assert [finding_evidence.of_remedy(hall.uow, each) for each in shown] == [False, True]
    assert hall.audited()[-1] == "evidence.join"


def test_what_is_no_photo_or_was_refused_is_not_shown(hall, chair, found):
    files = [sent(hall, chair), sent(hall, chair, "b", "voice")]
    finding_evidence.file_under(hall.act(chair), found.id, files)
    hall.uow.evidence.refuse(files[0], "broken")
    assert finding_evidence.photos(hall.uow, found) == []


def test_what_belongs_to_a_record_stays_with_it(hall, secretary, chair, found):
    record = hall.log(secretary, "branch-committee")
    number = sent(hall, secretary)
    evidence.file_under(hall.act(secretary), [record.id], [number])
    finding_evidence.file_under(hall.act(chair), found.id, [number])
    assert finding_evidence.photos(hall.uow, found) == []


def test_for_ten_minutes_a_photo_belongs_to_what_its_sender_said(hall, chair, clerk, found):
    assert (said(hall, chair), said(hall, clerk)) == (found.id, None)
    findings.remedied(hall.act(clerk), found, "已修好")
    assert said(hall, clerk) == found.id
    hall.now += timedelta(minutes=11)
    assert (said(hall, chair), said(hall, clerk)) == (None, None)


def test_the_newest_of_several_is_meant(hall, chair, found):
    hall.now += timedelta(minutes=1)
    assert said(hall, chair) == found.id
    assert findings.raise_(hall.act(chair), "路灯不亮") == said(hall, chair)
