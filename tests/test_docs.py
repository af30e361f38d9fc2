from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from casus import records
from casus.cli import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "docs" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _tables(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each ``## name`` of the reference, with the fields of the table under it."""
    for section in re.split(r"^##+ ", text, flags=re.MULTILINE)[1:]:
        fields = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", section, flags=re.MULTILINE)
        names = [name for cell in fields for name in re.findall(r"`(\w+)`", cell)]
        yield section.splitlines()[0].strip(), names


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda p: p.name)
def test_generated_parts_are_up_to_date(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert _generator().renewed(text) == text, "run `make docs`"


def test_every_verb_is_documented() -> None:
    text = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert command.callback is not None
        assert f"## casus {command.callback.__name__}\n" in text


def test_the_reference_and_the_schema_have_the_same_fields() -> None:
    text = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    documented = {name: fields for name, fields in _tables(text) if fields}
    schema: dict[str, Any] = records.json_schema()["$defs"]
    for name, definition in schema.items():
        assert documented.get(name) == list(definition["properties"]), name
    assert set(documented) - set(schema) <= {"CSV and Parquet"}


def test_every_record_type_is_in_the_schema() -> None:
    schema = records.json_schema()
    kinds = {d["properties"].get("record", {}).get("const") for d in schema["$defs"].values()}
    kinds |= {
        (d["properties"].get("record", {}).get("enum") or [None])[0]
        for d in schema["$defs"].values()
    }
    assert {msgspec.structs.fields(kind)[0].default for kind in records.RECORDS} <= kinds


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_inside_the_house_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_the_readmes_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    assert blocks
    articles = tmp_path / "articles"
    articles.mkdir()
    body = "The army of Chad said rebels had attacked Faya on Sunday, killing six soldiers.\n"
    (articles / "one.txt").write_text(body * 2, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})
