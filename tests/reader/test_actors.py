"""Who is named: (text, words as written, name, country, kind)."""

import pytest

from casus.reader import actors, lexicon
from casus.reader.actors.names import surnames, words
from casus.reader.actors.roles import given_names
from casus.reader.language import parse
from casus.records import Article

CASES = [
    ("Karsk blamed Turkey for the raid.", "Turkey", "Turkey", "TUR", "state"),
    ("Khartoum denied the charge.", "Khartoum", "Sudan", "SDN", "state"),
    ("The Kremlin said nothing.", "Kremlin", "Russia", "RUS", "state"),
    ("Al-Shabaab said it held the well.", "Al-Shabaab", "al-Shabaab", "SOM", "armed_group"),
    (
        "Ethiopia's ambassador to Cairo, Lemma Worku, said the dam would be filled.",
        "Worku",
        "Lemma Worku",
        "ETH",
        "state",
    ),
    (
        "A foreign ministry official in Bogota said the border would stay shut.",
        "official",
        "Colombian foreign ministry official",
        "COL",
        "state",
    ),
    (
        "The defence ministry in Khartoum said two boats had been stopped.",
        "ministry",
        "Sudanese defence ministry",
        "SDN",
        "state",
    ),
    (
        "Lena Oduya, a district official in Juba, told reporters of the raid.",
        "Oduya",
        "Lena Oduya",
        "SSD",
        "state",
    ),
    (
        "A spokesman for the Rapid Support Forces denied it.",
        "spokesman",
        "spokesman for the Rapid Support Forces",
        "SDN",
        "armed_group",
    ),
    (
        "Kenyan army engineers said the bridge was mined.",
        "engineers",
        "Kenyan army engineers",
        "KEN",
        "public",
    ),
    ("Iranian-backed militiamen fled.", "militiamen", "Iranian-backed militiamen", None, None),
]


def cast_of(text: str) -> actors.Cast:
    page = next(parse([text]))
    article = Article(id="a", source="t", text=text, sha256="0")
    return actors.find(page, article)


@pytest.mark.parametrize(("text", "written", "name", "country", "kind"), CASES)
def test_named(text: str, written: str, name: str, country: str | None, kind: str | None) -> None:
    cast = cast_of(text)
    start = text.index(written)
    found = cast.within(start, start + len(written))
    assert found, "no mention"
    who = found[-1].who
    assert (who.name, who.country) == (name, country)
    assert kind is None or who.kind == kind
    for mention in cast.mentions:
        assert mention.start <= mention.head.start < mention.head.end <= mention.end


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The lorries reached Khartoum at dawn.", "Khartoum"),
        ("They asked us to leave the town.", "us"),
        ("Police in Damascus closed two roads.", "Damascus"),
        ("A ship sank in the South China Sea.", "China"),
    ],
)
def test_not_named(text: str, written: str) -> None:
    start = text.index(written)
    assert not cast_of(text).within(start, start + len(written))


ENTRIES = [
    (row.get("id") or row["name"].lower().replace(" ", "-"), row["example"])
    for file, part in [
        ("countries", "states"),
        ("countries", "disputed"),
        ("countries", "body_seats"),
        ("organisations", "organisations"),
        ("organisations", "media"),
        ("organisations", "bodies"),
        ("armed_groups", "groups"),
        ("people", "people"),
    ]
    for row in lexicon.load(file)[part]
]


@pytest.fixture(scope="module")
def examples() -> dict[str, set[str | None]]:
    """The ids found in each example; parsed together, which is faster."""
    texts = [example for _, example in ENTRIES]
    found = {}
    for page in parse(texts):
        article = Article(id="a", source="t", text=page.text, sha256="0")
        found[page.text] = {m.who.id for m in actors.find(page, article).mentions}
    return found


@pytest.mark.parametrize(("ident", "example"), ENTRIES)
def test_entry(ident: str, example: str, examples: dict[str, set[str | None]]) -> None:
    assert ident in examples[example]


@pytest.mark.parametrize("row", lexicon.load("roles")["roles"], ids=lambda row: row["words"][0])
def test_role(row: dict[str, object]) -> None:
    example = str(row["example"])
    roles = {m.role for m in cast_of(example).mentions}
    listed = row["words"]
    assert isinstance(listed, list)
    assert roles & {*listed, *(word + "s" for word in listed)}


def test_words_of_a_name() -> None:
    assert words("Jaysh al-Islam") == ("jaysh", "al", "islam")
    assert words("People's Daily") == ("people", "'s", "daily")
    assert words("Workers' Party") == ("workers", "party")


MODIFIERS = [
    (word, sector)
    for sector, listed in lexicon.load("roles")["modifiers"].items()
    for word in listed
]


@pytest.mark.parametrize(("word", "sector"), MODIFIERS)
def test_modifier_gives_the_sector(word: str, sector: str) -> None:
    sectors = {m.who.sector for m in cast_of(f"The {word} spokesman said nothing of it.").mentions}
    assert sector in sectors


TITLES = [word for listed in lexicon.load("roles")["titles"].values() for word in listed]


@pytest.mark.parametrize("title", TITLES)
def test_title_makes_a_person(title: str) -> None:
    text = f"Villagers saw {title.capitalize()} Ondara Mbeki near the bridge."
    named = [m for m in cast_of(text).mentions if m.who.name == "Ondara Mbeki"]
    assert named
    assert named[0].person


@pytest.mark.parametrize("place", lexicon.load("countries")["not_states"])
def test_place_with_a_states_name(place: str) -> None:
    assert not [m for m in cast_of(f"The ship was seen near {place}.").mentions if m.who.country]


@pytest.mark.parametrize(
    ("gender", "name"),
    [(g, name) for g, names in lexicon.load("people")["given_names"].items() for name in names],
)
def test_given_name_is_known(gender: str, name: str) -> None:
    assert given_names()[name.lower()] == gender


@pytest.mark.parametrize("surname", lexicon.load("people")["common_surnames"])
def test_common_surname_names_nobody_alone(surname: str) -> None:
    assert surname.lower() not in surnames()
