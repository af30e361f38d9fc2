from __future__ import annotations

import pytest

from casus.reader import lexicon, places
from casus.reader.language import parse
from casus.reader.places import Places
from casus.reader.places.gazetteer import fold, gazetteer

OURS = lexicon.load("places")["places"]


def read(text: str) -> Places:
    return places.find(next(parse([text])))


def where(text: str, trigger: str) -> str | None:
    found = read(text)
    token = next(t for t in found.page.tokens if t.text == trigger)
    place = found.of(token)
    return place.name if place else None


@pytest.mark.parametrize("entry", OURS, ids=lambda e: e["name"])
def test_our_own_places_are_at_work(entry: dict[str, object]) -> None:
    names = [s.place.name for s in read(str(entry["example"])).all]
    assert entry["name"] in names


@pytest.mark.parametrize("entry", OURS, ids=lambda e: e["name"])
def test_our_own_places_are_sourced_and_either_owned_or_disputed(entry: dict[str, object]) -> None:
    assert entry["source"]
    assert len(entry["at"]) == 2  # type: ignore[arg-type]
    assert not ("country" in entry and "claimed" in entry)


def test_a_disputed_place_has_no_country_and_says_who_claims_it() -> None:
    (spot,) = read("Two shells fell in Artsakh.").all
    assert spot.place.name == "Nagorno-Karabakh"
    assert spot.place.country is None
    assert "AZE" in spot.place.why["country"]


@pytest.mark.parametrize(
    ("text", "name", "country", "precision"),
    [
        ("A bridge was blown up near Gyumri.", "Gyumri", "ARM", "city"),
        ("Farmers fled from Deir ez-Zor in Syria.", "Deir ez-Zor", "SYR", "city"),
        ("Aid reached Sudan on Monday.", "Sudan", "SDN", "country"),
        ("The U.S. closed a consulate.", "United States", "USA", "country"),
        ("Police patrolled Idlib province in Syria.", "Idlib", "SYR", "admin1"),
        ("Syrian rebels left al-Bab on foot.", "al-Bab", "SYR", "city"),
        ("Libyan gunmen closed the port of Tripoli.", "Tripoli", "LBY", "city"),
        ("Lebanese soldiers closed a street in Tripoli.", "Tripoli", "LBN", "city"),
    ],
)
def test_a_name_is_resolved_by_what_the_page_names(
    text: str, name: str, country: str, precision: str
) -> None:
    found = [(s.place.name, s.place.country, s.place.precision) for s in read(text).all]
    assert (name, country, precision) in found


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton bought a yacht.",
        "Mr Jordan Smith took the stand.",
        "President Washington signed it.",
        "The general said nothing.",
        "Reading is good for you.",
        "On Monday police made arrests.",
    ],
)
def test_what_is_no_place(text: str) -> None:
    assert [s.place.name for s in read(text).all] == []


def test_an_unknown_town_is_named_without_a_pin() -> None:
    (spot,) = read("Nine people died in the town of Zarunvale.").all
    assert (spot.place.name, spot.place.lat, spot.place.precision) == ("Zarunvale", None, "city")
    assert spot.place.why["lat"] == "not in the gazetteer"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # towns of invented countries bear the names of small real ones
        ("Talks between Karvenia and Brusk opened in Dolsk.", "Dolsk"),
        ("Shells struck the Al Thawra hospital in Yemen.", "Al Thawra"),
    ],
)
def test_no_pin_in_a_country_of_which_the_page_does_not_speak(text: str, name: str) -> None:
    found = {s.place.name: s.place for s in read(text).all}
    assert name in found
    assert found[name].lat is None
    assert "does not speak" in found[name].why["lat"]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Ukrainian guns fell silent near Dolsk.", "Dolsk", "UKR"),
        ("A bridge was blown up near Gyumri.", "Gyumri", "ARM"),
    ],
)
def test_a_small_town_of_a_country_on_the_page(text: str, name: str, country: str) -> None:
    assert (name, country) in [(s.place.name, s.place.country) for s in read(text).all]


@pytest.mark.parametrize(
    "text",
    [
        "Troops of Hamas held the road.",
        "Raids hit the quarter of Sheikh Said.",
        "Ships sailed round the Cape of Good Hope.",
    ],
)
def test_parts_of_other_names_are_no_places(text: str) -> None:
    pinned = {s.place.name for s in read(text).all if s.place.lat is not None}
    assert not pinned & {"Hamas", "Sheikh", "Good Hope"}


def test_no_pin_where_several_places_bear_the_name() -> None:
    (spot,) = read("A depot burned in San Pedro.").all
    assert spot.place.lat is None
    assert "bear this name" in spot.place.why["lat"]


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Nine people were killed in Homs on Sunday.", "killed", "Homs"),
        ("Jets shelled Homs for two hours.", "shelled", "Homs"),
        ("Militants captured the town of Manbij in Syria.", "captured", "Manbij"),
        ("An explosion near Gyumri wounded two.", "explosion", "Gyumri"),
        ("Officials in Yerevan said two soldiers had died.", "died", None),
        ("France sent food and France paid for it.", "sent", None),
    ],
)
def test_the_place_of_a_happening(text: str, trigger: str, place: str | None) -> None:
    assert where(text, trigger) == place


def test_spans_hold_the_words() -> None:
    text = "Clashes broke out in Stepanakert,\n\nnear Shusha in Nagorno-Karabakh."
    for spot in read(text).all:
        assert spot.place.span is not None
        start, end = spot.place.span
        assert text[start:end] == text[start:end].strip() != ""
    assert len(read(text).all) == 3


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Deir al-Zour", "deir al zour"),
        ("Sana'a", "sanaa"),
        ("Medellín", "medellin"),
        ("U.S.", "us"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_the_gazetteer_knows_geonames_ids() -> None:
    rows = gazetteer().rows("yerevan")
    assert rows[0].country == "ARM"
    assert rows[0].id == 616052
