"""When an article was published, and how we know.

Order of trust: a full date printed at the head or foot of the text, then metadata, then a date
that the caller gives (only for an item without a date of its own). Where metadata and the
printed stamp disagree, the stamp is chosen (feeds and file systems put their own date on old
articles) and both are named in ``why``. A date that can be read two ways, or a dateline
without a year, stays unknown unless something else in the same item decides it. Never today.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from casus.errors import SettingsError
from casus.intake.stamps import MONTH, WEEKDAYS, Day, Order, Stamp, month_number, scan
from casus.records import Basis, Precision, Published

DATELINE = re.compile(
    r"^(?P<place>[A-Z][\w'’.\- ]{1,40}?(?:, [A-Z][\w'’.\- ]{1,30})?),\s+"
    rf"(?:(?P<m>(?i:{MONTH}))\s+(?P<d>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<m2>(?i:{MONTH})))"
    r"(?:,?\s+(?P<y>(?:19|20)\d\d))?\s*(?:[/(]\s?(?P<agency>[A-Z][^()/]{1,40}?)\s?[/)])?\s*"
    r"(?:[-–—]+|:)",
)
"""The opening of an agency report: "BAKU, July 15 (Meridian Press) -". No IGNORECASE."""


class Found(NamedTuple):
    """A date in metadata: its text as found and the name of the field it stood in."""

    text: str
    where: str


def judge(
    stamps: Sequence[Stamp], metadata: Sequence[Found], body: str, given: Published | None
) -> Published:
    """The publication date from all that an item offers; see the module for the order."""
    meta = next((p for p in map(_from_metadata, metadata) if p.value), None)
    printed = _from_stamps(stamps, meta)
    if printed.value is None and (line := DATELINE.match(body)):
        printed = _from_dateline(line, meta, printed)
    if printed.value is not None and meta is not None:
        return _both(printed, meta)
    if printed.value is not None or meta is not None:
        return printed if printed.value is not None else _keep_note(meta or printed, printed)
    if given is not None:
        return _keep_note(given, printed)
    unread = [f"{found.where}: {found.text!r} is no date" for found in metadata]
    reasons = [printed.why] if printed.why != Published().why else []
    return Published(why="; ".join(reasons + unread) or Published().why)


def given_date(text: str | None) -> Published | None:
    """The ``published`` argument of a caller. Raises SettingsError if it is no date."""
    if text is None:
        return None
    published = _parse(text.strip(), "given", "given by the caller")
    if published.value is None:
        raise SettingsError(f"published: {text!r} is not a date (write it as 2021-05-15)")
    return published


def _from_metadata(found: Found) -> Published:
    return _parse(found.text.strip(), "metadata", found.where)


def _parse(text: str, basis: Basis, where: str) -> Published:
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return Published(value=text, precision="year", basis=basis, why=f"{where}: {text}")
    if match := re.fullmatch(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])", text):
        return Published(value=match[0], precision="month", basis=basis, why=f"{where}: {text}")
    stamps, _ = scan(text)
    if not stamps:
        return Published(why=f"{where}: {text!r} is no date")
    chosen = _one_reading(stamps[0], None, None)
    if chosen is None:
        return Published(why=f"{where}: {text!r} may be day/month or month/day")
    time = stamps[0].time
    note = ""
    if time == "00:00" and re.search(r"T?00:00", text):
        time, note = None, " (midnight taken as no time)"
    return _published(chosen, time, basis, f"{where}: {text}{note}")


def _published(day: Day, time: str | None, basis: Basis, why: str) -> Published:
    why += f" ({day.why})" if day.why else ""
    if day.day is None:
        value, precision = f"{day.year:04}-{day.month:02}", "month"
        return Published(value=value, precision=_precision(precision), basis=basis, why=why)
    value = f"{day.year:04}-{day.month:02}-{day.day:02}"
    if time is None:
        return Published(value=value, precision="day", basis=basis, why=why)
    return Published(value=f"{value}T{time}", precision="minute", basis=basis, why=why)


def _precision(word: str) -> Precision:
    return "month" if word == "month" else "day"


def _one_reading(stamp: Stamp, meta: Published | None, order: Order | None) -> Day | None:
    """The day that a stamp means, or None where two remain possible."""
    days = stamp.readings
    if len(days) == 1:
        return days[0]
    if stamp.weekday is not None:
        fits = [d for d in days if date(d.year, d.month, d.day or 1).weekday() == stamp.weekday]
        if len(fits) == 1:
            return _because(fits[0], f"the weekday {WEEKDAYS[stamp.weekday].title()} decides")
    if meta is not None and meta.value is not None:
        fits = [d for d in days if _near(d, meta.value)]
        if len(fits) == 1:
            return _because(fits[0], "metadata decides")
    if order is None and stamp.us_zone:
        return _because(days[-1], "a US time zone decides")
    if order is not None:
        return _because(days[0 if order == "dmy" else -1], "another stamp decides")
    return None


def _because(day: Day, reason: str) -> Day:
    return Day(day.year, day.month, day.day, f"{day.why}: {reason}")


def _near(day: Day, value: str) -> bool:
    if len(value) < 10 or day.day is None:
        return False
    gap = date(day.year, day.month, day.day) - date.fromisoformat(value[:10])
    return abs(gap.days) <= 1


def _order_of(stamps: Sequence[Stamp]) -> Order | None:
    """How numeric stamps of this item that can be read in one way only order day and month."""
    for stamp in stamps:
        if len(stamp.readings) == 1 and stamp.readings[0].why.startswith("day"):
            return "dmy"
        if len(stamp.readings) == 1 and stamp.readings[0].why.startswith("month"):
            return "mdy"
    return None


def _from_stamps(stamps: Sequence[Stamp], meta: Published | None) -> Published:
    """Published stamps before unlabelled ones before updates; the first that can be read."""
    order = _order_of(stamps)
    unclear: list[str] = []
    for kind in ("published", "plain", "updated"):
        for stamp in (s for s in stamps if s.kind == kind):
            day = _one_reading(stamp, meta, order)
            if day is None:
                unclear.append(f"stamp {stamp.text!r} may be day/month or month/day")
                continue
            label = "only an update stamp" if kind == "updated" else "stamp line"
            return _published(
                day, stamp.time, "dateline", f"{label}: {stamp.text}{_doubt(stamp, day)}"
            )
    return Published(why="; ".join(unclear)) if unclear else Published()


def _doubt(stamp: Stamp, day: Day) -> str:
    if stamp.weekday is None or day.day is None:
        return ""
    if date(day.year, day.month, day.day).weekday() == stamp.weekday:
        return ""
    return f" (but that was no {WEEKDAYS[stamp.weekday].title()})"


def _from_dateline(line: re.Match[str], meta: Published | None, printed: Published) -> Published:
    text = line[0].rstrip(" -–—:")
    month, day = month_number(line["m"] or line["m2"]), int(line["d"] or line["d2"])
    year = line["y"] or (meta.value[:4] if meta and meta.value else None)
    if year is None:
        return Published(why=f"dateline {text!r} has no year")
    try:
        value = date(int(year), month, day).isoformat()
    except ValueError:
        return printed
    if line["y"]:
        return Published(value=value, precision="day", basis="dateline", why=f"dateline: {text}")
    if meta is not None and meta.precision in ("day", "minute"):
        return printed  # metadata says more than a dateline that takes its year from it
    why = f"dateline: {text}; year from {meta.why if meta else ''}"
    return Published(value=value, precision="day", basis="inferred", why=why)


def _both(printed: Published, meta: Published) -> Published:
    """One date from a printed stamp and metadata: the same day, or the stamp and a note."""
    stamp, other = printed.value or "", meta.value or ""
    late = printed.why.startswith("only an update")
    if late and stamp[:10] < other[:10] and len(other) >= 10:
        return _with(
            printed, f"{printed.why}; {meta.why} is later than that update, so it is not used"
        )
    if printed.precision == "month" or late:
        return _with(meta, f"{meta.why}; {printed.why}")
    if other[:10] == stamp[:10]:
        finer = printed if printed.precision == "minute" else meta
        second = meta if finer is printed else printed
        return _with(finer, f"{finer.why}; the same day: {second.why}")
    if stamp.startswith(other) or printed.basis == "inferred":
        return printed
    return _with(printed, f"{printed.why}; {meta.why} disagrees, the printed date is chosen")


def _keep_note(chosen: Published, printed: Published) -> Published:
    if printed.value is not None or printed.why == Published().why or chosen is printed:
        return chosen
    return _with(chosen, f"{chosen.why}; {printed.why}")


def _with(published: Published, why: str) -> Published:
    return Published(
        value=published.value, precision=published.precision, basis=published.basis, why=why
    )
