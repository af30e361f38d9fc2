"""When: expressions of time and what they mean on the day of publication (TimeML)."""

from __future__ import annotations

from dataclasses import dataclass, field

from casus.reader.language import Page, Token
from casus.records import Published, When


@dataclass(slots=True)
class Time:
    """An expression of time over tokens [first, last)."""

    first: int
    last: int
    when: When


@dataclass(slots=True)
class Times:
    """All expressions of time on a page, in order."""

    page: Page
    all: list[Time] = field(default_factory=list)

    def of(self, token: Token) -> When | None:
        """The time that grammar gives the happening whose trigger is ``token``, or None."""
        return None


def find(page: Page, published: Published) -> Times:
    """Every expression of time; values are relative to ``published`` where that is known."""
    return Times(page)
