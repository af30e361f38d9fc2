"""Who "he", "the envoy", "Yerevan" and "both sides" are."""

from __future__ import annotations

from casus.reader.actors import Cast
from casus.reader.language import Page


def resolve(page: Page, cast: Cast) -> Cast:
    """The same cast with pronouns and descriptions tied to whom they point at."""
    return cast
