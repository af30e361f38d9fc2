"""What an attack was on and who can have made it: towns are where, buildings are nobody, and those
who only tell of it take no part."""

from __future__ import annotations

import functools

from casus.reader.deeds.triggers import words
from casus.reader.language import Page, Token
from casus.reader.places import Places
from casus.records import Party, Place

TELLERS = frozenset(("MED",))
CIVILIANS = frozenset(("people", "civilians", "civilian", "children", "women"))
WATCHING = frozenset(("observatory", "monitor", "monitors", "agency", "correspondent"))


@functools.cache
def _things() -> frozenset[str]:
    """Last words of names of what is no party: buildings, vehicles, land, weapons."""
    known = words(("$site", "$arms", "office", "bank", "clinic", "shop", "bakery", "university"))
    return known - {"target", "fire", "post"}


def suffering(
    parties: tuple[Party, ...], heads: list[Token], page: Page, places: Places
) -> tuple[tuple[Party, ...], Place | None]:
    """Those of the targets of an attack who are somebody, and the town that is one of them;
    ``heads`` are the targets' nouns."""
    kept, town = [], None
    for head in heads:
        spot = places.by_token.get(head.i) if head.pos == "PROPN" else None
        if town is None and spot is not None and spot.place.precision != "country":
            town = spot.place
    for party in parties:
        place = _town(party, page, places)
        town = town or place
        if place is None and not _thing(party) and not _teller(party):
            kept.append(party)
    return tuple(kept), town


def acting(parties: tuple[Party, ...], page: Page, places: Places) -> tuple[Party, ...]:
    """Those who act, without the media and monitors that tell of it, towns and civilians."""
    return tuple(
        party
        for party in parties
        if not _teller(party) and not _civilian(party) and _town(party, page, places) is None
    )


def _civilian(party: Party) -> bool:
    """Whether a nameless party is of those to whom attacks are done."""
    last = (party.name.lower().split() or [""])[-1]
    return last in CIVILIANS and party.sector == "CVL"


def _town(party: Party, page: Page, places: Places) -> Place | None:
    """The place that a name is, where it is no state's."""
    if party.span is None or party.country is not None or not party.name[:1].isupper():
        return None
    last = page.index(party.span[1], after=True) - 1
    spot = places.by_token.get(last)
    if spot is None or page.tokens[spot.first].start > party.span[0]:
        return None
    return spot.place


def _thing(party: Party) -> bool:
    """Whether a name ends in a word for a building, a vehicle or land, whosever it is."""
    last = (party.name.lower().split() or [""])[-1]
    known = last in _things() or last.removesuffix("s") in _things()
    return known and (party.actor is None or party.actor.startswith("o-"))


def _teller(party: Party) -> bool:
    """Whether a party is a news medium or a monitor, not one of its people."""
    if party.actor is not None and party.sector in TELLERS:
        return not party.actor.startswith("p-")
    return bool(WATCHING & set(party.name.lower().split()))
