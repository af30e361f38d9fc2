"""Quotation marks: where someone's very words begin and end.

Marks read: “ ”, ‘ ’, " ", ' ', '' '' and « ». A quotation left open at the end of a paragraph
runs on in the next one if that opens with a mark too (the typographers' rule for speech over
several paragraphs); otherwise it ends with its paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass

from casus.reader.language import Page

PAIRS = {"“": "”", "‘": "’", "«": "»", '"': '"', "'": "'", "''": "''", "„": "“"}


@dataclass(slots=True)
class Quote:
    """A quotation with its marks in [start, end); ``open``: no closing mark was found."""

    start: int
    end: int
    open: bool
    mark: str

    @property
    def inner(self) -> tuple[int, int]:
        """The words without their marks."""
        width = len(self.mark)
        return self.start + width, self.end if self.open else self.end - width


def find(page: Page) -> list[Quote]:
    """All outermost quotations of a page, in order."""
    found: list[Quote] = []
    for start, end in page.paragraphs:
        found.extend(_in_paragraph(page.text, start, end))
    return found


def _in_paragraph(text: str, start: int, end: int) -> list[Quote]:
    found: list[Quote] = []
    at = start
    while at < end:
        mark = _opening(text, at, start)
        if mark is None:
            at += 1
            continue
        close = _closing(text, at + len(mark), end, mark)
        if close is not None:
            found.append(Quote(at, close + len(PAIRS[mark]), False, mark))
            at = close + len(PAIRS[mark])
        elif mark != "'" and mark != "‘" and _runs_on(text, at, end, mark):
            found.append(Quote(at, end, True, mark))
            at = end
        else:
            at += len(mark)
    return found


def _opening(text: str, at: int, start: int) -> str | None:
    """The mark that opens a quotation here: after a blank or bracket, before a word."""
    sign = text[at]
    if sign not in PAIRS:
        return None
    mark = "''" if text.startswith("''", at) else sign
    before = text[at - 1] if at > start else " "
    after = text[at + len(mark) : at + len(mark) + 1]
    if not (before.isspace() or before in "([—–-:,\u00a0") or not after or after.isspace():
        return None
    if mark == "'" and after.isdigit():  # '90s
        return None
    return mark


def _closing(text: str, at: int, end: int, mark: str) -> int | None:
    """Offset of the closing mark; an apostrophe ("don't", "soldiers' homes") is none."""
    close = PAIRS[mark]
    maybe: int | None = None
    while (at := text.find(close, at, end)) >= 0:
        after = text[at + len(close) : at + len(close) + 1]
        if close == "'" and text.startswith("''", at):
            at += 2
        elif close in "’'" and after.isalnum():
            at += 1
        elif close in "’'" and text[at - 1] == "s" and after == " " and maybe is None:
            maybe = at  # "soldiers' homes" or the end of "our forces' said"
            at += 1
        elif close == '"' and text[at - 1].isspace():
            return maybe  # the next quotation opens before this one closed
        elif maybe is not None and mark in text[maybe + 1 : at]:
            return maybe
        else:
            return at
    return maybe


def _runs_on(text: str, at: int, end: int, mark: str) -> bool:
    """Whether an unclosed quotation is one: the next paragraph opens with a mark, or it starts
    its own paragraph."""
    following = text[end:].lstrip()[:1]
    begins = at == 0 or text[at - 1] == "\n"
    return following in PAIRS if following else begins
