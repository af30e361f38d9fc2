from __future__ import annotations

import subprocess
import sys

import pytest

import casus

HEAVY = ("spacy", "pyarrow", "trafilatura", "pydantic", "rich", "httpx", "sqlite3")


def test_all_names_are_there_and_documented() -> None:
    assert sorted(casus.__all__) == sorted(set(casus.__all__))
    for name in casus.__all__:
        assert getattr(casus, name).__doc__, name


def test_nothing_public_is_left_out_of_all() -> None:
    ours = {
        name
        for name, value in vars(casus).items()
        if isinstance(value, type) and value.__module__.startswith("casus.")
    }
    assert ours <= set(casus.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_verb"):
        casus.no_such_verb  # noqa: B018


def test_star_import_gives_the_verbs() -> None:
    space: dict[str, object] = {}
    exec("from casus import *", space)
    assert {"fetch", "read", "Ledger", "Statement", "CasusError"} <= set(space)


@pytest.mark.parametrize("words", ["import casus", "import casus.records, casus.errors"])
def test_import_is_light(words: str) -> None:
    code = f"{words}; import sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_does_not_load_the_reader() -> None:
    code = (
        "import sys\nfrom casus.cli import app\n"
        "try: app(['--help'])\nexcept SystemExit: pass\n"
        "print([m for m in ('spacy', 'pyarrow', 'trafilatura') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_version_is_the_packages() -> None:
    from importlib.metadata import version

    assert casus.__version__ == version("casus-ledger")
