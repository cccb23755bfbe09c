"""docs/commands.md, messages.md and duties.md, read from the programme: `make reference`.

`python -m tests.docs.reference` writes them anew; a test says if they are not current.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from typer.main import get_command

from bot.cli import app
from rubric.explain import CADENCES, OWNERS
from storage.schemes import load
from tests.handlers.chat.diagrams import VIEWS

ROOT = Path(__file__).parents[2]
TEMPLATES = ROOT / "handlers" / "messages" / "templates" / "zh"
CHAT = ROOT / "handlers" / "chat"
_MADE = "此页由 `make reference` 写出,不要手改。"
_BUTTON = re.compile(r'button\("([^"]+)"(?: ~)?')
_TAG = re.compile(r"{%.*?%}|{#.*?#}", re.DOTALL)
_VALUE = re.compile(r"{{.*?}}")


def pages() -> dict[str, str]:
    """Each generated page under docs/ and what stands on it."""
    return {
        "commands.md": _page("命令", "每条命令都可以加 `--help`。", commands()),
        "messages.md": _page(
            "消息",
            "机器人说的每一句话是一个模板(`handlers/messages/templates/zh/`)。〔〕是随情况填写的内容;"
            "按钮只列写在模板里的。",
            messages(),
        ),
        "duties.md": _page(
            "事项", "每个考核办法要办的事项:多久一次、谁办、谁确认、出处。", duties()
        ),
    }


def _page(title: str, about: str, lines: Iterator[str]) -> str:
    return "\n".join([f"# {title}", "", f"{about}{_MADE}", "", *lines]) + "\n"


def commands() -> Iterator[str]:
    """Each command with what it does, its arguments and its options."""
    for words, command in commands_of(get_command(app), ("qinglian",)):
        usage = " ".join([*words, *(_placed(each) for each in command.params if _needed(each))])
        yield f"## {' '.join(words)}\n\n{_plain(command.help)}\n\n```\n{usage}\n```\n"
        yield from (f"- `{_names(each)}` {_plain(each.help)}" for each in command.params)
        yield ""


def commands_of(command, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every command that does something, with the words that call it."""
    for name, each in getattr(command, "commands", {}).items():
        yield from commands_of(each, (*words, name))
    if not hasattr(command, "commands"):
        yield words, command


def _needed(parameter) -> bool:
    return parameter.param_type_name == "argument" or parameter.required


def _placed(parameter) -> str:
    if parameter.param_type_name == "option":
        return f"{parameter.opts[0]} {parameter.metavar}"
    return _argument(parameter)


def _argument(argument) -> str:
    shown = (argument.metavar or argument.name).strip("[]")
    return shown if argument.required else f"[{shown}]"


def _names(parameter) -> str:
    if parameter.param_type_name == "argument":
        return _placed(parameter)
    return ", ".join(parameter.opts)


def _plain(text: str | None) -> str:
    return (text or "").replace("\\", "").replace("\n", " ").strip()


def messages() -> Iterator[str]:
    """Each template with how it begins, its buttons, and the conversation it is of."""
    yield "| 消息 | 开头 | 按钮 | 模块(`handlers/chat/`) |\n|---|---|---|---|"
    for path in sorted(TEMPLATES.glob("[!_]*.j2")):
        text = path.read_text(encoding="utf-8")
        labels = "、".join(dict.fromkeys(each.rstrip("（，") for each in _BUTTON.findall(text)))
        yield f"| `{path.stem}` | {beginning(text)} | {labels} | {'、'.join(senders(path.stem))} |"


def beginning(text: str) -> str:
    """The first line that has words of its own, with what is filled in as 〔〕."""
    lines = (_VALUE.sub("〔〕", line).strip() for line in _TAG.sub("", text).splitlines())
    first = next((line for line in lines if re.search(r"[一-鿿]", line)), "〔〕")
    return first.replace("|", "｜")


def senders(name: str) -> list[str]:
    """The module that draws it as a card; else those that speak of it."""
    if name in VIEWS:
        return [f"`{VIEWS[name].__module__.rpartition('.')[2]}`"]
    return [f"`{module}`" for module, code in _sources().items() if f'"{name}"' in code]


@cache
def _sources() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(CHAT.glob("*.py"))}


def duties() -> Iterator[str]:
    """Each scheme's duties, then those that no scheme asks for."""
    schemes = load()
    for scheme in schemes.values():
        yield f"## {scheme.title}（`{scheme.id}`）\n"
        yield "| 事项 | 代号 | 多久一次 | 谁的事 | 谁办 | 谁确认 | 出处 |"
        yield "|---|---|---|---|---|---|---|"
        for duty in scheme.duties.values():
            posts = "、".join(duty.done_by), "、".join(duty.confirmed_by)
            told = CADENCES[duty.cadence], OWNERS[duty.owed_by], *posts, duty.clause
            yield f"| {duty.name} | `{duty.id}` | {' | '.join(told)} |"
        yield ""
    asked = {duty for scheme in schemes.values() for duty in scheme.duties}
    yield "## 还没有办法要求的\n"
    yield "事项表里有名称和说法,现有的考核办法都没有要求;新的可以用。\n"
    yield "| 事项 | 代号 |\n|---|---|"
    for word in schemes.vocabulary.duties.values():
        if word.id not in asked:
            yield f"| {word.name} | `{word.id}` |"


def main() -> None:
    """Write every page."""
    for name, text in pages().items():
        (ROOT / "docs" / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
