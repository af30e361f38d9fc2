"""Who did it and to whom: the parties of a trigger, from grammar, by rules that survive bad trees.

All functions return the head tokens of noun phrases; ``parties.of`` turns them into parties.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from casus.reader.actors import Cast, Mention
from casus.reader.deeds.parties import GROUPS, SAYING, by_agent, prep_object
from casus.reader.deeds.triggers import Trigger
from casus.reader.language import Token

# Verbs whose infinitive or "of -ing" is done by their object, not by their subject.
OBJECT_CONTROL = frozenset(
    "accuse allow appeal ask authorise authorize beg blame call command compel convince enable "
    "encourage exhort expect force get help implore instruct invite lead leave let order permit "
    "persuade plead press prevent prompt push request stop suspect tell urge want warn catch "
    "see find allege criticise condemn charge give say report".split()
)
# Verbs that only say that the noun beside them takes place.
LIGHT = frozenset(
    "agree announce begin break call carry cease commence commit conduct continue convene declare "
    "deliver do end engage enforce escalate give halt have hold impose issue intensify join "
    "keep launch lead lift lodge maintain make mount offer open order organise organize pause "
    "pay perpetrate prepare plan participate perform plot pursue receive renew repeat restart "
    "resume see send sign stage start step stop suspend sustain take undertake unleash wage "
    "boost deepen expand strengthen threaten execute extend reach broker claim admit slap ease "
    "recommend".split()
)
AGAINST = frozenset(
    ("against", "on", "upon", "at", "with", "to", "into", "toward", "towards", "over")
)
# Verbs that name the doer of the noun after "for" or "of".
BLAMING = frozenset(("blame", "accuse", "suspect", "condemn", "criticise", "criticize", "thank"))
ASKING = frozenset(("ask", "urge", "call", "appeal", "request", "press", "beg", "plead"))
# What is written or read out: an -ing form on it is done by its author.
PAPERS = frozenset(
    "letter statement note declaration communique report message document petition post tweet "
    "text resolution speech memo cable email paper appeal".split()
)
TAKING_PART = frozenset("engage participate take join return go arrive resume come".split())
# Participles that tell whose gift a thing is.
MADE = frozenset("supply back fund finance arm train support provide equip donate lead".split())
SEEKING = frozenset("request seek ask demand want beg solicit".split())
GIVING = frozenset("pledge promise give send offer provide approve grant".split())
NOTICING = frozenset("report hear witness describe record confirm observe".split())
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
        roles = _each(_of_verb(trigger))
        if not roles.agents and roles.rule == "active":
            near = _before(trigger.token, cast)
            roles.agents.extend([near] if near is not None else [])
        if _only_reported(trigger):
            roles.agents.clear()
        return roles
    if trigger.rule.part == "a":
        return _of_adjective(trigger)
    return _of_noun(trigger, cast)


def _only_reported(trigger: Trigger) -> bool:
    """ "Residents reported shelling" does not say that they shelled."""
    verb, above = trigger.token, trigger.token.head
    told = verb.dep in ("xcomp", "ccomp") and verb.tag == "VBG" and above.lemma in NOTICING
    return told and trigger.rule.frame != "sym" and verb.child("nsubj") is None


def _each(roles: Roles) -> Roles:
    """ "Both sides reported losses, each blaming the other": both act on both."""
    for n, head in enumerate(roles.agents):
        if head.lower == "each":
            above = [a for a in head.ancestors() if a.pos == "VERB" and a.child("nsubj")]
            both = next((s for a in above if (s := a.child("nsubj")) and s is not head), None)
            if both is not None:
                roles.agents[n] = both
                roles.patients = [both if p.lower == "other" else p for p in roles.patients]
    return roles


# ------------------------------------------------------------------ verbs


def passive(verb: Token) -> bool:
    """Whether the subject of a verb form suffers the act."""
    if verb.child("auxpass", "nsubjpass") is not None or verb.child("agent") is not None:
        return True
    if verb.dep in ("acl", "amod", "relcl") and verb.tag == "VBN":
        return verb.child("aux", "nsubj", "dobj") is None
    if verb.dep == "conj" and verb.tag == "VBN" and verb.child("nsubj", "aux") is None:
        return passive(verb.head)
    return False


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The noun phrase that is the subject of a verb form, its own or the one it shares."""
    subjects = verb.all("nsubj", "nsubjpass")
    own = next((t for t in subjects if t.lower not in RELATIVE), next(iter(subjects), None))
    if own is not None:
        if own.lower in RELATIVE and verb.dep == "relcl":
            return verb.head
        return own
    if depth > 4 or verb.head is verb:
        return None
    head = verb.head
    if verb.dep in ("acl", "amod", "relcl"):
        return _of_noun_clause(verb, depth)
    if verb.dep == "ccomp" and head.lemma in SAYING and verb.tag in ("VBD", "VBZ", "VBP"):
        return None
    if verb.dep in ("pcomp", "prep"):
        above = _blamer(head) or (head.head if verb.dep == "pcomp" else head)
        if (
            head.lower in ("in", "during", "from", "amid")
            and above.pos == "VERB"
            and passive(above)
        ):
            return None  # "nine were killed in shelling": by others
        return control(above, depth + 1) if above.pos in ("VERB", "AUX") else _possessor(above)
    if verb.dep in ("xcomp", "ccomp", "advcl") and head.pos in ("VERB", "AUX", "ADJ"):
        return control(head, depth + 1)
    if verb.dep == "conj" and head.pos in ("VERB", "AUX", "ADJ"):
        return subject(head, depth + 1)
    if head.pos in ("VERB", "AUX"):
        return control(head, depth + 1)
    return None


def _blamer(prep: Token) -> Token | None:
    """The verb of blame that an "of" belongs to, though the tree hangs it lower."""
    if prep.lower in ("of", "for"):
        for above in prep.ancestors():
            if above.pos == "VERB":
                return above if above.lemma in BLAMING else None
    return None


def _before(verb: Token, cast: Cast) -> Token | None:
    """The last name before a verb that has no subject in the tree: up to eight words, no mark
    of punctuation and no more than one other verb between."""
    tokens, verbs = cast.page.tokens, 0
    for i in range(verb.i - 1, max(-1, verb.i - 9), -1):
        token = tokens[i]
        if token.sent != verb.sent or token.pos in ("PUNCT", "SPACE", "CCONJ"):
            return None
        verbs += token.pos == "VERB"
        if verbs > 1:
            return None
        if cast.at(token) is not None and token.dep not in ("pobj", "dobj", "poss"):
            return token
    return None


def _of_noun_clause(verb: Token, depth: int) -> Token | None:
    """The subject of a clause that hangs on a noun ("troops shelling", "a promise to leave")."""
    noun = verb.head
    if verb.tag == "VBG" and noun.lemma in PAPERS:
        owner = noun.child("poss") or prep_object(noun, ("by", "from"))
        if owner is None and noun.dep in ("dobj", "pobj") and noun.head.pos in ("VERB", "ADP"):
            above = noun.head if noun.dep == "dobj" else noun.head.head
            owner = subject(above, depth + 1) if above.pos == "VERB" else None
        return owner or noun
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
        target = head.child("dobj", "nsubjpass", "dative") or prep_object(head, ("on", "upon"))
        if target is not None:
            return target
    if passive(head) and head.lemma not in OBJECT_CONTROL:
        agent = by_agent(head)
        return agent or (subject(head, depth) if head.child("xcomp") is not None else None)
    return subject(head, depth)


def _possessor(noun: Token) -> Token | None:
    """Whose noun it is: "Mali's promise", "the promise by Mali"."""
    return noun.child("poss") or prep_object(noun, ("by", "of", "from"))


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
    direct = _object(verb)
    if direct is not None and direct in trigger.parts:
        direct = None
    suffers = passive(verb) or (rule.harm and direct is None and rule.frame == "agent")
    if rule.frame == "self":
        by = by_agent(verb) if passive(verb) else who
        return Roles([t for t in (by or who,) if t], [], "active")
    if rule.frame == "patient":
        return Roles([], [who] if who else [], "subject suffers")
    if suffers:
        by = by_agent(verb) or _main_agent(verb) or _maker(verb)
        if verb.tag == "VBG" and verb.dep == "advcl":
            return Roles([who] if who else [], [], "participle")
        return Roles([by] if by else [], [who] if who else [], "passive")
    patients = [direct] if direct else []
    if direct is None or rule.frame == "sym" or trigger.parts:
        patients += _against(verb)
    if not patients:
        below = verb.child("ccomp", "xcomp")
        inner = below.child("nsubj") if below is not None and below.tag == "VB" else None
        patients += [inner] if inner is not None else []
    return Roles([who] if who else [], patients, "active")


def _object(verb: Token) -> Token | None:
    """The object of a verb; what follows a comma is none, whatever the tree says."""
    found = verb.child("dobj", "dative")
    if found is None or found.i < verb.i:
        return found
    cut = any(c.text == "," and verb.i < c.i < found.i for c in (*verb.children, *found.children))
    return None if cut else found


def _maker(verb: Token) -> Token | None:
    """Whose work a participle before a noun tells: "Iranian-supplied drones"."""
    if verb.dep != "amod" or verb.lemma not in MADE:
        return None
    page = [t for t in (*verb.children, *verb.head.children) if verb.i - 2 <= t.i < verb.i]
    named = [t for t in page if t.text[:1].isupper() and t.pos in ("ADJ", "PROPN", "NOUN")]
    return named[-1] if named else None


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
    elif noun.dep == "pobj" and verb.head.pos in ("VERB", "NOUN"):
        _by_preposition(verb, roles)
    elif noun.dep == "pobj" and verb.head.dep == "dobj" and verb.head.head.lemma in GIVING:
        roles.agents += [who] if not roles.agents and (who := subject(verb.head.head)) else []
    if not roles.agents and rule.type == "AID":
        _asked(noun, verb, roles)
    if not roles.agents:
        _relative(noun, roles)
    if rule.frame == "self":
        roles.patients.clear()
    return roles


def _asked(noun: Token, verb: Token, roles: Roles) -> None:
    """Who is asked for help: "requested aid from Oman", "a letter to Oman requesting aid"."""
    if noun.dep != "dobj" or verb.lemma not in SEEKING:
        return
    giver = prep_object(verb, ("from", "of"))
    if giver is None and verb.head.lemma in PAPERS:
        paper = verb.head
        giver = prep_object(paper, ("to",)) or prep_object(paper.head, ("to",))
    roles.agents = [giver] if giver is not None else []


def _inner(noun: Token, of_role: str, owned: bool, roles: Roles, cast: Cast) -> None:
    """Parties inside the noun phrase: possessor, modifiers, by, of, against, between."""
    owner = noun.child("poss")
    target = prep_object(noun, ("of",))
    if owner is not None:
        suffers = owned and of_role == "patient" and target is None
        (roles.patients if suffers else roles.agents).append(owner)
    for child in noun.children:
        if child.dep in ("compound", "amod", "nmod", "nummod"):
            mention = cast.at(child)
            if _aimed_at(child, cast):
                roles.patients.append(child)
                continue
            if mention is None:
                if child.lower == "led" and (leader := child.child("npadvmod")) is not None:
                    roles.agents.append(leader)  # "a jihadist-led counterattack"
                if child.lemma in GROUPS:
                    roles.agents.append(child)
                continue
            if _attacked(child, mention):
                roles.patients.append(child)
            else:
                roles.agents.append(child)
    by = prep_object(noun, ("by", "from")) or _by_after(noun, cast)
    if by is not None:
        roles.agents.append(by)
    if target is not None:
        (roles.patients if of_role == "patient" else roles.agents).append(target)
    between = prep_object(noun, ("between", "among"))
    if between is not None:
        roles.agents.append(between)
    roles.patients.extend(_against(noun))


def _by_after(noun: Token, cast: Cast) -> Token | None:
    """The "by X" that follows a noun and its "of", though the tree hangs it elsewhere."""
    for token in cast.page.tokens[noun.i + 1 : noun.i + 9]:
        if token.sent != noun.sent or token.pos in ("PUNCT", "VERB", "AUX"):
            return None
        if token.lower == "by":
            return token.child("pobj")
    return None


def _aimed_at(modifier: Token, cast: Cast) -> bool:
    """Whether "anti-" stands before a name: "anti-piracy patrols", "anti-Boko Haram raids"."""
    first = modifier.left
    while first > 1 and cast.page.tokens[first - 1].dep in ("amod", "compound", "punct"):
        if cast.page.tokens[first - 1].text == "-":
            return cast.page.tokens[first - 2].lower in ("anti", "counter")
        first -= 1
    before = cast.page.tokens[first : modifier.i + 1]
    return before[0].lower in ("anti", "counter") and before[0] is not modifier


def _attacked(modifier: Token, mention: Mention) -> bool:
    """Whether a name before an event noun is its target or scene ("the Mosul offensive"): a
    place by its full name; demonyms, groups and short forms (US) are those who act."""
    state = mention.who.kind == "state" and mention.form in ("name", "metonym")
    return state and modifier.pos == "PROPN" and not modifier.text.replace(".", "").isupper()


def _relative(noun: Token, roles: Roles) -> None:
    """ "the drills that the navy began": the subject of a light verb that takes the noun."""
    clause = noun.child("relcl", "acl")
    if clause is None or clause.lemma not in LIGHT:
        return
    who = by_agent(clause) if passive(clause) else clause.child("nsubj")
    if who is not None and who.lower not in RELATIVE:
        roles.agents.append(who)


def _light(verb: Token, roles: Roles) -> None:
    """The subject of "carried out an attack" acts; "on the town" may hang on the verb."""
    if passive(verb):
        by = by_agent(verb)
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
        source = prep_object(verb, ("from", "by"))
        if source is not None and not roles.agents:
            roles.agents.append(source)
    elif verb.lemma in BLAMING and prep.lower in ("for", "of") and not roles.agents:
        target = verb.child("dobj", "nsubjpass") or prep_object(verb, ("on",))
        roles.agents.extend([target] if target is not None else [])
    elif verb.lemma in ASKING and prep.lower == "for" and not roles.agents:
        target = verb.child("dobj", "nsubjpass") or prep_object(verb, ("on", "upon", "to"))
        roles.agents.extend([target] if target is not None else [])
    elif verb.lemma == "responsibility" and verb.head.lemma in ("claim", "take", "admit"):
        who = subject(verb.head)
        roles.agents.extend([who] if who is not None else [])
    elif verb.lemma in TAKING_PART | {"answer", "respond", "retaliate"} and not roles.agents:
        who = subject(verb)
        if who is not None:
            roles.agents.append(who)
