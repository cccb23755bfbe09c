"""Who confirms what: the supervisors' queue, the accounts, and the town's own."""

from datetime import date

import pytest

from handlers.services import ledger_import
from handlers.services.ledger_rows import Done
from handlers.services.roster_entries import Where
from rubric.posts import Post
from tests.handlers.cast import appoint, enrol

LOG = "昨天支委会，5人参加"


@pytest.fixture
def clerk(stage):
    """The first village's clerk, with a phone."""
    return bound(stage, "村文书", "2001")


@pytest.fixture
def member(stage):
    return bound(stage, "村监会成员", "2002")


def bound(stage, post, number):
    with stage.begin() as uow:
        account = uow.people.account_of("1001")
        place = uow.grants.active_of(account.person_id, stage.now, stage.now.date())[0].place_id
        holder = uow.grants.holders(place, (post,), stage.now.date())[0]
        uow.people.bind(holder.person_id, number, number, stage.now)
    return stage.phone(number)


def test_the_clerk_lays_the_months_accounts_before_them(clerk, chair):
    clerk.say("昨天财务支出审核，票据23张")
    card = chair.newest()
    assert "财务支出审核" in card.text
    assert "您是否已看过原始单据？" in card.text
    assert "没有联审联签" in chair.tap("退回，写理由", card).buttons


def test_a_supervisor_begins_the_review_and_another_confirms_it(chair, member):
    receipt = chair.do("报一项监督", "#财务支出审核", "#昨天 14日")
    assert receipt.kind == "log_saved"
    assert "待村监会确认" in receipt.text
    assert chair.say("去确认").kind == "review_ask"
    assert "没有待您确认" in chair.newest().text, "never one's own"
    assert member.do("去确认", "#已看，同意").kind == "review_done"
    assert "已确认" in chair.card(receipt.token).text


def test_what_the_town_confirms_reaches_the_town(secretary, town, chair):
    receipt = secretary.say("昨天向镇党委报送了主体责任报告")
    assert "主体责任报告" in receipt.text
    assert "镇清廉办" in receipt.text
    assert town.newest().kind == "review_ask"
    assert "没有待您确认" in chair.say("去确认").text
    assert town.tap("已看，同意", town.cards()[-1]).kind == "review_done"


def test_an_answered_queue_gives_way_to_a_new_card(secretary, chair):
    secretary.say(LOG)
    chair.tap("已看，同意")
    secretary.say("7月13日党课，20人")
    assert chair.newest().kind == "review_ask"
    assert len(chair.cards()) == 2


def test_a_waiting_queue_is_one_card_that_is_edited(secretary, chair):
    secretary.do(LOG, "7月13日党课，20人")
    assert len(chair.cards()) == 1
    assert "（1/2）" in chair.newest().text


def test_later_goes_round(secretary, chair):
    secretary.do(LOG, "7月13日党课，20人")
    second = chair.tap("以后再看")
    assert "党课" in second.text
    assert "支委会" in chair.tap("以后再看").text


def test_a_confirmation_can_be_taken_back(secretary, chair):
    secretary.say(LOG)
    card = chair.do("#已看，同意", "#撤回这次确认")
    assert "请您确认" in card.text
    assert "待村监会确认" in secretary.cards()[0].text


def test_a_returned_record_is_laid_before_them_again(secretary, chair):
    secretary.say(LOG)
    chair.do("#退回，写理由", "#没有这件事")
    assert secretary.tap("重新报送").kind == "log_saved"
    assert chair.newest().kind == "review_ask"


def test_not_returning_leads_back_to_the_queue(secretary, chair):
    secretary.say(LOG)
    assert "请您确认" in chair.do("#退回，写理由", "#不退了").text


def imported(stage, duty):
    """A line of an imported ledger, signed by the operator."""
    appoint(stage, Post.OPERATOR, "9090")
    with stage.begin() as uow:
        where = Where(uow.places.towns()[0].name, "示例一村")
        lines = [Done(2, where, duty, date(2026, 7, 14))]
        plan = ledger_import.plan(uow, stage.schemes, "补录", lines, stage.now)
        ledger_import.apply(uow, plan, stage.now)


@pytest.mark.parametrize("duty", ["branch-committee", "clean-culture"])
def test_an_imported_record_that_is_returned_comes_to_those_whose_work_it_is(
    stage, secretary, chair, duty
):
    imported(stage, duty)
    chair.do("去确认", "#退回，写理由", "#没有这件事")
    card = secretary.newest()
    assert card.kind == "review_back"
    assert "没有这件事" in card.text
    assert stage.phone("9090").cards() == []
    assert secretary.tap("重新报送", card).kind == "log_saved"


def test_what_the_town_did_and_another_office_returned_goes_back_to_the_town(stage, town):
    enrol(stage, "linyi-2022")
    discipline = appoint(stage, Post.TOWN_DISCIPLINE, "1009")
    town.do("本镇要办", "#记第1条", "#今天 15日")
    discipline.do("去确认", "#退回，写理由", "#没有这件事")
    assert town.newest().kind == "review_back"


def test_a_day_of_another_year_shows_its_year_to_both(secretary, chair):
    receipt = secretary.say("党课，去年12月20日，20人")
    assert "2025年12月20日（周六）" in receipt.text
    assert "2025年12月20日（周六）" in chair.newest().text
    assert "2025年12月20日" in chair.tap("已看，同意").text


def test_where_only_a_remedy_waits_the_key_leads_there(chair, secretary):
    chair.do("发现问题", "公开栏玻璃破损")
    secretary.do("#已整改", "换了玻璃")
    card = chair.say("去确认")
    assert card.kind == "finding_waiting"
    assert "公开栏玻璃破损" in card.text


def test_where_no_record_waits_the_remedies_are_told(chair, secretary):
    chair.do("发现问题", "公开栏玻璃破损")
    secretary.do("#已整改", "换了玻璃")
    card = chair.do("你好", "#去确认")
    assert "1 件问题等您验收或答复" in card.text
    assert chair.tap("问题待处理", card).kind == "finding_waiting"


@pytest.fixture
def of_two_posts(stage, clerk):
    """The clerk of the first village is a supervisor there, too."""
    with stage.begin() as uow:
        village = uow.places.villages_of(uow.places.towns()[0].id)[0]
        (held,) = uow.grants.holders(village.id, (Post.CLERK,), stage.now.date())
        begun = stage.now.replace(month=1, day=1)
        grant = uow.grants.add(held.person_id, Post.SUPERVISOR, village.id, date(2026, 1, 1))
        uow.grants.accept(grant, begun)
        account = uow.people.account_of(clerk.id)
        uow.people.choose_grant(account.id, held.id)
    return clerk


def test_what_waits_for_another_of_his_posts_is_told_and_one_tap_away(secretary, of_two_posts):
    secretary.say("昨天支委会，5人参加")
    card = of_two_posts.say("去确认")
    assert "您的另一职务有待确认的事项" in card.text
    of_two_posts.tap("示例一村村监会成员", card)
    assert "支委会" in of_two_posts.say("去确认").text


def test_a_refusal_leads_to_the_post_that_may(secretary, of_two_posts):
    secretary.say("昨天支委会，5人参加")
    queue = next(each for each in of_two_posts.cards() if each.kind == "review_ask")
    of_two_posts.tap("已看，同意", queue)
    card = of_two_posts.newest()
    assert card.kind == "denied"
    assert "您还有能办的职务" in card.text
    of_two_posts.tap("示例一村村监会成员", card)
    of_two_posts.tap("已看，同意", queue)
    assert "✓ 已确认" in secretary.cards()[0].text


def test_accounts_that_are_returned_name_their_month_on_every_card(secretary, chair):
    month = secretary.say("本月要办")
    label = next(each for each in month.buttons if "财务公开" in each)
    asked = secretary.tap(label, month)
    assert "5月财务公开是哪天办的" in asked.text
    secretary.tap("今天 15日")
    why = chair.tap("退回，写理由")
    assert "5月财务公开" in why.text
    chair.tap(next(iter(why.buttons)))
    assert "5月财务公开" in secretary.newest().text
