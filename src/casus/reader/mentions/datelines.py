"""Where an article was filed: the country of "KISUMU, Kenya, March 4 (Lakes Wire) -"."""

from __future__ import annotations

import re

from casus.reader.language import DATELINE, Page
from casus.reader.places.gazetteer import Row, fold, gazetteer

_PLAIN = re.compile(r"(?P<place>[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+)*):\s")
_MIXED = re.compile(
    r"(?P<place>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)(?:, [^()\n]{2,40})? ?\([A-Z][^()\n]{1,30}\)\s*"
    r"(?:--|[-–—:])\s"
)
_STATES = frozenset(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont nc nd "
    "neb nev nh nj nm ny okla ore pa ri sc sd tenn tex va vt wash wis wva wyo".split()
)
_LARGE = 50_000  # people; a smaller town is known by the country behind it only
_CLEAR = 4  # times as many people as the next town of that name


def countries(page: Page) -> list[tuple[int, str]]:
    """The datelines of a page: index of the first token after each, and its country."""
    found = []
    at = 0
    for line in page.text.splitlines(keepends=True):
        match = DATELINE.match(line) or _PLAIN.match(line) or _MIXED.match(line)
        if match is not None:
            country = _country(match[0].rstrip(" -–—:\n"))
            if country is not None:
                found.append((page.index(at + match.end()), country))
        at += len(line)
    return found


def _country(line: str) -> str | None:
    """The country of the place that a dateline names, or None where that is not plain."""
    place, *rest = [part.strip() for part in line.partition("(")[0].split(",")]
    for part in rest:
        if fold(part).replace(" ", "") in _STATES:
            return "USA"
        whole = [row for row in gazetteer().rows(fold(part)) if row.kind == "k"]
        if whole:
            return whole[0].country
    places = {found for name in place.split("/") if (found := _town(name))}
    return places.pop() if len(places) == 1 else None


def _town(name: str) -> str | None:
    rows = [row for row in gazetteer().rows(fold(name)) if row.country]
    if not rows or not _plain(rows):
        return None
    return rows[0].country


def _plain(rows: list[Row]) -> bool:
    """Whether a name means one place: the largest by far, or no other country has one."""
    others = [row.people for row in rows[1:] if row.country != rows[0].country]
    return rows[0].people >= max(_LARGE, _CLEAR * max(others, default=0))
