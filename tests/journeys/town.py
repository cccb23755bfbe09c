"""A town of three villages in mid-year for one journey, and whoever has a part in it."""

from collections.abc import Iterator
from contextlib import contextmanager

from demo.seed import County, found_town
from rubric.posts import Post
from tests.journeys.walk import Count

SEATS = (Post.SECRETARY, Post.SUPERVISOR_CHAIR, Post.TOWN_OFFICE, Post.TOWN_DISCIPLINE)
SEATS += (Post.TOWN_ASSETS,)
PHONES = 20
"""So many phones are kept for each town."""
NUMBERS = "一二三"


class Town:
    """`backend` carries what is done to the bot: through the handlers, or over HTTP."""

    def __init__(self, backend, number: int, place: int) -> None:
        self.backend = backend
        self.id, self.first, self.name = place, _first(number), f"示例{number}镇"
        made = [backend.phone(str(self.first + at)) for at in range(len(SEATS))]
        self.secretary, self.chair, self.office, self.discipline, self.assets = made
        self.phones = dict(zip(SEATS, made, strict=True))

    @property
    def begin(self):
        return self.backend.begin

    @property
    def schemes(self):
        return self.backend.schemes

    @property
    def now(self):
        return self.backend.now

    def turn(self, moment) -> None:
        """The clock goes on to this moment, and says what it has to say."""
        self.backend.turn_to(moment)

    def stranger(self, number: int = 0):
        """A phone that nobody has bound yet."""
        return self.phone(len(SEATS) + number)

    def phone(self, number: int):
        phone = self.backend.phone(str(self.first + number))
        self.phones.setdefault(f"phone {number}", phone)
        return phone

    def link_on(self, phone) -> str:
        """The secret of the link that a phone was sent last."""
        return self.backend.link_on(phone)

    def documents(self, phone) -> list[str]:
        """The names of the documents that a phone was sent."""
        return self.backend.documents(phone)

    def village(self, uow, name: str = "示例一村") -> int:
        return uow.places.find("village", name, self.id).id

    def travel(self, phone, *steps) -> Count:
        """Walk steps on a phone, and count: words are said, what begins with # is tapped."""
        with self.counting(phone) as told:
            for step in steps:
                phone.step(step)
        return told()

    @contextmanager
    def counting(self, phone) -> Iterator:
        """What is done within, on whatever phone, counted for this traveller."""
        others = {post: each for post, each in self.phones.items() if each is not phone}
        before = {post: each.tally() for post, each in others.items()}
        begun, counted = phone.tally(), []
        yield lambda: counted[0]
        acts, new, edits = (now - then for now, then in zip(phone.tally(), begun, strict=True))
        heard = {post: each.tally()[1] - before[post][1] for post, each in others.items()}
        told = {post: messages for post, messages in heard.items() if messages}
        counted.append(Count(acts, new, edits, told))


def found(uow, schemes, now, number: int) -> int:
    """The numbered town in the only city; its place."""
    phones = {post: str(_first(number) + at) for at, post in enumerate(SEATS)}
    county = County(uow, schemes["wenling-2022"], now, phones)
    return found_town(county, uow.places.city().id, f"示例{number}镇", NUMBERS)


def _first(number: int) -> int:
    return 20_000 + PHONES * number
