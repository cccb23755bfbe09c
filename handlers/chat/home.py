"""Home for each post, the month's duties, help, and the way back from everywhere."""

from datetime import date

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.month import MOST_BUTTONS, deadline, title
from handlers.chat.pending import pending
from handlers.chat.receipts import waiting
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import LABEL_WIDTH, Button, Message, render
from handlers.services import findings, nudges, staff, standing
from handlers.services.actor import Actor
from handlers.services.whom_to_call import contact_of_former
from rubric.agenda import Entry, Mark
from rubric.posts import CITY_POSTS, TOWN_POSTS, Post
from storage.grants import GrantRow

VILLAGE_KEYS = (("报一项工作",), ("本月要办", "看得分"))
SUPERVISOR_KEYS = (("去确认",), ("发现问题", "报一项监督"), ("本月要办", "看得分"))
TOWN_KEYS = (("看逾期",), ("全镇进度", "待评分"))
CITY_KEYS = (("抽查",), ("评定", "名单"), ("各村得分",))
PANEL_KEYS = (("评定",), ("名单", "各村得分"))
OPERATOR_KEYS = (("各村得分",),)
OF_CITY = {Post.CITY_AGRICULTURE: CITY_KEYS, Post.CITY_PANEL: PANEL_KEYS}
WITHOUT_POINTS = {"看得分": "看进展", "待评分": "本镇要办", "各村得分": "各村进展"}
"""The words where no scheme has points: nothing speaks of them."""


def home_keys(scene: Scene) -> tuple[tuple[str, ...], ...]:
    """The words on the reply keyboard of the actor's post."""
    keys = _keys_of(scene.actor)
    if scene.scored():
        return keys
    if not scene.actor.in_village and scene.actor.post not in TOWN_POSTS:
        keys = OPERATOR_KEYS
    return tuple(tuple(WITHOUT_POINTS.get(word, word) for word in row) for row in keys)


def _keys_of(actor: Actor) -> tuple[tuple[str, ...], ...]:
    if actor.in_village:
        return SUPERVISOR_KEYS if actor.supervises else VILLAGE_KEYS
    if actor.post in TOWN_POSTS:
        return TOWN_KEYS
    return OF_CITY.get(actor.post, OPERATOR_KEYS)


def show_home(scene: Scene) -> None:
    say(scene, home_kind(scene))


def home_kind(scene: Scene) -> str:
    """Which home card the actor's post has."""
    if scene.actor.of_village:
        return "home_secretary"
    if scene.actor.post in OF_CITY:
        return "home_city"
    return "home_supervisors" if scene.actor.supervises else "home_town"


@action("home")
def go_home(press: Press) -> None:
    press.show(home_kind(press.scene))


@view("home_secretary")
def home_secretary(scene: Scene, _data: Data) -> Message:
    book = scene.book()
    entries = standing.month_agenda(book)
    owed = [entry for entry in entries if entry.mark in (Mark.OVERDUE, Mark.OPEN)]
    return render(
        "home_secretary",
        place=scene.actor.place,
        month=scene.today.month,
        acting=acting_as(scene),
        done=len(entries) - len(owed),
        owed=len(owed),
        overdue=sum(entry.mark is Mark.OVERDUE for entry in owed),
        missed=len(standing.missed(book)),
        next={"name": title(owed[0]), "by": deadline(owed[0], scene)} if owed else {},
        waiting=len(waiting(scene)),
        village=scene.actor.place_id,
        scored=scene.scored(),
        pending=pending(scene),
        **_to_remedy(scene),
    )


def _to_remedy(scene: Scene) -> dict[str, int]:
    """How many findings are not settled in the village, and how many of them are overdue."""
    rows = findings.unsettled_of(scene.act())
    late = sum(findings.is_late(row, scene.today) for row in rows)
    return {"findings": len(rows), "late_findings": late}


@view("home_supervisors")
def home_supervisors(scene: Scene, _data: Data) -> Message:
    return render(
        "home_supervisors",
        place=scene.actor.place,
        month=scene.today.month,
        acting=acting_as(scene),
        waiting=len(waiting(scene)),
        village=scene.actor.place_id,
        pending=pending(scene),
        **_to_answer(scene),
    )


def _to_answer(scene: Scene) -> dict[str, int]:
    """How many remedies wait for this person's word, and how many wishes and objections."""
    rows = findings.awaiting(scene.uow, scene.actor, scene.today)
    remedies = sum(row.status == "reported" and not row.dispute for row in rows)
    return {"remedies": remedies, "asked": len(rows) - remedies}


@view("home_town")
def home_town(scene: Scene, _data: Data) -> Message:
    villages = scene.uow.places.villages_of(scene.actor.place_id)
    books = scene.books_of(village.id for village in villages)
    listed = nudges.late(scene.uow, books)
    late = {each.village_id for each in listed}
    marks = [
        Mark.OVERDUE if book.village.id in late else _worst(standing.month_agenda(book))
        for book in books
    ]
    return render(
        "home_town",
        town=scene.actor.place,
        month=scene.today.month,
        acting=acting_as(scene),
        villages=len(villages),
        listed=len(listed),
        late=marks.count(Mark.OVERDUE),
        behind=marks.count(Mark.OPEN),
        even=len(marks) - marks.count(Mark.OVERDUE) - marks.count(Mark.OPEN),
        waiting=len(waiting(scene)),
        pending=pending(scene),
        **_to_answer(scene),
    )


def _worst(entries: list[Entry]) -> Mark | None:
    return entries[0].mark if entries else None


@view("welcome")
def welcome(scene: Scene, _data: Data) -> Message:
    """Gives the reply keys back to a client that lost them."""
    actor = scene.actor
    return render("welcome", name=actor.name, home_keys=home_keys(scene))


@view("help")
def help_(scene: Scene, _data: Data) -> Message:
    actor = scene.actor
    several = bool(acting_as(scene))
    return render(
        "help",
        contact=scene.contact,
        in_village=actor.in_village,
        of_city=actor.post in OF_CITY and scene.scored(),
        runs=actor.post is Post.CITY_AGRICULTURE,
        several=several,
        scored=scene.scored(),
    )


@action("help")
def show_help(press: Press) -> None:
    press.show("help")


@view("me")
def me(scene: Scene, _data: Data) -> Message:
    actor, grant = scene.actor, scene.uow.grants.get(scene.actor.grant_id)
    stand_in = next(iter(scene.uow.grants.stand_ins(grant.id, scene.now)), None)
    return render(
        "me",
        grant=grant.id,
        standing_in=words.span(*staff.days(grant), scene.today) if grant.stands_in_for_id else "",
        stand_in=stand_in.id if stand_in else None,
        leave=staff.may_leave(grant),
        name=actor.name,
        town=actor.town,
        place=actor.place if actor.in_village else "",
        post=actor.post,
        contact=scene.contact,
        agreed=_agreed_on(scene),
        buttons=[post_button(scene, grant) for grant in other_grants(scene)[:MOST_BUTTONS]],
    )


def _agreed_on(scene: Scene) -> date | None:
    """When he agreed to the notice of what is kept."""
    agreed = scene.uow.people.agreed(scene.actor.person_id)
    return agreed.astimezone(scene.now.tzinfo).date() if agreed else None


def other_grants(scene: Scene) -> list[GrantRow]:
    """The other posts this person holds."""
    held = scene.uow.grants.active_of(scene.actor.person_id, scene.now, scene.today)
    return [grant for grant in held if grant.id != scene.actor.grant_id]


def acting_as(scene: Scene) -> str:
    """The post acted in, where the person has others beside it."""
    return str(scene.actor.post) if other_grants(scene) else ""


@action("me.choose")
def choose_post(press: Press) -> None:
    """换一个职务: which ones there are stands with what is known of him."""
    press.show("me")


def post_button(scene: Scene, grant: GrantRow) -> Button:
    """The place is left out of what there is but one of, where the label would be cut."""
    whole = f"{scene.uow.places.get(grant.place_id).name}{grant.post}"
    long = words.width(whole) > LABEL_WIDTH[1] and grant.post in TOWN_POSTS | CITY_POSTS
    return Button(grant.post if long else whole, "me.as", (grant.id,))


@action("me.as")
def act_as(press: Press) -> None:
    """From now on in another of his posts, with that post's keys."""
    turn = press.turn
    chosen = [grant for grant in other_grants(press.scene) if grant.id == press.args[0]]
    if turn.account and chosen:
        turn.uow.people.choose_grant(turn.account.id, chosen[0].id)
        turn.forget_sender()
    press.show("me")
    say(turn.scene, "welcome")


@view("no_post")
def no_post(scene: Scene, _data: Data) -> Message:
    """Whose post has ended: that it has, and whom to call about it."""
    account = scene.uow.people.known(scene.chat_id)
    contact = contact_of_former(scene.uow, account.person_id) if account else ""
    return render("no_post", contact=contact)


@view("unclear")
def unclear(scene: Scene, data: Data) -> Message:
    return render(
        "unclear",
        what=data["what"],
        of_village=scene.actor.of_village,
        supervises=scene.actor.supervises,
        keys_of_post=_first_keys(scene),
        contact=scene.contact,
        scored=scene.scored(),
    )


def _first_keys(scene: Scene) -> list[Button]:
    """To whoever is above the villages: the first things his post does."""
    post = scene.actor.post
    if post in OF_CITY and scene.scored():
        mine = [Button("抽查", "spot.list", (0,))] if post is Post.CITY_AGRICULTURE else []
        return [*mine, Button("评定", "panel.list", (0,)), Button("名单", "list.show", (0,))]
    if post in TOWN_POSTS:
        return [Button("看逾期", "late", (0,)), Button("全镇进度", "town.progress")]
    return [Button("看各村", "town.scores", (0,))]


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
