from datetime import date

from handlers.services.papers import score_papers
from rubric import facts


def paper(hall, **when):
    (made,) = score_papers(hall.uow, hall.book(**when), 2026)
    return made


def line(made, item):
    return next(one for part in made.sections for one in part.items if one.item.no == item)


def test_the_sheet_has_every_section_and_item_in_the_document_s_order(hall):
    made = paper(hall)
    assert [part.section.no for part in made.sections] == [1, 2, 3, 4, 5, 6, 7]
    assert [one.item.no for part in made.sections for one in part.items] == list(range(1, 22))
    assert (made.village, made.town) == ("first村", "示例镇")


def test_what_is_not_due_yet_is_counted_by_duty(hall):
    waiting = line(paper(hall), 1).pending
    assert "支委会6次" in waiting
    assert "党小组会12次" in waiting
    assert "组织生活会" in waiting


def test_items_known_by_talks_have_nothing_ahead(hall):
    assert line(paper(hall), 12).pending == ()


def test_events_asked_for_in_a_year_tell_how_many_there_are(hall, secretary):
    hall.log(secretary, "integrity-education", on=date(2026, 3, 2))
    assert line(paper(hall), 21).pending == ("清廉教育或清廉文化活动(1/4次)",)


def test_nothing_is_ahead_when_the_year_is_over(hall):
    made = paper(hall, today=date(2027, 3, 1))
    assert all(one.pending == () for part in made.sections for one in part.items)


def test_honours_and_vetoes_of_the_year_that_stand_are_named(hall, office):
    signed = hall.act(office, "first").signed
    village = hall.places["first"]
    for fact in (
        facts.Honour(kind="provincial-media", on=date(2026, 4, 2), piece="省报"),
        facts.Honour(kind="central-media", on=date(2025, 4, 2), piece="去年"),
        facts.Veto(kind="insolvent", on=date(2026, 4, 2)),
        facts.Veto(kind="group-petition", on=date(2026, 4, 2), lifted_on=date(2026, 6, 1)),
    ):
        hall.uow.facts.add(village, "wenling-2022", fact, **signed)
    made = paper(hall)
    assert [one.piece for one in made.honours] == ["省报"]
    assert [veto.kind for veto in made.vetoes] == ["insolvent"]


def test_the_chain_s_head_is_that_of_the_moment(hall, secretary):
    hall.log(secretary, "branch-committee")
    assert paper(hall).head == hall.uow.audit.head()


def test_a_village_without_a_scheme_with_points_has_no_sheet(hall):
    city = hall.places["city"]
    town = hall.uow.places.add("town", "空镇", city)
    hall.places["bare"] = hall.uow.places.add("village", "空村", town)
    assert score_papers(hall.uow, hall.book("bare"), 2026) == ()
