"""Who "I", "we" and "our" are: the speaker in whose words they stand."""

from __future__ import annotations

from casus.reader.actors import Cast, Mention
from casus.reader.language import Page
from casus.reader.speech.cues import Utterance

SELVES = frozenset("i me my mine we us our ours ourselves myself".split())


def resolve(page: Page, cast: Cast, utterances: list[Utterance]) -> Cast:
    """The same cast, with the first person of each speaker's very words added.

    Outside quotations the first person is the author's, and stays unresolved.
    """
    spoken = [u for u in utterances if u.quotes and u.source is not None]
    for utterance in sorted(spoken, key=_length, reverse=True):  # inner ones come last and win
        assert utterance.source is not None
        for start, end in utterance.quotes:
            for token in page.within(start, end):
                if token.lower in SELVES and utterance.holds(token.start):
                    why = "first person of the speaker"
                    who = utterance.source.who
                    cast.add(Mention(token, token.start, token.end, who, "pronoun", why))
    return cast


def _length(utterance: Utterance) -> int:
    return sum(end - start for start, end in utterance.parts)
