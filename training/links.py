"""Teach the network of answers (``links.onnx``), over what the trained tagger reads."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor

from casus.reader import actors, language, mentions, places, speech
from casus.reader.language import Page
from casus.reader.speech import answers, learned, quotes, rules
from casus.reader.speech.answers import Side
from training.corpus import Example
from training.examples import anchor, article
from training.network import Links

SEED = 7
PASSES = 8
GROUPS = 64
LINKED = 2.0  # weight of an answer: few utterances are one
Row = tuple[np.ndarray, np.ndarray, list[float], bool]
Group = list[Row]  # an utterance with each that it may answer


def groups(examples: Sequence[Example]) -> list[Group]:
    """Every utterance with those that it may answer, and whether the labels link them."""
    found: list[Group] = []
    pages = language.parse(e.text for e in examples)
    for example, page in zip(examples, pages, strict=True):
        found += _of_article(example, page)
    return found


def _of_article(example: Example, page: Page) -> list[Group]:
    cast = mentions.resolve(page, actors.find(page, article(example)), places.find(page))
    marks = quotes.find(page)
    read = learned.refine(page, cast, rules.find(page, cast, marks), marks)
    speech.order(page, cast, read)
    at = {anchor(page, said): said for said in example.said}
    number = {said.n: token for token, said in at.items()}
    sides = answers.sides_of(page, cast, read)
    seen = [s for s in sides if s is not None and s.utterance.seen is not None]
    made: list[Group] = []
    for answer, others in answers.pairs(seen):
        said = at.get(learned.anchor(page, answer.utterance))
        wanted = number.get(said.denies) if said is not None and said.denies is not None else None
        if wanted is not None and all(wanted != _at(page, o) for o in others):
            continue  # what it answers was not read: nothing to learn from
        group: Group = []
        for other in others:
            one, two, signs = answers.row(answer, other)
            right = wanted is not None and wanted == _at(page, other)
            group.append((one.vector, two.vector, signs, right))
        made.append(group)
    return made


def _at(page: Page, side: Side) -> int | None:
    return learned.anchor(page, side.utterance)


def train(found: Sequence[Group]) -> Links:
    """The network after ``PASSES`` over all answers: which of the others, or none."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    first = found[0][0]
    net = Links(len(first[0]), len(first[2]))
    optimizer = torch.optim.AdamW(net.parameters(), lr=1e-3, weight_decay=0.05)
    order = list(found)
    for _ in range(PASSES):
        chance.shuffle(order)
        for start in range(0, len(order), GROUPS):
            lost = _loss(net, order[start : start + GROUPS])
            optimizer.zero_grad()
            lost.backward()
            optimizer.step()
    return net.eval()


def _loss(net: Links, batch: Sequence[Group]) -> Tensor:
    flat = [row for group in batch for row in group]
    answer, other = (torch.from_numpy(np.stack([r[n] for r in flat])) for n in (0, 1))
    scores = net(answer, other, torch.tensor([r[2] for r in flat]))
    at, losses = 0, []
    for group in batch:
        here = torch.cat([torch.zeros(1), scores[at : at + len(group)]])
        right = next((n for n, row in enumerate(group, 1) if row[3]), 0)
        losses.append((LINKED if right else 1.0) * (here.logsumexp(0) - here[right]))
        at += len(group)
    return torch.stack(losses).mean()
