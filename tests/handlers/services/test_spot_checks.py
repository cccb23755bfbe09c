"""抽查确认: lots, the drawn items, the opinion, and 达标 confirmed."""

from decimal import Decimal

import pytest

from handlers.services import draws, scorings, spot_checks
from handlers.services.errors import Denied, NotNow, ScoringRefused
from handlers.services.worksheets import worksheet
from rubric.posts import Post


@pytest.fixture
def scored(procedure):
    """示例镇 with three villages over the line and one below; 另一镇 with one vetoed."""
    procedure.found("third", "low")
    procedure.sealed(first=92, second=70, third=80, low=69.5, far=90)
    procedure.veto("far")
    return procedure


def states(procedure):
    return {
        one.village.name: (one.state, one.obstacle) for one in spot_checks.overview(procedure.city)
    }


def drawn(procedure, percent=10, items=3):
    return [one.village.name for one in spot_checks.draw(procedure.city, percent, items)]


def looked_at(procedure, name, **changed):
    """Every drawn item of the village looked at, some changed; the opinion given."""
    act = procedure.act(procedure.bureau, name)
    sheet = spot_checks.opened(act, procedure.city)
    for no, line in sheet.lines.items():
        points = Decimal(changed.get(f"item{no}", line.proposed))
        scorings.give(act, sheet, no, points, "" if points == line.proposed else "现场不符")
    row = procedure.hall.uow.scorings.get(sheet.row.id, act.actor.scope)
    return spot_checks.give_opinion(act, row, worksheet(act, row).proposal.evidence)


def test_who_reached_the_line_waits_for_the_lots(scored):
    assert states(scored) == {
        "first村": ("undrawn", "undrawn"),
        "second村": ("undrawn", "undrawn"),
        "third村": ("undrawn", "undrawn"),
        "far村": ("undrawn", "vetoed"),
    }


def test_at_least_one_village_a_town_and_no_vetoed_one(scored):
    assert len(drawn(scored)) == 1
    (row,) = scored.hall.uow.draws.of(
        draws.VILLAGES, scored.scheme.id, 2026, scored.hall.places["town"]
    )
    assert len(row.population) == 3
    west = scored.hall.places["west"]
    assert scored.hall.uow.draws.of(draws.VILLAGES, scored.scheme.id, 2026, west) == []


def test_so_many_items_of_the_whole_sheet_are_drawn_for_each(scored):
    drawn(scored, 100, 5)
    (row,) = scored.hall.uow.draws.of(draws.ITEMS, scored.scheme.id, 2026, scored.village("first"))
    assert (len(row.population), len(row.sample)) == (21, 5)


def test_nobody_draws_again_until_the_lot_fits(scored):
    drawn(scored)
    with pytest.raises(NotNow, match="nobody-to-draw"):
        drawn(scored)


def test_a_village_sealed_later_gets_a_lot_of_its_own(scored):
    drawn(scored, 100)
    scored.sealed(low=75)
    assert "low村" in drawn(scored)


def test_who_was_not_drawn_waits_until_the_towns_sample_is_finished(scored):
    (name,) = drawn(scored)
    spared = next(each for each in ("first村", "second村", "third村") if each != name)
    assert states(scored)[name] == ("drawn", "unseen")
    assert states(scored)[spared] == ("spared", "samples-open")
    looked_at(scored, name.removesuffix("村"))
    assert states(scored)[name] == ("seen", "")
    assert states(scored)[spared] == ("spared", "")


def test_all_that_were_not_drawn_are_confirmed_in_one_act(scored):
    (name,) = drawn(scored)
    looked_at(scored, name.removesuffix("村"))
    spared = spot_checks.confirmable(scored.city, "spared")
    spot_checks.confirm(scored.city, [one.village.id for one in spared])
    assert len(spot_checks.confirmed(scored.city)) == 2
    assert states(scored)[name] == ("seen", "")
    assert scored.hall.audited()[-1] == "recognition.confirm"


def test_the_drawn_one_is_confirmed_by_itself_and_once(scored):
    (name,) = drawn(scored)
    village = scored.village(name.removesuffix("村"))
    with pytest.raises(NotNow, match="unseen"):
        spot_checks.confirm(scored.city, [village])
    looked_at(scored, name.removesuffix("村"))
    spot_checks.confirm(scored.city, [village])
    assert states(scored)[name][0] == "confirmed"
    with pytest.raises(NotNow, match="confirmed"):
        spot_checks.confirm(scored.city, [village])


def test_an_opinion_that_takes_the_village_below_the_line_ends_it(scored):
    scored.sealed(third=70)
    drawn(scored, 100, 21)
    sheet = looked_at(scored, "third", item1=0)
    assert sheet.sheet
    assert states(scored)["third村"] == ("seen", "fell-short")
    with pytest.raises(NotNow, match="fell-short"):
        spot_checks.confirm(scored.city, [scored.village("third")])


def test_an_opinion_wants_every_drawn_item(scored):
    drawn(scored, 100)
    act = scored.act(scored.bureau, "first")
    sheet = spot_checks.opened(act, scored.city)
    with pytest.raises(ScoringRefused, match="incomplete"):
        spot_checks.give_opinion(act, sheet.row, sheet.proposal.evidence)


def test_the_sheet_begins_with_the_towns_points(scored):
    drawn(scored, 100, 21)
    sheet = spot_checks.opened(scored.act(scored.bureau, "third"), scored.city)
    assert sum(line.proposed for line in sheet.lines.values()) == 80


@pytest.mark.parametrize("name", ["low", "far"])
def test_below_the_line_or_vetoed_is_never_confirmed(scored, name):
    drawn(scored)
    with pytest.raises(NotNow):
        spot_checks.confirm(scored.city, [scored.village(name)])
    assert spot_checks.confirmed(scored.city) == {}


def test_a_village_that_was_not_drawn_has_no_sheet(scored):
    with pytest.raises(NotNow, match="not-drawn"):
        spot_checks.opened(scored.act(scored.bureau, "low"), scored.city)


@pytest.mark.parametrize("post", [Post.CITY_PANEL, Post.TOWN_OFFICE])
def test_it_is_the_bureaus(scored, post):
    other = scored.of(scored.hall.appoint(post, "town" if post is Post.TOWN_OFFICE else "city"))
    for act in (
        lambda: spot_checks.draw(other, 10, 3),
        lambda: spot_checks.confirm(other, [scored.village("first")]),
    ):
        with pytest.raises(Denied):
            act()


def test_whoever_scored_it_for_the_town_does_not_check_it_for_the_city(procedure):
    procedure.sealed(first=92)
    drawn(procedure, 100, 2)
    both = procedure.hall.appoint(Post.CITY_AGRICULTURE, "city", procedure.office.person_id)
    with pytest.raises(ScoringRefused, match="below"):
        spot_checks.opened(procedure.act(both, "first"), procedure.of(both))


def test_an_opinion_is_given_once(procedure):
    procedure.sealed(first=92)
    drawn(procedure, 100, 2)
    outcome = looked_at(procedure, "first")
    sheet = procedure.hall.uow.sheets.get(outcome.sheet, procedure.city.actor.scope)
    act = procedure.act(procedure.bureau, "first")
    row = procedure.hall.uow.scorings.get(sheet.scoring_id, act.actor.scope)
    with pytest.raises(ScoringRefused, match="moved"):
        spot_checks.give_opinion(act, row, worksheet(act, row).proposal.evidence)
