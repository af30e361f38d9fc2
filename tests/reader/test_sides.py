"""Two sides of a conflict: what is completed, and where nothing is."""

from __future__ import annotations

import pytest

from casus.reader import actors, deeds, times
from casus.reader.deeds import sides
from casus.reader.language import parse
from casus.reader.places import Places
from casus.records import Article, Event, Published

ARTICLE = Article(id="a", source="a", text="", sha256="0")


def read(text: str) -> list[Event]:
    page = next(parse([text]))
    cast = actors.find(page, ARTICLE)
    found = deeds.find(page, cast, times.find(page, Published()), Places(page))
    return sides.complete(found)


# (text, word, countries that act)
COMPLETED = [
    ("Chad attacked Sudan at dawn. Violence flared in the north.", "Violence", {"TCD", "SDN"}),
    ("Chad attacked Sudan. Oman urged an end to the fighting.", "end", {"TCD", "SDN"}),
    (
        "Chad attacked Sudan. It rained. Later nine Sudanese soldiers were killed.",
        "killed",
        {"TCD"},
    ),
    # a third side fights, but the pair's acts outweigh it
    (
        "Chad attacked Sudan. Sudan shelled Chad. Libya bombed a mill. Violence flared in May.",
        "Violence",
        {"TCD", "SDN"},
    ),
]
LEFT_OPEN = [
    ("Chad attacked Sudan. Libya bombed a mill. Violence flared in May.", "Violence"),
    ("Chad attacked Sudan. Gunmen attacked a mill. Violence flared in May.", "Violence"),
    ("Chad attacked Sudan at dawn. A mill was shelled in May in the south.", "shelled"),
    ("Gunmen shelled a mill. Violence flared in the north.", "Violence"),
]


@pytest.mark.parametrize(("text", "word", "acting"), COMPLETED)
def test_what_only_two_sides_can_have_done(text: str, word: str, acting: set[str]) -> None:
    event = [e for e in read(text) if e.trigger.text.split()[-1] == word][-1]
    assert {p.country for p in event.actors} == acting
    assert event.why["actors"] == sides.WHY


@pytest.mark.parametrize(("text", "word"), LEFT_OPEN)
def test_where_more_may_have_done_it_nothing_is_added(text: str, word: str) -> None:
    event = [e for e in read(text) if e.trigger.text.split()[-1] == word][-1]
    assert event.why.get("actors") != sides.WHY
