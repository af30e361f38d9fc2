"""Scraps glued to a text: each kind goes with its reason, and what only looks like one stays."""

import pytest

from casus.intake.plaintext import clean

LEAD = "Shells hit the market at Tarsk on Friday and killed nine people, a doctor there said."
MORE = "The army of Orkesh said that it had fired at a depot two miles from the town."
TITLE = "Shells hit market at Tarsk"


@pytest.mark.parametrize(
    ("glued", "why"),
    [
        ("AFP Friday 8 Jul 2016 ", "time stamp"),
        ("Reuters, AP 8 Jul 2016 ", "time stamp"),
        ("(Lake Press) ", "credit of the outlet that it came from"),
        ("World Orkesh Military 07-08-2013 0147 PM ", "section names and time stamp"),
        ("18.10.2014Get short URL Topic The war in Orkesh (180) 0 54 The ", None),
        ("LAKE Jana Orlick World 1730 28.04.2017Get short URL ", "time stamp and share bar"),
        ("SEND httpslak.ey912r3U ", "share bar"),
    ],
)
def test_before_the_text(glued: str, why: str | None) -> None:
    found = clean(f"{glued}{LEAD}\n\n{MORE}", TITLE)
    assert found.text.endswith(f"{LEAD}\n\n{MORE}")
    if why is not None:
        assert found.text == f"{LEAD}\n\n{MORE}"
        assert [(d.text, d.why) for d in found.dropped] == [(glued.strip(), why)]


def test_a_counter_before_an_article_goes_and_a_figure_before_a_noun_stays() -> None:
    lead = "soldiers of Orkesh were killed near Tarsk on Monday, the army said."
    assert clean(f"18.10.2014Get short URL 0 54 The {lead}").text == f"The {lead}"
    assert clean(f"18.10.2014Get short URL 54 {lead}").text.endswith(f"54 {lead}")


def test_the_country_is_no_word_of_the_share_bar() -> None:
    lead = "US Defence Secretary Harlan Pike said on Monday that the fleet would sail to Orkesh."
    assert clean(f"18.10.2014 Get short URL {lead}").text == lead


def test_author_between_date_and_title() -> None:
    found = clean(
        f"Posted on August 12 2016 by Jana Orlick {TITLE} {LEAD} {MORE} Jana Orlick", TITLE
    )
    assert found.byline == "Jana Orlick"
    assert found.text.endswith(f"{LEAD} {MORE}")
    assert [stamp.text for stamp in found.stamps] == ["August 12 2016"]


@pytest.mark.parametrize(
    ("glued", "why"),
    [
        (" MBMB", "signature of the desk"),
        (" SSH 11", "signature of the desk"),
        (" M. al-Orlick/H. Reyes", "signature of the desk"),
        (" Jana Orlick", "signature of the desk"),
        (" ... 990", "counter"),
        (" 218-11", "counter"),
        (".-AFP", None),
        (" SANA", "agency credit"),
        (" Last Update: Saturday 7 October 2017 KSA 16:06 - GMT 13:06", "time stamp"),
        (" pic.twitter.com/Ab3kLmNoP9", "link of a picture in a post"),
        (" ... 91 Related Envoy Flies to Tarsk Orkesh Denies Shelling the Bridge Again",
         "links to other articles"),
        (" Follow Lake World Copyright © 2018 Lake World. Careers Schedule", "copyright notice and site foot"),
    ],
)  # fmt: skip
def test_behind_the_text(glued: str, why: str | None) -> None:
    body = f"{LEAD} {MORE}"
    found = clean(body.removesuffix(".") + glued if why is None else body + glued, TITLE)
    if why is None:
        assert found.text == body
        assert found.dropped[-1].why == "agency credit"
    else:
        assert found.text == body
        assert [(d.text, d.why) for d in found.dropped] == [(glued.strip(), why)]


@pytest.mark.parametrize(
    "end",
    [
        "The order was signed by Capt. Jana Orlick",
        "They were to be gone by Sept. 12",
        "The guns came from the U.S. SAA",
        "The battalion that held the bridge was No. 12",
        "The relief fund has Related charities in Tarsk. Related charities said that they had no money.",
        "It killed 12",
    ],
)
def test_an_end_that_only_looks_like_a_signature(end: str) -> None:
    assert clean(f"{LEAD} {end}", TITLE).text == f"{LEAD} {end}"


def test_tags_between_standfirst_and_text() -> None:
    tags = "Tags Orkesh Tarsk Battle siege aid convoys"
    found = clean(f"{MORE} {tags} Four drivers were killed when the road was shelled.", TITLE)
    assert found.text == f"{MORE} Four drivers were killed when the road was shelled."
    assert [(d.text, d.why) for d in found.dropped] == [(tags, "tags")]


@pytest.mark.parametrize(
    "text",
    [
        f"{MORE} Tags Orkesh Tarsk Intense fighting went on near the bridge, a doctor said.",
        f"{MORE} Tags were cut from the prisoners' coats, he said. The army denied it.",
    ],
)
def test_tags_whose_end_is_unsure_stay(text: str) -> None:
    assert clean(text, TITLE).text == text


def test_the_opening_that_returns_is_kept_once() -> None:
    found = clean(f"{LEAD} {LEAD} {MORE}", TITLE)
    assert found.text == f"{LEAD} {MORE}"
    assert [(d.text, d.why) for d in found.dropped] == [(LEAD, "repeated opening")]
    changed = f"{LEAD} {LEAD.replace('nine', 'ten')} {MORE}"
    assert clean(changed, TITLE).text == changed


# ------------------------------------------------------------- where it comes from


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "Press release\nStatement on the siege of Tarsk\n14 March 2024",
            "Statement on the siege of Tarsk",
        ),
        ("FOR IMMEDIATE RELEASE\n\nCouncil condemns shelling", "Council condemns shelling"),
        ("Analysis\n\nWhy the bridge matters", "Why the bridge matters"),
        ("Statement\n\n14 March 2024", "Statement"),
    ],
)
def test_the_kind_of_document_is_no_title(head: str, title: str) -> None:
    assert clean(f"{head}\n\n{LEAD}\n\n{MORE}").title == title


@pytest.mark.parametrize(
    ("dateline", "publisher"),
    [
        ("TARSK, March 11 (Lake Press) - ", "Lake Press"),
        ("TARSK, Orkesh (Lake Press) — ", "Lake Press"),
        ("TARSK (Lake Press) – ", "Lake Press"),
        ("TARSK - ", None),
        ("The Valley Union (formerly the Tarsk League) says: ", None),
    ],
)
def test_the_agency_of_the_dateline(dateline: str, publisher: str | None) -> None:
    found = clean(f"{TITLE}\n\n{dateline}{LEAD}\n\n{MORE}")
    assert found.publisher == publisher
    assert found.text == f"{dateline}{LEAD}\n\n{MORE}"


def test_a_trail_tells_no_publisher() -> None:
    found = clean(f"{TITLE}\n\n{LEAD}\n\n{MORE}\n\nvia Valley News https://sho.rt/3hn Jana Orlick")
    assert (found.publisher, found.via) == (None, ("Valley News",))
    assert "via" in found.why["publisher"]


@pytest.mark.parametrize("head", ["(Lake Press) ", "(Lake Press) - "])
def test_a_credit_before_the_text_is_the_far_end_of_the_trail(head: str) -> None:
    found = clean(f"{TITLE}\n\n{head}{LEAD}\n\n{MORE}\n\nvia Valley News https://sho.rt/3hn")
    assert found.via == ("Valley News", "Lake Press")
    assert found.text == f"{LEAD}\n\n{MORE}"


@pytest.mark.parametrize("mark", ["(Updated) ", "(Adds quote) ", "(FILE) ", "(1) "])
def test_what_stands_in_brackets_is_not_always_an_outlet(mark: str) -> None:
    assert clean(f"{TITLE}\n\n{mark}{LEAD}\n\n{MORE}").via == ()
