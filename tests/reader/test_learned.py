"""Speech as rules and tagger read it together: what neither may lose, and what only both see."""

from __future__ import annotations

import pytest

from casus.reader import read
from casus.records import Article, Published, Reading, Statement


def statements(text: str, model: str = "tagger") -> tuple[Statement, ...]:
    article = Article(id="a", source="a", text=text, sha256="", published=Published())
    (reading,) = read([article], model=model)  # type: ignore[arg-type]
    assert isinstance(reading, Reading)
    return reading.statements


@pytest.mark.parametrize(
    ("text", "voices", "content"),
    [
        (
            "“We lost two boats,” said Ana Ruiz of the harbour union, who has led it since 2011. "
            "“They lost the war.”",
            ["Ana Ruiz"],
            "“We lost two boats,” “They lost the war.”",
        ),
        (
            "The governor, in a column for the Coast Herald, likened the siege to a slow flood.",
            ["governor"],
            "the siege to a slow flood",
        ),
        (
            "Sudan says the road is open. Not one lorry has passed, drivers answer.",
            ["drivers"],
            "Not one lorry has passed",
        ),
        (
            "The general was accused by residents of burning the granary.",
            ["residents"],
            "The general of burning the granary",
        ),
        (
            "A pilot told the tower that the gunner had said the fuel was gone.",
            ["pilot", "gunner"],
            "the fuel was gone",
        ),
        (
            "The minister has been described by diplomats as a reluctant partner.",
            ["diplomats"],
            "The minister as a reluctant partner",
        ),
    ],
)
def test_voice_and_words(text: str, voices: list[str], content: str) -> None:
    said = [([v.name for v in s.voices], s.content.text) for s in statements(text)]
    assert (voices, content) in said


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Chad hit out at the mayor for accusing Chad of burning the mill.", "mayor"),
        ("Peru criticised Ana Ruiz for accusing Peru of shelling the port.", "Ana Ruiz"),
    ],
)
def test_nobody_accuses_himself(text: str, voice: str) -> None:
    accused = [s for s in statements(text) if s.act == "accuse" and s.voices]
    assert {s.voices[-1].name for s in accused} <= {voice}
    assert accused


def test_what_is_added_is_said_once() -> None:
    text = (
        "About 70 rebels were killed in the strikes on Osk said the colonel adding that a number of "
        "trucks were destroyed."
    )
    found = [s for s in statements(text) if s.voices]
    assert sum("trucks" in s.content.text for s in found) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The blast claimed 30 lives at a market claimed by both states.",
        "The ferry left at noon, and the charge exploded near the pier.",
        "He was called up in May and sent to the border.",
    ],
)
def test_words_of_speech_without_speech(text: str) -> None:
    assert not [s for s in statements(text) if s.voices]


def test_the_rules_alone_are_another_reading() -> None:
    text = "The governor, in a column for the Coast Herald, likened the siege to a slow flood."
    assert [s.voices for s in statements(text, "rules")] != [s.voices for s in statements(text)]
    assert all("chance" not in s.why for s in statements(text, "rules"))


def test_an_answer_is_tied_to_what_it_answers() -> None:
    text = (
        "“Nobody fired on that bus,” the colonel said, after villagers had blamed his men for "
        "nine deaths."
    )
    found = statements(text)
    answer = next(s for s in found if s.voices and s.voices[-1].name == "colonel")
    blame = next(s for s in found if s.voices and s.voices[-1].name == "villagers")
    assert answer.denies == blame.id
    assert answer.act == "deny"


def test_who_issues_a_statement_says_all_of_it() -> None:
    text = (
        "The following statement was issued today by Maren Aldous, Special Envoy for the Lakes.\n\n"
        "I am alarmed by the shelling of Osk. On Sunday nine people were killed there.\n\n"
        "I have asked both governments to stop."
    )
    found = statements(text)
    killed = next(s for s in found if "nine people" in s.content.text)
    assert [v.name for v in killed.voices] == ["Maren Aldous"]
