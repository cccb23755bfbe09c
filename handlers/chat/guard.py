"""A refused act is answered in plain words, and nothing of it is written."""

from collections.abc import Callable

from handlers.chat.cards import say
from handlers.chat.scene import Stranger
from handlers.chat.turn import Turn
from handlers.services.errors import AlreadySettled, Denied, NotCorrectable, OwnRecord
from storage.errors import OutOfScope


def guarded(turn: Turn, act: Callable[[], None]) -> None:
    """Run the act in a savepoint; what the rules refuse is taken back and explained."""
    try:
        with turn.uow.savepoint():
            act()
    except Stranger:
        say(turn.scene, "no_post" if turn.account else "start_unbound")
    except Denied as refused:
        say(turn.scene, "denied", needed=[str(post) for post in refused.needed])
    except OwnRecord:
        say(turn.scene, "own_record")
    except NotCorrectable:
        say(turn.scene, "log_locked")
    except AlreadySettled as refused:
        say(turn.scene, "settled", status=refused.status)
    except OutOfScope:
        say(turn.scene, "gone")
