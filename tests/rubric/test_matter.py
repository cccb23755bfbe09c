from datetime import date

from rubric.scheme import Scheme


def test_an_optional_step_is_never_missing(wenling: Scheme) -> None:
    day = date(2026, 1, 5)
    project = wenling.matters["project"]
    assert project.missing({"approve": day, "tender": day, "settle": day}) == ("报备",)


def test_a_step_before_the_last_of_an_earlier_group_is_out_of_order(wenling: Scheme) -> None:
    first, second = date(2026, 1, 5), date(2026, 1, 6)
    decision = wenling.matters["major-decision"]
    assert decision.disordered({"propose": second, "resolve": first}) == ("决议",)
    assert decision.disordered({"propose": first, "resolve": first}) == ()
