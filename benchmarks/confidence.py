"""How often a statement is right, by the rule that found it: what ``confidence`` rests on.

    python -m benchmarks.confidence

Over the labelled articles at hand (``own`` and ``syria`` of the gold): share of statements whose
voice and words a label confirms, apart for voices that are known (an actor id) and unknown.
"""

from __future__ import annotations

import collections
from typing import Any

from benchmarks.accuracy import gold_folder, labelled, records
from benchmarks.keys import as_key
from benchmarks.scoring import score
from casus import read


def main() -> None:
    """Print one row a rule, the commonest first, and the calibration error."""
    seen: dict[tuple[str, str], list[int]] = collections.defaultdict(lambda: [0, 0])
    bins: dict[float, list[int]] = collections.defaultdict(lambda: [0, 0])
    for name in ("own", "syria"):
        articles, labels = labelled(gold_folder() / "gold" / name)
        got = records(read(articles))
        right = score([as_key(x) for x in labels], got).matched
        for statement in got:
            if statement["record"] == "statement" and statement["id"] in right:
                for table, key in ((seen, _key(statement)), (bins, statement["confidence"])):
                    table[key][0] += right[statement["id"]]  # type: ignore[index]
                    table[key][1] += 1  # type: ignore[index]
    for (rule, voice), (good, total) in sorted(seen.items(), key=lambda item: -item[1][1]):
        print(f"{rule:14}{voice:9}{total:6}{good / total:7.2f}")
    everything = sum(total for _, total in bins.values())
    error = sum(abs(good - level * total) for level, (good, total) in bins.items()) / everything
    print(f"expected calibration error {error:.3f} over {everything} statements")


def _key(statement: dict[str, Any]) -> tuple[str, str]:
    voices = statement["voices"]
    known = "own" if not voices else "known" if voices[-1]["actor"] else "unknown"
    return statement["why"]["rule"], known


if __name__ == "__main__":
    main()
