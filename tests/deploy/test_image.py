"""The image and what is composed around it; both are only read here: no registry can be reached."""

import re
import shutil
import subprocess
import tomllib

import pytest

from tests.deploy.files import DEPLOY, ROOT, read

COMPOSE = [["docker-compose"], ["docker", "compose"]]


@pytest.fixture
def steps():
    """Each step of the Dockerfile: what is done, with what."""
    text = read("Dockerfile").replace("\\\n", " ")
    return [tuple(line.split(None, 1)) for line in text.splitlines() if line[:1].isupper()]


def compose():
    """The command that reads a compose file, if there is one."""
    found = (words for words in COMPOSE if shutil.which(words[0]))
    return next((words for words in found if _run([*words, "version"]).returncode == 0), None)


def _run(words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=False, **more)  # noqa: S603


def test_the_last_stage_runs_as_nobody_of_rank(steps):
    last = max(number for number, (word, _) in enumerate(steps) if word == "FROM")
    assert ("USER", "10001:10001") in steps[last:]
    assert ("ENTRYPOINT", '["qinglian"]') in steps[last:]


def test_only_what_the_lock_knows_is_installed(steps):
    installs = [text for word, text in steps if word == "RUN" and "pip install" in text]
    (told,) = installs
    assert re.findall(r"pip install.*?--(require-hashes|no-deps)", told) == [
        "require-hashes",
        "no-deps",
    ]


def test_what_it_copies_is_let_through_to_it(steps):
    let = re.findall(r"^!(.+)$", read("Dockerfile.dockerignore"), re.MULTILINE)
    copied = [text for word, text in steps if word == "COPY" and "--from" not in text]
    assert {source for text in copied for source in text.split()[:-1]} == set(let)


def test_the_composed_image_has_the_version_of_the_programme():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert f"image: qinglian:{project['version']}\n" in read("compose.yaml")


def test_the_bot_is_reached_from_this_machine_only_and_holds_no_rights():
    text = read("compose.yaml")
    assert '"127.0.0.1:8080:8080"' in text
    for word in ("read_only: true", "- ALL", "no-new-privileges:true", "stop_grace_period: 20s"):
        assert word in text


@pytest.mark.skipif(compose() is None, reason="no docker compose here")
def test_compose_takes_the_file_and_asks_for_the_password(tmp_path):
    for name in ("compose.yaml", ".env.example"):
        shutil.copy(DEPLOY / name, tmp_path / name.removesuffix(".example"))
    asking = [*compose(), "-f", "compose.yaml", "config"]
    assert "POSTGRES_PASSWORD" in _run(asking, cwd=tmp_path).stderr
    with (tmp_path / ".env").open("a", encoding="utf-8") as settings:
        settings.write("POSTGRES_PASSWORD=abc\n")
    done = _run(asking, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "postgresql+psycopg://qinglian:abc@database/qinglian" in done.stdout
