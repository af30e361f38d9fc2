"""Places on a page, and which of them grammar gives a happening."""

from __future__ import annotations

from dataclasses import dataclass, field

from casus.reader.language import Page, Token
from casus.records import Place

WHERE = frozenset(
    "in at near on outside around over inside within across throughout off above beside along".split()
)
TAKEN = frozenset(  # verbs whose object is the place where it happens
    "shell bomb bombard attack hit strike capture seize take retake recapture storm besiege raid "
    "enter liberate overrun occupy surround encircle target pound invade leave control reach cross "
    "quit evacuate visit conquer secure defend hold shake rock tour".split()
)


@dataclass(slots=True)
class Spot:
    """A named place over tokens [first, last)."""

    first: int
    last: int
    place: Place


@dataclass(slots=True)
class Places:
    """All places named on a page, in order."""

    page: Page
    all: list[Spot] = field(default_factory=list)
    by_token: dict[int, Spot] = field(default_factory=dict)

    def add(self, spot: Spot) -> None:
        """Put a spot in its place."""
        self.all.append(spot)
        for i in range(spot.first, spot.last):
            self.by_token[i] = spot

    def of(self, token: Token) -> Place | None:
        """The place that grammar gives the happening whose trigger is ``token``, or None.

        A place in a phrase of place ("in", "at", "near") on the trigger or on the verb above it,
        or the object of an attack or a capture. Never a place that acts or where one speaks.
        """
        node = token
        for step in range(4):
            spot = self._placed(node, token) or self._object(node)
            if spot is not None:
                return spot.place
            if node.head is node or node.dep not in _RISING or (step and node.pos == "VERB"):
                break
            node = node.head
        spot = self._modifier(token) or self._near(token)
        return spot.place if spot is not None else None

    def _placed(self, node: Token, trigger: Token) -> Spot | None:
        """The nearest place in a phrase of place under ``node``; "in" before "from"."""
        later = None
        for child in node.children:
            if child.dep != "prep" and child.pos != "ADP":
                continue
            goal = child.child("pobj")
            spot = self._names(goal) if goal is not None else None
            if spot is None:
                continue
            whole = spot.place.precision == "country"
            if child.lower == "on" and whole and trigger.pos == "VERB":
                continue  # "called on Ankara", "leaned on Israel"
            if child.lower in WHERE:
                return spot
            noun = node.pos != "VERB"
            if child.lower in ("from", "to", "into", "through", "toward") or (
                child.lower in ("of", "against") and noun and not whole
            ):
                later = later or spot
        return later

    def _names(self, goal: Token) -> Spot | None:
        """The place that a noun phrase names: "Homs", "the town of Ras", "a market in Idlib"."""
        for noun in goal.conjuncts():
            if noun.i in self.by_token:
                return self.by_token[noun.i]
            for child in noun.children:
                if child.dep in ("compound", "nmod", "amod") and noun.lemma in _ACTING:
                    continue  # "the Damascus regime"
                if child.dep in ("prep", "appos", "compound", "nmod", "poss"):
                    spot = self._under(child)
                    if spot is not None:
                        return spot
        return None

    def _under(self, child: Token) -> Spot | None:
        """The place that a modifier of a noun names; no country that acts ("US strikes")."""
        for inner in (child, *child.children):
            for token in (inner, *inner.children) if inner.dep == "pobj" else (inner,):
                spot = self.by_token.get(token.i)
                if spot is None or token.dep == "relcl":
                    continue
                if spot.place.precision != "country" or token.dep in ("pobj", "poss", "appos"):
                    return spot
        return None

    def _object(self, node: Token) -> Spot | None:
        """The place that an attack or a capture has as its object."""
        if node.lemma not in TAKEN:
            return None
        goal = node.child("dobj", "nsubjpass")
        return self._names(goal) if goal is not None else None

    def _modifier(self, token: Token) -> Spot | None:
        """The place before the trigger noun: "the Ghouta attack", "Aleppo's bombing"."""
        if token.lemma in _PAPERS:
            return None
        for child in token.children:
            if child.dep in ("compound", "nmod", "poss") and child.i in self.by_token:
                spot = self.by_token[child.i]
                if spot.place.precision != "country":
                    return spot
        return None

    def _near(self, token: Token) -> Spot | None:
        """The nearest place after "in", "at", "near" in the sentence, where the tree is broken;
        none where somebody speaks or is from."""
        if token.lemma in _SPEAKING:
            return None
        sentence = self.page.sentence(token)
        best: tuple[int, Spot] | None = None
        for spot in self.all:
            if not sentence.first < spot.first < sentence.last:
                continue
            preposition = self._before(spot, sentence.first)
            if preposition is None or _speaks(preposition.head):
                continue
            last = self.page.tokens[spot.last - 1]
            if last.dep in ("compound", "poss") and last.head.lemma in _ACTING:
                continue
            away = abs(spot.first - token.i)
            if away <= _NEAR and (best is None or away < best[0]):
                best = (away, spot)
        return best[1] if best else None

    def _before(self, spot: Spot, first: int) -> Token | None:
        """The preposition of place up to five words before a spot, nothing but its phrase between."""
        for i in range(spot.first - 1, max(first, spot.first - 6) - 1, -1):
            token = self.page.tokens[i]
            if token.lower in WHERE and token.pos in ("ADP", "SCONJ"):
                return token
            if token.pos not in ("DET", "ADJ", "NOUN", "PROPN", "ADP", "PART", "PUNCT", "NUM"):
                return None
            if token.text in ",;:()" or (token.pos == "ADP" and token.lower != "of"):
                return None
        return None


def _speaks(head: Token) -> bool:
    """Whether a place belongs to a speaker ("officials in Yerevan said") or to a verb of speech."""
    if head.lemma in _SPEAKING or head.lemma in _ACTING or head.ent == "PERSON":
        return True
    return head.dep in ("nsubj", "agent", "pobj") and any(
        verb.lemma in _SPEAKING for verb in [head.head, head.head.head]
    )


_NEAR = 14  # words between a trigger and a place not tied to it by the tree
_ACTING = frozenset(
    "regime government army force police official ministry authority militia troop spokesman "
    "spokeswoman president minister strike airstrike coalition soldier officer resident staff "
    "diplomat reporter correspondent journalist leader activist analyst embassy bureau base live "
    "serve flag".split()
)
_PAPERS = frozenset("accord deal agreement treaty pact convention process talk declaration".split())
_SPEAKING = frozenset(
    "say tell report announce claim accuse demand urge call deny warn ask promise vow add declare "
    "state quote cite according insist condemn reject request appeal threaten pledge note".split()
)
_RISING = frozenset(
    ("dobj", "nsubj", "nsubjpass", "pobj", "prep", "xcomp", "acl", "conj", "attr", "pcomp")
)
