"""Every journey: `WALKS`, filled by the modules that tell them."""

from tests.journeys import beyond, city, findings, logging, offices, standing, villages
from tests.journeys.walk import WALKS

assert logging, villages
assert findings, offices
assert city, standing
assert beyond
__all__ = ["WALKS"]
