"""All that is kept about one person, and how it is taken away."""

import json

import pytest

from storage.audit import AuditFault
from storage.personal import PersonalData
from storage.record_rows import NewRecord, NewVersion
from storage.scope import Scope

NAME, WORD, PHONE = "某村文书", "已注销人员", "77001"


@pytest.fixture
def clerk(uow, world):
    """The clerk, who has a phone and has done a little of everything."""
    uow.people.set_code(world.clerk, "A-1")
    uow.people.bind(world.clerk, PHONE, PHONE, world.now)
    uow.inbox.put(42, [(1, PHONE, {"text": f"{NAME}来过"}, world.today)], world.now)
    uow.invites.note_try(PHONE, world.now)
    log(uow, world, "支委会")
    return world.clerk


def log(uow, world, body):
    said = NewVersion(
        duties=("branch-committee",), done_on=world.today, body=body, **world.by_clerk()
    )
    by = {"author_id": world.clerk, "author_grant_id": world.clerk_grant}
    uow.records.add(NewRecord(village_id=world.village, logged_at=world.now, content=said, **by))


def shown(uow, world, person, chat, text):
    card = uow.cards.add(person, chat, "home", {"said": text}, text, [], world.now)
    number = uow.outbox.put(
        chat, "send", {"text": text}, 0, card=card, person_id=person, at=world.now
    )
    return card, number


def told(uow, person) -> str:
    return json.dumps(uow.personal.told(person), ensure_ascii=False)


def test_a_person_is_told_all_that_is_kept_and_nothing_of_others(uow, world, clerk):
    shown(uow, world, clerk, PHONE, "您好")
    shown(uow, world, world.chair, "77002", "别人的")
    kept = uow.personal.told(clerk)
    assert {"person", "account", "post_grant", "record", "card", "outbox", "inbox"} <= set(kept)
    assert kept["person"] == [{"id": clerk, "code": "A-1", "name": NAME}]
    assert "别人的" not in told(uow, clerk)


def test_what_others_wrote_to_him_as_an_office_is_theirs(uow, world, clerk):
    number = uow.feedback.add(world.chair, world.chair_grant, "complaint", {}, "不公", world.now)
    uow.feedback.answer(number, clerk, "已查", world.now)
    assert "feedback" not in uow.personal.told(clerk)
    assert "feedback" in uow.personal.told(world.chair)


def test_an_erased_person_is_nowhere_to_be_found(uow, world, clerk):
    shown(uow, world, clerk, PHONE, f"{NAME}同志")
    uow.drafts.open(clerk, "log", {"text": "写了一半"}, awaits_text=True, at=world.now)
    uow.personal.erase(clerk, WORD, world.now)
    left = told(uow, clerk)
    for gone in (NAME, PHONE, "A-1", "写了一半", "同志", "来过"):
        assert gone not in left, gone
    assert uow.people.get(clerk).name == WORD
    assert uow.people.account_of(PHONE) is None
    assert uow.invites.tries_since(PHONE, world.now) == 0
    assert uow.personal.mentions(NAME) == {}


def test_what_was_to_be_said_to_him_or_done_for_him_is_dropped(uow, world, clerk):
    _, number = shown(uow, world, clerk, PHONE, "您好")
    uow.personal.erase(clerk, WORD, world.now)
    assert uow.outbox.due(world.now, 10) == []
    assert uow.inbox.take(world.now, 10) == []
    assert not uow.outbox.sending(number, world.now)


def test_cards_of_others_name_him_no_more(uow, world, clerk):
    card, number = shown(uow, world, world.chair, "77002", f"{NAME}报送")
    uow.outbox.sent(number, 9, world.now)
    uow.personal.erase(clerk, WORD, world.now)
    changed = uow.cards.get(card.id)
    assert (changed.text, changed.data) == (f"{WORD}报送", {"said": f"{WORD}报送"})


def test_the_names_of_others_stay_as_they_are(uow, world, clerk):
    uow.people.add(f"{NAME}华")
    text = f"{NAME}华主持,{NAME}记录"
    draft = uow.drafts.open(world.chair, "log", {"text": text}, awaits_text=False, at=world.now)
    uow.personal.erase(clerk, WORD, world.now)
    assert uow.drafts.get(draft, world.chair).data == {"text": f"{NAME}华主持,{WORD}记录"}


def test_a_name_that_is_anothers_too_says_nothing_of_him_and_stays(uow, world, clerk):
    uow.people.add(NAME)
    draft = uow.drafts.open(world.chair, "log", {"text": NAME}, awaits_text=False, at=world.now)
    uow.personal.erase(clerk, WORD, world.now)
    assert uow.drafts.get(draft, world.chair).data == {"text": NAME}


def test_the_record_and_its_author_stand_as_they_did(uow, world, clerk):
    uow.audit.append(world.now, "record.log", "record:1", {}, person_id=clerk)
    (before,) = uow.records.of_village(world.village, Scope.operator())
    uow.personal.erase(clerk, WORD, world.now)
    assert uow.records.of_village(world.village, Scope.operator()) == [before]
    assert uow.audit.verify() == list[AuditFault]()


def test_a_phone_he_had_can_be_anothers(uow, world, clerk):
    uow.personal.erase(clerk, WORD, world.now)
    uow.people.bind(world.chair, PHONE, PHONE, world.now)
    uow.personal.erase(clerk, WORD, world.now)
    assert uow.people.account_of(PHONE).person_id == world.chair


def handle(uow, world):
    for row in uow.inbox.take(world.now, 10):
        uow.inbox.done(row.id, world.now)


def passed_on(uow, world):
    """The clerk's phone is the chair's from now on, who writes as well."""
    uow.people.bind(world.chair, PHONE, PHONE, world.now)
    uow.inbox.put(42, [(2, PHONE, {"text": "主任来过"}, world.today)], world.now)
    handle(uow, world)


def test_what_was_sent_is_his_who_had_the_phone_then(uow, world, clerk):
    handle(uow, world)
    passed_on(uow, world)
    said = ("某村文书来过", "主任来过")
    assert [each in told(uow, clerk) for each in said] == [True, False]
    assert [each in told(uow, world.chair) for each in said] == [False, True]


def test_who_has_the_phone_after_him_keeps_what_is_his(uow, world, clerk):
    handle(uow, world)
    shown(uow, world, clerk, PHONE, "文书您好")
    passed_on(uow, world)
    _, number = shown(uow, world, world.chair, PHONE, "主任您好")
    uow.personal.erase(clerk, WORD, world.now)
    assert [row.id for row in uow.outbox.due(world.now, 10)] == [number]
    assert "主任来过" in told(uow, world.chair)
    assert "来过" not in told(uow, clerk)


def test_what_waits_on_his_phone_is_told_to_him(uow, clerk):
    assert "某村文书来过" in told(uow, clerk)


def test_what_was_ordered_for_him_is_not_made_and_what_is_for_the_ledger_is(uow, world, clerk):
    uow.jobs.put("paper", {"chat_id": PHONE, "card": 1}, at=world.now)
    uow.jobs.put("photo", {"chat_id": PHONE, "evidence": 1}, at=world.now)
    uow.jobs.put("paper", {"chat_id": "77002"}, at=world.now)
    uow.personal.erase(clerk, WORD, world.now, going_on=("photo",))
    left = [(job.kind, job.payload) for job in uow.jobs.take(world.now, 10)]
    nobody = {"chat_id": f"erased:{clerk}", "evidence": 1}
    assert left == [("photo", nobody), ("paper", {"chat_id": "77002"})]


def test_a_number_that_looks_like_his_phone_is_left(uow, world, clerk):
    uow.jobs.put("photo", {"chat_id": PHONE, "evidence": int(PHONE)}, at=world.now)
    uow.personal.erase(clerk, WORD, world.now, going_on=("photo",))
    assert uow.jobs.take(world.now)[0].payload["evidence"] == int(PHONE)


def test_where_the_name_stays_written_is_counted(uow, world, clerk):
    log(uow, world, f"{NAME}主持")
    uow.personal.erase(clerk, WORD, world.now)
    assert uow.personal.mentions(NAME) == {"record_version": 1}
    assert uow.personal.mentions("%") == {}


def test_it_is_a_part_of_the_unit_of_work(uow):
    assert isinstance(uow.personal, PersonalData)
