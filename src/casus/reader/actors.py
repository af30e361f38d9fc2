"""Who is named: states, bodies, armed groups, persons, and noun phrases that act."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from casus.reader.language import Page, Token
from casus.records import Article, Party, VoiceKind

Form = Literal["name", "demonym", "metonym", "description", "pronoun"]


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
    written, without relative clauses."""

    head: Token
    start: int
    end: int
    who: Who
    form: Form
    why: str = ""


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

    def parties(self, token: Token) -> tuple[Party, ...]:
        """Who the noun phrase headed by ``token`` names, its conjuncts included."""
        found = [self.by_head[t.i] for t in token.conjuncts() if t.i in self.by_head]
        return tuple(
            Party(
                name=m.who.name,
                actor=m.who.id,
                country=m.who.country,
                sector=m.who.sector,
                span=(m.start, m.end),
            )
            for m in found
        )


def find(page: Page, article: Article) -> Cast:
    """Everyone whom the page names or describes. Pronouns are ``mentions.resolve``'s."""
    return Cast(page)
