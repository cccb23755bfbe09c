"""Kept photos on their way to a phone."""

from handlers.chat.cards import REPLY
from handlers.chat.scene import Scene
from storage.record_rows import EvidenceRow

MOST_SHOWN = 10


def send(scene: Scene, photo: EvidenceRow, caption: str = "") -> None:
    """A photo as it was kept, or as Telegram still has it."""
    send_file(scene, {"path": photo.path} if photo.path else {"file_id": photo.file_id}, caption)


def send_file(scene: Scene, file: dict[str, str], caption: str) -> None:
    """A picture of ours, or one that Telegram knows."""
    scene.uow.outbox.put(
        scene.chat_id,
        "photo",
        {**file, "caption": caption, "parse_mode": "HTML"},
        REPLY,
        person_id=scene.actor.person_id,
        grant_id=scene.actor.grant_id,
        at=scene.now,
    )
