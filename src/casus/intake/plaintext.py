"""Text dumps: what each line is, what the article is, and what was left out and why.

`clean` keeps the promise that nothing vanishes: every line that is not blank ends in the text,
the title, the byline or ``dropped``. Paragraphs of the cleaned text are separated by a blank
line; all spans refer to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from casus.intake.furniture import furniture
from casus.intake.glued import Trimmed, title_forms, trim_head, trim_tail, trim_within
from casus.intake.roles import Role, classify, is_caption, is_photo_credit, shows_picture
from casus.intake.stamps import Stamp
from casus.records import Dropped, Span

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Soft hyphens, zero-width and direction marks: nobody sees them and they cut words in two.
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|[\x00-\x08\x0e-\x1f\x7f]"
)
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!?…:][\"”’')\]]*$")
# "ORVAL, March 3 (Lake Press) -", "KELM (Lake Press) –": who sent the report, before its dash.
_AGENCY_LINE = re.compile(
    r"[A-ZÀ-Þ][\w'’.\- ]{1,40}(?:, [A-ZÀ-Þ0-9][\w'’.\- ]{1,30}){0,3}\s"
    r"\((?P<agency>[A-ZÀ-Þ][\w'’.&\-]*(?: (?:of|[A-ZÀ-Þ][\w'’.&\-]*)){0,4})\)\s*[-–—]+\s"
)
_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.\-]+(?:\s+(?:[A-ZÀ-Þ][\w'’.\-]*|de|van|von|al|bin|der)){1,3}")


@dataclass
class Line:
    """One paragraph of the dump as it goes through the rules; ``fate`` is why it is dropped."""

    text: str
    opens: bool  # a blank line stands before it
    role: Role | None = None
    fate: str | None = None
    caption: bool = False

    @property
    def kept(self) -> bool:
        """Whether the line is still part of the text."""
        return self.fate is None

    @property
    def body(self) -> bool:
        """Whether it reads as a paragraph of an article: a long line, or one with a full stop."""
        words = len(self.text.split())
        return (
            self.kept
            and not self.caption
            and (words > 25 or (words >= 8 and bool(_STOP.search(self.text))))
        )


@dataclass
class Cleaned:
    """An article as cleaned from a dump. ``stamps`` are the dates printed in dropped lines."""

    text: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    via: tuple[str, ...] = ()
    captions: tuple[Span, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    why: dict[str, str] = field(default_factory=dict)


def clean(text: str, title: str | None = None, captions: frozenset[str] = frozenset()) -> Cleaned:
    """The article in a dump. ``title`` and ``captions`` are what is known from elsewhere."""
    visible, hidden = _INVISIBLE.subn("", _LINE_ENDS.sub("\n", text))
    lines = _lines(visible)
    for line in lines:
        line.caption = line.text in captions or is_caption(line.text)
        line.role = None if line.text in captions else classify(line.text)
        if line.role is not None:
            line.fate, line.caption = line.role.why, False
        elif is_photo_credit(line.text) and line.text not in captions:
            line.fate, line.caption = "photo credit", False
    _drop_sections(lines)
    _drop_kind(lines, titled=title is not None)
    site = _site_name(lines)
    found = title or _find_title(lines, site)
    _drop_titles(lines, found, given=title is not None)
    names = _bare_names(lines)
    if found is not None:
        _mark_pictures(lines)
    _drop_repeats(lines)
    ends = _trim_ends(lines, found)
    cleaned = _assemble(lines, ends)
    cleaned.title = found
    _about(cleaned, lines, ends, names, site)
    if hidden:
        cleaned.why["text"] = f"{hidden} invisible characters (soft hyphens and the like) left out"
    return cleaned


def _lines(text: str) -> list[Line]:
    blocks = re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text)
    split = [[line.strip() for line in block.split("\n") if line.strip()] for block in blocks]
    wrapped = _hard_wrapped(split)
    lines: list[Line] = []
    for block in split:
        parts = [" ".join(block)] if wrapped and block else block
        lines.extend(Line(part, opens=i == 0) for i, part in enumerate(parts))
    return lines


def _hard_wrapped(blocks: list[list[str]]) -> bool:
    """Whether the dump breaks its lines at a column, as mail and old wires do."""
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) < 3 or max(map(len, inner)) > 100:
        return False
    full = sum(1 for line in inner if len(line) >= 45)
    unended = sum(1 for line in inner if not _STOP.search(line))
    return full >= 0.8 * len(inner) and unended >= 0.6 * len(inner)


def _drop_sections(lines: list[Line]) -> None:
    """Comment sections to the end; lists of links below their heading."""
    seen, after = 0, _body_after(lines)
    for index, line in enumerate(lines):
        if line.body:
            seen += len(line.text.split())
        kind = line.role.kind if line.role else ""
        paragraphs, words = after[index]
        # Below a mere link to the comments stands more article than above it.
        tail = paragraphs < 3 or words <= 2 * seen
        if kind in ("comments", "form") and seen and tail:
            for later in lines[index + 1 :]:
                later.fate = (
                    later.role.why if later.role else None
                ) or "reader comments or comment form"
                keep = later.role is not None and later.role.kind == "copyright"
                later.role, later.caption = later.role if keep else None, False
            return
        if kind == "related":
            _drop_list(lines, index)


def _body_after(lines: list[Line]) -> list[tuple[int, int]]:
    """For every line, the body paragraphs below it and their words."""
    counts, paragraphs, words = [], 0, 0
    for line in reversed(lines):
        counts.append((paragraphs, words))
        if line.body:
            paragraphs, words = paragraphs + 1, words + len(line.text.split())
    return counts[::-1]


def _drop_list(lines: list[Line], index: int) -> None:
    """Headlines below a heading of links, as far as they look like headlines."""
    role = lines[index].role
    bare = len(lines[index].text.split()) <= 4
    for line in lines[index + 1 :]:
        headline = len(line.text.split()) <= 18 and not re.search(r"[.:;,]$", line.text)
        if line.role is not None or line.caption or not headline or (line.opens and not bare):
            return
        if role is not None:
            line.fate = role.why


def _drop_kind(lines: list[Line], titled: bool) -> None:
    """What sort of document it is ("Press release"), printed above its title."""
    body = next((i for i, line in enumerate(lines) if line.body), len(lines))
    head = [line for line in lines[:body] if line.kept and not line.caption]
    while len(head) > (0 if titled else 1) and _key(head[0].text) in furniture().kind_lines:
        head.pop(0).fate = "kind of document"


def _site_name(lines: list[Line]) -> str | None:
    return next((line.role.publisher for line in lines if line.role and line.role.publisher), None)


def _key(text: str) -> str:
    return " ".join(word.casefold() for word in _WORD.findall(text))


def _find_title(lines: list[Line], site: str | None) -> str | None:
    """The first short line before the body; a line that the head repeats is surer still."""
    body = next((i for i, line in enumerate(lines) if line.body), None)
    if body is None:
        return None
    head = [
        line.text
        for line in lines[:body]
        if line.kept
        and not line.caption
        and len(line.text) <= 250
        and not line.text.endswith((".", ",", ";"))
    ]
    keys = [_key(text) for text in head]
    doubled = [text for text, key in zip(head, keys, strict=True) if keys.count(key) > 1 and key]
    plain = [text for text, key in zip(head, keys, strict=True) if key and key != _key(site or "")]
    return next(iter(doubled or plain), None)


def _drop_titles(lines: list[Line], title: str | None, given: bool) -> None:
    """Marks the line that became the title, and drops every further copy of it."""
    if title is None:
        return
    keys, taken = [_key(form) for form in title_forms(title)], given
    for line in lines:
        if not line.kept or not any(_same_title(line.text, title, key) for key in keys if key):
            continue
        line.fate = "repeated title" if taken or line.text != title else ""
        taken, line.caption = True, False


def _same_title(text: str, title: str, key: str) -> bool:
    """The title itself, or the title with the name of the site behind it."""
    if abs(len(text) - len(title)) > 60:
        return False
    other = _key(text)
    if other == key:
        return True
    site = re.match(r"\s*[|–—-]\s", text[len(title) :])
    return text.startswith(title) and site is not None and len(text[len(title) :].split()) <= 7


def _bare_names(lines: list[Line]) -> str | None:
    """A name alone on its line beside a time stamp is the byline."""
    found = None
    for index, line in enumerate(lines):
        beside = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
        stamped = any(near.role and near.role.stamps for near in beside)
        if line.kept and stamped and not line.caption and _NAME.fullmatch(line.text):
            line.fate, found = "byline", found or line.text
    return found


def _mark_pictures(lines: list[Line]) -> None:
    """Captions without a credit: alone between paragraphs, never in a list of headlines."""
    kept = [line for line in lines if line.kept]
    for before, line, after in zip([None, *kept], kept, [*kept[1:], None], strict=False):
        alone = all(near is None or near.body or near.caption for near in (before, after))
        line.caption = line.caption or (alone and shows_picture(line.text))


def _drop_repeats(lines: list[Line]) -> None:
    seen: set[str] = set()
    for line in lines:
        if line.kept and len(line.text.split()) >= 8:
            line.fate = "repeated paragraph" if line.text in seen else None
            seen.add(line.text)


def _trim_ends(lines: list[Line], title: str | None) -> dict[int, list[Trimmed]]:
    """Glued furniture cut from the first and the last paragraph, by the index of the line."""
    kept = [i for i, line in enumerate(lines) if line.kept and not line.caption]
    trimmed: dict[int, list[Trimmed]] = {}
    byline: str | None = None
    for index, trim in [(i, "head") for i in kept[:1]] + [(i, "tail") for i in kept[-1:]]:
        line = lines[index]
        done = trim_head(line.text, title) if trim == "head" else trim_tail(line.text, byline)
        byline = done.byline
        if done.cut and done.text:
            line.text = done.text
            trimmed.setdefault(index, []).append(done)
    for index in kept:
        done = trim_within(lines[index].text)
        if done.cut:
            lines[index].text = done.text
            trimmed.setdefault(index, []).append(done)
    return trimmed


def _assemble(lines: list[Line], ends: dict[int, list[Trimmed]]) -> Cleaned:
    pieces: list[str] = []
    spans: list[Span] = []
    dropped: list[Dropped] = []
    at = 0
    for index, line in enumerate(lines):
        dropped += [
            Dropped(text=cut, why=why) for done in ends.get(index, []) for cut, why in done.cut
        ]
        if line.fate:
            dropped.append(Dropped(text=line.text, why=line.fate))
        if not line.kept:
            continue
        if line.caption:
            spans.append((at, at + len(line.text)))
        pieces.append(line.text)
        at += len(line.text) + 2
    return Cleaned("\n\n".join(pieces), captions=tuple(spans), dropped=tuple(dropped))


def _about(
    cleaned: Cleaned,
    lines: list[Line],
    ends: dict[int, list[Trimmed]],
    name: str | None,
    site: str | None,
) -> None:
    """Byline, outlets, address and dates from the lines that were dropped."""
    roles = [line.role for line in lines if line.role is not None]
    trims = [done for list_ in ends.values() for done in list_]
    bylines = [role for role in roles if role.byline]
    bylines.sort(key=lambda role: role.kind == "wire")  # "Reporting by" only where nothing else is
    wired = next((done.byline for done in trims if done.byline), None)
    cleaned.byline = bylines[0].byline if bylines else name or wired
    # Outlets stand nearest first: the trail at the foot is what the dump itself came through,
    # and a credit in the text itself is where it comes from.
    trail = [outlet for role in reversed(roles) for outlet in role.via]
    cleaned.via = tuple(dict.fromkeys(trail + [outlet for done in trims for outlet in done.via]))
    cleaned.url = next((role.url for role in roles if role.url), None)
    agency = _AGENCY_LINE.match(cleaned.text)
    cleaned.publisher = site or (agency["agency"] if agency and not cleaned.via else None)
    if cleaned.publisher is not None:
        cleaned.why["publisher"] = "copyright notice" if site else "agency named in the dateline"
    elif cleaned.via:
        cleaned.why["publisher"] = "only the outlets that it came through are named (see via)"
    stamps = [stamp for role in roles for stamp in role.stamps]
    cleaned.stamps = tuple([s for done in trims for s in done.stamps] + stamps)
