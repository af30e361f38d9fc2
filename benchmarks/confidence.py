"""What ``confidence`` rests on, and how far off it is.

    python -m benchmarks.confidence [--gold DIR]

Over the articles kept apart (``speech.sets``): the share of statements whose voice and words a label
confirms, by the cells of ``casus.reader.confidence``; a reliability table of the confidence that is
shipped; and the expected calibration error, of that and of cells counted on one half of the articles
and held against the other half, both ways.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from benchmarks.accuracy import gold_folder, records
from benchmarks.scoring import score
from benchmarks.speech import sets
from casus.reader import language, read_page
from casus.reader.confidence import EDGES

Row = tuple[str, int, float, bool]  # cell, half, confidence, right
BANDS = (0.5, 0.6, 0.7, 0.8, 0.9)


def rows(gold: str | None) -> list[Row]:
    """Every statement of the articles kept apart; of ``texts`` only those that have a voice, since
    what the article says itself is not labelled there."""
    found: list[Row] = []
    for name, (articles, keys) in sets(gold_folder(gold)).items():
        pages = language.parse(a.text for a in articles)
        readings = [read_page(a, p) for a, p in zip(articles, pages, strict=True)]
        got = records(readings)
        right = score(keys, got).matched
        for statement in got:
            if statement["record"] != "statement" or (name == "texts" and not statement["voices"]):
                continue
            half = hashlib.sha256(statement["article"].encode()).digest()[0] % 2
            found.append((_cell(statement), half, statement["confidence"], right[statement["id"]]))
    return found


def _cell(statement: dict[str, Any]) -> str:
    voices, why = statement["voices"], statement["why"]
    if not voices:
        return "own voice"
    known = "known" if voices[-1]["actor"] else "unknown"
    if "chance" not in why:
        return f"{why['rule']:12} {known}"
    seen = "tagger" if why["rule"] == "tagger" else "both"
    return f"{seen:7} {known:8} {bisect_right(EDGES, float(why['chance']))}"


def shares(found: Iterable[Row]) -> dict[str, float]:
    """The share right of each cell, drawn a little to the whole where there are few."""
    seen: dict[str, list[int]] = collections.defaultdict(lambda: [0, 0])
    for cell, _, _, right in found:
        seen[cell][0] += right
        seen[cell][1] += 1
    whole = sum(g for g, _ in seen.values()) / max(1, sum(t for _, t in seen.values()))
    return {cell: (good + 4 * whole) / (total + 4) for cell, (good, total) in seen.items()}


def error(pairs: Iterable[tuple[float, bool]]) -> float:
    """Expected calibration error in ten bands of equal width (Guo et al. 2017)."""
    bands: dict[int, list[float]] = collections.defaultdict(lambda: [0.0, 0.0, 0.0])
    for level, right in pairs:
        band = bands[min(9, int(level * 10))]
        band[0] += level
        band[1] += right
        band[2] += 1
    total = sum(b[2] for b in bands.values())
    return sum(abs(level - right) for level, right, _ in bands.values()) / total


def main(arguments: list[str] | None = None) -> None:
    """Print cells, the reliability table, the errors."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold")
    found = rows(parser.parse_args(arguments).gold)
    counts = collections.Counter(cell for cell, *_ in found)
    for cell, share in sorted(shares(found).items()):
        print(f"{cell:26}{counts[cell]:6}{share:7.2f}")
    print("\nconfidence   statements  right")
    for low, high in zip((0.0, *BANDS), (*BANDS, 1.01), strict=True):
        inside = [right for _, _, level, right in found if low <= level < high]
        if inside:
            print(
                f"{low:.1f} to {min(high, 1):.1f}{len(inside):11}{sum(inside) / len(inside):10.2f}"
            )
    print(f"expected calibration error {error((c, r) for _, _, c, r in found):.3f}", end="")
    crossed = []
    for half in (0, 1):
        learned = shares(r for r in found if r[1] != half)
        whole = sum(r[3] for r in found) / len(found)
        crossed += [(learned.get(cell, whole), right) for cell, h, _, right in found if h == half]
    print(f"; of cells counted on the other half {error(crossed):.3f}; {len(found)} statements")


if __name__ == "__main__":
    main()
