"""The file that holds the secrets of invitations: the only place where they can be read."""

import csv
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO

from bot.clock import SHANGHAI
from bot.errors import SecretsNotKept
from handlers.services.invitations import Invitation, grouped, link

HEADINGS = (
    "镇(街道)", "村居", "姓名", "职务", "编号",
    "绑定链接", "链接有效期至", "绑定码", "绑定码有效期至",
)  # fmt: skip


@contextmanager
def secret_file(path: Path) -> Iterator[IO[str]]:
    """A new file that only its owner can read; gone again if what it is for does not succeed."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        raise SecretsNotKept(f"{path} 已经存在,不会覆盖;请换一个文件名。") from None
    except OSError as error:
        raise SecretsNotKept(f"{path} 不能写入:{error.strerror}。") from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
            yield file
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def write_invitations(
    file: IO[str], invitations: Iterable[Invitation], bot_name: str | None
) -> None:
    """One line for each person, onto the disk before the ledger commits to the hashes."""
    table = io.StringIO()
    lines = csv.writer(table)
    lines.writerow(HEADINGS)
    lines.writerows(_row(each, bot_name) for each in invitations)
    file.write(table.getvalue())
    file.flush()
    os.fsync(file.fileno())


def _row(each: Invitation, bot_name: str | None) -> tuple[str, ...]:
    return (
        each.town,
        each.village,
        each.name,
        each.post,
        each.code,
        link(each.link.text, bot_name),
        _until(each.link.expires_at),
        grouped(each.typed.text),
        _until(each.typed.expires_at),
    )


def _until(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
