"""Chances of roles, word by word, made into spans."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from casus.reader.language import Page
from casus.reader.tagger.features import CONTENT, CUE, OUTER, SOURCE
from casus.records import Span

Floats = NDArray[np.float32]
Run = tuple[int, int]

GAP = 2  # words between two runs of a content that the network left out by a hair
LONG_GAP = 8  # the same where they have no role at all: another voice inside the content
SMALL = 2  # a run of fewer words than this, beside a longer one, is a slip


def softmax(logits: Floats) -> Floats:
    """Chances along the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    chances: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return chances


def runs(role: NDArray[np.bool_]) -> list[Run]:
    """The stretches of true, as [first, last)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], role, [False])).astype(np.int8)))
    return [(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def content(chances: Floats) -> list[Run]:
    """Runs of content, small gaps closed and stray words dropped."""
    best = chances.argmax(axis=-1)
    closed: list[Run] = []
    for first, last in runs(best == CONTENT):
        if closed:
            gap = best[closed[-1][1] : first]
            wide = LONG_GAP if (gap == 0).all() else GAP
            if len(gap) <= wide and not ((gap == SOURCE) | (gap == CUE)).any():
                closed[-1] = closed[-1][0], last
                continue
        closed.append((first, last))
    longest = max((b - a for a, b in closed), default=0)
    return [(a, b) for a, b in closed if b - a >= min(SMALL, longest)]


def best(chances: Floats, role: int) -> Run | None:
    """The run of a role with the most mass, or None; runs a word or two apart are one."""
    found: list[Run] = []
    roles = chances.argmax(axis=-1)
    for first, last in runs(roles == role):
        gap = roles[found[-1][1] : first] if found else roles
        if len(gap) <= GAP and not gap.any():
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return max(found, key=lambda r: float(chances[r[0] : r[1], role].sum()), default=None)


def cue(chances: Floats, anchor: int) -> Run:
    """The words of the cue around its anchor."""
    for first, last in runs(chances.argmax(axis=-1) == CUE):
        if first <= anchor < last:
            return first, last
    return anchor, anchor + 1


def sure(chances: Floats, found: list[Run]) -> float:
    """Mean chance of the words of a content to be its words."""
    total = sum(float(chances[a:b, CONTENT].sum()) for a, b in found)
    return total / max(1, sum(b - a for a, b in found))


def characters(page: Page, first: int, run: Run | None) -> Span | None:
    """A run of tokens of a chunk that begins at token ``first`` as characters."""
    if run is None:
        return None
    return page.tokens[first + run[0]].start, page.tokens[first + run[1] - 1].end


__all__ = ["OUTER", "SOURCE", "best", "characters", "content", "cue", "runs", "softmax", "sure"]
