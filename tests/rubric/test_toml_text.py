from rubric.toml_text import ImpossibleDate, read_toml


def faults(text: str) -> list[str]:
    return [str(fault) for fault in read_toml(text, "f.toml")[1]]


def test_a_sound_text_has_no_faults_and_exact_numbers() -> None:
    raw, found = read_toml("amount = 1.10\nday = 2028-02-29", "f.toml")
    assert found == []
    assert str(raw["amount"]) == "1.10"


def test_every_impossible_date_is_named_with_its_place_and_the_rest_is_still_read() -> None:
    text = 'as_of = 2026-02-30\n[[records]]\nduty = "a"\n[[records]]\ndone_on = 2026-13-01\n'
    raw, found = read_toml(text, "f.toml")
    assert [(fault.table, fault.key) for fault in found] == [
        ("", "as_of"),
        ("records 2", "done_on"),
    ]
    assert isinstance(raw["as_of"], ImpossibleDate)
    assert raw["records"][0]["duty"] == "a"


def test_an_impossible_time_of_an_impossible_day_is_one_value() -> None:
    assert faults("x = 2026-02-30T10:00:00\n") == [
        "f.toml:x:没有“2026-02-30T10:00:00”这一天(日期写成 2026-03-12 这样)"
    ]


def test_dates_in_strings_and_comments_are_let_alone() -> None:
    text = (
        '# 2026-02-30\na = "2026-02-30"\nb = \'2026-02-30\'\nc = """\n2026-02-30"""\nd = 2026-02-31'
    )
    raw, found = read_toml(text, "f.toml")
    assert [fault.key for fault in found] == ["d"]
    assert raw["a"] == raw["b"] == raw["c"] == "2026-02-30"


def test_days_inside_inner_tables_and_lists_have_their_place() -> None:
    text = "[[matters]]\nsteps = { propose = 2026-02-30 }\n[profile]\ndays = [2026-02-31]"
    places = [(fault.table, fault.key) for fault in read_toml(text, "f.toml")[1]]
    assert places == [("matters 1", "steps.propose"), ("profile", "days.1")]


def test_a_syntax_fault_names_its_line() -> None:
    assert faults("a = 1\nb =\n") == ["f.toml:第2行:不合 TOML 的写法,读不下去"]
    assert faults("a = [1,") == ["f.toml:文件末尾:不合 TOML 的写法,读不下去"]


def test_a_key_or_table_written_twice_is_said_to_be_so() -> None:
    assert faults("a = 1\na = 2\n") == ["f.toml:第2行:同一个键写了两次"]
    assert faults("[a]\nb = 1\n[a]\n") == ["f.toml:第3行:同一张表写了两次"]


def test_impossible_days_are_named_even_where_the_text_cannot_be_read() -> None:
    assert faults("a = 2026-02-30\nc = 2026-02-28\nb =\n") == [
        "f.toml:第1行:没有“2026-02-30”这一天(日期写成 2026-03-12 这样)",
        "f.toml:第3行:不合 TOML 的写法,读不下去",
    ]


def test_numbers_and_brackets_without_end_are_refused_and_not_raised() -> None:
    assert faults("a = " + "9" * 5000) == ["f.toml:有一个数字太长,读不了"]
    assert faults("a = " + "[" * 5000) == ["f.toml:括号套得太深,读不了"]
