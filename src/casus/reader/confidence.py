"""How probably a statement is right: voice and words as a careful reader would have them.

What is told apart: whether the rules and the tagger both saw it, how sure the tagger is, whether
the voice is known. The shares with the tagger were set by judgement and then held against labelled
articles that nothing was trained on; those of the rules alone were counted on articles they were
written with. `python -m benchmarks.confidence` tells how far off they are. They move on purpose.
"""

from __future__ import annotations

from bisect import bisect_right

from casus.reader.speech.cues import Utterance

EDGES = (0.5, 0.8, 0.93)  # of the tagger's chance, that someone speaks there and says just this
OWN = 0.7  # the article's own voice

# (seen by rules too, voice known) → share right below, between and above the edges
SEEN: dict[tuple[bool, bool], tuple[float, ...]] = {
    (True, True): (0.6, 0.8, 0.85, 0.92),
    (True, False): (0.5, 0.6, 0.7, 0.8),
    (False, True): (0.4, 0.6, 0.7, 0.8),
    (False, False): (0.3, 0.45, 0.55, 0.65),
}
# With the rules alone, by rule: voices that are known, and others.
RULES: dict[str, tuple[float, float]] = {
    "clause": (0.9, 0.76),
    "according to": (0.9, 0.61),
    "order": (0.85, 0.67),
    "object": (0.87, 0.74),
    "blame": (0.9, 0.76),
    "others": (0.83, 0.65),
    "self": (0.84, 0.55),
    "for": (0.75, 0.6),
    "as": (0.87, 0.67),
    "at": (0.85, 0.8),
    "on": (0.5, 0.4),
    "noun": (0.9, 0.75),
    "citing": (0.7, 0.5),
    "transcript": (0.82, 0.78),
    "author": (0.8, 0.6),
    "continued": (0.8, 0.2),
    "pointed": (0.5, 0.4),
    "": (0.5, 0.3),  # a quotation beside a cue, and no clause
    "own": (0.8, 0.55),  # a verbal act, in the statement of the voice that reports it
}


def confidence(utterance: Utterance | None, *, voiced: bool, known: bool) -> float:
    """Of a statement with that utterance, from 0 to 1; without ``utterance`` what a voice (or, not
    ``voiced``, the article itself) reports. ``known``: the innermost voice is an actor."""
    if not voiced:
        return OWN
    if utterance is None:
        return RULES["own"][not known]
    if utterance.seen is not None:
        shares = SEEN[utterance.rule != "tagger", known]
        return shares[bisect_right(EDGES, utterance.seen.chance)]
    return RULES[utterance.rule][not known]
