"""What storage refuses. The docstring is the message, filled with the error's own data."""

from pathlib import Path


class StorageError(Exception):
    """数据库操作没有完成。"""

    def __str__(self) -> str:
        return str(self.__doc__).format(**vars(self))


class DatabaseFailed(StorageError):
    """数据库出错,这一步没有保存:{reason}。请检查磁盘空间、文件权限和数据库服务。"""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DatabaseBehind(StorageError):
    """数据库版本({found})比程序({wanted})旧,请先运行 qinglian db upgrade。"""

    def __init__(self, found: str, wanted: str) -> None:
        super().__init__(found, wanted)
        self.found = found or "空"
        self.wanted = wanted


class DatabaseAhead(StorageError):
    """数据库版本({found})比程序({wanted})新,请换用新版程序。"""

    def __init__(self, found: str, wanted: str) -> None:
        super().__init__(found, wanted)
        self.found = found
        self.wanted = wanted


class AlreadyRunning(StorageError):
    """已有一个程序在用这个数据库运行({database}),请先停掉它。"""

    def __init__(self, database: Path) -> None:
        super().__init__(database)
        self.database = database


class NotFound(StorageError):
    """没有找到:{what} {key}。"""

    def __init__(self, what: str, key: object) -> None:
        super().__init__(what, key)
        self.what = what
        self.key = key


class OutOfScope(StorageError):
    """不在可查看的范围内:村居 {village_id}(范围:{why})。"""

    def __init__(self, village_id: int, why: str) -> None:
        super().__init__(village_id, why)
        self.village_id = village_id
        self.why = why


class NaiveInstant(StorageError):
    """时刻必须带时区:{value}。"""

    def __init__(self, value: object) -> None:
        super().__init__(value)
        self.value = value


class AuditNotPlain(StorageError):
    """审计记录只写编号和代码,不写姓名和文字:{key}。"""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key
