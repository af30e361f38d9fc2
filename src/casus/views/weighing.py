"""What comes first in a brief: how much a happening matters to a reader, as one number."""

from __future__ import annotations

import math
from collections.abc import Mapping

from casus.ledger.context import window
from casus.records import EventType, Incident, Measure

BACKGROUND = 31  # days before the first article, beyond which a happening is background
LONG = 62  # days; what lasted longer is a war or a siege as a whole, no single happening
WAR = 5000  # dead without a day: the toll of a whole war, told as background
# How much a kind of event weighs in a brief: force first, then deeds, then words.
WEIGHTS: Mapping[EventType, float] = {
    "ASSAULT": 5, "COERCE": 4, "MOBILIZE": 4, "RETREAT": 4, "SANCTION": 3, "AID": 3,
    "COOPERATE": 2, "CONCEDE": 2, "PROTEST": 2, "AGREE": 2, "CONSULT": 1, "THREATEN": 2,
    "REJECT": 1, "REQUEST": 1, "ACCUSE": 1, "SUPPORT": 1,
}  # fmt: skip
# What one person (tank, aircraft) in a figure weighs; the number counts by its logarithm.
HARM: Mapping[Measure, float] = {
    "killed": 3, "wounded": 1.5, "captured": 1, "missing": 1, "displaced": 0.5,
    "aircraft": 1, "vehicles": 0.5, "ships": 1,
}  # fmt: skip


def weight(incident: Incident, start: int, denied: bool) -> float:
    """How much an incident matters: force over words, people harmed, many sources, a denial, a
    known place, date and parties; less what is background: before ``start``, the day (ordinal)
    from which a happening is news, or months long, or the toll of a whole war."""
    days = window(incident.date)
    old = days is not None and days[1] < start
    long = days is not None and days[1] - days[0] > LONG
    war = days is None and any((f.low or 0) >= WAR for f in incident.figures)
    known = 2 * bool(incident.date) + bool(incident.place)
    sides = bool(incident.actors) + bool(incident.recipients)
    return (
        WEIGHTS[incident.type]
        + _harm(incident)
        + 2 * math.log2(incident.independent or 1)
        + math.log2(1 + len(incident.statements))
        + known
        + sides
        + 2 * (denied or "negated" in incident.realities)
        - 4 * (old or long)
        - 8 * war
    )


def _harm(incident: Incident) -> float:
    """The heaviest of its figures."""
    return max((harm(figure.measure, figure.low) for figure in incident.figures), default=0)


def harm(measure: Measure, low: float | None) -> float:
    """How much a figure weighs: a hundred dead 6, a thousand or more 9; a war's toll nothing."""
    number = low or 0
    return 0 if number >= WAR else HARM.get(measure, 0) * math.log10(1 + min(999, number))
