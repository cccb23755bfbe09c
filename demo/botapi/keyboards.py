"""What Telegram accepts as reply_markup."""

from typing import Any

from demo.botapi.errors import bad_request

DATA_LIMIT = 64
_INLINE_LIMITS = (100, 8)
_REPLY_LIMITS = (300, 12)
_ACTIONS = ("url", "callback_data", "web_app", "switch_inline_query", "copy_text", "login_url")


def checked(markup: Any) -> dict[str, Any] | None:
    """The markup as it will be kept; None if there is none."""
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(_rows(markup["inline_keyboard"], _INLINE_LIMITS))
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], _REPLY_LIMITS)
        return {**markup, "keyboard": [[_reply_button(each) for each in row] for row in rows]}
    return markup


def _rows(rows: Any, limits: tuple[int, int]) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("can't parse reply keyboard markup: an array of arrays is expected")
    total, wide = limits
    if sum(map(len, rows)) > total or any(len(row) > wide for row in rows):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return [row for row in rows if row]


def _inline(rows: list[list[Any]]) -> dict[str, Any] | None:
    buttons = [[_inline_button(each) for each in row] for row in rows]
    return {"inline_keyboard": buttons} if buttons else None


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict) or not str(button.get("text") or "").strip():
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if not any(key in button for key in _ACTIONS):
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    data = button.get("callback_data")
    if data is not None and not 1 <= len(str(data).encode()) <= DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    return button


def _reply_button(button: Any) -> dict[str, Any]:
    shaped = {"text": button} if isinstance(button, str) else button
    if not isinstance(shaped, dict) or not str(shaped.get("text") or "").strip():
        raise bad_request('can\'t parse reply keyboard button: Field "text" must be non-empty')
    return shaped
