"""How much a mention is in mind when a pronoun comes: recency, grammar, and quotation marks.

A coarse form of the salience weights of Lappin and Leass (1994).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casus.reader.actors.cast import Mention
from casus.reader.actors.roles import SPEAKING
from casus.reader.language import Page, Token

Agrees = Callable[[Mention], bool]

_REACH = 4  # sentences back that a pronoun looks
_RECALL = 10  # sentences back that "she adds" looks for who has spoken
_CROWD = 40  # mentions back
_SUBJECTS = frozenset(["nsubj", "nsubjpass", "agent"])
_PUBLISHING = frozenset(
    "say report add publish write print quote cite broadcast air carry run note describe call claim "
    "tell learn see".split()
)
_FIGHTING = frozenset(
    "fight attack shell bomb advance retreat capture deploy march withdraw ambush storm fire raid "
    "seize besiege surrender regroup patrol strike kill open bombard".split()
)
_ARMED = frozenset(["MIL", "REB", "COP", "CRM"])
_MODIFIERS = frozenset(["compound", "amod", "nmod"])
_OPENING, _CLOSING = frozenset("“«"), frozenset("”»")


class Salience:
    """The weights on one page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.quoted = _quoted(page)

    def best(
        self, past: Sequence[Mention], token: Token, agrees: Agrees, favours: Agrees | None = None
    ) -> Mention | None:
        """The most salient of the mentions before a pronoun that agrees with it, or None.
        One of those it ``favours`` (a woman, for "she") goes before one of whom less is known."""
        best: Mention | None = None
        top = 0.0
        says, bound = speaks(token), _clause(token)
        quoted = token.i in self.quoted
        for back, mention in enumerate(reversed(past)):
            distance = token.sent - mention.head.sent
            if distance > (_RECALL if says else _REACH) or back > _CROWD:
                break
            far = 2.5 * distance
            if distance > _REACH:
                if not (mention.person and speaks(mention.head)):
                    continue
                far = 2.5 * _REACH + 0.5 * (distance - _REACH)
            if mention.head.i == token.i or not agrees(mention):
                continue
            if mention.head.dep in _SUBJECTS and mention.head.head.i in bound:
                continue
            if quoted and not distance and speaks(mention.head) and self._outside(mention):
                continue  # who speaks says "we" of his own side
            score = 10.0 - far - 0.05 * back + self._weight(mention, token)
            score += _sense(mention, token, says=says)
            if favours is not None and favours(mention):
                score += 2.0
            elif favours is not None and mention.form == "description":
                score -= 3.5  # "a minister" tells no gender
            if favours is None and mention.head.sent != token.sent:
                score -= 1.5 * self._parted(mention, token)
            if score > top:
                best, top = mention, score
        return best

    def _outside(self, mention: Mention) -> bool:
        return mention.head.i not in self.quoted

    def _parted(self, mention: Mention, token: Token) -> bool:
        """Whether a paragraph ends between a mention and a pronoun."""
        sentences = self.page.sentences
        return sentences[mention.head.sent].paragraph != sentences[token.sent].paragraph

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


def _clause(token: Token) -> set[int]:
    """Indices of the verbs whose subject an object pronoun cannot be: "the rebels pushed them"."""
    if token.dep not in ("dobj", "pobj", "dative"):
        return set()
    verb = token.head
    while verb.dep in ("prep", "pcomp", "prt", "advmod") and verb.head is not verb:
        verb = verb.head
    found = {verb.i}
    while verb.dep == "conj" and verb.head is not verb:
        verb = verb.head
        found.add(verb.i)
    return found


def speaks(token: Token) -> bool:
    """Whether a token is the subject of a verb of saying."""
    return token.dep == "nsubj" and token.head.lemma in SPEAKING


def _sense(mention: Mention, token: Token, *, says: bool) -> float:
    """How well a mention suits what the pronoun's verb tells: speakers speak on, fighters fight,
    and the media only publish."""
    score = 2.0 if says and speaks(mention.head) else 0.0
    verb = token.head.lemma
    if mention.who.kind == "media" and not mention.person and verb not in _PUBLISHING:
        score -= 4.0
    if token.dep in _SUBJECTS and verb in _FIGHTING:
        if mention.who.sector in _ARMED:
            score += 2.0
        elif mention.who.kind in ("media", "unnamed", "public"):
            score -= 3.0
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
