"""Whom "its neighbour" and "Chad's ally" name: never the one who has them."""

import pytest

from casus.reader import actors, lexicon, mentions
from casus.reader.language import parse
from casus.records import Article


def cast_of(text: str) -> actors.Cast:
    page = next(parse([text]))
    article = Article(id="a", source="t", text=text, sha256="0")
    return mentions.resolve(page, actors.find(page, article))


@pytest.mark.parametrize(
    ("text", "noun", "name", "country"),
    [
        # named beside it
        ("Bolivia blamed its neighbour, Chile, for the closed port.", "neighbour", "Chile", "CHL"),
        ("Mali asked its ally and arms partner Algeria for fuel.", "ally", "Algeria", "DZA"),
        ("Chad, Libya's neighbour, closed the road.", "neighbour", "Chad", "TCD"),
        # a name that no list knows, beside it
        ("The party warned its rival, Musa Adoum, on Sunday.", "rival", "Musa Adoum", None),
        # the one other side of the article
        (
            "Eritrea and Djibouti have long quarrelled. Djibouti accused its foe of shelling a hill.",
            "foe",
            "Eritrea",
            "ERI",
        ),
        # two others: nobody can tell which
        (
            "Niger met Mali. Niger also met Benin. Niger blamed its rival for the raid.",
            "rival",
            "Niger's rival",
            None,
        ),
        # no other: the words stay
        ("Peru accused its neighbour of mining the river.", "neighbour", "Peru's neighbour", None),
        ("Serbia's patron kept silent.", "patron", "Serbia's patron", None),
        # an adjective names the other side itself
        ("He met his Ghanaian counterpart in Lome.", "counterpart", "Ghanaian counterpart", "GHA"),
    ],
)
def test_other_side(text: str, noun: str, name: str, country: str | None) -> None:
    start = text.index(noun)
    found = cast_of(text).within(start, start + len(noun))
    assert found, "no mention"
    assert (found[0].who.name, found[0].who.country) == (name, country)
    assert found[0].why or country == "GHA"


@pytest.mark.parametrize("noun", lexicon.load("roles")["relations"])
def test_every_relation_noun_spares_its_owner(noun: str) -> None:
    text = f"Togo warned its {noun} on Monday."
    start = text.index(noun)
    cast = cast_of(text)
    assert all(m.who.country is None for m in cast.within(start, start + len(noun)))
    assert any(m.who.country == "TGO" for m in cast.mentions)
