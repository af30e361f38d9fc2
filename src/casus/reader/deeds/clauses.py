"""What a clause or a noun phrase says of itself: modals, "no", "if", and the words for them."""

from __future__ import annotations

import functools

from casus.reader.deeds.arguments import LIGHT
from casus.reader.deeds.governors import VERBS
from casus.reader.deeds.triggers import words
from casus.reader.language import Page, Token

POSSIBLE = frozenset(("may", "might", "could", "can"))
FUTURE = frozenset(("will", "'ll", "shall", "wo"))
OBLIGED = frozenset(("should", "must", "ought"))
CONDITION = frozenset(("if", "unless", "provided", "once", "lest", "should"))
HABIT = frozenset(
    ("often", "repeatedly", "regularly", "routinely", "usually", "always", "annually", "commonly")
)
BEGUN = frozenset(("begin", "start", "erupt", "since"))
APPEALING = frozenset("turn appeal ask request write call apply address approach".split())
# Verbs by which a noun that names a happening is said to take place.
OCCUR = frozenset(
    "be begin break come commence continue erupt flare follow go happen have hold intensify "
    "last occur persist proceed rage remain resume start take subside stop end ensue".split()
)
SPOKEN = frozenset(("REQUEST", "ACCUSE", "AGREE", "REJECT", "THREATEN", "SUPPORT"))
# A noun that names a happening is as real as these verbs of which it is the object.
REALISING = LIGHT | frozenset("allow permit support facilitate enable host attend answer".split())
# Prepositions by which a happening is told as the setting of another.
SETTING = frozenset(("after", "since", "during", "following", "despite", "over"))
# Governors of an infinitive that is said to have been carried out.
CARRIED_OUT = frozenset(
    "begin start manage force compel come get help make continue return rush persuade cease "
    "dare hasten proceed join lead use let keep go succeed".split()
)


@functools.cache
def forces() -> frozenset[str]:
    """Nouns of those who fight."""
    return words(("$force",))


def helpers(verb: Token) -> list[Token]:
    """Auxiliaries of a verb, those it shares with the verb it is joined to included."""
    found = verb.all("aux", "auxpass")
    shared = verb.dep == "conj" and verb.head.pos in VERBS and verb.tag in ("VB", "VBN", "VBG")
    if not found and shared and verb.child("nsubj", "nsubjpass") is None:
        return helpers(verb.head) if verb.head.tag == verb.tag else []
    return found


def inverted(verb: Token, helper: Token) -> bool:
    """ "Should they attack, ...": the auxiliary stands before the subject."""
    who = verb.child("nsubj", "nsubjpass")
    return who is not None and helper.i < who.i


def empty(noun: Token, page: Page) -> bool:
    """ "no attack", "nobody", "neither side", "not one shell", "none of them"."""
    if noun.lower in ("nobody", "none", "nothing", "neither"):
        return True
    for child in noun.children:
        if child.i < noun.i and child.lower in ("no", "neither") and child.dep in ("det", "neg"):
            return True
        if child.dep == "det" and child.i and page.tokens[child.i - 1].lower == "not":
            return True
        if child.dep == "nummod" and child.i and page.tokens[child.i - 1].lower == "not":
            return True
    before = page.tokens[noun.i - 1] if noun.i else None
    return before is not None and before.lower == "no" and before.sent == noun.sent
