"""The types of who is on a page: identities, their mentions, and the cast of them all."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from casus.reader.language import Page, Token
from casus.records import Party, VoiceKind

Form = Literal["name", "demonym", "metonym", "description", "pronoun"]
Gender = Literal["m", "f", ""]


@dataclass(frozen=True, slots=True)
class Who:
    """An identity: ``id`` is the actor id (``RUS``, ``un``, ``hezbollah``, or made from a name);
    None where the text does not tell who it is. ``sector`` is PLOVER's."""

    name: str
    id: str | None = None
    country: str | None = None
    kind: VoiceKind = "unnamed"
    sector: str | None = None


@dataclass(slots=True)
class Mention:
    """A noun phrase that names or points at someone; ``start``/``end`` are its characters as
    written, without relative clauses.

    ``role`` is the noun of a description or title ("ambassador"), ``of`` whom it serves,
    ``members`` those whom a plural stands for ("both sides"). A ``relation`` noun ("Chad's
    ally") names someone other than ``to``, whose relation it is."""

    head: Token
    start: int
    end: int
    who: Who
    form: Form
    why: str = ""
    role: str = ""
    plural: bool = False
    person: bool = False
    gender: Gender = ""
    of: Who | None = None
    members: tuple[Who, ...] = ()
    to: Who | None = None
    relation: bool = False


@dataclass(slots=True)
class Cast:
    """Everyone on a page, by the head token of the noun phrase."""

    page: Page
    mentions: list[Mention] = field(default_factory=list)
    by_head: dict[int, Mention] = field(default_factory=dict)

    def add(self, mention: Mention) -> None:
        """Put a mention in its place, over an earlier one with the same head."""
        self.mentions.append(mention)
        self.by_head[mention.head.i] = mention

    def at(self, token: Token) -> Mention | None:
        """The mention whose noun phrase this token heads."""
        return self.by_head.get(token.i)

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions whose heads lie inside a character span, in order."""
        first, last = self.page.index(start), self.page.index(end, after=True)
        return [self.by_head[i] for i in range(first, last) if i in self.by_head]

    def parties(self, token: Token) -> tuple[Party, ...]:
        """Who the noun phrase headed by ``token`` names, its conjuncts included; a mention that
        stands for several ("both sides") gives each of them."""
        found = [self.by_head[t.i] for t in token.conjuncts() if t.i in self.by_head]
        return tuple(
            Party(
                name=who.name,
                actor=who.id,
                country=who.country,
                sector=who.sector,
                span=(mention.start, mention.end),
            )
            for mention in found
            for who in mention.members or (mention.who,)
        )
