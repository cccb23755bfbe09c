"""撤销 and 改成6人, written: what was logged last is withdrawn or corrected, never guessed at."""

import re
from collections.abc import Sequence

from handlers.chat.asking import anew
from handlers.chat.cards import say
from handlers.chat.log_edit import corrected, withdrawn
from handlers.chat.receipts import changeable
from handlers.chat.turn import Turn
from handlers.services import evidence, finding_evidence
from rubric.utterance_numerals import NUMBER, number
from storage.record_rows import RecordRow

_IT = "(?:(?:刚才|刚刚|刚|上面|上)的?)?(?:那一?|这一?|一)?[条个项]?(?:记录)?"
_UNDO = re.compile(
    rf"(?:请|帮我)?把?{_IT}(?:撤销|撤回|删掉|删除|删|取消|作废)(?:掉|了|一下)?{_IT}(?:吧)?[。.!！]?"
)
_NOT = rf"不是{NUMBER}(?:个?人|名|位|个)"
_HEADS = re.compile(
    rf"(?:请|帮我)?把?{_IT}的?(?:{_NOT}[,，、]?)?"
    rf"(?:(?P<named>人数(?:应该?)?(?:是|改成|改为|改到|改)|改人数(?:为|成)?)|(?:应该?)?(?:是|改成|改为|改))"
    rf"\s*(?P<count>{NUMBER})\s*(?P<people>个?人|名|位|个)?(?:[,，、]?{_NOT})?[。.!！]?"
)


def is_about_it(said: str) -> bool:
    """Whether the words withdraw or correct what was logged last."""
    return _heads(said) is not None or _UNDO.fullmatch(said) is not None


def heard(turn: Turn, said: str) -> bool:
    """Whether the words were about what the person logged last, and were answered."""
    if not is_about_it(said) or not turn.scene.actor.in_village:
        return False
    heads = _heads(said)
    rows = _one_just_logged(turn)
    if not rows or (_is_bare(said) and not turn.lexicon.gathers(rows[0].duties)):
        return _receipt_shown(turn)
    if heads is None:
        withdrawn(turn, rows, anew(turn.scene))
    else:
        corrected(turn, rows[0].id, anew(turn.scene), heads=heads)
    return True


def _heads(said: str) -> int | None:
    """改成6人, 人数改为6, 不是5个人,是6个人: the number, where it is one of people."""
    found = _HEADS.fullmatch(said)
    return number(found["count"]) if found and (found["named"] or found["people"]) else None


def _is_bare(said: str) -> bool:
    """改成6个: of people only where they gathered."""
    found = _HEADS.fullmatch(said)
    return found is not None and not found["named"] and found["people"] == "个"


def _one_just_logged(turn: Turn) -> Sequence[RecordRow]:
    """The one record of the last ten minutes' last sentence; none if anything else may be meant."""
    act = turn.act()
    rows = evidence.just_logged(act)
    found = finding_evidence.just_said(turn.uow, act.actor.scope, act.actor.person_id, turn.now)
    since = found is not None and any(found[1] >= row.logged_at for row in rows)
    return () if len(rows) != 1 or since else changeable(turn.scene, rows)


def _receipt_shown(turn: Turn) -> bool:
    """The newest receipt once more, whose buttons say what they change."""
    card = turn.uow.cards.latest(turn.chat_id, "log_saved")
    if card is not None:
        say(turn.scene, card.kind, **card.data)
    return card is not None
