"""The name of a village or town, written by whoever is above it, with or without more words."""

import re

from handlers.chat import asking, city, findings, late, sentence
from handlers.chat.cards import say
from handlers.chat.home import OF_CITY
from handlers.chat.procedures import current
from handlers.chat.scene import Scene
from handlers.chat.town import PAGE
from handlers.chat.turn import Turn
from handlers.chat.typed import bare
from handlers.services.findings import CHECKERS
from rubric.posts import TOWN_POSTS
from rubric.utterance import Intent
from storage.places import PlaceRow

REMIND, ALL = "提醒", "全部提醒"
BETWEEN = " 　,，:：、;；。.!！"
LINE = re.compile(r"第([1-9一二三四])[条项个]")
DIGITS = "一二三四"
OPENS = ("late.nudge", "late.of")
"""What the buttons of the lines of the overdue list do."""


def heard(turn: Turn, said: str) -> bool:
    """Whether the words name a place the actor looks after, or a line of his overdue list."""
    if turn.scene.actor.in_village:
        return False
    return _reminds(turn, bare(said)) or _line(turn, bare(said)) or _named(turn, said)


def finds_elsewhere(turn: Turn, said: str) -> bool:
    """Whether what answers 发现问题 of one village names another: then it is a finding there."""
    scene = turn.scene
    waiting = scene.uow.drafts.awaiting(scene.actor.person_id)
    if scene.actor.in_village or waiting is None or waiting.kind != "finding.text":
        return False
    village = _village(scene, said)
    text = said.removeprefix(village.name).strip(BETWEEN) if village else ""
    if village is None or village.id == waiting.data["village"] or not text:
        return False
    if not asking.still_meant(scene, waiting):
        return False
    findings.take_text(turn, {"village": village.id}, text, asking.in_place(scene, waiting))
    asking.drop(scene)
    return True


def _reminds(turn: Turn, said: str) -> bool:
    """全部提醒, 提醒示例五村."""
    if turn.scene.actor.post not in TOWN_POSTS or REMIND not in said:
        return False
    village = _village(turn.scene, said.removeprefix(REMIND))
    meant = said == ALL or (village is not None and said == REMIND + village.name)
    if meant:
        late.remind_all(turn, village.id if village else None, asking.anew(turn.scene))
    return meant


def _line(turn: Turn, said: str) -> bool:
    """第2条, under the overdue list: what that line's village has not done."""
    match, card = LINE.fullmatch(said), turn.uow.cards.newest(turn.chat_id)
    if match is None or card is None or card.kind != "town_late":
        return False
    at = DIGITS.index(match[1]) if match[1] in DIGITS else int(match[1]) - 1
    lines = [each["args"] for each in card.buttons if each["action"] in OPENS]
    single = [args for args in lines if len(args) == 1 or not isinstance(args[0], list)]
    if at >= len(single):
        return False
    first = single[at][0]
    village = first[0] if isinstance(first, list) else first
    say(turn.scene, "town_late", village=village, page=0)
    return True


def _named(turn: Turn, said: str) -> bool:
    village = _village(turn.scene, said.lstrip(BETWEEN))
    if village is None:
        return _town(turn.scene, bare(said))
    text = said.lstrip(BETWEEN).removeprefix(village.name).strip(BETWEEN)
    return _found(turn, village, text) or (not text and _shown(turn.scene, village))


def _shown(scene: Scene, village: PlaceRow) -> bool:
    say(scene, "town_village", village=village.id)
    return True


def _found(turn: Turn, village: PlaceRow, text: str) -> bool:
    """A finding in the village, where it was asked for or the words tell of one."""
    if turn.scene.actor.post not in CHECKERS:
        return False
    card = turn.uow.cards.newest(turn.chat_id)
    asked = card is not None and card.kind == "finding_where"
    words = text or (card.data.get("text", "") if card and asked else "")
    if words and (asked or sentence.read(turn, words).intent is Intent.FIND):
        findings.found(turn, village.id, words, asking.anew(turn.scene))
        return True
    if asked and not words:
        findings.begin_in(turn.scene, village.id)
    return asked and not words


def _village(scene: Scene, said: str) -> PlaceRow | None:
    """The village whose name the words begin with; the longest such name."""
    below = scene.uow.places.villages_of(scene.actor.place_id)
    found = [each for each in below if said.startswith(each.name)]
    longest = sorted(found, key=lambda each: -len(each.name))
    alike = [each for each in longest if each.name == longest[0].name]
    return longest[0] if len(alike) == 1 else None


def _town(scene: Scene, name: str) -> bool:
    """A town, to the city: where it stands, or its villages."""
    towns = scene.uow.places.towns()
    at = next((at for at, each in enumerate(towns) if each.name == name), None)
    if at is None or scene.actor.post in TOWN_POSTS:
        return False
    if scene.actor.post in OF_CITY and scene.scored():
        say(scene, "city_towns", **current(scene), page=at // city.PAGE)
    else:
        _villages_of(scene, towns[at])
    return True


def _villages_of(scene: Scene, town: PlaceRow) -> None:
    """The page of the list on which the town's villages begin."""
    own = {each.id for each in scene.uow.places.villages_of(town.id)}
    every = scene.uow.places.villages_of(scene.actor.place_id)
    first = next((at for at, each in enumerate(every) if each.id in own), 0)
    say(scene, "town_villages", page=first // PAGE)
