"""Accuracy of reading against labelled articles, with floors.

    python -m benchmarks.accuracy [--gold DIR] [--check]

DIR holds ``gold/`` and ``acceptance/`` (default: ``../shared`` or $CASUS_GOLD). What is not there
is left out and said so; the project's own labelled examples (``tests/cases``) are always scored.
``--check`` compares with ``floors.toml`` and exits 1 where a figure fell below its floor.
"""

from __future__ import annotations

import argparse
import os
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.keys import as_key, case_keys, cases, lines
from benchmarks.scoring import KINDS, score
from casus import fetch, read
from casus.records import Article, Published, Reading, to_dict

HERE = Path(__file__).parent


def gold_folder(given: str | None = None) -> Path:
    """The folder with ``gold/`` and ``acceptance/``."""
    return Path(given or os.environ.get("CASUS_GOLD") or HERE.parent.parent / "shared")


def article(raw: dict[str, Any]) -> Article:
    """A labelled article as it stands: offsets of the labels are into this very text."""
    day = (raw.get("published") or "")[:10]
    published = Published(value=day, precision="day", basis="metadata", why="of the gold")
    return Article(
        id=raw["id"],
        source=raw["id"],
        title=raw.get("title"),
        publisher=raw.get("publisher"),
        text=raw["text"],
        sha256="",
        published=published if day else Published(),
    )


def records(readings: Iterable[object]) -> list[dict[str, Any]]:
    """Readings as the records of the contract."""
    found: list[dict[str, Any]] = []
    for reading in readings:
        if not isinstance(reading, Reading):  # a figure over what could be read would flatter
            raise SystemExit(f"not read, so not measured: {reading}")
        found += [to_dict(reading.article), *map(to_dict, reading.statements)]
    return found


def labelled(folder: Path, limit: int | None = None) -> tuple[list[Article], list[dict[str, Any]]]:
    """Articles of a gold folder that have labels and are not reserved, and their labels."""
    reserved = folder / "reserved.txt"
    held = set(reserved.read_text("utf-8").split()) if reserved.exists() else set()
    labels = [x for x in lines(folder / "labels.jsonl") if x["article"] not in held]
    wanted = sorted({x["article"] for x in labels})[:limit]
    articles = [article(a) for a in lines(folder / "articles.jsonl") if a["id"] in set(wanted)]
    return articles, [x for x in labels if x["article"] in set(wanted)]


def examples() -> dict[str, float]:
    """The labelled examples of the project itself."""
    root = HERE.parent
    keys = [key for case in cases(root / "tests" / "cases") for key in case_keys(case)]
    return score(keys, records(read(fetch(root / "examples")))).row()


def seeds(shared: Path) -> dict[str, float]:
    """The two founding articles against their key."""
    folder = shared / "acceptance"
    items = fetch(
        folder / "seeds" / "000.txt", folder / "seeds" / "004.txt", published="2020-09-28"
    )
    return score(lines(folder / "seeds-key.jsonl"), records(read(items))).row()


def tables(shared: Path) -> dict[str, dict[str, float]]:
    """All sets that are at hand, by name."""
    found = {"examples": examples()}
    if (shared / "acceptance" / "seeds-key.jsonl").exists():
        found["seeds"] = seeds(shared)
    for name in ("own", "syria"):
        folder = shared / "gold" / name
        if folder.exists():
            articles, labels = labelled(folder)
            found[name] = score([as_key(x) for x in labels], records(read(articles))).row()
    return found


def show(found: dict[str, dict[str, float]]) -> None:
    """A table on stdout."""
    columns = [*KINDS, "act", "chain", "quoted"]
    print("set".ljust(10) + "".join(c.rjust(22 if c in KINDS else 9) for c in columns))
    for name, row in found.items():
        cells = [
            f"{row[c]:.1f} ({row[c + ' P']:.0f}/{row[c + ' R']:.0f})".rjust(22)
            if c in KINDS
            else f"{row[c]:.1f}".rjust(9)
            for c in columns
        ]
        print(name.ljust(10) + "".join(cells))
    print("F1 (precision/recall) in percent; act, chain, quoted: share of matched statements")


def below(found: dict[str, dict[str, float]]) -> list[str]:
    """What fell below its floor."""
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))
    return [
        f"{name} {kind}: {found[name][kind]:.1f} is below its floor {floor}"
        for name, row in floors.items()
        if name in found
        for kind, floor in row.items()
        if found[name][kind] < floor
    ]


def main() -> int:
    """Print the table; with ``--check`` hold it against the floors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    shared = gold_folder(options.gold)
    found = tables(shared)
    show(found)
    if len(found) == 1:
        print("no gold data at hand: set CASUS_GOLD to its folder for the other sets")
    fallen = below(found) if options.check else []
    for line in fallen:
        print(line, file=sys.stderr)
    return bool(fallen)


if __name__ == "__main__":
    sys.exit(main())
