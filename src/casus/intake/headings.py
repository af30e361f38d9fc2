"""Section headings and site tails glued into the one line of a dump that lost its line ends.

"... of the province. Tarsk An army unit ..." has the heading "Tarsk" between two sentences. It is
surely none of the text only because a sentence that begins with an article follows it; a heading
before anything else cannot be told from the subject of a sentence, and stays.
"""

from __future__ import annotations

import re

from casus.intake.scraps import Scrap

_OPENERS = (
    r"(?:(?:An|A|The|In|On|At|During|Earlier|Meanwhile|Two|Three|Four|Five|Six|Several|Dozens)"
    r"\s+(?=[a-z])|The\s+(?=[A-ZÀ-Þ][a-zß-ÿ]+\s)|Units\s+of\s)"
)
_HEADING = re.compile(
    r"(?<=[a-zß-ÿ]{3}[.!?])\s+(?P<heading>[A-ZÀ-Þ][a-zß-ÿ'’]+(?:[\s-][A-ZÀ-Þ][a-zß-ÿ'’]+){0,5}?)"
    rf"\s+(?={_OPENERS})"
)
# Words that begin a sentence of the text, and words that a letter or a number goes with.
_NO_HEADING = frozenset(
    "the a an in on at as by for it after before more several some many dozens hundreds thousands "
    "also meanwhile others other later earlier yesterday today then but and or however moreover "
    "still only even now once if when while where since although though because so yet thus hence "
    "he she they we you i this that these those there here his her its their our my both each all "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december asked according speaking writing "
    "block team group zone area class serie route gate plan wing section war phase part stage "
    "chapter article division battalion brigade vitamin hepatitis type level day number room "
    "photo photos video watch read see source sources tags from to of with during under between "
    "mr mrs ms dr gen col capt sgt no none nobody what who why how which one two three four five "
    "six seven eight nine ten".split()
)
_VERB_NEXT = re.compile(
    r"A\s+(?:is|was|were|are|has|had|have|and|or|in|on|of|to|will|would|said|residents)\b"
)


def headings(text: str) -> list[Scrap]:
    """The headings of sections inside a paragraph, in order of the text."""
    found = []
    for match in _HEADING.finditer(text):
        words = re.split(r"[\s-]", match["heading"].lower())
        if _NO_HEADING.isdisjoint(words) and not _VERB_NEXT.match(text, match.end()):
            found.append(Scrap(match.start("heading"), match.end("heading"), "section heading"))
    return found


_TAIL = 1500
"""Characters at the end of a paragraph in which the tail of a site may stand."""
_TAIL_OPENS = re.compile(
    r"(?<=[.!?\"”’)])\s+"
    r"(?=(?:Related (?:News|Stories|Articles|Topics|Posts)|Read [Aa]lso|See [Aa]lso|Follow us"
    r"|FOLLOW|SUBSCRIBE|Subscribe (?:to|now|for)|Sign up (?:for|to)|You may also like)\b)"
    r"|(?<=\w)\s+(?=Related News\s[A-ZÀ-Þ])"
)
_TAIL_CUE = re.compile(
    r"\b(?:related news|follow us|subscribe|sign up|newsletter|latest news|spam|your privacy|"
    r"instagram|youtube|facebook|twitter|telegram|whatsapp|our channel|all rights reserved)\b",
    re.IGNORECASE,
)
_TAIL_CUES = 3
_CATEGORY = re.compile(r"(?<=[.!?\"”’)])\s+(?=Categor(?:y|ies):\s+[A-ZÀ-Þ][^.!?]{1,80}$)")


def site_tail(text: str) -> Scrap | None:
    """Headlines of other articles and pleas to follow or subscribe, up to the end of the text.

    Three different cues make it sure: a text may end on a quotation that says "follow us".
    """
    if found := _CATEGORY.search(text, max(0, len(text) - 120)):
        return Scrap(found.end(), len(text), "category of the site")
    for found in _TAIL_OPENS.finditer(text, max(0, len(text) - _TAIL)):
        cues = {match[0].lower() for match in _TAIL_CUE.finditer(text, found.end())}
        if len(cues) >= _TAIL_CUES:
            return Scrap(found.end(), len(text), "links and site foot")
    return None
