"""The printable sheet of invitations: eight a page, with QR codes, to be cut apart."""

from collections.abc import Iterable
from datetime import datetime

from handlers.forms.notices import Slip, invites
from handlers.services.invitations import Invitation, grouped, link
from rubric.wording import full_day
from storage.grants import SHANGHAI


def sheet(invitations: Iterable[Invitation], bot_name: str) -> bytes:
    """A PDF with a slip for each person. It holds secrets: it is sent, and not kept."""
    return invites([slip(each, bot_name) for each in invitations])


def slip(each: Invitation, bot_name: str) -> Slip:
    return Slip(
        town=each.town,
        village=each.village,
        name=each.name,
        post=each.post,
        code=grouped(each.typed.text),
        code_until=_until(each.typed.expires_at),
        link=link(each.link.text, bot_name),
        link_until=_until(each.link.expires_at),
    )


def _until(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    return f"{full_day(local.date())} {local:%H:%M}"
