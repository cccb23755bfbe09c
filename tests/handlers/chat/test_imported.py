"""An import is news once, however much it brings."""

from handlers.chat import imported
from handlers.chat.scene import Scene
from rubric.posts import Post


def test_each_confirmer_hears_once_how_many_wait(stage, chair):
    with stage.begin() as uow:
        place = uow.places.villages_of(uow.places.towns()[0].id)[0].id
        posts = (Post.SUPERVISOR_CHAIR, Post.SUPERVISOR)
        grants = uow.grants.holders(place, posts, stage.now.date())
        scene = Scene(uow, stage.now, stage.schemes, stage.lexicon, "")
        reached = imported.announce(scene, [(grant, 12) for grant in grants])
    assert (reached, len(grants)) == (1, 2)
    news = [card for card in chair.cards() if card.kind == "import_news"]
    assert ["12 件" in card.text for card in news] == [True]
    assert chair.tap("去确认", news[0]).kind == "review_ask"
