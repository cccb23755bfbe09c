"""Thousands of spoiled rosters: each is refused with its faults or read whole; nothing changes."""

import random
from collections import Counter

import pytest

from handlers.services import roster
from handlers.services.errors import RosterRefused
from handlers.services.roster_rows import read_roster
from handlers.services.succession import Term
from rubric.posts import Post
from tests.drill import size
from tests.handlers.services.hall import NOW, WENLING
from tests.handlers.services.sheets import HEAD, SCHEMES, csv_of, excel_of, village

pytestmark = pytest.mark.drill
TABLES, WORKBOOKS = size(400, 4_000), size(60, 1_000)
ROWS = [
    village("示例甲", "村党组织书记", code="A1", scheme=WENLING),
    village("示例乙", "村监会主任"),
    village("示例丙", "村文书", village="示例二村"),
    ("示例镇", "", "示例丁", "镇清廉办", "", "", "0576-88880000"),
]
JUNK = (
    "", " ", "=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "<script>", "{{ 7*7 }}", "'; DROP TABLE x;--",
    "\u202e甲乙", "\u200b", "\x00", "\x1b[31m", "𠮷" * 30, "甲" * 40_000, "330106199001011234",
    "13812345678", "1.5E+11", "#REF!", "甲、乙", "😀" * 9, "\ufffd", "null", "-1", "2026-07-15",
    '"', "\r\n", "村党组织书记",
)  # fmt: skip
NOISE = b"\0\n\r\"',;\t=\xff\xfe\x80PK"


def spoiled_rows(chance):
    """The roster with a line lost, doubled or cut short, or a cell or heading spoiled."""
    rows = [list(row) for row in (HEAD, *ROWS)]
    at = chance.randrange(len(rows))
    match chance.randrange(5):
        case 0:
            del rows[at]
        case 1:
            rows.append(list(rows[at]))
        case 2:
            del rows[at][chance.randrange(len(HEAD)) :]
        case _:
            for _ in range(chance.randint(1, 3)):
                rows[at][chance.randrange(len(rows[at]))] = chance.choice(JUNK)
    return rows


def spoiled_bytes(content, chance):
    """Some bytes changed, or the end lost, of half of all files."""
    match chance.randrange(4):
        case 0:
            return content[: chance.randrange(len(content))]
        case 1:
            places = [chance.randrange(len(content)) for _ in range(5)]
            return bytes(
                chance.choice(NOISE) if at in places else b for at, b in enumerate(content)
            )
        case _:
            return content


def spoiled_table(chance):
    encoding = chance.choice(["utf-8", "utf-8-sig", "gb18030", "utf-16"])
    head, *rows = spoiled_rows(chance)
    quoted = chance.random() < 0.5
    shown = [[f'"{cell}"' if quoted else cell for cell in row] for row in rows]
    content = csv_of(*shown, head=head).decode().encode(encoding, "replace")
    return "名册.csv", spoiled_bytes(content, chance)


def spoiled_workbook(chance):
    head, *rows = spoiled_rows(chance)
    clean = [[_of_excel(cell) for cell in row] for row in rows]
    merged = ("A2:A3",) if chance.random() < 0.2 else ()
    return "名册.xlsx", spoiled_bytes(
        excel_of(*clean, head=map(_of_excel, head), merged=merged), chance
    )


def _of_excel(cell):
    """What Excel itself would not write is not in its files."""
    return "".join(each for each in cell if each.isprintable())[:32_767]


@pytest.fixture
def outcome(hall):
    hall.appoint(Post.TOWN_OFFICE, "town")

    def outcome(source, content):
        try:
            read = read_roster(source, content, SCHEMES)
            roster.plan(hall.uow, source, read.entries, Term(NOW.date(), scheme=WENLING))
        except RosterRefused as refused:
            told = [fault.message for fault in refused.faults]
            return "refused" if told and all(told) else "refused without a word"
        assert len(read.entries) <= len(ROWS) + 2
        return "whole"

    return outcome


@pytest.mark.parametrize(
    ("times", "spoil"), [(TABLES, spoiled_table), (WORKBOOKS, spoiled_workbook)]
)
def test_a_spoiled_roster_is_refused_in_words_or_is_whole(hall, outcome, figure, times, spoil):
    before = hall.uow.whole.counts()
    found = Counter(outcome(*spoil(random.Random(seed))) for seed in range(times))
    assert hall.uow.whole.counts() == before
    assert set(found) == {"refused", "whole"}
    kind = spoil.__name__.removeprefix("spoiled_")
    told = f"{found['refused']:,} refused, {found['whole']:,} whole"
    figure(f"{times:,} spoiled rosters ({kind}): {told}")
