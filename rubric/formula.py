"""A small closed arithmetic over named counts: numbers, names, + - * /, comparisons, and or not.

Its functions are min, max, floor and if. It is parsed here and never handed to Python, so a scheme
file can compute nothing else. What is not known makes the whole unknown, as does division by zero.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from typing import Annotated

from pydantic import PlainValidator

Counts = Mapping[str, Decimal]
Node = Callable[[Counts], Decimal | None]
Operator = Callable[[Decimal, Decimal], Decimal | None]

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([a-z][a-z0-9_]*)|(<=|>=|==|!=|[-+*/()<>,]))")
_NAME = re.compile("[a-z][a-z0-9_]*")
_LONGEST = 300
_DEEPEST = 20


def _truth(value: bool) -> Decimal:  # noqa: FBT001 - it is the value
    return Decimal(int(value))


def _divide(left: Decimal, right: Decimal) -> Decimal | None:
    return left / right if right else None


_COMPARE: Mapping[str, Operator] = {
    "<": lambda a, b: _truth(a < b),
    "<=": lambda a, b: _truth(a <= b),
    ">": lambda a, b: _truth(a > b),
    ">=": lambda a, b: _truth(a >= b),
    "==": lambda a, b: _truth(a == b),
    "!=": lambda a, b: _truth(a != b),
}
_LEVELS: tuple[Mapping[str, Operator], ...] = (
    {"or": lambda a, b: _truth(bool(a or b))},
    {"and": lambda a, b: _truth(bool(a and b))},
    _COMPARE,
    {"+": lambda a, b: a + b, "-": lambda a, b: a - b},
    {"*": lambda a, b: a * b, "/": _divide},
)
_FUNCTIONS: Mapping[str, tuple[int, Callable[..., Decimal]]] = {
    "min": (2, min),
    "max": (2, max),
    "floor": (1, lambda value: value.to_integral_value(ROUND_FLOOR)),
    "if": (3, lambda test, yes, no: yes if test else no),
}
WORDS = frozenset({"and", "or", "not", *_FUNCTIONS})
"""What no count may be called."""


@dataclass(frozen=True, slots=True)
class Formula:
    """One expression; compared by its text."""

    text: str
    names: frozenset[str]
    _node: Node

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Formula) and other.text == self.text

    def __hash__(self) -> int:
        return hash(self.text)

    def spoken(self, names: Mapping[str, str]) -> str:
        """The text with the names of its counts as people say them."""
        return _NAME.sub(lambda found: names.get(found[0], found[0]), self.text)

    def of(self, counts: Counts) -> Decimal | None:
        """Its value; None if one of its names is unknown or something is divided by zero."""
        return self._node(counts)


def parse_formula(text: object) -> Formula:
    """Read an expression; ValueError says in Chinese where it is not understood."""
    if not isinstance(text, str) or not 0 < len(text) <= _LONGEST:
        raise ValueError(f"应当是算式,不超过 {_LONGEST} 个字")
    parser = _Parser(list(_tokens(text)))
    node = parser.level(0, 0)
    if parser.peek():
        raise ValueError(f"算式里的“{parser.peek()}”看不懂")
    return Formula(text, frozenset(parser.names), node)


Expression = Annotated[Formula, PlainValidator(parse_formula)]


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while text[at:].strip():
        token = _TOKEN.match(text, at)
        if token is None:
            raise ValueError(f"算式里的“{text[at:].strip()[0]}”看不懂")
        yield token[0].strip()
        at = token.end()


class _Parser:
    """Reads tokens by levels of binding, the loosest first."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self.names: set[str] = set()

    def peek(self) -> str:
        return self._tokens[0] if self._tokens else ""

    def take(self, wanted: str = "") -> str:
        token = self.peek()
        if not token or (wanted and token != wanted):
            raise ValueError(f"算式在“{token or '末尾'}”处不完整")
        return self._tokens.pop(0)

    def level(self, level: int, depth: int) -> Node:
        if depth > _DEEPEST:
            raise ValueError("算式套得太深")
        if level == len(_LEVELS):
            return self._single(depth)
        left = self.level(level + 1, depth)
        while self.peek() in _LEVELS[level]:
            left = _both(_LEVELS[level][self.take()], left, self.level(level + 1, depth))
        return left

    def _single(self, depth: int) -> Node:
        word = self.take()
        if word in {"-", "not"}:
            return _sign(word, self.level(len(_LEVELS), depth + 1))
        if word == "(":
            inner = self.level(0, depth + 1)
            self.take(")")
            return inner
        if word in _FUNCTIONS:
            return self._call(word, depth + 1)
        if word[0].isdigit():
            number = Decimal(word)
            return lambda _counts: number
        if not word[0].isalpha() or word in WORDS:
            raise ValueError(f"算式里的“{word}”看不懂")
        self.names.add(word)
        return lambda counts: counts.get(word)

    def _call(self, name: str, depth: int) -> Node:
        wants, function = _FUNCTIONS[name]
        self.take("(")
        arguments = [self.level(0, depth)]
        while self.peek() == ",":
            self.take()
            arguments.append(self.level(0, depth))
        self.take(")")
        if len(arguments) != wants:
            raise ValueError(f"算式里的 {name} 要写 {wants} 个数")
        return _called(function, arguments)


def _both(operator: Operator, left: Node, right: Node) -> Node:
    def value(counts: Counts) -> Decimal | None:
        first, second = left(counts), right(counts)
        return None if first is None or second is None else operator(first, second)

    return value


def _sign(sign: str, inner: Node) -> Node:
    def value(counts: Counts) -> Decimal | None:
        found = inner(counts)
        if found is None:
            return None
        return -found if sign == "-" else _truth(not found)

    return value


def _called(function: Callable[..., Decimal], arguments: list[Node]) -> Node:
    def value(counts: Counts) -> Decimal | None:
        found = [argument(counts) for argument in arguments]
        return None if None in found else function(*found)

    return value
