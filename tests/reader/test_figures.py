"""Figures: how many of what, at least or at most."""

import pytest

from casus.reader import actors, figures, lexicon, mentions, times
from casus.reader.actors import Cast
from casus.reader.figures import numbers
from casus.reader.language import parse
from casus.records import Article, Figure, Published

DAY = Published(value="2020-09-30", precision="day", basis="given", why="test")
Row = tuple[str, float | None, float | None]


def read(text: str) -> list[Figure]:
    page = next(iter(parse([text])))
    return figures.find(page, Cast(page), times.find(page, DAY))


def rows(text: str) -> list[Row]:
    return [(f.measure, f.low, f.high) for f in read(text)]


NUMBERS = lexicon.load("numbers")
FIGURES = lexicon.load("figures")


@pytest.mark.parametrize(
    "entry",
    [
        e
        for section in ("words", "scales", "vague", "qualifiers", "after")
        for e in NUMBERS[section]
    ],
    ids=lambda e: e["words"][0],
)
def test_each_number_word_gives_its_bounds(entry: dict[str, object]) -> None:
    assert [(f.low, f.high) for f in read(str(entry["example"]))] == [(entry["low"], entry["high"])]


@pytest.mark.parametrize(
    ("measure", "example"),
    [
        (e["measure"], e["example"])
        for section in ("nouns", "states", "takers", "undergone")
        for e in FIGURES[section]
        if "measure" in e
    ],
)
def test_each_counted_word_gives_its_measure(measure: str, example: str) -> None:
    assert [f.measure for f in read(example)] == [measure]


@pytest.mark.parametrize(
    ("section", "measures"),
    [
        ("tolls", ["killed"]),
        ("between", ["killed", "killed"]),
        ("deeds", ["aircraft"]),
        ("none", None),
    ],
)
def test_each_word_around_a_count_is_at_work(section: str, measures: list[str] | None) -> None:
    for entry in FIGURES[section]:
        expected = measures if measures is not None else entry["measures"]
        assert [f.measure for f in read(entry["example"])] == sorted(expected)


@pytest.mark.parametrize("entry", FIGURES["not_counted"], ids=lambda e: e["words"][0])
def test_time_distance_and_the_like_are_no_figures(entry: dict[str, str]) -> None:
    assert rows(entry["example"]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The raid left 27 dead and 60 wounded.", [("killed", 27, 27), ("wounded", 60, 60)]),
        (
            "Rebels killed at least 40 guards and captured 12.",
            [("killed", 40, None), ("captured", 12, 12)],
        ),
        ("Tarn reported 31 of its troops killed.", [("killed", 31, 31)]),
        ("The death toll rose to 86 overnight.", [("killed", 86, 86)]),
        ("Eighty-six were killed in the stampede.", [("killed", 86, 86)]),
        (
            "At least 30 people, including 12 children, were killed.",
            [("killed", 30, None), ("killed", 12, 12)],
        ),
        (
            "The rocket hit a bus, killing 14 people, 3 women and 5 children.",
            [("killed", 14, 14), ("killed", 3, 3), ("killed", 5, 5)],
        ),
        ("A ferry with 20 to 30 tanks arrived.", [("vehicles", 20, 30)]),
        ("They sent between 20 and 30 soldiers.", [("troops", 20, 30)]),
        ("There were no casualties.", [("killed", 0, 0), ("wounded", 0, 0)]),
        ("No one was killed in the blast.", [("killed", 0, 0)]),
        ("Not one plane was lost.", [("aircraft", 0, 0)]),
        ("They will hand over 36 prisoners.", [("captured", 36, 36)]),
        ("Nobody was hurt.", [("wounded", 0, 0)]),
        ("A soldier was killed near the dam.", [("killed", 1, 1)]),
        ("The brigade lost three tanks.", [("vehicles", 3, 3)]),
        ("Gunners shot down two drones.", [("aircraft", 2, 2)]),
        ("The bank lent Tarn $300 million.", [("money", 300_000_000, 300_000_000)]),
        ("Tarn freed 300 prisoners.", [("captured", 300, 300)]),
        ("Some 220000 people have fled.", [("displaced", 220000, 220000)]),
        ("Dozens of killed and wounded lay there.", [("other", 24, None)]),
        ("Thousands of patriots marched.", [("other", 2000, None)]),
        ("The number of wounded stood at 28.", [("wounded", 28, 28)]),
        (
            "Three suicide bombers attacked and killed nine monks.",
            [("killed", 9, 9), ("fighters", 3, 3)],
        ),
    ],
)
def test_figures(text: str, expected: list[Row]) -> None:
    assert sorted(map(str, rows(text))) == sorted(map(str, expected))


@pytest.mark.parametrize(
    "text",
    [
        "The 3rd Division crossed the river.",
        "It invoked Article 5 of the treaty.",
        "The council passed resolution 2254.",
        "A T-72 and a BM-21 stood by the road.",
        "The 12-point plan was rejected.",
        "Mara Venn, 34, sold bread in the square.",
        "He spoke on 15 May 2021.",
        "The village is 30 km from the front.",
        "The strike lasted three days.",
        "Turnout was 40 percent.",
        "One of them waved.",
        "Several soldiers and many villagers were killed.",
        "The shop opens at 18:00.",
        "It was the third attack this year.",
    ],
)
def test_no_figures_in(text: str) -> None:
    assert rows(text) == []


def test_text_span_and_qualifier_are_the_words() -> None:
    text = "Around 4,000 fighters were flown in on Monday."
    (figure,) = read(text)
    assert figure.text == text[slice(*figure.span)] == "Around 4,000 fighters"
    assert figure.qualifier == "Around"
    assert figure.id == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kenya puts its dead at nine.", [("killed", 9, 9)]),
        ("A nurse put the dead at between 25 and 30.", [("killed", 25, 30)]),
        (
            "More than 14,000 people remain displaced, among them 5,000 children.",
            [("displaced", 14000, None), ("displaced", 5000, 5000)],
        ),
        (
            "Chile said it had lost people: seven, it said, including two children.",
            [("killed", 7, 7), ("killed", 2, 2)],
        ),
        ("Troops took 22 men prisoner at the port.", [("captured", 22, 22)]),
        ("Three MiG-31s crossed the border.", [("aircraft", 3, 3)]),
        ("He said no vehicles had been lost.", [("vehicles", 0, 0)]),
        ("We have no drones in the area.", [("aircraft", 0, 0)]),
        ("Peru shut two of its six crossings.", [("other", 2, 2), ("other", 6, 6)]),
    ],
)
def test_bare_and_parted_counts(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Armenia said 31 of its troops were killed.", "ARM"),
        ("Russia sent 2,000 troops to the enclave.", "RUS"),
        ("Chad said it had lost three pilots.", "TCD"),
        ("Sudan said Chad had killed 12 of its soldiers.", "SDN"),
        ("Four Chinese drowned in the river.", "CHN"),
        ("A Palestinian was killed near the well.", "PSE"),
    ],
)
def test_whose_they_are(text: str, country: str) -> None:
    page = next(iter(parse([text])))
    article = Article(id="a", source="t", text=text, sha256="", published=DAY)
    cast = mentions.resolve(page, actors.find(page, article))
    (figure,) = figures.find(page, cast, times.find(page, DAY))
    assert figure.of is not None
    assert figure.of.country == country


def test_of_names_the_counted_and_date_is_of_the_deed() -> None:
    (figure,) = read("The blast killed 12 civilians on Monday.")
    assert figure.of is not None
    assert (figure.of.name, figure.of.sector) == ("civilians", "CVL")
    assert figure.date is not None
    assert figure.date.value == "2020-09-28"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("1.5 million", 1_500_000),
        ("thirty-one", 31),
        ("two dozen", 24),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("220,000", 220_000),
        ("one hundred and twenty thousand", 120_000),
        ("4.6bn", 4_600_000_000),
    ],
)
def test_value(words: str, expected: float) -> None:
    assert numbers.value(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The army killed five of the Lake Front as well as six militants near Tarsk.",
            [("killed", 5, 5), ("killed", 6, 6)],
        ),
        (
            "The raid killed nine conscripts along with two guards.",
            [("killed", 9, 9), ("killed", 2, 2)],
        ),
        ("The fire has so far claimed the lives of at least 40.", [("killed", 40, None)]),
        ("In Tarsk a porter killed and a civilian killed by shells.", [("killed", 1, 1)]),
        (
            "Three other terrorists from the Reed Band identified as Omar and Ali were killed.",
            [("killed", 3, 3)],
        ),
        ("Six injured civilians died in hospital.", [("killed", 6, 6)]),
        ("Six injured civilians reached the hospital.", [("wounded", 6, 6)]),
        ("At least nine wounded reports said.", [("wounded", 9, None)]),
    ],
)
def test_in_texts_that_lost_their_commas(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("At least 12 men were killed in Tarsk at least 12 men were killed in all.", 1),
        ("The raid killed 12 men in Tarsk and 12 men in Harka.", 2),
        ("The mayor said 12 men were killed but the army said 12 men were killed.", 2),
        ("The raid destroyed two trucks in Tarsk apart from destroying two trucks in Harka.", 2),
        ("The raid killed 12 men in Tarsk in addition to killing 12 men in Harka.", 2),
        ("Shells killed a man in Tarsk while rockets killed a man in Harka.", 2),
    ],
)
def test_the_same_figure_twice_in_a_sentence_counts_once(text: str, count: int) -> None:
    assert len(read(text)) == count


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("Dozens of regime and rebel fighters were killed.", "regime and rebel fighters"),
        ("Some 60 of the Orkesh regime and rebel gunmen died.", "Orkesh regime and rebel gunmen"),
        ("Mines killed 20 army and militia conscripts.", "army and militia conscripts"),
        ("At least nine wounded reports said.", "wounded"),
    ],
)
def test_of_is_the_whole_of_the_counted_and_no_more(text: str, of: str) -> None:
    figure = read(text)[0]
    assert figure.of is not None
    assert figure.of.name == of
    assert figure.of.span is not None
    assert text[slice(*figure.of.span)] == of
