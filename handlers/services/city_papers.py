"""What the city's workbook is made of: every village of every town, with what people gave it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handlers.services.proceeding import Looking
from handlers.services.recognition_papers import QuotaRow, quota_rows
from handlers.services.sealed_scores import points_at
from handlers.services.town_papers import TownPaper, town_papers
from rubric.scheme import Scheme
from rubric.scoring import Score
from storage.audit import Head
from storage.schemes import Schemes
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Given:
    """The totals of a village in force: 镇级评分, 市级评定分."""

    town: Decimal | None = None
    city: Decimal | None = None

    @property
    def counts(self) -> Decimal | None:
        """The city's where there is one."""
        return self.town if self.city is None else self.city


NOTHING = Given()


@dataclass(frozen=True, slots=True)
class CityRow:
    """One village: the program's figures, the sealed scores, and its order by these alone."""

    town: str
    village: str
    score: Score
    given: Given
    order: int | None


@dataclass(frozen=True, slots=True)
class CityPaper:
    """The city's villages under one scheme, town by town in the order of the roster."""

    city: str
    scheme: Scheme
    year: int
    as_of: date
    rows: tuple[CityRow, ...]
    quotas: tuple[QuotaRow, ...]
    head: Head


def city_papers(
    uow: UnitOfWork, schemes: Schemes, scope: Scope, today: date, year: int
) -> tuple[CityPaper, ...]:
    """One for each scheme with points that any village is enrolled in."""
    city = uow.places.city()
    towns = [
        paper
        for town in uow.places.towns()
        for paper in town_papers(uow, schemes, scope, town.id, today, year)
    ]
    used = {paper.scheme.id: paper.scheme for paper in towns}
    return tuple(
        CityPaper(
            city.name if city else "",
            scheme,
            year,
            today,
            tuple(
                _rows(
                    [paper for paper in towns if paper.scheme.id == scheme.id],
                    _by_name(Looking(uow, scheme, year, scope, today)),
                )
            ),
            _quotas(uow, scheme, year),
            uow.audit.head(),
        )
        for scheme in used.values()
    )


def _by_name(seen: Looking) -> dict[tuple[str, str], Given]:
    """The sealed scores by the names of town and village, which the rows of a town carry."""
    at_town, at_city, places = points_at(seen, "town"), points_at(seen, "city"), seen.uow.places
    return {
        (places.town_of(village).name, places.get(village).name): Given(
            at_town.get(village), at_city.get(village)
        )
        for village in at_town.keys() | at_city.keys()
    }


def _quotas(uow: UnitOfWork, scheme: Scheme, year: int) -> tuple[QuotaRow, ...]:
    if scheme.scored.recognition is None:
        return ()
    return quota_rows(uow, scheme, year)


def _rows(towns: list[TownPaper], given: Mapping[tuple[str, str], Given]) -> Iterator[CityRow]:
    rows = [(paper.town, row) for paper in towns for row in paper.rows]
    scores = [given.get((town, row.village), NOTHING) for town, row in rows]
    numbers = orders(one.counts for one in scores)
    for (town, row), known, order in zip(rows, scores, numbers, strict=True):
        yield CityRow(town, row.village, row.score, known, order)


def orders(scores: Iterable[Decimal | None]) -> list[int | None]:
    """The place of each score from the highest, equal ones alike; None where nobody has scored."""
    every = list(scores)
    known = sorted((one for one in every if one is not None), reverse=True)
    return [None if one is None else known.index(one) + 1 for one in every]
