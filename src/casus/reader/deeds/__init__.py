"""What happened, by whom, to whom, and whether it did."""

from __future__ import annotations

import functools
from collections import Counter

import msgspec

from casus.reader import lexicon
from casus.reader.actors import Cast
from casus.reader.deeds import arguments, reality, triggers
from casus.reader.deeds.triggers import Trigger
from casus.reader.language import Page, Token
from casus.reader.places import Places
from casus.reader.times import Times
from casus.records import Event, Words

FORCE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT"))
POINTING = frozenset(("the", "this", "that", "these", "those", "both"))
# Words by which one happening is named again: "they clashed ... the fighting".
FAMILIES = {
    word: name
    for name, words in {
        "fight": "fight fighting clash battle combat war conflict skirmish hostility violence",
        "talk": "talk negotiation meeting summit dialogue consultation negotiate meet",
        "truce": "ceasefire truce armistice agreement deal accord pact sign",
        "attack": "attack strike raid shelling bombardment bombing assault offensive airstrike "
        "shell bomb bombard invasion invade incursion operation blast explosion ambush fire",
        "siege": "siege besiege blockade",
        "drill": "exercise drill manoeuvre maneuver",
        "leave": "withdrawal pullback pullout withdraw pull-out",
        "sanction": "sanction embargo",
    }.items()
    for word in words.split()
}
FIRST_PERSON = "first person: whoever speaks"
PEACEFUL_WORDS = 4  # so many words of a peaceful subject, and more than of war: no conflict


def find(page: Page, cast: Cast, times: Times, places: Places) -> list[Event]:
    """Every PLOVER event on the page in order of the text; ``id`` is left empty.

    ``why`` tells the rule that found it, the words that its reality rests on, and for each
    empty field the reason.
    """
    if not _of_conflict(page.tokens):
        return []
    events: list[Event] = []
    latest: dict[str, Event] = {}
    for trigger in _single(page, triggers.find(page)):
        event = _same_again(trigger, _event(page, trigger, cast, times, places), latest)
        family = FAMILIES.get(trigger.rule.lemma)
        if family and event.actors:
            latest[family] = event
        events.append(event)
    return events


def _same_again(trigger: Trigger, event: Event, latest: dict[str, Event]) -> Event:
    """A definite noun without parties ("the talks") has those of the happening of its family
    that was told last."""
    if trigger.verbal or event.actors or event.recipients:
        return event
    earlier = latest.get(FAMILIES.get(trigger.rule.lemma, ""))
    pointed = any(c.dep == "det" and c.lower in POINTING for c in trigger.token.children)
    if earlier is None or not (pointed or trigger.rule.frame == "sym"):
        return event
    start = earlier.trigger.span[0]
    why = {k: v for k, v in event.why.items() if k not in ("actors", "recipients")}
    why["actors"] = f"as of '{earlier.trigger.text}' at {start}"
    return msgspec.structs.replace(
        event, actors=earlier.actors, recipients=earlier.recipients, why=why
    )


# ------------------------------------------------------- figures of speech


@functools.cache
def _subjects() -> tuple[frozenset[str], dict[str, str]]:
    """Words of war, and words of peaceful subjects with their subject."""
    classes = lexicon.load("plover_classes")
    peaceful = {word: name for name, words in classes["peaceful"].items() for word in words}
    return frozenset(classes["warlike"]), peaceful


@functools.cache
def _strong() -> frozenset[str]:
    """Words of which one in a sentence without war is enough."""
    return frozenset(lexicon.load("plover_classes")["strong"])


def _of_conflict(tokens: list[Token]) -> bool:
    """Whether words of war outweigh those of any one peaceful subject: sport, markets, arts
    and nature speak of battles too."""
    warlike, peaceful = _subjects()
    war = 0
    peace: Counter[str] = Counter()
    for token in tokens:
        if token.lemma in warlike:
            war += 1
        elif token.lemma in peaceful:
            peace[peaceful[token.lemma]] += 1
    most = max(peace.values(), default=0)
    return most <= war or most < PEACEFUL_WORDS


def _figurative(page: Page, trigger: Trigger) -> bool:
    """Whether a word of force stands in a sentence of sport or markets and none of war."""
    if trigger.rule.type not in FORCE:
        return False
    words = page.of(page.sentence(trigger.token))
    others = [t for t in words if t is not trigger.token]
    warlike, peaceful = _subjects()
    if any(t.lemma in warlike for t in others):
        return False
    if any(t.lemma in _strong() and t.pos == "NOUN" for t in others):
        return True
    counts = Counter(peaceful[t.lemma] for t in others if t.lemma in peaceful)
    return max(counts.values(), default=0) >= 2


# ------------------------------------------------------- one happening once


def _single(page: Page, found: list[Trigger]) -> list[Trigger]:
    """Triggers without those that name again, in one clause, what another names."""
    by_token = {t.token.i: t for t in found}
    kept = []
    for trigger in found:
        if _figurative(page, trigger) or _repeats(trigger, by_token):
            by_token.pop(trigger.token.i)
            continue
        kept.append(trigger)
    return kept


def _repeats(trigger: Trigger, others: dict[int, Trigger]) -> bool:
    """Whether another trigger already names this happening: "killed and wounded", "died in
    fighting", "a strike that killed nine", "attack" within "attack attempt"."""
    token = trigger.token
    head = others.get(token.head.i) if token.head is not token else None
    if head is not None and token.dep == "compound" and head.rule.type == trigger.rule.type:
        return True
    if not trigger.rule.harm:
        return False
    if token.dep == "conj" and head is not None and head.rule.harm:
        return True
    if head is not None and head.rule.type == "ASSAULT":
        participle = token.dep == "advcl" and token.tag == "VBG"
        if participle or (token.dep in ("relcl", "acl") and head.rule.part == "n"):
            return True
    return _cause(token, others) is not None


def _cause(verb: Token, others: dict[int, Trigger]) -> Trigger | None:
    """The attack, in the same clause, whose effect a verb of harm tells."""
    for child in verb.children:
        if child.dep in ("prep", "agent") and child.lower in ("in", "by", "during", "from"):
            target = child.child("pobj")
            named = others.get(target.i) if target is not None else None
            if named is not None and named.rule.type == "ASSAULT" and named.rule.part == "n":
                return named
        if child.dep == "dobj":
            inner = child.child("prep")
            target = inner.child("pobj") if inner is not None and inner.lower == "in" else None
            named = others.get(target.i) if target is not None else None
            if named is not None and named.rule.type == "ASSAULT" and named.rule.part == "n":
                return named
        if child.dep == "nsubj":
            named = others.get(child.i)
            if named is not None and named.rule.type == "ASSAULT" and named.rule.part == "n":
                return named
    return None


# ---------------------------------------------------------------- the event


def _event(page: Page, trigger: Trigger, cast: Cast, times: Times, places: Places) -> Event:
    """The event that a trigger names."""
    rule, token = trigger.rule, trigger.token
    roles = arguments.of(trigger, cast)
    actors = arguments.parties(roles.agents, cast)
    recipients = arguments.parties(roles.patients, cast)
    if rule.frame == "sym":
        both = arguments.parties(roles.agents + roles.patients, cast)
        actors = recipients = both
    label, because = reality.of(trigger, page)
    start, end = page.tokens[trigger.first].start, page.tokens[trigger.last - 1].end
    date, place = times.of(token), places.of(token)
    why = {"rule": f"{rule.part} {rule.lemma}", "reality": because}
    if not actors:
        why["actors"] = _unnamed(roles.agents, "nobody named as acting")
    if not recipients:
        why["recipients"] = _unnamed(roles.patients, "nobody named")
    if date is None:
        why["date"] = "no time given for it"
    if place is None:
        why["place"] = "no place given for it"
    return Event(
        id="",
        type=rule.type,
        mode=rule.mode,
        trigger=Words(text=page.text[start:end], span=(start, end)),
        actors=actors,
        recipients=recipients,
        reality=label,
        date=date,
        place=place,
        why=why,
    )


def _unnamed(heads: list[Token], nobody: str) -> str:
    """Why a happening has no party on one side; ``FIRST_PERSON`` where it is whoever speaks."""
    if not heads:
        return nobody
    spoken = any(head.lower in arguments.FIRST_PERSON for head in heads)
    return FIRST_PERSON if spoken else "not among the named"
