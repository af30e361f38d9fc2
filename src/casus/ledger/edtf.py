"""First and last day of a date as records write it.

Source: EDTF, ISO 8601-2:2019 (levels 0 and 1, quarters and halves of level 2).
"""

from __future__ import annotations

import calendar
import re
from datetime import date

FIRST, LAST = "0001-01-01", "9999-12-31"

_DATE = re.compile(r"(\d{1,4}X{0,3})(?:-(\d\d|\dX|XX)(?:-(\d\d|\dX|XX))?)?(?:T.*)?")
# Months of the codes that stand where a month would: seasons as on the northern half of the
# earth, quarters, halves of a year. Winter is left out: it may belong to either year.
_PARTS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (1, 12)}
_PARTS |= {32 + q: (3 * q - 2, 3 * q) for q in (1, 2, 3, 4)} | {40: (1, 6), 41: (7, 12)}


def bounds(value: str) -> tuple[str, str] | None:
    """First and last day (``YYYY-MM-DD``) that ``value`` can mean; None where it cannot be read.

    An open side of an interval reaches to the first or last day there is.
    """
    first, slash, last = value.strip().partition("/")
    if not slash:
        return _days(first)
    if first in ("", "..") and last in ("", ".."):
        return None
    start = (FIRST, FIRST) if first in ("", "..") else _days(first)
    stop = (LAST, LAST) if last in ("", "..") else _days(last)
    if start is None or stop is None or start[0] > stop[1]:
        return None
    return start[0], stop[1]


def _days(text: str) -> tuple[str, str] | None:
    """The days of one date, its marks of doubt (``?~%``) set aside."""
    found = _DATE.fullmatch(re.sub("[?~%]", "", text))
    if found is None or len(found[1]) != 4:
        return None
    year, month, day = found.groups()
    low, high = max(1, int(year.replace("X", "0"))), int(year.replace("X", "9"))
    months = _months(month)
    if high == 0 or months is None:
        return None
    start, stop = date(low, months[0], 1), date(high, months[1], _length(high, months[1]))
    if day is None or "X" in day or months[0] != months[1]:
        return start.isoformat(), stop.isoformat()
    if not 1 <= int(day) <= _length(high, months[1]):
        return None
    return start.replace(day=int(day)).isoformat(), stop.replace(day=int(day)).isoformat()


def _months(month: str | None) -> tuple[int, int] | None:
    """First and last month of what stands in the month's place."""
    if month is None or "X" in month:
        return 1, 12
    number = int(month)
    return (number, number) if 1 <= number <= 12 else _PARTS.get(number)


def _length(year: int, month: int) -> int:
    return calendar.monthrange(year, month)[1]
