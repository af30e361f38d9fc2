"""The sentences of a stretch of text in which someone speaks on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casus.reader.language import Page
from casus.records import Span

WORDS = 4  # a shorter sentence ("Good afternoon.") states nothing, unless it says no
NO = re.compile(
    r"[\s“\"'‘]*(No\b|Not (one|a|at)\b|Never\b|Nonsense|That('s| is| was)? (not|false|untrue|wrong)"
    r"|It('s| is) (not true|false|untrue)|We (reject|deny|don't accept))",
    re.I,
)


def stating(page: Page, stretch: Span) -> Iterator[Span]:
    """Each sentence of the stretch that states something."""
    start, end = stretch
    at = min(page.index(start), len(page.tokens) - 1)
    for sentence in page.sentences[page.tokens[at].sent :]:
        if sentence.start >= end:
            break
        span = max(start, sentence.start), min(end, sentence.end)
        if len(page.text[slice(*span)].split()) >= WORDS or NO.match(page.text, span[0]):
            yield span
