"""Who speaks where a transcript says only SPOKESWOMAN or Q.

The spokeswoman is that of the one body named in the transcript's title or in the lines before its
first turn; a question is a reporter's. Where no body is named there, she stays unnamed.
"""

from __future__ import annotations

import re

from casus.reader.actors.cast import Cast, Gender, Mention, Who
from casus.reader.actors.names import adjectives, identities, index, words
from casus.reader.actors.roles import Role, table
from casus.reader.language import Page
from casus.records import Article

_TURN = re.compile(
    r"(SPOKES(?:MAN|WOMAN|PERSON)|Spokes(?:man|woman|person)|QUESTION|Q)(?=\s?[:.] ?\S)"
)
_GENDERS: dict[str, Gender] = {"spokesman": "m", "spokeswoman": "f"}
_HEAD = 600  # characters before the first turn that may name the body
_BODIES = frozenset(
    "ministry office department command mission embassy secretariat agency service administration "
    "council committee commission authority presidency parliament army police".split()
)


def speakers(page: Page, article: Article, cast: Cast) -> None:
    """Tell who the turns of a transcript belong to; a page without turns stays as it is."""
    turns = [m for a, b in page.paragraphs if (m := _TURN.match(page.text, a, b)) is not None]
    if not turns:
        return
    first = turns[0].start()
    spokesman = _spokesman(cast, first)
    body = _body(f"{article.title or ''}\n{page.text[max(0, first - _HEAD) : first]}")
    for turn in turns:
        word = turn[1].lower()
        if word in ("q", "question"):
            who, why = Who("reporter", None, None, "media", "MED"), "who asks in a transcript"
        elif spokesman is not None:
            who, why = spokesman.who, "the one named before the first turn"
        elif body is not None:
            kind = body.kind if body.kind in ("state", "organisation") else "unnamed"
            who = Who(f"{body.name} {word}", None, body.country, kind, body.sector)
            why = f"of {body.name}, whose transcript it is"
        else:
            who, why = Who(word, None, None, "unnamed", "UNK"), "no body named before the turns"
        _set(page, cast, turn.span(1), who, why, word)


def _set(page: Page, cast: Cast, span: tuple[int, int], who: Who, why: str, word: str) -> None:
    token = next(iter(page.within(*span)), None)
    if token is None:
        return
    known = next((m for m in cast.mentions if span[0] <= m.start < span[1]), None)
    if known is not None:
        known.who, known.why, known.form = who, why, "name"
        return
    gender = _GENDERS.get(word, "")
    cast.add(Mention(token, *span, who, "name", why, word, person=True, gender=gender))


def _spokesman(cast: Cast, before: int) -> Mention | None:
    """The spokesman whom the lines before the first turn name."""
    named = [
        m
        for m in cast.mentions
        if m.start < before and m.person and m.form == "name" and m.role.startswith("spokes")
    ]
    return named[0] if named else None


def _body(text: str) -> Who | None:
    """The one body that a title names: "Ministry of Foreign Affairs, Bishkek"."""
    seq = [w.strip('.,:;()"“”') for w in words(text)]
    written = text.split()
    states: dict[str, Who] = {}
    for i in range(len(seq)):
        for key in index().get(seq[i], ()):
            entry = key.entry
            if tuple(seq[i : i + len(key.words)]) != key.words or entry.sort == "person":
                continue
            exact = key.exact is None or key.exact in written
            if entry.sort == "body" and exact and not entry.shared and entry.who.kind != "media":
                return entry.who
            if entry.who.country and exact and entry.who.kind == "state":
                states[entry.who.country] = entry.who
            break
    role = _institution(seq)
    if role is None:
        return None
    if len(states) != 1:
        return Who(role.word, None, None, role.kind, role.sector)
    country = next(iter(states))
    state = identities()[country]
    name = f"{adjectives().get(country, state.name)} {role.word}"
    return Who(name, None, country, role.kind, role.sector)


def _institution(seq: list[str]) -> Role | None:
    """The first noun of a body in a title."""
    for i, word in enumerate(seq):
        for phrase, role in table().get(word, ()):
            if tuple(seq[i : i + len(phrase)]) == phrase and _BODIES & set(phrase):
                return role
    return None
