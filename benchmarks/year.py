"""A simulated year of a town: every message anybody got, and whether any limit was broken.

    python -m benchmarks.year [villages] [days]

By default 60 villages with 4 people each, 10 in town and city: 250 people, 365 days of 2026. Every
act goes through the chat handlers. Printed: messages by month and kind, what each village got in
the median and at most, whoever was over a limit, what was overdue and told to nobody, and score
cards whose figure was not the scorer's. The last three should be empty.
"""

import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.handlers.year import Year, build

FIRST = date(2026, 1, 4)
KINDS = ("answers", "news", "unasked")


def main(villages: int, days: int) -> None:
    with TemporaryDirectory() as folder:
        year = build(Path(folder), villages, FIRST)
        began = time.process_time()
        for number in range(days):
            year.day(FIRST + timedelta(days=number))
            if number % 7 == 0:
                year.look_for_late()
        spent = time.process_time() - began
        print(f"{villages} villages, {year.people} people, {days} days: {spent:.0f} s CPU")
        _tell(year)
        year.stage.store.close()


def _tell(year: Year) -> None:
    messages = year.messages()
    print(f"{'month':8}" + "".join(f"{kind:>10}" for kind in KINDS))
    for month in sorted({month for month, _ in messages}):
        print(f"{month:8}" + "".join(f"{messages[month, kind]:>10}" for kind in KINDS))
    total = Counter[str]()
    for (_, kind), count in messages.items():
        total[kind] += count
    print(f"{'all':8}" + "".join(f"{total[kind]:>10}" for kind in KINDS))
    print("over a limit:", year.over_limits() or "nobody")
    print("overdue and told to nobody:", year.never_told() or "nothing")
    print(f"score cards checked: {year.scores_checked}, wrong:", year.wrong or "none")


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [60, 365][len(given) :]))
