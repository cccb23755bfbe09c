"""能看懂哪些话: sentences, each with what is understood of it at this very moment."""

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Message, render
from rubric.utterance import Intent, Reading, understand

RECORDED = (
    "昨天支委会，5人参加",
    "上周五党员大会，应到30实到25",
    "大前天支委会和主题党日，12人",
    "上个月20号廉洁教育，18人",
    "昨晚7点村民代表会议",
)
ASKED = (
    "昨天开了个会",
    "党员大会开了",
    "昨天或前天支委会",
    "2月30日支委会",
    "昨天贴了2月财务公开，3月的下月贴",
)
NOT_RECORDED = ("明天开党员大会", "主题党日还没开", "好的", "村里修路了")
PAGES = (("recorded", RECORDED), ("asked", ASKED), ("not_recorded", NOT_RECORDED))
WHY_NOT = {Intent.PLAN: "还没办", Intent.NEGATIVE: "还没办", Intent.NONE: "没说是哪项工作"}
QUESTIONS = {"duty": "哪项工作", "date": "哪一天", "period": "哪个月", "head_count": "多少人"}


def show(scene: Scene) -> None:
    say(scene, "help_examples", page=0)


@action("help.examples")
def show_examples(press: Press) -> None:
    press.show("help_examples", page=press.args[0])


@view("help_examples")
def help_examples(scene: Scene, data: Data) -> Message:
    page = page_of(PAGES, data["page"], 1)
    ((kind, said),) = page.rows
    return render(
        "help_examples",
        kind=kind,
        page=page,
        examples=[(each, understood(scene, each)) for each in said],
    )


def understood(scene: Scene, said: str) -> str:
    """What becomes of a sentence sent now, in a few words."""
    reading = understand(said, scene.now, scene.lexicon)
    if reading.impossible:
        return f"没有“{reading.impossible}”"
    if reading.asks:
        return f"问{QUESTIONS[str(reading.asks[0])]}"
    return WHY_NOT.get(reading.intent) or _recorded(scene, reading)


def _recorded(scene: Scene, reading: Reading) -> str:
    duties = scene.schemes.vocabulary.duties
    names = "、".join(duties[each].name for each in reading.duties)
    day = words.short_day(reading.date) if reading.date else ""
    heads = f"{reading.head_count}人" if reading.head_count else ""
    return " ".join(filter(None, (names, day, heads)))
