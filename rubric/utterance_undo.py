"""把昨天支委会删了, 昨天的支委会记错了: words that take a record back, without those words."""

import re

from rubric.utterance_text import plain

_END = r"(?:吧|啊|哦|呢|的)?[。!]*$"
_TAKEN_BACK = re.compile(
    r"^(?:请|帮我|麻烦|给我|我要|要|把|将)*(?:撤销|撤回|删除|删掉|删去|作废)"
    rf"|(?:^|[把将].*|记录)取消(?:掉|了|一下)?{_END}"
    rf"|(?:删(?:掉|除|去)?|撤(?:销|回|掉)|作废)(?:了|掉|一下)*{_END}"
    rf"|(?:记|写|报|录|登|填|弄|搞)(?:错|重)(?:了|复了?)?{_END}"
    rf"|(?:多(?:记|报|写|录)了?|不算数?|不作数|不要了)了?{_END}"
)
_NO_RECORD = re.compile("发言权|资格|职务|处分|决定|项目|合同")


def takes_back(text: str) -> bool:
    """Whether a sentence wants a record gone or put right, and tells of no work."""
    said = plain(text)
    return _TAKEN_BACK.search(said) is not None and not _NO_RECORD.search(said)


def without_taking_back(text: str) -> str:
    """The rest of such a sentence: what it names."""
    return _TAKEN_BACK.sub("", plain(text)).strip(",;、把将 ")
