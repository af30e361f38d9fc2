"""Whether a name stands as a place or as one who acts: "in Harka", "Harka denied it"."""

from __future__ import annotations

from casus.reader.actors.roles import SPEAKING
from casus.reader.language import Token

LOCATIVE = frozenset(
    "in at near to from into around outside inside across towards toward through of over north "
    "south east west above via".split()
)
_PLACE_VERBS = frozenset(
    "bomb shell hit strike attack capture visit leave reach enter seize bombard rock besiege take "
    "retake flee storm encircle surround pound cross".split()
)
PLACE_NOUNS = frozenset(
    "suburb suburbs airport street streets district outskirts centre center countryside province "
    "neighbourhood neighborhood hospital region area river road bridge market square university "
    "stadium hotel metro station port residents skies sky embassy bureau edge".split()
)
PLACE_ENT = frozenset(["GPE", "LOC", "FAC"])


def speaks(head: Token) -> bool:
    """Whether a word is the subject of a verb of saying."""
    return head.dep == "nsubj" and head.head.lemma in SPEAKING


def governs(tokens: list[Token], token: Token, after: Token | None) -> bool:
    """Whether a capital acts, owns or is dealt with like a government; ``after`` is the token
    that follows its name."""
    before = tokens[token.left - 1].lower if token.left > 0 else ""
    speaks = after is not None and after.lemma in SPEAKING and after.tag != "VBN"
    if before not in LOCATIVE and after is not None and (speaks or after.text == ":"):
        return True
    if token.dep == "nsubj":
        return True
    if token.dep == "nsubjpass":
        return token.head.lemma not in _PLACE_VERBS
    if token.dep == "poss":
        return token.head.lower not in PLACE_NOUNS
    if token.dep == "pobj":
        return token.head.lower not in LOCATIVE
    if token.dep in ("dobj", "dative"):
        return token.head.lemma not in _PLACE_VERBS
    return token.dep == "ROOT" and before not in LOCATIVE


def placed(tokens: list[Token], head: Token, ents: set[str]) -> bool:
    """Whether an unknown name stands where a place would."""
    if head.dep == "pobj" and head.head.lower in LOCATIVE - {"of", "to", "from"}:
        return True
    if head.i == head.head.i or "-" in head.text:
        return False
    single = tokens[head.i - 1].ent not in ents - {""}
    after = tokens[head.i + 1] if head.i + 1 < len(tokens) else None
    if single and after is not None and after.ent not in ents - {""}:
        if head.dep == "dobj" and head.head.lemma in _PLACE_VERBS:
            return True  # "to reach Batken"
        if head.dep in ("compound", "nmod") and tokens[head.i - 1].lower == "the":
            return head.head.i > head.i  # "the Golov intake"
    return bool(ents & PLACE_ENT) and "PERSON" not in ents and not speaks(head)
