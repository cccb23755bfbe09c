"""The schemes as files: those the package brings, and those of the data directory."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from rubric.errors import Fault, SchemeRefused
from rubric.scheme import Scheme, parse_scheme
from rubric.vocabulary import Vocabulary, parse_vocabulary

_FOLDER = "schemes"
_VOCABULARY = "duties.toml"


class Schemes(Mapping[str, Scheme]):
    """All schemes by id, and the words for their duties."""

    def __init__(self, schemes: Mapping[str, Scheme], vocabulary: Vocabulary) -> None:
        self._schemes = schemes
        self.vocabulary = vocabulary

    def __getitem__(self, scheme_id: str) -> Scheme:
        return self._schemes[scheme_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._schemes)

    def __len__(self) -> int:
        return len(self._schemes)


def load(data_dir: Path | None = None) -> Schemes:
    """The package's schemes, and the data directory's, which replace those of the same id.

    SchemeRefused with every fault of every file.
    """
    package = files("rubric") / _FOLDER
    words, _ = _read(package / _VOCABULARY)
    found: dict[str, Scheme] = {}
    faults: list[Fault] = []
    for file in (*_files(package), *_files(data_dir / _FOLDER if data_dir else None)):
        scheme, wrong = _parsed(*_read(file), words)
        faults.extend(wrong)
        if scheme:
            found[scheme.id] = scheme
    if faults:
        raise SchemeRefused(tuple(faults))
    return Schemes(found, _words(words))


def read(file: Path) -> Scheme:
    """One scheme file, which need not be among those in use; SchemeRefused with every fault."""
    words, _ = _read(files("rubric") / _FOLDER / _VOCABULARY)
    scheme, wrong = _parsed(file.read_bytes(), str(file), words)
    if scheme is None:
        raise SchemeRefused(wrong)
    return scheme


def _files(folder: Traversable | None) -> list[Traversable]:
    if folder is None or not folder.is_dir():
        return []
    named = (one for one in folder.iterdir() if one.name.endswith(".toml"))
    return sorted((one for one in named if one.name != _VOCABULARY), key=lambda one: one.name)


def _read(file: Traversable) -> tuple[bytes, str]:
    return file.read_bytes(), file.name


@lru_cache(maxsize=8)
def _words(text: bytes) -> Vocabulary:
    return parse_vocabulary(text.decode(), _VOCABULARY)


@lru_cache(maxsize=64)
def _parsed(text: bytes, name: str, words: bytes) -> tuple[Scheme | None, tuple[Fault, ...]]:
    """Parsed once for each text: whoever loads it again gets the same scheme."""
    try:
        return parse_scheme(text.decode(), name, _words(words)), ()
    except UnicodeDecodeError:
        return None, (Fault(name, "", "", "不是 UTF-8 编码的文本文件"),)
    except SchemeRefused as refused:
        return None, refused.faults
