"""A command that was typed wrong: what is wrong with it, in Chinese, and where to read on."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from typer import BadParameter, TyperException
from typer._click.exceptions import (
    BadOptionUsage,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)

_TYPES: dict[object, str] = {
    int: "要写一个整数,例如 2026",
    datetime: "要写日期,例如 2026-07-01",
}


def told(error: TyperException) -> str:
    """What to mend, and which command explains how."""
    if isinstance(error, NoArgsIsHelpError):
        return error.format_message()
    if not isinstance(error, UsageError):
        return "已停止。"
    where = f"\n看怎么写:{error.ctx.command_path} --help" if error.ctx else ""
    return f"没有执行。{_what(error)}{where}"


def _what(error: UsageError) -> str:
    match error:
        case MissingParameter():
            return f"缺少{_named(error.param)}。"
        case BadParameter():
            return f"{_named(error.param)}写得不对:{_wanted(error)}。"
        case NoSuchOption():
            alike = "、".join(error.possibilities or ())
            return f"没有 {error.option_name} 这个选项。" + (f"是不是 {alike}?" if alike else "")
        case BadOptionUsage():
            takes = "requires" in error.message
            return f"{error.option_name} 后面{'要写一个值' if takes else '不写值'}。"
    return _by_words(error)


def _by_words(error: UsageError) -> str:
    for pattern, say in _SAID:
        found = re.fullmatch(pattern, error.message)
        if found:
            return say(error, found[1] if found.re.groups else "")
    return error.message if _ours(error) else "命令写得不对。"


def _ours(error: UsageError) -> bool:
    """Whether the message is one of this programme's own, which begin in Chinese."""
    return not error.message[:1].isascii()


def _no_command(error: UsageError, name: str) -> str:
    known = "、".join(getattr(error.cmd, "commands", ()))
    return (f"没有“{name}”这个命令。" if name else "后面要写一个命令。") + f"可以是:{known}。"


def _named(parameter: Any) -> str:
    """“村居”(村居名称), or --year(哪一年度): as the command's help has it."""
    if parameter is None:
        return "参数"
    option = next((each for each in parameter.opts if each.startswith("--")), "")
    name = option or f"“{parameter.display_name_raw}”"
    explained = getattr(parameter, "help", None)
    return f"{name}({explained})" if explained else name


def _wanted(error: BadParameter) -> str:
    """What is asked for in its place, by the parameter's type, where its message is English."""
    if _ours(error):
        return error.message.rstrip("。")
    of = getattr(getattr(error.param, "type_descriptor", None), "annotation", None)
    return _within(error.param) or _TYPES.get(of, "请按说明写")


def _within(parameter: Any) -> str:
    """The range of a number that has one."""
    told = getattr(getattr(parameter, "type_descriptor", None), "parameter_info", None)
    least, most = getattr(told, "min", None), getattr(told, "max", None)
    return "" if least is None or most is None else f"要写 {least} 到 {most} 之间的整数"


_SAID: tuple[tuple[str, Callable[[UsageError, str], str]], ...] = (
    (r"No such command '(.*)'\.", _no_command),
    (r"Got unexpected extra argument\(s\) \((.*)\)", lambda _, extra: f"多写了:{extra}。"),
    (r"Missing command\.", lambda error, _: _no_command(error, "")),
)
"""What has no class of its own, by its words."""
