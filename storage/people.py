"""People, where they are reached, and what they consented to."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from storage.errors import NotFound
from storage.repository import Repository
from storage.tables import Account, Consent, Person

_person, _account, _consent = Person.__table__, Account.__table__, Consent.__table__


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who holds or held a post."""

    id: int
    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class AccountRow:
    """Where a person is reached; `chosen_grant_id` is the post he acts in at the moment."""

    id: int
    person_id: int
    channel: str
    external_id: str
    chat_id: str
    bound_at: datetime
    unreachable_at: datetime | None
    chosen_grant_id: int | None
    unbound_at: datetime | None


class People(Repository):
    """People and their accounts."""

    def add(self, name: str, code: str | None = None) -> int:
        return self._insert(_person, name=name, code=code)

    def get(self, person_id: int) -> PersonRow:
        row = self._first(_person, id=person_id)
        if row is None:
            raise NotFound("人员", person_id)
        return PersonRow(**row)

    def all(self) -> list[PersonRow]:
        return [PersonRow(**row) for row in self._all(_person)]

    def by_code(self, code: str) -> PersonRow | None:
        row = self._first(_person, code=code)
        return PersonRow(**row) if row else None

    def set_code(self, person_id: int, code: str) -> None:
        """Give somebody known by name and place a code."""
        self._change(_person, person_id, code=code)

    def bind(self, person_id: int, external_id: str, chat_id: str, at: datetime) -> AccountRow:
        """Say that this account is this person's; an account serves one person at a time."""
        values = {"person_id": person_id, "chat_id": chat_id, "bound_at": at}
        if self._insert_once(_account, external_id=external_id, **values) is None:
            self._update(
                _account,
                _account.c.channel == "telegram",
                _account.c.external_id == external_id,
                **values,
                unreachable_at=None,
                chosen_grant_id=None,
                unbound_at=None,
            )
        bound = self.account_of(external_id)
        assert bound is not None
        return bound

    def unbind(self, account_id: int, at: datetime) -> None:
        """The account is nobody's from now on."""
        self._change(_account, account_id, unbound_at=at)

    def account_of(self, external_id: str) -> AccountRow | None:
        account = self.known(external_id)
        return account if account and account.unbound_at is None else None

    def known(self, external_id: str) -> AccountRow | None:
        """The account as it was last bound, also if it is nobody's any more."""
        row = self._first(_account, channel="telegram", external_id=external_id)
        return AccountRow(**row) if row else None

    def accounts_of(self, person_id: int) -> list[AccountRow]:
        found = (AccountRow(**row) for row in self._all(_account, person_id=person_id))
        return [account for account in found if account.unbound_at is None]

    def choose_grant(self, account_id: int, grant_id: int | None) -> None:
        self._change(_account, account_id, chosen_grant_id=grant_id)

    def unreachable(self, chat_id: str, at: datetime | None) -> None:
        """Note since when a chat takes no messages; None once it does again."""
        of_chat = [_account.c.chat_id == chat_id]
        if at is not None:
            of_chat.append(_account.c.unreachable_at.is_(None))
        self._update(_account, *of_chat, unreachable_at=at)

    def unreachable_accounts(self) -> list[AccountRow]:
        """Bound accounts whose chat takes no messages, who was lost first before."""
        query = select(_account).where(
            _account.c.unreachable_at.is_not(None), _account.c.unbound_at.is_(None)
        )
        rows = self._db.execute(query.order_by(_account.c.unreachable_at)).mappings()
        return [AccountRow(**row) for row in rows]

    def agreed(self, person_id: int) -> datetime | None:
        """When the person last agreed to a notice."""
        rows = self._all(_consent, person_id=person_id)
        return max((row["at"] for row in rows), default=None)

    def consent(self, person_id: int, notice_version: str, at: datetime) -> bool:
        """Note that the person went on after the notice; False if that was noted before."""
        values = {"person_id": person_id, "notice_version": notice_version, "at": at}
        return self._insert_once(_consent, **values) is not None
