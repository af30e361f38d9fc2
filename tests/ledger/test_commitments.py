"""One promise through time."""

from __future__ import annotations

from typing import Any

import pytest

from casus.ledger.joins import derive
from casus.records import Promise
from ledger.factories import MONITOR, Press, ministry

TRUCE = {"kind": "ceasefire", "parties": ("OST", "VEL")}
LEAVE = {
    "kind": "withdrawal",
    "parties": ("OST", "VEL"),
    "owed_by": "OST",
    "owed_to": "VEL",
    "terms": "pull its garrison back behind the river Asel",
}


def promises(press: Press) -> list[Promise]:
    return list(derive(press.articles, press.statements).commitments)


def tell(press: Press, day: str | None, voice: Any, state: str, **facts: Any) -> str:
    item = {**facts, "state": state}
    text = f"It called the matter {state}, piece {len(press.statements)}."
    return press.says(press.paper("Wire", day), text, voice, owed=(item,))


def test_a_ceasefire_and_its_alleged_breach_are_one_thread_with_a_state_per_voice() -> None:
    press = Press()
    tell(press, "2031-03-10", ministry("NOR"), "agreed", **TRUCE)
    tell(press, "2031-03-11", ministry("OST"), "in_force", **TRUCE)
    tell(press, "2031-03-12", ministry("VEL"), "breached", **TRUCE)
    (promise,) = promises(press)
    assert promise.present == {
        "Norland's defence ministry": "agreed",
        "Ostrana's defence ministry": "in_force",
        "Veldria's defence ministry": "breached",
    }
    assert [step.date for step in promise.steps] == ["2031-03-10", "2031-03-11", "2031-03-12"]
    assert not promise.overdue


def test_the_last_word_of_a_voice_is_its_present_state() -> None:
    press = Press()
    for day, state in (("2031-03-12", "breached"), ("2031-03-10", "agreed")):
        tell(press, day, ministry("VEL"), state, **TRUCE)
    (promise,) = promises(press)
    assert promise.present == {"Veldria's defence ministry": "breached"}


@pytest.mark.parametrize(
    ("latest", "state", "overdue"),
    [
        ("2031-03-14", None, False),
        ("2031-03-15", None, False),
        ("2031-03-16", None, True),
        ("2031-03-20", "fulfilled", False),
        ("2031-03-20", "refused", False),
        ("2031-03-20", "due", True),
        ("2031-03-20", "breached", True),
    ],
)
def test_overdue_is_judged_by_the_last_article_never_by_the_clock(
    latest: str, state: str | None, overdue: bool
) -> None:
    press = Press()
    tell(press, "2031-03-10", ministry("OST"), "agreed", **LEAVE, due="2031-03-15")
    if state:
        tell(press, latest, MONITOR, state, **LEAVE)
    else:
        press.says(press.paper("Herald", latest), "Rain fell on the pass.", MONITOR)
    (promise,) = promises(press)
    assert (promise.due, promise.overdue) == ("2031-03-15", overdue)
    assert ("2031-03-15" in promise.rule) == overdue


@pytest.mark.parametrize(
    "other",
    [
        {**TRUCE, "parties": ("KAR", "VEL")},
        {**TRUCE, "kind": "negotiation"},
        {**TRUCE, "parties": ("OST",)},
    ],
    ids=["other party", "other kind", "one party only"],
)
def test_other_pacts_stay_apart(other: dict[str, Any]) -> None:
    press = Press()
    tell(press, "2031-03-10", MONITOR, "agreed", **TRUCE)
    tell(press, "2031-03-11", MONITOR, "breached", **other)
    assert len(promises(press)) == 2


@pytest.mark.parametrize(
    ("change", "threads"),
    [
        ({}, 1),
        ({"terms": "draw the garrison back behind the Asel"}, 1),
        ({"terms": None, "due": "2031-03-15"}, 1),
        ({"terms": "hand over the quarry keys", "due": None}, 2),
        ({"owed_by": "VEL", "owed_to": "OST"}, 2),
        ({"owed_to": "KAR"}, 2),
    ],
)
def test_promises_of_one_debtor_are_told_apart_by_terms(
    change: dict[str, Any], threads: int
) -> None:
    press = Press()
    tell(press, "2031-03-10", MONITOR, "agreed", **LEAVE, due="2031-03-15")
    tell(press, "2031-03-11", MONITOR, "due", **{**LEAVE, "due": "2031-03-15", **change})
    assert len(promises(press)) == threads


def test_a_new_truce_after_the_end_or_after_long_silence_is_a_new_one() -> None:
    press = Press()
    tell(press, "2031-03-10", MONITOR, "agreed", **TRUCE)
    tell(press, "2031-03-12", MONITOR, "ended", **TRUCE)
    tell(press, "2031-03-20", MONITOR, "agreed", **TRUCE)
    tell(press, "2034-07-01", MONITOR, "breached", **TRUCE)
    assert [len(p.steps) for p in promises(press)] == [2, 1, 1]


def test_a_date_that_cannot_be_read_is_never_overdue() -> None:
    press = Press()
    tell(press, "2031-03-10", MONITOR, "agreed", **LEAVE, due="soon")
    tell(press, "2033-03-10", MONITOR, "agreed", **TRUCE)
    assert [p.overdue for p in promises(press)] == [False, False]


@pytest.mark.parametrize(
    ("parties", "threads"), [((), 1), (("VEL",), 1), (("KAR",), 2), (("KAR", "VEL"), 2)]
)
def test_the_truce_named_again_in_one_article_is_the_same(
    parties: tuple[str, ...], threads: int
) -> None:
    press = Press()
    paper = press.paper("Wire", "2031-03-10")
    for n, (state, bound) in enumerate((("agreed", ("OST", "VEL")), ("breached", parties))):
        owed = ({"kind": "ceasefire", "parties": bound, "state": state},)
        press.says(paper, f"The truce is {state}, line {n}.", MONITOR, owed=owed)
    assert len(promises(press)) == threads


@pytest.mark.parametrize("state", ["proposed", "requested", "considered"])
def test_a_wish_with_a_date_is_not_owed_and_so_never_overdue(state: str) -> None:
    press = Press()
    tell(press, "2031-03-10", MONITOR, state, **LEAVE, due="2031-03-15")
    press.says(press.paper("Herald", "2031-04-01"), "Rain fell on the pass.", MONITOR)
    assert [p.overdue for p in promises(press)] == [False]


def test_the_date_of_a_wish_does_not_make_an_old_pact_overdue() -> None:
    press = Press()
    pact = {"kind": "defence_pact", "parties": ("KAR", "VEL")}
    tell(press, "2031-03-10", MONITOR, "in_force", **pact)
    tell(press, "2031-03-11", ministry("VEL"), "considered", **pact, due="2031-03-15")
    press.says(press.paper("Herald", "2031-04-01"), "Rain fell on the pass.", MONITOR)
    assert [(p.due, p.overdue) for p in promises(press)] == [("2031-03-15", False)]


def test_a_promise_is_known_again_among_many_others_of_the_same_debtor() -> None:
    press = Press()
    tell(press, "2031-03-01", ministry("OST"), "agreed", **LEAVE)
    for n in range(120):
        other = {
            "kind": "withdrawal",
            "owed_by": "OST",
            "terms": f"bring{n} bridge{n} to keeper{n}",
        }
        tell(press, "2031-03-02", ministry("OST"), "agreed", parties=("OST",), **other)
    tell(press, "2031-03-12", ministry("VEL"), "breached", **LEAVE)
    long = [p for p in promises(press) if len(p.steps) > 1]
    assert [[step.state for step in p.steps] for p in long] == [["agreed", "breached"]]
