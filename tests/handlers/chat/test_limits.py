"""Every view, for every post, on extreme data: within the limits, and never without a way home."""

import pytest

from handlers.chat import build as chat
from handlers.chat import fetched
from handlers.chat.answers import AWAITED
from handlers.chat.cards import VIEWS
from handlers.chat.ledger import VALUES, only_of
from handlers.chat.scene import Stranger
from handlers.services.catalogue import DOCUMENTS
from handlers.services.errors import Denied
from rubric.posts import TOWN_POSTS, Post
from storage.errors import NotFound, OutOfScope
from tests.handlers import extreme_work
from tests.handlers.chat.people_cards import DATA as OF_PEOPLE
from tests.handlers.chat.recognition_cards import DATA as OF_RECOGNITION
from tests.handlers.chat.standing_cards import DATA as OF_STANDING
from tests.handlers.conftest import NOW
from tests.handlers.extreme import CITY_POST, LONG, build, scored_once
from tests.handlers.limits import faults

assert chat
assert fetched
NOT_THIS_POST = (Denied, OutOfScope, Stranger, NotFound)
MOVED = [
    {"figure": figure, "before": "100.5", "after": "99.25"}
    for figure in ("now", "ceiling", "floor", "confirmed")
]
DUTIES = ["branch-committee", "risk-controls", "member-appraisal", "financial-review"]
WITHOUT_DATA = (
    "start_unbound", "bind_ok", "bind_early", "bind_declined",
    "no_post", "gone", "parked", "flooded", "ok", "welcome",
    "help", "me", "home_secretary", "home_supervisors", "home_town", "month", "own_record",
    "log_over", "log_kept", "nothing_open", "not_kept", "pub_card", "town_dash",
)  # fmt: skip


def of_records(world):
    shown_again = {"untouched": True, "unsure": True}
    return [
        *({"records": [record], "moved": MOVED} for record in world.records[:12]),
        *({"records": [record], **shown_again} for record in world.records[:12]),
        *({"records": world.records[:9], **told} for told in ({}, shown_again) if world.records),
    ]


def of_findings(world):
    """Each with the data of whatever is asked about it."""
    asked = {"days": 10, "photos": 99, "page": 0, "unread": True}
    said = [
        {"which": "policy-shirking", "item": 13, "count": 1, "amount": "4.75", "reason": LONG},
        {"which": "related-party-bid", "item": 9, "count": 20, "amount": None, "reason": ""},
        {"which": "problem", "item": 21, "count": 1, "amount": None, "reason": ""},
    ]
    return [
        {"finding": finding, **asked, **said[at % 3], "page": at % 5}
        for at, finding in enumerate(world.findings)
    ]


def of_drafts(world):
    record = world.records[:1]
    return [
        {"draft": draft, "page": page, "record": record[0] if record else 0}
        for draft in world.drafts
        for page in (0, 1, 99)
        if record
    ]


def of_villages(world):
    return [
        {"village": world.village, "year": 2025 if no == 1 else None, "page": no - 1, "no": no}
        for no in range(1, 22)
    ]


def of_lists(world):
    return [
        only_of(world.village, **wanted) | {"page": page, "by": by}
        for wanted in ({}, {"month": "2026-05"}, {"duty": "risk-controls"}, {"item": 21})
        for page in (0, 1, 99)
        for by in VALUES
    ]


def of_sheets(world):
    return [
        {**place, "page": no - 1, "no": no, "points": points, "moved": True,
         "items": list(range(1, no + 1))}
        for place in world.sheets for no, points in ((1, ""), (5, "0.25"), (16, ""), (21, "0.25"))
    ]  # fmt: skip


def occurrences(world):
    with world.stage.begin() as uow:
        book = world.scene(uow, Post.SECRETARY).book()
        return [each.key for each in book.occurrences]


DATA = {
    **dict.fromkeys(WITHOUT_DATA, lambda _world: [{}]),
    **dict.fromkeys(
        ("log_saved", "log_edit", "log_edit_day", "log_edit_heads", "log_undone",
         "review_done", "review_reason", "review_back", "log_locked", "unlock_pick",
         "unlock_reason", "unlock_check", "unlock_refuse", "unlock_answered"), of_records),
    **dict.fromkeys(
        ("finding_raised", "finding_assigned", "finding_check", "finding_remedy",
         "finding_reject", "finding_clear", "finding_closed", "finding_due", "finding_wish",
         "finding_delay", "finding_refusal", "finding_object", "finding_dispute",
         "finding_uphold", "finding_kinds", "finding_items", "finding_weigh", "finding_kind"),
        of_findings),
    "finding_due_why": lambda world: [
        {"finding": finding, "day": "2027-01-12"} for finding in world.findings],
    "log_meant": lambda world: [
        {"text": LONG, "what": LONG, "of": world.records[:most], "changes": {}}
        for most in (0, 2, 4)],
    **dict.fromkeys(("log_ask", "log_day_typed", "log_same", "finding_which"), of_drafts),
    **dict.fromkeys(("score_card", "score_fix", "score_items", "score_item"), of_villages),
    "voice_list": lambda _world: [{"page": page} for page in (0, 1, 99)],
    "month_digest": lambda world: [{"town": world.town}],
    "papers": lambda world: [
        {"place": world.village, "page": page} for page in (0, 1, 99)],
    "paper_making": lambda world: [
        {"paper": paper, "place": world.village, "of": [], "state": state, "percent": 75}
        for paper in DOCUMENTS
        for state in ("making", "done", "nothing", "denied", "failed")],
    **dict.fromkeys(
        ("scoring_progress", "scoring_village", "scoring_items", "scoring_sum", "scoring_item",
         "scoring_amount", "scoring_grounds", "scoring_check", "scoring_return", "scoring_moved",
         "scoring_sealed", "scoring_sealed_items", "scoring_unsealed", "scoring_correct"),
        of_sheets),
    "scoring_refused": lambda _world: [
        {"why": why} for why in ("amount", "reason", "incomplete", "moved", "changed", "own",
                                 "village", "below", "sealed", "running", "replaced",
                                 "no-points")],
    **dict.fromkeys(("ledger", "ledger_filter", "ledger_values"), of_lists),
    **dict.fromkeys(
        ("voice_heard", "voice_asked", "voice_answering", "voice_answered"),
        lambda world: [{"voice": voice} for voice in world.voices]),
    "bind_confirm": lambda world: [
        {"invite": world.invite, "bound": on, "moves": not on} for on in (True, False)],
    "bind_fail": lambda _world: [
        {"why": why} for why in ("unknown", "used", "expired", "too-many", "closed", "ended")],
    "handover_in": lambda world: [
        {"invite": world.invite, **told}
        for told in ({}, {"bound": True}, {"asked": True})]
        + [{"grant": grant} for grant in world.grants.values()],
    "handover_out": lambda world: [
        {"leaving": grant, "grant": grant} for grant in world.grants.values()],
    "handover_doubt": lambda world: [{"grant": grant} for grant in world.grants.values()],
    "bind_burned": lambda world: [{"grant": world.grants[Post.SUPERVISOR_CHAIR]}],
    "denied": lambda _world: [
        {"needed": [str(post) for post in Post][:4], "matter": matter, "said": said}
        for matter in ("", LONG) for said in ("", LONG)],
    "settled": lambda _world: [
        {"status": status} for status in ("withdrawn", "confirmed", "returned", "reported",
                                          "open", "settled", "cleared", "answered",
                                          "matter-open", "matter-concluded", "matter-confirmed",
                                          "matter-withdrawn", "matter-ahead", "matter-step",
                                          "matter-filed",
                                          "task-open", "task-done", "task-accepted",
                                          "task-withdrawn",
                                          "task-past", "task-target", "task-assigned", "task-round",
                                          "overdue", "no-due", "same-due", "earlier-due",
                                          "correcting", "far-due", "due-reason",
                                          "delay-asked", "disputed", "same-kind", "asked")],
    "private_data": lambda _world: [
        {"what": what, "photo": True} for what in ("身份证号码", "手机号码")],
    "unclear": lambda _world: [
        {"what": what} for what in ("text", "long", "sticker", "media", "other")],
    "not_read": lambda _world: [
        {"what": what} for what in ("day", "due", "heads", "quotas", "use", "amount")],
    "edited": lambda world: [{"records": []}, {"records": world.records[:1]}],
    "draft_or_log": lambda world: [
        {"draft": draft, "waits": waits, "text": LONG, "is_log": is_log}
        for draft in world.drafts[:2] for waits in AWAITED for is_log in (True, False)],
    "log_edit_duty": lambda world: [
        {"records": [record], "page": page} for record in world.records[:5] for page in range(12)],
    "log_edit_period": lambda world: [
        {"records": [record], "duty": "disclosure-finance"} for record in world.records[:6]],
    "log_future": lambda _world: [{"day": "2026-07-30", "duties": DUTIES}],
    "dropped": lambda _world: [{}, {"text": LONG}],
    "own_only": lambda _world: [{"elsewhere": LONG}],
    "log_elsewhere": lambda _world: [{"elsewhere": LONG}],
    "log_impossible": lambda _world: [{"said": LONG}],
    "log_plan": lambda _world: [{"duties": DUTIES}, {"duties": []}],
    "log_negative": lambda _world: [{"duties": DUTIES}, {"duties": []}],
    "record": lambda world: [{"record": record, "back": {}} for record in world.records[:12]],
    "review_ask": lambda world: [
        {"at": None}, *({"at": None, "done": record, "moved": MOVED}
                        for record in world.records[:5])],
    "review_returned": lambda world: [
        {"records": [record], "reason": LONG} for record in world.records[:5]],
    "finding_new": lambda world: [
        {"village": world.village}, {"village": world.village, "photos": 99}],
    "finding_where": lambda _world: [
        {"page": page, **said} for page in (0, 1, 99) for said in ({}, {"text": LONG})],
    "finding_meant": lambda world: [
        {"village": world.village, "text": text, "draft": draft}
        for text in (LONG, "示例二村" + LONG) for draft in world.drafts[:2]],
    "missed": lambda _world: [{"page": page} for page in (0, 1, 99)],
    "finding_waiting": lambda _world: [{"page": page} for page in (0, 1, 99)],
    "finding_list": lambda world: [{"village": world.village, "page": page} for page in range(4)],
    "voice_new": lambda _world: [
        {"voice_kind": kind} for kind in ("suggestion", "complaint", "appeal")],
    "town_villages": lambda _world: [{"page": page} for page in range(7)],
    "help_examples": lambda _world: [{"page": page} for page in range(9)],
    "photo_refused": lambda _world: [
        {"why": why, "names": names, "day": "2026-07-14" if names else ""}
        for why in ("large", "pixels", "tiny", "broken", "type", "lost") for names in ("", LONG)],
    "town_village": lambda world: [{"village": world.village}],
    "town_late": lambda world: [
        {"page": page, "village": of} for page in (0, 1, 99) for of in (None, world.village)],
    "nudge_done": lambda world: [
        {"villages": each, "left_out": each, "unheard": [world.village] * each}
        for each in (0, 1, 60)],
    "nudge_recv": lambda world: [{"keys": occurrences(world), "by": LONG}],
    **extreme_work.data(LONG),
    **OF_PEOPLE,
}  # fmt: skip
POSTS = (Post.SECRETARY, Post.CLERK, Post.SUPERVISOR_CHAIR, Post.TOWN_OFFICE, CITY_POST)
OF_NOTICES = ("reminder", "holiday", "digest")
"""Drawn by the ticks; test_notices looks at them."""


@pytest.fixture(
    scope="module", params=(0, pytest.param(120, marks=pytest.mark.drill)), ids=("empty", "full")
)
def world(request, tmp_path_factory, ledgers):
    file = tmp_path_factory.mktemp("extreme") / "q.sqlite3"
    with ledgers.opened(file) as store, scored_once():
        yield build(store, NOW, request.param)


def drawn(world, post, kinds=tuple(VIEWS)):
    """The cards that this post is shown, each with its kind."""
    data = {kind: DATA[kind](world) for kind in kinds if kind in DATA}
    with world.stage.begin() as uow:
        scene = world.scene(uow, post)
        for kind, each in ((kind, each) for kind, of in data.items() for each in of):
            try:
                yield kind, VIEWS[kind](scene, each)
            except NOT_THIS_POST:
                continue


def labels(message):
    return [[button.label for button in row] for row in message.rows]


@pytest.mark.parametrize("post", POSTS)
def test_every_card_keeps_the_limits(world, post):
    town = post in TOWN_POSTS or post is CITY_POST
    found = {
        f"{kind}: {fault}"
        for kind, message in drawn(world, post)
        for fault in faults(message.text, labels(message), town=town)
    }
    assert sorted(found) == []


def test_every_view_is_looked_at():
    elsewhere = {*OF_NOTICES, *OF_RECOGNITION, *OF_STANDING}
    assert set(VIEWS) - elsewhere <= set(DATA)
    assert set(DATA) <= set(VIEWS)


def test_what_a_person_wrote_cannot_become_markup(world):
    shown = drawn(world, Post.SUPERVISOR_CHAIR, ["finding_raised"])
    texts = [message.text for _, message in shown]
    assert all("<b>" not in text for text in texts)
    assert all("&lt;b&gt;" in text for text in texts)
