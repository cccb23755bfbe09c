"""The same items by hand in DuckDB, on one thread: {villages, owed, columns, items}."""

import json
import resource
import sys
import time

import duckdb

asked = json.load(sys.stdin)
villages, columns, items = asked["villages"], asked["columns"], asked["items"]
db = duckdb.connect()
db.execute("SET threads = 1")
db.execute("CREATE TABLE owed (place INT, item INT, cost DOUBLE, due BOOLEAN)")
db.execute("CREATE TABLE items (item INT, points DOUBLE)")
points_of = dict(items)
owed = [[at, no, min(cost, points_of[no]), due] for at, no, cost, due in columns]
db.executemany("INSERT INTO owed VALUES (?, ?, ?, ?)", owed)
db.executemany("INSERT INTO items VALUES (?, ?)", items)
db.execute(
    "CREATE TABLE missed AS SELECT village::INT AS village, place::INT AS place "
    "FROM range(?) villages(village), range(?) owed(place) "
    "WHERE (village + place * 7919) * (village + place * 7919) % 1000003 % 7 = 0",
    [villages, asked["owed"]],
)
SCORE = """
    WITH lost AS (
        SELECT village, item, sum(cost) AS cost FROM missed JOIN owed USING (place) WHERE due
        GROUP BY village, item
    )
    SELECT ? * (SELECT sum(points) FROM items)
        - (SELECT sum(least(cost, points)) FROM lost JOIN items USING (item))
"""
cpu, wall = time.process_time(), time.perf_counter()
(total,) = db.execute(SCORE, [villages]).fetchone()
spent = [time.process_time() - cpu, time.perf_counter() - wall]
rows = db.execute("SELECT count(*) FROM missed").fetchone()[0]
held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
print(json.dumps({"sum": total, "spent": spent, "read": rows * 8, "held": held}))
