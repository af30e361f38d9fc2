"""Statements as a table for notebooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from casus.records import Article, Statement

if TYPE_CHECKING:
    import pandas


def names(statement: Statement) -> str:
    """The voices, outermost first: ``Reuters → Vardan Toganyan``."""
    return " → ".join(voice.name for voice in statement.voices)


_COLUMNS: dict[str, Callable[[Statement, Article], object]] = {
    "id": lambda s, a: s.id,
    "article": lambda s, a: s.article,
    "published": lambda s, a: a.published.value,
    "title": lambda s, a: a.title,
    "source": lambda s, a: a.source,
    "voices": lambda s, a: names(s),
    "country": lambda s, a: s.voices[-1].country if s.voices else None,
    "act": lambda s, a: s.act,
    "quoted": lambda s, a: s.quoted,
    "content": lambda s, a: s.content.text,
    "events": lambda s, a: [event.type for event in s.events],
    "realities": lambda s, a: [event.reality for event in s.events],
    "dates": lambda s, a: [event.date.value if event.date else None for event in s.events],
    "places": lambda s, a: [event.place.name if event.place else None for event in s.events],
    "figures": lambda s, a: [f"{figure.measure}: {figure.text}" for figure in s.figures],
    "commitments": lambda s, a: [f"{owed.kind}: {owed.state}" for owed in s.commitments],
    "confidence": lambda s, a: s.confidence,
    "quote": lambda s, a: s.quote,
    "start": lambda s, a: s.span[0],
    "end": lambda s, a: s.span[1],
}


def frame(statements: Iterable[Statement], articles: Mapping[str, Article]) -> pandas.DataFrame:
    """One row a statement. Raises ``ImportError`` that names what to install."""
    try:
        import pandas
    except ImportError as error:
        need = 'to_pandas() needs pandas: pip install "casus-ledger[notebook]"'
        raise ImportError(need) from error
    rows = [[value(s, articles[s.article]) for value in _COLUMNS.values()] for s in statements]
    return pandas.DataFrame(rows, columns=list(_COLUMNS))
