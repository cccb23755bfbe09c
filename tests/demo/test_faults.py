import pytest

from demo.botapi.errors import ApiError
from demo.botapi.faults import Faults


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
