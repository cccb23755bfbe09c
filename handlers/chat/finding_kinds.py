"""定性到条款: which clause a finding falls under, with what it would cost before it is said."""

import re
from decimal import Decimal

from handlers.chat import asking, finding_cards
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.finding_cards import row_act, row_of, shown
from handlers.chat.findings import finding_raised
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import finding_kinds, findings
from handlers.services.finding_costs import cost
from handlers.services.finding_kinds import MOST_TIMES, Said
from rubric.scheme import FindingKind

IN_VILLAGE, ABOVE, ITEMS = 3, 5, 6
"""Kinds a page, for supervisors and for an office; items a page."""
NUMBER = re.compile(r"第?\s*(\d{1,3})\s*项?")


@action("finding.classify")
def open_kinds(press: Press) -> None:
    """定性到条款: the kinds this post may enter."""
    asking.drop(press.scene)
    row, act = row_act(press)
    finding_kinds.may_classify(act, row)
    press.show("finding_kinds", finding=row.id, page=press.args[0] if press.args else 0)


@action("finding.items")
def open_items(press: Press) -> None:
    """只对应某一项: the next words are its number."""
    row, act = row_act(press)
    finding_kinds.may_classify(act, row)
    _ask_item(press.scene, press.show, row.id, page=press.args[0] if press.args else 0)


def take_item(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The number of an item; asked again where the scheme has none such."""
    row = row_of(turn.scene, data["finding"])
    found = NUMBER.fullmatch(text.strip())
    said = Said(findings.PROBLEM, int(found[1]) if found else findings.NO_ITEM)
    if finding_kinds.fits(turn.act(row.village_id), row, said):
        show("finding_kind", finding=row.id, **_kept(said))
    else:
        _ask_item(turn.scene, show, row.id, unread=True)
    return True


def _ask_item(
    scene: Scene, show: Show, finding: int, *, page: int = 0, unread: bool = False
) -> None:
    card = show("finding_items", finding=finding, page=page, unread=unread)
    asking.ask(scene, card, "finding.item", finding=finding)


@action("finding.kind")
def choose(press: Press) -> None:
    """A kind: what it costs is shown first; what the checker weighs is asked."""
    row, act = row_act(press)
    finding_kinds.may_classify(act, row)
    kind, item = press.args
    known = finding_kinds.choices(act).get(kind)
    if known is None or known.most is None:
        press.show("finding_kind", finding=row.id, **_kept(Said(kind, item)))
        return
    card = press.show("finding_weigh", finding=row.id, which=kind, unread=False)
    asking.ask(press.scene, card, "finding.weigh", finding=row.id, which=kind)


def take_weight(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """The checker's amount and reason; asked again where one of them is missing."""
    row = row_of(turn.scene, data["finding"])
    act = turn.act(row.village_id)
    finding_kinds.may_classify(act, row)
    known = finding_kinds.choice(act, data["which"])
    read = finding_kinds.read_weighed(text, known)
    if read is None:
        card = show("finding_weigh", finding=row.id, which=data["which"], unread=True)
        asking.ask(turn.scene, card, "finding.weigh", finding=row.id, which=data["which"])
    else:
        amount, reason = read
        said = Said(data["which"], known.item, amount=amount, reason=reason)
        show("finding_kind", finding=row.id, **_kept(said))
    return True


@action("finding.times")
def count(press: Press) -> None:
    """加1次, 减1次."""
    times = min(MOST_TIMES, max(1, press.data["count"] + press.args[0]))
    press.show("finding_kind", **{**press.data, "count": times})


@action("finding.class")
def classify(press: Press) -> None:
    """定为这一条."""
    row, act = row_act(press)
    finding_kinds.classify(act, row, _said(press.data))
    press.scene.forget()
    press.show("finding_raised", finding=row.id)
    finding_cards.keep_village_told(press.scene, row)


def _kept(said: Said) -> Data:
    """What is said of a finding, as a card keeps it."""
    amount = None if said.amount is None else str(said.amount)
    told = {"which": said.kind, "item": said.item, "count": said.count}
    return told | {"amount": amount, "reason": said.reason}


def _said(data: Data) -> Said:
    amount = None if data["amount"] is None else Decimal(data["amount"])
    return Said(data["which"], data["item"], data["count"], amount, data["reason"])


@view("finding_kinds")
def finding_kinds_(scene: Scene, data: Data) -> Message:
    """The kinds of finding this post may enter, a page at a time."""
    row = row_of(scene, data["finding"])
    act = scene.act(row.village_id)
    if row.ended or findings.scored(act.book) is None:
        return finding_raised(scene, data)
    choices = list(finding_kinds.choices(act).items())
    size = IN_VILLAGE if scene.actor.in_village else ABOVE
    page = page_of([*choices, None], data["page"], size)
    return render(
        "finding_kinds",
        page=page,
        rows=[each[1] if each else None for each in page.rows],
        buttons=[_choice(at, each) for at, each in enumerate(page.rows, 1)],
        **shown(scene, data),
    )


def _choice(at: int, kind: tuple[str, FindingKind] | None) -> Button:
    """A kind; None: only an item."""
    if kind is None:
        return Button(f"选第{at}条", "finding.items")
    return Button(f"选第{at}条", "finding.kind", (kind[0], kind[1].item))


@view("finding_items")
def finding_items(scene: Scene, data: Data) -> Message:
    """The items of the scheme, to name one of them without a loss of its own."""
    row = row_of(scene, data["finding"])
    if row.ended or row.scheme_id not in scene.schemes:
        return finding_raised(scene, data)
    page = page_of(list(scene.schemes[row.scheme_id].items.values()), data["page"], ITEMS)
    return render("finding_items", page=page, unread=data["unread"], **shown(scene, data))


@view("finding_weigh")
def finding_weigh(scene: Scene, data: Data) -> Message:
    """The question for amount and reason."""
    row = row_of(scene, data["finding"])
    known = finding_kinds.choices(scene.act(row.village_id)).get(data["which"])
    if row.ended or known is None or known.most is None:
        return finding_raised(scene, data)
    return render("finding_weigh", known=known, unread=data["unread"], **shown(scene, data))


@view("finding_kind")
def finding_kind(scene: Scene, data: Data) -> Message:
    """What it would be and cost, before it is said."""
    row, said = row_of(scene, data["finding"]), _said(data)
    if row.ended:
        return finding_raised(scene, data)
    scheme = scene.schemes[row.scheme_id]
    known = scheme.findings.get(said.kind)
    told = shown(scene, data) | {
        "cost": cost(scene.book(row.village_id), finding_kinds.as_said(row, said))
    }
    return render(
        "finding_kind",
        item=scheme.items[said.item],
        name=known.name if known else "",
        counted=known is not None and known.most is None,
        said=said,
        **told,
    )
