"""One happening stays one entry, and two stay two."""

from __future__ import annotations

from typing import Any

import pytest

from casus.ledger.joins import derive
from casus.records import Incident, Party
from ledger.factories import MONITOR, Press, count, happened, ministry


def incidents(press: Press) -> list[Incident]:
    return list(derive(press.articles, press.statements).incidents)


def two(first: dict[str, Any], second: dict[str, Any], days: tuple[str, str], *words: str) -> int:
    """Number of incidents made of two reports of two outlets."""
    press = Press()
    texts = words or ("Guns were heard at the river.", "A barrage woke the whole valley.")
    for outlet, day, text, event in zip(
        ("Wire", "Herald"), days, texts, (first, second), strict=True
    ):
        press.says(press.paper(outlet, day), text, ministry("VEL"), events=(event,))
    return len(incidents(press))


SHELLING = {"kind": "ASSAULT", "who": "OST", "whom": "VEL", "date": "2031-03-04"}
SAME_DAY = ("2031-03-05", "2031-03-05")


def shelling(**change: Any) -> dict[str, Any]:
    return happened(**{**SHELLING, "place": "Brenholt", **change})


def test_two_reports_of_one_shelling_are_one_incident() -> None:
    assert two(shelling(), shelling(), SAME_DAY) == 1


def test_a_date_one_day_off_is_still_the_same_night() -> None:
    assert two(shelling(), shelling(date="2031-03-05"), SAME_DAY) == 1


def test_without_dates_place_and_words_together_join() -> None:
    words = ("Mortar rounds struck the old grain hall.", "Mortar rounds struck a grain hall.")
    assert two(shelling(date=None), shelling(date=None), SAME_DAY, *words) == 1
    assert two(shelling(date=None), shelling(date=None), SAME_DAY) == 2


@pytest.mark.parametrize(
    "trap",
    [
        shelling(place="Quarrin"),
        shelling(date="2031-03-09"),
        shelling(who="KAR"),
        shelling(whom="KAR"),
        shelling(who="VEL", whom="OST"),
        shelling(kind="COERCE"),
        shelling(place=None),
    ],
    ids=["other place", "other day", "other attacker", "other victim", "turned", "type", "vague"],
)
def test_wrong_merge_traps_stay_apart(trap: dict[str, Any]) -> None:
    assert two(shelling(), trap, SAME_DAY) == 2


def test_like_words_do_not_join_different_places() -> None:
    words = ("Mortar rounds struck the grain hall of Brenholt.",)
    words += ("Mortar rounds struck the grain hall of Quarrin.",)
    assert two(shelling(), shelling(place="Quarrin"), SAME_DAY, *words) == 2


def test_a_vague_report_joins_neither_of_two_that_fit_it_as_well() -> None:
    press = Press()
    text = "Mortar rounds struck the grain hall at dawn."
    for place in ("Brenholt", "Quarrin"):
        event = shelling(place=place)
        press.says(press.paper("Wire", "2031-03-05"), text, ministry("VEL"), events=(event,))
    vague = shelling(place=None)
    press.says(press.paper("Echo", "2031-03-05"), text, MONITOR, events=(vague,))
    assert sorted(i.place or "" for i in incidents(press)) == ["", "Brenholt", "Quarrin"]


def test_no_chain_of_small_steps_joins_two_weeks() -> None:
    press = Press()
    for day in range(1, 10):
        event = shelling(date=f"2031-03-0{day}")
        paper = press.paper("Wire", f"2031-03-{day + 1:02}")
        press.says(paper, f"Guns were heard, report {day}.", MONITOR, events=(event,))
    assert len(incidents(press)) > 3


@pytest.mark.parametrize("reality", ["possible", "planned", "demanded", "conditional", "unknown"])
def test_what_did_not_happen_is_no_incident(reality: str) -> None:
    press = Press()
    event = shelling(reality=reality)
    press.says(press.paper("Wire", "2031-03-05"), "Guns may fire.", MONITOR, events=(event,))
    assert incidents(press) == []


def test_a_denial_joins_the_incident_and_makes_none() -> None:
    press = Press()
    denied = press.says(
        press.paper("Herald", "2031-03-06"),
        "Ostrana did not fire on Brenholt, it said.",
        ministry("OST"),
        act="deny",
        events=(shelling(reality="negated"),),
    )
    assert incidents(press) == []
    press.says(press.paper("Wire", "2031-03-05"), "It shelled us.", MONITOR, events=(shelling(),))
    (incident,) = incidents(press)
    assert incident.realities == {"actual": 1, "negated": 1}
    assert denied in incident.statements
    assert incident.independent == 1
    assert incident.best != denied


def test_rival_tolls_stand_side_by_side() -> None:
    press = Press()
    tolls = ((ministry("VEL"), 31.0), (ministry("OST"), 12.0), (ministry("VEL"), 31.0))
    for number, (voice, dead) in enumerate(tolls):
        press.says(
            press.paper(f"Outlet {number}", "2031-03-05"),
            f"It put the dead of Brenholt at {dead:.0f}.",
            voice,
            events=(shelling(),),
            figures=(count("killed", dead, dead),),
        )
    (incident,) = incidents(press)
    assert [(f.low, f.according_to) for f in incident.figures] == [
        (31.0, "Veldria's defence ministry"),
        (12.0, "Ostrana's defence ministry"),
    ]


def test_the_day_of_publication_never_stands_for_the_date() -> None:
    press = Press()
    event = shelling(date=None)
    press.says(press.paper("Wire", "2031-03-05"), "Guns fired.", MONITOR, events=(event,))
    (incident,) = incidents(press)
    assert (incident.date, incident.first_report) == (None, "2031-03-05")


def test_the_narrowest_date_and_the_fullest_account_are_named() -> None:
    press = Press()
    wide = shelling(date="2031-03-03/2031-03-05", place=None)
    text = "Mortar rounds struck the grain hall."
    press.says(press.paper("Wire", "2031-03-05"), text, ministry("VEL"), events=(wide,))
    full = press.says(press.paper("Echo", "2031-03-06"), text, MONITOR, events=(shelling(),))
    (incident,) = incidents(press)
    assert (incident.date, incident.place, incident.best) == ("2031-03-04", "Brenholt", full)
    assert (incident.first_report, incident.last_report) == ("2031-03-05", "2031-03-06")


def test_two_attacks_in_one_statement_stay_two() -> None:
    press = Press()
    press.says(
        press.paper("Wire", "2031-03-05"),
        "Mortar rounds struck Brenholt, and rockets struck Quarrin.",
        MONITOR,
        events=(shelling(), shelling(place="Quarrin")),
        figures=(count("killed", 3.0),),
    )
    assert len(incidents(press)) == 2


def test_every_incident_says_why_it_was_joined() -> None:
    press = Press()
    for outlet in ("Wire", "Herald"):
        paper = press.paper(outlet, "2031-03-05")
        press.says(paper, f"Guns, the {outlet} wrote.", MONITOR, events=(shelling(),))
    (incident,) = incidents(press)
    assert "same place" in incident.rule
    assert "shared parties" in incident.rule


def test_a_sentence_repeated_by_another_paper_is_the_same_happening_without_a_place() -> None:
    words = "Mortar rounds struck the old grain hall while the market was full."
    vague = shelling(date=None, place=None)
    assert two(vague, vague, SAME_DAY, words, words.replace("old ", "")) == 1
    assert two(vague, vague, SAME_DAY, words, "Mortar rounds struck the old mill and a well.") == 2
    assert two(vague, vague, ("2031-03-05", "2031-03-25"), words, words) == 2


def test_a_province_or_a_week_is_too_wide_to_join_by() -> None:
    wide = shelling(place="Asel Province", precision="admin1")
    assert two(wide, wide, SAME_DAY) == 2
    week = shelling(date="2031-03-01/2031-03-07")
    assert two(week, week, SAME_DAY) == 2


def test_other_provinces_keep_like_words_apart() -> None:
    words = ("Mortar rounds struck a grain hall.",) * 2
    here, there = (shelling(place=p, precision="admin1") for p in ("Asel", "Upper Kar"))
    assert two(here, here, SAME_DAY, *words) == 1
    assert two(here, there, SAME_DAY, *words) == 2


@pytest.mark.parametrize(
    ("second", "dead", "entries"),
    [
        ("Shelling went on for an hour.", 3.0, 1),
        ("Shelling killed others.", 8.0, 2),
        ("It hurt.", 3.0, 2),
    ],
    ids=["told again", "other figures", "other word and words"],
)
def test_an_article_that_comes_back_to_a_happening_tells_one(
    second: str, dead: float, entries: int
) -> None:
    press = Press()
    paper = press.paper("Wire", "2031-03-05")
    vague = shelling(date=None, place=None)
    for text, toll in (("Shelling woke the valley.", 3.0), (second, dead)):
        figures = (count("killed", toll, toll),) if entries == 2 and dead == 8.0 else ()
        press.says(paper, text, MONITOR, events=(vague,), figures=figures)
    assert len(incidents(press)) == entries


def attack(word: str, **facts: Any) -> dict[str, Any]:
    return happened("ASSAULT", facts.pop("who", None), facts.pop("whom", None), word=word, **facts)


@pytest.mark.parametrize(
    ("text", "events", "entries"),
    [
        (
            "Rocket fire by Ostrana killed nine millers.",
            (attack("Rocket fire", who="OST"), attack("killed", whom="VEL")),
            1,
        ),
        (
            "Rockets struck Brenholt while a raid on Quarrin left nine millers dead.",
            (
                attack("struck", place="Brenholt", who="OST"),
                attack("raid", place="Quarrin", who="KAR"),
                attack("dead", whom="VEL"),
            ),
            2,
        ),
        (
            "Ostrana shelled Brenholt and stormed the mill.",
            (attack("shelled", who="OST", place="Brenholt"), attack("stormed", who="OST")),
            2,
        ),
        (
            "Rocket fire by Ostrana killed nine; Karmark killed five.",
            (attack("Rocket fire", who="OST"), attack("killed five", who="KAR")),
            2,
        ),
        ("Rockets and mortars fell.", (attack("Rockets"), attack("mortars")), 1),
    ],
    ids=["force and toll", "the nearest force", "two deeds", "other actor", "two words for one"],
)
def test_the_force_and_its_toll_in_one_statement_are_one(
    text: str, events: tuple[dict[str, Any], ...], entries: int
) -> None:
    press = Press()
    press.says(press.paper("Wire", "2031-03-05"), text, MONITOR, events=events)
    found = incidents(press)
    assert len(found) == entries


def test_the_toll_goes_to_the_nearest_use_of_force() -> None:
    press = Press()
    press.says(
        press.paper("Wire", "2031-03-05"),
        "Rockets struck Brenholt while a raid on Quarrin left nine millers dead.",
        MONITOR,
        events=(
            attack("struck", place="Brenholt", who="OST"),
            attack("raid", place="Quarrin", who="KAR"),
            attack("dead", whom="VEL"),
        ),
    )
    assert {(i.place, i.recipients) for i in incidents(press)} == {
        ("Brenholt", ()),
        ("Quarrin", ("VEL",)),
    }


@pytest.mark.parametrize(
    ("dead", "text", "entries"),
    [
        (17.0, "17", 1),
        (40.0, "scores", 2),
        (12.0, "more than a dozen", 2),
        (1.0, "one", 2),
        (17.0, "seventeen", 1),
    ],
)
def test_only_a_telling_figure_joins(dead: float, text: str, entries: int) -> None:
    press = Press()
    vague = shelling(place=None)
    for outlet, said in (("Wire", "Guns were heard."), ("Herald", "A barrage woke the valley.")):
        toll = (count("killed", dead, None, text=text),)
        paper = press.paper(outlet, "2031-03-05")
        press.says(paper, said, ministry("VEL"), events=(vague,), figures=toll)
    assert len(incidents(press)) == entries


def test_a_repeated_sentence_joins_even_where_nobody_is_named() -> None:
    words = "Mortar rounds struck the old grain hall while the market was full."
    nobody = shelling(date=None, place=None, who=None, whom=None)
    assert two(nobody, nobody, SAME_DAY, words, words) == 1
    assert two(nobody, nobody, SAME_DAY, words, "Mortar rounds struck a mill at noon.") == 2
    assert two(nobody, nobody, ("2031-03-05", "2031-04-05"), words, words) == 2


@pytest.mark.parametrize(("name", "entries"), [("gunmen", 2), ("Asel Wolves", 1)])
def test_only_a_proper_name_is_a_party_to_agree_on(name: str, entries: int) -> None:
    event = {**shelling(place=None, who=None, whom=None), "actors": (Party(name=name),)}
    words = (
        "Guns at dawn tore the roof from the mill.",
        "Guns tore the mill open and cattle fled at dawn.",
    )
    assert two(event, event, SAME_DAY, *words) == entries


@pytest.mark.parametrize(("place", "entries"), [(None, 2), ("Brenholt", 1)])
def test_other_tolls_in_like_words_are_one_only_at_one_place(
    place: str | None, entries: int
) -> None:
    press = Press()
    for outlet, dead in (("Wire", 5.0), ("Herald", 15.0)):
        text = f"A cart bomb at the {outlet} market killed {dead:.0f} millers and their mules."
        toll = (count("killed", dead, dead),)
        event = shelling(place=place)
        paper = press.paper(outlet, "2031-03-05")
        press.says(paper, text, ministry("VEL"), events=(event,), figures=toll)
    assert len(incidents(press)) == entries
