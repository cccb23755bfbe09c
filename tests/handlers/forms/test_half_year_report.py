from datetime import date

from handlers.forms import half_year_report
from rubric import facts
from tests.handlers.forms.kinds import BEGUN, all_graded, book, half_year_paper, record, word_text
from tests.handlers.forms.samples import LONG, finding, pages, words

PARTLY = facts.Facts(
    profile=facts.Profile(cycle_start=BEGUN),
    records=(
        record("party-day", date(2026, 2, 3)),
        record("party-day", date(2026, 5, 3), confirmed=False),
        record("party-day", date(2026, 7, 3)),
    ),
)


def data(of=None, half="2026-H1", findings=()) -> dict:
    return half_year_report.data_of(half_year_paper(of, half, findings))


def test_the_report_is_addressed_to_whom_the_document_names():
    text = words(half_year_report.pdf(half_year_paper()))
    assert "2026年上半年创建工作书面报告" in text
    assert "镇纪委：" in text
    assert "每半年向镇纪委书面报告创廉工作开展情况" in text


def test_only_what_was_done_in_these_six_months_is_told():
    made = data(book(known=PARTLY))
    assert made["work"] == [
        {
            "duty": "主题党日",
            "times": "2",
            "confirmed": "1",
            "days": "2026年2月3日、5月3日",
        }
    ]
    assert made["summary"] == "这半年台账里有1类工作，共2次，其中已确认1次。"


def test_a_half_year_without_records_says_so_and_praises_nothing():
    text = words(half_year_report.pdf(half_year_paper()))
    assert "这半年台账里没有记录。" in text
    assert "这半年没有登记问题。" in text


def test_what_only_the_village_can_say_is_left_to_it():
    text = words(half_year_report.pdf(half_year_paper()))
    assert text.count("（由村填写）") == 2
    for name in ("(一)政治生态建设方面", "(二)中央八项规定精神执行方面"):
        assert name in text
    assert "1.坚决做到“两个维护”；2.严肃党内政治生活" in text


def test_what_is_not_done_yet_is_told_with_its_clause():
    text = words(half_year_report.pdf(half_year_paper()))
    assert "五、还没有办的" in text
    assert "民意调查还没有办（二(二)2）" in text


def test_findings_stand_with_due_day_and_state():
    (told,) = data(findings=(finding(),))["findings"]
    assert told == {
        "day": "7月15日",
        "text": "6月第8号凭证没有联审联签",
        "due": "2026年7月29日",
        "status": "整改中",
        "settled": "",
    }


def test_the_day_is_never_beyond_the_half_year():
    assert data(half="2025-H2")["as_of"] == "2025年12月31日"
    assert data(half="2026-H2")["as_of"] == "2026年7月15日"


def test_many_records_and_long_findings_stay_within_a_few_pages():
    long = tuple(finding("没有联审联签，" * 30) for _ in range(12))
    full = book(known=all_graded(), name=LONG)
    pdf = half_year_report.pdf(half_year_paper(full, "2025-H1", long))
    assert len(pages(pdf)) <= 5
    assert "…" in words(pdf)


def test_word_has_the_same_work_and_blanks():
    text = word_text(half_year_report.docx(half_year_paper(book(known=PARTLY))))
    assert "主题党日212026年2月3日、5月3日" in text
    assert "六、下一步打算（由村填写）" in text
