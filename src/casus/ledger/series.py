"""Figures over time by source: rivals stand side by side and are never averaged.

A series is one thing counted: the losses of one incident, or one measure of one party. Each
point keeps who counted, when, and the words; ``latest`` holds the last word of each source,
and the range is taken over those.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from casus.ledger.context import Context, nearest_event
from casus.records import Figure, Incident, Measure, Noun, Statement, make_id


class Point(Noun, frozen=True, kw_only=True):
    """One count by one source. ``date`` is the figure's own day, else that of publication."""

    date: str | None = None
    published: str | None = None
    low: float | None = None
    high: float | None = None
    qualifier: str | None = None
    text: str
    according_to: str
    statement: str


class Series(Noun, frozen=True, kw_only=True):
    """Counts of one thing over time. ``low``/``high`` are the least and greatest bounds among
    the last words of the sources; None where a source sets no such bound."""

    id: str
    measure: Measure
    of: str | None = None
    incident: str | None = None
    points: tuple[Point, ...]
    latest: tuple[Point, ...]
    low: float | None = None
    high: float | None = None
    statements: tuple[str, ...]
    rule: str


Key = tuple[str, str, str]  # incident or "", measure, of
Counted = tuple[Statement, Figure]


def find(context: Context, incidents: Sequence[Incident]) -> tuple[Series, ...]:
    """Every series, by the order of its first statement, then by what is counted."""
    homes = {event: incident.id for incident in incidents for event in incident.events}
    groups: dict[Key, list[Counted]] = defaultdict(list)
    for statement in context.statements:
        for figure in statement.figures:
            groups[_key(statement, figure, homes)].append((statement, figure))
    order = context.order
    ranked = sorted(groups, key=lambda key: (order[groups[key][0][0].id], key))
    return tuple(_series(key, groups[key], context) for key in ranked)


def _key(statement: Statement, figure: Figure, homes: dict[str, str]) -> Key:
    """What a figure counts: the losses of its event's incident, else a measure of a party."""
    event = nearest_event(figure, statement.events)
    incident = homes.get(event.id, "") if event else ""
    return incident, figure.measure, _of(figure)


def _of(figure: Figure) -> str:
    """Who or what is counted: the country, else the name, else nothing."""
    return (figure.of.country or figure.of.name) if figure.of else ""


def _series(key: Key, counted: Sequence[Counted], context: Context) -> Series:
    """The record of one group; one source's same count is one point, the earliest."""
    incident, _, of = key
    points: dict[tuple[object, ...], Point] = {}
    last: dict[str, Point] = {}
    for statement, figure in counted:
        source = context.source(statement).key
        point = _point(statement, figure, context)
        last[source] = points.setdefault((source, figure.low, figure.high), point)
    latest = tuple(last.values())
    return Series(
        id=make_id("series", *key),
        measure=counted[0][1].measure,
        of=of or None,
        incident=incident or None,
        points=tuple(points.values()),
        latest=latest,
        low=min((p.low for p in latest if p.low is not None), default=None),
        high=max((p.high for p in latest if p.high is not None), default=None),
        statements=context.sorted(statement.id for statement, _ in counted),
        rule="same measure of the same party" + (" in one incident" if incident else ""),
    )


def _point(statement: Statement, figure: Figure, context: Context) -> Point:
    """One count with its source and days."""
    published = context.day(statement)
    return Point(
        date=figure.date.value if figure.date else published,
        published=published,
        low=figure.low,
        high=figure.high,
        qualifier=figure.qualifier,
        text=figure.text,
        according_to=context.source(statement).label,
        statement=statement.id,
    )
