"""Rows written past every repository: what is left is what the database itself keeps."""

from storage.errors import DatabaseFailed
from storage.repository import Repository


class Bare:
    """Of each table `needed` says the values that a row must have and that no test is about."""

    def __init__(self, uow, needed):
        self.uow, self.needed = uow, needed

    def put(self, table, **said):
        row = self.needed[table] | said
        return Repository(self.uow._connection)._insert(table.__table__, **row)

    def refuses(self, table, **said):
        """Whether the database refuses the row."""
        try:
            with self.uow.savepoint():
                self.put(table, **said)
        except DatabaseFailed:
            return True
        return False
