"""The labelled examples: found in the text as it is read, and read no worse than their floors."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from benchmarks.accuracy import examples
from benchmarks.keys import cases
from casus import fetch
from casus.records import Article

ROOT = Path(__file__).parent.parent
CASES = list(cases(ROOT / "tests" / "cases"))


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    found = [a for a in fetch(ROOT / "examples") if isinstance(a, Article)]
    return {Path(a.source).name: a for a in found}


def test_there_are_enough_of_them(articles: dict[str, Article]) -> None:
    assert len(CASES) == len(articles) >= 14


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["article"])
def test_the_article_is_what_was_labelled(
    case: dict[str, Any], articles: dict[str, Article]
) -> None:
    article = articles[case["article"]]
    assert article.title == case["title"]
    assert article.published.value == case["published"]
    for label in case["statements"]:
        assert label["quote"] in article.text
        content = label.get("content") or []
        for part in [content] if isinstance(content, str) else content:
            assert part in article.text


def test_reading_keeps_its_floors() -> None:
    floors = tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text("utf-8"))["examples"]
    got = examples()
    assert {k: got[k] for k, floor in floors.items() if got[k] < floor} == {}
