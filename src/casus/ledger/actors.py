"""All names of one state, body or person, with its roles and the days they were given.

Who is who was decided when the articles were read; here the names that one id bears are put
together, and a person's roles are read from the words around the name.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from casus.ledger.context import Context
from casus.records import Actor, Party, Role, Span, Statement, Voice, VoiceKind

T = TypeVar("T", bound=str)

LONGEST = 90  # characters of words that can be a role
# A role is a noun phrase: it says nothing and holds no verb of saying.
_NOT_ROLE = re.compile(r"\b(?:who|whom|which|said|says|told|that|has|had|was|is|in a)\b|[\n\"“”]")
_LEADING = re.compile(r"^(?:the|a|an)\s+", re.I)


@dataclass
class _Sheet:
    """What is gathered on one actor."""

    names: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    kinds: Counter[VoiceKind] = field(default_factory=Counter)
    roles: dict[str, list[str]] = field(default_factory=dict)
    statements: list[str] = field(default_factory=list)


def find(context: Context) -> tuple[Actor, ...]:
    """Everyone with an actor id, by id."""
    sheets: dict[str, _Sheet] = defaultdict(_Sheet)
    for statement in context.statements:
        for who in _people(statement):
            if who.actor:
                _note(sheets[who.actor], who, statement, context)
    return tuple(_actor(key, sheets[key]) for key in sorted(sheets))


def _people(statement: Statement) -> Iterator[Voice | Party]:
    """Voices, addressee and the parties of all events."""
    yield from statement.voices
    if statement.addressee:
        yield statement.addressee
    for event in statement.events:
        yield from event.actors
        yield from event.recipients


def _note(sheet: _Sheet, who: Voice | Party, statement: Statement, context: Context) -> None:
    """Add one mention to an actor's sheet."""
    sheet.names[who.name] += 1
    if who.country:
        sheet.countries[who.country] += 1
    if isinstance(who, Voice):
        sheet.kinds[who.kind] += 1
    if who.span and (not isinstance(who, Voice) or who.kind == "person"):
        role = role_of(context.articles[statement.article].text, who.span, who.name)
        if role:
            days = sheet.roles.setdefault(role, [])
            days.extend(filter(None, [context.day(statement)]))
    if statement.id not in sheet.statements[-1:]:
        sheet.statements.append(statement.id)


def role_of(text: str, span: Span, name: str) -> str | None:
    """The role in a mention as written: "Armenian Ambassador Vardan Toganyan" or
    "Vardan Toganyan, Armenia's ambassador"; None where there is none."""
    written = text[span[0] : span[1]]
    at = written.find(name)
    if at < 0 or " " not in name:
        return None
    before = _LEADING.sub("", written[:at].strip(" ,"))
    after = _LEADING.sub("", written[at + len(name) :].strip(" ,"))
    for words in (before, after):
        if 2 < len(words) <= LONGEST and not _NOT_ROLE.search(words):
            return words
    return None


def _actor(key: str, sheet: _Sheet) -> Actor:
    """The record of one actor, under its commonest name (among equals the longest)."""
    ranked = sorted(sheet.names, key=lambda n: (-sheet.names[n], -len(n), n))
    person = sheet.kinds["person"] > 0
    return Actor(
        id=key,
        name=ranked[0],
        names=tuple(ranked),
        country=_commonest(sheet.countries),
        kind=_commonest(sheet.kinds),
        roles=_roles(sheet.roles) if person else (),
        statements=tuple(dict.fromkeys(sheet.statements)),
        rule="one actor id, given to these names when the articles were read",
    )


def _commonest(counts: Counter[T]) -> T | None:
    """The value given most often; among equals the first by name."""
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def _roles(found: Mapping[str, list[str]]) -> tuple[Role, ...]:
    """Roles with the first and last day on which an article gives them."""
    roles = [
        Role(title=t, first=min(d, default=None), last=max(d, default=None))
        for t, d in sorted(found.items())
    ]
    return tuple(sorted(roles, key=lambda role: (role.first or "9999", role.title)))
