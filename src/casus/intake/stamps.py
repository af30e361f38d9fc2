"""Reads date stamps as news pages print them: labels, weekday, date, time and zone in any order.

A scanner, not one pattern: it takes element after element from a position and stops at the
first thing that is none ("Sat, 05/15/2021 – 07:35", "Posted: 6:14 am, August 2, 2014",
"2021-05-15T07:35:00Z", "Published 2 May 2019 | Updated 2 hours ago"). Nothing here knows what
day it is today.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Order = Literal["dmy", "mdy"]
Kind = Literal["published", "plain", "updated"]

MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
_YEAR = r"(?P<y>(?:19|20)\d\d)(?!\d)"


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_LABEL = _compile(
    r"(?P<updated>(?:last[ -])?(?:updated?|modified|edited)(?:\s+(?:on|at))?)\b\s*:?"
    r"|(?P<published>(?:(?:first|originally)\s+)?(?:published|posted|issued)(?:\s+(?:on|at))?"
    r"|date\s+of\s+publication|publication\s+date|created|date|pubdate)\b\s*:?"
)
_WEEKDAY = _compile(r"(?P<w>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:day)?\b\.?")
_NUMERIC = re.compile(
    r"(?P<a>\d{1,2})(?P<sep>[/.\-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d|\d\d)(?!\d)"
)
_ISO = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<sep>[/.\-])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)")
_COMPACT = re.compile(r"(?P<y>(?:19|20)\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)")
_DAY_FIRST = _compile(
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s\-]*(?P<m>{MONTH}),?[\s\-]*{_YEAR}"
)
_MONTH_FIRST = _compile(rf"(?P<m>{MONTH})\s*(?P<d>\d{{1,2}}?)(?:st|nd|rd|th)?,?\s*{_YEAR}")
_MONTH_YEAR = _compile(rf"(?P<m>{MONTH}),?\s+{_YEAR}")
_TIME = _compile(
    r"T?(?P<h>[01]?\d|2[0-4])[:.h](?P<min>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(?:\s*(?P<ap>[ap])\.?m\b\.?)?(?!\d)"
    r"|(?P<h3>1[0-2]|0?\d)\s*(?P<ap3>[ap])\.?m\b\.?"
    # Four bare digits are a time only where a word says so: "1500 fighters" must stay a figure.
    r"|(?:(?<=at )(?=\d{4})|(?<=updated )(?=\d{4})|(?=\d{4}\s*(?:hrs|hours|gmt|utc|z\b|local)))"
    r"(?P<h4>[01]\d|2[0-3])(?P<min4>[0-5]\d)(?!\d)"
)
_ZONE = re.compile(
    r"\(?(?:(?P<us>E[SD]?T|C[SD]T|M[SD]T|P[SD]?T)\b|(?:GMT|UTC|Z|BST|IST|CES?T|EES?T|MSK|JST|KST|"
    r"AEST|AEDT|AST|SGT|HKT|PKT|KSA|hrs|local time|time)\b)?(?:\s?[+-]\d{1,2}(?::?\d\d)?)?\)?"
)
_OFFSET = re.compile(r"\s?[+-]\d\d:?\d\d(?!\d)")
_AGO = _compile(r"(?:an?|\d+)\s+(?:min(?:ute)?|hour|hr|day|week|month)s?\s+ago\b")
_SEPARATOR = _compile(r"(?:[\s,;|–—•·@()\-]|/(?!\d)|\b(?:at|on)\b(?=\s+[\dmtwfsjaond]))+")


@dataclass(frozen=True)
class Day:
    """A calendar reading of one printed date; ``day`` None is a month, ``why`` says how."""

    year: int
    month: int
    day: int | None
    why: str = ""


@dataclass
class Stamp:
    """One printed date. ``readings`` has two days where day and month may be swapped."""

    kind: Kind
    text: str
    readings: list[Day] = field(default_factory=list)
    weekday: int | None = None
    time: str | None = None
    us_zone: bool = False


def month_number(word: str) -> int:
    """1 to 12 for an English month name or its abbreviation."""
    head = word.lower().rstrip(".")[:3]
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(head))


def scan(text: str, start: int = 0) -> tuple[list[Stamp], int]:
    """Stamps read from ``start`` on, and where the run of stamp elements ends.

    An empty list means that no date stands there (the end is then without meaning).
    """
    scanner = _Scanner(text, start)
    scanner.run()
    return scanner.stamps, scanner.end


class _Scanner:
    def __init__(self, text: str, start: int) -> None:
        self.text, self.at, self.end = text, start, start
        self.stamps: list[Stamp] = []
        self.kind: Kind = "plain"
        self.weekday: int | None = None
        self.time: str | None = None

    def run(self) -> None:
        while self.at < len(self.text):
            if match := _SEPARATOR.match(self.text, self.at):
                self.at = match.end()
                continue
            if not self._element():
                break
            self.end = self.at

    def _element(self) -> bool:
        return self._label() or self._weekday() or self._date() or self._clock() or self._other()

    def _take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        match = pattern.match(self.text, self.at)
        if match is None or match.end() == match.start():
            return None
        self.at = match.end()
        return match

    def _label(self) -> bool:
        match = self._take(_LABEL)
        if match is None:
            return False
        self.kind = "updated" if match["updated"] else "published"
        self.weekday = self.time = None
        return True

    def _weekday(self) -> bool:
        match = self._take(_WEEKDAY)
        if match is None:
            return False
        number = next(n for n, d in enumerate(WEEKDAYS) if d.startswith(match["w"].lower()))
        if self.stamps and self.stamps[-1].weekday is None and self.kind == self.stamps[-1].kind:
            self.stamps[-1].weekday = number
        else:
            self.weekday = number
        return True

    def _date(self) -> bool:
        start = self.at
        for pattern in (_ISO, _COMPACT, _DAY_FIRST, _MONTH_FIRST, _NUMERIC, _MONTH_YEAR):
            match = self._take(pattern)
            readings = _readings(match, pattern) if match else []
            if match and readings:
                self._add(Stamp(self.kind, match[0], readings))
                return True
            self.at = start
        return False

    def _add(self, stamp: Stamp) -> None:
        stamp.weekday, stamp.time = self.weekday, self.time
        self.weekday = self.time = None
        self.stamps.append(stamp)

    def _clock(self) -> bool:
        match = self._take(_TIME)
        if match is None:
            return False
        time = _clock_time(match)
        last = self.stamps[-1] if self.stamps else None
        if last is not None and last.kind == self.kind and last.time is None:
            last.time = time
        else:
            self.time = time
        if zone := self._take(_OFFSET) or self._take(_ZONE):
            self._mark_zone(zone)
        return True

    def _mark_zone(self, zone: re.Match[str]) -> None:
        if self.stamps and zone.re is _ZONE and zone["us"]:
            self.stamps[-1].us_zone = True

    def _other(self) -> bool:
        if self._take(_AGO):
            return True
        zone = self._take(_ZONE) if self.stamps else None
        if zone is None or not zone[0].strip("() "):
            return False
        self._mark_zone(zone)
        return True


def _clock_time(match: re.Match[str]) -> str | None:
    hour = int(match["h"] or match["h3"] or match["h4"])
    minute = int(match["min"] or match["min4"] or 0)
    half = (match["ap"] or match["ap3"] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}" if hour < 24 else None


def _readings(match: re.Match[str], pattern: re.Pattern[str]) -> list[Day]:
    if pattern is _NUMERIC:
        return _numeric(match)
    month = match["m"]
    number = int(month) if month.isdigit() else month_number(month)
    day = int(match["d"]) if "d" in pattern.groupindex else None
    return _valid(Day(int(match["y"]), number, day))


def _numeric(match: re.Match[str]) -> list[Day]:
    first, second = int(match["a"]), int(match["b"])
    year = int(match["y"])
    short = year < 100
    year += 2000 if short else 0
    note = "; two-digit year read as 20xx" if short else ""
    day_first = _valid(Day(year, second, first, "day before month" + note))
    if match["sep"] == ".":
        return day_first  # dotted dates are day first wherever they are used
    month_first = _valid(Day(year, first, second, "month before day" + note))
    return day_first if first == second else day_first + month_first


def _valid(day: Day) -> list[Day]:
    try:
        date(day.year, day.month, day.day or 1)
    except ValueError:
        return []
    return [day]
