"""A county in which anybody may try anything at any time: posts, phones and the process too."""

from collections.abc import Sequence
from contextlib import suppress

from hypothesis.stateful import rule
from sqlalchemy import select

from handlers.services import bind, findings, review, vetoes
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS
from storage import tables
from tests.handlers.machine.county import SEATS
from tests.handlers.machine.work import OnScorings

OLD_WORK = (("record", review.confirm), ("finding", findings.settle), ("veto", vetoes.sign))
LOGGED = ("7月10日支委会，5人参加", "昨天主题党日，8人参加")
SAID = (
    *LOGGED, "去确认", "待评分", "发现问题", "台账", "撤销", "改成6人", "7月9日", "票据不全，请补",
    "本月要办", "看得分", "第3号凭证没有联签",
)  # fmt: skip


class Crash(Exception):
    """The process died here."""


class OnPosts(OnScorings):
    """Moved, ended, handed over, invited."""

    @rule()
    def move(self) -> None:
        """One post ends, another begins; his old cards stay on his phone."""
        person = self.chance.choice((self.waited_for, self.of_late))()
        seat = self.chance.choice(("主任", "成员", "纪委", *SEATS))
        self.county.leaves(person)
        self.county.take(person, *SEATS[seat])
        self.looked()
        self.goes_on(person)

    def waited_for(self) -> int:
        """Somebody who has a share in what waits for another's word."""
        if not self.of("finding", "reported"):
            self.find()
        waiting = [each for each in self.judge.things.values() if each.status == "reported"]
        shares = [person for each in waiting for person in sorted(each.by)]
        return self.chance.choice(shares) if shares else self.of_late()

    def of_late(self) -> int:
        """Somebody who wrote of late, or anybody."""
        return self.chance.choice((*self.wrote[-3:], *self.county.people.values()))

    def goes_on(self, person: int) -> None:
        """He turns to what he had to do with before, in his new post or in none."""
        who = next(name for name, each in self.county.people.items() if each == person)
        self.county.tries(who, "first", self.logs)
        self.looked()
        for kind, act in OLD_WORK:
            for thing in self.of(kind)[-3:]:
                self.does(who, kind, thing, act)
        self.county.tries(who, "first", self.scores)
        self.looked()

    @rule()
    def revoke(self) -> None:
        person = self.county.people[self.somebody()]
        self.county.leaves(person)
        self.looked()
        self.goes_on(person)

    @rule()
    def hand_over(self) -> None:
        """Somebody without a post is named for one; it is not his until he takes it up."""
        people = list(self.county.people.values())
        idle = [each for each in people if each not in self.county.posts]
        person, seat = self.chance.choice(idle or people), self.chance.choice(list(SEATS))
        self.county.leaves(person)
        self.chance.choice((self.county.take, self.county.named))(person, *SEATS[seat])
        self.looked()
        self.goes_on(person)

    @rule()
    def invite(self) -> None:
        """A newcomer is named and invited; the invitation is used twice."""
        if self.chance.random() < 0.5:
            return
        person, grant = self.county.newcomer()
        secret = bind.invite(self.uow, grant, self.county.now, typed=False)
        phones = (f"新{self.updates}", f"冒{self.updates}")
        self.updates += 1
        for phone in phones:
            with suppress(bind.InviteRefused), self.uow.savepoint():
                bind.accept(self.uow, secret.invite_id, phone, phone, self.county.now)
        bound = {each.external_id for each in self.uow.people.accounts_of(person)}
        self.judge.require(bound == {phones[0]}, "an invitation was used twice")
        self.looked()


class Anybody(OnPosts):
    """With phones in their hands, and a process that may die."""

    @rule()
    def say(self) -> None:
        self.county.hears(self.somebody(VILLAGE_POSTS), self.chance.choice(SAID))
        self.looked()

    @rule()
    def redeliver(self) -> None:
        """The messenger brings the same update twice: the second tells nothing."""
        self.updates += 1
        told = (self.updates, self.somebody(VILLAGE_POSTS), self.chance.choice(LOGGED))
        self.county.delivered(*told)
        self.looked()
        before = self.cards()
        self.county.delivered(*told)
        self.judge.require(
            not self.looked() and self.cards() == before, "an update was handled twice"
        )

    @rule()
    def tap_twice(self) -> None:
        """A double tap on any button is one act; two wait for the supervisor's."""
        self.log()
        supervisor = self.somebody(SUPERVISOR_POSTS)
        self.county.hears(supervisor, "去确认")
        self.looked()
        for who in (supervisor, *self.chance.sample(list(SEATS), 3)):
            data = self.pressed(who)
            if data is not None:
                self.county.taps(who, data)
                self.looked()
                self.county.taps(who, data)
                self.judge.require(not self.looked(), "a button acted twice")

    @rule()
    def steal(self) -> None:
        """Somebody else sends the data of a button."""
        who, thief = self.chance.sample(list(SEATS), 2)
        data = self.pressed(who)
        if data is not None:
            before = self.cards(who)
            self.county.taps(thief, data)
            self.judge.require(
                not self.looked() and self.cards(who) == before, "somebody else's button acted"
            )

    def pressed(self, who: str) -> str | None:
        """The data of a button on one of his newest cards."""
        shown = [row for row in self.cards(who) if row["buttons"]][-3:]
        if not shown:
            self.county.hears(who, self.chance.choice(("去确认", "昨天支委会，5人参加", "台账")))
            self.looked()
            shown = [row for row in self.cards(who) if row["buttons"]][-3:]
        if not shown:
            return None
        row = self.chance.choice(shown)
        return f"{row['token']}:{row['version']}:{self.chance.randrange(len(row['buttons']))}"

    def cards(self, who: str | None = None) -> Sequence:
        table = tables.Card.__table__
        query = select(table).where(table.c.chat_id == who if who else True).order_by(table.c.id)
        return self.uow._connection.execute(query).mappings().all()

    @rule()
    def crash(self) -> None:
        """The process dies before the end of the transaction: nothing of it was."""
        before = self.cards()
        with suppress(Crash), self.uow.savepoint():
            self.county.hears(self.somebody(VILLAGE_POSTS), self.chance.choice(LOGGED))
            raise Crash
        self.judge.require(not self.looked() and self.cards() == before, "half of an update stayed")
