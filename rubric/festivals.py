"""The festivals that documents name, and the day before each (节前)."""

from datetime import date, timedelta
from enum import StrEnum

_SPRING = (
    "g4nc2k9ti6pe3lbuj8rg5nc2l9sh6oe3mbuj8qf4nc2lash6pd"
    "3mcuj8qf4nd1k9sg6pe3mbui7qg4nd2k9sh6pe4lati7qg5nc1"
)
"""春节 of 2000 to 2099: days after 20 January, as digits to base 36."""
_FIRST_YEAR = 2000


class Festival(StrEnum):
    """A festival whose eve a document asks for; the words are the document's."""

    NEW_YEAR = "元旦"
    SPRING = "春节"
    LABOUR = "五一"
    NATIONAL = "国庆"

    def first_day(self, year: int) -> date | None:
        """The festival's own day; None for a 春节 beyond the table."""
        match self:
            case Festival.NEW_YEAR:
                return date(year, 1, 1)
            case Festival.LABOUR:
                return date(year, 5, 1)
            case Festival.NATIONAL:
                return date(year, 10, 1)
            case _:
                return _spring(year)

    def eve(self, year: int) -> date | None:
        """The day before it that lies in the year: 元旦's is 31 December, before the next."""
        day = self.first_day(year + 1 if self is Festival.NEW_YEAR else year)
        return day - timedelta(days=1) if day else None


def _spring(year: int) -> date | None:
    known = 0 <= year - _FIRST_YEAR < len(_SPRING)
    if not known:
        return None
    return date(year, 1, 20) + timedelta(days=int(_SPRING[year - _FIRST_YEAR], 36))
