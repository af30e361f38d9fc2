"""Statements in the first person: press releases and letters whose author speaks throughout."""

from __future__ import annotations

import re

from casus.reader.actors import Cast, Mention
from casus.reader.language import Page
from casus.reader.speech.cues import Utterance
from casus.reader.speech.quotes import Quote
from casus.reader.speech.sentences import stating

ISSUED = re.compile(r"\bstatement\b.{0,60}\b(by|of|from|attributable to|issued)\b", re.I)
HEAD, FOOT = 3, 3  # paragraphs in which an author is named
SIGNATURE = 14  # words of a line that signs
LEAST = 2  # times "I" outside quotations, so that it is the author who speaks


def find(page: Page, cast: Cast, marks: list[Quote]) -> list[Utterance]:
    """One utterance a sentence, if the page is somebody's statement; else none."""
    who = _author(page, cast) if _speaks(page, marks) else None
    if who is None:
        return []
    return [
        Utterance(None, None, who, [span], "say", "author", quotes=[span])
        for paragraph in page.paragraphs
        if not _signs(page, paragraph)
        for span in stating(page, paragraph)
        if not (span[0] <= who.start < span[1])
    ]


def _speaks(page: Page, marks: list[Quote]) -> bool:
    """Whether someone says "I" outside quotations."""
    found = [t for t in page.tokens if t.text == "I" and t.dep in ("nsubj", "nsubjpass")]
    return sum(not any(q.start <= t.start < q.end for q in marks) for t in found) >= LEAST


def _author(page: Page, cast: Cast) -> Mention | None:
    """Whom the head names as the one whose statement it is, or who signs."""
    head = [p for p in page.paragraphs[:HEAD] if ISSUED.search(page.text, *p)]
    foot = [p for p in page.paragraphs[-FOOT:] if _signs(page, p)]
    for paragraph in (*head, *foot):
        for mention in cast.within(*paragraph):
            if mention.person and mention.form == "name":
                return mention
    return None


def _signs(page: Page, paragraph: tuple[int, int]) -> bool:
    """A short line without a verb: "Ann Lee, Head of Mission"."""
    words = page.within(*paragraph)
    return len(words) <= SIGNATURE and not any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in words)
