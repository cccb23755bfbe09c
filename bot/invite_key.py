"""The key that invitations follow from: a file beside the database, never in it."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_bytes, token_hex

from bot.errors import KeyUnusable

NAME = "invite.key"
BYTES = 32


def invite_key(data_dir: Path) -> bytes:
    """The key; made at first use, readable by its owner only."""
    file = data_dir / NAME
    if not file.exists():
        _make(file)
    try:
        key = bytes.fromhex(file.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise KeyUnusable(str(file)) from error
    if len(key) != BYTES:
        raise KeyUnusable(str(file))
    return key


def _make(file: Path) -> None:
    """Whole or not at all, and of two that begin at once only one: the link fails for the other."""
    draft = file.with_name(f"{file.name}.{token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as opened:
            opened.write(token_bytes(BYTES).hex())
        with suppress(FileExistsError):
            os.link(draft, file)
    except OSError as error:
        raise KeyUnusable(str(file)) from error
    finally:
        draft.unlink(missing_ok=True)
