"""How each kind of cue holds what is said: one function a frame of ``lexicon/speech.yaml``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from casus.reader.language import Page, Token
from casus.reader.speech import cues
from casus.records import Span

OBJECTS = ("dobj", "attr", "oprd", "pobj", "dative", "xcomp", "ccomp", "npadvmod")
UNNAMED = ("name", "identify", "quote")  # "asked not to be named": a condition, no request
Frame = Callable[[Page, Token, Span], list[Span]]


def clause(page: Page, verb: Token, hole: Span) -> list[Span]:
    """ "X said (that) S" or "S, X said"."""
    return cues.clause(page, verb, hole)


def object_(page: Page, verb: Token, hole: Span) -> list[Span]:
    """ "X denied the report", "X denied arming them"."""
    for child in verb.children:
        if child.i > verb.i and child.dep in ("dobj", "xcomp", "ccomp"):
            end = page.tokens[child.right - 1].end
            return [cues.trim(page, page.tokens[child.left].start, end)]
    return []


def blame(page: Page, verb: Token, hole: Span) -> list[Span]:
    """ "X accused Y of V-ing": the accused and the deed together."""
    rest = [
        c for c in verb.children if c.i > verb.i and c.dep in ("dobj", "prep", "pcomp", "dative")
    ]
    rest = [c for c in rest if c.dep != "prep" or c.lower in ("of", "for", "with", "over")]
    if not rest:
        return []
    end = page.tokens[max(c.right for c in rest) - 1].end
    return [cues.trim(page, page.tokens[rest[0].left].start, end)]


def others(page: Page, verb: Token, hole: Span) -> list[Span]:
    """ "X urged Y to V": what Y is to do, Y included."""
    rest = [
        c
        for c in verb.children
        if c.i > verb.i and c.dep in ("dobj", "xcomp", "ccomp", "dative", "advcl", "prep")
    ]
    aims = [c for c in _with_nested(rest) if c.infinitive]
    if not aims or any(a.lemma in UNNAMED for a in aims):
        return []
    rest = [c for c in rest if c.dep != "prep" or c.lower in ("on", "upon", "to")]
    end = page.tokens[max((c.right for c in rest), default=verb.right) - 1].end
    start = page.tokens[rest[0].left].start if rest else verb.end
    if rest and rest[0].dep == "prep":
        start = rest[0].end
    return [cues.trim(page, start, end)]


def _with_nested(tokens: list[Token]) -> list[Token]:
    """The tokens, the objects of their prepositions, and their clauses."""
    return tokens + [g for t in tokens for c in [t, *t.children] for g in c.children]


def self(page: Page, verb: Token, hole: Span) -> list[Span]:
    """ "X threatened to V": what X is to do."""
    for child in verb.children:
        aim = child.i > verb.i and child.dep in ("xcomp", "ccomp", "advcl") and child.infinitive
        if aim and child.lemma not in UNNAMED:
            end = page.tokens[child.right - 1].end
            return [cues.trim(page, page.tokens[child.left].start, end)]
    return []


def for_(page: Page, verb: Token, hole: Span) -> list[Span]:
    """ "X called for N"."""
    return cues.preposition(page, verb, ("for",))


def as_(page: Page, verb: Token, hole: Span) -> list[Span]:
    """ "X described Y as Z", "X called Y a Z"."""
    things = (c for c in verb.all("dobj", "nsubj") if c.i > verb.i)
    thing = next(things, None) if verb.lemma == "call" else verb.child("dobj")
    if verb.lemma == "call":
        inner = verb.child("ccomp", "oprd", "xcomp")
        if inner is None or inner.i < verb.i or inner.infinitive:
            return []
        first = min([inner.left, *([thing.left] if thing and thing.i > verb.i else [])])
        return [cues.trim(page, page.tokens[first].start, page.tokens[inner.right - 1].end)]
    if thing is None or thing.i < verb.i:
        return []
    prep = next((c for c in [*verb.children, *thing.children] if c.lower == "as"), None)
    if prep is None:
        return []
    end = page.tokens[max(prep.right, thing.right) - 1].end
    return [cues.trim(page, page.tokens[thing.left].start, end)]


def on(page: Page, verb: Token, hole: Span) -> list[Span]:
    """ "X reports on N"."""
    return cues.preposition(page, verb, ("on", "about"))


COUNTS = frozenset(
    "toll number numbers figure figures dead death deaths count total losses loss cost wounded".split()
)


def at(page: Page, verb: Token, hole: Span) -> list[Span]:
    """ "X put the toll at N"."""
    thing = verb.child("dobj", "nsubj", "npadvmod")
    end = page.tokens[verb.right - 1].end
    words = page.within(verb.end, end)
    if not any(t.lower in COUNTS for t in words[:6]) or not any(t.lower == "at" for t in words):
        return []
    start = page.tokens[thing.left].start if thing and thing.i > verb.i else verb.end
    return [cues.trim(page, start, end)]


FRAMES: dict[str, Frame] = {
    "others": others,
    "as": as_,
    "self": self,
    "blame": blame,
    "for": for_,
    "at": at,
    "clause": clause,
    "object": object_,
    "on": on,
}


def read(page: Page, verb: Token, entry: dict[str, Any], hole: Span) -> tuple[list[Span], str]:
    """Content of a cue by the first of its frames that fits, and the frame's name."""
    for name, frame in FRAMES.items():
        if name in entry["frames"]:
            parts = [p for p in frame(page, verb, hole) if p[1] > p[0]]
            if parts:
                return parts, name
    return [], ""
