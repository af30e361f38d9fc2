"""A person outranks the machine: judgements are rows that are added, never edits.

A judgement names who, when, what and on which statement. It survives re-reading, because ids
are stable, and is taken back by a further row (``undo``), which can be undone in turn.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from casus.records import Noun, make_id, to_json

Verb = Literal["accept", "reject", "edit", "merge", "split", "undo"]
Verdict = Literal["accept", "reject"]


class Judgement(Noun, frozen=True, kw_only=True):
    """One act of one person. ``at`` is an ISO 8601 time given by the caller; ``target`` the id
    of a statement, or of the judgement to undo; ``payload`` what the verb needs or a remark."""

    record: Literal["judgement"] = "judgement"
    id: str
    who: str
    at: str
    verb: Verb
    target: str
    payload: dict[str, Any] = {}


def judgement(
    who: str, verb: Verb, target: str, at: str, payload: dict[str, Any] | None = None
) -> Judgement:
    """The judgement with the id that its content gives it."""
    draft = Judgement(id="", who=who, at=at, verb=verb, target=target, payload=payload or {})
    made = make_id("j", to_json(draft))
    return Judgement(id=made, who=who, at=at, verb=verb, target=target, payload=draft.payload)


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those of ``judgements`` (in the order in which they were made) that nobody has undone."""
    undone: set[str] = set()
    kept: list[Judgement] = []
    for one in reversed(list(judgements)):
        if one.id in undone:
            continue
        if one.verb == "undo":
            undone.add(one.target)
        else:
            kept.append(one)
    return kept[::-1]


def verdicts(judgements: Iterable[Judgement]) -> dict[str, Verdict]:
    """By statement, the last standing word on it."""
    return {
        one.target: one.verb
        for one in standing(judgements)
        if one.verb == "accept" or one.verb == "reject"
    }


def rejected(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Ids of the statements that a person has thrown out."""
    return frozenset(s for s, verdict in verdicts(judgements).items() if verdict == "reject")
