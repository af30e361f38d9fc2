"""Copies, and how many sources there really are."""

from __future__ import annotations

import pytest

from casus.ledger import origins
from casus.ledger.context import outlet
from casus.ledger.joins import derive
from casus.records import Article, Voice
from ledger.factories import MONITOR, WITNESSES, Press, happened, ministry, president

WIRE = (
    "Shells fell on the market town of Brenholt on Tuesday morning and tore open the roof of the "
    "grain hall, the border guards of Veldria said. The mayor told a crowd in the square that the "
    "bridge over the Asel would stay closed until engineers had looked at its northern pier. "
    "Across the river the garrison of Ostrana reported that its own men had not fired a round."
)
OTHER = (
    "Negotiators left the lake hotel after midnight without a paper to sign, and the host country "
    "said that both delegations had asked for a second round before the harvest is brought in. "
    "A diplomat who had sat through all nine hours called the mood sober and the coffee bad."
)


def of(press: Press) -> dict[str, tuple[str, float]]:
    return origins.copies(press.articles)


def test_a_reprint_is_a_copy_of_the_earlier_article_whatever_its_id() -> None:
    press = Press()
    reprint = press.paper("The Asel Post", "2031-03-05", WIRE + " Read also our weather page.")
    first = press.paper("Northern Wire", "2031-03-04", WIRE)
    found = of(press)
    assert set(found) == {reprint}
    assert found[reprint][0] == first
    assert 0.8 < found[reprint][1] <= 1


def test_an_excerpt_is_a_copy_and_the_article_that_adds_much_is_not() -> None:
    press = Press()
    press.paper("Northern Wire", "2031-03-04", WIRE)
    excerpt = press.paper("Brief News", "2031-03-05", WIRE[: len(WIRE) // 2])
    press.paper("Long Reads", "2031-03-05", f"{WIRE[: len(WIRE) // 3]} {OTHER} {OTHER[::-1]}")
    assert set(of(press)) == {excerpt}


def test_an_undated_reprint_counts_as_the_later_one() -> None:
    press = Press()
    undated = press.paper("Mirror", None, WIRE)
    dated = press.paper("Northern Wire", "2031-03-04", WIRE)
    assert of(press) == {undated: (dated, 1.0)}


def test_different_stories_and_very_short_ones_are_no_copies() -> None:
    press = Press()
    press.paper("Northern Wire", "2031-03-04", WIRE)
    press.paper("Lake Herald", "2031-03-04", OTHER)
    press.paper("One", "2031-03-04", "More follows as we get it.")
    press.paper("Two", "2031-03-05", "More follows as we get it.")
    assert of(press) == {}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"byline": "BRENHOLT (Reuters)"}, "Reuters"),
        ({"byline": "By Ana Lund, AFP"}, "AFP"),
        ({"byline": "Reuters Staff"}, "Reuters"),
        ({"text": "BRENHOLT, March 4 (Xinhua) -- A bridge was closed."}, "Xinhua"),
        ({"byline": "By Ap Rosen"}, "The Asel Post"),
        ({"via": ("Some Blog", "Northern Wire")}, "Northern Wire"),
        ({}, "The Asel Post"),
    ],
)
def test_the_outlet_behind_an_article(facts: dict[str, object], expected: str) -> None:
    base = {"id": "a", "source": "a", "sha256": "", "text": "", "publisher": "The Asel Post"}
    assert outlet(Article(**{**base, **facts})).label == expected  # type: ignore[arg-type]


SHELLING = happened("ASSAULT", "OST", "VEL", date="2031-03-04", place="Brenholt")


def independents(press: Press) -> list[int]:
    return [i.independent for i in derive(press.articles, press.statements).incidents]


def test_two_outlets_that_quote_one_monitor_are_one_source() -> None:
    press = Press()
    for name in ("Northern Wire", "Lake Herald"):
        paper = press.paper(name, "2031-03-05")
        press.says(
            paper, "Ostrana shelled Brenholt, Border Watch said.", MONITOR, events=(SHELLING,)
        )
    assert independents(press) == [1]


def test_a_ministry_and_its_president_are_one_government() -> None:
    press = Press()
    paper = press.paper("Northern Wire", "2031-03-05")
    press.says(paper, "Brenholt was shelled, it said.", ministry("VEL"), events=(SHELLING,))
    press.says(paper, "Shells hit Brenholt, he said.", president("VEL"), events=(SHELLING,))
    assert independents(press) == [1]


def test_a_monitor_and_a_ministry_and_an_outlet_are_three() -> None:
    press = Press()
    one = press.paper("Northern Wire", "2031-03-05")
    two = press.paper("Lake Herald", "2031-03-05")
    press.says(one, "Brenholt was shelled, it said.", ministry("VEL"), events=(SHELLING,))
    press.says(two, "Shells hit Brenholt, Border Watch said.", MONITOR, events=(SHELLING,))
    own = "Our reporter saw shells land in Brenholt."
    press.says(press.paper("Echo", "2031-03-05"), own, events=(SHELLING,))
    assert independents(press) == [3]


def test_a_lead_that_the_article_then_attributes_is_the_quoted_source() -> None:
    press = Press()
    paper = press.paper("Northern Wire", "2031-03-05")
    press.says(paper, "Shells fell on Brenholt before dawn.", events=(SHELLING,))
    press.says(paper, "Brenholt was shelled, it said.", ministry("VEL"), events=(SHELLING,))
    joined = derive(press.articles, press.statements)
    assert [(o.source, o.independent, len(o.statements)) for o in joined.origins] == [
        ("Veldria's defence ministry", 1, 2)
    ]


@pytest.mark.parametrize(
    ("name", "kind", "count"),
    [
        ("a monitoring group", "organisation", 1),
        ("witnesses", "unnamed", 1),
        ("Asel Red Lantern", "organisation", 2),
    ],
)
def test_an_unnamed_voice_is_not_shown_to_be_another_than_the_named_one(
    name: str, kind: str, count: int
) -> None:
    press = Press()
    one = press.paper("Northern Wire", "2031-03-05")
    two = press.paper("Lake Herald", "2031-03-05")
    press.says(one, "Brenholt was shelled, it said.", MONITOR, events=(SHELLING,))
    other = Voice(name=name, kind=kind)  # type: ignore[arg-type]
    press.says(two, f"Shells hit Brenholt, {name} said.", other, events=(SHELLING,))
    assert independents(press) == [count]


def test_a_wire_printed_by_three_papers_is_one_source() -> None:
    press = Press()
    for day, name in enumerate(("Asel Post", "Mirror", "Echo"), 5):
        paper = press.paper(name, f"2031-03-0{day}", WIRE, byline="(Reuters)")
        press.says(paper, WIRE.split(".")[0], events=(SHELLING,))
    assert independents(press) == [1]


def test_a_copy_speaks_with_the_voice_of_its_first_outlet() -> None:
    press = Press()
    for day, name in enumerate(("Asel Post", "Mirror"), 5):
        paper = press.paper(name, f"2031-03-0{day}", WIRE)
        press.says(paper, WIRE.split(".")[0], events=(SHELLING,))
    joined = derive(press.articles, press.statements)
    assert [(o.source, o.independent, len(o.articles)) for o in joined.origins] == [
        ("Asel Post", 1, 2)
    ]


def test_unnamed_voices_of_one_description_are_not_shown_to_be_two() -> None:
    press = Press()
    for name in ("Northern Wire", "Lake Herald"):
        paper = press.paper(name, "2031-03-05")
        press.says(paper, "Brenholt was shelled, witnesses said.", WITNESSES, events=(SHELLING,))
    assert independents(press) == [1]


def test_the_same_words_outside_of_any_incident_are_counted_too() -> None:
    press = Press()
    said = "The road to the quarry of Asel will be opened to carts and cattle before the winter"
    for name, voice in (("Northern Wire", MONITOR), ("Lake Herald", ministry("VEL"))):
        press.says(press.paper(name, "2031-03-05"), f"{said}.", voice)
    press.says(press.paper("Echo", "2031-03-06"), "The quarry is empty, it said.", ministry("OST"))
    found = derive(press.articles, press.statements).origins
    assert [(o.source, o.independent) for o in found] == [
        ("Border Watch", 2),
        ("Veldria's defence ministry", 2),
    ]


def test_the_words_of_a_copy_have_the_source_of_the_original_however_they_were_read() -> None:
    press = Press()
    told = "The garrison of Ostrana reported that its own men had not fired a round."
    for day, (name, country) in enumerate((("garrison", None), ("Ostrana garrison", "OST")), 4):
        paper = press.paper(f"Outlet {day}", f"2031-03-0{day}", WIRE)
        voice = Voice(name=name, country=country, kind="state")
        press.says(paper, told, voice, events=(happened("ASSAULT", "OST", None, word="fired"),))
    assert independents(press) == [1]
