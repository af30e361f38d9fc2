"""Answers tied to what they answer: denials, rejections, contradictions, corrections.

What speaks for a link is told in numbers (``signs``): whether the answer only points ("denied it"),
whether each names the other's party, which words they share, how far apart they stand. By rules the
signs are summed; with the tagger a small network weighs them together with what both say.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import get_args

from casus.reader import tagger
from casus.reader.actors import Cast, Who
from casus.reader.language import Page
from casus.reader.speech import cues
from casus.reader.speech.cues import Utterance
from casus.reader.speech.sentences import NO
from casus.reader.tagger import Proposal
from casus.records import Act

REACH = 900  # characters between an answer and what it answers, by rules; news answers at once
CERTAIN = 2.5  # least score of a link by rules: any two signs, or one that names the party
LINKED = 0.33  # least chance of a link by the network
BEFORE, AFTER = 14, 3  # utterances before an answer, and after it, that it may answer
ANSWERS = frozenset(("deny", "reject", "doubt"))
CHARGES = frozenset(("accuse", "demand", "request"))
ACTS: tuple[Act, ...] = get_args(Act)
NEGATIVE = frozenset("no not n't never nobody nothing none neither without false untrue".split())


@dataclass(slots=True)
class Side:
    """What an utterance is matched by: its words, the parties in them, and whose it is."""

    n: int
    utterance: Utterance
    who: Who
    lemmas: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)
    negative: bool = False
    points: bool = False
    firm: bool = False  # its act or its first word says that it answers


def link(page: Page, cast: Cast, found: Sequence[Utterance], *, learned: bool) -> None:
    """Set ``answers`` of every utterance that answers another."""
    sides = sides_of(page, cast, found)
    if learned:
        for answer, best, chance in _learned(sides):
            if chance >= LINKED:
                _tie(answer, best)
    for answer, best, score in _by_rules(sides):
        free = answer.utterance.answers is None and (answer.points or not learned)
        if score >= CERTAIN and free:
            _tie(answer, best)


def _tie(answer: Side, other: Side) -> None:
    answer.utterance.answers = other.utterance
    if answer.utterance.act == "say" and answer.negative:
        answer.utterance.act = "deny"  # a "no" in answer to someone


def pairs(sides: Sequence[Side | None]) -> Iterator[tuple[Side, list[Side]]]:
    """Each utterance with those that it may answer."""
    for at, answer in enumerate(sides):
        if answer is None:
            continue
        near = sides[max(0, at - BEFORE) : at + 1 + AFTER]
        others = [o for o in near if o is not None and may_answer(answer, o)]
        if others:
            yield answer, others


def may_answer(answer: Side, other: Side) -> bool:
    """Whether the one may answer the other at all: nobody answers himself, or what he tells."""
    one, two = answer.utterance, other.utterance
    if one is two or one.outer is two or two.answers is one:
        return False
    if answer.who == other.who or (_keys(answer.who) & _keys(other.who)):
        return False
    together = one.cue is not None and two.cue is not None and one.cue.sent == two.cue.sent
    return two.start < one.start or together


def sides_of(page: Page, cast: Cast, found: Sequence[Utterance]) -> list[Side | None]:
    """What each utterance is matched by; None for one that has no source or no words."""
    heads = [m.start for m in cast.mentions]
    return [_side(page, cast, heads, n, u) for n, u in enumerate(found)]


def _side(page: Page, cast: Cast, heads: list[int], n: int, utterance: Utterance) -> Side | None:
    if utterance.source is None or not utterance.parts:
        return None
    side = Side(n, utterance, utterance.source.who, points=_points(page, utterance))
    side.negative = bool(NO.match(page.text, utterance.parts[0][0]))
    side.firm = utterance.act in ANSWERS or (utterance.rule == "transcript" and side.negative)
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


def _points(page: Page, utterance: Utterance) -> bool:
    """Whether the content only points at what was said before."""
    if utterance.rule in ("pointed", "transcript"):
        return True
    words = page.within(*utterance.parts[0])
    return len(words) <= 8 and any(t.lemma in cues.pointers() for t in words)


# --------------------------------------------------------------- by the network


def row(answer: Side, other: Side) -> tuple[Proposal, Proposal, list[float]]:
    """A pair as the network takes it; both must have been seen by the tagger."""
    one, two = answer.utterance.seen, other.utterance.seen
    assert one is not None
    assert two is not None
    return one, two, signs(answer, other)


def signs(answer: Side, other: Side) -> list[float]:
    """What speaks for or against a link, as numbers from -1 to 1."""
    one, two = answer.utterance, other.utterance
    gap = one.start - two.end
    shared = len(answer.lemmas & other.lemmas)
    least = max(1, min(len(answer.lemmas), len(other.lemmas)))
    steps = answer.n - other.n
    told = [
        answer.points,
        answer.negative,
        other.negative,
        bool(answer.named & _keys(other.who)),
        bool(other.named & _keys(answer.who)),
        bool(answer.named & other.named),
        two.outer is one,
        one.outer is not None and one.outer is two.outer,
        gap < 0,
        steps == 1,
        steps < 0,
        two.answers is not None,
        one.rule == "transcript",
        two.rule == "transcript",
    ]
    numbers = [
        _alike(answer, other),
        min(shared, 6) / 6, shared / least, min(abs(steps), 10) / 10, min(max(gap, 0), 1500) / 1500,
    ]  # fmt: skip
    acts = [float(u.act == act) for u in (one, two) for act in ACTS]
    return [*map(float, told), *numbers, *acts]


def _alike(answer: Side, other: Side) -> float:
    """Cosine of what both say, as the network sees it."""
    one, two = answer.utterance.seen, other.utterance.seen
    assert one is not None
    assert two is not None
    size = float((one.said @ one.said) ** 0.5 * (two.said @ two.said) ** 0.5)
    return float(one.said @ two.said) / size if size else 0.0


def _learned(sides: Sequence[Side | None]) -> Iterator[tuple[Side, Side, float]]:
    """Each utterance, what it most probably answers, and the chance that it does."""
    asked = list(pairs([s for s in sides if s is not None and s.utterance.seen is not None]))
    rows = [row(a, o) for a, others in asked for o in others]
    scores = iter(tagger.links(rows) if rows else [])
    for answer, others in asked:
        raised = [math.exp(min(next(scores), 30.0)) for _ in others]
        best = max(range(len(others)), key=lambda n: (raised[n], -n))
        yield answer, others[best], raised[best] / (1 + sum(raised))


# --------------------------------------------------------------- by rules


def _by_rules(sides: Sequence[Side | None]) -> Iterator[tuple[Side, Side, float]]:
    for at, answer in enumerate(sides):
        if answer is None or not (
            answer.firm or (answer.utterance.act == "say" and answer.negative)
        ):
            continue
        near = sides[max(0, at - 9) : at + 3]
        scored = [
            (_score(answer, other), -n)
            for n, other in enumerate(near)
            if other is not None and _may_be_answered(answer, other)
        ]
        if scored:
            score, place = max(scored)
            best = near[-place]
            assert best is not None
            yield answer, best, score


def _may_be_answered(answer: Side, other: Side) -> bool:
    one, two = answer.utterance, other.utterance
    if two.outer is one or one.start - two.end > REACH or not may_answer(answer, other):
        return False
    # A plain "said … not" answers only whoever spoke of its speaker.
    return answer.firm or bool(other.named & _keys(answer.who))


def _score(answer: Side, other: Side) -> float:
    """How surely ``answer`` answers ``other``."""
    one, two = answer.utterance, other.utterance
    score = 2.0 if answer.points else 0.0
    if answer.named & _keys(other.who):
        score += 1.0
    if other.named & _keys(answer.who):
        score += 2.0 if two.act in (*CHARGES, "threaten") else 1.5
    shared = len(answer.lemmas & other.lemmas)
    score += min(shared, 3) * (0.5 if answer.points else 1.0)
    score += 0.5 * (two.act in CHARGES) - 1.0 * (two.act in ANSWERS)
    if not answer.firm:
        score -= 1.0  # a plain "said" answers only where the signs are strong
    gap = max(0, one.start - two.end)
    return score + (1.0 if gap < 160 else 0.0) - gap / 500
