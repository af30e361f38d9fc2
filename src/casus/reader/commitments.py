"""What is owed, by whom, until when, in what state."""

from __future__ import annotations

from casus.reader.actors import Cast
from casus.reader.language import Page
from casus.reader.times import Times
from casus.records import Commitment


def find(page: Page, cast: Cast, times: Times) -> list[Commitment]:
    """Every commitment on the page in order of the text; ``id`` is left empty."""
    return []
