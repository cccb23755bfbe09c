"""What storage refuses. The docstring is the message, filled with the error's own data."""

from inspect import cleandoc
from pathlib import Path


class StorageError(Exception):
    """数据库操作没有完成。"""

    def __str__(self) -> str:
        return cleandoc(str(self.__doc__)).format(**vars(self))


class DatabaseFailed(StorageError):
    """数据库出错,这一步没有保存:{reason}。请检查磁盘空间、文件权限和数据库服务。"""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class DatabaseUnusable(DatabaseFailed):
    """数据库现在用不了:{reason}。这一步没有保存,能用以后会自动接着办,不用重启。
    请检查磁盘空间、文件权限和数据库服务。
    """


class DatabaseUnreachable(DatabaseUnusable):
    """连不上数据库:{reason}。
    请看数据库服务是否在运行,并核对 QINGLIAN_DATABASE_URL 里的用户、密码、主机、端口和库名。
    运行中的程序连上以后会自动接着办,不用重启。
    """


class DatabaseFull(DatabaseUnusable):
    """磁盘写满了,存不下新的内容({reason})。没存下的消息还留在 Telegram,不会丢。
    请腾出空间,程序会自动接着办,不用重启。
    """


class DatabaseReadOnly(DatabaseUnusable):
    """数据库只能读、不能写({reason})。没存下的消息还留在 Telegram,不会丢。
    请核对数据库文件和所在目录的权限,看磁盘是不是变成了只读。
    """


class DatabaseSpoiled(DatabaseUnusable):
    """数据库文件损坏了({reason})。请先停掉程序,原来的数据目录整个留着,不要删。
    再把最近一份备份恢复到新的数据目录:QINGLIAN_DATA_DIR=新目录 qinglian restore 备份目录
    """


class DatabaseBehind(StorageError):
    """数据库版本({found})比程序({wanted})旧,请先运行 qinglian db upgrade。"""

    def __init__(self, found: str, wanted: str) -> None:
        super().__init__(found, wanted)
        self.found = found
        self.wanted = wanted


class DatabaseMissing(DatabaseBehind):
    """还没有数据库,请先运行 qinglian db upgrade 新建。
    本来就有的,请核对 QINGLIAN_DATA_DIR 和 QINGLIAN_DATABASE_URL,看是否在放 .env 的目录里运行。
    """

    def __init__(self, wanted: str) -> None:
        super().__init__("", wanted)


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


class PersonUnknown(NotFound):
    """没有找到{what}“{key}”。请写人员号或名册里的编号;人员号用 qinglian person list 姓名 查。"""

    def __init__(self, said: str) -> None:
        super().__init__("人员", said)


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
