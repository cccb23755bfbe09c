from datetime import UTC, datetime

from handlers.forms import invites
from handlers.services.bind import Secret
from handlers.services.invitations import Invitation
from tests.handlers.forms.samples import pages, words

UNTIL = datetime(2026, 7, 18, 1, 30, tzinfo=UTC)


def invitation(number: int) -> Invitation:
    link, typed = Secret(1, "a" * 32, UNTIL), Secret(2, "00123456", UNTIL)
    return Invitation("示例镇", "示例一村", f"示例{number}", "村文书", "", link, typed)


def test_a_slip_tells_the_code_in_groups_the_link_and_until_when_in_local_time():
    made = invites.slip(invitation(1), "example_bot")
    assert (made.code, made.link) == ("0012 3456", f"https://t.me/example_bot?start={'a' * 32}")
    assert made.code_until == made.link_until == "2026年7月18日 09:30"


def test_a_town_s_sheet_has_eight_slips_a_page():
    pdf = invites.sheet([invitation(number) for number in range(9)], "example_bot")
    assert len(pages(pdf)) == 2
    assert words(pdf).count("示例一村") == 9
