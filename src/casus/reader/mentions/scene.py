"""Which countries a page names and how: what tells whose "the army" and "police" are.

The place that stands with the words ("an official in Tovuz") is trusted alone; the rest is counted
for ``owners``.
"""

from __future__ import annotations

from collections import Counter

from casus.reader.actors.cast import Cast, Mention
from casus.reader.places import Places

_OPENING = 3  # sentences that tell what an article is about
STRANGER = "?"  # a state that no list knows


class Scene:
    """The countries named on a page, in order of their places."""

    def __init__(self, cast: Cast, ground: Places | None) -> None:
        named: dict[int, str] = {}
        for mention in cast.by_head.values():
            if mention.who.country and mention.who.kind != "media" and not _derived(mention):
                named[mention.head.i] = mention.who.country
            elif mention.who.kind == "state" and mention.form == "name" and not mention.person:
                named[mention.head.i] = mention.who.country or STRANGER
        for spot in ground.all if ground is not None else ():
            if spot.place.country and not any(
                i in cast.by_head for i in range(spot.first, spot.last)
            ):
                named[spot.first] = spot.place.country
        acting = {i for i in named if i in cast.by_head and cast.by_head[i].why != "place"}
        self.acting = Counter(country for i, country in named.items() if i in acting)
        self.seen = Counter(country for i, country in named.items() if i not in acting)
        self.opening = Counter(
            country for i, country in named.items() if cast.page.tokens[i].sent < _OPENING
        )
        self.ground = ground
        self.at = sorted(named)
        self.countries = [named[i] for i in self.at]

    def placed(self, mention: Mention) -> str | None:
        """The country of the place in "an official in Tovuz"."""
        if self.ground is None or mention.who.sector == "MIL":
            return None
        tokens = self.ground.page.tokens
        for i in range(mention.head.i + 2, min(mention.head.i + 6, len(tokens))):
            if tokens[i].start >= mention.end:
                break
            spot = self.ground.by_token.get(i)
            if spot is not None and spot.first == i:
                return spot.place.country
        return None


def _derived(mention: Mention) -> bool:
    """Whether the country of a mention only repeats that of a name inside it."""
    return mention.form == "description"
