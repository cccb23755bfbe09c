import json
import subprocess
import sys
from io import BytesIO

import pytest
from docx import Document

from handlers.forms import template_judge
from handlers.forms.specimens import FORMS
from tests.handlers.forms.hostile import alone, changed, saved, template, with_words
from tests.handlers.forms.samples import SCHEME, SCHEMES


def judged(data: bytes, name: str = "score") -> list[str]:
    return template_judge.judge(name, data, SCHEMES)


@pytest.mark.parametrize("name", FORMS)
def test_every_template_that_comes_along_passes(name):
    assert judged(template(name), name) == []


def test_a_town_s_own_words_beside_the_fields_pass():
    assert judged(with_words("示例镇清廉办制。本表一式两份。")) == []


def test_every_wrong_field_is_named_with_its_place():
    told = judged(with_words("村名：{{ vilage }}", "{{ haed.hash }}"))
    assert told == [
        "正文“村名：{{ vilage }}”:没有“vilage”这个字段,是不是“village”",
        "正文“{{ haed.hash }}”:没有“haed”这个字段,是不是“head”",
    ]


def test_headers_and_footers_are_read_too():
    document = Document(BytesIO(template()))
    document.sections[0].header.paragraphs[0].text = "{{ vilage }}"
    document.sections[0].footer.paragraphs[0].text = "{{ towm }}"
    told = judged(saved(document))
    assert any(each.startswith("页眉“{{ vilage }}”") for each in told)
    assert any(each.startswith("页脚“{{ towm }}”") for each in told)


def test_properties_of_the_file_are_read_too():
    document = Document(BytesIO(template()))
    document.core_properties.title = "{{ secret }}"
    assert judged(saved(document)) == ["文件属性“{{ secret }}”:没有“secret”这个字段"]


def test_a_template_that_reaches_into_the_program_is_refused():
    assert judged(with_words("{{ village.__class__.__mro__ }}"))
    assert judged(with_words("{% for x in range(99999999) %}{{ x }}{% endfor %}"))


def test_items_must_come_from_the_loop_and_be_printed():
    told = judged(alone("{{ village }} {{ head.hash }} {{ notice }}"))
    assert "没有印出“sections.items.standard”,这一项不能少" in told
    assert "没有印出“sections.items.rule”,这一项不能少" in told


def test_item_wording_that_is_typed_into_the_template_is_refused():
    wording = SCHEME.items[16].standard
    told = judged(with_words(wording))
    assert any("第16项的原文" in each and "写死在模板里" in each for each in told)


def test_half_a_clause_of_an_item_is_a_copy_too():
    assert (
        "写死在模板里"
        in judged(with_words("推行“五议两公开”等村级重大事项决策，村级财务支出实行联审联签"))[0]
    )


def test_items_that_a_condition_hides_are_missed_in_the_trial():
    standard = "{{ item.standard }}"
    hidden = "{% if item.no == '1' %}{{ item.standard }}{% endif %}"
    told = judged(changed("word/document.xml", standard, hidden))
    assert told[0] == "试排时第2项的原文没有印出来"
    assert len(told) == len(SCHEME.items) - 1


def test_a_row_tag_in_the_wrong_place_is_told_not_thrown():
    assert judged(with_words("{%tr for section in sections %}"))


def test_the_letter_may_say_what_documents_say_too():
    """It has no items: its words are a town's own."""
    assert (
        judged(with_words("严格落实中央八项规定精神", name="holiday-letter"), "holiday-letter")
        == []
    )


REACHES = (
    "import socket; socket.create_connection(('127.0.0.1', 9))",
    "import socket; socket.getaddrinfo('x.example', 80)",
    "import subprocess; subprocess.run(['true'])",
    "import os; os.system('true')",
    "import os; os.fork()",
    "bytearray(3_000_000_000)",
)
_CONFINED = f"""
import json, resource
from handlers.forms import template_judge
template_judge._confine()
told = {{"cpu": resource.getrlimit(resource.RLIMIT_CPU)[0]}}
for statement in {REACHES!r}:
    try:
        exec(statement)
    except BaseException as error:
        told[statement] = type(error).__name__
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def confined() -> dict:
    """What a confined program may do, by trying."""
    made = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", _CONFINED], capture_output=True, check=True
    )
    return json.loads(made.stdout)


@pytest.mark.parametrize("statement", REACHES[:-1])
def test_the_judge_reaches_no_network_and_no_other_program(confined, statement):
    assert confined[statement] == "Forbidden"


def test_the_judge_has_only_so_much_memory_and_time(confined):
    assert confined[REACHES[-1]] == "MemoryError"
    assert confined["cpu"] == template_judge.CPU_SECONDS


def test_the_judge_answers_in_json(tmp_path):
    made = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", "handlers.forms.template_judge", "score", str(tmp_path)],
        input=with_words("{{ vilage }}"),
        capture_output=True,
        check=True,
    )
    (fault,) = json.loads(made.stdout)
    assert "vilage" in fault
