"""The card of a reminder: what is owed, how late it is by now, and where it is done."""

import re
from collections.abc import Sequence
from datetime import date

from handlers.chat.cards import Data, view
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from rubric.posts import CITY_POSTS, TOWN_POSTS

LISTED, LISTED_BESIDE = 4, 2
"""What one message lists of what is owed; fewer beside who hears nothing any more."""
LEADS = {
    "voice": Button("答复意见建议", "voice.list", (0,)),
    "sealing": Button("去评分", "scoring.progress", (None, 0)),
    "recognition": Button("看名单", "list.show", (0,)),
}
"""Where that is done which stands in no list of what is overdue."""


@view("reminder")
def reminder(scene: Scene, data: Data) -> Message:
    most = LISTED_BESIDE if data.get("gone") else LISTED
    return render(
        "reminder",
        town=scene.actor.post in TOWN_POSTS,
        city=scene.actor.post in CITY_POSTS,
        place=scene.actor.place,
        lines=[_line(scene, each) for each in data["owed"][:most]],
        ended=data.get("ended", []),
        gone=data.get("gone", []),
        over=any(_line(scene, each)["over"] for each in data["owed"]),
        late=any(_line(scene, each)["late"] for each in data["owed"]),
        more=len(data["owed"][most:]),
        of_village=scene.actor.of_village,
        village=scene.actor.place_id,
        findings=any(each["key"].startswith("finding:") for each in data["owed"]),
        answers=any("/answer/" in each["key"] for each in data["owed"]),
        leads=_leads(data["owed"]),
        listed=any(_kind(each) not in LEADS for each in data["owed"]) or not data["owed"],
    )


def _leads(owed: Sequence[Data]) -> list[Button]:
    """To where what is owed is listed, beside what has a list of its own on the card."""
    kinds = {_kind(each) for each in owed}
    return [button for kind, button in LEADS.items() if kind in kinds]


def _kind(told: Data) -> str:
    """voice, sealing, recognition, finding; or the duty."""
    return re.split("[/:]", str(told["key"]), maxsplit=1)[0]


def _line(scene: Scene, told: Data) -> Data:
    """One thing owed, and how late it is by now."""
    due = date.fromisoformat(told["due"])
    closes = date.fromisoformat(told["closes"]) if told["closes"] else None
    return {
        "village": told["village"],
        "label": told["label"],
        "late": max(0, (scene.today - due).days),
        "by": words.dated(due, scene.today),
        "over": closes is not None and closes < scene.today,
    }
