"""Whom words point at that name no role, and whose a description is."""

import pytest

from casus.reader import actors, mentions
from casus.reader.language import parse
from casus.records import Article


def at(text: str, words: str) -> list[actors.Mention]:
    page = next(parse([text]))
    article = Article(id="a", source="t", text=text, sha256="0")
    cast = mentions.resolve(page, actors.find(page, article))
    start = text.index(words)
    return cast.within(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        # an age: who was given it, though another has been named since
        (
            "Lina Osei, 54, runs a mill in Lome. Musa Adoum mends roofs. The 54-year-old said "
            "the river had risen.",
            "54-year-old",
            "Lina Osei",
        ),
        # of two named in the sentence before
        ("Togo has met Benin. The latter said it would pay.", "latter", "Benin"),
        ("Togo has met Benin. The former said it would pay.", "former", "Togo"),
        # one more of those who have spoken
        (
            "Two farmers said the well was dry. Another said it was poisoned.",
            "Another",
            "another farmer",
        ),
        # a statement is its author's
        (
            "The army of Chad said in a statement that it had taken the hill. The statement "
            "said nine rebels had died.",
            "statement said nine",
            "Chadian army",
        ),
        # the owner by pronoun or by name, though nobody knows the country
        (
            "Mirla Estin was arrested on Sunday. Her lawyer said she was ill.",
            "lawyer",
            "Mirla Estin's lawyer",
        ),
        ("Tolan Brede has left. Brede's camp said he would return.", "camp", "Tolan Brede's camp"),
        # one of several is one
        ("Two Western diplomats left. One of them said it was over.", "One", "Western diplomat"),
        # of two groups the one that has spoken
        (
            "Human Rights Watch said homes had burned, and blamed Boko Haram. The group said "
            "nine had died.",
            "group",
            "Human Rights Watch",
        ),
        # who watches by name goes before other bodies
        (
            "Human Rights Watch counted nine dead. Oxfam sent tents. The Nairobi-based monitor "
            "said more had died.",
            "monitor",
            "Human Rights Watch",
        ),
        # the only armed group that has been named
        ("Boko Haram took the port. The rebels said they would stay.", "rebels", "Boko Haram"),
    ],
)
def test_points_at(text: str, words: str, name: str) -> None:
    found = at(text, words)
    assert name in [m.who.name for m in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        # three were named: nobody is the latter
        ("Togo, Benin and Niger have met. The latter said it would pay.", "latter"),
        # nobody has that age, and two were named
        ("Lina Osei met Musa Adoum. The 70-year-old said the talks had failed.", "70-year-old"),
        # "another raid" is no speaker
        ("Two farmers said the well was dry. Another raid followed.", "Another"),
    ],
)
def test_points_at_nobody(text: str, words: str) -> None:
    assert not [m for m in at(text, words) if m.who.id or m.why.startswith("one more")]


def test_who_stands_opposite_is_of_another_country() -> None:
    found = at("The Kenyan minister smiled. His opposite number said nothing.", "opposite number")
    assert all(m.who.country is None for m in found)


def test_between_two_equally_near_he_is_nobody() -> None:
    text = "Papers told that Farid Haddan had left and that Karim Osri had stayed. He wept."
    he = at(text, "He wept")[0]
    assert he.who.id is None
    assert "Farid Haddan" in he.why
    assert "Karim Osri" in he.why


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        # a speaker of whom no list knows is a person
        ("A beekeeper said the hives had burned. He said nobody came.", "He", "beekeeper"),
        # whose son was killed is not the son
        (
            "Asta Brune, whose son was killed, has sued. She said she would go on.",
            "She",
            "Asta Brune",
        ),
        # the new paragraph is about somebody else
        (
            "Musa Adoum said the road was open.\n\nThe governor had been asleep. He said nobody "
            "had woken him.",
            "He",
            "governor",
        ),
        # who is cited speaks
        (
            "The shell fell short, according to a Ghanaian captain. It came from the hill, he said.",
            "he said",
            "Ghanaian captain",
        ),
    ],
)
def test_who_he_or_she_is(text: str, words: str, name: str) -> None:
    assert at(text, words)[-1].who.name == name


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # named twice, first, and more often than any other
        (
            "Peru shut the port. Peru blamed Chile. Trade fell. The army of Peru left. The army won.",
            "PER",
        ),
        # as often as another
        ("Peru blamed Chile. Trade fell. Chile blamed Peru. The army left.", None),
    ],
)
def test_whose_the_army_is(text: str, country: str | None) -> None:
    assert at(text, "army")[0].who.country == country


def test_state_media_and_the_opposition_are_of_the_country() -> None:
    text = "Togo voted on Sunday. In Togo shops shut. State television said Togo was calm."
    assert at(text, "television")[0].who.country == "TGO"
    assert (
        at(text.replace("State television", "The opposition"), "opposition")[0].who.country == "TGO"
    )


@pytest.mark.parametrize(
    ("text", "country"),
    [
        # filed from Goma: the dateline tells
        (
            "GOMA, Congo, March 4 (Lakes Wire) - The army said on Monday that it had left the hill. "
            "Residents fled to the lake.",
            "COD",
        ),
        # the name behind it tells whose it is, and no list knows it
        ("Chad closed the pass. Chad sent lorries. The army of Vessa said it was fired on.", None),
        # an adjective that no list knows
        ("Chad closed the pass. Chad sent lorries. The Vessan army said it was fired on.", None),
    ],
)
def test_whose_an_army_is(text: str, country: str | None) -> None:
    assert at(text, "army")[0].who.country == country


def test_nobody_where_two_are_as_likely() -> None:
    text = (
        "An envoy called on Irina Castel. A nurse came with Nadia Bell.\n\n"
        "The road was shut. In the end she left."
    )
    found = at(text, "she left")[0]
    assert found.who.id is None
    assert "equally near" in found.why
