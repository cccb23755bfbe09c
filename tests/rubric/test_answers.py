from datetime import date

from rubric.answers import answer, figures_of, json_of, lines_of
from rubric.facts import Facts
from storage.schemes import load

DAY = date(2026, 6, 30)


def test_every_scheme_answers_in_figures_json_and_lines() -> None:
    for scheme in load().values():
        found = answer(scheme, 2026, Facts(), DAY, {})
        assert figures_of(found)
        assert json_of("示例一村", found)["scheme"] == scheme.id
        told = lines_of(scheme, "示例一村", found, {})
        assert told[1] == scheme.document
        readings = [line.split(" ")[1] for line in told if line.startswith("读法 ")]
        assert readings == list(scheme.readings)


def test_each_kind_has_figures_of_its_own() -> None:
    schemes = load()
    kinds = {
        name: set(figures_of(answer(schemes[name], 2026, Facts(), DAY, {})))
        for name in ("wenling-2022", "tangjiafang-2020", "linyi-2022")
    }
    assert "provisional" in kinds["wenling-2022"]
    assert kinds["tangjiafang-2020"] == {"standing", "good", "graded"}
    assert kinds["linyi-2022"] == {"done", "open", "overdue"}


def test_where_there_are_no_points_nothing_speaks_of_points() -> None:
    for name in ("tangjiafang-2020", "sanguan-2022", "xx-city-plan", "linyi-2022"):
        scheme = load()[name]
        told = lines_of(scheme, "示例一村", answer(scheme, 2026, Facts(), DAY, {}), {})
        shown = [line for line in told if not line.startswith("读法")]
        assert not any("得分" in line or "扣分" in line for line in shown)
