"""What anybody may try on the ledger: records, findings, vetoes and scorings."""

from datetime import timedelta

from hypothesis.stateful import rule

from handlers.services import (
    corrections,
    findings,
    records,
    review,
    scorings,
    sealing,
    sketch,
    vetoes,
)
from handlers.services.act import Act
from handlers.services.sketch import Sketch
from handlers.services.worksheets import Worksheet, worksheet
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from storage.scorings import ScoringRow
from tests.handlers.machine.laws import OF_THE_VILLAGE
from tests.handlers.machine.life import Life
from tests.handlers.services.hall import WENLING

SCORERS, SIGNERS = (Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE), (Post.TOWN_DISCIPLINE,)


class OnRecords(Life):
    """Logged, confirmed, returned, corrected, withdrawn."""

    @rule()
    def log(self) -> None:
        self.tries(VILLAGE_POSTS, self.logs)

    def logs(self, act: Act) -> None:
        """What was done on one of the last days."""
        day = self.county.now.date() - timedelta(days=self.chance.randrange(8))
        said = Sketch(text="", duties=(self.chance.choice(OF_THE_VILLAGE),), done_on=day)
        for entry in sketch.entries(said, act.book):
            records.log(act, entry)

    @rule()
    def confirm(self) -> None:
        self.tries_on("record", SUPERVISOR_POSTS, review.confirm)

    @rule()
    def return_(self) -> None:
        posts = SUPERVISOR_POSTS
        self.tries_on("record", posts, lambda act, row: review.return_(act, row, "票据不全"))

    @rule()
    def correct(self) -> None:
        heads = self.chance.randrange(3, 30)
        posts = VILLAGE_POSTS
        self.tries_on("record", posts, lambda act, row: records.correct(act, row, heads=heads))

    @rule()
    def withdraw(self) -> None:
        """Most often he thinks better of it, sooner or later."""
        self.tries_on("record", VILLAGE_POSTS, records.withdraw)
        if self.chance.random() < 0.6:
            self.clock()
            self.restore()

    @rule()
    def restore(self) -> None:
        self.tries_on("record", VILLAGE_POSTS, records.restore)

    @rule()
    def reopen(self) -> None:
        self.tries_on("record", VILLAGE_POSTS, records.resubmit)
        self.tries_on("record", SUPERVISOR_POSTS, review.take_back)

    @rule()
    def ask_correction(self) -> None:
        posts = VILLAGE_POSTS
        self.tries_on("record", posts, lambda act, row: corrections.ask(act, row, "人数写错"))
        self.tries_on("record", SUPERVISOR_POSTS, corrections.allow)


class OnFindings(Life):
    """Findings with their remedies, and vetoes."""

    @rule()
    def find(self) -> None:
        """Most often the village says at once that it is remedied."""
        self.tries(SUPERVISOR_POSTS, lambda act: findings.raise_(act, "第3号凭证未联签"))
        if self.chance.random() < 0.6:
            self.remedy()

    @rule()
    def remedy(self) -> None:
        self.tries_on(
            "finding", VILLAGE_POSTS, lambda act, row: findings.remedied(act, row, "已补签")
        )

    @rule()
    def settle(self) -> None:
        self.tries_on("finding", SUPERVISOR_POSTS, findings.settle)

    @rule()
    def send_remedy_back(self) -> None:
        what = self.chance.choice((findings.send_back, findings.clear))
        self.tries_on("finding", SUPERVISOR_POSTS, lambda act, row: what(act, row, "不属实"))

    @rule()
    def enter_veto(self) -> None:
        def act(given: Act) -> None:
            vetoes.enter(given, next(iter(vetoes.kinds(given.book))), "经查属实")

        self.tries(SIGNERS, act)

    @rule()
    def sign_veto(self) -> None:
        self.tries_on("veto", SIGNERS, vetoes.sign)

    @rule()
    def ask_lift(self) -> None:
        self.tries_on("veto", SIGNERS, lambda act, row: vetoes.ask_lift(act, row, "已整改到位"))


class OnScorings(OnRecords, OnFindings):
    """Scored, looked at, sealed."""

    @rule()
    def score(self) -> None:
        self.tries(SCORERS, self.scores)

    def scores(self, act: Act) -> None:
        """Every item as proposed, and submitted."""
        row = scorings.begin(act, WENLING, act.day.year, "town")
        sheet = worksheet(act, row)
        scorings.adopt(act, sheet, sheet.open)
        scorings.submit(act, worksheet(act, self.row("scoring", row.id)))

    @rule()
    def look_and_seal(self) -> None:
        """The card to seal by shows the hash of the evidence; something may happen in between."""
        if not self.of("scoring", "submitted"):
            self.score()
        for scoring in self.of("scoring", "submitted")[:2]:
            entitled = self.county.fitting(SCORERS, self.where("scoring", scoring))
            sealers = (*entitled, self.somebody())
            for who in sealers:
                self.does(who, "scoring", scoring, self.looks)
            self.chance.choice((int, self.log, self.find, self.confirm))()
            for who in sealers:
                self.does(who, "scoring", scoring, self.seals)

    def looks(self, act: Act, row: ScoringRow) -> None:
        evidence = worksheet(act, row).proposal.evidence
        self.judge.shown[act.actor.person_id, row.id] = evidence

    def seals(self, act: Act, row: ScoringRow) -> None:
        sealing.seal(act, row, self.judge.shown.get((act.actor.person_id, row.id), ""))

    @rule()
    def send_sheet_back(self) -> None:
        def act(given: Act, row) -> None:
            sheet: Worksheet = worksheet(given, row)
            scorings.send_back(given, sheet, "再看")

        self.tries_on("scoring", SCORERS, act)

    @rule()
    def correct_sheet(self) -> None:
        """Begun anew beside the sealed one, which stays what it is."""
        self.tries_on("sheet", SCORERS, lambda act, row: scorings.correct(act, row, "漏看一项"))
