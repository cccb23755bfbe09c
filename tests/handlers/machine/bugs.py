"""Faults put into the product on purpose, one at a time: what the machine must not miss."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import replace
from itertools import count

from sqlalchemy import update

from handlers.chat import press
from handlers.chat.cards import ACTIONS, Press
from handlers.chat.guard import guarded
from handlers.services import bind, findings, records, review, scorings, sealing, vetoes
from handlers.services.act import Act
from handlers.services.errors import AlreadySettled
from handlers.services.worksheets import worksheet
from storage import record_facts
from storage.grants import Grants
from storage.inbox import Updates
from storage.invites import Invites
from storage.record_rows import RecordRow
from storage.records import Records
from storage.scope import Scope
from storage.scorings import ScoringRow
from storage.tables import RecordVersion
from storage.unit_of_work import UnitOfWork

Seed = Callable[..., None]
BUGS: dict[str, Seed] = {}
"""By what goes wrong; each is given pytest's monkeypatch."""


def bug(what: str) -> Callable[[Seed], Seed]:
    def keep(seed: Seed) -> Seed:
        BUGS[what] = seed
        return seed

    return keep


@bug("one confirms his own record")
def own_record(patch) -> None:
    asked = review.may_settle
    patch.setattr(
        review, "may_settle", lambda act, row: asked(act, replace(row, authors=frozenset()))
    )


@bug("a post that was ended is held on")
def not_ended(patch) -> None:
    patch.setattr(Grants, "end", lambda *_given: True)


@bug("a post is held before it is taken up")
def not_accepted(patch) -> None:
    def all_open(self, person_id, at, _today):
        grants = self.of(person_id)
        return [each for each in grants if each.ended_at is None or each.ended_at > at]

    patch.setattr(Grants, "active_of", all_open)


@bug("an update that comes twice is handled twice")
def twice(patch) -> None:
    put, numbers = Updates.put, count(10**7)

    def anew(self, bot, told, now):
        return put(self, bot, [(next(numbers), *rest) for _, *rest in told], now)

    patch.setattr(Updates, "put", anew)


@bug("a button acts at every tap")
def again(patch) -> None:
    def answer(turn, card, _version, button):
        chosen = card.buttons[button]
        done = Press(turn, card, tuple(chosen["args"]))
        guarded(turn, lambda: ACTIONS[chosen["action"]](done))

    patch.setattr(press, "_answer", answer)


@bug("a button acts for whoever sends its data")
def forged(patch) -> None:
    def on_press(turn, data, _message_id):
        token, version, button = data.split(":")
        card = turn.uow.cards.by_token(token)
        press._answer(turn, card, int(version), int(button))

    patch.setattr(press, "on_press", on_press)


@bug("an invitation is used twice")
def reused(patch) -> None:
    patch.setattr(Invites, "use", lambda *_given: True)
    patch.setattr(bind, "_valid", lambda uow, row, _now: uow.grants.get(row.grant_id))


@bug("what failed midway stays")
def half(patch) -> None:
    @contextmanager
    def no_savepoint(_self):
        yield

    patch.setattr(UnitOfWork, "savepoint", no_savepoint)


@bug("anybody acts on any village")
def no_scope(patch) -> None:
    patch.setattr(Scope, "allows", lambda *_given: True)


@bug("any post does anything")
def no_post(patch) -> None:
    patch.setattr(Act, "require", lambda *_given: None)


@bug("a sheet is sealed on other evidence than was shown")
def unseen(patch) -> None:
    def seal(act, row, _shown):
        sheet = worksheet(act, row)
        scorings.may_seal(act, sheet)
        return sealing.Outcome(sealing._sealed(act, sheet))

    patch.setattr(sealing, "seal", seal)


@bug("a sheet is sealed by who scored it")
def own_sheet(patch) -> None:
    patch.setattr(ScoringRow, "scorers", frozenset())


@bug("one scores the village he worked for")
def own_village(patch) -> None:
    patch.setattr(scorings, "own_work", lambda *_given: False)


@bug("what was withdrawn still counts")
def withdrawn(patch) -> None:
    patch.setattr(record_facts, "is_withdrawn", lambda _events: False)


@bug("a record is restored after days")
def restored(patch) -> None:
    patch.setattr(records, "RESTORE_WITHIN", 30 * records.RESTORE_WITHIN)


@bug("a correction overwrites what was said")
def overwritten(patch) -> None:
    version = RecordVersion.__table__

    def correct(self, record_id, new):
        of = version.c.record_id == record_id
        self._db.execute(update(version).where(of).values(heads=new.heads))
        return 1

    patch.setattr(Records, "correct", correct)


@bug("what is confirmed is corrected")
def unlocked(patch) -> None:
    asked = records._changeable
    patch.setattr(
        records, "_changeable", lambda row: None if row.status == "confirmed" else asked(row)
    )


@bug("a return outlives the correction")
def outlived(patch) -> None:
    def decision(row):
        said = [each for each in row.events if each.kind in ("confirm", "return", "resubmit")]
        return said[-1] if said and said[-1].kind != "resubmit" else None

    patch.setattr(RecordRow, "decision", property(decision))


@bug("a withdrawal is not in the audit")
def unaudited(patch) -> None:
    note = Act.note

    def some(act, action, subject, **data):
        if action != "record.withdraw":
            note(act, action, subject, **data)

    patch.setattr(Act, "note", some)


@bug("the village settles its own finding")
def own_finding(patch) -> None:
    patch.setattr(findings, "speakers", lambda _row: set())


@bug("a finding is settled before it was remedied")
def unremedied(patch) -> None:
    patch.setattr(findings, "require_status", lambda *_given: None)


@bug("a veto is signed and lifted by one person")
def one_signature(patch) -> None:
    def require_second(act, row):
        act.require(vetoes.ENTITLED)
        if vetoes._first(row) is None:
            raise AlreadySettled(row.status)

    patch.setattr(vetoes, "_require_second", require_second)
