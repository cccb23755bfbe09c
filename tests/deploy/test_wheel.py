"""The wheel, put in place outside the checkout, is the whole programme."""

import subprocess
import sys
import venv
from zipfile import ZipFile

import pytest

from demo.botapi.standin import StandIn, people
from demo.botapi.world import Person
from tests.acceptance.conftest import EARLY, Programme
from tests.deploy.files import ROOT
from tests.drill import FULL

pytestmark = pytest.mark.drill

STRANGER = 9001
PACKAGES = ("bot", "demo", "handlers", "rubric", "storage")
WHERE = "import importlib\nfor name in {}: print(importlib.import_module(name).__file__)"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("programme")


@pytest.fixture(scope="module")
def telegram(folder):
    known = [*people(), Person(STRANGER, "示例路人")]
    with StandIn(known, now=EARLY, clock_file=folder / "clock") as served:
        yield served


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    dist = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", dist, cwd=ROOT)
    (made,) = dist.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def place(folder, wheel):
    """Where the wheel is installed: an empty environment with the locked packages at full size,
    else a folder before those of the tests.
    """
    place = folder / "place"
    if FULL:
        venv.create(place, with_pip=True)
        pip = (place / "bin" / "python", "-m", "pip", "install", "--quiet")
        run(*pip, "--require-hashes", "-r", ROOT / "requirements.lock")
        run(*pip, "--no-deps", "--no-index", wheel)
    else:
        with ZipFile(wheel) as packed:
            packed.extractall(place)
    return place


@pytest.fixture(scope="module")
def installed(folder, telegram, place):
    made = Programme(folder, telegram)
    if FULL:
        made.python = str(place / "bin" / "python")
    made.environment["PYTHONPATH"] = "" if FULL else str(place)
    yield made
    made.kill()


def run(*words, cwd=None):
    done = subprocess.run(words, cwd=cwd, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stderr
    return done.stdout


def packages_files():
    """Every file of the packages but what Python makes beside them."""
    files = (file for name in PACKAGES for file in (ROOT / name).rglob("*") if file.is_file())
    return {file for file in files if "__pycache__" not in file.parts}


def test_every_file_of_the_packages_is_in_it_and_no_other(wheel):
    with ZipFile(wheel) as packed:
        inside = {name for name in packed.namelist() if ".dist-info/" not in name}
        assert inside == {file.relative_to(ROOT).as_posix() for file in packages_files()}
        assert any(name.endswith("/licenses/LICENSE") for name in packed.namelist())


def test_it_is_the_installed_programme_that_runs_here(installed):
    done = subprocess.run(  # noqa: S603 - our own programme
        [installed.python, "-c", WHERE.format(PACKAGES)],
        env=installed.environment,
        cwd=installed.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [str(installed.folder) in line for line in done.stdout.splitlines()] == [True] * 5


def test_from_nothing_each_step_says_the_next(installed, telegram):
    assert "qinglian db upgrade" in installed.command("check").stdout
    assert "最新版本" in installed.command("db", "upgrade").stdout
    assert "wenling-2022" in installed.command("scheme", "list").stdout
    installed.start()
    stranger = telegram.phone(STRANGER)
    stranger.start()
    stranger.wait_for("绑定码")
    assert installed.stop() == 0
