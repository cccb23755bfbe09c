"""The duties named in a sentence."""

from dataclasses import dataclass

import pytest

from rubric.utterance_lexicon import Lexicon


@dataclass(frozen=True)
class Word:
    id: str
    aliases: tuple[str, ...]
    ask: str = ""
    gathers: bool = False


LEXICON = Lexicon(
    (
        Word("meeting", ("党员会", "党员大会", "-党员会议室"), gathers=True),
        Word("visit", ("村监会…检查?", "专项监督")),
        Word("party", ("三务公开", "党务…公开")),
        Word("finance", ("三务公开", "财务公开", "-在财务公开栏"), ask="哪个月?"),
        Word("review", ("财务…审核", "账…审")),
        Word("audit", ("财务审计",)),
        Word("film", ("警示片?",)),
    )
)


def named(text: str) -> set[str]:
    return {duty for mention in LEXICON.mentions(text) for duty in mention.duties}


@pytest.mark.parametrize(
    ("text", "duties"),
    [
        ("昨天党员会", {"meeting"}),
        ("在党员会议室坐了坐", set()),
        ("在党员会议室开党员会", {"meeting"}),
        ("三务公开贴了", {"party", "finance"}),
        ("党务、财务公开都贴了", {"party", "finance"}),
        ("在财务公开栏边上", set()),
        ("财务收支已审核", {"review"}),
        ("财务审计后审核", {"audit"}),
        ("8月的账村监会审过了", {"review"}),
        ("账,审", set()),
        ("账这里隔得太远太远太远太远太远了才审", set()),
        ("村监会3人到工地检查", {"visit"}),
        ("村监会检查了党员大会", {"visit"}),
        ("检查了8月的财务公开", set()),
        ("对财务公开进行了监督", set()),
        ("财务公开不及时的问题已整改", set()),
        ("党员大会看警示片", {"meeting"}),
        ("看警示片", {"film"}),
        ("党员大会和专项监督", {"meeting", "visit"}),
        ("", set()),
    ],
)
def test_the_longest_words_win_and_marks_are_heeded(text: str, duties: set[str]) -> None:
    assert named(text) == duties


def test_mentions_come_in_the_order_of_the_sentence_and_duties_in_the_vocabularys() -> None:
    mentions = LEXICON.mentions("专项监督和党员会")
    assert [one.start for one in mentions] == [0, 5]
    assert LEXICON.in_order({"visit", "meeting"}) == ("meeting", "visit")


def test_a_mention_of_two_parts_leaves_what_is_between_readable() -> None:
    (mention,) = LEXICON.mentions("村监会3人检查")
    assert mention.spans == ((0, 3), (5, 7))
    assert (mention.start, mention.end, mention.length) == (0, 7, 5)


def test_a_month_is_wanted_for_duties_that_have_a_question() -> None:
    assert LEXICON.wants_month(("meeting", "finance"))
    assert not LEXICON.wants_month(("meeting",))


def test_a_number_is_of_people_where_all_that_was_done_brings_them_together():
    assert LEXICON.gathers({"meeting"})
    assert LEXICON.gathers(())
    assert not LEXICON.gathers({"meeting", "audit"})


@pytest.mark.parametrize(
    ("text", "stands"),
    [("看了警示片", True), ("党员会看了警示片", True), ("党员会", False)],
)
def test_a_word_of_a_duty_stands_whatever_else_is_named(text, stands):
    assert LEXICON.has_word_of("film", text) is stands
