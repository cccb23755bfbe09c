"""抽查确认 (第六条(一)): which villages of 70 points and more are looked at, and what came of it.

The document says 抽查 and no more: how many, and which items, are the county's readings. Lots are
drawn town by town, at least one village each, at least one item a village.
"""

from dataclasses import dataclass

from handlers.services import county, draws, sealed_scores
from handlers.services.act import Act
from handlers.services.errors import NotNow
from handlers.services.nominations import rows
from handlers.services.proceeding import CITY, Proceeding, Seen
from handlers.services.scorings import begin, under_way
from handlers.services.sealed_scores import Sealed
from handlers.services.sealing import Outcome, seal
from handlers.services.worksheets import Worksheet, worksheet
from rubric.scoring import Standing
from storage.fact_rows import FactRow
from storage.places import PlaceRow
from storage.scorings import ScoringRow

LEVEL = "spot"


@dataclass(frozen=True, slots=True)
class Checked:
    """A village whose town score reaches 达标, and how far the city has come with it.

    `state`: undrawn (no lots yet), spared (not drawn), drawn (to be looked at), seen (the opinion
    is given), confirmed. `obstacle` is why it cannot be confirmed now, as a code; empty if it can.
    """

    village: PlaceRow
    town_id: int
    score: Sealed
    state: str
    obstacle: str


def overview(proceeding: Proceeding) -> list[Checked]:
    """Every village of the actor's scope that reached the line, by town and village."""
    scores, done = sealed_scores.town_scores(proceeding), confirmed(proceeding)
    line = proceeding.scheme.thresholds.up_to_standard
    found: list[Checked] = []
    for town, villages in proceeding.by_town().items():
        up = [one for one in villages if one.id in scores and scores[one.id].points >= line]
        found += _of_town(proceeding, town, up, scores, frozenset(done))
    return found


def _of_town(
    proceeding: Proceeding,
    town_id: int,
    villages: list[PlaceRow],
    scores: dict[int, Sealed],
    done: frozenset[int],
) -> list[Checked]:
    drawn = draws.sampled(proceeding, draws.VILLAGES, town_id)
    known = draws.drawn_from(proceeding, draws.VILLAGES, town_id)
    unseen = [one.id for one in villages if one.id in drawn and scores[one.id].spot is None]
    found = []
    for one in villages:
        score = scores[one.id]
        state = _state(one.id, score, drawn, known, done)
        why = _obstacle(score, state, samples_open=bool(unseen))
        found.append(Checked(one, town_id, score, state, why))
    return found


def _state(
    village: int,
    score: Sealed,
    drawn: frozenset[int],
    known: frozenset[int],
    done: frozenset[int],
) -> str:
    if village in done:
        return "confirmed"
    if village in drawn:
        return "drawn" if score.spot is None else "seen"
    return "spared" if village in known else "undrawn"


def _obstacle(score: Sealed, state: str, *, samples_open: bool) -> str:
    """A village that was not drawn waits until its town's sample is finished."""
    if score.vetoed:
        return "vetoed"
    if score.fell_short:
        return "fell-short"
    waits = {"undrawn": "undrawn", "drawn": "unseen", "confirmed": "confirmed"}
    if state == "spared" and samples_open:
        return "samples-open"
    return waits.get(state, "")


def draw(proceeding: Proceeding, percent: int, items: int) -> list[Checked]:
    """Draw lots among all that reached the line since the last time; whom they fell on."""
    proceeding.require(CITY)
    county.choose(proceeding, county.SPOT_SHARE, percent)
    county.choose(proceeding, county.SPOT_ITEMS, items)
    fresh = [one for one in overview(proceeding) if one.obstacle == "undrawn"]
    if not fresh:
        raise NotNow("nobody-to-draw")
    for town in dict.fromkeys(one.town_id for one in fresh):
        _draw_town(proceeding, town, [one.village.id for one in fresh if one.town_id == town])
    return [one for one in overview(proceeding) if one.state == "drawn"]


def _draw_town(proceeding: Proceeding, town: int, villages: list[int]) -> None:
    percent = county.reading(proceeding.uow, county.SPOT_SHARE)
    count = draws.share_of(percent, len(villages))
    every = [item.no for item in proceeding.scheme.items.values()]
    items = min(county.reading(proceeding.uow, county.SPOT_ITEMS), len(every))
    for village in draws.draw(proceeding, draws.VILLAGES, town, villages, count):
        draws.draw(proceeding, draws.ITEMS, village, every, items)


def opened(act: Act, proceeding: Proceeding) -> Worksheet:
    """The sheet on which a drawn village's items are looked at; begun with the first look."""
    proceeding.require(CITY)
    items = draws.sampled(proceeding, draws.ITEMS, act.book.village.id)
    if not items:
        raise NotNow("not-drawn")
    scheme, year = proceeding.scheme.id, proceeding.year
    return worksheet(act, begin(act, scheme, year, LEVEL, tuple(sorted(items))))


def running(act: Act, proceeding: Proceeding) -> Worksheet | None:
    """The same as it stands, if anybody has begun to look."""
    row = under_way(act, proceeding.scheme.id, proceeding.year, LEVEL)
    return worksheet(act, row) if row else None


def give_opinion(act: Act, row: ScoringRow, shown: str) -> Outcome:
    """出具意见: every drawn item was looked at; sealed on the evidence that was shown.

    By one person: it is the town's word that is checked here, and the document names one office.
    """
    return seal(act, row, shown)


def confirmed(seen: Seen) -> dict[int, FactRow]:
    """达标村居 of the year, by village."""
    known = rows(seen, Standing.UP_TO_STANDARD)
    return {village: row for village, row in known.items() if row.status == "confirmed"}


def confirmable(proceeding: Proceeding, state: str | None = None) -> list[Checked]:
    """Whom the city could confirm as 达标 now: all, or only those of a state."""
    return [one for one in overview(proceeding) if not one.obstacle and state in (None, one.state)]


def confirm(proceeding: Proceeding, villages: list[int]) -> None:
    """达标: confirm these villages, each once, and none that something stands against."""
    proceeding.require(CITY)
    able = {one.village.id: one for one in overview(proceeding)}
    for village in villages:
        proceeding.actor.scope.require(village)
        why = able[village].obstacle if village in able else "unsealed"
        if why:
            raise NotNow(why, village=able[village].village.name if village in able else "")
        _confirm(proceeding, village)


def _confirm(proceeding: Proceeding, village: int) -> None:
    number = proceeding.put_forward(village, Standing.UP_TO_STANDARD)
    proceeding.event(number, village, "confirm")
