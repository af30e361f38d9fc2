"""Values of expressions of time: pure functions from matched words to EDTF.

A reader takes the match of a ``timex`` rule and what the expression is read against (``Now``);
it returns an EDTF value (ISO 8601-2:2019) with its precision, or None where the words give no
value. Word lists: ``lexicon/times.yaml``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from casus.reader import lexicon

Tense = Literal["past", "future"] | None
Value = tuple[str, str]  # EDTF value, precision
Reader = Callable[[re.Match[str], "Now"], Value | None]


@dataclass(slots=True)
class Now:
    """What an expression is read against. ``day`` is the day of publication, or of speaking in a
    quotation; ``seen`` the last day the text named; ``year`` the year a history has reached."""

    day: date | None
    tense: Tense = None
    seen: date | None = None
    year: int | None = None


LEX: dict[str, list[dict[str, Any]]] = lexicon.load("times")


def _table(section: str, key: str) -> dict[str, Any]:
    return {word.lower(): entry[key] for entry in LEX[section] for word in entry["words"]}


MONTHS: dict[str, int] = _table("months", "month")
WEEKDAYS: dict[str, int] = _table("weekdays", "day")
DAYS: dict[str, int] = _table("days", "days")
UNITS: dict[str, str] = _table("units", "unit")
SEASONS: dict[str, int] = _table("seasons", "season")
HOLIDAYS: dict[str, str] = _table("holidays", "date")
COUNTS: dict[str, int] = _table("counts", "count")


# ---------------------------------------------------------------- arithmetic


def _day(value: date) -> Value:
    return value.isoformat(), "day"


def _month(year: int, month: int) -> Value:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return f"{year:04d}-{month:02d}", "month"


def _between(first: date, last: date) -> Value:
    return f"{first.isoformat()}/{last.isoformat()}", "interval"


def _count(words: str) -> int:
    return int(words) if words.isdigit() else COUNTS[words.lower()]


def _unit(word: str) -> str:
    return UNITS[word.lower()]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _shift(day: date, number: int, unit: str) -> Value | None:
    """``number`` units from ``day``, no finer than the unit; a week is its Monday to Sunday."""
    if abs(number) > 1500 or unit == "hour":
        return None
    if unit == "day":
        return _day(day + timedelta(days=number))
    if unit == "week":
        monday = _monday(day + timedelta(days=7 * number))
        return _between(monday, monday + timedelta(days=6))
    if unit == "month":
        return _month(day.year, day.month + number)
    return (f"{day.year + number:04d}", "year") if day.year + number > 0 else None


def _near(candidates: list[date], now: Now) -> date:
    """The nearest candidate, where the side that the tense does not ask for is farther away."""
    day = now.day
    assert day is not None
    past, future = {"past": (1, 8), "future": (4, 1), None: (1, 2)}[now.tense]
    return min(
        candidates, key=lambda c: past * (day - c).days if c <= day else future * (c - day).days
    )


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _calendar(year: str | None, month: int, day: int, now: Now) -> str | None:
    """A calendar date; without a year the one that fits the publication or the history."""
    if not 1 <= day <= 31:
        return None
    if year is not None:
        found = _date(int(year), month, day)
    elif now.year is not None:
        found = _date(now.year, month, day)
    elif now.day is None:
        return f"XXXX-{month:02d}-{day:02d}"
    else:
        years = (now.day.year - 1, now.day.year, now.day.year + 1)
        dates = [d for d in (_date(y, month, day) for y in years) if d]
        found = _near(dates, now) if dates else None
    return found.isoformat() if found else None


def _name(word: str) -> int:
    return MONTHS[word.rstrip(".").lower()]


# ------------------------------------------------------------------- readers


def read_iso(m: re.Match[str], now: Now) -> Value | None:
    """ "2020-09-28"."""
    found = _date(int(m["y"]), int(m["m"]), int(m["d"]))
    return _day(found) if found else None


def read_month_day(m: re.Match[str], now: Now) -> Value | None:
    """ "May 15", "15 May 2021", "March 7-8"."""
    month = _name(m["month"])
    year = m["y"]
    first = _calendar(year, month, int(m["d"]), now)
    if first is None or m["d2"] is None:
        return (first, "day") if first else None
    last = _calendar(year, month, int(m["d2"]), now)
    return (f"{first}/{last}", "interval") if last and first < last else (first, "day")


def read_month_year(m: re.Match[str], now: Now) -> Value | None:
    """ "November 2020", "early June 2016"."""
    return f"{int(m['y']):04d}-{_name(m['month']):02d}", "month"


def read_month_of_year(m: re.Match[str], now: Now) -> Value | None:
    """ "October last year", "in May of this year"."""
    if now.day is None:
        return None
    step = {"last": -1, "this": 0, "next": 1}[m["which"].lower()]
    return _month(now.day.year + step, _name(m["month"]))


def read_bare_month(m: re.Match[str], now: Now) -> Value | None:
    """ "in August", "last September"."""
    month, which = _name(m["month"] or m["sure"]), (m["which"] or "").lower()
    if now.year is not None and not which:
        return _month(now.year, month)
    if now.day is None:
        return (f"XXXX-{month:02d}", "month") if not which else None
    year, here = now.day.year, now.day.month
    if which == "last":
        return _month(year if month < here else year - 1, month)
    if which == "next":
        return _month(year if month > here else year + 1, month)
    if which == "this":
        return _month(year, month)
    found = _near([date(y, month, 1) for y in (year - 1, year, year + 1)], now)
    return _month(found.year, month)


def read_decade(m: re.Match[str], now: Now) -> Value | None:
    """ "the early 1990s": EDTF leaves the last digit open."""
    return m["y"][:3] + "X", "decade"


def read_year(m: re.Match[str], now: Now) -> Value | None:
    """ "in 1991"."""
    return m["y"], "year"


def read_bc(m: re.Match[str], now: Now) -> Value | None:
    """ "490 BC"."""
    return f"-{int(m['y']) - 1:04d}", "year"  # ISO 8601 counts 1 BC as year 0


def read_years(m: re.Match[str], now: Now) -> Value | None:
    """ "2014-16"."""
    last = m["z"] if len(m["z"]) == 4 else m["y"][:2] + m["z"]
    return (f"{m['y']}/{last}", "interval") if m["y"] < last else None


def read_weekday(m: re.Match[str], now: Now) -> Value | None:
    """ "on Monday", "last Friday", "Sunday of last week"."""
    if now.day is None or (
        m["lost"] and m.string[max(0, m.start() - 3) : m.start()] in ("on ", "On ")
    ):
        return None  # "on Mondays" is a set; in "Mondays raid" an apostrophe was lost
    wanted, which = WEEKDAYS[m["wd"].lower()], (m["which"] or "").lower()
    back = (now.day.isoweekday() - wanted) % 7
    ahead = (wanted - now.day.isoweekday()) % 7
    if m["week"]:
        step = {"last": -7, "this": 0, "next": 7}[m["week"].lower()]
        return _day(_monday(now.day) + timedelta(days=wanted - 1 + step))
    if which.endswith(("last", "past")):
        return _day(now.day - timedelta(days=back or 7))
    if "next" in which or "coming" in which:
        return _day(now.day + timedelta(days=ahead or 7))
    if (now.tense == "future" and not m["lost"]) or (which == "this" and now.tense is None):
        return _day(now.day + timedelta(days=ahead))
    return _day(now.day - timedelta(days=back))


def read_relative_day(m: re.Match[str], now: Now) -> Value | None:
    """ "today", "last night"."""
    if now.day is None:
        return None
    return _day(now.day + timedelta(days=DAYS[" ".join(m["word"].lower().split())]))


def read_overnight(m: re.Match[str], now: Now) -> Value | None:
    """From the day before to the day of publication."""
    return _between(now.day - timedelta(days=1), now.day) if now.day else None


def read_weekend(m: re.Match[str], now: Now) -> Value | None:
    """The weekend just past early in the week or in a past tense, else the coming one."""
    if now.day is None:
        return None
    which = (m["which"] or "").lower()
    saturday = _monday(now.day) + timedelta(days=5)
    early = now.day.isoweekday() <= 2 and now.tense != "future"
    if which == "next" or "coming" in which:
        saturday += timedelta(days=7 * (now.day >= saturday))
    elif which in ("last", "past") or (now.day < saturday and (early or now.tense != "future")):
        saturday -= timedelta(days=7)
    return _between(saturday, saturday + timedelta(days=1))


def read_which_unit(m: re.Match[str], now: Now) -> Value | None:
    """ "last week", "earlier this month", "next year"."""
    if now.day is None:
        return None
    which, unit = m["which"].lower(), _unit(m["unit"])
    step = {"last": -1, "past": -1, "previous": -1, "this": 0}.get(which, 1)
    when = (m["when"] or "").lower()
    if unit == "week" and step == 0:
        monday, sunday = _monday(now.day), _monday(now.day) + timedelta(days=6)
        if when == "later" or now.tense == "future":
            return _between(now.day if when else monday, sunday)
        return _between(monday, now.day) if monday < now.day else _day(now.day)
    return _shift(now.day, step, unit)


def read_ago(m: re.Match[str], now: Now) -> Value | None:
    """ "two days ago"."""
    if now.day is None:
        return None
    unit = _unit(m["unit"])
    return _day(now.day) if unit == "hour" else _shift(now.day, -_count(m["n"]), unit)


def read_from_seen(m: re.Match[str], now: Now) -> Value | None:
    """ "two days later": counted from the last day the text named."""
    if now.seen is None:
        return None
    back = m["way"].lower() in ("earlier", "before")
    return _shift(now.seen, -_count(m["n"]) if back else _count(m["n"]), _unit(m["unit"]))


def read_next_to_seen(m: re.Match[str], now: Now) -> Value | None:
    """ "the next day", "that month": beside the last day the text named."""
    step = {"next": 1, "following": 1, "previous": -1}.get(m["which"].lower(), 0)
    if now.seen is None or (step == 0 and m["unit"].lower() == "week"):
        return None
    return _shift(now.seen, step, _unit(m["unit"]))


def read_day_beside(m: re.Match[str], now: Now) -> Value | None:
    """ "the day before": beside the last day the text named, else that of publication."""
    day = now.seen or now.day
    return _day(day - timedelta(days=1)) if day else None


def read_stretch(m: re.Match[str], now: Now) -> Value | None:
    """ "the past ten days", "the next two weeks", "within 48 hours"."""
    if now.day is None:
        return None
    number, unit = _count(m["n"] or "one"), _unit(m["unit"])
    if unit == "hour":
        number, unit = -(-number // 24), "day"
    if number > 400:
        return None
    if unit in ("month", "year"):
        months = number * (12 if unit == "year" else 1)
        return _months_stretch(now.day, months if m["which"] in _AHEAD else -months, unit)
    days = timedelta(days=number * (7 if unit == "week" else 1))
    if m["which"].lower() in _AHEAD:
        return _between(now.day, now.day + days)
    return _between(now.day - days, now.day)


_AHEAD = ("next", "coming", "within")


def _months_stretch(day: date, months: int, unit: str) -> Value:
    width = 4 if unit == "year" else 7
    ends = sorted((day.isoformat()[:width], _month(day.year, day.month + months)[0][:width]))
    return "/".join(ends), "interval"


def read_recent(m: re.Match[str], now: Now) -> Value | None:
    """ "in recent weeks": some time before publication."""
    return (f"../{now.day.isoformat()}", "vague") if now.day else None


def read_season(m: re.Match[str], now: Now) -> Value | None:
    """ "last autumn", "the winter of 2014"."""
    season, which = SEASONS[m["season"].lower()], (m["which"] or "").lower()
    if m["y"] or (now.year is not None and not which):
        return f"{m['y'] or now.year}-{season}", "season"
    if now.day is None:
        return None
    year, starts = now.day.year, date(now.day.year, (season - 20) * 3, 1)
    if which in ("last", "") and now.tense != "future":
        begun = now.day >= starts + timedelta(days=0 if not which else 60)
        return f"{year if begun else year - 1}-{season}", "season"
    if which == "this":
        return f"{year}-{season}", "season"
    return f"{year if now.day < starts else year + 1}-{season}", "season"


def read_holiday(m: re.Match[str], now: Now) -> Value | None:
    """ "on New Year's Eve"."""
    month, day = HOLIDAYS[m["name"].lower().replace("’", "'")].split("-")
    found = _calendar(m["y"], int(month), int(day), now)
    return (found, "day") if found else None


def read_end(m: re.Match[str], now: Now) -> Value | None:
    """ "the end of the month", "before the year is out": its last day or month."""
    if m["y"]:
        return m["y"], "year"
    if now.day is None:
        return None
    unit = _unit(m["unit"])
    step = {"last": -1, "next": 1}.get((m["which"] or "").lower(), 0)
    if unit == "year":
        return _month(now.day.year + step, 12)
    if unit == "week":
        return _day(_monday(now.day) + timedelta(days=6 + 7 * step))
    year, month = map(int, _month(now.day.year, now.day.month + step)[0].split("-"))
    return _day(date(year, month, monthrange(year, month)[1]))


def read_ordinal(m: re.Match[str], now: Now) -> Value | None:
    """ "on the 27th": of this month, or of the next or last as the tense asks."""
    if now.day is None:
        return None
    months = [_month(now.day.year, now.day.month + k)[0].split("-") for k in (-1, 0, 1)]
    days = [_date(int(y), int(mo), int(m["d"])) for y, mo in months]
    known = [d for d in days if d]
    return _day(_near(known, now)) if known else None
