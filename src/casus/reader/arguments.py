"""Who did it and to whom: the parties of a trigger, from grammar, by rules that survive bad trees.

All functions return the head tokens of noun phrases; ``parties`` turns them into parties with
the page's cast.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from casus.reader.actors import Cast
from casus.reader.language import Token
from casus.reader.triggers import Trigger
from casus.records import Party

# Verbs whose infinitive or "of -ing" is done by their object, not by their subject.
OBJECT_CONTROL = frozenset(
    "accuse allow appeal ask authorise authorize beg blame call command compel convince enable "
    "encourage exhort expect force get help implore instruct invite lead leave let order permit "
    "persuade plead press prevent prompt push request stop suspect tell urge want warn catch "
    "see find allege criticise condemn charge suspect".split()
)
# Verbs that only say that the noun beside them takes place.
LIGHT = frozenset(
    "agree announce begin break call carry cease commence commit conduct continue convene declare "
    "deliver do end engage enforce escalate face give halt have hold impose issue intensify join "
    "keep launch lead lift lodge maintain make mount offer open order organise organize pause "
    "pay perpetrate prepare plan participate perform plot pursue receive renew repeat restart "
    "resume see send sign stage start step stop suspend sustain take undertake unleash wage "
    "withstand hit repel threaten deny execute extend reach broker".split()
)
AGAINST = frozenset(
    ("against", "on", "upon", "at", "with", "to", "into", "toward", "towards", "over")
)
RELATIVE = frozenset(("who", "which", "that", "whom"))


@dataclass(slots=True)
class Roles:
    """Head tokens of those who act and those who suffer; ``rule`` names how they were found."""

    agents: list[Token] = field(default_factory=list)
    patients: list[Token] = field(default_factory=list)
    rule: str = ""


def of(trigger: Trigger, cast: Cast) -> Roles:
    """Those who act and suffer in a happening."""
    if trigger.verbal:
        return _of_verb(trigger)
    if trigger.rule.part == "a":
        return _of_adjective(trigger)
    return _of_noun(trigger, cast)


# ------------------------------------------------------------------ verbs


def passive(verb: Token) -> bool:
    """Whether the subject of a verb form suffers the act."""
    if verb.child("auxpass", "nsubjpass") is not None or verb.child("agent") is not None:
        return True
    if verb.dep in ("acl", "amod", "relcl") and verb.tag == "VBN":
        return verb.child("aux") is None and verb.child("nsubj") is None
    if verb.dep == "conj" and verb.tag == "VBN" and verb.child("nsubj", "aux") is None:
        return passive(verb.head)
    return False


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The noun phrase that is the subject of a verb form, its own or the one it shares."""
    own = verb.child("nsubj", "nsubjpass")
    if own is not None:
        if own.lower in RELATIVE and verb.dep == "relcl":
            return verb.head
        return own
    if depth > 4 or verb.head is verb:
        return None
    head = verb.head
    if verb.dep in ("acl", "amod", "relcl"):
        return _of_noun_clause(verb, depth)
    if verb.dep in ("pcomp", "prep"):
        above = head.head if verb.dep == "pcomp" else head
        return control(above, depth + 1) if above.pos in ("VERB", "AUX") else _possessor(above)
    if verb.dep in ("xcomp", "ccomp", "advcl") and head.pos in ("VERB", "AUX", "ADJ"):
        return control(head, depth + 1)
    if verb.dep == "conj" and head.pos in ("VERB", "AUX", "ADJ"):
        return subject(head, depth + 1)
    if head.pos in ("VERB", "AUX"):
        return control(head, depth + 1)
    return None


def _of_noun_clause(verb: Token, depth: int) -> Token | None:
    """The subject of a clause that hangs on a noun ("troops shelling", "a promise to leave")."""
    noun = verb.head
    if verb.tag == "VB":
        above = noun.head
        owner = _possessor(noun)
        if owner is None and noun.dep in ("dobj", "nsubjpass") and above.pos == "VERB":
            owner = subject(above, depth + 1)
        return owner
    if verb.dep == "relcl" and verb.child("dobj") is None and verb.tag != "VBG":
        return noun
    return noun


def control(head: Token, depth: int) -> Token | None:
    """Who does the clause below ``head``: its object or its subject."""
    if head.lemma in OBJECT_CONTROL:
        target = head.child("dobj", "nsubjpass", "dative") or _prep_object(head, ("on", "upon"))
        if target is not None:
            return target
    if passive(head) and head.lemma not in OBJECT_CONTROL:
        agent = _agent(head)
        return agent or (subject(head, depth) if head.child("xcomp") is not None else None)
    return subject(head, depth)


def _possessor(noun: Token) -> Token | None:
    """Whose noun it is: "Mali's promise", "the promise by Mali"."""
    return noun.child("poss") or _prep_object(noun, ("by", "of", "from"))


def _agent(verb: Token) -> Token | None:
    """The "by" of a passive."""
    by = verb.child("agent")
    if by is not None:
        return by.child("pobj")
    return _prep_object(verb, ("by",))


def _prep_object(token: Token, wanted: tuple[str, ...]) -> Token | None:
    for child in token.children:
        if child.dep in ("prep", "agent", "dative") and child.lower in wanted:
            return child.child("pobj")
    return None


def _against(token: Token) -> list[Token]:
    """Objects of the prepositions by which a word names its target."""
    found = []
    for child in token.children:
        if child.dep in ("prep", "dative") and child.lower in AGAINST:
            target = child.child("pobj")
            if target is not None and target.ent not in ("DATE", "TIME"):
                found.append(target)
    return found


def _of_verb(trigger: Trigger) -> Roles:
    verb, rule = trigger.token, trigger.rule
    who = subject(verb)
    direct = verb.child("dobj", "dative")
    if direct is not None and direct in trigger.parts:
        direct = None
    suffers = passive(verb) or (rule.harm and direct is None and rule.frame == "agent")
    if rule.frame == "patient":
        return Roles([], [who] if who else [], "subject suffers")
    if suffers:
        by = _agent(verb) or _main_agent(verb)
        if verb.tag == "VBG" and verb.dep == "advcl":
            return Roles([who] if who else [], [], "participle")
        return Roles([by] if by else [], [who] if who else [], "passive")
    patients = [direct] if direct else []
    if rule.frame != "self" and (direct is None or rule.frame == "sym" or trigger.parts):
        patients += _against(verb)
    if not patients:
        below = verb.child("ccomp", "xcomp")
        inner = below.child("nsubj") if below is not None and below.tag == "VB" else None
        patients += [inner] if inner is not None else []
    return Roles([who] if who else [], patients, "active")


def _main_agent(verb: Token) -> Token | None:
    """The "by" of a passive that a joined participle shares ("killed and wounded by")."""
    joined = [c for c in verb.children if c.dep == "conj" and c.tag == "VBN"]
    if verb.dep == "conj":
        joined.append(verb.head)
    for other in joined:
        agent = other.child("agent")
        if agent is not None:
            return agent.child("pobj")
    return None


def _of_adjective(trigger: Trigger) -> Roles:
    token = trigger.token
    if token.dep == "amod":
        return Roles([], [token.head], "attribute")
    below = token.head
    found = subject(token) or below.child("nsubj", "dobj")
    return Roles([], [found] if found else [], "predicate")


# ------------------------------------------------------------------ nouns


def _of_noun(trigger: Trigger, cast: Cast) -> Roles:
    noun, rule = trigger.token, trigger.rule
    roles = Roles(rule="noun")
    _inner(noun, rule.of, rule.type in ("COERCE", "CONCEDE", "SANCTION"), roles, cast)
    verb = noun.head
    if noun.dep == "conj" and not (roles.agents or roles.patients):
        first = noun.head
        _inner(first, rule.of, False, roles, cast)
        verb = first.head
        noun = first
    if noun.dep in ("dobj", "nsubjpass") and verb.lemma in LIGHT:
        _light(verb, roles)
    elif noun.dep == "pobj" and verb.head.pos == "VERB":
        _by_preposition(verb, roles)
    if rule.frame == "self":
        roles.patients.clear()
    return roles


def _inner(noun: Token, of_role: str, owned: bool, roles: Roles, cast: Cast) -> None:
    """Parties inside the noun phrase: possessor, modifiers, by, of, against, between."""
    owner = noun.child("poss")
    target = _prep_object(noun, ("of",))
    if owner is not None:
        suffers = owned and of_role == "patient" and target is None
        (roles.patients if suffers else roles.agents).append(owner)
    for child in noun.children:
        if child.dep in ("compound", "amod", "nmod", "nummod") and cast.at(child) is not None:
            roles.agents.append(child)
    by = _prep_object(noun, ("by", "from"))
    if by is not None:
        roles.agents.append(by)
    if target is not None:
        (roles.patients if of_role == "patient" else roles.agents).append(target)
    between = _prep_object(noun, ("between", "among"))
    if between is not None:
        roles.agents.append(between)
    roles.patients.extend(_against(noun))


def _light(verb: Token, roles: Roles) -> None:
    """The subject of "carried out an attack" acts; "on the town" may hang on the verb."""
    if passive(verb):
        by = _agent(verb)
        if by is not None and not roles.agents:
            roles.agents.append(by)
    elif not roles.agents:
        who = subject(verb)
        if who is not None:
            roles.agents.append(who)
    if not roles.patients:
        roles.patients.extend(t for t in _against(verb))


def _by_preposition(prep: Token, roles: Roles) -> None:
    """ "Came under attack from X"; "died in the fighting"."""
    verb = prep.head
    if prep.lower == "under" and verb.lemma in ("come", "be", "remain", "fall"):
        who = subject(verb)
        if who is not None:
            roles.patients.append(who)
        source = _prep_object(verb, ("from", "by"))
        if source is not None and not roles.agents:
            roles.agents.append(source)
    elif verb.lemma in ("engage", "participate", "take", "join") and not roles.agents:
        who = subject(verb)
        if who is not None:
            roles.agents.append(who)


# ---------------------------------------------------------------- parties


def parties(heads: list[Token], cast: Cast) -> tuple[Party, ...]:
    """The parties that noun phrases name; each once."""
    found: list[Party] = []
    seen: set[tuple[str, str | None]] = set()
    for head in heads:
        for party in _named(head, cast):
            key = (party.actor or party.name, party.country)
            if key not in seen:
                seen.add(key)
                found.append(party)
    return tuple(found)


def _named(head: Token, cast: Cast, depth: int = 0) -> tuple[Party, ...]:
    """Parties of one noun phrase: its own, else its modifiers' or its "of"'s."""
    own = cast.parties(head)
    if any(party.country or party.actor for party in own):
        return own
    for child in head.children:
        if child.dep in ("poss", "compound", "amod", "nmod", "appos"):
            inner = cast.parties(child)
            if inner:
                return own or inner
    if depth < 2:
        below = _prep_object(head, ("of", "from"))
        inner = _named(below, cast, depth + 1) if below is not None else ()
        return own or inner
    return own
