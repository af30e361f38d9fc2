"""One event for one happening: "air strikes killed 15" is one assault, told by two words.

Which words of a clause name one event is within-sentence event coreference (Lee et al. 2012,
*Joint entity and event coreference*), here by grammar alone: an attack and the harm that it did.
The attack noun or the verb of force is kept, and the word of harm only where nothing else names
the happening. The one kept takes the parties, date and place of the others; ``why`` says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from casus.reader.deeds.linked import LENT, TOLD, Told, key
from casus.reader.language import Page, Token
from casus.records import Event, Party

CAUSES = frozenset(("in", "by", "during", "from", "with"))  # "killed in a raid"
MANY = frozenset("barrage wave series string campaign round volley salvo spate".split())
MEANS = frozenset(("by", "with"))  # "hit by an air strike", "pounded with a barrage"
FAR = 25  # tokens back in which ", killing nine" may find its attack where the tree is lost


def once(page: Page, told: list[Told]) -> list[Event]:
    """The events in order, each happening of a clause told by one of them."""
    by_token = {one.trigger.token.i: one for one in told if one.event.type == "ASSAULT"}
    gone: set[int] = set()
    for one in reversed(told):
        if one.trigger.token.i not in by_token:
            continue
        kept = _kept(page, one, by_token, gone)
        if kept is not None:
            kept.event = _union(kept, one)
            gone.add(one.trigger.token.i)
    return [one.event for one in told if one.trigger.token.i not in gone]


def _kept(page: Page, one: Told, by_token: dict[int, Told], gone: set[int]) -> Told | None:
    """The event that tells the same happening as ``one`` and is the one to keep."""
    token = one.trigger.token
    for other in _attacks(token, _harms(one)) if one.trigger.rule.part != "n" else _told_of(token):
        known = by_token.get(other.i)
        if known is None or known is one or other.i in gone:
            continue
        if known.trigger.verbal and other.tag != "VBG":
            continue
        if _agree(one.event, known.event):
            return known
    if not _harms(one):
        return None
    for other in _beside(page, token, by_token):
        known = by_token.get(other.i)
        if known is None or known is one or other.i in gone:
            continue
        apart = token.dep == "conj" and _elsewhere(one.event, known.event)
        if _agree(one.event, known.event) and not apart:
            return known
    return None


def _harms(one: Told) -> bool:
    """Whether a word tells what an attack did to people: "killed", "dead"."""
    return one.trigger.rule.harm or one.trigger.rule.lemma == "dead"


# ------------------------------------------------------------ which words


def _told_of(noun: Token) -> Iterator[Token]:
    """ "A barrage of air strikes": the strikes."""
    if noun.lemma in MANY:
        yield from list(_with_inner(noun))[1:]


def _attacks(verb: Token, harm: bool) -> Iterator[Token]:
    """Nouns that may name the attack whose effect a verb tells: its subject, its "by" or "in",
    the noun that it describes."""
    for child in verb.children:
        if child.dep == "nsubj":
            yield from _with_inner(child)
        if child.dep in ("prep", "agent") and child.lower in (CAUSES if harm else MEANS):
            target = child.child("pobj", "pcomp")
            if target is not None:
                yield from _with_inner(target)
        if harm and child.dep in ("dobj", "nsubjpass", "nsubj"):
            inner = child.child("prep")
            target = inner.child("pobj") if inner is not None and inner.lower in CAUSES else None
            if target is not None:
                yield target
        if harm and child.dep == "conj" and child.pos == "VERB":
            yield from _attacks(child, harm)  # "nine were killed and two wounded in clashes"
    if harm and verb.dep == "conj" and verb.child("nsubj", "nsubjpass") is None:
        yield from (t for c in verb.head.all("nsubj") for t in _with_inner(c))
    if verb.dep in ("acomp", "oprd", "ccomp", "xcomp") and verb.head.lemma == "leave":
        yield from verb.head.all("nsubj")  # "the raid left nine dead"
    if verb.dep in ("amod", "compound") and verb.tag == "VBG":
        yield verb.head  # "shelling attacks"
    if verb.dep in ("relcl", "acl") and (verb.tag != "VBN" or harm):
        yield verb.head


def _with_inner(noun: Token) -> Iterator[Token]:
    """A noun, and of "a wave of attacks", "one of the raids" the inner one."""
    yield noun
    for child in noun.children:
        inner = child.child("pobj") if child.dep == "prep" and child.lower in ("of", "in") else None
        if inner is not None:
            yield inner


def _beside(page: Page, verb: Token, by_token: dict[int, Told]) -> Iterator[Token]:
    """Verbs of force, and nouns of their clauses, whose result a verb of harm tells: "stormed a
    village, killing nine", "hit and destroyed", "killed and wounded"."""
    head = verb.head
    shared = verb.child("nsubj", "nsubjpass") is None
    if verb.dep == "conj":
        other = by_token.get(head.i)
        if shared or (other is not None and other.trigger.rule.harm):
            yield head
    result = verb.tag == "VBG" and shared
    if result and verb.dep in ("advcl", "xcomp", "conj", "acl", "ccomp", "dep", "ROOT"):
        yield head
        if head.dep == "dobj":
            yield head.head
        for child in head.children:
            if child.dep in ("dobj", "nsubjpass", "nsubj") and child.i < verb.i:
                yield from _with_inner(child)
    if verb.dep != "conj":
        for child in verb.children:
            when = child.child("advmod", "mark") if child.dep == "advcl" else None
            if when is not None and when.lower == "when":
                yield child
    if result:
        yield from _earlier(page, verb, by_token)


def _earlier(page: Page, verb: Token, by_token: dict[int, Told]) -> Iterator[Token]:
    """The nearest attack before ", killing nine", where the tree does not show it."""
    for i in range(verb.i - 1, max(-1, verb.i - FAR), -1):
        token = page.tokens[i]
        if token.sent != verb.sent or token.text == ";":
            return
        if i in by_token:
            yield token
            return


# ------------------------------------------------------------- one or two


def _agree(one: Event, other: Event) -> bool:
    """Whether two tellings may be of one happening: as real, and by no other side."""
    told = one.reality in TOLD and other.reality in TOLD
    if not told and one.reality != other.reality:
        return False
    mine, theirs = {key(p) for p in _own(one)}, {key(p) for p in _own(other)}
    if mine and mine <= {key(p) for p in other.recipients}:
        return True  # whom the attack was on did not do its harm, whatever the tree says
    return not (mine and theirs) or bool(mine & theirs)


def _elsewhere(one: Event, other: Event) -> bool:
    """Whether two happenings are told of different places or times."""
    if one.place and other.place and one.place.name != other.place.name:
        return True
    return bool(one.date and other.date and one.date.value != other.date.value)


def _own(event: Event) -> tuple[Party, ...]:
    """Those who act by the event's own words, not lent from another sentence."""
    return () if event.why.get("actors", "").startswith(LENT) else event.actors


def _people(parties: tuple[Party, ...], kept: Event) -> tuple[Party, ...]:
    """Parties without the happening itself ("the war has claimed nine lives")."""
    last = kept.trigger.text.lower().split()[-1]
    return tuple(p for p in parties if p.name.lower().split()[-1:] != [last])


# ---------------------------------------------------------------- together


def _union(kept: Told, one: Told) -> Event:
    """The event kept with what the other says besides: its own doers where it had none, first
    those who were harmed, date and place."""
    event, other = kept.event, one.event
    words = [event.why.get("merged"), f"'{other.trigger.text}' ({other.why['rule']})"]
    why = {**event.why, "merged": ", ".join(filter(None, words))}
    harmed = _harms(one) and kept.trigger.verbal  # a verb may share its subject wrongly
    hit = {p.name for p in other.recipients} if harmed else set()
    apart = kept.trigger.rule.frame != "sym"
    actors = event.actors or _people(_own(other), event)
    actors = tuple(p for p in actors if not (apart and p.name in hit))
    suffer = other.recipients if _harms(one) else event.recipients
    rest = event.recipients if _harms(one) else other.recipients
    recipients = _each_once(_people(suffer + rest, event))
    if apart:
        doing = {key(p) for p in actors}
        recipients = tuple(p for p in recipients if key(p) not in doing)
    date, place = event.date or other.date, event.place or other.place
    filled = {"actors": actors, "recipients": recipients, "date": date, "place": place}
    for name, value in filled.items():
        if value and not getattr(event, name):
            why.pop(name, None)
    return replace(event, actors=actors, recipients=recipients, date=date, place=place, why=why)


def _each_once(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple({key(p): p for p in reversed(parties)}.values())[::-1]
