"""The nouns of Casus: what every API, file and page calls by the same name.

A ledger never states a fact. It states who states it, on what words. Every line is a
*statement*: a chain of voices takes a stance on a proposition, and the words that show it are
quoted with their place in the article.

Conventions: a span is ``(start, end)`` in Unicode code points of ``Article.text``, end
exclusive. Countries are ISO 3166-1 alpha-3. Dates are ISO 8601 / EDTF strings. Unknown is
``None``; the reason stands in ``why`` under the name of the field. All types are immutable.
Ids are hashes of content: the same bytes give the same ids on every machine.

This module imports nothing of ours; ``casus schema`` prints JSON Schema made from it.
Event types and sectors are PLOVER's (Halterman et al. 2023, *PLOVER and POLECAT*).
"""

from __future__ import annotations

import hashlib
from typing import Any, Literal

import msgspec

Span = tuple[int, int]

Precision = Literal["minute", "day", "month", "year"]
Basis = Literal["metadata", "dateline", "given", "inferred", "unknown"]
VoiceKind = Literal["state", "armed_group", "media", "organisation", "person", "public", "unnamed"]
Act = Literal[
    "say",
    "report",
    "confirm",
    "deny",
    "doubt",
    "accuse",
    "demand",
    "request",
    "threaten",
    "promise",
    "reject",
    "endorse",
]
Quoted = Literal["direct", "indirect", "mixed", "none"]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Reality = Literal[
    "actual",
    "ongoing",
    "negated",
    "possible",
    "conditional",
    "planned",
    "demanded",
    "past_habitual",
    "unknown",
]
Measure = Literal[
    "killed",
    "wounded",
    "captured",
    "missing",
    "displaced",
    "troops",
    "fighters",
    "vehicles",
    "aircraft",
    "ships",
    "missiles",
    "money",
    "other",
]
CommitmentKind = Literal[
    "defence_pact",
    "ceasefire",
    "withdrawal",
    "aid",
    "deployment",
    "mediation",
    "sanctions",
    "negotiation",
    "other",
]
CommitmentState = Literal[
    "proposed",
    "requested",
    "considered",
    "agreed",
    "in_force",
    "invoked",
    "due",
    "fulfilled",
    "breached",
    "refused",
    "suspended",
    "ended",
]


class Noun(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: immutable, compared by value."""


# ---------------------------------------------------------------- article


class Published(Noun, frozen=True, kw_only=True):
    """When an article was published and how we know; ``value`` is None when unknown."""

    value: str | None = None
    precision: Precision | None = None
    basis: Basis = "unknown"
    why: str = "no date in metadata or text"


class Dropped(Noun, frozen=True, kw_only=True):
    """A piece that the cleaner left out of ``text``, and why. Nothing vanishes."""

    text: str
    why: str


class Article(Noun, frozen=True, kw_only=True):
    """One article as read: cleaned ``text`` (title excluded, captions included) and its origin.

    ``source`` is the path or URL (for an item of a collection, ``path#item``). ``id`` derives
    from the bytes as read, whose SHA-256 is ``sha256``. ``copy_of`` and ``copied`` (share of
    this text, 0 to 1) are known only in a ledger.
    """

    record: Literal["article"] = "article"
    id: str
    source: str
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published = Published()
    via: tuple[str, ...] = ()
    text: str
    captions: tuple[Span, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    sha256: str
    copy_of: str | None = None
    copied: float | None = None
    why: dict[str, str] = {}


# -------------------------------------------------------------- statement


class Words(Noun, frozen=True, kw_only=True):
    """Exact words of the article: ``article.text[span[0]:span[1]] == text``."""

    text: str
    span: Span


class Content(Noun, frozen=True, kw_only=True):
    """What is said. ``spans`` are its parts where a cue interrupts it; ``text`` joins them
    with a blank; ``span`` covers them all."""

    text: str
    span: Span
    spans: tuple[Span, ...]


class Voice(Noun, frozen=True, kw_only=True):
    """One speaker in a chain: who, as written where, by which cue, saying what."""

    name: str
    actor: str | None = None
    country: str | None = None
    kind: VoiceKind
    span: Span | None = None
    cue: Words | None = None
    content: Content | None = None
    why: dict[str, str] = {}


class Party(Noun, frozen=True, kw_only=True):
    """Who acts or is acted upon. ``sector`` is PLOVER's (GOV MIL REB CVL MED IGO NGO ...)."""

    name: str
    actor: str | None = None
    country: str | None = None
    sector: str | None = None
    span: Span | None = None


class When(Noun, frozen=True, kw_only=True):
    """An EDTF date or interval, the words it rests on, and the rule that read them."""

    value: str
    precision: str
    span: Span | None = None
    rule: str
    anchor: str | None = None


class Place(Noun, frozen=True, kw_only=True):
    """A named place. ``geonames`` is its GeoNames id, None for places of our own list."""

    name: str
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    country: str | None = None
    span: Span | None = None
    precision: str
    why: dict[str, str] = {}


class Event(Noun, frozen=True, kw_only=True):
    """A PLOVER event as the innermost voice presents it (``reality``)."""

    id: str
    type: EventType
    mode: str | None = None
    trigger: Words
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    reality: Reality
    date: When | None = None
    place: Place | None = None
    why: dict[str, str] = {}


class Figure(Noun, frozen=True, kw_only=True):
    """How many of what. ``low``/``high`` are None where the words set no bound."""

    id: str
    measure: Measure
    low: float | None = None
    high: float | None = None
    qualifier: str | None = None
    of: Party | None = None
    date: When | None = None
    text: str
    span: Span
    why: dict[str, str] = {}


class Commitment(Noun, frozen=True, kw_only=True):
    """Something owed, in the ``state`` that this statement's voice says it is in."""

    id: str
    kind: CommitmentKind
    parties: tuple[str, ...]
    owed_by: str | None = None
    owed_to: str | None = None
    state: CommitmentState
    due: str | None = None
    terms: str | None = None
    text: str
    span: Span
    why: dict[str, str] = {}


class Statement(Noun, frozen=True, kw_only=True):
    """Who states what, on what words. Empty ``voices``: the article's own voice."""

    record: Literal["statement"] = "statement"
    id: str
    article: str
    span: Span
    quote: str
    voices: tuple[Voice, ...] = ()
    cue: Words | None = None
    act: Act
    quoted: Quoted
    content: Content
    addressee: Voice | None = None
    denies: str | None = None
    events: tuple[Event, ...] = ()
    figures: tuple[Figure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    confidence: float
    why: dict[str, str] = {}


class Reading(Noun, frozen=True, kw_only=True):
    """One article and every statement read in it: what ``read`` yields and a ledger stores."""

    article: Article
    statements: tuple[Statement, ...] = ()


# ------------------------------------------------- across articles (ledger)


class Role(Noun, frozen=True, kw_only=True):
    """An office or description of an actor, with the dates at which articles give it."""

    title: str
    first: str | None = None
    last: str | None = None


class Actor(Noun, frozen=True, kw_only=True):
    """All names of one state, body or person."""

    record: Literal["actor"] = "actor"
    id: str
    name: str
    names: tuple[str, ...]
    country: str | None = None
    kind: VoiceKind | None = None
    roles: tuple[Role, ...] = ()
    statements: tuple[str, ...]
    rule: str


class RivalFigure(Noun, frozen=True, kw_only=True):
    """One count of one thing by one ultimate source; rivals stand side by side, never averaged."""

    measure: Measure
    low: float | None = None
    high: float | None = None
    qualifier: str | None = None
    of: str | None = None
    according_to: str
    date: str | None = None
    statement: str


class Incident(Noun, frozen=True, kw_only=True):
    """Events that are one happening, the statements for it, rival figures side by side."""

    record: Literal["incident"] = "incident"
    id: str
    type: EventType
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    realities: dict[str, int] = {}
    figures: tuple[RivalFigure, ...] = ()
    best: str
    first_report: str | None = None
    last_report: str | None = None
    independent: int
    events: tuple[str, ...]
    statements: tuple[str, ...]
    rule: str


class Stance(Noun, frozen=True, kw_only=True):
    """One voice's side in a dispute."""

    according_to: str
    act: Act
    date: str | None = None
    statement: str


class Dispute(Noun, frozen=True, kw_only=True):
    """Statements on one proposition with opposed stances: who asserts, who denies, since when."""

    record: Literal["dispute"] = "dispute"
    id: str
    proposition: str
    asserts: tuple[Stance, ...]
    denies: tuple[Stance, ...]
    since: str | None = None
    statements: tuple[str, ...]
    rule: str


class CommitmentStep(Noun, frozen=True, kw_only=True):
    """The state that one voice says a commitment was in, at one date."""

    date: str | None = None
    state: CommitmentState
    according_to: str
    statement: str


class Promise(Noun, frozen=True, kw_only=True):
    """One pact or promise through time (record ``commitment`` of the ledger)."""

    record: Literal["commitment"] = "commitment"
    id: str
    kind: CommitmentKind
    parties: tuple[str, ...]
    owed_by: str | None = None
    owed_to: str | None = None
    due: str | None = None
    overdue: bool = False
    steps: tuple[CommitmentStep, ...]
    present: dict[str, CommitmentState]
    statements: tuple[str, ...]
    rule: str


class Origin(Noun, frozen=True, kw_only=True):
    """Statements that go back to one source: copies and re-quotes of one voice through one
    wire. ``independent`` counts the independent origins of the same claim, this one included."""

    record: Literal["origin"] = "origin"
    id: str
    claim: str
    source: str
    articles: tuple[str, ...]
    independent: int
    statements: tuple[str, ...]
    rule: str


Record = Article | Statement | Actor | Incident | Dispute | Promise | Origin
RECORDS: tuple[type[Noun], ...] = (
    Article,
    Statement,
    Actor,
    Incident,
    Dispute,
    Promise,
    Origin,
)


def make_id(prefix: str, *parts: object) -> str:
    """A stable id: ``prefix-`` and 16 hex digits of the SHA-256 of ``parts`` (joined by U+001F)."""
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode()).hexdigest()[:16]}"


def to_dict(record: Noun) -> dict[str, Any]:
    """The record as plain JSON-ready Python values."""
    built: dict[str, Any] = msgspec.to_builtins(record)
    return built


def to_json(record: Noun) -> str:
    """The record as one line of JSON, fields in the order of the class."""
    return msgspec.json.encode(record).decode()


def json_schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of every record, made from these classes."""
    _, components = msgspec.json.schema_components(RECORDS, ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Casus records",
        "oneOf": [{"$ref": f"#/$defs/{kind.__name__}"} for kind in RECORDS],
        "$defs": components,
    }
