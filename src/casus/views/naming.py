"""How a brief calls those who speak and act: plain names on one line."""

from __future__ import annotations

import functools
import re

from casus.ledger.context import OWN_VOICE, Source
from casus.records import Statement

ITSELF = "the article itself"
# Nobody's name: such a voice takes an article before it.
_SOMEONE = frozenset(
    "activist ambassador analyst commander correspondent diplomat doctor expert fighter journalist "
    "lawmaker medic minister officer official refugee reporter resident soldier source spokesman "
    "spokesperson spokeswoman survivor teacher villager witness".split()
)
_HEAD = re.compile(r"(?P<phrase>[^,]+?)(?:,|\s(?:at|of|in|from|for|who|on|with|near|close)\b|$)")
_DETERMINED = re.compile(
    r"(?:the|an?|one|same|another|its|his|her|their|our|\d+)\b|.*['’]s\b", re.I
)


def itself(label: str) -> str:
    """The name of an outlet, or of an article of an unknown outlet, that speaks for itself."""
    return ITSELF if label == OWN_VOICE else spoken(label)


def spoken(name: str) -> str:
    """A speaker's name; "SPOKESWOMAN" of a transcript is no shout, a "doctor" is "a doctor"."""
    name = one_line(name)
    name = name.capitalize() if name.isupper() and len(name) > 7 else name
    head = _HEAD.match(name)
    if (
        head is None
        or head["phrase"].split()[-1] not in _SOMEONE
        or _DETERMINED.match(head["phrase"])
    ):
        return name
    return f"an {name}" if name[0] in "aeioAEIO" else f"a {name}"


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
