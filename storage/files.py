"""Files beside the database, known by the SHA-256 of their bytes: the same bytes are one file."""

import os
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

FOLDER = "evidence"
SMALL = ".small"


class Files:
    """The files under the data directory; paths are told relative to it."""

    def __init__(self, data_dir: Path) -> None:
        self._root = data_dir

    def put(self, data: bytes, suffix: str) -> tuple[str, str]:
        """Keep some bytes; tell their SHA-256 and their path. A file is whole or not there."""
        name = sha256(data).hexdigest()
        path = f"{FOLDER}/{name[:2]}/{name[2:]}{suffix}"
        self._write(self._root / path, data)
        return name, path

    def put_small(self, path: str, data: bytes) -> None:
        """Keep the scaled-down copy of a photo beside it."""
        self._write(self._root / small(path), data)

    def read(self, path: str) -> bytes:
        return (self._root / path).read_bytes()

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
