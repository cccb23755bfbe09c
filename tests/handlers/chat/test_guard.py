"""What the rules refuse is said in plain words, and leaves nothing behind."""

import pytest

from demo.seed import PHONES
from handlers.chat import build
from handlers.chat.cards import tell
from handlers.chat.guard import REFUSALS, guarded
from handlers.chat.scene import Finished, Stranger
from handlers.services.errors import (
    AlreadySettled,
    Denied,
    NotCorrectable,
    NotNow,
    OwnRecord,
    ScoringRefused,
)
from rubric.posts import Post
from storage.errors import NotFound, OutOfScope
from storage.unit_of_work import UnitOfWork

assert build
REFUSED = {
    Stranger: (Stranger(), "no_post"),
    Finished: (Finished(), "log_over"),
    Denied: (Denied((Post.TOWN_OFFICE,)), "denied"),
    OwnRecord: (OwnRecord(), "own_record"),
    NotCorrectable: (NotCorrectable(1), "log_locked"),
    NotNow: (NotNow("future"), "not_now"),
    AlreadySettled: (AlreadySettled("confirmed"), "settled"),
    ScoringRefused: (ScoringRefused("moved"), "scoring_refused"),
}
GONE = [OutOfScope(7, "示例一村"), NotFound("记录", 7)]


@pytest.fixture
def turn(stage):
    with stage.begin() as uow:
        yield stage.turn(uow, PHONES[Post.SECRETARY])


@pytest.fixture
def refusing(turn, secretary):
    """What is answered to an act that is refused after it wrote; nothing of it is left."""

    def refusing(error):
        def act():
            turn.uow.settings.put("half", 1)
            raise error

        assert guarded(turn, act) is error
        assert turn.uow.settings.get("half") is None
        return turn.uow.cards.latest(secretary.id, kind_of(error))

    return refusing


def kind_of(error):
    return REFUSED[type(error)][1] if type(error) in REFUSED else "gone"


def test_every_refusal_has_its_words():
    assert set(REFUSED) == set(REFUSALS)


@pytest.mark.parametrize("error", [*(error for error, _ in REFUSED.values()), *GONE], ids=repr)
def test_a_refused_act_is_taken_back_and_explained(refusing, error):
    assert refusing(error) is not None


def test_a_stranger_is_told_how_to_bind(stage):
    with stage.begin() as uow:
        turn = stage.turn(uow, "4711")
        guarded(turn, lambda: turn.scene.actor)
        assert uow.cards.latest("4711", "start_unbound")


def test_who_may_do_it_is_named(refusing):
    assert "镇清廉办" in refusing(REFUSED[Denied][0]).text


def test_what_is_allowed_is_kept(turn):
    assert guarded(turn, lambda: turn.uow.settings.put("whole", 1)) is None
    assert turn.uow.settings.get("whole") == 1


def test_a_fault_of_ours_is_no_refusal(turn):
    with pytest.raises(ZeroDivisionError):
        guarded(turn, lambda: 1 / 0)


@pytest.fixture
def shown(monkeypatch):
    """The scopes that the database was told to show, one after another."""
    scopes = []
    narrow = UnitOfWork.narrowed

    def narrowed(uow, scope):
        scopes.append(scope.villages)
        return narrow(uow, scope)

    monkeypatch.setattr(UnitOfWork, "narrowed", narrowed)
    return scopes


def test_the_database_shows_the_senders_villages_and_to_a_stranger_none(stage, turn, shown):
    own = turn.scene.actor.place_id
    guarded(turn, lambda: None)
    guarded(stage.turn(turn.uow, "4711"), lambda: None)
    assert shown == [{own}, frozenset()]


def test_what_another_reads_is_drawn_with_his_own_eyes(turn, shown):
    villages = {each.id for each in turn.uow.places.villages_of(turn.uow.places.towns()[0].id)}
    office = turn.uow.people.account_of(PHONES[Post.TOWN_OFFICE])
    grants = turn.uow.grants.active_of(office.person_id, turn.now, turn.now.date())
    guarded(turn, lambda: tell(turn.scene, grants, "home_town"))
    assert shown == [{turn.scene.actor.place_id}, villages]


def test_of_several_matters_the_one_that_is_another_s_is_named(chair):
    card = chair.say("昨天支委会，5人参加")
    assert card.kind == "denied"
    assert card.text.startswith("支委会需由")
