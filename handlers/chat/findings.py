"""发现问题: one sentence raises it; its card on the finder's and the village's phone, the list."""

from collections.abc import Sequence

from handlers.chat import asking, finding_cards
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.finding_cards import row_act, row_of, shown
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import finding_disputes, finding_evidence, findings, workdays
from handlers.services.act import Act
from handlers.services.errors import Denied
from handlers.services.finding_costs import Cost, would_cost
from rubric.facts import Finding
from storage.cards import CardRow
from storage.findings import FindingRow

LISTED = 4
WHY_CLEARED = ("查无此事", "重复提出", "写错了村")


def begin(scene: Scene) -> None:
    """发现问题: the next sentence is the finding; above the village it is chosen first."""
    if scene.actor.post not in findings.CHECKERS:
        raise Denied(tuple(sorted(findings.CHECKERS)))
    if not scene.actor.in_village:
        say(scene, "finding_where", page=0)
        return
    begin_in(scene, scene.book().village.id)


def begin_in(scene: Scene, village: int) -> None:
    """The next sentence is a finding in this village."""
    _ask_text(scene, say(scene, "finding_new", village=village), village)


@action("finding.start")
def start(press: Press) -> None:
    village = press.args[0]
    press.scene.act(village).require(findings.CHECKERS)
    _ask_text(press.scene, press.show("finding_new", village=village), village)


def _ask_text(scene: Scene, card: CardRow, village: int) -> None:
    asking.ask(scene, card, "finding.text", village=village)


def found(turn: Turn, village: int, text: str, show: Show) -> None:
    """Raise it with the photos that came with it, say so, and tell the village."""
    act = turn.act(village)
    finding = findings.raise_(act, text)
    finding_evidence.file_under(act, finding, turn.files)
    turn.scene.forget()
    show("finding_raised", finding=finding)
    finding_cards.tell_village(turn.scene, row_of(turn.scene, finding))


def waiting_files(turn: Turn) -> tuple[int, ...]:
    """The files that came before the words that were asked for."""
    draft = turn.uow.drafts.awaiting(turn.scene.actor.person_id)
    return tuple(file.id for file in turn.uow.evidence.of_draft(draft.id)) if draft else ()


@action("finding.cancel")
def cancel(press: Press) -> None:
    """不报了: what was begun is dropped, nothing was written."""
    asking.drop(press.scene)
    press.show("dropped")


@action("finding.clear")
def ask_reason(press: Press) -> None:
    """撤回, 澄清: a stock reason, or the next sentence."""
    row, act = row_act(press)
    findings.may_clear(act, row)
    card = press.show("finding_clear", finding=row.id)
    asking.ask(press.scene, card, "finding.clear", finding=row.id)


@action("finding.unfounded")
def stock_reason(press: Press) -> None:
    asking.drop(press.scene)
    row, act = row_act(press)
    _clear(press.scene, act, row, press.args[0], press.show)


def take_reason(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """Why it costs nothing from today on."""
    row = row_of(turn.scene, data["finding"])
    _clear(turn.scene, turn.act(row.village_id), row, text, show)
    return True


def _clear(scene: Scene, act: Act, row: FindingRow, reason: str, show: Show) -> None:
    findings.clear(act, row, reason)
    over(scene, row, show)


def over(scene: Scene, row: FindingRow, show: Show) -> None:
    """It has ended: both sides are told how."""
    scene.forget()
    show("finding_closed", finding=row.id)
    finding_cards.tell_village(scene, row, "finding_closed")


@action("finding.show")
def show_it(press: Press) -> None:
    """Back to the finding, from a question about it."""
    asking.drop(press.scene)
    _show(press, press.data["finding"])


@action("finding.open")
def open_one(press: Press) -> None:
    _show(press, press.args[0])


def _show(press: Press, finding: int) -> None:
    row = row_of(press.scene, finding)
    press.show(finding_cards.kind_for(press.scene, row), finding=row.id)


@action("finding.of")
def open_list(press: Press) -> None:
    village, page = press.args
    press.show("finding_list", village=village, page=page)


@action("finding.waiting")
def open_waiting(press: Press) -> None:
    """What waits for the actor's word, in all his villages."""
    press.show("finding_waiting", page=press.args[0])


@view("finding_new")
def finding_new(scene: Scene, data: Data) -> Message:
    due = workdays.after(scene.today, findings.WORKING_DAYS)
    return render(
        "finding_new",
        village=scene.book(data["village"]).village.name,
        due=due,
        days=findings.WORKING_DAYS,
        photos=data.get("photos", 0),
        cost=_cost_of_any(scene, data["village"]),
        ended=False,
    )


def _cost_of_any(scene: Scene, village: int) -> Cost | None:
    """What a problem would cost that is raised now."""
    book = scene.book(village)
    part = findings.scored(book)
    if part is None:
        return None
    due = workdays.after(scene.today, findings.WORKING_DAYS)
    item = findings.missed_item(part.scheme)
    found = Finding(item=item, kind=findings.PROBLEM, found_on=scene.today, due=due)
    return would_cost(book, part.scheme.id, found)


@view("finding_raised")
def finding_raised(scene: Scene, data: Data) -> Message:
    """The finding as a checker sees it; what he may still do with it."""
    row = row_of(scene, data["finding"])
    return render("finding_raised", may=_may(scene, row), **shown(scene, data))


def _may(scene: Scene, row: FindingRow) -> dict[str, bool]:
    """Which of the buttons are this person's."""
    kind = finding_cards.kind_for(scene, row)
    mine = scene.actor.post in findings.judges(scene.uow, row)
    his = not scene.actor.supervises or scene.actor.person_id == row.by_id
    change = mine and not row.ended and scene.actor.person_id not in findings.speakers(row)
    return {
        "decide": kind != "finding_raised" and not row.ended and mine,
        "change": change,
        "classify": change and findings.scored(scene.book(row.village_id)) is not None,
        "clear": his,
    }


@view("finding_assigned", asks=True)
def finding_assigned(scene: Scene, data: Data) -> Message:
    """The finding as the village sees it."""
    row = row_of(scene, data["finding"])
    return render(
        "finding_assigned",
        may_delay=row.due is not None and row.due >= scene.today and not row.asked_delay,
        may_dispute=finding_disputes.open_to_dispute(row),
        **shown(scene, data),
    )


@view("finding_clear")
def finding_clear(scene: Scene, data: Data) -> Message:
    """The question for a reason; once it has ended, how."""
    told = shown(scene, data)
    if told["ended"]:
        return finding_closed(scene, data)
    return render("finding_clear", reasons=WHY_CLEARED, **told)


@view("finding_closed")
def finding_closed(scene: Scene, data: Data) -> Message:
    """How it ended; for as long as it has not, the finding as it stands."""
    told = shown(scene, data)
    if told["ended"]:
        return render("finding_closed", **_closing(scene, data), **told)
    return finding_assigned(scene, data) if scene.actor.of_village else finding_raised(scene, data)


def _closing(scene: Scene, data: Data) -> Data:
    """How long it took, and whether in time."""
    row = row_of(scene, data["finding"])
    late = row.settled_on is not None and row.due is not None and row.settled_on > row.due
    return {
        "took": findings.took(row),
        "same_day": row.settled_on == row.found_on,
        "in_time": not late,
        "of_village": scene.actor.of_village,
    }


@view("finding_list")
def finding_list(scene: Scene, data: Data) -> Message:
    """What is not settled yet in a village: what waits for a look first, then by due day."""
    act = scene.act(data["village"])
    page = page_of(findings.unsettled_of(act), data["page"], LISTED)
    return render(
        "finding_list",
        village=act.book.village.name,
        number=act.book.village.id,
        page=page,
        rows=[_line(scene, row) for row in page.rows],
        buttons=_opening(page.rows),
    )


@view("finding_waiting")
def finding_waiting(scene: Scene, data: Data) -> Message:
    """Remedies to be judged, wishes and objections to be answered, oldest first."""
    waiting = findings.awaiting(scene.uow, scene.actor, scene.today)
    page = page_of(waiting, data["page"], LISTED)
    return render(
        "finding_waiting",
        page=page,
        rows=[_asked(scene, row) for row in page.rows],
        buttons=_opening(page.rows),
    )


def _opening(rows: Sequence[FindingRow]) -> list[Button]:
    return [
        Button(f"看第{number}条", "finding.open", (row.id,)) for number, row in enumerate(rows, 1)
    ]


def _asked(scene: Scene, row: FindingRow) -> Data:
    """What is wanted of the actor in a finding."""
    what = "申请延期" if row.asked_delay else "待验收"
    return {
        "village": scene.uow.places.get(row.village_id).name,
        "text": row.text,
        "wants": "有异议" if row.dispute else what,
    }


def _line(scene: Scene, row: FindingRow) -> Data:
    return {
        "text": row.text,
        "due": words.dated(row.due, scene.today) if row.due else "",
        "waiting": row.status == "reported",
        "late": finding_cards.days_late(scene, row),
    }
