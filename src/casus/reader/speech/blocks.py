"""Speech without a cue beside it: quotations left alone, blocks led in by a colon."""

from __future__ import annotations

import bisect
import re

from casus.reader.actors import Cast, Mention
from casus.reader.language import Page
from casus.reader.speech import cues
from casus.reader.speech.cues import Utterance
from casus.reader.speech.quotes import Quote
from casus.records import Span

AGAIN = re.compile(
    r"\b(also|added|further|later|separately|according to (him|her|them|it))\b", re.I
)
LONE_WORDS = 5  # a shorter quotation without a cue is a term or scare quotes, no speech


def orphan_quotes(
    page: Page, cast: Cast, found: list[Utterance], marks: list[Quote]
) -> list[Utterance]:
    """Long quotations without a cue: the speaker before goes on, or a lead-in names him."""
    made: list[Utterance] = []
    taken = sorted(part for u in found for part in u.parts)
    for quote in marks:
        if page.text.count(" ", quote.start, quote.end) < LONE_WORDS - 1 or _covered(quote, taken):
            continue
        source = _speaker_before(page, cast, [*found, *made], quote)
        if source is not None:
            span = (quote.start, quote.end)
            made.append(Utterance(None, None, source, [span], "say", "continued", quotes=[span]))
    return made


def _covered(quote: Quote, taken: list[Span]) -> bool:
    at = bisect.bisect_right(taken, (quote.start, 1 << 60)) - 1
    return any(
        a <= quote.start < b or quote.start <= a < quote.end
        for a, b in taken[max(0, at - 2) : at + 2]
    )


def _speaker_before(page: Page, cast: Cast, found: list[Utterance], quote: Quote) -> Mention | None:
    """Who spoke last, if a paragraph opens with the quotation or one speaker holds this one."""
    start = next((a for a, b in page.paragraphs if a <= quote.start < b), quote.start)
    alone = not page.text[start : quote.start].strip()
    earlier = [u for u in found if u.end <= quote.start and u.source is not None]
    if not earlier:
        return None
    last = max(earlier, key=lambda u: u.end)
    between = page.text[last.end : quote.start]
    if last.end >= start and len(between) < 200:
        return last.source
    if (
        alone
        and between.count("\n\n") <= 1
        and (last.quotes or page.text[:start].rstrip().endswith(":"))
    ):
        return last.source
    return None


def lead_in_blocks(page: Page, cast: Cast, found: list[Utterance]) -> None:
    """ "Reuters details:" — the paragraphs that follow are the agency's, for as long as the same
    voices go on speaking in them; utterances in them get the agency as outer voice, and what
    nobody else says in them is the agency's (``covers``)."""
    for number, (start, end) in enumerate(page.paragraphs[:-1]):
        if page.text[end - 1] != ":":
            continue
        leads = [
            u
            for u in found
            if start <= u.start < end and u.source is not None and u.source.who.kind == "media"
        ]
        leads = [u for u in leads if not _held(u, found)]  # whoever is quoted leads in nothing
        lead = leads[-1] if leads else _bare_lead(page, cast, start, end)
        if lead is not None:
            if not leads:
                found.append(lead)
            _extend(page, lead, number + 1, found)


def _held(utterance: Utterance, found: list[Utterance]) -> bool:
    """Whether its cue lies in what another says."""
    span = utterance.cue_span
    return span is not None and any(u is not utterance and u.holds(span[0]) for u in found)


def _bare_lead(page: Page, cast: Cast, start: int, end: int) -> Utterance | None:
    """ "Reuters reports from the scene:" — a cue of news media with no content of its own."""
    for token in page.within(start, end):
        known = cast.at(token) if token.dep == "nsubj" else None
        verb = token.head
        if known is not None and known.who.kind == "media" and verb.lemma in cues.verbs():
            return Utterance(verb, (verb.start, verb.end), known, [], "report", "lead")
    return None


def _extend(page: Page, lead: Utterance, number: int, found: list[Utterance]) -> None:
    heard: set[str] = set()
    for at, (start, end) in enumerate(page.paragraphs[number:]):
        inside = [u for u in found if start <= u.start < end and u.source is not None]
        names = {u.source.who.name for u in inside if u.source is not None}
        first = page.text[start : start + 120]
        if at and not (names & heard or (inside and AGAIN.search(first))):
            break
        heard |= names
        lead.covers.append((start, end))
        for utterance in inside:
            if utterance.outer is None and utterance is not lead:
                utterance.outer = lead
        lead.block = True
