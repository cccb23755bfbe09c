"""The only place that reads the environment: QINGLIAN_… variables, also from a file .env."""

import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, SecretStr, StringConstraints, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot import killpoints
from bot.errors import SettingsRefused, SettingsUnreadable, TokenMissing

PREFIX = "QINGLIAN_"
_TOKEN = re.compile(r"\s*\d+:\S+\s*")
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_ADDRESS = r"^(https://|http://(127\.0\.0\.1|localhost)\b).+"
"""Telegram asks for https; plain http is for a stand-in on the same machine."""


def _shaped(shape: re.Pattern[str]) -> AfterValidator:
    """Refuses a secret that does not look like one."""

    def check(value: SecretStr) -> SecretStr:
        if not shape.fullmatch(value.get_secret_value()):
            raise ValueError
        return value

    return AfterValidator(check)


def _split_listen(value: str) -> str:
    host, _, port = value.rpartition(":")
    if not host or not port.isdecimal():
        raise ValueError
    return value


def _known_point(value: str) -> str:
    killpoints.read(value)
    return value


Address = Annotated[str, StringConstraints(strip_whitespace=True, pattern=_ADDRESS)]


class Settings(BaseSettings):
    """Every setting. The title says what it is for; the description, in Chinese, what is expected:
    it answers a wrong value.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=".env",
        env_file_encoding="utf-8-sig",  # Windows' editors put a mark before the first letter
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    bot_token: Annotated[SecretStr, _shaped(_TOKEN)] | None = Field(
        None,
        title="the bot's token, from @BotFather",
        description="应为 @BotFather 给的令牌,形如“数字:字母”,中间没有空格",
    )
    bot_api: Address = Field(
        "https://api.telegram.org/bot",
        title="the Bot API server that is asked",
        description="应为机器人接口的网址,以 /bot 结尾",
    )
    bot_file_api: Address = Field(
        "https://api.telegram.org/file/bot",
        title="where it hands out files",
        description="应为文件接口的网址,以 /file/bot 结尾",
    )
    database_url: str | None = Field(
        None,
        pattern=r"^(sqlite:///|postgresql\+psycopg://).+",
        title="the ledger: a SQLite file or a PostgreSQL database",
        description="应为 sqlite:///文件 或 postgresql+psycopg://用户:密码@主机/库名;"
        "不写则用数据目录里的 SQLite",
    )
    data_dir: Path = Field(
        Path("data"),
        title="where evidence, documents, `invite.key` and the SQLite file are kept",
        description="应为一个可以写入的目录",
    )
    webhook_url: Address | None = Field(
        None,
        title="the address Telegram calls; without it the bot polls",
        description="应为 https:// 开头、Telegram 能访问到的网址;不写则用长轮询",
    )
    webhook_secret: Annotated[SecretStr, _shaped(_SECRET)] | None = Field(
        None,
        title="what each of Telegram's calls must show",
        description="用 webhook 时必填:16 到 256 位的字母、数字、下划线或短横",
    )
    webhook_listen: Annotated[str, AfterValidator(_split_listen)] = Field(
        "127.0.0.1:8080",
        title="where the programme waits for these calls, and for `GET /health`",
        description="应为“地址:端口”,例如 127.0.0.1:8080",
    )
    backup_dir: Path | None = Field(
        None,
        title="a backup is put there each night",
        description="应为一个可以写入的目录;写了则每天夜里备份一次",
    )
    backup_days: int = Field(
        30,
        ge=1,
        title="after so many days a backup is removed",
        description="应为备份保留的天数,例如 30",
    )
    anchor_chat: str | None = Field(
        None,
        pattern=r"^-?\d+$",
        title="the chat in which the end of the audit chain is posted daily",
        description="应为锚定群的编号,例如 -1001234567890;写了则每天把校验码发到群里",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO",
        title="how much is logged; `DEBUG` tells more, and no more of people",
        description="应为 DEBUG、INFO、WARNING 或 ERROR",
    )
    clock_file: Path | None = Field(
        None,
        title='a file that holds an ISO time, another "now": for rehearsals',
        description="演练用:应为一个写有时间的文件",
    )
    kill_point: Annotated[str, AfterValidator(_known_point)] | None = Field(
        None,
        title="for the project's own drills: dies at this point",
        description="只用于断电演练:应为“位置:第几次”",
    )

    @property
    def token(self) -> str:
        """The bot token, or a word on where to get one."""
        if self.bot_token is None:
            raise TokenMissing
        return self.bot_token.get_secret_value().strip()

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'qinglian.db'}"

    @property
    def database_file(self) -> Path | None:
        """The SQLite file, or None on a database server."""
        name = self.database.removeprefix("sqlite:///")
        return None if name == self.database else Path(name)

    @property
    def webhook(self) -> tuple[str, str]:
        """The address given to Telegram, and the secret that its calls must show."""
        assert self.webhook_url is not None
        assert self.webhook_secret is not None
        return self.webhook_url, self.webhook_secret.get_secret_value()

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must never be written to a log."""
        values = (self.bot_token, self.webhook_secret)
        return tuple(value.get_secret_value().strip() for value in values if value)


def load(**values: Any) -> Settings:
    """The settings of the environment, or all their faults at once."""
    try:
        settings = Settings(**values)
    except ValidationError as error:
        names = dict.fromkeys(str(fault["loc"][0]) for fault in error.errors())
        raise SettingsRefused(tuple(map(_fault, names))) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsUnreadable from error
    if settings.webhook_url and not settings.webhook_secret:
        raise SettingsRefused((_fault("webhook_secret"),))
    return settings


def _fault(name: str) -> str:
    """Says what is expected, and never repeats the value: it may be a secret."""
    return f"{PREFIX}{name.upper()}:{Settings.model_fields[name].description}"
