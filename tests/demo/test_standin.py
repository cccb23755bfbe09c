import httpx
import pytest

from demo.botapi.standin import StandIn, people
from demo.botapi.world import Person


def test_two_stand_ins_live_side_by_side():
    with StandIn() as one, StandIn() as other:
        one.phone(1001).say("一")
        assert other.phone(1001).messages() == []
        assert one.port != other.port


def test_after_leaving_nobody_listens():
    with StandIn() as telegram:
        url = telegram.url
    with pytest.raises(httpx.ConnectError):
        httpx.get(url, trust_env=False)


def test_it_can_come_back_on_the_same_port():
    with StandIn() as telegram:
        port = telegram.port
    with StandIn(port=port) as again:
        assert again.phone(1001).messages() == []


def test_it_serves_the_people_it_is_given():
    with StandIn([Person(7, "村文书", "村文书", "示例二村")]) as telegram:
        (person,) = telegram.phone(7).state()["people"]
    assert (person["name"], person["place"]) == ("村文书", "示例二村")


def test_the_page_s_people_are_five_roles():
    assert [each.post for each in people()] == [
        "村党组织书记",
        "村监会主任",
        "镇清廉办",
        "镇纪委",
        "市农业农村和水利局",
    ]


def test_the_clock_file_is_there_from_the_start(tmp_path):
    file = tmp_path / "clock"
    with StandIn(clock_file=file, running=False) as telegram:
        assert file.read_text().startswith("2026-07-15T09:00:00")
        telegram.phone(1001).turn("workday")
        assert file.read_text().startswith("2026-07-16T09:00:00")
