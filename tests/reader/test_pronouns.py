"""Whom he, she, it and they mean across sentences, and where "it" is nobody."""

import pytest

from casus.reader import actors, mentions
from casus.reader.language import parse
from casus.records import Article


def cast_of(text: str) -> actors.Cast:
    page = next(parse([text]))
    article = Article(id="a", source="t", text=text, sha256="0")
    return mentions.resolve(page, actors.find(page, article))


CASES = [
    # the subject of the sentence before, not a body named elsewhere
    (
        "The African Union has no say, said Burundi. The Red Cross asked Uganda to open the road. "
        "It estimates that 9,000 people are cut off.",
        "It estimates",
        "Red Cross",
    ),
    # a woman who has spoken, not the man or the minister named since
    (
        "“We have no flour,” said Maria Estova, a baker.\n\n"
        "The former interior minister, Boris Kalin, fled with his family.\n\n"
        "She adds that nobody believes the radio.",
        "She adds",
        "Maria Estova",
    ),
    (
        "“Nobody wants it,” says Ondra Velk of the Lutz Institute. She blames the drought.\n\n"
        "The wells of the north are dry.\n\n"
        "If the rains fail, she adds, herders will fight.",
        "she adds",
        "Ondra Velk",
    ),
    # fighters fight; news agencies do not
    (
        "Around 900 fighters reached Mozambique, Reuters reported. They were fighting "
        "near Palma by Sunday.",
        "They were",
        "fighters",
    ),
    # who denies is the army, not the agency that quoted a witness
    (
        "The army of Chad said it had taken the hill, Reuters reported. It denied firing first.",
        "It denied",
        "Chadian army",
    ),
    # the subject of the same clause is not its object
    (
        "Boko Haram took the port. Soldiers of Niger struck at dawn and pushed them out.",
        "them",
        "Boko Haram",
    ),
    # who speaks says "we" of his own side
    (
        'Eritrea fired first, a witness said. "They hit a wedding," Djibouti said.',
        "They hit",
        "Eritrea",
    ),
    # the body that has a name in capitals is not the group named before
    (
        "Oxfam asked for fuel. The Sarv Relief Network runs the camp, and it needs tents.",
        "it needs",
        "Sarv Relief Network",
    ),
]


@pytest.mark.parametrize(("text", "words", "name"), CASES)
def test_means(text: str, words: str, name: str) -> None:
    start = text.index(words)
    found = cast_of(text).within(start, start + len(words.split()[0]))
    assert found, "no mention"
    assert name in found[0].who.name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Benin signed a truce with Togo. Togo broke it on Monday.", "it on"),
        ("Benin wrote a letter. It was sent to the governor.", "It was"),
        ("Chad is calm. It is unclear whether the raid happened.", "It is"),
        ("Mali and Niger share a well. Their herders fought over it.", "it."),
        ("Peru left. The treaty obliges its members to fight.", "its members"),
        ("Ghana signed. The truce held since it came into force.", "it came"),
        ("Kenya closed the road. It took hours to reach the town.", "It took"),
    ],
)
def test_it_is_nobody(text: str, words: str) -> None:
    start = text.index(words)
    found = cast_of(text).within(start, start + len(words.split()[0].strip(".")))
    assert not [m for m in found if m.who.id or m.who.country]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Relief lorries are expected to reach Varkand.", "Varkand"),
        ("Troops withdrew from the Holm pumping station.", "Holm"),
        ("The rebels cut off Varkand Road at dawn.", "Varkand"),
        ("The crowd cheered as FC Lisbon won on Monday.", "Lisbon"),
    ],
)
def test_unknown_place_is_nobody(text: str, word: str) -> None:
    start = text.index(word)
    assert not cast_of(text).within(start, start + len(word))
