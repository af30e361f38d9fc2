"""Furniture glued to the first or last paragraph, where a dump lost its line ends.

"Wed 05 Apr 2017 Title. Body ... (Reporting by X) Twitter" has its stamp, title and credits in
one line with the text. Only what surely is no text is cut: a full date before a capital
letter, the known title before a new sentence, credits and share words after the last stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from casus.intake import scraps
from casus.intake.furniture import furniture
from casus.intake.headings import headings, site_tail
from casus.intake.roles import Role, classify
from casus.intake.stamps import Stamp, scan

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_TOKEN = re.compile(r"\s*([A-Za-z]+(?:-[A-Za-z]+)*|\d+)(?=[\sA-Z]|$)")
_STARTS = re.compile(r"[\"“‘'(\[]?[A-Z0-9À-Þ]")
_AGENCY = re.compile(r"(?:[A-Z][\w.]*(?:,|\s+and)?\s+){1,4}?(?=\w+day,?\s+\d|\d{1,2}\s+[A-Z])")
_BEFORE_NOUN = re.compile(r"(?:The|A|An|At|In|On|As|By|For|It|More|Several|Some|Two|Three)\b")
_SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=\S)")
_CREDITS = re.compile(
    r"(?:^|(?<=[.!?\"”’)\]])\s*|\s(?=[(\[]))(?P<credits>[(\[]?(?:Additional\s+)?(?:Reporting|Writing|Written|Editing|"
    r"Compiled|Translated)(?:\s+and\s+\w+)?\s+by\s+[A-Z].*)$",
    re.DOTALL,
)
_SOURCE = re.compile(
    r"(?<=[.!?\"”’)\]])\s*(?P<source>\((?:Source|With)s?:?\s+[A-Z][^()]{1,60}\)"
    r"|Source:?\s+[A-Z][\w'’]*(?:,?\s+(?:and\s+)?[\w'’]+){0,4})$"
)


@dataclass
class Trimmed:
    """A paragraph without its glued furniture, and what was cut: (text, why) pairs."""

    text: str
    cut: list[tuple[str, str]] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    byline: str | None = None
    via: list[str] = field(default_factory=list)


def trim_head(paragraph: str, title: str | None) -> Trimmed:
    """Cuts date stamps, share words, credits, tags and the known title from the start of
    ``paragraph``."""
    done = Trimmed(paragraph)
    titled = False
    for _ in range(6):  # stamp, share words, title, agency and stamp, share words
        before = done.text
        if title:
            _cut_scrap(done, scraps.author(done.text, title))
        _cut_stamp(done, allow_agency=titled)
        _cut_scrap(done, scraps.opening(done.text))
        if done.cut:
            _cut_share_words(done)
        if title and not titled:
            titled = any(_cut_title(done, form) for form in title_forms(title))
        if done.text == before:
            break
    _cut_scrap(done, scraps.tag_run(done.text))
    _cut_scrap(done, scraps.repeated_opening(done.text))
    return done


def _cut_scrap(done: Trimmed, scrap: scraps.Scrap | None) -> bool:
    """Takes a scrap out; never all there is."""
    if scrap is None:
        return False
    left = done.text[: scrap.start].rstrip(), done.text[scrap.end :].lstrip()
    if not any(left):
        return False
    done.cut.append((done.text[scrap.start : scrap.end].strip(), scrap.why))
    done.text = " ".join(filter(None, left))
    done.stamps += scrap.stamps
    done.byline = done.byline or scrap.byline
    done.via += [scrap.via] if scrap.via else []
    return True


def title_forms(title: str) -> list[str]:
    """The title as found, and without the names of section and site behind it."""
    forms = [title]
    while match := re.search(r"\s+[|–—-]\s+[^|–—]{1,40}$", forms[-1]):
        if len(forms[-1][: match.start()].split()) < 4:
            break
        forms.append(forms[-1][: match.start()])
    return forms


def _cut(done: Trimmed, end: int, why: str) -> None:
    done.cut.append((done.text[:end].strip(), why))
    done.text = done.text[end:].lstrip()


def _cut_stamp(done: Trimmed, allow_agency: bool) -> None:
    wire = scraps.wire_before_stamp(done.text)
    agency = wire or (_AGENCY.match(done.text) if allow_agency else None)
    for start in (0, agency.end() if agency else 0):
        stamps, end = scan(done.text, start)
        while end < len(done.text) and done.text[end] in " .:)]|–—-,":
            end += 1
        full = bool(stamps) and all(day.day is not None for day in stamps[0].readings)
        if full and end < len(done.text) and _STARTS.match(done.text, end):
            done.stamps.extend(stamps)
            done.via += [wire["wire"]] if wire and start else []
            _cut(done, end, "time stamp")
            return


def _cut_share_words(done: Trimmed) -> None:
    """A run of share-bar words and counters; a number that may belong to the text stays."""
    words = furniture().share_words
    at, known, ends = 0, 0, [0]
    while match := _TOKEN.match(done.text, at):
        token = match[1]
        if token == "US" or (token.lower() not in words and not (token.isdigit() and known)):
            break  # "Get short URL US forces": the country begins the text
        known += not token.isdigit()
        at = match.end()
        ends.append(at)
    last = done.text[ends[-2] : at].strip() if len(ends) > 1 else ""
    follows = done.text[at:].lstrip()
    if last.isdigit() and len(ends) > 2 and not _BEFORE_NOUN.match(follows):
        numbers = done.text[ends[-3] : ends[-2]].strip().isdigit()
        at = ends[-2] if numbers else at
    strong = any(
        w.lower() in furniture().share_strong | {"url"} for w in _WORD.findall(done.text[:at])
    )
    if known >= 2 and strong and _STARTS.match(done.text[at:].lstrip()):
        _cut(done, at, "share bar")


def _cut_title(done: Trimmed, title: str) -> bool:
    wanted = [word.casefold() for word in _WORD.findall(title)]
    at = 0
    for word in wanted:
        match = _WORD.search(done.text, at)
        if match is None or match[0].casefold() != word:
            return False
        at = match.end()
    rest = done.text[at:]
    if len(wanted) < 3 or not _new_sentence(rest, wanted):
        return False
    stop = re.match(r"[\s.:!?|–—-]*", rest)
    _cut(done, at + (stop.end() if stop else 0), "repeated title")
    return True


def _new_sentence(rest: str, title: list[str]) -> bool:
    """Whether the text begins anew after the title: after a stop, or by taking it up again."""
    if re.match(r"\s*[.!?:|]+\s+[\"“‘']?[A-Z0-9À-Þ]", rest):
        return True
    agency = _AGENCY.match(rest.lstrip())
    if scan(rest.lstrip(), agency.end() if agency else 0)[0]:
        return True
    if len(title) < 5 or not re.match(r"\s+[\"“‘']?[A-Z0-9À-Þ]", rest):
        return False
    opening = {word.casefold() for word in _WORD.findall(rest)[:25]}
    return sum(1 for word in set(title) if len(word) > 3 and word in opening) >= 2


def trim_tail(paragraph: str, byline: str | None = None) -> Trimmed:
    """Cuts agency credits, source notes, share words and copyright after the last sentence, and
    the ``byline`` where it stands there again."""
    done = Trimmed(paragraph)
    for _ in range(5):
        foot = (
            _cut_scrap(done, site_tail(done.text))
            or _cut_foot(done)
            or _cut_credits(done)
            or _cut_last_piece(done)
        )
        if not (foot or _cut_scrap(done, scraps.closing(done.text, byline))):
            break
    done.cut.reverse()
    return done


def trim_within(paragraph: str) -> Trimmed:
    """Cuts headings of sections that a dump glued between the sentences of ``paragraph``."""
    done = Trimmed(paragraph)
    for scrap in reversed(headings(paragraph)):
        _cut_scrap(done, scrap)
    done.cut.reverse()
    return done


def _cut_end(done: Trimmed, start: int, role: Role) -> bool:
    if not done.text[:start].strip():
        return False
    done.cut.append((done.text[start:].strip(), role.why))
    done.text = done.text[:start].rstrip()
    done.byline = done.byline or role.byline
    return True


def _cut_credits(done: Trimmed) -> bool:
    tail_from = max(0, len(done.text) - 500)
    if match := _CREDITS.search(done.text, tail_from):
        first = re.split(r"(?<=[.)])\s+Our Standards", match["credits"])[0].strip()
        role = classify(first) or Role("wire", "agency credits")
        return _cut_end(done, match.start("credits"), role)
    if match := _SOURCE.search(done.text, tail_from):
        return _cut_end(done, match.start("source"), Role("source", "source credit"))
    return False


def _cut_foot(done: Trimmed) -> bool:
    """The foot of the site, and a run of tags before it, behind the last sentence."""
    start = max(0, len(done.text) - 600)
    for match in _SENTENCE_END.finditer(done.text, start):
        start = match.end()
    found = list(furniture().foot.finditer(done.text, start))
    if len({match[0].lower() for match in found}) < 2:
        return False
    tags = re.compile(r"\bTags\s+(?=\w)").search(done.text, start, found[0].start())
    cut = tags.start() if tags else found[0].start()
    return _cut_end(done, cut, Role("site", "tags and site foot" if tags else "site foot"))


def _cut_last_piece(done: Trimmed) -> bool:
    start = None
    for match in _SENTENCE_END.finditer(done.text, max(0, len(done.text) - 300)):
        start = match.end()
    closing = re.search(r"[)\]]\s+(?=[A-Z]\w+$)", done.text)
    start = closing.end() if closing else start
    piece = done.text[start:].strip() if start else ""
    if not start or not piece or len(piece.split()) > 25:
        return False
    role = classify(piece)
    if role is None or role.kind in ("stamp", "byline", "separator", "count", "end"):
        return False
    return _cut_end(done, start, role)
