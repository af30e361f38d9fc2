"""A brief as plain frozen values, ready for JSON: each line with its words and its source."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Cited:
    """An article that the brief quotes, under its number."""

    number: int
    article: str
    outlet: str | None
    title: str | None
    published: str | None
    source: str
    copy_of: str | None = None
    copied: float | None = None


@dataclass(frozen=True)
class Account:
    """Who says it, in which manner, in which words: ``quote`` is a verbatim piece of the
    article but for the marks " …" where it is cut."""

    who: str
    act: str
    quote: str
    citation: int
    statement: str
    date: str | None = None


@dataclass(frozen=True)
class Count:
    """One figure by one source, in plain words; ``quote`` holds the words that give it, and
    ``date`` is the day on which they were published."""

    what: str
    according_to: str
    citation: int
    statement: str
    date: str | None = None
    quote: str = ""


@dataclass(frozen=True)
class Tally:
    """One thing counted, the last figure of each source side by side."""

    what: str
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class Happening:
    """One incident: its label, who says so, who denies it, the rival figures. ``word`` is the
    article's own word for it."""

    incident: str
    type: str
    phrase: str
    word: str | None
    date: str | None
    place: str | None
    first_report: str | None
    realities: dict[str, int]
    independent: int
    accounts: tuple[Account, ...]
    denials: tuple[Account, ...]
    figures: tuple[Tally, ...]
    rule: str


@dataclass(frozen=True)
class Quarrel:
    """One dispute: both sides with their words. ``happening`` is the number, from 1, of the
    happening of the same brief that it is about."""

    dispute: str
    happening: int | None
    since: str | None
    asserts: tuple[Account, ...]
    denies: tuple[Account, ...]
    rule: str


@dataclass(frozen=True)
class Standing:
    """The state that one voice last gave to a commitment."""

    state: str
    account: Account


@dataclass(frozen=True)
class Owed:
    """One commitment: what, between whom, until when, and how it stands by each voice."""

    commitment: str
    phrase: str
    due: str | None
    overdue: bool
    standing: tuple[Standing, ...]
    rule: str


@dataclass(frozen=True)
class Person:
    """Someone who speaks, acts or is acted upon."""

    actor: str
    name: str
    country: str | None
    kind: str | None
    role: str | None
    statements: int


@dataclass(frozen=True)
class Brief:
    """What a ledger's articles say, for a period and a subject. ``left_out`` counts what the
    limits kept back, by section; nothing is dropped in silence."""

    since: str | None
    until: str | None
    about: str | None
    articles: int
    outlets: int
    copies: int
    undated: int
    statements: int
    who: tuple[Person, ...]
    happenings: tuple[Happening, ...]
    disputes: tuple[Quarrel, ...]
    commitments: tuple[Owed, ...]
    figures: tuple[Tally, ...]
    questions: tuple[str, ...]
    left_out: dict[str, int]
    sources: tuple[Cited, ...]

    def to_dict(self) -> dict[str, Any]:
        """The brief as plain JSON-ready values."""
        return asdict(self)
