from __future__ import annotations

from collections.abc import Callable

import pytest

from casus.reader import actors, commitments, deeds, lexicon, mentions, places, speech, times
from casus.reader.deeds import sides
from casus.reader.language import parse
from casus.reader.speech import selves
from casus.records import Article, Commitment, Published, make_id

WORDS = lexicon.load("commitments")
NAMES = [(kind, e) for kind, entries in WORDS["names"].items() for e in entries]
STATES = [
    (entry.get("state", state), entry["example"])
    for part in ("governors", "outcomes")
    for state, entry in WORDS[part].items()
    if "example" in entry
]


def read(text: str, day: str = "2024-05-14") -> list[Commitment]:
    page = next(parse([text]))
    published = Published(value=day, precision="day", basis="given")
    article = Article(id=make_id("a", text), source="t", text=text, sha256="", published=published)
    ground = places.find(page)
    cast = mentions.resolve(page, actors.find(page, article), ground)
    cast = selves.resolve(page, cast, speech.find(page, cast, "rules"))
    clock = times.find(page, published)
    events = sides.complete(deeds.find(page, cast, clock, ground))
    return commitments.find(page, cast, clock, events)


def told(text: str) -> list[tuple[str, str]]:
    return [(c.kind, c.state) for c in read(text)]


@pytest.mark.parametrize(("kind", "entry"), NAMES, ids=lambda v: v if isinstance(v, str) else "")
def test_names_of_the_lexicon_are_at_work(kind: str, entry: dict[str, str]) -> None:
    assert kind in [c.kind for c in read(entry["example"])]


@pytest.mark.parametrize("entry", WORDS["deeds"], ids=lambda e: e["words"][0])
def test_deeds_of_the_lexicon_are_at_work(entry: dict[str, str]) -> None:
    assert entry["kind"] in [c.kind for c in read(entry["example"])]


@pytest.mark.parametrize(("state", "example"), STATES)
def test_governors_and_outcomes_are_at_work(state: str, example: str) -> None:
    assert state in [c.state for c in read(example)]


@pytest.mark.parametrize(
    ("text", "kind", "state"),
    [
        # the outer governor rules
        (
            "Ethiopia failed to honour its promise to withdraw from the town.",
            "withdrawal",
            "breached",
        ),
        ("Kenya promised to withdraw its police by Friday.", "withdrawal", "agreed"),
        ("Kenya refused to withdraw its police.", "withdrawal", "refused"),
        ("Serbia urged Kosovo to withdraw its police.", "withdrawal", "requested"),
        ("Sudan completed the withdrawal of its artillery.", "withdrawal", "fulfilled"),
        ("Rwanda is to withdraw its soldiers within a month.", "withdrawal", "agreed"),
        ("The truce collapsed overnight.", "ceasefire", "ended"),
        ("The truce is holding along the river.", "ceasefire", "in_force"),
        ("Thailand violated the ceasefire twice.", "ceasefire", "breached"),
        ("Moscow protested against a violation of the ceasefire.", "ceasefire", "breached"),
        ("India and Pakistan signed a ceasefire in Geneva.", "ceasefire", "agreed"),
        ("Norway called for a ceasefire in Sudan.", "ceasefire", "requested"),
        ("Qatar offered a truce of ten days.", "ceasefire", "proposed"),
        ("Israel rejected the truce on Sunday.", "ceasefire", "refused"),
        ("Estonia could invoke Article 4.", "defence_pact", "considered"),
        ("Estonia invoked Article 4.", "defence_pact", "invoked"),
        ("No one has invoked the defence treaty.", "defence_pact", "in_force"),
        ("France pledged to send tanks to Ukraine.", "aid", "agreed"),
        ("Chad asked France for help.", "aid", "requested"),
        ("Kenya will send 200 police officers to Haiti.", "deployment", "agreed"),
        ("The European Union lifted its sanctions on Belarus.", "sanctions", "ended"),
        ("Talks between Sudan and Egypt were suspended.", "negotiation", "suspended"),
        ("Turkey offered to mediate between Somalia and Ethiopia.", "mediation", "proposed"),
        ("Kosovo gave Serbia until Friday to open the bridge.", "other", "due"),
        ("Mali suspended its cooperation with the bloc.", "other", "suspended"),
    ],
)
def test_kind_and_state(text: str, kind: str, state: str) -> None:
    assert (kind, state) in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels withdrew from the village under fire.",  # an event: nobody owed it
        "If the talks collapse, the army will stay where it is.",
        "Has Manila invoked the defence treaty?",
        "The mayor urged restraint.",
        "The envoy asked not to be named.",
        "The clinic received no patients on Monday.",
        "The raids were insufficient to meet the needs of the town.",
        "Soldiers left the task to volunteers.",
        "Troops guarded the bridge through the night.",
        "The club will defend its title in June.",
        "The striker vowed to leave the league after the final.",
    ],
)
def test_what_nobody_owes(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Armenia and Azerbaijan agreed to a ceasefire.", {"ARM", "AZE"}),
        ("The ceasefire between India and Pakistan collapsed.", {"IND", "PAK"}),
        ("Chad asked France for help.", {"TCD", "FRA"}),
        ("Turkey promised to send tents to Georgia.", {"TUR", "GEO"}),
    ],
)
def test_parties(text: str, parties: set[str]) -> None:
    assert any(parties <= set(c.parties) for c in read(text))


@pytest.mark.parametrize(
    ("text", "by", "to"),
    [
        ("Russia promised to withdraw its soldiers from the port.", "RUS", None),
        ("Chad asked France to send fuel.", "FRA", "TCD"),
        ("Oslo accused Rwanda of breaking its promise.", "RWA", None),
    ],
)
def test_who_owes_whom(text: str, by: str, to: str | None) -> None:
    found = read(text)
    assert [(c.owed_by, c.owed_to) for c in found] == [(by, to)]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Russia promised to leave the port by 22 August 2024.", "2024-08-22"),
        ("Kenya pledged to withdraw its police by 3 June 2024.", "2024-06-03"),
    ],
)
def test_due(text: str, due: str) -> None:
    assert [c.due for c in read(text)] == [due]


def test_a_truce_that_is_it() -> None:
    text = "The ceasefire was signed in May. It was violated twice in June."
    assert [(c.kind, c.state) for c in read(text)] == [
        ("ceasefire", "agreed"),
        ("ceasefire", "breached"),
    ]


QUARREL = "Kenya accused Somalia of shelling a post. Somali troops shelled Kenyan soldiers again. "


@pytest.mark.parametrize(
    ("text", "parties", "asked"),
    [
        # who calls for it, or brokers it, is no side of it
        (QUARREL + "Norway called for an immediate end to the fighting.", {"KEN", "SOM"}, True),
        (QUARREL + "A truce ended it.", {"KEN", "SOM"}, False),
        (QUARREL + "Oman urged both countries to accept a truce.", {"KEN", "SOM"}, True),
        ("A truce between Mali and Niger brokered by Oman collapsed.", {"MLI", "NER"}, True),
        # an armed group is itself, not the country that it fights in
        ("The M23 violated the truce with Congo twice on Monday.", {"m23", "COD"}, False),
        ("Hamas and Israel agreed to a ceasefire.", {"hamas", "ISR"}, False),
        # two states in one word
        ("The ceasefire on the Thai-Cambodian border held overnight.", {"THA", "KHM"}, False),
    ],
)
def test_between_whom(text: str, parties: set[str], asked: bool) -> None:
    found = [c for c in read(text) if c.kind == "ceasefire"][-1]
    assert set(found.parties) == parties
    assert ("asked_by" in found.why) == asked


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Each government promised to open the dam within a year, and neither did.", "breached"),
        ("Kenya promised to withdraw its police. None has left.", "breached"),
        ("Donors pledged 40 tents in May. They have not arrived.", "breached"),
        ("Peru promised to reopen the line by June, but it never did.", "breached"),
        ("Tunis asked Paris for fuel. It is being studied.", "considered"),
        ("Ankara has requested observers, and the council is considering it.", "considered"),
    ],
)
def test_what_became_of_it(text: str, states: str) -> None:
    first, last = read(text)
    assert first.state in ("agreed", "requested")
    assert last.state == states
    assert (last.kind, last.parties) == (first.kind, first.parties)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya promised to withdraw its police. They will not leave before June.",
        "Kenya promised to withdraw its police. Nobody was hurt in the town.",
        "Donors pledged 40 tents. Will they ever come?",
    ],
)
def test_no_end_is_told(text: str) -> None:
    assert "breached" not in [state for _, state in told(text)]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("A ceasefire agreed in 1994 has been broken often.", "breached"),
        ("The last truce, agreed that month, was extended once and expired in June.", "ended"),
        ("A truce ended the war in the valley.", "agreed"),
    ],
)
def test_what_befalls_a_truce(text: str, state: str) -> None:
    assert told(text) == [("ceasefire", state)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Peru and Chile agreed on a truce and to release prisoners.",
            [("ceasefire", "agreed"), ("other", "agreed")],
        ),
        (
            "Oman agreed on Friday to withdraw its guns and to run the mill.",
            [("withdrawal", "agreed"), ("other", "agreed")],
        ),
        (
            "The deputies turned to Moscow so that Russia would provide military help.",
            [("aid", "requested")],
        ),
        (
            "Mali agreed to a truce but withdrew its consent an hour later.",
            [("ceasefire", "agreed"), ("ceasefire", "refused")],
        ),
    ],
)
def test_two_things_in_one_clause(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


def test_the_day_of_a_promise_is_not_its_term() -> None:
    (found,) = read("Oman agreed on Friday to withdraw its guns from the ford.")
    assert found.due is None


def test_promises_in_a_quotation_are_those_of_the_speaker() -> None:
    text = "“We will withdraw our troops by Friday,” the Kenyan foreign minister said."
    (found,) = read(text)
    assert (found.kind, found.state, found.owed_by) == ("withdrawal", "agreed", "KEN")


def test_unknown_parties_have_a_reason() -> None:
    (found,) = read("The truce collapsed overnight.")
    assert found.parties == ()
    assert found.why["parties"]


def test_text_is_the_words_of_the_span(page: Callable[..., object]) -> None:
    text = "  “Egypt has proposed a truce,” he said.\n\nSudan rejected it; Chad called for talks."
    found = read(text)
    assert found
    for c in found:
        assert text[c.span[0] : c.span[1]] == c.text
        assert c.why["state"]
        assert c.id == ""
