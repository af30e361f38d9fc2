"""The command as its users meet it: real processes, pipes, exit codes."""

from __future__ import annotations

import csv
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow.parquet
import pytest

from casus.ledger import Ledger
from casus.records import Reading
from casus.views import flat

if TYPE_CHECKING:
    from tests.conftest import Samples

CASUS = (sys.executable, "-m", "casus")
Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(samples: Samples, monkeypatch: pytest.MonkeyPatch) -> Run:
    """``run("read", "x.txt")`` in the folder of the samples, with no settings of its own."""
    for key in list(os.environ):
        if key.startswith("CASUS_"):
            monkeypatch.delenv(key)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(samples.path / "config"))
    monkeypatch.setenv("COLUMNS", "120")

    def run(*words: str, stdin: str = "", **more: Any) -> subprocess.CompletedProcess[str]:
        options: dict[str, Any] = {"input": stdin, "encoding": "utf-8", "cwd": samples.path}
        return subprocess.run([*CASUS, *words], capture_output=True, **options | more)

    return run


def lines(done: subprocess.CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.splitlines()]


BORDER = """Kyrgyz border guards opened fire on a Tajik village, killing at least 12 people, \
Tajikistan's foreign ministry said on Friday. Kyrgyzstan denied the accusation.

Both sides agreed to a ceasefire late on Friday.
"""
CHAD = """The prime minister of Chad, Abel Toko, said on Sunday that rebels had attacked the town of \
Faya, wounding dozens of soldiers.
"""

# ------------------------------------------------------------------- read


def test_read_prints_each_article_and_then_its_statements(run: Run) -> None:
    done = run("read", "border.txt", "--published", "2022-09-16", "chad.txt", "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    records = lines(done)
    articles = [r for r in records if r["record"] == "article"]
    assert [a["source"] for a in articles] == ["border.txt", "chad.txt"]
    assert {a["published"]["value"] for a in articles} == {"2022-09-16"}
    current = None
    for record in records:
        if record["record"] == "article":
            current = record
        else:
            assert current is not None
            assert record["article"] == current["id"]
            start, end = record["span"]
            assert current["text"][start:end] == record["quote"]
    assert len(records) > len(articles)


def test_the_records_are_the_same_for_any_number_of_jobs(run: Run) -> None:
    one = run("read", "border.txt", "chad.txt", "--jobs", "1")
    two = run("read", "border.txt", "chad.txt", "--jobs", "2")
    assert one.stdout == two.stdout != ""


def test_one_bad_input_is_named_and_the_rest_goes_on(run: Run, samples: Samples) -> None:
    (samples.path / "empty.txt").write_bytes(b"")
    done = run("read", "nowhere.txt", "empty.txt", "chad.txt")
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["nowhere.txt", "empty.txt"]
    assert lines(done)[0]["source"] == "chad.txt"


def test_nothing_usable(run: Run) -> None:
    done = run("read", "nowhere.txt")
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1


def test_standard_input(run: Run, samples: Samples) -> None:
    done = run("read", "-", stdin=samples.chad)
    assert done.returncode == 0
    assert samples.chad.split(",")[0] in lines(done)[0]["text"]


def test_a_hostile_name_cannot_steer_the_terminal(run: Run) -> None:
    done = run("read", "a\x1b[2Jb\nc.txt")
    assert "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("read",),
        ("fly",),
        ("read", "chad.txt", "--format", "xml"),
        ("read", "chad.txt", "--published", "yesterday"),
        ("read", "chad.txt", "--published", "2020-02-31"),
        ("read", "chad.txt", "--jobs", "0"),
        ("read", "chad.txt", "--model", "no_such_model"),
        ("add", "chad.txt", "--ledger", "."),
    ],
)
def test_usage(run: Run, words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr or not words


def test_a_reader_that_has_had_enough_is_no_failure(samples: Samples) -> None:
    for number in range(40):
        (samples.path / f"{number}.txt").write_text(samples.chad.replace("Sunday", f"{number} May"))
    process = subprocess.Popen(
        [*CASUS, "read", "."],
        cwd=samples.path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.read(1) == b"{"
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


# ----------------------------------------------------------------- ledger


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, reading: Callable[..., Reading]) -> Path:
    """A ledger of the two samples, made once."""
    path = tmp_path_factory.mktemp("made") / "ledger.casus"
    with Ledger(path) as book:
        for name, text in (("border.txt", BORDER), ("chad.txt", CHAD)):
            book.add([reading(text, "2022-09-16", source=name)])
    return path


@pytest.fixture
def ledger(run: Run, made: Path, samples: Samples) -> Run:
    """A ``run`` in a folder with a ledger of the two samples."""
    for file in made.parent.iterdir():
        shutil.copy(file, samples.path)
    return run


def test_adding_twice_changes_nothing(run: Run) -> None:
    first = run("add", "border.txt", "chad.txt", "--published", "2022-09-16")
    assert (first.returncode, first.stdout) == (0, "")
    assert "2 articles added" in first.stderr
    before = run("export").stdout
    again = run("add", "border.txt", "chad.txt", "--published", "2022-09-16")
    assert again.returncode == 0
    assert "0 articles added, 2 already there" in again.stderr
    assert run("export").stdout == before != ""


def test_add_with_a_bad_input(run: Run) -> None:
    done = run("add", "chad.txt", "nowhere.txt")
    assert done.returncode == 1
    assert "nowhere.txt: " in done.stderr
    assert "1 article added, 1 failed" in done.stderr


def test_quiet_add_says_nothing(run: Run) -> None:
    done = run("add", "chad.txt", "-q")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_search_and_its_limit(ledger: Run) -> None:
    everything = lines(ledger("search"))
    found = lines(ledger("search", "act:deny"))
    assert {s["act"] for s in found} == {"deny"}
    assert 0 < len(found) < len(everything)
    assert lines(ledger("search", "--limit", "1")) == everything[:1]


@pytest.mark.parametrize("query", ["colour:red", '"open', "after:soon"])
def test_a_senseless_search(ledger: Run, query: str) -> None:
    done = ledger("search", query)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_show_a_statement_in_context(ledger: Run) -> None:
    one = lines(ledger("search", "act:deny"))[0]
    assert lines(ledger("show", one["id"])) == [one]
    assert lines(ledger("show", one["id"][:12])) == [one]
    told = ledger("show", one["id"], "--format", "table").stdout
    told = " ".join(told.split())
    assert f"▶{one['quote']}◀" in told
    for word in ("border.txt", "confidence", "why"):
        assert word in told


def test_show_an_ambiguous_or_unknown_id(ledger: Run) -> None:
    several = ledger("show", "s-")
    assert (several.returncode, several.stdout) == (3, "")
    assert "several" in several.stderr
    assert ledger("show", "s-nothing").returncode == 3


def test_show_finds_the_statement_of_a_part(ledger: Run) -> None:
    parts = ("events", "figures", "commitments")
    one = next(s for s in lines(ledger("search")) if any(s[part] for part in parts))
    part = next(item for name in parts for item in one[name])
    assert lines(ledger("show", part["id"])) == [one]


def test_brief_tells_of_the_articles(ledger: Run) -> None:
    done = ledger("brief")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 5


def test_a_brief_is_as_wide_as_its_terminal(ledger: Run) -> None:
    done = ledger("brief", env=os.environ | {"COLUMNS": "60"})
    assert max(map(len, done.stdout.splitlines())) <= 60


def test_a_brief_takes_its_format_from_the_file(ledger: Run, samples: Samples) -> None:
    ledger("brief", "-o", "brief.md")
    ledger("brief", "-o", "brief.jsonl")
    assert (samples.path / "brief.md").read_text(encoding="utf-8").startswith("# Brief")
    assert json.loads((samples.path / "brief.jsonl").read_text(encoding="utf-8"))["articles"] == 2


def test_a_brief_says_when_there_is_nothing_to_tell(ledger: Run) -> None:
    assert "names Atlantis" in ledger("brief", "--about", "Atlantis").stdout
    assert "No article" in ledger("brief", "--since", "2040").stdout


@pytest.mark.parametrize("verb", [("search",), ("brief",), ("export",), ("show", "x")])
def test_no_ledger(run: Run, samples: Samples, verb: tuple[str, ...]) -> None:
    done = run(*verb)
    assert (done.returncode, done.stdout) == (3, "")
    assert "ledger.casus" in done.stderr
    assert "casus add" in done.stderr
    assert not (samples.path / "ledger.casus").exists()


def test_a_foreign_file_is_left_alone(run: Run, samples: Samples) -> None:
    before = (samples.path / "chad.txt").read_bytes()
    done = run("add", "border.txt", "--ledger", "chad.txt")
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1
    assert (samples.path / "chad.txt").read_bytes() == before


# ---------------------------------------------------------------- formats


def test_csv_has_the_documented_columns(ledger: Run, samples: Samples) -> None:
    assert ledger("export", "--output", "out.csv").returncode == 0
    with (samples.path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == list(flat.COLUMNS)
    statements = [r for r in lines(ledger("export")) if r["record"] == "statement"]
    assert {row["statement_id"] for row in rows} == {s["id"] for s in statements}
    assert {row["source"] for row in rows} == {"border.txt", "chad.txt"}


def test_parquet_is_the_same_table(ledger: Run, samples: Samples) -> None:
    ledger("export", "-o", "out.csv")
    ledger("export", "--format", "parquet", "-o", "out.parquet")
    table = pyarrow.parquet.read_table(samples.path / "out.parquet")
    with (samples.path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert table.column_names == [*flat.COLUMNS, "json"]
    assert table["statement_id"].to_pylist() == [row["statement_id"] for row in rows]
    first = table.slice(0, 1).to_pylist()[0]
    assert json.loads(first["json"])["id"] == first["statement_id"]


def test_an_ending_without_a_format_is_refused(ledger: Run, samples: Samples) -> None:
    done = ledger("export", "-o", "out.xlsx")
    assert done.returncode == 2
    assert ".csv" in done.stderr
    assert not (samples.path / "out.xlsx").exists()
    assert ledger("export", "--format", "csv", "-o", "out.xlsx").returncode == 0


def test_a_narrow_table_is_a_list(ledger: Run) -> None:
    done = ledger("search", "--format", "table", env=os.environ | {"COLUMNS": "50"})
    shown = " ".join(done.stdout.split())
    assert all(f"“{' '.join(s['quote'].split())}”" in shown for s in lines(ledger("search")))
    assert max(map(len, done.stdout.splitlines())) <= 50


def test_a_failed_run_leaves_the_old_file(run: Run, samples: Samples) -> None:
    old = samples.path / "out.jsonl"
    old.write_text("old\n", encoding="utf-8")
    done = run("export", "-o", "out.jsonl")
    assert done.returncode == 3
    assert old.read_text(encoding="utf-8") == "old\n"
    assert not list(samples.path.glob(".out*"))


def test_schema_is_json(run: Run) -> None:
    assert json.loads(run("schema").stdout)["title"] == "Casus records"


def test_on_a_terminal_a_table(samples: Samples) -> None:
    ours, theirs = pty.openpty()
    command = [*CASUS, "read", "chad.txt", "-q"]
    process = subprocess.Popen(command, cwd=samples.path, stdout=theirs, stderr=subprocess.PIPE)
    os.close(theirs)
    seen = b""
    while True:
        try:
            part = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        seen += part
    assert process.wait() == 0
    assert b"who" in seen
    assert b'{"record"' not in seen


# ----------------------------------------------------------------- doctor


def test_doctor_says_where_a_setting_comes_from(ledger: Run, samples: Samples) -> None:
    (samples.path / "casus.toml").write_text("jobs = 2\n", encoding="utf-8")
    done = ledger("doctor", env=os.environ | {"CASUS_ALLOW_PRIVATE": "true"})
    assert done.returncode == 0
    told = {line[2:].split("  ")[0]: line for line in done.stdout.splitlines()}
    assert "casus.toml" in told["setting jobs"]
    assert "environment" in told["setting allow_private"]
    assert "default" in told["setting model"]
    assert "2 articles" in told["ledger"]


def test_doctor_finds_a_damaged_ledger(ledger: Run, samples: Samples) -> None:
    path = samples.path / "ledger.casus"
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    done = ledger("doctor")
    assert done.returncode == 1
    assert any(line.startswith("!") and "ledger" in line for line in done.stdout.splitlines())


# -------------------------------------------------------------- interrupt


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_leaves_the_ledger_sound(run: Run, samples: Samples, jobs: str) -> None:
    for number in range(400):
        text = samples.chad.replace("dozens", f"{number + 2}")
        (samples.path / f"{number}.txt").write_text(text, encoding="utf-8")
    process = subprocess.Popen(
        [*CASUS, "add", ".", "--jobs", jobs, "-v"],
        cwd=samples.path,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stderr is not None
    first = process.stderr.readline()
    os.killpg(process.pid, signal.SIGINT)
    rest = process.stderr.read()
    assert first.startswith("added ")
    assert process.wait() == 130
    assert "Traceback" not in rest
    told = [line for line in (first + rest).splitlines() if line.startswith("added ")]
    kept = {r["id"] for r in lines(run("export")) if r["record"] == "article"}
    assert {line.split()[1] for line in told} <= kept
    assert len(kept) < 402
    assert run("doctor").returncode == 0
