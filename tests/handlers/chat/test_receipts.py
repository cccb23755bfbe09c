"""The receipt of a record tells what stands in the ledger; who confirms is told once."""

from types import SimpleNamespace

import pytest

from demo.seed import PHONES
from handlers.chat import build, receipts
from rubric.posts import Post
from tests.handlers.cast import appoint

assert build
LOG = "昨天支委会，5人参加"


class Row:
    """As much of a record as its status."""

    def __init__(self, status):
        self.status = status


@pytest.mark.parametrize(
    ("known", "told"),
    [
        (("confirmed", "confirmed"), "confirmed"),
        (("confirmed", "reported"), "reported"),
        (("withdrawn", "confirmed"), "confirmed"),
        (("reported", "returned", "confirmed"), "returned"),
    ],
)
def test_of_several_the_one_that_needs_most_is_told(known, told):
    assert receipts.status_of([Row(each) for each in known]) == told


def test_of_several_a_name_is_told_once_and_each_with_its_day(secretary):
    card = secretary.say("昨天支委会，5人参加；前天支委会，6人参加")
    assert "已记录：支委会\n" in card.text
    assert "7月14日5人、支委会7月13日6人" in card.text


def test_whoever_confirms_is_called_as_people_call_him(stage):
    with stage.begin() as uow:
        book = stage.turn(uow, PHONES[Post.SECRETARY]).scene.book()
        assert receipts.who_confirms(book, "branch-committee") == "村监会"


def test_the_receipt_is_drawn_anew_where_the_record_is_decided(secretary, chair):
    receipt = secretary.say(LOG)
    assert "撤销" in receipt.buttons
    chair.tap("已看，同意")
    assert "✓ 已确认" in secretary.card(receipt.token).text
    assert "撤销" not in secretary.card(receipt.token).buttons


def test_a_second_record_is_put_on_the_card_that_still_waits(secretary, chair):
    secretary.say(LOG)
    first = chair.newest()
    secretary.say("前天主题党日，20人")
    assert [card.kind for card in chair.cards()].count("review_ask") == 1
    assert chair.card(first.token).version > first.version


def test_everybody_who_may_confirm_is_shown_it(stage, secretary, chair):
    member = appoint(stage, Post.SUPERVISOR, "1010")
    secretary.say(LOG)
    assert {phone.newest().kind for phone in (chair, member)} == {"review_ask"}


@pytest.mark.parametrize(
    ("duties", "period", "label"),
    [
        (("支委会",), "2026-05", "5月支委会"),
        (("支委会", "党课"), "2026-05", "5月支委会、党课"),
        (("党员大会", "支委会", "主题党日"), "2026-05", "5月党员大会等3项"),
        (("廉政风险点排查和防控措施",), None, "廉政风险点排查和防控措施"),
    ],
)
def test_a_record_is_named_in_the_width_of_a_button(duties, period, label):
    book = SimpleNamespace(name=str)
    row = SimpleNamespace(duties=duties, period=period)
    assert receipts.briefly(book, row) == label
