"""The receipt of what was logged, drawn from the ledger as it stands; news to those who confirm."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict

from handlers.chat.cards import NEWS, Data, redraw, say, view
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import LABEL_WIDTH, Message, render
from handlers.services import corrections, progress, review, standing
from handlers.services.book import Book
from rubric.period import Period
from rubric.posts import SUPERVISOR_POSTS, TOWN_POSTS, VILLAGE_POSTS, Post
from rubric.scoring import Score
from storage.record_facts import record_fact
from storage.record_rows import RecordRow

CHANGEABLE = ("reported", "returned")
SPEAKS_FOR_ALL = ("returned", "reported", "confirmed", "withdrawn")
"""The status told of several records: the first of these that any of them has."""


def rows_of(scene: Scene, data: Data) -> list[RecordRow]:
    """The records a card is about, newest versions, within the actor's scope."""
    return [scene.uow.records.get(each, scene.actor.scope) for each in data["records"]]


def names(book: Book, rows: Sequence[RecordRow]) -> str:
    """支委会、主题党日: what the records serve, each once."""
    return "、".join(dict.fromkeys(book.name(duty) for row in rows for duty in row.duties))


def briefly(book: Book, row: RecordRow) -> str:
    """5月支委会, 5月支委会等3项: one record on a button of its own row."""
    whole = names(book, [row])
    fits = words.width(periods([row]) + whole) <= LABEL_WIDTH[1] or len(row.duties) == 1
    brief = f"{book.name(row.duties[0])}等{len(row.duties)}项"
    return periods([row]) + (whole if fits else brief)


def periods(rows: Iterable[RecordRow]) -> str:
    """5月、6月: the periods the records name."""
    named = (words.period(Period.parse(row.period)) for row in rows if row.period)
    return "、".join(dict.fromkeys(named))


def status_of(rows: Sequence[RecordRow]) -> str:
    """How several records stand together."""
    return next(told for told in SPEAKS_FOR_ALL if any(row.status == told for row in rows))


def changeable(scene: Scene, rows: Iterable[RecordRow]) -> list[RecordRow]:
    """What may still be corrected or withdrawn, by an actor whose work it is."""
    return [
        row
        for row in rows
        if row.status in CHANGEABLE
        and all(scene.actor.post in scene.book(row.village_id).doers(duty) for duty in row.duties)
    ]


def who_confirms(book: Book, *duties: str) -> str:
    """Whose word is waited for, as people call them."""
    posts = book.confirmers(*duties)
    return "村监会" if posts & SUPERVISOR_POSTS else "或".join(sorted(posts))


@view("log_saved")
def log_saved(scene: Scene, data: Data) -> Message:
    rows = rows_of(scene, data)
    book = scene.book(rows[0].village_id)
    duties = [duty for row in rows for duty in row.duties]
    served = sorted({no for duty in duties for no in standing.serves(book, duty)})
    return render(
        "log_saved",
        status=status_of(rows),
        names=names(book, rows),
        when=rows[0].done_on,
        today=scene.today,
        days=_days(book, rows),
        heads=rows[0].heads,
        photos=len({each.file_unique_id for row in rows for each in row.photos}),
        papers=len({each.file_unique_id for row in rows for each in row.papers}),
        title=rows[0].title,
        items=served,
        period=periods(rows),
        uncounted=_uncounted(book, rows, served),
        before=_met_before(book, rows),
        moved=standing.moved_from(data.get("moved", [])),
        untouched=data.get("untouched", False),
        waits_for=who_confirms(book, *rows[0].duties),
        changeable=bool(changeable(scene, rows)),
        opened=any(corrections.opened(row) for row in rows),
        scored=progress.has_points(book),
        lockable=_lockable(scene, rows),
    )


def _days(book: Book, rows: Sequence[RecordRow]) -> list[str]:
    """支委会7月14日5人: of each record, where they tell of different days, or of other people."""
    if len({(row.done_on, row.heads) for row in rows}) == 1:
        return []
    return [
        names(book, [row])
        + words.dated(row.done_on, book.today)
        + (f"{row.heads}人" if row.heads else "")
        for row in rows
    ]


def _lockable(scene: Scene, rows: Sequence[RecordRow]) -> bool:
    """Whether a correction would take somebody's word: confirmed, and the actor's own work."""
    duties = {duty for row in rows for duty in row.duties}
    book = scene.book(rows[0].village_id)
    mine = all(scene.actor.post in book.doers(duty) for duty in duties)
    return mine and all(row.status == "confirmed" for row in rows)


def _uncounted(book: Book, rows: Sequence[RecordRow], served: Sequence[int]) -> str:
    """Why it brings nothing, if so: no item asks for it, or its time has passed."""
    if not served and not any(duty in book.duties for row in rows for duty in row.duties):
        return "unasked"
    owed = [row for row in rows if any(book.of(duty) for duty in row.duties)]
    late = owed and not any(standing.counts(book, record_fact(row)) for row in owed)
    return "late" if late else ""


def _met_before(book: Book, rows: Sequence[RecordRow]) -> Data:
    """That what it is of was on file already, of another day: nobody logs it twice unawares."""
    live = (row for row in rows if row.status in CHANGEABLE)
    found = (standing.met_before(book, record_fact(row)) for row in live)
    each = next((each for each in found if each), None)
    return {"label": each[0].label, "on": words.dated(each[1], book.today)} if each else {}


@view("settled")
def settled(_scene: Scene, data: Data) -> Message:
    return render("settled", status=data["status"])


def score_now(scene: Scene, village_id: int) -> Score | None:
    """The village's score under its points scheme, if it is enrolled in one."""
    return next(iter(scene.book(village_id).scores()), None)


def score_after(scene: Scene, village_id: int) -> Score | None:
    """The same once something was written about the village's records."""
    scene.reread(village_id)
    return score_now(scene, village_id)


def dumped(before: Score | None, after: Score | None) -> list[Data]:
    """What an act moved, as a card keeps it."""
    if before is None or after is None:
        return []
    return [
        {key: str(value) for key, value in asdict(each).items()}
        for each in standing.movement(before, after)
    ]


def ask_confirmers(scene: Scene, rows: Sequence[RecordRow]) -> None:
    """Show those who confirm these records what waits for them; a chat is told once."""
    village = rows[0].village_id
    book = scene.book(village)
    posts = frozenset.union(*(book.confirmers(*row.duties) for row in rows))
    town = scene.uow.places.town_of(village)
    for theirs in [*_holders(scene, village, posts), *_holders(scene, town.id, posts & TOWN_POSTS)]:
        with theirs.sight():
            _show_queue(theirs)


def _holders(scene: Scene, place_id: int, posts: frozenset[Post]) -> list[Scene]:
    """The phones of those who hold one of the posts in a place."""
    grants = scene.uow.grants.holders(place_id, tuple(posts), scene.today)
    return [theirs for grant in grants for theirs in scene.of(grant)]


def _show_queue(theirs: Scene) -> None:
    """The card that still waits for an answer is drawn anew; an idle one gives way to a new one."""
    live = theirs.uow.cards.latest(theirs.chat_id, "review_ask")
    if live is not None and any(each["action"] == "review.confirm" for each in live.buttons):
        redraw(theirs, live, "review_ask", {"at": live.data.get("at")})
    elif waiting(theirs):
        say(theirs, "review_ask", urgency=NEWS, at=None)


def waiting(scene: Scene) -> list[RecordRow]:
    """What waits for the actor's word, village by village, the oldest first."""
    return [
        row
        for village in villages(scene)
        if scene.uow.records.awaiting(scene.actor.scope, village, 1)
        for row in review.queue(scene.act(village))
    ]


def villages(scene: Scene) -> list[int]:
    """The villages the actor sees: his own, or all below him."""
    return [village.id for village in scene.uow.places.villages_of(scene.actor.place_id)]


def refresh_receipts(scene: Scene, row: RecordRow, moved: list[Data] | None = None) -> None:
    """Redraw the receipts of a record, with what the change moved; None: as before."""
    for theirs in _holders(scene, row.village_id, VILLAGE_POSTS | SUPERVISOR_POSTS):
        for card in theirs.uow.cards.about(theirs.chat_id, "log_saved", row.id):
            told = card.data.get("moved", []) if moved is None else moved
            redraw(theirs, card, "log_saved", {**card.data, "moved": told, "untouched": False})
