import re

from sqlalchemy import DateTime

from storage import tables
from storage.types import Instant

ALL = list(tables.metadata.tables.values())


def test_every_table_is_named_by_its_class_in_snake_case():
    assert tables.RecordVersion.__table__.name == "record_version"
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", table.name) for table in ALL)


def test_every_constraint_has_a_name_so_that_a_migration_can_change_it():
    assert [part for table in ALL for part in table.constraints if part.name is None] == []


def test_every_instant_is_of_the_type_that_means_the_same_on_both_databases():
    plain = [column for table in ALL for column in table.c if isinstance(column.type, DateTime)]
    assert plain == []
    assert isinstance(tables.Inbox.__table__.c.received_at.type, Instant)


def test_what_is_said_about_a_village_is_signed():
    ours = {table.name: set(table.c.keys()) for table in ALL}
    signature = {"by_id", "by_grant_id", "at"}
    signed = {name for name, columns in ours.items() if signature <= columns}
    assert signed == {
        *("record_version", "record_event", "evidence", "finding", "finding_event"),
        *("state_seen", "task", "matter", "assessment", "honour", "veto", "fact_event"),
        *("grade", "negative", "not_applicable", "recognition"),
        *("scoring", "scoring_event", "sheet", "draw"),
    }


def test_numbers_of_the_messenger_fit_their_columns():
    inbox, card = tables.Inbox.__table__.c, tables.Card.__table__.c
    for column in (inbox.update_id, inbox.bot_id, card.message_id):
        assert str(column.type) == "BIGINT"


def test_the_database_itself_knows_the_words_of_every_fixed_vocabulary():
    checked = {
        part.name for table in ALL for part in table.constraints if part.name.startswith("ck_")
    }
    assert checked == {
        *("ck_place_kind", "ck_invite_kind", "ck_record_event_kind", "ck_evidence_kind"),
        *("ck_finding_event_kind", "ck_feedback_kind", "ck_inbox_state", "ck_job_state"),
        *("ck_outbox_method", "ck_outbox_state", "ck_fact_event_fact"),
        *("ck_scoring_level", "ck_scoring_event_kind", "ck_sheet_level"),
    }
