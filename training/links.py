"""Teach the network of answers (``links.onnx``), over what the trained tagger reads."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from casus.reader import actors, language, mentions, places, speech
from casus.reader.language import Page
from casus.reader.speech import answers, learned, quotes, rules
from casus.reader.speech.answers import Side
from training.corpus import Example
from training.examples import anchor, article
from training.network import Links

SEED = 7
PASSES = 30
ROWS = 512
POSITIVE = 2.0  # weight of a pair that is linked: few are
Row = tuple[np.ndarray, np.ndarray, list[float], float]


def rows(examples: Sequence[Example]) -> list[Row]:
    """Every pair of utterances that might be linked, with 1 where the labels link them."""
    found: list[Row] = []
    pages = language.parse(e.text for e in examples)
    for example, page in zip(examples, pages, strict=True):
        found += _of_article(example, page)
    return found


def _of_article(example: Example, page: Page) -> list[Row]:
    cast = mentions.resolve(page, actors.find(page, article(example)), places.find(page))
    marks = quotes.find(page)
    read = learned.refine(page, cast, rules.find(page, cast, marks), marks)
    speech.order(page, cast, read)
    at = {anchor(page, said): said for said in example.said}
    number = {said.n: token for token, said in at.items()}
    sides = answers.sides_of(page, cast, read)
    seen = [s for s in sides if s is not None and s.utterance.seen is not None]
    made: list[Row] = []
    for answer, others in answers.pairs(seen):
        said = at.get(learned.anchor(page, answer.utterance))
        wanted = number.get(said.denies) if said is not None and said.denies is not None else None
        if wanted is not None and all(wanted != _at(page, o) for o in others):
            continue  # what it answers was not read: nothing to learn from
        for other in others:
            one, two, signs = answers.row(answer, other)
            right = wanted is not None and wanted == _at(page, other)
            made.append((one.vector, two.vector, signs, float(right)))
    return made


def _at(page: Page, side: Side) -> int | None:
    return learned.anchor(page, side.utterance)


def train(found: Sequence[Row]) -> Links:
    """The network after ``PASSES`` over all pairs."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    answer, other = (torch.from_numpy(np.stack([r[n] for r in found])) for n in (0, 1))
    signs, right = (torch.tensor([r[n] for r in found]) for n in (2, 3))
    net = Links(answer.shape[1], signs.shape[1])
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.05)
    order = list(range(len(found)))
    for _ in range(PASSES):
        chance.shuffle(order)
        for start in range(0, len(order), ROWS):
            batch: Tensor = torch.tensor(order[start : start + ROWS])
            score = net.score(answer[batch], other[batch], signs[batch])
            weight = 1 + (POSITIVE - 1) * right[batch]
            lost = F.binary_cross_entropy_with_logits(score, right[batch], weight=weight)
            optimizer.zero_grad()
            lost.backward()
            optimizer.step()
    return net.eval()
