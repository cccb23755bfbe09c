"""What a conversation module does, read from its code: card kinds, and which action leads where.

`python -m tests.handlers.chat.diagrams` writes the diagrams anew.
"""

import inspect
import re
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from pkgutil import iter_modules
from types import CodeType, FunctionType, ModuleType

from handlers import chat
from handlers.chat.answers import AWAITED
from handlers.chat.cards import ACTIONS, VIEWS
from handlers.chat.menu import OF_HOME, OF_VILLAGE
from handlers.messages.render import environment

ROOM = "handlers.chat."
for found in iter_modules(chat.__path__, ROOM):
    import_module(found.name)
HOME = "home"
BUTTON = re.compile(r'[Bb]utton\([^"]*?(?:"[^"]*"[^"]*?)*?"([a-z]+(?:[.-][a-z-]+)*)"[,)]')
RENDER = re.compile(r'render\(\s*((?:"\w+"[^,)]*?)+)[,)]')
KEYS = re.compile(r'\["\w+"\]|"\w+":|\.get\("\w+"')
ATTRIBUTE = re.compile(r"\b(\w+)\.(\w+)")
WORD = re.compile(r'"([\w.-]+)"')
MENUS = {"menu_home": OF_HOME, "menu_village": OF_VILLAGE}
MODULES = sorted({function.__module__.removeprefix(ROOM) for function in VIEWS.values()})
ENDS = {"ask_confirmers", "refresh_receipts", "tell", "say", "redraw", "guarded", "on_text"}
ENDS |= {"action", "view"}
"""Where the reading ends: they draw what they are given, speak to other people's phones, or take
words that may lead anywhere.
"""


@cache
def source(function: FunctionType) -> str:
    """The source of a function and of everything of the room that it calls."""
    found: set[str] = set()
    todo, seen = [function], set()
    while todo:
        each = todo.pop()
        if each in seen or each.__name__ in ENDS:
            continue
        seen.add(each)
        found.add(inspect.getsource(each))
        for code in codes(each.__code__):
            todo += called(each, code)
    return "".join(sorted(found))


def codes(code: CodeType):
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from codes(inner)


def mentioned(function: FunctionType) -> set[str]:
    """The words in all of it, but not the names of fields."""
    return set(WORD.findall(KEYS.sub("", source(function))))


def called(function: FunctionType, code: CodeType) -> list[FunctionType]:
    """The room's functions that the code names, also as module.function."""
    known = [function.__globals__.get(name) for name in code.co_names]
    for module, name in ATTRIBUTE.findall(inspect.getsource(function)):
        if isinstance(named := function.__globals__.get(module), ModuleType):
            known.append(vars(named).get(name))
    tables = [each for each in known if isinstance(each, dict) and each is not AWAITED]
    known += [each for table in tables for each in table.values()]
    return [
        each
        for each in known
        if isinstance(each, FunctionType)
        and each.__module__.startswith(ROOM)
        and each not in VIEWS.values()
    ]


def offered(kind: str) -> set[str]:
    """The actions whose buttons a kind of card may have."""
    code = source(VIEWS[kind])
    shown = {name for first in RENDER.findall(code) for name in WORD.findall(first)}
    drawn = [code, *(template(f"{name}.j2") for name in shown)]
    named = {word for word in mentioned(VIEWS[kind]) if "." in word}
    named |= {entry.action for entry in MENUS.get(kind, ())}
    return (named | {action for text in drawn for action in BUTTON.findall(text)}) & set(ACTIONS)


@cache
def template(name: str) -> str:
    known = environment().list_templates()
    return environment().loader.get_source(environment(), name)[0] if name in known else ""


def targets(function: FunctionType) -> set[str]:
    return mentioned(function) & set(VIEWS)


def edges(module: str) -> set[tuple[str, str, str]]:
    """From a card of this module, by a button or by words, to a card of any."""
    own = [kind for kind, view in VIEWS.items() if view.__module__ == ROOM + module]
    found = {
        (kind, action, target)
        for kind in own
        for action in offered(kind)
        if action != HOME
        for target in targets(ACTIONS[action])
    }
    return found | {
        (kind, "words", target)
        for action in ACTIONS.values()
        for asked in mentioned(action) & set(AWAITED)
        for kind in targets(action) & set(own)
        for target in targets(AWAITED[asked])
    }


def diagram(module: str) -> str:
    """The module as a Mermaid state diagram; every card also leads home."""
    kinds = sorted(kind for kind, view in VIEWS.items() if view.__module__ == ROOM + module)
    steps: dict[tuple[str, str], list[str]] = {}
    for kind, by, target in sorted(edges(module)):
        steps.setdefault((kind, target), []).append(by)
    drawn = [f"    {kind} --> {to}: {', '.join(by)}" for (kind, to), by in sorted(steps.items())]
    title = inspect.getdoc(import_module(ROOM + module)).splitlines()[0]
    lines = [f"%% {title}", "stateDiagram-v2", *(f"    {kind}" for kind in kinds), *drawn]
    return "\n".join(lines) + "\n"


def beside(module: str) -> Path:
    return Path(str(files("handlers") / "chat" / f"{module}.mmd"))


if __name__ == "__main__":
    for each in MODULES:
        beside(each).write_text(diagram(each), encoding="utf8")
