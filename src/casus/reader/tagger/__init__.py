"""A learned second reading of who says what: anchors, and the role of each word for each anchor.

The rules of ``speech`` propose; a small network (MiniLM encoder, int8 ONNX) that has seen syntax,
quotation marks and those proposals judges each of them and adds what they missed. It is run on one
core, offline, and only this room knows how. ``make train`` makes the weights (``training/``).
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Sequence
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
LEAST = 0.1  # anchors less probable than this are not looked at unless a rule proposes them
PIECES_AT_ONCE = 2_000
TOKENS_AT_ONCE = 6_000


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
    pieces = list(chunks(page, network.pieces, marks, hints))
    for batch in _batches(pieces):
        vectors, chances = _encode(network, batch)
        wanted = [
            (n, view(page, chunk, at, by_anchor.get(at)))
            for n, chunk in enumerate(batch)
            for at in range(chunk.first, chunk.last)
            if at in by_anchor or chances[n, at - chunk.first, 0] < 1 - LEAST
        ]
        for group in _groups(wanted, vectors.shape[1]):
            roles, acts, states = _read(network, batch, vectors, group)
            for (n, seen), role, act, state in zip(group, roles, acts, states, strict=True):
                kinds = chances[n, seen.anchor]
                proposal = _proposal(page, batch[n], seen, kinds, role, act, vectors[n], state)
                found.append(proposal)
    return sorted(found, key=lambda p: p.anchor)


def _proposal(
    page: Page,
    chunk: Chunk,
    seen: View,
    kinds: Floats,
    roles: Floats,
    acts: Floats,
    words: Floats,
    state: Floats,
) -> Proposal:
    roles = roles[: chunk.last - chunk.first]
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


def _batches(found: Iterable[Chunk]) -> Iterator[list[Chunk]]:
    batch: list[Chunk] = []
    for chunk in sorted(found, key=lambda c: (len(c.pieces), c.first)):
        if batch and (len(batch) + 1) * len(chunk.pieces) > PIECES_AT_ONCE:
            yield batch
            batch = []
        batch.append(chunk)
    if batch:
        yield batch


def _encode(network: _Network, batch: Sequence[Chunk]) -> tuple[Floats, Floats]:
    """Vectors (chunks, tokens, width) and the chance of each class of anchor."""
    fed = {
        "pieces": _pad([c.pieces for c in batch]),
        "starts": _pad([c.starts for c in batch]),
        "pos": _pad([c.pos for c in batch]),
        "dep": _pad([c.dep for c in batch]),
        "quoted": _pad([c.quoted for c in batch]),
        "hinted": _pad([c.hinted for c in batch]),
    }
    vectors, logits = network.encoder.run(None, fed)
    return vectors, decode.softmax(logits)


def _groups(
    wanted: Sequence[tuple[int, View]], tokens: int
) -> Iterator[Sequence[tuple[int, View]]]:
    size = max(1, TOKENS_AT_ONCE // tokens)
    for start in range(0, len(wanted), size):
        yield wanted[start : start + size]


def _read(
    network: _Network, batch: Sequence[Chunk], vectors: Floats, group: Sequence[tuple[int, View]]
) -> tuple[Floats, Floats, Floats]:
    """Chances of roles (anchors, tokens, roles) and of acts (anchors, acts); states of the anchors."""
    tokens = vectors.shape[1]
    rows = [n for n, _ in group]
    mask = np.zeros((len(group), tokens), np.int64)
    for at, n in enumerate(rows):
        mask[at, : batch[n].last - batch[n].first] = 1
    fed = {
        "x": vectors[rows],
        "anchor": np.array([v.anchor for _, v in group], np.int64),
        "distance": _pad([v.distance for _, v in group], tokens),
        "rule": _pad([v.rule for _, v in group], tokens),
        "tree": _pad([v.tree for _, v in group], tokens),
        "mask": mask,
    }
    roles, acts, states = network.roles.run(None, fed)
    return decode.softmax(roles), decode.softmax(acts), states


def links(rows: Sequence[tuple[Proposal, Proposal, Sequence[float]]]) -> list[float]:
    """The chance of each pair that the first answers the second; with their ``signs``."""
    fed = {
        "answer": np.stack([a.vector for a, _, _ in rows]),
        "other": np.stack([b.vector for _, b, _ in rows]),
        "signs": np.array([s for _, _, s in rows], np.float32),
    }
    (chances,) = _session("links.onnx").run(None, fed)
    return [float(c) for c in chances]


def _pad(rows: Sequence[NDArray[np.int64]], size: int | None = None) -> NDArray[np.int64]:
    table = np.zeros((len(rows), size or max(map(len, rows))), np.int64)
    for n, row in enumerate(rows):
        table[n, : len(row)] = row
    return table
