"""Files that somebody means ill with: none is kept as it came, each is answered in words."""

from io import BytesIO

import pytest
from PIL import Image
from starlette.responses import Response

from storage.scope import Scope
from tests.bot import test_evidence as evidence
from tests.handlers.services.test_pictures import HOSTILE, drawn, encoded, with_exif

served, village, keep = evidence.served, evidence.village, evidence.keep
files, fetching_job, finished = evidence.files, evidence.fetching_job, evidence.finished
PAYLOAD = b"<script>alert('PAYLOAD')</script>"
ALL = Scope.operator()


def with_comment(data):
    """A JPEG with a page in its comment."""
    length = (len(PAYLOAD) + 2).to_bytes(2, "big")
    return data[:2] + b"\xff\xfe" + length + PAYLOAD + data[2:]


def exif_payload():
    exif = Image.Exif()
    exif[0x010E] = exif[0x9286] = PAYLOAD.decode()
    return encoded(drawn(), exif=exif)


def moving(kind):
    frames = [drawn(), drawn(mode="L").convert("RGB")]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:] * 40)


JPEG = encoded(drawn())
CARRIERS = {
    "zip in a jpeg": JPEG + b"PK\x03\x04" + PAYLOAD,
    "page in a jpeg": with_comment(JPEG),
    "words in exif": exif_payload(),
    "place in exif": with_exif(taken="2026:07:14 15:00:00") + PAYLOAD,
    "page in a png": encoded(drawn(), "PNG") + PAYLOAD,
    "moving png": moving("PNG") + PAYLOAD,
    "moving webp": moving("WEBP") + PAYLOAD,
    "profile of a webp": encoded(drawn(), "WEBP", icc_profile=PAYLOAD),
    "png named jpg": encoded(drawn(), "PNG"),
}
"""Pictures all the same: made anew, and nothing of what they carried is left."""


@pytest.fixture
def sent(bot, served, keep, finished):
    """Somebody sends these bytes as a photo; the file as it stands then, and what was said."""

    async def sent(data):
        evidence.script(bot, len(data))
        served["photo.jpg"] = Response(data)
        return await finished(keep())

    return sent


def kept(tmp_path):
    return [path for path in (tmp_path / "data").rglob("*") if path.is_file()]


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_file_is_answered_and_leaves_nothing(sent, tmp_path, name):
    data, why = HOSTILE[name]
    row, said = await sent(data)
    assert (row.refused, row.path) == (why, None)
    assert said
    assert kept(tmp_path) == []


@pytest.mark.parametrize("name", CARRIERS)
async def test_what_a_picture_carries_is_left_behind(sent, tmp_path, name):
    row, said = await sent(CARRIERS[name])
    assert (row.refused, said) == (None, "")
    for file in kept(tmp_path):
        data = file.read_bytes()
        assert PAYLOAD not in data
        assert Image.open(BytesIO(data)).format == "JPEG"
        assert not Image.open(BytesIO(data)).getexif()


def test_there_are_more_than_thirty_of_them(figure):
    assert len(HOSTILE) + len(CARRIERS) > 30
    figure(f"{len(HOSTILE)} hostile uploads refused in words, {len(CARRIERS)} made harmless")
