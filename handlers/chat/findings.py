"""发现问题 → 已整改 → 销号: the finding's card on the finder's and on the village's phone."""

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import findings, workdays
from handlers.services.act import Act
from handlers.services.actor import Actor
from handlers.services.errors import AlreadySettled
from rubric.posts import VILLAGE_POSTS
from storage.cards import CardRow
from storage.findings import FindingRow

LISTED = 4
LATER = (5, 10)
"""Working days by which a due day can be moved in one tap."""


def begin(scene: Scene) -> None:
    """发现问题: the next sentence is the finding."""
    village = scene.book().village.id
    scene.act(village).require(findings.CHECKERS)
    _ask_text(scene, say(scene, "finding_new", village=village), village)


@action("finding.start")
def start(press: Press) -> None:
    village = press.args[0]
    press.scene.act(village).require(findings.CHECKERS)
    _ask_text(press.scene, press.show("finding_new", village=village), village)


def _ask_text(scene: Scene, card: CardRow, village: int) -> None:
    asking.ask(scene, card, "finding.text", village=village)


def take_text(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The sentence that says what was found."""
    found(turn, data["village"], text, show)
    return True


def found(turn: Turn, village: int, text: str, show: Show) -> None:
    """Raise it, say so, and tell the village."""
    finding = findings.raise_(turn.act(village), text)
    turn.scene.forget()
    show("finding_raised", finding=finding)
    _tell_village(turn.scene, village, finding)


def _tell_village(scene: Scene, village: int, finding: int) -> None:
    holders = scene.uow.grants.holders(village, VILLAGE_POSTS, scene.today)
    tell(scene, holders, "finding_assigned", finding=finding)


@action("finding.remedy")
def ask_remedy(press: Press) -> None:
    """已整改: one sentence on what was done."""
    row, act = _row_act(press)
    act.require(VILLAGE_POSTS)
    if row.status != "open":
        raise AlreadySettled(row.status)
    card = press.show("finding_remedy", finding=row.id)
    asking.ask(press.scene, card, "finding.remedy", finding=row.id)


@action("finding.back")
def remedy_later(press: Press) -> None:
    asking.drop(press.scene)
    press.show("finding_assigned", finding=press.data["finding"])


def take_remedy(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The sentence that says what was done about it; the finder is asked to look."""
    row = _row(turn.scene, data["finding"])
    findings.remedied(turn.act(row.village_id), row, text)
    show("finding_assigned", finding=row.id)
    _tell_finder(turn.scene, row)
    return True


@action("finding.settle")
def settle(press: Press) -> None:
    """合格,销号."""
    row, act = _row_act(press)
    findings.settle(act, row)
    _judged(press, row)


@action("finding.reject")
def ask_rejection(press: Press) -> None:
    """不合格,写理由: the next sentence is the reason."""
    row, act = _row_act(press)
    findings.may_judge(act, row)
    card = press.show("finding_reject", finding=row.id)
    asking.ask(press.scene, card, "finding.reject", finding=row.id)


def take_rejection(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why the remedy does not do; the village is told."""
    row = _row(turn.scene, data["finding"])
    findings.send_back(turn.act(row.village_id), row, text)
    show("finding_raised", finding=row.id)
    _tell_village(turn.scene, row.village_id, row.id)
    return True


@action("finding.cancel")
def cancel(press: Press) -> None:
    """不报了: what was begun is dropped, nothing was written."""
    asking.drop(press.scene)
    press.show("dropped")


@action("finding.look")
def look(press: Press) -> None:
    asking.drop(press.scene)
    press.show("finding_check", finding=press.data["finding"])


@action("finding.clear")
def clear(press: Press) -> None:
    """撤回: it was unfounded and costs nothing from today on."""
    row, act = _row_act(press)
    findings.clear(act, row, "")
    _judged(press, row)


@action("finding.later")
def move_due(press: Press) -> None:
    """改整改期限: so many working days later."""
    row, act = _row_act(press)
    findings.extend(act, row, workdays.after(row.due or act.day, press.args[0]))
    press.show("finding_raised", finding=row.id)
    _tell_village(press.scene, row.village_id, row.id)


@action("finding.open")
def open_one(press: Press) -> None:
    row = _row(press.scene, press.args[0])
    press.show(kind_for(press.scene.actor, row), finding=row.id)


@action("finding.of")
def open_list(press: Press) -> None:
    village, page = press.args
    press.show("finding_list", village=village, page=page)


def kind_for(actor: Actor, row: FindingRow) -> str:
    """Which card of a finding this person is shown."""
    if actor.of_village:
        return "finding_assigned"
    return "finding_check" if row.status == "reported" else "finding_raised"


def _judged(press: Press, row: FindingRow) -> None:
    press.scene.forget()
    press.show("finding_raised", finding=row.id)
    _tell_village(press.scene, row.village_id, row.id)


def _tell_finder(scene: Scene, row: FindingRow) -> None:
    """Whoever holds the post in which it was raised: the finder, or his successor."""
    grant = scene.uow.grants.get(row.by_grant_id)
    holders = scene.uow.grants.holders(grant.place_id, (grant.post,), scene.today)
    tell(scene, holders, "finding_check", finding=row.id)


def _row(scene: Scene, finding: int) -> FindingRow:
    return scene.uow.findings.get(finding, scene.actor.scope)


def _row_act(press: Press) -> tuple[FindingRow, Act]:
    row = _row(press.scene, press.data["finding"])
    return row, press.turn.act(row.village_id)


@view("finding_new")
def finding_new(scene: Scene, data: Data) -> Message:
    return render(
        "finding_new",
        village=scene.book(data["village"]).village.name,
        due=workdays.after(scene.today, findings.WORKING_DAYS),
        days=findings.WORKING_DAYS,
    )


def _shown(scene: Scene, data: Data) -> Data:
    row = _row(scene, data["finding"])
    last = row.events[-1] if row.events else None
    remedy = next((each for each in reversed(row.events) if each.kind == "report"), None)
    return {
        "number": f"{row.found_on.year}-{row.id:03}",
        "village": scene.uow.places.get(row.village_id).name,
        "text": row.text,
        "due": row.due,
        "late": _days_late(scene, row),
        "status": row.status,
        "by": scene.uow.people.get(row.by_id).name,
        "remedy": remedy.reason if remedy else "",
        "remedied_by": scene.uow.people.get(remedy.by_id).name if remedy else "",
        "remedied_on": remedy.on_day if remedy else None,
        "rejected": last.reason if last and last.kind == "send_back" else "",
        "choices": [Button(f"延{days}工作日", "finding.later", (days,)) for days in LATER],
    }


@view("finding_raised")
def finding_raised(scene: Scene, data: Data) -> Message:
    return render("finding_raised", **_shown(scene, data))


@view("finding_assigned")
def finding_assigned(scene: Scene, data: Data) -> Message:
    return render("finding_assigned", **_shown(scene, data))


@view("finding_check")
def finding_check(scene: Scene, data: Data) -> Message:
    """The remedy to be judged; when there is none, the finding as it stands."""
    shown = _shown(scene, data)
    return render("finding_check" if shown["status"] == "reported" else "finding_raised", **shown)


@view("finding_remedy")
def finding_remedy(scene: Scene, data: Data) -> Message:
    """The question for a remedy; when none is wanted any more, the finding as it stands."""
    shown = _shown(scene, data)
    return render("finding_remedy" if shown["status"] == "open" else "finding_assigned", **shown)


@view("finding_reject")
def finding_reject(scene: Scene, data: Data) -> Message:
    """The question for a reason; when there is nothing to judge, the finding as it stands."""
    shown = _shown(scene, data)
    return render("finding_reject" if shown["status"] == "reported" else "finding_raised", **shown)


@view("finding_list")
def finding_list(scene: Scene, data: Data) -> Message:
    """What is not settled yet in a village: what waits for a look first, then by due day."""
    act = scene.act(data["village"])
    page = page_of([*findings.waiting_for(act), *findings.open_of(act)], data["page"], LISTED)
    return render(
        "finding_list",
        village=act.book.village.name,
        number=act.book.village.id,
        page=page,
        rows=[_line(scene, row) for row in page.rows],
        buttons=[
            Button(f"看第{number}条", "finding.open", (row.id,))
            for number, row in enumerate(page.rows, 1)
        ],
    )


def _line(scene: Scene, row: FindingRow) -> Data:
    return {
        "text": row.text,
        "due": words.dated(row.due, scene.today) if row.due else "",
        "waiting": row.status == "reported",
        "late": _days_late(scene, row),
    }


def _days_late(scene: Scene, row: FindingRow) -> int:
    return max(0, (scene.today - row.due).days) if row.due else 0
