"""Propositions under the right voice, with their words."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casus import reader
from casus.errors import NotRead, NotText
from casus.reader import Mode, read
from casus.reader.language import Page
from casus.records import Article, Published, Reading, Statement, to_dict

DAY = Published(value="2023-05-08", precision="day", basis="given", why="of the test")


def article(text: str, publisher: str | None = None) -> Article:
    return Article(
        id="a-test", source="test", text=text, sha256="0", published=DAY, publisher=publisher
    )


def statements(text: str, publisher: str | None = None) -> tuple[Statement, ...]:
    (reading,) = read([article(text, publisher)])
    assert isinstance(reading, Reading)
    return reading.statements


def chain(statement: Statement) -> list[str]:
    return [voice.name for voice in statement.voices]


def test_a_verbal_act_is_the_event_of_the_voice_that_reports_it() -> None:
    found = statements("Kenya accused Somalia of shelling the border town of Mandera on Sunday.")
    by_voice = {tuple(chain(s)): s for s in found}
    assert [e.type for e in by_voice[()].events] == ["ACCUSE"]
    assert [e.type for e in by_voice[("Kenya",)].events] == ["ASSAULT"]
    assert by_voice[("Kenya",)].act == "accuse"


def test_what_nobody_says_is_the_articles_own() -> None:
    found = statements("Rebels captured the airport on Sunday. The port is quiet.")
    assert [(chain(s), s.act, s.quoted) for s in found] == [([], "report", "none")]
    assert found[0].quote == "Rebels captured the airport on Sunday"


def test_a_chain_is_outermost_first() -> None:
    found = statements("Interfax reported that Georgia had said its troops shelled the bridge.")
    assert ["Interfax", "Georgia"] in [chain(s) for s in found]


def test_what_a_block_quotation_tells_is_the_agencys() -> None:
    found = statements(
        "Reuters reports from the scene:\nRebels captured the airport of Goma on Sunday.\n"
        "The central bank will meet on Friday."
    )
    assert [chain(s) for s in found if s.events and s.events[0].type == "ASSAULT"] == [["Reuters"]]


def test_who_denies_a_failure_says_that_it_was_done() -> None:
    found = statements("Kenya said Somalia had failed to withdraw, a charge that Somalia denied.")
    denial = next(s for s in found if s.act == "deny")
    assert {e.reality for e in denial.events} == {"actual"}


def test_telling_an_agency_makes_it_an_outer_voice_but_not_the_publisher_itself() -> None:
    text = "The Sudanese army told Reuters that it had captured the bridge."
    assert chain(statements(text)[-1])[0] == "Reuters"
    assert len(statements(text, publisher="Reuters")[-1].voices) == 1


def test_a_denied_deed_is_negated_and_linked_to_the_accusation() -> None:
    found = statements(
        "Kenya accused Somalia of arming the militia. Somalia denied arming the militia."
    )
    denial = next(s for s in found if s.act == "deny")
    accusation = next(s for s in found if s.act == "accuse")
    assert denial.denies == accusation.id
    assert {e.reality for e in denial.events} == {"negated"}


def test_every_word_stands_where_the_record_says() -> None:
    text = (
        "The army said “we struck the depot, and” — the spokesman paused — “nothing else.”\n\n"
        "It killed at\u00a0least 14 people, according to the Red Cross [the local branch], "
        "which called for a truce."
    )
    found = statements(text)
    assert found
    for statement in found:
        assert text[slice(*statement.span)] == statement.quote
        assert statement.content.text == " ".join(text[a:b] for a, b in statement.content.spans)
        for words in [statement.cue, *(e.trigger for e in statement.events)]:
            assert words is None or text[slice(*words.span)] == words.text
        for item in (*statement.figures, *statement.commitments):
            assert text[slice(*item.span)] == item.text


TEXTS = [
    f"Kenya said {n} soldiers were killed in Mandera. Somalia denied it." for n in range(2, 40)
]


def test_any_number_of_workers_reads_the_same() -> None:
    items = [article(text) for text in TEXTS]
    alone, shared = list(read(items)), list(read(items, jobs=2))
    assert alone == shared


def test_errors_pass_through_in_their_place() -> None:
    error = NotText("b.txt", "empty")
    first, second, third = read([article(TEXTS[0]), error, article(TEXTS[1])])
    assert isinstance(first, Reading)
    assert second is error
    assert isinstance(third, Reading)


def test_a_fault_on_one_article_is_told_and_the_rest_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sound = reader.read_page

    def faulty(given: Article, page: Page, model: Mode) -> Reading:
        if given.source == "bad.txt":
            raise KeyError("tag")
        return sound(given, page, model)

    monkeypatch.setattr(reader, "read_page", faulty)
    bad = replace(article(TEXTS[1]), source="bad.txt")
    first, second, third = read([article(TEXTS[0]), bad, article(TEXTS[2])])
    assert isinstance(first, Reading)
    assert isinstance(second, NotRead)
    assert "bad.txt" in str(second)
    assert "KeyError" in str(second)
    assert isinstance(third, Reading)


def test_ids_are_stable_and_never_shared() -> None:
    found = statements(" ".join(TEXTS[:6]))
    again = statements(" ".join(TEXTS[:6]))
    assert [s.id for s in found] == [s.id for s in again]
    ids = [s.id for s in found] + [x.id for s in found for x in (*s.events, *s.figures)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", "said", "“said”", "He said.", "X:"])
def test_scraps_read_as_nothing_or_something_but_never_fail(text: str) -> None:
    for statement in statements(text):
        assert to_dict(statement)["quote"] == text[slice(*statement.span)]


WORDS = st.sampled_from(
    "Kenya Somalia said denied that “ ” , . : \n killed 14 soldiers it he according to on Monday"
    " accused of shelling the “truce” Reuters told ' will withdraw".split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_word_salad_never_breaks_a_span(text: str) -> None:
    for statement in statements(text):
        assert text[slice(*statement.span)] == statement.quote
        for event in statement.events:
            assert text[slice(*event.trigger.span)] == event.trigger.text
