"""Cues: the verbs, nouns and phrases by which someone speaks, with source and content.

A cue is read from syntax first and from order and punctuation where the tree fails. The frames
(how content follows a cue) stand in ``lexicon/speech.yaml``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from casus.reader import lexicon
from casus.reader.actors import Cast, Mention, Who
from casus.reader.language import Page, Token
from casus.reader.tagger import Proposal
from casus.records import Act, Span

SUBJECTS = ("nsubj", "csubj")
SPEAKS_NOT = frozenset(
    "what whatever there nobody none nothing everything something no-one".split()
)
FIRST_PERSON = frozenset("i we me us my our you".split())
ANIMATE = frozenset(
    {"person", "state", "armed_group", "media", "organisation", "public", "unnamed"}
)


@dataclass(slots=True, eq=False)
class Utterance:
    """Someone speaking: who, by which words, saying what (``parts`` of the text, in order)."""

    cue: Token | None
    cue_span: Span | None
    source: Mention | None
    parts: list[Span]
    act: Act
    rule: str
    addressee: Mention | None = None
    channel: Mention | None = None
    outer: Utterance | None = None
    answers: Utterance | None = None
    quotes: list[Span] = field(default_factory=list)
    block: bool = False
    covers: list[Span] = field(default_factory=list)  # paragraphs of a block that it leads in
    seen: Proposal | None = None  # how the tagger reads it

    @property
    def start(self) -> int:
        """Where its words begin, source and cue included."""
        return min(s for s, _ in self._all())

    @property
    def end(self) -> int:
        """Where its words end."""
        return max(e for _, e in self._all())

    def _all(self) -> Iterator[Span]:
        yield from self.parts
        if self.cue_span:
            yield self.cue_span
            if self.source and self.rule != "continued":
                yield self.source.start, self.source.end

    def holds(self, offset: int) -> bool:
        """Whether an offset lies in what is said."""
        return any(start <= offset < end for start, end in self.parts)


@functools.cache
def verbs() -> dict[str, list[dict[str, Any]]]:
    """Cue verbs by lemma."""
    table: dict[str, list[dict[str, Any]]] = {}
    for key, entry in lexicon.load("speech")["verbs"].items():
        table.setdefault(entry.get("lemma", key), []).append(entry)
    return table


@functools.cache
def nouns() -> dict[str, dict[str, Any]]:
    """Cue nouns by lemma."""
    return dict(lexicon.load("speech")["nouns"])


@functools.cache
def pointers() -> frozenset[str]:
    """Words that point at what was said before."""
    return frozenset(lexicon.load("speech")["pointers"])


@functools.cache
def speechless() -> frozenset[str]:
    """Happenings and things that a bad tree makes subjects of saying."""
    return frozenset(lexicon.load("speech")["speechless"])


@functools.cache
def papers() -> frozenset[str]:
    """Things that carry what someone says: figures, reports, statements."""
    return frozenset(lexicon.load("speech")["papers"])


# ------------------------------------------------------------------ sources


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The word for who does what the verb says, through conjunctions, participles, relatives."""
    own = verb.child(*SUBJECTS)
    if own is not None:
        if own.tag in ("WDT", "WP") and verb.dep == "relcl":
            return verb.head
        return own
    if depth > 4:
        return None
    if verb.dep == "acl" and verb.tag == "VBG":
        return verb.head
    if verb.dep == "relcl" and verb.child("nsubjpass") is None:
        return verb.head
    if verb.dep == "pcomp" and verb.head.lower == "for":
        return _reproached(verb.head.head)
    if verb.dep in ("conj", "xcomp", "advcl", "ccomp", "pcomp", "prep") and verb.head is not verb:
        if verb.dep in ("ccomp", "advcl") and verb.tag not in ("VBG", "VB", "VBN"):
            return None
        return subject(_verb(verb.head), depth + 1)
    return None


def _reproached(verb: Token) -> Token | None:
    """ "Hit out at the mayor for accusing", "thanked him for saying": whom it is said of."""
    at = next((c for c in verb.all("prep") if c.lower == "at"), None)
    return verb.child("dobj", "dative") or (at.child("pobj") if at is not None else None)


def _verb(token: Token) -> Token:
    """The verb that a preposition or auxiliary leans on."""
    while token.pos in ("ADP", "SCONJ") and token.head is not token:
        token = token.head
    return token


def agent(verb: Token) -> Token | None:
    """The "by X" of a passive."""
    by = verb.child("agent")
    if by is None:
        by = next((c for c in verb.all("prep") if c.lower == "by"), None)
    return by.child("pobj") if by else None


def passive(verb: Token) -> bool:
    """Whether the verb stands in the passive, a reduced relative included."""
    if verb.child("auxpass", "nsubjpass") is not None:
        return True
    return verb.tag == "VBN" and verb.dep in ("acl", "relcl") and verb.child("aux") is None


def mention(page: Page, cast: Cast, token: Token) -> Mention | None:
    """Who the noun phrase headed by ``token`` is; a phrase that nobody knows keeps its words.
    None for words that cannot speak."""
    known = cast.at(token)
    if known is not None:
        return together(cast, token, known)
    if token.lower in SPEAKS_NOT or token.pos not in ("NOUN", "PROPN", "PRON", "NUM", "DET"):
        return None
    if (token.pos == "PRON" and token.lower in FIRST_PERSON) or token.lemma in speechless():
        return None
    start, end = noun_phrase(page, token)
    who = Who(name=page.text[start:end], kind="unnamed")
    return Mention(token, start, end, who, "description", "no known actor")


def together(cast: Cast, token: Token, first: Mention) -> Mention:
    """ "Russia and the European Union said": the two as one voice, its country only if shared."""
    others = [m for t in token.conjuncts()[1:] if (m := cast.at(t)) is not None]
    others = [m for m in others if m.who != first.who]
    if not others:
        return first
    people = [first, *others]
    names = [m.who.name for m in people]
    countries = {m.who.country for m in people}
    who = Who(
        name=", ".join(names[:-1]) + " and " + names[-1],
        country=first.who.country if len(countries) == 1 else None,
        kind=first.who.kind,
        sector=first.who.sector,
    )
    start, end = min(m.start for m in people), max(m.end for m in people)
    return Mention(token, start, end, who, "description", "several speak as one")


INSIDE = frozenset("ADP DET NOUN PROPN ADJ PART".split())


def noun_phrase(page: Page, token: Token) -> Span:
    """The noun phrase of a head: to its right only prepositional phrases and names. It ends before
    a number, an adverb or a verb, whatever the tree says: texts lose their commas."""
    last = token.i
    for child in token.children:
        if child.i > token.i and child.dep in ("prep", "compound", "nmod", "flat"):
            last = max(last, child.right - 1)
        elif child.i > token.i and child.dep not in ("case", "punct"):
            break
    end = token.end
    for inner in page.tokens[token.i + 1 : last + 1]:
        if inner.pos not in INSIDE and inner.text != "-":
            break
        end = inner.end if inner.pos not in ("ADP", "DET") else end
    return page.tokens[token.left].start, end


# ------------------------------------------------------------------ content


DANGLING = re.compile(r"[\s,]+(?:the|an?|and|but|or|while|that)\Z")


def trim(page: Page, start: int, end: int) -> Span:
    """A span without blanks, commas, colons, dashes and a leading "that" at its edges."""
    text = page.text
    while True:
        while start < end and text[start] in " \t\n\u00a0,;:–—-":
            start += 1
        if text[start : start + 5] == "that " and end - start > 5:
            start += 5
            continue
        break
    while end > start and text[end - 1] in " \t\n\u00a0,;:–—-":
        end -= 1
    while (match := DANGLING.search(text, start, end)) is not None:
        end = match.start()
    if end > start and text[end - 1] == "." and not text[max(start, end - 4) : end].count(".") > 1:
        end -= 1
    return start, end


def without(page: Page, span: Span, hole: Span) -> list[Span]:
    """A span minus a hole (the cue and its source), each part trimmed."""
    start, end = span
    pieces = [(start, min(end, hole[0])), (max(start, hole[1]), end)]
    trimmed = [trim(page, a, b) for a, b in pieces if b > a]
    return [(a, b) for a, b in trimmed if any(c.isalnum() for c in page.text[a:b])]


def clause(page: Page, verb: Token, hole: Span) -> list[Span]:
    """The clause that a verb of saying governs, wherever it stands; [] if there is none."""
    inner = verb.child("ccomp")
    if inner is None and verb.dep in ("parataxis", "ccomp", "advcl") and _bracketed(page, verb):
        inner = verb.head  # "The convoy, officials said, would leave": the clause holds its cue
    if inner is None:
        return []
    start, end = page.tokens[inner.left].start, page.tokens[inner.right - 1].end
    if inner is verb.head:
        last = page.tokens[verb.right - 1].end
        hole = (min(hole[0], page.tokens[verb.left].start), max(hole[1], last))
    sentence = page.sentence(verb)
    if inner.i < verb.i and page.text[: hole[0]].rstrip()[-1:] in (";", ":"):
        return []  # "A puts it at nine; B says …": the tree took the clause before for B's
    if inner.i < verb.i and start - sentence.start < 3:
        start = sentence.start
    if inner.i < verb.i:
        start = _after_break(page, start, hole[0])
    parts = without(page, (start, end), hole)
    if inner.i > verb.i and not any(_finite(page, a, b) for a, b in parts):
        return []  # "said terrorists positioned in the town fired": the clause goes on
    return parts


def _finite(page: Page, start: int, end: int) -> bool:
    return any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in page.within(start, end))


def _after_break(page: Page, start: int, end: int) -> int:
    """Where the last part of a sentence begins: after its last colon or semicolon outside quotes
    ("Mali reported losses: seven, it said")."""
    text = page.text[start:end]
    if any(mark in text for mark in '“”"‘'):
        return start
    cut = max(text.rfind(": "), text.rfind("; "))
    return start + cut + 2 if cut >= 0 else start


def _bracketed(page: Page, verb: Token) -> bool:
    """Whether a comma or dash opens the verb's subtree: "the convoy, officials said, …"."""
    first = page.tokens[verb.left]
    before = page.tokens[verb.left - 1].text if verb.left else ""
    return bool({before, first.text} & {",", "—", "–", "-"})


def left_side(page: Page, hole: Span) -> list[Span]:
    """The sentence before the cue: up to a comma ("S, X said"), or all of it where the cue ends
    the sentence ("S the monitor said on Friday." in texts that lost their commas)."""
    at = page.index(hole[0])
    if at == 0 or at >= len(page.tokens):
        return []
    sentence = page.sentences[page.tokens[at - 1].sent]
    comma = page.tokens[at - 1].text in (",", "—", "–")
    if page.tokens[at].sent != sentence.i and not comma:
        return []
    rest = page.within(hole[1], max(sentence.end, hole[1]))
    if not comma and len([t for t in rest if t.pos != "PUNCT"]) > 3:
        return []
    start = _after_break(page, sentence.start, hole[0])
    span = trim(page, start, page.tokens[at - 1].end)
    return [span] if len(page.within(*span)) >= 4 else []


def right_side(page: Page, verb: Token, hole: Span) -> list[Span]:
    """What follows the cue up to the end of its clause, where the tree knows no clause."""
    sentence = page.sentence(verb)
    end = sentence.end
    for child in verb.children:
        if child.i > verb.i and child.dep in ("advcl", "cc", "conj"):
            end = min(end, page.tokens[child.left].start)
    words = page.within(hole[1], end)
    if not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in words):
        return []
    return without(page, (hole[1], end), hole)


def complement(page: Page, verb: Token, *, deps: tuple[str, ...]) -> list[Span]:
    """The complement with one of these labels after the verb, trimmed; [] if there is none."""
    for child in verb.children:
        if child.dep in deps and child.i > verb.i:
            span = trim(page, page.tokens[child.left].start, page.tokens[child.right - 1].end)
            return [span] if span[1] > span[0] else []
    return []


def preposition(page: Page, verb: Token, words: tuple[str, ...]) -> list[Span]:
    """What follows one of the prepositions of a verb: its object or gerund clause."""
    candidates = list(verb.children)
    for child in verb.all("dobj"):
        candidates.extend(child.children)
    for child in candidates:
        if child.dep in ("prep", "prt", "mark") and child.lower in words and child.i > verb.i:
            inner = child.child("pobj", "pcomp")
            last = max(inner.right if inner else child.right, child.right)
            if last > child.i + 1:
                return [trim(page, child.end, page.tokens[last - 1].end)]
    return []
