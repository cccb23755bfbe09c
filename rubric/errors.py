"""What the rules refuse, and where the fault stands. The docstring is the message."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault and its place: file, table (with its number), key, and what is wrong (Chinese)."""

    source: str
    table: str
    key: str
    message: str

    def __str__(self) -> str:
        place = " ".join(part for part in (self.table, self.key) if part)
        return f"{self.source}:{place}:{self.message}" if place else f"{self.source}:{self.message}"


class RubricError(Exception):
    """规则有误。"""


class NoPoints(RubricError):
    """这个考核办法不计分。"""


class NoGrades(RubricError):
    """这个考核办法不评等次。"""


class NotTold(RubricError):
    """这个考核办法没有写这一条。"""


class Refused(RubricError):
    """文件有错,没有采用:每一处错误都列在 faults 里。"""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(map(str, faults)))


class SchemeRefused(Refused):
    """考核办法文件有错,没有采用。"""


class CaseRefused(Refused):
    """算分文件有错,没有计算。"""
