"""节前廉洁提醒: said to a village before a festival, and logged with one tap."""

from datetime import date

from handlers.chat.cards import Data, Press, action, view
from handlers.chat.log import begin
from handlers.chat.scene import Scene
from handlers.chat.unasked import may_speak, speak
from handlers.messages.render import Message, render
from handlers.services import reminders
from handlers.services.sketch import Sketch
from handlers.services.workdays import Holiday
from rubric.posts import VILLAGE_POSTS
from storage.grants import GrantRow
from storage.places import PlaceRow

HELD = ("integrity-education", "holiday-reminder")


def greet(scene: Scene, village: PlaceRow) -> None:
    """The integrity reminder before a festival, or before two that follow each other closely."""
    coming = reminders.holidays_due(scene.today)
    holders = scene.uow.grants.holders(village.id, VILLAGE_POSTS, scene.today) if coming else ()
    for grant in holders:
        may = bool(scene.of(grant)) and may_speak(scene, grant)
        fresh = [each for each in coming if may and _claimed(scene, grant, village, each)]
        if fresh:
            speak(
                scene,
                grant,
                "holiday",
                names="、".join(each.name for each in fresh),
                days=[[str(each.first), str(each.last)] for each in fresh],
                tentative=any(each.tentative for each in fresh),
            )


def _claimed(scene: Scene, grant: GrantRow, village: PlaceRow, holiday: Holiday) -> bool:
    key = f"holiday/{holiday.first}"
    return scene.uow.reminders.claim(village.id, key, "before", grant.person_id, scene.now)


@action("holiday.held")
def held(press: Press) -> None:
    """已开提醒会: one tap logs an integrity education; the note becomes its receipt."""
    text = f"{press.data['names']}节前廉洁提醒会"
    begin(press.turn, Sketch(text=text, duties=HELD, title=text), press.show)


@view("holiday")
def holiday(scene: Scene, data: Data) -> Message:
    return render(
        "holiday",
        person=scene.actor.name,
        festival=data["names"],
        days=[tuple(map(date.fromisoformat, each)) for each in data["days"]],
        tentative=data["tentative"],
    )
