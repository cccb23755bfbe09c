"""How people say days, periods and points."""

from datetime import date
from decimal import Decimal

from rubric.period import Cadence, Period


def spoken_day(day: date) -> str:
    """5月3日."""
    return f"{day.month}月{day.day}日"


def full_day(day: date) -> str:
    """2026年5月3日."""
    return f"{day.year}年{day.month}月{day.day}日"


def spoken_period(period: Period) -> str:
    """5月, 二季度, 上半年, 2026年."""
    match period.cadence:
        case Cadence.MONTH:
            return f"{period.index}月"
        case Cadence.QUARTER:
            return f"{'一二三四'[period.index - 1]}季度"
        case Cadence.HALF:
            return f"{'上下'[period.index - 1]}半年"
        case _:
            return f"{period.year}年"


def spoken_points(points: Decimal) -> str:
    """Points without trailing zeros: 0.5, 10."""
    return f"{points.normalize():f}"
