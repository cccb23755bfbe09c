"""The name of a village or town, written by whoever is above it, with or without more words."""

import re

from handlers.chat import asking, city, finding_meant, findings, late, sentence
from handlers.chat.cards import say
from handlers.chat.home import OF_CITY
from handlers.chat.procedures import current
from handlers.chat.scene import Scene
from handlers.chat.town import PAGE
from handlers.chat.turn import Turn
from handlers.chat.typed import bare
from handlers.chat.villages import named_first, without_name
from handlers.services.findings import CHECKERS
from rubric.posts import TOWN_POSTS
from rubric.utterance import Intent
from storage.places import PlaceRow

ALL = ("全部提醒", "提醒全部", "提醒所有村", "提醒全部村", "提醒各村")
REMIND = re.compile("(?:提醒|催办?)(?:一下)?")
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
    if scene.actor.in_village:
        return False
    waiting = scene.uow.drafts.awaiting(scene.actor.person_id)
    if waiting is None or waiting.kind != "finding.text":
        return False
    village = named_first(scene, said)
    text = without_name(said, village) if village else ""
    if village is None or village.id == waiting.data["village"] or not text:
        return False
    if not asking.still_meant(scene, waiting):
        return False
    finding_meant.take_text(turn, {"village": village.id}, text, asking.in_place(scene, waiting))
    asking.drop(scene)
    return True


def is_reminder(turn: Turn, said: str) -> bool:
    """Whether it is an order to remind, which answers no question that was left before."""
    return bool(_to_remind(turn, bare(said)))


def _reminds(turn: Turn, said: str) -> bool:
    whom = _to_remind(turn, said)
    for village in whom:
        late.remind_all(turn, village, asking.anew(turn.scene))
    return bool(whom)


def _to_remind(turn: Turn, said: str) -> tuple[int | None, ...]:
    """全部提醒, 提醒示例五村, 催一下示例五村: the village, None for all; nothing if no order."""
    if turn.scene.actor.post not in TOWN_POSTS:
        return ()
    if said in ALL:
        return (None,)
    begins = REMIND.match(said)
    name = said[begins.end() :] if begins else ""
    village = named_first(turn.scene, name)
    return (village.id,) if village is not None and name == village.name else ()


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
    village = named_first(turn.scene, said)
    if village is None:
        return _town(turn.scene, bare(said))
    text = without_name(said, village)
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
