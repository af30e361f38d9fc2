"""Files, folders, addresses and streams → items: bytes with a name and a kind, or an error.

Errors are values of the stream: one bad item never stops the rest. The order is that of the
arguments, and of the sorted paths within a folder, whatever the file system says.
"""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Literal

import msgspec

from casus.errors import ItemError, NotAllowed, NotAnArticle, NotFound, NotText, TooLarge
from casus.intake.encoding import MAX_BYTES, as_utf8
from casus.intake.fetching import Web

Kind = Literal["text", "html", "json"]

MAX_LIST = 200_000_000
"""Most bytes of one `.json` list, which is read whole (JSON Lines may be of any size)."""

_KINDS = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
_TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "application/json": "json",
    "application/x-ndjson": "jsonl", "application/jsonl": "jsonl",
}  # fmt: skip
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_SPECIAL = (
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


class Item(msgspec.Struct, frozen=True):
    """One article's bytes as found. Small, immutable and picklable: hand it to any process."""

    source: str
    data: bytes
    kind: Kind
    url: str | None = None
    charset: str | None = None


def items(
    *sources: str | Path,
    allow_private: bool = False,
    stdin: BinaryIO | None = None,
    cache_dir: Path | None = None,
) -> Iterator[Item | ItemError]:
    """Every item of ``sources`` in a fixed order; ``-`` is ``stdin`` (the process's by default)."""
    with Web(allow_private, cache_dir) as web:
        for source in sources:
            try:
                yield from _one(source, web, stdin)
            except ItemError as error:
                yield error
            except OSError as error:
                yield _os_error(str(source), error)


def _one(source: str | Path, web: Web, stdin: BinaryIO | None) -> Iterator[Item | ItemError]:
    name = str(source)
    if name == "-":
        yield from _stream(stdin or sys.stdin.buffer, "-")
    elif re.match(r"https?://", name, re.I):
        page = web.get(name)
        kind = _TYPES.get(page.type) or sniff(page.data)
        yield from _split(name, io.BytesIO(page.data), kind, page.url, page.charset)
    elif re.match(r"[a-z][a-z0-9+.\-]+://", name, re.I):
        raise NotFound(name, "only http and https addresses can be read")
    else:
        yield from _path(Path(source), ())


def _path(path: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Item | ItemError]:
    """A file or folder; ``above`` are the folders that led here, so that links cannot circle."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            yield from _folder(path, (found.st_dev, found.st_ino), above)
            return
        special = next((what for test, what in _SPECIAL if test(found.st_mode)), None)
        if special:
            raise NotText(str(path), f"{special}, not a file")
        yield from _file(path, found.st_size)
    except ItemError as error:
        yield error
    except OSError as error:
        yield _os_error(str(path), error)
    except ValueError as error:  # a zero byte in the name
        yield NotFound(str(path), f"no name of a file: {error}")


def _os_error(name: str, error: OSError) -> ItemError:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return NotFound(name, "no such file or folder")
    if isinstance(error, PermissionError):
        return NotAllowed(name, "no right to read it")
    return NotFound(name, f"cannot be read: {error.strerror or error}")


def _folder(
    path: Path, identity: tuple[int, int], above: tuple[tuple[int, int], ...]
) -> Iterator[Item | ItemError]:
    if identity in above:
        raise NotFound(str(path), "a link back to a folder around it; not followed")
    with os.scandir(path) as entries:
        names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    if not names:
        raise NotFound(str(path), "an empty folder")
    for name in names:
        yield from _path(path / name, (*above, identity))


def _file(path: Path, size: int) -> Iterator[Item | ItemError]:
    name = str(path)
    kind = _KINDS.get(path.suffix.lower())
    with path.open("rb") as file:
        head = file.read(4096)
        file.seek(0)
        if kind is None:
            yield from _stream(file, name)
            return
        if kind == "text" and _HTML.match(head):
            kind = "html"
        limit = {"json": MAX_LIST, "jsonl": None}.get(kind, MAX_BYTES)
        if limit is not None and size > limit:
            raise TooLarge(name, _too_large(limit))
        yield from _split(name, file, kind, None, None)


def _too_large(limit: int) -> str:
    return f"more than {limit // 1_000_000} MB"


def _stream(stream: BinaryIO, name: str) -> Iterator[Item | ItemError]:
    """A stream whose kind its first bytes tell; JSON Lines are passed on line by line."""
    head = stream.readline(MAX_BYTES + 1)
    kind = sniff(head)
    if kind == "jsonl" or (kind == "json" and head.endswith(b"\n") and _is_json(head)):
        yield from _lines(name, stream, first=head)
        return
    limit = MAX_LIST if kind == "json" else MAX_BYTES
    data = head + stream.read(limit + 1 - len(head))
    if len(data) > limit:
        raise TooLarge(name, _too_large(limit))
    yield from _split(name, io.BytesIO(data), sniff(data), None, None)


def sniff(data: bytes) -> str:
    """The kind of ``data`` by its first bytes: "html", "json", "jsonl" or "text"."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(head):
        return "html"
    if head[:1] == b"{":
        first, line_end, rest = data.removeprefix(b"\xef\xbb\xbf").lstrip().partition(b"\n")
        return "jsonl" if line_end and rest.strip() and _is_json(first) else "json"
    if head[:1] == b"[" and re.match(rb"\[\s*(?:\{|\])", head):
        return "json"
    return "text"


def _is_json(line: bytes) -> bool:
    try:
        msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=dict[str, msgspec.Raw])
    except (msgspec.DecodeError, RecursionError):
        return False
    return True


def _split(
    name: str, file: BinaryIO, kind: str, url: str | None, charset: str | None
) -> Iterator[Item | ItemError]:
    if kind == "jsonl":
        yield from _lines(name, file)
    elif kind == "json":
        yield from _json(name, file.read(MAX_LIST + 1))
    else:
        data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise TooLarge(name, _too_large(MAX_BYTES))
        yield Item(name, data, "html" if kind == "html" else "text", url, charset)


def _json(name: str, data: bytes) -> Iterator[Item | ItemError]:
    """One article, or a list of them, each with the very bytes that it has in the file."""
    if not data.strip():
        raise NotText(name, "empty")
    text = as_utf8(name, data).strip()
    if not text.startswith(b"["):
        yield _json_item(name, data)
        return
    try:
        parts = msgspec.json.decode(text, type=list[msgspec.Raw])
    except (msgspec.DecodeError, RecursionError) as error:
        raise NotAnArticle(name, f"broken JSON: {_plain(error)}") from error
    if not parts:
        raise NotText(name, "an empty list")
    for number, part in enumerate(parts, 1):
        yield _checked(f"{name}#{number}", name, bytes(part))


def _plain(error: Exception) -> str:
    return "nested too deeply" if isinstance(error, RecursionError) else str(error).split("\n")[0]


def _lines(name: str, stream: BinaryIO, first: bytes = b"") -> Iterator[Item | ItemError]:
    """JSON Lines: one article a line, streamed, so that a feed may be of any length."""
    number, found = 0, False
    opening = first or stream.readline(MAX_BYTES + 1)
    if opening[:2] in (b"\xff\xfe", b"\xfe\xff"):
        whole = opening + stream.read(MAX_LIST)
        stream = io.BytesIO(as_utf8(name, whole))
        opening = stream.readline(MAX_BYTES + 1)
    line = opening.removeprefix(b"\xef\xbb\xbf")
    while line:
        number += 1
        if len(line) > MAX_BYTES:
            found = True
            yield TooLarge(f"{name}#{number}", _too_large(MAX_BYTES))
            _skip_line(stream, line)
        elif line.strip():
            found = True
            yield _checked(f"{name}#{number}", name, line.strip())
        line = stream.readline(MAX_BYTES + 1)
    if not found:
        yield NotText(name, "empty")


def _skip_line(stream: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1 << 20)


class _Named(msgspec.Struct):
    id: str | int | None = None


def _checked(place: str, name: str, data: bytes) -> Item | ItemError:
    """One line as an item that bears its own id, if it has one."""
    try:
        text, item = as_utf8(place, data), _json_item(place, data)
    except ItemError as error:
        return error
    try:
        own = msgspec.json.decode(text, type=_Named).id
    except (msgspec.DecodeError, RecursionError):
        own = None  # broken or oddly typed: the reader of the item says what is wrong
    if own is None or not str(own).strip() or "\n" in str(own):
        return item
    return msgspec.structs.replace(item, source=f"{name}#{own}")


def _json_item(place: str, data: bytes) -> Item:
    if len(data) > MAX_BYTES:
        raise TooLarge(place, _too_large(MAX_BYTES))
    return Item(place, data, "json")
