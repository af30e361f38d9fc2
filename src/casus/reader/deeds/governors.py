"""Words that change whether what they govern happened, and what they make of it.

The words stand in ``lexicon/reality.yaml``; ``combine`` is how nested ones add up.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from casus.reader import lexicon
from casus.reader.language import Page, Token
from casus.records import Reality

VERBS = ("VERB", "AUX")
KEPT = frozenset("fulfil fulfill keep honour honor implement execute meet respect".split())
BROKEN = frozenset("break breach violate ignore abandon defy".split())
CLAIMS = frozenset(
    "accusation allegation assertion charge claim report rumour rumor suggestion".split()
)
DENYING = frozenset("deny dismiss refute reject rebut".split())


@dataclass(frozen=True, slots=True)
class Cue:
    """A governing word and what it makes of its complement."""

    lemma: str
    effect: Reality
    scope: str
    prep: frozenset[str]
    prt: str | None
    infinitive: bool
    source: bool
    doubled: Reality
    until: bool


@functools.cache
def cues(section: str) -> dict[str, tuple[Cue, ...]]:
    """Cue words of a section of the lexicon (verbs, nouns, adjectives, modifiers) by lemma."""
    found: dict[str, list[Cue]] = {}
    for entry in lexicon.load("reality")[section]:
        prep = entry.get("prep", ())
        cue = Cue(
            lemma=entry["lemma"],
            effect=entry["effect"],
            scope=entry.get("c", "all"),
            prep=frozenset((prep,) if isinstance(prep, str) else prep),
            prt=entry.get("prt"),
            infinitive=entry.get("inf", False),
            source=entry.get("from", False),
            doubled=entry.get("doubled", "actual"),
            until=entry.get("until", False),
        )
        found.setdefault(cue.lemma, []).append(cue)
    return {lemma: tuple(some) for lemma, some in found.items()}


def combine(outer: Reality, inner: Reality) -> Reality:
    """What an outer cue makes of a label: "denied planning" is negated, not planned."""
    if outer == "actual" or inner == "unknown":
        return inner
    if outer == "negated":
        return "actual" if inner == "negated" else "negated"
    if outer == "ongoing":
        return "ongoing" if inner == "actual" else inner
    if inner == "negated":
        return "possible" if outer == "possible" else "negated"
    if outer == "possible" and inner == "demanded":
        return inner  # "believes that they should leave"
    if outer == "planned":
        return inner if inner in ("conditional", "possible", "demanded") else "planned"
    return outer


def pick(
    head: Token, scope: str, prep: str | None, page: Page, node: Token | None = None
) -> Cue | None:
    """The cue entry of a governing word that fits its complement."""
    section = "verbs" if head.pos in VERBS else "adjectives"
    for cue in cues(section).get(head.lemma, ()):
        if cue.scope not in ("all", scope):
            continue
        joined = prep in cue.prep or (scope == "clause" and has_prep(head, cue.prep))
        if cue.prep and not joined:
            continue
        if cue.source and prep != "from":
            continue
        after = page.tokens[head.i + 1 : head.i + 4] + head.all("prt", "advmod")
        if cue.prt and not any(t.lower == cue.prt for t in after):
            continue
        if cue.until and not any(t.lower == "until" for t in page.of(page.sentence(head))):
            continue
        if cue.infinitive and not (node is not None and _to(node)):
            continue
        return cue
    return None


def effect(token: Token) -> Cue | None:
    """The cue that a word is, whatever it governs."""
    section = "verbs" if token.pos in VERBS else "nouns" if token.pos == "NOUN" else None
    some = cues(section).get(token.lemma) if section else None
    return some[0] if some else None


def has_prep(head: Token, wanted: frozenset[str]) -> bool:
    """Whether one of the prepositions hangs on a word."""
    return any(c.dep in ("prep", "prt") and c.lower in wanted for c in head.children)


def _to(verb: Token) -> bool:
    """Whether a verb form is an infinitive with "to"."""
    return verb.tag == "VB" and any(c.lower == "to" for c in verb.all("aux"))
