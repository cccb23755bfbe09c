"""How a village stands, asked in words: its points, its month, an item, what waits for a word."""

import re

from handlers.chat import ledger, review, score, town, villages
from handlers.chat.cards import Data, say, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services import standing
from rubric.utterance import Reading

_CONFIRMED = re.compile("确认(?:了|过|好)*(?:没|吗|么|[?？])|(?:没|未|待).{0,3}确认")
_HOW_OFTEN = re.compile("(?:几|多少)[次回场]")


def answer(turn: Turn, said: str, reading: Reading) -> None:
    """Of one's own village, or of those above the one that is named."""
    scene = turn.scene
    if elsewhere := villages.named_elsewhere(scene, said):
        say(scene, "own_only", elsewhere=elsewhere)
    village = villages.named_in(scene, said)
    if scene.actor.in_village and _CONFIRMED.search(said):
        _show_awaiting(scene)
    elif scene.actor.in_village and "台账" in said:
        ledger.show(scene)
    elif scene.actor.in_village and _HOW_OFTEN.search(said) and (item := _item(scene, reading)):
        say(scene, "score_item", village=scene.actor.place_id, no=item)
    elif "分" in said:
        score.show_score(scene, village.id if village else None)
    elif village and not scene.actor.in_village:
        say(scene, "town_village", village=village.id)
    else:
        town.show_month(scene)


def _show_awaiting(scene: Scene) -> None:
    """To who logs, what of it nobody has confirmed yet; to who confirms, what waits for him."""
    if scene.actor.supervises:
        review.show_queue(scene)
    else:
        say(scene, "ledger", **ledger.only_of(scene.actor.place_id, status="reported"))


def _item(scene: Scene, reading: Reading) -> int | None:
    """The item for which the one duty counts that is asked about."""
    served = standing.serves(scene.book(), reading.duties[0]) if len(reading.duties) == 1 else ()
    return served[0] if served else None


@view("own_only")
def own_only(scene: Scene, data: Data) -> Message:
    return render("own_only", elsewhere=data["elsewhere"], village=scene.actor.place)
