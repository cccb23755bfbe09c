import pytest

from bot.pacing import CHAT_BURST, WHOLE_BURST, Gate, Pacer


class Time:
    def __init__(self):
        self.now = 100.0

    def __call__(self):
        return self.now


@pytest.fixture
def time():
    return Time()


def test_a_gate_lets_a_burst_through_and_then_one_each_interval():
    gate = Gate(1.0, 3)
    passed, now = [], 0.0
    while now < 5:
        if not gate.wait(now):
            gate.take(now)
            passed.append(now)
        now += 0.25
    assert passed == [0, 0.25, 0.5, 1.0, 2.0, 3.0, 4.0]


def test_a_gate_tells_how_long_to_wait():
    gate = Gate(1.0, 1)
    gate.take(10.0)
    assert gate.wait(10.25) == pytest.approx(0.75)
    assert gate.wait(11.0) == 0


def test_a_rest_earns_the_burst_again_and_no_more():
    gate = Gate(1.0, 2)
    for _ in range(2):
        gate.take(0.0)
    for _ in range(2):
        assert gate.wait(1000.0) == 0
        gate.take(1000.0)
    assert gate.wait(1000.0) > 0


def test_one_chats_haste_does_not_slow_another(time):
    pacer = Pacer(time)
    for _ in range(CHAT_BURST):
        pacer.take("1")
    assert pacer.wait("1") > 0
    assert pacer.wait("2") == 0


def test_all_chats_together_keep_to_about_25_a_second(time):
    pacer, sent = Pacer(time), 0
    for tick in range(1000):
        time.now = 100 + tick / 100
        if not pacer.wait(str(tick)):
            pacer.take(str(tick))
            sent += 1
    assert 245 <= sent <= 250 + WHOLE_BURST


def test_nothing_goes_to_anybody_during_a_pause(time):
    pacer = Pacer(time)
    pacer.pause(7)
    assert pacer.wait("1") == pacer.wait("2") == pacer.pause_left() == 7
    time.now += 7
    assert pacer.wait("1") == pacer.pause_left() == 0


def test_a_shorter_pause_does_not_cut_a_longer_one(time):
    pacer = Pacer(time)
    pacer.pause(30)
    pacer.pause(1)
    assert pacer.pause_left() == 30


def test_a_chat_whose_call_failed_is_left_alone_for_a_while(time):
    pacer = Pacer(time)
    pacer.hold("1", 4)
    assert pacer.wait("1") == pytest.approx(4)
    assert pacer.wait("2") == 0
    time.now += 4
    assert pacer.wait("1") == 0
