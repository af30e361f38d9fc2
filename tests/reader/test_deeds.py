"""What happened, by whom, to whom: the lexicon at work, the parties, and what is no event."""

from __future__ import annotations

from typing import Any

import pytest

from casus.reader import actors, deeds, lexicon, times, triggers
from casus.reader.language import parse
from casus.reader.places import Places
from casus.records import Article, Event, Published

ARTICLE = Article(id="a", source="a", text="", sha256="0")


def read(text: str) -> list[Event]:
    page = next(parse([text]))
    cast = actors.find(page, ARTICLE)
    return deeds.find(page, cast, times.find(page, Published()), Places(page))


def entries() -> list[Any]:
    """(type, lemma, entry) of every entry of the lexicon."""
    found = []
    for name in triggers.FILES:
        for kind, some in lexicon.load(name).items():
            for entry in some:
                part = next(p for p in ("v", "n", "a") if p in entry)
                lemma = entry[part][0] if isinstance(entry[part], list) else entry[part]
                found.append(pytest.param(kind, part, lemma, entry, id=f"{kind}-{part}-{lemma}"))
    return found


@pytest.mark.parametrize(("kind", "part", "lemma", "entry"), entries())
def test_every_entry_is_at_work_in_its_example(
    kind: str, part: str, lemma: str, entry: dict[str, Any]
) -> None:
    found = read(entry["x"])
    at_work = [e for e in found if e.why["rule"] == f"{part} {lemma}"]
    if entry.get("skip"):
        assert not [e for e in found if e.type == kind and e.why["rule"].endswith(f" {lemma}")]
    else:
        assert [e.type for e in at_work] == [entry.get("type", kind)], found
