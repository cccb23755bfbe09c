"""Score sheets in every state, a year each, with the longest reasons and the oddest amounts."""

from decimal import Decimal

from handlers.services import scorings, sealing
from handlers.services.worksheets import sheet_in_force, worksheet
from rubric.posts import Post

SCHEME = "wenling-2022"
STALE, CORRECTED, RETURNED, THEIRS, MINE, REOPENED, NOTHING = range(2026, 2019, -1)


def sheets(world, uow, long) -> None:
    """One a year; `world.sheets` says which."""
    made = _Made(world, uow, long)
    made.stale(STALE)
    made.given(RETURNED, Post.TOWN_OFFICE)
    made.step(RETURNED, Post.TOWN_OFFICE, scorings.submit)
    made.step(RETURNED, Post.TOWN_DISCIPLINE, scorings.send_back, long)
    made.submitted(THEIRS, Post.TOWN_DISCIPLINE)
    made.submitted(MINE, Post.TOWN_OFFICE)
    for year in (CORRECTED, REOPENED):
        made.sealed(year)
        made.correction(year)
    made.step(CORRECTED, Post.TOWN_OFFICE, scorings.submit)
    made.seal(CORRECTED)
    world.sheets = [
        {"village": world.village, "scheme": SCHEME, "year": year}
        for year in range(NOTHING, STALE + 1)
    ]


class _Made:
    def __init__(self, world, uow, long) -> None:
        self.world, self.uow, self.long = world, uow, long

    def act(self, post):
        return self.world.scene(self.uow, post).act(self.world.village)

    def sheet(self, year, post):
        act = self.act(post)
        return worksheet(act, scorings.begin(act, SCHEME, year, "town"))

    def step(self, year, post, done, *more) -> None:
        act = self.act(post)
        row = scorings.under_way(act, SCHEME, year, "town")
        done(act, worksheet(act, row), *more)

    def stale(self, year) -> None:
        """Every amount was given on grounds that hold no more."""
        act, sheet = self.act(Post.TOWN_OFFICE), self.sheet(year, Post.TOWN_OFFICE)
        for no in sheet.lines:
            given = {"item": no, "points": Decimal("0.25"), "reason": self.long}
            self.uow.scorings.event(sheet.row.id, "give", **given, **act.signed)

    def given(self, year, post) -> None:
        act, sheet = self.act(post), self.sheet(year, post)
        for no in sheet.lines:
            scorings.give(act, sheet, no, Decimal("0.25"), self.long)

    def submitted(self, year, post) -> None:
        self.given(year, post)
        self.step(year, post, scorings.submit)

    def sealed(self, year) -> None:
        self.submitted(year, Post.TOWN_OFFICE)
        self.seal(year)

    def seal(self, year) -> None:
        act = self.act(Post.TOWN_DISCIPLINE)
        row = scorings.under_way(act, SCHEME, year, "town")
        outcome = sealing.seal(act, row, worksheet(act, row).proposal.evidence)
        assert outcome.sheet

    def correction(self, year) -> None:
        act = self.act(Post.TOWN_OFFICE)
        scorings.correct(act, sheet_in_force(act, SCHEME, year, "town"), self.long)
