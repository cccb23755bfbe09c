"""补助2万元, 专款专用: what was paid, and what for."""

from datetime import date
from decimal import Decimal

import pytest

from handlers.services import public_notice, subsidy
from handlers.services.errors import Denied, NotNow, OwnRecord
from rubric.posts import Post
from tests.handlers.services.hall import moment

PAID = date(2026, 9, 1)
NOW = moment(2026, 9, 20)


@pytest.fixture
def recognised(procedure):
    """first村 is recognised; its secretary and chair are there."""
    procedure.quota(2)
    procedure.listed(first=96)
    public_notice.post(procedure.city, procedure.now.date(), 7)
    procedure.now = NOW
    public_notice.confirm(procedure.city, [procedure.row("first")])
    return procedure


@pytest.fixture
def paid(recognised):
    subsidy.pay(recognised.city, account(recognised), PAID)
    return recognised


def account(procedure):
    (found,) = subsidy.accounts(procedure.hall.uow, procedure.scheme, procedure.city.actor.scope)
    return found


def act(procedure, grant):
    return procedure.hall.act(grant, "first", NOW)


def use(procedure, grant, yuan="3500.50", purpose="制作清廉墙绘", day=date(2026, 9, 10)):
    subsidy.use(act(procedure, grant), account(procedure), Decimal(yuan), purpose, day)
    return account(procedure).uses[-1]


def test_a_recognised_village_is_due_twenty_thousand(recognised):
    found = account(recognised)
    assert (found.due, found.paid_on, found.left) == (20000, None, 0)


def test_nobody_else_has_an_account(recognised):
    recognised.sealed(second=95)
    assert account(recognised).row.village_id == recognised.village("first")


def test_what_was_paid_is_marked_once_by_the_city(paid):
    assert (account(paid).paid_on, account(paid).left) == (PAID, 20000)
    with pytest.raises(NotNow, match="paid"):
        subsidy.pay(paid.city, account(paid), PAID)


def test_a_town_marks_nothing_as_paid_and_nobody_ahead_of_the_day(recognised):
    with pytest.raises(Denied):
        subsidy.pay(recognised.town, account(recognised), PAID)
    with pytest.raises(NotNow, match="future"):
        subsidy.pay(recognised.city, account(recognised), date(2026, 9, 21))


def test_the_village_states_what_it_was_used_for(paid, secretary):
    found = use(paid, secretary)
    assert (found.yuan, found.purpose, found.state) == (Decimal("3500.50"), "制作清廉墙绘", "open")
    assert account(paid).left == Decimal("16499.50")


def test_to_the_last_cent_and_no_further(paid, secretary):
    use(paid, secretary, "19999.99")
    use(paid, secretary, "0.01")
    with pytest.raises(NotNow) as refused:
        use(paid, secretary, "0.01")
    assert (refused.value.why, refused.value.told) == ("too-much", {"left": "0.00"})


@pytest.mark.parametrize("yuan", ["0", "-1", "0.001"])
def test_a_sum_without_sense_is_refused(paid, secretary, yuan):
    with pytest.raises(NotNow, match="no-sum"):
        use(paid, secretary, yuan)


@pytest.mark.parametrize("day", [date(2026, 8, 31), date(2026, 9, 21)])
def test_it_is_used_between_the_payment_and_today(paid, secretary, day):
    with pytest.raises(NotNow, match="use-day"):
        use(paid, secretary, day=day)


def test_before_it_is_paid_there_is_nothing_to_use(recognised, secretary):
    with pytest.raises(NotNow, match="unpaid"):
        use(recognised, secretary)


def test_the_supervisors_confirm_each_use(paid, secretary, chair):
    found = use(paid, secretary)
    subsidy.confirm_use(act(paid, chair), account(paid), found.id)
    assert account(paid).uses[0].state == "confirmed"
    with pytest.raises(NotNow, match="use-settled"):
        subsidy.confirm_use(act(paid, chair), account(paid), found.id)


def test_nobody_confirms_what_he_stated_in_whatever_post(paid, secretary):
    found = use(paid, secretary)
    same = paid.hall.appoint(Post.SUPERVISOR, person=secretary.person_id)
    with pytest.raises(OwnRecord):
        subsidy.confirm_use(act(paid, same), account(paid), found.id)


def test_the_town_may_send_a_use_back_and_the_sum_is_free_again(paid, secretary):
    found = use(paid, secretary)
    subsidy.return_use(act(paid, paid.office), account(paid), found.id, "不属于清廉建设支出")
    returned = account(paid).uses[0]
    assert (returned.state, returned.reason) == ("returned", "不属于清廉建设支出")
    assert account(paid).left == 20000


def test_the_village_takes_back_what_is_not_confirmed(paid, secretary, chair):
    one, other = use(paid, secretary), use(paid, secretary, "100")
    subsidy.drop_use(act(paid, secretary), account(paid), one.id)
    subsidy.confirm_use(act(paid, chair), account(paid), other.id)
    assert [each.state for each in account(paid).uses] == ["dropped", "confirmed"]
    with pytest.raises(NotNow, match="use-settled"):
        subsidy.drop_use(act(paid, secretary), account(paid), other.id)


def test_supervisors_state_no_use_and_villages_confirm_none(paid, secretary, chair):
    with pytest.raises(Denied):
        use(paid, chair)
    found = use(paid, secretary)
    with pytest.raises(Denied):
        subsidy.confirm_use(act(paid, secretary), account(paid), found.id)


def test_a_scheme_that_grants_nothing_has_no_accounts(paid):
    scheme = paid.hall.schemes["tangjiafang-2020"]
    assert subsidy.accounts(paid.hall.uow, scheme, paid.city.actor.scope) == []


def test_the_document_says_how_it_is_to_be_kept(procedure):
    granted = subsidy.granted(procedure.scheme)
    assert granted.rule.endswith("做到专款专用。")
    assert granted.clause == "第七条(二)"
