"""One item → one Article: the pure half of intake, safe to run in any process."""

from __future__ import annotations

import hashlib
import re
from typing import Any

import msgspec

from casus.errors import ItemError, NotAnArticle, NotEnglish, TooLarge
from casus.intake.dateline import Found, judge
from casus.intake.encoding import as_utf8, decode
from casus.intake.html import NO_BODY, Page, read_page
from casus.intake.plaintext import Cleaned, clean
from casus.intake.sources import Item
from casus.intake.tongue import language_of
from casus.records import Article, Published, make_id

MAX_CHARACTERS = 2_000_000
"""Most characters of one article's text."""

_SENTENCE = re.compile(r"(?:\w+\W+){3,}\w+[.!?…]")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:\-]+)", re.I)


def identity(item: Item) -> str:
    """The id of the article that these bytes give; known before anything is read."""
    return make_id("a", hashlib.sha256(item.data).hexdigest())


def article_of(item: Item, given: Published | None = None) -> Article | ItemError:
    """The article in ``item``, or what is wrong with it. The same bytes give the same article.

    ``given`` is a publication date for items that carry none of their own.
    """
    try:
        return _article(item, given)
    except ItemError as error:
        return error


def _article(item: Item, given: Published | None) -> Article:
    page = _page_of(item)
    if len(page.text) > MAX_CHARACTERS:
        raise TooLarge(item.source, f"more than {MAX_CHARACTERS // 1_000_000} million characters")
    cleaned = clean(page.text, page.title, page.captions)
    if not re.search(r"\w", cleaned.text):
        raise NotAnArticle(item.source, "no text besides titles, menus and forms")
    if page.why.get("text", "").endswith(NO_BODY) and not _SENTENCE.search(cleaned.text):
        raise NotAnArticle(item.source, "a page without an article")
    language = language_of(cleaned.text)
    if language != "en":
        raise NotEnglish(item.source, f"not read: only English so far (language: {language})")
    return _join(
        item, page, cleaned, judge((*cleaned.stamps, *page.stamps), page.dates, cleaned.text, given)
    )


def _join(item: Item, page: Page, cleaned: Cleaned, published: Published) -> Article:
    sha256 = hashlib.sha256(item.data).hexdigest()
    article = Article(
        id=identity(item),
        source=item.source,
        title=cleaned.title,
        byline=page.byline or cleaned.byline,
        publisher=page.publisher or cleaned.publisher,
        url=page.url or item.url or cleaned.url,
        language="en",
        published=published,
        via=cleaned.via,
        text=cleaned.text,
        captions=cleaned.captions,
        dropped=cleaned.dropped + page.dropped,
        sha256=sha256,
    )
    return msgspec.structs.replace(article, why=_why(article, page, cleaned))


def _why(article: Article, page: Page, cleaned: Cleaned) -> dict[str, str]:
    why = dict(cleaned.why)
    notes = [page.why.get("text"), cleaned.why.get("text")]
    if noted := "; ".join(note for note in notes if note):
        why["text"] = noted
    if page.publisher:
        why.pop("publisher", None)
    missing = {"title": "no line stands as a title", "publisher": "no outlet named"}
    return {name: reason for name, reason in missing.items() if not getattr(article, name)} | why


def _page_of(item: Item) -> Page:
    if item.kind == "json":
        return _from_json(item)
    declared = item.charset
    if item.kind == "html" and declared is None:
        found = _CHARSET.search(item.data[:4096])
        declared = found[1].decode("ascii", "replace") if found else None
    decoded = decode(item.source, item.data, declared)
    if item.kind == "html":
        page = read_page(item.source, decoded.text)
    else:
        page = Page(decoded.text)
    if decoded.why:
        page.why["text"] = "; ".join(note for note in (decoded.why, page.why.get("text")) if note)
    return page


def _from_json(item: Item) -> Page:
    try:
        fields = msgspec.json.decode(as_utf8(item.source, item.data))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise NotAnArticle(item.source, f"broken JSON: {str(error).splitlines()[0]}") from error
    except RecursionError as error:
        raise NotAnArticle(item.source, "broken JSON: nested too deeply") from error
    if not isinstance(fields, dict):
        raise NotAnArticle(item.source, f"JSON of type {type(fields).__name__}, not an article")
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise NotAnArticle(item.source, "no `text` in it")
    return Page(
        text,
        title=_string(fields, "title"),
        byline=_string(fields, "byline") or _string(fields, "author"),
        publisher=_string(fields, "publisher"),
        url=_string(fields, "url"),
        dates=_dates(fields.get("published")),
    )


def _string(fields: dict[str, Any], name: str) -> str | None:
    value = fields.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _dates(value: Any) -> list[Found]:
    """The field `published`: a date, or the object that Casus itself writes."""
    if isinstance(value, dict):
        value = value.get("value")
    if value is None or value == "":
        return []
    return [Found(str(value), "field published")]
