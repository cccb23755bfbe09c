import subprocess

import pytest

from handlers.forms import template_trial
from handlers.forms.template_trial import TrialFailed, trial
from tests.handlers.forms.hostile import template, with_words


def test_a_sound_template_passes(tmp_path):
    assert trial("score", template(), tmp_path) == ()


def test_the_faults_come_back_in_chinese(tmp_path):
    (fault,) = trial("score", with_words("{{ vilage }}"), tmp_path)
    assert fault == "正文“{{ vilage }}”:没有“vilage”这个字段,是不是“village”"


def test_a_trial_that_takes_too_long_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(template_trial, "_SECONDS", 0.05)
    with pytest.raises(TrialFailed, match="超过了时间或内存的限度"):
        trial("score", template(), tmp_path)


def test_a_judge_that_dies_is_a_failed_trial(tmp_path, monkeypatch):
    monkeypatch.setattr(template_trial, "_JUDGE", "none.such")
    with pytest.raises(TrialFailed):
        trial("score", template(), tmp_path)


def test_nothing_of_the_environment_is_handed_on(tmp_path, monkeypatch):
    seen = {}

    def run(command, **given):
        seen.update(given["env"])
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setenv("QINGLIAN_BOT_TOKEN", "1:secret")
    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(TrialFailed):
        trial("score", template(), tmp_path)
    assert set(seen) == {"PYTHONPATH", "TMPDIR"}
