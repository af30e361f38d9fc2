"""The ledger: an append-only store of readings. Nothing else in Casus writes to it.

What holds: a reading is there with all its statements or not at all, from the moment it is
acknowledged (``Added``, ``progress``) through any crash; the same bytes twice change nothing;
every line shows its words; what is joined across articles is rebuilt from the rows and never
stands among them.
"""

from __future__ import annotations

import itertools
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import msgspec

from casus.errors import ItemError, LedgerError, UnknownRecord, WordsMismatch
from casus.ledger import query as language
from casus.ledger.file import connect, joining_code, plainly
from casus.ledger.frame import frame, names
from casus.ledger.joins import Joined, derive
from casus.ledger.review import Judgement, Verb, judgement, rejected
from casus.ledger.words import verify
from casus.records import Article, Noun, Reading, Record, Statement, to_json

if TYPE_CHECKING:
    import pandas

Outcome = Literal["added", "known", "failed"]
Progress = Callable[[str, Outcome], None]
N = TypeVar("N", bound=Noun)

_ARTICLES = "SELECT json FROM current {} ORDER BY published IS NULL, published, article"
_STATEMENTS = """SELECT s.json FROM current AS c JOIN statement AS s ON s.reading = c.n WHERE {}
    ORDER BY c.published IS NULL, c.published, c.article, s.start, s.stop, s.id"""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of the items given: ids of articles ``added`` and ``known`` (already there, or
    given twice), and the items that ``failed`` with the reason."""

    added: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    failed: tuple[ItemError, ...] = ()


class Ledger:
    """A ledger file. Close it, or use it in a ``with`` statement.

    ``reader`` is the version of the reader whose readings are added: an article read by the same
    version is known and stays as it is; a reading by another version, or on another publication
    date given by the user, is put beside the earlier one and counts from then on. ``timeout`` is how many seconds to wait for another writer.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        reader: str | None = None,
        timeout: float = 10.0,
    ) -> None:
        self.path = os.fspath(path)
        self._reader = reader
        self._db = connect(path, create=create, timeout=timeout)
        self._skipped: list[str] = []
        self._held: set[str] | None = None  # ids known when ``already`` was first asked
        self._joined: tuple[str, Joined] | None = None

    @property
    def reader(self) -> str:
        """The version of the reader whose readings are added; by default that of this Casus."""
        if self._reader is None:
            from casus.reader.version import fingerprint  # loads the rooms: only when adding

            self._reader = fingerprint()
        return self._reader

    def close(self) -> None:
        """Let go of the file. Everything acknowledged is already in it."""
        self._db.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ------------------------------------------------------------- writing

    def add(
        self, readings: Iterable[Reading | ItemError], *, progress: Progress | None = None
    ) -> Added:
        """Store each reading, all of it or nothing; items that failed before pass through.

        A reading whose words do not stand in its article fails by itself and the rest goes on.
        ``progress`` is called with the article's id (a failed item's name) once its outcome is
        safe on disk. Raises ``LedgerError`` when the file cannot be written.
        """
        ids: dict[Outcome, list[str]] = {"added": [], "known": [], "failed": []}
        failed: list[ItemError] = []
        for item in readings:
            name, outcome = self._take(item, failed)
            ids[outcome].append(name)
            if progress is not None:
                progress(name, outcome)
        skipped, self._skipped = self._skipped, []
        return Added(tuple(ids["added"]), (*skipped, *ids["known"]), tuple(failed))

    def _take(self, item: Reading | ItemError, failed: list[ItemError]) -> tuple[str, Outcome]:
        """Store one item; its name and outcome, the reason of a failure in ``failed``."""
        outcome = item if isinstance(item, ItemError) else self._store(item)
        if isinstance(outcome, ItemError):
            failed.append(outcome)
            return outcome.item, "failed"
        assert isinstance(item, Reading)
        return item.article.id, outcome

    def unread(self, articles: Iterable[Article | ItemError]) -> Iterator[Article | ItemError]:
        """Pass on the articles that this reader has not read into the ledger yet, so that
        nothing is read twice: ``ledger.add(read(ledger.unread(fetch(source))))``.

        Those held back are listed as ``known`` in the ``Added`` of the next ``add``.
        """
        rows = self._rows("SELECT article, given FROM reading WHERE reader = ?", self.reader)
        known = {key for id, given in rows for key in ((id, ""), (id, given))}
        return self._sift(articles, known)

    def _sift(
        self, articles: Iterable[Article | ItemError], known: set[tuple[str, str]]
    ) -> Iterator[Article | ItemError]:
        """Touches no database, so that a pool of readers may draw from it in a thread."""
        for item in articles:
            if isinstance(item, Article):
                if (item.id, _given(item)) in known:
                    self._skipped.append(item.id)
                    continue
                known |= {(item.id, ""), (item.id, _given(item))}
            yield item

    def already(self, id: str) -> bool:
        """Whether this reader has read an article into the ledger; if so, it is listed as
        ``known`` in the ``Added`` of the next ``add``. For ``fetch(…, skip=ledger.already)``."""
        if self._held is None:
            self._held = self.known()
        if id in self._held:
            self._skipped.append(id)
        return id in self._held

    def known(self) -> set[str]:
        """Ids of all articles that this version of the reader has read into the ledger."""
        rows = self._rows("SELECT article FROM reading WHERE reader = ?", self.reader)
        return {row[0] for row in rows}

    def has(self, article: Article | str) -> bool:
        """Whether this version of the reader has read the article into the ledger, and on the
        same date where an article is given whose date came from the user."""
        id, given = (article, "") if isinstance(article, str) else (article.id, _given(article))
        sql = "SELECT 1 FROM reading WHERE article = ? AND reader = ? AND ? IN ('', given)"
        return any(True for _ in self._rows(sql, id, self.reader, given))

    def _store(self, reading: Reading) -> Literal["added", "known"] | ItemError:
        if self.has(reading.article):
            return "known"
        try:
            verify(reading)
            rows = _Rows.of(reading)
        except (WordsMismatch, msgspec.ValidationError, UnicodeEncodeError) as error:
            failed = ItemError(reading.article.source, f"not stored: {error}")
            failed.__cause__ = error
            return failed
        with self._transaction():
            if self.has(reading.article):  # another writer was quicker
                return "known"
            rows.insert(self._db, self.reader)
        return "added"

    @contextmanager
    def _transaction(self, kind: str = "IMMEDIATE") -> Iterator[None]:
        with plainly(self.path):
            self._db.execute(f"BEGIN {kind}")
            try:
                yield
                self._db.execute("COMMIT")
            finally:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")

    # ------------------------------------------------------------- reading

    def articles(self) -> Iterator[Article]:
        """All articles by publication (the undated last), then id."""
        return self._records(Article, _ARTICLES.format(""))

    def statements(
        self, article: str | None = None, *, rejected: bool = False
    ) -> Iterator[Statement]:
        """Statements in the order of their articles, then of the text; those that a person has
        rejected only when asked for. Raises ``UnknownRecord`` for an unknown article."""
        if article is None:
            return self._kept(rejected, _STATEMENTS.format("1"))
        self.article(article)
        return self._kept(rejected, _STATEMENTS.format("c.article = ?"), article)

    def search(
        self,
        search: str | language.Query = "",
        *,
        rejected: bool = False,
        limit: int | None = None,
    ) -> list[Statement]:
        """The statements that a search finds, in the order of ``statements``, at most ``limit``.

        The language is ``casus.ledger.query``'s. Raises ``QueryError``.
        """
        asked = language.parse(search) if isinstance(search, str) else search
        condition, values = language.compile(asked)
        found = self._kept(rejected, _STATEMENTS.format(condition), *values)
        return list(itertools.islice(found, limit))

    def article(self, id: str) -> Article:
        """One article. Raises ``UnknownRecord``."""
        return self._one(Article, _ARTICLES.format("WHERE article = ?"), id)

    def statement(self, id: str) -> Statement:
        """One statement, as last read, rejected or not. Raises ``UnknownRecord``."""
        sql = "SELECT json FROM statement WHERE id = ? ORDER BY n DESC LIMIT 1"
        return self._one(Statement, sql, id)

    def get(self, id: str) -> Record:
        """The record of any kind that has the id, joined ones included."""
        for find in (self.article, self.statement):
            try:
                return find(id)
            except UnknownRecord:
                continue
        for record in _derived(self.joined()):
            if record.id == id:
                return record
        raise UnknownRecord(f"{self.path}: no record {id!r}")

    def joined(self) -> Joined:
        """What is joined across articles: derived from the rows, and kept in the file only to be
        at hand until a row is added or the joining code changes."""
        return self._recall(self._state()) or self._snapshot()[2]

    def export(self) -> Iterator[Record]:
        """Every record: articles (with what they copy), statements, then joined records. The same
        articles give the same records in the same order, however they were added."""
        articles, statements, joined = self._snapshot()
        for article in articles:
            of, share = joined.copies.get(article.id, (None, None))
            yield msgspec.structs.replace(article, copy_of=of, copied=share)
        yield from statements
        yield from _derived(joined)

    def _snapshot(self) -> tuple[list[Article], list[Statement], Joined]:
        """Everything as of one moment, whoever writes meanwhile."""
        with self._transaction("DEFERRED"):
            state, articles = self._state(), list(self.articles())
            statements = list(self.statements())
        joined = self._recall(state)
        if joined is None:
            joined = derive(articles, statements)
            self._remember(state, joined)
        return articles, statements, joined

    def _state(self) -> str:
        """What joined records depend on: rows are only ever added, so the last ones tell."""
        rows = "SELECT (SELECT max(n) FROM reading), (SELECT max(n) FROM judgement)"
        return ":".join(map(str, (*next(self._rows(rows)), joining_code())))

    def _recall(self, state: str) -> Joined | None:
        if self._joined is None or self._joined[0] != state:
            rows = list(self._rows("SELECT json FROM derived WHERE state = ?", state))
            try:
                found = msgspec.json.decode(rows[0][0], type=Joined) if rows else None
            except msgspec.DecodeError:
                found = None  # it can be derived again
            self._joined = (state, found) if found else None
        return self._joined[1] if self._joined else None

    def _remember(self, state: str, joined: Joined) -> None:
        self._joined = state, joined
        with suppress(LedgerError), self._transaction():  # without rights to write it still works
            self._db.execute("DELETE FROM derived")
            line = msgspec.json.encode(joined).decode()
            self._db.execute("INSERT INTO derived VALUES (?, ?)", (state, line))

    # -------------------------------------------------------------- review

    def judge(
        self, who: str, verb: Verb, target: str, *, at: str, payload: dict[str, Any] | None = None
    ) -> Judgement:
        """Write down that ``who`` accepts or rejects the statement ``target``, or undoes the
        judgement ``target``, at the ISO 8601 time ``at``. The same judgement twice is one.

        Raises ``UnknownRecord``, and ``LedgerError`` for a verb that has no effect yet.
        """
        made = judgement(who, verb, target, at, payload)
        if verb not in ("accept", "reject", "undo"):
            raise LedgerError(f"{self.path}: {verb!r} is not possible yet")
        if verb == "undo":
            self._one(Judgement, "SELECT json FROM judgement WHERE id = ?", target)
        else:
            self.statement(target)
        row = (made.id, who, at, verb, target, to_json(made))
        sql = "INSERT INTO judgement (id, who, at, verb, target, json) VALUES (?, ?, ?, ?, ?, ?)"
        with self._transaction():
            if not list(self._rows("SELECT 1 FROM judgement WHERE id = ?", made.id)):
                self._db.execute(sql, row)
        return made

    def judgements(self) -> list[Judgement]:
        """All judgements in the order in which they were made, undone ones included."""
        return list(self._records(Judgement, "SELECT json FROM judgement ORDER BY n"))

    # --------------------------------------------------------- for notebooks

    def check(self) -> list[str]:
        """What is wrong with the ledger, one line each: the file, a reading without all of its
        statements, words that do not stand in their article. Raises ``LedgerError`` where it
        cannot be read any further."""
        rows = self._rows("PRAGMA integrity_check")
        found = [f"{self.path}: {row[0]}" for row in rows if row[0] != "ok"]
        with self._transaction():
            self._db.execute("INSERT INTO words (words) VALUES ('integrity-check')")
        short = """SELECT article FROM reading AS r WHERE statements !=
            (SELECT count(*) FROM statement AS s WHERE s.reading = r.n)"""
        found += [f"{row[0]}: statements are missing" for row in self._rows(short)]
        for article in self.articles():
            statements = tuple(self.statements(article.id, rejected=True))
            try:
                verify(Reading(article=article, statements=statements))
            except WordsMismatch as error:
                found.append(str(error))
        return found

    def to_pandas(self, search: str = "") -> pandas.DataFrame:
        """The statements that a search finds as a DataFrame, one row each, in the columns of
        ``Statement`` and of its article. Needs ``casus-ledger[notebook]``."""
        articles = {article.id: article for article in self.articles()}
        return frame(self.search(search), articles)

    def _repr_html_(self) -> str:
        days = "SELECT count(*), coalesce(sum(statements), 0), min(published), max(published)"
        articles, statements, first, last = next(self._rows(f"{days} FROM current"))
        period = f", published {first} to {last}" if first else ""
        return f"<p><b>Casus ledger</b>: {statements} statements of {articles} articles{period}</p>"

    # --------------------------------------------------------------- helpers

    def _rows(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        with plainly(self.path):
            yield from self._db.execute(sql, values)

    def _records(self, kind: type[N], sql: str, *values: object) -> Iterator[N]:
        decoder = msgspec.json.Decoder(kind)
        for row in self._rows(sql, *values):
            try:
                yield decoder.decode(row[0])
            except msgspec.DecodeError as error:
                raise LedgerError(f"{self.path}: the ledger is damaged: {error}") from error

    def _one(self, kind: type[N], sql: str, id: str) -> N:
        for record in self._records(kind, sql, id):
            return record
        raise UnknownRecord(f"{self.path}: no {kind.__name__.lower()} {id!r}")

    def _kept(self, all: bool, sql: str, *values: object) -> Iterator[Statement]:
        """Statements, without the rejected ones unless ``all`` are asked for."""
        out = frozenset[str]() if all else rejected(self.judgements())
        found = self._records(Statement, sql, *values)
        return (statement for statement in found if statement.id not in out)


@dataclass(frozen=True, slots=True)
class _Rows:
    """A reading as the values of its rows, made and checked before the file is touched."""

    reading: Reading
    article: str
    statements: tuple[str, ...]

    @classmethod
    def of(cls, reading: Reading) -> _Rows:
        """Encode, and decode again: what could not be read back must not be written."""
        article = to_json(reading.article)
        msgspec.json.decode(article, type=Article)
        statements = tuple(map(to_json, reading.statements))
        for line in statements:
            msgspec.json.decode(line, type=Statement)
        return cls(reading, article, statements)

    def insert(self, db: sqlite3.Connection, reader: str) -> None:
        """Insert all rows; the caller holds the transaction."""
        article, found = self.reading.article, self.reading.statements
        published = article.published.value
        n = db.execute(
            "INSERT INTO reading (article, reader, given, published, statements, json)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (article.id, reader, _given(article), published, len(found), self.article),
        ).lastrowid
        after = db.execute("SELECT coalesce(max(n), 0) + 1 FROM statement").fetchone()[0]
        rows = list(enumerate(zip(found, self.statements, strict=True), after))
        db.executemany(
            "INSERT INTO statement VALUES (?, ?, ?, ?, ?, ?)",
            ((i, n, s.id, *s.span, line) for i, (s, line) in rows),
        )
        db.executemany(
            "INSERT INTO facet VALUES (?, ?, ?)",
            ((*facet, i) for i, (s, _) in rows for facet in sorted(language.facets(s))),
        )
        db.executemany(
            "INSERT INTO moment VALUES (?, ?, ?)",
            ((i, *days) for i, (s, _) in rows for days in sorted(language.moments(s, article))),
        )
        db.executemany(
            "INSERT INTO words (rowid, quote, content, voices, title) VALUES (?, ?, ?, ?, ?)",
            ((i, s.quote, s.content.text, names(s), article.title) for i, (s, _) in rows),
        )


def _given(article: Article) -> str:
    """The publication date that the user gave, as only it can differ for the same bytes."""
    published = article.published
    return published.value or "" if published.basis == "given" else ""


def _derived(joined: Joined) -> Iterator[Record]:
    yield from joined.actors
    yield from joined.incidents
    yield from joined.disputes
    yield from joined.commitments
    yield from joined.origins
