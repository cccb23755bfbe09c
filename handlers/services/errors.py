"""Why an act is refused. Each carries what its answer must name."""

from rubric.errors import Refused
from rubric.posts import Post


class ServiceError(Exception):
    """这件事没有办成。"""


class Denied(ServiceError):
    """这件事需由别的职务办理。"""

    def __init__(self, needed: tuple[Post, ...], matter: str = "") -> None:
        self.needed = needed
        self.matter = matter
        super().__init__(*needed)


class OwnRecord(ServiceError):
    """本人报送的记录,不能由本人确认。"""


class AlreadySettled(ServiceError):
    """这条记录已经有了结果。"""

    def __init__(self, status: str) -> None:
        self.status = status
        super().__init__(status)


class NotCorrectable(ServiceError):
    """这条记录已被确认,不能直接改。"""

    def __init__(self, record_id: int) -> None:
        self.record_id = record_id
        super().__init__(record_id)


class NotNow(ServiceError):
    """这件事现在还不能办。"""

    def __init__(self, why: str, **told: str | int) -> None:
        self.why = why
        self.told = told
        super().__init__(why)


class ScoringRefused(ServiceError):
    """评分这一步没有办成。"""

    def __init__(self, why: str, *items: int) -> None:
        self.why = why
        self.items = items
        super().__init__(why, *items)


class InviteRefused(ServiceError):
    """这个绑定码不能用。"""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class NameRefused(ServiceError):
    """这个姓名不能登记。"""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class LeaveRefused(ServiceError):
    """这样请假不行。"""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class PictureRefused(ServiceError):
    """这个文件不能作为照片保存。"""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class TableUnreadable(ServiceError):
    """这个文件读不出表格。"""


class NoRoster(ServiceError):
    """这几个村排不出交叉巡查。"""


class LedgerRefused(Refused):
    """补录表有错,没有导入。"""


class RosterRefused(Refused):
    """名册有错,没有导入。"""


class QuotasRefused(Refused):
    """任务数表有错,没有导入。"""


class ReadingsRefused(Refused):
    """读法有错,没有采用。"""
