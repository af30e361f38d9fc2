"""The learned tagger: its numbers, its decoding, and what it sees."""

from __future__ import annotations

import numpy as np
import pytest

from casus.reader import tagger
from casus.reader.language import parse
from casus.reader.tagger import decode, features
from casus.reader.tagger.features import CONTENT, CUE, SOURCE
from casus.reader.tagger.pieces import UNKNOWN, Pieces

WORDS = ["[PAD]", "kara", "##ba", "##kh", "cease", "-", "fire", "nagorno", "$", "4", "'", "s"]


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(WORDS)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Karabakh", ["kara", "##ba", "##kh"]),
        ("cease-fire", ["cease", "-", "fire"]),
        ("Kárabakh", ["kara", "##ba", "##kh"]),
        ("$4", ["$", "4"]),
        ("'s", ["'", "s"]),
    ],
)
def test_words_as_pieces(pieces: Pieces, word: str, parts: list[str]) -> None:
    assert [WORDS[n] for n in pieces[word]] == parts


def test_what_has_no_pieces_is_unknown(pieces: Pieces) -> None:
    assert pieces["москва"] == [UNKNOWN]
    assert pieces["\n"] == [UNKNOWN]


def test_chunks_hold_every_token_once(pieces: Pieces) -> None:
    text = "\n\n".join("The mayor of Osk said the bridge was closed. " * n for n in (1, 30, 2, 5))
    page = next(parse([text]))
    found = list(features.chunks(page, pieces, [], []))
    covered = [i for c in found for i in range(c.first, c.last)]
    assert covered == list(range(len(page.tokens)))
    assert all(len(c.starts) == c.last - c.first for c in found)
    assert all(c.starts.max() < len(c.pieces) for c in found)


def test_a_view_tells_the_rules_roles_and_the_tree(pieces: Pieces) -> None:
    page = next(parse(["Rebels said the convoy left. The army denied it."]))
    (chunk,) = features.chunks(page, pieces, [], [])
    hint = features.Hint(1, False, [(CONTENT, (12, 27)), (CUE, (7, 11)), (SOURCE, (0, 6))])
    seen = features.view(page, chunk, 1, hint)
    assert seen.rule.tolist()[:6] == [SOURCE, CUE, CONTENT, CONTENT, CONTENT, 0]
    assert seen.tree[7] == 0  # another sentence
    assert seen.distance[1] != seen.distance[0] != seen.distance[2]


def _chances(roles: list[int]) -> np.ndarray:
    table = np.full((len(roles), 5), 0.05, np.float32)
    table[np.arange(len(roles)), roles] = 0.8
    return table


@pytest.mark.parametrize(
    ("roles", "content"),
    [
        ([1, 2, 3, 3, 3, 0], [(2, 5)]),
        ([3, 3, 3, 0, 3, 3], [(0, 6)]),  # a word left out
        ([3, 3, 3, 1, 2, 3, 3, 3], [(0, 3), (5, 8)]),  # the cue interrupts
        ([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 3], [(10, 13)]),  # a stray word
        ([0, 0], []),
    ],
)
def test_content_of_roles(roles: list[int], content: list[tuple[int, int]]) -> None:
    assert decode.content(_chances(roles)) == content


def test_the_source_is_one_run() -> None:
    assert decode.best(_chances([1, 0, 1, 1, 2, 3, 3, 0, 0, 1]), SOURCE) == (0, 4)
    assert decode.best(_chances([0, 2, 3]), SOURCE) is None


def test_reading_twice_is_reading_the_same() -> None:
    page = next(parse(["“We lost two boats,” Ana Ruiz told Radio Sol. Rebels denied firing."]))
    first, second = (tagger.propose(page, [], []) for _ in range(2))
    assert [(p.anchor, p.parts, p.probability) for p in first] == [
        (p.anchor, p.parts, p.probability) for p in second
    ]
