"""The scorer itself: it must be able to find a reading wrong."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.scoring import score

QUOTE = "Kenya said Somali troops had shelled the town of Mandera on Sunday"
CONTENT = "Somali troops had shelled the town of Mandera on Sunday"
KEY: dict[str, Any] = {
    "article": "x.txt",
    "id": "k1",
    "quote": QUOTE,
    "content": CONTENT,
    "voice": {"name": "Kenya", "country": "KEN", "kind": "state"},
    "chain": [],
    "act": ["say"],
    "quoted": "indirect",
    "events": [{"type": ["ASSAULT"], "actor": ["SOM"], "recipient": [], "reality": ["actual"]}],
    "figures": [{"measure": "killed", "low": 4, "high": None}],
    "commitments": [{"kind": ["ceasefire"], "parties": ["KEN"], "state": ["breached"]}],
}


def reading(**changes: Any) -> list[dict[str, Any]]:
    statement: dict[str, Any] = {
        "record": "statement",
        "id": "s1",
        "article": "a1",
        "quote": QUOTE,
        "content": {"text": CONTENT},
        "voices": [{"name": "Kenyan army", "country": "KEN", "kind": "state", "actor": None}],
        "act": "say",
        "quoted": "indirect",
        "events": [{"type": "ASSAULT", "actors": [{"country": "SOM"}], "reality": "actual"}],
        "figures": [{"measure": "killed", "low": 4, "high": None}],
        "commitments": [{"kind": "ceasefire", "parties": ["KEN", "SOM"], "state": "breached"}],
    }
    article = {"record": "article", "id": "a1", "source": "some/x.txt"}
    return [article, {**statement, **changes}]


def test_a_right_reading_is_all_right() -> None:
    row = score([KEY], reading()).row()
    assert {
        k: row[k] for k in ("statement", "event", "figure", "commitment", "act")
    } == dict.fromkeys(("statement", "event", "figure", "commitment", "act"), 100.0)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("statement", {"voices": []}),
        ("statement", {"voices": [{"name": "Uganda", "country": "UGA", "kind": "state"}]}),
        ("statement", {"content": {"text": "the rains had come early to the north"}}),
        ("event", {"events": [{"type": "ASSAULT", "actors": [], "reality": "actual"}]}),
        (
            "event",
            {"events": [{"type": "AID", "actors": [{"country": "SOM"}], "reality": "actual"}]},
        ),
        ("event", {"events": []}),
        ("figure", {"figures": [{"measure": "killed", "low": 4, "high": 4}]}),
        (
            "commitment",
            {"commitments": [{"kind": "ceasefire", "parties": ["TUR"], "state": "breached"}]},
        ),
    ],
)
def test_a_wrong_reading_is_found_wrong(kind: str, changes: dict[str, Any]) -> None:
    assert score([KEY], reading(**changes)).row()[kind] == 0.0


def test_a_line_that_no_label_knows_costs_precision() -> None:
    extra = reading(id="s2", content={"text": "the rains had come early to the north"})[1]
    row = score([KEY], [*reading(), extra]).row()
    assert row["statement P"] == 50.0
    assert row["statement R"] == 100.0
