"""Scraps of the page in the midst of a paragraph, or at its very ends, that name no shape of line.

Each rule answers with a `Scrap` (where it stands and why it goes) or None. A rule must be sure:
where the end of a scrap cannot be told from the text that follows, the scrap stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casus.intake.furniture import furniture
from casus.intake.stamps import Stamp, scan


@dataclass(frozen=True)
class Scrap:
    """``text[start:end]`` is furniture, because of ``why``; what it tells about the article."""

    start: int
    end: int
    why: str
    via: str | None = None
    byline: str | None = None
    stamps: tuple[Stamp, ...] = ()


_AGENCY = furniture().agency
_WIRE_BEFORE_STAMP = re.compile(
    rf"(?P<wire>(?:{_AGENCY})(?:\s*(?:,|/|and)\s*(?:{_AGENCY}))*)\s+"
    r"(?=(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+\d|\d{1,2}\s+[A-Z])",
    re.IGNORECASE,
)
# No outlet: what papers put in brackets before a text.
_NO_OUTLET = frozenset(
    "updated update photo file video watch read corrects corrected correction adds recasts editor "
    "opinion analysis exclusive live gallery archive audio podcast advertisement sponsored".split()
)
_CREDIT = re.compile(
    r"\((?P<outlet>[A-ZÀ-Þ][\w'’.&\-]*(?: (?:of|the|de|and|[A-ZÀ-Þ][\w'’.&\-]*)){0,4})\)"
    r"\s*(?:[-–—]+\s*)?(?=[\"“‘']?[A-ZÀ-Þ])"
)
_SECTIONS = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’\-]*\s+){1,6}(?P<stamp>\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d\s+"
    r"\d{1,2}:?\d\d(?:\s*[AP]M\b)?)\s+(?=[\"“]?[A-ZÀ-Þ])"
)
_OPENS = r"(?:The|A|An|At|In|On|As|By|For|It|After|More|Several|Some|Two|Three|Dozens)\b"
# Counters go where no noun can follow them: "0 54 The army", never "54 soldiers".
_SHORT_URL = re.compile(
    r"(?P<before>.{0,90}?(?:19|20)\d\d\)?(?:\s?\(updated [^()]{4,30}\))?)?\s*Get short URL\b"
    r"(?:\s+Topic\s[^()]{3,80}\(\d+\))?"
    rf"(?:\s+\d{{1,6}}(?=(?:\s+\d{{1,6}})*\s+{_OPENS}))*\s*"
)
_SENT = re.compile(r"(?:send|share|copy link|link)\s+https?\S{6,}\s+(?=\S)", re.IGNORECASE)
_AUTHOR = re.compile(
    r"\s*by\s+(?P<name>[A-ZÀ-Þ][\w'’.\-]+(?:\s(?:al-|el-)?[A-ZÀ-Þ][\w'’.\-]+){1,3}?)\s+"
)


def opening(text: str) -> Scrap | None:
    """A scrap that the first paragraph of an article begins with."""
    return _sections(text) or _short_url(text) or _sent(text) or _credit(text)


def wire_before_stamp(text: str) -> re.Match[str] | None:
    """An agency before the date: "AFP Friday 8 Jul 2016"; group ``wire``."""
    return _WIRE_BEFORE_STAMP.match(text)


def author(text: str, title: str) -> Scrap | None:
    """A date and "by Jana Orlick" before the known title."""
    stamps, end = scan(text)
    found = _AUTHOR.match(text, end) if stamps else None
    if found is None or not text[found.end() :].casefold().startswith(title.casefold()[:40]):
        return None
    stamped = "time stamp and byline"
    return Scrap(0, found.end(), stamped, byline=found["name"], stamps=tuple(stamps))


def _credit(text: str) -> Scrap | None:
    """An outlet in brackets before the text that it wrote: "(Highland News) The truce held"."""
    found = _CREDIT.match(text)
    if found is None or {word.lower() for word in found["outlet"].split()} & _NO_OUTLET:
        return None
    return Scrap(0, found.end(), "credit of the outlet that it came from", via=found["outlet"])


def _sections(text: str) -> Scrap | None:
    found = _SECTIONS.match(text)
    stamps, _ = scan(found["stamp"]) if found else ([], 0)
    if found is None or not stamps:
        return None
    return Scrap(0, found.end(), "section names and time stamp", stamps=tuple(stamps))


def _short_url(text: str) -> Scrap | None:
    """A line "18.10.2031Get short URL", with what stands before: the photographer, section, date."""
    found = _SHORT_URL.match(text)
    before = (found["before"] or "") if found else ""
    if found is None or re.search(r"[.!?]\s", before.rstrip("0123456789. ()")):
        return None
    digits = re.search(r"\d", before)
    stamps, _ = scan(before, digits.start() if digits else 0)
    return Scrap(0, found.end(), "time stamp and share bar", stamps=tuple(stamps))


def _sent(text: str) -> Scrap | None:
    found = _SENT.match(text)
    return Scrap(0, found.end(), "share bar") if found else None


# ----------------------------------------------------------------- within

_TAGS = re.compile(r"(?<=[.!?])\s+Tags:?\s+")
# Words that begin sentences and no tag.
_ANEW = re.compile(
    r"(?:The|A|An|At|In|On|As|By|For|It|After|Before|More|Several|Some|Many|Dozens|Hundreds|"
    r"Thousands|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen|"
    r"Fifteen|Sixteen|Seventeen|Eighteen|Nineteen|Twenty)(?=\s+[a-z\d])"
)
_VERB = re.compile(r"\b(?:was|were|is|are|has|have|had|said|says|will|would)\b|[.!?;\"“”]")
_TAG_WORDS = 25


def tag_run(text: str) -> Scrap | None:
    """Tags glued between the opening and the text, up to where a sentence surely begins."""
    found = _TAGS.search(text, 0, 800)
    if found is None:
        return None
    for anew in _ANEW.finditer(text, found.end()):
        run = text[found.end() : anew.start()]
        if _VERB.search(run) or len(run.split()) > _TAG_WORDS:
            return None
        if run.strip():
            return Scrap(found.start() + 1, anew.start(), "tags")
    return None


_REPEATED = 8
"""Words; a shorter opening may return by chance."""


def repeated_opening(text: str) -> Scrap | None:
    """The standfirst, where the text begins with the same words again."""
    words = list(re.finditer(r"\S+", text[:1200]))
    if len(words) < 2 * _REPEATED:
        return None
    again = text.find(text[: words[_REPEATED - 1].end()], words[_REPEATED - 1].end(), 900)
    first = text[:again].rstrip(" .")
    if again < 0 or not text.startswith(first, again):
        return None
    return Scrap(0, again, "repeated opening")


# ---------------------------------------------------------------- the end

_NAME = r"(?:(?:al|el)-)?[A-ZÀ-Þ][\w.’'\-]*"
_DESK = rf"{_NAME}(?:\s{_NAME}){{0,2}}"
_SIGNED = re.compile(
    r"(?:(?P<word>[\w’'\-]*[a-z]{3,})|[\d\"”’')\]]|\b[A-Z]{2,}(?=\.\s+\.\.\.))[.!?][\"”’')\]]*"
    r"(?P<sign>\s*[-–—(]{1,2}\s?(?P<wire>(?i:" + _AGENCY + r"))\)?"
    rf"|\s+{_DESK}(?:\s?/\s?{_DESK}){{1,3}}"
    r"|\s+[A-ZÀ-Þ][\w.’'\-]+\s[A-ZÀ-Þ][\w’'\-]{2,}"
    r"|\s+[A-Z]{2,6}(?:\s\d{1,3})?"
    r"|\s+(?:\.{3}\s*)?\d{1,5}(?:-\d{1,3})?(?:\s+More ?Images?)?)\s*$"
)
# A stop behind these ends no sentence.
_SHORTENED = frozenset(
    "sept capt prof lieut corp pres govt dept approx revd messrs supt cmdr".split()
)
_RELATED = re.compile(
    r"(?<=[.!?\"”)])(?P<cut>\s+(?:\.{3}\s*)?(?:\d{1,5}\s+)?(?:Topic\s[^()]{3,80}\(\d+\)\s+)?"
    r"Related\s+(?=[A-ZÀ-Þ\d])[^.!?]{20,900})$"
)
_UPDATED = re.compile(
    r"(?<=[.!?\"”)])\s+(?P<stamp>(?:last\s+updated?|published|posted)\b:?\s.{6,70})$", re.IGNORECASE
)
_COPYRIGHT = re.compile(
    r"(?<=[.!?\"”)])(?P<cut>(?:\s+(?:Subscribe|Follow|Like)\s[^.!?]{0,80})?"
    r"\s+Copyright\W{1,6}(?:19|20)\d\d\s.{0,400})$"
)
_POST = re.compile(r"(?:\s*\bpic\.twitter\.com/?\s?\w{6,14}|\s*https?://t\.co/\w+)\s*$")


def closing(text: str, byline: str | None = None) -> Scrap | None:
    """A scrap that the last paragraph of an article ends with."""
    rules = (_foot, _related, _updated, _signed)
    found = next((scrap for rule in rules if (scrap := rule(text))), None)
    return found or _named(text, byline)


def _signed(text: str) -> Scrap | None:
    """Desk initials, a counter or an agency behind the last stop: "MB", "990", "-AFP"."""
    found = _SIGNED.search(text, max(0, len(text) - 120))
    if found is None or (found["word"] or "").lower() in _SHORTENED:
        return None
    sign = found["sign"].strip()
    wire = found["wire"] or (sign if re.fullmatch(_AGENCY, sign, re.IGNORECASE) else None)
    number = not wire and re.match(r"[.\s\d]+(?![A-Z\d])", sign)
    why = "agency credit" if wire else "counter" if number else "signature of the desk"
    return Scrap(found.start("sign"), len(text), why, via=wire)


def _updated(text: str) -> Scrap | None:
    found = _UPDATED.search(text, max(0, len(text) - 100))
    stamps, _ = scan(found["stamp"]) if found else ([], 0)
    if found is None or not stamps:
        return None
    return Scrap(found.start(), len(text), "time stamp", stamps=tuple(stamps))


def _related(text: str) -> Scrap | None:
    """Headlines behind the last stop: no more sentence ends, so nothing of the text is there."""
    found = _RELATED.search(text, max(0, len(text) - 1000))
    return Scrap(found.start("cut"), len(text), "links to other articles") if found else None


def _foot(text: str) -> Scrap | None:
    tail = max(0, len(text) - 600)
    if found := _COPYRIGHT.search(text, tail):
        return Scrap(found.start("cut"), len(text), "copyright notice and site foot")
    found = _POST.search(text, tail)
    return Scrap(found.start(), len(text), "link of a picture in a post") if found else None


def _named(text: str, byline: str | None) -> Scrap | None:
    """The author's name once more, behind the last stop."""
    if not byline or not text.endswith(byline):
        return None
    start = len(text) - len(byline)
    before = re.search(r"[.!?][\"”’')\]]*\s+$", text[:start])
    return Scrap(start, len(text), "byline", byline=byline) if before else None
