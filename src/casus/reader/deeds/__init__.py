"""What happened, by whom, to whom, and whether it did."""

from __future__ import annotations

from casus.reader.actors import Cast
from casus.reader.deeds import (
    arguments,
    background,
    linked,
    merged,
    parties,
    reality,
    targets,
    triggers,
)
from casus.reader.deeds.linked import Told
from casus.reader.deeds.triggers import Trigger
from casus.reader.language import Page, Token
from casus.reader.lexicon import subjects
from casus.reader.places import Places
from casus.reader.times import Times
from casus.records import Event, Words

FORCE = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "RETREAT"))
STOPPABLE = frozenset("fighting hostility violence bloodshed war conflict clash".split())
TAG_REACH, TAG_ROW = 4, 4  # words either side of a tag, capitals in a row
SENTENCE_WORDS = frozenset("ADP AUX CCONJ DET PART PRON PUNCT SCONJ VERB".split())
# Nouns that a happening before them only describes ("conflict zones", "the coup leaders").
BESIDE_WAR = frozenset(
    "zone area leader supporter plan talk site aircraft helicopter plane ship veteran crime room "
    "game line front deal group plot minister ministry weapon machine effort chief".split()
)
FIRST_PERSON = "first person: whoever speaks"


def find(page: Page, cast: Cast, times: Times, places: Places) -> list[Event]:
    """Every PLOVER event on the page in order of the text; ``id`` is left empty.

    ``why`` tells the rule that found it, the words that its reality rests on, and for each
    empty field the reason.
    """
    if not subjects.of_conflict(token.lemma for token in page.tokens):
        return []
    found = _single(page, triggers.find(page))
    told = [_told(page, t, cast, times, places) for t in found]
    told = [one for one in told if not background.only(one, page.tokens)]
    linked.complete(page, told)
    return merged.once(page, told)


# ------------------------------------------------------- figures of speech


def _figurative(page: Page, trigger: Trigger) -> bool:
    """Whether a word of force stands in a sentence of sport or markets and none of war."""
    if trigger.rule.type not in FORCE:
        return False
    words = page.of(page.sentence(trigger.token))
    others = [t for t in words if t is not trigger.token]
    nouns = [t.lemma for t in others if t.pos == "NOUN"]
    return subjects.figurative([t.lemma for t in others], nouns)


def _tag(page: Page, trigger: Trigger) -> bool:
    """Whether a noun stands in a line of tags ("Tags Syria Idlib Airstrike Russia"): four words
    with capitals in a row, and around it no word that makes a sentence."""
    if trigger.rule.part != "n":
        return False
    sentence, at = page.sentence(trigger.token), trigger.token.i
    first, last = max(sentence.first, at - TAG_REACH), min(sentence.last, at + TAG_REACH + 1)
    row = longest = 0
    for token in page.tokens[first:last]:
        if token.pos in SENTENCE_WORDS and token.i != at:
            return False
        row = row + 1 if token.text[:1].isupper() else 0
        longest = max(longest, row)
    return longest >= TAG_ROW


# ------------------------------------------------------- one happening once


def _single(page: Page, found: list[Trigger]) -> list[Trigger]:
    """Triggers without those that name again, in one clause, what another names."""
    spoken_for = {part.i for t in found for part in t.parts}  # the fire in "exchanged fire"
    found = [t for t in found if t.token.i not in spoken_for]
    by_token = {t.token.i: t for t in found}
    kept = []
    for trigger in found:
        if _tag(page, trigger) or _figurative(page, trigger) or _repeats(trigger, by_token):
            by_token.pop(trigger.token.i)
            continue
        kept.append(trigger)
    return kept


def _repeats(trigger: Trigger, others: dict[int, Trigger]) -> bool:
    """Whether another noun already names this happening: "attack" within "attack attempt", the
    fighting whose halt is told."""
    token = trigger.token
    head = others.get(token.head.i) if token.head is not token else None
    if head is not None and token.dep == "compound" and head.rule.type == trigger.rule.type:
        return True
    if trigger.rule.lemma in STOPPABLE and token.dep == "pobj":
        outer = others.get(token.head.head.i)
        if outer is not None and outer.rule.type == "RETREAT" and not outer.verbal:
            return True  # "a halt to the fighting" is one thing, and no fighting besides
    beside = token.dep == "compound" and token.head.lemma in BESIDE_WAR
    return beside and trigger.rule.part == "n"


# ---------------------------------------------------------------- the event


def _told(page: Page, trigger: Trigger, cast: Cast, times: Times, places: Places) -> Told:
    """The event that a trigger names, by its own clause alone."""
    rule, token = trigger.rule, trigger.token
    roles = arguments.of(trigger, cast)
    actors = parties.of(roles.agents, cast)
    recipients = parties.of(roles.patients, cast)
    if rule.frame == "sym":
        both = parties.of(roles.agents + roles.patients, cast)
        alone = len(both) == 1 and not trigger.verbal and rule.lemma in linked.SCENES
        actors = recipients = () if alone else both  # "Syria's war": where, not who
    else:
        own = {(p.actor or p.name, p.country) for p in actors}
        others = tuple(p for p in recipients if (p.actor or p.name, p.country) not in own)
        recipients = recipients if len(own) > 1 and not others else others
    label, because = reality.of(trigger, page)
    start, end = page.tokens[trigger.first].start, page.tokens[trigger.last - 1].end
    date, place = times.of(token), places.of(token)
    if rule.type == "ASSAULT":
        recipients, town = targets.suffering(recipients, roles.patients, page, places)
        actors, place = targets.acting(actors, page, places), town or place
    why = {"rule": f"{rule.part} {rule.lemma}", "reality": because}
    if not actors:
        why["actors"] = _unnamed(roles.agents, "nobody named as acting")
    if not recipients:
        why["recipients"] = _unnamed(roles.patients, "nobody named")
    if date is None:
        why["date"] = "no time given for it"
    if place is None:
        why["place"] = "no place given for it"
    event = Event(
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
    return Told(trigger, event, roles.agents)


def _unnamed(heads: list[Token], nobody: str) -> str:
    """Why a happening has no party on one side; ``FIRST_PERSON`` where it is whoever speaks."""
    if not heads:
        return nobody
    spoken = any(head.lower in parties.FIRST_PERSON for head in heads)
    return FIRST_PERSON if spoken else "not among the named"
