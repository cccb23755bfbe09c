"""What happens to a fact is an event; scoring by people, sealed sheets, grades, recognition."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

from storage.types import Instant

revision = "0007"
down_revision = "0006"

_FACTS = (
    "state",
    "task",
    "matter",
    "assessment",
    "honour",
    "veto",
    "grade",
    "negative",
    "not_applicable",
    "recognition",
)
_LEVELS = ("town", "spot", "city")
_SCORING = ("give", "submit", "send_back", "sign", "seal", "drop")
_RECORD = ("confirm", "return", "withdraw", "restore", "unconfirm", "resubmit")
_FINDING = (
    "settle",
    "clear",
    "report",
    "dispute",
    "uphold",
    "extend",
    "ask_extension",
    "refuse_extension",
    "send_back",
    "classify",
    "no_due",
)


def upgrade() -> None:
    _make_tables()
    _move_events()
    _change_tables()


def _make_tables() -> None:
    _of_village(
        "fact_event",
        _text("fact"),
        _number("fact_id"),
        _text("kind"),
        _day("on_day"),
        _text("reason"),
        _json("data"),
        _one_of("fact_event", "fact", *_FACTS),
    )
    op.create_index(op.f("ix_fact_event_fact_fact_id"), "fact_event", ["fact", "fact_id"])
    _of_village(
        "grade",
        _text("scheme_id"),
        _number("item"),
        _text("grade"),
        _text("level"),
        _day("on_day"),
        _text("note"),
    )
    _of_village("negative", _text("scheme_id"), _text("kind"), _day("on_day"), _text("note"))
    _of_village("not_applicable", _text("scheme_id"), _number("item"), _text("reason"))
    _of_village("recognition", _text("scheme_id"), _number("year"), _text("standing"))
    _make_scoring()


def _make_scoring() -> None:
    _of_village(
        "scoring",
        _text("scheme_id"),
        _number("year"),
        _text("level"),
        _number("number"),
        _json("items"),
        _number("corrects_id", nullable=True),
        _text("reason"),
        _one_of("scoring", "level", *_LEVELS),
        sa.UniqueConstraint(
            "village_id",
            "scheme_id",
            "year",
            "level",
            "number",
            name=op.f("uq_scoring_village_id_scheme_id_year_level_number"),
        ),
    )
    _signed(
        "scoring_event",
        _number("scoring_id"),
        _text("kind"),
        _number("item", nullable=True),
        sa.Column("points", sa.String(), nullable=True),
        _text("reason"),
        _text("evidence_hash"),
        _one_of("scoring_event", "kind", *_SCORING),
        _to("scoring_event", "scoring_id", "scoring"),
    )
    op.create_index(op.f("ix_scoring_event_scoring_id"), "scoring_event", ["scoring_id"])
    _of_village(
        "sheet",
        _text("scheme_id"),
        _text("scheme_version"),
        _number("year"),
        _text("level"),
        _number("number"),
        _number("scoring_id"),
        _number("corrects_id", nullable=True),
        _text("reason"),
        _day("as_of"),
        _json("content"),
        _text("evidence_hash"),
        _text("sheet_hash"),
        _number("chain_seq"),
        _text("chain_head"),
        _one_of("sheet", "level", *_LEVELS),
        _to("sheet", "corrects_id", "sheet"),
        _to("sheet", "scoring_id", "scoring"),
        sa.UniqueConstraint("scoring_id", name=op.f("uq_sheet_scoring_id")),
        sa.UniqueConstraint(
            "village_id",
            "scheme_id",
            "year",
            "level",
            "number",
            name=op.f("uq_sheet_village_id_scheme_id_year_level_number"),
        ),
    )
    _signed(
        "draw",
        _text("what"),
        _text("scheme_id"),
        _number("year"),
        _number("place_id"),
        _text("seed"),
        _json("population"),
        _json("sample"),
        _to("draw", "place_id", "place"),
    )


def _move_events() -> None:
    """What the columns said that go away, as events of whoever wrote the row."""
    _moved("state", "state_seen", "confirmed_on", "confirm")
    _moved("task", "task", "done_on", "done")
    _moved("task", "task", "confirmed_on", "confirm")
    _move_steps()
    _moved("matter", "matter", "concluded_on", "conclude")
    _moved("matter", "matter", "confirmed_on", "confirm")
    _moved("honour", "honour", "on_day", "confirm")
    _moved("veto", "veto", "on_day", "countersign")
    _moved("veto", "veto", "lifted_on", "lift")


_KEPT = ("by_id", "by_grant_id", "village_id")
_EVENT = sa.table(
    "fact_event",
    *map(sa.column, (*_KEPT, "fact", "fact_id", "kind", "on_day", "reason")),
    sa.column("at", Instant()),
    sa.column("data", sa.JSON()),
)


def _moved(fact: str, table: str, column: str, kind: str) -> None:
    day = sa.column(column, sa.Date())
    values: dict[str, sa.ColumnElement[Any]] = {
        **{name: sa.column(name) for name in (*_KEPT, "at")},
        "fact": sa.literal(fact),
        "fact_id": sa.column("id"),
        "kind": sa.literal(kind),
        "on_day": day,
        "reason": sa.literal(""),
        "data": sa.literal({}, sa.JSON()),
    }
    rows = sa.select(*values.values()).select_from(sa.table(table)).where(day.is_not(None))
    op.execute(_EVENT.insert().from_select(list(values), rows.order_by(sa.column("id"))))


def _move_steps() -> None:
    matter = sa.table("matter", *map(sa.column, ("id", *_KEPT)))
    columns = sa.select(matter, sa.column("at", Instant()), sa.column("steps", sa.JSON()))
    for row in op.get_bind().execute(columns.order_by(matter.c.id)).mappings().all():
        for step, day in sorted(row["steps"].items(), key=lambda taken: taken[1]):
            _add_step(row, step, sa.func.date(day) if _on_sqlite() else sa.cast(day, sa.Date()))


def _add_step(row: sa.RowMapping, step: str, day: sa.ColumnElement[object]) -> None:
    values = {name: row[name] for name in (*_KEPT, "at")}
    told = {"fact": "matter", "fact_id": row["id"], "kind": "step", "reason": ""}
    op.execute(_EVENT.insert().values(**values, **told, on_day=day, data={"step": step}))


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _change_tables() -> None:
    op.add_column("enrolment", sa.Column("cycle_start", sa.Date(), nullable=True))
    op.add_column(
        "outbox", sa.Column("question", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    with op.batch_alter_table("outbox") as outbox:
        outbox.alter_column("question", server_default=None)
    op.add_column("post_grant", _number("stands_in_for_id", nullable=True))
    op.add_column("account", sa.Column("unbound_at", Instant(), nullable=True))
    with op.batch_alter_table("record") as record:
        record.add_column(sa.Column("import_key", sa.String(), nullable=True))
        record.create_unique_constraint(op.f("uq_record_import_key"), ["import_key"])
    _renew_invites()
    with op.batch_alter_table("evidence") as evidence:
        evidence.add_column(_number("finding_id", nullable=True))
        evidence.create_foreign_key(
            op.f("fk_evidence_finding_id"), "finding", ["finding_id"], ["id"]
        )
    op.create_index(op.f("ix_evidence_finding_id"), "evidence", ["finding_id"])
    _widen("record_event", *_RECORD, "ask_correction", "refuse_correction")
    _widen("finding_event", *_FINDING)
    _number_findings()
    _replace("state_seen", ("confirmed_on",), _new_text("note"))
    _replace("honour", (), _new_text("source"))
    _replace("veto", ("lifted_on",), _new_text("reason"))
    _replace("matter", ("confirmed_on", "concluded_on", "steps"))
    with op.batch_alter_table("task") as task:
        task.drop_column("confirmed_on")
        task.drop_column("done_on")
        task.add_column(_number("target_id", nullable=True))
        task.add_column(sa.Column("round", sa.String(), nullable=True))
        task.create_foreign_key(op.f("fk_task_target_id"), "place", ["target_id"], ["id"])


def _renew_invites() -> None:
    """Secrets follow from a key now: whoever holds an older one is invited anew."""
    _replace("invite", (), _new_text("nonce"))
    unused = "used_at IS NULL AND burned_at IS NULL"
    op.execute(sa.text(f"UPDATE invite SET burned_at = created_at WHERE {unused}"))  # noqa: S608 - our own words


def _number_findings() -> None:
    """Those there are get their numbers in the order in which they were written."""
    with op.batch_alter_table("finding") as finding:
        finding.add_column(sa.Column("year", sa.Integer(), nullable=False, server_default="0"))
        finding.add_column(sa.Column("number", sa.Integer(), nullable=False, server_default="0"))
    known: Counter[tuple[int, int]] = Counter()
    table = sa.table("finding", *map(sa.column, ("id", "village_id", "year", "number")))
    found_on = sa.cast(sa.column("found_on"), sa.String()).label("found_on")
    for row in op.get_bind().execute(sa.select(table, found_on).order_by(table.c.id)).all():
        year = int(row.found_on[:4])
        known[row.village_id, year] += 1
        values = {"year": year, "number": known[row.village_id, year]}
        op.execute(table.update().where(table.c.id == row.id).values(**values))
    with op.batch_alter_table("finding") as finding:
        finding.alter_column("year", server_default=None)
        finding.alter_column("number", server_default=None)
        finding.create_unique_constraint(
            op.f("uq_finding_village_id_year_number"), ["village_id", "year", "number"]
        )
    with op.batch_alter_table("finding_event") as event:
        event.add_column(sa.Column("data", sa.JSON(), nullable=False, server_default="{}"))
    with op.batch_alter_table("finding_event") as event:
        event.alter_column("data", server_default=None)


def _widen(table: str, *kinds: str) -> None:
    """More kinds of event."""
    name = op.f(f"ck_{table}_kind")
    with op.batch_alter_table(table) as changed:
        changed.drop_constraint(name, type_="check")
        changed.create_check_constraint(name, _listed("kind", *kinds))


def _replace(table: str, dropped: tuple[str, ...], *added: sa.Column[str]) -> None:
    """Columns that go, and columns of text that come: empty in the rows there are."""
    with op.batch_alter_table(table) as changed:
        for name in dropped:
            changed.drop_column(name)
        for column in added:
            changed.add_column(column)
    for column in added:
        with op.batch_alter_table(table) as changed:
            changed.alter_column(column.name, server_default=None)


def _new_text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False, server_default="")


def _of_village(table: str, *parts: SchemaItem) -> None:
    _signed(table, _number("village_id"), *parts, _to(table, "village_id", "place"))
    op.create_index(op.f(f"ix_{table}_village_id"), table, ["village_id"])


def _signed(table: str, *parts: SchemaItem) -> None:
    op.create_table(table, *_signature(table), *parts)


def _signature(table: str) -> Iterator[SchemaItem]:
    yield _number("id")
    yield _number("by_id")
    yield _number("by_grant_id")
    yield sa.Column("at", Instant(), nullable=False)
    yield sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}"))
    yield _to(table, "by_id", "person")
    yield _to(table, "by_grant_id", "post_grant")


def _to(table: str, column: str, other: str) -> SchemaItem:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name)


def _one_of(table: str, column: str, *values: str) -> SchemaItem:
    return sa.CheckConstraint(_listed(column, *values), name=op.f(f"ck_{table}_{column}"))


def _listed(column: str, *values: str) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"{column} IN ({listed})"


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _day(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Date(), nullable=False)


def _json(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.JSON(), nullable=False)
