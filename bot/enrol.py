"""A village put under a scheme at the operator's machine, in one transaction, or not at all."""

from dataclasses import dataclass
from datetime import date

from bot import settings
from bot.clock import Clock
from bot.errors import ExportRefused, SchemeUnknown, VillageUnknown
from bot.exports import Desk
from bot.ledger import open_ledger
from handlers.services.enrolling import Wanted, enrol
from rubric.wording import full_day
from storage.enrolments import EnrolmentRow
from storage.files import Files
from storage.places import PlaceRow
from storage.schemes import Schemes, load


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the command line; None where none was said."""

    start: date | None = None
    cycle_start: date | None = None
    end: date | None = None


def enrolled(village: str, scheme_id: str, days: Days) -> list[str]:
    """Write it; what to tell. EnrolmentRefused, VillageUnknown, SchemeUnknown if it cannot be."""
    loaded = settings.load()
    schemes, now = load(loaded.data_dir), Clock(loaded.clock_file).now()
    if scheme_id not in schemes:
        raise SchemeUnknown("、".join(sorted(schemes)))
    wanted = Wanted(schemes[scheme_id], days.start, days.cycle_start, days.end)
    with open_ledger(loaded) as store:
        store.require_current()
        with store.begin() as uow:
            place = _village(
                Desk(uow, schemes, Files(loaded.data_dir), loaded.data_dir, now), village
            )
            row = enrol(uow, place, wanted, now)
            others = uow.enrolments.of(place.id, now.date())
    return [_told(place, schemes, row), *_in_force(schemes, others)]


def _village(desk: Desk, name: str) -> PlaceRow:
    try:
        return desk.village(name)
    except ExportRefused as refused:
        raise VillageUnknown(*refused.args) from refused


def _told(place: PlaceRow, schemes: Schemes, row: EnrolmentRow) -> str:
    cycle = f",创建周期从{full_day(row.cycle_start)}起" if row.cycle_start else ""
    end = f",到{full_day(row.ends_on)}为止" if row.ends_on else ""
    start = full_day(row.starts_on)
    return f"✓ {place.name}:{start}起参加{schemes[row.scheme_id].title}{cycle}{end}。"


def _in_force(schemes: Schemes, rows: list[EnrolmentRow]) -> list[str]:
    """What else holds today, where it is more than one."""
    titles = [schemes[each].title for each in dict.fromkeys(row.scheme_id for row in rows)]
    return [f"现在参加 {len(titles)} 个考核办法:{'、'.join(titles)}。"] if titles[1:] else []
