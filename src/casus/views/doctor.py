"""What Casus runs on, where each setting comes from, and whether the ledger is sound."""

from __future__ import annotations

import platform
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from casus import settings
from casus.errors import CasusError, LedgerError
from casus.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what it is, what was found, and whether that is sound."""

    name: str
    found: str
    sound: bool = True


def examine(flags: Mapping[str, object]) -> list[Check]:
    """Look at everything; nothing is changed. What is broken is a check that is not sound."""
    checks = [*_software(), _fts5()]
    try:
        loaded = settings.load(flags)
    except CasusError as error:
        return [*checks, Check("settings", str(error), sound=False)]
    checks += [
        Check(f"setting {key}", f"{value}  ({loaded.origin[key]})") for key, value in loaded.values
    ]
    return [*checks, _parser(), _tagger(), *_ledger(loaded.values.ledger)]


def render(checks: list[Check]) -> str:
    """One line a check; what is not sound begins with ``!``."""
    width = max(len(check.name) for check in checks)
    return "\n".join(
        f"{' ' if check.sound else '!'} {check.name:{width}}  {check.found}" for check in checks
    )


def _software() -> Iterator[Check]:
    yield Check("python", f"{platform.python_version()} at {sys.executable}")
    for name, package in (("casus", "casus-ledger"), ("spacy", "spacy")):
        try:
            yield Check(name, version(package))
        except PackageNotFoundError:
            yield Check(name, f"the package {package} is not installed", sound=False)


def _fts5() -> Check:
    with sqlite3.connect(":memory:") as memory:
        try:
            memory.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.Error as error:
            return Check("sqlite", f"{sqlite3.sqlite_version} without FTS5: {error}", sound=False)
    return Check("sqlite", f"{sqlite3.sqlite_version} with FTS5")


def _parser() -> Check:
    """Whether spaCy's model loads, which takes about a second."""
    from casus.reader import language

    try:
        meta = language.load().meta
    except (OSError, ValueError, ImportError) as error:
        return Check("parser", f"{language.DEFAULT_MODEL} does not load: {error}", sound=False)
    return Check("parser", f"{meta.get('lang')}_{meta.get('name')} {meta.get('version')} loads")


def _tagger() -> Check:
    """Whether the learned tagger loads and answers."""
    from casus.reader import language, tagger

    page = next(language.parse(["The mayor said the road was open."]))
    try:
        tagger.propose(page, [], [])
    except (OSError, RuntimeError, ImportError) as error:
        return Check("tagger", f"does not load: {error}", sound=False)
    return Check("tagger", "loads")


def _ledger(path: Path) -> Iterator[Check]:
    """Its records and its health; a ledger that is not there yet is no fault."""
    if not path.exists():
        yield Check("ledger", f"{path} is not there yet; `casus add` makes it")
        return
    try:
        with Ledger(path, create=False) as ledger:
            articles = sum(1 for _ in ledger.articles())
            statements = sum(1 for _ in ledger.statements())
            yield Check("ledger", f"{path}: {articles} articles, {statements} statements")
            wrong = ledger.check()
    except LedgerError as error:
        yield Check("ledger", str(error), sound=False)
        return
    for line in wrong:
        yield Check("ledger health", line, sound=False)
    if not wrong:
        yield Check("ledger health", "whole; all words stand in their articles")
