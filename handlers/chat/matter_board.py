"""各村重大事项和工程: every matter of a town on one card, what is missing before what goes well."""

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.matters import show_list
from handlers.chat.scene import Scene
from handlers.chat.town import books
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services.matter_board import Standing, board, unsettled
from rubric.posts import TOWN_POSTS

LISTED = 4


def show(scene: Scene) -> None:
    """重大事项, typed: of a town all its villages', of anybody else his village's."""
    if scene.actor.post in TOWN_POSTS:
        say(scene, "matter_board", page=0)
    else:
        show_list(scene)


@action("matter.board")
def open_board(press: Press) -> None:
    press.show("matter_board", page=press.args[0] if press.args else 0)


@view("matter_board")
def matter_board(scene: Scene, data: Data) -> Message:
    every = board(scene.uow, scene.actor.scope, books(scene))
    shown = unsettled(every)
    page = page_of(shown, data["page"], LISTED)
    return render(
        "matter_board",
        town=scene.actor.place,
        page=page,
        faulty=sum(one.faulty for one in shown),
        filed=sum(one.filed_on is not None for one in every),
        settled=len(every) - len(shown),
        rows=[_row(scene, one) for one in page.rows],
        buttons=[
            Button(f"看第{at}件", "matter.open", (one.row.id,))
            for at, one in enumerate(page.rows, 1)
        ],
    )


def _row(scene: Scene, one: Standing) -> Data:
    return {
        "village": one.village.name,
        "title": one.row.said["title"],
        "state": one.state,
        "missing": one.missing,
        "disordered": one.course.disordered,
        "filed": (scene.today - one.filed_on).days if one.filed_on else None,
        "next": one.next_step,
    }
