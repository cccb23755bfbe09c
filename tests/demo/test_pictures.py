import struct

import pytest

from demo.botapi.pictures import UNKNOWN, size

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + struct.pack(">II", 640, 480)
APP0 = b"\xff\xe0" + struct.pack(">H", 4) + b"JF"
FRAME = b"\xff\xc0" + struct.pack(">HBHH", 11, 8, 480, 640)


@pytest.mark.parametrize(
    "data", [PNG, b"\xff\xd8" + FRAME, b"\xff\xd8" + APP0 + FRAME], ids=["png", "jpeg", "jfif"]
)
def test_the_size_is_read_from_the_head(data):
    assert size(data) == (640, 480)


@pytest.mark.parametrize(
    "data",
    [b"", b"text", b"\xff\xd8", b"\xff\xd8" + APP0, b"\xff\xd8\x00" * 9],
    ids=["none", "text", "bare", "headless", "broken"],
)
def test_what_is_no_picture_gets_a_plain_guess(data):
    assert size(data) == UNKNOWN
