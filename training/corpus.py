"""The labelled articles to learn from, in one shape, and which of them are kept apart.

- ``texts/*.txt``: our own writing with marks (``markup``);
- ``own.jsonl``, ``own-labels.jsonl``: our own writing with labels as records;
- ``syria-labels.jsonl``: labels as offsets into articles that do not stand in this repository, each
  with the SHA-256 of its text. The texts (FA-KES, CC BY 4.0) are read from ``$CASUS_GOLD/syria``
  where they are at hand, else they are left out and said so.

A fifth is kept apart, by article for our own writing and by story for the others, and is never
trained on: ``benchmarks/apart.json`` names its articles.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from training import markup
from training.markup import Span

HERE = Path(__file__).parent
APART = HERE.parent / "benchmarks" / "apart.json"


@dataclass(slots=True)
class Said:
    """One labelled statement: its spans in the text, who speaks, and what it answers."""

    n: int
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    outer: list[Span]
    act: str
    speaker: str | None = None
    country: str | None = None
    kind: str | None = None
    denies: int | None = None


@dataclass(slots=True)
class Example:
    """An article with every attribution in it."""

    id: str
    set: str
    text: str
    published: str | None
    said: list[Said] = field(default_factory=list)


def apart() -> frozenset[str]:
    """Ids of the articles that nothing is trained on."""
    return frozenset(i for ids in json.loads(APART.read_text("utf-8")).values() for i in ids)


def load(gold: Path) -> list[Example]:
    """Every example at hand, in a fixed order; ``gold`` is the folder with ``syria/``."""
    found = [*_texts(), *_own()]
    articles = gold / "syria" / "articles.jsonl"
    if articles.exists():
        found += _syria(articles)
    else:
        print(f"no {articles}: left out")
    return found


def _texts() -> Iterator[Example]:
    for path in sorted((HERE / "texts").glob("*.txt")):
        for article in markup.read(path):
            said = [
                Said(
                    x.n,
                    x.source,
                    x.cue,
                    x.content,
                    x.outer,
                    x.act,
                    x.speaker,
                    x.country,
                    x.kind,
                    x.denies,
                )
                for x in article.labels
            ]
            yield Example(article.id, "texts", article.text, article.head.get("published"), said)


def _own() -> Iterator[Example]:
    labels = _by_article(HERE / "own-labels.jsonl")
    for raw in _lines(HERE / "own.jsonl"):
        said = [_said(x) for x in labels.get(raw["id"], []) if x["speaker"] or x["source"]]
        yield Example(
            raw["id"], "own", raw["text"], (raw.get("published") or "")[:10] or None, said
        )


def _syria(articles: Path) -> Iterator[Example]:
    labels = _by_article(HERE / "syria-labels.jsonl")
    seen = set[str]()
    for raw in _lines(articles):
        mine = labels.get(raw["id"])
        if not mine or raw["id"] in seen:
            continue
        seen.add(raw["id"])
        if hashlib.sha256(raw["text"].encode()).hexdigest() != mine[0]["sha256"]:
            raise ValueError(f"{raw['id']}: the text is not the one that was labelled")
        said = [_said(x) for x in mine if x["speaker"] or x["source_span"]]
        yield Example(
            raw["id"], "syria", raw["text"], (raw.get("published") or "")[:10] or None, said
        )


def _said(label: dict[str, Any]) -> Said:
    def spans(value: Any) -> list[Span]:
        return [(value[0], value[1])] if value else []

    outer = [(a, b) for c in label["chain"] for a, b in spans(c.get("span"))]
    content = [(a, b) for a, b in label["content_spans"]]
    return Said(
        label["n"], spans(label["source_span"]), spans(label["cue_span"]), content, outer,
        label["act"], label["speaker"], label["country"], label["kind"], label["denies"],
    )  # fmt: skip


def _by_article(path: Path) -> dict[str, list[dict[str, Any]]]:
    table: dict[str, list[dict[str, Any]]] = {}
    for line in _lines(path):
        table.setdefault(line["article"], []).append(line)
    return table


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)
