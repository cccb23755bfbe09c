"""Every field of a template against the values there are: what is unknown is named, with its place.

Only fields, loops, conditions and a few filters are allowed, so that a template can neither reach
into the program nor run for ever.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import singledispatchmethod
from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.environment import Environment

from handlers.forms.wording import clip

_TAG = re.compile(r"<[^>]+>")
_FILTERS = frozenset({"count", "default", "join", "length", "trim"})
_TESTS = frozenset({"defined", "even", "odd"})
_MOST_PLACE = 30
_SIMPLE = (
    nodes.And,
    nodes.Compare,
    nodes.Concat,
    nodes.CondExpr,
    nodes.Const,
    nodes.If,
    nodes.Not,
    nodes.Operand,
    nodes.Or,
    nodes.Output,
    nodes.TemplateData,
)
"""What is as good as its parts."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A text or a yes/no."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list; `of` is what its entries have, taken together."""

    of: "Shape"
    path: str


@dataclass(frozen=True, slots=True)
class Named:
    """Fields by name."""

    fields: Mapping[str, "Shape"]
    path: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something that was told of already: what follows from it is no fault of its own."""


Shape = Leaf | Many | Named | Unknown
_LEAF, _UNKNOWN = Leaf(), Unknown()
_LOOP = Named(
    dict.fromkeys(("first", "last", "index", "index0", "length", "revindex"), Leaf()), "loop"
)


def shape_of(values: Sequence[Any], path: str = "") -> Shape:
    """What several examples of a value have, taken together."""
    if any(isinstance(value, Mapping) for value in values):
        known = [value for value in values if isinstance(value, Mapping)]
        names = dict.fromkeys(name for value in known for name in value)
        return Named(
            {
                name: shape_of(
                    [value[name] for value in known if name in value], f"{path}.{name}".lstrip(".")
                )
                for name in names
            },
            path,
        )
    if any(isinstance(value, list) for value in values):
        entries = [one for value in values if isinstance(value, list) for one in value]
        return Many(shape_of(entries, path), path)
    return Leaf()


Scope = dict[str, Shape]
"""What each name stands for here."""


@dataclass
class Reader:
    """Reads one part of a template; collects what is wrong, and which fields are used."""

    values: Named
    where: str
    source: str
    pictures: bool = False
    faults: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    _line: int = 1

    def read(self, environment: Environment) -> None:
        try:
            tree = environment.parse(self.source)
        except TemplateSyntaxError as error:
            self._line = error.lineno
            self._wrong("花括号没有成对,或者写法不完整")
            return
        self._each(tree.body, dict(self.values.fields))

    def _each(self, parts: Iterable[nodes.Node], scope: Scope) -> None:
        for part in parts:
            self._at(part, scope)

    def _at(self, node: nodes.Node, scope: Scope) -> Shape:
        self._line = node.lineno or self._line
        return self._one(node, scope)

    @singledispatchmethod
    def _one(self, node: nodes.Node, scope: Scope) -> Shape:
        if not isinstance(node, _SIMPLE):
            return self._wrong("有不能用的写法。只能用字段、for、if 和逗号连接(join)")
        self._each(node.iter_child_nodes(), scope)
        return _LEAF

    @_one.register
    def _(self, node: nodes.Name, scope: Scope) -> Shape:
        if node.name not in scope:
            return self._unknown(node.name, scope)
        self.used.add(node.name)
        return scope[node.name]

    @_one.register
    def _(self, node: nodes.Getattr, scope: Scope) -> Shape:
        owner = self._at(node.node, scope)
        if isinstance(owner, Named) and node.attr in owner.fields and node.attr in dir(dict):
            return self._wrong(f"“.{node.attr}”要写成 ['{node.attr}']")
        return self._inside(owner, node.attr)

    @_one.register
    def _(self, node: nodes.Getitem, scope: Scope) -> Shape:
        owner = self._at(node.node, scope)
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(key, str):
            return self._inside(owner, key)
        return self._wrong("方括号里只能写带引号的字段名")

    @_one.register
    def _(self, node: nodes.For, scope: Scope) -> Shape:
        listed = self._at(node.iter, scope)
        if node.recursive or node.test or not isinstance(node.target, nodes.Name):
            return self._wrong("for 只能写成“for 名称 in 一组”")
        each = self._entry(listed)
        self._each(node.body, scope | {"loop": _LOOP, node.target.name: each})
        self._each(node.else_, scope)
        return _LEAF

    @_one.register(nodes.Filter)
    @_one.register(nodes.Test)
    def _(self, node: nodes.Filter | nodes.Test, scope: Scope) -> Shape:
        allowed = _FILTERS if isinstance(node, nodes.Filter) else _TESTS
        if node.name not in allowed:
            return self._wrong(f"不能用“{node.name}”")
        self._each(node.iter_child_nodes(), scope)
        return _LEAF

    @_one.register
    def _(self, node: nodes.Call, scope: Scope) -> Shape:
        called = node.node
        if not self.pictures or not isinstance(called, nodes.Name) or called.name != "picture":
            return self._wrong("不能调用程序里的东西")
        self._each(node.args, scope)
        return _LEAF

    def _entry(self, listed: Shape) -> Shape:
        if isinstance(listed, Many):
            return listed.of
        return listed if isinstance(listed, Unknown) else self._wrong("for 后面的字段不是一组")

    def _inside(self, owner: Shape, name: str) -> Shape:
        if isinstance(owner, Unknown):
            return owner
        if not isinstance(owner, Named):
            what = "是一组,要用 for 一条一条取" if isinstance(owner, Many) else "里面没有别的字段"
            return self._wrong(f"“{clip(name, 40)}”前面的字段{what}")
        if name not in owner.fields:
            return self._unknown(name, owner.fields)
        self.used.add(f"{owner.path}.{name}".lstrip("."))
        return owner.fields[name]

    def _unknown(self, name: str, known: Iterable[str]) -> Shape:
        near = get_close_matches(name, known, n=1)
        meant = f",是不是“{near[0]}”" if near else ""
        return self._wrong(f"没有“{clip(name, 40)}”这个字段{meant}")

    def _wrong(self, what: str) -> Shape:
        lines = self.source.splitlines()
        line = lines[self._line - 1] if 0 < self._line <= len(lines) else ""
        told = clip(_TAG.sub("", line), _MOST_PLACE)
        fault = f"{self.where}{f'“{told}”' if told else ''}:{what}"
        if fault not in self.faults:
            self.faults.append(fault)
        return _UNKNOWN


def literal(source: str) -> Iterator[str]:
    """What stands in a part as words, a paragraph at a time, fields taken out."""
    for line in source.splitlines():
        yield re.sub(r"{[{%#].*?[}%#]}", "", _TAG.sub("", line))
