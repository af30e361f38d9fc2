"""Readings made without a reader, so that the ledger is tested by itself."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable

import msgspec
import pytest

from casus.records import (
    Act,
    Article,
    Commitment,
    CommitmentState,
    Content,
    Event,
    Figure,
    Party,
    Place,
    Published,
    Reading,
    Span,
    Statement,
    Voice,
    VoiceKind,
    When,
    Words,
    make_id,
)

MakeReading = Callable[..., Reading]

WHO: tuple[tuple[str, str | None, VoiceKind], ...] = (
    ("Moldova", "MDA", "state"),
    ("The Varnian foreign ministry", "VRN", "state"),
    ("Recep Tayyip Erdoğan", "TUR", "person"),
    ("A spokesman for the northern rebels", None, "unnamed"),
)
PLACES = (("Syunik", "ARM"), ("Wau", "SSD"), ("Cox’s Bazar", "BGD"))
STATES: tuple[CommitmentState | None, ...] = ("breached", "agreed", None)
ACTS: tuple[Act, ...] = ("say", "deny", "accuse", "confirm")


def statement_of(
    text: str,
    article: str,
    quote: str,
    *,
    who: tuple[str, str | None, VoiceKind] | None = None,
    act: Act = "say",
    party: str | None = None,
    place: tuple[str, str] | None = None,
    killed: str | None = None,
    day: str | None = None,
    state: CommitmentState | None = None,
) -> Statement:
    """A statement on words that stand in ``text``; every keyword names words of ``quote``."""
    start = text.index(quote)

    def span(words: str) -> Span:
        at = text.index(words, start)
        return at, at + len(words)

    said = quote.partition(" said ")[2] or quote
    content = Content(text=said, span=span(said), spans=(span(said),))
    voices: tuple[Voice, ...] = ()
    if who:
        cue = Words(text="said", span=span("said"))
        speaker = Voice(name=who[0], country=who[1], kind=who[2], span=span(who[0]))
        voices = (msgspec.structs.replace(speaker, cue=cue, content=content),)
    id = make_id("s", article, start, start + len(quote))
    trigger = said.split()[0]
    where = place and Place(
        name=place[0], country=place[1], span=span(place[0]), precision="admin1"
    )
    event = Event(
        id=make_id("e", id),
        type="ASSAULT",
        trigger=Words(text=trigger, span=span(trigger)),
        actors=(Party(name=party, country=party),) if party else (),
        reality="actual",
        date=When(value=day, precision="day", rule="test") if day else None,
        place=where or None,
    )
    figure = killed and Figure(
        id=make_id("f", id), measure="killed", low=1, text=killed, span=span(killed)
    )
    owed = state and Commitment(
        id=make_id("c", id),
        kind="ceasefire",
        parties=("MDA",),
        state=state,
        text=trigger,
        span=span(trigger),
    )
    return Statement(
        id=id,
        article=article,
        span=(start, start + len(quote)),
        quote=quote,
        voices=voices,
        act=act,
        quoted="indirect" if who else "none",
        content=content,
        events=(event,),
        figures=(figure,) if figure else (),
        commitments=(owed,) if owed else (),
        confidence=0.5,
    )


def article_of(text: str, *, published: str | None = None, title: str | None = None) -> Article:
    """An article whose id comes from its words."""
    digest = hashlib.sha256(f"{title}\x1f{text}".encode()).hexdigest()
    return Article(
        id=f"a-{digest[:16]}",
        source=f"desk/{digest[:6]}.txt",
        title=title,
        text=text,
        sha256=digest,
        published=Published(value=published, precision="day", basis="given", why="test")
        if published
        else Published(),
    )


def reading(seed: int, size: int = 5) -> Reading:
    """A whole reading of ``size`` statements; one in seven articles is undated."""
    dice = random.Random(seed)
    lines = []
    for number in range(size):
        who, place = dice.choice(WHO), dice.choice(PLACES)
        killed = str(dice.randint(2, 400))
        line = f"{who[0]} said shelling near {place[0]} killed {killed} people, report {number}."
        lines.append((line, who, place, killed))
    text = f"Dispatch {seed}.\n" + "\n".join(line for line, *_ in lines)
    day = f"2023-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"
    published = None if seed % 7 == 0 else day
    article = article_of(text, published=published, title=f"Shelling, day {seed}")
    statements = tuple(
        statement_of(
            text,
            article.id,
            line,
            who=who,
            act=dice.choice(ACTS),
            party=dice.choice(("MDA", "VRN", None)),
            place=place,
            killed=killed,
            day=day if dice.random() < 0.5 else None,
            state=dice.choice(STATES),
        )
        for line, who, place, killed in lines
    )
    return Reading(article=article, statements=statements)


@pytest.fixture(scope="session")
def make_reading() -> MakeReading:
    return reading


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    return article_of


@pytest.fixture(scope="session")
def make_statement() -> Callable[..., Statement]:
    return statement_of
