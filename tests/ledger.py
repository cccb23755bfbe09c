"""What a test may read of a ledger that the program itself has no need to read."""

from collections.abc import Sequence

from sqlalchemy import RowMapping, select

from storage.tables import Audit
from storage.unit_of_work import UnitOfWork

_audit = Audit.__table__


def audit_rows(uow: UnitOfWork) -> Sequence[RowMapping]:
    """Every row of the audit, in order."""
    return uow._connection.execute(select(_audit).order_by(_audit.c.seq)).mappings().all()
