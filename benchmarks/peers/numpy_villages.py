"""The same items by hand in NumPy, for all villages at once: {villages, owed, columns, items}.

A column is [place, item, cost, whether it is due]; what was `done` is drawn by the rule of
benchmarks/ledger.py.
"""

import json
import resource
import sys
import time

import numpy as np

asked = json.load(sys.stdin)
villages, columns, items = asked["villages"], asked["columns"], asked["items"]
village, place = np.arange(villages)[:, None], np.arange(asked["owed"])[None, :]
done = (village + place * 7919) ** 2 % 1000003 % 7 != 0
cpu, wall = time.process_time(), time.perf_counter()
total = np.zeros(villages)
for no, points in items:
    lost = np.zeros(villages)
    for at, of, cost, due in columns:
        if of == no and due:
            lost += np.where(done[:, at], 0.0, min(cost, points))
    total += np.maximum(points - lost, 0.0)
spent = [time.process_time() - cpu, time.perf_counter() - wall]
held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
print(json.dumps({"sum": float(total.sum()), "spent": spent, "read": done.nbytes, "held": held}))
