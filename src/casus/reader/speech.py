"""Who says it, by what words, to whom, and what exactly is said.

Direct, mixed and indirect speech, after the division of Pareti (2015), *Attribution: a
computational approach*: each utterance has a source, a cue and a content. Cues inside contents
give nesting. The order of work reads from ``find``.
"""

from __future__ import annotations

import bisect
from typing import Any

from casus.reader import cues, frames, quotes
from casus.reader.actors import Cast, Mention
from casus.reader.blocks import lead_in_blocks, orphan_quotes, transcript_lines
from casus.reader.cues import Utterance
from casus.reader.language import Page, Token
from casus.reader.quotes import Quote
from casus.records import Span

GAP = 110  # characters of source and cue that may stand between a quotation and its cue
MODALS = frozenset("will would could may might should can shall must 'll 'd".split())


def find(page: Page, cast: Cast) -> list[Utterance]:
    """Every utterance of a page, outer ones linked by ``outer``, in order of the text."""
    marks = quotes.find(page)
    found: list[Utterance] = []
    for token in page.tokens:
        utterance = _at(page, cast, token, marks)
        if utterance is not None:
            found.append(utterance)
    for utterance in found:
        _tie_quotes(page, utterance, marks)
    found = [u for u in found if u.parts]
    _citing(page, cast, found)
    found.extend(transcript_lines(page, cast, found))
    found.extend(orphan_quotes(page, cast, found, marks))
    found.sort(key=lambda u: (u.start, -u.end))
    lead_in_blocks(page, found)
    _nest(found)
    _answers(page, found)
    return found


def _at(page: Page, cast: Cast, token: Token, marks: list[Quote]) -> Utterance | None:
    """The utterance whose cue is this token, if it is one."""
    if token.pos in ("VERB", "AUX") and token.lemma in cues.verbs():
        for entry in cues.verbs()[token.lemma]:
            utterance = _verb(page, cast, token, entry, marks)
            if utterance is not None:
                return utterance
    elif token.pos == "NOUN" and token.lemma in cues.nouns():
        return _noun(page, cast, token)
    elif token.lower == "according":
        return _according(page, cast, token)
    return None


# -------------------------------------------------------------------- verbs


def _verb(
    page: Page, cast: Cast, verb: Token, entry: dict[str, Any], marks: list[Quote]
) -> Utterance | None:
    if "particle" in entry and not any(
        c.lower == entry["particle"] and c.i == verb.i + 1 for c in verb.children
    ):
        return None
    if not _spoken(verb):
        return None
    source, channel = _source(page, cast, verb)
    if source is None:
        return None
    hole = _hole(page, verb, source)
    quoted = _beside(page, hole, marks) is not None and not _inside(verb.start, marks)
    if entry.get("quote") and not quoted:
        return None
    parts, rule = _pointed(page, verb) or frames.read(page, verb, entry, hole)
    if not parts and "clause" in entry["frames"] and not entry.get("weak"):
        parts = cues.left_side(page, hole) or ([] if quoted else cues.right_side(page, verb, hole))
        rule = "order"
    if entry.get("weak") and not quoted and not _that_clause(verb, rule):
        return None
    if not parts and not quoted:
        return None
    if rule in ("object", "self", "for", "blame") and cast.at(source.head) is None:
        return None  # "the blast claimed 30 lives": who does not speak claims nothing
    act = entry["act"]
    if act == "request" and rule == "as":
        act = "accuse" if verb.lemma == "call" else "say"
    if verb.child("neg") is not None or _neither(verb):
        if act not in ("confirm", "deny"):
            return None
        act = "doubt"
    utterance = Utterance(verb, _cue_span(page, verb, entry), source, parts, act, rule)
    utterance.channel = channel
    _address(page, cast, utterance, entry)
    return utterance


def _pointed(page: Page, verb: Token) -> tuple[list[Span], str] | None:
    """ "An assertion denied by X", "the claim was rejected by X": what the passive is about."""
    if not cues.passive(verb) or verb.lemma in ("say", "tell", "quote", "believe", "think"):
        return None
    thing = verb.child("nsubjpass") or (verb.head if verb.dep in ("acl", "relcl") else None)
    if thing is None or cues.agent(verb) is None:
        return None
    end = page.tokens[min(thing.right, verb.left if verb.left > thing.i else thing.right) - 1].end
    span = cues.trim(page, page.tokens[thing.left].start, max(end, thing.end))
    return [span], "pointed" if thing.lemma in cues.pointers() else "object"


def _spoken(verb: Token) -> bool:
    """Whether the verb tells of speech that took place: no infinitive, no "may say"."""
    if verb.tag == "VB" and not verb.child("nsubj"):
        return False
    return not any(c.dep == "aux" and c.lower in MODALS for c in verb.children)


def _neither(verb: Token) -> bool:
    return any(c.lower in ("neither", "nor") for t in (verb, verb.head) for c in t.children)


def _that_clause(verb: Token, rule: str) -> bool:
    inner = verb.child("ccomp")
    return rule == "clause" and inner is not None and inner.i > verb.i


def _source(page: Page, cast: Cast, verb: Token) -> tuple[Mention | None, Mention | None]:
    """Who speaks, and through whom ("Interfax quoted X as saying")."""
    quoting = verb.head.head if verb.head.lower == "as" else verb.head
    if quoting.lemma in ("quote", "cite") and quoting is not verb and verb.tag == "VBG":
        if cues.passive(quoting):
            speaker, through = quoting.child("nsubjpass"), cues.agent(quoting)
        else:
            speaker, through = quoting.child("dobj"), cues.subject(quoting)
        return _maybe(page, cast, speaker), _maybe(page, cast, through)
    if cues.passive(verb):
        return _maybe(page, cast, cues.agent(verb)), None
    return _maybe(page, cast, cues.subject(verb)), None


def _maybe(page: Page, cast: Cast, token: Token | None) -> Mention | None:
    return None if token is None else cues.mention(page, cast, token)


def _hole(page: Page, verb: Token, source: Mention) -> Span:
    """Cue and source as one stretch, if they stand together; else the cue alone."""
    first, last = verb.start, verb.end
    for child in verb.children:
        if child.dep in ("aux", "neg", "prt", "advmod") and abs(child.i - verb.i) <= 3:
            first, last = min(first, child.start), max(last, child.end)
    if source.head.sent == verb.sent:
        start, end = source.start, source.end
        between = page.text[min(end, last) : max(start, first)]
        if len(between) <= 60 and "“" not in between and '"' not in between:
            first, last = min(first, start), max(last, end)
    return first, last


def _cue_span(page: Page, verb: Token, entry: dict[str, Any]) -> Span:
    end = verb.end
    for child in verb.children:
        if child.dep == "prt" and child.i == verb.i + 1:
            end = child.end
    start = verb.start
    if verb.tag == "VBN":
        for child in verb.all("aux", "auxpass"):
            if child.i < verb.i and verb.i - child.i <= 2:
                start = min(start, child.start)
    return start, end


def _address(page: Page, cast: Cast, utterance: Utterance, entry: dict[str, Any]) -> None:
    """Whom it is told; news media that are told pass it on."""
    verb = utterance.cue
    assert verb is not None
    told: Token | None = None
    if "to" in entry["frames"]:
        told = verb.child("dobj", "dative")
    else:
        to = next((c for c in verb.all("prep", "dative") if c.lower == "to"), None)
        told = to.child("pobj") if to else None
    if told is None:
        return
    known = cast.at(told)
    if known is not None and known is not utterance.source:
        utterance.addressee = known
        if known.who.kind == "media" and utterance.channel is None:
            utterance.channel = known


# ------------------------------------------------------- nouns and phrases


def _noun(page: Page, cast: Cast, noun: Token) -> Utterance | None:
    """ "The rebels' claim that S", "the accusation by X that S"."""
    inner = next(
        (c for c in noun.children if c.dep in ("acl", "ccomp", "relcl") and c.i > noun.i), None
    )
    if inner is None or not any(t.lower == "that" and t.dep == "mark" for t in inner.children):
        return None
    owner = noun.child("poss")
    if owner is None:
        by = next((c for c in noun.all("prep") if c.lower in ("by", "from", "of")), None)
        owner = by.child("pobj") if by else None
    source = cast.at(owner) if owner is not None else None
    if source is None:
        return None
    span = cues.trim(page, page.tokens[inner.left].start, page.tokens[inner.right - 1].end)
    act = cues.nouns()[noun.lemma]["act"]
    return Utterance(noun, (noun.start, noun.end), source, [span], act, "noun")


def _according(page: Page, cast: Cast, token: Token) -> Utterance | None:
    """ "According to X, S": S is the sentence or clause without the phrase."""
    to = page.tokens[token.i + 1] if token.i + 1 < len(page.tokens) else None
    if to is None or to.lower != "to":
        return None
    head = to.child("pobj") or next(
        (t for t in page.tokens[to.i + 1 : to.i + 8] if cast.at(t) is not None), None
    )
    source = _maybe(page, cast, head)
    if source is None:
        return None
    sentence = page.sentence(token)
    hole = (token.start, max(source.end, to.end))
    verb = token.head if token.head.pos in ("VERB", "AUX") else None
    start, end = sentence.start, sentence.end
    if verb is not None and verb.dep in ("conj", "ccomp", "advcl", "relcl"):
        start, end = page.tokens[verb.left].start, page.tokens[verb.right - 1].end
    parts = cues.without(page, (min(start, hole[0]), max(end, hole[1])), hole)
    parts = [p for p in parts if p[1] - p[0] > 12] or parts[:1]
    if not parts:
        return None
    return Utterance(token, (token.start, to.end), source, parts, "say", "according to")


def _citing(page: Page, cast: Cast, found: list[Utterance]) -> None:
    """ "…, the agency said, citing a doctor": the doctor says it, through the agency."""
    by_cue = {u.cue.i: u for u in found if u.cue is not None}
    for token in page.tokens:
        if token.lower not in ("citing", "quoting") or token.i in by_cue:
            continue
        cited = token.child("dobj")
        source = cast.at(cited) if cited is not None else None
        main = next((by_cue[a.i] for a in token.ancestors() if a.i in by_cue), None)
        if source is None or main is None or source.who.kind == "media":
            continue
        inner = Utterance(token, (token.start, token.end), source, main.parts, "say", "citing")
        inner.outer, inner.quotes = main, main.quotes
        found.append(inner)


# ------------------------------------------------------------------- quotes


def _inside(offset: int, marks: list[Quote]) -> Quote | None:
    at = bisect.bisect_right(marks, offset, key=lambda q: q.start) - 1
    return marks[at] if at >= 0 and marks[at].start <= offset < marks[at].end else None


def _beside(page: Page, hole: Span, marks: list[Quote]) -> tuple[Quote | None, Quote | None] | None:
    """Quotations right before and right after a stretch of source and cue; None if neither."""
    at = bisect.bisect_left(marks, hole[0], key=lambda q: q.start)
    before = marks[at - 1] if at else None
    after = next((q for q in marks[at:] if q.start >= hole[1]), None)
    if before is not None and not _gap(page.text[before.end : hole[0]]):
        before = None
    if before is not None and before.end > hole[0]:
        before = None
    if after is not None and not _gap(page.text[hole[1] : after.start]):
        after = None
    return (before, after) if before or after else None


def _gap(text: str) -> bool:
    """Whether source and cue may stretch over this: short, and no sentence ends in it."""
    if len(text) > GAP or "\n\n" in text.rstrip():
        return False
    stop = text.find(". ")
    return not (0 <= stop < len(text) - 2 and text[:stop].count(" ") > 0) and ";" not in text


def _tie_quotes(page: Page, utterance: Utterance, marks: list[Quote]) -> None:
    """Take the quotations beside a cue, and those that overlap its content, into the content."""
    verb, source = utterance.cue, utterance.source
    if verb is None or source is None or _inside(verb.start, marks):
        return
    hole = _hole(page, verb, source)
    beside = _beside(page, hole, marks) if verb.pos in ("VERB", "AUX") else None
    before, after = beside or (None, None)
    parts = list(utterance.parts)
    if before is not None and utterance.rule in ("clause", "order", ""):
        start = before.start
        if not _opens_sentence(page.text, start):
            sentence = page.sentence(page.tokens[min(page.index(start), len(page.tokens) - 1)])
            start = sentence.start
        parts = [(start, before.end), *[p for p in parts if p[0] >= hole[1]]]
        run = _run(page, before, marks, backwards=True)
        parts[0] = (min(start, run.start), before.end)
        after_cue = _continued(page, hole, marks)
        if after_cue is not None:
            parts.append(after_cue)
    elif after is not None and utterance.rule in ("clause", "order", ""):
        between = page.text[hole[1] : after.start].strip(" ,:\u00a0\n")
        last = _run(page, after, marks, backwards=False)
        if not parts or (parts[-1][0] >= after.start):
            first = after.start if len(between.split()) <= 6 else hole[1]
            parts = [(first, last.end)]
    utterance.parts = _merge(page, [*parts, *_overlapping(parts, marks)])
    utterance.quotes = [
        (q.start, q.end)
        for q in marks
        if any(a < q.end and q.start < b for a, b in utterance.parts)
    ]


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \u00a0")
    return not before or before[-1] in "\n.!?:”\"'’)"


def _run(page: Page, quote: Quote, marks: list[Quote], *, backwards: bool) -> Quote:
    """The furthest quotation that follows (or precedes) with nothing but blanks between."""
    at = marks.index(quote)
    step = -1 if backwards else 1
    while 0 <= at + step < len(marks):
        a, b = (marks[at + step], marks[at]) if backwards else (marks[at], marks[at + step])
        if page.text[a.end : b.start].strip() or (
            not a.open and "\n" in page.text[a.end : b.start]
        ):
            break
        at += step
    return marks[at]


def _continued(page: Page, hole: Span, marks: list[Quote]) -> Span | None:
    """A quotation that goes on right after the sentence of the cue: “A,” he said. “B.”"""
    after = next((q for q in marks if q.start >= hole[1]), None)
    if after is None or "\n" in page.text[hole[1] : after.start]:
        return None
    between = page.text[hole[1] : after.start]
    if (
        len(between) > GAP
        or between.strip(" \u00a0")[-1:] not in (".", ",")
        or between.count(".") > 1
    ):
        return None
    return after.start, _run(page, after, marks, backwards=False).end


def _overlapping(parts: list[Span], marks: list[Quote]) -> list[Span]:
    """Quotations that a content part cuts through, whole."""
    return [
        (q.start, q.end)
        for q in marks
        for a, b in parts
        if a < q.end and q.start < b and not (q.start <= a and b <= q.end and b - a < 12)
    ]


def _merge(page: Page, parts: list[Span]) -> list[Span]:
    """Parts in order, overlapping ones joined."""
    merged: list[Span] = []
    for start, end in sorted(parts):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [p for p in merged if any(c.isalnum() for c in page.text[p[0] : p[1]])]


# ------------------------------------------------------- nesting and answers


def _nest(found: list[Utterance]) -> None:
    """Link each utterance to the smallest one whose content holds its cue."""
    for inner in found:
        if inner.outer is not None or inner.cue_span is None:
            continue
        at = inner.cue_span[0]
        holders = [u for u in found if u is not inner and u.holds(at) and not _within(u, inner)]
        if holders:
            inner.outer = min(holders, key=lambda u: sum(b - a for a, b in u.parts))


def _within(inner: Utterance, outer: Utterance) -> bool:
    """Whether ``inner`` already hangs below ``outer``."""
    above: Utterance | None = inner
    while above is not None:
        if above is outer:
            return True
        above = above.outer
    return False


def _answers(page: Page, found: list[Utterance]) -> None:
    """Tie a denial that points ("denied it", "rejected that claim") to what it answers."""
    for at, answer in enumerate(found):
        if answer.act not in ("deny", "reject", "doubt") or answer.source is None:
            continue
        start, end = answer.parts[0]
        words = page.within(start, end)
        points = len(words) <= 6 and any(t.lower in cues.pointers() for t in words)
        candidates = [
            u
            for u in found[max(0, at - 8) : at + 4]
            if u is not answer
            and u.start <= answer.start
            and u.source is not None
            and u.source.who != answer.source.who
            and u.act not in ("deny", "reject", "doubt")
            and u.outer is not answer
        ]
        chosen = _answered(page, answer, candidates, points)
        if chosen is not None:
            answer.answers = chosen


def _answered(
    page: Page, answer: Utterance, candidates: list[Utterance], points: bool
) -> Utterance | None:
    """The nearest candidate if the answer only points; else the one that shares its words."""
    near = [u for u in candidates if answer.start - u.end < 700]
    if points:
        return near[-1] if near else None
    own = _content_words(page, answer)
    best = max(near, key=lambda u: len(own & _content_words(page, u)), default=None)
    if best is not None and len(own & _content_words(page, best)) >= 2:
        return best
    return None


def _content_words(page: Page, utterance: Utterance) -> set[str]:
    return {
        t.lemma
        for part in utterance.parts
        for t in page.within(*part)
        if t.pos in ("NOUN", "PROPN", "VERB", "NUM") and len(t.lemma) > 2
    }
