"""Whole dumps: what is kept, what is dropped and why; and that nothing vanishes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.intake.plaintext import clean

BODY = (
    "TARSK - Morvenia vowed on Tuesday to answer “at a time of our choosing” after a helicopter was shot down.",
    "The League said that it had fired two missiles “from our own soil”, a claim that Zhaldan rejected.",
    "Fighting since January has killed 112 people, according to a count by the hospital in Tarsk.",
)
DUMP = f"""Home > World > Senna Valley

Morvenia vows to answer after helicopter is shot down

Morvenia vows to answer after helicopter is shot down

By Jana Orlick | Tuesday 2 April 2019 17:40 | 3 min read

Share on Facebook Tweet Email Print

{BODY[0]}

Soldiers at the Suvan crossing last month, via AFP

SEE ALSO: Envoy's appeal falls short

{BODY[1]}

Related stories
- Clinic attack: what we know
- Karsavia denies sending paratroopers

{BODY[2]}

Tags: Morvenia, Zhaldan

Leave a Reply

Your email address will not be published. Required fields are marked *

hillboy77: liars, all of them, on both banks of the river, and the papers too.
© 2019 The Lethany Courier. All rights reserved.
"""


def test_dump() -> None:
    found = clean(DUMP)
    assert found.title == "Morvenia vows to answer after helicopter is shot down"
    assert found.byline == "Jana Orlick"
    assert found.publisher == "The Lethany Courier"
    caption = "Soldiers at the Suvan crossing last month, via AFP"
    assert found.text == "\n\n".join([BODY[0], caption, BODY[1], BODY[2]])
    assert [found.text[a:b] for a, b in found.captions] == [caption]
    reasons = {dropped.text: dropped.why for dropped in found.dropped}
    assert reasons["Morvenia vows to answer after helicopter is shot down"] == "repeated title"
    assert reasons["- Karsavia denies sending paratroopers"] == "links to other articles"
    assert all(reasons.values())
    assert found.stamps[0].time == "17:40"


def test_trail_at_the_foot() -> None:
    foot = "Jana Orlick\nSat, 05/15/2021 – 07:35\n\nvia Valley News https://sho.rt/3hn Jana Orlick"
    found = clean("Two shot at Kelm crossing\n\n" + "\n\n".join(BODY) + "\n\n" + foot)
    assert found.via == ("Valley News",)
    assert found.url == "https://sho.rt/3hn"
    assert found.byline == "Jana Orlick"
    assert found.text == "\n\n".join(BODY)


def test_outlets_nearest_first() -> None:
    text = "Authored by Jana Orlick via The Valley Desk,\n\n" + "\n\n".join(BODY)
    found = clean(text + "\n\nvia Valley News https://sho.rt/3hn")
    assert found.via == ("Valley News", "The Valley Desk")


def test_unusual_characters_survive() -> None:
    body = "“We will request Orkesh [for additional military\u00a0assistance],” the envoy’s aide said – and left."
    found = clean(f"Envoy asks\r\n\r\n{body}\r\n\r\n{BODY[1]}\r\n")
    assert body in found.text


def test_invisible_characters_are_told() -> None:
    found = clean(
        "The army of Mor\u00advenia\u200b shelled the bridge on Friday, killing two people."
    )
    assert found.text == "The army of Morvenia shelled the bridge on Friday, killing two people."
    assert "2 invisible" in found.why["text"]


def test_agency_credits_at_the_end() -> None:
    credits = "(Reporting by Leyla Aslan in Baku; editing by Ann Cole)"
    found = clean(f"{BODY[0]}\n\n{BODY[1]} {credits}")
    assert found.text == f"{BODY[0]}\n\n{BODY[1]}"
    assert found.dropped[-1].text == credits
    assert found.byline == "Leyla Aslan in Baku"


def test_all_in_one_line() -> None:
    title = "Army shells Tarsk bridge killing 12"
    lead = "The army of Orkesh shelled the bridge at Tarsk on Wednesday killing 12 people a doctor said."
    found = clean(f"Wed 03 Apr 2019 {title}. {lead} Read Also", title)
    assert found.text == lead
    assert [d.why for d in found.dropped] == [
        "time stamp",
        "repeated title",
        "links to other articles",
    ]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Rebels take Kelm",
            "Rebels take Kelm after a week of fighting that left 40 people dead, a doctor said.",
        ),
        (
            "Rebels take Kelm",
            "15 July 2015 saw the heaviest fighting of the year, a doctor in Kelm said on Friday.",
        ),
        (
            None,
            "12 people died when shells hit the bridge at Tarsk on Wednesday, a doctor said. Twitter was down.",
        ),
    ],
)
def test_nothing_cut_in_doubt(title: str | None, text: str) -> None:
    assert clean(text, title).text == text


def test_a_figure_after_the_share_bar_stays() -> None:
    lead = "24 fighters were killed near Tarsk on Monday the army said."
    assert clean(f"02.10.2017 Share Tweet 191 {lead}").text.endswith(lead)


def test_site_foot_in_one_line() -> None:
    foot = "Tags Tarsk bridge army Careers Press Releases Contact Us Privacy Policy"
    found = clean(f"{BODY[0]} {BODY[1]} {foot}")
    assert found.text == f"{BODY[0]} {BODY[1]}"
    assert found.dropped[0].text == foot


def test_caption_without_credit_only_between_paragraphs() -> None:
    shown, lists = "Smoke pours from a block of flats in Kelm", "Orkesh stands by the claim on Kelm"
    found = clean(f"Terror in Kelm\n\n{BODY[0]}\n\n{shown}\n\n{BODY[1]}")
    assert [found.text[a:b] for a, b in found.captions] == [shown]
    found = clean(f"The week in brief\n\n{lists}\n\n{shown}\n\nEnvoy flies home\n\n{BODY[1]}")
    assert found.captions == ()


def test_known_title_with_the_name_of_the_site() -> None:
    found = clean(
        f"Army shells Tarsk bridge\n\n{BODY[0]}", "Army shells Tarsk bridge | Lethany Courier"
    )
    assert found.text == BODY[0]
    assert found.dropped[0].why == "repeated title"


def test_comment_link_above_the_article_is_no_comment_section() -> None:
    found = clean(f"Envoy heads for Tarsk\n\n43 Comments\n\n{BODY[0]}\n\n{BODY[1]}")
    assert found.text == f"{BODY[0]}\n\n{BODY[1]}"


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The army of Orkesh on Wednesday denied that it had shelled the\n"
        "bridge at Tarsk, where at least twelve people were killed, and\n"
        "blamed criminal bands for the fire.\n\n"
        "Three villagers said that the shells had come from the eastern\n"
        "bank, which Orkesh has held since February of this year.\n"
    )
    assert clean(wrapped).text.split("\n\n")[0].endswith("criminal bands for the fire.")
    assert "\n" not in clean(wrapped).text.split("\n\n")[0]


def test_subheads_and_unended_paragraphs_stay() -> None:
    text = (
        f"Envoy heads for Tarsk\n\n{BODY[0]}\n\nWhat witnesses say\n\n{BODY[1][:-1]}\n\n{BODY[2]}"
    )
    assert clean(text).text == "\n\n".join([BODY[0], "What witnesses say", BODY[1][:-1], BODY[2]])


def test_repeated_paragraph_is_kept_once() -> None:
    found = clean("\n\n".join([BODY[0], BODY[1], BODY[0]]))
    assert found.text == f"{BODY[0]}\n\n{BODY[1]}"
    assert found.dropped[0].why == "repeated paragraph"


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from([line for line in DUMP.split("\n") if line]),
    st.sampled_from(
        [
            "",
            "",
            "By",
            "Tags:",
            "Comments",
            "Read more",
            "2 May 2019",
            "Wed 3 Apr 2019 Two died.",
            "(AP)",
        ]
    ),
    st.lists(
        st.sampled_from("the army said 12 via By AFP Photo: Share Tweet | . , 2019".split())
    ).map(" ".join),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(LINES, max_size=14), st.one_of(st.none(), LINES))
def test_nothing_vanishes(lines: list[str], title: str | None) -> None:
    """Every visible character of the input is in the text, the title or a dropped piece."""
    source = "\n".join(lines)
    found = clean(source, title)
    kept = "\n".join([found.text, found.title or "", *(piece.text for piece in found.dropped)])
    left = sorted(char for char in kept if char.isalnum())
    for char in sorted({char for char in source if char.isalnum()}):
        assert left.count(char) >= source.count(char)
    at_most = len(found.text)
    previous = 0
    for start, end in found.captions:
        assert previous <= start < end <= at_most
        assert found.text[start:end] == found.text[start:end].strip()
        previous = end
    assert all(piece.why and piece.text for piece in found.dropped)
    assert found.text == clean(source, title).text
