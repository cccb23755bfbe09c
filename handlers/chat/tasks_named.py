"""A task in words that is said to be done: 资产自查报送了 reports 报送资产自查."""

import re
from difflib import SequenceMatcher

from handlers.chat import asking, sentence, tasks
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.services import tasks as work
from storage.fact_rows import FactRow

DONE = re.compile(
    r"(报送|上报|送|报|交|办|做|完成|弄|整理|落实)(了|完|好|过|齐)|已经?.{0,4}(报|交|办|完成|做|送|落实)|完成了?[。!！]?$"
)
NOT_DONE = re.compile(r"没|未|不|还要|明天|后天|准备|打算|怎么|什么|吗|呢|[?？]")
COMMON = 4
"""Characters of the task's own words that say which task is meant."""
SHARE = 0.6
"""Of its words without the verb."""
VERB = re.compile(r"报送|上报|提交|报|完成|开展|做好|填报|请|情况|的")


def heard(turn: Turn, said: str) -> bool:
    """Whether the words report one of the village's open tasks, and no duty of a scheme."""
    if not turn.scene.actor.in_village or NOT_DONE.search(said) or not DONE.search(said):
        return False
    meant = _meant(turn.scene, said)
    if not meant or sentence.read(turn, said).duties:
        return False
    if len(meant) == 1:
        tasks.take_report(turn, {"task": meant[0].id}, said, asking.anew(turn.scene))
    else:
        tasks.show_list(turn.scene)
    return True


def _meant(scene: Scene, said: str) -> list[FactRow]:
    """The open tasks in words that the actor does, and whose words are in what he said."""
    act = scene.act()
    return [
        row
        for row in work.open_of(act)
        if row.said["duty"] not in act.book.duties
        and scene.actor.post in work.doers(act.book, row)
        and _named(row.said["text"], said)
    ]


def _named(task: str, said: str) -> bool:
    core = VERB.sub("", "".join(task.split()))
    common = SequenceMatcher(None, core, said, autojunk=False).find_longest_match().size
    return common >= COMMON and common >= SHARE * min(len(core), len(said))
