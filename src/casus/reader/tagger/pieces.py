"""Words as word pieces (WordPiece, Wu et al. 2016), longest match first, as BERT's models want."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

CLASSIFY, SEPARATE, UNKNOWN = 101, 102, 100
LONGEST = 40  # characters of a word; a longer one is unknown


class Pieces(dict[str, list[int]]):
    """Ids of the pieces of a word, made when first asked for. Words are lower-cased and lose
    their accents; punctuation stands alone."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        super().__init__()
        self.ids = {piece: n for n, piece in enumerate(vocabulary)}

    def __missing__(self, word: str) -> list[int]:
        found: list[int] = []
        for part in _parts(word):
            found += self._split(part)
        self[word] = found or [UNKNOWN]
        return self[word]

    def _split(self, word: str) -> list[int]:
        pieces: list[int] = []
        start = 0
        while start < len(word):
            for end in range(min(len(word), LONGEST), start, -1):
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                if piece in self.ids:
                    pieces.append(self.ids[piece])
                    start = end
                    break
            else:
                return [UNKNOWN]
        return pieces


def _parts(word: str) -> list[str]:
    """A word as BERT's basic tokenizer divides it."""
    plain = "".join(
        c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn"
    )
    parts: list[str] = []
    fresh = True
    for sign in plain:
        if sign.isspace() or unicodedata.category(sign).startswith("C"):
            fresh = True
        elif not sign.isalnum() and (unicodedata.category(sign).startswith("P") or sign.isascii()):
            parts.append(sign)
            fresh = True
        elif fresh:
            parts.append(sign)
            fresh = False
        else:
            parts[-1] += sign
    return parts
