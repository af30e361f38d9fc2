"""A learned second reading of who says what: anchors, and the role of each word for each anchor.

The rules of ``speech`` propose; a small network (MiniLM encoder, int8 ONNX) that has seen syntax,
quotation marks and those proposals judges each of them and adds what they missed. It is run on one
core, offline, and only this room knows how. ``make train`` makes the weights (``training/``).
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import numpy as np
from numpy.typing import NDArray

from casus.reader.language import Page
from casus.reader.tagger import decode
from casus.reader.tagger.features import Chunk, Hint, View, chunks, view
from casus.reader.tagger.pieces import Pieces
from casus.records import Act, Span

__all__ = ["Hint", "Proposal", "links", "propose"]

WEIGHTS = Path(__file__).parent.parent / "data" / "tagger"
Floats = NDArray[np.float32]

ACTS: tuple[Act, ...] = get_args(Act)
WIDTH = 384  # of a vector for a word
LEAST = 0.5  # an anchor less probable than this is none, unless a rule proposes it


@dataclass(frozen=True, slots=True)
class Proposal:
    """An attribution as the network reads it. Spans are characters of the text."""

    anchor: int  # index of its token
    bare: bool  # no cue stands there
    probability: float  # that the token is an anchor
    sure: float  # mean probability of the words' roles, content only
    source: Span | None
    cue: Span | None
    parts: list[Span]
    outer: Span | None
    act: Act
    act_chance: float
    vector: Floats  # what the network made of its anchor and of its content

    @property
    def said(self) -> Floats:
        """The part of ``vector`` that stands for the content."""
        return self.vector[-WIDTH:]

    @property
    def chance(self) -> float:
        """That someone speaks here and says just these words."""
        return self.probability * self.sure


@dataclass(frozen=True, slots=True)
class _Network:
    encoder: Any
    roles: Any
    pieces: Pieces


@functools.cache
def _session(name: str) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1  # two workers share two cores
    options.inter_op_num_threads = 1
    path = str(WEIGHTS / name)
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


@functools.cache
def _network() -> _Network:
    words = (WEIGHTS / "vocabulary.txt").read_text("utf-8").split("\n")
    return _Network(_session("encoder.onnx"), _session("roles.onnx"), Pieces(words))


def propose(page: Page, marks: Sequence[Span], hints: Sequence[Hint]) -> list[Proposal]:
    """Every attribution of a page that the network sees, and its view of each hint, in order.

    ``marks`` are the quotations, ``hints`` what the rules read.
    """
    network = _network()
    by_anchor = {hint.anchor: hint for hint in hints}
    found: list[Proposal] = []
    # One chunk at a time: what is read of it depends on nothing else, and it fits the cache.
    for chunk in chunks(page, network.pieces, marks, hints):
        words, chances = _encode(network, chunk)
        views = [
            view(page, chunk, at, by_anchor.get(at))
            for at in range(chunk.first, chunk.last)
            if at in by_anchor or chances[at - chunk.first, 0] < 1 - LEAST
        ]
        if views:
            roles, acts, states = _read(network, words, views)
            for n, seen in enumerate(views):
                kinds = chances[seen.anchor]
                read = roles[n], acts[n], states[n]
                found.append(_proposal(page, chunk, seen, kinds, words, read))
    return found


def _proposal(
    page: Page,
    chunk: Chunk,
    seen: View,
    kinds: Floats,
    words: Floats,
    read: tuple[Floats, Floats, Floats],
) -> Proposal:
    roles, acts, state = read
    bare = bool(kinds[2] > kinds[1])
    parts = decode.content(roles)
    said = [n for part in parts for n in range(*part)] or [seen.anchor]
    spans = [decode.characters(page, chunk.first, part) for part in parts]
    cue = None if bare else decode.cue(roles, seen.anchor)
    return Proposal(
        anchor=chunk.first + seen.anchor,
        bare=bare,
        probability=float(1 - kinds[0]),
        sure=decode.sure(roles, parts),
        source=decode.characters(page, chunk.first, decode.best(roles, decode.SOURCE)),
        cue=decode.characters(page, chunk.first, cue),
        parts=[span for span in spans if span is not None],
        outer=decode.characters(page, chunk.first, decode.best(roles, decode.OUTER)),
        act=ACTS[int(acts.argmax())],
        act_chance=float(acts.max()),
        vector=np.concatenate([state, words[said].mean(axis=0)]),
    )


def _encode(network: _Network, chunk: Chunk) -> tuple[Floats, Floats]:
    """Vectors (tokens, width) and the chance of each class of anchor (tokens, classes)."""
    names = ("pieces", "starts", "pos", "dep", "quoted", "hinted")
    fed = {name: getattr(chunk, name)[None] for name in names}
    vectors, logits = network.encoder.run(None, fed)
    return vectors[0], decode.softmax(logits[0])


def _read(network: _Network, words: Floats, views: Sequence[View]) -> tuple[Floats, Floats, Floats]:
    """Chances of roles (anchors, tokens, roles) and of acts (anchors, acts); states of the
    anchors."""
    fed = {
        "x": np.repeat(words[None], len(views), axis=0),
        "anchor": np.array([v.anchor for v in views], np.int64),
        "distance": np.stack([v.distance for v in views]),
        "rule": np.stack([v.rule for v in views]),
        "tree": np.stack([v.tree for v in views]),
        "mask": np.ones((len(views), len(words)), np.int64),
    }
    roles, acts, states = network.roles.run(None, fed)
    return decode.softmax(roles), decode.softmax(acts), states


def links(rows: Sequence[tuple[Proposal, Proposal, Sequence[float]]]) -> list[float]:
    """How much speaks for each pair that the first answers the second, against 0 for nothing; with
    their ``signs``."""
    fed = {
        "answer": np.stack([a.vector for a, _, _ in rows]),
        "other": np.stack([b.vector for _, b, _ in rows]),
        "signs": np.array([s for _, _, s in rows], np.float32),
    }
    (scores,) = _session("links.onnx").run(None, fed)
    return [float(s) for s in scores]
