"""Which village words name, of those that their writer looks after, or beside his own."""

import re

from handlers.chat.scene import Scene
from storage.places import PlaceRow

_TOGETHER = re.compile("[来我和与同]|本村|联合|一起|交叉")
"""What is told of another village is one's own work then."""
BETWEEN = " 　,，:：、;；。.!！"


def named_first(scene: Scene, said: str) -> PlaceRow | None:
    """The village whose name the words begin with; the longest such name."""
    return _longest([each for each in _own(scene) if said.lstrip(BETWEEN).startswith(each.name)])


def named_in(scene: Scene, said: str) -> PlaceRow | None:
    """The one village that the words name, wherever."""
    found = [each for each in _own(scene) if each.name in said]
    longest = _longest(found)
    alone = longest is not None and all(each.name in longest.name for each in found)
    return longest if alone else None


def named_beside(scene: Scene, said: str) -> str:
    """The name of another village of the town in a supervisor's words, and not his own."""
    return named_elsewhere(scene, said) if scene.actor.supervises else ""


def named_elsewhere(scene: Scene, said: str) -> str:
    """The same in the words of anybody of a village."""
    if not scene.actor.in_village or scene.actor.place in said:
        return ""
    town = scene.uow.places.town_of(scene.actor.place_id)
    names = [each.name for each in scene.uow.places.villages_of(town.id)]
    return next((name for name in names if name in said), "")


def begins_elsewhere(scene: Scene, said: str) -> str:
    """The name of another village of the town with which a village's own words begin."""
    if not scene.actor.of_village or _TOGETHER.search(said):
        return ""
    places = scene.uow.places
    begun = places.name_begun(places.town_of(scene.actor.place_id).id, said)
    return "" if begun == scene.actor.place else begun


def without_name(said: str, village: PlaceRow) -> str:
    """What the words tell after the name that they begin with."""
    return said.lstrip(BETWEEN).removeprefix(village.name).strip(BETWEEN)


def _own(scene: Scene) -> list[PlaceRow]:
    return scene.uow.places.villages_of(scene.actor.place_id)


def _longest(found: list[PlaceRow]) -> PlaceRow | None:
    """None where two have that name."""
    longest = sorted(found, key=lambda each: -len(each.name))
    alike = [each for each in longest if each.name == longest[0].name]
    return longest[0] if len(alike) == 1 else None
