"""Opposed voices on one proposition."""

from __future__ import annotations

import pytest

from casus.ledger.joins import derive
from casus.records import Dispute, Voice
from ledger.factories import MONITOR, Press, happened, ministry, president


def disputes(press: Press) -> list[Dispute]:
    return list(derive(press.articles, press.statements).disputes)


CLAIM = "Ostrana had sent hired gunmen through the Asel pass to fight for the rebels"
SENT = happened("MOBILIZE", "OST", None)
NOT_SENT = happened("MOBILIZE", "OST", None, reality="negated")


def test_a_denial_two_days_later_in_another_paper_meets_its_claim() -> None:
    press = Press()
    claim = press.says(
        press.paper("Wire", "2031-03-05"), f"{CLAIM}.", ministry("VEL"), events=(SENT,)
    )
    denial = press.says(
        press.paper("Herald", "2031-03-07"),
        "Ostrana never sent hired gunmen through the pass, he said.",
        president("OST"),
        act="deny",
        events=(NOT_SENT,),
    )
    (dispute,) = disputes(press)
    assert [(s.according_to, s.statement) for s in dispute.asserts] == [
        ("Veldria's defence ministry", claim)
    ]
    assert [(s.according_to, s.date) for s in dispute.denies] == [
        ("Ostrana's president", "2031-03-07")
    ]
    assert dispute.statements == (claim, denial)
    assert (dispute.since, dispute.proposition) == ("2031-03-05", f"{CLAIM}.")


def test_the_link_that_the_reader_saw_is_kept() -> None:
    press = Press()
    paper = press.paper("Wire", "2031-03-05")
    claim = press.says(paper, "Ostrana broke into the depot, she said.", ministry("VEL"))
    answer = press.says(paper, "That is a fairy tale.", ministry("OST"), act="deny", denies=claim)
    (dispute,) = disputes(press)
    assert dispute.statements == (claim, answer)
    assert dispute.rule == "answers it in the same article"


def test_claims_in_two_papers_and_one_denial_are_one_dispute() -> None:
    press = Press()
    for outlet, voice in (("Wire", ministry("VEL")), ("Herald", MONITOR)):
        press.says(press.paper(outlet, "2031-03-05"), f"{CLAIM}.", voice, events=(SENT,))
    press.says(
        press.paper("Echo", "2031-03-07"),
        "No hired gunmen were sent through the pass.",
        president("OST"),
        act="deny",
        events=(NOT_SENT,),
    )
    (dispute,) = disputes(press)
    assert (len(dispute.asserts), len(dispute.denies)) == (2, 1)


@pytest.mark.parametrize(
    ("day", "text", "event"),
    [
        ("2031-03-07", "The harvest will not fail this year.", NOT_SENT),
        ("2031-06-30", "Ostrana never sent hired gunmen through the pass.", NOT_SENT),
        (
            "2031-03-07",
            "Karmark never sent hired gunmen through the pass.",
            happened("MOBILIZE", "KAR", None, reality="negated"),
        ),
        (None, "Ostrana never sent hired gunmen through the pass.", NOT_SENT),
    ],
    ids=["other words", "months later", "another state", "undated"],
)
def test_a_denial_of_something_else_makes_no_dispute(
    day: str | None, text: str, event: dict[str, object]
) -> None:
    press = Press()
    press.says(press.paper("Wire", "2031-03-05"), f"{CLAIM}.", ministry("VEL"), events=(SENT,))
    press.says(press.paper("Echo", day), text, MONITOR, act="deny", events=(event,))
    assert disputes(press) == []


def test_one_government_does_not_dispute_itself() -> None:
    press = Press()
    press.says(press.paper("Wire", "2031-03-05"), f"{CLAIM}.", ministry("OST"), events=(SENT,))
    text = "Ostrana never sent hired gunmen through the pass."
    paper = press.paper("Echo", "2031-03-06")
    press.says(paper, text, president("OST"), act="deny", events=(NOT_SENT,))
    assert disputes(press) == []


def test_a_demand_is_no_claim_that_could_be_denied() -> None:
    press = Press()
    paper = press.paper("Wire", "2031-03-05")
    press.says(paper, f"{CLAIM}.", ministry("VEL"), act="demand", events=(SENT,))
    text = "Ostrana never sent hired gunmen through the pass."
    press.says(paper, text, MONITOR, act="deny", events=(NOT_SENT,))
    assert disputes(press) == []


def test_an_incident_that_one_side_denies_is_disputed() -> None:
    press = Press()
    attack = {"date": "2031-03-04", "place": "Brenholt"}
    shelled = happened("ASSAULT", "OST", "VEL", **attack)
    press.says(press.paper("Wire", "2031-03-05"), "It came at dawn.", MONITOR, events=(shelled,))
    press.says(
        press.paper("Echo", "2031-03-06"),
        "Our guns were silent, he said.",
        ministry("OST"),
        events=(happened("ASSAULT", "OST", "VEL", reality="negated", **attack),),
    )
    (dispute,) = disputes(press)
    assert dispute.rule == "denies the same incident"
    assert [s.according_to for s in dispute.denies] == ["Ostrana's defence ministry"]


@pytest.mark.parametrize("reporter", [(), (MONITOR,)], ids=["own voice", "a voice"])
def test_the_report_of_a_denial_is_not_what_is_denied(reporter: tuple[Voice, ...]) -> None:
    press = Press()
    paper = press.paper("Wire", "2031-03-05")
    text = "Ostrana dismissed the account of the burned mill as a fairy tale."
    report = press.says(paper, text, *reporter, events=(happened("REJECT", "OST", None),))
    press.says(paper, text, *reporter, ministry("OST"), act="deny", denies=report)
    assert disputes(press) == []
    claim = press.says(paper, "Ostrana burned the mill, she said.", ministry("VEL"))
    press.says(paper, f"{text} ", *reporter, ministry("OST"), act="deny", denies=claim)
    assert len(disputes(press)) == 1


def test_what_was_planned_is_not_denied_by_word_that_it_did_not_happen() -> None:
    press = Press()
    planned = happened("RETREAT", "OST", None, reality="planned")
    failed = happened("RETREAT", "OST", None, reality="negated")
    text = "Ostrana was to pull its hired gunmen out of the Asel pass by Sunday"
    signed = happened("AGREE", "OST", "VEL")
    press.says(press.paper("Wire", "2031-03-05"), text, ministry("NOR"), events=(planned, signed))
    press.says(
        press.paper("Herald", "2031-03-10"),
        "Ostrana had not pulled its hired gunmen out of the Asel pass by Sunday",
        ministry("VEL"),
        events=(failed,),
    )
    assert disputes(press) == []


def test_a_statement_that_denies_one_thing_and_tells_another_is_a_side() -> None:
    press = Press()
    fired = happened("ASSAULT", "OST", "VEL")
    claim = press.says(
        press.paper("Wire", "2031-03-05"),
        "Ostrana's gunmen fired mortars at the village of Asel.",
        ministry("VEL"),
        events=(fired,),
    )
    answer = press.says(
        press.paper("Herald", "2031-03-07"),
        "Gunmen never fired mortars at Asel; the village was hit by Veldrian shells.",
        president("OST"),
        events=(
            happened("ASSAULT", "OST", "VEL", reality="negated"),
            happened("COERCE", "VEL", None),
        ),
    )
    (dispute,) = disputes(press)
    assert [s.statement for s in dispute.asserts] == [claim]
    assert [s.statement for s in dispute.denies] == [answer]
