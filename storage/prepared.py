"""A statement as a driver takes it: its words, its values in their places, its columns read.

SQLAlchemy knows how a statement is told to each database and how values pass. To work that out anew
costs it several times what the database needs to answer: here it is asked once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from sqlalchemy import BindParameter, ClauseElement, Dialect, Executable, SelectBase, UpdateBase
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Given = Mapping[str, Any]
_Passes = Callable[[Any], Any]


class Value(NamedTuple):
    """A value of an execution: its place in the words, whence it comes, and how it passes."""

    place: str
    name: str
    at: int | None
    passes: _Passes | None


class Prepared(NamedTuple):
    """`order` names the places where the driver wants a sequence of values."""

    words: str
    order: Sequence[str] | None = None
    fixed: Given = MappingProxyType({})
    given: tuple[Value, ...] = ()
    columns: tuple[tuple[int, _Passes], ...] = ()

    def values(self, given: Given) -> Given | Sequence[Any]:
        """What the driver is given beside the words."""
        placed = {**self.fixed, **_placed(self.given, given)}
        return placed if self.order is None else [placed[each] for each in self.order]

    def read(self, rows: Sequence[Sequence[Any]]) -> Sequence[Sequence[Any]]:
        """What the driver brought, as the types of the columns mean it."""
        if not self.columns:
            return rows
        read = [list(row) for row in rows]
        for row in read:
            for at, passes in self.columns:
                row[at] = passes(row[at])
        return read


def lists(statement: ClauseElement, given: Given, dialect: Dialect) -> tuple[str, ...]:
    """The values given that are lists: each length of one needs other words."""
    binds = _compiled(statement, given, dialect).binds.values()
    return tuple(bind.key for bind in binds if bind.expanding and bind.key in given)


def prepared(statement: ClauseElement, given: Given, dialect: Dialect) -> Prepared | None:
    """For values of these names and lists of these lengths; None where only SQLAlchemy can."""
    plain = _compiled(statement, given, dialect)
    if not _is_plain(statement, plain, given):
        return None
    told = _told(statement, plain, given, dialect)
    values = [
        value
        for bind, place in plain.bind_names.items()
        for value in _values(bind, place, given, dialect)
    ]
    own = {bind.key: bind.value for bind in plain.bind_names if bind.key not in given}
    return Prepared(
        str(told),
        told.positiontup,
        _placed((each for each in values if each.name in own), own),
        tuple(each for each in values if each.name in given),
        tuple(_readers(statement, dialect)),
    )


def _placed(values: Iterable[Value], given: Given) -> dict[str, Any]:
    """The values in their places, as the driver takes them."""
    placed = {}
    for place, name, at, passes in values:
        value = given[name] if at is None else given[name][at]
        placed[place] = passes(value) if passes else value
    return placed


def _compiled(statement: ClauseElement, given: Given, dialect: Dialect, **how: bool) -> SQLCompiler:
    compiled = statement.compile(dialect=dialect, column_keys=sorted(given), compile_kwargs=how)
    assert isinstance(compiled, SQLCompiler)
    return compiled


def _told(
    statement: ClauseElement, plain: SQLCompiler, given: Given, dialect: Dialect
) -> SQLCompiler:
    """With a place for each value of its lists."""
    if not any(bind.expanding for bind in plain.bind_names):
        return plain
    filled = statement.params(dict(given)) if given else statement
    return _compiled(filled, given, dialect, render_postcompile=True)


def _is_plain(statement: ClauseElement, plain: SQLCompiler, given: Given) -> bool:
    """Whether nothing is left for SQLAlchemy to do at each execution."""
    by_itself = plain.insert_prefetch or plain.update_prefetch or plain.literal_execute_params
    lacking = any(bind.required and bind.key not in given for bind in plain.bind_names)
    listed = any(bind.expanding for bind in plain.bind_names)
    streamed = isinstance(statement, Executable) and statement.get_execution_options()
    changes = isinstance(statement, UpdateBase)
    return not (by_itself or lacking or streamed or (listed and changes))


def _values(
    bind: BindParameter[Any], place: str, given: Given, dialect: Dialect
) -> Iterator[Value]:
    passes = _on(bind.type, dialect).bind_processor(dialect)
    if not bind.expanding:
        yield Value(place, bind.key, None, passes)
        return
    for at in range(len(given.get(bind.key, bind.value))):
        yield Value(f"{place}_{at + 1}", bind.key, at, passes)


def _readers(statement: ClauseElement, dialect: Dialect) -> Iterator[tuple[int, _Passes]]:
    if isinstance(statement, SelectBase | UpdateBase):
        for at, column in enumerate(statement.exported_columns):
            reads = _on(column.type, dialect).result_processor(dialect, None)
            if reads:
                yield at, reads


def _on(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    """The type as this database has it."""
    return kind.dialect_impl(dialect)
