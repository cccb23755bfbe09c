from collections import Counter
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from demo.seed import PHONES
from handlers.chat import notices
from handlers.chat.notices import DONE_TODAY, FAILED_TOWN, LAST_TOWN
from handlers.chat.unasked import MONTHLY, WEEKLY
from rubric.posts import Post
from storage.tables import Outbox

SHANGHAI = ZoneInfo("Asia/Shanghai")
SECRETARY = PHONES[Post.SECRETARY]


def unasked(stage, chat: str):
    """What a chat was sent without asking, oldest first."""
    outbox = Outbox.__table__
    with stage.begin() as uow:
        rows = uow._connection.execute(
            select(outbox).where(outbox.c.chat_id == chat, ~outbox.c.asked).order_by(outbox.c.id)
        )
        return list(rows.mappings())


def at(stage, day: date, hour: int = 9) -> None:
    stage.now = datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)
    stage.tick()


def days(first: date, count: int):
    return [first + timedelta(days=number) for number in range(count)]


def told(phone) -> list[str]:
    return [card.text for card in phone.cards() if card.kind == "reminder"]


def test_one_message_a_morning_lists_all_that_is_owed(stage, secretary):
    at(stage, date(2026, 7, 16))
    (text,) = told(secretary)
    assert "5月财务公开,逾期16天".replace(",", "") in text.replace("，", "").replace(",", "")


def test_the_same_morning_says_nothing_twice(stage, secretary):
    at(stage, date(2026, 7, 16))
    at(stage, date(2026, 7, 16), 11)
    assert len(told(secretary)) == 1


def test_a_morning_goes_town_by_town_and_after_a_crash_on_with_the_next(stage, secretary):
    with stage.begin() as uow:
        begun = [town.id for town in uow.places.towns()]
        begun.append(uow.places.add("town", "示例二镇", uow.places.get(begun[0]).parent_id))
    stage.now = datetime(2026, 7, 16, 9, tzinfo=SHANGHAI)
    assert stage._ticked()
    assert len(told(secretary)) == 1
    with stage.begin() as uow:
        assert uow.settings.get(LAST_TOWN) == [str(stage.now.date()), begun[0]]
    stage.tick()
    with stage.begin() as uow:
        assert uow.settings.get(LAST_TOWN) == [str(stage.now.date()), begun[1]]
        assert uow.settings.get(DONE_TODAY) == str(stage.now.date())
    assert len(told(secretary)) == 1


def test_a_town_whose_morning_fails_leaves_the_others_theirs(stage, secretary, monkeypatch):
    with stage.begin() as uow:
        city = uow.places.towns()[0].parent_id
        broken = min(uow.places.towns()[0].id, uow.places.add("town", "示例二镇", city))
    failing = notices._morning_of

    def morning(scene, town):
        failing(scene, town)
        if town.id == broken:
            raise KeyError(town.id)

    monkeypatch.setattr(notices, "_morning_of", morning)
    at(stage, date(2026, 7, 16))
    with stage.begin() as uow:
        assert uow.settings.get(DONE_TODAY) == "2026-07-16"
        assert uow.settings.get(FAILED_TOWN) == ["2026-07-16", uow.places.get(broken).name]
    assert not told(secretary), "what the fault left half done is taken back"


def test_nothing_is_said_at_night_or_on_a_day_off(stage, secretary):
    at(stage, date(2026, 7, 16), 7)
    at(stage, date(2026, 7, 16), 21)
    at(stage, date(2026, 7, 18))
    assert not told(secretary)


def test_a_make_up_sunday_is_a_working_day(stage, secretary):
    at(stage, date(2026, 9, 20))
    assert told(secretary)


def test_three_working_days_before_its_due_day_the_doer_is_told(stage, secretary, chair):
    for day in days(date(2026, 7, 16), 13):
        at(stage, day)
    assert any("7月支委会" in text for text in told(secretary))
    assert not any("7月支委会" in text for text in told(chair))


def test_forty_days_on_at_once_only_the_newest_stage_is_told_and_once(stage, secretary):
    at(stage, date(2026, 8, 24))
    at(stage, date(2026, 8, 25))
    first, *rest = told(secretary)
    assert not rest
    card = next(card for card in secretary.cards() if card.kind == "reminder")
    owed = Counter(each["key"] for each in data_of(stage, card.token)["owed"])
    assert set(owed.values()) == {1}
    assert first


def data_of(stage, token: str):
    with stage.begin() as uow:
        return uow.cards.by_token(token).data


@pytest.mark.parametrize(
    "first", [date(2026, 7, 16), pytest.param(date(2026, 11, 2), marks=pytest.mark.drill)]
)
def test_a_person_of_a_village_hears_from_us_within_the_limits(stage, first):
    for day in days(first, 60):
        at(stage, day)
    for chat in ("1001", "1002"):
        sent = [row["created_at"] for row in unasked(stage, chat)]
        assert sent
        for moment in sent:
            assert sum(moment <= other < moment + timedelta(days=7) for other in sent) <= WEEKLY
            assert sum(moment <= other < moment + timedelta(days=30) for other in sent) <= MONTHLY


@pytest.mark.drill
def test_nothing_that_fell_due_remains_untold(stage, secretary):
    for day in days(date(2026, 7, 16), 60):
        at(stage, day)
    every = {
        (each["key"], each["stage"])
        for card in secretary.cards()
        if card.kind == "reminder"
        for each in data_of(stage, card.token)["owed"]
    }
    assert ("branch-committee/2026-07/1", "late-1") in every
    assert ("disclosure-finance/2026-06/1", "late-1") in every


def test_stopped_for_three_days_it_tells_what_it_missed_in_one_message(stage, secretary):
    at(stage, date(2026, 7, 28))
    before = len(told(secretary))
    at(stage, date(2026, 8, 3))
    after = told(secretary)
    assert len(after) == before + 1
    assert "7月支委会" in after[-1]


def test_the_town_is_told_only_of_what_is_long_overdue(stage, town):
    at(stage, date(2026, 7, 16))
    (card,) = [card for card in town.cards() if card.kind == "reminder"]
    assert "看逾期" in card.buttons


def test_what_was_done_is_not_reminded_of(stage, secretary):
    secretary.say("今天支委会,5人参加")
    for day in days(date(2026, 7, 16), 20):
        at(stage, day)
    assert not any("7月支委会" in text for text in told(secretary))


def test_in_january_last_year_is_still_open_beside_the_new_one(stage, secretary):
    for day in days(date(2027, 1, 4), 28):
        at(stage, day)
    every = {
        each["key"]
        for card in secretary.cards()
        if card.kind == "reminder"
        for each in data_of(stage, card.token)["owed"]
    }
    assert "disclosure-finance/2026-12/1" in every
    assert "branch-committee/2027-01/1" in every


def test_a_new_holder_hears_only_of_what_can_still_be_done(stage):
    """The first reminder of whoever takes up a post in September tells nothing closed long ago."""
    with stage.begin() as uow:
        place = uow.places.villages_of(uow.places.towns()[0].id)[9]
        (old,) = uow.grants.holders(place.id, ["村党组织书记"], stage.now.date())
        uow.people.bind(old.person_id, "7100", "7100", stage.now)
    at(stage, date(2026, 9, 1))
    with stage.begin() as uow:
        uow.grants.end(old.id, stage.now)
        person = uow.people.add("示例新任")
        uow.grants.accept(
            uow.grants.add(person, "村党组织书记", place.id, stage.now.date()), stage.now
        )
        uow.people.bind(person, "7101", "7101", stage.now)
    at(stage, date(2026, 9, 2))

    def closed(chat):
        (card,) = [card for card in stage.phone(chat).cards() if card.kind == "reminder"]
        owed = data_of(stage, card.token)["owed"]
        assert [each["due"] for each in owed] == sorted(each["due"] for each in owed)
        return [each for each in owed if each["closes"] and each["closes"] < "2026-09-01"], card

    before, _ = closed("7100")
    after, card = closed("7101")
    assert (bool(before), after) == (True, [])
    assert len([line for line in card.text.splitlines() if line[0] in "！○"]) <= 4


# --- findings come in the same message ------------------------------------------------------------


def test_an_overdue_finding_comes_in_the_same_mornings_message(stage, secretary, chair):
    chair.say("发现问题")
    chair.say("6月第8号凭证没有联审联签")
    at(stage, date(2026, 7, 30))
    (card,) = [card for card in secretary.cards() if card.kind == "reminder"]
    told_of = [each["label"] for each in data_of(stage, card.token)["owed"]]
    assert "问题2026-001整改" in told_of
    assert len(told_of) > 1
    assert ("补录" in card.text, "第…号已整改" in card.text) == (False, True)
    assert secretary.tap("看问题", card).kind == "finding_list"


def test_it_climbs_to_the_supervisors_then_the_town(stage, chair, town):
    chair.say("发现问题")
    chair.say("6月第8号凭证没有联审联签")
    climbed = {}
    for day in days(date(2026, 7, 29), 21):
        at(stage, day)
        for name, phone in (("chair", chair), ("town", town)):
            if any(_names_it(stage, card) for card in phone.cards()):
                climbed.setdefault(name, day)
    assert climbed == {"chair": date(2026, 7, 30), "town": date(2026, 8, 10)}


def _names_it(stage, card) -> bool:
    owed = data_of(stage, card.token)["owed"] if card.kind == "reminder" else []
    return any("问题2026-001" in each["label"] for each in owed)


def test_who_has_to_judge_a_remedy_is_reminded_of_it(stage, secretary, chair):
    chair.say("发现问题")
    chair.say("6月第8号凭证没有联审联签")
    secretary.do("#已整改", "已补签")
    for day in days(date(2026, 7, 16), 9):
        at(stage, day)
    card = next(card for card in chair.cards() if _names_it(stage, card))
    assert "验收问题2026-001" in str(data_of(stage, card.token)["owed"])
    assert chair.tap("看待处理的问题", card).kind == "finding_waiting"


def test_a_town_is_told_once_and_with_what_it_is_told_anyway_who_hears_nothing(stage, town):
    with stage.begin() as uow:
        uow.people.unreachable(SECRETARY, stage.now)
    for day in days(date(2026, 7, 16), 30):
        at(stage, day)
    of_town = [text for text in told(town) if "收不到消息" in text]
    assert len(of_town) == 1
    assert "1人收不到消息：示例一村 村党组织书记，发“人员”查看。" in of_town[0]


def test_of_who_hears_nothing_alone_no_office_is_disturbed(stage, town, discipline):
    quiet = [len(told(phone)) for phone in _heard(stage, town, discipline)]
    with stage.begin() as uow:
        uow.people.unreachable(SECRETARY, stage.now)
    assert [len(told(phone)) for phone in _heard(stage, town, discipline)] == quiet
    assert not any("收不到消息" in text for text in told(discipline))


def _heard(stage, *phones):
    """The phones after another morning on which nothing new was overdue."""
    at(stage, date(2026, 7, 16))
    at(stage, date(2026, 7, 17))
    return phones
