from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from handlers.forms import course
from handlers.services.course_papers import CourseMove, CoursePaper, CoursePoint
from tests.handlers.forms.kinds import course_paper, worst_course
from tests.handlers.forms.samples import SCHEME, book, seen

PLAIN = CoursePaper(
    village="示例一村",
    scheme=SCHEME,
    year=2026,
    as_of=date(2026, 3, 31),
    points=(
        CoursePoint(date(2026, 1, 1), Decimal(100)),
        CoursePoint(date(2026, 1, 31), Decimal(96)),
        CoursePoint(date(2026, 2, 28), Decimal(96)),
        CoursePoint(date(2026, 3, 31), Decimal(98)),
    ),
    moves=(
        CourseMove(date(2026, 1, 9), Decimal(-4), 7, "未实行联审联签"),
        CourseMove(date(2026, 3, 31), Decimal(2), 7, "未实行联审联签"),
    ),
    ceiling=Decimal(99),
    floor=Decimal(81),
    settlement=date(2027, 2, 28),
)


def test_the_picture_is_as_wide_as_a_phone_at_twice_the_pixels():
    for theme in ("light", "dark"):
        assert seen(course.picture(PLAIN, theme)).width == 780


def test_light_and_dark_differ_in_their_ground():
    light, dark = (seen(course.picture(PLAIN, theme)) for theme in ("light", "dark"))
    assert light.getpixel((2, 2)) == (255, 255, 255, 255)
    assert max(dark.getpixel((2, 2))[:3]) < 60


def test_heights_are_told_to_scale_within_whole_tens():
    made = course.data_of(PLAIN)
    assert [each["points"] for each in made["grid"]] == ["80", "90", "100"]
    assert [round(one["y"], 2) for one in made["points"]] == [1.0, 0.8, 0.8, 0.9]
    assert (made["ceiling"]["y"], made["floor"]["y"]) == (0.95, 0.05)


def test_days_stand_where_they_lie_in_the_year():
    xs = [one["x"] for one in course.data_of(PLAIN)["points"]]
    assert xs[0] == 0
    assert xs == sorted(xs)
    assert xs[-1] == pytest.approx(89 / 364)


def test_losses_and_gains_are_marked_on_the_evening_they_show():
    marks = course.data_of(PLAIN)["marks"]
    assert [(mark["kind"], round(mark["x"], 3)) for mark in marks] == [
        ("lost", round(30 / 364, 3)),
        ("won", round(89 / 364, 3)),
    ]


def test_moves_are_told_by_day_with_sign_and_item():
    first, second = course.data_of(PLAIN)["moves"]
    assert first == {
        "amount": "－4",
        "kind": "lost",
        "day": "1月9日",
        "why": "第7项 未实行联审联签",
    }
    assert (second["amount"], second["why"]) == ("＋2", "第7项 补回：未实行联审联签")


def test_the_dearest_six_are_told_and_the_rest_in_sum():
    moves = tuple(CourseMove(date(2026, 2, 1 + at), Decimal(-at - 1), 1, "没开") for at in range(8))
    made = course.data_of(replace(PLAIN, moves=moves))
    assert [each["amount"] for each in made["moves"]] == [f"－{n}" for n in range(3, 9)]
    assert made["more"] == "另有 2 处变动，合计 －3 分"


def test_a_bonus_is_told_as_such():
    made = course.data_of(replace(PLAIN, moves=(CourseMove(PLAIN.as_of, Decimal(3), 0, ""),)))
    assert made["moves"][0]["why"] == "加分"


def test_a_year_that_lost_everything_and_one_just_begun_are_drawn():
    assert seen(course.picture(worst_course(), "dark")).width == 780
    begun = course_paper(book(today=date(2026, 1, 1)))
    assert len(begun.points) == 1
    picture = seen(course.picture(begun))
    assert picture.height < 1200
