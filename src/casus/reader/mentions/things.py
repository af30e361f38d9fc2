"""Where "it" is no body at all: a thing, a fact, or nothing ("it is clear that")."""

from __future__ import annotations

from casus.reader.language import Token

# What is done to things and facts, not to states and bodies.
_DONE_TO_THINGS = frozenset(
    "deny breach violate cross sign implement describe say report repeat read extend renew break "
    "call make cause confirm approve draft publish write happen observe cancel believe see know do "
    "fire launch drop repair build close open burn find lift reopen load unload carry ratify".split()
)
_AGREED = frozenset("agree sign reach extend renew announce broker publish say report".split())
_EMPTY = frozenset("be seem appear take remain become rain snow happen turn".split())


def is_thing(token: Token) -> bool:
    """Whether an "it" stands where no body can: "denied it", "it was agreed", "it is clear that"."""
    verb = token.head
    if token.dep in ("dobj", "attr"):
        return verb.lemma in _DONE_TO_THINGS
    if token.dep == "nsubjpass":
        return verb.lemma in _AGREED
    if token.dep == "nsubj" and verb.lemma in _EMPTY:
        return _stands_for_clause(verb)
    return False


def _stands_for_clause(verb: Token) -> bool:
    """Whether the real subject comes after: "it is unclear whether", "it took hours to"."""
    close = [verb, *(child for child in verb.children if child.dep in ("acomp", "attr", "oprd"))]
    return any(
        child.i > verb.i and child.dep in ("ccomp", "csubj", "xcomp", "advcl", "relcl")
        for token in close
        for child in token.children
    )
