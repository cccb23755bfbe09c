"""The schemes as files: those the package brings, and those of the data directory."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType

from rubric.errors import Fault, SchemeRefused
from rubric.scheme import Scheme, parse_scheme
from rubric.vocabulary import DutyWord, Vocabulary, parse_vocabulary

_FOLDER = "schemes"
_PACKAGE = files("rubric") / _FOLDER
_VOCABULARY = "duties.toml"
_NOT_TEXT = "不是 UTF-8 编码的文本文件"


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

    def name_of(self, duty: str) -> str:
        """What people call it; its id, if a county took it off its list and records tell of it."""
        known = self.vocabulary.duties.get(duty)
        return known.name if known else duty


def load(data_dir: Path | None = None) -> Schemes:
    """The package's schemes and duties, and the data directory's, which replace those of one id.

    SchemeRefused with every fault of every file.
    """
    words = _duties(data_dir)
    faults: list[Fault] = []
    package = dict(_schemes(_PACKAGE, words, faults))
    own = dict(_schemes(_own(data_dir), words, faults))
    if faults:
        raise SchemeRefused(tuple(faults))
    return Schemes(package | own, _words(words))


def read(file: Path, data_dir: Path | None = None) -> Scheme:
    """One scheme file, which need not be among those in use; SchemeRefused with every fault."""
    scheme, wrong = _parsed(file.read_bytes(), str(file), _duties(data_dir))
    if scheme is None:
        raise SchemeRefused(wrong)
    return scheme


def check(file: Path, data_dir: Path | None = None) -> None:
    """SchemeRefused with every fault of a file: a scheme, or a list of duties."""
    if file.name == _VOCABULARY:
        _words((file.read_bytes(),))
    else:
        read(file, data_dir)


def _own(data_dir: Path | None) -> Path | None:
    return data_dir / _FOLDER if data_dir else None


def _duties(data_dir: Path | None) -> tuple[bytes, ...]:
    """The lists of duties: the package's, and the data directory's if it has one."""
    lists = (folder / _VOCABULARY for folder in (_PACKAGE, _own(data_dir)) if folder)
    return tuple(each.read_bytes() for each in lists if each.is_file())


def _schemes(
    folder: Traversable | None, words: tuple[bytes, ...], faults: list[Fault]
) -> Iterator[tuple[str, Scheme]]:
    """Each scheme of a folder by its id, which no other of its files may have."""
    known: dict[str, str] = {}
    for file in _files(folder):
        scheme, wrong = _parsed(file.read_bytes(), file.name, words)
        faults.extend(wrong)
        if scheme and scheme.id in known:
            faults.append(Fault(file.name, "", "id", f"和 {known[scheme.id]} 的相同,只留一个文件"))
        elif scheme:
            known[scheme.id] = file.name
            yield scheme.id, scheme


def _files(folder: Traversable | None) -> list[Traversable]:
    if folder is None or not folder.is_dir():
        return []
    named = (one for one in folder.iterdir() if one.name.endswith(".toml"))
    return sorted((one for one in named if one.name != _VOCABULARY), key=lambda one: one.name)


@lru_cache(maxsize=8)
def _words(lists: tuple[bytes, ...]) -> Vocabulary:
    """All duties; of one id the later list's. SchemeRefused with every fault."""
    duties: dict[str, DutyWord] = {}
    for text in lists:
        try:
            duties |= parse_vocabulary(text.decode("utf-8-sig"), _VOCABULARY).duties
        except UnicodeDecodeError:
            raise SchemeRefused((Fault(_VOCABULARY, "", "", _NOT_TEXT),)) from None
    return Vocabulary(MappingProxyType(duties))


@lru_cache(maxsize=64)
def _parsed(
    text: bytes, name: str, words: tuple[bytes, ...]
) -> tuple[Scheme | None, tuple[Fault, ...]]:
    """Parsed once for each text: whoever loads it again gets the same scheme."""
    vocabulary = _words(words)
    try:
        return parse_scheme(text.decode("utf-8-sig"), name, vocabulary), ()
    except UnicodeDecodeError:
        return None, (Fault(name, "", "", _NOT_TEXT),)
    except SchemeRefused as refused:
        return None, refused.faults
