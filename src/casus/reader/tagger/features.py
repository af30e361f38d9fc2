"""A page as numbers: chunks of word pieces, and what syntax and the rules say of each token.

The same code makes the numbers that the network is trained on and those that it reads, so the two
cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from casus.reader.language import Page, Token
from casus.reader.tagger.pieces import CLASSIFY, SEPARATE, Pieces
from casus.records import Span

Ints = NDArray[np.int64]

PIECES = 128  # a chunk holds whole paragraphs up to this many word pieces
LONGEST = 384  # of one sentence; what is longer is cut
POS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X SPACE".split()
DEPS = (
    "ROOT acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj "
    "csubj csubjpass dative dep det dobj expl intj mark meta neg nmod npadvmod nsubj nsubjpass "
    "nummod oprd parataxis pcomp pobj poss preconj predet prep prt punct quantmod relcl xcomp"
).split()
POS_ID = {name: n for n, name in enumerate(POS, 1)}
DEP_ID = {name: n for n, name in enumerate(DEPS, 1)}
SOURCE, CUE, CONTENT, OUTER = 1, 2, 3, 4  # roles of a token in one attribution; 0 is none
EDGES = np.array([-96, -64, -40, -28, -20, -14, -10, -7, -5, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 11, 15, 21, 29, 41, 65, 97])  # fmt: skip


@dataclass(slots=True)
class Hint:
    """What the rules read: an attribution at a token, with the characters of its roles."""

    anchor: int  # index of the token of the cue, or of the first word said where there is no cue
    bare: bool  # no cue
    roles: list[tuple[int, Span]] = field(default_factory=list)


@dataclass(slots=True)
class Chunk:
    """Tokens [first, last) of a page; arrays of shape (pieces,) and (tokens,)."""

    first: int
    last: int
    pieces: Ints
    starts: Ints  # index of the first piece of each token
    pos: Ints
    dep: Ints
    quoted: Ints  # 1 inside quotation marks
    hinted: Ints  # 1 where the rules see a cue, 2 where they see speech without one


def chunks(
    page: Page, pieces: Pieces, marks: Iterable[Span], hints: Iterable[Hint]
) -> Iterator[Chunk]:
    """A page in chunks, in order of the text. ``marks`` are the quotations."""
    ids = [pieces[token.lower] for token in page.tokens]
    quoted = np.zeros(len(page.tokens), np.int64)
    for start, end in marks:
        quoted[page.index(start) : page.index(end, after=True)] = 1
    hinted = np.zeros(len(page.tokens), np.int64)
    for hint in hints:
        hinted[hint.anchor] = 2 if hint.bare else 1
    for first, last in _ranges(page, [len(i) for i in ids]):
        yield _chunk(page, ids, quoted, hinted, first, last)


def _chunk(
    page: Page, ids: Sequence[Sequence[int]], quoted: Ints, hinted: Ints, first: int, last: int
) -> Chunk:
    sequence, starts = [CLASSIFY], list[int]()
    for token in page.tokens[first:last]:
        if len(sequence) + len(ids[token.i]) > LONGEST:
            last = token.i
            break
        if starts and token.i and _breaks(page, token):
            sequence.append(SEPARATE)
        starts.append(len(sequence))
        sequence.extend(ids[token.i])
    sequence.append(SEPARATE)
    tokens = page.tokens[first:last]
    return Chunk(
        first,
        last,
        np.array(sequence, np.int64),
        np.array(starts, np.int64),
        np.array([POS_ID.get(t.pos, 0) for t in tokens], np.int64),
        np.array([DEP_ID.get(t.dep, 0) for t in tokens], np.int64),
        quoted[first:last],
        hinted[first:last],
    )


def _breaks(page: Page, token: Token) -> bool:
    """Whether a paragraph begins with this token."""
    before = page.tokens[token.i - 1]
    return page.sentence(before).paragraph != page.sentence(token).paragraph


def _ranges(page: Page, sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Runs of whole paragraphs; a paragraph that is too long is divided between sentences."""
    first = last = used = 0
    for start, end in _units(page, sizes):
        size = sum(sizes[start:end]) + 1
        if used and used + size > PIECES:
            yield first, last
            first, used = start, 0
        last, used = end, used + size
    if last > first:
        yield first, last


def _units(page: Page, sizes: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Paragraphs, or the sentences of those that hold more than a chunk."""
    at = 0
    while at < len(page.sentences):
        end = at
        while (
            end < len(page.sentences)
            and page.sentences[end].paragraph == page.sentences[at].paragraph
        ):
            end += 1
        first, last = page.sentences[at].first, page.sentences[end - 1].last
        if sum(sizes[first:last]) <= PIECES:
            yield first, last
        else:
            for sentence in page.sentences[at:end]:
                yield sentence.first, sentence.last
        at = end


@dataclass(slots=True)
class View:
    """A chunk as seen from one anchor: arrays of shape (tokens,)."""

    anchor: int  # in the chunk
    distance: Ints
    rule: Ints  # role that the rules give the token in the attribution of this anchor
    tree: Ints  # 1 same sentence, 2 in the subtree of the anchor, 3 in that of its head


def view(page: Page, chunk: Chunk, anchor: int, hint: Hint | None) -> View:
    """How each token of the chunk stands to the token ``anchor`` of the page."""
    size = chunk.last - chunk.first
    at = anchor - chunk.first
    token = page.tokens[anchor]
    sentence = page.sentence(token)
    tree = np.zeros(size, np.int64)
    for code, (first, last) in enumerate(
        (
            (sentence.first, sentence.last),
            (token.head.left, token.head.right),
            (token.left, token.right),
        ),
        1,
    ):
        tree[max(0, first - chunk.first) : max(0, last - chunk.first)] = code
    rule = np.zeros(size, np.int64)
    for role, (start, end) in hint.roles if hint else ():
        first, last = page.index(start) - chunk.first, page.index(end, after=True) - chunk.first
        rule[max(0, first) : max(0, last)] = role
    return View(at, np.digitize(np.arange(size) - at, EDGES).astype(np.int64), rule, tree)
