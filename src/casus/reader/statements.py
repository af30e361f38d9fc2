"""What the rooms found, put together as statements: each proposition under its innermost voice.

An event, figure or commitment belongs to the innermost utterance whose content holds its words;
a verbal act ("accused", "urged") belongs to the voice that reports it; what no voice holds is the
article's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from msgspec.structs import replace

from casus.reader.actors import Mention
from casus.reader.confidence import confidence
from casus.reader.language import Page
from casus.reader.speech import cues
from casus.reader.speech.cues import Utterance
from casus.reader.speech.nesting import within
from casus.records import (
    Act,
    Article,
    Commitment,
    Content,
    Event,
    Figure,
    Quoted,
    Reality,
    Span,
    Statement,
    Voice,
    Words,
    make_id,
)

Proposition = TypeVar("Proposition", Event, Figure, Commitment)

JOINED = re.compile(r"(?:and|but|while|as)\s+")  # at the start of what is left of a sentence


@dataclass(slots=True)
class Draft:
    """A statement in the making: evidence, voice and the propositions that it holds."""

    span: Span
    utterance: Utterance | None
    voice: Utterance | None
    events: list[Event] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether it holds no proposition."""
        return not (self.events or self.figures or self.commitments)


def compose(
    article: Article,
    page: Page,
    utterances: list[Utterance],
    events: Iterable[Event],
    figures: Iterable[Figure],
    commitments: Iterable[Commitment],
) -> tuple[Statement, ...]:
    """All statements of an article in order of the text."""
    drafts = {id(u): Draft(_evidence(u), u, u) for u in utterances if u.parts}
    own: dict[tuple[Span, int], Draft] = {}
    cue_of = {u.cue_span: u for u in utterances if u.cue_span}

    def home(span: Span) -> Draft | None:
        spoken = _cue_at(cue_of, span)
        voice = spoken.outer if spoken else _innermost(utterances, span[0])
        if voice is not None and spoken is None:
            return drafts[id(voice)]
        voice = voice or _led_in(utterances, span[0])
        if voice is None and spoken is None and _asks(page, span[0]):
            return None
        place = _evidence(spoken) if spoken else _own_span(page, utterances, span)
        key = (place, id(voice))
        return own.setdefault(key, Draft(place, None, voice))

    for event in events:
        if (draft := home(event.trigger.span)) is not None:
            draft.events.append(event)
    for figure in figures:
        if (draft := home(figure.span)) is not None:
            draft.figures.append(figure)
    for commitment in commitments:
        if (draft := home(commitment.span)) is not None:
            draft.commitments.append(commitment)
    _share_pointed(drafts, utterances)
    kept = [d for d in drafts.values() if not _only_frame(page, d, utterances)]
    ordered = sorted([*kept, *own.values()], key=_order)
    return _link([(_statement(article, page, d), d) for d in ordered])


def _asks(page: Page, offset: int) -> bool:
    """Whether the offset lies in a question, by which the article states nothing."""
    at = min(page.index(offset), len(page.tokens) - 1)
    sentence = page.sentence(page.tokens[at])
    return page.text[sentence.start : sentence.end].rstrip("”\"' )")[-1:] == "?"


def _order(draft: Draft) -> tuple[int, int, int]:
    return draft.span[0], draft.span[1], 0 if draft.utterance is None else 1


def _evidence(utterance: Utterance) -> Span:
    start, end = utterance.start, utterance.end
    if utterance.rule == "pointed" and utterance.answers is not None:
        start = min(start, utterance.answers.parts[0][0])
    return start, end


def _cue_at(cue_of: dict[Span, Utterance], span: Span) -> Utterance | None:
    """The utterance whose cue the words begin with: they are a verbal act."""
    return next((u for (a, b), u in cue_of.items() if a <= span[0] < b), None)


def _innermost(utterances: list[Utterance], offset: int) -> Utterance | None:
    holders = [u for u in utterances if u.holds(offset)]
    if not holders:
        return None
    return min(holders, key=lambda u: (sum(b - a for a, b in u.parts), -_depth(u)))


def _led_in(utterances: list[Utterance], offset: int) -> Utterance | None:
    """Whose block quotation holds the offset ("Reuters reports from the scene: …")."""
    return next((u for u in utterances if any(a <= offset < b for a, b in u.covers)), None)


def _depth(utterance: Utterance) -> int:
    depth = 0
    while utterance.outer is not None:
        utterance, depth = utterance.outer, depth + 1
    return depth


def _own_span(page: Page, utterances: list[Utterance], span: Span) -> Span:
    """The stretch of the sentence around ``span`` that is nobody's speech."""
    at = min(page.index(span[0]), len(page.tokens) - 1)
    sentence = page.sentence(page.tokens[at])
    start, end = min(sentence.start, span[0]), max(sentence.end, span[1])
    for utterance in utterances:
        a, b = _evidence(utterance)
        if a < end and start < b:
            if b <= span[0]:
                start = max(start, b)
            elif a >= span[1]:
                end = min(end, a)
    start, end = cues.trim(page, start, end)
    joined = JOINED.match(page.text, start, end)
    return (joined.end() if joined and joined.end() <= span[0] else start), end


def _only_frame(page: Page, draft: Draft, utterances: list[Utterance]) -> bool:
    """Whether an utterance says nothing but what another voice says in it."""
    outer = draft.utterance
    if outer is None or not draft.empty or outer.block:
        return False
    inner = [u for u in utterances if u.outer is outer]
    if not inner:
        return False
    rest = 0
    for token in page.within(outer.parts[0][0], outer.parts[-1][1]):
        said = outer.holds(token.start) and not any(u.start <= token.start < u.end for u in inner)
        rest += said and token.pos not in ("PUNCT", "CCONJ", "SCONJ", "SPACE")
    return rest <= 3


NEGATED: dict[Reality, Reality] = {
    "actual": "negated",
    "ongoing": "negated",
    "negated": "actual",  # who denies that it failed says that it did
}


def _share_pointed(drafts: dict[int, Draft], utterances: list[Utterance]) -> None:
    """ "An assertion denied by X": X's line gets what was asserted, negated."""
    for utterance in utterances:
        answered = utterance.answers
        if utterance.rule != "pointed" or answered is None or utterance.act != "deny":
            continue
        draft, asserted = drafts[id(utterance)], drafts[id(answered)]
        utterance.parts = answered.parts
        if answered.outer is not None and not within(answered.outer, utterance):
            utterance.outer = utterance.outer or answered.outer
        draft.events = [
            replace(e, reality=NEGATED.get(e.reality, e.reality)) for e in asserted.events
        ]


# ---------------------------------------------------------------- records


def _statement(article: Article, page: Page, draft: Draft) -> Statement:
    utterance = draft.utterance
    start, end = draft.span
    voices = _voices(article, page, draft.voice)
    rule = utterance.rule if utterance else "own"
    known = bool(voices) and voices[-1].actor is not None
    content = _content(page, utterance.parts if utterance else [draft.span])
    act: Act = utterance.act if utterance else "report"
    cue = _words(page, utterance.cue_span) if utterance and utterance.cue_span else None
    number = make_id(
        "s", article.id, start, end, act, content.span, cue and cue.span, [v.name for v in voices]
    )
    return Statement(
        id=number,
        article=article.id,
        span=draft.span,
        quote=page.text[start:end],
        voices=voices,
        cue=cue,
        act=act,
        quoted=_quoted(page, utterance) if utterance or not voices else "indirect",
        content=content,
        addressee=_addressee(page, utterance),
        events=tuple(
            replace(e, id=make_id("e", number, e.type, e.trigger.span)) for e in draft.events
        ),
        figures=tuple(
            replace(f, id=make_id("f", number, f.measure, f.span)) for f in draft.figures
        ),
        commitments=tuple(
            replace(c, id=make_id("c", number, c.kind, c.state, c.span)) for c in draft.commitments
        ),
        confidence=confidence(utterance, voiced=bool(voices), known=known),
        why=_why(utterance, rule),
    )


def _why(utterance: Utterance | None, rule: str) -> dict[str, str]:
    """By which rule it was read and, with the tagger, how probable that one finds it."""
    why = {"rule": rule or "quotation"}
    if utterance is not None and utterance.seen is not None:
        why["chance"] = f"{utterance.seen.chance:.2f}"
    return why


def _words(page: Page, span: Span) -> Words:
    return Words(text=page.text[span[0] : span[1]], span=span)


def _content(page: Page, parts: list[Span]) -> Content:
    spans = tuple(sorted(parts))
    return Content(
        text=" ".join(page.text[a:b] for a, b in spans),
        span=(spans[0][0], max(b for _, b in spans)),
        spans=spans,
    )


def _quoted(page: Page, utterance: Utterance | None) -> Quoted:
    if utterance is None:
        return "none"
    if not utterance.quotes:
        return "indirect"
    bare = 0
    for start, end in utterance.parts:
        for token in page.within(start, end):
            inside = any(a <= token.start < b for a, b in utterance.quotes)
            bare += token.pos not in ("PUNCT", "SPACE") and not inside
    return "mixed" if bare else "direct"


def _voice(page: Page, mention: Mention, utterance: Utterance | None) -> Voice:
    who = mention.who
    why = {} if who.id is not None else {"actor": mention.why or "the text does not tell who"}
    return Voice(
        name=who.name,
        actor=who.id,
        country=who.country,
        kind=who.kind,
        span=(mention.start, mention.end),
        cue=_words(page, utterance.cue_span) if utterance and utterance.cue_span else None,
        content=_content(page, utterance.parts) if utterance and utterance.parts else None,
        why=why,
    )


def _voices(article: Article, page: Page, utterance: Utterance | None) -> tuple[Voice, ...]:
    """The chain, outermost first, without the publisher and without anyone twice in a row."""
    chain: list[Voice] = []
    while utterance is not None:
        if utterance.source is not None:
            voice = _voice(page, utterance.source, utterance)
            if not chain or chain[0].name != voice.name:
                chain.insert(0, voice)
        channel = utterance.channel
        if channel is not None and not _is_publisher(article, channel):
            chain.insert(0, _voice(page, channel, None))
        utterance = utterance.outer
    return tuple(
        v for n, v in enumerate(chain) if n == len(chain) - 1 or not _publisher(article, v.name)
    )


def _is_publisher(article: Article, mention: Mention) -> bool:
    return _publisher(article, mention.who.name)


def _publisher(article: Article, name: str) -> bool:
    house = (article.publisher or "").lower()
    return bool(house) and (name.lower() in house or house in name.lower())


def _addressee(page: Page, utterance: Utterance | None) -> Voice | None:
    if utterance is None or utterance.addressee is None:
        return None
    return _voice(page, utterance.addressee, None)


def _link(made: list[tuple[Statement, Draft]]) -> tuple[Statement, ...]:
    """Set ``denies`` to the id of the statement answered; drop a line that says another twice."""
    ids = {id(d.utterance): s.id for s, d in made if d.utterance is not None}
    linked: dict[str, Statement] = {}
    for statement, draft in made:
        answered = draft.utterance.answers if draft.utterance else None
        if answered is not None and id(answered) in ids:
            statement = replace(statement, denies=ids[id(answered)])
        linked.setdefault(statement.id, statement)
    return tuple(linked.values())
