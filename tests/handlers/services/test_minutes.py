from datetime import date

import pytest

from handlers.services.minutes import Minutes, read_minutes

TODAY = date(2026, 7, 15)


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("村民代表会议:应到45人,实到40人,同意38票", Minutes(45, 40, 38)),
        (
            "7月3日村民代表会议，应到45人，实到40人，同意38票，反对1票，弃权1票",
            Minutes(45, 40, 38, 1, 1),
        ),
        ("应到四十五人实到四十人三十八人同意", Minutes(45, 40, 38)),
        ("昨天开会，40人参加，38票赞成，2票反对", Minutes(None, 40, 38, 2)),
        ("同意票数38,不同意2票", Minutes(agreed=38, opposed=2)),
        ("党员大会表决，弃权3人", Minutes(abstained=3)),
        ("全票通过", Minutes()),
        ("贴在村口公开栏", Minutes()),
        ("第一项同意38票,第二项同意30票", Minutes()),
        ("7月38票", Minutes()),
    ],
)
def test_what_a_clerk_writes_of_a_meeting(said, read):
    assert read_minutes(said, TODAY) == read


def test_only_what_was_said_is_kept():
    assert read_minutes("实到40人,同意38票", TODAY).dump() == {"present": 40, "agreed": 38}
