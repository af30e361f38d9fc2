"""Examples as the numbers that the network learns from, and the targets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import get_args

import numpy as np

from casus.reader import actors, mentions, places
from casus.reader.language import Page, Token
from casus.reader.speech import learned, quotes, rules
from casus.reader.tagger.features import (
    CONTENT,
    CUE,
    OUTER,
    SOURCE,
    Chunk,
    Hint,
    Ints,
    View,
    chunks,
    view,
)
from casus.reader.tagger.pieces import Pieces
from casus.records import Act, Article, Published, Span
from training.corpus import Example, Said

ACTS: tuple[str, ...] = get_args(Act)


@dataclass(slots=True)
class Target:
    """One anchor of a chunk: how the chunk looks from it, and what is to be read. An anchor that
    is none (``act`` -1) has no roles: from there the network learns to see nothing."""

    view: View
    roles: Ints
    act: int


@dataclass(slots=True)
class Lesson:
    """A chunk with the class of each token as an anchor, and the targets of its anchors."""

    chunk: Chunk
    anchors: Ints
    targets: list[Target] = field(default_factory=list)
    weight: float = 1.0


def article(example: Example) -> Article:
    """The example as the reader takes it."""
    return Article(
        id=example.id, source=example.id, text=example.text, sha256="", title=None,
        publisher=None, published=Published(),
    )  # fmt: skip


def hinted(example: Example, page: Page) -> tuple[list[Span], list[Hint]]:
    """The quotations of a page and what the rules read on it."""
    cast = mentions.resolve(page, actors.find(page, article(example)), places.find(page))
    marks = quotes.find(page)
    found = rules.find(page, cast, marks)
    return [(q.start, q.end) for q in marks], learned.hints(page, found)


def lessons(
    example: Example, page: Page, pieces: Pieces, marks: list[Span], hints: list[Hint]
) -> list[Lesson]:
    """All chunks of an article. Labels that share an anchor: the first counts."""
    said: dict[int, Said] = {}
    for one in example.said:
        at = anchor(page, one)
        if at is not None:
            said.setdefault(at, one)
    by_anchor = {h.anchor: h for h in hints}
    made = []
    for chunk in chunks(page, pieces, marks, hints):
        lesson = Lesson(chunk, np.zeros(chunk.last - chunk.first, np.int64))
        here = range(chunk.first, chunk.last)
        for at in [a for a in said if a in here]:
            one = said[at]
            lesson.anchors[at - chunk.first] = 1 if one.cue else 2
            seen = view(page, chunk, at, by_anchor.get(at))
            roles = _roles(page, chunk, one, example.said)
            lesson.targets.append(Target(seen, roles, ACTS.index(one.act)))
        for at in [a for a in by_anchor if a in here and a not in said]:
            seen = view(page, chunk, at, by_anchor[at])
            lesson.targets.append(Target(seen, np.zeros(len(here), np.int64), -1))
        made.append(lesson)
    return made


def anchor(page: Page, said: Said) -> int | None:
    """The token that stands for an attribution: the last verb of its cue, else the cue's noun or
    first word; without a cue the first word said."""
    if not said.cue:
        return next((t.i for t in page.within(*said.content[0]) if t.text[0].isalnum()), None)
    words = [t for span in said.cue for t in page.within(*span)]
    for agrees in (_is_verb, _is_noun, _is_word):
        found = [t.i for t in words if agrees(t)]
        if found:
            return found[-1] if agrees is not _is_word else found[0]
    return None


def _is_verb(token: Token) -> bool:
    return token.pos == "VERB" or (token.tag.startswith("VB") and token.pos != "AUX")


def _is_noun(token: Token) -> bool:
    return token.pos == "NOUN"


def _is_word(token: Token) -> bool:
    return token.text[0].isalnum()


def _roles(page: Page, chunk: Chunk, one: Said, others: Iterable[Said]) -> Ints:
    roles = np.zeros(chunk.last - chunk.first, np.int64)
    outer = [s for s in one.outer if not _told_by_another(s, one, others)]
    for role, spans in (
        (CONTENT, one.content),
        (OUTER, outer),
        (CUE, one.cue),
        (SOURCE, one.source),
    ):
        for start, end in spans:
            first, last = page.index(start) - chunk.first, page.index(end, after=True) - chunk.first
            roles[max(0, first) : max(0, last)] = role
    return roles


def _told_by_another(span: Span, one: Said, others: Iterable[Said]) -> bool:
    """Whether an outer voice is one whose own content holds this attribution."""
    start = one.content[0][0]
    return any(
        o is not one and span in o.source and any(a <= start < b for a, b in o.content)
        for o in others
    )
