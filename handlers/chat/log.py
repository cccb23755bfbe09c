"""Logging: a sentence or a few taps become a record; what is missing is asked, one at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.chat import asking, days
from handlers.chat.asking import Show
from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.receipts import (
    ask_confirmers,
    dumped,
    rows_of,
    score_after,
    score_now,
)
from handlers.chat.scene import Finished, Scene
from handlers.chat.task_which import ask_which
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.paging import page_of
from handlers.messages.render import Button, Message, render
from handlers.services import evidence, records, standing
from handlers.services.publication import PARTS
from handlers.services.sketch import (
    Entry,
    Question,
    Sketch,
    entries,
    likely_days,
    next_question,
    with_day,
    with_period,
)
from rubric.period import Period
from rubric.utterance_answer import names_only_day
from storage.drafts import DraftRow

PAGE = 4
UNITS = 5


def begin(turn: Turn, sketch: Sketch, show: Show | None = None) -> None:
    """A new piece of work to log; unless told otherwise the answer is a new message."""
    advance(turn, sketch, show or asking.anew(turn.scene), None)


def advance(turn: Turn, sketch: Sketch, show: Show, draft: int | None) -> None:
    """Ask the one thing that is missing, or write the record."""
    book = turn.scene.book()
    records.may_log(turn.act(), sketch.duties)
    if sketch.done_on and sketch.done_on > turn.written_on:
        show("log_future", day=sketch.done_on.isoformat(), duties=list(sketch.duties))
    elif question := next_question(sketch, book):
        _ask(turn, sketch, question, show, _keep(turn, sketch, draft))
    elif (same := _same(turn, sketch)) and not sketch.distinct:
        show("log_same", draft=_keep(turn, sketch, draft), record=same)
    else:
        _save(turn, sketch, show, draft)


def _ask(turn: Turn, sketch: Sketch, question: Question, show: Show, draft: int) -> None:
    """With buttons; a day of a month long past is asked in words."""
    if question.kind == "date" and not likely_days(sketch, turn.scene.book()):
        asking.ask(turn.scene, show("log_day_typed", draft=draft), "log.day", draft=draft)
    else:
        show("log_ask", draft=draft, page=0)


def _keep(turn: Turn, sketch: Sketch, draft: int | None) -> int:
    """The draft, with the files that wait for it to become a record."""
    drafts, person = turn.uow.drafts, turn.scene.actor.person_id
    if draft is None:
        draft = drafts.open(person, "log", sketch.dump(), awaits_text=False, at=turn.now)
        turn.uow.evidence.hold(draft, turn.files)
    else:
        drafts.update(draft, sketch.dump())
    return draft


def _same(turn: Turn, sketch: Sketch) -> int | None:
    act = turn.act()
    found = (records.same_meeting(act, entry) for entry in entries(sketch, act.book))
    return next((row.id for row in found if row), None)


def _save(turn: Turn, sketch: Sketch, show: Show, draft: int | None) -> None:
    if draft is not None:
        turn.uow.drafts.close(draft, turn.now)
        turn.files = tuple(row.id for row in turn.uow.evidence.of_draft(draft))
    write(turn, entries(sketch, turn.scene.book()), show)
    go_on(turn, sketch)


def go_on(turn: Turn, sketch: Sketch) -> None:
    """Ask about what the same sentence told besides."""
    turn.files = ()
    _one_by_one(turn, [Sketch.load(each) for each in sketch.then], asking.anew(turn.scene))


def _one_by_one(turn: Turn, sketches: Sequence[Sketch], show: Show) -> None:
    """Ask about the first; the others wait their turn with it."""
    if sketches:
        waiting = tuple(each.dump() for each in sketches[1:])
        advance(turn, replace(sketches[0], then=waiting), show, None)


def write_all(turn: Turn, sketches: Sequence[Sketch], show: Show) -> None:
    """Write of several pieces of work what leaves nothing to ask, and ask about the rest."""
    act = turn.act()
    for sketch in sketches:
        records.may_log(act, sketch.duties)
    whole = [sketch for sketch in sketches if _is_whole(turn, sketch)]
    if whole:
        write(turn, [entry for sketch in whole for entry in entries(sketch, act.book)], show)
        turn.files, show = (), asking.anew(turn.scene)
    _one_by_one(turn, [sketch for sketch in sketches if sketch not in whole], show)


def _is_whole(turn: Turn, sketch: Sketch) -> bool:
    return next_question(sketch, turn.scene.book()) is None and not _same(turn, sketch)


def write(turn: Turn, made: Sequence[Entry], show: Show) -> None:
    """Write records, show the receipt with what moved, and ask those who confirm."""
    scene, act = turn.scene, turn.act()
    before = score_now(scene, act.book.village.id)
    written = [records.log(act, entry) for entry in made]
    evidence.file_under(act, written, turn.files)
    moved = dumped(before, score_after(scene, act.book.village.id))
    show("log_saved", records=written, moved=moved, message=turn.message_id)
    ask_confirmers(scene, rows_of(scene, {"records": written}))
    ask_which(turn, written)
    _ask_heads(scene, written, made)


def _ask_heads(scene: Scene, written: Sequence[int], made: Sequence[Entry]) -> None:
    """Of the first record whose number of people cannot be one: how many there were."""
    pairs = zip(written, made, strict=True)
    unsure = next((record for record, entry in pairs if entry.sketch.ask_heads), None)
    if unsure is not None:
        card = say(scene, "log_edit_heads", records=[unsure], unsure=True)
        asking.ask(scene, card, "edit.heads", record=unsure)


@action("log.start")
def start(press: Press) -> None:
    """报一项工作: which one?"""
    begin(press.turn, Sketch(text="", ask_date=True), press.show)


@action("log.owed")
def start_owed(press: Press) -> None:
    """报 5月财务公开: the duty and its period are known already."""
    duty, period, unit = press.args
    sketch = Sketch(text="", duties=(duty,), periods={duty: period}, unit=int(unit), ask_date=True)
    begin(press.turn, sketch, press.show)


@view("log_ask", asks=True)
def log_ask(scene: Scene, data: Data) -> Message:
    """Whatever the draft still lacks."""
    if draft_of(scene, data).closed_at:
        return render("log_over")
    sketch = _sketch(scene, data)
    question = next_question(sketch, scene.book()) or Question("date")
    return ASKED[question.kind](scene, sketch, question, data)


def _ask_duty(scene: Scene, sketch: Sketch, _question: Question, data: Data) -> Message:
    page = page_of(_kinds(scene), data["page"], PAGE)
    files = scene.uow.evidence.of_draft(data["draft"])
    return render(
        "log_which",
        heard=sketch.text,
        received=Counter(row.kind for row in files if not row.refused),
        page=page,
        buttons=page.rows,
    )


def _kinds(scene: Scene) -> list[Button]:
    """What this post may log; 三务公开 as one piece of work, and its parts alone after the rest."""
    duties = offered(scene)
    parts = [duty for duty in PARTS if duty in duties]
    if len(parts) < len(PARTS):
        return _single(scene, duties)
    rest = [duty for duty in duties if duty not in parts]
    place = min(*map(duties.index, parts), PAGE - 1)
    kinds = _single(scene, [*rest, *parts])
    return [*kinds[:place], Button("三务公开", "log.disclosures"), *kinds[place:]]


def _single(scene: Scene, duties: Sequence[str]) -> list[Button]:
    book = scene.book()
    return [Button(book.name(duty), "log.duty", (duty,)) for duty in duties]


def offered(scene: Scene) -> list[str]:
    """What this post may log: what is owed first, then the schemes' order, then the rest."""
    book = scene.book()
    owed = [entry.occurrence.duty for entry in standing.month_agenda(book)]
    known = dict.fromkeys([*owed, *book.duties, *book.words.vocabulary.duties])
    return [duty for duty in known if duty and scene.actor.post in book.doers(duty)]


def _ask_date(scene: Scene, sketch: Sketch, _question: Question, _data: Data) -> Message:
    return days.tapped(scene, sketch)


def _ask_period(scene: Scene, _sketch: Sketch, question: Question, _data: Data) -> Message:
    return render(
        "log_period",
        duty=scene.book().name(question.duty),
        early=Period.parse(question.early) if question.early else None,
        opens=_opens(scene, question),
        today=scene.today,
        buttons=period_buttons(question, "log.period"),
    )


def _opens(scene: Scene, question: Question) -> date | None:
    """From when on that can be done which was said too early."""
    of = scene.book().of(question.duty)
    return next((each.opens for each in of if str(each.period) == question.early), None)


def period_buttons(question: Question, does: str) -> list[Button]:
    """The periods that may be meant."""
    return [
        Button(words.period(Period.parse(each)), does, (question.duty, each))
        for each in question.choices
    ]


def _ask_unit(_scene: Scene, _sketch: Sketch, question: Question, data: Data) -> Message:
    page = page_of(question.choices, data["page"], PAGE if len(question.choices) > UNITS else UNITS)
    return render(
        "log_unit",
        page=page,
        buttons=[Button(f"第{each}组", "log.unit", (each,)) for each in page.rows],
    )


ASKED = {"duty": _ask_duty, "date": _ask_date, "period": _ask_period, "unit": _ask_unit}


@action("log.page")
def turn_page(press: Press) -> None:
    begun(press.scene, press.data)
    press.show("log_ask", draft=press.data["draft"], page=press.args[0])


@action("log.duty")
def answer_duty(press: Press) -> None:
    _next(press, replace(begun(press.scene, press.data), duties=(press.args[0],)))


@action("log.day")
def answer_day(press: Press) -> None:
    _next(press, with_day(begun(press.scene, press.data), date.fromisoformat(press.args[0])))


@action("log.period")
def answer_period(press: Press) -> None:
    _next(press, with_period(begun(press.scene, press.data), *press.args))


@action("log.unit")
def answer_unit(press: Press) -> None:
    _next(press, replace(begun(press.scene, press.data), unit=int(press.args[0])))


@action("log.distinct")
def answer_distinct(press: Press) -> None:
    _next(press, replace(begun(press.scene, press.data), distinct=True))


@action("log.other-day")
def ask_typed_day(press: Press) -> None:
    """选别的日期: the next sentence that is a date answers it."""
    begun(press.scene, press.data)
    card = press.show("log_day_typed", draft=press.data["draft"])
    asking.ask(press.scene, card, "log.day", draft=press.data["draft"])


def take_day(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """A typed day for an open question; False when the text is no day, and so something else."""
    sketch = begun(turn.scene, data)
    day = days.read(turn, sketch, text)
    if day is None:
        return False
    advance(turn, with_day(sketch, day), show, data["draft"])
    return True


def take_typed_day(turn: Turn, data: Data, text: str, show: Show) -> bool:
    """A day written where it could be tapped; False where no day is asked for, or this is none."""
    if draft_of(turn.scene, data).closed_at:
        return False
    question = next_question(_sketch(turn.scene, data), turn.scene.book())
    alone = names_only_day(text, turn.written_at)
    asks = question is not None and question.kind == "date"
    return asks and alone and take_day(turn, data, text, show)


def _next(press: Press, sketch: Sketch) -> None:
    advance(press.turn, sketch, press.show, press.data["draft"])


def draft_of(scene: Scene, data: Data) -> DraftRow:
    return scene.uow.drafts.get(data["draft"], scene.actor.person_id)


def _sketch(scene: Scene, data: Data) -> Sketch:
    return Sketch.load(draft_of(scene, data).data)


def begun(scene: Scene, data: Data) -> Sketch:
    """What the draft holds; Finished when a record was already made of it."""
    if draft_of(scene, data).closed_at:
        raise Finished
    return _sketch(scene, data)


@view("log_day_typed", asks=True)
def log_day_typed(scene: Scene, data: Data) -> Message:
    if draft_of(scene, data).closed_at:
        return render("log_over")
    return days.typed(scene, _sketch(scene, data))


@view("log_over")
def log_over(_scene: Scene, _data: Data) -> Message:
    return render("log_over")


@view("log_future")
def log_future(scene: Scene, data: Data) -> Message:
    return render(
        "log_future",
        when=date.fromisoformat(data["day"]),
        name="、".join(scene.book().name(duty) for duty in data["duties"]),
    )
