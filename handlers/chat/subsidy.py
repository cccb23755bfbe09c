"""补助: paid by the city, used by the village, confirmed by its supervisors, its town watching."""

from collections.abc import Sequence

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, tell, view
from handlers.chat.procedures import current, proceeding
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Message, button, render
from handlers.services import subsidy
from handlers.services.proceeding import CITY
from handlers.services.said_use import said_use
from handlers.services.subsidy import Account, Use
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS
from storage.errors import NotFound

PAGE, USES = 4, 2


@action("subsidy.list")
def open_list(press: Press) -> None:
    """The city's and a town's villages with a subsidy; a village's own account."""
    scheme = press.data.get("scheme") or current(press.scene)["scheme"]
    page = press.args[0] if press.args else 0
    if press.scene.actor.in_village:
        own = {"village": press.scene.actor.place_id, "page": page}
        press.show("subsidy_account", scheme=scheme, **own)
    else:
        press.show("subsidy_list", scheme=scheme, page=page)


@action("subsidy.village")
def open_account(press: Press) -> None:
    village, page = press.args
    press.show("subsidy_account", scheme=press.data["scheme"], village=village, page=page)


@action("subsidy.pay")
def pay(press: Press) -> None:
    """已拨付: today; the village is told what it may and must do."""
    scene, data = press.scene, press.data
    place = {"scheme": data["scheme"], "year": scene.today.year}
    subsidy.pay(proceeding(scene, place), _account(scene, data), scene.today)
    press.show("subsidy_account", **_about(data))
    holders = scene.uow.grants.holders(data["village"], VILLAGE_POSTS, scene.today)
    tell(scene, holders, "subsidy_account", **_about(data))


@action("subsidy.use")
def ask_use(press: Press) -> None:
    """记一笔使用: the next sentence has sum and purpose; a photo may come with it."""
    press.turn.act(press.data["village"]).require(VILLAGE_POSTS)
    data = _about(press.data)
    asking.ask(press.scene, press.show("subsidy_use", **data), "subsidy.use", **data)


def take_use(turn: Turn, data: Data, text: str, show: Show) -> bool:
    said = said_use(text, turn.written_on)
    if said is None:
        return False
    account = _account(turn.scene, data)
    day = said.day or turn.written_on
    subsidy.use(turn.act(data["village"]), account, said.yuan, said.purpose, day, turn.files)
    show("subsidy_account", **_about(data))
    holders = turn.uow.grants.holders(data["village"], SUPERVISOR_POSTS, turn.scene.today)
    tell(turn.scene, holders, "subsidy_account", **_about(data))
    return True


@action("subsidy.confirm")
def confirm(press: Press) -> None:
    """已核对: the supervisors saw what it was spent on."""
    act, account = press.turn.act(press.data["village"]), _account(press.scene, press.data)
    subsidy.confirm_use(act, account, press.args[0])
    press.show("subsidy_account", **_about(press.data))


@action("subsidy.drop")
def drop(press: Press) -> None:
    """撤销: the village takes back what nobody has confirmed."""
    act, account = press.turn.act(press.data["village"]), _account(press.scene, press.data)
    subsidy.drop_use(act, account, press.args[0])
    press.show("subsidy_account", **_about(press.data))


@action("subsidy.return")
def ask_return(press: Press) -> None:
    """退回,写理由: the next sentence is the reason."""
    act = press.turn.act(press.data["village"])
    act.require(SUPERVISOR_POSTS | subsidy.WATCHERS)
    data = {**_about(press.data), "use": press.args[0]}
    asking.ask(press.scene, press.show("subsidy_return", **data), "subsidy.reason", **data)


def take_reason(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The village is told why."""
    account = _account(turn.scene, data)
    subsidy.return_use(turn.act(data["village"]), account, data["use"], text)
    show("subsidy_account", **_about(data))
    holders = turn.uow.grants.holders(data["village"], VILLAGE_POSTS, turn.scene.today)
    tell(turn.scene, holders, "subsidy_account", **_about(data))
    return True


@action("subsidy.back")
def back(press: Press) -> None:
    asking.drop(press.scene)
    press.show("subsidy_account", **_about(press.data))


def _about(data: Data) -> Data:
    return {"scheme": data["scheme"], "village": data["village"], "page": 0}


def _account(scene: Scene, data: Data) -> Account:
    """The village's newest subsidy under the scheme."""
    scheme, scope = scene.schemes[data["scheme"]], scene.actor.scope
    found = subsidy.accounts(scene.uow, scheme, scope, data["village"])
    if not found:
        raise NotFound("补助", data["village"])
    return found[-1]


@view("subsidy_list")
def subsidy_list(scene: Scene, data: Data) -> Message:
    scheme = scene.schemes[data["scheme"]]
    found = subsidy.accounts(scene.uow, scheme, scene.actor.scope)
    page = page_of(found, data["page"], PAGE)
    return render(
        "subsidy_list",
        page=page,
        rows=[
            {"village": scene.uow.places.get(one.row.village_id).name, "account": one}
            for one in page.rows
        ],
        buttons=[
            button(f"看第{at}个", "subsidy.village", one.row.village_id, 0)
            for at, one in enumerate(page.rows, 1)
        ],
    )


@view("subsidy_account")
def subsidy_account(scene: Scene, data: Data) -> Message:
    """What was paid, what is left, and each use with where it stands; a village without is told."""
    village = scene.book(data["village"]).village
    scheme = scene.schemes[data["scheme"]]
    found = subsidy.accounts(scene.uow, scheme, scene.actor.scope, village.id)
    if not found:
        return render("subsidy_none", village=village.name)
    account = found[-1]
    uses = [use for use in reversed(account.uses) if use.state != "dropped"]
    page = page_of(uses, data["page"], USES)
    return render(
        "subsidy_account",
        village=village.name,
        number=village.id,
        account=account,
        page=page,
        rows=[{"use": use, "on": use.on_day} for use in page.rows],
        first=_first(scene, account, page.rows),
        in_village=scene.actor.in_village,
    )


def _first(scene: Scene, account: Account, shown: Sequence[Use]) -> list[Data]:
    """What the actor can do, the first thing first: its label, its action and what it is given."""
    open_ones = [use for use in shown if use.state == "open"]
    theirs = [use for use in open_ones if use.by_id != scene.actor.person_id]
    if scene.actor.post in CITY:
        return [] if account.paid_on else [_does("登记已拨付", "subsidy.pay")]
    if scene.actor.of_village:
        add = [_does("记一笔使用", "subsidy.use")] if account.left > 0 else []
        return add + [_does("撤销最近一笔", "subsidy.drop", use.id) for use in open_ones[:1]]
    if scene.actor.supervises:
        return [
            each
            for use in theirs[:1]
            for each in (
                _does(f"已核对，{use.yuan:f}元", "subsidy.confirm", use.id),
                _does("退回，写理由", "subsidy.return", use.id),
            )
        ]
    watches = scene.actor.post in subsidy.WATCHERS
    return [_does("退回，写理由", "subsidy.return", use.id) for use in theirs[:1] if watches]


def _does(label: str, action_: str, *args: int) -> Data:
    return {"label": label, "action": action_, "args": args}


@view("subsidy_use")
def subsidy_use(scene: Scene, data: Data) -> Message:
    account = _account(scene, data)
    granted = subsidy.granted(scene.schemes[data["scheme"]])
    return render("subsidy_use", left=account.left, rule=granted.rule if granted else "")


@view("subsidy_return")
def subsidy_return(scene: Scene, data: Data) -> Message:
    """The question for a reason; when it has its result, the account."""
    use = {each.id: each for each in _account(scene, data).open}.get(data["use"])
    if use is None:
        return subsidy_account(scene, {**data, "page": 0})
    return render("subsidy_return", use=use)
