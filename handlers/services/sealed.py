"""A sealed sheet as it was sealed: its points, and whether anybody has changed it since."""

from decimal import Decimal

from handlers.services.canonical import digest
from storage.sheets import SheetRow


def amounts(sheet: SheetRow) -> dict[int, Decimal]:
    """The points of each item."""
    return {item["no"]: Decimal(item["given"]) for item in sheet.content["items"]}


def points(sheet: SheetRow) -> Decimal:
    """What they come to, with the bonus."""
    return Decimal(sheet.content["points"])


def standing(sheet: SheetRow) -> str:
    """Which line it reaches, or that a veto stands in the way: a Standing."""
    return str(sheet.content["standing"])


def verify(sheet: SheetRow) -> bool:
    """Whether the content still has the hash under which it was sealed."""
    return digest(sheet.content) == sheet.sheet_hash
