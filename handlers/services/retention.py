"""How long each field with personal data is kept, and why; what is over is emptied by day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.unit_of_work import UnitOfWork

AT_ONCE = 2000
"""Rows of a field that are looked at in one transaction: who writes meanwhile hardly waits."""
LOOKED = "retention.at"
"""Under which the ledger keeps the day, and how far its looking through all fields has come."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A field, for how many days it is kept after it was last needed, and why so long (Chinese)."""

    field: str
    days: int
    why: str


RULES = (
    Rule("inbox.body", 30, "一个月内有人问起“发过没有”,还查得到原话"),
    Rule("inbox.body (parked)", 90, "没能处理的消息,留出查明原因的时间"),
    Rule("outbox.payload", 30, "一个月内查得到给谁发过什么"),
    Rule("card.text", 30, "卡片再点时按台账重画,旧文字用不着"),
    Rule("draft", 90, "没写完的内容,三个月不接着写就不留"),
    Rule("job.payload", 30, "后台任务办完了,只留办过"),
    Rule("evidence.file_id", 30, "不收的附件,一个月内可以说明为什么不收"),
    Rule("invite_try", 30, "输错的绑定码只用来限次数,一天就够,一个月供查"),
    Rule("account.external_id", 90, "停用的手机三个月内仍告诉来人为什么不能用"),
    Rule("inbox.sender", 90, "不是在用手机发来的,三个月后只留收到过"),
    Rule("outbox.chat_id", 90, "发往不再使用的手机的,三个月后只留发过"),
    Rule("card.chat_id", 90, "不再使用的手机上的卡片,三个月后不再认得"),
    Rule("consent", 1095, "离任三年内能证明告知和同意过(民法典第188条,诉讼时效三年)"),
)


def tick(uow: UnitOfWork, now: datetime) -> bool:
    """Once a day through every field, each transaction a piece further; whether there is more."""
    today = str(now.date())
    looked = uow.settings.get(LOOKED) or {"day": ""}
    if looked["day"] != today:
        looked = {"day": today, "field": 0, "row": 0}
    if looked["field"] == len(RULES):
        return False
    rule = RULES[looked["field"]]
    before = now - timedelta(days=rule.days)
    last = uow.retention.empty(rule.field, before, looked["row"], AT_ONCE).last
    further = {"row": last} if last else {"row": 0, "field": looked["field"] + 1}
    uow.settings.put(LOOKED, looked | further)
    return True
