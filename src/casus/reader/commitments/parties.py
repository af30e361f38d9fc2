"""Who is bound by what is owed: who owes it, to whom, and between whom it stands.

Grammar comes first: the subject, the addressee, the names inside the phrase. A pact of two sides
that names fewer is that of the two who are at odds around it, as the happenings of the page tell;
who asks others to stop, or brokers their truce, is no party to it. A state is its ISO 3166-1
alpha-3 code, an armed group or a body of several states its actor id, anybody else a name.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from casus.reader.actors import Cast, Mention, Who
from casus.reader.actors.names import adjectives
from casus.reader.commitments.owing import Anchor, Judged
from casus.reader.language import Page, Token
from casus.records import Event, Party

BILATERAL = ("ceasefire", "defence_pact", "negotiation", "withdrawal")
MUTUAL = ("ceasefire", "negotiation")  # both sides owe it; others may call for it
HOSTILE = ("ASSAULT", "COERCE", "THREATEN", "ACCUSE")
BROKERING = frozenset(("broker", "mediate", "announce", "negotiate", "monitor", "propose"))
_BLAMING = frozenset(("accuse", "blame", "suspect", "condemn", "criticise", "criticize"))
_SIDES = ("state", "armed_group")
_GROUPS = (*_SIDES, "organisation")
_ARMED = ("REB", "CRM")
_UNARMED = ("IGO", "NGO", "MED", "CVL", "BUS")
PLEAS = frozenset(("urge", "ask", "demand", "call", "appeal", "request", "beg", "implore"))
_TELLING = frozenset("say tell add report note explain claim write".split())
_REACH = 24  # tokens of a phrase to look at

Pair = tuple[str, str]


def code(who: Who, of: Who | None = None) -> str | None:
    """A state's code, a group's or body's actor id, else a name; None for the unidentified."""
    if who.kind == "person" and of is not None and _armed(of):
        return code(of)
    if _armed(who):
        return who.id if _listed(who.id) else who.name
    if who.country or who.id is None:
        return who.country
    return who.id if _listed(who.id) else who.name


def _armed(who: Who) -> bool:
    return who.kind == "armed_group" or (who.kind != "state" and who.sector in _ARMED)


def _listed(actor: str | None) -> bool:
    """Whether the id is one of a list, not made from the name."""
    return actor is not None and actor[:2] not in ("o-", "p-")


def quarrels(events: Iterable[Event]) -> list[tuple[int, Pair]]:
    """Who is at odds with whom, and where in the text: pairs of sides of hostile events."""
    found = []
    for event in events:
        if event.type not in HOSTILE:
            continue
        one, other = _sides(event.actors), _sides(event.recipients)
        both = list(dict.fromkeys((*one, *other)))
        if one and other and len(both) == 2:
            found.append((event.trigger.span[0], (both[0], both[1])))
    return sorted(found)


def _sides(parties: Iterable[Party]) -> list[str]:
    """The states and armed groups among the parties."""
    found = []
    for party in parties:
        if party.sector in _UNARMED or (party.actor is None and party.country is None):
            continue
        group = party.sector in _ARMED and party.actor != party.country
        if group:
            found.append(party.actor if _listed(party.actor) and party.actor else party.name)
        elif party.country or party.sector in ("GOV", "MIL"):
            name = party.country or party.name  # states that no list knows go by their names
            found.append(name)
    return list(dict.fromkeys(found))


@functools.cache
def _nations() -> dict[str, str]:
    """States by their first demonym: ``thai`` → ``THA``."""
    return {word.lower(): state for state, word in adjectives().items()}


@dataclass(slots=True)
class Bound:
    """Who is bound by one commitment, and by what rule."""

    parties: tuple[str, ...]
    owed_by: str | None
    owed_to: str | None
    why: dict[str, str]


@dataclass(slots=True)
class Parties:
    """Tells the parties on one page, in the order of the text."""

    page: Page
    cast: Cast
    quarrels: list[tuple[int, Pair]]
    people: dict[int, list[Mention]] = field(default_factory=dict)
    last: dict[str, tuple[str, ...]] = field(default_factory=dict)
    told: dict[tuple[int, str], Bound] = field(default_factory=dict)

    def of(self, anchor: Anchor, judged: Judged) -> Bound:
        """The parties of one commitment; ``why`` names the rule where it is not grammar."""
        if anchor.origin is not None:
            return self.again(anchor)
        why: dict[str, str] = {}
        by, to = self.sides(anchor, judged)
        caller = self.caller(anchor, judged, by, to)
        if caller:
            why["asked_by"] = f"{caller[0]} asks for it or brings it about, and is no side of it"
            by, to = [c for c in by if c not in caller], [c for c in to if c not in caller]
        blames = self.accuser(judged.governor) if anchor.kind == "ceasefire" else []
        named = dict.fromkeys((*by, *to, *anchor.party, *self.inside(anchor), *blames))
        parties = [name for name in named if name not in caller]
        if len(parties) < (2 if anchor.kind in BILATERAL else 1):
            others, reason = self.elsewhere(anchor, parties, caller)
            if others:
                why["parties"] = reason
            parties = list(dict.fromkeys((*parties, *others)))
        parties = parties or self.unknown(anchor, judged)
        if not parties:
            why["parties"] = "nobody is named"
        elif anchor.kind in BILATERAL and len(parties) > 1:
            self.last[anchor.kind] = tuple(parties)
        bound = Bound(tuple(parties), by[0] if by else None, to[0] if to else None, why)
        self.told[anchor.token.i, anchor.kind] = bound
        return bound

    def again(self, anchor: Anchor) -> Bound:
        """The parties of what was promised or asked for before."""
        key = (anchor.origin.token.i, anchor.kind)
        bound = self.told.get(key, Bound((), None, None, {"parties": "nobody is named"}))
        return replace(bound, why={**bound.why, "parties": "as of the promise told before"})

    # ------------------------------------------------------------ grammar

    def sides(self, anchor: Anchor, judged: Judged) -> tuple[list[str], list[str]]:
        """Who owes and to whom, as far as grammar tells."""
        governor = judged.governor
        own = self.codes(subject(anchor.token) if anchor.deed else anchor.token.child("poss"))
        if governor is None or governor is anchor.token:
            return own, []
        head = subject(governor)
        acts = self.codes(head) if head is not anchor.token else []
        other = self.codes(addressee(governor, anchor.token))
        asked = judged.state == "proposed" and governor.lemma in PLEAS
        if asked or judged.state in ("requested", "considered"):
            return other or own, acts
        return own if anchor.deed and own else acts or own, other

    def accuser(self, verb: Token | None) -> list[str]:
        """The side that accuses the other: "Kinshasa accused Kigali of breaking the truce"."""
        blame = verb.head.head if verb is not None and verb.dep == "pcomp" else None
        if blame is None or blame.lemma not in _BLAMING:
            return []
        pair = self.quarrel(blame.start)
        return [c for c in self.codes(blame.child("nsubj")) if pair is None or c in pair]

    def caller(
        self, anchor: Anchor, judged: Judged, by: list[str], to: list[str]
    ) -> tuple[str, ...]:
        """Who asks others for it, brokers or announces it, and is no side of it itself."""
        governor = judged.governor
        if anchor.kind not in MUTUAL:
            return ()
        broker = self.broker(anchor)
        if broker or governor is None or governor is anchor.token:
            return broker
        asks = judged.state in ("requested", "considered", "proposed")
        head = subject(governor)
        acts = tuple(self.codes(head))
        if not acts or not (asks or governor.lemma in BROKERING):
            return ()
        asked = [c for c in by if c not in acts] if asks else to
        if len(asked) > 1 or self.unarmed(head):
            return acts
        pair = self.quarrel(anchor.token.start) or self.rivals(anchor.token.sent, ())
        if not pair or set(acts) & set(pair) or not set(asked) <= set(pair):
            return ()
        return acts

    def broker(self, anchor: Anchor) -> tuple[str, ...]:
        """Who brought it about: "a truce brokered by Oman", "the truce that Oman brokered"."""
        token = anchor.token
        for child in self.page.tokens[token.i + 1 : min(token.right, token.i + _REACH)]:
            if child.dep in ("acl", "relcl", "amod") and child.lemma in ("broker", "mediate"):
                agent = child.child("agent")
                head = agent.child("pobj") if agent is not None else child.child("nsubj")
                return tuple(self.codes(head))
        return ()

    def unarmed(self, head: Token | None) -> bool:
        """Whether one is a body of several states or of citizens, and no side of a war."""
        mention = self.cast.by_head.get(head.i) if head is not None else None
        if mention is None:
            return False
        owner = mention.of.sector if mention.of is not None else None
        return mention.who.sector in _UNARMED or owner in _UNARMED

    def codes(self, token: Token | None) -> list[str]:
        """Who a noun phrase names; nobody unidentified."""
        if token is None:
            return []
        found = []
        for mention in (self.cast.by_head.get(t.i) for t in token.conjuncts()):
            if mention is None:
                continue
            for who in mention.members or (mention.who,):
                found.append(code(who, None if mention.members else mention.of))
            if mention.plural and mention.who.name in ("both sides", "each side", "two sides"):
                found.extend(self.quarrel(token.start) or () if not mention.members else ())
        return list(dict.fromkeys(name for name in found if name))

    def inside(self, anchor: Anchor) -> Iterator[str]:
        """Who is named inside the anchor's own phrase ("between A and B", "with B"), its
        clauses left out."""
        token = anchor.token
        clauses = [c for c in token.children if c.dep in ("relcl", "advcl", "acl", "appos")]
        barred = [(c.left, c.right) for c in clauses if c.i > token.i]
        for word in self.page.tokens[token.left : min(token.right, token.i + _REACH)]:
            if word is token or word.i not in self.cast.by_head:
                continue
            if any(a <= word.i < b for a, b in barred) or self.brokers(word):
                continue
            if self.cast.by_head[word.i].who.kind != "media":
                yield from self.codes(word)
        yield from self.joined(token)

    def joined(self, noun: Token) -> Iterator[str]:
        """Two states in one word: "a truce on the Thai-Cambodian border"."""
        tokens = self.page.tokens
        for i in range(noun.left + 1, min(noun.right, noun.i + _REACH) - 1):
            if tokens[i].text in "-–":
                pair = [_nations().get(tokens[j].lower) for j in (i - 1, i + 1)]
                if pair[0] and pair[1]:
                    yield from (name for name in pair if name)

    def brokers(self, word: Token) -> bool:
        """Whether one only brings the pact about: "US-brokered", "mediation by Oman"."""
        after = self.page.tokens[word.i + 1 : word.i + 3]
        return any(t.lemma in BROKERING or t.lower in ("mediated", "brokered") for t in after)

    # ------------------------------------------------------------- context

    def elsewhere(
        self, anchor: Anchor, known: list[str], caller: tuple[str, ...]
    ) -> tuple[list[str], str]:
        """Parties from the sentence, from the last commitment of that kind, from the quarrel
        around; never just whoever is named often."""
        both = anchor.kind in BILATERAL
        here = list(dict.fromkeys(self.here(anchor, _SIDES if both else _GROUPS)))
        here = [name for name in here if name not in caller]
        if not both:
            return here, "named in its sentence"
        before = self.last.get(anchor.kind, ())
        pair = self.quarrel(anchor.token.start, {*known, *here})
        if len({*known, *here}) == 2 and (pair is None or set(pair) == {*known, *here}):
            return here, "named in its sentence"
        if before and set(known) <= set(before):
            return list(before), "as of the last one of its kind"
        if pair is not None and set(known) <= set(pair):
            return list(pair), "the two at odds in the article around it"
        around = self.rivals(anchor.token.sent, caller)
        if around and {*known, *here} <= set(around):
            return around, "the only two sides that the sentences around it name"
        return here, "named in its sentence"

    def here(self, anchor: Anchor, kinds: tuple[str, ...]) -> Iterator[str]:
        """Everyone of these kinds in the sentence who is not just a place."""
        for mention in self.people.get(anchor.token.sent, ()):
            told = mention.why == "place" or _tells(mention) or _private(mention)
            if mention.who.kind in kinds and not told:
                for who in mention.members or (mention.who,):
                    name = code(who, mention.of)
                    if name:
                        yield name

    def quarrel(self, offset: int, sides: Iterable[str] = ()) -> Pair | None:
        """The pair most often at odds; of several the one told of nearest before an offset. It
        holds one of ``sides`` where there are any."""
        wanted = set(sides)
        fit = [q for q in self.quarrels if not wanted or wanted & set(q[1])]
        counts = Counter(frozenset(pair) for _, pair in fit)
        most = max(counts.values(), default=0)
        fit = [q for q in fit if counts[frozenset(q[1])] == most]
        before = [q for q in fit if q[0] < offset]
        if before:
            return before[-1][1]
        return fit[0][1] if fit else None

    def rivals(self, sent: int, caller: tuple[str, ...]) -> list[str]:
        """The two states or armed groups of which the sentences around speak, where a third is
        named half as often at most; else nobody."""
        count: Counter[str] = Counter()
        for i in range(sent - 8, sent + 4):
            for mention in self.people.get(i, ()):
                name = code(mention.who, mention.of)
                named = name and name not in caller and mention.who.kind in _SIDES
                if name and named and not _private(mention):
                    count[name] += 1
        ranked = count.most_common(3)
        if len(ranked) < 2 or (len(ranked) > 2 and 2 * ranked[2][1] > ranked[1][1]):
            return []
        return [name for name, _ in ranked[:2]]

    def unknown(self, anchor: Anchor, judged: Judged) -> list[str]:
        """The names of those whom grammar makes parties but the cast cannot tell ("donors")."""
        heads = [anchor.token] if judged.governor is None else [judged.governor, anchor.token]
        found = [subject(head) for head in heads]
        found.append(addressee(heads[0], anchor.token))
        named = [
            p
            for t in found
            if t is not None and t.pos != "PRON" and t is not anchor.token
            for p in self.cast.parties(t)
        ]
        return list(dict.fromkeys(p.name for p in named))


def _private(mention: Mention) -> bool:
    """Whether one is a person of whom nobody knows whom he serves."""
    return mention.person and mention.who.country is None and mention.of is None


def _tells(mention: Mention) -> bool:
    """Whether one only tells of it: "... , the ministry said"."""
    return mention.head.dep == "nsubj" and mention.head.head.lemma in _TELLING


def subject(verb: Token) -> Token | None:
    """The subject of a verb or the owner of a noun, looked for up to six heads above."""
    node = verb
    for _ in range(6):
        if node.dep == "pcomp" and node.head.head.lemma in _BLAMING:
            return node.head.head.child("dobj", "nsubjpass")  # "accused Kigali of breaking"
        found = node.child("nsubj") or node.child("agent", "poss")
        if found is not None and found.dep == "agent":
            found = found.child("pobj")
        if found is not None:
            return found
        if node.dep not in ("xcomp", "conj", "acl", "advcl", "dobj", "pcomp") or node.head is node:
            return node.child("nsubjpass")
        node = node.head
    return None


def addressee(governor: Token, anchor: Token) -> Token | None:
    """Whom a plea or promise is addressed to: object, "on X", "to X", or the deed's subject."""
    for child in governor.children:
        if child is anchor:
            continue
        if child.dep in ("dative", "dobj") and child.pos in ("PROPN", "NOUN", "PRON"):
            inner = child.child("pobj") if child.pos == "ADP" else None
            return inner or child
        if child.dep in ("prep", "dative") and child.lower in ("on", "upon", "to", "from", "with"):
            inner = child.child("pobj")
            if inner is not None and inner is not anchor:
                return inner
    return anchor.child("nsubj", "nsubjpass")
