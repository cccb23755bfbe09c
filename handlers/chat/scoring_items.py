"""One item of a village's score sheet: adopted as proposed, or given another amount and why."""

import re
from decimal import Decimal
from unicodedata import normalize

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.scene import Scene
from handlers.chat.scoring import go_on
from handlers.chat.sealing import as_it_stands
from handlers.chat.sheets import may_score, open_sheet, place_of, running
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services import lookup, scorings
from handlers.services.errors import ScoringRefused
from handlers.services.lookup import Filter
from handlers.services.proposals import Line
from handlers.services.worksheets import Worksheet
from rubric.losses import Loss

NEAR = 3
"""Other whole amounts that can be chosen with a tap."""
GROUNDS = 2
WANTING = ("amount", "reason")
"""What is wrong with an answer that the next sentence can mend."""
AMOUNT = re.compile(
    r"(?P<points>\d{1,3}(?:\.\d{1,4})?)(?:\s*分|(?=[\s,.:;、。]|$))[\s,.:;、。]*(?P<reason>.*)",
    re.DOTALL,
)


@action("scoring.item")
def open_item(press: Press) -> None:
    press.show("scoring_item", **place_of(press.data), no=press.args[0])


@action("scoring.give")
def adopt(press: Press) -> None:
    """采用: the amount that the card proposed, and on to the next item."""
    sheet, no = open_sheet(press.scene, press.data), press.data["no"]
    act = press.turn.act(sheet.row.village_id)
    points, shown = press.args
    scorings.give(act, sheet, no, Decimal(points), shown=shown)
    go_on(press, no)


@action("scoring.ask")
def ask_amount(press: Press) -> None:
    """Another amount, or 其他分数: the next sentence gives the reason, or both."""
    open_sheet(press.scene, press.data)
    points, shown = press.args
    told = {**place_of(press.data), "no": press.data["no"], "points": points, "shown": shown}
    _ask(press.scene, press.show, told)


def _ask(scene: Scene, show: Show, told: Data) -> None:
    asking.ask(scene, show("scoring_amount", **told), "scoring.amount", **told)


@action("scoring.keep")
def keep(press: Press) -> None:
    """先不改."""
    asking.drop(press.scene)
    press.show("scoring_item", **place_of(press.data), no=press.data["no"])


def take_amount(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """3.5 走访两户反映…; or only the reason, where the amount was tapped or written before.

    What is still missing, or cannot be, is asked again on the same card.
    """
    read = _completed(text, data)
    if read is None:
        return False
    sheet, place = open_sheet(turn.scene, data), {**place_of(data), "no": data["no"]}
    act = turn.act(sheet.row.village_id)
    try:
        scorings.give(act, sheet, data["no"], *read, data["shown"])
    except ScoringRefused as refused:
        if refused.why not in WANTING:
            raise
        written = f"{read[0]:f}" if refused.why == "reason" else ""
        kept = {"points": data["points"], "shown": data["shown"], "written": written}
        _ask(turn.scene, show, {**place, **kept, "why": refused.why})
    else:
        show("scoring_item", **place)
    return True


def _completed(text: str, data: Data) -> tuple[Decimal, str] | None:
    """The amount and the reason; words without an amount tell why it is the one written before."""
    read, written = told(text, data["points"]), data.get("written", "")
    return read or (told(text, written) if written else None)


def told(text: str, tapped: str) -> tuple[Decimal, str] | None:
    """The amount and the reason; None where no amount is told.

    >>> told("３.5分,走访两户有反映", "")
    (Decimal('3.5'), '走访两户有反映')
    """
    if tapped:
        return Decimal(tapped), text.strip()
    found = AMOUNT.fullmatch(normalize("NFKC", text).strip())
    return (Decimal(found["points"]), found["reason"].strip()) if found else None


@action("scoring.grounds")
def open_grounds(press: Press) -> None:
    press.show("scoring_grounds", **place_of(press.data), no=press.data["no"])


@action("scoring.on")
def next_item(press: Press) -> None:
    go_on(press, press.data["no"])


@view("scoring_item")
def scoring_item(scene: Scene, data: Data) -> Message:
    """What is proposed for an item and why, and the amounts that can be given."""
    sheet = running(scene, data)
    if sheet is None:
        return as_it_stands(scene, data)
    line = sheet.lines[data["no"]]
    before = [no for no in sheet.lines if no < line.item.no]
    return render(
        "scoring_item",
        village=scene.book(data["village"]).village.name,
        at=list(sheet.lines).index(line.item.no) + 1,
        items=len(sheet.lines),
        **_shown(line),
        **_given(sheet, line.item.no),
        changed=line.item.no in sheet.stale,
        near=[_other(line, each) for each in _near(line)],
        digest=line.digest,
        before=[Button("上一项", "scoring.item", (before[-1],))] if before else [],
        looks=sheet.row.state == "submitted" or not may_score(scene),
        open=bool(sheet.open),
    )


def _shown(line: Line) -> Data:
    lost = [loss for loss in line.score.losses if loss.amount > 0]
    return {
        "no": line.item.no,
        "name": line.item.name,
        "full": line.item.points,
        "check": line.item.check,
        "proposed": line.proposed,
        "basis": line.score.basis,
        "losses": lost[:GROUNDS],
        "more": len(lost[GROUNDS:]),
        "pending": "、".join(line.pending),
    }


def _given(sheet: Worksheet, no: int) -> Data:
    event = sheet.given.get(no)
    return {"given": event.points if event else None, "reason": event.reason if event else ""}


def _near(line: Line) -> list[Decimal]:
    """The whole amounts that come next to the proposed one, the full first."""
    least, most = line.item.bounds.least, line.item.bounds.most
    whole = [Decimal(each) for each in range(int(most), int(least) - 1, -1)]
    others = [each for each in whole if each != line.proposed]
    nearest = sorted(others, key=lambda each: abs(each - line.proposed))[:NEAR]
    return sorted(nearest, reverse=True)


def _other(line: Line, points: Decimal) -> Button:
    return Button(f"{words.points(points)}分", "scoring.ask", (str(points), line.digest))


@view("scoring_amount")
def scoring_amount(scene: Scene, data: Data) -> Message:
    sheet = running(scene, data)
    if sheet is None:
        return as_it_stands(scene, data)
    line = sheet.lines[data["no"]]
    told = Decimal(data["points"]) if data["points"] else None
    return render("scoring_amount", **_shown(line), points=told, why=data.get("why", ""))


@view("scoring_grounds")
def scoring_grounds(scene: Scene, data: Data) -> Message:
    """看依据: the document's words, every ground, and the records behind it."""
    sheet = running(scene, data)
    if sheet is None:
        return as_it_stands(scene, data)
    line = sheet.lines[data["no"]]
    lost = [loss for loss in line.score.losses if loss.amount > 0]
    records = lookup.find(scene.act(data["village"]), Filter(item=line.item.no))
    return render(
        "scoring_grounds",
        **_shown(line),
        standard=line.item.standard,
        rule=line.item.rule,
        clause=line.item.clause,
        recorded=len(records),
        lost=[{"loss": loss, "until": _until(scene, loss)} for loss in lost[:1]],
    )


def _until(scene: Scene, loss: Loss) -> str:
    return words.dated(loss.repairable_until, scene.today) if loss.repairable_until else ""
