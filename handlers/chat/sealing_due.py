"""评分未封存: what the reminder tells a town of its scores, wherever the town looks."""

from typing import Any

from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.services import seal_progress
from handlers.services.seal_progress import SealingDue
from handlers.services.worksheets import LEVELS

LEVEL = "town"


def due(scene: Scene) -> tuple[SealingDue, ...]:
    """The scores the actor's town has to seal, once the reminder tells of them."""
    if scene.actor.post not in LEVELS[LEVEL].sealers:
        return ()
    return seal_progress.owed_by(scene.uow, scene.schemes, scene.actor, scene.today)


def unsealed(scene: Scene) -> int:
    """Villages that are not sealed."""
    return sum(each.progress.unsealed for each in due(scene))


def late(scene: Scene) -> int:
    """Schemes whose day has passed."""
    return sum(each.late(scene.today) > 0 for each in due(scene))


def lines(scene: Scene) -> list[dict[str, Any]]:
    return [
        {
            "label": each.label,
            "late": each.late(scene.today),
            "by": words.dated(each.progress.due, scene.today) if each.progress.due else "",
        }
        for each in due(scene)
    ]
