"""Utterances in utterances, and answers tied to what they answer."""

from __future__ import annotations

from casus.reader.language import Page
from casus.reader.speech import cues
from casus.reader.speech.cues import Utterance


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


def link_answers(page: Page, found: list[Utterance]) -> None:
    """Tie a denial that points ("denied it", "rejected that claim") to what it answers."""
    for at, answer in enumerate(found):
        if answer.act not in ("deny", "reject", "doubt") or answer.source is None:
            continue
        start, end = answer.parts[0]
        words = page.within(start, end)
        points = len(words) <= 6 and any(t.lower in cues.pointers() for t in words)
        candidates = [
            u
            for u in found[max(0, at - 8) : at + 4]
            if u is not answer
            and u.start <= answer.start
            and u.source is not None
            and u.source.who != answer.source.who
            and u.act not in ("deny", "reject", "doubt")
            and u.outer is not answer
        ]
        chosen = _answered(page, answer, candidates, points)
        if chosen is not None:
            answer.answers = chosen


def _answered(
    page: Page, answer: Utterance, candidates: list[Utterance], points: bool
) -> Utterance | None:
    """The nearest candidate if the answer only points; else the one that shares its words."""
    near = [u for u in candidates if answer.start - u.end < 700]
    if points:
        return near[-1] if near else None
    own = _content_words(page, answer)
    best = max(near, key=lambda u: len(own & _content_words(page, u)), default=None)
    if best is not None and len(own & _content_words(page, best)) >= 2:
        return best
    return None


def _content_words(page: Page, utterance: Utterance) -> set[str]:
    return {
        t.lemma
        for part in utterance.parts
        for t in page.within(*part)
        if t.pos in ("NOUN", "PROPN", "VERB", "NUM") and len(t.lemma) > 2
    }
