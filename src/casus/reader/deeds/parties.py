"""Which parties a noun phrase names: its own, its owner's, its makers'; never a bare weapon."""

from __future__ import annotations

import functools

import msgspec

from casus.reader.actors import Cast, names
from casus.reader.deeds.triggers import words
from casus.reader.language import Token
from casus.records import Party

FIRST_PERSON = frozenset(("i", "we", "us", "me", "our", "my", "ours"))
# Groups that a bare noun before a happening names ("a rebel raid", "terrorist attacks").
GROUPS = frozenset(
    "rebel militant terrorist insurgent separatist jihadist guerrilla militia army navy police "
    "regime government coalition junta mob settler gang opposition".split()
)
MACHINES = frozenset("warship gunboat destroyer frigate helicopter aircraft".split())
# Participles by which land, not a deed, is somebody's ("a village held by rebels").
HOLDING = frozenset(
    "hold control occupy seize capture take run administer govern recapture retake defend besiege "
    "surround".split()
)
MODIFIERS = ("amod", "compound", "nmod", "npadvmod")
SAYING = frozenset(
    "say tell add declare announce report state warn insist note stress write claim confirm reply "
    "answer argue explain deny vow conclude".split()
)


def of(heads: list[Token], cast: Cast) -> tuple[Party, ...]:
    """The parties that noun phrases name; each once. A weapon is nobody, unless it is said whose
    it is."""
    found: list[Party] = []
    seen: set[tuple[str, str | None]] = set()
    for head in heads:
        for party in _named(head, cast):
            key = (party.actor or party.name, party.country)
            last = party.name.lower().split()[-1:] or [""]
            arms = head.lemma in _arms() or last[0].removesuffix("s") in _arms()
            weapon = arms and not (party.actor or party.country)
            if key not in seen and not weapon:
                seen.add(key)
                found.append(party)
    return tuple(found)


@functools.cache
def _arms() -> frozenset[str]:
    return words(("$arms", "aircraft", "plane", "helicopter", "gunship", "strike", "attack"))


@functools.cache
def _fighters() -> frozenset[str]:
    """Nouns of armed groups, machines apart."""
    return words(("$force", "organization", "organisation", "faction")) - _arms() - MACHINES


def _named(head: Token, cast: Cast, depth: int = 0) -> tuple[Party, ...]:
    """Parties of one noun phrase: its own, else its modifiers' or its "of"'s."""
    own = tuple(_of_country(party, head, cast) for party in cast.parties(head))
    if any(party.country or party.actor for party in own):
        return own + _shared(head, own, cast)
    joined = _groups(head)
    if joined:
        return own + tuple(p for p in joined if p.name not in {party.name for party in own})
    if not own and head.lower in FIRST_PERSON:
        return _speaker(head, cast)
    if not own and head.dep in MODIFIERS:
        return _modifier(head)
    if not own and head.lemma in _fighters():
        whose = [c for c in head.children if c.dep in ("amod", "compound") and c.i < head.i]
        named = [p for c in whose for p in cast.parties(c)]
        if not named:
            return (Party(name=" ".join(t.text for t in (*whose[-2:], head))),)
    for child in head.children:
        if child.dep in ("poss", "compound", "amod", "nmod", "appos"):
            inner = cast.parties(child)
            if inner and own and child.dep == "poss" and own[0].country is None:
                return tuple(msgspec.structs.replace(p, country=inner[0].country) for p in own)
            if inner:
                return own or inner
        if child.dep == "acl" and child.lemma == "belong":
            owner = prep_object(child, ("to",))  # "a base belonging to Mali"
            return own or (_named(owner, cast, 2) if owner is not None else ())
        if child.dep == "acl" and not own and child.tag == "VBN" and child.lemma not in HOLDING:
            by = by_agent(child)  # "rockets fired by rebels"
            if by is not None:
                return cast.parties(by)
    if depth < 2:
        below = prep_object(head, ("of", "from", "with", "between", "against"))
        inner = _named(below, cast, depth + 1) if below is not None else ()
        return own or inner
    return own


def _shared(head: Token, own: tuple[Party, ...], cast: Cast) -> tuple[Party, ...]:
    """ "Thai and Cambodian troops": the states whose adjectives share one noun."""
    before = [c for c in head.children if c.dep in MODIFIERS and c.i < head.i]
    joined = [c.conjuncts() for c in before]
    adjectives = [token for some in joined if len(some) > 1 for token in some]
    known = {party.country for party in own}
    found = [p for token in adjectives for p in cast.parties(token)[:1] if p.country not in known]
    return tuple({p.country: p for p in found if p.country}.values())


def _groups(head: Token) -> tuple[Party, ...]:
    """ "Regime and rebel fighters": the groups whose names share one noun."""
    for child in head.children:
        if child.dep in MODIFIERS and child.i < head.i and child.lemma in GROUPS:
            rest = [t for t in child.conjuncts() if t.lemma in GROUPS and t.i < head.i]
            if len(rest) > 1:
                return tuple(Party(name=f"{t.text} {head.text}") for t in rest)
    return ()


def _modifier(head: Token) -> tuple[Party, ...]:
    """Who a word before a noun names, where the cast has no mention for it: a demonym or a
    group ("a rebel raid")."""
    if head.lemma in GROUPS:
        return (Party(name=head.text),)
    for key in names.index().get(head.lower, ()):
        if key.words == (head.lower,) and key.entry.sort in ("demonym", "state", "body"):
            who = key.entry.who
            if key.exact is None or key.exact == head.text:
                return (Party(name=who.name, actor=who.id, country=who.country, sector=who.sector),)
    return ()


def _speaker(pronoun: Token, cast: Cast) -> tuple[Party, ...]:
    """Who says "we", where the words of saying stand in the same sentence."""
    for above in pronoun.ancestors():
        if above.lemma in SAYING:
            who = above.child("nsubj")
            if who is not None and who.lower not in FIRST_PERSON:
                return cast.parties(who)
    return ()


def _of_country(party: Party, head: Token, cast: Cast) -> Party:
    """A person or body without a country has that of whom it serves ("a minister of Mali")."""
    mention = cast.at(head)
    served = mention.of if mention is not None else None
    if party.country or served is None or served.country is None:
        return party
    return msgspec.structs.replace(party, country=served.country)


def by_agent(verb: Token) -> Token | None:
    """The "by" of a passive."""
    by = verb.child("agent")
    if by is not None:
        return by.child("pobj")
    return prep_object(verb, ("by",))


def prep_object(token: Token, wanted: tuple[str, ...]) -> Token | None:
    """The object of the first of these prepositions that hangs on a word."""
    for child in token.children:
        if child.dep in ("prep", "agent", "dative") and child.lower in wanted:
            return child.child("pobj")
    return None
