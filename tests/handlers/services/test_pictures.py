import struct
import zlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from handlers.services import pictures
from handlers.services.errors import PictureRefused

NOW = datetime(2026, 7, 15, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
TAKEN, OFFSET, ORIENTATION, GPS = 0x9003, 0x9011, 0x0112, 0x8825


def drawn(size=(400, 300), mode="RGB"):
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, "blue")
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1]), "red")
    return image.convert(mode)


def encoded(image, kind="JPEG", **how):
    written = BytesIO()
    image.save(written, kind, **how)
    return written.getvalue()


def with_exif(**tags):
    exif = Image.Exif()
    exif.get_ifd(0x8769).update({TAKEN: tags["taken"]} if "taken" in tags else {})
    if "offset" in tags:
        exif.get_ifd(0x8769)[OFFSET] = tags["offset"]
    exif.get_ifd(GPS).update({1: "N", 2: (28.0, 22.0, 0.0)})
    exif[ORIENTATION] = tags.get("orientation", 1)
    return encoded(drawn(), exif=exif)


def opened(data):
    return Image.open(BytesIO(data))


def refused(data):
    with pytest.raises(PictureRefused) as refusal:
        pictures.read(data, NOW)
    return refusal.value.why


def test_a_photo_is_made_anew_at_1600_and_800_pixels():
    picture = pictures.read(encoded(drawn((4000, 3000))), NOW)
    assert opened(picture.jpeg).size == (1600, 1200)
    assert opened(picture.small).size == (800, 600)


def test_a_small_photo_is_not_blown_up():
    assert opened(pictures.read(encoded(drawn()), NOW).jpeg).size == (400, 300)


def test_nothing_but_the_picture_is_left():
    data = with_exif(taken="2026:07:14 15:00:00")
    data = data[:2] + b"\xff\xfe\x00\x08secret" + data[2:] + b"PK\x03\x04hidden behind"
    fresh = pictures.read(data, NOW).jpeg
    assert "exif" not in opened(fresh).info
    assert not dict(opened(fresh).getexif())
    for left in (b"Exif", b"secret", b"hidden"):
        assert left in data
        assert left not in fresh


def test_the_same_bytes_make_the_same_bytes():
    data = encoded(drawn((2000, 1000)))
    assert pictures.read(data, NOW) == pictures.read(data, NOW)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_pictures_of_other_kinds_become_jpegs(kind):
    fresh = pictures.read(encoded(drawn(), kind), NOW).jpeg
    assert opened(fresh).format == "JPEG"


@pytest.mark.parametrize("mode", ["L", "P", "CMYK"])
def test_every_way_of_colouring_is_read(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    red, *_ = opened(pictures.read(encoded(drawn(mode=mode), kind), NOW).jpeg).getpixel((20, 20))
    assert red > 60


def test_what_was_transparent_is_white():
    clear = Image.new("RGBA", (100, 100), (0, 0, 0, 0))
    assert opened(pictures.read(encoded(clear, "PNG"), NOW).jpeg).getpixel((50, 50)) == (
        255,
        255,
        255,
    )


def test_a_photo_is_turned_as_it_was_held():
    upright = opened(pictures.read(with_exif(orientation=6), NOW).jpeg)
    assert upright.size == (300, 400)
    assert upright.getpixel((150, 20))[0] > 200, "the red side is up"


def test_the_time_of_taking_is_read_before_it_is_dropped():
    taken = pictures.read(with_exif(taken="2026:07:14 15:00:00"), NOW).taken_at
    assert taken == datetime(2026, 7, 14, 7, 0, tzinfo=UTC)


def test_a_camera_that_names_its_zone_is_believed():
    data = with_exif(taken="2026:07:14 15:00:00", offset="+00:00")
    assert pictures.read(data, NOW).taken_at == datetime(2026, 7, 14, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "said", ["", "yesterday", "0000:00:00 00:00:00", "2026:13:45 99:00:00", "1970:01:01 00:00:00",
             f"{NOW + timedelta(days=3):%Y:%m:%d %H:%M:%S}"]
)  # fmt: skip
def test_a_time_that_cannot_be_right_is_no_time(said):
    assert pictures.read(with_exif(taken=said), NOW).taken_at is None


def chunk(name, data):
    body = name + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def png(across, down, rows=b""):
    """A PNG that says it is so large, whatever it holds."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", across, down, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def jpeg_of_size(across, down):
    """A JPEG whose head says it is so large."""
    data = bytearray(encoded(drawn()))
    frame = data.index(b"\xff\xc0") + 5
    data[frame : frame + 4] = struct.pack(">HH", down, across)
    return bytes(data)


def text_bomb():
    info = PngImagePlugin.PngInfo()
    info.add_text("comment", "a" * 3_000_000, zip=True)
    return encoded(drawn(), "PNG", pnginfo=info)


def scrambled():
    data = bytearray(encoded(drawn()))
    data[4:40] = b"\0" * 36
    return bytes(data)


JPEG = encoded(drawn((1200, 900)), quality=95)
PNG = encoded(drawn((1200, 900)), "PNG")
WEBP = encoded(drawn((1200, 900)), "WEBP")
HOSTILE = {
    "nothing": (b"", "type"),
    "text": ("村里的会议".encode(), "type"),
    "page": (b"<html><script>alert(1)</script></html>", "type"),
    "drawing": (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "type"),
    "program": (b"MZ\x90\0" + b"\0" * 400, "type"),
    "linux program": (b"\x7fELF" + b"\0" * 400, "type"),
    "script": (b"#!/bin/sh\nrm -rf /\n", "type"),
    "archive": (b"PK\x03\x04" + b"\0" * 400, "type"),
    "pdf": (b"%PDF-1.7\n" + b"\0" * 400, "type"),
    "gif": (encoded(drawn(), "GIF"), "type"),
    "bmp": (encoded(drawn(), "BMP"), "type"),
    "tiff": (encoded(drawn(), "TIFF"), "type"),
    "icon": (encoded(drawn((256, 256)), "ICO"), "type"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 400 300\n", "type"),
    "heic": (b"\0\0\0\x18ftypheic" + b"\0" * 400, "type"),
    "first bytes only": (b"\xff\xd8\xff", "broken"),
    "jpeg cut in its head": (JPEG[:100], "broken"),
    "jpeg cut in half": (JPEG[: len(JPEG) // 2], "broken"),
    "png cut in half": (PNG[: len(PNG) // 2], "broken"),
    "webp cut in half": (WEBP[: len(WEBP) // 2], "broken"),
    "jpeg scrambled": (scrambled(), "broken"),
    "png whose sum is wrong": (PNG[:40] + b"\xff\xff" + PNG[42:], "broken"),
    "png without pixels": (png(800, 600), "broken"),
    "png of a few pixels short": (png(800, 600, b"\0" * 1000), "broken"),
    "png text bomb": (text_bomb(), "broken"),
    "png bomb": (png(50_000, 50_000), "pixels"),
    "png just too large": (png(8001, 8001), "pixels"),
    "wide png bomb": (png(2_000_000, 100), "pixels"),
    "jpeg bomb": (jpeg_of_size(65_000, 65_000), "pixels"),
    "jpeg warned of": (jpeg_of_size(12_000, 9_000), "pixels"),
    "one pixel": (encoded(drawn((1, 1)), "PNG"), "tiny"),
    "thin line": (encoded(drawn((2000, 3))), "tiny"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_the_reason(name):
    data, why = HOSTILE[name]
    assert refused(data) == why


def test_two_photos_are_shown_side_by_side():
    left, right = encoded(drawn((800, 600))), encoded(Image.new("RGB", (600, 800), "green"))
    both = opened(pictures.side_by_side(left, right))
    assert both.size == (1624, 800)
    assert both.getpixel((200, 400))[0] > 200
    assert both.getpixel((1224, 400))[1] > 100


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_a_picture_is_known_by_its_first_bytes(kind):
    assert pictures.is_picture(encoded(drawn(), kind))
    assert not pictures.is_picture(b"%PDF-1.7")
