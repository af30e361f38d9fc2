"""The word lists of `furniture.yaml`, loaded once, as ready-made tests of a line."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from importlib import resources

import yaml


@dataclass(frozen=True)
class Furniture:
    """Word lists and patterns; all words are lower case."""

    share_strong: frozenset[str]
    share_words: frozenset[str]
    form_words: frozenset[str]
    site_lines: frozenset[str]
    kind_lines: frozenset[str]
    picture_verbs: frozenset[str]
    starts: tuple[tuple[str, re.Pattern[str]], ...]
    agency: str
    foot: re.Pattern[str]

    def opening(self, line: str) -> tuple[str, str] | None:
        """The kind of furniture that ``line`` opens with and the words that show it."""
        for kind, pattern in self.starts:
            if match := pattern.match(line):
                return kind, match[0]
        return None


@functools.cache
def furniture() -> Furniture:
    """The lists of `furniture.yaml`."""
    text = resources.files("casus.intake").joinpath("furniture.yaml").read_text("utf-8")
    lists: dict[str, list[str]] = yaml.safe_load(text)
    kinds = ("comment", "related", "tag", "newsletter", "advert", "site")
    return Furniture(
        share_strong=frozenset(lists["share_strong"]),
        share_words=frozenset(lists["share_strong"] + lists["share_weak"]),
        form_words=frozenset(lists["form_words"]),
        site_lines=frozenset(lists["site_lines"]),
        kind_lines=frozenset(lists["kind_lines"]),
        picture_verbs=frozenset(lists["picture_verbs"]),
        starts=tuple((kind, _starts(lists[f"{kind}_starts"])) for kind in kinds),
        agency=_alternatives(lists["agencies"]),
        foot=re.compile(rf"\b(?:{_alternatives(lists['foot_phrases'])})", re.IGNORECASE),
    )


def _alternatives(words: list[str]) -> str:
    """One pattern for all ``words``, the longest first, blanks and quotes as they may be."""
    parts = sorted((re.escape(word) for word in words), key=len, reverse=True)
    joined = "|".join(part.replace("'", "['’]") for part in parts)
    return joined.replace(r"\ ", r"\s+")


def _starts(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"[\W_]*(?:{_alternatives(words)})(?![\w'’])", re.IGNORECASE)
