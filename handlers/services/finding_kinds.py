"""定性: which clause a finding falls under; said by a post entitled to that item, and kept."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from handlers.services.act import Act
from handlers.services.errors import AlreadySettled
from handlers.services.findings import PROBLEM, may_decide, scored
from handlers.services.findings import event as note_event
from rubric.posts import SUPERVISOR_POSTS, Post
from rubric.scheme import FindingKind, Scheme
from rubric.scheme_tables import Witness
from storage.findings import FindingRow

MOST_TIMES = 20
POINTS = re.compile(r"(\d{1,3}(?:\.\d{1,2})?)\s*分")
LEADING = " ,.:;，。：；、"


@dataclass(frozen=True, slots=True)
class Said:
    """What a finding is said to be: `amount` and `reason` only where the checker weighs it."""

    kind: str
    item: int
    count: int = 1
    amount: Decimal | None = None
    reason: str = ""


def entitled(post: Post, scheme: Scheme, kind: FindingKind) -> bool:
    """Supervisors tell what a ledger shows; what only a check or an office knows is above them."""
    return post not in SUPERVISOR_POSTS or scheme.items[kind.item].witness is Witness.LEDGER


def choices(act: Act) -> dict[str, FindingKind]:
    """The kinds of finding this post may enter for the village, in the order of their items."""
    part = scored(act.book)
    if part is None:
        return {}
    kinds = part.scheme.findings.items()
    return {name: kind for name, kind in kinds if entitled(act.actor.post, part.scheme, kind)}


def choice(act: Act, which: str) -> FindingKind:
    """One of them; AlreadySettled if this post may not enter it."""
    known = choices(act).get(which)
    if known is None:
        raise AlreadySettled("same-kind")
    return known


def may_classify(act: Act, row: FindingRow) -> None:
    may_decide(act, row, "open", "reported")


def classify(act: Act, row: FindingRow, said: Said) -> None:
    """From now on it is of this kind; what it was before stays on file."""
    may_classify(act, row)
    if not fits(act, row, said) or said == _now(row):
        raise AlreadySettled("same-kind")
    amount = None if said.amount is None else str(said.amount)
    data = {"kind": said.kind, "item": said.item, "count": said.count}
    told = data | {"amount": amount, "reason": said.reason}
    note_event(act, row, "classify", data=told)


def fits(act: Act, row: FindingRow, said: Said) -> bool:
    """Whether the village's scheme has it, this post may enter it, and the figures are its own."""
    part = scored(act.book)
    if part is None or part.scheme.id != row.scheme_id or said.item not in part.scheme.items:
        return False
    if said.kind == PROBLEM:
        return said.count == 1 and said.amount is None
    known = choices(act).get(said.kind)
    if known is None or known.item != said.item or not 1 <= said.count <= MOST_TIMES:
        return False
    if known.most is None:
        return said.amount is None and not said.reason
    weighed = said.amount is not None and in_range(known, said.amount)
    return weighed and said.count == 1 and bool(said.reason)


def in_range(known: FindingKind, amount: Decimal) -> bool:
    """From the rule's least, or above nothing, to its most."""
    most, least = known.most or Decimal(0), known.least
    return 0 < amount <= most and (least is None or amount >= least)


def read_weighed(text: str, known: FindingKind) -> tuple[Decimal, str] | None:
    """The amount and the reason of “扣3分,防汛部署没有落实”; None if one of them is missing."""
    found = POINTS.search(text)
    if found is None:
        return None
    reason = (text[: found.start()].removesuffix("扣") + text[found.end() :]).strip(LEADING)
    amount = Decimal(found[1])
    return (amount, reason) if reason and in_range(known, amount) else None


def _now(row: FindingRow) -> Said:
    return Said(row.kind, row.item, row.count, row.amount, row.reason)


def as_said(row: FindingRow, said: Said) -> FindingRow:
    """The finding as if that had been said of it: to see what it would cost."""
    return replace(
        row,
        kind=said.kind,
        item=said.item,
        count=said.count,
        amount=said.amount,
        reason=said.reason,
    )
