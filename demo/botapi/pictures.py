"""Width and height of a picture, read from its first bytes."""

import struct

UNKNOWN = (800, 600)
_JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_PNG_HEAD = 24


def size(data: bytes) -> tuple[int, int]:
    """Pixels across and down of a PNG or JPEG; a plain guess for anything else."""
    if data.startswith(b"\x89PNG") and len(data) >= _PNG_HEAD:
        across, down = struct.unpack(">II", data[16:24])
        return across, down
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    return UNKNOWN


def _jpeg(data: bytes) -> tuple[int, int]:
    position = 2
    while position + 9 <= len(data) and data[position] == 0xFF:  # noqa: PLR2004 - a JPEG marker
        if data[position + 1] in _JPEG_FRAMES:
            down, across = struct.unpack(">HH", data[position + 5 : position + 9])
            return across, down
        position += 2 + struct.unpack(">H", data[position + 2 : position + 4])[0]
    return UNKNOWN
