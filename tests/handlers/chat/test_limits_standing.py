"""States, assessments, honours, vetoes, grades and lists on extreme data: within the limits."""

from datetime import date

import pytest

from handlers.chat import build as chat
from handlers.chat.cards import VIEWS
from handlers.services import assessments, grading, honours, progress, states, vetoes
from rubric.posts import TOWN_POSTS, Post
from tests.handlers.chat.standing_cards import DATA, Written
from tests.handlers.conftest import NOW
from tests.handlers.extreme import LONG, build
from tests.handlers.limits import faults, half_width

assert chat
SINCE = date(2026, 1, 1)
SCHEMES = ("tangjiafang-2020", "xx-city-plan", "sanguan-2022", "linyi-2022")
POSTS = (
    Post.CLERK,
    Post.SUPERVISOR_CHAIR,
    Post.TOWN_OFFICE,
    Post.TOWN_DISCIPLINE,
    Post.TOWN_ASSETS,
    Post.CITY_AGRICULTURE,
)


@pytest.fixture(scope="module")
def world(tmp_path_factory, ledgers):
    """The extreme county, its village under every scheme, with every kind of fact in it."""
    with ledgers.opened(tmp_path_factory.mktemp("standing") / "q.sqlite3") as store:
        world = build(store, NOW, 0)
        world.written = Written()
        with store.begin() as uow:
            for scheme in SCHEMES:
                uow.enrolments.add(world.village, scheme, SINCE)
            _states(world, uow)
            _honours(world, uow)
            _vetoes(world, uow)
            _grades(world, uow)
            _town(world, uow)
        yield world


def act(world, uow, post):
    return world.scene(uow, post).act(world.village)


def _states(world, uow):
    clerk, centre = act(world, uow, Post.CLERK), act(world, uow, Post.TOWN_ASSETS)
    for name in ("integrity-sites", "integrity-sites-unfit", "charts-missing", "legal-guides"):
        world.written.states.append(states.state(clerk, name, states.MOST))
    world.written.states.append(states.state(centre, "finance-seal-lodged", value=False))
    seen = assessments.assess(act(world, uow, Post.TOWN_OFFICE), range(22), LONG)
    world.written.assessments.extend(seen.rows)
    world.written.items.extend(seen.items)


def _honours(world, uow):
    secretary, office = act(world, uow, Post.SECRETARY), act(world, uow, Post.TOWN_OFFICE)
    city = act(world, uow, Post.CITY_AGRICULTURE)
    fates = ((), (honours.confirm,), (honours.confirm, honours.confirm), (honours.refuse,))
    for fate in fates:
        kind = "leader-endorsement"
        row = honours.report(secretary, kind, date(2025, 12, 31), LONG, LONG)
        world.written.honours.append(row)
        for by, does in zip((office, city), fate, strict=False):
            told = uow.facts.get("honour", row, by.actor.scope)
            does(by, told, *((LONG,) if does is honours.refuse else ()))


def _vetoes(world, uow):
    discipline = act(world, uow, Post.TOWN_DISCIPLINE)
    city = act(world, uow, Post.CITY_AGRICULTURE)
    fates = (
        (),
        ((vetoes.refuse, city),),
        ((vetoes.sign, city),),
        ((vetoes.sign, city), (vetoes.ask_lift, discipline)),
        ((vetoes.sign, city), (vetoes.ask_lift, city), (vetoes.refuse, discipline)),
        ((vetoes.sign, city), (vetoes.ask_lift, city), (vetoes.sign, discipline)),
    )
    for fate in fates:
        row = vetoes.enter(discipline, "criminal-or-disciplinary", LONG)
        world.written.vetoes.append(row)
        for does, by in fate:
            told = uow.facts.get("veto", row, by.actor.scope)
            does(by, told, *(() if does is vetoes.sign else (LONG,)))


def _grades(world, uow):
    office, discipline = act(world, uow, Post.TOWN_OFFICE), act(world, uow, Post.TOWN_DISCIPLINE)
    for by in (act(world, uow, Post.CLERK), discipline, office):
        for no in (1, 8, 11):
            grading.grade(by, SCHEMES[0], no, "fairly-good")
    grading.excuse(office, SCHEMES[0], 9, LONG)
    for kind in grading.part_of(office.book, SCHEMES[0]).scheme.negatives:
        row = grading.list_negative(discipline, SCHEMES[0], kind, date(2024, 12, 31), LONG)
        world.written.negatives.append(row)


def _town(world, uow):
    office = act(world, uow, Post.TOWN_OFFICE)
    world.written.villages += [each.id for each in uow.places.villages_of(world.town)]
    made = progress.log_any_time([office], "town-attendance", NOW.date(), LONG)
    world.written.records.extend(made.values())
    world.written.duties.extend(each.occurrence.key for each in progress.town_agenda([office.book]))


def drawn(world, post):
    """Every card of these that the post may be shown, with its kind."""
    with world.stage.begin() as uow:
        scene = world.scene(uow, post)
        for kind, of in DATA.items():
            yield from ((kind, VIEWS[kind](scene, data)) for data in of(world))


@pytest.mark.parametrize("post", POSTS)
def test_every_card_keeps_the_limits(world, post):
    town = post in TOWN_POSTS or post in (Post.CITY_AGRICULTURE, Post.CITY_PANEL)
    found = {
        f"{kind}: {fault}"
        for kind, message in drawn(world, post)
        for fault in faults(
            message.text, [[button.label for button in row] for row in message.rows], town=town
        )
    }
    assert sorted(found) == []


def test_what_a_person_wrote_cannot_become_markup(world):
    texts = [message.text for _, message in drawn(world, Post.TOWN_OFFICE)]
    assert any("&lt;b&gt;" in text for text in texts)
    assert all("<b>" not in text for text in texts)


def test_the_rules_own_words_have_chinese_punctuation(world):
    told = {
        kind: half_width(message.text)
        for kind, message in drawn(world, Post.TOWN_OFFICE)
        if kind in ("grade_item", "negative_kinds", "veto_kinds", "checklist_lines", "honour_kinds")
    }
    assert {kind: found for kind, found in told.items() if found} == {}
