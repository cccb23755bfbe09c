from bot.errors import BotError, SettingsRefused, TokenMissing


def test_an_error_says_in_chinese_what_to_do():
    assert "QINGLIAN_BOT_TOKEN" in str(TokenMissing())
    assert "make demo" in str(TokenMissing())


def test_an_error_adds_what_this_case_knows_on_lines_of_its_own():
    assert str(SettingsRefused(("甲", "乙"))).splitlines()[1:] == ["甲", "乙"]


def test_a_message_of_several_lines_is_not_indented():
    assert all(line == line.strip() for line in str(TokenMissing()).splitlines())


def test_every_error_for_the_operator_has_a_message():
    for kind in BotError.__subclasses__():
        assert kind.__doc__.strip().endswith(("。", ":")), kind
