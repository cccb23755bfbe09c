"""Numbers of private persons are known in whatever way they are written; others are left alone."""

import pytest

from handlers.services.private_data import found


@pytest.mark.parametrize(
    "said",
    [
        "低保户330106199001011234没有公示",
        "330106 19900101 123X",
        "身份证３３０１０６１９９００１０１１２３４",
        "330106900101123",
        "33010619900101123x未签字",
    ],
)
def test_an_identity_number_is_found(said):
    assert found(said) == "身份证号码"


@pytest.mark.parametrize(
    "said",
    [
        "联系13812345678",
        "联系人电话138-1234-5678，未签字",
        "138 1234 5678",
        "１３８１２３４５６７８",
        "+86 138 1234 5678",
        "008613812345678",
        "138－1234－5678",
        "138—1234—5678",
        "1 3 8 1 2 3 4 5 6 7 8",
    ],
)
def test_a_mobile_number_is_found(said):
    assert found(said) == "手机号码"


@pytest.mark.parametrize(
    "said",
    [
        "",
        "6月第8号凭证没有联审联签",
        "请打镇里0576-85123456",
        "座机 0576 85123456",
        "057613812345",
        "85123456",
        "1234 5678",
        "凭证1-30 2026-07-13",
        "合同编号2026071500012",
        "2026-07-13至2026-07-15，共13人",
        "账号6222021234567890123",
        "金额13812345.67元，第89次",
        "330106209913011234",
    ],
)
def test_other_numbers_are_left_alone(said):
    assert found(said) == ""
