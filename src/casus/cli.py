"""Thin verbs: each takes its words from the command line and hands them on.

Records go to stdout, messages to stderr. Exit codes: 0 all well, 1 some items failed, 2 the
command or a setting makes no sense, 3 nothing usable, 130 interrupted.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from casus import __version__, errors, settings

if TYPE_CHECKING:
    from casus.ledger import Ledger
    from casus.records import Article, Noun, Reading
    from casus.views import Format
    from casus.views.report import Report

USAGE, NOTHING, INTERRUPTED = 2, 3, 130


class Verbs(TyperGroup):
    """The verbs, in the order of this file; the one place where errors become exit codes."""

    def invoke(self, ctx: Any) -> Any:
        """Run a verb."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:  # whoever reads has had enough, as in "casus read . | head"
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(0) from None
        except KeyboardInterrupt:
            kept = "; what was added so far is in the ledger"
            word = "interrupted" + kept * (ctx.invoked_subcommand == "add")
            raise _stop(word, INTERRUPTED) from None
        except (errors.SettingsError, errors.QueryError) as error:
            raise _stop(str(error), USAGE) from error
        except errors.CasusError as error:
            raise _stop(str(error), NOTHING) from error
        except OSError as error:
            reason = error.strerror or str(error)
            name = f"{os.fsdecode(error.filename)}: " if error.filename else ""
            raise _stop(f"{name}{reason}", NOTHING) from error


def _stop(message: str, code: int) -> typer.Exit:
    """One line on stderr, and the exit."""
    from casus.views.tables import plain

    print("casus: " + " ".join(plain(message).split()), file=sys.stderr)
    return typer.Exit(code)


app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"casus {__version__}")
        raise typer.Exit


def _date(text: str | None) -> str | None:
    """A day, month, year or minute of ISO 8601."""
    from datetime import datetime

    if text is None:
        return None
    for form, shape in (
        ("%Y", r"\d{4}"),
        ("%Y-%m", r"\d{4}-\d\d"),
        ("%Y-%m-%d", r"\d{4}-\d\d-\d\d"),
        ("%Y-%m-%dT%H:%M", r"\d{4}-\d\d-\d\dT\d\d:\d\d"),
    ):
        if re.fullmatch(shape, text):
            try:
                datetime.strptime(text, form)
            except ValueError:
                break
            return text
    raise typer.BadParameter(f"{text!r} is no date such as 2020-09-28, 2020-09 or 2020-09-28T14:30")


Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", help="Files, folders, URLs, or - for standard input."),
]
Published = Annotated[
    str | None,
    typer.Option(
        metavar="DATE", help="Publication date of the inputs that carry none of their own."
    ),
]
Private = Annotated[
    bool | None,
    typer.Option("--allow-private", help="Fetch from private network addresses, too."),
]
LedgerPath = Annotated[
    str | None,
    typer.Option("--ledger", metavar="PATH", help="The ledger file.  [default: ledger.casus]"),
]
Model = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="tagger, or rules: without the learned tagger.  [default: tagger]"
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(metavar="N", help="Processes that read at the same time; the result is the same."),
]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="jsonl, csv, parquet or table.  [default: by the ending of --output; a table on a "
        "terminal, else jsonl]",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="PATH", help="Write to this file; it appears when complete."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Only errors on stderr.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Name each article on stderr.")]


@app.callback()
def casus(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Read news about conflicts and keep a cited ledger of who states what, on what words.

    Begin with `casus add FOLDER`, then `casus brief`. `casus VERB --help` tells more of each.

    Records go to standard output: a table on a terminal, JSON Lines when piped. Messages go to
    standard error. Exit codes: 0 all well, 1 some items failed, 2 usage, 3 nothing usable.
    """


@app.command()
def read(
    sources: Sources,
    published: Published = None,
    allow_private: Private = None,
    model: Model = None,
    jobs: Jobs = None,
    format: FormatName = None,
    output: Output = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read articles and print their records, without a ledger."""
    from casus.views.report import Report, count

    form = _format(format, output)
    chosen = _settings(allow_private=allow_private, model=model, jobs=jobs)
    report = Report(quiet=quiet, verbose=verbose)
    items = _fetch(sources, published, chosen)
    from casus.reader import read as readings

    good = report.good(readings(items, model=chosen.model, jobs=chosen.jobs), count(sources))
    _write(_records(good), form, output)
    raise _exit(report)


@app.command()
def add(
    sources: Sources,
    ledger: LedgerPath = None,
    published: Published = None,
    allow_private: Private = None,
    model: Model = None,
    jobs: Jobs = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read articles into the ledger.

    Those that are already in it are left as they are: adding twice changes nothing.
    """
    from casus.ledger import Ledger
    from casus.reader import read as readings
    from casus.views.report import Report, count

    chosen = _settings(ledger=ledger, allow_private=allow_private, model=model, jobs=jobs)
    report = Report(quiet=quiet, verbose=verbose)
    with Ledger(chosen.ledger, reader=_reader(chosen.model)) as book:
        # A date given by the user may make a known article another reading: then all are looked at.
        items = _fetch(sources, published, chosen, skip=None if published else book.already)
        read_now = readings(book.unread(items), model=chosen.model, jobs=chosen.jobs)
        added = book.add(report.passing(read_now, count(sources)), progress=report.stored)
        report.added(added, str(chosen.ledger))
    raise _exit(report)


@app.command()
def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="An id, or enough of its beginning.")],
    ledger: LedgerPath = None,
    format: FormatName = None,
    output: Output = None,
) -> None:
    """Show one record of the ledger.

    On a terminal with its words in context, the statements behind it and the reasons.
    """
    from casus.views import lookup, opened, tables

    form = _format(format, output)
    with _open(ledger) as book:
        record = lookup.find(book, id)
        if form != "table":
            _write([record], form, output, book)
            return
        with opened(output) as out:
            article, statement = lookup.article(book), lookup.statement(book)
            tables.write_one(record, out, article, statement)


@app.command()
def search(
    query: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="QUERY",
            help='Words, "a phrase", by:TUR, about:ARM, type:ASSAULT, act:deny, measure:killed, '
            "state:breached, after:2020-09, before:2021, place:Syunik; after -- also -not.  "
            "[default: everything]",
        ),
    ] = None,
    ledger: LedgerPath = None,
    limit: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="At most so many statements.")
    ] = None,
    format: FormatName = None,
    output: Output = None,
    quiet: Quiet = False,
) -> None:
    """Find statements in the ledger."""
    from casus.views.report import Report

    form = _format(format, output)
    with _open(ledger) as book:
        found = book.search(" ".join(query or []), limit=limit)
        _write(found, form, output, book)
    Report(quiet=quiet).note(f"{len(found)} statement{'s' * (len(found) != 1)}")


@app.command()
def brief(
    ledger: LedgerPath = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", callback=_date, help="Articles from then on.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", callback=_date, help="Articles up to then.")
    ] = None,
    about: Annotated[
        str | None,
        typer.Option(metavar="WHO", help="Only what names this country, actor or name."),
    ] = None,
    most: Annotated[
        int, typer.Option(min=1, metavar="N", help="At most so many entries in each section.")
    ] = 12,
    format: Annotated[
        str | None,
        typer.Option(
            metavar="FORMAT",
            help="text, markdown, or jsonl for programs.  [default: by the ending of --output, "
            "else text]",
        ),
    ] = None,
    output: Output = None,
) -> None:
    """Tell what the ledger holds.

    Each line with who says so, and on what words.
    """
    from casus.views import brief as view
    from casus.views import jsonl, opened, tables

    forms: dict[str, Callable[[view.Brief], str]] = {
        "text": lambda made: tables.plain(view.render_text(made, width=_width(output))),
        "markdown": view.render_markdown,
        "jsonl": jsonl.line,
    }
    endings = {".md": "markdown", ".markdown": "markdown", ".jsonl": "jsonl", ".json": "jsonl"}
    form = format or (endings.get(output.suffix.lower(), "text") if output else "text")
    if form not in forms:
        names = ", ".join(forms)
        raise typer.BadParameter(f"{form!r} is none of {names}", param_hint="--format")
    with _open(ledger) as book, opened(output) as out:
        made = view.of_ledger(book, since=since, until=until, about=about, most=most)
        out.write(forms[form](made).rstrip("\n").encode("utf-8", "replace") + b"\n")


@app.command()
def export(
    ledger: LedgerPath = None,
    format: FormatName = None,
    output: Output = None,
) -> None:
    """Write out the whole ledger.

    As jsonl all records; as csv or parquet the statements, one row for each event, figure and
    commitment in them.
    """
    form = _format(format, output)
    with _open(ledger) as book:
        _write(book.export(), form, output, book)


@app.command()
def schema() -> None:
    """Print the JSON Schema of all records."""
    import json

    from casus.records import json_schema
    from casus.views import opened

    with opened(None) as out:
        out.write(json.dumps(json_schema(), indent=2).encode() + b"\n")


@app.command()
def doctor(
    ledger: LedgerPath = None,
    model: Model = None,
) -> None:
    """Look for what is broken.

    Says what Casus runs on, where each setting comes from, and whether the ledger is sound.
    Exit code 1 if something is broken.
    """
    from casus.views import doctor as view

    checks = view.examine({"ledger": ledger, "model": model})
    print(view.render(checks))
    raise typer.Exit(0 if all(check.sound for check in checks) else 1)


def main() -> None:
    """The command ``casus``."""
    app(prog_name="casus")


# ---------------------------------------------------------------- shared steps


def _settings(**flags: object) -> settings.Settings:
    return settings.load(flags).values


def _open(ledger: str | None) -> Ledger:
    """The ledger asked for, which must be there already."""
    from casus.ledger import Ledger

    path = _settings(ledger=ledger).ledger
    if not Path(path).exists():
        hint = "`casus add` makes one, --ledger names another"
        raise errors.LedgerError(f"{path}: no ledger there; {hint}")
    return Ledger(path, create=False)


def _width(output: Path | None) -> int:
    """Columns for text: those of the terminal, at most 88."""
    import shutil

    return 88 if output else min(88, shutil.get_terminal_size((88, 24)).columns)


def _reader(model: str) -> str | None:
    """Readings by the rules alone count as readings by another reader."""
    from casus.reader.version import fingerprint

    default = settings.Settings.model_fields["model"].default
    return None if model == default else fingerprint(model)


def _fetch(
    sources: list[str],
    published: str | None,
    chosen: settings.Settings,
    skip: Callable[[str], bool] | None = None,
) -> Iterable[Article | errors.ItemError]:
    from casus.intake import fetch

    stdin = sys.stdin.buffer if "-" in sources else None
    private = chosen.allow_private
    return fetch(*sources, published=published, allow_private=private, stdin=stdin, skip=skip)


def _records(readings: Iterable[Reading]) -> Iterator[Noun]:
    """Each article, then its statements."""
    for reading in readings:
        yield reading.article
        yield from reading.statements


def _format(asked: str | None, output: Path | None) -> Format:
    from casus.views import FORMATS, choose

    if asked is not None and asked not in FORMATS:
        names = ", ".join(FORMATS)
        raise typer.BadParameter(f"{asked!r} is none of {names}", param_hint="--format")
    try:
        form = choose(FORMATS[asked] if asked else None, output)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--output") from error
    if form == "parquet" and output is None and sys.stdout.isatty():
        raise typer.BadParameter("parquet is no text: give --output", param_hint="--format")
    return form


def _write(
    records: Iterable[Noun], form: Format, output: Path | None, book: Ledger | None = None
) -> None:
    from casus.views import lookup, opened, write

    with opened(output) as out:
        if form == "table" and out.isatty():
            records = list(records)  # else the progress bar and the tables share the screen
        write(records, form, out, *([lookup.article(book)] if book else []))


def _exit(report: Report) -> typer.Exit:
    if report.done + report.failed == 0:
        report.note("nothing to read")
    return typer.Exit(report.code)
