"""What the cards of the recognition procedure are drawn from, on extreme data: kind by kind."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from handlers.services import draws, evaluations, quotas, scorings, spot_checks
from handlers.services.worksheets import worksheet
from rubric.posts import Post
from rubric.scoring import Standing
from storage.facts import NewEvent
from storage.schemes import load
from tests.handlers.extreme import LONG, TOWN, VILLAGE
from tests.handlers.services.hall import WENLING, Hall
from tests.handlers.services.procedure import Procedure

YEAR = 2025
PLACE = {"scheme": WENLING, "year": YEAR}
REFUSED = (
    "no-procedure", "range", "no-quota", "unsealed", "fell-short", "vetoed", "rules", "evaluating",
    "no-nominee", "reason", "seats", "list-open", "nobody-to-post", "not-listed", "not-posted",
    "notice-up", "notice-over", "objection-open", "nobody-to-draw", "not-drawn", "undrawn",
    "unseen", "samples-open", "confirmed", "not-nominated", "unsigned", "signed", "future",
    "paid", "unpaid", "no-sum", "too-much", "use-day", "use-settled", "duty-early", "duty-late",
    "duty-over", "taken-off",
)  # fmt: skip
"""Every reason for which an act must wait."""
TOLD = dict.fromkeys(
    ("least", "most", "year", "village", "text", "clause", "seats", "missing", "ties", "wanted",
     "left"), LONG
) | dict.fromkeys(("first", "last", "day"), "2026年12月31日")  # fmt: skip
TOLD["name"] = max((each.name for each in load().vocabulary.duties.values()), key=len)


def brought_forward(world) -> dict[str, int]:
    """The world's county in every state of the procedure; brought there once."""
    if "recognition" not in world.__dict__:
        with world.stage.begin() as uow:
            world.recognition = _bring(world, uow)
    return world.recognition


def _bring(world, uow) -> dict[str, int]:
    towns, villages = _places(world, uow)
    hall = Hall(uow, world.stage.schemes, world.stage.now, towns | villages)
    bureau, office = (
        uow.grants.get(world.grants[post]) for post in (Post.CITY_AGRICULTURE, Post.TOWN_OFFICE)
    )
    made = Procedure(hall, world.stage.now, bureau=bureau, office=office, year=YEAR)
    _score(made, villages)
    _check(made)
    _nominate(made)
    _evaluate(made)
    objection = _notice(made)
    use = _spend(made)
    return towns | villages | {"objection": objection, "use": use}


def _places(world, uow) -> tuple[dict[str, int], dict[str, int]]:
    """A second town with a tie, and eight more without anything."""
    city = uow.places.city().id
    others = [uow.places.add("town", f"{number}{TOWN}", city) for number in range(9)]
    for town in others:
        for number in range(3):
            village = uow.places.add("village", f"{number}{VILLAGE}", town)
            uow.enrolments.add(village, WENLING, date(2025, 1, 1))
    own = uow.places.villages_of(world.town)
    tied = uow.places.villages_of(others[0])
    named = {f"v{at}": village.id for at, village in enumerate(own)}
    named |= {f"w{at}": village.id for at, village in enumerate(tied)}
    return {"city": city, "town": world.town, "west": others[0]}, named


def _score(made, villages) -> None:
    for name in villages:
        made.sealed(**{name: "100.25"})
    made.sealed(v30=71)
    for town in ("town", "west"):
        quotas.set_one(made.city, made.hall.places[town], 999, 2 if town == "town" else 1)


def _check(made) -> None:
    """v0 is half looked at, v1 is done, v2 fell short; some have no lots yet."""
    drawn = [made.village(f"v{number}") for number in range(12)]
    draws.draw(made.city, draws.VILLAGES, made.hall.places["town"], drawn, 9)
    for village in drawn:
        draws.draw(made.city, draws.ITEMS, village, range(1, 22), 21)
    act = made.act(made.bureau, "v0")
    sheet = spot_checks.opened(act, made.city)
    for no in (1, 2, 3):
        scorings.give(act, sheet, no, Decimal("0.25"), LONG)
    made.sealed(level="spot", v1="98.25", v2="69.75")
    spot_checks._confirm(made.city, made.village("v1"))


def _nominate(made) -> None:
    made.nominated("v0", "v1", "v3")
    made.hall.appoint(Post.TOWN_OFFICE, "west", made.office.person_id)
    made.nominated("w0", "w1", town="west")


def _evaluate(made) -> None:
    """v0 is under way with changes, v1 waits for signatures, v3 and the tied are sealed."""
    for name in ("v0", "v1"):
        act = made.act(made.bureau, name)
        sheet = evaluations.opened(act, made.city)
        for no in (4, 5, 6):
            scorings.give(act, sheet, no, Decimal("0.25"), LONG)
        row = act.uow.scorings.get(sheet.row.id, act.actor.scope)
        if name == "v1":
            evaluations.adopt_all(act, worksheet(act, row))
            row = act.uow.scorings.get(sheet.row.id, act.actor.scope)
            scorings.submit(act, worksheet(act, row))
    made.sealed(level="city", v3="100.25", w0="95.25", w1="95.25")


def _notice(made) -> int:
    """v3 is on the fixed list, posted, and objected to; one objection is answered."""
    row, city, village = made.row("v3"), made.city, made.village("v3")
    city.event(row.id, village, "choose", LONG, taken=True)
    city.event(row.id, village, "decide", outcome="taken")
    city.event(row.id, village, "notice", first="2026-07-10", last="2026-12-31", days=60)
    for _ in range(2):
        city.event(row.id, village, "object", LONG)
    said = [event.id for event in made.row("v3").events if event.kind == "object"]
    city.event(row.id, village, "answer", LONG, objection=said[0], upheld=False)
    return said[1]


def _spend(made) -> int:
    """v0 was recognised the year before, and has spent its subsidy in many ways."""
    city, village = replace(made.city, year=YEAR - 1), made.village("v0")
    told = {"scheme_id": WENLING, "year": YEAR - 1, "standing": Standing.DEMONSTRATION}
    number = city.uow.facts.state("recognition", village, **told, **city.signed)
    city.event(number, village, "confirm")
    city.event(number, village, "pay", paid_on="2025-12-31", yuan=20000)
    for state in ("use_confirm", "use_return", ""):
        data = {"yuan": "6666.66", "files": [1] * 99}
        new = NewEvent(kind="use", on_day=city.day, reason=LONG, data=data, **city.signed)
        city.uow.facts.event("recognition", number, village, new)
        row = city.uow.facts.get("recognition", number, city.actor.scope)
        if state:
            city.event(number, village, state, LONG, use=row.events[-1].id)
    return row.events[-1].id


def paged(**told):
    return lambda world: (
        brought_forward(world) and [{**PLACE, **told, "page": page} for page in (0, 1, 2, 99)]
    )


def of(*names, **told):
    """A card about each of these villages."""
    return lambda world: [
        {**PLACE, "village": brought_forward(world)[name], "page": 0, **told} for name in names
    ]


def about(**wanted):
    """A card with ids of the county under other names."""
    return lambda world: [
        PLACE | {name: _looked_up(brought_forward(world), value) for name, value in wanted.items()}
    ]


def _looked_up(known, value):
    if isinstance(value, list):
        return [known[each] for each in value]
    return known.get(value, value) if isinstance(value, str) else value


def items(world):
    known = brought_forward(world)
    return [
        {**PLACE, "village": known["v0"], "level": level, "no": no}
        for level in ("spot", "city")
        for no in range(1, 22)
    ]


DATA = {
    "not_now": lambda _world: [{"why": why, "told": TOLD} for why in REFUSED],
    "home_city": lambda world: brought_forward(world) and [{}, PLACE],
    "city_towns": paged(),
    "quota_list": paged(),
    "quota_town": about(town="town"),
    "spot_list": paged(),
    "spot_draw": about(percent=10, items=3),
    "city_check": lambda world: [
        {**each, "page": page, "moved": True}
        for each in of("v0", "v1", "v5")(world)
        for page in range(8)
    ],
    "spot_opinion": of("v0", "v1", "v2", "v30"),
    "spot_confirmed": lambda world: [
        PLACE | {"villages": [brought_forward(world)[f"v{at}"] for at in range(count)]}
        for count in (1, 31)
    ],
    "city_item": items,
    "panel_list": paged(),
    "panel_sheet": of("v0", "v1", "v3", "v4", moved=True),
    "panel_items": lambda world: [
        {**each, "page": page} for each in of("v0", "v3")(world) for page in range(6)
    ],
    "panel_return": of("v0", "v1"),
    "nominate": lambda world: [
        {**PLACE, "page": page, "chosen": [brought_forward(world)[name] for name in ("v0", "v7")]}
        for page in (0, 1, 99)
    ],
    "nominated": about(town="town"),
    "list_show": paged(),
    "list_tie": about(town="west", chosen=["w0"]),
    "list_reason": about(town="west", chosen=["w0"]),
    "notice_post": about(days=60),
    "list_village": of("v0", "v1", "v3", "w0"),
    "list_objection": of("v3"),
    "list_answer": lambda world: [
        {**each, "objection": brought_forward(world)["objection"], "upheld": upheld}
        for each in of("v3")(world)
        for upheld in (True, False)
    ],
    "recognised": lambda world: [
        PLACE | {"villages": [brought_forward(world)[f"v{at}"] for at in range(count)]}
        for count in (1, 31)
    ],
    "subsidy_list": paged(),
    "subsidy_account": of("v0", "v1"),
    "subsidy_use": of("v0"),
    "subsidy_return": about(village="v0", use="use"),
}
