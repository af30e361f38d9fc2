"""How a brief calls those who speak and act: plain names on one line."""

from __future__ import annotations

import functools
import re

from casus.ledger.context import OWN_VOICE, Source
from casus.records import Statement

ITSELF = "the article itself"


def itself(label: str) -> str:
    """The name of an outlet, or of an article of an unknown outlet, that speaks for itself."""
    return ITSELF if label == OWN_VOICE else label


def spoken(name: str) -> str:
    """A speaker's name; "SPOKESWOMAN" of a transcript is no shout."""
    name = one_line(name)
    return name.capitalize() if name.isupper() and len(name) > 7 else name


def chain(statement: Statement, source: Source) -> str:
    """Who speaks, and through whom: "Ana Reyes (according to Lake Press)"; "Lake Press itself"."""
    if not statement.voices:
        label = itself(source.label)
        return label if label == ITSELF else f"{label} itself"
    *through, speaker = (spoken(voice.name) for voice in statement.voices)
    return f"{speaker} (according to {', '.join(reversed(through))})" if through else speaker


def one_line(text: str) -> str:
    """The text without line ends."""
    return " ".join(text.split())


def country(code: str) -> str:
    """The name of a country by its ISO 3166-1 alpha-3 code; what is no such code as it is."""
    return _countries().get(code, code) if re.fullmatch("[A-Z]{3}", code) else code


@functools.cache
def _countries() -> dict[str, str]:
    from casus.reader.lexicon import load  # only where no actor of the ledger bears the code

    return {entry["id"]: entry["name"] for entry in load("countries")["states"]}
