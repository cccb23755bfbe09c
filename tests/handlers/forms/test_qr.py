import segno

from handlers.forms import qr


def test_a_code_is_drawn_as_svg_with_a_quiet_border():
    drawn = qr.svg("https://t.me/example_bot?start=abc")
    version = segno.make_qr("https://t.me/example_bot?start=abc", error="q")
    side = version.symbol_size(border=2)[0]
    assert drawn.startswith("<svg")
    assert f'width="{side}"' in drawn


def test_chinese_words_fit_into_a_code():
    assert qr.svg("意见建议请联系示例镇清廉办 0576-00000000").startswith("<svg")
