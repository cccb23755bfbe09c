"""Extreme data for the cards about people: invitations, hand-overs, leave, groups."""

from tests.handlers.extreme import LONG

LATEST = 10**9
WHYS = ("", "successor", "stand-in")
REFUSALS = ("past", "long", "twice", "side", "not-held")


def _grants(world):
    return [{"grant": grant} for grant in world.grants.values()]


def _stand_ins(world):
    return [{"stand_in": grant} for grant in world.grants.values()]


def _places(world):
    return [
        {"place": place, "page": page} for place in (world.village, world.town) for page in (0, 1)
    ]


def _who(world):
    days = {"first": "2026-12-30", "last": "2027-01-03"}
    asked = ({}, {"typed": True}, {"typed": True, "why": LONG})
    return [each | days | told for each in _grants(world) for told in asked]


DATA = {
    "people_progress": lambda _world: [{"page": page} for page in range(7)],
    "people": _places,
    "person": _grants,
    "person_stop": _grants,
    "person_named": _grants,
    "person_naming": lambda world: [
        {"place": world.village, "post": "村党组织书记", "holder": holder, "why": why}
        for holder in (None, next(iter(world.grants.values())))
        for why in ("", LONG)
    ],
    "invite_sent": lambda world: [
        {"link": world.invite, "typed": world.invite, "why": why} for why in WHYS
    ],
    "invite_list": lambda world: [
        {"place": world.village, "codes": [world.invite] * count, "page": page}
        for count in (0, 1, 12)
        for page in (0, 1)
    ],
    "leave_days": _grants,
    "leave_who": _who,
    "leave_refused": lambda world: [
        each | {"why": why} for each in _grants(world) for why in REFUSALS
    ],
    "leave_set": _stand_ins,
    "leave_told": _stand_ins,
    "group_notice": lambda _world: [{}],
    "import_news": lambda _world: [{"count": LATEST}],
}
