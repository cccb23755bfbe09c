"""A kept photo goes out as it was kept; one not fetched yet, as Telegram still has it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from handlers.chat.photo_sending import send
from storage.scope import Scope
from storage.tables import Outbox


@pytest.fixture
def photo(stage, secretary):
    """The secretary's photo, not fetched yet."""
    secretary.photos(caption="昨天支委会，5人参加")
    with stage.begin() as uow:
        return uow.evidence.get(1, Scope.operator())


def sent(stage, photo, caption=""):
    """The row of the outbox that brings it to the chair, as its payload and whose it is."""
    with stage.begin() as uow:
        scene = stage.turn(uow, "1002").scene
        send(scene, photo, caption)
        table = Outbox.__table__
        query = select(table).where(table.c.method == "photo")
        (row,) = uow._connection.execute(query).mappings()
        assert (row["person_id"], row["grant_id"]) == (scene.actor.person_id, scene.actor.grant_id)
        return row["chat_id"], row["payload"]


def test_a_photo_that_was_kept_is_sent_from_its_file(stage, photo):
    chat, payload = sent(stage, replace(photo, path="evidence/ab/cd.jpg"), "支委会")
    assert chat == "1002"
    assert (payload["path"], payload["caption"]) == ("evidence/ab/cd.jpg", "支委会")
    assert "file_id" not in payload


def test_a_photo_not_fetched_yet_is_sent_by_its_number_at_telegram(stage, photo):
    _, payload = sent(stage, photo)
    assert payload["file_id"] == photo.file_id
    assert "path" not in payload
