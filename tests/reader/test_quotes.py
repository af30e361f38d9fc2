from __future__ import annotations

import pytest

from casus.reader.language import Page
from casus.reader.speech import quotes


def spans(text: str) -> list[str]:
    paragraphs, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    found = quotes.find(Page(text, paragraphs=paragraphs))
    return [text[q.inner[0] : q.inner[1]] for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We hold the ridge,” he said.", ["We hold the ridge,"]),
        ('"We hold it," she said. "It is ours."', ["We hold it,", "It is ours."]),
        ("'We don't sleep,' the miner told the Lantern.", ["We don't sleep,"]),
        ("''We do not sleep,'' the miner said.", ["We do not sleep,"]),
        ("‘The soldiers’ homes burned,’ he said.", ["The soldiers’ homes burned,"]),
        ("The rebels' camp and the army's post burned.", []),
        ("Since the '90s the valley has been quiet.", []),
        ("«Nothing to add», said the prefect.", ["Nothing to add"]),
        (
            "“They came at night.\n“They took the goats,” she said.",
            ["They came at night.", "They took the goats,"],
        ),
        ("He spoke of a ”victory” in the east.", []),
        ("the so-called “liberation” of the port", ["liberation"]),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    assert spans("“They shelled us at dawn.\nThe army denied it.") == []
    assert spans("The army denied it.\n“They shelled us at dawn.") == ["They shelled us at dawn."]
