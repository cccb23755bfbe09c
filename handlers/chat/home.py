"""Home for each post, the month's duties, help, and the way back from everywhere."""

from collections.abc import Iterable

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.receipts import waiting, who_confirms
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import LABEL_WIDTH, Button, Message, render
from handlers.services import findings, standing
from handlers.services.actor import Actor
from handlers.services.book import Book
from rubric.agenda import Entry, Mark
from rubric.occurrences import Occurrence
from rubric.posts import TOWN_POSTS
from storage.grants import GrantRow

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
        acting=acting_as(scene),
        done=len(entries) - len(owed),
        owed=len(owed),
        overdue=sum(entry.mark is Mark.OVERDUE for entry in owed),
        next={"name": title(owed[0]), "by": deadline(owed[0], scene)} if owed else {},
        waiting=len(waiting(scene)),
    )


@view("home_supervisors")
def home_supervisors(scene: Scene, _data: Data) -> Message:
    return render(
        "home_supervisors",
        place=scene.actor.place,
        month=scene.today.month,
        acting=acting_as(scene),
        waiting=len(waiting(scene)),
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
        acting=acting_as(scene),
        villages=len(villages),
        late=marks.count(Mark.OVERDUE),
        behind=marks.count(Mark.OPEN),
        even=len(marks) - marks.count(Mark.OVERDUE) - marks.count(Mark.OPEN),
        waiting=len(waiting(scene)),
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
    )


def _report_buttons(shown: list[Entry], scene: Scene) -> list[Button]:
    """Report buttons for what is not done yet and this post does itself."""
    undone = [entry.occurrence for entry in shown if entry.mark in (Mark.OVERDUE, Mark.OPEN)]
    return report_buttons(scene.book(), undone, scene.actor)[:MOST_BUTTONS]


def report_buttons(book: Book, owed: Iterable[Occurrence], actor: Actor) -> list[Button]:
    """报 5月财务公开, for what the actor may report."""
    return [
        Button(_report_label(book, each), "log.owed", (each.duty, str(each.period), each.unit))
        for each in owed
        if actor.post in book.doers(each.duty)
    ]


def _report_label(book: Book, each: Occurrence) -> str:
    """The period is left out where the label would be cut; the Party group never."""
    group = f"第{each.unit}组" if book.several_units(each.duty) else ""
    name = book.name(each.duty) + group
    whole = f"报 {words.period(each.period)}{name}"
    return whole if words.width(whole) <= LABEL_WIDTH[1] else f"报 {name}"


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
        return f"待{who_confirms(scene.book(), entry.occurrence.duty)}确认"
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
    actor = scene.actor
    several = bool(acting_as(scene))
    return render("help", contact=actor.contact, in_village=actor.in_village, several=several)


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
        buttons=[_post_button(scene, grant) for grant in _other_grants(scene)[:MOST_BUTTONS]],
    )


def _other_grants(scene: Scene) -> list[GrantRow]:
    """The other posts this person holds."""
    held = scene.uow.grants.active_of(scene.actor.person_id, scene.now, scene.today)
    return [grant for grant in held if grant.id != scene.actor.grant_id]


def acting_as(scene: Scene) -> str:
    """The post acted in, where the person has others beside it."""
    return str(scene.actor.post) if _other_grants(scene) else ""


@action("me.choose")
def choose_post(press: Press) -> None:
    """换一个职务: which ones there are stands with what is known of him."""
    press.show("me")


def _post_button(scene: Scene, grant: GrantRow) -> Button:
    return Button(f"{scene.uow.places.get(grant.place_id).name}{grant.post}", "me.as", (grant.id,))


@action("me.as")
def act_as(press: Press) -> None:
    """From now on in another of his posts, with that post's keys."""
    turn = press.turn
    chosen = [grant for grant in _other_grants(press.scene) if grant.id == press.args[0]]
    if turn.account and chosen:
        turn.uow.people.choose_grant(turn.account.id, chosen[0].id)
        turn.forget_sender()
    press.show("me")
    say(turn.scene, "welcome")


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
