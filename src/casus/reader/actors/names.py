"""The names the lexicon knows, and where they stand on a page.

Names match as sequences of lower-case words: hyphens, slashes and the apostrophe of a
possessive are no words, so ``al-Nusra`` is ``al nusra`` and ``People's`` may have lost its
apostrophe. The longest name wins. Short names in capitals (``US``, ``IS``) match as written.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from casus.reader import lexicon
from casus.reader.actors.cast import Gender, Who
from casus.reader.language import Page, Token

Sort = Literal["state", "capital", "seat", "demonym", "body", "person", "place"]
_SKIPPED = frozenset(["-", "–", "/", "'", "’"])
_ACRONYM = 6  # a single word in capitals of at most this length must match as written


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of the lexicon. ``of`` is whom a person serves, ``plural`` a name for many."""

    who: Who
    sort: Sort
    gender: Gender = ""
    of: Who | None = None
    plural: bool = False
    shared: bool = False  # a name that bodies of several states bear


@dataclass(slots=True)
class Hit:
    """An entry at work on tokens [first, last)."""

    first: int
    last: int
    entry: Entry
    possessive: bool = False  # a lost apostrophe: "Syrias"


@dataclass(frozen=True, slots=True)
class _Key:
    words: tuple[str, ...]
    exact: str | None
    lower: bool
    entry: Entry


Index = dict[str, list[_Key]]


def words(name: str) -> tuple[str, ...]:
    """A name as the tokens of a page would spell it."""
    split = re.sub(r"['’]s\b", " 's", name.lower()).replace("’", "'")
    return tuple(w for w in re.split(r"[\s\-–/]+|'(?=\s|$)", split) if w)


@functools.cache
def identities() -> dict[str, Who]:
    """Every state, body and group of the lexicon by its id."""
    return {entry.who.id: entry.who for _, entry in _entries() if entry.who.id}


@functools.cache
def adjectives() -> dict[str, str]:
    """The first demonym of each state: ``TUR`` → ``Turkish``."""
    table = lexicon.load("countries")
    states = [*table["states"], *table["disputed"]]
    return {s["id"]: s["demonyms"][0] for s in states if "demonyms" in s}


def _entries() -> Iterator[tuple[str, Entry]]:
    yield from _states()
    yield from _bodies()


def _states() -> Iterator[tuple[str, Entry]]:
    table = lexicon.load("countries")
    for row in [*table["states"], *table["disputed"]]:
        country = row["country"] if "country" in row else row["id"]
        kind = row.get("kind", "state")
        who = Who(row["name"], row["id"], country, kind, "REB" if kind != "state" else "GOV")
        for name in [row["name"], *row.get("aliases", ())]:
            yield name, Entry(who, "state")
        for name in row.get("capitals", ()):
            yield name, Entry(who, "capital")
        for name in row.get("seats", ()):
            yield name, Entry(who, "seat")
        for name in row.get("people", ()):
            yield name, Entry(who, "demonym", plural=name.endswith(("s", "men")))
        for name in row.get("shared", ()):
            yield name, Entry(who, "demonym", shared=True)
        for name in row.get("demonyms", ()):
            yield name, Entry(who, "demonym")
            if not name.endswith(("sh", "ch", "ese", ".", "US", "ss")):
                yield name + "s", Entry(who, "demonym", plural=True)
    for name in table["not_states"]:
        yield name, Entry(Who(name), "place")


def _bodies() -> Iterator[tuple[str, Entry]]:
    table = lexicon.load("organisations")
    for part, kind in (("organisations", "organisation"), ("media", "media"), ("bodies", "state")):
        for row in table[part]:
            sector = row.get("sector", "MED")
            yield from _named(row, kind, sector)
    for row in lexicon.load("armed_groups")["groups"]:
        yield from _named(row, "armed_group", "REB")


def _body_seats() -> Iterator[tuple[str, Entry]]:
    known = identities()
    for row in lexicon.load("countries")["body_seats"]:
        for name in row["capitals"]:
            yield name, Entry(known[row["id"]], "capital")


def _named(row: dict[str, Any], kind: Any, sector: str) -> Iterator[tuple[str, Entry]]:
    if kind == "state" and sector == "IGO":
        kind = "organisation"
    who = Who(row["name"], row["id"], row.get("country"), kind, sector)
    for name in [row["name"], *row.get("aliases", ())]:
        many = (
            name.endswith("s")
            and not name.endswith("ss")
            and not name.isupper()
            and not name.startswith("United")
        )
        yield name, Entry(who, "body", plural=many and kind != "media")
    for name in row.get("shared", ()):
        yield name, Entry(who, "body", shared=True)


def _people() -> Iterator[tuple[str, Entry]]:
    known = identities()
    for row in lexicon.load("people")["people"]:
        of = known[row["of"]]
        ident = row["name"].lower().replace(" ", "-")
        for name in [row["name"], *row.get("aliases", ())]:
            who = Who(name, ident, of.country, of.kind, of.sector)
            yield name, Entry(who, "person", row.get("gender", "m"), of)


@functools.cache
def index() -> Index:
    """All names by their first word, longest first."""
    table: Index = {}
    for name, entry in [*_entries(), *_body_seats(), *_people()]:
        seq = words(name)
        exact = name if _is_acronym(name) else None
        forms = {seq, tuple(_fused(seq)), tuple(name.lower().split())}
        for form in forms:
            key = _Key(form, exact, name[0].islower(), entry)
            table.setdefault(form[0], []).append(key)
    for keys in table.values():
        keys.sort(key=lambda key: -len(key.words))
    return table


def _is_acronym(name: str) -> bool:
    """Whether capitals tell the name from a word: "US", "LeT", "MoD"."""
    if " " in name or len(name) > _ACRONYM:
        return False
    return name.isupper() or (name.isalpha() and any(c.isupper() for c in name[1:]))


@functools.cache
def surnames() -> dict[str, Entry]:
    """People whom a bare surname names, since only one of the lexicon bears it."""
    found: dict[str, list[Entry]] = {}
    common = {word.lower() for word in lexicon.load("people")["common_surnames"]}
    for name, entry in _people():
        found.setdefault(name.lower().replace("-", " ").split()[-1], []).append(entry)
    return {
        word: entries[0]
        for word, entries in found.items()
        if word not in common and len({entry.who.id for entry in entries}) == 1
    }


def _fused(seq: tuple[str, ...]) -> Iterator[str]:
    """The words of a name whose apostrophe was lost: ``people 's`` → ``peoples``."""
    for word, after in zip(seq, [*seq[1:], ""], strict=True):
        if word != "'s":
            yield word + "s" if after == "'s" else word


def match(page: Page) -> list[Hit]:
    """Every name of the lexicon on the page, longest first come, none overlapping."""
    table, hits, tokens = index(), [], page.tokens
    i, size = 0, len(page.tokens)
    while i < size:
        token = tokens[i]
        hit = None
        keys = table.get(token.lower)
        if keys:
            hit = _longest(keys, tokens, i)
        elif token.lower.endswith("s") and token.text[0].isupper() and len(token.lower) > 4:
            hit = _lost_apostrophe(table, tokens, i)
        if hit is None:
            i += 1
        else:
            hits.append(hit)
            i = hit.last
    return _settled(hits)


def _settled(hits: list[Hit]) -> list[Hit]:
    """The hits without shared names that are another's here: "the Kyrgyz Security Council"."""
    if not any(hit.entry.shared for hit in hits):
        return hits
    present = {_owner(hit.entry.who) for hit in hits if not hit.entry.shared}
    owned: dict[str | None, set[str | None]] = {}  # whose bodies of that name are spoken of
    for before, hit in itertools.pairwise(hits):
        state = before.entry.sort in ("state", "demonym", "capital")
        if hit.entry.shared and state and 0 <= hit.first - before.last <= 1:
            owned.setdefault(hit.entry.who.id, set()).add(_owner(before.entry.who))

    def fits(hit: Hit) -> bool:
        owner = _owner(hit.entry.who)
        return owner in present and owned.get(hit.entry.who.id, {owner}) == {owner}

    return [hit for hit in hits if not hit.entry.shared or fits(hit)]


def _owner(who: Who) -> str | None:
    """The country of a body; all bodies of the United Nations have one owner."""
    ident = who.id or ""
    return who.country or ("un" if ident.startswith("un") else ident)


def _longest(keys: list[_Key], tokens: list[Token], i: int) -> Hit | None:
    for key in keys:
        last = _end(key.words, tokens, i, person=key.entry.sort == "person")
        if not last:
            continue
        if key.exact is None:
            fits = key.lower or tokens[i].text[0].isupper()
        else:
            fits = "".join(token.text for token in tokens[i:last]) == key.exact
        if fits:
            lost = tokens[last - 1].lower != key.words[-1] and key.entry.sort == "person"
            return Hit(i, last, key.entry, possessive=lost and last - i > 1)
    return None


def _end(seq: tuple[str, ...], tokens: list[Token], i: int, *, person: bool) -> int:
    """Index after the name, or 0 if it does not stand here. A ``person`` may have lost the
    apostrophe of a possessive: "Idriss Debys guards"."""
    sent = tokens[i].sent
    for word in seq[1:]:
        i += 1
        while i < len(tokens) and _skipped(tokens[i]) and word != "'s":
            i += 1
        if i >= len(tokens) or tokens[i].sent != sent:
            return 0
        if tokens[i].lower != word and not (person and tokens[i].lower == word + "s"):
            return 0
    return i + 1


def _skipped(token: Token) -> bool:
    return token.text in _SKIPPED or token.pos == "SPACE"


def _lost_apostrophe(table: Index, tokens: list[Token], i: int) -> Hit | None:
    for key in table.get(tokens[i].lower[:-1], ()):
        if len(key.words) == 1 and key.exact is None and key.entry.sort in ("state", "person"):
            return Hit(i, i + 1, key.entry, possessive=True)
    return None
