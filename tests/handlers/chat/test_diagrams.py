"""The diagram beside each conversation shows what its code does."""

import pytest

from tests.handlers.chat.diagrams import MODULES, beside, diagram, edges


@pytest.mark.parametrize("module", MODULES)
def test_the_diagram_beside_the_code_is_true(module):
    again = "python -m tests.handlers.chat.diagrams"
    assert beside(module).read_text("utf8") == diagram(module), again


def test_it_is_read_from_the_code():
    assert ("review_ask", "review.confirm", "review_done") in edges("review")
    assert ("review_reason", "words", "review_returned") in edges("review")
    assert ("finding_assigned", "finding.remedy", "finding_remedy") in edges("findings")
    assert not any(target == "log_undone" for _, _, target in edges("score"))
