"""月初小结: on a month's first working day a town hears how the last went, in Word and Excel."""

from datetime import date, timedelta

from handlers.chat.cards import REMINDER, Data, Press, action, say, view
from handlers.chat.papers import MAKE
from handlers.chat.scene import Scene
from handlers.messages.render import Message, render
from handlers.services import workdays
from handlers.services.month_summary import last_month, summary
from rubric.posts import Post
from storage.grants import GrantRow

READERS = frozenset({Post.TOWN_OFFICE})


def is_first_workday(today: date) -> bool:
    """Whether no earlier day of the month was a working day."""
    earlier = (today - timedelta(days=back) for back in range(1, today.day))
    return workdays.is_workday(today) and not any(map(workdays.is_workday, earlier))


def send(scene: Scene, grant: GrantRow) -> bool:
    """The summary to the holder of a town's office, once a month; whether it was sent now."""
    month = str(last_month(scene.today))
    claim = (grant.place_id, f"month-digest/{month}", "digest", grant.person_id, scene.now)
    reached = scene.of(grant)
    if not reached or grant.post not in READERS or not scene.uow.reminders.claim(*claim):
        return False
    for theirs in reached:
        card = say(theirs, "month_digest", urgency=REMINDER, town=grant.place_id)
        payload = {"paper": "month-digest", "place": grant.place_id, "of": [month]}
        told = {"card": card.token, "grant": grant.id, "chat": theirs.chat_id}
        scene.uow.jobs.put(MAKE, payload | told, at=scene.now)
    return True


@action("digest.month")
def open_digest(press: Press) -> None:
    """看上月小结."""
    press.show("month_digest", town=press.scene.actor.place_id)


@view("month_digest")
def month_digest(scene: Scene, data: Data) -> Message:
    town = data["town"]
    books = scene.books_of(each.id for each in scene.uow.places.villages_of(town))
    told = summary(scene.uow, books, last_month(scene.today))
    return render("month_digest", town=scene.uow.places.get(town).name, told=told, number=town)
