"""What may stand on the ledger: every row written is judged here, by rules told a second time.

The judge keeps its own idea of each record, finding, veto and scoring, from the rows alone, and of
each grant, from what the machine did to it. It calls nothing of what it judges.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import RowMapping, func, literal, select, union_all

from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS, Post
from storage import tables
from storage.scope import Scope
from storage.unit_of_work import UnitOfWork

KEPT = ("record", "record_version", "record_event", "finding", "finding_event", "veto",
        "fact_event", "scoring", "scoring_event", "sheet")  # fmt: skip
"""Only ever appended to: in the order in which a step writes them."""
OF_THE_VILLAGE = ("branch-committee", "party-day")
"""Duties of which the law here is told in full."""
_audit = tables.Audit.__table__
_NEWEST = union_all(
    *(
        select(literal(name), func.coalesce(func.max(tables.metadata.tables[name].c.id), 0))
        for name in KEPT
    )
)
A_DAY = timedelta(hours=24)
SIGNERS = (Post.TOWN_DISCIPLINE, Post.CITY_AGRICULTURE)
SCORERS = (Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE)


class Unlawful(AssertionError):
    """A row stands on the ledger that must not."""


@dataclass
class Thing:
    """A record, finding, veto or scoring as its rows tell."""

    village: int
    begun_by: int
    status: str
    by: set[int] = field(default_factory=set)
    """Authors, those who spoke for the village, or who gave an amount."""
    version: int = 0
    duties: tuple[str, ...] = ()
    done_on: object = None
    withdrawn: object = None
    asked_by: int | None = None


class Judge:
    """Looks at what was written since it looked last."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.kept: dict[str, dict[int, dict]] = {name: {} for name in KEPT}
        self.things: dict[tuple[str, int], Thing] = {}
        self.ended: set[int] = set()
        self.unaccepted: set[int] = set()
        self.shown: dict[tuple[int, int], str] = {}
        self.workers: dict[int, set[int]] = defaultdict(set)
        """By village, whoever held a post there this year."""
        self.last_by = 0
        self.newest = self._newest()
        self.audited = uow.audit.head().seq
        self.owed: Counter[tuple[str, str]] = Counter()
        self.found = ""

    def look(self) -> int:
        """Judge every new row; how many there are."""
        before, now = self.newest, self._newest()
        if now == before:
            return 0
        for name in KEPT:
            if now[name] != before[name]:
                self._new(name, before[name])
        self.newest = now
        self._audited()
        self._counted()
        return sum(now[name] - before[name] for name in KEPT)

    def look_back(self) -> None:
        """No row that was judged has changed since, and none is gone."""
        for name in KEPT:
            rows = {row["id"]: dict(row) for row in self._rows(name, 0)}
            self.require(rows == self.kept[name], f"{name} rewritten")

    def _new(self, name: str, since: int) -> None:
        for row in self._rows(name, since):
            self._judge(name, dict(row))
            self.kept[name][row["id"]] = dict(row)

    def _rows(self, name: str, since: int) -> Sequence[RowMapping]:
        table = tables.metadata.tables[name]
        query = select(table).where(table.c.id > since).order_by(table.c.id)
        return self.uow._connection.execute(query).mappings().all()

    def _newest(self) -> dict[str, int]:
        return dict(self.uow._connection.execute(_NEWEST).all())

    # --- every row

    def _judge(self, name: str, row: dict) -> None:
        by, grant = row.get("by_id"), row.get("by_grant_id")
        if by is not None:
            self.last_by = by
            self._in_office(by, grant, self._village(name, row))
        getattr(self, f"_{name}")(row)

    def _in_office(self, person: int, grant_id: int, village: int) -> None:
        grant = self.uow.grants.get(grant_id)
        self.require(grant.person_id == person, "in somebody else's post")
        self.require(grant_id not in self.ended, "under a grant that has ended")
        self.require(grant_id not in self.unaccepted, "under a grant not taken up")
        place: int | None = village
        while place not in (None, grant.place_id):
            place = self.uow.places.get(place).parent_id
        self.require(place is not None, "on a village of others")

    def _village(self, name: str, row: dict) -> int:
        if "village_id" in row:
            return row["village_id"]
        of = name.partition("_")[0]
        return self.things[of, row[f"{of}_id"]].village

    def _post(self, row: dict) -> Post:
        return Post(self.uow.grants.get(row["by_grant_id"]).post)

    # --- records

    def _record(self, row: dict) -> None:
        self.things["record", row["id"]] = Thing(row["village_id"], row["author_id"], "new")

    def _record_version(self, row: dict) -> None:
        thing = self.things["record", row["record_id"]]
        self.require(thing.status in ("new", "reported", "returned"), "corrected when it was shut")
        self.require(row["version"] == thing.version + 1, "a version lost")
        if set(row["duties"]) <= set(OF_THE_VILLAGE):
            self.require(self._post(row) in VILLAGE_POSTS, "logged by another post")
        thing.version, thing.status = row["version"], "reported"
        thing.duties, thing.done_on = tuple(row["duties"]), row["done_on"]
        thing.by.add(row["by_id"])
        self._owe("record.log" if thing.version == 1 else "record.correct", "record", row)

    def _record_event(self, row: dict) -> None:
        thing, kind = self.things["record", row["record_id"]], row["kind"]
        status = "withdrawn" if thing.withdrawn else thing.status
        self._owe(f"record.{kind}", "record", row)
        self.require(row["version"] == thing.version, "said of another version")
        if kind in ("confirm", "return"):
            self.require(row["by_id"] not in thing.by, f"{kind} of one's own record")
            self.require(status == "reported", f"{kind} of what is {status}")
            if set(thing.duties) <= set(OF_THE_VILLAGE):
                self.require(self._post(row) in SUPERVISOR_POSTS, f"{kind} by another post")
            thing.status = {"confirm": "confirmed", "return": "returned"}[kind]
        elif kind == "withdraw":
            self.require(status in ("reported", "returned"), f"withdrawn what is {status}")
            thing.withdrawn = row["at"]
        elif kind == "restore":
            self.require(status == "withdrawn", f"restored what is {status}")
            self.require(row["at"] - thing.withdrawn <= A_DAY, "restored after a day")
            thing.withdrawn = None
        elif kind == "unconfirm":
            self.require(status == "confirmed", f"unconfirmed what is {status}")
            thing.status = "reported"
        elif kind == "resubmit":
            self.require(status in ("returned", "reported"), f"resubmitted what is {status}")
            thing.status = "reported"

    # --- findings

    def _finding(self, row: dict) -> None:
        self.require(self._post(row) not in VILLAGE_POSTS, "found by the village itself")
        self.things["finding", row["id"]] = Thing(row["village_id"], row["by_id"], "open")
        self.owed["finding.raise", f"finding:{row['id']}"] += 1

    def _finding_event(self, row: dict) -> None:
        thing, kind = self.things["finding", row["finding_id"]], row["kind"]
        self._owe(f"finding.{kind}", "finding", row)
        if kind in ("report", "dispute", "ask_extension"):
            self.require(self._post(row) in VILLAGE_POSTS, f"{kind} by another post")
            thing.by.add(row["by_id"])
        if kind in ("settle", "clear", "send_back"):
            self.require(row["by_id"] not in thing.by, f"{kind} of one's own remedy")
            self.require(self._post(row) not in VILLAGE_POSTS, f"{kind} by the village")
        wanted = {"report": "open", "settle": "reported", "send_back": "reported"}
        self.require(wanted.get(kind, thing.status) == thing.status, f"{kind}: {thing.status}")
        after = {"report": "reported", "settle": "over", "clear": "over", "send_back": "open"}
        thing.status = after.get(kind, thing.status)

    # --- vetoes

    def _veto(self, row: dict) -> None:
        self.require(self._post(row) in SIGNERS, "entered by another post")
        self.things["veto", row["id"]] = Thing(row["village_id"], row["by_id"], "entered")
        self.owed["veto.enter", f"veto:{row['id']}"] += 1

    def _fact_event(self, row: dict) -> None:
        if row["fact"] != "veto":
            return
        thing, kind = self.things["veto", row["fact_id"]], row["kind"]
        self.owed[f"veto.{kind}", f"veto:{row['fact_id']}"] += 1
        self.require(self._post(row) in SIGNERS, f"{kind} by another post")
        if kind == "countersign":
            self.require(row["by_id"] != thing.begun_by, "signed twice by one person")
            self.require(thing.status == "entered", f"{kind}: {thing.status}")
        if kind == "ask_lift":
            thing.asked_by = row["by_id"]
        if kind == "lift":
            self.require(thing.asked_by not in (None, row["by_id"]), "lifted by one person")
        thing.status = kind

    # --- scoring

    def _scoring(self, row: dict) -> None:
        self.things["scoring", row["id"]] = Thing(row["village_id"], row["by_id"], "open")

    def _scoring_event(self, row: dict) -> None:
        thing, kind, person = self.things["scoring", row["scoring_id"]], row["kind"], row["by_id"]
        self.require(self._post(row) in SCORERS, f"{kind} by another post")
        if kind in ("give", "submit", "drop", "seal"):
            own = person in self._wrote(thing.village)
            self.require(not own, f"{kind} on one's own village")
        wanted = "submitted" if kind in ("seal", "send_back") else "open"
        self.require(thing.status == wanted, f"{kind} of what is {thing.status}")
        if kind == "seal":
            self.require(person not in thing.by, "sealed by who scored it")
        if kind == "give":
            thing.by.add(person)
        else:
            self._owe(f"scoring.{kind}", "scoring", row)
        after = {"submit": "submitted", "seal": "sealed", "send_back": "open", "drop": "dropped"}
        thing.status = after.get(kind, thing.status)

    def _sheet(self, row: dict) -> None:
        self.things["sheet", row["id"]] = Thing(row["village_id"], row["by_id"], "sealed")
        shown = self.shown.get((row["by_id"], row["scoring_id"]))
        self.require(row["evidence_hash"] == shown, "sealed what was not shown")
        self.owed["sheet.seal", f"sheet:{row['id']}"] += 1

    def _wrote(self, village: int) -> set[int]:
        """Whoever held a post of the village, or wrote its records in one."""
        posts = self.uow._connection.execute(select(tables.PostGrant.__table__)).mappings()
        place = {row["id"]: row["place_id"] for row in posts}
        versions = self.kept["record_version"].values()
        wrote = {row["by_id"] for row in versions if place[row["by_grant_id"]] == village}
        return wrote | self.workers[village]

    # --- all together

    def _owe(self, action: str, of: str, row: dict) -> None:
        self.owed[action, f"{of}:{row[f'{of}_id']}"] += 1

    def _audited(self) -> None:
        """Each of these acts has its row of the audit, and no row of it tells of none."""
        told = Counter(
            tuple(row)
            for row in self.uow._connection.execute(
                select(_audit.c.action, _audit.c.subject).where(_audit.c.seq > self.audited)
            )
        )
        self.require(self.owed == told & self.owed, f"not audited: {self.owed - told}")
        acts = ("record.", "veto.", "finding.", "sheet.")
        extra = [each for each in told - self.owed if each[0].startswith(acts)]
        self.require(not extra, f"audited, not done: {extra}")
        self.audited, self.owed = self.uow.audit.head().seq, Counter()

    def _counted(self) -> None:
        """The score sees just the records that stand."""
        for village in {thing.village for thing in self.things.values()}:
            seen = self.uow.facts.records_of(village, Scope.tick())
            told = Counter((each.done_on, _said(each)) for each in seen)
            stand = Counter(
                (thing.done_on, thing.status)
                for (kind, _), thing in self.things.items()
                if kind == "record" and thing.village == village and not thing.withdrawn
            )
            self.require(told == stand, f"counted {told - stand}, standing {stand - told}")

    def require(self, lawful: bool, what: str) -> None:  # noqa: FBT001
        if not lawful:
            self.found = what
            raise Unlawful(what)


def _said(record) -> str:
    return "confirmed" if record.confirmed else "returned" if record.returned else "reported"
