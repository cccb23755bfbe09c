"""The same items in OpenFisca-core, for one village: {items: [[no, points, [[each, done]…]]…]}.

It computes an item's points and the total, without reasons, dates or valid_until.
"""

import json
import sys
import time

import numpy as np
from openfisca_core.entities import Entity
from openfisca_core.periods import YEAR, Period
from openfisca_core.populations import Population
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

VILLAGE = Entity("village", "villages", "", "")
asked = json.load(sys.stdin)


def variable(name: str, **told: object) -> type:
    return type(
        name,
        (Variable,),
        {"value_type": float, "entity": VILLAGE, "definition_period": YEAR} | told,
    )


def done(no: int, place: int) -> str:
    return f"done_{no}_{place}"


def item(no: int, points: float, rules: list) -> type:
    def formula(village: Population, period: Period) -> np.ndarray:
        lost = sum(
            np.where(village(done(no, at), period) > 0, 0.0, min(each, points))
            for at, (each, _) in enumerate(rules)
        )
        return np.maximum(points - lost, 0.0)

    return variable(f"item_{no}", formula=formula)


def total(village: Population, period: Period) -> np.ndarray:
    return sum(village(f"item_{no}", period) for no, *_ in asked["items"])


system = TaxBenefitSystem([VILLAGE])
for no, points, rules in asked["items"]:
    for at in range(len(rules)):
        system.add_variable(variable(done(no, at)))
    system.add_variable(item(no, points, rules))
system.add_variable(variable("total", formula=total))


def score() -> float:
    simulation = SimulationBuilder().build_default_simulation(system, 1)
    for no, _, rules in asked["items"]:
        for at, (_, was_done) in enumerate(rules):
            simulation.set_input(done(no, at), "2026", np.array([float(was_done)]))
    return float(simulation.calculate("total", "2026")[0])


points = score()
cpu, wall = time.process_time(), time.perf_counter()
for _ in range(asked["times"]):
    score()
spent = time.process_time() - cpu, time.perf_counter() - wall
print(json.dumps({"points": points, "spent": [each / asked["times"] for each in spent]}))
