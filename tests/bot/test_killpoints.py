import signal

import pytest

from bot import killpoints


@pytest.fixture
def kills(monkeypatch):
    killed = []
    monkeypatch.setattr(killpoints.os, "kill", lambda _pid, sign: killed.append(sign))
    monkeypatch.setattr(killpoints, "_armed", killpoints.Counter())
    return killed


def test_without_a_drill_every_point_is_passed(kills):
    for point in killpoints.POINTS:
        killpoints.reach(point)
    assert kills == []


def test_a_drill_kills_at_its_point_and_passing_only(kills):
    killpoints.arm("worker.handled", 2)
    killpoints.reach("worker.handled")
    killpoints.reach("worker.committed")
    assert kills == []
    killpoints.reach("worker.handled")
    assert kills == [signal.SIGKILL]


def test_it_may_freeze_the_process_instead(kills):
    killpoints.arm("worker.handled", 1, freeze=True)
    killpoints.reach("worker.handled")
    assert kills == [signal.SIGSTOP]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("worker.handled", ("worker.handled", 1, False)),
        ("worker.handled:3", ("worker.handled", 3, False)),
        ("worker.handled:3:freeze", ("worker.handled", 3, True)),
    ],
)
def test_it_is_written_as_point_passing_and_manner(text, read):
    assert killpoints.read(text) == read


@pytest.mark.parametrize(
    "text", ["nowhere", "worker.handled:x", "worker.handled:1:burn", "worker.handled:1:freeze:"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match=r"."):
        killpoints.read(text)
