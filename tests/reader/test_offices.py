"""Whose an office is: seats, shared names of bodies, offices told later, transcripts."""

import pytest

from casus.reader import actors, lexicon, mentions
from casus.reader.language import parse
from casus.records import Article


def cast_of(text: str, title: str | None = None) -> actors.Cast:
    page = next(parse([text]))
    article = Article(id="a", source="t", title=title, text=text, sha256="0")
    return mentions.resolve(page, actors.find(page, article))


CASES = [
    # a state's council is not the United Nations'
    (
        "Dolkun Arslan, secretary of the Kazakh Security Council, spoke. Arslan named nobody.",
        "Arslan named",
        ("Dolkun Arslan", "KAZ", "state"),
    ),
    (
        "The United Nations waited. The Security Council will vote on Mali.",
        "Council",
        ("UN Security Council", None, "organisation"),
    ),
    ("The Security Council met in the palace.", "Council", ("Security Council", None, "state")),
    (
        "Ghana's National Security Council closed the port.",
        "Council",
        ("Ghanaian National Security Council", "GHA", "state"),
    ),
    # an office told later holds for what was said before
    (
        "Nobody slept, Lena Oduya said. Later Lena Oduya, the Ugandan health minister, left.",
        "Oduya said",
        ("Lena Oduya", "UGA", "state"),
    ),
    # an embassy in a capital is not that country's
    (
        "Russia protested. The embassy in Oslo said nothing.",
        "embassy",
        ("embassy", None, "state"),
    ),
    # committees of a state, with their field, and the person behind the comma
    (
        "A spokesman for Uzbekistan's State Committee for Border Affairs, Jasur Tolipov, agreed.",
        "Tolipov",
        ("Jasur Tolipov", "UZB", "state"),
    ),
    (
        "Uganda's electoral commission counted the votes.",
        "commission",
        ("Ugandan electoral commission", "UGA", "state"),
    ),
    (
        "A Ugandan charity counted the dead.",
        "charity",
        ("Ugandan charity", "UGA", "organisation"),
    ),
    (
        "In Washington, Congressional leaders split over aid to the United States Navy.",
        "leaders",
        ("Congressional leaders", "USA", "state"),
    ),
]


@pytest.mark.parametrize(("text", "word", "expected"), CASES)
def test_office(text: str, word: str, expected: tuple[str, str | None, str]) -> None:
    start = text.index(word)
    found = cast_of(text).within(start, start + len(word.split()[0]))
    assert found, "no mention"
    assert (found[0].who.name, found[0].who.country, found[0].who.kind) == expected


def test_acronym_keeps_its_case() -> None:
    assert not [m for m in cast_of("Let the villagers go home.").mentions if m.who.id]
    assert [m for m in cast_of("LeT denied the raid.").mentions if m.who.id == "lashkar"]


SEATS = [
    (row["id"], seat)
    for row in lexicon.load("countries")["states"]
    for seat in row.get("seats", ())
]


@pytest.mark.parametrize(("state", "seat"), SEATS)
def test_seat_gives_the_state(state: str, seat: str) -> None:
    assert state in {m.who.country for m in cast_of(f"{seat} said the plan was dead.").mentions}


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        (
            "Briefing of the Ministry of Foreign Affairs, Tallinn",
            "SPOKESWOMAN: We have no comment.",
            ("Estonian ministry of foreign affairs spokeswoman", "EST", "state"),
        ),
        (
            None,
            "Press conference, KFOR headquarters\nSPOKESMAN: The road is open.",
            ("KFOR spokesman", None, "organisation"),
        ),
        ("A briefing", "SPOKESPERSON: No decision.", ("spokesperson", None, "unnamed")),
        ("A briefing", "Q: Was there a raid?", ("reporter", None, "media")),
    ],
)
def test_turn_of_a_transcript(
    title: str | None, body: str, expected: tuple[str, str | None, str]
) -> None:
    cast = cast_of(body, title)
    start = body.rindex("\n") + 1 if "\n" in body else 0
    found = next(m for m in cast.mentions if m.start >= start)
    assert (found.who.name, found.who.country, found.who.kind) == expected
    assert found.why
