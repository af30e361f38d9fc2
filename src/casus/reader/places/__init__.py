"""Where: named places with their GeoNames id, coordinates and country.

Names come from a file compiled from GeoNames (``data/NOTICE``) and from a curated list of
disputed and historical places (``lexicon/places.yaml``). A name that several places bear is
resolved by the countries and areas that the page names, then by population; where neither
tells, the place has no coordinates and ``why`` says so: no pin is better than a wrong one.
"""

from __future__ import annotations

import functools
import math
from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from casus.reader import lexicon
from casus.reader.language import Page, Token
from casus.reader.places.gazetteer import Gazetteer, Row, fold, gazetteer
from casus.reader.places.spots import TAKEN, WHERE, Places, Spot
from casus.records import Place

__all__ = ["Places", "Spot", "find", "fold"]

_BIG = 100_000  # people of a city that everybody knows
_CAPES = frozenset("cape gulf bay strait sea horn mount".split())
_WORDS = 7  # tokens of the longest name looked up ("Khan al - Asal")
_ARTICLES = frozenset("al el ad as ar az at an ash ez es er et ul".split())
_TAILS = frozenset("corridor temple plant facility base bridge peninsula".split())
_JOINING = _ARTICLES | frozenset(
    "de del of the la le du da dos and - – ' ’ . 's people nuclear air".split()
)
_TO = frozenset("from to into toward towards through between via of against for".split())
_TYPES = {
    "city": "city",
    "town": "city",
    "village": "city",
    "suburb": "city",
    "district": "admin2",
    "county": "admin2",
    "neighbourhood": "city",
    "neighborhood": "city",
    "hamlet": "city",
    "settlement": "city",
    "port": "city",
    "province": "admin1",
    "governorate": "admin1",
    "oblast": "admin1",
    "region": "admin1",
    "state": "admin1",
    "island": "region",
    "valley": "region",
    "corridor": "region",
    "airport": "site",
    "airbase": "site",
    "base": "site",
    "camp": "site",
    "dam": "site",
    "hospital": "site",
    "school": "site",
    "market": "site",
    "mosque": "site",
    "prison": "site",
    "airfield": "site",
    "checkpoint": "site",
    "field": "site",
    "farms": "site",
    "quarter": "city",
    "crossing": "site",
}
_PRECISION = {"k": "country", "a": "admin1", "d": "admin2", "c": "city"}
_TITLES = frozenset(
    "mr mrs ms dr prof president minister general gen col colonel capt captain maj major lt "
    "sergeant sgt senator sen ambassador king queen prince sheikh judge sir lord lady st saint "
    "king's rep congressman governor secretary chancellor pope bishop justice".split()
)
_DIRECTIONS = frozenset(
    "north south east west northern southern eastern western central upper lower greater "
    "northeastern northwestern southeastern southwestern northeast northwest southeast southwest "
    "downtown mainland old inner outer rural occupied besieged war-torn".split()
)
_CAPITAL_TYPES = frozenset(
    "Province Governorate Oblast Region Island Valley Corridor Airport Airbase District".split()
)
_NATURE = frozenset("Valley Mountains Mountain River Lake Island Islands Sea Strait Hills".split())


@dataclass(slots=True)
class _Found:
    """A name on the page with its candidates."""

    first: int
    last: int
    name: str
    rows: tuple[Row, ...]
    kind: str | None = None  # told by the words around: "province", "town"


def find(page: Page) -> Places:
    """Every place that the page names, in order."""
    names, words = gazetteer(), _lexicon()
    found = list(_scan(page, names, words))
    context = _context(page, found, words)
    places = Places(page)
    for i, name in enumerate(found):
        after = found[i + 1] if i + 1 < len(found) else None
        row, why = _choose(name, context, _within(page, name, after))
        places.add(Spot(name.first, name.last, _place(page, name, row, why)))
    return places


class _Lexicon(NamedTuple):
    """Parts of ``lexicon/places.yaml`` other than the places."""

    words: frozenset[str]
    demonyms: dict[str, str]
    countries: dict[str, str]


@functools.cache
def _lexicon() -> _Lexicon:
    """Words that are no places, and demonyms."""
    data = lexicon.load("places")
    return _Lexicon(
        frozenset(fold(w) for w in data["words"]),
        {k.lower(): v for k, v in data["demonyms"].items()},
        {fold(k): v for k, v in data["countries"].items()},
    )


# ------------------------------------------------------------------- names


def _scan(page: Page, names: Gazetteer, words: _Lexicon) -> list[_Found]:
    """Names of the gazetteer, longest first, and unknown ones told by "the town of"."""
    found: list[_Found] = []
    tokens, after = page.tokens, 0
    for token in tokens:
        i = token.i
        if i < after or not (token.text[:1].isupper() or _article(tokens, i)):
            continue
        hit = _longest(page, token, names, words) or _unknown(page, token)
        if hit is not None:
            found.append(hit)
            after = hit.last
    return found


def _article(tokens: list[Token], i: int) -> bool:
    """Whether an Arabic article in lower case starts a name here: "al-Bab"."""
    if tokens[i].text not in _ARTICLES or i + 2 >= len(tokens):
        return False
    return tokens[i + 1].text == "-" and tokens[i + 2].text[:1].isupper()


def _longest(page: Page, token: Token, names: Gazetteer, words: _Lexicon) -> _Found | None:
    """The longest name that starts at this token and stands there as a place."""
    tokens, last = page.tokens, _run(page, token)
    for end in range(min(last, token.i + _WORDS), token.i, -1):
        if not tokens[end - 1].text[:1].isalpha():
            continue
        written = page.text[token.start : tokens[end - 1].end]
        name = fold(written)
        if name not in names and name not in words.countries:
            continue
        short = len(name) < 4 and not written.replace(".", "").isupper()
        if name in words.words or (short and name not in names.ours):
            continue
        name = words.countries.get(name, name)
        rows = names.rows(name)
        hit = _Found(token.i, end, written, rows, _kind(page, token.i, end))
        if hit.kind in ("city", "admin2", "site") and rows and rows[0].kind == "region":
            hit.rows = ()  # "the Sahel district" of some town
            return hit
        if rows and _stands(page, hit, rows):
            return hit
    return None


def _run(page: Page, token: Token, joints: frozenset[str] = _JOINING) -> int:
    """Index after the capitalised words and their joints that start here."""
    tokens, sent, end = page.tokens, token.sent, token.i + 1
    for i in range(token.i + 1, min(token.i + _WORDS, len(tokens))):
        word = tokens[i]
        if word.sent != sent:
            break
        if word.text[:1].isupper() or word.lower in _TAILS:
            end = i + 1
        elif word.lower not in joints and not (tokens[i - 1].text == "-" and word.text.isalpha()):
            break
        elif tokens[i - 1].text == "-":
            end = i + 1
    return end


def _kind(page: Page, first: int, last: int) -> str | None:
    """What the words around say it is: "the town of X", "X province"."""
    tokens = page.tokens
    if (
        last < len(tokens)
        and tokens[last].lower in _TYPES
        and tokens[last].sent == tokens[first].sent
    ):
        return _TYPES[tokens[last].lower]
    if first > 1 and tokens[first - 1].lower == "of":
        return _TYPES.get(tokens[first - 2].lemma)
    if first and tokens[first - 1].lower in _TYPES:
        return _TYPES[tokens[first - 1].lower]
    return None


def _stands(page: Page, hit: _Found, rows: tuple[Row, ...]) -> bool:
    """Whether the name stands there for a place and not inside another name."""
    tokens = page.tokens
    head, left = tokens[hit.last - 1], tokens[hit.first - 1] if hit.first else None
    right = tokens[hit.last] if hit.last < len(tokens) else None
    if head.pos not in ("PROPN", "NOUN") and head.ent not in ("GPE", "LOC", "FAC"):
        return False
    if hit.kind is not None:
        return True
    if hit.last - hit.first == 1 and head.lower in _TITLES and right is not None and _glued(right):
        return False  # "Sheikh Said"
    if left is not None and left.lower == "of" and tokens[left.i - 1].lower in _CAPES:
        return False  # "Cape of Good Hope"
    preposed = left is not None and (left.lower in WHERE or left.lower in _TO)
    big = rows[0].people >= 100_000 or rows[0].kind not in ("c", "d")
    if left is not None and _glued(left) and left.ent and left.ent == head.ent:
        return False  # "Rift" before "Valley"
    if right is not None and right.text in _NATURE:
        return False  # "Fraser" before "Valley": another place
    if left is not None and left.sent == head.sent and _glued(left):
        if left.lower.rstrip(".") in _TITLES or left.ent == "PERSON" or head.ent == "PERSON":
            return False
        if left.ent not in ("GPE", "LOC") and head.ent == "ORG":
            return big and rows[0].kind == "k"
    glued = right is not None and right.sent == head.sent and _glued(right)
    if right is not None and glued and right.lower not in _TYPES:
        inside = right.ent == "PERSON" or (right.ent == "ORG" and rows[0].kind != "k")
        if inside:
            return big and preposed
    if head.ent in ("GPE", "LOC") or preposed:
        return True
    person = head.ent in ("PERSON", "ORG") and not _article(tokens, hit.first)
    if left is not None and left.lemma in TAKEN and not person:
        return True
    if head.ent in ("PERSON", "ORG", "NORP", "PRODUCT", "WORK_OF_ART", "DATE", "EVENT", "LAW"):
        return big and (head.ent != "PERSON" or rows[0].people >= 300_000 or rows[0].kind == "k")
    return big or (left is not None and left.text in (",", "(", "and", "-"))


def _glued(token: Token) -> bool:
    """Whether a neighbour is a capitalised name that the word belongs to."""
    return (
        token.text[:1].isupper()
        and token.pos == "PROPN"
        and token.text.isalpha()
        and token.lower not in _DIRECTIONS
    )


def _unknown(page: Page, token: Token) -> _Found | None:
    """A name in no gazetteer that "the town of X" or "X province" makes a place."""
    if token.i < 1 or not (token.pos == "PROPN" or _article(page.tokens, token.i)):
        return None
    tokens, last = page.tokens, _run(page, token, _ARTICLES | {"-"})
    while last > token.i + 1 and tokens[last - 1].lower in _JOINING:
        last -= 1
    before = token.i > 1 and tokens[token.i - 1].lower == "of" and tokens[token.i - 2].lemma
    after = last < len(tokens) and tokens[last].sent == token.sent and tokens[last].lower
    kind = _TYPES.get(before or "") or (
        _TYPES.get(after or "") if after not in ("state", "base") else None
    )
    final = tokens[last - 1]
    if kind is None and last - token.i > 1 and final.text in _CAPITAL_TYPES:
        kind = _TYPES[final.lower] if final.ent in ("GPE", "LOC", "FAC") else None
    if kind is None or token.ent == "NORP" or tokens[token.i - 1].text[:1].isupper():
        return None
    last += kind == "site" and kind == _TYPES.get(after or "")  # "Dabit hospital"
    return _Found(token.i, last, page.text[token.start : tokens[last - 1].end], (), kind)


# -------------------------------------------------------------- resolution


@dataclass(slots=True)
class _Context:
    """How often the page names each country, and the areas that it names."""

    countries: Counter[str]
    areas: set[tuple[str, str]]
    named: set[str]  # countries that are named, or whose great cities are
    towns: dict[str, set[str]]  # small places by the country that alone has them


def _context(page: Page, found: list[_Found], words: _Lexicon) -> _Context:
    """Countries by name and demonym, by unmistakable towns; areas by name."""
    context = _Context(Counter(), set(), set(), {})
    for token in page.tokens:
        if token.text[:1].isupper() and token.lower in words.demonyms:
            half = page.tokens[token.i - 1].lower if token.i else ""
            whole = words.demonyms.get(f"{half} {token.lower}")  # "South Sudanese"
            country = whole or words.demonyms[token.lower]
            context.countries[country] += 1
            context.named.add(country)
    for name in found:
        if not name.rows:
            continue
        top = name.rows[0]
        second = name.rows[1].people if len(name.rows) > 1 else 0
        sure = top.kind in ("k", "a", "region") or top.people > 50 * second
        if top.country and sure:
            context.countries[top.country] += 2 if top.kind == "k" else 1
            if top.kind in ("k", "a", "region") or top.people >= _BIG:
                context.named.add(top.country)
            else:
                context.towns.setdefault(top.country, set()).add(top.name)
        if top.kind == "a" and top.country:
            context.areas.add((top.country, top.area))
    return context


def _within(page: Page, name: _Found, after: _Found | None) -> _Found | None:
    """The larger place that follows after a comma or "in": "Santa Ana, California"."""
    if after is None or not after.rows or after.first - name.last > 3:
        return None
    between = {t.lower for t in page.tokens[name.last : after.first]}
    if between and between <= {
        ",",
        "in",
        "the",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
    }:
        return after
    return None


def _choose(name: _Found, context: _Context, within: _Found | None) -> tuple[Row | None, str]:
    """The place meant, and why; None where nothing tells which."""
    rows = name.rows
    if not rows:
        return None, "not in the gazetteer"
    if len(rows) == 1:
        return _only(rows[0], context, within)
    scored = sorted(
        ((_score(r, name, context, within), -i, r) for i, r in enumerate(rows)), reverse=True
    )
    best, second = scored[0], scored[1]
    told = best[2].country in context.countries or within is not None
    larger = within is None and best[2].kind == second[2].kind == "c"
    larger = larger and second[2].people > 5 * best[2].people
    margin = 1.0 if larger else 0.3 if told else 0.7
    if best[0] - second[0] < margin and not _same_spot(best[2], second[2]):
        return None, f"{len(rows)} places bear this name and the text does not tell which"
    row = best[2]
    return (
        row,
        "its country is on the page" if row.country in context.countries else "by population",
    )


def _only(row: Row, context: _Context, within: _Found | None) -> tuple[Row | None, str]:
    """The one place of a name, unless it is a small town of a country that the page neither
    names nor speaks of by two more of its towns: there are places that no gazetteer knows."""
    known = row.id is None or row.kind not in "cd" or row.people >= _BIG or within is not None
    others = context.towns.get(row.country or "", set()) - {row.name}
    if known or row.country in context.named or len(others) >= 2:
        return row, "the only place of this name"
    return None, f"the only one known is in {row.country}, of which the page does not speak"


def _score(row: Row, name: _Found, context: _Context, within: _Found | None) -> float:
    """How well a place fits: size, the countries and areas on the page, the words around."""
    score = math.log10(row.people + 10) if row.kind in "ck" else 5.0 if row.kind == "a" else 3.5
    if row.kind == "k":
        score += 1
    if row.country and row.country in context.countries:
        total = sum(context.countries.values())
        score += 1.5 + context.countries[row.country] / total
    if row.kind == "c" and (row.country, row.area) in context.areas:
        score += 0.5
    if within is not None:
        score += 4 * any(
            w.country == row.country and (w.kind == "k" or (w.area == row.area and w.kind == "a"))
            for w in within.rows[:3]
        )
    if name.kind == "admin1":
        score += 3 * (row.kind == "a")
    elif name.kind == "admin2":
        score += 2 * (row.kind == "d")
    elif name.kind == "city":
        score += 3 * (row.kind == "c")
    elif row.kind in "ad" and row.kind:
        score -= 1.5 if row.kind == "d" else 0
    return score


def _same_spot(a: Row, b: Row) -> bool:
    """Whether two places are one in effect: a town and the area around it."""
    if a.lat is None or b.lat is None or a.lon is None or b.lon is None:
        return False
    return a.country == b.country and abs(a.lat - b.lat) + abs(a.lon - b.lon) < 1.0


def _place(page: Page, name: _Found, row: Row | None, why: str) -> Place:
    """The record."""
    span = (page.tokens[name.first].start, page.tokens[name.last - 1].end)
    if row is None:
        reasons = {"lat": why, "country": why}
        return Place(name=name.name, span=span, precision=name.kind or "unknown", why=reasons)
    reasons = {"place": why}
    if row.note:
        reasons["country"] = row.note
    if row.lat is None:
        reasons["lat"] = "no coordinates are known"
    precision = _PRECISION.get(row.kind, row.kind)
    return Place(
        name=row.name if row.id is None or row.kind == "k" else name.name,
        lat=row.lat,
        lon=row.lon,
        geonames=row.id,
        country=row.country,
        span=span,
        precision=precision,
        why=reasons,
    )
