"""The two sides of a conflict, where an article has just two, and happenings completed by them.

News names the parties once and then writes "the fighting" or "31 troops were killed". Where only
two sides fight in an article, its fights and truces are theirs, and the dead soldiers of one are
the other's; ``why`` says that the words do not tell. In a war of many sides nothing is added.
"""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from casus.records import Event, Party

HOSTILE = frozenset(("ASSAULT", "COERCE", "ACCUSE", "THREATEN", "MOBILIZE"))
LEAST = 2  # acts between a pair before it counts as the conflict of an article with a third side
FORCE = frozenset(("ASSAULT", "COERCE"))
ARMED = frozenset(("REB", "MIL", "UAF", "CRM"))
MUTUAL = frozenset(
    "fighting clash clashes hostilities violence war battle battles conflict escalation tensions "
    "shooting firefight gunfight skirmish skirmishes bloodshed ceasefire truce armistice halt end "
    "cessation agreement deal talks negotiations violation".split()
)
WHY = "not said here: the article has just two sides at odds"

Sides = tuple[Party, Party]


def complete(events: list[Event]) -> list[Event]:
    """The events, parties added where the article's two sides leave one answer."""
    sides = of(events)
    completed = events if sides is None else [_completed(event, sides) for event in events]
    return [_not_itself(event) for event in completed]


def _not_itself(event: Event) -> Event:
    """A fight of which the words name one side only is not that side's with itself."""
    if len(event.actors) != 1 or event.actors != event.recipients:
        return event
    why = {**event.why, "recipients": "the other side is not named here"}
    return replace(event, recipients=(), why=why)


def of(events: list[Event]) -> Sides | None:
    """The one pair of sides at odds in an article, or None. Where fighters without a name, rebels
    or a third side with as much to do stand in it, nobody can tell who "the fighting" is between.
    """
    known: dict[str, Party] = {}
    pairs: Counter[tuple[str, ...]] = Counter()
    for event in events:
        if event.type not in HOSTILE or event.why.get("actors", "").startswith("as of"):
            continue
        parties = [*event.actors, *event.recipients]
        if event.type in FORCE and any(map(_nameless, event.actors)):
            return None
        if event.type in FORCE and any(_nameless(p) and p.sector != "MIL" for p in parties):
            return None  # nameless dead soldiers are of one side or the other
        for party in parties:
            _keep(known, party)
        sides = tuple(sorted({side for p in parties if (side := _side(p))}))
        if len(sides) == 2:
            pairs[sides] += 1
        elif event.type in FORCE and sides:
            pairs[sides] += 0
    return _foremost(pairs, known)


def _foremost(pairs: Counter[tuple[str, ...]], known: dict[str, Party]) -> Sides | None:
    """The pair that outweighs all others: alone, or with twice as many acts as they have."""
    if not pairs:
        return None
    pair, count = min(pairs.items(), key=lambda item: (-item[1], item[0]))
    rest = pairs.total() - count
    alone = all(set(sides) <= set(pair) for sides in pairs)
    if not count or any(known[side].sector == "REB" for side in pair):
        return None
    if not alone and (count < LEAST or count < 2 * rest):
        return None
    return known[pair[0]], known[pair[1]]


def _nameless(party: Party) -> bool:
    return _side(party) is None and party.sector in ARMED


def _side(party: Party) -> str | None:
    """The state that a party belongs to, or the group itself."""
    return party.country or party.actor


def _keep(known: dict[str, Party], party: Party) -> None:
    """Remember a side by its plainest name: the state itself before its soldiers."""
    side = _side(party)
    if side is None:
        return
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
    victims = tuple(p for p in event.recipients if _side(p) is None)
    both = head in MUTUAL and event.type in ("ASSAULT", "RETREAT", "AGREE", "CONSULT")
    shared = recipients - {None}
    if both and (actors | shared) <= names and actors <= shared:
        return _with(event, sides, (*sides, *victims))
    struck = event.type == "ASSAULT" and event.reality in ("actual", "ongoing")
    soldiers = struck and all(p.sector == "MIL" for p in event.recipients)
    if soldiers and not actors and len(recipients) == 1 and recipients <= names:
        return _with(event, (_other(sides, recipients),), event.recipients)
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
