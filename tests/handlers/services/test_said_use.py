"""What people write about a sum they spent."""

from datetime import date
from decimal import Decimal

import pytest

from handlers.services.said_use import said_use

TODAY = date(2026, 9, 20)


@pytest.mark.parametrize(
    ("text", "yuan", "purpose", "day"),
    [
        ("3500元 制作清廉墙绘", "3500", "制作清廉墙绘", None),
        ("制作清廉墙绘 3500.50元", "3500.50", "制作清廉墙绘", None),
        ("9月10日 3500 制作墙绘", "3500", "制作墙绘", date(2026, 9, 10)),
        ("９月１０日，３５００元，制作墙绘", "3500", "制作墙绘", date(2026, 9, 10)),
        ("12月3号 200元 买书", "200", "买书", date(2025, 12, 3)),
        ("2026年1月5日 200元 买书", "200", "买书", date(2026, 1, 5)),
        ("1.2万元 清廉长廊", "12000.0", "清廉长廊", None),
        ("做3块宣传牌 900元", "900", "做3块宣传牌", None),
    ],
)
def test_sum_purpose_and_day_in_any_order(text, yuan, purpose, day):
    said = said_use(text, TODAY)
    assert (said.yuan, said.purpose, said.day) == (Decimal(yuan), purpose, day)


@pytest.mark.parametrize("text", ["", "3500元", "制作清廉墙绘", "2月30日 35元 买书", "元 买书"])
def test_without_sum_purpose_or_a_possible_day_nothing_is_guessed(text):
    assert said_use(text, TODAY) is None
