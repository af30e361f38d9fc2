"""Utterances in utterances."""

from __future__ import annotations

from casus.reader.speech.cues import Utterance


def nest(found: list[Utterance]) -> None:
    """Link each utterance to the smallest one whose content holds its cue."""
    for inner in found:
        if inner.outer is not None or inner.cue_span is None:
            continue
        at = inner.cue_span[0]
        holders = [u for u in found if u is not inner and u.holds(at) and not within(u, inner)]
        if holders:
            inner.outer = min(holders, key=lambda u: sum(b - a for a, b in u.parts))


def within(inner: Utterance, outer: Utterance) -> bool:
    """Whether ``inner`` already hangs below ``outer``."""
    above: Utterance | None = inner
    while above is not None:
        if above is outer:
            return True
        above = above.outer
    return False
