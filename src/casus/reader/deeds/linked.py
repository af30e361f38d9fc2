"""What one telling of a happening lends another: "the attack" told again, the dead of a strike.

News names the parties once. A noun that points back ("the raid"), an attack that is the subject
of a verb of force ("the strike hit a mill") and a killing without a doer take the parties of the
happening that they belong to; ``why`` says from where. Where two happenings could be meant,
nothing is lent.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec.structs import replace

from casus.reader.deeds.triggers import Trigger
from casus.reader.language import Page, Token
from casus.records import Event, Party

POINTING = frozenset(("the", "this", "that", "these", "those", "both"))
REACH = 3  # sentences back in which a happening is still the one pointed at
# Words by which one happening is named again: "they clashed ... the fighting".
FAMILIES = {
    word: name
    for name, words in {
        "fight": "fight fighting clash battle combat war conflict skirmish hostility violence",
        "talk": "talk negotiation meeting summit dialogue consultation negotiate meet",
        "truce": "ceasefire truce armistice agreement deal accord pact sign halt cessation "
        "de-escalation",
        "attack": "attack strike raid shelling bombardment bombing assault offensive airstrike "
        "shell bomb bombard invasion invade incursion operation blast explosion ambush fire "
        "target hit massacre storm pound explode detonate launch",
        "siege": "siege besiege blockade",
        "drill": "exercise drill manoeuvre maneuver",
        "leave": "withdrawal pullback pullout withdraw pull-out",
        "sanction": "sanction embargo",
    }.items()
    for word in words.split()
}
LONG_RUNS = frozenset(("talk", "truce", "siege", "drill", "sanction"))  # named again pages later
SCENES = ("war", "conflict")  # too wide to say who killed whom
TOLD = ("actual", "ongoing", "past_habitual")
LENT = "as of"  # how ``why`` begins for parties that another telling lent


@dataclass(slots=True)
class Told:
    """A trigger, its event, and the head tokens of those who act."""

    trigger: Trigger
    event: Event
    agents: list[Token] = field(default_factory=list)


def complete(page: Page, told: list[Told]) -> None:
    """Lend parties to events where the words leave one answer."""
    latest: dict[str, Told] = {}
    for one in told:
        family = FAMILIES.get(one.trigger.rule.lemma)
        known = one.event.actors if family == "attack" else _named(one.event.actors)
        if family and known and one.event.reality in TOLD:
            latest[family] = one
        else:
            _again(one, latest)
    by_token = {one.trigger.token.i: one for one in told}
    for one in told:
        _of_the_moved(one, by_token)
    for one in told:
        if one.trigger.verbal and not one.event.actors and one.event.type == "ASSAULT":
            _of_its_noun(one, by_token)
    _of_the_dead(page, told)


def _again(one: Told, latest: dict[str, Told]) -> None:
    """A definite noun without parties ("the talks") has those of the nearest happening of its
    family, if near and at no other place."""
    event, token = one.event, one.trigger.token
    about = token.child("nsubjpass") if one.trigger.verbal else None
    truce = about is not None and FAMILIES.get(about.lemma) == "truce"
    if (one.trigger.verbal and not truce) or event.actors or event.recipients:
        return
    family = "truce" if truce else FAMILIES.get(one.trigger.rule.lemma, "")
    earlier = latest.get(family)
    if earlier is None and family == "truce":
        earlier = latest.get("fight")  # those who are to stop are those who fight
    pointed = any(c.dep == "det" and c.lower in POINTING for c in token.children)
    if family == "attack" and any(_defines(c) for c in token.children):
        return
    if earlier is None or not (pointed or truce or one.trigger.rule.frame == "sym"):
        return
    far = token.sent - earlier.trigger.token.sent > REACH and family not in LONG_RUNS
    if not far and not _elsewhere(event, earlier.event):
        _lend(one, earlier, earlier.event.actors, earlier.event.recipients)


def _defines(child: Token) -> bool:
    """Whether a word on a definite noun says which one it is: "the raid on Ak", "the Kutum raid"."""
    proper = child.dep in ("compound", "poss") and child.pos == "PROPN"
    return proper or child.dep == "relcl" or (child.dep == "prep" and child.lower in ("of", "on"))


def _of_the_moved(one: Told, by_token: dict[int, Told]) -> None:
    """ "Mali promised to withdraw troops that had crossed": they are Mali's; and who releases
    "the miners captured in May" captured them."""
    token = one.trigger.token
    if one.event.type == "COERCE" and not one.event.actors and token.dep == "acl":
        freed = by_token.get(token.head.head.i) if token.head.dep == "dobj" else None
        if freed is not None and freed.event.type == "CONCEDE":
            _lend(one, freed, freed.event.actors, one.event.recipients)
        return
    if _named(one.event.actors) or len(one.agents) != 1:
        return
    head = one.agents[0]
    source = by_token.get(head.head.i) if head.dep == "dobj" else None
    if source is None or source is one or source.event.type not in ("RETREAT", "MOBILIZE"):
        return
    if source.trigger.rule.frame in ("self", "agent") and _named(source.event.actors):
        _lend(one, source, source.event.actors, one.event.recipients)


def _of_its_noun(one: Told, by_token: dict[int, Told]) -> None:
    """ "The strike hit a mill": whoever struck; "one of the raids killed nine"."""
    for head in one.agents:
        below = head.child("prep")
        inner = below.child("pobj") if below is not None and below.lower == "of" else None
        for token in (head, inner):
            source = by_token.get(token.i) if token is not None else None
            if source is None or source is one or source.event.type != "ASSAULT":
                continue
            if source.event.actors and not source.trigger.verbal:
                _lend(one, source, source.event.actors, one.event.recipients)
                return


def _of_the_dead(page: Page, told: list[Told]) -> None:
    """A killing without a doer belongs to the one attack told beside it."""
    doers = [
        t
        for t in told
        if t.event.type == "ASSAULT" and t.event.actors and t.trigger.rule.lemma not in SCENES
    ]
    for one in told:
        if not one.trigger.rule.harm or one.event.actors or one.event.reality not in TOLD:
            continue
        here = one.trigger.token.sent
        beside = [t for t in doers if t.trigger.token.sent == here]
        if not beside and _plain_past(one.trigger.token):
            beside = [t for t in doers if 0 < here - t.trigger.token.sent <= 1]
        beside = [t for t in beside if t.event.reality in TOLD]
        parties = {frozenset(key(p) for p in t.event.actors): t for t in beside}
        if len(parties) != 1:
            continue
        source = beside[-1]
        if _elsewhere(one.event, source.event):
            continue
        victims = {p.country or p.actor or p.name for p in one.event.recipients}
        actors = tuple(
            p for p in source.event.actors if (p.country or p.actor or p.name) not in victims
        )
        if actors:
            _lend(one, source, actors, one.event.recipients)


def _named(parties: tuple[Party, ...]) -> bool:
    """Whether it is said who they are: a nameless "group" is lent to nobody."""
    return bool(parties) and all(p.actor or p.country for p in parties)


def _plain_past(verb: Token) -> bool:
    """ "Were killed", not "have been killed since": one happening, not a toll."""
    return not any(c.lower in ("has", "have", "had") or c.lower == "since" for c in verb.children)


def key(party: Party) -> str:
    """What two mentions of one party share."""
    return party.actor or party.country or party.name


def _elsewhere(one: Event, other: Event) -> bool:
    """Whether two happenings are told of different places or times."""
    if one.place and other.place and one.place.name != other.place.name:
        return True
    return bool(one.date and other.date and one.date.value != other.date.value)


def _lend(
    one: Told, source: Told, actors: tuple[Party, ...], recipients: tuple[Party, ...]
) -> None:
    why = dict(one.event.why)
    words = source.event.trigger
    why["actors"] = f"{LENT} '{words.text}' at {words.span[0]}"
    if recipients and not one.event.recipients:
        why.pop("recipients", None)
    one.event = replace(one.event, actors=actors, recipients=recipients, why=why)
