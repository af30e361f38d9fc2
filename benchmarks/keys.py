"""Labels (``gold/*/labels.jsonl``) as key lines for ``scoring.score``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def as_key(label: dict[str, Any]) -> dict[str, Any]:
    """One label as a key line: what it holds is the only acceptable answer."""
    voice = None
    if label["speaker"] or label["source"]:
        voice = {
            "name": label["speaker"] or label["source"],
            "country": label["country"],
            "kind": label["kind"],
        }
    return {
        "article": label["article"],
        "id": f"{label['article']}.{label['n']}",
        "quote": label["quote"],
        "content": " ".join(label["content"]) if voice else None,
        "voice": voice,
        "chain": [c["name"] for c in label["chain"]],
        "act": [label["act"]],
        "quoted": label["quoted"],
        "events": [
            {
                "type": [e["type"]],
                "actor": _names(e["actors"]),
                "recipient": _names(e["recipients"]),
                "reality": [e["reality"]],
                "date": e["date"],
                "place": e["place"],
            }
            for e in label["events"]
        ],
        "figures": [
            {"measure": f["measure"], "low": f["low"], "high": f["high"], "of": f["of"]}
            for f in label["figures"]
        ],
        "commitments": [
            {"kind": [c["kind"]], "parties": c["parties"], "state": [c["state"]], "due": c["due"]}
            for c in label["commitments"]
        ],
        "denies": label["denies"],
    }


def _names(parties: list[dict[str, Any]]) -> list[str]:
    return [n for p in parties for n in (p.get("country"), p.get("name")) if n]


def cases(folder: Path) -> Iterator[dict[str, Any]]:
    """The articles labelled in ``tests/cases/*.yaml``: ``article`` (its name under ``examples/``),
    ``title``, ``published`` and ``statements``."""
    for path in sorted(folder.glob("*.yaml")):
        yield from yaml.safe_load(path.read_text("utf-8"))


def case_keys(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The statements of a labelled example as key lines; what a label leaves out is empty.
    ``content`` may be a list of parts where the cue interrupts it."""
    empty = {"voice": None, "content": None, "chain": [], "quoted": "none", "denies": None}
    lists: dict[str, list[Any]] = {"events": [], "figures": [], "commitments": []}
    keys = []
    for n, label in enumerate(case["statements"], 1):
        key = {
            **empty,
            **lists,
            "article": case["article"],
            "id": f"{case['article']}.{n}",
            **label,
        }
        if isinstance(key["content"], list):
            key["content"] = " ".join(key["content"])
        keys.append(key)
    return keys
