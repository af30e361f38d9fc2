"""Who says it, by what words, to whom, and what exactly is said.

Direct, mixed and indirect speech, after the division of Pareti (2015), *Attribution: a
computational approach*: each utterance has a source, a cue and a content. Rules read first; a
learned tagger judges what they read and adds what they missed (``model="rules"`` leaves it out).
Cues inside contents give nesting.
"""

from __future__ import annotations

from typing import Literal

from casus.reader.actors import Cast
from casus.reader.language import Page
from casus.reader.speech import answers, learned, quotes, rules
from casus.reader.speech.blocks import lead_in_blocks
from casus.reader.speech.cues import Utterance
from casus.reader.speech.nesting import nest

Mode = Literal["tagger", "rules"]


def find(page: Page, cast: Cast, mode: Mode = "tagger") -> list[Utterance]:
    """Every utterance of a page, outer ones linked by ``outer``, in order of the text."""
    marks = quotes.find(page)
    found = rules.find(page, cast, marks)
    if mode == "tagger":
        found = learned.refine(page, cast, found, marks)
    order(page, cast, found)
    answers.link(page, cast, found, learned=mode == "tagger")
    return found


def order(page: Page, cast: Cast, found: list[Utterance]) -> None:
    """Put utterances in order of the text, and inner ones under outer ones."""
    found.sort(key=lambda u: (u.start, -u.end))
    lead_in_blocks(page, cast, found)
    nest(found)
