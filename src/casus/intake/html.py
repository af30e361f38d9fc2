"""Web pages: title, byline, site, dates, canonical address and body.

The body is trafilatura's (Barbaresi 2021, *Trafilatura*), precision before recall, without
comments and without its deduplication, which would make an article depend on those read before
it. Captions are put into the flow of the text first, and what is left is cleaned like a dump.
Trees that are nested too deeply for a parser are read as text between tags instead.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from casus.errors import NotAnArticle
from casus.intake.dateline import Found
from casus.intake.roles import classify
from casus.intake.stamps import Stamp
from casus.records import Dropped

MAX_DEPTH = 200
"""libxml2 gives up at 256 levels; pages of newspapers have some 40."""

NO_BODY = "no clear body: the paragraphs of the page as they stand"
"""Why a page's text is doubtful; without one sentence in it, the page is no article."""

# Blanks that trafilatura would turn into plain ones, and printable stand-ins for them.
_BLANKS = {"\u00a0": "\u2800", "\u202f": "\u2801", "\u2009": "\u2802"}
_ASIDES = {
    "nav": "navigation", "footer": "page footer", "aside": "side column", "form": "form",
}  # fmt: skip
_NAMED = (
    (re.compile(r"share|social|sharing|addtoany", re.I), "share bar"),
    (re.compile(r"comment|disqus|respond", re.I), "comment section"),
    (
        re.compile(r"related|recommend|read-?(?:more|next)|most-?read|trending|popular", re.I),
        "links to other articles",
    ),
    (
        re.compile(r"newsletter|subscri|signup|sign-up|paywall", re.I),
        "newsletter or subscription box",
    ),
    (re.compile(r"breadcrumb|navbar|menu", re.I), "navigation"),
    (re.compile(r"cookie|consent|gdpr", re.I), "cookie notice"),
    (
        re.compile(r"(?:^|[\s_-])(?:ad|ads|advert\w*|sponsor\w*|promo)(?:$|[\s_-])", re.I),
        "advertisement",
    ),
)
_DATE_FIELDS = (
    "article:published_time", "og:published_time", "datepublished", "article:published", "published_time",
    "publication_date", "publish-date", "publishdate", "pubdate", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dc.date", "dcterms.created", "dcterms.date", "citation_publication_date", "date",
)  # fmt: skip
_SITE_FIELDS = (
    "og:site_name",
    "application-name",
    "publisher",
    "dc.publisher",
    "citation_journal_title",
)
_AUTHOR_FIELDS = (
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
)
_TITLE_FIELDS = ("og:title", "twitter:title", "dc.title", "citation_title")
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_FLAT_TAGS = frozenset(
    "area base br col embed hr img input link meta source track wbr p li td th tr dt dd option "
    "thead tbody tfoot colgroup html head body".split()
)
_BLOCKS = re.compile(
    r"</?(?:p|div|br|h[1-6]|li|ul|ol|tr|table|section|article|blockquote|header|footer|nav|aside|main|figure|figcaption|title)\b[^<>]*>",
    re.I,
)
_UNSEEN = (
    ("<!--", "-->"),
    *((f"<{name}", f"</{name}>") for name in ("script", "style", "noscript", "template", "svg")),
)


@dataclass
class Page:
    """What a page says of itself, and its body as paragraphs with blank lines between them."""

    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    dates: list[Found] = field(default_factory=list)
    stamps: tuple[Stamp, ...] = ()
    captions: frozenset[str] = frozenset()
    dropped: tuple[Dropped, ...] = ()
    why: dict[str, str] = field(default_factory=dict)


def read_page(item: str, source: str) -> Page:
    """The article in the HTML ``source``. Raises NotAnArticle where there is none."""
    for blank, stand_in in _BLANKS.items():
        source = source.replace(blank, stand_in) if stand_in not in source else source
    source = re.sub(r"&nbsp;|&#160;|&#xa0;", "\u2800", source, flags=re.I)
    deep = too_deep(source)
    tree = None if deep else _parse(source)
    page = _flat(source) if tree is None else _from_tree(tree)
    if not re.search(r"\w", page.text):
        raise NotAnArticle(item, "a page without an article in it")
    if deep:
        page.why["text"] = f"nested more than {MAX_DEPTH} levels deep: read as text between tags"
    return page


def too_deep(source: str) -> bool:
    """Whether tags nest deeper than ``MAX_DEPTH``; one pass, nothing is built."""
    depth = 0
    for close, name, empty in _TAG.findall(source):
        if empty or name.lower() in _FLAT_TAGS:
            continue
        depth = max(0, depth - 1) if close else depth + 1
        if depth > MAX_DEPTH:
            return True
    return False


def _parse(source: str) -> Any:
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    try:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _restore(text: str) -> str:
    for blank, stand_in in _BLANKS.items():
        text = text.replace(stand_in, blank)
    return text


def _flat(source: str) -> Page:
    """Text between tags, a line for every block; for pages that no parser should see."""
    title = re.search(r"<title[^>]*>([^<]*)</title", source[:20_000], re.I)
    for opening, closing in _UNSEEN:
        source = _without(source, opening, closing)
    broken = _BLOCKS.sub("\n\n", source)
    bare = html.unescape(re.sub(r"<[^<>]*>", "", broken))
    lines = [" ".join(line.split(" ")).strip() for line in bare.split("\n")]
    text = _restore("\n\n".join(line for line in lines if line.strip()))
    return Page(text, title=_tidy(html.unescape(title[1])) if title else None)


def _without(source: str, opening: str, closing: str) -> str:
    """``source`` without what stands between two marks; linear even where none is closed."""
    lower, kept, at = source.lower(), [], 0
    if len(lower) != len(source):
        return source  # lower case has other offsets (a capital dotted I): leave it
    while (start := lower.find(opening, at)) >= 0 and (end := lower.find(closing, start)) >= 0:
        kept.append(source[at:start])
        at = end + len(closing)
    kept.append(source[at:])
    return " ".join(kept)


def _from_tree(tree: Any) -> Page:
    metas, linked = _metas(tree), list(_linked_data(tree))
    dates = _dates(tree, metas, linked)
    page = Page(
        "",
        title=_title(tree, metas, linked),
        byline=_author(metas, linked),
        publisher=_site(metas, linked),
        url=_canonical(tree, metas),
        dates=dates,
    )
    if page.byline is None or not dates:
        _from_print(tree, page)
    captions = _captions_into_flow(tree)
    page.dropped = tuple(_asides(tree))
    page.text = _body(tree, page)
    page.captions = frozenset(line for line in captions if line in page.text)
    page.dropped = tuple(d for d in page.dropped if d.text[:60] not in page.text)
    return page


def _tidy(text: str | None) -> str | None:
    return _restore(re.sub(r"\s+", " ", text)).strip() or None if text else None


def _metas(tree: Any) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            if content and meta.get(attribute):
                metas.setdefault(meta.get(attribute).strip().lower(), content)
    return metas


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    """The schema.org objects of the page that describe an article."""
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        try:
            data = json.loads(script.text.replace("\u2800", "\u00a0"), strict=False)
        except (ValueError, RecursionError):
            continue
        roots = data if isinstance(data, list) else [data]
        graphs = [node for root in roots if isinstance(root, dict) for node in _nodes(root)]
        yield from (node for node in graphs if _is_article(node))


def _nodes(root: dict[str, Any]) -> list[dict[str, Any]]:
    graph = root.get("@graph")
    inner = [node for node in graph if isinstance(node, dict)] if isinstance(graph, list) else []
    return [root, *inner]


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(n, str) and re.search(r"Article|Posting|Report$", n) for n in names)


def _named(value: Any) -> str | None:
    """The name in a schema.org value: a string, an object with a name, or a list of them."""
    if isinstance(value, str):
        return None if value.startswith("http") else _tidy(value)
    if isinstance(value, dict):
        return _named(value.get("name"))
    if isinstance(value, list):
        return ", ".join(name for name in map(_named, value) if name) or None
    return None


def _title(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    heads = [_tidy(h.text_content()) for h in tree.iter("h1")]
    long = [head for head in heads if head and len(head.split()) > 2]
    if len(long) == 1:
        return long[0]
    known = [_named(node.get("headline")) for node in linked] + [
        _tidy(metas.get(f)) for f in _TITLE_FIELDS
    ]
    title = tree.find(".//title")
    known += [*long, *heads, _tidy(title.text_content()) if title is not None else None]
    return next((name for name in known if name), None)


def _author(metas: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    known = [_named(node.get("author")) for node in linked] + [
        _named(metas.get(f)) for f in _AUTHOR_FIELDS
    ]
    name = next((name for name in known if name), None)
    return re.sub(r"^(?i:by)\s+", "", name) if name else None


def _site(metas: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    known = [_tidy(metas.get("og:site_name"))] + [_named(node.get("publisher")) for node in linked]
    known += [_named(metas.get(name)) for name in _SITE_FIELDS]
    return next((name for name in known if name), None)


def _canonical(tree: Any, metas: dict[str, str]) -> str | None:
    for link in tree.iter("link"):
        if (link.get("rel") or "").lower() == "canonical" and (link.get("href") or "").startswith(
            "http"
        ):
            return str(link.get("href")).strip()
    address = metas.get("og:url", "")
    return address if address.startswith("http") else None


def _dates(tree: Any, metas: dict[str, str], linked: list[dict[str, Any]]) -> list[Found]:
    found = [
        Found(str(node["datePublished"]), "JSON-LD datePublished")
        for node in linked
        if node.get("datePublished")
    ]
    found += [Found(metas[name], f"meta {name}") for name in _DATE_FIELDS if name in metas]
    times = [t for t in tree.iter("time") if t.get("datetime")]
    marked = [
        t for t in times if t.get("pubdate") is not None or "publish" in str(t.attrib).lower()
    ]
    found += [Found(t.get("datetime"), "time element marked as publication") for t in marked]
    if len({t.get("datetime") for t in times}) == 1 and not marked:
        found.append(Found(times[0].get("datetime"), "the only time element of the page"))
    return found


def _from_print(tree: Any, page: Page) -> None:
    """Date and byline as printed in the head of the page, where its metadata lacks them."""
    for node in tree.iter("p", "div", "span", "time", "li", "address", "a"):
        name = (
            f"{node.get('class') or ''} {node.get('id') or ''} {node.get('rel') or ''} {node.tag}"
        )
        if not re.search(r"date|time|publi|posted|byline|author|meta", name, re.I) or _aside(node):
            continue
        text = _tidy(node.text_content())
        role = classify(text) if text and len(text) < 150 else None
        if role is None:
            continue
        if not page.dates and not page.stamps:
            page.stamps = role.stamps
        page.byline = page.byline or role.byline


def _aside(node: Any) -> bool:
    above = [node, *node.iterancestors()]
    return any(n.tag in ("nav", "aside", "footer") or _named_container(n) for n in above[:12])


def _captions_into_flow(tree: Any) -> list[str]:
    """Replaces each figure by a paragraph with its caption, so that the body keeps it."""
    from lxml import etree

    captions = []
    for figure in list(tree.iter("figure")):
        caption = figure.find(".//figcaption")
        text = _tidy(caption.text_content()) if caption is not None else None
        if not text or len(text.split()) < 4 or figure.getparent() is None or len(text) > 600:
            continue
        for child in list(figure):
            figure.remove(child)
        figure.tag, figure.text = "p", _stand_ins(text)
        figure.attrib.clear()
        captions.append(text)
        etree.cleanup_namespaces(figure)
    return captions


def _stand_ins(text: str) -> str:
    for blank, stand_in in _BLANKS.items():
        text = text.replace(blank, stand_in)
    return text


def _asides(tree: Any) -> Iterator[Dropped]:
    """The outermost containers that are known not to be the article, shortened."""
    taken: set[Any] = set()
    for node in tree.iter():
        if not isinstance(node.tag, str) or node.tag in ("html", "body", "head", "article", "main"):
            continue
        if node.getparent() in taken:
            taken.add(node)
            continue
        why = _ASIDES.get(node.tag) or _named_container(node)
        if why is None:
            continue
        taken.add(node)
        text = (
            _tidy(" ".join(node.itertext())) if node.tag not in ("script", "style", "svg") else None
        )
        if text:
            yield Dropped(
                text=text if len(text) <= 300 else f"{text[:300]}…", why=f"{why} ({node.tag})"
            )


def _named_container(node: Any) -> str | None:
    name = f"{node.get('class') or ''} {node.get('id') or ''}"
    if node.tag not in ("div", "section", "ul", "ol", "p", "span") or name == " ":
        return None
    why = next((why for pattern, why in _NAMED if pattern.search(name)), None)
    # A wrapper of the whole article may be called "has-social"; a container has no long text.
    return why if why and len(node.text_content()) < 3000 else None


def _body(tree: Any, page: Page) -> str:
    from trafilatura import bare_extraction

    document = bare_extraction(
        tree,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        deduplicate=False,
        with_metadata=False,
    )
    text = str(getattr(document, "text", None) or "") if document is not None else ""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if sum(len(line.split()) for line in lines) < 25:
        plain = _paragraphs(tree)
        if sum(map(len, plain)) > sum(map(len, lines)):
            page.why["text"] = NO_BODY
            lines = plain
    return _restore("\n\n".join(lines))


def _paragraphs(tree: Any) -> list[str]:
    found = (re.sub(r"\s+", " ", p.text_content()).strip() for p in tree.iter("p"))
    kept = [text for text in found if text]
    if kept:
        return kept
    body = tree.find(".//body")
    return (
        [line.strip() for line in body.text_content().split("\n") if line.strip()]
        if body is not None
        else []
    )
