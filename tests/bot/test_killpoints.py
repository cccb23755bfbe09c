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
