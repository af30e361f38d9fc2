"""What all tests share. The model is loaded once a session, by ``language.load``'s cache."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from casus.reader import read_page
from casus.reader.language import Page, parse
from casus.records import Article, Published, Reading, make_id


@pytest.fixture(scope="session")
def page() -> Callable[[str], Page]:
    """``page(text)``: the text parsed."""
    return lambda text: next(parse([text]))


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """``article(text, published="2021-05-15", ...)``: an article without any intake."""

    def make(text: str, published: str | None = None, **fields: object) -> Article:
        sha = hashlib.sha256(text.encode()).hexdigest()
        day = Published(value=published, precision="day", basis="given", why="given")
        made = {"source": "test.txt", "published": day if published else Published()} | fields
        return Article(id=make_id("a", sha), text=text, sha256=sha, **made)  # type: ignore[arg-type]

    return make


@pytest.fixture(scope="session")
def reading(article: Callable[..., Article]) -> Callable[..., Reading]:
    """``reading(text, published=...)``: an article of this text, read."""

    def make(text: str, published: str | None = None, **fields: object) -> Reading:
        return read_page(article(text, published, **fields), next(parse([text])))

    return make


BORDER = """Kyrgyz border guards opened fire on a Tajik village, killing at least 12 people, \
Tajikistan's foreign ministry said on Friday. Kyrgyzstan denied the accusation. "We did not open \
fire," spokesman Ulan Bekov said.

Both sides agreed to a ceasefire late on Friday. President Sadyr Japarov promised to withdraw \
his troops by October 1.
"""
CHAD = """N'DJAMENA - The prime minister of Chad, Abel Toko, said on Sunday that rebels had \
attacked the town of Faya, wounding dozens of soldiers. The rebels said the army had shelled \
their camp first and called on Libya to send aid.
"""


@dataclass(frozen=True)
class Samples:
    """Two small articles, as texts and as files in a folder."""

    path: Path
    border: str = BORDER
    chad: str = CHAD
    names: Sequence[str] = ("border.txt", "chad.txt")


@pytest.fixture
def samples(tmp_path: Path) -> Samples:
    (tmp_path / "border.txt").write_text(BORDER, encoding="utf-8")
    (tmp_path / "chad.txt").write_text(CHAD, encoding="utf-8")
    return Samples(tmp_path)
