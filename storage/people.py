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


class People(Repository):
    """People and their accounts."""

    def add(self, name: str, code: str | None = None) -> int:
        return self._insert(_person, name=name, code=code)

    def get(self, person_id: int) -> PersonRow:
        query = select(_person).where(_person.c.id == person_id)
        row = self._db.execute(query).mappings().one_or_none()
        if row is None:
            raise NotFound("人员", person_id)
        return PersonRow(**row)

    def by_code(self, code: str) -> PersonRow | None:
        query = select(_person).where(_person.c.code == code)
        row = self._db.execute(query).mappings().one_or_none()
        return PersonRow(**row) if row else None

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
            )
        bound = self.account_of(external_id)
        assert bound is not None
        return bound

    def account_of(self, external_id: str) -> AccountRow | None:
        query = select(_account).where(
            _account.c.channel == "telegram", _account.c.external_id == external_id
        )
        row = self._db.execute(query).mappings().one_or_none()
        return AccountRow(**row) if row else None

    def accounts_of(self, person_id: int) -> list[AccountRow]:
        query = select(_account).where(_account.c.person_id == person_id).order_by(_account.c.id)
        return [AccountRow(**row) for row in self._db.execute(query).mappings()]

    def choose_grant(self, account_id: int, grant_id: int | None) -> None:
        self._update(_account, _account.c.id == account_id, chosen_grant_id=grant_id)

    def unreachable(self, chat_id: str, at: datetime | None) -> None:
        """Note since when a chat takes no messages; None once it does again."""
        self._update(_account, _account.c.chat_id == chat_id, unreachable_at=at)

    def consent(self, person_id: int, notice_version: str, at: datetime) -> bool:
        """Note that the person went on after the notice; False if that was noted before."""
        values = {"person_id": person_id, "notice_version": notice_version, "at": at}
        return self._insert_once(_consent, **values) is not None

    def consented(self, person_id: int, notice_version: str) -> bool:
        query = select(_consent.c.id).where(
            _consent.c.person_id == person_id, _consent.c.notice_version == notice_version
        )
        return self._db.execute(query).first() is not None
