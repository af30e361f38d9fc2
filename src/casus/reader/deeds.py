"""What happened, by whom, to whom, and whether it did."""

from __future__ import annotations

from casus.reader.actors import Cast
from casus.reader.language import Page
from casus.reader.places import Places
from casus.reader.times import Times
from casus.records import Event


def find(page: Page, cast: Cast, times: Times, places: Places) -> list[Event]:
    """Every PLOVER event on the page in order of the text; ``id`` is left empty."""
    return []
