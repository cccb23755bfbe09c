"""What the people of one village talk about with the bot, from the first word to the last.

Every conversation ends when its receipt is on the screen. Words are said once; a button is tapped
again if nothing came of it, as people do.
"""

import random
import time
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from demo.botapi.phone import Phone, buttons, in_chat, words_of
from tests.drill import size

PATIENCE = size(120.0, 900.0)
"""Seconds until a conversation counts as one that cannot be finished: it outlasts most kills."""
AGAIN = 6.0
"""Seconds after which somebody taps once more."""
PROBLEM = "6月第8号凭证没有联审联签"


class Unfinished(AssertionError):
    """A conversation that did not come to its end."""


class NearPhone(Phone):
    """Acts over HTTP, and sees its own screen only: the whole world's would be slow to send."""

    def __init__(self, telegram, person_id):
        super().__init__(telegram.url, person_id)
        self.world = telegram.world
        telegram.world.people[person_id].started = True

    def state(self):
        mine = [each for each in list(self.world.messages.values()) if each.chat_id == self.id]
        return {"messages": [self.world.seen(each) for each in mine]}

    def wait(self, found, seconds=PATIENCE):
        deadline, seen = time.monotonic() + seconds, -1
        while time.monotonic() < deadline:
            if seen != len(self.world.changes):
                seen = len(self.world.changes)
                if value := found(self.state()):
                    return value
            time.sleep(0.02)
        return None

    def read(self, *words, seconds=PATIENCE):
        """The newest message of the bot that has all these words now."""

        def found(state):
            return next((each for each in _newest(state, self.id) if _has(each, words)), None)

        return self.wait(found, seconds)

    def await_(self, *words):
        if not self.read(*words):
            raise self.unfinished(*words)

    def press(self, label, *then, of=()):
        """Tap the newest card that has the button, and these words, until the others are there."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            card = self.wait(lambda state: self._offering(state, label, of), AGAIN)
            if card:
                self.tap_data(card["message_id"], buttons(card)[label])
            if self.read(*then, seconds=AGAIN):
                return
        raise self.unfinished(label, *then)

    def offers(self, label):
        """Whether a card on the screen has this button."""
        return self._offering(self.state(), label, ()) is not None

    def _offering(self, state, label, words):
        newest = _newest(state, self.id)
        return next((m for m in newest if label in buttons(m) and _has(m, words)), None)

    def await_picture(self):
        if not self.wait(lambda state: any("photo" in m for m in _newest(state, self.id))):
            raise self.unfinished("得分图")

    def unfinished(self, *wanted):
        """What was waited for, and what the screen shows instead."""
        newest = next(iter(_newest(self.state(), self.id)), {})
        return Unfinished(self.id, wanted, words_of(newest), list(buttons(newest)))


def _newest(state, person):
    return [each for each in reversed(in_chat(state, person)) if each["from_bot"]]


def _has(message, words):
    return all(each in words_of(message) for each in words)


@dataclass
class Village:
    """A village's number in the ledger, and the phones of its secretary and its chair."""

    place: int
    secretary: NearPhone
    chair: NearPhone


def by_sentence(village):
    village.secretary.say("7月3日支委会,5人参加")
    village.secretary.await_("✓ 已记录", "7月3日")


def confirmed(village):
    village.chair.say("去确认")
    village.chair.press("已看，同意", "✓ 已确认", "支委会", of=("7月3日",))


def by_taps_and_withdrawn(village):
    phone = village.secretary
    phone.say("报一项工作")
    phone.await_("哪项工作")
    if not phone.offers("主题党日"):
        phone.press("下一页", of=("哪项工作",))
    phone.press("主题党日", "哪天")
    phone.press("昨天 14日", "✓ 已记录", "7月14日")
    phone.press("撤销", "已撤销", of=("7月14日",))


def returned(village):
    village.secretary.say("7月6日党员大会,25人参加")
    village.secretary.await_("✓ 已记录", "7月6日")
    village.chair.say("去确认")
    village.chair.press("退回，写理由", "理由", of=("7月6日",))
    village.chair.say("人数与签到表不符")
    village.secretary.await_("人数与签到表不符")


def with_a_photo(village):
    village.secretary.photos(photo(village.place), caption="7月8日主题党日,12人参加")
    village.secretary.await_("✓ 已记录", "7月8日", "照片1张")


def found_and_settled(village):
    village.chair.say("发现问题")
    village.chair.await_("请用一句话写明问题")
    village.chair.say(PROBLEM)
    village.chair.await_("已告诉村里")
    village.secretary.press("已整改", "怎么整改的")
    village.secretary.say("已补签,三人签字齐全")
    village.chair.press("合格，销号", "已销号")
    village.secretary.await_("已销号")


def a_document(village):
    village.secretary.say("打印")
    village.secretary.press("得分图", "得分图", "做好")
    village.secretary.await_picture()


TALKS = (
    by_sentence,
    confirmed,
    by_taps_and_withdrawn,
    returned,
    with_a_photo,
    found_and_settled,
    a_document,
)
"""In this order."""
STATUSES = [
    ("branch-committee", "2026-07-03", "confirmed"),
    ("members-meeting", "2026-07-06", "returned"),
    ("party-day", "2026-07-08", "reported"),
    ("party-day", "2026-07-14", "withdrawn"),
]
"""The records of a village whose people have said all this."""


def photo(number):
    """A small picture unlike the others."""
    written = BytesIO()
    spots = Image.frombytes("L", (16, 12), random.Random(number).randbytes(16 * 12))
    spots.resize((480, 360)).convert("RGB").save(written, "JPEG")
    return written.getvalue()
