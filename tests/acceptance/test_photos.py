"""Photos over HTTP: sent by a phone, answered once, fetched and made anew by the programme."""

from io import BytesIO

import pytest
from PIL import Image

from benchmarks.photo_scenes import mirrored, scene
from demo.botapi.phone import words_of
from tests.acceptance.conftest import until

pytestmark = [pytest.mark.acceptance, pytest.mark.drill, pytest.mark.usefixtures("running")]
TAKEN = "2026:07:14 15:00:00"


def photo(seed):
    """A large photo that says when and where it was taken."""
    return shot(scene(seed).resize((2440, 1820)))


def shot(image):
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = TAKEN
    exif.get_ifd(0x8825)[1] = "N"
    written = BytesIO()
    image.save(written, "JPEG", exif=exif)
    return written.getvalue()


def landed(records):
    """The photos of the records that were fetched."""
    return [photo for record in records for photo in record.photos if photo.path]


@pytest.fixture
def photos(records):
    """The photos of the village's only record, once all were fetched."""

    def photos(count):
        until(lambda: len(landed(records())) == count)
        return records()[0].photos

    return photos


def test_an_album_is_one_record_and_its_photos_land_without_a_trace_of_the_camera(
    secretary, photos, programme
):
    secretary.start()
    secretary.photos(photo(1), photo(2), caption="昨天支委会，5人参加")
    secretary.wait_for("照片2张")
    assert len([m for m in secretary.replies() if "已记录" in words_of(m)]) == 1
    for kept in photos(2):
        file = programme.folder / "data" / kept.path
        with Image.open(file) as image:
            assert (image.format, max(image.size)) == ("JPEG", 1600)
            assert not dict(image.getexif())
        assert kept.taken_at.isoformat().startswith("2026-07-14T07:00")


def test_a_photo_joins_after_a_restart(secretary, photos, programme):
    secretary.start()
    secretary.say("昨天支委会，5人参加")
    receipt = secretary.wait_for("✓ 已记录")
    programme.stop()
    secretary.photos(photo(3))
    programme.start()
    assert secretary.wait_for("照片1张")["message_id"] == receipt["message_id"]
    assert photos(1)[0].sha256


def test_a_broken_photo_is_refused_in_plain_words_and_the_record_stands(secretary, records):
    secretary.start()
    secretary.photos(photo(4)[:5000], caption="昨天支委会，5人参加")
    told = words_of(secretary.wait_for("没有传完整"))
    assert "支委会" in told
    assert records()[0].photos == ()
    assert "照片" not in words_of(secretary.wait_for("✓ 已记录"))


def test_a_photo_of_another_village_is_noticed_in_a_mirror(villagers, ledger):
    (first, one), (second, other) = villagers(2)
    for phone, village, image in (
        (one, first, scene(5)),
        (other, second, mirrored(scene(5), None)),
    ):
        phone.start()
        phone.photos(shot(image), caption="昨天支委会，5人参加")
        until(lambda village=village: landed(ledger.records(village)))
    (found,) = ledger.records(second)[0].photos
    (used,) = ledger.records(first)[0].photos
    assert [number for number, _ in found.alike] == [used.id]
