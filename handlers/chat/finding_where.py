"""发现问题 by whoever sees several villages: first in which of them."""

from handlers.chat.cards import Data, Press, action, view
from handlers.chat.findings import found, start
from handlers.chat.scene import Scene
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import findings

PAGE = 6


@action("finding.villages")
def turn_villages(press: Press) -> None:
    press.show("finding_where", **press.data | {"page": press.args[0]})


@action("finding.in")
def found_in(press: Press) -> None:
    """The village of what was written already; else the finding is asked."""
    village, text = press.args[0], press.data.get("text", "")
    press.scene.act(village).require(findings.CHECKERS)
    if text:
        found(press.turn, village, text, press.show)
    else:
        start(press)


@view("finding_where")
def finding_where(scene: Scene, data: Data) -> Message:
    """In which village: of whoever sees several."""
    page = page_of(scene.uow.places.villages_of(scene.actor.place_id), data["page"], PAGE)
    return render(
        "finding_where",
        page=page,
        text=data.get("text", ""),
        buttons=[Button(each.name, "finding.in", (each.id,)) for each in page.rows],
    )
