import pytest

from bot.errors import BackupUnreadable
from bot.manifest import MANIFEST, SUMS, Contents, Manifest, contents, read_sums, spoiled, sum_of
from bot.manifest import written as as_text
from storage.schemes import load
from tests.bot.county import NOON, photo

HELD = Contents(counts={"place": 2}, audit_seq=5, audit_hash="ab", villages=1, scores="cd")
SUMS_OF = {"ledger.db": "0a", "evidence/aa/b 一.jpg": "0b"}


@pytest.fixture
def manifest(tmp_path):
    text = as_text(SUMS_OF)
    (tmp_path / SUMS).write_text(text, encoding="utf-8")
    made = Manifest(
        made_at=NOON,
        scores_on=NOON.date(),
        revision="0008",
        contents=HELD,
        sums=sum_of(text.encode()),
        files=2,
        spoiled=["evidence/x.jpg"],
    )
    made.write(tmp_path)
    return made


def test_it_is_read_as_it_was_written_with_its_sums(manifest, tmp_path):
    assert Manifest.read(tmp_path) == manifest
    assert read_sums(tmp_path, manifest) == SUMS_OF


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"made_at": 1}', "\x00"])
def test_what_is_no_manifest_is_refused(tmp_path, text):
    (tmp_path / MANIFEST).write_text(text)
    with pytest.raises(BackupUnreadable, match=MANIFEST):
        Manifest.read(tmp_path)


def test_other_sums_than_the_manifests_are_refused(manifest, tmp_path):
    (tmp_path / SUMS).write_text(as_text(SUMS_OF | {"more": "0c"}))
    with pytest.raises(BackupUnreadable, match="不符"):
        read_sums(tmp_path, manifest)


def test_contents_tell_of_rows_chain_and_scores(live):
    with live.read() as uow:
        held = contents(uow, load(), NOON.date())
        head, counts = uow.audit.head(), uow.whole.counts()
    assert (held.audit_seq, held.audit_hash, held.counts) == (*head, counts)
    assert held.villages == 10


def test_evidence_that_is_absent_or_other_is_spoiled(live, loaded):
    path = photo(live, loaded.data_dir, b"one more")
    with live.read() as uow:
        known = dict(uow.whole.files())
        assert spoiled(uow, known) == []
        assert spoiled(uow, known | {path: "0" * 64}) == [path]
        assert spoiled(uow, {each: sha for each, sha in known.items() if each != path}) == [path]


def test_the_folder_of_the_backups_is_none_and_names_them(manifest, tmp_path):
    within = tmp_path / "all" / "20260715-093000"
    within.mkdir(parents=True)
    manifest.write(within)
    with pytest.raises(BackupUnreadable, match=r"不是一份备份.*20260715-093000"):
        Manifest.read(tmp_path / "all")
    with pytest.raises(BackupUnreadable, match=r"没有 .*nowhere 这个目录"):
        Manifest.read(tmp_path / "nowhere")
