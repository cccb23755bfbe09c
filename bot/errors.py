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


class WebhookRefused(BotError):
    """Telegram 不接受这个 webhook 网址。请核对 QINGLIAN_WEBHOOK_URL:
    要用 https,证书有效,能从外网访问。
    """


class ListenRefused(BotError):
    """接收 webhook 的端口打不开。请核对 QINGLIAN_WEBHOOK_LISTEN,看端口是否已被别的程序占用。"""


class SecretsNotKept(BotError):
    """绑定码没有地方存放,什么都没有改。"""


class TownUnknown(BotError):
    """没有登记过这个镇(街道)。请按名册里的写法填写。"""


class HandlerSuspended(Exception):
    """A chat handler waited for something; handlers do no network and never wait."""


class Unreadable(Exception):
    """An update of a shape that cannot be read; trying again would not help."""
