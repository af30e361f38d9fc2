from __future__ import annotations

from collections.abc import Callable

import pytest

from casus.reader import actors, commitments, lexicon, mentions, times
from casus.reader.language import parse
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
    cast = mentions.resolve(page, actors.find(page, article))
    return commitments.find(page, cast, times.find(page, published))


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
