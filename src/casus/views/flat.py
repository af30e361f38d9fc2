"""Statements as a flat table: what CSV and Parquet share.

One row for each event, figure and commitment of a statement, and one (``kind`` is
``statement``) for a statement that holds none of these; the columns of the statement are
repeated in each. Several values in one cell stand apart by ``"; "``. An empty cell is unknown
or does not apply: the JSON Lines export tells which, in ``why``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from casus.records import Article, Commitment, Event, Figure, Noun, Party, Statement, Voice

Row = dict[str, Any]

COLUMNS: dict[str, tuple[type, str]] = {
    "statement_id": (str, "id of the statement"),
    "article_id": (str, "id of the article it stands in"),
    "kind": (str, "what this row is about: `event`, `figure`, `commitment` or `statement`"),
    "item_id": (str, "id of that event, figure or commitment"),
    "attributed_to": (str, "the voices, outermost first, joined by ` > `; empty: the article"),
    "voice": (str, "the innermost voice"),
    "voice_country": (str, "its country, ISO 3166-1 alpha-3"),
    "voice_kind": (str, "`state`, `armed_group`, `media`, `person` …"),
    "act": (str, "what that voice does: `say`, `deny`, `accuse` …"),
    "quoted": (str, "`direct`, `indirect`, `mixed` or `none`"),
    "denies": (str, "id of the statement that it denies or answers"),
    "confidence": (float, "0 to 1"),
    "event_type": (str, "PLOVER type"),
    "event_mode": (str, "PLOVER mode"),
    "reality": (str, "how the innermost voice presents it: `actual`, `negated`, `planned` …"),
    "trigger": (str, "the word or words that name the event"),
    "actors": (str, "who acts"),
    "actor_countries": (str, "their countries"),
    "recipients": (str, "who is acted upon"),
    "recipient_countries": (str, "their countries"),
    "date": (str, "when, in EDTF"),
    "date_precision": (str, "how exactly that is known"),
    "place": (str, "where"),
    "latitude": (float, "degrees north"),
    "longitude": (float, "degrees east"),
    "geonames": (int, "GeoNames id of the place"),
    "place_country": (str, "its country"),
    "measure": (str, "what is counted: `killed`, `wounded`, `troops` …"),
    "figure_low": (float, "lower bound; empty: the words set none"),
    "figure_high": (float, "upper bound; empty: the words set none"),
    "qualifier": (str, "as written: `at least`, `around`, `dozens`"),
    "figure_of": (str, "of whom or what"),
    "figure_country": (str, "their country"),
    "commitment_kind": (str, "`ceasefire`, `defence_pact`, `withdrawal` …"),
    "state": (str, "the state this voice says the commitment is in"),
    "parties": (str, "between whom"),
    "owed_by": (str, "who owes it"),
    "owed_to": (str, "to whom"),
    "due": (str, "until when, in EDTF"),
    "terms": (str, "what is owed, as written"),
    "content": (str, "what the innermost voice says"),
    "quote": (str, "the exact words of the whole statement"),
    "start": (int, "where they begin in the article's text, in code points"),
    "end": (int, "where they end"),
    "source": (str, "path or URL the article was read from"),
    "title": (str, "its title"),
    "publisher": (str, "its publisher"),
    "published": (str, "its date, ISO 8601; empty: unknown"),
}


def rows(
    records: Iterable[Noun], article: Callable[[str], Article | None] = lambda _: None
) -> Iterator[tuple[Statement, Row]]:
    """Rows of the statements among ``records``, in order, each beside its statement.

    Articles among the records that come before their statements are remembered; ``article``
    finds the others by id. Records that are neither are left out: they are not flat.
    """
    last: Article | None = None
    for record in records:
        if isinstance(record, Article):
            last = record
        elif isinstance(record, Statement):
            if last is None or last.id != record.article:
                last = article(record.article)
            for row in _rows(record, last):
                yield record, row


def _rows(statement: Statement, article: Article | None) -> Iterator[Row]:
    """All rows of one statement."""
    base = dict.fromkeys(COLUMNS) | _statement(statement) | _article(article)
    for event in statement.events:
        yield base | {"kind": "event", "item_id": event.id} | _event(event)
    for figure in statement.figures:
        yield base | {"kind": "figure", "item_id": figure.id} | _figure(figure)
    for commitment in statement.commitments:
        yield base | {"kind": "commitment", "item_id": commitment.id} | _commitment(commitment)
    if not (statement.events or statement.figures or statement.commitments):
        yield base | {"kind": "statement"}


def chain(voices: Iterable[Voice]) -> str:
    """The voices as one line, outermost first."""
    return " > ".join(voice.name for voice in voices)


def _statement(statement: Statement) -> Row:
    inner = statement.voices[-1] if statement.voices else None
    return {
        "statement_id": statement.id,
        "article_id": statement.article,
        "attributed_to": chain(statement.voices),
        "voice": inner and inner.name,
        "voice_country": inner and inner.country,
        "voice_kind": inner and inner.kind,
        "act": statement.act,
        "quoted": statement.quoted,
        "denies": statement.denies,
        "confidence": statement.confidence,
        "content": statement.content.text,
        "quote": statement.quote,
        "start": statement.span[0],
        "end": statement.span[1],
    }


def _article(article: Article | None) -> Row:
    if article is None:
        return {}
    return {
        "source": article.source,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published.value,
    }


def _event(event: Event) -> Row:
    place, date = event.place, event.date
    return {
        "event_type": event.type,
        "event_mode": event.mode,
        "reality": event.reality,
        "trigger": event.trigger.text,
        "actors": _list(party.name for party in event.actors),
        "actor_countries": _countries(event.actors),
        "recipients": _list(party.name for party in event.recipients),
        "recipient_countries": _countries(event.recipients),
        "date": date and date.value,
        "date_precision": date and date.precision,
        "place": place and place.name,
        "latitude": place and place.lat,
        "longitude": place and place.lon,
        "geonames": place and place.geonames,
        "place_country": place and place.country,
    }


def _figure(figure: Figure) -> Row:
    return {
        "measure": figure.measure,
        "figure_low": figure.low,
        "figure_high": figure.high,
        "qualifier": figure.qualifier,
        "figure_of": figure.of and figure.of.name,
        "figure_country": figure.of and figure.of.country,
        "date": figure.date and figure.date.value,
        "date_precision": figure.date and figure.date.precision,
    }


def _commitment(commitment: Commitment) -> Row:
    return {
        "commitment_kind": commitment.kind,
        "state": commitment.state,
        "parties": _list(commitment.parties),
        "owed_by": commitment.owed_by,
        "owed_to": commitment.owed_to,
        "due": commitment.due,
        "terms": commitment.terms,
    }


def _list(names: Iterable[str]) -> str | None:
    return "; ".join(names) or None


def _countries(parties: Iterable[Party]) -> str | None:
    """Each country once, in order."""
    return _list(dict.fromkeys(party.country for party in parties if party.country))
