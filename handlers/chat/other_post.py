"""Refused in one post: what was written is done in another that the person holds, with one tap."""

from datetime import date

from handlers.chat.asking import FRESH
from handlers.chat.cards import Data, Press, action, view
from handlers.chat.home import act_as, other_grants, post_button
from handlers.chat.inbound import on_text
from handlers.chat.month import MOST_BUTTONS
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import LABEL_WIDTH, Button, Message, render
from storage.grants import GrantRow


@action("denied.as")
def do_as(press: Press) -> None:
    """以村文书办理: his words, of the day he wrote them; half a day later only the post changes."""
    turn, data = press.turn, press.data
    if turn.now - press.card.created_at >= FRESH:
        press.show("denied", **data | {"said": ""})
        return
    act_as(press)
    turn.written_on, turn.message_id = date.fromisoformat(data["written_on"]), data["message"]
    on_text(turn, data["said"])


@view("denied")
def denied(scene: Scene, data: Data) -> Message:
    able = [grant for grant in other_grants(scene) if grant.post in data["needed"]]
    said = data.get("said", "")
    return render(
        "denied",
        needed=data["needed"],
        matter=data.get("matter", ""),
        said=said,
        post=scene.actor.post,
        contact=scene.contact,
        others=[
            _doing(scene, grant, able) if said else post_button(scene, grant)
            for grant in able[:MOST_BUTTONS]
        ],
    )


def _doing(scene: Scene, grant: GrantRow, able: list[GrantRow]) -> Button:
    """以村文书办理; the place instead, where he holds that post in several or it is too long."""
    label = f"以{grant.post}办理"
    alone = [each.post for each in able].count(grant.post) == 1
    if not alone or words.width(label) > LABEL_WIDTH[1]:
        label = post_button(scene, grant).label
    return Button(label, "denied.as", (grant.id,))
