"""公示: posted for so many working days, objections with their answers, the confirmation."""

from handlers.chat import asking
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, tell, view
from handlers.chat.procedures import of_city, place_of, proceeding
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages.render import Message, button, render
from handlers.services import county, public_notice, recognition_list, workdays
from handlers.services.nominations import nominees
from handlers.services.proceeding import CITY
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from storage.errors import NotFound
from storage.fact_rows import FactRow

DAYS = (5, 7, 10)
"""Working days that one tap chooses."""


@action("notice.open")
def open_notice(press: Press) -> None:
    """How long: as the county last chose, or as tapped here."""
    usual = county.reading(press.turn.uow, county.NOTICE_DAYS)
    days = press.args[0] if press.args else usual
    press.show("notice_post", **place_of(press.data), days=days)


@action("notice.post")
def post(press: Press) -> None:
    """今天张贴."""
    city = proceeding(press.scene, press.data)
    public_notice.post(city, press.scene.today, press.data["days"])
    press.show("list_show", **place_of(press.data), page=0)


@action("notice.confirm-all")
def confirm_all(press: Press) -> None:
    """认定: everybody whose notice is over and against whom nothing stands open."""
    city = proceeding(press.scene, press.data)
    rows = public_notice.waiting(city)
    public_notice.confirm(city, rows)
    press.show("list_show", **place_of(press.data), page=0)
    _tell(press.scene, rows)


@action("list.village")
def open_village(press: Press) -> None:
    press.show("list_village", **place_of(press.data), village=press.args[0])


@action("notice.confirm")
def confirm(press: Press) -> None:
    """认定这个村."""
    row = _row(press.scene, press.data)
    public_notice.confirm(proceeding(press.scene, press.data), [row])
    press.show("list_village", **_about(press.data))
    _tell(press.scene, [row])


def _tell(scene: Scene, rows: list[FactRow]) -> None:
    """Each village once, its supervisors too; each town once, with all of its villages."""
    posts = VILLAGE_POSTS | SUPERVISOR_POSTS
    for row in rows:
        holders = scene.uow.grants.holders(row.village_id, posts, scene.today)
        tell(scene, holders, "recognised", **_told(row), villages=[row.village_id])
    towns = {row.village_id: scene.uow.places.town_of(row.village_id).id for row in rows}
    for town in dict.fromkeys(towns.values()):
        own = [village for village, of in towns.items() if of == town]
        holders = scene.uow.grants.holders(town, (Post.TOWN_OFFICE,), scene.today)
        tell(scene, holders, "recognised", **_told(rows[0]), villages=own)


def _told(row: FactRow) -> Data:
    return {"scheme": row.said["scheme_id"], "year": row.said["year"]}


@action("notice.object")
def ask_objection(press: Press) -> None:
    """记一条异议: the next sentence is what was said."""
    data = _about(press.data)
    proceeding(press.scene, data).require(CITY)
    asking.ask(press.scene, press.show("list_objection", **data), "notice.objection", **data)


def take_objection(turn: Turn, data: Data, text: str, show: Show) -> bool:
    row = _row(turn.scene, data)
    public_notice.object_to(proceeding(turn.scene, data), row, text)
    show("list_village", **_about(data))
    return True


@action("notice.answer")
def ask_answer(press: Press) -> None:
    """异议不成立 or 异议成立: the next sentence is the answer."""
    objection, upheld = press.args
    data = {**_about(press.data), "objection": objection, "upheld": upheld}
    proceeding(press.scene, data).require(CITY)
    asking.ask(press.scene, press.show("list_answer", **data), "notice.answer", **data)


def take_answer(turn: Turn, data: Data, text: str, show: Show) -> bool:
    city, row = proceeding(turn.scene, data), _row(turn.scene, data)
    public_notice.answer(city, row, data["objection"], text, upheld=data["upheld"])
    if data["upheld"]:
        show("list_show", **place_of(data), page=0)
    else:
        show("list_village", **_about(data))
    return True


@action("notice.back")
def back(press: Press) -> None:
    asking.drop(press.scene)
    press.show("list_village", **_about(press.data))


def _about(data: Data) -> Data:
    return {**place_of(data), "village": data["village"]}


def _row(scene: Scene, data: Data) -> FactRow:
    row = nominees(of_city(scene, data)).get(data["village"])
    if row is None:
        raise NotFound("认定", data["village"])
    return row


@view("notice_post")
def notice_post(scene: Scene, data: Data) -> Message:
    city = of_city(scene, data)
    span = workdays.notice_until(scene.today, data["days"])
    new = [row for row in recognition_list.listed(city) if public_notice.notice(row) is None]
    return render(
        "notice_post",
        year=city.year,
        villages=len(new),
        days=data["days"],
        span=span,
        others=[button(f"{each}天", "notice.open", each) for each in DAYS if each != data["days"]],
    )


@view("list_village")
def list_village(scene: Scene, data: Data) -> Message:
    """One nominee: its place, its notice, what was said against it and what was answered."""
    city, row = of_city(scene, data), _row(scene, data)
    found = recognition_list.compute(city).entries
    one = next((each for each in found if each.row.id == row.id), None)
    said = public_notice.objections(row)
    open_ones = [each.event for each in said if each.answer is None]
    chose = row.last("choose")
    return render(
        "list_village",
        village=scene.book(row.village_id).village.name,
        town=scene.uow.places.town_of(row.village_id).name,
        entry=one,
        confirmed=row.status == "confirmed",
        taken=recognition_list.taken(row),
        notice=public_notice.notice(row),
        up=public_notice.obstacle(city, row) == "notice-up",
        runs=scene.actor.post in CITY,
        may_confirm=row.id in {each.id for each in public_notice.waiting(city)},
        objections=len(said),
        objection=open_ones[0] if open_ones else None,
        answered=[each for each in said if each.answer][-1:],
        reason=chose.reason if chose else "",
    )


@view("list_objection")
def list_objection(scene: Scene, data: Data) -> Message:
    _row(scene, data)
    return render("list_objection", village=scene.book(data["village"]).village.name)


@view("list_answer")
def list_answer(scene: Scene, data: Data) -> Message:
    """The question for an answer; once it is given, the village."""
    said = {each.event.id: each for each in public_notice.objections(_row(scene, data))}
    one = said.get(data["objection"])
    if one is None or one.answer is not None:
        return list_village(scene, data)
    village = scene.book(data["village"]).village.name
    return render("list_answer", village=village, text=one.event.reason, upheld=data["upheld"])


@view("recognised")
def recognised(scene: Scene, data: Data) -> Message:
    """News to a village and to its town: 示范(标杆)村居, and what goes with it."""
    names = [scene.book(village).village.name for village in data["villages"]]
    subsidy = scene.schemes[data["scheme"]].recognition.subsidy
    return render("recognised", year=data["year"], names=names, subsidy=subsidy)
