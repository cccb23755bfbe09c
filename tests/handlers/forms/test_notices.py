from dataclasses import replace

import pytest

from handlers.forms import notices, qr
from handlers.forms.notices import Slip
from handlers.services.notice_papers import (
    FINANCE,
    PARTY,
    VILLAGE,
    NoticeLine,
    NoticePaper,
    RectificationPaper,
)
from rubric.period import Period
from tests.handlers.forms.samples import (
    LONG,
    SCHEME,
    TODAY,
    finding,
    millimetres,
    packed,
    pages,
    words,
)

CONTACT = "示例镇清廉办 0576-00000000"
DONE = NoticeLine(TODAY, "支委会", "研究七一慰问", 5, confirmed=True)


def notice_paper(*lines: NoticeLine, village: str = "示例一村", contact: str = CONTACT):
    affairs = {PARTY: lines, VILLAGE: (), FINANCE: ()}
    return NoticePaper(village, "示例镇", contact, Period.parse("2026-07"), TODAY, affairs)


def rectification_paper(text: str = "6月第8号凭证没有联审联签") -> RectificationPaper:
    return RectificationPaper(
        village="示例一村",
        town="示例镇",
        contact=CONTACT,
        finding=finding(text),
        item=SCHEME.items[7],
        document=SCHEME.document,
        found_by="村监会主任",
    )


def slip(number: int) -> Slip:
    link = f"https://t.me/example_bot?start={number:024}"
    return Slip("示例镇", LONG, "示例书记", "村党组织书记", "1234 5678", "7月22日", link, "8月1日")


@pytest.mark.parametrize(("size", "paper"), [("a4", (210, 297)), ("a3", (297, 420))])
def test_the_notice_fits_its_paper(size, paper):
    pdf = notices.notice(notice_paper(DONE), size=size)
    assert millimetres(pdf) == paper
    assert len(pages(pdf)) == 1


def test_the_three_affairs_stand_with_what_was_done():
    text = words(notices.notice(notice_paper(DONE)))
    for part in ("2026年7月“三务”公开", "一、党务公开", "二、村务公开", "三、财务公开"):
        assert part in text
    assert "7月15日支委会：研究七一慰问5人" in text
    assert text.count("本月没有记录") == 2
    assert CONTACT.replace(" ", "") in text


def test_what_nobody_has_confirmed_says_so():
    waiting = NoticeLine(TODAY, "支委会", "", None, confirmed=False)
    assert "待村监会确认" in words(notices.notice(notice_paper(waiting)))


def test_a_month_with_very_much_goes_on_with_its_heads():
    made = pages(notices.notice(notice_paper(*([DONE] * 90), village=LONG)))
    assert len(made) > 1
    assert all("日期事项人数备注" in page for page in made[:2])


def test_the_code_leads_to_the_link_or_tells_whom_to_ask():
    linked = notices.notice_data(notice_paper(), "https://example.org/x")
    assert linked["qr"] == qr.svg("https://example.org/x")
    plain = notices.notice_data(notice_paper(), "")
    assert plain["qr"] == qr.svg(f"示例一村2026年7月“三务”公开，意见建议请联系：{CONTACT}")


def test_without_a_contact_the_town_is_named():
    assert notices.notice_data(notice_paper(contact=""), "")["contact"] == "示例镇"


def test_a_rectification_notice_is_one_page_with_its_receipt():
    made = pages(notices.rectification(rectification_paper()))
    assert len(made) == 1
    for part in ("第2026-014号", "6月第8号凭证没有联审联签", "2026年7月29日", "整改回执"):
        assert part in made[0]
    assert packed(SCHEME.items[7].standard) in made[0]


def test_without_an_item_the_notice_names_none_and_threatens_no_loss():
    paper = replace(rectification_paper(), item=None, document="")
    (page,) = pages(notices.rectification(paper))
    (usual,) = pages(notices.rectification(rectification_paper()))
    assert "请不晚于2026年7月29日整改到位" in page
    for part in ("对应考核办法", "评分标准", "扣分", "依据"):
        assert part not in page
        assert part in usual
    assert "联系：" in page


def test_without_a_due_day_the_notice_asks_for_it_without_one():
    paper = rectification_paper()
    made = replace(paper, finding=replace(paper.finding, first_due=None))
    assert "请整改到位，并把" in pages(notices.rectification(made))[0]


def test_a_finding_in_odd_words_is_printed_as_it_is():
    assert "#box[x]<b>&" in words(notices.rectification(rectification_paper("#box[x] <b> &")))


@pytest.mark.parametrize(("people", "sheets"), [(1, 1), (8, 1), (9, 2), (40, 5)])
def test_eight_invites_stand_on_a_page(people, sheets):
    pdf = notices.invites([slip(number) for number in range(people)])
    assert len(pages(pdf)) == sheets
    assert words(pdf).count("12345678") == people


def test_an_invite_tells_who_what_to_do_and_until_when():
    text = words(notices.invites([slip(1)]))
    for part in ("村党组织书记示例书记", "是我本人", "二维码8月1日前、绑定码7月22日前有效"):
        assert part in text


def test_an_invite_without_a_link_has_its_code_to_scan():
    bare = Slip("示例镇", "示例一村", "示例书记", "村文书", "1234 5678", "", "", "")
    assert notices._slip(bare)["qr"] == qr.svg("1234 5678")


def test_a_long_post_never_hides_whose_invite_it_is():
    slip = Slip(LONG, LONG, "欧阳示例", "村务监督委员会主任兼监察工作联络站站长", "1", "", "", "")
    assert notices._slip(slip)["who"].endswith("… 欧阳示例")
