"""The search language: what it parses to, what it finds, and what it says when it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casus.errors import QueryError
from casus.ledger import Ledger, edtf, parse
from casus.ledger.query import FIELDS, Field, Query, Text, fold
from casus.records import Article, Reading, Statement

# ------------------------------------------------------------------ parsing

PARSED = [
    ("", ()),
    ("  shelling  border ", (Text("shelling"), Text("border"))),
    ('"left the town"', (Text("left the town"),)),
    ("“left the town”", (Text("left the town"),)),
    ("-ceasefire", (Text("ceasefire", negated=True),)),
    ('-"no comment"', (Text("no comment", negated=True),)),
    ("Nagorno-Karabakh", (Text("Nagorno-Karabakh"),)),
    ("by:TUR", (Field("by", "TUR"),)),
    ("By:tur", (Field("by", "tur"),)),
    ('by:"foreign ministry"', (Field("by", "foreign ministry"),)),
    ("-about:ARM", (Field("about", "ARM", negated=True),)),
    ("type:assault", (Field("type", "ASSAULT"),)),
    ("reality:past_habitual", (Field("reality", "past_habitual"),)),
    ("act:Deny state:breached", (Field("act", "deny"), Field("state", "breached"))),
    ("after:2020-09", (Field("after", "2020-09-01"),)),
    ("before:2020", (Field("before", "2020-01-01"),)),
    ("before:2020-02-29", (Field("before", "2020-02-29"),)),
    ("at 10:30", (Text("at"), Text("10:30"))),
    ('said"go home"', (Text("said"), Text("go home"))),
    ('"act:deny"', (Text("act:deny"),)),
]


@pytest.mark.parametrize(("search", "terms"), PARSED)
def test_parse(search: str, terms: tuple[Text | Field, ...]) -> None:
    assert parse(search) == Query(terms)


WRONG = [
    ('"left the town', "never closed"),
    ('river by:"TUR', "never closed"),
    ("typ:ASSAULT", "did you mean type"),
    ("https://news.example", "no field 'https'"),
    ("type:ASSALT", "did you mean ASSAULT?"),
    ("act:denied", "or deny"),
    ("state:xyzzy", "proposed"),
    ("after:yesterday", "a date is YYYY"),
    ("after:2020-13", "a date is YYYY"),
    ("after:2023-02-29", "a date is YYYY"),
    ("before:20-01-2020", "a date is YYYY"),
    ("by:", "nothing to look for"),
    ('""', "nothing to look for"),
    ("river - bank", "nothing to look for"),
    ("--river", "one '-'"),
    ("!!!", "nothing to look for"),
    ("river " * 101, "at most 100"),
    ("ri\0ver", "no text"),
    ("ri\ud800ver", "no text"),
]


@pytest.mark.parametrize(("search", "message"), WRONG)
def test_an_error_names_the_part(search: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(search)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Recep Tayyip Erdoğan", " recep tayyip erdogan "),
        ("Cox’s Bazar", " cox s bazar "),
        ("north_rebels", " north rebels "),
        ("ÇAVUŞOĞLU", " cavusoglu "),
        ("--", "  "),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


DATES = [
    ("2020-09-27", ("2020-09-27", "2020-09-27")),
    ("2020-09-27T07:35", ("2020-09-27", "2020-09-27")),
    ("2020-09-27?", ("2020-09-27", "2020-09-27")),
    ("2020-02", ("2020-02-01", "2020-02-29")),
    ("2020-09-XX", ("2020-09-01", "2020-09-30")),
    ("2020-XX-XX", ("2020-01-01", "2020-12-31")),
    ("2020~", ("2020-01-01", "2020-12-31")),
    ("199X", ("1990-01-01", "1999-12-31")),
    ("2020-22", ("2020-06-01", "2020-08-31")),
    ("2020-33", ("2020-01-01", "2020-03-31")),
    ("2020-09-27/2020-11-10", ("2020-09-27", "2020-11-10")),
    ("2020-09/..", ("2020-09-01", "9999-12-31")),
    ("../2020-09", ("0001-01-01", "2020-09-30")),
    ("/2020-09-02", ("0001-01-01", "2020-09-02")),
    ("2020-11/2020-09", None),
    ("2020-02-30", None),
    ("2020-14", None),
    ("../..", None),
    ("yesterday", None),
    ("20", None),
    ("", None),
]


@pytest.mark.parametrize(("value", "days"), DATES)
def test_first_and_last_day(value: str, days: tuple[str, str] | None) -> None:
    assert edtf.bounds(value) == days


@given(st.text(alphabet="0123456789X-/.~T", max_size=24))
def test_dates_are_read_or_not_but_never_fail(value: str) -> None:
    days = edtf.bounds(value)
    assert days is None or days[0] <= days[1]


# ------------------------------------------------------------------ finding

TEXT = """The town of Wau was shelled.
Moldova said convoys near Wau were stopped.
Recep Tayyip Erdoğan said trucks near Syunik had left, killing 12 guards.
Jerusalem residents said nothing moved in Cox’s Bazar."""
LINES = TEXT.splitlines()


@pytest.fixture(scope="module")
def ledger(
    make_article: Callable[..., Article], make_statement: Callable[..., Statement]
) -> Iterator[Ledger]:
    article = make_article(TEXT, published="2021-03-10", title="Dispatch from the Varnian front")
    make = make_statement
    statements = (
        make(TEXT, article.id, LINES[0], place=("Wau", "SSD"), party="SDN", day="2021-02"),
        make(TEXT, article.id, LINES[1], who=("Moldova", "MDA", "state"), act="deny",
             place=("Wau", "SSD"), state="breached"),
        make(TEXT, article.id, LINES[2], who=("Recep Tayyip Erdoğan", "TUR", "person"),
             act="accuse", place=("Syunik", "ARM"), party="ARM", killed="12",
             day="2020-12-30/2021-01-02"),
        make(TEXT, article.id, LINES[3], who=("Jerusalem residents", None, "public"),
             place=("Cox’s Bazar", "BGD"), day="2019/2021-05"),
    )  # fmt: skip
    with Ledger(":memory:") as opened:
        opened.add([Reading(article=article, statements=statements)])
        yield opened


FOUND = [
    ("", {0, 1, 2, 3}),
    ("shelling", {0}),  # by its stem
    ("wau", {0, 1}),
    ("wau convoys", {1}),
    ("convoys wau -town", {1}),
    ("wau -convoys", {0}),
    ('"near Wau"', {1}),
    ('"Wau near"', set()),
    ("erdogan", {2}),
    ("front", {0, 1, 2, 3}),  # in the title
    ("OR", set()),
    ("wau OR syunik", set()),
    ("wau AND convoys", set()),  # no operators: these are words
    ("NEAR", {1, 2}),
    ("by:MDA", {1}),
    ("by:mda", {1}),
    ("by:moldova", {1}),
    ("by:Erdogan", {2}),
    ('by:"Tayyip Erdoğan"', {2}),
    ("by:USA", set()),  # not in "Jerusalem"
    ("by:erd", set()),
    ("-by:TUR", {0, 1, 3}),
    ("about:ARM", {2}),
    ("about:MDA", {1}),
    ("about:SDN", {0}),
    ("about:TUR", set()),
    ("type:ASSAULT", {0, 1, 2, 3}),
    ("-type:ASSAULT", set()),
    ("act:deny", {1}),
    ("-act:deny -act:accuse", {0, 3}),
    ("state:breached", {1}),
    ("state:agreed", set()),
    ("kind:ceasefire", {1}),
    ("measure:killed", {2}),
    ("quoted:none", {0}),
    ("place:Syunik", {2}),
    ("place:SSD", {0, 1}),
    ("place:cox", {3}),
    ("place:wau by:MDA", {1}),
    # 0: 2021-02; 1: no date of its own, published 2021-03-10; 2: 2020-12-30 to 2021-01-02;
    # 3: 2019 to 2021-05
    ("after:2021-01", {0, 1, 2, 3}),
    ("after:2021-01-03", {0, 1, 3}),
    ("after:2021-03-10", {1, 3}),
    ("after:2021-03-11", {3}),
    ("after:2021-06", set()),
    ("before:2021", {2, 3}),
    ("before:2021-02", {2, 3}),
    ("before:2021-02-02", {0, 2, 3}),
    ("before:2019", set()),
    ("after:2021-02 before:2021-03", {0, 3}),
    ("after:2020 after:2021-03-11 before:2025", {3}),
    ("-after:2021-01-03", {2}),
    ("-before:2021", {0, 1}),
    ("x' OR 1=1; DROP TABLE reading", set()),
    ("by:\"x' OR '1'='1\"", set()),
]


@pytest.mark.parametrize(("search", "numbers"), FOUND)
def test_search(ledger: Ledger, search: str, numbers: set[int]) -> None:
    found = {LINES.index(statement.quote) for statement in ledger.search(search)}
    assert found == numbers


def test_one_date_must_lie_in_the_whole_window(
    make_article: Callable[..., Article], make_statement: Callable[..., Statement]
) -> None:
    import msgspec

    article = make_article(TEXT)
    early = make_statement(TEXT, article.id, LINES[0], day="2020-01-05")
    late = make_statement(TEXT, article.id, LINES[0], day="2020-12-05").events[0]
    both = msgspec.structs.replace(early, events=(*early.events, late))
    with Ledger(":memory:") as ledger:
        ledger.add([Reading(article=article, statements=(both,))])
        assert len(ledger.search("after:2020-01 before:2020-02")) == 1
        assert ledger.search("after:2020-06 before:2020-07") == []


def test_an_undated_statement_of_an_undated_article_is_in_no_window(
    make_article: Callable[..., Article], make_statement: Callable[..., Statement]
) -> None:
    article = make_article(TEXT)
    only = make_statement(TEXT, article.id, LINES[0])
    with Ledger(":memory:") as ledger:
        ledger.add([Reading(article=article, statements=(only,))])
        assert ledger.search("after:1900") == []
        assert ledger.search("-after:1900") == [only]


def test_limit_takes_the_first(ledger: Ledger) -> None:
    everything = ledger.search()
    assert ledger.search(limit=2) == everything[:2]
    assert ledger.search(limit=0) == []


def test_a_search_can_be_given_parsed(ledger: Ledger) -> None:
    assert ledger.search(parse("by:MDA")) == ledger.search("by:MDA")


_BITS = st.sampled_from([*(f"{f}:" for f in FIELDS), '"', "-", "*", "(", ")", "^", "NOT ", "{a}:", "'",
                         ";", "%", "\\", "NEAR(a b)", "2020-02", "ASSAULT", " "])  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(), st.lists(st.one_of(_BITS, st.text(max_size=4))).map("".join)))
@example("\u0345")
@example('by:"\0"')
@example("a\u0600b")
@example("𞤀")
def test_any_string_is_searched_or_refused(ledger: Ledger, search: str) -> None:
    try:
        found = ledger.search(search)
    except QueryError:
        return
    assert set(found_ids := [s.id for s in found]) <= {s.id for s in ledger.statements()}
    assert len(found_ids) == len(set(found_ids))


@pytest.mark.parametrize("part", ["wau", "-wau", "by:MDA", "-place:x", "-after:2020", "a,b,c"])
def test_as_many_parts_as_allowed_are_searched(ledger: Ledger, part: str) -> None:
    assert ledger.search(" ".join([part] * 100)) == ledger.search(part)


def test_a_long_phrase_is_searched(ledger: Ledger) -> None:
    assert ledger.search('"' + "very long " * 20_000 + '"') == []


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([word for line in LINES for word in line.split()]))
def test_every_word_of_a_quote_finds_it(ledger: Ledger, word: str) -> None:
    assert any(word in s.quote for s in ledger.search(f'"{word}"'))
