"""All joins together: the order of the input does not matter, and every record has its words."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casus.ledger.actors import role_of
from casus.ledger.joins import Joined, derive
from casus.records import Voice
from ledger.factories import MONITOR, NAMES, Press, count, happened, ministry, party, president

VOICES = (ministry("VEL"), ministry("OST"), president("OST"), MONITOR, None)
DAYS = st.sampled_from(["2031-03-04", "2031-03-05", "2031-03-07", None])
CODES = st.sampled_from([*sorted(NAMES), None])
STATES = ("agreed", "breached", "ended", "fulfilled")


@st.composite
def presses(draw: st.DrawFn) -> Press:
    """A small press in which everything may agree or clash with everything."""
    press = Press()
    for _ in range(draw(st.integers(1, 4))):
        paper = press.paper(draw(st.sampled_from(["Wire", "Herald", None])), draw(DAYS))
        for _ in range(draw(st.integers(1, 4))):
            event = happened(
                draw(st.sampled_from(["ASSAULT", "MOBILIZE"])),
                draw(CODES),
                draw(CODES),
                date=draw(DAYS),
                place=draw(st.sampled_from(["Brenholt", "Quarrin", None])),
                reality=draw(st.sampled_from(["actual", "negated", "planned"])),
            )
            voice = draw(st.sampled_from(VOICES))
            owed = {
                "kind": "ceasefire",
                "parties": ("OST", "VEL"),
                "state": draw(st.sampled_from(STATES)),
            }
            press.says(
                paper,
                draw(
                    st.sampled_from(["Guns fired on the mill at dawn.", "Rain fell at the pass."])
                ),
                *([voice] if voice else []),
                act=draw(st.sampled_from(["say", "deny"])),
                events=(event,) * draw(st.integers(0, 1)),
                figures=(count("killed", draw(st.sampled_from([3.0, 31.0]))),),
                owed=(owed,) * draw(st.integers(0, 1)),
            )
    return press


@settings(max_examples=60, deadline=None)
@given(presses(), st.integers(0, 10_000))
def test_any_order_of_input_gives_the_same_records(press: Press, seed: int) -> None:
    articles, statements = list(press.articles), list(press.statements)
    expected = derive(articles, statements)
    shuffler = random.Random(seed)
    shuffler.shuffle(articles)
    shuffler.shuffle(statements)
    assert derive(articles, statements) == expected


@settings(max_examples=60, deadline=None)
@given(presses())
def test_every_record_lists_statements_says_its_rule_and_has_an_id_of_its_own(press: Press) -> None:
    joined = derive(press.articles, press.statements)
    known = {s.id for s in press.statements}
    records: list[Any] = [*joined.origins, *joined.incidents, *joined.disputes]
    records += [*joined.commitments, *joined.actors, *joined.series]
    assert len({record.id for record in records}) == len(records)
    for record in records:
        assert record.statements
        assert set(record.statements) <= known
        assert len(set(record.statements)) == len(record.statements)
        assert record.rule
    for dispute in joined.disputes:
        assert dispute.asserts
        assert dispute.denies


def test_an_empty_ledger_joins_nothing() -> None:
    assert derive([], []) == Joined()


def test_an_actor_bears_all_its_names() -> None:
    press = Press()
    paper = press.paper("Wire", "2031-03-05")
    press.says(paper, "It spoke.", ministry("VEL"), events=(happened("ASSAULT", "OST", "VEL"),))
    actors = {a.id: a for a in derive(press.articles, press.statements).actors}
    assert set(actors) == {"OST", "VEL"}
    assert set(actors["VEL"].names) == {"Veldria", "Veldria's defence ministry"}
    assert actors["OST"].country == party("OST").country


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("the Ostranan envoy Ilva Maren", "Ostranan envoy"),
        ("Ilva Maren, Ostrana's envoy to the lake talks", "Ostrana's envoy to the lake talks"),
        ("Ilva Maren", None),
        ("Ilva Maren, who had come by boat", None),
        ("she", None),
    ],
)
def test_a_role_is_read_from_the_words_around_the_name(written: str, role: str | None) -> None:
    text = f"On Monday {written} spoke."
    span = (10, 10 + len(written))
    assert role_of(text, span, "Ilva Maren") == role


def test_a_person_keeps_the_days_on_which_a_role_was_given() -> None:
    press = Press()
    for day in ("2031-03-05", "2031-03-09"):
        paper = press.paper("Wire", day, "Envoy Ilva Maren spoke.")
        maren = Voice(name="Ilva Maren", actor="ilva-maren", kind="person", span=(0, 16))
        press.says(paper, "Envoy Ilva Maren spoke.", maren)
    (actor,) = derive(press.articles, press.statements).actors
    assert [(r.title, r.first, r.last) for r in actor.roles] == [
        ("Envoy", "2031-03-05", "2031-03-09")
    ]
