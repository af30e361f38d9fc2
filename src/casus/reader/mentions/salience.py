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
_MARGIN = 0.5  # two persons whose weights are closer than this are equally good
_CROWD = 40  # mentions back
SUBJECTS = frozenset(["nsubj", "nsubjpass", "agent"])
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
        self.tied: tuple[str, ...] = ()  # the two between whom the last pronoun stayed open

    def best(
        self, past: Sequence[Mention], token: Token, agrees: Agrees, favours: Agrees | None = None
    ) -> Mention | None:
        """The most salient of the mentions before a pronoun that agrees with it, or None.
        One of those it ``favours`` (a woman, for "she") goes before one of whom less is known;
        between two persons equally good it is nobody, and ``tied`` names them."""
        best: Mention | None = None
        top = rival = 0.0
        self.tied = ()
        bound = _clause(token)
        for back, mention in enumerate(reversed(past)):
            distance = token.sent - mention.head.sent
            if distance > (_RECALL if speaks(token) else _REACH) or back > _CROWD:
                break
            if distance > _REACH and not (mention.person and speaks(mention.head)):
                continue
            if not agrees(mention) or self.barred(mention, token, bound):
                continue
            score = self.weigh(mention, token, back, favours)
            if score <= rival:
                continue
            same = best is not None and _same(best, mention)
            if score > top:
                if best is not None and not same:
                    rival, self.tied = top, (mention.who.name, best.who.name)
                best, top = mention, score
            elif best is not None and not same:
                rival, self.tied = score, (best.who.name, mention.who.name)
        if best is None or favours is None or top - rival >= _MARGIN:
            self.tied = ()
            return best
        return None

    def barred(self, mention: Mention, token: Token, bound: set[int] | None = None) -> bool:
        """Whether grammar keeps a pronoun from meaning a mention."""
        if mention.head.i == token.i:
            return True
        bound = _clause(token) if bound is None else bound
        if mention.head.dep in SUBJECTS and mention.head.head.i in bound:
            return True
        # who speaks says "we" of his own side
        return token.sent == mention.head.sent and self._says_it(mention, token)

    def weigh(self, mention: Mention, token: Token, back: int, favours: Agrees | None) -> float:
        """How much a mention is in mind at a pronoun, ``back`` mentions after it."""
        distance = token.sent - mention.head.sent
        far = 2.5 * min(distance, _REACH) + 0.5 * max(0, distance - _REACH)
        score = 10.0 - far - 0.05 * back + self._weight(mention, token)
        score += _sense(mention, token, says=speaks(token))
        if favours is not None:
            parted = self._parted(mention, token)
            score += _personal(mention, known=favours(mention), parted=parted)
        if distance:
            score -= (1.5 if favours is None else 3.0) * self._parted(mention, token)
        return score

    def _says_it(self, mention: Mention, token: Token) -> bool:
        """Whether a pronoun of his sentence stands in the words of a speaker outside them."""
        return token.i in self.quoted and speaks(mention.head) and self._outside(mention)

    def _outside(self, mention: Mention) -> bool:
        return mention.head.i not in self.quoted

    def _parted(self, mention: Mention, token: Token) -> bool:
        """Whether a paragraph ends between a mention and a pronoun."""
        sentences = self.page.sentences
        return sentences[mention.head.sent].paragraph != sentences[token.sent].paragraph

    def _weight(self, mention: Mention, token: Token) -> float:
        """How much the grammar of a mention speaks for it."""
        head = mention.head
        if head.dep == "appos" and mention.person and mention.form == "name":
            head = head.head  # "the spokesman, Ruben Faal," is what the spokesman is
        score = 0.0
        if head.dep in SUBJECTS:
            score += 3.0 if head.head.dep == "ROOT" else 2.0
        elif is_cited(head):
            score += 3.0
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
            score -= 5.0  # who is spoken of in a quotation is not who speaks next
        return score


def _same(one: Mention, other: Mention) -> bool:
    """Whether two mentions name one person, or one stands inside the other."""
    inside = one.start < other.end and other.start < one.end
    return inside or one.who.name == other.who.name


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


def is_cited(token: Token) -> bool:
    """Whether "according to" stands before a noun phrase."""
    return token.dep == "pobj" and token.head.lower == "to" and token.head.head.lower == "according"


def _sense(mention: Mention, token: Token, *, says: bool) -> float:
    """How well a mention suits what the pronoun's verb tells: speakers speak on, fighters fight,
    and the media only publish."""
    speaker = says and (speaks(mention.head) or is_cited(mention.head))
    score = (2.0 if mention.person else 3.0) if speaker else 0.0
    verb = token.head.lemma
    if mention.who.kind == "media" and not mention.person and verb not in _PUBLISHING:
        score -= 4.0
    if token.dep in SUBJECTS and verb in _FIGHTING:
        if mention.who.sector in _ARMED:
            score += 2.0
        elif mention.who.kind in ("media", "unnamed", "public"):
            score -= 3.0
    return score


def _personal(mention: Mention, *, known: bool, parted: bool) -> float:
    """How well a mention suits "he" or "she"; ``known`` if its gender is told, ``parted`` if a
    paragraph ends between."""
    head = mention.head
    subject = head.dep in SUBJECTS or is_cited(head)
    named = mention.form != "description" or (mention.who.id or "").startswith("p-")
    if head.dep in SUBJECTS and head.head.dep == "relcl":
        return -1.0 + known  # "a baker whose son is a soldier"
    if known:
        return 2.0 if named or subject else 0.0
    if not named:
        return -1.0 - parted if subject else -3.0  # "a minister" tells no gender
    bare = mention.form == "name" and " " not in mention.who.name and not mention.role
    return -4.0 if bare and mention.head.ent != "PERSON" and not speaks(mention.head) else 0.0


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
