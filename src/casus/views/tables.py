"""Records for a person at a terminal: tables, and one record with its words in context.

The words are strangers' words: control characters and direction overrides, which could rewrite
the screen, are taken out. Nothing is told by colour alone.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO, Literal

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from casus.records import Article, Commitment, Event, Figure, Noun, Party, Statement, to_dict
from casus.views import flat

Find = Callable[[str], Article | None]
_HOSTILE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NARROW = 80
"""Columns; below that a table of five columns cannot be read."""
_ARROW, _OWN = " → ", "(the article)"


def plain(text: str) -> str:
    """The text without characters that would steer a terminal."""
    return _HOSTILE.sub("�", text.replace("\r\n", "\n"))


def write(records: Iterable[Noun], out: BinaryIO, article: Find = lambda _: None) -> None:
    """Write tables: for each article a heading and its statements; other records one by one."""
    _print(_blocks(records, article), out)


def write_one(
    record: Noun,
    out: BinaryIO,
    article: Find = lambda _: None,
    statement: Callable[[str], Statement | None] = lambda _: None,
) -> None:
    """Write one record whole: its fields, its words in context, its reasons, its statements."""
    _print(_whole(record, article, statement), out)


def _print(blocks: Iterable[RenderableType], out: BinaryIO) -> None:
    """Render each block at the width of the terminal; styles only where they can be seen."""
    terminal: Literal[True] | None = True if out.isatty() else None
    for block in blocks:
        sink = io.StringIO()
        width = shutil.get_terminal_size((100, 24)).columns
        Console(file=sink, width=width, force_terminal=terminal, highlight=False).print(block)
        out.write(sink.getvalue().encode("utf-8", "replace"))
        out.flush()


# ------------------------------------------------------------------- tables


def _blocks(records: Iterable[Noun], article: Find) -> Iterator[RenderableType]:
    """A heading and one table for each run of statements of one article."""
    last: Article | None = None
    rows: list[Statement] = []
    for record in records:
        same = isinstance(record, Statement) and last is not None and record.article == last.id
        if rows and not same:
            yield _table(rows)
            rows = []
        if isinstance(record, Article):
            last = record
            yield _heading(record)
        elif isinstance(record, Statement):
            if not same and (last := article(record.article)) is not None:
                yield _heading(last)
            rows.append(record)
        else:
            yield from _whole(record, article, lambda _: None)
    if rows:
        yield _table(rows)


def _heading(article: Article) -> RenderableType:
    """Title, publisher, date, source and id on two lines."""
    title = Text(plain(article.title or "(no title)"), style="bold")
    where = [article.publisher, article.published.value or "undated", article.source, article.id]
    return Text("\n").join([Text(), title, Text(plain(" · ".join(filter(None, where))), "dim")])


def _table(statements: Iterable[Statement]) -> RenderableType:
    """One row a statement: who, does what, what is in it, on what words, id; on a narrow
    terminal one under the other."""
    if shutil.get_terminal_size((100, 24)).columns < NARROW:
        return Group(*map(_stacked, statements))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="underline")
    table.add_column("who", ratio=2)
    table.add_column("act", no_wrap=True)
    table.add_column("what", ratio=3)
    table.add_column("words", ratio=4)
    table.add_column("id", no_wrap=True, style="dim")
    for one in statements:
        cells = (flat.chain(one.voices) or _OWN, one.act, "\n".join(what(one)), one.quote, one.id)
        table.add_row(*(Text(plain(cell)) for cell in cells))
    return table


def _stacked(one: Statement) -> RenderableType:
    """A statement as a few lines."""
    head = f"{flat.chain(one.voices) or _OWN} · {one.act} · {one.id}"
    lines = [Text(plain(head), "bold"), *(Text(plain(line), "dim") for line in what(one))]
    return Padding(Group(*lines, Text(plain(f"“{one.quote}”"))), (0, 0, 1, 0))


def what(statement: Statement) -> Iterator[str]:
    """Each event, figure and commitment of a statement in one line."""
    yield from map(_event, statement.events)
    yield from map(_figure, statement.figures)
    yield from map(_commitment, statement.commitments)


def _event(event: Event) -> str:
    sides = _ARROW.join(filter(None, (_names(event.actors), _names(event.recipients))))
    date = event.date.value if event.date else None
    place = event.place.name if event.place else None
    return _join(event.type, sides, date, place, f"[{event.reality}]")


def _figure(figure: Figure) -> str:
    of = f"of {figure.of.name}" if figure.of else None
    return _join(figure.measure, _amount(figure), of)


def _amount(figure: Figure) -> str:
    """The bounds in words; as written where the words set none."""
    low, high = figure.low, figure.high
    if low is not None and high is not None:
        return _number(low) if low == high else f"{_number(low)} to {_number(high)}"
    if low is not None:
        return f"at least {_number(low)}"
    return figure.text if high is None else f"at most {_number(high)}"


def _commitment(one: Commitment) -> str:
    sides = _ARROW.join(filter(None, (one.owed_by, one.owed_to))) or ", ".join(one.parties)
    due = one.due and f"due {one.due}"
    return _join(one.kind.replace("_", " "), sides, due, f"[{one.state}]")


def _join(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(party.name for party in parties)


def _number(bound: float) -> str:
    return f"{bound:,.12g}"


# --------------------------------------------------------------- one record


def _whole(
    record: Noun, article: Find, statement: Callable[[str], Statement | None]
) -> Iterator[RenderableType]:
    """Everything known of one record."""
    if isinstance(record, Statement):
        page = article(record.article)
        if page is not None:
            yield _heading(page)
            yield Padding(_in_context(page.text, record.span), (1, 2))
    elif isinstance(record, Article):
        yield _heading(record)
        yield Padding(Text(plain(record.text)), (1, 2))
    fields = to_dict(record)
    backing = [found for id in fields.get("statements", ()) if (found := statement(id))]
    hidden = {"text", "quote"} | ({"statements"} if backing else set())
    yield _fields({name: value for name, value in fields.items() if name not in hidden})
    if backing:
        yield Text("\nThe statements behind it", style="bold")
        yield _table(backing)


def _in_context(text: str, span: tuple[int, int], around: int = 300) -> Text:
    """The words between ``▶`` and ``◀`` with what stands around them, cut at blanks."""
    start, end = span
    left = max(0, start - around)
    right = min(len(text), end + around)
    before = text[left:start] if left == 0 else "… " + text[left:start].partition(" ")[2]
    after = text[end:right] if right == len(text) else text[end:right].rpartition(" ")[0] + " …"
    words = Text(plain(text[start:end]), style="bold")
    return Text.assemble((plain(before), "dim"), "▶", words, "◀", (plain(after), "dim"))


def _fields(fields: dict[str, object], depth: int = 0) -> Table:
    """Names and values, nested where values are; what is empty is left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim" if depth else "bold", no_wrap=True)
    grid.add_column()
    for name, value in fields.items():
        if value not in (None, (), [], {}):
            grid.add_row(Text(plain(name)), _value(value, depth))
    return grid


def _value(value: object, depth: int) -> RenderableType:
    """A value as text, or as a table within the table."""
    if isinstance(value, dict):
        return _fields(value, depth + 1)
    if isinstance(value, float) and value.is_integer():
        value = f"{value:,.0f}"
    if not isinstance(value, (list, tuple)):
        return Text(plain(str(value)))
    if len(value) == 2 and all(isinstance(end, int) for end in value):
        return Text(f"{value[0]}–{value[1]}")  # a span
    if not any(isinstance(item, (dict, list, tuple)) for item in value):
        return Text(plain(", ".join(map(str, value))))
    inner = Table.grid()
    for item in value:
        inner.add_row(_value(item, depth + 1))
    return inner
