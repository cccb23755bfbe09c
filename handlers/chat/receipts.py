"""The receipt of what was logged, drawn from the ledger as it stands; news to those who confirm."""

from collections.abc import Sequence
from dataclasses import asdict

from handlers.chat.cards import NEWS, Data, Press, redraw, say, view
from handlers.chat.scene import Scene
from handlers.messages import words
from handlers.messages.render import Message, render
from handlers.services import review, standing
from handlers.services.book import Book
from rubric.period import Period
from rubric.posts import SUPERVISOR_POSTS, VILLAGE_POSTS
from rubric.scoring import Score
from storage.facts import record_fact
from storage.record_rows import RecordRow


def rows_of(scene: Scene, data: Data) -> list[RecordRow]:
    """The records a card is about, newest versions, within the actor's scope."""
    return [scene.uow.records.get(each, scene.actor.scope) for each in data["records"]]


def names(book: Book, rows: Sequence[RecordRow]) -> str:
    """支委会、主题党日: what the records serve, each once."""
    return "、".join(dict.fromkeys(book.name(duty) for row in rows for duty in row.duties))


@view("log_saved")
def log_saved(scene: Scene, data: Data) -> Message:
    rows = rows_of(scene, data)
    row, book = rows[0], scene.book(rows[0].village_id)
    served = sorted(
        {no for each in rows for duty in each.duties for no in standing.serves(book, duty)}
    )
    return render(
        "log_saved",
        status=row.status,
        names=names(book, rows),
        when=row.done_on,
        heads=row.heads,
        photos=sum(len(each.evidence) for each in rows),
        title=row.title,
        items=served,
        period=_periods(rows),
        uncounted=_uncounted(book, rows, served),
        moved=standing.moved_from(data.get("moved", [])),
        can_change=row.status in ("reported", "returned") and scene.actor.of_village,
    )


def _periods(rows: Sequence[RecordRow]) -> str:
    return "、".join(
        dict.fromkeys(words.period(Period.parse(row.period)) for row in rows if row.period)
    )


def _uncounted(book: Book, rows: Sequence[RecordRow], served: Sequence[int]) -> str:
    """Why it brings nothing, if so: no item asks for it, or its time has passed."""
    if not served:
        return "unscored"
    owed = [row for row in rows if any(each.duty in row.duties for each in book.occurrences)]
    return (
        "late" if owed and not any(standing.counts(book, record_fact(row)) for row in owed) else ""
    )


@view("settled")
def settled(_scene: Scene, data: Data) -> Message:
    return render("settled", status=data["status"])


def score_now(scene: Scene, village_id: int) -> Score | None:
    """The village's score under its points scheme, if it is enrolled in one."""
    scene.forget()
    return next(iter(scene.book(village_id).scores()), None)


def dumped(before: Score | None, after: Score | None) -> list[Data]:
    """What an act moved, as a card keeps it."""
    if before is None or after is None:
        return []
    return [
        {key: str(value) for key, value in asdict(each).items()}
        for each in standing.movement(before, after)
    ]


def ask_supervisors(scene: Scene, village_id: int) -> None:
    """Show each supervisor what waits for him: his open card is edited, else a new one sent."""
    for grant in scene.uow.grants.holders(village_id, tuple(SUPERVISOR_POSTS), scene.today):
        for theirs in scene.of(grant):
            _show_queue(theirs)


def _show_queue(theirs: Scene) -> None:
    live = theirs.uow.cards.latest(theirs.chat_id, "review_ask")
    if live is not None:
        redraw(theirs, live, "review_ask", {"at": live.data.get("at")})
    elif review.queue(theirs.act()):
        say(theirs, "review_ask", urgency=NEWS, at=None)


def refresh_receipts(scene: Scene, row: RecordRow, moved: list[Data]) -> None:
    """Redraw the village's receipts of a record whose standing changed, with what that moved."""
    for grant in scene.uow.grants.holders(row.village_id, tuple(VILLAGE_POSTS), scene.today):
        for theirs in scene.of(grant):
            for card in theirs.uow.cards.about(theirs.chat_id, "log_saved", row.id):
                redraw(theirs, card, "log_saved", {**card.data, "moved": moved})


def show_receipt(press: Press, records: list[int], moved: list[Data]) -> None:
    press.show("log_saved", records=records, moved=moved)
