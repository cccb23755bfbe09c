"""What the cards about a village's standing are drawn from, on extreme data: kind by kind."""

from dataclasses import dataclass, field

from tests.handlers.extreme import LONG

SCHEME = "tangjiafang-2020"
LISTS = ("xx-city-plan", "sanguan-2022", "linyi-2022")
PAGES = (0, 1, 2, 99)
MOVED = [
    {"figure": figure, "before": "100.5", "after": "99.25"}
    for figure in ("now", "ceiling", "floor", "confirmed")
]


@dataclass
class Written:
    """The facts in the books, by kind."""

    states: list[int] = field(default_factory=list)
    assessments: list[int] = field(default_factory=list)
    items: list[int] = field(default_factory=list)
    honours: list[int] = field(default_factory=list)
    vetoes: list[int] = field(default_factory=list)
    negatives: list[int] = field(default_factory=list)
    records: list[int] = field(default_factory=list)
    duties: list[str] = field(default_factory=list)
    villages: list[int] = field(default_factory=list)


def paged(**told):
    return lambda world: [{**told, "village": world.village, "page": page} for page in PAGES]


def each(name, kind, **told):
    """A card for every fact of a kind."""
    return lambda world: [{name: row, **told} for row in getattr(world.written, kind)]


def of_village(**told):
    return lambda world: [{"village": world.village, **told}]


def of_items(**told):
    return lambda world: [
        {"village": world.village, "scheme": SCHEME, "no": no, **told} for no in range(1, 15)
    ]


def of_lists(world):
    return [
        {"village": world.village, "scheme": scheme, "page": page}
        for scheme in LISTS
        for page in PAGES
    ]


def many(world):
    """Every village of the town, or none, an exception."""
    villages = world.written.villages
    return [
        {"name": "online-payment", "but": but, "villages": villages, "page": page}
        for but in ([], villages)
        for page in PAGES
    ]


def assessed(world):
    written = world.written
    return [
        {
            "village": world.village,
            "rows": written.assessments,
            "items": written.items,
            "moved": [["0.25", "99.75"], ["99.75", "0.25"]],
        }
    ]


def picked(world):
    chosen = ([], world.written.items, list(range(1, 22)))
    return [
        {"village": world.village, "text": LONG, "items": items, "page": page}
        for items in chosen
        for page in PAGES
    ]


DATA = {
    "menu_home": lambda _world: [{"page": page} for page in PAGES],
    "menu_village": paged(),
    "state_list": paged(),
    "state_ask": lambda world: [
        {"village": world.village, "name": name}
        for name in ("supervision-system-current", "charts-missing", "legal-guides")
    ],
    "state_done": each("state", "states", moved=MOVED),
    "state_check": of_village(moved=MOVED),
    "state_round": lambda world: [{"name": None}, *many(world)],
    "state_round_done": many,
    "assess_new": of_village(),
    "assess_pick": picked,
    "assess_items": picked,
    "assess_done": assessed,
    "honour_kinds": of_village(),
    "honour_piece": of_village(honour="leader-endorsement"),
    "honour_source": of_village(honour="leader-endorsement", piece=LONG),
    "honour_day": lambda world: [
        *({"honour": row} for row in world.written.honours),
        {"village": world.village, "honour": "press", "piece": LONG, "source": LONG},
    ],
    "honour_card": each("honour", "honours"),
    "honour_reason": each("honour", "honours"),
    "honour_list": paged(),
    "honour_queue": paged(),
    "veto_kinds": of_village(),
    "veto_new": of_village(veto_kind="criminal-or-disciplinary"),
    "veto_card": each("veto", "vetoes"),
    "veto_why": lambda world: [
        {"veto": row, "asked": asked}
        for row in world.written.vetoes
        for asked in ("veto.no", "veto.lift")
    ],
    "veto_list": paged(),
    "veto_queue": paged(),
    "veto_where": paged(),
    "grade_card": of_village(scheme=SCHEME),
    "grade_why": lambda world: [
        {"village": world.village, "scheme": SCHEME, "page": page} for page in range(12)
    ],
    "grade_items": lambda world: [
        {"village": world.village, "scheme": SCHEME, "page": page} for page in range(6)
    ],
    "grade_item": lambda world: [
        {**item, "part": part} for item in of_items()(world) for part in range(8)
    ],
    "grade_excuse": of_items(),
    "negative_list": paged(scheme=SCHEME),
    "negative_kinds": paged(scheme=SCHEME),
    "negative_new": of_village(scheme=SCHEME, negative="otherwise-unfit"),
    "negative_strike": each("row", "negatives", scheme=SCHEME),
    "cycle_card": of_village(scheme=SCHEME),
    "checklist_card": of_lists,
    "checklist_lines": of_lists,
    "checklist_ongoing": of_lists,
    "checklist_targets": of_lists,
    "score_schemes": of_village(),
    "town_month": lambda world: [
        {"village": village, "page": page} for village in (None, world.village) for page in PAGES
    ],
    "town_past": lambda world: [
        {"village": village, "page": page} for village in (None, world.village) for page in PAGES
    ],
    "town_any": lambda _world: [{"village": None, "page": page} for page in PAGES],
    "town_duty": lambda world: [
        {"village": village, "duty": duty}
        for village in (None, world.village)
        for duty in (*world.written.duties, "town-attendance")
    ],
    "town_logged": lambda world: [
        {"duty": "town-attendance", "villages": list(range(60)), "records": records}
        for records in ([], world.written.records)
    ],
    "town_confirm": lambda world: [{"records": world.written.records}],
}
