"""Words of war that tell no happening of their own: a title, a membership, the war as a scene,
people on the road.

PLOVER codes what a clause asserts (Halterman et al. 2023, *PLOVER and POLECAT*), not what it
only mentions.
"""

from __future__ import annotations

from casus.reader.deeds.clauses import forces
from casus.reader.deeds.linked import SCENES, Told
from casus.reader.language import Token

MOVING = frozenset(("flee", "leave"))
SERVING = frozenset(("fight", "battle", "work"))
ARMED = frozenset(("MIL", "REB", "UAF", "CRM", "COP", "SPY"))
ACCIDENTS = frozenset("accidental accidentally accident gas boiler malfunction".split())
BLASTS = frozenset(("explosion", "blast", "explode", "detonate", "fire"))
NEAR = 4  # words either side in which an accident makes a blast one


def only(one: Told, tokens: list[Token]) -> bool:
    """Whether the words of a trigger only describe something else that is told."""
    token, lemma = one.trigger.token, one.trigger.rule.lemma
    if lemma in SCENES:
        return not one.event.actors and _scene(token)
    if one.trigger.verbal and lemma in MOVING and one.event.type == "RETREAT":
        return not _armed(one)
    if lemma in BLASTS:
        around = tokens[max(0, token.i - NEAR) : token.i + NEAR + 1]
        return any(t.lower in ACCIDENTS and t.sent == token.sent for t in around)
    if one.trigger.verbal and lemma in SERVING and token.dep == "acl" and token.tag == "VBG":
        return any(c.dep == "prep" and c.lower == "for" for c in token.children)
    return one.event.type == "AID" and _in_title(token)


def _scene(token: Token) -> bool:
    """ "An act of war", "since the war", "war-hit": not "the 2019 Tarsk war"."""
    if any(c.dep == "compound" and c.pos == "PROPN" for c in token.children):
        return False
    return token.dep in ("pobj", "compound", "npadvmod", "poss", "amod", "nmod")


def _armed(one: Told) -> bool:
    """Whether those who go are forces or a state, and no people on the road; of "leave", which
    is said of tanks and in orders too, whether nothing says that they are such people."""
    if one.trigger.rule.lemma == "leave" and not one.event.actors:
        return True
    for head in one.agents:
        if any(t.lemma in forces() for t in head.conjuncts()):
            return True
    return any(
        p.sector in ARMED or (p.sector == "GOV" and not (p.actor or "").startswith("p-"))
        for p in one.event.actors
    )


def _in_title(token: Token) -> bool:
    """ "The Emergency Relief Coordinator": a word within the name of an office or a body."""
    head = token.head
    return (
        token.text[:1].isupper()
        and token.dep in ("compound", "nmod", "amod")
        and head.pos == "PROPN"
        and head.text[:1].isupper()
    )
