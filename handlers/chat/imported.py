"""News of an import: one message a confirmer, however many records wait for him."""

from collections.abc import Iterable

from handlers.chat.cards import Data, tell, view
from handlers.chat.scene import Scene
from handlers.messages.render import Message, render
from storage.grants import GrantRow


def announce(scene: Scene, waiting: Iterable[tuple[GrantRow, int]]) -> int:
    """Tell each of these how many came to his queue; how many have a phone to read it on."""
    reached = 0
    for grant, count in waiting:
        reached += bool(scene.of(grant))
        tell(scene, [grant], "import_news", count=count)
    return reached


@view("import_news")
def import_news(scene: Scene, data: Data) -> Message:
    return render("import_news", place=scene.actor.place, count=data["count"])
