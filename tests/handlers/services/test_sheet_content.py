"""Everything that is printed stands in the sealed sheet itself."""

import json
from datetime import date

import pytest

from handlers.services.canonical import plain
from rubric import facts
from tests.handlers.services.hall import TODAY, WENLING
from tests.handlers.services.paper_trail import sealed


@pytest.fixture
def content(hall, office, discipline, secretary):
    hall.log(secretary, "integrity-education", on=date(2026, 3, 2))
    signed = hall.act(office, "first").signed
    for fact in (
        facts.Honour(kind="provincial-media", on=date(2026, 4, 2), piece="省报"),
        facts.Veto(kind="insolvent", on=TODAY),
    ):
        hall.uow.facts.add(hall.places["first"], WENLING, fact, **signed)
    hall.uow.readings.choose(WENLING, 2026, {"item16": "each-period"})
    return sealed(hall, office, discipline, item12="4.5").content


def item(content, no):
    return next(each for each in content["items"] if each["no"] == no)


def test_items_stand_there_in_the_document_s_own_words(hall, content):
    scheme = hall.schemes[WENLING]
    assert [each["no"] for each in content["items"]] == list(scheme.items)
    for each in content["items"]:
        told = scheme.items[each["no"]]
        words = (each["standard"], each["rule"], each["check"], each["clause"])
        assert words == (told.standard, told.rule, told.check, told.clause)


def test_an_amount_stands_beside_what_was_proposed_with_its_reason_and_by_whom(content):
    told = item(content, 12)
    assert (told["proposed"], told["given"]) == ("5", "4.5")
    assert (told["reason"], told["by"], told["basis"]) == ("走访", "示例镇清廉办", "presumed")


def test_losses_and_what_is_not_due_yet_are_told(content):
    assert item(content, 1)["losses"][0]["amount"] == "0.5"
    assert any("(1/4次)" in each for each in item(content, 21)["pending"])


def test_bonus_vetoes_lines_and_readings_are_told(content):
    assert content["bonus"]["points"] == "2"
    assert content["bonus"]["honours"][0]["piece"] == "省报"
    assert (content["standing"], len(content["vetoes"]["in_force"])) == ("vetoed", 1)
    assert (content["lines"], content["full"]) == (["90", "70"], "100")
    assert any("逐月累计" in each for each in content["readings"])


def test_document_place_and_people_are_told(content):
    assert content["scheme"] == {"id": WENLING, "version": "2022-06-10"}
    assert (content["village"], content["town"], content["year"]) == ("first村", "示例镇", 2026)
    assert content["scored_by"] == [{"name": "示例镇清廉办", "post": "镇清廉办"}]
    assert content["sealed_by"] == {"name": "示例镇纪委", "post": "镇纪委"}
    assert content["as_of"] == "2026-07-15"


def test_it_is_plain_json(content):
    assert json.loads(json.dumps(content)) == plain(content) == content
