"""Where "it" is no body at all: a thing, a fact, or nothing ("it is clear that")."""

from __future__ import annotations

from casus.reader.actors.cast import Mention
from casus.reader.language import Token

# What is done to things and facts, not to states and bodies.
_DONE_TO_THINGS = frozenset(
    "deny breach violate cross sign implement describe say report repeat read extend renew break "
    "call make cause confirm approve draft publish write happen observe cancel believe see know do "
    "fire launch drop repair build close open burn find lift reopen load unload carry ratify tear end start stop".split()
)
_DONE_PASSIVE = _DONE_TO_THINGS | frozenset(
    "agree reach announce broker send prepare deliver complete invoke hold suspend lift end".split()
)
_ABOUT = frozenset("over into in on for despite during after before under".split())
_WRITTEN = frozenset(
    "treaty pact agreement deal charter law constitution statute resolution mandate truce "
    "ceasefire plan".split()
)
# Nouns that speak and are no person: bodies, writings, numbers.
_INSTITUTIONS = frozenset(
    "office department service palace court company firm hotel union bank club team staff board "
    "council institute school university hospital church paper headquarters house camp wing branch "
    "force unit crew band crowd public opposition leadership majority minority percent cent poll "
    "survey study report statement document letter note petition leaflet banner placard sign "
    "lettering text law treaty verdict ruling indictment index ledger book diary footage video "
    "recording data evidence figure account version story rumour rumor advertisement ad website "
    "site channel account hotline voice government administration ministry embassy mission "
    "half rest pair".split()
)
_EMPTY = frozenset("be seem appear take remain become rain snow happen turn".split())


def is_thing(token: Token) -> bool:
    """Whether an "it" stands where no body can: "denied it", "it was agreed", "it is clear that"."""
    verb = token.head
    if token.dep in ("dobj", "attr"):
        return verb.lemma in _DONE_TO_THINGS
    if token.dep == "nsubjpass":
        return verb.lemma in _DONE_PASSIVE
    if token.dep == "nsubj" and verb.lemma in ("come", "take", "enter"):
        near = {t.lower for child in verb.children for t in (child, *child.children)}
        if near & {"effect", "force"}:
            return True
    if token.dep == "pobj":
        return verb.lower in _ABOUT
    if token.tag == "PRP$":
        return _of_a_text(token)
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


def _of_a_text(token: Token) -> bool:
    """Whether "its" is a treaty's: "the pact obliges its members"."""
    for above in token.ancestors():
        subject = above.child("nsubj", "nsubjpass")
        if subject is not None:
            return subject.i < token.i and subject.lemma in _WRITTEN
    return False


def is_institution(mention: Mention) -> bool:
    """Whether a singular noun that speaks is a body or a writing rather than a person."""
    word = mention.head.lower
    return word in _INSTITUTIONS or word.endswith(("tion", "ment", "ship", "ness", "ity"))
