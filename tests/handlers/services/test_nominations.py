"""评分分数在90分(含)以上的达标村居,按多出任务数1个上报."""

from datetime import date

import pytest

from handlers.services import nominations, public_notice
from handlers.services.errors import Denied, NotNow
from rubric.posts import Post
from storage.errors import OutOfScope
from storage.scorings import NewScoring
from tests.handlers.services.hall import moment


@pytest.fixture
def four(procedure):
    """示例镇 with a quota of two, and four villages over the line."""
    procedure.found("third", "fourth", "fifth")
    procedure.quota(2)
    procedure.sealed(first=90, second=97, third=95, fourth=97, fifth=89.5)
    return procedure


def slate(procedure):
    return nominations.slate(procedure.town, procedure.hall.places["town"])


def chosen(procedure):
    return {
        name
        for name, number in procedure.hall.places.items()
        if number in slate(procedure).nominated
    }


def refused(procedure, *names):
    with pytest.raises(NotNow) as found:
        procedure.nominated(*names)
    return found.value


def test_the_town_may_choose_among_its_villages_over_the_line_the_best_first(four):
    names = [one.village.name for one in slate(four).candidates]
    assert names == ["fourth村", "second村", "third村", "first村"]
    assert slate(four).room == 3


def test_three_are_put_forward_where_the_quota_is_two(four):
    four.nominated("first", "second", "third")
    assert chosen(four) == {"first", "second", "third"}
    assert four.hall.audited()[-3:] == ["recognition.nominate"] * 3


def test_four_are_too_many_and_nothing_is_written(four):
    why = refused(four, "first", "second", "third", "fourth")
    assert why.told == {
        "text": "报了4个,最多报3个(任务数多1个)",
        "clause": "第五条(一)、第六条,附件1",
    }
    assert chosen(four) == set()


def test_below_the_line_is_refused_in_the_documents_words(four):
    assert "89.5分,要90分(含)以上" in refused(four, "fifth").told["text"]


def test_a_vetoed_village_is_refused_and_not_offered(four):
    four.veto("second")
    assert "一票否决" in refused(four, "second").told["text"]
    assert "second村" not in [one.village.name for one in slate(four).candidates]


def test_a_village_without_a_sealed_sheet_cannot_be(procedure):
    procedure.quota(2)
    assert refused(procedure, "first").why == "unsealed"


def test_a_village_that_failed_its_spot_check_is_no_up_to_standard_village(four):
    four.sealed(level="spot", second=69)
    assert refused(four, "second").why == "fell-short"


def test_without_a_quota_for_the_year_the_town_is_told_so_and_nothing_is_invented(procedure):
    procedure.sealed(first=95)
    assert slate(procedure).room is None
    why = refused(procedure, "first")
    assert (why.why, why.told) == ("no-quota", {"year": 2026})


def test_a_quota_of_none_still_lets_one_be_put_forward(procedure):
    """多出任务数1个: the document makes no exception for 0."""
    procedure.sealed(first=95)
    procedure.quota(0)
    procedure.nominated("first")
    assert chosen(procedure) == {"first"}


def test_the_choice_may_be_changed_until_the_city_begins(four):
    four.nominated("first", "second")
    kept = four.row("second").id
    four.nominated("second", "third")
    assert chosen(four) == {"second", "third"}
    assert four.row("second").id == kept
    city = {"village_id": four.village("third"), "scheme_id": four.scheme.id, "year": 2026}
    four.hall.uow.scorings.open(NewScoring(**city, level="city", **four.city.signed))
    assert not slate(four).changeable
    with pytest.raises(NotNow, match="evaluating"):
        four.nominated("second")


def test_what_the_city_dropped_does_not_bind_the_town(four):
    four.nominated("first")
    city = {"village_id": four.village("first"), "scheme_id": four.scheme.id, "year": 2026}
    number = four.hall.uow.scorings.open(NewScoring(**city, level="city", **four.city.signed))
    four.hall.uow.scorings.event(number, "drop", **four.city.signed)
    assert slate(four).changeable


@pytest.mark.parametrize("post", [Post.TOWN_DISCIPLINE, Post.CITY_AGRICULTURE])
def test_it_is_the_town_offices_act(four, post):
    grant = four.hall.appoint(post, "town" if post is Post.TOWN_DISCIPLINE else "city")
    with pytest.raises(Denied):
        nominations.put_forward(four.of(grant), four.hall.places["town"], [])


def test_another_towns_village_is_out_of_reach(four):
    four.sealed(far=97)
    with pytest.raises(OutOfScope):
        four.nominated("far")


def test_another_year_is_another_list(four):
    four.nominated("first")
    assert nominations.nominees(four.in_year(2027)) == {}


def test_taken_off_by_an_objection_a_village_is_not_put_forward_again_that_year(procedure):
    procedure.quota(1)
    procedure.listed(first=96)
    public_notice.post(procedure.city, date(2026, 8, 11), 7)
    later = procedure.of(procedure.bureau, moment(2026, 8, 12))
    public_notice.object_to(later, procedure.row("first"), "有问题")
    (objection,) = public_notice.objections(procedure.row("first"))
    public_notice.answer(later, procedure.row("first"), objection.event.id, "属实", upheld=True)
    assert refused(procedure, "first").why == "taken-off"
    assert slate(procedure).candidates == ()
