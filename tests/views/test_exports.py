from __future__ import annotations

import csv
import io
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pyarrow.parquet
import pytest

from casus import views
from casus.records import (
    Article,
    Commitment,
    Content,
    Event,
    Figure,
    Statement,
    Voice,
    Words,
    to_json,
)
from casus.views import csv_, flat, tables

TEXT = "=HYPERLINK(1) Ruritania said two soldiers died and vowed a truce."


@pytest.fixture
def page(article: Callable[..., Article]) -> Article:
    return article(TEXT, "2021-05-15", title="@title", publisher="Zenda Post")


@pytest.fixture
def statement(page: Article) -> Statement:
    """A statement with two events, a figure and a commitment."""
    words = Words(text=TEXT, span=(0, len(TEXT)))
    event = Event(id="e-1", type="ASSAULT", trigger=words, reality="negated")
    return Statement(
        id="s-1",
        article=page.id,
        span=words.span,
        quote=TEXT,
        voices=(Voice(name="Reuters", kind="media"), Voice(name="Ruritania", kind="state")),
        act="say",
        quoted="indirect",
        content=Content(text=TEXT, span=words.span, spans=(words.span,)),
        events=(event, Event(id="e-2", type="AGREE", trigger=words, reality="planned")),
        figures=(Figure(id="f-1", measure="killed", low=2, high=2, text="two", span=(27, 30)),),
        commitments=(
            Commitment(
                id="c-1",
                kind="ceasefire",
                parties=("RUR", "GRF"),
                state="proposed",
                text="vowed a truce",
                span=(51, 64),
            ),
        ),
        confidence=0.5,
    )


# ------------------------------------------------------------------- flat


def test_one_row_for_each_event_figure_and_commitment(page: Article, statement: Statement) -> None:
    rows = [row for _, row in flat.rows([page, statement])]
    assert [(row["kind"], row["item_id"]) for row in rows] == [
        ("event", "e-1"),
        ("event", "e-2"),
        ("figure", "f-1"),
        ("commitment", "c-1"),
    ]
    assert {row["attributed_to"] for row in rows} == {"Reuters > Ruritania"}
    assert {row["publisher"] for row in rows} == {"Zenda Post"}
    assert [row["reality"] for row in rows] == ["negated", "planned", None, None]
    assert rows[2]["figure_low"] == rows[2]["figure_high"] == 2
    assert rows[3]["parties"] == "RUR; GRF"


def test_a_statement_without_any_has_a_row(statement: Statement) -> None:
    bare = Statement(
        id="s-2",
        article="a-0",
        span=(0, 2),
        quote="No",
        act="deny",
        quoted="direct",
        content=statement.content,
        confidence=1.0,
    )
    ((beside, row),) = flat.rows([bare])
    assert beside is bare
    assert (row["kind"], row["item_id"], row["source"]) == ("statement", None, None)


def test_every_row_has_every_column(page: Article, statement: Statement) -> None:
    for _, row in flat.rows([statement], {page.id: page}.get):
        assert list(row) == list(flat.COLUMNS)
        for name, (kind, _) in flat.COLUMNS.items():
            assert row[name] is None or isinstance(row[name], kind | int), name


# -------------------------------------------------------------------- CSV


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+49 30",
        "-2",
        "@SUM(A1)",
        "\t=1",
        " =1",
        "\u00a0=1",
        "\r=1",
        "＝1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_no_cell_runs_as_a_formula(cell: str) -> None:
    assert csv_.safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["two", "1-2", "", "'quoted'", -2, -0.5, None])
def test_other_cells_stay_as_they_are(cell: object) -> None:
    assert csv_.safe(cell) == cell


def test_csv_keeps_quotes_commas_and_lines(page: Article, statement: Statement) -> None:
    out = io.BytesIO()
    views.write([page, statement], "csv", out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue().decode(), newline="")))
    assert {row["quote"] for row in rows} == {"'" + TEXT}
    assert {row["title"] for row in rows} == {"'@title"}
    assert not out.closed


# ---------------------------------------------------------------- Parquet


def test_parquet_holds_the_whole_statement(page: Article, statement: Statement) -> None:
    out = io.BytesIO()
    views.write([page, statement], "parquet", out)
    rows = pyarrow.parquet.read_table(io.BytesIO(out.getvalue())).to_pylist()
    assert [row["json"] for row in rows] == [to_json(statement)] * 4
    assert [row["quote"] for row in rows] == [TEXT] * 4


def test_parquet_of_nothing_has_the_columns() -> None:
    out = io.BytesIO()
    views.write([], "parquet", out)
    table = pyarrow.parquet.read_table(io.BytesIO(out.getvalue()))
    assert (table.num_rows, table.column_names) == (0, [*flat.COLUMNS, "json"])


# ----------------------------------------------------------------- tables


def test_a_table_tells_who_what_and_on_what_words(page: Article, statement: Statement) -> None:
    out = io.BytesIO()
    views.write([page, statement], "table", out)
    shown = " ".join(out.getvalue().decode().split())
    for words in ("Reuters", "Zenda Post", "2021-05-15", "s-1", "killed 2", "[negated]"):
        assert words in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("text", ["\x1b[2J", "\x9b31m", "\x07", "a\u202eb", "\u2066", "\r", "\x00"])
def test_words_cannot_steer_a_terminal(text: str) -> None:
    assert not set(tables.plain(text)) & set("\x1b\x9b\x07\u202e\u2066\r\x00")


def test_markup_in_words_is_only_words(article: Callable[..., Article]) -> None:
    out = io.BytesIO()
    views.write([article("x", title="[red]alert[/red] [/]")], "table", out)
    assert b"[red]alert[/red] [/]" in out.getvalue()


# ------------------------------------------------------------------ output


def test_a_file_appears_when_it_is_complete(tmp_path: Path) -> None:
    path = tmp_path / "out"
    with views.opened(path) as out:
        out.write(b"new")
        assert not path.exists()
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["out"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), views.opened(path) as out:  # noqa: PT012
        out.write(b"new")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["out"]


def test_rights_and_links_of_the_old_file_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real", tmp_path / "link"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    with views.opened(link) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("asked", "output", "form"),
    [
        ("csv", "x.parquet", "csv"),
        (None, "x.parquet", "parquet"),
        (None, "x.CSV", "csv"),
        (None, "x.txt", "table"),
        (None, "-", "jsonl"),
        (None, None, "jsonl"),
    ],
)
def test_the_format_asked_for_or_the_files(
    asked: views.Format | None, output: str | None, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", io.StringIO())
    assert views.choose(asked, Path(output) if output else None) == form


def test_every_format_can_be_written(page: Article, statement: Statement) -> None:
    for form in get_args(views.Format):
        out = io.BytesIO()
        views.write([page, statement], form, out)
        assert out.getvalue()
