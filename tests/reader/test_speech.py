"""Who says what: tables of our own sentences from several conflicts."""

from __future__ import annotations

import pytest

from casus.reader import actors, lexicon, mentions, speech
from casus.reader.language import Page, parse
from casus.reader.speech.cues import Utterance
from casus.records import Article


def utterances(text: str) -> tuple[Page, list[Utterance]]:
    article = Article(id="a-test", source="test", text=text, sha256="0")
    page = next(parse([text]))
    cast = mentions.resolve(page, actors.find(page, article))
    return page, speech.find(page, cast, "rules")


def said(text: str) -> list[tuple[str, str]]:
    page, found = utterances(text)
    return [
        (u.source.who.name if u.source else "", " ".join(page.text[a:b] for a, b in u.parts))
        for u in found
    ]


def entries(kind: str) -> list[tuple[str, str]]:
    table = lexicon.load("speech")[kind]
    return [(e.get("lemma", key), e["example"]) for key, e in table.items()]


@pytest.mark.parametrize(("lemma", "example"), entries("verbs") + entries("nouns"))
def test_each_cue_is_at_work_in_its_example(lemma: str, example: str) -> None:
    page, found = utterances(example)
    cues = {t.lemma for u in found if u.cue_span for t in page.within(*u.cue_span)}
    sources = {t.head.lemma for u in found if u.cue for t in u.cue.ancestors()}
    assert lemma in cues | (sources & {"quote", "cite"})


@pytest.mark.parametrize("entry", lexicon.load("speech")["sources"], ids=lambda e: e["words"][0])
def test_each_source_phrase_is_at_work_in_its_example(entry: dict[str, object]) -> None:
    _, found = utterances(str(entry["example"]))
    assert found, entry["example"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Khartoum said the airport was closed.", "the airport was closed"),
        ("The airport was closed, Khartoum said on Monday.", "The airport was closed"),
        ("The convoy, the ministry said, had turned back.", "The convoy had turned back"),
        ("According to the ministry, two ships sank.", "two ships sank"),
        ("Two ships sank off Aden, according to the ministry.", "Two ships sank off Aden"),
        (
            "Kenya accused the militia of burning two villages.",
            "the militia of burning two villages",
        ),
        ("The ministry denied arming the rebels.", "arming the rebels"),
        ("Ethiopia urged the rebels to lay down their arms.", "the rebels to lay down their arms"),
        ("The envoy called for an end to the blockade.", "an end to the blockade"),
        ("The rebels threatened to cut the pipeline.", "to cut the pipeline"),
        ("The ministry put the toll at 14.", "the toll at 14"),
        (
            "“We will not leave,” the mayor said. “This is our home.”",
            "“We will not leave,” “This is our home.”",
        ),
        ('The general said his men "fired only in the air".', 'his men "fired only in the air"'),
        (
            "The drought has killed 90 people and ruined farms according to Oxfam.",
            "The drought has killed 90 people and ruined farms",
        ),
        (
            "Rebels stormed the camp killing 12 people the ministry said.",
            "Rebels stormed the camp killing 12 people",
        ),
        ("The army said a mine exploded adding that two cooks died.", "a mine exploded"),
        (
            "Two died in Goma and one man drowned in Bukavu according to the agency which has staff there.",
            "Two died in Goma and one man drowned in Bukavu",
        ),
        ("Gunmen shot 12 farmers near Jos reports say.", "Gunmen shot 12 farmers near Jos"),
        ("Floods killed 12 people in Jos but the governor said help was near.", "help was near"),
        (
            "If the river floods, the mayor says, the bridge will go.",
            "If the river floods the bridge will go",
        ),
        (
            "A mine killed four people near Goma the Congolese army has reported.",
            "A mine killed four people near Goma",
        ),
        (
            "Shelling has cost the lives of 13 people near Goma said the Red Cross.",
            "Shelling has cost the lives of 13 people near Goma",
        ),
        ("“Nobody asked us,” sniffed the mayor.", "“Nobody asked us,”"),
        ("The mayor said: “Nobody has slept for a week.”", "“Nobody has slept for a week.”"),
    ],
)
def test_content(text: str, content: str) -> None:
    assert content in [what for _, what in said(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The flood claimed 3,000 lives.",
        "The valley is claimed by both countries.",
        "The ministry could say more on Friday.",
        "The ship will report to the port of Aden.",
        "The general did not say who fired.",
        "The strikes showed that the radar was blind.",
        "No group has claimed responsibility for the raid on Jos.",
        "The troops entered the town that locals call Zeribet.",
        "If the rebels say they are ready, buses will leave.",
    ],
)
def test_no_speech(text: str) -> None:
    assert said(text) == []


def test_a_participle_belongs_to_the_speaker_before_it() -> None:
    page, found = utterances(
        "The minister said the port had reopened, adding that two ships were unloading."
    )
    assert {page.text[a:b] for u in found for a, b in u.parts} == {
        "the port had reopened",
        "two ships were unloading",
    }
    assert {u.source.head.text for u in found if u.source} == {"minister"}


def test_several_speak_as_one() -> None:
    _, found = utterances("Norway and Qatar said the talks would go on.")
    assert [u.source.who.name for u in found if u.source] == ["Norway and Qatar"]


def test_whose_figures_they_are_speaks() -> None:
    _, found = utterances("According to figures from the health ministry, 14 people died in Goma.")
    assert [u.source.head.lemma for u in found if u.source] == ["ministry"]


def test_nesting_by_content() -> None:
    _, found = utterances("Interfax reported that Georgia had said its troops were leaving.")
    inner = max(found, key=lambda u: u.start if u.cue is None else u.cue.i)
    assert inner.cue is not None
    assert inner.cue.lemma == "say"
    assert inner.outer is not None
    assert inner.outer.cue is not None
    assert inner.outer.cue.lemma == "report"


def test_a_pointing_denial_answers_what_was_said_before() -> None:
    _, found = utterances("Kenya accused Somalia of arming the militia. Somalia denied it.")
    denial = next(u for u in found if u.act == "deny")
    assert denial.answers is not None
    assert denial.answers.act == "accuse"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya said Somalia had failed to pay, a charge that Somalia denied.",
        "Mali accused Algeria of downing a drone. Algeria rejected the accusation.",
        "Sudan said Ethiopian troops had crossed the river. Ethiopia called the claim a lie.",
        "Rwanda accused Burundi of shelling a farm. “We have never fired at Rwanda,” a Burundian "
        "army spokesman said.",
        "The Thai army said Cambodia had laid mines. “No mines were laid,” Cambodia said.",
    ],
)
def test_an_answer_is_tied_to_what_it_answers(text: str) -> None:
    _, found = utterances(text)
    answers = [u for u in found if u.answers is not None]
    assert len(answers) == 1
    assert answers[0].answers is not None
    assert answers[0].answers.start < answers[0].start


@pytest.mark.parametrize(
    "text",
    [
        "Kenya said the road was open. Uganda denied visas to two singers.",
        "Mali accused Algeria of downing a drone. Chad said it would not send troops to Niger.",
        "Sudan said the port was closed. Sudan denied that the airport was closed.",
    ],
)
def test_what_answers_nothing_is_tied_to_nothing(text: str) -> None:
    _, found = utterances(text)
    assert [u for u in found if u.answers is not None] == []


def test_an_assertion_denied_by_someone() -> None:
    _, found = utterances(
        "Kenya said Somalia had armed the militia, an assertion denied by a minister in Mogadishu."
    )
    denial = next(u for u in found if u.act == "deny")
    assert denial.rule == "pointed"
    assert denial.answers is not None
    assert denial.answers.cue is not None
    assert denial.answers.cue.lemma == "say"


def test_a_lead_in_with_a_colon_makes_the_agency_the_outer_voice() -> None:
    _, found = utterances(
        "Reuters reports on the fighting around the dam:\n"
        "The governor said on Monday that the turbines were safe. "
        "He said engineers were on the site.\n"
        "Elsewhere, the central bank said on Monday it would raise its rates."
    )
    chains = [u.outer.source.who.name if u.outer and u.outer.source else "" for u in found]
    cues = [u.cue.lemma if u.cue else "" for u in found]
    assert [c for c, cue in zip(chains, cues, strict=True) if cue == "say"] == [
        "Reuters",
        "Reuters",
        "",
    ]


INTERVIEW = (
    "Amina Yusuf, a doctor at the hospital in El Geneina, spoke by telephone.\n"
    "Q. Who shelled the ward?\nA. The shells came from the east. Nobody has claimed them.\n"
    "We counted nine dead by noon.\nQ. Will you stay?\nA. We have nowhere else to go."
)


def test_an_interview_is_read_turn_by_turn() -> None:
    page, found = utterances(INTERVIEW)
    lines = [(u.source.who.name, page.text[slice(*u.parts[0])]) for u in found if u.source]
    assert ("Amina Yusuf", "We counted nine dead by noon.") in lines
    assert {who for who, _ in lines} == {"Amina Yusuf"}  # questions state nothing


def test_a_no_in_a_briefing_answers_the_question() -> None:
    _, found = utterances(
        "SPOKESMAN: The road is open again.\nQUESTION: Chad says the town has fallen.\n"
        "SPOKESMAN: That is not true. Our men hold the bridge.\nQUESTION: Since when?\n"
    )
    answer = next(u for u in found if u.answers is not None)
    assert answer.act == "deny"


def test_a_line_with_a_colon_is_no_transcript() -> None:
    assert said("Weather: rain in the north.\nThe river rose again.") == []
