from demo.seed import PHONES
from handlers.services.reach import gone_from, is_gone
from rubric.posts import Post

SECRETARY, CHAIR = PHONES[Post.SECRETARY], PHONES[Post.SUPERVISOR_CHAIR]


def villages(uow):
    (town, *_) = uow.places.towns()
    return uow.places.villages_of(town.id)


def test_whose_only_chat_refuses_us_is_gone_until_it_takes_messages_again(stage):
    with stage.begin() as uow:
        person = uow.people.account_of(SECRETARY).person_id
        assert not is_gone(uow, person)
        uow.people.unreachable(SECRETARY, stage.now)
        assert is_gone(uow, person)
        uow.people.unreachable(SECRETARY, None)
        assert not is_gone(uow, person)


def test_who_has_another_phone_that_hears_us_is_not_gone(stage):
    with stage.begin() as uow:
        person = uow.people.account_of(SECRETARY).person_id
        uow.people.bind(person, "7777", "7777", stage.now)
        uow.people.unreachable(SECRETARY, stage.now)
        assert not is_gone(uow, person)
        assert gone_from(uow, villages(uow), stage.now) == []


def test_who_is_gone_is_told_by_village_and_post_never_by_name(stage):
    with stage.begin() as uow:
        uow.people.unreachable(CHAIR, stage.now)
        (gone,) = gone_from(uow, villages(uow), stage.now)
        assert (gone.village.name, gone.post) == ("示例一村", Post.SUPERVISOR_CHAIR)
        assert gone_from(uow, villages(uow)[1:], stage.now) == []


def test_whose_phone_was_stopped_is_unbound_not_gone(stage):
    with stage.begin() as uow:
        account = uow.people.account_of(SECRETARY)
        uow.people.unreachable(SECRETARY, stage.now)
        uow.people.unbind(account.id, stage.now)
        assert gone_from(uow, villages(uow), stage.now) == []
