"""What one line of a text dump is, if it is not the article: each answer with its reason.

Every rule looks at the line alone. Rules that need the neighbours (titles, sections, repeated
lines) are in `plaintext`. ``None`` means that the line may be the article's own text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from casus.intake.furniture import furniture
from casus.intake.stamps import MONTHS, WEEKDAYS, Stamp, scan

BODY_WORDS = 25
"""A line with more words than this is never a share bar, tag list, byline or the like."""

LONGEST = 600
"""Characters; no line of furniture is longer."""


@dataclass(frozen=True)
class Role:
    """Why a line is left out, and what it tells about the article."""

    kind: str
    why: str
    byline: str | None = None
    via: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    stamps: tuple[Stamp, ...] = ()


_PARTICLES = (
    "and|&|de|del|da|di|du|la|le|van|von|der|den|bin|ibn|el|al|in|for|of|at|the|with|"
    "correspondent|editor|reporter|staff|writer|writers|chief|contributor|analyst|columnist|our|own"
)
_NAME_WORD = rf"(?:(?:al|el|de|d|O)[-'’])?[A-ZÀ-ÞŁŚŠŽČ][\w'’.\-]*|(?:{_PARTICLES})\b"
_NAMES = rf"(?:{_NAME_WORD})(?:,?[ \u00a0]+(?:{_NAME_WORD}))*"
_BYLINE = re.compile(
    r"(?:(?i:(?:authored|written|posted|submitted|words|story|analysis|report|text)\s+by|by)\s+|"
    rf"(?i:author|reporter|writer|byline)\s*:\s*)(?P<names>{_NAMES}?)"
    rf"(?:\s+(?P<via>(?i:via))(?:\s+(?P<outlet>{_NAMES}))?)?\s*[,:]?"
)
_VIA = re.compile(
    rf"(?i:via|h/t|source:|originally published (?:by|at|on|in):?)\s+(?P<outlet>{_NAMES})"
    rf"(?:\s+(?P<url>https?://\S+)(?:\s+(?P<author>{_NAMES}))?)?\.?"
)
_WIRE = re.compile(
    r"[(\[]?(?i:(?:additional\s+)?(?:reporting|writing|written|editing|edited|compiled|translated|produced)"
    r"(?:\s+and\s+(?:writing|editing|reporting))?\s+by)\s+[A-Z].*"
)
_VERB = re.compile(r"\b(?:was|were|is|are|has|have|had|said|says)\b")
_REPORTERS = re.compile(rf"(?i:(?:reporting|writing)(?:\s+and\s+\w+)?\s+by)\s+(?P<names>{_NAMES})")
_COPYRIGHT = re.compile(
    r"[\W_]*(?:©|\(c\)\s|copyright\b)(?:\s*copyright)?\W*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\W*(?P<owner>.*)"
    r"|.*\ball rights reserved\b.*",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\(?\d[\d,.]*[KkMm]?\)?\s*(?:comments?|shares?|views?|likes?|replies|min(?:ute)?s?(?:\s+read)?)"
    r"|(?:comments?|views?|shares?|replies)\s*[:(]?\s*\d+\)?|\d+[\s-]min(?:ute)?s?\s+read|reading time:? .{1,20}",
    re.IGNORECASE,
)
_COMMENT_HEAD = re.compile(
    r"(?:\d+\s+)?(?:comments?|replies)(?:\s*\(\d+\))?:?|\(\d+\)\s+comments?", re.IGNORECASE
)
_SOURCE = re.compile(
    r"\(?(?i:sources?)\s*:?\s+(?P<outlet>[A-Z][\w'’.]*(?:[ ,]+(?:and\s+|&\s+)?[A-Za-z][\w'’.]*){0,5})\)?\.?"
)
_END_MARK = re.compile(
    r"\W*(?:ends?|###|-30-|more to follow|end of (?:story|article))\W*", re.IGNORECASE
)
_CRUMBS = re.compile(r"[^>»›.]{1,40}(?:\s[>»›]\s*[^>»›.]{1,60})+")
_PLACE_STAMP = re.compile(r"[A-Z][\w'’\-]*(?: [A-Z][\w'’\-]*){0,3}, (?=[\dA-Z])")
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[/]\s+(?=\d|[A-Z][a-z]+day)")
_TOKENS = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*|\d+")


def classify(line: str) -> Role | None:
    """The role of ``line`` (stripped, not empty), or None where it may be body or title."""
    if not re.search(r"[^\W_]", line):
        return Role("separator", "separator line")
    if len(line) > LONGEST:
        return None
    return _furniture(line) or _compound(line)


def _furniture(line: str) -> Role | None:
    rules = (
        _end,
        _crumbs,
        _stamp,
        _byline,
        _via,
        _wire,
        _share,
        _count,
        _copyright,
        _listed,
        _source,
    )
    return next((role for rule in rules if (role := rule(line))), None)


def _end(line: str) -> Role | None:
    return Role("end", "end mark") if _END_MARK.fullmatch(line) else None


def _crumbs(line: str) -> Role | None:
    found = _CRUMBS.fullmatch(line)
    enough = len(re.findall("[>»›]", line)) > 1 or line.lower().startswith("home")
    return Role("crumbs", "navigation path") if found and enough else None


def _stamp(line: str) -> Role | None:
    place = _PLACE_STAMP.match(line)
    for start in (0, place.end() if place else 0):
        stamps, end = scan(line, start)
        whole = not line[end:].strip(" .)]|–—-")
        if whole and end > start and (stamps or re.search(r"\bago\b|(?i:updated)", line)):
            return Role("stamp", "time stamp", stamps=tuple(stamps))
    return None


def _byline(line: str) -> Role | None:
    match = _BYLINE.fullmatch(line) if len(line.split()) <= 16 else None
    if match is None or not _is_name(match["names"]):
        return None
    if not match["via"]:
        return Role("byline", "byline", byline=_tidy(match["names"]))
    outlet = (_tidy(match["outlet"]),) if match["outlet"] else ()
    return Role("credit", "credit line", byline=_tidy(match["names"]), via=outlet)


def _is_name(names: str) -> bool:
    first = re.split(r"[\s,]+", names.strip())[0].lower().rstrip(".")
    dated = first in WEEKDAYS or (
        first in MONTHS and first not in {"april", "may", "june", "august"}
    )
    return (
        bool(re.search("[A-Z]", names))
        and not dated
        and first not in {"the", "all", "in", "at", "of"}
    )


def _tidy(names: str) -> str:
    return re.sub(r"\s+", " ", names).strip(" ,;:")


def _via(line: str) -> Role | None:
    match = _VIA.fullmatch(line) if len(line.split()) <= 16 else None
    if match is None or (not match["url"] and len(line.split()) > 6):
        return None
    author = _tidy(match["author"]) if match["author"] else None
    return Role("via", "via-trail", byline=author, via=(_tidy(match["outlet"]),), url=match["url"])


def _wire(line: str) -> Role | None:
    if not _WIRE.fullmatch(line) or len(line.split()) > 50 or _VERB.search(line):
        return None
    names = _REPORTERS.search(line)
    return Role("wire", "agency credits", byline=_tidy(names["names"]) if names else None)


def _share(line: str) -> Role | None:
    words = [word.lower() for word in _TOKENS.findall(line)]
    lists = furniture()
    if not words or len(words) > BODY_WORDS or line.endswith((".", "?", "”", '"')):
        return None
    known = all(word in lists.share_words or word.isdigit() for word in words)
    strong = sum(1 for word in words if word in lists.share_strong)
    return Role("share", "share bar") if known and strong else None


def _count(line: str) -> Role | None:
    if _COMMENT_HEAD.fullmatch(line):
        return Role("comments", "reader comments")
    return Role("count", "counter") if _COUNT.fullmatch(line) else None


def _copyright(line: str) -> Role | None:
    match = _COPYRIGHT.fullmatch(line) if len(line.split()) <= 60 else None
    if match is None:
        return None
    owner = re.split(r"(?i)[.,|–—]|\ball rights\b|\s-\s", match["owner"] or "")[0].strip()
    named = 0 < len(owner.split()) <= 6 and owner[:1].isupper()
    return Role("copyright", "copyright notice", publisher=owner if named else None)


def _source(line: str) -> Role | None:
    match = _SOURCE.fullmatch(line) if len(line.split()) <= 9 else None
    if match is None:
        return None
    return Role("source", "source credit")


_WHY = {
    "comment": "comment form",
    "related": "links to other articles",
    "tag": "tags",
    "newsletter": "newsletter or subscription box",
    "advert": "advertisement",
    "site": "site notice",
}


def _listed(line: str) -> Role | None:
    """Lines that the word lists know by their opening words."""
    if line.lower().strip(" :.»›>|*") in furniture().site_lines:
        return Role("site", "site navigation")
    if _form(line):
        return Role("form", "comment form")
    found = furniture().opening(line)
    if found is None or len(line.split()) > 2 * BODY_WORDS:
        return None
    kind, words = found
    rest = line[len(words) :].strip()
    role = Role({"comment": "comments"}.get(kind, kind), _WHY[kind])
    return role if _opens(kind, words, rest) else None


def _opens(kind: str, words: str, rest: str) -> bool:
    """Whether the opening words announce furniture rather than begin a sentence."""
    if not rest or kind == "site":
        return True
    if kind in ("related", "tag", "advert"):
        marked = rest[0] in ":|>»›–—-(" or words.endswith(":")
        from_site = (
            re.fullmatch(r"(?i)\W*(?:more (?:from|on)|also on|most read)", words) is not None
        )
        return marked or (from_site and len(rest.split()) < 8 and not rest.endswith("."))
    if kind == "comment":
        return len(rest.split()) < BODY_WORDS
    return len(rest.split()) < BODY_WORDS and not re.search(r"\b(?:said|told|says)\b", rest)


def _form(line: str) -> bool:
    words = [word.lower() for word in _TOKENS.findall(line)]
    known = bool(words) and all(word in furniture().form_words for word in words)
    return known and ("*" in line or len(words) > 1) and not line.endswith(".") and len(words) < 20


def _compound(line: str) -> Role | None:
    """A line of several parts ("By X | May 2, 2019 | 4 min read"), all of them furniture."""
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    if len(parts) < 2 or len(line.split()) > BODY_WORDS + 5:
        return None
    roles = [_furniture(part) or _fragment(part) for part in parts]
    known = [role for role in roles if role is not None]
    if len(known) < len(parts):
        opening = known[0].kind if known and roles[0] is known[0] else None
        return known[0] if opening in ("related", "tag", "copyright") else None
    stamped = [
        part for part, role in zip(parts, known, strict=True) if role.kind in ("stamp", "part")
    ]
    stamps, _ = scan(" | ".join(stamped)) if stamped else ([], 0)
    if all(role.kind == "part" for role in known) and not stamps:
        return None
    reasons = list(dict.fromkeys(role.why for role in known))
    return Role(
        "compound",
        ", ".join(reasons),
        byline=next((role.byline for role in known if role.byline), None),
        via=tuple(outlet for role in known for outlet in role.via),
        stamps=tuple(stamps),
    )


def _fragment(part: str) -> Role | None:
    """A clock time, a letter size or a share word that is furniture only beside other parts."""
    _, end = scan(part)
    if end and not part[end:].strip(" .)"):
        return Role("part", "time stamp")
    words = [word.lower() for word in _TOKENS.findall(part)]
    if re.fullmatch(r"[A-Za-z]?\s?[+\-−]?(?:\s?[A-Za-z][+\-−])*", part) and len(part) < 8:
        return Role("part", "letter size")
    if words and all(word in furniture().share_words or word.isdigit() for word in words):
        return Role("part", "share bar")
    return None


_CREDIT_WORD = r"(?:photo(?:graph)?s?|images?|pictures?|pics?|credits?|courtesy|screengrab|screenshot|illustration)"


def _caption_patterns() -> tuple[re.Pattern[str], ...]:
    agency = furniture().agency
    shown = (
        r"^(?:(?:file\s+)?(?:photo|image|picture|pic)(?:\s+caption)?|caption|pictured|file)\s*(?::|\s[-–—])\s*\S+\s+\S+\s+\S+\s+\S+",
        r"^(?:this|in this|an?|the)\s+(?:[\w.,]+\s+){0,4}?(?:file|handout|undated|archive|satellite)?\s*"
        r"(?:photo(?:graph)?|image|picture|still|video grab)\b.{0,80}?\b(?:shows?|provided|released|taken|made)\b",
        r",\s+via\s+[A-Z][\w./&\- ]{1,40}\.?$",
        rf"(?:[(\[]|[.,;:|–—]\s|\s(?={_CREDIT_WORD}\s?:))(?:file\s+)?{_CREDIT_WORD}(?:\s+(?:credit|courtesy))?\s*(?::|/|\bby\b|\bcourtesy of\b|\bfrom\b)\s*[^.]{{2,60}}(?:\.\s?)?[^.]{{0,40}}[)\]]?\.?$",
        r"[(\[]?(?:file|archive|handout|stock)\s+(?:photo|picture|image|pic|photograph)[)\]]?\.?$",
        rf"(?:/\s?|[(\[]\s?|©\s?|\|\s?)(?:{agency})(?:\s+(?:photo|via\s+[\w ]+))?(?:\s?/\s?[\w .'’\-]+)*[)\]]?\.?$",
        rf"\b(?:getty images|(?:{agency})\s+(?:photo|file photo)|(?:{agency})/[A-Z][\w .'’\-]+)[)\]]?\.?$",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in shown)


_CAPTION = _caption_patterns()
_CREDIT_ONLY = re.compile(
    rf"[(\[]?(?:file\s+)?{_CREDIT_WORD}\s*(?::|/|by|courtesy of)\s*(?:\S+\s*){{1,4}}[)\]]?"
    rf"|[(\[]?(?:file|handout|archive)\s+(?:photo|picture|image)[)\]]?"
    rf"|[(\[©]?\s?(?:{furniture().agency})(?:\s*/\s*[\w .'’\-]{{2,40}})?[)\]]?",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"\b(?:said|told|says|according|added|announced|accused|denie[sd]|reported|warns|vows|urges)\b",
    re.IGNORECASE,
)


def is_photo_credit(line: str) -> bool:
    """Whether the line is nothing but a credit: "Photo: J. Orlick", "AFP/Getty Images"."""
    return len(line) < 100 and len(line.split()) <= 7 and _CREDIT_ONLY.fullmatch(line) is not None


def is_caption(line: str) -> bool:
    """Whether a paragraph is the caption of a photograph, by the credit that it bears."""
    if len(line) > LONGEST or len(line.split()) > 60 or line[0] in "\"“'‘":
        return False
    found = any(pattern.search(line) for pattern in _CAPTION)
    return found and (not _SPEECH.search(line) or line[-1] not in ".!?")


def shows_picture(line: str) -> bool:
    """Whether a line describes what is seen, in the present and without a full stop.

    Headlines read much the same, so ask this only of lines between paragraphs.
    """
    words = line.split() if len(line) < LONGEST else []
    if not 6 <= len(words) <= 22 or not line[-1].isalnum() or _SPEECH.search(line):
        return False
    shown = furniture().picture_verbs
    return any(word in shown and after in _BESIDE for word, after in pairwise(words[1:6]))


_BESIDE = frozenset(
    "a an the from at in on over through near past beside outside inside by behind before for "
    "amid along around up under between next atop his her their".split()
)
