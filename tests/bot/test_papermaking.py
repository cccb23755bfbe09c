"""Every document that can be ordered in chat, made from the demo's county."""

import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.papermaking import MAKERS, Bench, make
from demo.seed import seed
from handlers.services.actor import acting
from handlers.services.catalogue import DOCUMENTS
from handlers.services.invitations import invite_below
from rubric.posts import Post
from storage.errors import OutOfScope
from storage.files import Files
from storage.schemes import load
from storage.unit_of_work import Store

NOW = datetime.fromisoformat("2026-07-15T09:30+08:00")
HOLDERS = {"village": Post.SECRETARY, "town": Post.TOWN_OFFICE, "city": Post.CITY_AGRICULTURE}


@pytest.fixture(scope="module")
def county(tmp_path_factory, new_ledger):
    folder = tmp_path_factory.mktemp("county")
    url = new_ledger(folder / "ledger.db")
    seed(url, NOW)
    store = Store(url)
    yield folder, store
    store.close()


@pytest.fixture
def bench(county):
    """A bench of whoever holds a post of that kind of place, at his own place."""
    folder, store = county
    told: list[float] = []

    with store.begin() as uow:

        def bench(kind="village", place=None, of=(), templates=Path("none")):
            village = uow.places.villages_of(uow.places.towns()[0].id)[0]
            city = uow.places.towns()[0].parent_id
            own = {"village": village.id, "town": uow.places.towns()[0].id, "city": city}[kind]
            return Bench(
                uow=uow,
                schemes=load(),
                files=Files(folder),
                templates=templates,
                actor=holder(uow, HOLDERS[kind], own),
                now=NOW,
                place=place or own,
                of=of,
                progress=told.append,
            )

        yield bench


def holder(uow, post, place):
    known = uow.grants.holders(place, (post,), NOW.date())
    if known:
        return acting(uow, known[0])
    grant = uow.grants.add(uow.people.add("示例经办"), post, place, NOW.date())
    uow.grants.accept(grant, NOW)
    return acting(uow, uow.grants.get(grant))


def kind_of(data):
    if data.startswith(b"%PDF"):
        return ".pdf"
    if data.startswith(b"\x89PNG"):
        return ".png"
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    return ".docx" if "word/document.xml" in names else ".xlsx"


def test_every_document_of_the_catalogue_has_a_maker_and_no_other():
    assert set(MAKERS) == set(DOCUMENTS)


@pytest.mark.parametrize(
    "id_",
    [each.id for each in DOCUMENTS.values() if not each.of_one and "points" in each.schemes],
)
def test_each_document_is_made_as_what_its_name_says(bench, id_):
    papers = make(id_, bench(DOCUMENTS[id_].place))
    assert papers
    assert [kind_of(paper.data) for paper in papers] == [
        Path(paper.filename).suffix for paper in papers
    ]


@pytest.mark.parametrize("id_", ["self-assessment", "half-year-report", "task-list"])
def test_there_is_no_paper_of_a_scheme_the_village_is_not_under(bench, id_):
    assert make(id_, bench()) == []


@pytest.mark.parametrize(
    ("scheme", "id_"),
    [
        ("tangjiafang-2020", "self-assessment"),
        ("tangjiafang-2020", "half-year-report"),
        ("sanguan-2022", "task-list"),
    ],
)
def test_a_village_under_another_scheme_has_its_papers_too(bench, scheme, id_):
    made = bench()
    made.uow.enrolments.add(made.place, scheme, date(2026, 1, 1))
    assert {kind_of(paper.data) for paper in make(id_, made)} == {".docx", ".pdf"}


def test_the_sheet_of_last_year_is_of_last_year(bench):
    sheet, *_ = make("score-sheet", bench(of=[2025]))
    assert "2025年" in sheet.filename


def test_the_ledger_is_narrowed_to_what_was_asked_for(bench):
    whole, *_ = make("ledger", bench())
    part, *_ = make("ledger", bench(of=["2026-03", None, None]))
    assert pages(part.data) <= pages(whole.data)
    assert "2026年3月" in text(part.data) or "3月" in text(part.data)


def pages(data):
    return len(PdfReader(io.BytesIO(data)).pages)


def text(data):
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def test_a_village_out_of_the_orderers_scope_is_refused(bench):
    made = bench()
    neighbour = made.uow.places.villages_of(made.uow.places.town_of(made.place).id)[1]
    with pytest.raises(OutOfScope):
        make("ledger", bench(place=neighbour.id))


def test_the_sheet_of_invitations_has_a_slip_for_each_of_them(bench):
    made = bench("town")
    told = invite_below(made.uow, made.actor, NOW)
    of = [[each.link.invite_id, each.typed.invite_id] for each in told[:9]]
    (paper,) = make("invite-sheet", bench("town", of=of))
    assert pages(paper.data) == 2
    assert told[0].typed.text[:4] in text(paper.data)


def test_nobody_to_invite_makes_no_sheet(bench):
    assert make("invite-sheet", bench("town")) == []
