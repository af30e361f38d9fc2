"""One search language for command line, API and desk.

``words "a phrase" by:TUR about:ARM type:ASSAULT act:deny state:breached after:2020-09
before:2020-11-10 place:Syunik -not``: all parts must hold. Words are found by their stems in
quote, content, voices and title. ``by`` is any voice of the chain, ``about`` any party of an
event, figure or commitment; both take a country code, an actor id or words of a name.
``after`` counts from the first day of its date, ``before`` up to the day before: what must
overlap is the date of an event or figure, or the article's where the statement dates nothing.

Parsing gives a ``Query``; ``compile`` makes SQL of it in which every value is a parameter.
"""

from __future__ import annotations

import difflib
import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from casus.errors import QueryError
from casus.ledger import edtf
from casus.records import (
    Act,
    Article,
    CommitmentKind,
    CommitmentState,
    EventType,
    Measure,
    Party,
    Place,
    Quoted,
    Reality,
    Statement,
)

# Fields whose values are a closed list, and fields that take words.
CLOSED: dict[str, tuple[str, ...]] = {
    "type": get_args(EventType),
    "reality": get_args(Reality),
    "act": get_args(Act),
    "quoted": get_args(Quoted),
    "measure": get_args(Measure),
    "kind": get_args(CommitmentKind),
    "state": get_args(CommitmentState),
}
OPEN = ("by", "about", "place")
DATES = ("after", "before")
FIELDS = (*OPEN, *CLOSED, *DATES)
MOST = 100  # parts of a search; SQLite bounds the depth of an expression


@dataclass(frozen=True, slots=True)
class Text:
    """A word, or the words of a phrase side by side."""

    words: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """``name:value``; the value of a date field is its first day."""

    name: str
    value: str
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """The parts of a search; all must hold. None at all: everything."""

    terms: tuple[Text | Field, ...] = ()


# ------------------------------------------------------------------ parsing

_WORD = re.compile(r"[^\W_]+")
_TERM = re.compile(
    r"""\s*(?P<all>(?P<not>-*)(?:(?P<field>[A-Za-z_]+):)?
        (?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]*)))""",
    re.VERBOSE,
)


def parse(search: str) -> Query:
    """The parts of ``search``. Raises ``QueryError`` naming the part that cannot be understood."""
    text = re.sub("[“”„]", '"', search).rstrip()
    if text.count('"') % 2:
        last = text[text.rindex('"') :][:40]
        raise QueryError(f"the quotation mark at {last!r} is never closed")
    found = [part for part in _TERM.finditer(text) if part["all"]]
    if len(found) > MOST:
        raise QueryError(f"{len(found)} parts; a search has at most {MOST}")
    return Query(tuple(map(_term, found)))


def _term(found: re.Match[str]) -> Text | Field:
    part, value = found["all"], found["phrase"] if found["word"] is None else found["word"]
    if len(found["not"]) > 1:
        raise QueryError(f"{part!r}: one '-' says not")
    negated = bool(found["not"])
    if not fold(value).strip():
        raise QueryError(f"{part!r} names nothing to look for")
    if any(unicodedata.category(c) in ("Cc", "Cs") for c in value):
        raise QueryError(f"{part!r} holds characters that are no text")
    if found["field"] is None:
        return Text(value, negated)
    return _field(found["field"].lower(), value, negated, part)


def _field(name: str, value: str, negated: bool, part: str) -> Field:
    if name in DATES:
        return Field(name, _first_day(value, part), negated)
    if name in CLOSED:
        known = {fold(v): v for v in CLOSED[name]}
        if fold(value) not in known:
            raise QueryError(f"{part!r}: no {name} {value!r}{_nearest(value, CLOSED[name])}")
        return Field(name, known[fold(value)], negated)
    if name in OPEN:
        return Field(name, value, negated)
    raise QueryError(
        f"{part!r}: no field {name!r}{_nearest(name, FIELDS)}; in quotation marks it is words"
    )


def _first_day(value: str, part: str) -> str:
    plain = re.fullmatch(r"\d{4}(-\d\d){0,2}", value)
    days = edtf.bounds(value) if plain else None
    if days is None:
        raise QueryError(f"{part!r}: a date is YYYY, YYYY-MM or YYYY-MM-DD")
    return days[0]


def _nearest(value: str, known: tuple[str, ...]) -> str:
    """A suggestion, or the whole list where nothing is near."""
    by_lower = {k.lower(): k for k in known}
    near = [by_lower[k] for k in difflib.get_close_matches(value.lower(), list(by_lower))]
    return f", did you mean {' or '.join(near)}?" if near else f" (there are {', '.join(known)})"


# ------------------------------------------------- what can be asked, as rows


@functools.lru_cache(maxsize=16384)  # the same names and codes come again and again
def fold(text: str) -> str:
    """Lower-case words without accents between blanks: ``" recep tayyip erdogan "``.

    The blanks make ``instr`` find whole words only: ``usa`` is not in ``" jerusalem "``.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    return f" {' '.join(words)} "


def facets(statement: Statement) -> set[tuple[str, str]]:
    """Field and folded value of all that a search can name of the statement."""
    return {(name, fold(v)) for name, v in _values(statement) if v and fold(v).strip()}


def _values(statement: Statement) -> Iterator[tuple[str, str | None]]:
    yield from (("act", statement.act), ("quoted", statement.quoted))
    for voice in statement.voices:
        yield from (("by", v) for v in (voice.name, voice.actor, voice.country))
    for event in statement.events:
        yield from (("type", event.type), ("reality", event.reality))
        yield from _place(event.place)
        for party in (*event.actors, *event.recipients):
            yield from _party(party)
    for figure in statement.figures:
        yield "measure", figure.measure
        yield from _party(figure.of)
    for promise in statement.commitments:
        yield from (("kind", promise.kind), ("state", promise.state))
        owed = (*promise.parties, promise.owed_by, promise.owed_to)
        yield from (("about", who) for who in owed)


def _party(party: Party | None) -> Iterator[tuple[str, str | None]]:
    if party is not None:
        yield from (("about", v) for v in (party.name, party.actor, party.country))


def _place(place: Place | None) -> Iterator[tuple[str, str | None]]:
    if place is not None:
        geonames = None if place.geonames is None else str(place.geonames)
        yield from (("place", v) for v in (place.name, place.country, geonames))


def moments(statement: Statement, article: Article) -> set[tuple[str, str]]:
    """First and last day of each dated event and figure; of the article where there is none."""
    dated = [event.date.value for event in statement.events if event.date]
    dated += [figure.date.value for figure in statement.figures if figure.date]
    found = {days for value in dated if (days := edtf.bounds(value))}
    if found or article.published.value is None:
        return found
    day = edtf.bounds(article.published.value)
    return {day} if day else set()


# ---------------------------------------------------------------- compiling


def compile(query: Query) -> tuple[str, list[str]]:
    """A condition on the row ``s`` of table ``statement``, and its parameters."""
    parts = [*_words(query), *_window(query)]
    for term in query.terms:
        if isinstance(term, Field) and (term.negated or term.name not in DATES):
            parts.append(_condition(term))
    return " AND ".join(sql for sql, _ in parts) or "1", [p for _, ps in parts for p in ps]


def _words(query: Query) -> Iterator[tuple[str, list[str]]]:
    sql = "s.n {} (SELECT rowid FROM words WHERE words MATCH ?)"
    texts = [t for t in query.terms if isinstance(t, Text)]
    if wanted := [_match(t.words) for t in texts if not t.negated]:
        yield sql.format("IN"), [" ".join(wanted)]
    for term in texts:
        if term.negated:
            yield sql.format("NOT IN"), [_match(term.words)]


def _match(words: str) -> str:
    """Words as a phrase of FTS5, in which nothing is an operator."""
    return '"' + words.replace('"', '""') + '"'


def _window(query: Query) -> Iterator[tuple[str, list[str]]]:
    """One date must lie in the window that all of ``after`` and ``before`` leave open; two dates
    of which each meets one bound are not enough."""
    wanted = [t for t in query.terms if isinstance(t, Field) and not t.negated]
    after = [t.value for t in wanted if t.name == "after"]
    before = [t.value for t in wanted if t.name == "before"]
    if after or before:
        bounds = [max(after, default=edtf.FIRST), min(before, default="~")]
        yield f"s.n {_OVERLAP}", bounds


_OVERLAP = "IN (SELECT statement FROM moment WHERE last >= ? AND first < ?)"


def _condition(term: Field) -> tuple[str, list[str]]:
    negation = "NOT " if term.negated else ""
    if term.name in DATES:
        bounds = [term.value, "~"] if term.name == "after" else [edtf.FIRST, term.value]
        return f"s.n {negation}{_OVERLAP}", bounds
    test = "value = ?" if term.name in CLOSED else "instr(value, ?)"
    sql = f"s.n {negation}IN (SELECT statement FROM facet WHERE field = ? AND {test})"
    return sql, [term.name, fold(term.value)]
