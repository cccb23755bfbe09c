"""The control API: what the page and the tests ask of the stand-in."""

import json

import httpx
import pytest

from demo.botapi.standin import CHAIR, SECRETARY


def post(telegram, path, body):
    return httpx.post(f"{telegram.url}/demo/api/{path}", json=body, trust_env=False)


def get(telegram, path):
    return httpx.get(f"{telegram.url}/demo/api/{path}", trust_env=False, timeout=30)


def test_the_state_tells_a_page_all_it_draws(telegram):
    telegram.phone(SECRETARY).say("一")
    state = get(telegram, "state").json()
    assert [person["name"] for person in state["people"]] == [
        "村书记",
        "村监会主任",
        "镇清廉办",
        "镇纪委",
        "市农水局",
    ]
    assert [person["started"] for person in state["people"]] == [True, *[False] * 4]
    assert state["messages"][0]["text"] == "一"
    assert state["clock"]["now"] == "2026-07-15T09:00:00+08:00"
    assert state["pending"] == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"person": SECRETARY, "do": "fly"}, 400),
        ({"person": SECRETARY, "do": "say"}, 400),
        ({"person": SECRETARY, "do": "photos", "files": [{"base64": "?"}]}, 400),
        ({"person": 5, "do": "say", "text": "一"}, 404),
        ({"person": SECRETARY, "do": "edit", "message_id": 9, "text": "一"}, 404),
    ],
)
def test_an_act_that_cannot_be_done_is_answered_in_chinese(telegram, body, status):
    answer = post(telegram, "act", body)
    assert answer.status_code == status
    assert answer.json()["error"][:4] in ("请求有误", "没有这个")
    assert get(telegram, "state").json()["pending"] == 0


def test_a_body_that_is_no_json_is_refused(telegram):
    answer = httpx.post(f"{telegram.url}/demo/api/act", content=b"{", trust_env=False)
    assert answer.status_code == 400


def test_changes_come_from_where_the_reader_stands(telegram):
    telegram.phone(SECRETARY).say("一")
    all_changes = get(telegram, "changes?after=0").json()
    assert [change["kind"] for change in all_changes] == ["message", "update"]
    assert get(telegram, "changes?after=1").json() == all_changes[1:]
    assert get(telegram, "changes?after=2&wait=0.01").json() == []


def test_the_event_stream_goes_on_where_it_broke_off(telegram):
    phone = telegram.phone(SECRETARY)
    phone.say("一")
    phone.say("二")
    url = f"{telegram.url}/demo/api/events"
    with httpx.stream("GET", url, headers={"last-event-id": "2"}, trust_env=False) as stream:
        lines = (line for line in stream.iter_lines() if line.startswith("data: "))
        change = json.loads(next(lines).removeprefix("data: "))
    assert (change["seq"], change["message"]["text"]) == (3, "二")


def test_raw_updates_are_queued_as_they_are(telegram):
    sent = {"update_id": 5, "tomorrow": {"x": 1}}
    assert post(telegram, "updates", sent).json() == {"update_ids": [5]}
    assert post(telegram, "updates", {"updates": [sent, sent]}).json() == {"update_ids": [5, 5]}


def test_the_clock_can_be_turned_set_and_stopped(telegram):
    assert post(telegram, "clock", {"turn": "day"}).json()["now"] == "2026-07-16T09:00:00+08:00"
    noon = {"now": "2026-08-01T12:00"}
    assert post(telegram, "clock", noon).json()["now"] == "2026-08-01T12:00:00+08:00"
    assert post(telegram, "clock", {"running": True}).json()["running"] is True
    assert post(telegram, "clock", {"turn": "century"}).status_code == 400


def test_message_dates_follow_the_clock(telegram):
    phone = telegram.phone(SECRETARY)
    first = phone.say("一")["date"]
    phone.turn("day")
    assert phone.say("二")["date"] - first == 24 * 3600


def test_faults_are_set_and_cleared(telegram):
    phone = telegram.phone(SECRETARY)
    phone.fault("sendMessage", times=3)
    assert post(telegram, "faults", {"sends_a_second": 5}).json() == {"waiting": 1}
    phone.clear_faults()
    assert telegram.world.faults.waiting == []
    assert telegram.world.faults.sends_a_second == 0


def test_a_file_is_shown_only_if_it_is_a_picture_or_sound(telegram):
    phone = telegram.phone(SECRETARY)
    photo = phone.photos(b"\xff\xd8jpeg")[0]["photo"][-1]["file_id"]
    page = phone.document("x.html", b"<script>", "text/html")["document"]["file_id"]
    assert get(telegram, f"files/{photo}").headers["content-type"] == "image/jpeg"
    shown = get(telegram, f"files/{page}")
    assert shown.headers["content-type"] == "application/octet-stream"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert get(telegram, "files/none").status_code == 404


def test_starting_over_empties_every_chat(telegram):
    telegram.phone(SECRETARY).say("一")
    telegram.phone(CHAIR).reset()
    state = get(telegram, "state").json()
    assert (state["messages"], state["pending"]) == ([], 0)
