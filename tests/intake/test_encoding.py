"""Bytes of any encoding, and the note that says how doubtful ones were read."""

import pytest

from casus.errors import NotText
from casus.intake.encoding import decode

TEXT = (
    "“We will ask Orkesh [for help],” the envoy’s aide said – in Kelm\u00a0– and Björn Marèk left."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_encodings(encoding: str) -> None:
    assert decode("a", TEXT.encode(encoding)).text == TEXT


def test_declared_charset() -> None:
    text = "Władysław Żuk left Łódź; the army “denied” it."
    assert decode("a", text.encode("cp1250"), "windows-1250").text == text
    assert decode("a", TEXT.encode("cp1252"), "iso-8859-1").text == TEXT
    assert decode("a", TEXT.encode(), "no-such-charset").text == TEXT


def test_foreign_bytes_in_utf8_are_told() -> None:
    found = decode("a", TEXT.encode() + " it’s".encode("cp1252"))
    assert found.text == TEXT + " it’s"
    assert found.why is not None
    assert "1 bytes" in found.why


def test_cut_utf8_is_told() -> None:
    found = decode("a", ("Two died in Kelm. " * 5 + "é").encode()[:-1])
    assert found.text.startswith("Two died in Kelm.")
    assert found.why is not None


def test_russian_by_its_letters() -> None:
    text = "Армия обстреляла мост у города Тарск, погибли двенадцать человек, сообщил врач. " * 4
    assert "мост" in decode("a", text.encode("cp1251")).text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf  ", "empty"),
        (b"\x00\x01\x02\x03" * 50, "binary"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\xff\xfe" + b"\x00\xd8" * 50, "UTF-16"),
    ],
)
def test_no_text(data: bytes, words: str) -> None:
    with pytest.raises(NotText, match=words):
        decode("a", data)
