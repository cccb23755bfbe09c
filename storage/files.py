"""Files beside the database, known by the SHA-256 of their bytes: the same bytes are one file."""

import os
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from uuid import uuid4

FOLDER = "evidence"
SMALL = ".small"
MADE = "made"
"""Where documents lie that were made out of the ledger, until they are old."""


class Files:
    """The files under the data directory; paths are told relative to it."""

    def __init__(self, data_dir: Path) -> None:
        self._root = data_dir

    def put(self, data: bytes, suffix: str) -> tuple[str, str]:
        """Keep some bytes; tell their SHA-256 and their path. A file is whole or not there."""
        return self._put(FOLDER, data, suffix)

    def put_made(self, data: bytes, suffix: str) -> str:
        """Keep a document that was made, to be sent and swept away again; its path."""
        return self._put(MADE, data, suffix)[1]

    def sweep_made(self, before: datetime) -> int:
        """Remove the made documents that were last written before that moment; tell how many."""
        old = [
            file
            for file in (self._root / MADE).rglob("*.*")
            if file.stat().st_mtime < before.timestamp()
        ]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)

    def put_small(self, path: str, data: bytes) -> None:
        """Keep the scaled-down copy of a photo beside it."""
        self._write(self._root / small(path), data)

    def read(self, path: str) -> bytes:
        return (self._root / path).read_bytes()

    def _put(self, folder: str, data: bytes, suffix: str) -> tuple[str, str]:
        name = sha256(data).hexdigest()
        path = f"{folder}/{name[:2]}/{name[2:]}{suffix}"
        self._write(self._root / path, data)
        return name, path

    def _write(self, file: Path, data: bytes) -> None:
        if file.exists():
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh = file.with_name(f"{uuid4().hex}.part")
        with fresh.open("wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())
        fresh.replace(file)


def small(path: str) -> str:
    """Where the scaled-down copy of a photo is."""
    stem, dot, suffix = path.rpartition(".")
    return f"{stem}{SMALL}{dot}{suffix}"


def digest_of(file: Path) -> str | None:
    """The SHA-256 of a file's bytes; None if there is no such file."""
    try:
        with file.open("rb") as opened:
            return file_digest(opened, "sha256").hexdigest()
    except FileNotFoundError:
        return None
