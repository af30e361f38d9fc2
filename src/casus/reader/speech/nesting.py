"""Utterances in utterances, and answers tied to what they answer."""

from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, field

from casus.reader.actors import Cast, Who
from casus.reader.language import Page
from casus.reader.speech import cues
from casus.reader.speech.cues import Utterance

REACH = 900  # characters between an answer and what it answers; news answers at once
CERTAIN = 2.5  # least score of a link: any two signs, or one that names the party
ANSWERS = frozenset(("deny", "reject", "doubt"))
NO = re.compile(
    r"[\s“\"'‘]*(No\b|Not (one|a|at)\b|Never\b|Nonsense|That('s| is| was)? (not|false|untrue|wrong)"
    r"|It('s| is) (not true|false|untrue)|We (reject|deny|don't accept))",
    re.I,
)
NEGATIVE = frozenset("no not n't never nobody nothing none neither without false untrue".split())


def nest(found: list[Utterance]) -> None:
    """Link each utterance to the smallest one whose content holds its cue."""
    for inner in found:
        if inner.outer is not None or inner.cue_span is None:
            continue
        at = inner.cue_span[0]
        holders = [u for u in found if u is not inner and u.holds(at) and not _within(u, inner)]
        if holders:
            inner.outer = min(holders, key=lambda u: sum(b - a for a, b in u.parts))


def _within(inner: Utterance, outer: Utterance) -> bool:
    """Whether ``inner`` already hangs below ``outer``."""
    above: Utterance | None = inner
    while above is not None:
        if above is outer:
            return True
        above = above.outer
    return False


# ------------------------------------------------------------------ answers


@dataclass(slots=True)
class _Side:
    """What an answer is matched by: its words, the parties in them, and whose it is."""

    utterance: Utterance
    who: Who
    lemmas: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    negative: bool = False


def link_answers(page: Page, cast: Cast, found: list[Utterance]) -> None:
    """Tie a denial, rejection or contradiction to the utterance before it that it answers.

    The signs: it only points ("denied it", "called the claim a lie"), the other spoke of the
    party that answers, both share words, they stand next to each other.
    """
    heads = [m.start for m in cast.mentions]
    sides = [_side(page, cast, heads, u) for u in found]
    for at, answer in enumerate(sides):
        if answer is None or not _may_answer(page, answer):
            continue
        scored = [
            (_score(page, answer, other), -n)
            for n, other in enumerate(sides[max(0, at - 9) : at + 3])
            if other is not None and _may_be_answered(page, answer, other)
        ]
        best = max(scored, default=None)
        if best is not None and best[0] >= CERTAIN:
            chosen = sides[max(0, at - 9) - best[1]]
            assert chosen is not None
            answer.utterance.answers = chosen.utterance
            if answer.utterance.act == "say":
                answer.utterance.act = "deny"  # a "no" in answer to someone


def _side(page: Page, cast: Cast, heads: list[int], utterance: Utterance) -> _Side | None:
    if utterance.source is None or not utterance.parts:
        return None
    side = _Side(utterance, utterance.source.who)
    for start, end in utterance.parts:
        for token in page.within(start, end):
            if token.pos in ("NOUN", "PROPN", "VERB", "NUM") and len(token.lemma) > 2:
                side.lemmas.add(token.lemma)
            side.negative = side.negative or token.lower in NEGATIVE
        for mention in cast.mentions[
            bisect.bisect_left(heads, start) : bisect.bisect_left(heads, end)
        ]:
            side.named |= _keys(mention.who)
    return side


def _keys(who: Who) -> set[str]:
    return {k for k in (who.country, who.id) if k}


def _may_answer(page: Page, side: _Side) -> bool:
    """Whether it denies, or is said with a "no" in answer to something."""
    utterance = side.utterance
    if utterance.act in ANSWERS:
        return True
    start = utterance.parts[0][0]
    if utterance.rule == "transcript" and NO.match(page.text, start):
        utterance.act = "deny"
        return True
    return utterance.act == "say" and side.negative


def _may_be_answered(page: Page, answer: _Side, other: _Side) -> bool:
    one, two = answer.utterance, other.utterance
    if one is two or one.outer is two or two.outer is one or two.answers is one:
        return False
    before = two.start < one.start
    together = one.cue is not None and two.cue is not None and one.cue.sent == two.cue.sent
    if not (before or together) or one.start - two.end > REACH:
        return False
    if answer.who == other.who or _keys(answer.who) & _keys(other.who):
        return False
    # A plain "said … not" answers only whoever spoke of its speaker.
    return one.act in ANSWERS or bool(other.named & _keys(answer.who))


def _score(page: Page, answer: _Side, other: _Side) -> float:
    """How surely ``answer`` answers ``other``."""
    one, two = answer.utterance, other.utterance
    points = _points(page, one)
    score = 2.0 if points else 0.0
    if answer.named & _keys(other.who):
        score += 1.0
    if other.named & _keys(answer.who):
        score += 2.0 if two.act in ("accuse", "demand", "threaten", "request") else 1.5
    shared = len(answer.lemmas & other.lemmas)
    score += min(shared, 3) * (0.5 if points else 1.0)
    if two.act in ("accuse", "demand", "request"):
        score += 0.5
    if one.act not in ANSWERS:
        score -= 1.0  # a plain "said" answers only where the signs are strong
    if two.act in ANSWERS:
        score -= 1.0
    gap = max(0, one.start - two.end)
    return score + (1.0 if gap < 160 else 0.0) - gap / 500


def _points(page: Page, utterance: Utterance) -> bool:
    """Whether the content only points at what was said before."""
    if utterance.rule in ("pointed", "transcript"):
        return True
    words = page.within(*utterance.parts[0])
    return len(words) <= 8 and any(t.lemma in cues.pointers() for t in words)
