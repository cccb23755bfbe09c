import pytest

from demo.botapi.errors import ApiError
from demo.botapi.faults import Faults, Plan


def test_a_fault_meets_so_many_calls_and_then_none():
    faults = Faults()
    faults.add({"method": "sendMessage", "times": 2, "code": 500})
    met = [faults.take("sendMessage", 1001) is not None for _ in range(3)]
    assert met == [True, True, False]


def test_a_fault_waits_for_its_method_and_chat():
    faults = Faults()
    faults.add({"method": "sendMessage", "chat_id": 1002})
    assert faults.take("getMe", None) is None
    assert faults.take("sendMessage", 1001) is None
    assert faults.take("sendMessage", 1002) is not None


def test_a_star_meets_any_method():
    faults = Faults()
    faults.add({"method": "*"})
    assert faults.take("getMe", None) is not None


def test_too_many_requests_carries_the_wait():
    faults = Faults()
    faults.add({"method": "*", "code": 429, "retry_after": 7})
    assert faults.take("getMe", None).error().answer() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 7",
        "parameters": {"retry_after": 7},
    }


def test_the_flood_limit_counts_each_chat_s_last_second():
    seconds = iter([0.0, 0.1, 0.2, 0.3, 1.05])
    faults = Faults(sends_a_second=2, monotonic=lambda: next(seconds))
    faults.flood("sendMessage", 1001)
    faults.flood("sendMessage", 1001)
    with pytest.raises(ApiError, match="Too Many Requests: retry after 1"):
        faults.flood("sendMessage", 1001)
    faults.flood("sendMessage", 1002)
    faults.flood("sendMessage", 1001)


def test_answers_to_taps_are_never_a_flood():
    faults = Faults(sends_a_second=1)
    for _ in range(3):
        faults.flood("answerCallbackQuery", 1001)


def drawn(seed, **shares):
    faults = Faults(plan=Plan(seed, **shares))
    met = [faults.take("sendMessage", 1) for _ in range(1000)]
    return [fault and (fault.kind, fault.code) for fault in met]


def test_a_plan_lets_so_many_sends_go_wrong_and_the_same_ones_again():
    shares = {"too_many": 0.10, "broken": 0.05, "lost": 0.03}
    met = drawn(8, **shares)
    assert met == drawn(8, **shares)
    assert met != drawn(9, **shares)
    assert met.count(("error", 429)) == pytest.approx(100, abs=40)
    assert met.count(("error", 502)) == pytest.approx(50, abs=30)
    assert met.count(("lost", 500)) == pytest.approx(30, abs=20)


def test_a_plan_spoils_nothing_but_sends():
    faults = Faults(plan=Plan(8, too_many=1.0))
    assert faults.take("getUpdates", None) is None
    assert faults.take("answerCallbackQuery", None) is None
