"""The words of ``lexicon/commitments.yaml`` as look-up tables."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casus.reader import lexicon
from casus.records import CommitmentState


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon, turned for look-up by first word."""

    names: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]]
    deeds: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]]
    verbs: dict[str, CommitmentState]
    nouns: dict[str, CommitmentState]
    adjectives: dict[str, CommitmentState]
    phrases: dict[str, CommitmentState]
    announcing: frozenset[str]
    outcome_verbs: dict[str, CommitmentState]
    outcome_phrases: dict[str, CommitmentState]
    moods: frozenset[str]
    kinds: dict[str, dict[str, CommitmentState]]
    overdue: frozenset[str]


@functools.cache
def words() -> Words:
    """The lexicon as look-up tables."""
    data = lexicon.load("commitments")
    names: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]] = defaultdict(list)
    deeds: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]] = defaultdict(list)
    for kind, entries in data["names"].items():
        for entry in entries:
            under = frozenset(entry.get("under", ()))
            _file(names, entry["words"], {**entry, "kind": kind, "under": under})
    for entry in data["deeds"]:
        _file(deeds, entry["words"], {**entry, "objects": frozenset(entry.get("objects", ()))})
    table: dict[str, dict[str, CommitmentState]] = {
        part: {
            word: entry.get("state", state)
            for state, entry in data["governors"].items()
            for word in entry.get(part, ())
        }
        for part in ("verbs", "nouns", "adjectives", "phrases")
    }
    outcomes = data["outcomes"]
    return Words(
        names=dict(names),
        deeds=dict(deeds),
        announcing=frozenset(data["governors"]["announced"]["verbs"]),
        outcome_verbs={w: s for s, e in outcomes.items() for w in e.get("verbs", ())},
        outcome_phrases={w: s for s, e in outcomes.items() for w in e.get("phrases", ())},
        moods=frozenset(data["moods"]),
        kinds=data["kinds"],
        overdue=frozenset(data["overdue"]),
        **table,
    )


def _file(
    table: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]],
    phrases: Iterable[str],
    entry: dict[str, Any],
) -> None:
    """Put phrases under their first words, longest first."""
    for phrase in phrases:
        words = tuple(phrase.split())
        table[words[0]].append((words, entry))
        table[words[0]].sort(key=lambda pair: -len(pair[0]))
