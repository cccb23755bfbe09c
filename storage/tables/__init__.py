"""Every table of the ledger. Rows are written and read by Core statements, never as objects.

What people have said and done is appended, not overwritten: record, record_version, record_event,
finding, finding_event, fact_event, cycle, the tables of facts, sheets and audit only ever grow.
"""

from storage.tables.base import Ledger
from storage.tables.facts import (
    Assessment,
    FactEvent,
    Grade,
    Honour,
    Matter,
    Negative,
    NotApplicable,
    Recognition,
    StateSeen,
    Task,
    Veto,
)
from storage.tables.messages import Act, Card, Draft, Feedback, Inbox, Outbox
from storage.tables.people import Account, Consent, Invite, InviteTry, Person, Place, PostGrant
from storage.tables.sheets import Draw, Scoring, ScoringEvent, Sheet
from storage.tables.villages import (
    Cycle,
    Enrolment,
    Evidence,
    Finding,
    FindingEvent,
    Record,
    RecordEvent,
    RecordVersion,
)
from storage.tables.work import Audit, AuditHead, Job, Reminder, Setting

metadata = Ledger.metadata

__all__ = [
    "Account",
    "Act",
    "Assessment",
    "Audit",
    "AuditHead",
    "Card",
    "Consent",
    "Cycle",
    "Draft",
    "Draw",
    "Enrolment",
    "Evidence",
    "FactEvent",
    "Feedback",
    "Finding",
    "FindingEvent",
    "Grade",
    "Honour",
    "Inbox",
    "Invite",
    "InviteTry",
    "Job",
    "Ledger",
    "Matter",
    "Negative",
    "NotApplicable",
    "Outbox",
    "Person",
    "Place",
    "PostGrant",
    "Recognition",
    "Record",
    "RecordEvent",
    "RecordVersion",
    "Reminder",
    "Scoring",
    "ScoringEvent",
    "Setting",
    "Sheet",
    "StateSeen",
    "Task",
    "Veto",
    "metadata",
]
