"""Journeys of a town's office: its dashboard, nudges, digest, scoring."""

from rubric.facts import State
from rubric.posts import Post
from tests.journeys.walk import MORNING, walk


@walk("town dashboard")
def the_dashboard_leads_to_what_is_late(town):
    count = town.travel(town.office, "全镇进度", "#看逾期")
    assert town.office.newest().kind == "town_late"
    return count


@walk("催办")
def a_nudge_in_three_acts_from_home(town):
    count = town.travel(town.office, "你好", "#看逾期", "#全部提醒")
    assert count.others == {Post.SECRETARY: 1}
    return count


@walk("monthly digest", on=MORNING.replace(month=6, day=30, hour=18))
def the_months_digest_comes_with_word_and_excel(town):
    with town.counting(town.office) as told:
        town.turn(MORNING.replace(month=7, day=1, hour=9))
    digest = town.office.newest()
    assert digest.kind == "month_digest"
    assert "6月小结" in digest.text
    kinds = sorted(name.rpartition(".")[2] for name in town.documents(town.office))
    assert kinds == ["docx", "xlsx"]
    return told().alone()


KNOWN = (
    ("finance-seal-lodged", True, True),
    ("online-payment", True, True),
    ("integrity-sites", 3, False),
    ("charts-missing", 0, False),
)
"""Seals and sites on file by July: confirmed, or reported."""


def _known(town) -> None:
    """The second village's states as they are on file by July."""
    with town.begin() as uow:
        place, day = town.village(uow, "示例二村"), town.now.date()
        (grant,) = uow.grants.holders(place, (Post.SECRETARY,), day)
        signed = {"by_id": grant.person_id, "by_grant_id": grant.id, "at": town.now}
        for name, value, confirmed in KNOWN:
            seen = State(name=name, value=value, seen_on=day, confirmed=day if confirmed else None)
            uow.facts.add(place, "wenling-2022", seen, **signed)


@walk("town scoring")
def a_village_is_scored_and_sealed(town):
    """Home key and village included; what is adopted item by item is talked of on the spot."""
    _known(town)
    with town.counting(town.office) as scored:
        card = town.office.do("待评分", "#示例二村", "#采用无争议")
        while card.kind == "scoring_item":
            card = town.office.pick(next(iter(card.buttons)), card)
        town.office.pick("提交复核", card)
    sealed = town.travel(town.discipline, "#复核并封存")
    assert town.discipline.newest().kind == "scoring_sealed"
    assert sealed.others == {Post.TOWN_OFFICE: 1}, "the scorer hears that it was sealed"
    return scored() + sealed
