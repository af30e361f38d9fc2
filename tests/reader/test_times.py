"""Expressions of time: their values, and the happenings that grammar gives them to."""

import pytest

from casus.reader import lexicon, times
from casus.reader.language import Page, parse
from casus.records import Published

WEDNESDAY = Published(value="2020-09-30", precision="day", basis="given", why="test")
UNKNOWN = Published()


def page(text: str) -> Page:
    return next(iter(parse([text])))


def values(text: str, published: Published = WEDNESDAY) -> list[str]:
    return [time.when.value for time in times.find(page(text), published).all]


def entries(*sections: str) -> list[tuple[str, str, str]]:
    book = lexicon.load("times")
    return [
        (entry["words"][0], entry["example"], str(entry["value"]))
        for section in sections
        for entry in book[section]
    ]


@pytest.mark.parametrize(
    ("word", "example", "value"),
    entries(
        "months", "weekdays", "days", "units", "seasons", "holidays", "counts", "plans", "achieved"
    ),
)
def test_each_lexicon_entry_means_what_it_says(word: str, example: str, value: str) -> None:
    assert values(example) == [value]


@pytest.mark.parametrize("entry", lexicon.load("times")["reporting"], ids=lambda e: e["words"][0])
def test_a_verb_of_reporting_keeps_its_own_day(entry: dict[str, str]) -> None:
    read = page(entry["example"])
    found = times.find(read, WEDNESDAY)
    assert [t.when.value for t in found.all] == ["2020-09-28"]
    told = next(t for t in read.tokens if t.text == entry["trigger"])
    assert found.of(told) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pact was signed on 15 May 2021.", ["2021-05-15"]),
        ("The pact was signed on May 15.", ["2020-05-15"]),
        ("The log is dated 2019-02-28.", ["2019-02-28"]),
        ("The republic broke away in 1991.", ["1991"]),
        ("They fought over the valley in the early 1990s.", ["199X"]),
        ("Flights are barred until at least Sept. 30.", ["../2020-09-30"]),
        ("Shells fell overnight on the harbour.", ["2020-09-29/2020-09-30"]),
        ("The mayor fled earlier this week.", ["2020-09-28/2020-09-30"]),
        ("The column will move on Friday.", ["2020-10-02"]),
        ("The column moved on Friday.", ["2020-09-25"]),
        ("The convoy arrived this weekend.", ["2020-09-26/2020-09-27"]),
        ("They were given until noon on Saturday to surrender.", ["../2020-10-03"]),
        ("The airport stays shut for the next two days.", ["2020-09-30/2020-10-02"]),
        ("The two armies fought from 2014 to 2016.", ["2014/2016"]),
        ("Talks were held between Monday and Wednesday.", ["2020-09-28/2020-09-30"]),
        ("The town fell in August last year.", ["2019-08"]),
        ("The king died in 490 BC.", ["-0489"]),
        ("They met on Sept. 12. He had called the day before.", ["2020-09-12", "2020-09-11"]),
        ("Shots were heard in the small hours of Sept. 4.", ["2020-09-04"]),
        (
            "War broke out on 3 May 1911. The port fell on 9 June 1911. A truce of 2 July 1911 "
            "failed. In August the king fled.",
            ["1911-05-03", "1911-06-09", "1911-07-02", "1911-08"],
        ),
        ("He was shot on Monday of last week.", ["2020-09-21"]),
        (
            "The depot burned on Sept. 12. Two days later the army left.",
            ["2020-09-12", "2020-09-14"],
        ),
    ],
)
def test_values(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The siege lasted for six hours.",
        "They shell the road every day.",
        "The army may march on the city.",
        "About 2000 soldiers crossed the river.",
        "Resolution 1973 allows it.",
        "He is a man of 76.",
    ],
)
def test_no_date_in(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge was blown up yesterday.", []),
        ("The troops left on Monday.", []),
        ("The army retook the valley last week.", []),
        ("A truce was signed on 15 July.", ["XXXX-07-15"]),
        ("A truce was signed on 15 July 2016.", ["2016-07-15"]),
    ],
)
def test_without_a_day_of_publication_nothing_is_invented(text: str, expected: list[str]) -> None:
    assert values(text, UNKNOWN) == expected


def test_today_in_a_quotation_is_the_day_of_speaking() -> None:
    text = '"The troops had to leave the ridge today," the minister announced on Monday.'
    assert values(text) == ["2020-09-28", "2020-09-28"]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Rebels shelled the port of Suna on Monday, officials said.", "shelled", "2020-09-28"),
        ("The attack on Sunday killed three people.", "attack", "2020-09-27"),
        ("The attack on Sunday killed three people.", "killed", "2020-09-27"),
        ("Ruvia's army seized the dam last month.", "seized", "2020-08"),
        ("Ruvia said on Monday that Tarn had sent jets to the border.", "said", "2020-09-28"),
        ("Ruvia said on Monday that Tarn had sent jets to the border.", "sent", None),
        ("The accord of 2003 ended the war.", "ended", None),
        ("Ruvia promised to pull out its troops by Friday.", "promised", None),
        ("Ruvia promised to pull out its troops by Friday.", "pull", "../2020-10-02"),
        ("Soldiers guard the road. It was mined yesterday.", "guard", None),
    ],
)
def test_of_gives_a_happening_its_own_time(text: str, trigger: str, expected: str | None) -> None:
    read = page(text)
    when = times.find(read, WEDNESDAY).of(next(t for t in read.tokens if t.text == trigger))
    assert (when.value if when else None) == expected


def test_today_told_inside_a_quotation_keeps_the_day_of_publication() -> None:
    text = 'He said: "It was stated last night that today the column would leave the ridge."'
    assert values(text) == ["2020-09-29", "2020-09-30"]


def test_spans_are_the_words() -> None:
    text = "Gunmen raided the camp late on Tuesday and left before Sept.30, 2020."
    found = times.find(page(text), WEDNESDAY).all
    assert [text[slice(*t.when.span)] for t in found if t.when.span] == ["Tuesday", "Sept.30, 2020"]
    assert found[0].when.anchor == "2020-09-30"
    assert found[1].when.anchor is None
