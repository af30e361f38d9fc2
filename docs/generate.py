"""Writes the generated parts of the documentation; ``make docs`` runs it, a test compares.

A generated part stands between ``<!-- generated: NAME -->`` and ``<!-- end -->``.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Callable, Iterator
from pathlib import Path

from typer.testing import CliRunner

from casus import records
from casus.cli import app
from casus.views import flat

HERE = Path(__file__).parent
PART = re.compile(r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
LISTS = {
    "statement.act": records.Act,
    "statement.quoted": records.Quoted,
    "voice.kind": records.VoiceKind,
    "event.type": records.EventType,
    "event.reality": records.Reality,
    "figure.measure": records.Measure,
    "commitment.kind": records.CommitmentKind,
    "commitment.state": records.CommitmentState,
    "published.precision": records.Precision,
    "published.basis": records.Basis,
}


def help_texts() -> Iterator[str]:
    """What ``casus --help`` and ``casus VERB --help`` print, 80 columns wide."""
    runner = CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"})
    verbs = [command.callback.__name__ for command in app.registered_commands if command.callback]
    for words in ([], *([verb] for verb in verbs)):
        title = " ".join(["casus", *words])
        shown = runner.invoke(app, [*words, "--help"], prog_name="casus").stdout.rstrip()
        yield f"## {title}\n\n```\n{shown}\n```\n"


def closed_lists() -> Iterator[str]:
    """The fields whose values are a closed list."""
    yield "| field | values |\n| --- | --- |"
    for field, values in LISTS.items():
        yield f"| `{field}` | {' '.join(f'`{value}`' for value in typing.get_args(values))} |"
    yield ""


def columns() -> Iterator[str]:
    """The columns of the CSV and Parquet exports."""
    names = {str: "text", float: "number", int: "whole number"}
    yield "| column | type | meaning |\n| --- | --- | --- |"
    for name, (kind, meaning) in flat.COLUMNS.items():
        yield f"| `{name}` | {names[kind]} | {meaning} |"
    yield ""


PARTS: dict[str, Callable[[], Iterator[str]]] = {
    "help": help_texts,
    "lists": closed_lists,
    "columns": columns,
}


def renewed(text: str) -> str:
    """A page with its generated parts made anew."""
    return PART.sub(lambda part: part[1] + "\n".join(PARTS[part[2]]()) + part[3], text)


def main() -> None:
    """Renew all pages."""
    for page in sorted(HERE.glob("*.md")):
        page.write_text(renewed(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
