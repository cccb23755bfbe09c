"""A tiny bot that stands for ours: prepares nothing, answers every text, dies when told to."""

import json
import os
import sys
import urllib.request
from pathlib import Path

_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def call(method, **values):
    url = f"{os.environ['QINGLIAN_BOT_API']}{os.environ['QINGLIAN_BOT_TOKEN']}/{method}"  # noqa: TID251
    body = json.dumps(values).encode()
    headers = {"content-type": "application/json"}
    request = urllib.request.Request(url, body, headers)  # noqa: S310 - always 127.0.0.1
    with _OPENER.open(request) as answer:
        return json.load(answer)["result"]


def answer(message):
    text = message.get("text", "")
    if text == "死":
        sys.exit("到此为止")
    keys = {"keyboard": [["本月要办"], ["报一项工作", "看得分"]]}
    card = {"inline_keyboard": [[{"text": "已看，同意", "callback_data": "yes"}]]}
    call(
        "sendMessage",
        chat_id=message["chat"]["id"],
        text=f"收到:{text}",
        reply_markup=keys if text.startswith("/start") else card,
    )


def confirm(query):
    call("answerCallbackQuery", callback_query_id=query["id"])
    message = query["message"]
    where = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
    call("editMessageText", **where, text="✓ 已确认")


def run():
    call("setMyCommands", commands=[{"command": "help", "description": "帮助"}])
    offset = 0
    while True:
        for update in call("getUpdates", offset=offset, timeout=30):
            offset = update["update_id"] + 1
            if "message" in update:
                answer(update["message"])
            if "callback_query" in update:
                confirm(update["callback_query"])


if __name__ == "__main__":
    if sys.argv[1:] == ["run"]:
        run()
    if Path("refuse-to-upgrade").exists():
        sys.exit("数据库坏了")
