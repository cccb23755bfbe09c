import threading

import pytest


async def test_what_was_done_is_committed_and_its_result_returned(writer, store):
    assert await writer.do(lambda uow: uow.settings.put("a", 1) or "done") == "done"
    with store.read() as uow:
        assert uow.settings.get("a") == 1


async def test_what_raises_leaves_nothing_behind(writer, store):
    def half(uow):
        uow.settings.put("a", 1)
        raise LookupError

    with pytest.raises(LookupError):
        await writer.do(half)
    with store.read() as uow:
        assert uow.settings.get("a") is None


async def test_all_work_is_done_in_one_thread_that_is_not_the_event_loops(writer):
    threads = {await writer.do(lambda _uow: threading.get_ident()) for _ in range(5)}
    assert len(threads) == 1
    assert threads != {threading.get_ident()}
