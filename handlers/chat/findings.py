"""发现问题 → 已整改 → 销号: the finding's card on the finder's and on the village's phone."""

from typing import Any

from handlers.chat.bind import tell
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services import findings, workdays
from handlers.services.actor import Actor
from rubric.posts import VILLAGE_POSTS
from storage.drafts import DraftRow
from storage.findings import FindingRow

LISTED = 4
LATER = (5, 10)
"""Working days by which a due day can be moved in one tap."""


def begin(scene: Scene, village: int | None = None) -> None:
    """发现问题: the next sentence is the finding."""
    scene.act(village).require(findings.CHECKERS)
    village = village or scene.actor.place_id
    _await(scene, "finding.text", {"village": village})
    say(scene, "finding_new", village=village)


@action("finding.start")
def start(press: Press) -> None:
    village = press.args[0]
    press.scene.act(village).require(findings.CHECKERS)
    _await(press.scene, "finding.text", {"village": village})
    press.show("finding_new", village=village)


def take_text(turn: Turn, waiting: DraftRow, text: str) -> bool:
    """The sentence that says what was found."""
    turn.uow.drafts.close(waiting.id, turn.now)
    found(turn, waiting.data["village"], text)
    return True


def found(turn: Turn, village: int, text: str) -> None:
    """Raise it, say so, and tell the village."""
    finding = findings.raise_(turn.act(village), text)
    turn.scene.forget()
    say(turn.scene, "finding_raised", finding=finding)
    _tell_village(turn.scene, village, "finding_assigned", finding)


def _tell_village(scene: Scene, village: int, kind: str, finding: int) -> None:
    tell(
        scene, scene.uow.grants.holders(village, VILLAGE_POSTS, scene.today), kind, finding=finding
    )


@action("finding.remedy")
def ask_remedy(press: Press) -> None:
    """已整改: one sentence on what was done."""
    _row_act(press)[1].require(VILLAGE_POSTS)
    _await(press.scene, "finding.remedy", {"finding": press.data["finding"]})
    press.show("finding_remedy", finding=press.data["finding"])


def take_remedy(turn: Turn, waiting: DraftRow, text: str) -> bool:
    """The sentence that says what was done about it; the checkers are asked to look."""
    turn.uow.drafts.close(waiting.id, turn.now)
    row = turn.uow.findings.get(waiting.data["finding"], turn.scene.actor.scope)
    findings.remedied(turn.act(row.village_id), row, text)
    say(turn.scene, "finding_assigned", finding=row.id)
    _tell_finder(turn.scene, row, "finding_check")
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
    _await(press.scene, "finding.reject", {"finding": press.data["finding"]})
    press.show("finding_reject", finding=press.data["finding"])


def take_rejection(turn: Turn, waiting: DraftRow, text: str) -> bool:
    """Why the remedy does not do; the village is told."""
    turn.uow.drafts.close(waiting.id, turn.now)
    row = turn.uow.findings.get(waiting.data["finding"], turn.scene.actor.scope)
    findings.send_back(turn.act(row.village_id), row, text)
    say(turn.scene, "finding_raised", finding=row.id)
    _tell_village(turn.scene, row.village_id, "finding_assigned", row.id)
    return True


@action("finding.cancel")
def cancel(press: Press) -> None:
    """不报了: what was begun is dropped, nothing was written."""
    waiting = press.turn.uow.drafts.awaiting(press.scene.actor.person_id)
    if waiting is not None and waiting.kind == "finding.text":
        press.turn.uow.drafts.close(waiting.id, press.turn.now)
    press.show("ok")


@action("finding.look")
def look(press: Press) -> None:
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
    _tell_village(press.scene, row.village_id, "finding_assigned", row.id)


@action("finding.open")
def open_one(press: Press) -> None:
    press.show(kind_for(press.scene.actor, _row(press.scene, press.args[0])), finding=press.args[0])


@action("finding.of")
def open_list(press: Press) -> None:
    press.show("finding_list", village=press.args[0])


def kind_for(actor: Actor, row: FindingRow) -> str:
    """Which card of a finding this person is shown."""
    if actor.of_village:
        return "finding_assigned"
    return "finding_check" if row.status == "reported" else "finding_raised"


def _judged(press: Press, row: FindingRow) -> None:
    press.scene.forget()
    press.show("finding_raised", finding=row.id)
    _tell_village(press.scene, row.village_id, "finding_assigned", row.id)


def _tell_finder(scene: Scene, row: FindingRow, kind: str) -> None:
    """Whoever raised it, in the post he raised it in; his successor if that has ended."""
    grant = scene.uow.grants.get(row.by_grant_id)
    holders = scene.uow.grants.holders(grant.place_id, (grant.post,), scene.today)
    tell(scene, holders, kind, finding=row.id)


def _await(scene: Scene, kind: str, data: Data) -> None:
    scene.uow.drafts.open(scene.actor.person_id, kind, data, awaits_text=True, at=scene.now)


def _row(scene: Scene, finding: int) -> FindingRow:
    return scene.uow.findings.get(finding, scene.actor.scope)


def _row_act(press: Press) -> tuple[FindingRow, Any]:
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
        "late": (scene.today - row.due).days if row.due and row.due < scene.today else 0,
        "status": row.status,
        "by": scene.uow.people.get(row.by_id).name,
        "remedy": remedy.reason if remedy else "",
        "remedied_by": scene.uow.people.get(remedy.by_id).name if remedy else "",
        "rejected": last.reason if last and last.kind == "send_back" else "",
        "choices": [Button(f"延{days}个工作日", "finding.later", (days,)) for days in LATER],
    }


@view("finding_raised")
def finding_raised(scene: Scene, data: Data) -> Message:
    return render("finding_raised", **_shown(scene, data))


@view("finding_assigned")
def finding_assigned(scene: Scene, data: Data) -> Message:
    return render("finding_assigned", **_shown(scene, data))


@view("finding_check")
def finding_check(scene: Scene, data: Data) -> Message:
    shown = _shown(scene, data)
    if shown["status"] != "reported":
        return render("finding_raised", **shown)
    return render("finding_check", **shown)


@view("finding_remedy")
def finding_remedy(scene: Scene, data: Data) -> Message:
    return render("finding_remedy", **_shown(scene, data))


@view("finding_reject")
def finding_reject(scene: Scene, data: Data) -> Message:
    return render("finding_reject", **_shown(scene, data))


@view("finding_list")
def finding_list(scene: Scene, data: Data) -> Message:
    """What is not settled yet in a village, soonest due first."""
    act = scene.act(data["village"])
    rows = [*findings.waiting_for(act), *findings.open_of(act)]
    return render(
        "finding_list",
        village=act.book.village.name,
        rows=[
            {
                "text": row.text,
                "due": words.dated(row.due, scene.today) if row.due else "",
                "waiting": row.status == "reported",
                "late": bool(row.due and row.due < scene.today),
            }
            for row in rows[:LISTED]
        ],
        more=len(rows[LISTED:]),
        buttons=[
            Button(f"看第{number}条", "finding.open", (row.id,))
            for number, row in enumerate(rows[:LISTED], 1)
        ],
    )
