"""Printed dates: (stamp, value) tables, and how doubt between two readings is settled."""

import pytest

from casus.errors import SettingsError
from casus.intake.dateline import Found, given_date, judge
from casus.intake.stamps import scan


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Sat, 05/15/2021 – 07:35", "2021-05-15T07:35"),
        ("15 May 2021 07:35", "2021-05-15T07:35"),
        ("2021-05-15T07:35:00Z", "2021-05-15T07:35"),
        ("2021-05-15", "2021-05-15"),
        (
            "Published: 22:14, 9 November 2024 | Updated: 22:51, 10 November 2024",
            "2024-11-09T22:14",
        ),
        ("Updated 10 November 2024 | First published 9 November 2024", "2024-11-09"),
        ("May 14, 2021, 10:15 AM EST", "2021-05-14T10:15"),
        ("Posted: 6:14 am, August 2, 2014", "2014-08-02T06:14"),
        ("Monday, August 7, 2023 | 12:05 am", "2023-08-07T00:05"),
        ("Sept. 8th, 2014", "2014-09-08"),
        ("Thu, 3 Mar 2022 18:00:00 +0200", "2022-03-03T18:00"),
        ("Date of publication 5 June 2016", "2016-06-05"),
        ("02.10.2017", "2017-10-02"),
        ("Thursday 04/09/2014", "2014-09-04"),  # a Thursday only as 4 September
        ("03/04/2021 5:00 PM EDT", "2021-03-04T17:00"),
        ("25/04/2021, updated 03/05/2021", "2021-04-25"),
        ("March 2022", "2022-03"),
    ],
)
def test_stamp(text: str, value: str) -> None:
    stamps, _ = scan(text)
    found = judge(stamps, [], "", None)
    assert (found.value, found.basis) == (value, "dateline")
    assert stamps[0].text in text


@pytest.mark.parametrize("text", ["04-09-2014", "03/04/2021 5:00 PM", "01/02/19"])
def test_two_readings_stay_unknown(text: str) -> None:
    found = judge(scan(text)[0], [], "", None)
    assert found.value is None
    assert text.split()[0] in found.why


@pytest.mark.parametrize(
    "text", ["15 May", "13:05", "31/31/2020", "30 February 2021", "1994", "", "Marching on"]
)
def test_no_date(text: str) -> None:
    assert judge(scan(text)[0], [], "", None).value is None


def test_scan_leaves_the_sentence() -> None:
    text = "Thu Nov 2 2017 1500 fighters left Kelm"
    stamps, end = scan(text)
    assert text[end:].strip() == "1500 fighters left Kelm"
    assert stamps[0].time is None


@pytest.mark.parametrize(
    ("opening", "metadata", "value", "basis"),
    [
        ("TARSK, July 15, 2020 (Meridian Press) - The army", [], "2020-07-15", "dateline"),
        ("TARSK, July 15 (Meridian Press) - The army", [], None, "unknown"),
        ("TARSK, July 15 (Meridian Press) - The army", ["2020-07"], "2020-07-15", "inferred"),
        ("TARSK, July 15 (Meridian Press) - The army", ["2020-07-16"], "2020-07-16", "metadata"),
        ("PORT MERROW, Saint Orlan, 3 March 2022 — A trawler", [], "2022-03-03", "dateline"),
        ("Tarsk, which lies on the Senna, fell on July 15, 2020.", [], None, "unknown"),
    ],
)
def test_agency_dateline(opening: str, metadata: list[str], value: str | None, basis: str) -> None:
    found = judge([], [Found(text, "meta date") for text in metadata], opening, None)
    assert (found.value, found.basis) == (value, basis)


def test_stamp_outranks_metadata_and_both_are_told() -> None:
    found = judge(scan("5 May 2014")[0], [Found("2014-09-04", "field published")], "", None)
    assert found.value == "2014-05-05"
    assert "5 May 2014" in found.why
    assert "2014-09-04" in found.why


def test_metadata_settles_an_unclear_stamp() -> None:
    found = judge(scan("04-09-2014")[0], [Found("2014-09-04", "field published")], "", None)
    assert found.value == "2014-09-04"
    assert "04-09-2014" in found.why


def test_update_stamp_does_not_move_the_publication() -> None:
    found = judge(scan("Last updated 9 May 2014")[0], [Found("2014-05-02", "meta date")], "", None)
    assert found.value == "2014-05-02"


def test_metadata_later_than_an_update_is_not_used() -> None:
    found = judge(scan("Last updated 2 May 2014")[0], [Found("2014-05-09", "meta date")], "", None)
    assert found.value == "2014-05-02"
    assert "2014-05-09" in found.why


def test_given_only_where_nothing_else_is() -> None:
    given = given_date("2020-09-28")
    assert judge([], [], "No date here.", given).basis == "given"
    assert judge(scan("15 May 2021")[0], [], "", given).value == "2021-05-15"
    assert judge([], [Found("2021", "meta date")], "", given).value == "2021"


@pytest.mark.parametrize("text", ["yesterday", "04/09/2014", ""])
def test_given_must_be_a_date(text: str) -> None:
    with pytest.raises(SettingsError):
        given_date(text)


def test_unreadable_metadata_is_told() -> None:
    found = judge([], [Found("next week", "field published")], "", None)
    assert found.value is None
    assert "next week" in found.why
