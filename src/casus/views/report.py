"""What a run tells its user on stderr: progress, one line for each failed item, a last word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from casus.errors import ItemError
from casus.ledger import Added
from casus.records import Reading
from casus.views.tables import plain

Item = Reading | ItemError


class Report:
    """Counts what went well and what failed; the exit code comes from these two counts."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self.quiet = quiet
        self.verbose = verbose
        self.done = 0
        self.failed = 0
        self._told: list[ItemError] = []
        self._sources: dict[str, str] = {}
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)

    @property
    def code(self) -> int:
        """0 all well, 1 some items failed, 3 nothing usable."""
        if self.done == 0:
            return 3
        return 1 if self.failed else 0

    def fail(self, error: ItemError) -> None:
        """One line that names the item."""
        self.failed += 1
        self._told.append(error)
        self._line(f"{error.item}: {error.reason}")

    def note(self, text: str) -> None:
        """A line that ``--quiet`` leaves out."""
        if not self.quiet:
            self._line(text)

    def detail(self, text: str) -> None:
        """A line that only ``--verbose`` shows."""
        if self.verbose:
            self._line(text)

    def _line(self, text: str) -> None:
        self._console.print(Text(" ".join(plain(text).split("\n"))))

    def good(self, readings: Iterable[Item], total: int | None = None) -> Iterator[Reading]:
        """The readings; failures are told as they come, and left out."""
        for item in self.passing(readings, total):
            if isinstance(item, Reading):
                self.done += 1
                self.detail(_named(item))
                yield item

    def passing(self, items: Iterable[Item], total: int | None = None) -> Iterator[Item]:
        """All items; failures are told as they come, and passed on.

        Progress is shown when stderr is a terminal, and gone when the last item has come; time
        left is known when ``total`` is.
        """
        with self._progress() as progress:
            task = progress.add_task("", total=total)
            for item in items:
                progress.advance(task)
                if isinstance(item, ItemError):
                    self.fail(item)
                else:
                    self._sources[item.article.id] = item.article.source
                yield item

    def stored(self, name: str, outcome: str) -> None:
        """What became of one item in a ledger."""
        if outcome != "failed":
            self.detail(f"{outcome} {name} {self._sources.pop(name, '')}")

    def added(self, added: Added, ledger: str) -> None:
        """The last word on an addition; tells the failures that came up in storing."""
        for error in added.failed:
            if error not in self._told:
                self.fail(error)
        self.done = len(added.added) + len(added.known)
        failed = f", {self.failed} failed" if self.failed else ""
        known = f", {len(added.known)} already there" if added.known else ""
        number = len(added.added)
        articles = "article" if number == 1 else "articles"
        self.note(f"{ledger}: {number} {articles} added{known}{failed}")

    def _progress(self) -> Progress:
        return Progress(
            SpinnerColumn(),
            TextColumn("articles"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeElapsedColumn(),
            TextColumn("left:"),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
            disable=self.quiet or not self._console.is_terminal,
            redirect_stdout=False,
        )


def _named(reading: Reading) -> str:
    article = reading.article
    return f"{article.id} {article.source}: {len(reading.statements)} statements"


class _Rate(ProgressColumn):
    """How many a second."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:,.1f}/s", style="progress.data.speed")


def count(sources: Sequence[str]) -> int | None:
    """How many articles the sources hold at most; None when that is not known beforehand."""
    total = 0
    for source in sources:
        path = Path(source)
        if source == "-" or "://" in source:
            return None
        if path.is_dir():
            total += sum(_articles(file) for file in path.rglob("*") if file.is_file())
        elif path.is_file():
            total += _articles(path)
    return total


def _articles(path: Path) -> int:
    """Lines of a JSON Lines file; any other file is one article."""
    if path.suffix.lower() not in (".jsonl", ".ndjson"):
        return 1
    try:
        with path.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError:
        return 1  # reading it will tell what is wrong
