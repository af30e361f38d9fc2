"""The name of a mention is a clean noun phrase of the text."""

import pytest

from casus.reader import actors, lexicon
from casus.reader.language import parse
from casus.records import Article


def cast_of(text: str) -> actors.Cast:
    page = next(parse([text]))
    return actors.find(page, Article(id="a", source="t", text=text, sha256="0"))


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("At least 40 villagers fled the burning hills.", "villagers", "villagers"),
        ("On Sunday Malian fighter jets struck the market.", "jets", "Malian fighter jets"),
        ("In recent weeks army units have left the valley.", "army", "army"),
        ("In the meantime Kenyan troops held the bridge.", "troops", "Kenyan troops"),
        ('"Ugandan soldiers" crossed, the mayor said.', "soldiers", "Ugandan soldiers"),
        ("Tags Mali Gao market Two villagers were hurt on the road.", "villagers", "villagers"),
        ("BAMAKO Malian government forces left the camp.", "forces", "Malian government forces"),
        ("The envoys met Paul Kagames guards at the gate.", "Kagames", "Paul Kagame"),
        ("Around a dozen Indian officers crossed the line.", "officers", "Indian officers"),
    ],
)
def test_name_is_clean(text: str, word: str, name: str) -> None:
    start = text.index(word)
    found = cast_of(text).within(start, start + len(word))
    assert found, "no mention"
    assert found[-1].who.name == name


@pytest.mark.parametrize("word", lexicon.load("roles")["things"])
def test_thing_is_nobody(word: str) -> None:
    text = f"Nobody in the village had seen {word.upper()} Varlo Tenem near the bridge."
    assert word.upper() not in " ".join(m.who.name for m in cast_of(text).mentions).split()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Two F-16s flew low over the ridge.", "F-16s"),
        ("They took the town by force.", "force"),
        ("The figures were not confirmed.", "figures"),
        ("Heavy artillery was heard at dawn.", "artillery"),
    ],
)
def test_nobody(text: str, word: str) -> None:
    start = text.index(word)
    assert not cast_of(text).within(start, start + len(word))


def test_a_given_name_of_two_syllables_is_whole() -> None:
    text = "“It burned for hours,” said Cho Eun-bi, a welder. Ms Cho had fled."
    assert {m.who.name for m in cast_of(text).mentions if m.person} == {"Cho Eun-bi"}
