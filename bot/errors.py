"""What stops the programme, and what to do about it. The docstring is the message."""

from inspect import cleandoc


class BotError(Exception):
    """程序不能继续运行。"""

    def __str__(self) -> str:
        """The message, and after it what this case adds."""
        message = cleandoc(type(self).__doc__ or "")
        return "\n".join([message, *map(str, self.args)])


class SettingsRefused(BotError):
    """设置有误,没有启动。请在环境变量或 .env 文件里改好下面各项,再重新运行:"""

    def __init__(self, faults: tuple[str, ...]) -> None:
        self.faults = faults
        super().__init__(*faults)


class SettingsUnreadable(BotError):
    """设置文件 .env 读不出,没有启动。请核对权限:运行本程序的用户要能读;编码要用 UTF-8。"""


class ProxyRefused(BotError):
    """环境变量 HTTPS_PROXY 或 ALL_PROXY 里的代理用不了:本程序只会用 http:// 开头的代理,没有启动。
    代理软件一般另有一个 HTTP 端口,请把 HTTPS_PROXY 写成“http://地址:端口”,再重新运行。
    不需要代理的,去掉这两个变量,或在 NO_PROXY 里写上 api.telegram.org。
    """


class TokenMissing(BotError):
    """没有机器人令牌。请在 Telegram 里向 @BotFather 申请,写到 QINGLIAN_BOT_TOKEN。
    可以写在环境变量或 .env 文件里。只想试用、没有令牌:运行 make demo。
    """


class TokenRefused(BotError):
    """机器人令牌不对,或已被停用。请在 Telegram 里向 @BotFather 核对后,改 QINGLIAN_BOT_TOKEN。
    如果改过 QINGLIAN_BOT_API,请一并核对地址。
    """


class ClockFileUnreadable(BotError):
    """时钟文件读不出时间。QINGLIAN_CLOCK_FILE 应指向一个文件,
    里面写一个时间,例如 2026-07-15T09:00:00+08:00。平时不需要这项设置,去掉即可。
    """


class DataDirUnusable(BotError):
    """数据目录不能写入。请核对 QINGLIAN_DATA_DIR,看目录权限和磁盘空间。"""


class ExportRefused(BotError):
    """没有导出文件。"""


class NoSuchProcedure(BotError):
    """不知道是哪个考核办法的任务数。"""


class TemplateUnknown(BotError):
    """没有这个模板。可以是:"""


class TemplateNotInstalled(BotError):
    """模板没有装上,原来的照用。请改好下面这些地方:"""


class WebhookRefused(BotError):
    """Telegram 不接受这个 webhook 网址。请核对 QINGLIAN_WEBHOOK_URL:
    要用 https,证书有效,能从外网访问。
    """


class ListenRefused(BotError):
    """接收 webhook 的端口打不开。请核对 QINGLIAN_WEBHOOK_LISTEN,看端口是否已被别的程序占用。"""


class SecretsNotKept(BotError):
    """绑定码没有地方存放,什么都没有改。"""


class KeyUnusable(BotError):
    """绑定码的密钥文件(数据目录里的 invite.key)读不出。请核对权限,或取回另存的那一份
    (备份里不含它);取不回的,删去这个文件再运行,未用的绑定码和链接要重新发。
    """


class TownUnknown(BotError):
    """没有登记过这个镇(街道)。请按名册里的写法填写。"""


class VillageUnknown(BotError):
    """不知道是哪个村居,什么都没有改。"""


class SchemeUnknown(BotError):
    """没有这个考核办法,什么都没有改。可以是:"""


class HandlerSuspended(Exception):
    """A chat handler waited for something; handlers do no network and never wait."""


class Unreadable(Exception):
    """An update of a shape that cannot be read; trying again would not help."""


class BackupFailed(BotError):
    """备份没有做成,没有留下不完整的备份。请检查磁盘空间和目录权限。"""


class BackupFolderMissing(BotError):
    """不知道备份到哪里。请写明目录,或设置 QINGLIAN_BACKUP_DIR。最好不在数据目录所在的磁盘上。"""


class BackupUnreadable(BotError):
    """这个目录里没有可用的备份,什么都没有改。"""


class BackupSpoiled(BotError):
    """备份与它自己的清单不符,没有恢复,已经写出的都已清除。请换一份备份。"""


class BackupOlder(BotError):
    """这份备份是旧版程序做的,没有恢复,什么都没有改。
    请用做它的那一版程序恢复,再换新版程序运行 qinglian db upgrade。
    """


class NotEmpty(BotError):
    """只能写到空的地方,已有的数据没有动。请换一个空目录或空数据库。不是空的:"""


class TransferUnlike(BotError):
    """搬过去的数据与原来的不一样,已全部撤回,原来的照用。不一样的:"""


class AnchorsUnreadable(BotError):
    """锚点文件读不出。请从锚定群里复制校验码,每行为“日期 条数 校验码”,校验码 64 位。"""
