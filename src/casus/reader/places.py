"""Where: named places with their GeoNames id, coordinates and country."""

from __future__ import annotations

from dataclasses import dataclass, field

from casus.reader.language import Page, Token
from casus.records import Place


@dataclass(slots=True)
class Spot:
    """A named place over tokens [first, last)."""

    first: int
    last: int
    place: Place


@dataclass(slots=True)
class Places:
    """All places named on a page, in order."""

    page: Page
    all: list[Spot] = field(default_factory=list)

    def of(self, token: Token) -> Place | None:
        """The place that grammar gives the happening whose trigger is ``token``, or None."""
        return None


def find(page: Page) -> Places:
    """Every place that the page names."""
    return Places(page)
