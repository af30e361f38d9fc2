"""In which country an article plays: whose "the army" and "police" are when nobody says.

Only two signs are trusted: the place that stands with the words ("an official in Tovuz"), and one
country that holds most of the names of the article.
"""

from __future__ import annotations

import bisect
from collections import Counter

from casus.reader.actors.cast import Cast, Mention
from casus.reader.places import Places

_SHARE = 0.85  # of all countries named: one at this share is the article's; two at odds are not
_LEAST = 3  # names it takes
_CLEAR = 2.0  # or: it is named so many times as often as any other, and last before the words
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
        self.at = sorted(named)
        self.countries = [named[i] for i in self.at]
        self.whole = self._whole()
        self.foremost = self._foremost()

    def _whole(self) -> str | None:
        counts = Counter(self.countries)
        if not counts:
            return None
        country, n = counts.most_common(1)[0]
        fits = n >= _LEAST and n >= _SHARE * len(self.countries) and country != _STRANGER
        return country if fits else None

    def _foremost(self) -> str | None:
        """The country named clearly more often than any other, or more often and first."""
        (country, n), (_, second) = [*Counter(self.countries).most_common(2), ("", 0), ("", 0)][:2]
        if country in ("", _STRANGER):
            return None
        first = self.countries[0] == country
        fits = n >= _LEAST and n >= _CLEAR * second
        return country if fits or (first and n >= 2 and n > second) else None

    def country(self, mention: Mention, *, definite: bool) -> tuple[str | None, str]:
        """The country in which a description's passage plays and the reason, or None."""
        place = self._placed(mention)
        if place is not None:
            return place, "the country of the place that stands with it"
        if self.whole is None and self.foremost is not None and definite:
            last = bisect.bisect_left(self.at, mention.head.i) - 1
            if last >= 0 and self.countries[last] == self.foremost:
                return self.foremost, "the country named most, and last before it"
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
