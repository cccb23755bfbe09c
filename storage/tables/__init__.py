"""Every table of the ledger. Rows are written and read by Core statements, never as objects.

What people have said and done is appended, not overwritten: record, record_version, record_event,
finding, finding_event, state_seen and audit only ever grow.
"""

from storage.tables.base import Ledger
from storage.tables.messages import Act, Card, Draft, Feedback, Inbox, Outbox
from storage.tables.people import Account, Consent, Invite, InviteTry, Person, Place, PostGrant
from storage.tables.villages import (
    Assessment,
    Enrolment,
    Evidence,
    Finding,
    FindingEvent,
    Honour,
    Matter,
    Record,
    RecordEvent,
    RecordVersion,
    StateSeen,
    Task,
    Veto,
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
    "Draft",
    "Enrolment",
    "Evidence",
    "Feedback",
    "Finding",
    "FindingEvent",
    "Honour",
    "Inbox",
    "Invite",
    "InviteTry",
    "Job",
    "Ledger",
    "Matter",
    "Outbox",
    "Person",
    "Place",
    "PostGrant",
    "Record",
    "RecordEvent",
    "RecordVersion",
    "Reminder",
    "Setting",
    "StateSeen",
    "Task",
    "Veto",
    "metadata",
]
