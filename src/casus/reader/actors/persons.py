"""One person, one identity: what any mention of a person tells holds for all of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from casus.reader.actors.cast import Mention, Who


def share(mentions: Iterable[Mention]) -> None:
    """Give all mentions of a named person the country, kind and sector that the best of them
    tells, and a gender where no two disagree. Offices told later count for earlier lines too."""
    people: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.who.id is not None and mention.who.id.startswith("p-"):
            people[mention.who.id].append(mention)
    for same in people.values():
        if len(same) > 1:
            _share(same)


def _share(same: list[Mention]) -> None:
    best = max(same, key=lambda m: _told(m.who))  # the first of the best
    genders = {m.gender for m in same if m.gender}
    for mention in same:
        who = mention.who
        if _told(who) < _told(best.who):
            mention.who = replace(best.who, name=who.name)
            mention.of = mention.of or best.of
        if len(genders) == 1:
            mention.gender = next(iter(genders))


def _told(who: Who) -> tuple[bool, bool, bool]:
    """How much an identity tells: a country, whom it serves, a sector."""
    return who.country is not None, who.kind != "person", who.sector is not None
