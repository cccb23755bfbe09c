"""待评分: a town's villages by how far their scoring is, and one village's sheet as a whole."""

from handlers.chat import sealing
from handlers.chat.cards import Data, Press, action, say, tell, view
from handlers.chat.scene import Scene
from handlers.chat.sheets import (
    LEVEL,
    may_score,
    open_sheet,
    place_of,
    require_town,
    running,
    summed,
)
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, button, render
from handlers.services import scorings
from handlers.services.errors import ScoringRefused
from handlers.services.proposals import propose
from handlers.services.seal_progress import ORDER, Progress, progress
from handlers.services.worksheets import LEVELS, Worksheet, sheet_in_force, worksheet
from rubric.posts import TOWN_POSTS
from storage.grants import GrantRow

PAGE = 5
ITEMS = 5


def show_progress(scene: Scene) -> None:
    """待评分."""
    require_town(scene)
    say(scene, "scoring_progress", page=0)


@action("scoring.progress")
def open_progress(press: Press) -> None:
    year, page = press.args
    press.show("scoring_progress", year=year, page=page)


@action("scoring.village")
def open_of_village(press: Press) -> None:
    """From a village's own card: its scheme with points, this year."""
    book = press.scene.book(press.args[0])
    schemes = [part.scheme.id for part in book.enrolled if part.scheme.kind == "points"]
    if not schemes:
        raise ScoringRefused("no-points")
    _open(press, {"village": press.args[0], "scheme": schemes[0], "year": press.scene.today.year})


@action("scoring.open")
def open_village(press: Press) -> None:
    """The village's sheet, by how far it is."""
    village, scheme, year = press.args or place_of(press.data).values()
    _open(press, {"village": village, "scheme": scheme, "year": year})


def _open(press: Press, place: Data) -> None:
    require_town(press.scene)
    act = press.turn.act(place["village"])
    row = scorings.under_way(act, place["scheme"], place["year"], LEVEL)
    if row is not None and row.state == "submitted":
        press.show("scoring_check", **place)
    elif row is None and sheet_in_force(act, place["scheme"], place["year"], LEVEL):
        press.show("scoring_sealed", **place)
    else:
        press.show("scoring_village", **place)


@action("scoring.adopt")
def adopt(press: Press) -> None:
    """采用全部无争议项, and on to the first that is left."""
    sheet = begun(press)
    scorings.adopt_undisputed(press.turn.act(sheet.row.village_id), sheet)
    go_on(press, 0)


@action("scoring.start")
def start(press: Press) -> None:
    """逐项评, or 接着评."""
    begun(press)
    go_on(press, 0)


def begun(press: Press) -> Worksheet:
    data, act = press.data, press.turn.act(press.data["village"])
    return worksheet(act, scorings.begin(act, data["scheme"], data["year"], LEVEL))


def go_on(press: Press, after: int) -> None:
    """The next item that wants an amount; when none is left, the sum, to be submitted."""
    place, sheet = place_of(press.data), open_sheet(press.scene, press.data)
    following = [no for no in sheet.open if no > after] or list(sheet.open)
    if following:
        press.show("scoring_item", **place, no=following[0])
    else:
        press.show("scoring_sum", **place)


@action("scoring.sum")
def open_sum(press: Press) -> None:
    press.show("scoring_sum", **place_of(press.data))


@action("scoring.list")
def open_list(press: Press) -> None:
    press.show("scoring_items", **place_of(press.data), page=press.args[0])


@action("scoring.submit")
def submit(press: Press) -> None:
    """提交复核: a second person is asked to check it and seal it."""
    place, sheet = place_of(press.data), open_sheet(press.scene, press.data)
    scorings.submit(press.turn.act(place["village"]), sheet)
    press.show("scoring_check", **place)
    seconds = [grant for grant in _sealers(press.scene) if grant.person_id not in sheet.row.scorers]
    others = [each for each in seconds if each.person_id != press.scene.actor.person_id]
    tell(press.scene, others, "scoring_check", **place)


def _sealers(scene: Scene) -> list[GrantRow]:
    posts = tuple(LEVELS[LEVEL].sealers)
    return scene.uow.grants.holders(scene.actor.place_id, posts, scene.today)


@action("scoring.take-back")
def take_back(press: Press) -> None:
    """撤回再改: nobody has sealed it yet."""
    place, sheet = place_of(press.data), open_sheet(press.scene, press.data)
    if press.scene.actor.person_id not in sheet.row.scorers:
        raise ScoringRefused("moved")
    scorings.send_back(press.turn.act(place["village"]), sheet, "")
    press.show("scoring_village", **place)


@view("scoring_progress")
def scoring_progress(scene: Scene, data: Data) -> Message:
    require_town(scene)
    year = data.get("year") or scene.today.year
    every = progress(
        scene.uow, scene.schemes, scene.actor.scope, scene.actor.place_id, scene.today, year
    )
    if not every:
        return render("score_none")
    chosen = every[0]
    page = page_of(chosen.rows, data["page"], PAGE)
    return render(
        "scoring_progress",
        town=scene.actor.place,
        year=year,
        due=chosen.due,
        left=(chosen.due - scene.today).days if chosen.due else None,
        counts={state: chosen.count(state) for state in ORDER},
        page=page,
        buttons=[
            Button(row.village.name, "scoring.open", (row.village.id, chosen.scheme.id, year))
            for row in page.rows
        ],
        other_years=_other_years(scene, chosen),
    )


def _other_years(scene: Scene, chosen: Progress) -> list[Button]:
    """Last year's sheets as long as its ledger moves; from there, this year's."""
    this = scene.today.year
    if chosen.year != this:
        return [button(f"看{this}年", "scoring.progress", this, 0)]
    village = chosen.rows[0].village.id
    if scene.book(village).year_open(chosen.scheme, this - 1):
        return [button(f"看{this - 1}年", "scoring.progress", this - 1, 0)]
    return []


@view("scoring_village")
def scoring_village(scene: Scene, data: Data) -> Message:
    """How far a village's scoring is, and what is to be done next."""
    sheet, act = running(scene, data), scene.act(data["village"])
    proposal = sheet.proposal if sheet else propose(act, data["scheme"], data["year"])
    lines = proposal.lines.values()
    return render(
        "scoring_village",
        village=act.book.village.name,
        number=act.book.village.id,
        year=data["year"],
        proposed=proposal.paper.score.provisional,
        items=len(lines),
        undisputed=len(sheet.undisputed) if sheet else sum(line.undisputed for line in lines),
        open=len(sheet.open) if sheet else len(lines),
        stale=sheet.stale if sheet else (),
        begun=sheet is not None,
        scores=may_score(scene),
        reason=_sent_back(sheet),
        corrects=sheet.row.reason if sheet else "",
    )


def _sent_back(sheet: Worksheet | None) -> str:
    """Why the second person returned it, if that was the last thing to happen."""
    last = sheet.row.last("submit", "send_back") if sheet else None
    return last.reason if last and last.kind == "send_back" else ""


@view("scoring_items")
def scoring_items(scene: Scene, data: Data) -> Message:
    """Every item with what it was given."""
    sheet = running(scene, data)
    if sheet is None:
        return sealing.as_it_stands(scene, data)
    page = page_of(tuple(sheet.lines.values()), data["page"], ITEMS)
    return render(
        "scoring_items",
        village=scene.book(data["village"]).village.name,
        page=page,
        given=sheet.given,
        amounts=sheet.amounts,
        buttons=[
            Button(f"第{line.item.no}项", "scoring.item", (line.item.no,)) for line in page.rows
        ],
    )


@view("scoring_sum")
def scoring_sum(scene: Scene, data: Data) -> Message:
    """What it all comes to, before it is submitted; afterwards, how it stands."""
    sheet = running(scene, data)
    if sheet is None or sheet.row.state == "submitted":
        return sealing.as_it_stands(scene, data)
    return render("scoring_sum", **summed(scene, sheet), open=sheet.open)


@view("scoring_refused")
def scoring_refused(scene: Scene, data: Data) -> Message:
    """Why a step was not taken."""
    return render("scoring_refused", why=data["why"], town=scene.actor.post in TOWN_POSTS)
