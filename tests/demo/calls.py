"""Calls of the stand-in's methods, without HTTP."""

import pytest

from demo.botapi.errors import ApiError
from demo.botapi.methods import execute
from demo.botapi.params import Params, Upload
from demo.botapi.standin import SECRETARY

JPEG = Upload("a.jpg", b"\xff\xd8jpeg", "image/jpeg")
KEY = {"inline_keyboard": [[{"text": "同意", "callback_data": "yes"}]]}


def call(world, name, uploads=None, **values):
    return execute(world, name, Params(values, uploads or {}))


def refusal(world, name, **values):
    with pytest.raises(ApiError) as caught:
        call(world, name, **values)
    return caught.value.code, caught.value.description


def sent(world, text="您好", **more):
    return call(world, "sendMessage", chat_id=SECRETARY, text=text, **more)["message_id"]
