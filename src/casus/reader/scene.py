"""In which country a passage plays: whose "the army" and "police" are when nobody says.

Only two signs are trusted: one country that holds most of the names of an article, or the same
country in each of the last names before the words in question.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from casus.reader.cast import Cast, Mention
from casus.reader.places import Places

_SHARE = 0.6  # of all countries named: one at this share or above is the article's
_LEAST = 3  # names it takes
_NEAR = {"MIL": 2, "COP": 2}  # how many last names must agree, by sector; three for others
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
        if mention.who.sector in ("CVL", "COP") and (here := self._here(mention)) is not None:
            return here, "the country of the places in its sentence"
        if mention.who.sector == "CVL":
            return self.whole, "the country that the article is about"
        need = _NEAR.get(mention.who.sector or "", 3)
        end = bisect_left(self.at, mention.head.i)
        last = self.countries[max(0, end - need) : end]
        if len(last) == need and len(set(last)) == 1 and last[0] != _STRANGER:
            return last[0], "the country named last before it"
        return self.whole, "the country that the article is about"

    def _here(self, mention: Mention) -> str | None:
        """The one country of all places in the sentence of a mention."""
        if self.ground is None:
            return None
        sentence = self.ground.page.sentence(mention.head)
        spots = (self.ground.by_token.get(i) for i in range(sentence.first, sentence.last))
        found = {spot.place.country for spot in spots if spot is not None}
        return found.pop() if len(found) == 1 else None

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
