from random import Random

import pytest

from bot.pacing import AHEAD, CHAT_BURST, FEWER, FEWEST, PLACES, REGAIN, Gate, Pacer


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


class Wire:
    """Calls in a simulated time: when each left, was counted at the other end, and was answered."""

    def __init__(self, time, there, back):
        self.time = time
        self.pacer = Pacer(time)
        self.delays = there, back
        self.on_their_way = []
        self.counted = []

    def run(self, seconds):
        for number in range(int(seconds * 200)):
            self.time.now = 100 + number / 200
            self.bring_back()
            if not self.pacer.wait(str(number)):
                self.call(str(number))
        return self

    def call(self, chat):
        there, back = (delay() for delay in self.delays)
        self.pacer.take(chat)
        arrives = self.time.now + self.pacer.leaves(chat) + there
        self.counted.append(arrives)
        self.on_their_way.append((arrives + back, chat))

    def bring_back(self):
        for each in [each for each in self.on_their_way if each[0] <= self.time.now]:
            self.on_their_way.remove(each)
            self.pacer.answered(each[1])

    def fullest_second(self):
        moments = sorted(self.counted)
        return max(sum(first <= each < first + 1 for each in moments) for first in moments)


def test_where_answers_are_quick_nearly_30_go_each_second(time):
    wire = Wire(time, lambda: 0.01, lambda: 0.01).run(20)
    assert 28.5 * 20 <= len(wire.counted) <= 30 * 20


@pytest.mark.parametrize("late", [0.02, 0.2, 2.0])
def test_no_second_holds_more_than_30_where_they_are_counted_however_late_they_come(time, late):
    chance = Random(1)
    wire = Wire(time, lambda: chance.uniform(0, late), lambda: chance.uniform(0, 0.05)).run(20)
    assert wire.fullest_second() <= PLACES
    assert len(wire.counted) >= 15 * 20 / (1 + late)


def test_without_answers_no_more_than_30_are_out(time):
    wire = Wire(time, lambda: 0, lambda: 1000).run(5)
    assert len(wire.counted) == PLACES


def test_a_rest_earns_no_burst_of_a_whole_second(time):
    wire = Wire(time, lambda: 0.01, lambda: 0.01).run(0.2)
    assert len(wire.counted) < PLACES / 2


def full(time):
    """A pacer all of whose places were answered just now."""
    pacer = Pacer(time)
    for number in range(PLACES):
        pacer.leaves(str(number))
        pacer.answered(str(number))
    return pacer


def test_a_call_is_prepared_before_its_place_is_free_and_leaves_when_it_is(time):
    pacer = full(time)
    assert pacer.wait("next") == pytest.approx(1 - AHEAD)
    time.now += 1 - AHEAD / 2
    assert pacer.wait("next") == 0
    assert pacer.leaves("next") == pytest.approx(AHEAD / 2)


def test_those_prepared_in_one_turn_do_not_take_one_place_between_them(time):
    pacer = full(time)
    pacer.leaves("last")
    assert pacer.wait("next", beside=PLACES - 2) < 1
    assert pacer.wait("next", beside=PLACES - 1) == float("inf"), "an answer must come first"


def room(pacer):
    """How many may leave in one turn."""
    return next(number for number in range(100) if pacer.wait("new", beside=number))


def test_after_a_refusal_there_are_fewer_places_which_come_back_one_by_one(time):
    pacer = Pacer(time)
    assert room(pacer) == PLACES
    pacer.refused(1)
    time.now += 1
    assert room(pacer) == PLACES - FEWER
    time.now += REGAIN
    assert room(pacer) == PLACES - FEWER + 1
    time.now += 100 * REGAIN
    assert room(pacer) == PLACES


def test_all_refusals_of_one_moment_count_as_one(time):
    pacer = Pacer(time)
    for _ in range(4):
        pacer.refused(1)
    time.now += 1
    assert room(pacer) == PLACES - FEWER


def test_however_often_it_is_refused_something_may_go(time):
    pacer = Pacer(time)
    for _ in range(20):
        pacer.refused(1)
        time.now += 1
    assert room(pacer) == FEWEST


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
