"""The network: a MiniLM encoder, a judge of anchors, and a small reader of roles per anchor.

An attribution is found in two steps over one encoding, as in semantic role labelling (Shi and Lin
2019): first its anchor (the word of the cue), then, seen from that anchor, the role of every word of
the chunk: source, cue, content, outer voice. Contents that hold further anchors give nesting.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from casus.reader.tagger.features import DEPS, EDGES, POS

WIDTH, HEADS, INNER = 384, 12, 1536
ROLES, ANCHORS, ACTS = 5, 3, 12


@dataclass(frozen=True, slots=True)
class Shape:
    """What may be chosen: layers of the encoder, width and layers of the reader of roles."""

    layers: int = 4
    width: int = 128
    depth: int = 2


class Layer(nn.Module):
    """A layer of BERT (Devlin et al. 2019), of any width."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.heads = heads

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(batch, n, width) → the same; ``mask`` is added to the attention scores."""
        b, n, d = x.shape
        q, k, v = (
            f(x).view(b, n, self.heads, d // self.heads).transpose(1, 2)
            for f in (self.query, self.key, self.value)
        )
        mixed = (q @ k.transpose(2, 3) / (d // self.heads) ** 0.5 + mask).softmax(-1).to(
            v.dtype
        ) @ v
        x = self.norm1(x + self.out(mixed.transpose(1, 2).reshape(b, n, d)))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


class Encoder(nn.Module):
    """Word pieces → a vector a token, and the logits of its being an anchor."""

    def __init__(self, shape: Shape, vocabulary: int = 30522) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(WIDTH, HEADS, INNER) for _ in range(shape.layers))
        self.pos = nn.Embedding(len(POS) + 1, WIDTH)
        self.dep = nn.Embedding(len(DEPS) + 1, WIDTH)
        self.quoted = nn.Embedding(2, WIDTH)
        self.hinted = nn.Embedding(3, WIDTH)
        for extra in (self.pos, self.dep, self.quoted, self.hinted):
            nn.init.normal_(extra.weight, std=0.05)
        self.token = nn.LayerNorm(WIDTH)
        self.hidden, self.anchor = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, ANCHORS)
        self.drop = nn.Dropout(0.15)

    def forward(
        self,
        pieces: Tensor,
        starts: Tensor,
        pos: Tensor,
        dep: Tensor,
        quoted: Tensor,
        hinted: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """All int64: ``pieces`` (batch, pieces), 0 where there is none; the others
        (batch, tokens). Returns (batch, tokens, WIDTH) and (batch, tokens, ANCHORS)."""
        shut = (pieces == 0).to(self.norm.weight.dtype)[:, None, None, :] * -1e4
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.words(pieces) + self.places(place)[None]))
        for layer in self.layers:
            x = layer(x, shut.to(x.dtype))
        x = torch.gather(x, 1, starts[:, :, None].expand(-1, -1, WIDTH))
        x = self.token(x + self.pos(pos) + self.dep(dep) + self.quoted(quoted))
        seen = F.gelu(self.hidden(self.drop(x + self.hinted(hinted))))
        return x, self.anchor(self.drop(seen))


class Roles(nn.Module):
    """The words of a chunk as seen from one anchor → role of each, and the act."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        d = shape.width
        self.near, self.far = nn.Linear(WIDTH, d), nn.Linear(WIDTH, d)
        self.distance = nn.Embedding(len(EDGES) + 1, d)
        self.rule, self.tree = nn.Embedding(ROLES, d), nn.Embedding(4, d)
        for extra in (self.distance, self.rule, self.tree):
            nn.init.normal_(extra.weight, std=0.1)
        self.norm = nn.LayerNorm(d)
        self.layers = nn.ModuleList(Layer(d, 4, 3 * d) for _ in range(shape.depth))
        self.role, self.act = nn.Linear(d, ROLES), nn.Linear(d, ACTS)
        self.drop = nn.Dropout(0.1)

    def forward(
        self, x: Tensor, anchor: Tensor, distance: Tensor, rule: Tensor, tree: Tensor, mask: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """``x`` (anchors, tokens, WIDTH), ``anchor`` (anchors,), the others (anchors, tokens);
        ``mask`` is 1 where there is a token. Returns (anchors, tokens, ROLES),
        (anchors, ACTS) and the state of the anchors (anchors, width)."""
        at = anchor[:, None, None]
        own = torch.gather(x, 1, at.expand(-1, 1, WIDTH))
        z = (
            self.near(x)
            + self.far(own)
            + self.distance(distance)
            + self.rule(rule)
            + self.tree(tree)
        )
        z = self.drop(self.norm(z))
        shut = (mask == 0).to(z.dtype)[:, None, None, :] * -1e4
        for layer in self.layers:
            z = layer(z, shut)
        here = torch.gather(z, 1, at.expand(-1, 1, z.shape[2]))[:, 0]
        return self.role(z), self.act(here), here


def encoder(shape: Shape, weights: Path) -> Encoder:
    """An encoder that begins with the weights of all-MiniLM-L6-v2 (Apache-2.0)."""
    given = load_file(weights)
    model = Encoder(shape)
    own = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "places.weight": given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][:1],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for n in range(shape.layers):
        for mine, theirs in names.items():
            for kind in ("weight", "bias"):
                own[f"layers.{n}.{mine}.{kind}"] = given[f"encoder.layer.{n}.{theirs}.{kind}"]
    model.load_state_dict(own, strict=False)
    return model


class Links(nn.Module):
    """Whether one attribution answers another, from what the reader made of both and the signs."""

    def __init__(self, vector: int, signs: int, width: int = 48) -> None:
        super().__init__()
        self.said = nn.Linear(vector, width)
        self.norm = nn.LayerNorm(vector)
        self.pair = nn.Linear(3 * width + signs, width)
        self.out = nn.Linear(width, 1)
        self.drop = nn.Dropout(0.3)

    def forward(self, answer: Tensor, other: Tensor, signs: Tensor) -> Tensor:
        """``answer``, ``other`` (pairs, vector), ``signs`` (pairs, signs) → scores (pairs,), to be
        held against 0, the score of answering nothing."""
        a, b = (self.said(self.drop(self.norm(x))) for x in (answer, other))
        seen = torch.cat([a, b, a * b, signs], dim=1)
        return self.out(self.drop(F.gelu(self.pair(seen))))[:, 0]
