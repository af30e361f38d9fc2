"""What can be set, and where each value came from.

Order, the first that speaks wins: flags, environment (``CASUS_LEDGER`` ...), ``casus.toml`` in
the current folder, ``casus.toml`` in the user's settings folder, defaults. An empty variable
counts as not set. Whatever makes no sense is a ``SettingsError`` that names the key and the
place it stands in; nothing is put right in silence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import platformdirs
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from casus.errors import SettingsError

FILE = "casus.toml"


class Settings(BaseSettings):
    """All settings of Casus with their defaults."""

    model_config = SettingsConfigDict(
        env_prefix="CASUS_", env_ignore_empty=True, extra="forbid", frozen=True
    )

    ledger: Path = Field(Path("ledger.casus"), description="the ledger file")
    model: Literal["tagger", "rules"] = Field(
        "tagger",
        description="how speech is read: `tagger` (rules and the learned tagger) or `rules`",
    )
    jobs: int = Field(1, ge=1, le=256, description="how many processes read at the same time")
    allow_private: bool = Field(
        False, description="fetch pages from private network addresses, too"
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        *_: PydanticBaseSettingsSource,
        **__: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what is given by hand: ``load`` asks the places itself, to know which spoke."""
        return (init_settings,)

    @field_validator("ledger")
    @classmethod
    def _not_empty(cls, path: Path) -> Path:
        if path == Path() or path.is_dir():
            raise ValueError("must name a file, not a folder")
        return path.expanduser()


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings in force, and for each key the place that its value came from."""

    values: Settings
    origin: Mapping[str, str]


def load(flags: Mapping[str, object] | None = None, *, folder: Path | None = None) -> Loaded:
    """The settings in force.

    ``flags`` are those given by hand (None: not given); ``folder`` stands for the current one.
    Raises ``SettingsError`` for a key or value that has no meaning, naming it and its place.
    """
    values: dict[str, object] = {}
    origin: dict[str, str] = {}
    for place, given in _places(flags or {}, folder or Path()):
        _check(given, place)
        for key, value in given.items():
            if key not in values:
                values[key], origin[key] = value, place
    for key in Settings.model_fields:
        origin.setdefault(key, "default")
    return Loaded(Settings.model_validate(values), origin)


def _places(flags: Mapping[str, object], folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each place that may set something, the strongest first, with what it sets."""
    yield "flag", {key: value for key, value in flags.items() if value is not None}
    yield "environment", EnvSettingsSource(Settings)()
    for path in (folder / FILE, platformdirs.user_config_path("casus") / FILE):
        yield str(path), _read(path)


def _read(path: Path) -> dict[str, Any]:
    """The settings of a file; none when there is no such file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: cannot be read as TOML: {error}") from error


def _check(given: Mapping[str, object], place: str) -> None:
    """Raise ``SettingsError`` if one of the values given at a place has no meaning."""
    try:
        Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        if first["type"] == "extra_forbidden":
            known = ", ".join(Settings.model_fields)
            raise SettingsError(f"{place}: no setting {key!r}; there are {known}") from error
        name = {"flag": f"--{key.replace('_', '-')}", "environment": f"CASUS_{key.upper()}"}
        what = first["msg"].removeprefix("Value error, ")
        raise SettingsError(f"{name.get(place, f'{place}: {key}')}: {what}") from error
