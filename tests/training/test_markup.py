"""Marked texts: what the marks mean, and what is refused by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import markup

GOOD = """\
id: harbour
published: 2031-05-02

{1s The minister} {1c said} {1 the raid, which {2s rebels} {2c called} {2 “a massacre”}, failed}.

{3 “No,”} {3s Ana Ruiz} {3c told} {3o Radio Sol}. {3 “It did not.”}
----
1 say | Ana Ruiz | state | ECU
2 accuse | Coast Front | armed_group | - | denies 1
3 deny | Ana Ruiz | state | ECU
"""


def _read(tmp_path: Path, text: str) -> list[markup.Marked]:
    file = tmp_path / "a.txt"
    file.write_text(text, "utf-8")
    return list(markup.read(file))


def test_marks_become_spans_of_the_plain_text(tmp_path: Path) -> None:
    (article,) = _read(tmp_path, GOOD)
    assert "{" not in article.text
    one, two, three = article.labels
    words = lambda spans: [article.text[a:b] for a, b in spans]  # noqa: E731
    assert words(one.source) == ["The minister"]
    assert words(one.content) == ["the raid, which rebels called “a massacre”, failed"]
    assert words(two.content) == ["“a massacre”"]
    assert (two.act, two.country, two.denies) == ("accuse", None, 1)
    assert words(three.content) == ["“No,”", "“It did not.”"]
    assert words(three.outer) == ["Radio Sol"]


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("{1s The minister}", "{1s The minister", "not closed"),
        ("{3c told}", "{3c told}}", "closes nothing"),
        ("1 say |", "1 sing |", "unknown act"),
        ("2 accuse | Coast Front | armed_group | - | denies 1\n", "", "statement 2 has no line"),
        ("denies 1", "denies 9", "denies 9"),
        ("| ECU\n2", "| Ecuador\n2", "three capitals"),
        ("{3o Radio Sol}", "{3o Radio Sol}{4s he}", "statement 4"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, old: str, new: str, named: str) -> None:
    with pytest.raises(markup.Malformed, match=named) as error:
        _read(tmp_path, GOOD.replace(old, new))
    assert "harbour" in str(error.value)
