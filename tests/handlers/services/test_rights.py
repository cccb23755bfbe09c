"""Every service is told who acts or what he may see; those that are not are here, each with why.

What is given an Act, a Proceeding, an Actor, a Scope or a Book is bound by it: there is no Act and
no Book of a village out of scope (`test_act`, `test_book`). What is given the ledger alone is not
behind that wall: one that is not named here fails the build. `rights.toml` says for whom a service
writes; the drill lets everybody ask for it (see `handed_on`).
"""

import importlib
import inspect
import json
import pkgutil
import subprocess
import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from handlers import services
from tests.drill import size
from tests.handlers.posts import posts

HERE = Path(__file__).parent
TABLE = tomllib.loads((HERE / "rights.toml").read_text("utf-8"))
ENTITLED = TABLE["services"]
ANYWHERE, AFTER = (set(TABLE[kind]["services"].split()) for kind in ("anywhere", "after"))
PLAYED = size(["test_review.py", "test_honours.py"], ["."])
"""The tests in which everybody else asks first."""

BOUND = (".Deed", ".Act", ".Actor", ".Book", ".Proceeding", ".Seen", ".Scope")
UNBOUND = {
    "says who acts, from the grants alone": (
        "actor.actor_of actor.acting actor.office_above own_work.workers "
        "scorings.judges_below signatures.signatures findings.judges findings.deciders "
        "leave.candidates staff.seats staff.seat_of bind.town_holders"
    ),
    "the secret of the invitation is the right": "bind.offer bind.accept bind.decline",
    "called for a grant by services that asked `managing.require` or who holds it": (
        "bind.invite appointments.somebody handover.predecessors handover.handing_over "
        "handover.take_up handover.waiting_for handover.end invitations.again invitations.told "
        "invitations.places_of invitations.progress invitations.progress_of"
    ),
    "of a row that was read within a scope": (
        "evidence.reuse evidence.town_scope finding_evidence.photos finding_evidence.of_remedy"
    ),
    "of one's own phone": (
        "phones.beside phones.let_go phones.moved_on reach.is_gone reach.gone_from"
    ),
    "what is the same for all, and no village's": (
        "county.reading quotas.quotas recognition_papers.quota_rows inspections.drawn "
        "holiday_papers.holiday_paper whom_to_call.contact_of whom_to_call.contact_of_former "
        "whom_to_call.contact_for_strangers"
    ),
    "for the clock, over all": (
        "commitments.tick commitments.faults finding_reminders.pending seal_progress.due_for "
        "voice_reminders.owed_to retention.tick"
    ),
    "for commands at the machine": (
        "enrolling.enrol invitations.invite_waiting ledger_import.plan ledger_import.apply "
        "ledger_import.waiting_for readings.choose roster.plan roster.apply roster.places_named "
        "personal.found personal.told personal.erase personal.posts"
    ),
}


def all_services():
    """Every public function of them, as `module.name`, with its module."""
    for found in pkgutil.iter_modules(services.__path__):
        module = importlib.import_module(f"{services.__name__}.{found.name}")
        for name, function in vars(module).items():
            here = getattr(function, "__module__", "") == module.__name__
            if inspect.isfunction(function) and here and not name.startswith("_"):
                yield f"{found.name}.{name}", function, module


def _is_bound(function) -> bool:
    """Whether it is given who acts or what he sees, or nothing of the ledger at all."""
    told = inspect.signature(function).parameters.values()
    given = " ".join(str(each.annotation) for each in told)
    return "UnitOfWork" not in given or any(each in given for each in BOUND)


def test_the_table_names_services_that_there_are():
    assert {*ENTITLED, *ANYWHERE, *AFTER} <= {name for name, *_ in all_services()}


def test_a_service_that_is_given_the_ledger_alone_is_known_with_its_reason():
    named = {name for names in UNBOUND.values() for name in names.split()}
    assert {name for name, function, _ in all_services() if not _is_bound(function)} == named


@pytest.mark.drill
def test_a_service_writes_for_those_entitled_in_their_place_alone(tmp_path, figure):
    told = tmp_path / "asked.jsonl"
    _play(told)
    asked = [json.loads(line) for line in told.read_text("utf-8").splitlines()]
    asked = [one for one in asked if one["service"] not in AFTER]
    far = [one for one in asked if one["wrote"] and one["distance"] != "own place"]
    assert {one["service"] for one in far} <= ANYWHERE
    wrote = defaultdict(set)
    for one in asked:
        wrote[one["service"]] |= {one["post"]} if one["wrote"] else set()
    beyond = {name: told - posts(ENTITLED.get(name, "")) for name, told in wrote.items()}
    assert not any(beyond.values()), {name: told for name, told in beyond.items() if told}
    figure(f"{len(wrote)} services, {len(asked)} times asked by others, 0 written beyond")


def _play(told: Path) -> None:
    """The tests of the services, with everybody asking first."""
    given = [sys.executable, "-m", "pytest", "-q", "-p", "tests.handlers.services.handed_on"]
    given += ["--handed-on", str(told), "-m", "not drill", "-p", "no:cacheprovider"]
    done = subprocess.run(  # noqa: S603 - our own tests
        [*given, *(str(HERE / name) for name in PLAYED)],
        check=False,
        capture_output=True,
        cwd=HERE.parents[2],
        text=True,
        timeout=3000,
    )
    assert done.returncode == 0, done.stdout[-2000:]
