from pathlib import Path

import pytest

from storage import errors


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (errors.DatabaseFailed("disk I/O error"), "disk I/O error"),
        (
            errors.DatabaseBehind("0001", "0004"),
            "(0001)比程序(0004)旧,请先运行 qinglian db upgrade",
        ),
        (errors.DatabaseMissing("0004"), "还没有数据库"),
        (errors.DatabaseAhead("0009", "0004"), "(0009)比程序(0004)新,请换用新版程序"),
        (errors.AlreadyRunning(Path("ledger.db")), "(ledger.db),请先停掉它"),
        (errors.NotFound("记录", 7), "没有找到:记录 7"),
        (errors.OutOfScope(3, "镇"), "村居 3(范围:镇)"),
        (errors.AuditNotPlain("record.logged"), "只写编号和代码"),
    ],
)
def test_an_error_says_in_chinese_what_happened_and_to_what(error, message):
    assert message in str(error)


def test_every_error_can_be_caught_as_one():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    refusals = [kind for kind in kinds if issubclass(kind, Exception)]
    assert all(issubclass(kind, errors.StorageError) for kind in refusals)


def test_braces_in_an_errors_data_are_shown_as_they_are():
    assert "{x}" in str(errors.DatabaseFailed("near {x}"))
