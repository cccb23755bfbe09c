"""What waits for somebody's word: one card in each chat, drawn anew, not a message for each."""

from collections.abc import Iterable

from handlers.chat.cards import NEWS, redraw, say
from handlers.chat.scene import Scene
from rubric.posts import Post
from storage.grants import GrantRow


def lay_before(scene: Scene, grants: Iterable[GrantRow], kind: str, answers: str) -> None:
    """Show the queue of a kind to the holders of some grants.

    The card that still waits for an answer (a button of that action) is drawn anew; one that is
    idle gives way to a new one.
    """
    reached = {theirs.chat_id: theirs for grant in grants for theirs in scene.of(grant)}
    for theirs in reached.values():
        live = theirs.uow.cards.latest(theirs.chat_id, kind)
        if live is not None and any(each["action"] == answers for each in live.buttons):
            redraw(theirs, live, kind, dict(live.data))
        else:
            say(theirs, kind, urgency=NEWS, at=None)


def lay_before_others(
    scene: Scene, place: int, posts: Iterable[Post], kind: str, answers: str
) -> None:
    """Show it to whoever holds one of the posts in the place; nobody is asked about his own."""
    holders = scene.uow.grants.holders(place, tuple(posts), scene.today)
    others = [grant for grant in holders if grant.person_id != scene.actor.person_id]
    lay_before(scene, others, kind, answers)
