"""请假代办: from when to when, and who stands in; it ends by itself, or before."""

from collections.abc import Callable
from datetime import date, timedelta

from handlers.chat import asking, invites
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, tell, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services import invitations, leave, staff
from handlers.services.errors import LeaveRefused, NameRefused
from handlers.services.leave import Span
from storage.grants import GrantRow

OFFERED = (3, 7, 15)
"""Days of leave offered as buttons."""
MOST = 3


@action("leave")
def ask_days(press: Press) -> None:
    """请假代办: how long?"""
    scene, absent = press.scene, press.scene.uow.grants.get(press.args[0])
    leave.require(scene.uow, scene.actor, absent)
    card = press.show("leave_days", grant=absent.id)
    asking.ask(scene, card, "leave.days", grant=absent.id)


def take_days(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """7月20日至25日, in words."""
    span = leave.read_span(text, turn.written_on)
    if span is not None:
        show("leave_who", **_dumped(data["grant"], span))
    return span is not None


@action("leave.until")
def until(press: Press) -> None:
    """So many days from today on."""
    asking.drop(press.scene)
    grant, last = press.args
    span = Span(press.scene.today, date.fromisoformat(last))
    press.show("leave_who", **_dumped(grant, span))


@action("leave.who")
def choose(press: Press) -> None:
    """One of the people bound here stands in."""
    _arrange(press.scene, press.data, lambda: press.args[0], press.show)


@action("leave.other")
def ask_name(press: Press) -> None:
    """其他人: the next words are the name."""
    asked = _dumped(press.data["grant"], Span(*_span(press.data)))
    card = press.show("leave_who", **asked, typed=True)
    asking.ask(press.scene, card, "leave.name", **asked)


def take_name(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Somebody of the place, or somebody new, who needs an invitation."""
    scene, absent = turn.scene, turn.uow.grants.get(data["grant"])
    try:
        _arrange(
            scene, data, lambda: leave.named(turn.uow, scene.actor, absent, text, turn.now), show
        )
    except NameRefused as refused:
        asked = _dumped(absent.id, Span(*_span(data)))
        card = show("leave_who", **asked, typed=True, why=refused.why)
        asking.ask(scene, card, "leave.name", **asked)
    return True


def _arrange(scene: Scene, data: Data, whom: Callable[[], int], show: Show) -> None:
    """By whomever it is; somebody new is not kept where it is refused."""
    absent = scene.uow.grants.get(data["grant"])
    span = Span(*_span(data))
    try:
        with scene.uow.savepoint():
            stand_in = leave.arrange(scene.uow, scene.actor, absent, whom(), span, scene.now)
    except LeaveRefused as refused:
        show("leave_refused", grant=absent.id, why=refused.why)
        return
    if stand_in.accepted_at is None:
        made = invitations.invite_one(scene.uow, scene.actor, stand_in, scene.now)
        show("invite_sent", grant=stand_in.id, why="stand-in", **invites.numbers(made))
    else:
        show("leave_set", stand_in=stand_in.id)
        tell(scene, _others(scene, stand_in, absent), "leave_told", stand_in=stand_in.id)


@action("leave.end")
def end_early(press: Press) -> None:
    """结束请假: the absent one is back, and both are told."""
    scene, stand_in = press.scene, press.scene.uow.grants.get(press.args[0])
    leave.end(scene.uow, scene.actor, stand_in, scene.now)
    press.show("leave_set", stand_in=stand_in.id)
    absent = scene.uow.grants.get(stand_in.stands_in_for_id or stand_in.id)
    tell(scene, _others(scene, stand_in, absent), "leave_told", stand_in=stand_in.id)


def _others(scene: Scene, *grants: GrantRow) -> list[GrantRow]:
    """Those of the two who have not done it themselves."""
    return [each for each in grants if each.person_id != scene.actor.person_id]


def _span(data: Data) -> tuple[date, date]:
    return date.fromisoformat(data["first"]), date.fromisoformat(data["last"])


def _dumped(grant: int, span: Span) -> Data:
    return {"grant": grant, "first": str(span.first), "last": str(span.last)}


@view("leave_days")
def days(scene: Scene, data: Data) -> Message:
    lasts = [scene.today + timedelta(days=count - 1) for count in OFFERED]
    return render(
        "leave_days",
        buttons=[
            Button(f"{count}天", "leave.until", (data["grant"], str(last)))
            for count, last in zip(OFFERED, lasts, strict=True)
        ],
        **_told(scene, _arranged(scene, data)),
    )


@view("leave_who")
def who(scene: Scene, data: Data) -> Message:
    absent = _arranged(scene, data)
    found = leave.candidates(scene.uow, absent, scene.now)[:MOST]
    people = [scene.uow.people.get(each.person_id) for each in found]
    return render(
        "leave_who",
        typed=data.get("typed", False),
        why=data.get("why", ""),
        span=words.span(*_span(data), scene.today),
        buttons=[
            Button(f"{number} {each.name}", "leave.who", (each.id,))
            for number, each in enumerate(people, 1)
        ],
        **_told(scene, absent),
    )


@view("leave_refused")
def refused(scene: Scene, data: Data) -> Message:
    absent = _arranged(scene, data)
    return render("leave_refused", why=data["why"], **_told(scene, absent))


@view("leave_set")
def leave_set(scene: Scene, data: Data) -> Message:
    return render("leave_set", **_standing_in(scene, data))


@view("leave_told")
def leave_told(scene: Scene, data: Data) -> Message:
    """To whoever stands in, or to the absent one for whom it was arranged."""
    told = _standing_in(scene, data)
    return render("leave_told", mine=scene.actor.person_id == told["deputy"].person_id, **told)


def _standing_in(scene: Scene, data: Data) -> Data:
    stand_in = scene.uow.grants.get(data["stand_in"])
    absent = scene.uow.grants.get(stand_in.stands_in_for_id or stand_in.id)
    return {
        "deputy": stand_in,
        "stand_in": scene.uow.people.get(stand_in.person_id).name,
        "days": words.span(*staff.days(stand_in), scene.today),
        "over": not invitations.open_at(stand_in, scene.now),
        **_told(scene, absent),
    }


def _arranged(scene: Scene, data: Data) -> GrantRow:
    """The absent one, to him and to whoever looks after him only."""
    absent = scene.uow.grants.get(data["grant"])
    leave.require(scene.uow, scene.actor, absent)
    return absent


def _told(scene: Scene, absent: GrantRow) -> Data:
    return {
        "place": scene.uow.places.get(absent.place_id).name,
        "post": absent.post,
        "name": scene.uow.people.get(absent.person_id).name,
        "grant": absent.id,
        "own": absent.person_id == scene.actor.person_id,
    }
