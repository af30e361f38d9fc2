"""In which country an article plays: whose "the army" and "police" are when nobody says.

Only two signs are trusted: the place that stands with the words ("an official in Tovuz"), and one
country that holds most of the names of the article.
"""

from __future__ import annotations

from collections import Counter

from casus.reader.actors.cast import Cast, Mention
from casus.reader.places import Places

_SHARE = 0.85  # of all countries named: one at this share is the article's; two at odds are not
_LEAST = 3  # names it takes
_STRANGER = "?"  # a state that no list knows


class Scene:
    """The countries named on a page, in order of their places."""

    def __init__(self, cast: Cast, ground: Places | None) -> None:
        named: dict[int, str] = {}
        for mention in cast.by_head.values():
            if mention.who.country and mention.who.kind != "media" and not _derived(mention):
                named[mention.head.i] = mention.who.country
            elif mention.who.kind == "state" and mention.form == "name" and not mention.person:
                named[mention.head.i] = mention.who.country or _STRANGER
        for spot in ground.all if ground is not None else ():
            if spot.place.country and not any(
                i in cast.by_head for i in range(spot.first, spot.last)
            ):
                named[spot.first] = spot.place.country
        self.ground = ground
        self.countries = [named[i] for i in sorted(named)]
        self.whole = self._whole()

    def _whole(self) -> str | None:
        counts = Counter(self.countries)
        if not counts:
            return None
        country, n = counts.most_common(1)[0]
        fits = n >= _LEAST and n >= _SHARE * len(self.countries) and country != _STRANGER
        return country if fits else None

    def country(self, mention: Mention) -> tuple[str | None, str]:
        """The country in which a description's passage plays and the reason, or None."""
        place = self._placed(mention)
        if place is not None:
            return place, "the country of the place that stands with it"
        return self.whole, "the country that the article is about"

    def _placed(self, mention: Mention) -> str | None:
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
