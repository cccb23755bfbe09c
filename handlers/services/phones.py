"""Which phone is a person's: one at a time. The one left behind is shut out at once."""

from datetime import datetime

from handlers.services import managing
from handlers.services.actor import Actor
from storage.grants import GrantRow
from storage.people import AccountRow
from storage.unit_of_work import UnitOfWork


def beside(uow: UnitOfWork, person_id: int, sender: str) -> list[AccountRow]:
    """The person's phones other than this one."""
    return [each for each in uow.people.accounts_of(person_id) if each.external_id != sender]


def let_go(uow: UnitOfWork, account: AccountRow, now: datetime) -> None:
    """From now on the phone is nobody's, and nothing more that waits is said to it."""
    uow.people.unbind(account.id, now)
    uow.outbox.cancel_for_chat(account.chat_id)
    told = {"account": account.id}
    subject = f"person:{account.person_id}"
    uow.audit.append(now, "account.unbound", subject, told, person_id=account.person_id)


def stop(uow: UnitOfWork, actor: Actor, grant: GrantRow, now: datetime) -> list[AccountRow]:
    """停用手机: the office over all the posts that the holder has shuts out his phones."""
    held = uow.grants.active_of(grant.person_id, now, now.date())
    for each in (grant, *held):
        managing.require(uow, actor, each.place_id)
    lost = uow.people.accounts_of(grant.person_id)
    for account in lost:
        let_go(uow, account, now)
    managing.note(uow, actor, "phone.stop", f"grant:{grant.id}", now)
    return lost


def moved_on(uow: UnitOfWork, account: AccountRow) -> bool:
    """Whether whoever had this phone has another one now."""
    return bool(uow.people.accounts_of(account.person_id))
