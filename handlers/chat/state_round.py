"""全镇填现状: one yes or no for every village of the town at once, but for those named."""

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, button, render
from handlers.services import states
from handlers.services.book import Book
from handlers.services.states import Kind
from storage.places import PlaceRow

PAGE = 4


def show(scene: Scene) -> None:
    say(scene, "state_round", name=None)


@action("state.all")
def open_round(press: Press) -> None:
    press.show("state_round", name=None)


@action("state.all-kind")
def choose(press: Press) -> None:
    press.show("state_round", name=press.args[0], but=[], page=0)


@action("state.all-page")
def turn_page(press: Press) -> None:
    press.show("state_round", **press.data | {"page": press.args[0]})


@action("state.all-toggle")
def toggle(press: Press) -> None:
    """This village is an exception, or no longer one."""
    but = set(press.data["but"]) ^ {press.args[0]}
    press.show("state_round", **press.data | {"but": sorted(but)})


@action("state.all-save")
def save(press: Press) -> None:
    name, but = press.data["name"], frozenset(press.data["but"])
    acts = [press.turn.act(book.village.id) for book in _books(press.scene, name)]
    told = states.state_all(acts, name, but)
    press.scene.forget()
    press.show("state_round_done", name=name, villages=told, but=sorted(but & set(told)))


def _books(scene: Scene, name: str) -> list[Book]:
    """Of the villages whose schemes look at it."""
    villages = scene.uow.places.villages_of(scene.actor.place_id)
    books = scene.books_of(village.id for village in villages)
    return [book for book in books if name in states.kinds(book)]


def _kinds(scene: Scene) -> list[Kind]:
    """What this post may say yes or no to in any village."""
    villages = scene.uow.places.villages_of(scene.actor.place_id)
    found = {
        kind.id: kind
        for village in villages
        for kind in states.kinds(scene.book(village.id)).values()
    }
    return [kind for kind in found.values() if kind.yes_no and scene.actor.post in kind.posts]


@view("state_round")
def state_round(scene: Scene, data: Data) -> Message:
    known = _kinds(scene)
    kind = next((kind for kind in known if kind.id == data["name"]), None)
    if kind is None:
        return _which(known)
    villages = [book.village for book in _books(scene, kind.id)]
    page = page_of(villages, data["page"], PAGE)
    return render(
        "state_round",
        name=kind.name,
        page=page,
        total=len(villages),
        but=len(data["but"]),
        buttons=[_village(village, data) for village in page.rows],
    )


def _village(village: PlaceRow, data: Data) -> Button:
    mark = "！否 " if village.id in data["but"] else ""
    return button(f"{mark}{village.name}", "state.all-toggle", village.id)


def _which(known: list[Kind]) -> Message:
    return render(
        "state_round_which",
        names=[kind.name for kind in known],
        buttons=[
            Button(f"填第{at}项", "state.all-kind", (kind.id,)) for at, kind in enumerate(known, 1)
        ],
    )


@view("state_round_done")
def state_round_done(scene: Scene, data: Data) -> Message:
    names = [scene.uow.places.get(village).name for village in data["but"][:PAGE]]
    kinds = {kind.id: kind.name for kind in _kinds(scene)}
    return render(
        "state_round_done",
        name=kinds.get(data["name"], data["name"]),
        yes=len(data["villages"]) - len(data["but"]),
        no=len(data["but"]),
        names=names,
    )
