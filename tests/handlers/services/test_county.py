"""What the document leaves open is the county's to fix, and said to be a reading."""

import pytest

from handlers.services import county
from handlers.services.errors import Denied, NotNow


def test_without_a_choice_the_default_reading_holds(procedure):
    uow = procedure.hall.uow
    found = {name: county.reading(uow, name) for name in county.READINGS}
    assert found == {"spot-share": 10, "spot-items": 3, "notice-days": 7}


def test_the_citys_choice_holds_from_then_on_and_is_audited(procedure):
    county.choose(procedure.city, county.NOTICE_DAYS, 5)
    assert county.reading(procedure.hall.uow, county.NOTICE_DAYS) == 5
    assert procedure.hall.audited() == ["county.choose"]


@pytest.mark.parametrize("value", [0, -1, 61])
def test_a_number_without_sense_is_refused(procedure, value):
    with pytest.raises(NotNow, match="range"):
        county.choose(procedure.city, county.NOTICE_DAYS, value)


def test_a_town_chooses_nothing(procedure):
    with pytest.raises(Denied):
        county.choose(procedure.town, county.SPOT_SHARE, 100)
