"""What a ledger promises: whole readings, once, with their words, for good."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.errors import ItemError, LedgerError, NotText, UnknownRecord, WordsMismatch
from casus.ledger import Ledger
from casus.ledger.file import APPLICATION
from casus.ledger.joins import derive
from casus.ledger.words import verify
from casus.records import Article, Content, Party, Reading, Record, Statement, Words, to_json

Make = Callable[..., Reading]
replace = msgspec.structs.replace


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "crisis.casus"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger(path) as opened:
        yield opened


def lines(ledger: Ledger) -> list[str]:
    return [to_json(record) for record in ledger.export()]


# ---------------------------------------------------------------- adding


def test_what_is_added_comes_back_equal(ledger: Ledger, make_reading: Make) -> None:
    readings = [make_reading(n) for n in (1, 2, 3)]
    report = ledger.add(readings)
    assert report.added == tuple(r.article.id for r in readings)
    assert (report.known, report.failed) == ((), ())
    for one in readings:
        assert ledger.article(one.article.id) == one.article
        assert tuple(ledger.statements(one.article.id)) == one.statements
    assert ledger.get(readings[0].statements[0].id) == readings[0].statements[0]
    assert ledger.check() == []


def test_the_same_again_changes_nothing(ledger: Ledger, make_reading: Make) -> None:
    readings = [make_reading(n) for n in range(1, 5)]
    ledger.add(readings)
    before = lines(ledger)
    again = ledger.add(readings)
    assert again.added == ()
    assert again.known == tuple(r.article.id for r in readings)
    assert lines(ledger) == before


def test_failed_items_flow_through_and_are_reported(ledger: Ledger, make_reading: Make) -> None:
    bad = NotText("photo.txt", "binary")
    seen: list[tuple[str, str]] = []
    one = make_reading(1)
    report = ledger.add([bad, one, one], progress=lambda name, word: seen.append((name, word)))
    assert report.failed == (bad,)
    assert seen == [
        ("photo.txt", "failed"), (one.article.id, "added"), (one.article.id, "known"),
    ]  # fmt: skip


def test_progress_is_called_when_the_article_is_safe(path: Path, make_reading: Make) -> None:
    def look(name: str, word: str) -> None:
        with Ledger(path, create=False) as other:
            assert other.has(name)

    with Ledger(path) as ledger:
        ledger.add([make_reading(1), make_reading(2)], progress=look)


def test_unread_holds_back_what_is_there(ledger: Ledger, make_reading: Make) -> None:
    old, new, bad = make_reading(1), make_reading(2), NotText("x", "binary")
    ledger.add([old])
    read: list[str] = []

    def reader(items: Iterator[Article | ItemError]) -> Iterator[Reading | ItemError]:
        for item in items:
            if isinstance(item, Article):
                read.append(item.id)
                yield Reading(article=item, statements=new.statements)
            else:
                yield item

    report = ledger.add(reader(ledger.unread([old.article, bad, new.article, new.article])))
    assert read == [new.article.id]
    assert report.added == (new.article.id,)
    assert report.known == (old.article.id, new.article.id)
    assert report.failed == (bad,)
    assert ledger.add([]).known == ()


def test_a_newer_reader_adds_a_reading_and_keeps_the_old(path: Path, make_reading: Make) -> None:
    first = make_reading(1)
    second = replace(first, statements=first.statements[:2])
    with Ledger(path, reader="1") as ledger:
        ledger.add([first])
    with Ledger(path, reader="2") as ledger:
        assert not ledger.has(first.article.id)
        assert ledger.add([second]).added == (first.article.id,)
        assert tuple(ledger.statements()) == second.statements
        assert [a.id for a in ledger.articles()] == [first.article.id]
        assert ledger.add([second]).known == (first.article.id,)
        assert ledger.search("report") == list(second.statements)
    rows = sqlite3.connect(path).execute("SELECT count(*) FROM statement").fetchone()
    assert rows == (len(first.statements) + len(second.statements),)


def test_a_date_given_later_counts_and_is_not_lost_again(
    ledger: Ledger, make_article: Callable[..., Article]
) -> None:
    text = "Rain fell on the border post."
    undated, dated = make_article(text), make_article(text, published="2019-04-02")
    other = make_article(text, published="2019-04-05")
    assert undated.id == dated.id

    def add(article: Article) -> tuple[str, ...]:
        passed = list(ledger.unread([article]))
        readings = [Reading(article=a) for a in passed if isinstance(a, Article)]
        report = ledger.add(readings)
        assert len(report.added) + len(report.known) == 1
        assert ledger.add([Reading(article=article)]).known == (article.id,)
        return report.added

    assert add(undated)
    assert add(dated)
    assert list(ledger.articles()) == [dated]
    assert not add(undated)
    assert list(ledger.articles()) == [dated]
    assert add(other)
    assert list(ledger.articles()) == [other]


@settings(max_examples=15, deadline=None)
@given(order=st.permutations(range(8)), cut=st.integers(0, 8))
def test_any_order_gives_the_same_export(make_reading: Make, order: list[int], cut: int) -> None:
    def export(numbers: list[list[int]]) -> list[str]:
        with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "l") as ledger:
            for part in numbers:
                ledger.add(make_reading(n, size=2) for n in part)
            return lines(ledger)

    assert export([order[:cut], order[cut:]]) == export([list(range(8))])


def test_export_is_ordered_by_day_and_marks_copies(
    ledger: Ledger, make_article: Callable[..., Article]
) -> None:
    text = " ".join(
        f"The column of trucks number {n} left depot {n * 7} at dusk." for n in range(40)
    )
    late = make_article(text + " Ends.", published="2022-02-03")
    early = make_article(text, published="2022-02-01")
    undated = make_article("A short note on something else.")
    ledger.add(Reading(article=a) for a in (undated, late, early))
    first, second, third = list(ledger.export())[:3]
    assert [a.id for a in (first, second, third)] == [early.id, late.id, undated.id]
    assert isinstance(second, Article)
    assert second.copy_of == early.id
    assert second.copied is not None
    assert second.copied > 0.9
    assert ledger.article(late.id) == late  # the row itself knows nothing of other articles


# ----------------------------------------------------- words, checked at write


def _break(one: Statement, kind: str) -> Statement:
    event, figure, voice = one.events[0], one.figures[0], one.voices[0]
    far = 10**6
    assert event.place
    assert voice.span
    broken: dict[str, dict[str, Any]] = {
        "quote": {"quote": one.quote + "!"},
        "span outside": {"span": (one.span[0], far)},
        "span reversed": {"span": one.span[::-1]},
        "negative span": {"span": (-5, one.span[1])},
        "other article": {"article": "a-0000000000000000"},
        "content": {"content": replace(one.content, text="something else")},
        "content cover": {"content": replace(one.content, span=one.span)},
        "content no parts": {"content": replace(one.content, spans=())},
        "cue": {"cue": Words(text="denied", span=voice.span)},
        "voice span": {"voices": (replace(voice, span=(far, far + 1)),)},
        "voice cue": {"voices": (replace(voice, cue=Words(text="x", span=voice.span)),)},
        "voice content": {"voices": (replace(voice, content=Content(text="x", span=(0, 1), spans=((0, 1),))),)},
        "addressee": {"addressee": replace(voice, span=(3, 3))},
        "trigger": {"events": (replace(event, trigger=Words(text="zz", span=(0, 2))),)},
        "party": {"events": (replace(event, actors=(Party(name="x", span=(0, far)),)),)},
        "place": {"events": (replace(event, place=replace(event.place, span=(0, far))),)},
        "figure": {"figures": (replace(figure, text="a million"),)},
        "confidence": {"confidence": float("nan")},
        "unknown act": {"act": "sing"},
        "no text": {"why": {"cue": "\ud800"}},
    }  # fmt: skip
    return replace(one, **broken[kind])


@pytest.mark.parametrize(
    "kind",
    ["quote", "span outside", "span reversed", "negative span", "other article", "content",
     "content cover", "content no parts", "cue", "voice span", "voice cue", "voice content",
     "addressee", "trigger", "party", "place", "figure", "confidence", "unknown act", "no text"],
)  # fmt: skip
def test_words_that_do_not_stand_there_are_refused(
    ledger: Ledger, make_reading: Make, kind: str
) -> None:
    sound, one = make_reading(1), make_reading(2)
    last = _break(one.statements[-1], kind)
    report = ledger.add([replace(one, statements=(*one.statements[:-1], last)), sound])
    assert report.added == (sound.article.id,)
    assert [error.item for error in report.failed] == [one.article.source]
    assert not ledger.has(one.article.id)
    assert len(list(ledger.statements())) == len(sound.statements)
    assert ledger.check() == []


def test_the_mismatch_names_article_and_statement(make_reading: Make) -> None:
    one = make_reading(1)
    last = _break(one.statements[-1], "figure")
    with pytest.raises(WordsMismatch) as caught:
        verify(replace(one, statements=(*one.statements[:-1], last)))
    assert one.article.id in str(caught.value)
    assert last.id in str(caught.value)


def test_one_statement_twice_and_a_caption_outside_are_refused(make_reading: Make) -> None:
    one = make_reading(1)
    with pytest.raises(WordsMismatch, match="twice"):
        verify(replace(one, statements=one.statements[:1] * 2))
    with pytest.raises(WordsMismatch, match="caption"):
        verify(replace(one, article=replace(one.article, captions=((0, 10**6),))))


def test_content_in_parts_is_joined_with_a_blank(
    make_article: Callable[..., Article], make_statement: Callable[..., Statement]
) -> None:
    text = "“We left,” he said. “We will not return.”"
    article = make_article(text)
    whole = make_statement(text, article.id, text)
    spans = ((0, 10), (20, len(text)))
    parts = Content(text="“We left,” “We will not return.”", span=(0, len(text)), spans=spans)
    verify(Reading(article=article, statements=(replace(whole, content=parts),)))


# --------------------------------------------------------------- append-only


@pytest.mark.parametrize("table", ["reading", "statement", "judgement"])
@pytest.mark.parametrize("sql", ["UPDATE {} SET json = '{{}}'", "DELETE FROM {}",
                                 "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"])  # fmt: skip
def test_rows_cannot_be_changed(path: Path, make_reading: Make, table: str, sql: str) -> None:
    with Ledger(path) as ledger:
        ledger.add([make_reading(1)])
        target = next(iter(ledger.statements())).id
        ledger.judge("mira", "accept", target, at="2024-05-01T10:00:00Z")
        before = lines(ledger)
    raw = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        raw.execute(sql.format(table))
    raw.close()
    with Ledger(path) as ledger:
        assert lines(ledger) == before
        assert len(ledger.judgements()) == 1


# ------------------------------------------------------- files that are not ours


def test_a_missing_ledger_is_not_made_unless_asked(path: Path) -> None:
    with pytest.raises(LedgerError, match="no ledger there"):
        Ledger(path, create=False)
    assert not path.exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger(tmp_path / "nowhere" / "crisis.casus")
    with pytest.raises(LedgerError, match="cannot be opened"):
        Ledger(tmp_path)  # a folder itself


@pytest.mark.parametrize(
    "content", [b"Dear editor,\n" * 200, b"x", b"SQLite format 3\0" + b"\1" * 900]
)
def test_another_kind_of_file_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"not a Casus ledger|damaged"):
        Ledger(path)
    assert path.read_bytes() == content


def test_another_database_is_left_as_it_is(path: Path) -> None:
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE recipe (name TEXT)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="not a Casus ledger"):
        Ledger(path)
    assert path.read_bytes() == before


def test_a_newer_format_is_refused(path: Path) -> None:
    Ledger(path).close()
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(LedgerError, match="format 99"):
        Ledger(path)


def test_an_empty_file_becomes_a_ledger(path: Path, make_reading: Make) -> None:
    path.touch()
    with Ledger(path) as ledger:
        assert ledger.add([make_reading(1)]).added


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_file_gives_one_plain_error(path: Path, make_reading: Make, seed: int) -> None:
    with Ledger(path) as ledger:
        ledger.add(make_reading(n) for n in range(10))
    whole = path.read_bytes()
    dice = random.Random(seed)
    torn = bytearray(whole)
    for _ in range(2):
        at = dice.randrange(len(torn))
        torn[at : at + 3000] = dice.randbytes(len(torn[at : at + 3000]))
    path.write_bytes(torn)
    said = _troubles(path, make_reading(99))
    assert said
    assert str(path) in said[0]
    assert "\n" not in said[0]


def _troubles(path: Path, new: Reading) -> list[str]:
    """What a ledger says of itself, by an error or by its check."""
    try:
        with Ledger(path) as ledger:
            found = ledger.check()
            ledger.search("shelling by:MDA after:2020")
            ledger.add([new])
            return found
    except LedgerError as error:
        return [str(error)]


# --------------------------------------------------------------- one writer


def test_a_second_writer_waits_and_then_says_busy(path: Path, make_reading: Make) -> None:
    Ledger(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Ledger(path, timeout=0.05) as ledger:
        with pytest.raises(LedgerError, match="busy"):
            ledger.add([make_reading(1)])
        assert list(ledger.articles()) == []  # reading is not held up
        other.execute("COMMIT")
        assert ledger.add([make_reading(1)]).added
    other.close()


def test_processes_add_the_same_articles_at_once(
    path: Path, tmp_path: Path, make_reading: Make
) -> None:
    script = Path(__file__).with_name("add_aloud.py")
    command = [sys.executable, str(script), str(path), "30", "5"]
    writers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = [line for writer in writers for line in writer.communicate()[0].splitlines()]
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert sum(line.endswith("added") for line in said) == 30
    assert sum(line.endswith("known") for line in said) == 60
    with Ledger(path) as ledger, Ledger(tmp_path / "alone") as alone:
        alone.add(make_reading(n) for n in range(30))
        assert lines(ledger) == lines(alone)
        assert ledger.check() == []


# ------------------------------------------------------------------ the rest


def test_an_unknown_id_is_said_to_be_unknown(ledger: Ledger) -> None:
    for look in (ledger.get, ledger.article, ledger.statement):
        with pytest.raises(UnknownRecord, match="a-404"):
            look("a-404")
    with pytest.raises(UnknownRecord):
        ledger.statements("a-404")


def test_joined_records_are_found_by_id(ledger: Ledger, make_reading: Make) -> None:
    ledger.add(make_reading(n) for n in range(6))
    joined = ledger.joined()
    assert joined.incidents
    records: list[Record] = [*joined.incidents, *joined.actors, *joined.origins]
    for record in records:
        assert ledger.get(record.id) == record
    assert ledger.joined() is joined
    ledger.add([make_reading(77)])
    assert ledger.joined() is not joined


def test_joined_records_kept_in_the_file_are_those_derived(
    path: Path, make_reading: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings = [make_reading(n) for n in range(6)]
    with Ledger(path) as ledger:
        ledger.add(readings)
        made = ledger.joined()
        assert made == derive(list(ledger.articles()), list(ledger.statements()))
    with Ledger(path) as ledger:
        with monkeypatch.context() as patch:
            patch.setattr("casus.ledger.store.derive", None)  # must not be called
            assert ledger.joined() == made
        ledger.judge("mira", "reject", readings[0].statements[0].id, at="2024-05-01T10:00:00Z")
        fresh = derive(list(ledger.articles()), list(ledger.statements()))
        assert ledger.joined() == fresh != made
        monkeypatch.setattr("casus.ledger.store.joining_code", lambda: "another version")
        monkeypatch.setattr("casus.ledger.store.derive", lambda articles, statements: made)
        assert ledger.joined() == made


def test_an_export_is_of_one_moment(path: Path, make_reading: Make) -> None:
    with Ledger(path) as ledger, Ledger(path) as other:
        ledger.add(make_reading(n) for n in range(4))
        before = lines(ledger)
        slowly = ledger.export()
        first = next(slowly)
        other.add([make_reading(50)])
        ledger.add([make_reading(51)])
        assert [to_json(first), *map(to_json, slowly)] == before


def test_to_pandas_has_a_row_a_statement(ledger: Ledger, make_reading: Make) -> None:
    pandas = pytest.importorskip("pandas")
    ledger.add(make_reading(n) for n in range(3))
    frame = ledger.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert list(frame["id"]) == [s.id for s in ledger.statements()]
    assert list(ledger.to_pandas("act:deny")["act"].unique()) == ["deny"]


def test_to_pandas_names_what_to_install(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ImportError, match=r"casus-ledger\[notebook\]"):
        ledger.to_pandas()


def test_a_notebook_shows_the_counts(ledger: Ledger, make_reading: Make) -> None:
    ledger.add(make_reading(n, size=4) for n in (1, 2))
    assert "8 statements of 2 articles" in ledger._repr_html_()
