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


# (text, the words of the mention, its name, country, kind)
WHOLE = [
    (
        "The Britain-based Syrian Observatory for Human Rights monitor said five men died.",
        "Britain-based Syrian Observatory for Human Rights monitor",
        "Syrian Observatory for Human Rights",
        None,
        "organisation",
    ),
    (
        "Ten boats were burned the Lusaka-based Centre for River Peace monitor said.",
        "the Lusaka-based Centre for River Peace monitor",
        "Lusaka-based Centre for River Peace monitor",
        None,
        "organisation",
    ),
    (
        "The Islamic State (IS) group said it held the well.",
        "Islamic State (IS) group",
        "Islamic State",
        None,
        "armed_group",
    ),
    (
        "Boats were burned by the Boko Haram group near Baga.",
        "Boko Haram group",
        "Boko Haram",
        "NGA",
        "armed_group",
    ),
    (
        "Xinhua news agency said the pier was shut.",
        "Xinhua news agency",
        "Xinhua",
        "CHN",
        "media",
    ),
    (
        "Villagers heard of it from the state-run SUNA news agency on Monday.",
        "state-run SUNA news agency",
        "SUNA",
        "SDN",
        "media",
    ),
    ("Brigade 14 said it had left.", "Brigade 14", "Brigade 14", None, "armed_group"),
    (
        "US-formed Division 12 said its men had left.",
        "US-formed Division 12",
        "US-formed Division 12",
        None,
        "armed_group",
    ),
    (
        "A source at Kasala Governorate told reporters the road was open.",
        "A source at Kasala Governorate",
        "source at Kasala Governorate",
        None,
        "unnamed",
    ),
]


@pytest.mark.parametrize(("text", "words_", "name", "country", "kind"), WHOLE)
def test_the_name_of_a_body_is_one_mention(
    text: str, words_: str, name: str, country: str | None, kind: str
) -> None:
    cast = cast_of(text)
    first = text.index(words_)
    inside = [m for m in cast.mentions if first <= m.start and m.end <= first + len(words_)]
    assert [text[m.start : m.end] for m in inside] == [words_]
    who = inside[0].who
    assert (who.name, who.country, who.kind) == (name, country, kind)


def test_an_agency_of_a_world_body_is_not_that_body() -> None:
    names = {m.role: m.who.name for m in cast_of("The UN agency said the camp was full.").mentions}
    assert names["agency"] == "UN agency"


@pytest.mark.parametrize(
    "text",
    [
        "The Chad-backed rebels said they had left the town.",
        "Kenya-trained gunmen held the dam.",
        "The pro-Russia bloc said it would meet.",
        "The Lima-based clinic and the Peru-funded school were shelled.",
    ],
)
def test_who_backs_or_opposes_another_is_nobody_here(text: str) -> None:
    assert [m.who.name for m in cast_of(text).mentions if m.who.country] == []


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("The strikes said a source hit the town.", "strikes"),
        ("The summit said nothing of the dam.", "summit"),
        ("Two warplanes hit the pier at Tarsk.", "warplanes"),
    ],
)
def test_happenings_and_machines_are_nobody(text: str, nobody: str) -> None:
    assert nobody not in {m.head.lower for m in cast_of(text).mentions}


def test_owned_or_marked_machines_act_for_someone() -> None:
    cast = cast_of("Kenyan warplanes and unmarked gunships hit the pier at Tarsk.")
    assert {m.head.lower for m in cast.mentions} >= {"warplanes", "gunships"}


@pytest.mark.parametrize(
    "text",
    [
        "Gwyn Tarrant editor of Dust a magazine that covers mines said the pit was closed.",
        "Jana Orlick head of the Lake Relief Centre said the pit was closed.",
    ],
)
def test_an_office_that_lost_its_comma_belongs_to_the_name(text: str) -> None:
    cast = cast_of(text)
    said = next(t for t in cast.page.tokens if t.text == "said")
    subject = said.child("nsubj")
    assert subject is not None
    speaker = cast.at(subject)
    assert speaker is not None
    assert speaker.who.name == " ".join(text.split()[:2])
    assert text[speaker.start : speaker.end].startswith(speaker.who.name)
    assert speaker.end > text.index("of ")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("A statement from the Lake Front said it would free Tarsk.", "Lake Front"),
        ("A report by Amnesty International said two men died.", "Amnesty International"),
        ("The statement said two men died.", "statement"),
    ],
)
def test_a_statement_speaks_for_its_author(text: str, speaker: str) -> None:
    cast = cast_of(text)
    subject = next(t for t in cast.page.tokens if t.text == "said").child("nsubj")
    assert subject is not None
    mention = cast.at(subject)
    assert mention is not None
    assert mention.who.name == speaker
