"""What all tables share: names, numbers, signatures."""

import re
from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, MetaData, Table
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from storage.types import Instant

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


def one_of(column: str, *values: str) -> CheckConstraint:
    """The database itself refuses any other value of the column."""
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


class Ledger(SQLModel):
    """One metadata, and the class's name in snake case."""

    model_config = {"defer_build": True}  # nobody makes one: see storage.tables
    metadata: ClassVar[MetaData] = MetaData(naming_convention=_NAMES)
    __table__: ClassVar[Table]

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805 - SQLAlchemy calls it with the class
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class Numbered(Ledger):
    """A row known by its number."""

    id: int | None = Field(default=None, primary_key=True)


class Signed(Numbered):
    """A row that says who wrote it, in which post, and when."""

    by_id: int = Field(foreign_key="person.id")
    by_grant_id: int = Field(foreign_key="post_grant.id")
    at: datetime = Field(sa_type=Instant)


class OfVillage(Signed):
    """A signed fact about one village."""

    village_id: int = Field(foreign_key="place.id", index=True)
