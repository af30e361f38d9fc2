"""Bytes of any encoding → text, or a clear reason why they are none.

Order of trust: a byte order mark, strict UTF-8, the charset that the page or server declares
(read as the WHATWG Encoding Standard reads it: "latin-1" means windows-1252), UTF-8 with a few
foreign bytes, windows-1252 where it gives plausible English, and last charset-normalizer.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from casus.errors import NotText

MAX_BYTES = 10_000_000
"""Most bytes of one article; a larger item is refused without being read whole."""

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"%!PS", "PostScript"),
    (b"{\\rtf", "RTF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ", "xz data"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"SQLite format 3\x00", "an SQLite file"),
    (b"ID3", "MP3 sound"),
    (b"OggS", "Ogg media"),
    (b"wOF", "a web font"),
)
# UTF-32 first: its little-endian mark begins with UTF-16's.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LATIN = {"iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii", "iso8859-1", "iso_8859-1"}
_PUNCTUATION_1252 = frozenset(
    b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xa3\xa9\xab\xb0\xb7\xbb\xbd"
)
_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER_IN_WORD = re.compile(
    rb"(?<=[A-Za-z])[\xc0-\xd6\xd8-\xf6\xf8-\xff]|[\xc0-\xd6\xd8-\xf6\xf8-\xff](?=[A-Za-z])"
)
_STRAY = re.compile("[\udc80-\udcff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded(NamedTuple):
    """Text, the encoding it was read as, and a note where bytes had to be interpreted."""

    text: str
    encoding: str
    why: str | None = None


def decode(item: str, data: bytes, declared: str | None = None) -> Decoded:
    """The text of ``data``. Raises NotText naming ``item`` where it is empty or no text."""
    if not data.strip():
        raise NotText(item, "empty")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise NotText(item, f"looks like {what}, not text")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(item, data[len(mark) :], encoding)
    if wide := _wide(data):
        return _strict(item, data, wide)
    controls = len(_CONTROL.findall(data[:100_000]))
    if b"\x00" in data or controls > len(data[:100_000]) // 100:
        raise NotText(item, "binary data, not text")
    return _eight_bit(item, data, declared)


def as_utf8(item: str, data: bytes) -> bytes:
    """JSON as UTF-8 without a mark, whatever it came in. Raises NotText naming ``item``."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return decode(item, data).text.encode("utf-8", "replace")
    return data.removeprefix(codecs.BOM_UTF8)


def _strict(item: str, data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    bad = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    if bad > len(text) // 50:
        raise NotText(item, f"marked as {encoding.upper()} but is not")
    if not text.strip():
        raise NotText(item, "empty")
    why = f"{bad} characters invalid in {encoding.upper()}, shown as \ufffd" if bad > 0 else None
    return Decoded(text, encoding, why)


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of English text is zero."""
    head = data[:2000]
    half = len(head) // 2
    even, odd = head[::2].count(0), head[1::2].count(0)
    if half and odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _eight_bit(item: str, data: bytes, declared: str | None) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    return (
        _as_declared(data, declared)
        or _mostly_utf8(data)
        or _windows(data)
        or _guessed(data)
        or _replaced(item, data)
    )


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    name = (declared or "").strip().lower()
    if not name or name in {"utf-8", "utf8"}:
        return None
    name = "cp1252" if name in _LATIN else name
    try:
        codecs.lookup(name)
        return Decoded(data.decode(name), name)
    except (LookupError, UnicodeDecodeError):
        return None


def _mostly_utf8(data: bytes) -> Decoded | None:
    """UTF-8 into which another source's bytes were pasted: at least as many good characters."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(_STRAY.findall(text))
    good = sum(1 for char in text if char > "\x7f") - stray
    if good < stray:
        return None
    fixed = _STRAY.sub(lambda m: _one_byte(ord(m[0]) - 0xDC00), text)
    return Decoded(
        fixed, "utf-8", f"{stray} bytes are not UTF-8; read as windows-1252 or shown as \ufffd"
    )


def _one_byte(byte: int) -> str:
    plausible = byte in _PUNCTUATION_1252 or byte >= 0xC0
    return bytes([byte]).decode("cp1252", "replace") if plausible else "\ufffd"


def _windows(data: bytes) -> Decoded | None:
    """windows-1252 where its high bytes are punctuation or letters inside Latin words."""
    high = _HIGH.findall(data)
    plausible = sum(1 for byte in high if byte[0] in _PUNCTUATION_1252)
    plausible += len(_LETTER_IN_WORD.findall(data))
    if len(high) > len(data) // 8 or plausible < 0.8 * len(high):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return Decoded(text, "cp1252", "not UTF-8; read as windows-1252")


def _guessed(data: bytes) -> Decoded | None:
    if len(_HIGH.findall(data)) < len(data) // 5 or len(data) < 64:
        return None
    from charset_normalizer import from_bytes  # slow to load and rarely needed

    best = from_bytes(data[:50_000]).best()
    if best is None:
        return None
    text = data.decode(best.encoding, "replace")
    return Decoded(
        text, best.encoding, f"not UTF-8; read as {best.encoding} by its letter statistics"
    )


def _replaced(item: str, data: bytes) -> Decoded:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    if bad > max(1, len(data) // 50):
        raise NotText(item, f"invalid UTF-8 and no other known encoding ({bad} bad bytes)")
    return Decoded(text, "utf-8", f"{bad} bytes are not UTF-8, shown as \ufffd")
