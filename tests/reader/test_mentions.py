"""Who is meant: (text, the word that points, the name it stands for, country)."""

import pytest

from casus.reader import actors, mentions
from casus.reader.language import parse
from casus.records import Article

CASES = [
    ("Chad said it had closed its border.", "it", "Chad", "TCD"),
    ("Chad reported 12 of its troops killed.", "its", "Chad", "TCD"),
    ("Chad reported 12 of its troops killed.", "troops", "Chadian troops", "TCD"),
    (
        "Colonel Musa Adoum spoke on Monday. He said the pass was open.",
        "He",
        "Musa Adoum",
        None,
    ),
    (
        "Peru's envoy to Quito, Rosa Quispe, met reporters. The envoy said talks would go on.",
        "envoy said",
        "Rosa Quispe",
        "PER",
    ),
    ("Lina Osei was shot. Osei had led the march.", "Osei had", "Lina Osei", None),
    (
        "The army of Togo fired first, and Togo said so. Police closed the road in Togo.",
        "Police",
        "Police",
        "TGO",
    ),
    (
        "Bird Watch Togo is small. Human Rights Watch counted nine dead. The watchdog called it a crime.",
        "watchdog",
        "Human Rights Watch",
        None,
    ),
    (
        '"President Deby has lost the north," Colonel Musa Adoum said. He asked for fuel.',
        "He asked",
        "Musa Adoum",
        None,
    ),
    (
        "Ghanaian President Kofi Asare flew home. The Ghanaian president met farmers.",
        "president met",
        "Kofi Asare",
        "GHA",
    ),
    (
        "Major Lina Osei met Colonel Musa Adoum. She said the pass was open.",
        "She",
        "Lina Osei",
        None,
    ),
    ("Hezbollah said its fighters had left.", "fighters", "Hezbollah fighters", "LBN"),
    (
        "Malawi sent three lorries. Dozens of Malawian soldiers guarded them.",
        "Dozens",
        "Malawian soldiers",
        "MWI",
    ),
]


def cast_of(text: str) -> actors.Cast:
    page = next(parse([text]))
    article = Article(id="a", source="t", text=text, sha256="0")
    return mentions.resolve(page, actors.find(page, article))


@pytest.mark.parametrize(("text", "word", "name", "country"), CASES)
def test_points_at(text: str, word: str, name: str, country: str | None) -> None:
    start = text.index(word)
    cast = cast_of(text)
    found = cast.within(start, start + len(word.split()[0]))
    assert found, "no mention"
    assert (found[0].who.name, found[0].who.country) == (name, country)


def test_both_sides_are_two() -> None:
    text = "Sudan accused Chad of the raid. Chad denied it. Both sides sent troops."
    cast = cast_of(text)
    head = cast.within(text.index("sides"), text.index("sides") + 5)[0].head
    assert {party.country for party in cast.parties(head)} == {"SDN", "TCD"}


def test_open_pronoun_has_a_reason() -> None:
    mention = cast_of("He said nothing.").mentions[0]
    assert mention.who.id is None
    assert mention.why


@pytest.mark.parametrize(
    ("text", "word"),
    [
        # two countries, neither prevails: nobody says whose police they are
        ("Ghana blamed Togo. Police closed the road.", "Police"),
        # no civilians in view: bare or counted, they are anyone
        ("Ghanaian farmers fled to Togo. At least 15 farmers drowned.", "farmers drowned"),
        # a court is not the court
        ("A Ghanaian court freed him. A court in Europe will hear it.", "court in"),
        # an army in a brief from elsewhere
        (
            "The Thai army shut a road.\nColombo said a bomb went off. The army blamed rebels.",
            "army blamed",
        ),
        # set up by somebody else
        ("Ghana, Ghana and Ghana left. Lagos-installed authorities shut the port.", "authorities"),
        # soldiers who are not of the country they stand in
        ("Foreign soldiers left the port of Lome in Togo on Sunday.", "soldiers"),
    ],
)
def test_owner_stays_unknown(text: str, word: str) -> None:
    start = text.index(word)
    found = cast_of(text).within(start, start + len(word.split()[0]))
    assert found
    assert found[0].who.country is None
