"""Who on the ledger a roster's people are: by code, else by name in the same place."""

from collections import defaultdict
from collections.abc import Sequence

from handlers.services.census import Census
from handlers.services.roster_entries import Column, Entry, Someone, Where
from handlers.services.table_rows import Complaint
from storage.people import PersonRow

Namesakes = dict[tuple[Where, str], set[Someone]]


def identify(
    census: Census, entries: Sequence[Entry]
) -> tuple[dict[Someone, PersonRow], list[Complaint]]:
    """Those known by now, and the lines that cannot be told or contradict the ledger."""
    by_person: dict[Someone, list[Entry]] = defaultdict(list)
    namesakes: Namesakes = defaultdict(set)
    for entry in entries:
        by_person[entry.who].append(entry)
        namesakes[entry.where, entry.name].add(entry.who)
    known: dict[Someone, PersonRow] = {}
    complaints: list[Complaint] = []
    for who, lines in by_person.items():
        found = _by_code(census, who, lines, namesakes) if who.code else _by_name(census, lines[0])
        if isinstance(found, Complaint):
            complaints.append(found)
        elif found:
            known[who] = found
    return known, complaints


def _by_code(
    census: Census, who: Someone, lines: Sequence[Entry], namesakes: Namesakes
) -> PersonRow | Complaint | None:
    known = census.coded(who.code)
    if known is None:
        return _newly_coded(census, who, lines, namesakes)
    if known.name != who.name:
        why = f"编号“{who.code}”已登记为另一个姓名;如非同一人请换一个编号"
        return Complaint(lines[0].line, Column.CODE, why)
    return known


def _newly_coded(
    census: Census, who: Someone, lines: Sequence[Entry], namesakes: Namesakes
) -> PersonRow | None:
    """Somebody registered without a code, who is given one now; not if two might be meant."""
    for entry in lines:
        registered = [each for each in census.namesakes(entry.where, who.name) if not each.code]
        if len(registered) == 1 and namesakes[entry.where, who.name] == {who}:
            return registered[0]
    return None


def _by_name(census: Census, entry: Entry) -> PersonRow | Complaint | None:
    found = census.namesakes(entry.where, entry.name)
    if len(found) > 1:
        why = f"{entry.where}登记过 {len(found)} 个同名的人,请填编号"
        return Complaint(entry.line, Column.CODE, why)
    return found[0] if found else None
