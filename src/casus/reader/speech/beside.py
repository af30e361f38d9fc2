"""Quotations beside a cue: which belong to its content, and how far they run."""

from __future__ import annotations

import bisect

from casus.reader.actors import Mention
from casus.reader.language import Page, Token
from casus.reader.speech.cues import Utterance
from casus.reader.speech.quotes import Quote
from casus.records import Span

GAP = 110  # characters of source and cue that may stand between a quotation and its cue


def hole_of(page: Page, verb: Token, source: Mention) -> Span:
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


def inside(offset: int, marks: list[Quote]) -> Quote | None:
    """The quotation that holds an offset, if one does."""
    at = bisect.bisect_right(marks, offset, key=lambda q: q.start) - 1
    return marks[at] if at >= 0 and marks[at].start <= offset < marks[at].end else None


def beside(page: Page, hole: Span, marks: list[Quote]) -> tuple[Quote | None, Quote | None] | None:
    """Quotations right before and right after a stretch of source and cue; None if neither."""
    at = bisect.bisect_left(marks, hole[0], key=lambda q: q.start)
    before = marks[at - 1] if at else None
    after = next((q for q in marks[at:] if q.start >= hole[1]), None)
    if before is not None and not _leads_to(page.text, before, hole[0]):
        before = None
    if after is not None and not _gap(page.text[hole[1] : after.start]):
        after = None
    return (before, after) if before or after else None


def _leads_to(text: str, quote: Quote, start: int) -> bool:
    """Whether a cue may follow the quotation: “A,” he said; “A?” he asked; 'A', he said."""
    if quote.end > start or not _gap(text[quote.end : start]):
        return False
    last = text[: quote.inner[1]].rstrip()[-1:]
    return last in ",?!—–-" or text[quote.end : start].lstrip().startswith(",")


def _gap(text: str) -> bool:
    """Whether source and cue may stretch over this: short, and no sentence or line ends in it,
    unless a colon leads over to the next line."""
    bare = text.rstrip()
    if len(text) > GAP or ";" in text or "\n" in bare:
        return False
    if "\n" in text and not bare.endswith(":"):
        return False
    words = bare.split()
    return not any(w[-1] in ".!?" and len(w) > 3 and w[:-1].isalpha() for w in words)


def tie_quotes(page: Page, utterance: Utterance, marks: list[Quote]) -> None:
    """Take the quotations beside a cue, and those that overlap its content, into the content."""
    verb, source = utterance.cue, utterance.source
    if verb is None or source is None or inside(verb.start, marks):
        return
    hole = hole_of(page, verb, source)
    near = beside(page, hole, marks) if verb.pos in ("VERB", "AUX") else None
    before, after = near or (None, None)
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
        elif _goes_on(page.text, parts[-1][1], after):
            parts.append((after.start, last.end))
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


def _goes_on(text: str, end: int, quote: Quote) -> bool:
    """Whether a whole quotation follows what is told at once: "He said it was a sign. “Why now?”" """
    closed = text[: quote.inner[1]].rstrip()[-1:] in ".?!"
    return closed and not text[end : quote.start].strip(" .:\u00a0")


def _continued(page: Page, hole: Span, marks: list[Quote]) -> Span | None:
    """A quotation that goes on right after the sentence of the cue: “A,” he said. “B.”"""
    after = next((q for q in marks if q.start >= hole[1]), None)
    if after is None or "\n" in page.text[hole[1] : after.start]:
        return None
    between = page.text[hole[1] : after.start]
    if between.strip(" \u00a0")[-1:] not in (".", ","):
        return None
    if (len(between) > GAP or between.count(".") > 1) and not _one_sentence(page, hole, after):
        return None
    return after.start, _run(page, after, marks, backwards=False).end


def _one_sentence(page: Page, hole: Span, after: Quote) -> bool:
    """Whether no sentence but that of the cue ends before the quotation: “A,” said Ann Lee of the
    U.N., who has served there since 2011. “B.”"""
    first, last = page.index(hole[0]), page.index(after.start) - 1
    return first <= last and page.tokens[first].sent == page.tokens[last].sent


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
