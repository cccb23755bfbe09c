"""The people of a place, for the office over it: who is bound, who is not; nobody is ranked."""

from handlers.chat import bind
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import invitations, managing, phones, staff
from handlers.services.errors import Denied
from handlers.services.staff import Seat
from rubric.posts import Post
from storage.grants import GrantRow
from storage.places import PlaceRow

PAGE = 6
SEATS = 4


def show_progress(scene: Scene) -> None:
    """人员: how far the places below are bound."""
    _require_office(scene)
    say(scene, "people_progress", page=0)


@action("people.all")
def open_progress(press: Press) -> None:
    press.show("people_progress", page=press.args[0] if press.args else 0)


@action("people.of")
def open_place(press: Press) -> None:
    """A place, and which page of its people: the first where none is named."""
    place, *page = press.args
    press.show("people", place=place, page=page[0] if page else 0)


@action("people.seat")
def open_seat(press: Press) -> None:
    press.show("person", grant=press.args[0])


@action("people.stop")
def ask_stop(press: Press) -> None:
    """停用手机: asked once more, for it acts at once."""
    press.show("person_stop", grant=press.args[0])


@action("people.stop-now")
def stop(press: Press) -> None:
    """A lost phone is shut out; whoever holds it reads why."""
    scene, grant = press.scene, press.scene.uow.grants.get(press.args[0])
    lost = phones.stop(scene.uow, scene.actor, grant, scene.now)
    press.show("person", grant=grant.id)
    bind.tell_left(scene, lost)


@view("people_progress")
def people_progress(scene: Scene, data: Data) -> Message:
    """The places below, in the order of their founding."""
    _require_office(scene)
    page = page_of(_below(scene), data["page"], PAGE)
    told = [invitations.progress_of(scene.uow, each, _parts(scene, each)) for each in _below(scene)]
    return render(
        "people_progress",
        place=scene.actor.place,
        page=page,
        bound=sum(each.bound for each in told),
        unbound=sum(len(each.unbound) for each in told),
        gone=sum(each.gone for each in told),
        lines=[
            {"place": each.place, "unbound": len(each.unbound), "gone": each.gone}
            for each in page_of(told, data["page"], PAGE).rows
            if each.unbound or each.gone
        ],
        buttons=[Button(each.name, "people.of", (each.id, 0)) for each in page.rows],
    )


def _require_office(scene: Scene) -> None:
    if scene.actor.post not in managing.MANAGERS:
        raise Denied(tuple(sorted(managing.MANAGERS)))


def _below(scene: Scene) -> list[PlaceRow]:
    if scene.actor.post == Post.TOWN_OFFICE:
        return scene.uow.places.villages_of(scene.actor.place_id)
    return scene.uow.places.towns()


def _parts(scene: Scene, place: PlaceRow) -> list[PlaceRow]:
    return [place] if place.kind == "village" else invitations.places_of(scene.uow, place)


@view("people")
def people(scene: Scene, data: Data) -> Message:
    """Four posts at a time, each with a button."""
    managing.require(scene.uow, scene.actor, data["place"])
    page = page_of(staff.seats(scene.uow, data["place"], scene.now), data["page"], SEATS)
    return render(
        "people",
        place=scene.uow.places.get(data["place"]).name,
        number=data["place"],
        page=page,
        lines=[_line(scene, seat) for seat in page.rows],
        buttons=[_button(number, seat) for number, seat in enumerate(page.rows, 1)],
    )


def _button(number: int, seat: Seat) -> Button:
    if seat.grant is None:
        return Button(f"{number} 指定人员", "naming", (seat.place_id, seat.post, None))
    return Button(f"{number} {seat.name}", "people.seat", (seat.grant.id,))


def _line(scene: Scene, seat: Seat) -> Data:
    return {"post": seat.post, "name": seat.name, "status": _status(scene, seat)}


def _status(scene: Scene, seat: Seat) -> str:
    if seat.grant is None:
        return "vacant"
    if seat.stand_in and seat.stand_in.starts_on <= scene.today:
        return "leave"
    if seat.successor:
        return "passing"
    if not seat.bound:
        return "unbound"
    if seat.gone:
        return "gone"
    return "bound" if seat.grant.accepted_at else "waiting"


@view("person")
def person(scene: Scene, data: Data) -> Message:
    """One post and what can be done about it; of a post that has ended, those of its place."""
    grant = scene.uow.grants.get(data["grant"])
    managing.require(scene.uow, scene.actor, grant.place_id)
    seat = staff.seat_of(scene.uow, grant, scene.now)
    if seat is None:
        return people(scene, {"place": grant.place_id, "page": 0})
    return render(
        "person",
        place=scene.uow.places.get(seat.place_id).name,
        seat=seat,
        grant=grant,
        status=_status(scene, seat),
        invited=bool(scene.uow.invites.open_of(grant.id, scene.now)),
        successor=_name(scene, seat.successor),
        stand_in=_name(scene, seat.stand_in),
        leave=words.span(*staff.days(seat.stand_in), scene.today) if seat.stand_in else "",
    )


def _name(scene: Scene, grant: GrantRow | None) -> str:
    return scene.uow.people.get(grant.person_id).name if grant else ""


@view("person_stop")
def person_stop(scene: Scene, data: Data) -> Message:
    grant = scene.uow.grants.get(data["grant"])
    managing.require(scene.uow, scene.actor, grant.place_id)
    return render(
        "person_stop",
        place=scene.uow.places.get(grant.place_id).name,
        grant=grant,
        name=_name(scene, grant),
    )
