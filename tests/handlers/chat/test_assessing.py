"""写核查: a sentence, the items it vouches for, one tap; and how many points moved."""

from rubric.posts import Post
from tests.handlers.cast import appoint

SAID = "走访12户，未发现问题"


def chosen(town):
    return town.do("各村得分", "#示例一村")


def test_with_a_village_chosen_an_official_just_writes_it(town):
    chosen(town)
    card = town.say(SAID)
    assert card.kind == "assess_pick"
    assert SAID in card.text
    assert "第4、9、12、13、14、15" in card.text
    done = town.tap("记下这次核查")
    assert done.kind == "assess_done"
    assert "尚无人核查" in done.text


def test_or_names_the_village(town):
    card = town.say("示例三村走访12户，没有发现问题")
    assert card.kind == "assess_pick"
    assert card.text.startswith("示例三村")


def test_from_the_menu_it_is_asked_for(town):
    chosen(town)
    card = town.do("#更多办理", "#写核查")
    assert card.kind == "assess_new"
    assert town.say("座谈5人，都说没有这些事").kind == "assess_pick"


def test_the_items_may_be_chosen_otherwise(town):
    chosen(town)
    card = town.do(SAID, "#改选项目")
    label = next(label for label in card.buttons if label.startswith("✓第"))
    changed = town.tap(label, card)
    assert label.removeprefix("✓") in changed.buttons
    picked = town.tap("选好了", changed)
    assert label.removeprefix("✓第").removesuffix("项") not in picked.text.split("第", 1)[1].split(
        "项"
    )[0].split("、")


def test_nothing_is_written_before_the_tap(town, secretary):
    before = secretary.say("看得分").text
    chosen(town)
    town.say(SAID)
    assert secretary.say("看得分").text == before


def test_it_can_be_taken_back(town, secretary):
    before = secretary.say("看得分").text
    chosen(town)
    done = town.do(SAID, "#记下这次核查")
    assert secretary.say("看得分").text != before
    undone = town.tap("撤销这次核查", done)
    assert "已撤销" in undone.text
    assert secretary.say("看得分").text == before


def test_a_finding_may_be_raised_instead(town):
    chosen(town)
    assert town.do(SAID, "#发现问题").kind == "finding_new"


def test_without_a_village_chosen_nothing_is_guessed(town):
    assert town.say(SAID).kind == "unclear"


def test_a_village_does_not_assess_itself(secretary, chair):
    assert secretary.say(SAID).kind == "unclear"
    assert chair.say(SAID).kind != "assess_pick"


def test_the_assets_centre_vouches_for_its_systems(stage):
    centre = appoint(stage, Post.TOWN_ASSETS, "1008")
    card = centre.say("示例一村查看了系统，没有发现问题")
    assert "第7、10、11项" in card.text


def test_the_assets_centre_is_not_offered_a_finding_that_is_not_its_to_raise(stage, town):
    centre = appoint(stage, Post.TOWN_ASSETS, "1008")
    way = ("各村得分", "#示例一村", "#更多办理", "#写核查")
    assert "发现了问题" not in centre.do(*way).buttons
    assert "发现问题" not in centre.say("查看了系统，没有发现问题").buttons
    assert "发现了问题" in town.do(*way).buttons
