"""Headings and site tails glued into one line: they go, and what only looks like them stays."""

import pytest

from casus.intake.headings import headings
from casus.intake.plaintext import clean

LEAD = "Shells hit the market at Tarsk on Friday and killed nine people a doctor there said."


@pytest.mark.parametrize(
    ("heading", "anew"),
    [
        ("Harka", "An army unit retook two hills near the old dam."),
        ("Harka", "The Orkesh Army repelled a raid on the dam."),
        ("Lake District", "Units of the border guard burned nine boats."),
        ("Harka", "A military source said the dam was mined."),
        ("Fresh Talks", "The envoy will meet both sides in Lusaka on Sunday."),
        ("Kelm", "In a similar context two guards were hurt."),
        ("Kelm", "Meanwhile two guards were hurt by a mine."),
        ("Kelm", "Two guards were hurt by a mine."),
    ],
)
def test_a_heading_between_two_sentences_goes(heading: str, anew: str) -> None:
    found = clean(f"{LEAD} {heading} {anew}", "Shells hit market at Tarsk")
    assert found.text == f"{LEAD} {anew}"
    assert [(d.text, d.why) for d in found.dropped] == [(heading, "section heading")]


@pytest.mark.parametrize(
    "text",
    [
        f"{LEAD} Harka Army units retook two hills.",  # an army may be called so
        f"{LEAD} Meanwhile The Lake Front burned nine boats.",
        f"{LEAD} The A road to Kelm is shut.",
        f"{LEAD} Block A was shelled at night.",
        f"{LEAD} Ward A is full.",
        f"{LEAD} Phase Two of the plan begins on Monday.",
        f"{LEAD} Harka fell and the army left.",
        "The depot lies between Kelm and Harka The army said it was hit.",
        "He spoke with Col. Tarn An aide stood by.",
        f"{LEAD} On Sunday The Lake Post said the dam was mined.",
    ],
)
def test_the_words_of_a_sentence_stay(text: str) -> None:
    assert headings(text) == []


TAIL = (
    "Related News Lake vote annulled Envoy flies home Follow us on Instagram. "
    "SUBSCRIBE to our newsletter We wont spam you and we respect your privacy."
)


@pytest.mark.parametrize(
    ("tail", "whys"),
    [
        (f" {TAIL}", ["links and site foot"]),
        (f" Source Lake Press and agencies {TAIL}", ["source credit", "links and site foot"]),
        (" Category: News", ["category of the site"]),
        (
            " Read also Envoy flies home Dam reopens Sign up for our newsletter Follow us",
            ["links and site foot"],
        ),
    ],
)
def test_the_tail_of_the_site_goes(tail: str, whys: list[str]) -> None:
    found = clean(f"{LEAD}{tail}", "Shells hit market at Tarsk")
    assert found.text == LEAD
    assert sorted(d.why for d in found.dropped) == sorted(whys)
    assert " ".join(d.text for d in found.dropped) == tail.strip()


@pytest.mark.parametrize(
    "end",
    [
        " Follow us to the dam the guide told the children.",
        " Related News agencies said nothing of it.",
        " Subscribe to the truce or leave the envoy told the rebels on Facebook.",
    ],
)
def test_a_sentence_that_sounds_like_a_tail_stays(end: str) -> None:
    assert clean(f"{LEAD}{end}", "Shells hit market at Tarsk").text == f"{LEAD}{end}"
