"""What every joining room must know of a statement: its day, its ultimate source, its words.

Nothing here joins anything. ``Context.of`` sorts the records once, so that no later step
depends on the order in which they came.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from casus.ledger.edtf import bounds
from casus.records import Article, Event, Figure, Party, Statement

Window = tuple[int, int]  # first and last day, proleptic Gregorian ordinals, both included

OWN_VOICE = "the article's own voice"
_LAST = "9999"  # sorts the undated after the dated

# Agencies whose reports other outlets print: a story that names one of them as its maker goes
# back to that agency, whoever prints it.
WIRES: Mapping[str, str] = {
    "reuters": "Reuters",
    "ap": "AP",
    "associated press": "AP",
    "afp": "AFP",
    "agence france presse": "AFP",
    "agence france-presse": "AFP",
    "tass": "TASS",
    "interfax": "Interfax",
    "ria novosti": "RIA Novosti",
    "xinhua": "Xinhua",
    "anadolu": "Anadolu",
    "anadolu agency": "Anadolu",
    "dpa": "dpa",
    "efe": "EFE",
    "ansa": "ANSA",
    "kyodo": "Kyodo",
    "yonhap": "Yonhap",
    "pti": "PTI",
    "upi": "UPI",
}
_NAMES = "|".join(sorted((re.escape(name) for name in WIRES), key=len, reverse=True))
# "(Reuters)", "By Jane Doe, AP", "AFP": the name as a unit of its own, in capitals or title case.
_BYLINE_WIRE = re.compile(
    rf"(?:^|[(/,;|–—-]|\band\b|\bby\b|\bfor\b)\s*({_NAMES})\b(?!\s+(?!staff\b|news\b)\w)", re.I
)
_OPENING_WIRE = re.compile(rf"^.{{0,60}}?[(]({_NAMES})[)]", re.I | re.S)

_WORD = re.compile(r"[A-Za-z][\w'’-]*|\d[\d.,:]*\d|\d")
_STOP = frozenset(
    [
        "a",
        "about",
        "after",
        "again",
        "against",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "down",
        "during",
        "each",
        "few",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "here",
        "hers",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "may",
        "me",
        "might",
        "more",
        "most",
        "must",
        "my",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "once",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "said",
        "same",
        "say",
        "says",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "told",
        "too",
        "under",
        "until",
        "up",
        "upon",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
        "according",
        "added",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ]
)


# ------------------------------------------------------------------- days


@functools.lru_cache(maxsize=65536)
def window(value: str | None) -> Window | None:
    """First and last day (ordinals) that an EDTF date covers; None for what is unknown or
    cannot be read."""
    found = bounds(value) if value else None
    if found is None:
        return None
    return dt.date.fromisoformat(found[0]).toordinal(), dt.date.fromisoformat(found[1]).toordinal()


def day_of(article: Article) -> str | None:
    """The day (or month, year) an article was published, without a time; None when unknown."""
    value = article.published.value
    return value.split("T")[0] if value else None


# --------------------------------------------------------- sources and words


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim comes from in the end. ``key`` is equal for equal sources; ``label`` is
    what a reader calls it; ``own`` marks an outlet that speaks in its own voice; ``named`` is
    False for voices such as "witnesses" or "a monitoring group"."""

    key: str
    label: str
    own: bool = False
    named: bool = True


def plain(name: str) -> str:
    """A name without case, article, web ending and marks, to compare it."""
    bare = re.sub(r"^(the|www)[\s.]+", "", name.strip().casefold())
    bare = re.sub(r"\.(com|org|net|co\.uk|news)$", "", bare)
    return re.sub(r"[\W_]+", " ", bare).strip()


def wire_of(article: Article) -> str | None:
    """The agency that made the article, from its byline or "(Reuters)" in its first words."""
    found = _BYLINE_WIRE.search(article.byline or "") or _OPENING_WIRE.search(article.text)
    return WIRES[found.group(1).casefold()] if found else None


def outlet(article: Article) -> Source:
    """Who speaks in an article's own voice: its agency, else the far end of its via-trail, else
    its publisher, else the article itself."""
    name = wire_of(article) or (article.via[-1] if article.via else article.publisher)
    if name is None:
        return Source(f"article:{article.id}", OWN_VOICE, own=True)
    name = WIRES.get(plain(name), name)
    return Source(f"outlet:{plain(name)}", name, own=True)


def tokens(text: str) -> list[str]:
    """Words and numbers of a text, lower case, in order."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(text)]


def content_words(text: str) -> frozenset[str]:
    """The words of a text that carry meaning, roughly stemmed, to compare what is said."""
    return frozenset(_stem(word) for word in tokens(text) if word not in _STOP and len(word) > 1)


def _stem(word: str) -> str:
    """A word without the commonest English endings (a crude stem: only for overlap)."""
    word = word.removesuffix("'s")
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the smaller set that stands in the other; 0 when one is empty."""
    smaller = min(len(a), len(b))
    return len(a & b) / smaller if smaller else 0.0


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """Shared over all; 0 when both are empty."""
    return len(a & b) / len(a | b) if a or b else 0.0


def party_keys(parties: Iterable[Party]) -> frozenset[str]:
    """What a party can be recognised by: its actor id and its country, else its name if it is
    a proper one ("people" and "gunmen" are nobody one could recognise)."""
    keys: set[str] = set()
    for party in parties:
        known = {key for key in (party.actor, party.country) if key}
        if not known and any(letter.isupper() for letter in party.name):
            known = {plain(party.name)} - {""}
        keys |= known
    return frozenset(keys)


# ---------------------------------------------------------------- the context


@dataclass(frozen=True)
class Context:
    """Articles and statements in the order of publication, and the copies among them."""

    articles: Mapping[str, Article]
    statements: tuple[Statement, ...]
    copies: Mapping[str, tuple[str, float]]
    latest: str | None  # latest day of publication, the ledger's "now"
    sources: Mapping[str, Source]  # by statement id

    @classmethod
    def of(
        cls,
        articles: Sequence[Article],
        statements: Sequence[Statement],
        copies: Mapping[str, tuple[str, float]],
    ) -> Context:
        """Sorted records; statements whose article is not given are left out."""
        shelf = {article.id: article for article in sorted(articles, key=article_order)}
        rank = {key: number for number, key in enumerate(shelf)}
        ranked = sorted(
            {s.id: s for s in statements if s.article in shelf}.values(),
            key=lambda s: (rank[s.article], s.span, s.id),
        )
        days = [day for day in map(day_of, shelf.values()) if day]
        outlets = {key: outlet(shelf[root(key, copies)]) for key in shelf}
        sources = _sources(ranked, outlets, copies)
        latest = max(days, default=None)
        return cls(shelf, tuple(ranked), copies, latest, sources)

    @functools.cached_property
    def by_id(self) -> Mapping[str, Statement]:
        """Statements by id."""
        return {statement.id: statement for statement in self.statements}

    @functools.cached_property
    def order(self) -> Mapping[str, int]:
        """Place of each statement in the order of publication."""
        return {statement.id: number for number, statement in enumerate(self.statements)}

    @functools.cached_property
    def words(self) -> Mapping[str, frozenset[str]]:
        """Content words of what each statement says."""
        return {s.id: content_words(s.content.text) for s in self.statements}

    def day(self, statement: Statement) -> str | None:
        """The day on which the statement was published."""
        return day_of(self.articles[statement.article])

    def source(self, statement: Statement) -> Source:
        """Who the statement goes back to."""
        return self.sources[statement.id]

    def sorted(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Statement ids, each once, in the order of publication."""
        return tuple(sorted(set(ids), key=lambda key: self.order[key]))


def _sources(
    statements: Iterable[Statement],
    outlets: Mapping[str, Source],
    copies: Mapping[str, tuple[str, float]],
) -> dict[str, Source]:
    """The source of each statement, in order of publication; a copy's words go back to whom the
    original has them from, unless both name somebody known, and not the same."""
    first: dict[tuple[str, str, bool], Source] = {}
    found: dict[str, Source] = {}
    for statement in statements:
        source = source_of(statement, outlets[statement.article])
        told = (
            root(statement.article, copies),
            plain(statement.content.text),
            bool(statement.voices),
        )
        earlier = first.setdefault(told, source)
        known = [s.key.startswith(("actor:", "state:")) for s in (earlier, source)]
        found[statement.id] = source if all(known) else earlier
    return found


def article_order(article: Article) -> tuple[str, str]:
    """By publication, the undated last, then by id."""
    return article.published.value or _LAST, article.id


def root(article: str, copies: Mapping[str, tuple[str, float]]) -> str:
    """The first article of a family of copies."""
    while article in copies:
        article = copies[article][0]
    return article


def source_of(statement: Statement, own: Source) -> Source:
    """The ultimate source of a statement: its innermost voice, else ``own``.

    A government and its bodies are one source; so are unnamed voices of one description and
    country, since nothing shows them to be different people.
    """
    if not statement.voices:
        return own
    voice = statement.voices[-1]
    if voice.kind == "media":
        name = WIRES.get(plain(voice.name), voice.name)
        return Source(f"outlet:{plain(name)}", name)
    if voice.kind == "state" and voice.country:
        return Source(f"state:{voice.country}", voice.name)
    if voice.actor:
        return Source(f"actor:{voice.actor}", voice.name)
    named = voice.kind != "unnamed" and any(word[0].isupper() for word in voice.name.split())
    return Source(f"name:{plain(voice.name)}:{voice.country or ''}", voice.name, named=named)


def nearest_event(figure: Figure, events: Sequence[Event]) -> Event | None:
    """The event a figure most likely counts: losses go to the use of force, if there is any in
    the statement; then the nearest trigger."""
    losses = figure.measure in ("killed", "wounded", "captured", "missing")
    force = [event for event in events if event.type == "ASSAULT"] if losses else []
    pool = force or list(events)
    if not pool:
        return None
    return min(pool, key=lambda event: (gap(event.trigger.span, figure.span), event.id))


def gap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Characters between two spans; 0 when they touch."""
    return max(a[0] - b[1], b[0] - a[1], 0)
