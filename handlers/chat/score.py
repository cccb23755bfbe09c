"""看得分: each scheme's answer; of points why, what can be won back, item by item."""

from typing import Any

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.ledger import only_of
from handlers.chat.month import report_buttons
from handlers.chat.scene import Scene
from handlers.chat.sealing import sealed_score
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, button, render
from handlers.services import lookup, progress, standing
from handlers.services.book import Book, Enrolled
from handlers.services.lookup import Filter
from handlers.services.standing import Lost
from rubric.duty import Owner
from rubric.scheme import Scheme
from rubric.scoring import ItemScore, Score

MOST_SCHEMES = 5
WORST = 2
LISTED = 3
OF_ITEM = 1
PAGE = 3
MOST_REPORTS = 2


def show_score(scene: Scene, village: int | None = None) -> None:
    kind, data = _answer(scene, village or village_of(scene))
    say(scene, kind, **data)


def _answer(scene: Scene, village: int | None) -> tuple[str, Data]:
    """The card of the village's one scheme; of several, the answers of all."""
    parts = scene.book(village).enrolled if village else ()
    if len(parts) > 1:
        return "score_schemes", {"village": village}
    if not parts:
        return "score_card", {"village": village}
    return _card_of(parts[0].scheme), {"village": village, "scheme": parts[0].scheme.id}


def _card_of(scheme: Scheme) -> str:
    """The card with which a scheme's answer begins."""
    first = {"grades": "grade_card", "checklist": "checklist_card"}
    return first.get(scheme.kind, "score_card")


def village_of(scene: Scene) -> int | None:
    """The actor's own village; a town or city must choose one."""
    return scene.actor.place_id if scene.actor.in_village else None


@action("score")
def open_score(press: Press) -> None:
    """The village and the year of the button, else of the card, else the actor's own, now."""
    chosen = dict(zip(("village", "year"), press.args, strict=False))
    of_card = {**_place(press), "village": press.data.get("village") or village_of(press.scene)}
    if "year" in chosen:
        press.show("score_card", **(of_card | chosen))
    else:
        kind, data = _answer(press.scene, (of_card | chosen)["village"])
        press.show(kind, **data)


@action("score.scheme")
def open_scheme(press: Press) -> None:
    """One of several schemes: its own card."""
    village, scheme = press.args
    press.show(_card_of(press.scene.schemes[scheme]), village=village, scheme=scheme)


@action("score.fix")
def open_fix(press: Press) -> None:
    press.show("score_fix", **_place(press))


@action("score.items")
def open_items(press: Press) -> None:
    press.show("score_items", **_place(press), page=press.args[0])


@action("score.item")
def open_item(press: Press) -> None:
    press.show("score_item", **_place(press), no=press.args[0])


@action("score.records")
def open_records(press: Press) -> None:
    """The records behind an item, in the ledger."""
    press.show("ledger", **only_of(press.data["village"], item=press.args[0]))


def _place(press: Press) -> Data:
    return {name: press.data.get(name) for name in ("village", "year", "scheme")}


def _of(scene: Scene, data: Data) -> tuple[Scheme, Score] | None:
    """The card's points scheme, else the village's first, and its answer for the card's year."""
    book = scene.book(data["village"])
    schemes = [part.scheme for part in book.enrolled if part.scheme.kind == "points"]
    answers = list(zip(schemes, book.scores(data.get("year")), strict=True))
    chosen = (each for each in answers if each[0].id == data.get("scheme"))
    return next(chosen, next(iter(answers), None))


@view("score_schemes")
def score_schemes(scene: Scene, data: Data) -> Message:
    """What each scheme of the village answers, in a line."""
    book = scene.book(data["village"])
    return render(
        "score_schemes",
        village=book.village.name,
        year=scene.today.year,
        rows=[_line(book, part) for part in book.enrolled[:MOST_SCHEMES]],
        scored=progress.has_points(book),
        buttons=[
            Button(part.scheme.short, "score.scheme", (book.village.id, part.scheme.id))
            for part in book.enrolled[:MOST_SCHEMES]
        ],
    )


def _line(book: Book, part: Enrolled) -> Data:
    """The kind of a scheme and what its line tells."""
    told: Data = {"title": part.scheme.short, "kind": part.scheme.kind}
    match part.scheme.kind:
        case "points":
            return told | {"now": part.score(book.today.year, book.today).provisional}
        case "grades":
            made = progress.verdict(book, part)
            missing = len(made.why) + len(made.pending)
            return told | {"recognised": not made.why, "missing": missing}
        case _:
            return told | {"own": progress.tally(progress.listed(book, part), Owner.VILLAGE)}


@view("score_card")
def score_card(scene: Scene, data: Data) -> Message:
    if data["village"] is None:
        return render("score_choose")
    found = _of(scene, data)
    if found is None:
        return render("score_none")
    scheme, score = found
    lost, sealed = standing.losses(score), sealed_score(scene, data["village"], score)
    shown = WORST - bool(sealed)
    return render(
        "score_card",
        village=scene.book(data["village"]).village.name,
        number=data["village"],
        year=score.year,
        vetoed=score.projected == "vetoed",
        now=score.provisional,
        full=scheme.points,
        ceiling=score.ceiling,
        floor=score.floor,
        confirmed=score.basis.confirmed,
        reported=score.basis.reported,
        presumed=score.basis.presumed,
        worst=[_lost(each, scene) for each in lost[:shown]],
        more=len(lost[shown:]),
        sealed=sealed,
        other_years=_other_years(scene, data["village"], found),
    )


def _other_years(scene: Scene, village: int, found: tuple[Scheme, Score]) -> list[Button]:
    """Last year's score as long as its ledger moves; from there, this year's."""
    (scheme, score), this = found, scene.today.year
    if score.year != this:
        return [button(f"看{this}年", "score", village, this)]
    if scene.book(village).year_open(scheme, this - 1):
        return [button(f"看{this - 1}年", "score", village, this - 1)]
    return []


def _lost(each: Lost, scene: Scene) -> dict[str, Any]:
    until = each.loss.repairable_until
    return {
        "item": each.item,
        "amount": each.loss.amount,
        "why": each.loss.why,
        "until": words.dated(until, scene.today) if until else "",
    }


def _coming(each: Lost, scene: Scene) -> dict[str, Any]:
    """What will be lost, and the last day on which it can be averted."""
    until = words.dated(standing.last_day(each.loss), scene.today)
    return _lost(each, scene) | {"until": until}


@view("score_fix")
def score_fix(scene: Scene, data: Data) -> Message:
    found = _of(scene, data)
    if found is None:
        return render("score_none")
    repairs, ahead = standing.repairs(found[1]), standing.ahead(found[1])
    return render(
        "score_fix",
        total=sum(each.loss.amount for each in repairs),
        repairs=[_lost(each, scene) for each in repairs[:LISTED]],
        ahead=[_coming(each, scene) for each in ahead[:LISTED]],
        buttons=_reports(scene, data["village"], [*repairs, *ahead]),
        village=data["village"],
        year=data.get("year"),
    )


def _reports(scene: Scene, village: int, lost: list[Lost]) -> list[Button]:
    """Buttons to report what would win most, for whoever of this village may report it now."""
    if village != village_of(scene):
        return []
    book = scene.book(village)
    keys = dict.fromkeys(each.loss.subject for each in lost)
    owed = {each.key: each for each in book.occurrences if each.takes(scene.today)}
    wanted = [owed[key] for key in keys if key in owed]
    return report_buttons(book, wanted, scene.actor)[:MOST_REPORTS]


@view("score_items")
def score_items(scene: Scene, data: Data) -> Message:
    found = _of(scene, data)
    if found is None:
        return render("score_none")
    scheme, score = found
    page = page_of(score.items, data["page"], PAGE)
    return render(
        "score_items",
        page=page,
        buttons=[Button(f"第{item.no}项", "score.item", (item.no,)) for item in page.rows],
        standards={item.no: scheme.items[item.no].standard for item in page.rows},
        village=data["village"],
        year=data.get("year"),
    )


@view("score_item")
def score_item(scene: Scene, data: Data) -> Message:
    """The clause, what was lost and is at stake, the records behind it, and the next step."""
    found = _of(scene, data)
    if found is None:
        return render("score_none")
    item, scored = found[0].items[data["no"]], _scored(found[1], data["no"])
    losses = [Lost(item.no, loss) for loss in scored.losses]
    ahead = [Lost(item.no, loss) for loss in scored.ahead if loss.amount > 0]
    return render(
        "score_item",
        no=item.no,
        name=item.name,
        clause=item.clause,
        full=item.points,
        now=scored.score,
        basis=scored.basis,
        standard=item.standard,
        rule=item.rule,
        check=item.check,
        recorded=len(lookup.find(scene.act(data["village"]), Filter(item=item.no))),
        losses=[_lost(each, scene) for each in losses[:OF_ITEM]],
        ahead=[_coming(each, scene) for each in ahead[:OF_ITEM]],
        more=len(losses[OF_ITEM:]) + len(ahead[OF_ITEM:]),
        buttons=_reports(scene, data["village"], [*losses, *ahead])[:1],
        page=(item.no - 1) // PAGE,
    )


def _scored(score: Score, no: int) -> ItemScore:
    return next(item for item in score.items if item.no == no)
