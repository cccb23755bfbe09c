"""At DEBUG the log of the running programme tells of no person, no word said, and no secret."""

import pytest

from tests.guards import telling

pytestmark = [pytest.mark.acceptance, pytest.mark.drill]

SAID = "昨天支委会,5人参加,张三丰主持会议"
COMPLAINT = "投诉 李四光多占集体土地"
NUMBER = "330106199001011234"


def unreadable(phone):
    """An update whose text the log of a fault might repeat."""
    chat = {"id": phone.id, "type": "private", "first_name": "赵六合"}
    sender = {"id": phone.id, "is_bot": False, "first_name": "赵六合"}
    return {"message_id": "王五岳", "date": 1, "from": sender, "chat": chat, "text": 7}


def test_whole_conversations_leave_no_name_no_word_and_no_secret_in_the_log(
    running, telegram, secretary, strangers, invite, figure
):
    code, link = invite(typed=True), invite(typed=False)
    secretary.start()
    for said, answer in ((SAID, "✓ 已记录"), (COMPLAINT, "已收到"), (NUMBER, "身份证号码")):
        secretary.say(said)
        secretary.wait_for(answer)
    secretary.inject({"update_id": 77_000_001, "message": unreadable(secretary)})
    for secret in (f"{code[:4]} {code[4:]}", f"/start {link}"):
        stranger = next(strangers)
        stranger.say(secret)
        stranger.wait_for("是您本人吗")
        stranger.tap("是我本人")
        stranger.wait_for("绑定成功")
    secretary.say("帮助")
    secretary.wait_for("一句话")
    log = running.logged()
    words = ("张三丰", "李四光", "王五岳", "赵六合", "支委会", "集体土地", NUMBER)
    assert telling(log, telegram.token, code, link, *words) == []
    assert '"level": "debug"' in log
    figure(f"{len(log.splitlines())} lines at DEBUG over HTTP: no token, code, link, name or word")
