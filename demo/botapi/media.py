"""Photos, documents and voice messages: the Bot API's objects for stored files."""

from typing import Any

from demo.botapi import pictures
from demo.botapi.errors import bad_request
from demo.botapi.params import Params, Upload
from demo.botapi.world import File, World

_THUMBNAIL = 90


def photo(world: World, upload: Upload) -> dict[str, Any]:
    """A photo in two sizes, the larger one last, as Telegram lists them."""
    across, down = pictures.size(upload.data)
    scale = _THUMBNAIL / max(across, down, 1)
    small = world.keep("thumbnail.jpg", "image/jpeg", upload.data)
    large = world.keep("photo.jpg", "image/jpeg", upload.data)
    return {
        "photo": [
            _sized(small, max(1, int(across * scale)), max(1, int(down * scale))),
            _sized(large, across, down),
        ]
    }


def document(world: World, upload: Upload) -> dict[str, Any]:
    file = world.keep(upload.name, upload.mime, upload.data)
    return {"document": {**_named(file), "file_name": file.name, "mime_type": file.mime}}


def voice(world: World, upload: Upload, seconds: int = 1) -> dict[str, Any]:
    mime = upload.mime if upload.mime.startswith("audio/") else "audio/ogg"
    file = world.keep("voice.ogg", mime, upload.data)
    return {"voice": {**_named(file), "duration": seconds, "mime_type": file.mime}}


def sent(world: World, params: Params, kind: str, reference: str | None = None) -> dict[str, Any]:
    """What a call sends as `kind`: an uploaded file, or one Telegram has already."""
    upload = params.upload(kind, reference)
    if upload is None:
        upload = _known(world, kind, reference if reference is not None else params.string(kind))
    if not upload.data:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        return photo(world, upload)
    if kind == "voice":
        return voice(world, upload, params.integer("duration", 1))
    return document(world, upload)


def _known(world: World, kind: str, file_id: str) -> Upload:
    if not file_id:
        raise bad_request(f"there is no {kind} in the request")
    file = world.files.get(file_id)
    if file is None:
        raise bad_request(
            "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"
        )
    return Upload(file.name, file.data, file.mime)


def _named(file: File) -> dict[str, Any]:
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": len(file.data)}


def _sized(file: File, across: int, down: int) -> dict[str, Any]:
    return {**_named(file), "width": across, "height": down}
