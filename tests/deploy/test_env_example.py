from bot.settings import load
from tests.deploy.files import DEPLOY, KNOWN, named, read, values

WRITTEN_IN = {"QINGLIAN_BOT_TOKEN": "123456:x", "QINGLIAN_WEBHOOK_SECRET": "0123456789abcdef"}


def test_no_file_names_a_setting_that_the_programme_does_not_have():
    texts = [file.read_text("utf-8") for file in DEPLOY.iterdir()]
    assert named("\n".join(texts)) - KNOWN == set()


def test_the_example_is_taken_as_it_stands_once_the_secrets_are_written_in(tmp_path):
    ours = {name: text for name, text in values(read(".env.example")).items() if name in KNOWN}
    lines = [f"{name}={text}\n" for name, text in (ours | WRITTEN_IN).items()]
    (tmp_path / ".env").write_text("".join(lines), encoding="utf-8")
    loaded = load(_env_file=tmp_path / ".env")
    assert {f"QINGLIAN_{name.upper()}" for name in loaded.model_fields_set} == ours.keys()
    assert loaded.webhook == ("https://bot.example.org/telegram", "0123456789abcdef")


def test_the_example_holds_no_secret():
    told = values(read(".env.example"))
    assert [told[name] for name in (*WRITTEN_IN, "POSTGRES_PASSWORD")] == ["", "", ""]
