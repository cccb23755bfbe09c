"""The parameters of one Bot API call, whether they came as JSON, as a form or as multipart."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from demo.botapi.errors import bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a call."""

    name: str
    data: bytes
    mime: str


@dataclass(frozen=True, slots=True)
class Params:
    """Named values and files; a form's values are strings, JSON's have their own types."""

    values: Mapping[str, Any]
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def string(self, name: str) -> str:
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int = 0) -> int:
        value = self.values.get(name)
        if value in (None, ""):
            return default
        try:
            return int(str(value))
        except ValueError:
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        return self.string(name).lower() in {"true", "1"}

    def decoded(self, name: str) -> Any:
        """A structured value; None if it was not sent."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except json.JSONDecodeError:
            raise bad_request(f"can't parse {name} JSON object") from None

    def upload(self, name: str, reference: str | None = None) -> Upload | None:
        """The file of this parameter, sent under its name or by attach://."""
        pointer = self.string(name) if reference is None else reference
        if pointer.startswith("attach://"):
            return self.uploads.get(pointer.removeprefix("attach://"))
        return self.uploads.get(name)

    def shown(self) -> dict[str, Any]:
        """What the call log keeps: structures decoded, files by name and size."""
        files = {
            key: f"〔文件 {each.name},{len(each.data)} 字节〕" for key, each in self.uploads.items()
        }
        return {key: _readable(value) for key, value in self.values.items()} | files


def _readable(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in "[{" and value:
        try:
            return json.loads(value)
        except json.JSONDecodeError:
            return value
    return value
