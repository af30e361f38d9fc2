"""Subjects of verbs of saying that no list knows: described as written."""

from __future__ import annotations

from casus.reader.actors.cast import Cast, Mention, Who
from casus.reader.actors.phrases import Describer
from casus.reader.actors.roles import SPEAKING
from casus.reader.language import Page, Token

# Happenings and machines say nothing: where one seems to, the tree is torn.
_NOBODY = frozenset(
    "attack attacks strike strikes raid raids airstrike airstrikes shelling bombing bombings "
    "explosion explosions blast blasts battle battles clash clashes fighting offensive operation "
    "operations assault assaults ambush summit talks meeting conference ceremony visit war truce "
    "ceasefire shell shells missile missiles rocket rockets bomb bombs drone drones tank tanks "
    "warplane warplanes jet jets helicopter helicopters aircraft plane planes vehicle vehicles "
    "conflict conflicts crisis bloodshed violence unrest ambushes "
    "day week month year morning evening night".split()
)

UNLISTED = "subject of a verb of saying"  # why such a mention is one
_WRITINGS = frozenset("statement report communique communiqué message letter post note".split())


def speakers(page: Page, cast: Cast, describer: Describer) -> None:
    """Give every subject of a verb of saying that has none a mention of its own."""
    for token in page.tokens:
        if token.dep != "nsubj" or token.pos != "NOUN" or token.i in cast.by_head:
            continue
        if token.head.lemma not in SPEAKING or token.lower in _NOBODY:
            continue
        author = _author(token, cast)
        if author is not None:
            cast.by_head[token.i] = author
            continue
        edge = describer.left_edge(token.i)
        first = edge
        while first < token.i and _counts(page.tokens[first]):
            first += 1
        who = Who(describer.text(first, token.i + 1), None, None, "unnamed", "UNK")
        start = page.tokens[edge].start
        cast.add(Mention(token, start, token.end, who, "description", UNLISTED))


def _counts(token: Token) -> bool:
    """Whether a word at the edge of a phrase only counts or points: "at least nine"."""
    return token.pos in ("DET", "NUM", "ADV") or token.lower in ("at", "least", "most", "some")


def _author(token: Token, cast: Cast) -> Mention | None:
    """Whose writing speaks: "a statement by the Lake Front said"."""
    if token.lower not in _WRITINGS:
        return None
    for by in token.children:
        goal = by.child("pobj") if by.lower in ("by", "from") else None
        found = cast.at(goal) if goal is not None else None
        if found is not None and found.form != "demonym":
            return found
    return None
