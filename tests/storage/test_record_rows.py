from datetime import UTC, date, datetime

import pytest

from storage.record_rows import EventRow, RecordRow

NOW = datetime(2026, 7, 14, tzinfo=UTC)
DAY = date(2026, 7, 14)


def record(*events, version=1):
    """A record with these events, each "kind" or "kind@version"."""
    signed = {"by_id": 1, "by_grant_id": 1, "at": NOW}
    rows = []
    for number, event in enumerate(events, 1):
        kind, _, seen = event.partition("@")
        rows.append(
            EventRow(
                id=number,
                record_id=1,
                version=int(seen or version),
                kind=kind,
                reason="",
                on_day=date(2026, 7, number),
                **signed,
            )
        )
    return RecordRow(
        id=1,
        village_id=1,
        author_id=1,
        author_grant_id=1,
        logged_at=NOW,
        version=version,
        duties=("party-day",),
        done_on=DAY,
        period=None,
        unit=1,
        title="",
        body="",
        time=None,
        heads=None,
        heads_expected=None,
        authors=frozenset({1}),
        events=tuple(rows),
        evidence=(),
        **signed,
    )


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ((), "reported"),
        (("confirm",), "confirmed"),
        (("return",), "returned"),
        (("withdraw",), "withdrawn"),
        (("withdraw", "restore"), "reported"),
        (("return", "withdraw", "restore"), "returned"),
        (("confirm", "unconfirm"), "reported"),
        (("confirm", "unconfirm", "return"), "returned"),
        (("return", "resubmit"), "reported"),
        (("return", "resubmit", "confirm"), "confirmed"),
        (("confirm", "return"), "returned"),
        (("withdraw", "restore", "withdraw"), "withdrawn"),
        (("confirm", "withdraw"), "withdrawn"),
    ],
)
def test_the_status_follows_what_happened_last(events, status):
    assert record(*events).status == status


@pytest.mark.parametrize("event", ["confirm@1", "return@1"])
def test_what_was_said_of_an_earlier_version_does_not_hold_for_the_newest(event):
    assert record(event, version=2).status == "reported"


def test_a_withdrawal_holds_for_every_version():
    assert record("withdraw@1", version=2).status == "withdrawn"


def test_the_day_of_confirmation_and_of_return():
    assert record("return", "resubmit", "confirm").confirmed_on == date(2026, 7, 3)
    assert record("return").returned_on == date(2026, 7, 1)
    assert record("return").confirmed_on is None
    assert record("confirm").returned_on is None
    assert record("confirm", "withdraw").confirmed_on is None


def test_the_content_is_said_anew_by_somebody_else_and_otherwise_the_same():
    later = datetime(2026, 7, 15, tzinfo=UTC)
    content = record().content(by_id=2, by_grant_id=3, at=later)
    assert (content.by_id, content.by_grant_id, content.at) == (2, 3, later)
    assert (content.duties, content.done_on) == (("party-day",), DAY)
