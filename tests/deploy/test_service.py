import re
import shutil
import subprocess
from configparser import RawConfigParser

import pytest

from tests.deploy.files import read

ANALYZE = shutil.which("systemd-analyze")
EXPOSED = 15
"""Tenths on systemd's scale from 0 (shut in) to 100; a unit without any restriction has 96."""
needs_systemd = pytest.mark.skipif(not ANALYZE, reason="no systemd-analyze here")


@pytest.fixture
def unit():
    """What the unit says of the service; of a name said twice, all."""
    said = re.findall(r"^(\w+)=(.*)$", read("qinglian.service"), re.MULTILINE)
    return {name: [text for other, text in said if other == name] for name, _ in said}


@pytest.fixture
def file(tmp_path):
    """The unit, with a programme where it looks for one."""
    programme = tmp_path / "bin" / "qinglian"
    programme.parent.mkdir()
    programme.write_text("#!/bin/sh\n", encoding="utf-8")
    programme.chmod(0o755)
    made = tmp_path / "qinglian.service"
    made.write_text(read("qinglian.service").replace("/opt/qinglian", str(tmp_path)), "utf-8")
    return made


def analyze(*arguments):
    done = subprocess.run(  # noqa: S603 - the machine's own
        [ANALYZE, "--no-pager", *arguments], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_it_is_nobody_of_rank_and_may_write_only_its_data_and_the_backups(unit):
    assert unit["User"] == ["qinglian"]
    assert unit["NoNewPrivileges"] == ["true"]
    assert unit["ProtectSystem"] == ["strict"]
    assert unit["CapabilityBoundingSet"] == [""]
    assert (unit["StateDirectory"], unit["ReadWritePaths"]) == (
        ["qinglian"],
        ["-/var/backups/qinglian"],
    )


def test_it_has_the_time_it_needs_to_stop_and_is_started_again(unit):
    assert int(unit["TimeoutStopSec"][0]) > 10, "the programme's own limit"
    assert unit["Restart"] == ["on-failure"]


def test_every_section_is_one_that_systemd_reads():
    parser = RawConfigParser(strict=False)
    parser.read_string(read("qinglian.service"))
    assert parser.sections() == ["Unit", "Service", "Install"]


@needs_systemd
def test_systemd_finds_no_fault_in_it(file):
    assert analyze("verify", "--man=no", str(file)) == (0, "")


@needs_systemd
def test_systemd_finds_it_well_shut_in(file):
    status, told = analyze("security", "--offline=true", f"--threshold={EXPOSED}", str(file))
    assert status == 0, told
