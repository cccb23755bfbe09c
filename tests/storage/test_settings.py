import pytest


@pytest.mark.parametrize("value", ["2026-07-14T09:00:00+08:00", 3, [1, "二"], {"a": None}, False])
def test_a_value_is_read_back_as_it_was_put(uow, value):
    uow.settings.put("last_tick", value)
    assert uow.settings.get("last_tick") == value


def test_a_value_never_put_is_none(uow):
    assert uow.settings.get("last_tick") is None


def test_a_value_put_again_replaces_the_old_one_and_no_other(uow):
    uow.settings.put("a", 1)
    uow.settings.put("b", 2)
    uow.settings.put("a", 3)
    assert (uow.settings.get("a"), uow.settings.get("b")) == (3, 2)
