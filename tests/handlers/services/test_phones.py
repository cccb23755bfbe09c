import pytest

from handlers.services import phones
from handlers.services.actor import acting
from handlers.services.errors import Denied
from tests.handlers.services.hall import NOW


@pytest.fixture
def bound(hall, secretary):
    return hall.uow.people.bind(secretary.person_id, "2001", "2001", NOW)


def test_a_stopped_phone_is_nobodys_and_hears_nothing_more(hall, secretary, office, bound):
    hall.uow.outbox.put("2001", "send", {}, 2, at=NOW)
    hall.uow.outbox.put("2002", "send", {}, 2, at=NOW)
    assert phones.stop(hall.uow, acting(hall.uow, office), secretary, NOW) == [bound]
    assert hall.uow.people.account_of("2001") is None
    assert [row.chat_id for row in hall.uow.outbox.due(NOW, 10)] == ["2002"]
    assert hall.audited()[-2:] == ["account.unbound", "phone.stop"]


@pytest.mark.usefixtures("bound")
def test_only_the_office_over_the_place_stops_a_phone(hall, secretary, clerk):
    for grant in (clerk, hall.appoint("镇清廉办", "west"), hall.appoint("镇纪委", "town")):
        with pytest.raises(Denied) as refused:
            phones.stop(hall.uow, acting(hall.uow, grant), secretary, NOW)
        assert refused.value.needed == ("镇清廉办",)
    assert hall.uow.people.account_of("2001")


def test_who_has_another_phone_moved_on(hall, secretary, bound):
    phones.let_go(hall.uow, bound, NOW)
    assert not phones.moved_on(hall.uow, bound)
    hall.uow.people.bind(secretary.person_id, "2009", "2009", NOW)
    assert phones.moved_on(hall.uow, bound)


def test_the_phone_at_hand_is_not_beside_itself(hall, secretary, bound):
    assert phones.beside(hall.uow, secretary.person_id, "2001") == []
    assert phones.beside(hall.uow, secretary.person_id, "2009") == [bound]


def test_a_town_does_not_stop_the_phone_of_somebody_who_also_serves_the_city(hall, office, clerk):
    hall.uow.people.bind(clerk.person_id, "2003", "2003", NOW)
    above = hall.appoint("市农业农村和水利局", "city", clerk.person_id)
    with pytest.raises(Denied):
        phones.stop(hall.uow, acting(hall.uow, office), clerk, NOW)
    assert hall.uow.people.account_of("2003")
    hall.uow.grants.end(above.id, NOW)
    assert phones.stop(hall.uow, acting(hall.uow, office), clerk, NOW)
