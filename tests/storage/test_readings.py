from sqlalchemy import event

from storage.unit_of_work import UnitOfWork


def test_nothing_is_chosen_before_somebody_chooses(uow: UnitOfWork) -> None:
    assert uow.readings.of("wenling-2022") == {}


def test_what_was_chosen_is_told_by_scheme_and_year(uow: UnitOfWork) -> None:
    uow.readings.choose("wenling-2022", 2026, {"item16": "each-period"})
    uow.readings.choose("wenling-2022", 2027, {"item16": "worst-on-day"})
    uow.readings.choose("county-demo", 2026, {})
    assert uow.readings.of("wenling-2022") == {
        2026: {"item16": "each-period"},
        2027: {"item16": "worst-on-day"},
    }


def test_a_later_choice_takes_the_place_of_an_earlier(uow: UnitOfWork) -> None:
    for option in ("each-period", "worst-on-day"):
        uow.readings.choose("wenling-2022", 2026, {"item16": option})
        assert uow.readings.of("wenling-2022")[2026] == {"item16": option}


def test_other_settings_are_no_readings(uow: UnitOfWork) -> None:
    uow.settings.put("notices.day", "2026-07-15")
    assert uow.readings.of("day") == {}


def test_they_are_read_once_in_a_transaction(uow: UnitOfWork) -> None:
    asked: list[str] = []
    event.listen(
        uow._connection,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, *_: asked.append(statement),
    )
    for scheme in ("wenling-2022", "county-demo", "wenling-2022"):
        uow.readings.of(scheme)
    assert len(asked) == 1
