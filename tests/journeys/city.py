"""Journeys of the city's phone: a spot check."""

from rubric.posts import Post
from tests.handlers.services.hall import Hall
from tests.handlers.services.procedure import Procedure
from tests.journeys.walk import walk

BUREAU = 10


def _over_the_line(town):
    """The city's phone; the town has sealed one village over the line."""
    phone = town.phone(BUREAU)
    with town.begin() as uow:
        places = {"city": uow.places.city().id, "town": town.id, "first": town.village(uow)}
        hall = Hall(uow, town.schemes, town.now, places)
        bureau = hall.appoint(Post.CITY_AGRICULTURE, "city", hall.person("示例农水局"))
        uow.people.bind(bureau.person_id, phone.id, phone.id, town.now)
        (office,) = uow.grants.holders(town.id, (Post.TOWN_OFFICE,), town.now.date())
        Procedure(hall, town.now, bureau=bureau, office=office).sealed(first=92)
    return phone


def _open_own(town, phone):
    """Lots are drawn among what waits for them, and the town's village opened among the drawn."""
    page = phone.do("抽查", "#抽签", "#按此抽签")
    while town.name not in page.text:
        page = phone.pick("下一页", page)
    (at,) = [line[0] for line in page.text.splitlines() if town.name in line]
    return phone.pick(f"看第{at}个", page)


def _drawn(town):
    phone = _over_the_line(town)
    _open_own(town, phone)
    return phone


@walk("city spot check, an item")
def an_item_is_two_acts(town):
    phone = _drawn(town)
    count = town.travel(phone, "#查第", "#一致")
    assert "✓ 一致" in phone.newest().text
    return count


@walk("city spot check, an item")
def an_items_points_are_changed_with_a_reason(town):
    phone = _drawn(town)
    count = town.travel(phone, "#查第", "0.5 现场标语脱落")
    assert "！ 改为0.5" in phone.newest().text
    return count


@walk("city spot check, the whole")
def a_check_from_its_lots_to_its_opinion(town):
    phone = _over_the_line(town)
    with town.counting(phone) as count:
        card = _open_own(town, phone)
        while "出具意见" not in card.buttons:
            phone.pick("查第", card)
            card = phone.pick("一致", phone.newest())
        phone.pick("出具意见", card)
    assert count().others == {Post.TOWN_OFFICE: 1}
    return count()
