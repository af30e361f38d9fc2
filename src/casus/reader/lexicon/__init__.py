"""Words that mean things: one commented YAML file a subject, each entry with an example.

A file is a list or mapping of entries; an entry has an ``example`` (one sentence of our own
writing) that the tests of its room read and must find the entry at work in.
"""

from __future__ import annotations

import functools
from importlib import resources
from typing import Any

import yaml


@functools.cache
def load(name: str) -> Any:
    """The content of ``lexicon/NAME.yaml``. Raises ``FileNotFoundError`` if there is none."""
    text = resources.files(__package__).joinpath(f"{name}.yaml").read_text("utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
