"""Matters and tasks as long, as many and as odd as they can be, for the county of `extreme`."""

from datetime import date, timedelta
from itertools import chain, cycle, product

from rubric.posts import Post
from storage.facts import NewEvent
from storage.schemes import load

ENDS = (
    (),
    ("conclude",),
    ("conclude", "send_back"),
    ("conclude", "reopen"),
    ("conclude", "confirm"),
    ("withdraw",),
    ("acknowledge",),
)
MINUTES = {"expected": 999_999, "present": 888_888, "agreed": 777_777, "opposed": 9, "abstained": 9}
FATES = ((), ("done",), ("done", "send_back"), ("done", "confirm"), ("withdraw",))


def matters(world, uow, long: str) -> None:
    """Every kind in every state; open and concluded with every order and want of steps."""
    act = world.scene(uow, Post.CLERK).act()
    for kind in load()["wenling-2022"].matters.values():
        steps = list(chain.from_iterable(kind.steps))
        wants = ([], steps[::-1], steps[1::2], steps[-1:])
        told = [(steps, ends) for ends in ENDS]
        told += [(taken, ends) for taken in wants for ends in ((), ("conclude",))]
        for taken, ends in told:
            number = uow.facts.state(
                "matter", world.village, kind=kind.id, title=long, **act.signed
            )
            world.matters.append(number)
            for days, step in enumerate(taken):
                day = date(2026, 1, 28) + timedelta(days=days)
                _event(uow, act, "matter", number, "step", day, {"step": step, **MINUTES})
            for end in ends:
                data = {"step": "file"} if end == "acknowledge" else {}
                _event(uow, act, "matter", number, end, act.day, data, long)


def tasks(world, uow, long: str) -> None:
    """In words, of the duty, and of a round, in every state; due long ago, soon and in a year."""
    act = world.scene(uow, Post.CLERK).act()
    villages = [each.id for each in uow.places.villages_of(world.town)]
    told = (
        {"duty": "", "text": long},
        {"duty": "cross-inspection", "target_id": villages[1], "round": "2026-100"},
        {"duty": "cross-inspection"},
    )
    dues = cycle((date(2025, 12, 31), date(2026, 7, 31), date(2027, 12, 31)))
    for said, fate in product(told, FATES):
        due = next(dues)
        for village in {world.village, *(villages if said.get("round") else ())}:
            number = uow.facts.state("task", village, due=due, **said, **act.signed)
            if village == world.village:
                world.tasks.append(number)
                for kind in fate:
                    _event(uow, act, "task", number, kind, act.day, {}, long)


def _event(uow, act, fact, number, kind, day, data, reason="") -> None:
    village = act.book.village.id
    new = NewEvent(kind=kind, on_day=day, data=data, reason=reason, **act.signed)
    uow.facts.event(fact, number, village, new)


def data(long: str):
    """For each card of matters and tasks what it may be about."""

    def of_matters(world):
        return [{"matter": number} for number in world.matters]

    def of_tasks(world):
        return [{"task": number} for number in world.tasks]

    def with_pages(each):
        return lambda world: [{**one, "page": page} for one in each(world) for page in (0, 1, 99)]

    def lists(world):
        return [{"village": world.village}]

    def orders(world):
        return [
            {"text": text, "duty": duty, "village": village, "due": "2027-12-31"}
            for text, duty in ((long, ""), ("", "cross-inspection"))
            for village in (0, world.village)
        ]

    def rounds(world):
        return [{"pairs": _pairs(world), "due": "2026-12-31", "turn": 1}]

    return {
        "matter": of_matters,
        "matter_conclude": of_matters,
        "matter_reason": of_matters,
        "matter_check": lambda _world: [{"at": None}],
        "matter_steps": with_pages(of_matters),
        "matter_day": lambda world: [
            {**one, "step": step} for one in of_matters(world) for step in ("resolve", "file")
        ],
        "matter_list": with_pages(lists),
        "matter_board": lambda _world: [{"page": page} for page in (0, 1, 99)],
        "matter_new": lambda _world: [{"kind": kind} for kind in ("major-decision", "project")],
        "task": of_tasks,
        "task_report": of_tasks,
        "task_reason": of_tasks,
        "task_check": lambda _world: [{"at": None}],
        "task_list": with_pages(lists),
        "task_board": lambda _world: [{"page": page} for page in (0, 1, 99)],
        "task_group": of_living,
        "task_villages": with_pages(of_living),
        "task_which": lambda world: [{"record": record} for record in world.records[:12]],
        "order_new": lambda _world: [{}],
        "order": orders,
        "order_places": with_pages(orders),
        "order_due": lambda world: [*orders(world), *rounds(world)],
        "order_given": lambda world: [{**one, "villages": 60} for one in of_tasks(world)],
        "round_new": with_pages(rounds),
        "round_none": lambda _world: [{}],
    }


def of_living(world):
    """The tasks that were not taken back."""
    return [
        {"task": number}
        for at, number in enumerate(world.tasks)
        if FATES[at % len(FATES)] != ("withdraw",)
    ]


def _pairs(world):
    with world.stage.begin() as uow:
        villages = [each.id for each in uow.places.villages_of(world.town)]
    return [list(pair) for pair in zip(villages, [*villages[1:], villages[0]], strict=True)]
