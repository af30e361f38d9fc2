"""What a text is about: war, or one of the peaceful subjects that borrow its words."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable

from casus.reader import lexicon

PEACEFUL_WORDS = 4  # so many words of a peaceful subject, and more than of war: no conflict


@functools.cache
def subjects() -> tuple[frozenset[str], dict[str, str]]:
    """Words of war, and words of peaceful subjects with their subject."""
    classes = lexicon.load("plover_classes")
    peaceful = {word: name for name, words in classes["peaceful"].items() for word in words}
    return frozenset(classes["warlike"]), peaceful


@functools.cache
def strong() -> frozenset[str]:
    """Nouns of which one in a sentence without war is enough."""
    return frozenset(lexicon.load("plover_classes")["strong"])


def of_conflict(lemmas: Iterable[str]) -> bool:
    """Whether words of war outweigh those of any one peaceful subject: sport, markets, arts
    and nature speak of battles, too."""
    warlike, peaceful = subjects()
    war = 0
    peace: Counter[str] = Counter()
    for lemma in lemmas:
        if lemma in warlike:
            war += 1
        elif lemma in peaceful:
            peace[peaceful[lemma]] += 1
    most = max(peace.values(), default=0)
    return most <= war or most < PEACEFUL_WORDS


def figurative(lemmas: Iterable[str], nouns: Iterable[str]) -> bool:
    """Whether a sentence speaks of sport or markets and not of war; ``nouns`` are those among
    its words."""
    warlike, peaceful = subjects()
    words = list(lemmas)
    if any(lemma in warlike for lemma in words):
        return False
    if any(noun in strong() for noun in nouns):
        return True
    counts = Counter(peaceful[lemma] for lemma in words if lemma in peaceful)
    return max(counts.values(), default=0) >= 2
