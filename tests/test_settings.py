from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from casus import settings
from casus.errors import SettingsError


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The current folder and the user's settings folder, both empty; no environment."""
    here, user = tmp_path / "here", tmp_path / "user"
    here.mkdir()
    user.mkdir()
    monkeypatch.setattr(platformdirs, "user_config_path", lambda _: user)
    for key in settings.Settings.model_fields:
        monkeypatch.delenv(f"CASUS_{key.upper()}", raising=False)
    return here, user


def test_defaults(places: tuple[Path, Path]) -> None:
    loaded = settings.load(folder=places[0])
    assert loaded.values.jobs == 1
    assert loaded.values.ledger == Path("ledger.casus")
    assert set(loaded.origin.values()) == {"default"}


def test_each_place_outranks_the_next(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, user = places
    (user / "casus.toml").write_text("jobs = 2", encoding="utf-8")
    seen = [settings.load(folder=here)]
    (here / "casus.toml").write_text("jobs = 3", encoding="utf-8")
    seen.append(settings.load(folder=here))
    monkeypatch.setenv("CASUS_JOBS", "4")
    seen.append(settings.load(folder=here))
    seen.append(settings.load({"jobs": 5}, folder=here))
    assert [loaded.values.jobs for loaded in seen] == [2, 3, 4, 5]
    assert [loaded.origin["jobs"] for loaded in seen] == [
        str(user / "casus.toml"),
        str(here / "casus.toml"),
        "environment",
        "flag",
    ]


def test_what_is_not_given_does_not_outrank(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASUS_JOBS", "")
    loaded = settings.load({"jobs": None}, folder=places[0])
    assert (loaded.values.jobs, loaded.origin["jobs"]) == (1, "default")


@pytest.mark.parametrize(
    ("flags", "named"),
    [
        ({"jobs": 0}, "--jobs"),
        ({"model": "no_such_model"}, "--model"),
        ({"ledger": "/"}, "--ledger"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_senseless_flag_is_named(
    places: tuple[Path, Path], flags: dict[str, object], named: str
) -> None:
    with pytest.raises(SettingsError, match=named):
        settings.load(flags, folder=places[0])


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("jobs = 0", "jobs"),
        ("colour = 1", "colour"),
        ("ledger = ''", "ledger"),
        ("jobs = [", "TOML"),
        ("\x00", "TOML"),
    ],
)
def test_a_senseless_file_is_named(places: tuple[Path, Path], text: str, named: str) -> None:
    path = places[0] / "casus.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        settings.load(folder=places[0])
    assert str(path) in str(caught.value)
    assert named in str(caught.value)


def test_a_senseless_variable_is_named(
    places: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CASUS_JOBS", "many")
    with pytest.raises(SettingsError, match="CASUS_JOBS"):
        settings.load({"jobs": 2}, folder=places[0])
