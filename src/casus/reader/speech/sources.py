"""Who the words of a source are: of "a statement by the ministry", the ministry; of "the envoy, Ann
Lee", Ann Lee; of "I", whoever speaks there; of words that name nobody known, the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from casus.reader.actors import Cast, Mention, Who
from casus.reader.language import Page, Token
from casus.reader.speech import cues
from casus.reader.speech.cues import FIRST_PERSON, Utterance
from casus.records import Span

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
LEADING = ("ADV", "ADP", "PUNCT", "CCONJ", "SCONJ")
OWNING = ("by", "from", "of")
LONGEST = 80  # characters of a name made of the words as written


def mention(page: Page, cast: Cast, span: Span, found: Iterable[Utterance] = ()) -> Mention | None:
    """Who the words of ``span`` are; None for words that name nobody, or a first person that no
    utterance of ``found`` holds."""
    words = page.within(*span)
    head = _head(words)
    if head is None:
        return None
    head = _owner(head, words) or head
    if head.pos == "PRON" and head.lower in FIRST_PERSON:
        return _speaker(page, head, found)
    known = cast.at(head)
    if known is None or known.form == "description":
        named = _named(cast, head, words)
        if named is not None:
            return named
    if known is not None and (known.who.id is not None or known.form == "pronoun"):
        return cues.together(cast, head, known)
    return _as_written(page, head, known, words)


def _head(words: Sequence[Token]) -> Token | None:
    """The word of a noun phrase on which the others hang."""
    if not words:
        return None
    first, last = words[0].i, words[-1].i
    tops = [t for t in words if not first <= t.head.i <= last or t.head is t]
    for among in (tops, words):
        nouns = [t for t in among if t.pos in NOMINAL]
        if nouns:
            return nouns[0]
    return None


def _owner(head: Token, words: Sequence[Token]) -> Token | None:
    """Whose words a paper holds: "a message from a doctor", "the palace’s statement"."""
    if head.lemma not in cues.papers() | cues.pointers() and head.lemma not in cues.nouns():
        return None
    inside = set(words)
    owner = head.child("poss")
    for prep in head.all("prep", "agent"):
        if owner is None and prep.lower in OWNING:
            owner = prep.child("pobj")
    return owner if owner in inside else None


def _named(cast: Cast, head: Token, words: Sequence[Token]) -> Mention | None:
    """The name in apposition to a description: "a spokesman, Lieutenant Colonel Amit Raz"."""
    for token in words:
        known = cast.at(token)
        if known is None or known.form != "name" or token is head or token.i < head.i:
            continue
        if token.dep == "appos" or (known.person and token.dep in ("nsubj", "conj", "npadvmod")):
            return known
    return None


def _speaker(page: Page, token: Token, found: Iterable[Utterance]) -> Mention | None:
    """Who "I" or "we" is: the speaker in whose words it stands."""
    holders = [u for u in found if u.source is not None and u.holds(token.start)]
    if not holders:
        return None
    holder = min(holders, key=lambda u: sum(b - a for a, b in u.parts))
    assert holder.source is not None
    why = "first person of the speaker"
    return Mention(token, token.start, token.end, holder.source.who, "pronoun", why)


def _as_written(page: Page, head: Token, known: Mention | None, words: Sequence[Token]) -> Mention:
    """A description that is nobody known keeps all its words, and what is known of it."""
    while len(words) > 1 and words[0] is not head and words[0].pos in LEADING:
        words = words[1:]  # "meanwhile local sources", "of the men one guard"
    start, end = words[0].start, words[-1].end
    if known is not None and (known.of is not None or known.who.country is not None):
        return replace(known, start=start, end=end)  # "its spokesman" is the spokesman of somebody
    comma = next((t for t in words if t.text == ","), None)
    if comma is not None and not any(t.pos in NOMINAL for t in words if t.i > comma.i):
        end = comma.start
    first = words[1] if words[0].lower in ("the", "a", "an") and len(words) > 1 else words[0]
    name = page.text[first.start : end].removesuffix("’s").removesuffix("'s")
    if len(name) > LONGEST:
        name = name[:LONGEST].rsplit(" ", 1)[0]
    if known is not None:
        return replace(known, start=start, end=end, who=replace(known.who, name=name))
    return Mention(
        head, start, end, Who(name=name, kind="unnamed"), "description", "no known actor"
    )
