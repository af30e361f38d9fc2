"""The brief: every line with its words, nothing left out in silence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pytest
from ledger.factories import MONITOR, Press, count, happened, ministry, party

from casus.ledger.joins import Joined, derive
from casus.records import Article, Statement, Voice
from casus.views import naming, phrases
from casus.views.brief import Brief, brief, of_ledger, render_markdown, render_text

FIRST = (
    "Ostrana shelled Brenholt on 4 March and killed 31 people, Veldria's defence ministry said in "
    "a statement that went on to name each street where a house had burned, each well that had "
    "been fouled and each of the families that had left for the hills with what they could carry."
)


def crisis() -> Press:
    """A shelling, its denial, rival tolls, a truce said to be broken, an overdue withdrawal."""
    press = Press()
    attack = {"date": "2031-03-04", "place": "Brenholt"}
    shelled = happened("ASSAULT", "OST", "VEL", **attack)
    wire = press.paper("Northern Wire", "2031-03-05", title="Guns at the river")
    herald = press.paper("Lake Herald", "2031-03-06", title="Who fired?")
    echo = press.paper("Echo", "2031-03-20")
    press.says(
        wire,
        FIRST,
        ministry("VEL"),
        events=(shelled,),
        figures=(count("killed", 31, 31, of=party("VEL")),),
    )
    press.says(
        herald,
        "Border Watch counted at least 12 dead in Brenholt.",
        Voice(name="Northern Wire", kind="media"),
        MONITOR,
        events=(shelled,),
        figures=(count("killed", 12, None, of=party("VEL")),),
    )
    press.says(
        herald,
        "Our guns did not fire at Brenholt, Ostrana's defence ministry said.",
        ministry("OST"),
        act="deny",
        events=(happened("ASSAULT", "OST", "VEL", reality="negated", **attack),),
    )
    leave = {"kind": "withdrawal", "parties": ("OST", "VEL"), "owed_by": "OST", "due": "2031-03-15"}
    promise = "Ostrana promised to be gone from the bridge by 15 March."
    press.says(herald, promise, owed=({**leave, "state": "agreed"},))
    truce = {"kind": "ceasefire", "parties": ("OST", "VEL")}
    broken = "The truce with Ostrana is broken, Veldria's defence ministry said."
    press.says(echo, broken, ministry("VEL"), owed=({**truce, "state": "breached"},))
    return press


def of(press: Press, **options: object) -> Brief:
    joined = derive(press.articles, press.statements)
    return brief(press.articles, press.statements, joined, **options)  # type: ignore[arg-type]


def test_a_happening_shows_date_place_type_sources_figures_words_and_denial() -> None:
    (happening,) = of(crisis()).happenings
    assert (happening.phrase, happening.word) == ("Ostrana attacked Veldria", "Ostrana")
    assert (happening.date, happening.place, happening.independent) == ("2031-03-04", "Brenholt", 2)
    assert [account.who for account in happening.accounts] == [
        "Veldria's defence ministry",
        "Border Watch (according to Northern Wire)",
    ]
    (tally,) = happening.figures
    assert tally.what == "killed, Veldria"
    assert [(c.what, c.according_to) for c in tally.counts] == [
        ("31", "Veldria's defence ministry"),
        ("at least 12", "Border Watch"),
    ]
    assert [account.who for account in happening.denials] == ["Ostrana's defence ministry"]


def test_every_quote_is_a_verbatim_piece_of_the_article_it_cites() -> None:
    press = crisis()
    made = of(press)
    texts = {a.id: a.text for a in press.articles}
    cited = {source.number: source.article for source in made.sources}
    accounts = [a for h in made.happenings for a in (*h.accounts, *h.denials)]
    accounts += [a for d in made.disputes for a in (*d.asserts, *d.denies)]
    accounts += [s.account for o in made.commitments for s in o.standing]
    assert len(accounts) >= 6
    for account in accounts:
        piece = account.quote.removeprefix("… ").removesuffix(" …")
        assert piece in texts[cited[account.citation]]
        assert len(account.quote) <= 224


def test_the_text_holds_every_section_and_fits_the_terminal() -> None:
    text = render_text(of(crisis()), width=80)
    for title in (
        "WHO IS INVOLVED",
        "WHAT IS SAID TO HAVE HAPPENED",
        "WHAT IS DENIED, AND BY WHOM",
    ):
        assert title in text
    assert "OVERDUE" in text
    assert "Broken according to Veldria's defence ministry" in text
    assert "2 independent sources · DENIED by Ostrana's defence ministry" in " ".join(text.split())
    flat = " ".join(text.split())
    assert "Killed, Veldria: 31 (Veldria's defence ministry [1]) / at least 12 (Border" in flat
    both = "Veldria's defence ministry and Border Watch (according to Northern Wire)"
    denial = "denied by Ostrana's defence ministry · since 5 Mar 2031 (words under 1 above)"
    assert f"Said by {both}, {denial}" in flat
    assert max(len(line) for line in text.splitlines()) <= 80


def test_every_citation_has_its_source_and_every_source_is_cited() -> None:
    text = render_text(of(crisis()))
    body, _, sources = text.partition("SOURCES")
    cited = set(re.findall(r"\[(\d+)\]", body))
    assert cited == set(re.findall(r"^\[(\d+)\]", sources, re.M))
    assert "Northern Wire, “Guns at the river”, 5 Mar 2031, a001, a001.txt" in sources


def test_a_commitment_shows_each_voice_and_what_is_overdue_comes_first() -> None:
    late, truce = of(crisis()).commitments
    assert (late.phrase, late.due, late.overdue) == (
        "Withdrawal: owed by Ostrana",
        "2031-03-15",
        True,
    )
    assert truce.phrase == "Ceasefire: Ostrana and Veldria"
    assert [(s.state, s.account.who) for s in truce.standing] == [
        ("broken", "Veldria's defence ministry")
    ]


def test_the_head_counts_articles_outlets_and_copies() -> None:
    press = crisis()
    press.paper("Mirror", "2031-03-21", f"{FIRST} Read on.")
    made = of(press)
    assert (made.articles, made.outlets, made.copies) == (4, 4, 1)
    assert (made.since, made.until) == ("2031-03-05", "2031-03-21")
    assert "1 copy of another article" in render_text(made)


def test_words_of_a_copy_are_quoted_from_the_article_that_it_copies() -> None:
    press = Press()
    truce = {"kind": "ceasefire", "parties": ("OST", "VEL"), "state": "agreed"}
    for name, day in (("Northern Wire", "2031-03-05"), ("Mirror", "2031-03-06")):
        press.says(press.paper(name, day), FIRST, ministry("VEL"), owed=(truce,))
    made = of(press)
    assert made.copies == 1
    assert [source.outlet for source in made.sources] == ["Northern Wire"]


def test_a_period_keeps_its_articles_only_and_undated_ones_stay_out() -> None:
    press = crisis()
    press.paper(None, None, "A note that bears no date.")
    made = of(press, since="2031-03-06", until="2031-03")
    assert (made.articles, made.undated) == (2, 0)
    assert all(s.published and s.published >= "2031-03-06" for s in made.sources)
    assert [a.who for a in made.happenings[0].accounts] == [
        "Border Watch (according to Northern Wire)"
    ]


@pytest.mark.parametrize(
    ("about", "statements"), [("OST", 5), ("border watch", 1), ("BRIDGE", 1), ("Atlantis", 0)]
)
def test_a_subject_keeps_what_names_it(about: str, statements: int) -> None:
    press = crisis()
    press.says(press.paper("Echo", "2031-03-20"), "Rain fell, the mayor said.", MONITOR)
    made = of(press, about=about)
    assert made.statements == statements + (about == "border watch")
    assert f"on {about}" in render_text(made)


def test_what_the_limit_keeps_back_is_counted() -> None:
    press = Press()
    paper = press.paper("Wire", "2031-03-05")
    for number, place in enumerate(("Brenholt", "Quarrin", "Asel")):
        event = happened("ASSAULT", "OST", "VEL", date="2031-03-04", place=place)
        press.says(paper, f"Shells hit {place}, note {number}.", MONITOR, events=(event,))
    made = of(press, most=2)
    assert (len(made.happenings), made.left_out["happenings"]) == (2, 1)
    assert "(1 more not shown)" in render_text(made)


def test_force_outweighs_words_the_dead_and_the_denied_come_first_the_undated_last() -> None:
    press = Press()
    paper = press.paper("Wire", "2031-03-05")
    for kind, day, dead, place in (
        ("ACCUSE", "2031-03-01", None, "Asel"),
        ("ASSAULT", None, 9, "Quarrin"),
        ("ASSAULT", "2031-03-02", None, "Tesk"),
        ("ASSAULT", "2031-03-04", 40, "Brenholt"),
        ("ASSAULT", "2031-03-03", 2, "Orle"),
    ):
        event = happened(kind, "OST", "VEL", date=day, place=place)
        figures = (count("killed", dead, dead, of=party("VEL")),) if dead else ()
        press.says(
            paper, f"{kind} of {place} on {day}: {dead}.", MONITOR, events=(event,), figures=figures
        )
    made = of(press, most=4)
    assert [h.place for h in made.happenings] == ["Brenholt", "Orle", "Tesk", "Quarrin"]
    assert made.left_out["happenings"] == 1


def test_the_toll_of_a_whole_war_is_background() -> None:
    press = Press()
    paper = press.paper("Wire", "2031-03-05")
    for text, dead in (("The war has killed 90000 people.", 90000), ("A shell killed 2.", 2)):
        event = happened("ASSAULT", "OST", "VEL", date=None)
        press.says(paper, text, MONITOR, events=(event,), figures=(count("killed", dead, dead),))
    assert [a.quote for a in of(press, most=1).happenings[0].accounts] == ["A shell killed 2."]


def test_background_of_years_ago_gives_way_to_the_news() -> None:
    press = Press()
    paper = press.paper("Wire", "2031-03-05")
    for kind, day in (("ASSAULT", "2019-03-04"), ("RETREAT", "2031-03-02")):
        event = happened(kind, "OST", "VEL", date=day, place="Quarrin")
        press.says(paper, f"{kind} of {day}.", MONITOR, events=(event,))
    made = of(press, most=1)
    assert [h.date for h in made.happenings] == ["2031-03-02"]
    assert made.left_out["happenings"] == 1


def test_words_that_were_shown_are_not_shown_again_for_a_lesser_event() -> None:
    press = Press()
    attack = happened("ASSAULT", "OST", "VEL", date="2031-03-04", place="Brenholt")
    press.says(
        press.paper("Wire", "2031-03-05"),
        "Shells hit Brenholt and killed a miller.",
        MONITOR,
        events=(attack, happened("ASSAULT", None, None), happened("RETREAT", None, None)),
    )
    made = of(press)
    assert [h.phrase for h in made.happenings] == ["Ostrana attacked Veldria"]
    assert made.left_out == {"happenings": 2}


def test_a_denial_of_its_words_stands_beside_a_happening() -> None:
    press = Press()
    paper = press.paper("Wire", "2031-03-05")
    attack = happened("ASSAULT", "OST", "VEL", date="2031-03-04", place="Brenholt")
    said = press.says(
        paper, "Ostrana shelled Brenholt, Border Watch said.", MONITOR, events=(attack,)
    )
    words = "Ostrana's defence ministry called the claim a lie."
    press.says(paper, words, ministry("OST"), act="deny", denies=said)
    (happening,) = of(press).happenings
    assert [account.quote for account in happening.denials] == [words]
    assert "DENIED by Ostrana's defence ministry" in " ".join(render_text(of(press)).split())


def test_one_source_counts_a_loss_once() -> None:
    press = Press()
    attack = happened("ASSAULT", "OST", "VEL", date="2031-03-04")
    figures = (count("killed", 3, 3, of=party("VEL")), count("killed", 3, 3))
    press.says(
        press.paper("Wire", "2031-03-05"),
        "Ostrana killed 3.",
        MONITOR,
        events=(attack,),
        figures=figures,
    )
    (happening,) = of(press).happenings
    assert [c.what for tally in happening.figures for c in tally.counts] == ["3"]


def test_figures_of_different_happenings_are_no_rivals() -> None:
    press = Press()
    for dead, place in ((4, "Orle"), (70, "Tesk")):
        paper = press.paper(f"{place} News", "2031-03-05")
        press.says(
            paper, f"{place} buried {dead}.", MONITOR, figures=(count("killed", dead, dead),)
        )
    tallies = of(press).figures
    assert [[c.what for c in tally.counts] for tally in tallies] == [["70"], ["4"]]
    assert tallies[0].counts[0].quote == "Tesk buried 70."


@pytest.mark.parametrize(
    ("terms", "state", "expected"),
    [
        ("leave the bridge by Sunday", "agreed", "Ostrana is to leave the bridge by Sunday"),
        ("free two prisoners", "requested", "Ostrana is asked to free two prisoners"),
        ("send a convoy", "proposed", "Ostrana offers to send a convoy"),
        ("pay for the mill", "refused", "Ostrana refuses to pay for the mill"),
        ("give back the guns, a charge it denies", "breached", "Ostrana is to give back the guns"),
        ("the exit", "agreed", "Withdrawal: owed by Ostrana"),
    ],
)
def test_a_promise_in_the_words_of_the_article(terms: str, state: str, expected: str) -> None:
    press = Press()
    event = happened("ASSAULT", "OST", "VEL", date="2031-03-04")  # so that the country has a name
    owed = {
        "kind": "withdrawal",
        "parties": ("OST",),
        "owed_by": "OST",
        "state": state,
        "terms": terms,
    }
    text = f"The council wants Ostrana to {terms}."
    press.says(press.paper("Wire", "2031-03-05"), text, MONITOR, events=(event,), owed=(owed,))
    assert of(press).commitments[0].phrase == expected


def test_an_undated_happening_says_so_and_never_borrows_the_day() -> None:
    press = Press()
    event = happened("ASSAULT", "OST", "VEL", place="Quarrin")
    press.says(press.paper("Wire", "2031-03-05"), "Shells hit Quarrin.", MONITOR, events=(event,))
    made = of(press)
    assert made.happenings[0].date is None
    assert "undated, reported 5 Mar 2031 · Quarrin" in render_text(made)
    assert any("nobody dates" in question for question in made.questions)


def test_an_empty_ledger_has_an_honest_brief() -> None:
    made = brief([], [], Joined())
    assert render_text(made) == "undated · 0 articles from 0 outlets · 0 statements\n"


def test_the_brief_is_plain_json() -> None:
    made = of(crisis()).to_dict()
    assert json.loads(json.dumps(made))["happenings"][0]["type"] == "ASSAULT"


def test_markdown_escapes_what_is_not_its_own() -> None:
    press = Press()
    said = "The <b>mill</b> burned at 5*5 o'clock."
    event = happened("ASSAULT", "OST", None, date="2031-03-04")
    press.says(press.paper("Wire_One", "2031-03-05"), said, MONITOR, events=(event,))
    text = render_markdown(of(press))
    assert "\\<b\\>mill\\</b\\> burned at 5\\*5" in text
    assert text.startswith("# Brief\n")


def test_a_ledger_is_briefed_by_its_three_doors() -> None:
    @dataclass
    class Shelf:
        press: Press

        def articles(self) -> list[Article]:
            return self.press.articles

        def statements(self) -> list[Statement]:
            return self.press.statements

        def joined(self) -> Joined:
            return derive(self.press.articles, self.press.statements)

    assert of_ledger(Shelf(crisis()), about="OST") == of(crisis(), about="OST")


# ----------------------------------------------------------------- phrases


@pytest.mark.parametrize(
    ("kind", "actors", "recipients", "expected"),
    [
        ("ASSAULT", ["Ostrana"], ["Veldria"], "Ostrana attacked Veldria"),
        ("ASSAULT", [], ["Brenholt"], "Brenholt came under attack"),
        ("ASSAULT", ["A", "B"], ["B", "A"], "A and B fought each other"),
        ("CONSULT", ["A", "B"], ["A", "B"], "A and B met or spoke"),
        ("REQUEST", ["the mayor"], [], "The mayor made a demand or appeal"),
        ("SANCTION", [], [], "Sanctions were imposed or ties cut"),
        ("ASSAULT", ["Veldria"], ["Veldria"], "Fighting or attacks within Veldria"),
        ("RETREAT", ["Veldria"], ["Veldria"], "Veldria withdrew or ceased fire"),
        ("ASSAULT", ["A"], ["A", "farmers"], "A attacked farmers"),
    ],
)
def test_an_event_in_plain_words(
    kind: str, actors: list[str], recipients: list[str], expected: str
) -> None:
    assert phrases.event(kind, actors, recipients) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("low", "high", "qualifier", "expected"),
    [
        (31, 31, None, "31"),
        (31, None, "at least", "at least 31"),
        (31, None, None, "at least 31"),
        (None, 15000, "up to", "up to 15,000"),
        (None, 15000, None, "up to 15,000"),
        (4000, 4000, "around", "around 4,000"),
        (12, 15, None, "12 to 15"),
        (24, None, "dozens", "dozens"),
        (31, None, "At least", "at least 31"),
        (3, 3, "including", "3 of them"),
        (2.5, 2.5, None, "2.5"),
        (0, 0, None, "0"),
        (None, None, None, "an unstated number"),
    ],
)
def test_a_count_with_its_bounds(
    low: float | None, high: float | None, qualifier: str | None, expected: str
) -> None:
    assert phrases.number(low, high, qualifier) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-03-04", "4 Mar 2031"),
        ("2031-03", "Mar 2031"),
        ("2031", "2031"),
        ("2031-03-04T09:30", "4 Mar 2031 09:30"),
        ("2031-03~", "about Mar 2031"),
        ("2031-03-04?", "perhaps 4 Mar 2031"),
        ("2031-03-04/2031-03-06", "4 Mar 2031 to 6 Mar 2031"),
        ("../2031-03-06", "until 6 Mar 2031"),
        ("2031-03-04/..", "since 4 Mar 2031"),
        ("203X", "203X"),
        (None, "undated"),
    ],
)
def test_a_date_as_people_write_it(value: str | None, expected: str) -> None:
    assert phrases.human(value) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("doctor", "a doctor"),
        ("official close to the talks", "an official close to the talks"),
        ("Veldrian army commander", "a Veldrian army commander"),
        ("source at the Brenholt police", "a source at the Brenholt police"),
        ("same source", "same source"),
        ("Ostrana's foreign minister", "Ostrana's foreign minister"),
        ("residents", "residents"),
        ("Ilan Marek", "Ilan Marek"),
        ("SPOKESWOMAN", "Spokeswoman"),
        ("UNICEF", "UNICEF"),
    ],
)
def test_how_a_speaker_is_called(name: str, expected: str) -> None:
    assert naming.spoken(name) == expected


@pytest.mark.parametrize(
    ("measure", "of_whom", "expected"),
    [
        ("killed", None, "killed"),
        ("killed", "Veldria", "killed, Veldria"),
        ("wounded", "shepherds", "shepherds wounded"),
        ("captured", "captured soldiers", "captured soldiers"),
        ("vehicles", "tanks", "tanks"),
        ("killed", "dead", "killed"),
    ],
)
def test_what_a_figure_counts(measure: str, of_whom: str | None, expected: str) -> None:
    assert phrases.counted(measure, of_whom) == expected  # type: ignore[arg-type]


LONG = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"


@pytest.mark.parametrize("limit", [12, 20, 33, 60])
@pytest.mark.parametrize("focus", [0, 18, 40, 70])
def test_an_excerpt_is_verbatim_whole_words_and_holds_its_focus(limit: int, focus: int) -> None:
    piece = phrases.excerpt(LONG, limit, focus).removeprefix("… ").removesuffix(" …")
    assert f" {piece} " in f" {LONG} "
    assert len(piece) <= limit
    at = f" {LONG} ".index(f" {piece} ")
    assert at <= focus <= at + len(piece)


def test_a_short_text_is_not_cut() -> None:
    assert phrases.excerpt(LONG, 200) == LONG
