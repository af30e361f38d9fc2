"""Statements built by hand about an invented war: Veldria (VEL) and Ostrana (OST)."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from casus.records import (
    Article,
    Commitment,
    Content,
    Event,
    Figure,
    Party,
    Place,
    Published,
    Statement,
    Voice,
    When,
    Words,
    make_id,
)

NAMES = {"VEL": "Veldria", "OST": "Ostrana", "KAR": "Karmark", "NOR": "Norland"}


def party(code: str) -> Party:
    return Party(name=NAMES.get(code, code), actor=code, country=code)


def ministry(code: str) -> Voice:
    return Voice(name=f"{NAMES[code]}'s defence ministry", actor=code, country=code, kind="state")


def president(code: str) -> Voice:
    return Voice(name=f"{NAMES[code]}'s president", actor=code, country=code, kind="state")


MONITOR = Voice(name="Border Watch", actor="border-watch", kind="organisation")
WITNESSES = Voice(name="witnesses", kind="unnamed")


def happened(
    kind: str,
    who: str | None,
    whom: str | None,
    *,
    date: str | None = None,
    place: str | None = None,
    precision: str = "city",
    reality: str = "actual",
    word: str | None = None,
) -> dict[str, Any]:
    """An event; ``word`` is its trigger, to be found in the text (else the first word)."""
    return {
        "word": word,
        "type": kind,
        "actors": (party(who),) if who else (),
        "recipients": (party(whom),) if whom else (),
        "reality": reality,
        "date": When(value=date, precision="day", rule="test") if date else None,
        "place": Place(name=place, precision=precision) if place else None,
    }


def count(
    measure: str, low: float | None, high: float | None = None, **more: Any
) -> dict[str, Any]:
    return {"measure": measure, "low": low, "high": high, **more}


@dataclass
class Press:
    """Articles and their statements as one grows them in a test; every quote stands in its
    article's text."""

    texts: dict[str, str] = field(default_factory=dict)
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    numbers: Any = field(default_factory=lambda: itertools.count(1))

    def paper(self, outlet: str | None, date: str | None, text: str = "", **more: Any) -> str:
        """Open an article; its id."""
        key = f"a{next(self.numbers):03}"
        published = Published(value=date, precision="day" if date else None, basis="given", why="")
        self.texts[key] = text
        self.facts[key] = {"publisher": outlet, "published": published, **more}
        return key

    def says(
        self,
        article: str,
        text: str,
        *voices: Voice,
        act: str = "say",
        events: tuple[dict[str, Any], ...] = (),
        figures: tuple[dict[str, Any], ...] = (),
        owed: tuple[dict[str, Any], ...] = (),
        denies: str | None = None,
    ) -> str:
        """Put a statement into an article; its id."""
        body = self.texts[article]
        at = body.find(text)
        if at < 0:
            at = len(body) + (1 if body else 0)
            self.texts[article] = f"{body}\n{text}" if body else text
        span = (at, at + len(text))

        def event(n: int, facts: dict[str, Any]) -> Event:
            word = facts.get("word") or text.split()[0]
            start = at + text.index(word)
            trigger = Words(text=word, span=(start, start + len(word)))
            rest = {name: value for name, value in facts.items() if name != "word"}
            return Event(id=make_id("e", key, n), trigger=trigger, **rest)

        key = make_id("s", article, len(self.statements), text)
        self.statements.append(
            Statement(
                id=key,
                article=article,
                span=span,
                quote=text,
                voices=voices,
                act=act if voices else "report",  # type: ignore[arg-type]
                quoted="indirect" if voices else "none",
                content=Content(text=text, span=span, spans=(span,)),
                denies=denies,
                events=tuple(event(n, facts) for n, facts in enumerate(events)),
                figures=tuple(
                    Figure(
                        **{"id": make_id("f", key, n), "text": f"{f['low']:.0f}", "span": span, **f}
                    )
                    for n, f in enumerate(figures)
                ),
                commitments=tuple(
                    Commitment(id=make_id("c", key, n), text=text, span=span, **c)
                    for n, c in enumerate(owed)
                ),
                confidence=0.9,
            )
        )
        return key

    @property
    def articles(self) -> list[Article]:
        return [
            Article(id=key, source=f"{key}.txt", text=text, sha256=key, **self.facts[key])
            for key, text in self.texts.items()
        ]
