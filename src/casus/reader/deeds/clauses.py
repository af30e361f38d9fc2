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
# What one wishes away is there: "to avoid continued attacks".
SHUNNING = frozenset(("avoid", "prevent", "avert"))
TRYING = frozenset(("attempt", "try"))  # "have been attempting to storm it": they are at it
# Verbs of what a crowd does in order to say something.
MARCHING = frozenset("march rally gather demonstrate protest assemble chant".split())


def chanted(verb: Token) -> bool:
    """ "Took to the streets to call for talks": an infinitive of saying whose governor tells how
    it was said in public, in the past."""
    above = verb.head
    if verb.tag != "VB" or above.tag not in ("VBD", "VBN", "VBP", "VBZ"):
        return False
    if above.child("neg") is not None or above.child("aux") is not None:
        return False
    goal = next((c.child("pobj") for c in above.children if c.lower in ("to", "onto")), None)
    streets = goal is not None and goal.lemma in ("street", "square", "road")
    return above.lemma in MARCHING or (streets and above.lemma in ("take", "pour"))


def beaten_back(noun: Token, verb: Token) -> bool:
    """ "Foiled an attack by rebels": who attacked is said, so they did attack."""
    by = any(c.lower == "by" and c.child("pobj") is not None for c in noun.children)
    return by and noun.dep == "dobj" and verb.lemma in ("foil", "thwart")


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
