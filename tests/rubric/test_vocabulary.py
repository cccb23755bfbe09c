import pytest

from rubric.errors import SchemeRefused
from rubric.vocabulary import Vocabulary, parse_vocabulary


def test_every_duty_of_the_glossary_has_a_name_and_words(vocabulary: Vocabulary) -> None:
    assert vocabulary.duties["branch-committee"].name == "支委会"
    assert all(duty.aliases for duty in vocabulary.duties.values())


def test_a_spoiled_list_is_refused_with_every_fault() -> None:
    text = '[[duties]]\nid = 3\n[[duties]]\nid = "a"\nname = "甲"\naliases = [""]\nx = 1\n'
    with pytest.raises(SchemeRefused) as refused:
        parse_vocabulary(text + '[[duties]]\nid = "a"\nname = "乙"\naliases = []\n', "f.toml")
    assert [str(fault) for fault in refused.value.faults] == [
        "f.toml:duties 1 id:应当是文字",
        "f.toml:duties 1 name:缺少这一项",
        "f.toml:duties 1 aliases:缺少这一项",
        "f.toml:duties 2 aliases.1:不能空着",
        "f.toml:duties 2 x:没有这个键",
        "f.toml:duties 3 id:“a”写了两次",
    ]
