"""After 办结 and 报备: the supervisors' yes or no, the town's 已收到报备, and opening it again."""

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.matters import at_work, matter, row_of, show_changed, told_of
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, render
from handlers.services import matters
from rubric.posts import VILLAGE_POSTS
from storage.fact_rows import FactRow


def show_queue(scene: Scene) -> None:
    """收报备, typed."""
    say(scene, "matter_check", at=None)


@action("matter.check")
def open_queue(press: Press) -> None:
    asking.drop(press.scene)
    press.show("matter_check", at=None)


@action("matter.confirm")
def confirm(press: Press) -> None:
    row, act = at_work(press.turn, {"matter": press.args[0]})
    matters.confirm(act, row)
    press.scene.forget()
    press.show("matter_check", at=None)


@action("matter.acknowledge")
def acknowledge(press: Press) -> None:
    """已收到报备: the village is told."""
    row, act = at_work(press.turn, {"matter": press.args[0]})
    matters.acknowledge(act, row)
    press.show("matter_check", at=None)
    _tell_village(press.scene, row)


@action("matter.return")
def ask_return(press: Press) -> None:
    """退回,写理由: the next sentence."""
    row, act = at_work(press.turn, {"matter": press.args[0]})
    matters.may_judge(act, row)
    card = press.show("matter_reason", matter=row.id)
    asking.ask(press.scene, card, "matter.return", matter=row.id)


def take_return(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """It is open again, and the village is told why."""
    row, act = at_work(turn, data)
    matters.send_back(act, row, text)
    turn.scene.forget()
    show("matter_check", at=None)
    _tell_village(turn.scene, row)
    return True


@action("matter.reopen")
def ask_reopening(press: Press) -> None:
    """改为未办结: for a reason."""
    row, act = at_work(press.turn, press.data)
    matters.may_reopen(act, row)
    card = press.show("matter_reason", matter=row.id)
    asking.ask(press.scene, card, "matter.reopen", matter=row.id)


def take_reopening(turn: Turn, data: Data, text: str, show: Show) -> bool:
    row, act = at_work(turn, data)
    matters.reopen(act, row, text)
    show_changed(turn, row, show)
    return True


def _tell_village(scene: Scene, row: FactRow) -> None:
    holders = scene.uow.grants.holders(row.village_id, VILLAGE_POSTS, scene.today)
    tell(scene, holders, "matter", matter=row.id)


@view("matter_check")
def matter_check(scene: Scene, _data: Data) -> Message:
    """What waits for the actor's word, one at a time."""
    queue = matters.waiting(scene.uow, scene.actor)
    if not queue:
        return render("matter_none")
    return render("matter", waits=True, left=len(queue) - 1, **told_of(scene, queue[0]))


@view("matter_reason")
def matter_reason(scene: Scene, data: Data) -> Message:
    row = row_of(scene, data)
    if matters.state(row) != "concluded":
        return matter(scene, data)
    return render(
        "matter_reason",
        matter=row.id,
        title=row.said["title"],
        of_village=scene.actor.of_village,
    )
