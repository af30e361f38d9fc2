"""Choices whose weights are learned from labelled articles: a softmax over what is at hand and
"nobody" (a ranking logistic model, as Denis and Baldridge 2008 use for pronouns).

``data/pointers.yaml`` holds the weights; ``python -m training.pointers`` makes it.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from casus.reader.actors import Who

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Option:
    """One who may be meant, and what speaks for and against it."""

    who: Who
    features: Features


class Chooser:
    """Weights by sort of choice, and how sure each sort must be to answer."""

    def __init__(
        self, weights: Mapping[str, Mapping[str, float]], least: Mapping[str, float]
    ) -> None:
        self.weights = weights
        self.least = least

    def choose(self, sort: str, at: int, options: Sequence[Option], nobody: Features) -> int | None:
        """Index of the option that is meant at token ``at``; None for nobody, or where no option
        reaches the share that its sort must have."""
        found = self.shares(sort, options, nobody)
        best = max(range(len(options)), key=found.__getitem__, default=None)
        return best if best is not None and found[best] >= self.least[sort] else None

    def shares(self, sort: str, options: Sequence[Option], nobody: Features) -> list[float]:
        """The probability of each option, nobody's last."""
        weights = self.weights[sort]
        scores = [_dot(weights, given) for given in (*(o.features for o in options), nobody)]
        top = max(scores)
        parts = [math.exp(score - top) for score in scores]
        whole = sum(parts)
        return [part / whole for part in parts]


def _dot(weights: Mapping[str, float], features: Features) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())


@functools.cache
def shipped() -> Chooser:
    """The weights of the package."""
    text = resources.files("casus.reader").joinpath("data/pointers.yaml").read_text("utf-8")
    sorts: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return Chooser(
        {sort: it["weights"] for sort, it in sorts.items()},
        {sort: it["least"] for sort, it in sorts.items()},
    )
