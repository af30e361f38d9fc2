"""Figures over time by source."""

from __future__ import annotations

from casus.ledger.joins import derive
from casus.ledger.series import Series
from ledger.factories import MONITOR, Press, count, happened, ministry, party


def series(press: Press) -> list[Series]:
    return list(derive(press.articles, press.statements).series)


def tell(
    press: Press, day: str, voice: object, low: float | None, high: float | None, **more: object
) -> str:
    figure = count("displaced", low, high, of=party("VEL"), **more)
    text = f"It put the homeless at {low}, note {len(press.statements)}."
    return press.says(press.paper("Wire", day), text, voice, figures=(figure,))  # type: ignore[arg-type]


def test_the_last_word_of_each_source_stands_beside_the_others_and_nothing_is_averaged() -> None:
    press = Press()
    tell(press, "2031-03-05", ministry("VEL"), 9000, 9000)
    tell(press, "2031-03-08", ministry("VEL"), 14000, 14000)
    tell(press, "2031-03-06", MONITOR, 6000, 7000)
    (found,) = series(press)
    assert [(p.date, p.low, p.according_to) for p in found.points] == [
        ("2031-03-05", 9000, "Veldria's defence ministry"),
        ("2031-03-06", 6000, "Border Watch"),
        ("2031-03-08", 14000, "Veldria's defence ministry"),
    ]
    assert {p.low for p in found.latest} == {14000, 6000}
    assert (found.low, found.high) == (6000, 14000)


def test_a_repeated_figure_is_one_point_with_all_its_statements() -> None:
    press = Press()
    ids = [tell(press, f"2031-03-0{day}", MONITOR, 500, None) for day in (5, 6)]
    (found,) = series(press)
    assert len(found.points) == 1
    assert found.statements == tuple(ids)
    assert found.high is None


def test_other_measures_parties_and_incidents_are_other_series() -> None:
    press = Press()
    tell(press, "2031-03-05", MONITOR, 500, 500)
    for place in ("Brenholt", "Quarrin"):
        event = happened("ASSAULT", "OST", "VEL", date="2031-03-04", place=place)
        figures = (count("killed", 5, 5, of=party("VEL")),)
        paper = press.paper("Echo", "2031-03-05")
        press.says(paper, f"Five died in {place}.", MONITOR, events=(event,), figures=figures)
    found = series(press)
    assert [s.measure for s in found] == ["displaced", "killed", "killed"]
    assert [s.incident is None for s in found] == [True, False, False]
    assert len({s.id for s in found}) == 3
