from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from casus.reader import version


def test_another_model_is_another_reader() -> None:
    assert version.fingerprint() == version.fingerprint()
    assert version.fingerprint() != version.fingerprint("rules")


def test_a_changed_rule_is_another_reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = tmp_path / "reader"
    shutil.copytree(Path(version.__file__).parent, here)
    monkeypatch.setattr(version, "__file__", str(here / "version.py"))
    version.fingerprint.cache_clear()
    same = version.fingerprint()
    with (here / "lexicon" / "speech.yaml").open("a", encoding="utf-8") as lexicon:
        lexicon.write("# changed\n")
    version.fingerprint.cache_clear()
    changed = version.fingerprint()
    monkeypatch.undo()
    version.fingerprint.cache_clear()
    assert same == version.fingerprint()
    assert changed != same
