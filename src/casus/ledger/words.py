"""No line without its words: what a reading must show before the ledger takes it."""

from __future__ import annotations

from collections.abc import Iterator

from casus.errors import WordsMismatch
from casus.records import Article, Content, Noun, Reading, Span, Statement


def verify(reading: Reading) -> None:
    """Check every span of a reading against its article's text.

    Raises ``WordsMismatch``, naming article and statement, where a span lies outside the text
    or the words written down are not the words that stand there.
    """
    article = reading.article
    for caption in article.captions:
        _inside(article, caption, "caption", article.id)
    seen: set[str] = set()
    for statement in reading.statements:
        if statement.article != article.id or statement.id in seen:
            why = "twice in one reading" if statement.id in seen else "of another article"
            raise WordsMismatch(f"{article.id} {statement.id}: statement is {why}")
        seen.add(statement.id)
        _check(article, statement)


def _check(article: Article, statement: Statement) -> None:
    for noun in _nouns(statement):
        span: Span | None = getattr(noun, "span", None)
        if span is None:
            continue
        kind = type(noun).__name__.lower()
        _inside(article, span, kind, statement.id)
        if isinstance(noun, Content):
            _check_parts(article, noun, statement.id)
        else:
            claimed = statement.quote if noun is statement else getattr(noun, "text", None)
            _same(article, claimed, article.text[slice(*span)], kind, statement.id)


def _check_parts(article: Article, content: Content, statement: str) -> None:
    if not content.spans:
        raise WordsMismatch(f"{article.id} {statement}: content without spans")
    for part in content.spans:
        _inside(article, part, "content", statement)
    if content.span != (content.spans[0][0], max(stop for _, stop in content.spans)):
        raise WordsMismatch(f"{article.id} {statement}: content span does not cover its parts")
    there = " ".join(article.text[slice(*part)] for part in content.spans)
    _same(article, content.text, there, "content", statement)


def _nouns(noun: Noun) -> Iterator[Noun]:
    """The noun and all that it holds. Walking the fields, not a list of names, so that a field
    added to a record tomorrow is checked as well."""
    yield noun
    for name in noun.__struct_fields__:
        value = getattr(noun, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Noun):
                yield from _nouns(inner)


def _inside(article: Article, span: Span, kind: str, owner: str) -> None:
    start, stop = span
    if not 0 <= start < stop <= len(article.text):
        raise WordsMismatch(
            f"{article.id} {owner}: {kind} [{start}, {stop}) is outside the text "
            f"of {len(article.text)} characters"
        )


def _same(article: Article, claimed: str | None, there: str, kind: str, owner: str) -> None:
    if claimed is not None and claimed != there:
        raise WordsMismatch(f"{article.id} {owner}: {kind} says {claimed!r}, text {there!r}")
