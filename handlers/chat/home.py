"""Home for each post, the month's duties, help, and the way back from everywhere."""

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services import findings, review, standing
from handlers.services.actor import Actor
from rubric.agenda import Entry, Mark
from rubric.posts import TOWN_POSTS

VILLAGE_KEYS = (("报一项工作",), ("本月要办", "看得分"))
SUPERVISOR_KEYS = (("去确认",), ("发现问题", "报一项监督"), ("本月要办", "看得分"))
TOWN_KEYS = (("看逾期",), ("全镇进度", "待评分"))
CITY_KEYS = (("各村得分",),)
MARKS = {Mark.OVERDUE: "！", Mark.OPEN: "○", Mark.WAITING: "△", Mark.DONE: "✓"}
MOST_LISTED = 5
MOST_BUTTONS = 3


def home_keys(actor: Actor) -> tuple[tuple[str, ...], ...]:
    """The words on the reply keyboard of the actor's post."""
    if actor.in_village:
        return SUPERVISOR_KEYS if actor.supervises else VILLAGE_KEYS
    return TOWN_KEYS if actor.post in TOWN_POSTS else CITY_KEYS


def show_home(scene: Scene) -> None:
    say(scene, home_kind(scene))


def home_kind(scene: Scene) -> str:
    """Which home card the actor's post has."""
    if scene.actor.of_village:
        return "home_secretary"
    return "home_supervisors" if scene.actor.supervises else "home_town"


@action("home")
def go_home(press: Press) -> None:
    press.show(home_kind(press.scene))


@view("home_secretary")
def home_secretary(scene: Scene, _data: Data) -> Message:
    entries = standing.month_agenda(scene.book())
    owed = [entry for entry in entries if entry.mark in (Mark.OVERDUE, Mark.OPEN)]
    return render(
        "home_secretary",
        place=scene.actor.place,
        month=scene.today.month,
        done=len(entries) - len(owed),
        owed=len(owed),
        overdue=sum(entry.mark is Mark.OVERDUE for entry in owed),
        next={"name": title(owed[0]), "by": deadline(owed[0], scene)} if owed else {},
    )


@view("home_supervisors")
def home_supervisors(scene: Scene, _data: Data) -> Message:
    return render(
        "home_supervisors",
        place=scene.actor.place,
        month=scene.today.month,
        waiting=len(review.queue(scene.act())),
        remedies=len(findings.waiting_for(scene.act())),
        village=scene.actor.place_id,
    )


@view("home_town")
def home_town(scene: Scene, _data: Data) -> Message:
    villages = scene.uow.places.villages_of(scene.actor.place_id)
    marks = [_worst(standing.month_agenda(scene.book(village.id))) for village in villages]
    return render(
        "home_town",
        town=scene.actor.place,
        month=scene.today.month,
        villages=len(villages),
        late=marks.count(Mark.OVERDUE),
        behind=marks.count(Mark.OPEN),
        even=len(marks) - marks.count(Mark.OVERDUE) - marks.count(Mark.OPEN),
    )


def _worst(entries: list[Entry]) -> Mark | None:
    return entries[0].mark if entries else None


@view("month")
def month(scene: Scene, _data: Data) -> Message:
    book = scene.book()
    entries = standing.month_agenda(book)
    shown = [entry for entry in entries if entry.mark is not Mark.DONE]
    return render(
        "month",
        village=book.village.name,
        month=scene.today.month,
        entries=[_line(entry, scene) for entry in shown[:MOST_LISTED]],
        more=len(shown[MOST_LISTED:]),
        done=sum(entry.mark is Mark.DONE for entry in entries),
        buttons=_report_buttons(shown, scene),
        can_log=scene.actor.of_village,
    )


def _report_buttons(shown: list[Entry], scene: Scene) -> list[Button]:
    """Report buttons for what this post does itself."""
    book = scene.book()
    return [
        Button(
            words.clip(f"报 {title(entry)}", 10),
            "log.owed",
            (entry.occurrence.duty, str(entry.occurrence.period), entry.occurrence.unit),
        )
        for entry in shown
        if entry.mark in (Mark.OVERDUE, Mark.OPEN)
        and scene.actor.post in book.doers(entry.occurrence.duty)
    ][:MOST_BUTTONS]


@action("month")
def show_month(press: Press) -> None:
    press.show("month")


def _line(entry: Entry, scene: Scene) -> dict[str, str]:
    return {"mark": MARKS[entry.mark], "name": title(entry), "note": deadline(entry, scene)}


def title(entry: Entry) -> str:
    """What is owed, as people call it: 5月财务公开."""
    return entry.occurrence.label


def deadline(entry: Entry, scene: Scene) -> str:
    """7月31日前, 逾期15天 or 待村监会确认."""
    if entry.mark is Mark.WAITING:
        return "待村监会确认"
    if entry.mark is Mark.OVERDUE:
        return f"逾期{(scene.today - entry.occurrence.due).days}天"
    return f"{words.dated(entry.occurrence.due, scene.today)}前"


@view("welcome")
def welcome(scene: Scene, _data: Data) -> Message:
    """Gives the reply keys back to a client that lost them."""
    actor = scene.actor
    return render("welcome", name=actor.name, home_keys=home_keys(actor))


@view("help")
def help_(scene: Scene, _data: Data) -> Message:
    return render("help", contact=scene.actor.contact)


@action("help")
def show_help(press: Press) -> None:
    press.show("help")


@view("me")
def me(scene: Scene, _data: Data) -> Message:
    actor = scene.actor
    return render(
        "me",
        name=actor.name,
        town=actor.town,
        place=actor.place if actor.in_village else "",
        post=actor.post,
        contact=actor.contact,
    )


@view("no_post")
def no_post(_scene: Scene, _data: Data) -> Message:
    return render("no_post")


@view("unclear")
def unclear(scene: Scene, data: Data) -> Message:
    return render(
        "unclear",
        what=data["what"],
        of_village=scene.actor.of_village,
        supervises=scene.actor.supervises,
    )


@view("ok")
def ok(_scene: Scene, _data: Data) -> Message:
    return render("ok")


@action("ok")
def understood(press: Press) -> None:
    """知道了: the card is done with."""
    press.show("ok")


@view("gone")
def gone(_scene: Scene, _data: Data) -> Message:
    return render("gone")


@view("parked")
def parked(_scene: Scene, _data: Data) -> Message:
    return render("parked")


@view("denied")
def denied(scene: Scene, data: Data) -> Message:
    return render(
        "denied",
        needed=data["needed"],
        post=scene.actor.post,
        contact=scene.actor.contact,
    )
