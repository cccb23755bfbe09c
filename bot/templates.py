"""A town's own Word templates: tried, kept beside the ledger, and noted in the audit log."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from bot import settings
from bot.clock import Clock
from bot.errors import TemplateNotInstalled, TemplateUnknown
from bot.ledger import open_ledger
from bot.settings import Settings
from handlers.forms.errors import FormError
from handlers.forms.specimens import FORMS
from handlers.forms.template_trial import trial
from handlers.forms.template_zip import MOST_BYTES
from storage.schemes import load
from storage.unit_of_work import UnitOfWork

FOLDER = "templates"


def own_path(data_dir: Path, name: str) -> Path:
    """Where a town's own template of a form is kept."""
    return data_dir / FOLDER / f"{name}.docx"


def named(name: str) -> str:
    """The id of a form told by its id or its Chinese name."""
    found = next((id_ for id_, form in FORMS.items() if name in (id_, form.name)), None)
    if found is None:
        raise TemplateUnknown("、".join(f"{id_}({form.name})" for id_, form in FORMS.items()))
    return found


def default(name: str) -> bytes:
    """The template that the program brings along."""
    return (files("handlers.forms") / "word" / f"{name}.docx").read_bytes()


def install(name: str, source: Path) -> Path:
    """Keep a template that passes its trial; else TemplateNotInstalled with every fault."""
    loaded = settings.load()
    data = _read(source)
    load(loaded.data_dir)  # a scheme that is wrong is told as such, and not as a failed trial
    faults = _tried(name, data, loaded.data_dir)
    if faults:
        raise TemplateNotInstalled("\n".join(f"- {fault}" for fault in faults))
    path = own_path(loaded.data_dir, name)
    with _noting(loaded) as (uow, clock):
        digest = sha256(data).hexdigest()
        uow.audit.append(clock.now(), "template.install", f"template:{name}", {"sha256": digest})
        _keep(path, data)
    return path


def remove(name: str) -> bool:
    """Go back to the program's own template; False if there was no other."""
    loaded = settings.load()
    path = own_path(loaded.data_dir, name)
    if not path.is_file():
        return False
    with _noting(loaded) as (uow, clock):
        uow.audit.append(clock.now(), "template.remove", f"template:{name}", {})
        path.unlink()
    return True


def _read(source: Path) -> bytes:
    try:
        with source.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise TemplateNotInstalled(f"- 读不出 {source}") from error


def _tried(name: str, data: bytes, data_dir: Path) -> tuple[str, ...]:
    try:
        return trial(name, data, data_dir)
    except FormError as error:
        return (str(error),)


def _keep(path: Path, data: bytes) -> None:
    """In one step: whoever makes a form meanwhile has the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(data)
    fresh.replace(path)


@contextmanager
def _noting(loaded: Settings) -> Iterator[tuple[UnitOfWork, Clock]]:
    """A transaction that notes what the operator does; nothing is done that cannot be noted."""
    with open_ledger(loaded) as store:
        store.require_current()
        with store.begin() as uow:
            yield uow, Clock(loaded.clock_file)
