"""撤销 and 改成6人, written: what was logged last is withdrawn or corrected, never guessed at."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from handlers.chat import asking, log_meant
from handlers.chat.asking import anew
from handlers.chat.cards import say
from handlers.chat.log import offered
from handlers.chat.log_edit import corrected, renamed, withdrawn
from handlers.chat.receipts import changeable
from handlers.chat.turn import Turn
from handlers.services import evidence, finding_evidence
from rubric.utterance import understand
from rubric.utterance_answer import leaves, names_only_day, read_day
from rubric.utterance_numerals import NUMBER, number
from storage.record_rows import RecordRow

_IT = "(?:(?:刚才|刚刚|刚|上面|上)的?)?(?:那一?|这一?|一)?[条个项]?(?:记录)?"
_UNDO = re.compile(
    rf"(?:请|帮我)?把?{_IT}(?:撤销|撤回|删掉|删除|删|取消|作废)(?:掉|了|一下)?{_IT}(?:吧)?[。.!！]?"
)
_WRONG = "(?:记|写|搞|弄|报|说)?(?:错了?|不对)"
_NOT = rf"不是{NUMBER}(?:个?人|名|位|个)"
_NO = f"(?:{_WRONG}[,，、。 ]+)?"
_HEADS = re.compile(
    rf"{_NO}(?:请|帮我)?把?{_IT}的?(?P<wrong>人数(?:{_WRONG})[,，、 ]*)?(?:{_NOT}[,，、]?)?"
    rf"(?:(?P<named>人数(?:应该?)?(?:是|改成|改为|改到|改)|改人数(?:为|成)?)|(?:应该?)?(?:是|改成|改为|改))"
    rf"\s*(?P<count>{NUMBER})\s*(?P<people>个?人|名|位|个)?(?:[,，、]?{_NOT})?[。.!！]?"
)


_DAY = re.compile(
    rf"(?P<wrong>{_WRONG}[,，、。 ]+)?"
    rf"(?:请|帮我)?把?{_IT}的?(?P<named>(?:日期|时间)(?:{_WRONG})?[,，、 ]*)?"
    r"(?P<denied>不是(?P<no>[^,，、是]+)[,，、 ]*)?(?:应该?)?(?P<put>改成|改为|改到|改|是)"
    r"\s*(?P<day>[^,，、]+?)(?P<later>[,，、 ]*不是[^,，、]+)?[。.!！]?"
)
_DUTY = re.compile(
    rf"(?:请|帮我)?把?{_IT}的?(?:事项)?(?P<wrong>{_WRONG}[,，、。 ]*)?"
    r"(?P<denied>不是[^,，、是]+[,，、 ]*)?(?:应该?)?(?P<put>改成|改为|是)"
    r"\s*(?P<duty>[^,，、。]+?)(?P<later>[,，、 ]*不是[^,，、]+)?[。.!！]?"
)
_NAMES_DAY = re.compile(r"[日号天周晚]|星期|礼拜|\d[./-]\d")
_MERELY_WRONG = re.compile(
    rf"{_IT}(?P<what>人数|日期|时间)?(?:{_WRONG}|有误|要更正|更正一下)[。.!！]?"
)
_ASKS = {"人数": ("log_edit_heads", "edit.heads"), None: ("log_edit", "")}
LEFT = ("dropped", "log_meant")
"""Cards under which 取消 has been heard already."""
_ASKS_DAY = ("log_edit_day", "edit.day")


def is_about_it(said: str) -> bool:
    """Whether the words withdraw or correct what was logged last."""
    return _heads(said) is not None or _UNDO.fullmatch(said) is not None


def heard(turn: Turn, said: str) -> bool:
    """Whether the words were about what the person logged last, or name a record, and were
    answered.
    """
    if not turn.scene.actor.in_village:
        return False
    if leaves(said) and _left_before(turn):
        return _asked_which(turn, said)
    if (changes := _changes(turn, said)) or _UNDO.fullmatch(said):
        return _answered(turn, said, changes)
    return _merely_wrong(turn, said) or _renamed(turn, said) or log_meant.heard(turn, said)


def _changes(turn: Turn, said: str) -> dict[str, Any]:
    """改成6人, 改成13号: what is to be otherwise; nothing where it is not said so."""
    if (heads := _heads(said)) is not None:
        return {"heads": heads}
    read = _other_day(turn, said)
    return {"done_on": read} if read else {}


def _other_day(turn: Turn, said: str) -> date | None:
    """改成13号, 不是昨天是前天: the day; a number alone may be one of people."""
    found = _DAY.fullmatch(said)
    if found is None or not _NAMES_DAY.search(found["day"]):
        return None
    contrasted = any(found.group("wrong", "named", "denied", "later")) or found["put"] != "是"
    alone = contrasted and names_only_day(found["day"], turn.written_at)
    return read_day(found["day"], turn.written_at) if alone else None


def _answered(turn: Turn, said: str, changes: dict[str, Any]) -> bool:
    rows = _just_logged(turn)
    bare = _is_bare(said) and not all(turn.lexicon.gathers(row.duties) for row in rows)
    if not rows or bare or (len(rows) > 1 and not changes):
        return _receipt_shown(turn)
    if len(rows) > 1:
        kept = {name: str(value) for name, value in changes.items() if name == "done_on"}
        log_meant.ask_which(turn, said, rows, **(changes | kept))
    elif changes:
        corrected(turn, rows[0].id, anew(turn.scene), **changes)
    else:
        withdrawn(turn, rows, anew(turn.scene))
    return True


def _left_before(turn: Turn) -> bool:
    """Whether something was given up just now: 取消 once more does not mean what was logged."""
    card = turn.uow.cards.newest(turn.chat_id, *asking.UNHEARD)
    return card is not None and card.kind in LEFT


def _asked_which(turn: Turn, said: str) -> bool:
    rows = _just_logged(turn) if _UNDO.fullmatch(said) else ()
    if rows:
        log_meant.ask_which(turn, said, rows)
    return bool(rows)


def _renamed(turn: Turn, said: str) -> bool:
    """不是支委会，是党员大会: another duty of what was logged last."""
    duty = _other_duty(turn, said)
    rows = _just_logged(turn) if duty else ()
    if duty is None or not rows:
        return False
    if len(rows) > 1:
        log_meant.ask_which(turn, said, rows)
    else:
        renamed(turn, rows[0], duty, anew(turn.scene))
    return True


def _other_duty(turn: Turn, said: str) -> str | None:
    """The one duty that is put right so, if it is the writer's to log."""
    found = _DUTY.fullmatch(said)
    if found is None or not (any(found.group("wrong", "denied", "later")) or found["put"] != "是"):
        return None
    told = understand(found["duty"], turn.written_at, turn.lexicon)
    if told.date or told.head_count or len(told.duties) != 1:
        return None
    return told.duties[0] if told.duties[0] in offered(turn.scene) else None


def _merely_wrong(turn: Turn, said: str) -> bool:
    """错了, 日期错了: what is to be otherwise is asked."""
    found = _MERELY_WRONG.fullmatch(said)
    rows = _just_logged(turn) if found else ()
    if found is None or not rows:
        return False
    kind, asks = _ASKS.get(found["what"], _ASKS_DAY) if len(rows) == 1 else _ASKS[None]
    card = say(turn.scene, kind, records=[row.id for row in rows])
    if asks:
        asking.ask(turn.scene, card, asks, record=rows[0].id)
    return True


def _heads(said: str) -> int | None:
    """改成6人, 人数改为6, 不是5个人,是6个人: the number, where it is one of people."""
    found = _HEADS.fullmatch(said)
    return (
        number(found["count"])
        if found and (found["named"] or found["wrong"] or found["people"])
        else None
    )


def _is_bare(said: str) -> bool:
    """改成6个: of people only where they gathered."""
    found = _HEADS.fullmatch(said)
    return found is not None and not (found["named"] or found["wrong"]) and found["people"] == "个"


def _just_logged(turn: Turn) -> Sequence[RecordRow]:
    """What the last sentence of the last ten minutes made; none if anything else may be meant."""
    act = turn.act()
    rows = evidence.just_logged(act)
    found = finding_evidence.just_said(turn.uow, act.actor.scope, act.actor.person_id, turn.now)
    since = found is not None and any(found[1] >= row.logged_at for row in rows)
    return () if since else changeable(turn.scene, rows)


def _receipt_shown(turn: Turn) -> bool:
    """The newest receipt once more, whose buttons say what they change."""
    card = turn.uow.cards.latest(turn.chat_id, "log_saved")
    if card is not None:
        say(turn.scene, card.kind, **{**card.data, "moved": [], "untouched": True})
    return card is not None
