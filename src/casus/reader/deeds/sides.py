"""The two sides of a conflict, where an article has just two, and happenings completed by them.

News names the parties once and then writes "the fighting" or "31 troops were killed". Where one
pair of sides stands behind nearly all hostile acts of an article, a happening that names one side
or none is theirs; ``why`` says that the words do not tell. In a war of many sides nothing is added.
"""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from casus.records import Event, Party

HOSTILE = frozenset(("ASSAULT", "COERCE", "ACCUSE", "THREATEN", "MOBILIZE"))
LEAST = 2  # hostile acts between the pair before it counts as the conflict of the article
SHARE = 0.6  # of all acts between named sides that must be the pair's
MUTUAL = frozenset(
    "fighting clash clashes hostilities violence war battle battles conflict escalation tensions "
    "ceasefire truce armistice agreement deal talks negotiations violation".split()
)
WHY = "not said here: the article has just two sides at odds"

Sides = tuple[Party, Party]


def complete(events: list[Event]) -> list[Event]:
    """The events, parties added where the article's two sides leave one answer."""
    sides = of(events)
    return events if sides is None else [_completed(event, sides) for event in events]


def of(events: list[Event]) -> Sides | None:
    """The two sides behind nearly all hostile acts of an article, or None."""
    pairs: Counter[tuple[str, str]] = Counter()
    known: dict[str, Party] = {}
    for event in events:
        if event.type not in HOSTILE:
            continue
        seen: set[tuple[str, str]] = set()
        for one in event.actors:
            for other in event.recipients:
                a, b = _side(one), _side(other)
                if a and b and a != b:
                    _keep(known, a, one)
                    _keep(known, b, other)
                    seen.add((min(a, b), max(a, b)))
        pairs.update(seen)
    if not pairs:
        return None
    (first, second), count = min(pairs.items(), key=lambda item: (-item[1], item[0]))
    if count < LEAST or count < SHARE * pairs.total():
        return None
    return known[first], known[second]


def _side(party: Party) -> str | None:
    """The state that a party belongs to, or the group itself."""
    return party.country or party.actor


def _keep(known: dict[str, Party], side: str, party: Party) -> None:
    """Remember a side by its plainest name: the state itself before its soldiers."""
    before = known.get(side)
    plain = party.actor == side
    if before is None or (plain and before.actor != side):
        known[side] = Party(
            name=party.name, actor=party.actor, country=party.country, sector=party.sector
        )


def _completed(event: Event, sides: Sides) -> Event:
    head = event.trigger.text.lower().split()[-1]
    names = {_side(s) for s in sides}
    actors = {_side(p) for p in event.actors}
    recipients = {_side(p) for p in event.recipients}
    both = head in MUTUAL and event.type in ("ASSAULT", "RETREAT", "AGREE", "CONSULT")
    if both and (actors | recipients) <= names and actors in (set(), recipients):
        return _with(event, sides, sides)
    if event.type not in HOSTILE:
        return event
    if not actors and recipients and recipients <= names and len(recipients) == 1:
        return _with(event, (_other(sides, recipients),), event.recipients)
    if not recipients and len(actors) == 1 and actors <= names and event.type != "MOBILIZE":
        return _with(event, event.actors, (_other(sides, actors),))
    return event


def _other(sides: Sides, one: set[str | None]) -> Party:
    return sides[1] if _side(sides[0]) in one else sides[0]


def _with(event: Event, actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> Event:
    why = dict(event.why)
    if actors != event.actors:
        why["actors"] = WHY
    if recipients != event.recipients:
        why["recipients"] = WHY
    return replace(event, actors=actors, recipients=recipients, why=why)
