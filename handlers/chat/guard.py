"""A refused act is answered in plain words, and nothing of it is written."""

from collections.abc import Callable

from handlers.chat.cards import say
from handlers.chat.scene import Finished, Stranger
from handlers.chat.turn import Turn
from handlers.services.errors import (
    AlreadySettled,
    Denied,
    NotCorrectable,
    NotNow,
    OwnRecord,
    ScoringRefused,
)
from storage.errors import NotFound, OutOfScope

REFUSALS = (
    Stranger,
    Finished,
    Denied,
    OwnRecord,
    NotCorrectable,
    NotNow,
    AlreadySettled,
    ScoringRefused,
)


def guarded(turn: Turn, act: Callable[[], None]) -> Exception | None:
    """Run the act in a savepoint; what the rules refuse is taken back, explained and returned.

    Within it the database shows what the sender may see, and to a stranger no village at all.
    """
    try:
        with turn.uow.savepoint(), turn.uow.narrowed(turn.scope):
            act()
    except REFUSALS as refused:
        _explain(turn, refused)
        return refused
    except (OutOfScope, NotFound) as missing:
        say(turn.scene, "gone")
        return missing
    return None


def _explain(turn: Turn, refused: Exception) -> None:
    match refused:
        case Stranger():
            say(turn.scene, "no_post" if turn.account else "start_unbound")
        case Finished():
            say(turn.scene, "log_over")
        case Denied():
            _deny(turn, refused)
        case NotNow():
            say(turn.scene, "not_now", why=refused.why, told=refused.told)
        case OwnRecord():
            say(turn.scene, "own_record")
        case NotCorrectable():
            say(turn.scene, "log_locked", records=[refused.record_id])
        case AlreadySettled():
            say(turn.scene, "settled", status=refused.status)
        case ScoringRefused():
            say(turn.scene, "scoring_refused", why=refused.why)


def _deny(turn: Turn, refused: Denied) -> None:
    """His words are kept with it: another of his posts may be the one for them."""
    say(
        turn.scene,
        "denied",
        needed=[str(post) for post in refused.needed],
        matter=refused.matter,
        said=turn.said,
        written_on=turn.written_on.isoformat(),
        message=turn.message_id,
    )
