import io
import stat
from datetime import UTC, datetime

import pytest

from bot.errors import SecretsNotKept
from bot.invites_file import secret_file, write_invitations
from handlers.services.bind import Secret
from handlers.services.invitations import Invitation

UNTIL = datetime(2026, 7, 18, 1, 30, tzinfo=UTC)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out.csv"


def test_the_file_is_its_owner_s_alone_from_the_first_moment(out):
    with secret_file(out):
        assert stat.S_IMODE(out.stat().st_mode) == 0o600


def test_what_does_not_succeed_leaves_no_file(out):
    with pytest.raises(RuntimeError), secret_file(out):
        raise RuntimeError
    assert not out.exists()


def test_what_is_there_is_kept(out):
    out.write_text("mine")
    with pytest.raises(SecretsNotKept, match="不会覆盖"), secret_file(out):
        raise AssertionError
    assert out.read_text() == "mine"


def test_a_folder_that_is_missing_is_told(out):
    with pytest.raises(SecretsNotKept, match="不能写入"), secret_file(out / "x"):
        raise AssertionError


def test_a_line_tells_whom_it_is_for_and_until_when_in_local_time(out):
    typed = Secret(1, "00123456", UNTIL)
    with secret_file(out) as file:
        mine = Invitation(
            "示例镇", "示例一村", "示例甲", "村文书", "A1", Secret(2, "abc", UNTIL), typed
        )
        write_invitations(file, [mine], "example_bot")
    head, line = io.StringIO(out.read_text(encoding="utf-8-sig")).read().splitlines()
    assert head.startswith("镇(街道),村居,姓名,职务,编号,绑定链接")
    assert line == (
        "示例镇,示例一村,示例甲,村文书,A1,https://t.me/example_bot?start=abc,"
        "2026年7月18日 09:30,0012 3456,2026年7月18日 09:30"
    )


def test_excel_is_told_the_encoding(out):
    with secret_file(out) as file:
        write_invitations(file, [], None)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
