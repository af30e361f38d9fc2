"""A process that adds articles is killed (SIGKILL) at random moments, again and again.

What it acknowledged must be there with all its statements, what it did not must be absent or
whole, nothing may be doubled, and adding all again must end in the same ledger as one quiet run.
"""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from casus.ledger import Ledger
from casus.records import Reading, to_json

ARTICLES, SIZE, RUNS = 24, 40, 12
SCRIPT = Path(__file__).with_name("add_aloud.py")


def _start(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIPT), str(path), str(ARTICLES), str(SIZE)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _acknowledged_before_kill(path: Path, lines: int, delay: float) -> list[str]:
    """Kill the process ``delay`` seconds after its ``lines``-th line; what it had said by then."""
    process = _start(path)
    assert process.stdout
    said = [process.stdout.readline() for _ in range(lines)]
    time.sleep(delay)
    process.kill()
    said += process.stdout.read().splitlines()
    process.wait()
    return [line.split()[0] for line in said if line.rstrip().endswith(("added", "known"))]


def _sound(path: Path, readings: dict[str, Reading]) -> set[str]:
    """Ids of the articles in the file, each of them checked to be whole and there once."""
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    ids = [row[0] for row in raw.execute("SELECT article FROM reading")]
    statements = Counter(row[0] for row in raw.execute("SELECT id FROM statement"))
    indexed = raw.execute("SELECT count(*) FROM words WHERE words MATCH 'shelling'").fetchone()
    raw.close()
    assert len(ids) == len(set(ids))
    assert statements == Counter(s.id for id in ids for s in readings[id].statements)
    assert indexed == (statements.total(),)
    with Ledger(path, create=False) as ledger:
        assert ledger.check() == []
        for id in ids:
            assert ledger.article(id) == readings[id].article
            assert tuple(ledger.statements(id)) == readings[id].statements
    return set(ids)


@pytest.fixture(scope="module")
def readings(make_reading: Callable[..., Reading]) -> dict[str, Reading]:
    made = [make_reading(n, SIZE) for n in range(ARTICLES)]
    return {one.article.id: one for one in made}


def _export(path: Path, readings: dict[str, Reading]) -> list[str]:
    with Ledger(path) as ledger:
        ledger.add(readings.values())
        return [to_json(record) for record in ledger.export()]


@pytest.fixture(scope="module")
def quiet(readings: dict[str, Reading], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return _export(tmp_path_factory.mktemp("quiet") / "ledger", readings)


@pytest.mark.parametrize("seed", range(RUNS))
def test_killed_while_adding(
    tmp_path: Path, readings: dict[str, Reading], quiet: list[str], seed: int
) -> None:
    dice = random.Random(seed)
    path = tmp_path / "ledger"
    for _ in range(2):  # the second time on top of what the first left behind
        lines = dice.randint(2, ARTICLES)
        acknowledged = _acknowledged_before_kill(path, lines, dice.random() * 0.01)
        assert len(acknowledged) >= lines - 1
        assert set(acknowledged) <= _sound(path, readings)
    assert _export(path, readings) == quiet
    _sound(path, readings)


@pytest.mark.parametrize("seed", range(4))
def test_killed_while_the_file_is_made(
    tmp_path: Path, readings: dict[str, Reading], quiet: list[str], seed: int
) -> None:
    path = tmp_path / "ledger"
    _acknowledged_before_kill(path, 1, random.Random(seed).random() * 0.02)
    assert _export(path, readings) == quiet
