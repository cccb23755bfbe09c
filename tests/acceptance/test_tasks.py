"""A town of three villages: a round assigned, done by a sentence, and followed over HTTP."""

import re

import pytest

from demo.botapi.phone import words_of
from demo.botapi.standin import CHAIR, OFFICE
from rubric.posts import Post
from storage.scope import Scope
from storage.unit_of_work import Store

pytestmark = [pytest.mark.acceptance, pytest.mark.usefixtures("running")]


@pytest.fixture
def office(telegram):
    return telegram.phone(OFFICE)


@pytest.fixture
def chair(telegram):
    return telegram.phone(CHAIR)


@pytest.fixture
def neighbours(programme, county):
    """Two more villages of the town, so that a round has a roster."""
    store = Store(programme.store_url)
    with store.begin() as uow:
        made = [
            county.found(uow, name, number) for name, number in (("示例二村", 0), ("示例三村", 0))
        ]
        for village in made:
            county.appoint(uow, village, Post.SUPERVISOR_CHAIR)
    store.close()
    return made


def tasks_of(ledger, village):
    with ledger.read() as uow:
        return uow.facts.rows("task", Scope.operator(), village)


@pytest.mark.usefixtures("neighbours")
def test_a_round_is_assigned_done_by_a_sentence_and_seen_by_the_town(office, chair, ledger, county):
    for phone in (office, chair):
        phone.start()
    office.say("布置交叉巡查")
    office.wait_for("不互查，不重复上一轮")
    office.tap("布置")
    office.wait_for("✓ 已布置给3个村")
    told = words_of(chair.wait_for("镇里布置"))
    assert sum("镇里布置" in words_of(each) for each in chair.replies()) == 1
    target = re.search(r"交叉巡查（(.*?)）", told)[1]
    chair.say(f"今天去{target}交叉巡查，未发现问题")
    chair.wait_for("✓ 已记录")
    (task,) = tasks_of(ledger, county.village)
    (record,) = ledger.records(county.village)
    assert task.last("done").data == {"record": record.id}
    office.say("去确认")
    office.wait_for("请您确认")
    office.tap("已看，同意")
    office.wait_for("✓ 已确认")
    office.say("任务进度")
    office.wait_for("已办1/3村")
    office.tap("看第1项")
    office.wait_for("其中已确认 1 村")
    (task,) = tasks_of(ledger, county.village)
    assert task.since("confirm") is not None
