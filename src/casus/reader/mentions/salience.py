"""How much a mention is in mind when a pronoun comes: recency, grammar, and quotation marks.

A coarse form of the salience weights of Lappin and Leass (1994).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casus.reader.actors.cast import Mention
from casus.reader.language import Page, Token

Agrees = Callable[[Mention], bool]

_REACH = 4  # sentences back that a pronoun looks
_CROWD = 40  # mentions back
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "agent"])
_MODIFIERS = frozenset(["compound", "amod", "nmod"])
_OPENING, _CLOSING = frozenset("“«"), frozenset("”»")


class Salience:
    """The weights on one page."""

    def __init__(self, page: Page) -> None:
        self.quoted = _quoted(page)

    def best(self, past: Sequence[Mention], token: Token, agrees: Agrees) -> Mention | None:
        """The most salient of the mentions before a pronoun that agrees with it, or None."""
        best: Mention | None = None
        top = 0.0
        for back, mention in enumerate(reversed(past)):
            distance = token.sent - mention.head.sent
            if distance > _REACH or back > _CROWD:
                break
            if mention.head.i == token.i or not agrees(mention):
                continue
            score = 10.0 - 2.5 * distance - 0.05 * back + self._weight(mention, token)
            if score > top:
                best, top = mention, score
        return best

    def _weight(self, mention: Mention, token: Token) -> float:
        """How much the grammar of a mention speaks for it."""
        head = mention.head
        score = 0.0
        if head.dep in _SUBJECTS:
            score += 3.0 if head.head.dep == "ROOT" else 2.0
        elif head.dep in ("appos", "conj"):
            score += 0.5
        elif head.dep in _MODIFIERS:
            score -= 3.0
        if mention.form == "name" and mention.person:
            score += 0.3
        if mention.why == "place":
            score -= 2.0
        if head.head is token.head and token.tag != "PRP$":
            score -= 4.0
        if head.i in self.quoted and token.i not in self.quoted:
            score -= 3.0  # who is spoken of in a quotation is not who speaks next
        return score


def _quoted(page: Page) -> set[int]:
    """Indices of the tokens inside double quotation marks; marks left open end with a
    paragraph."""
    found: set[int] = set()
    inside, paragraph = False, -1
    for sentence in page.sentences:
        if sentence.paragraph != paragraph:
            inside, paragraph = False, sentence.paragraph
        for token in page.of(sentence):
            text = token.text
            if text in _OPENING:
                inside = True
            elif text in _CLOSING:
                inside = False
            elif text in ('"', "''", "``"):
                inside = not inside
            elif inside:
                found.add(token.i)
    return found
