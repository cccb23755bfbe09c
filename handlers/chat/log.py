"""Logging: a sentence or a few taps become a record; what is missing is asked, one at a time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from handlers.chat.cards import Data, Press, action, say, view
from handlers.chat.receipts import ask_supervisors, dumped, names, score_now
from handlers.chat.scene import Scene
from handlers.chat.turn import Turn
from handlers.messages import words
from handlers.messages.render import Button, Message, render
from handlers.services import records, standing
from handlers.services.sketch import (
    Entry,
    Question,
    Sketch,
    entries,
    next_question,
    recent_days,
    with_day,
    with_period,
)
from rubric.period import Period
from rubric.utterance_answer import read_day
from storage.drafts import DraftRow

Show = Callable[..., Any]
PAGE = 4


def begin(turn: Turn, sketch: Sketch) -> None:
    """A new piece of work to log; every answer is a new message."""
    advance(turn, sketch, lambda kind, **data: say(turn.scene, kind, **data), None)


def advance(turn: Turn, sketch: Sketch, show: Show, draft: int | None) -> None:
    """Ask the one thing that is missing, or write the record."""
    scene, book = turn.scene, turn.scene.book()
    records.may_log(turn.act(), sketch.duties)
    if sketch.done_on and sketch.done_on > turn.written_on:
        show("log_future", day=sketch.done_on.isoformat(), duties=list(sketch.duties))
    elif next_question(sketch, book):
        show("log_ask", draft=_keep(scene, sketch, draft), page=0)
    elif (same := _same(turn, sketch)) and not sketch.distinct:
        show("log_same", draft=_keep(scene, sketch, draft), record=same)
    else:
        _save(turn, sketch, show, draft)


def _keep(scene: Scene, sketch: Sketch, draft: int | None) -> int:
    if draft is None:
        return scene.uow.drafts.open(
            scene.actor.person_id, "log", sketch.dump(), awaits_text=False, at=scene.now
        )
    scene.uow.drafts.update(draft, sketch.dump())
    return draft


def _same(turn: Turn, sketch: Sketch) -> int | None:
    act = turn.act()
    found = (records.same_meeting(act, entry) for entry in entries(sketch, act.book))
    return next((row.id for row in found if row), None)


def _save(turn: Turn, sketch: Sketch, show: Show, draft: int | None) -> None:
    if draft is not None:
        turn.uow.drafts.close(draft, turn.now)
    write(turn, entries(sketch, turn.scene.book()), show)


def write(turn: Turn, made: tuple[Entry, ...], show: Show) -> None:
    """Write records, show the receipt with what moved, and ask those who confirm."""
    scene, act = turn.scene, turn.act()
    before = score_now(scene, act.book.village.id)
    written = [records.log(act, entry) for entry in made]
    after = score_now(scene, act.book.village.id)
    show("log_saved", records=written, moved=dumped(before, after))
    ask_supervisors(scene, act.book.village.id)


@action("log.start")
def start(press: Press) -> None:
    """报一项工作: which one?"""
    press.show("log_ask", draft=_keep(press.scene, Sketch(text="", ask_date=True), None), page=0)


@action("log.owed")
def start_owed(press: Press) -> None:
    """报 5月财务公开: the duty and its period are known already."""
    duty, period, unit = press.args
    sketch = Sketch(text="", duties=(duty,), periods={duty: period}, unit=int(unit), ask_date=True)
    _next(press, sketch, None)


@view("log_ask")
def log_ask(scene: Scene, data: Data) -> Message:
    """Whatever the draft still lacks."""
    sketch, book = _sketch(scene, data), scene.book()
    question = next_question(sketch, book)
    if question is None:
        return render("ok")
    return ASKED[question.kind](scene, sketch, question, data.get("page", 0))


def _ask_duty(scene: Scene, sketch: Sketch, _question: Question, page: int) -> Message:
    every = offered(scene)
    shown = every[page * PAGE : page * PAGE + PAGE]
    buttons = [Button(scene.book().name(duty), "log.duty", (duty,)) for duty in shown]
    if len(every) > PAGE:
        following = page + 1 if every[page * PAGE + PAGE :] else 0
        buttons.append(Button("其他", "log.page", (following,)))
    return render("log_which", heard=sketch.text, buttons=buttons)


def offered(scene: Scene) -> list[str]:
    """What this post may log: what is owed first, then the schemes' order, then the rest."""
    book = scene.book()
    owed = [entry.occurrence.duty for entry in standing.month_agenda(book)]
    known = [*owed, *book.duties, *book.words.vocabulary.duties]
    return [duty for duty in dict.fromkeys(known) if scene.actor.post in book.doers(duty)]


def _ask_date(scene: Scene, _sketch: Sketch, question: Question, _page: int) -> Message:
    return render(
        "log_when",
        duty=scene.book().name(question.duty),
        days=recent_days(scene.today),
        choices=[],
    )


def _ask_period(scene: Scene, _sketch: Sketch, question: Question, _page: int) -> Message:
    choices = [Period.parse(each) for each in question.choices]
    return render(
        "log_period",
        duty=scene.book().name(question.duty),
        early=Period.parse(question.early) if question.early else None,
        buttons=[
            Button(words.period(each), "log.period", (question.duty, str(each))) for each in choices
        ],
    )


def _ask_unit(_scene: Scene, _sketch: Sketch, question: Question, page: int) -> Message:
    shown = question.choices[page * PAGE : page * PAGE + PAGE]
    buttons = [Button(f"第{each}组", "log.unit", (each,)) for each in shown]
    if len(question.choices) > PAGE:
        following = page + 1 if question.choices[page * PAGE + PAGE :] else 0
        buttons.append(Button("其他", "log.page", (following,)))
    return render("log_unit", buttons=buttons)


ASKED = {"duty": _ask_duty, "date": _ask_date, "period": _ask_period, "unit": _ask_unit}


@action("log.page")
def turn_page(press: Press) -> None:
    press.show("log_ask", draft=press.data["draft"], page=press.args[0])


@action("log.duty")
def answer_duty(press: Press) -> None:
    _next(press, replace(_sketch(press.scene, press.data), duties=(press.args[0],)))


@action("log.day")
def answer_day(press: Press) -> None:
    day = date.fromisoformat(press.args[0])
    _next(press, with_day(_sketch(press.scene, press.data), day))


@action("log.period")
def answer_period(press: Press) -> None:
    _next(press, with_period(_sketch(press.scene, press.data), *press.args))


@action("log.unit")
def answer_unit(press: Press) -> None:
    _next(press, replace(_sketch(press.scene, press.data), unit=int(press.args[0])))


@action("log.distinct")
def answer_distinct(press: Press) -> None:
    _next(press, replace(_sketch(press.scene, press.data), distinct=True))


@action("log.same")
def answer_same(press: Press) -> None:
    press.turn.uow.drafts.close(press.data["draft"], press.turn.now)
    press.show("log_kept")


@action("log.other-day")
def ask_typed_day(press: Press) -> None:
    """选别的日期: the next sentence that is a date answers it."""
    draft = press.data["draft"]
    press.turn.uow.drafts.open(
        press.scene.actor.person_id,
        "log.day",
        {"draft": draft, "card": press.card.token},
        awaits_text=True,
        at=press.turn.now,
    )
    press.show("log_day_typed", draft=draft)


def take_day(turn: Turn, waiting: DraftRow, text: str) -> bool:
    """A typed day for an open question; False when the text is no day, and so something else."""
    day = read_day(text, turn.written_at)
    if day is None:
        return False
    turn.uow.drafts.close(waiting.id, turn.now)
    draft = waiting.data["draft"]
    sketch = with_day(_sketch(turn.scene, {"draft": draft}), day)
    advance(turn, sketch, lambda kind, **data: say(turn.scene, kind, **data), draft)
    return True


def _next(press: Press, sketch: Sketch, draft: int | None = None) -> None:
    advance(press.turn, sketch, press.show, draft or press.data.get("draft"))


def _sketch(scene: Scene, data: Data) -> Sketch:
    return Sketch.load(scene.uow.drafts.get(data["draft"], scene.actor.person_id).data)


@view("log_day_typed")
def log_day_typed(scene: Scene, data: Data) -> Message:
    return render("log_day_typed", duty=scene.book().name(_sketch(scene, data).duties[0]))


@view("log_same")
def log_same(scene: Scene, data: Data) -> Message:
    row = scene.uow.records.get(data["record"], scene.actor.scope)
    return render(
        "log_same",
        when=row.done_on,
        name=names(scene.book(), [row]),
        author=scene.uow.people.get(row.author_id).name,
    )


@view("log_kept")
def log_kept(_scene: Scene, _data: Data) -> Message:
    return render("log_kept")


@view("log_future")
def log_future(scene: Scene, data: Data) -> Message:
    return render(
        "log_future",
        when=date.fromisoformat(data["day"]),
        name="、".join(scene.book().name(duty) for duty in data["duties"]),
    )
