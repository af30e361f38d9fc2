"""Labelled articles as text with marks, easy to write, to read and to check by eye.

A file holds articles divided by lines of ``====``::

    id: harbour-raid
    style: agency wire
    published: 2031-05-02
    publisher: Coast Press

    {1s The minister} {1c said} {1 the raid, which {2s rebels} {2c called} {2 “a massacre”}, failed}.
    {3s Nobody but {4s the mayor}} ...
    ----
    1 say | Ana Ruiz | state | ECU
    2 accuse | rebels of the Coast Front | armed_group | ECU | denies 1

``{Ns …}`` is the source, ``{Nc …}`` the cue, ``{N …}`` a part of the content and ``{No …}`` an
outer voice or channel ("told {No AFP}") of statement N. Below the dashes stand, for each N, its act,
the speaker's resolved name, kind, country (``-`` where there is none) and, where it answers another
statement, ``denies M``. A statement whose words lie in the content of another has it as outer voice.

    python -m training.markup FILE …     checks files and prints what they hold
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from casus.records import Act, VoiceKind

Span = tuple[int, int]
MARK = re.compile(r"\{(\d+)([sco]?) |\}")
ACTS, KINDS = get_args(Act), get_args(VoiceKind)


@dataclass(slots=True)
class Label:
    """One statement: its spans in the plain text, and what the reader is to make of them."""

    n: int
    source: list[Span] = field(default_factory=list)
    cue: list[Span] = field(default_factory=list)
    content: list[Span] = field(default_factory=list)
    outer: list[Span] = field(default_factory=list)
    act: str = ""
    speaker: str = ""
    kind: str = ""
    country: str | None = None
    denies: int | None = None


@dataclass(slots=True)
class Marked:
    """An article without its marks, and its labels in order of their numbers."""

    id: str
    text: str
    head: dict[str, str]
    labels: list[Label]


class Malformed(ValueError):
    """A mark or a line that cannot be read; the message names the article."""


def read(path: Path) -> Iterator[Marked]:
    """The articles of a file.

    Raises:
        Malformed: a mark without an end, a statement without a line or content, an unknown word.
    """
    for block in re.split(r"^====+\n", path.read_text("utf-8"), flags=re.M):
        if block.strip():
            yield _article(block.strip(), path)


def _article(block: str, path: Path) -> Marked:
    head_text, _, rest = block.partition("\n\n")
    head = dict(re.findall(r"^(\w+): *(.*)$", head_text, flags=re.M))
    name = head.get("id") or f"{path.name}: {head_text[:40]!r}"
    body, dashes, table = rest.partition("\n----\n")
    if "id" not in head or not dashes:
        raise Malformed(f"{path.name}: {name}: an id, an empty line, the text and ---- are needed")
    try:
        text, labels = _unmark(body.strip())
        _read_table(table, labels)
        _check(text, labels)
    except (Malformed, ValueError) as error:
        raise Malformed(f"{path.name}: {name}: {error}") from error
    return Marked(head["id"], text, head, [labels[n] for n in sorted(labels)])


def _unmark(body: str) -> tuple[str, dict[int, Label]]:
    """Plain text, and the labels with their spans in it."""
    labels: dict[int, Label] = {}
    plain: list[str] = []
    open_marks: list[tuple[int, str, int]] = []
    length = at = 0
    for mark in MARK.finditer(body):
        plain.append(body[at : mark.start()])
        length += mark.start() - at
        at = mark.end()
        if mark[0] != "}":
            open_marks.append((int(mark[1]), mark[2], length))
            continue
        if not open_marks:
            raise Malformed(
                f"a }} closes nothing after {body[max(0, mark.start() - 40) : mark.start()]!r}"
            )
        n, role, start = open_marks.pop()
        label = labels.setdefault(n, Label(n))
        {"s": label.source, "c": label.cue, "o": label.outer, "": label.content}[role].append(
            (start, length)
        )
    plain.append(body[at:])
    text = "".join(plain)
    if open_marks or "{" in text:
        raise Malformed(
            f"a mark is not closed or not understood: {open_marks[-1:] or text[text.find('{') :][:40]}"
        )
    return text, labels


def _read_table(table: str, labels: dict[int, Label]) -> None:
    for line in filter(None, map(str.strip, table.splitlines())):
        match = re.fullmatch(r"(\d+) (\w+) \| ([^|]+) \| (\w+) \| (\S+)(?: \| denies (\d+))?", line)
        if match is None:
            raise Malformed(f"not a line of the form “N act | name | kind | country”: {line!r}")
        n, act, speaker, kind, country, denies = match.groups()
        if act not in ACTS or kind not in KINDS:
            raise Malformed(f"unknown act or kind: {line!r}")
        if int(n) not in labels:
            raise Malformed(f"statement {n} has no marks in the text")
        if country != "-" and not re.fullmatch(r"[A-Z]{3}", country):
            raise Malformed(f"a country is three capitals or -: {line!r}")
        label = labels[int(n)]
        label.act, label.speaker, label.kind = act, speaker.strip(), kind
        label.country = None if country == "-" else country
        label.denies = int(denies) if denies else None


def _check(text: str, labels: dict[int, Label]) -> None:
    for n, label in labels.items():
        if not label.act:
            raise Malformed(f"statement {n} has no line below the dashes")
        if not label.content:
            raise Malformed(f"statement {n} has no content")
        if label.denies is not None and label.denies not in labels:
            raise Malformed(f"statement {n} denies {label.denies}, which is not there")
        for start, end in (*label.source, *label.cue, *label.content):
            if not text[start:end].strip() or text[start:end] != text[start:end].strip():
                raise Malformed(
                    f"statement {n}: a mark holds nothing or a blank at its edge: {text[start:end]!r}"
                )


def main() -> int:
    """Check files; print for each how much it holds."""
    bad = 0
    for name in sys.argv[1:]:
        try:
            articles = list(read(Path(name)))
        except Malformed as error:
            print(error, file=sys.stderr)
            bad = 1
            continue
        labels = [label for a in articles for label in a.labels]
        words = sum(len(a.text.split()) for a in articles)
        denials = sum(label.denies is not None for label in labels)
        print(
            f"{name}: {len(articles)} articles, {words} words, {len(labels)} statements, {denials} answers"
        )
    return bad


if __name__ == "__main__":
    sys.exit(main())
