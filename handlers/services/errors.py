"""Why an act is refused. Each carries what its answer must name."""

from rubric.errors import Refused
from rubric.posts import Post


class ServiceError(Exception):
    """这件事没有办成。"""


class Denied(ServiceError):
    """这件事需由别的职务办理。"""

    def __init__(self, needed: tuple[Post, ...]) -> None:
        self.needed = needed
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


class InviteRefused(ServiceError):
    """这个绑定码不能用。"""

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


class RosterRefused(Refused):
    """名册有错,没有导入。"""
