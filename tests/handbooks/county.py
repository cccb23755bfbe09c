"""The demo's county with a phone for every post, and as much done as the pictures need."""

from datetime import datetime

from bot.clock import SHANGHAI
from demo import seed
from demo.botapi.world import Person
from handlers.services import bind, scorings, sealing
from handlers.services.act import Act
from handlers.services.actor import acting
from handlers.services.book import open_book
from handlers.services.worksheets import worksheet
from rubric.posts import CITY_POSTS, TOWN_POSTS, Post
from storage.grants import GrantRow
from storage.schemes import load
from storage.scope import Scope
from storage.unit_of_work import Store

NOW = datetime(2026, 7, 15, 9, 30, tzinfo=SHANGHAI)
"""The clock of every picture: it stands still."""
PHONES = {post: 1001 + number for number, post in enumerate(Post)}
STRANGER = 1099
"""A phone that nobody is bound to yet."""
SHORT = {Post.CITY_AGRICULTURE: "市农水局", Post.CITY_PANEL: "市认定组"}
SEALED = ("示例四村", "示例七村")
"""Their town scores are sealed already, for the city to draw from and to evaluate."""


def people() -> tuple[Person, ...]:
    """Everybody whose phone is shown."""
    shown = (Person(PHONES[post], SHORT.get(post, post), post, _place(post)) for post in Post)
    return (*shown, Person(STRANGER, "新来的同志", "尚未绑定", ""))


def _place(post: Post) -> str:
    if post in TOWN_POSTS:
        return "示例镇"
    return "示例市" if post in CITY_POSTS | {Post.OPERATOR} else "示例一村"


def fill(store: Store, store_url: str) -> str:
    """The demo's seed, the posts it leaves out, the sealed sheets; what a new member scans."""
    seed.seed(store_url, NOW, {post: str(phone) for post, phone in PHONES.items()})
    with store.begin() as uow:
        _bind_the_rest(uow)
        for village in SEALED:
            _seal(uow, village)
        return bind.invite(uow, _holder(uow, "示例二村", Post.SUPERVISOR), NOW, typed=False).text


def _holder(uow, village: str, post: Post) -> GrantRow:
    place = uow.places.find("village", village, uow.places.towns()[0].id)
    return uow.grants.holders(place.id, [post], NOW.date())[0]


def _bind_the_rest(uow) -> None:
    """The clerk and the member of the first village, the city's panel, and who runs the bot."""
    city = uow.places.city().id
    for post in (Post.CLERK, Post.SUPERVISOR):
        holder = _holder(uow, "示例一村", post)
        uow.people.bind(holder.person_id, str(PHONES[post]), str(PHONES[post]), NOW)
    county = seed.County(uow, load()[seed.SCHEME], NOW, {p: str(n) for p, n in PHONES.items()})
    for post in (Post.CITY_PANEL, Post.OPERATOR):
        county.appoint(SHORT.get(post, post), post, city, phone=True)


def _seal(uow, village: str) -> None:
    """What the system proposes for every item, or all its points; by one hand and another."""
    town = uow.places.towns()[0].id
    place = uow.places.find("village", village, town).id
    posts = (Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE)
    first, second = (_act(uow, place, uow.grants.holders(town, [p], NOW.date())[0]) for p in posts)
    row = scorings.begin(first, seed.SCHEME, NOW.year, "town")
    for no, line in worksheet(first, row).lines.items():
        sheet = worksheet(first, uow.scorings.get(row.id, Scope.operator()))
        scorings.give(first, sheet, no, line.item.points, "实地核查属实")
    scorings.submit(first, worksheet(first, uow.scorings.get(row.id, Scope.operator())))
    row = uow.scorings.get(row.id, Scope.operator())
    sealing.seal(second, row, worksheet(second, row).proposal.evidence)


def _act(uow, village: int, grant) -> Act:
    actor = acting(uow, grant)
    return Act(uow, actor, NOW, open_book(uow, load(), actor.scope, village, NOW.date()))
