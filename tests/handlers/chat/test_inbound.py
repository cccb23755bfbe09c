"""What is written leads somewhere, for everybody."""

import pytest

from handlers.chat.inbound import WORDS


@pytest.mark.parametrize("word", sorted(WORDS))
@pytest.mark.parametrize("who", ["secretary", "chair", "town"])
def test_every_word_of_the_keys_is_answered(request, who, word):
    card = request.getfixturevalue(who).say(word)
    assert card.kind != "unclear"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("今天天气不错", "unclear"),
        ("支" * 1001, "unclear"),
        ("明天下午开党员大会", "log_plan"),
        ("这个月主题党日还没开", "log_negative"),
        ("2月30日开了支委会", "log_impossible"),
        ("我们村得分多少", "score_card"),
        ("这个月还有哪些没办", "month"),
        ("我确认", "review_ask"),
        ("我的信息", "me"),
        ("本月要办。", "month"),
        ("【台账】", "ledger"),
    ],
)
def test_a_sentence_is_answered_for_what_it_is(secretary, said, kind):
    assert secretary.say(said).kind == kind


def test_what_a_village_finds_is_not_a_finding(secretary):
    assert secretary.say("发现6月第8号凭证没有联审联签").kind == "unclear"


@pytest.mark.parametrize("said", ["你好", "昨天支委会，5人参加", "看得分"])
def test_a_stranger_is_told_how_to_bind(stage, said):
    assert stage.phone("9").say(said).kind == "start_unbound"


@pytest.mark.parametrize("code", ["12345678", "１２３４ ５６７８"])
def test_a_strangers_wrong_code_is_refused(stage, code):
    assert stage.phone("9").say(code).kind == "bind_fail"
