"""What is owed, by whom, until when, in what state.

A commitment is found by a name for the thing owed ("truce", "defence pact") or by a deed that
somebody owes ("withdraw", "send monitors"). Climbing the tree from there, each governor on the
way ("signed", "urged", "failed to") puts it into a state, the outer over the inner: "failed to
fulfil a promise to withdraw" is agreed, fulfilled, and in the end breached. A deed that nobody
governs is an event and none of our business. The words are in ``lexicon/commitments.yaml``; the
states are those of the contract.
"""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from casus.reader import lexicon
from casus.reader.actors import Cast, Mention
from casus.reader.language import Page, Token
from casus.reader.times import Time, Times
from casus.records import Commitment, CommitmentKind, CommitmentState

_CLIMB = 7  # heads to look at above an anchor: a promise to fulfil a pledge to withdraw is five
_REACH = 24  # tokens of a complement to quote
_NEGATED: dict[str, CommitmentState | None] = {
    "invoked": "in_force",
    "agreed": "refused",
    "in_force": "breached",
    "fulfilled": "breached",
    "breached": "in_force",
    "ended": "in_force",
    "suspended": "in_force",
}
_FIRM = ("in_force", "breached", "ended")  # a call or a promise to keep a truce leaves it in force
_PREPOSITIONS = frozenset("for to on upon of against about into over".split())
_NOT_CROSSED = frozenset(("relcl", "parataxis", "appos", "csubj", "npadvmod", "agent", "mark"))
_NOBODY = frozenset(("no", "nobody", "none", "nothing", "neither"))
_WILL = frozenset(("will", "shall", "'ll"))
_FUTURE = frozenset(("will", "would", "shall", "'ll", "'d"))
_MAYBE = frozenset(("could", "may", "might", "can"))
_OUGHT = frozenset(("must", "should"))
_PLEDGE = frozenset(("promise", "vow", "pledge", "undertake", "swear", "agree", "commit"))
_PLEA = frozenset(("urge", "ask", "demand", "call", "appeal", "request", "beg", "implore"))
_WITH_CLAUSE = _PLEDGE | _PLEA | {"assure", "propose", "suggest", "recommend", "insist"}
_PUBLIC = frozenset(
    "side party government authority army rebel group community force council ally power".split()
)
_FRUITLESS = frozenset(("agree", "reach", "conclude", "sign", "strike", "secure", "broker"))
_NEEDS = frozenset("need demand answer requirement condition target response standard wave".split())
_OF_PACTS = frozenset(
    "break violate breach invoke activate trigger renew extend remain hold collapse expire "
    "reject scrap sign tear honour observe".split()
)
_TRANSPARENT = frozenset(("place", "membership", "participation", "part", "role", "cooperation"))
_GROUPS = ("state", "armed_group", "organisation")
_PACTS = ("ceasefire", "defence_pact", "other")
_BILATERAL = ("ceasefire", "defence_pact", "negotiation", "withdrawal")
_BEFORE = frozenset(("by", "until", "till", "before", "within", "than"))


class Anchor(NamedTuple):
    """A thing owed: ``token`` heads it, over tokens [first, last)."""

    token: Token
    first: int
    last: int
    kind: CommitmentKind
    default: CommitmentState | None
    deed: bool
    under: frozenset[str] = frozenset()  # states that alone make it a commitment; empty: all
    party: tuple[str, ...] = ()  # who is bound by what the name names ("Article 5")


class Judged(NamedTuple):
    """The state, the governor that decided it (None for a default), and the rule."""

    state: CommitmentState
    governor: Token | None
    path: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon, turned for look-up by first word."""

    names: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]]
    deeds: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]]
    verbs: dict[str, CommitmentState]
    nouns: dict[str, CommitmentState]
    adjectives: dict[str, CommitmentState]
    phrases: dict[str, CommitmentState]
    announcing: frozenset[str]
    outcome_verbs: dict[str, CommitmentState]
    outcome_phrases: dict[str, CommitmentState]
    moods: frozenset[str]
    kinds: dict[str, dict[str, CommitmentState]]
    overdue: frozenset[str]


def find(page: Page, cast: Cast, times: Times) -> list[Commitment]:
    """Every commitment on the page in order of the text; ``id`` is left empty.

    ``parties`` are ISO 3166-1 alpha-3 codes, else actor ids, else names; ``due`` is EDTF.
    """
    reader = _Reader(page, cast, times, _words())
    return reader.read()


@functools.cache
def _words() -> _Words:
    """The lexicon as look-up tables."""
    data = lexicon.load("commitments")
    names: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]] = defaultdict(list)
    deeds: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]] = defaultdict(list)
    for kind, entries in data["names"].items():
        for entry in entries:
            under = frozenset(entry.get("under", ()))
            _file(names, entry["words"], {**entry, "kind": kind, "under": under})
    for entry in data["deeds"]:
        _file(deeds, entry["words"], {**entry, "objects": frozenset(entry.get("objects", ()))})
    table: dict[str, dict[str, CommitmentState]] = {
        part: {
            word: entry.get("state", state)
            for state, entry in data["governors"].items()
            for word in entry.get(part, ())
        }
        for part in ("verbs", "nouns", "adjectives", "phrases")
    }
    outcomes = data["outcomes"]
    return _Words(
        names=dict(names),
        deeds=dict(deeds),
        announcing=frozenset(data["governors"]["announced"]["verbs"]),
        outcome_verbs={w: s for s, e in outcomes.items() for w in e.get("verbs", ())},
        outcome_phrases={w: s for s, e in outcomes.items() for w in e.get("phrases", ())},
        moods=frozenset(data["moods"]),
        kinds=data["kinds"],
        overdue=frozenset(data["overdue"]),
        **table,
    )


def _file(
    table: dict[str, list[tuple[tuple[str, ...], dict[str, Any]]]],
    phrases: Iterable[str],
    entry: dict[str, Any],
) -> None:
    """Put phrases under their first words, longest first."""
    for phrase in phrases:
        words = tuple(phrase.split())
        table[words[0]].append((words, entry))
        table[words[0]].sort(key=lambda pair: -len(pair[0]))


@dataclass(slots=True)
class _Reader:
    """One page being read."""

    page: Page
    cast: Cast
    times: Times
    words: _Words
    people: dict[int, list[Mention]] = field(default_factory=dict)
    dates: dict[int, list[Time]] = field(default_factory=dict)
    last: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def read(self) -> list[Commitment]:
        """Anchors, their states, then promises and pleas that no anchor explains."""
        for mention in self.cast.mentions:
            self.people.setdefault(mention.head.sent, []).append(mention)
        for time in self.times.all:
            if time.first < len(self.page.tokens):
                self.dates.setdefault(self.page.tokens[time.first].sent, []).append(time)
        anchors = list(self.anchors())
        judged = [(a, j) for a in anchors if (j := self.judge(a)) is not None]
        judged = list(_specific(judged))
        used = {i for a, j in judged for i in (*j.path, a.token.i)}
        judged.extend(self.bare(used))
        judged.extend(self.given())
        judged.extend(self.meant(anchors))
        judged = list({(a.kind, j.state, j.path or a.token.i): (_invoked(a, j), j) for a, j in judged}.values())
        judged.sort(key=lambda pair: (pair[0].token.start, pair[1].state))
        return [self.build(a, j) for a, j in judged]

    # ------------------------------------------------------------ anchors

    def anchors(self) -> Iterator[Anchor]:
        """Names and deeds of the lexicon, longest match first."""
        names, deeds = self.words.names, self.words.deeds
        after = 0
        for token in self.page.tokens:
            if token.i < after:
                continue
            found = None
            if token.pos in ("VERB", "AUX"):
                if token.lemma in deeds:
                    found = self.deed(token, deeds[token.lemma])
            if found is None and (token.lower in names or token.lemma in names):
                found = self.name(token, names.get(token.lower) or names[token.lemma])
            if found is not None:
                after = found.last
                yield found

    def name(
        self, token: Token, entries: list[tuple[tuple[str, ...], dict[str, Any]]]
    ) -> Anchor | None:
        """The name that starts here, or None."""
        for words, entry in entries:
            last = token.i + len(words)
            if not self.reads(token.i, words):
                continue
            head = self.page.tokens[last - 1]
            if len(words) == 1 and head.pos not in ("NOUN", "PROPN", "NUM"):
                continue
            if "to" in words or "of" in words or "in" in words:
                head = token
            elif head.dep == "compound" and head.head.lemma in self.words.nouns:
                head = head.head  # "ceasefire violations"
            kind, default = entry["kind"], entry.get("default")
            own = self.cast.at(head)
            bound = entry.get("party") or (own and own.who.kind == "organisation" and own.who.name)
            party = (bound,) if bound else ()
            return Anchor(head, token.i, last, kind, default, False, entry["under"], party)
        return None

    def deed(
        self, token: Token, entries: list[tuple[tuple[str, ...], dict[str, Any]]]
    ) -> Anchor | None:
        """The deed that this verb heads, or None."""
        for words, entry in entries:
            last = token.i + len(words)
            if not self.reads(token.i, words):
                apart = len(words) == 2 and any(
                    c.dep == "prt" and c.lower == words[1] for c in token.children
                )
                if not apart:
                    continue
                last = token.i + 1
            if self.idle(token):
                continue
            if entry["objects"] and not self.takes(token, entry["objects"]):
                continue
            return Anchor(token, token.i, last, entry["kind"], None, True)
        return None

    def idle(self, verb: Token) -> bool:
        """Whether the verb means something else: "left to others", "meet the needs"."""
        if verb.lemma == "leave":
            return any(c.dep == "auxpass" for c in verb.children)
        goal = verb.child("dobj", "prt", "prep")
        if verb.lemma == "meet" and goal is not None:
            return any(t.lemma in _NEEDS for t in self.page.tokens[verb.i + 1 : verb.i + 6])
        return False

    def reads(self, start: int, words: tuple[str, ...]) -> bool:
        """Whether the tokens from ``start`` are these words, by form or lemma."""
        tokens = self.page.tokens[start : start + len(words)]
        return len(tokens) == len(words) and all(
            t.lower == w or t.lemma == w for t, w in zip(tokens, words, strict=True)
        )

    def takes(self, verb: Token, objects: frozenset[str]) -> bool:
        """Whether the verb has one of these as its object, by tree or by nearness."""
        for child in verb.children:
            if child.dep in ("dobj", "nsubjpass", "oprd", "pobj"):
                return any(t.lemma in objects for t in child.conjuncts()[:4])
        near = self.page.tokens[verb.i + 1 : verb.i + 6]
        return any(t.lemma in objects and t.sent == verb.sent for t in near)

    # -------------------------------------------------------------- state

    def judge(self, anchor: Anchor) -> Judged | None:
        """The state that governors, outcomes and modifiers give an anchor; None: no commitment."""
        if self.asked(anchor.token):
            return None
        judged = self.climb(anchor)
        if judged is None and anchor.deed:
            judged = self.mood(anchor)
        elif judged is None:
            judged = self.modified(anchor) or self.near(anchor)
        if judged is not None:
            if anchor.under and judged.state not in anchor.under:
                judged = None
            elif _conditional(judged.governor):
                return None
            else:
                return judged
        if anchor.default is None or _conditional(anchor.token.head):
            return None
        return Judged(anchor.default, None, (), "named, and no word on what became of it")

    def asked(self, token: Token) -> bool:
        """Whether it stands in a question, which states nothing."""
        return self.page.tokens[self.page.sentence(token).last - 1].text == "?"

    def climb(self, anchor: Anchor) -> Judged | None:
        """Walk up from the anchor; the outer governor rules over the inner."""
        state: CommitmentState | None = None
        governor: Token | None = None
        path: list[int] = []
        node, via = anchor.token, ""
        for _ in range(_CLIMB):
            head = node.head
            if head is node or node.dep in _NOT_CROSSED:
                break
            if node.dep in ("nsubj", "nsubjpass"):
                ends = [self.outcome(verb, node) for verb in head.conjuncts()[:4]]
                outcome = next((o for o in reversed(ends) if o), None)
                if outcome and (node is anchor.token or path):
                    return Judged(outcome, head, tuple(path), f'"{head.text}" befalls it')
                if node.dep == "nsubj":
                    break
            if head.pos == "ADP" or head.dep == "prep":
                node, via = head, head.lower
                continue
            cue = self.cue(head, node, via, anchor)
            if cue == "breached" and head.lemma == "fail" and node.lemma in _FRUITLESS:
                break
            if cue is not None:
                composed = _compose(state, self.shade(head, cue))
                if composed is None:
                    break
                state, governor = composed, head
                path.append(head.i)
            elif head.lemma == "deny" and state is not None:
                state, governor = _NEGATED.get(state), head
                break
            elif (anchor.under and head.pos != "NUM") or not _passes(head, node, via):
                break
            node, via = head, ""
        if state is None or governor is None:
            return None
        return Judged(state, governor, tuple(path), f'"{governor.text}" governs it')

    def cue(self, head: Token, node: Token, via: str, anchor: Anchor) -> CommitmentState | None:
        """The state into which ``head`` puts what it governs by ``via`` (a preposition or "")."""
        words = self.words
        if node.dep == "conj" or (via and via not in _PREPOSITIONS):
            if not via or f"{head.lemma} {via}" not in words.phrases:
                return None
        if head.pos in ("NOUN", "PROPN"):
            told = node.dep in ("acl", "relcl") and not _to(node)  # "a deal brokered by"
            return None if told else words.nouns.get(head.lemma)
        if head.pos == "ADJ":
            return words.adjectives.get(head.lemma) if _to(node) else None
        for child in head.children:
            if child.dep == "prt" or (child.dep == "prep" and child.lower == via):
                phrase = words.phrases.get(f"{head.lemma} {child.lower}")
                if phrase:
                    return phrase
        if head.lemma == "call":
            joined = any(c.lower in ("on", "upon", "for") for c in head.children)
            return "requested" if joined else None
        if head.lemma in ("be", "have"):
            owed: CommitmentState = "agreed" if head.lemma == "be" else "due"
            if head.lemma == "have" and anchor.kind not in ("withdrawal", "ceasefire"):
                return None
            return owed if node.dep == "xcomp" and _to(node) and anchor.deed else None
        return self.verb(head, node, anchor)

    def verb(self, head: Token, node: Token, anchor: Anchor) -> CommitmentState | None:
        """The state into which the verb ``head`` puts its object or clause ``node``."""
        if node.dep == "advcl" and not _to(node):
            return None
        if head.lemma == "ask" and any(c.lower in ("if", "whether") for c in node.children):
            return None
        clause = node.dep == "ccomp" and not _to(node)
        if clause and head.lemma not in _WITH_CLAUSE:
            return None
        if not anchor.deed and not clause:
            special = self.words.kinds.get(anchor.kind, {}).get(head.lemma)
            if special is not None:
                return special
        state = self.words.verbs.get(head.lemma)
        if state is None and head.tag == "VBN":
            state = self.words.adjectives.get(head.lower)
        return state

    def shade(self, head: Token, state: CommitmentState) -> CommitmentState | None:
        """The state under the governor's own negation or modal verb."""
        if _negated(head):
            return _NEGATED.get(state)
        modals = {c.lower for c in head.children if c.dep == "aux"}
        if modals & _MAYBE and state not in ("in_force", "due"):
            return "considered"
        coming = modals & _WILL or (head.dep == "ROOT" and _to(head))
        if coming and state == "requested":
            return "proposed"
        if head.tag == "VB" and head.dep == "ROOT" and not modals and head.child("nsubj") is None:
            return "proposed"  # an order: "Invoke the treaty."
        return state

    def outcome(self, verb: Token, subject: Token) -> CommitmentState | None:
        """What a thing owed does of itself, where ``verb`` is its predicate."""
        table = self.words.outcome_phrases
        if subject.lemma in ("deadline", "ultimatum"):
            gone = verb.lemma in self.words.overdue or (verb.lemma, "out") in _particles(verb)
            return "breached" if gone and not _negated(verb) else None
        state = table.get(f"be {verb.lower}") if subject.dep == "nsubjpass" else None
        if verb.lemma == "remain":
            said = verb.child("acomp", "oprd", "xcomp", "attr")
            state = self.words.verbs.get(said.lemma) if said is not None else None
        for child in verb.children:
            if child.dep in ("prt", "dobj", "acomp", "attr", "prep", "advmod"):
                state = state or table.get(f"{verb.lemma} {child.lower}")
                for inner in child.children:
                    state = state or table.get(f"{verb.lemma} {child.lower} {inner.lower}")
                    state = state or table.get(f"{child.lower} {inner.lower}")
        if subject.dep == "nsubj" and verb.child("dobj") is None:
            state = state or self.words.outcome_verbs.get(verb.lemma)
        if state is None:
            return None
        return _NEGATED.get(state, state) if _negated(verb) else state

    def mood(self, anchor: Anchor) -> Judged | None:
        """A deed that no governor rules but a modal verb: "will leave", "must leave"."""
        token = anchor.token
        if token.dep == "advcl" or anchor.kind == "other":
            return None
        modals = {c.lower for c in token.children if c.dep == "aux"}
        state: CommitmentState | None = None
        alone = token.dep == "ROOT" and token.child("nsubj")
        if _to(token) and (alone or (token.dep in ("acl", "relcl") and token.head.dep == "ROOT")):
            state = "agreed"  # a headline: "Minsk to host instructors"
        elif modals & _FUTURE and not any(c.dep == "advcl" for c in token.children):
            state = "refused" if _negated(token) else "agreed"
        elif modals & _OUGHT and anchor.kind in ("withdrawal", "ceasefire"):
            state = None if _negated(token) else "requested"
        if state is None:
            return None
        return Judged(state, token, (), "by its modal verb")

    def modified(self, anchor: Anchor) -> Judged | None:
        """The state told by a participle or relative clause: "a truce signed in May"."""
        for child in anchor.token.children:
            if child.dep not in ("amod", "acl", "relcl"):
                continue
            relative = child.child("nsubj") if child.dep == "relcl" else None
            if relative is not None and relative.lower in ("that", "which"):
                state = self.outcome(child, relative)
            else:
                state = self.words.verbs.get(child.lemma) if child.tag != "VBG" else None
            state = self.shade(child, state) if state else None
            if state == "agreed" and anchor.kind == "defence_pact":
                state = "in_force"  # a pact that was signed once binds until something ends it
            if state:
                return Judged(state, child, (child.i,), f'"{child.text}" describes it')
        return None

    def near(self, anchor: Anchor) -> Judged | None:
        """A governor within four words to the left, where the tree is broken."""
        if anchor.under or anchor.token.dep not in ("dobj", "pobj", "ROOT", "compound", "dep"):
            return None
        stop = max(anchor.first - 5, self.page.sentence(anchor.token).first)
        for i in range(anchor.first - 1, stop - 1, -1):
            token = self.page.tokens[i]
            if token.text in ",;:.—" or token.dep == "relcl":
                return None
            if token.pos == "ADP" and token.lower not in _PREPOSITIONS:
                return None
            if token.pos == "VERB" and token.lemma in self.words.verbs:
                state = self.shade(token, self.words.verbs[token.lemma])
                return Judged(state, token, (i,), f'"{token.text}" stands before it') if state else None
        return None

    # ------------------------------------------- promises with no lexicon deed

    def bare(self, used: set[int]) -> Iterator[tuple[Anchor, Judged]]:
        """Promises and pleas for something that the lexicon has no deed for: kind ``other``."""
        for token in self.page.tokens:
            if token.i in used or token.pos != "VERB":
                continue
            lemma = token.lemma
            if lemma not in _PLEDGE and lemma not in _PLEA:
                continue
            owed = self.owed(token)
            if owed is None or owed.i in used or owed.lemma in self.words.moods:
                continue
            state: CommitmentState = "agreed" if lemma in _PLEDGE else "requested"
            shaded = self.shade(token, state)
            if state == "requested" and not (self.heard(token, owed) and self.dated(owed)):
                continue  # a call is no debt; an ultimatum is
            if shaded is not None and not _conditional(token) and not self.asked(token):
                anchor = Anchor(owed, owed.i, owed.i + 1, "other", None, owed.pos == "VERB")
                yield anchor, Judged(shaded, token, (token.i,), f'"{token.text}" governs it')

    def owed(self, verb: Token) -> Token | None:
        """What a promise or plea is for: its infinitive; for a promise also its clause."""
        for child in verb.children:
            if child.dep in ("xcomp", "ccomp", "advcl") and _to(child):
                return child
            if child.dep == "ccomp" and child.i > verb.i:
                if verb.lemma == "demand" or verb.lemma in _PLEDGE - {"agree", "swear"}:
                    return child
        if verb.lemma in ("promise", "pledge"):
            return verb.child("dobj")
        return None

    def dated(self, owed: Token) -> bool:
        """Whether a term is set: a time after "by", "until", "within" in what is asked."""
        return any(
            owed.i - 8 < time.first < owed.right
            and not _BEFORE.isdisjoint(t.lower for t in self.page.tokens[time.first - 1 : time.last])
            for time in self.dates.get(owed.sent, ())
        )

    def heard(self, plea: Token, owed: Token) -> bool:
        """Whether a plea goes to somebody who can be held to it, not to "people" or "me"."""
        whom = _addressee(plea, owed)
        if whom is None or whom.pos == "PROPN" or self.cast.parties(whom):
            return True
        return whom.lemma in _PUBLIC

    def given(self) -> Iterator[tuple[Anchor, Judged]]:
        """Ultimatums told by "give": "gave them until Friday to leave"."""
        for token in self.page.tokens:
            if token.lemma != "give" or token.pos != "VERB" or self.asked(token):
                continue
            near = self.page.tokens[token.i + 1 : token.i + 12]
            until = next((t for t in near if t.lower in ("until", "till")), None)
            hours = next((t for t in near if t.lemma in ("hour", "day", "week")), None)
            mark = until or hours
            if mark is None or mark.sent != token.sent:
                continue
            after = self.page.tokens[mark.i : mark.i + 10]
            verb = next((t for t in after if t.pos == "VERB" and _to(t)), None)
            if verb is not None and verb.sent == token.sent:
                deed = self.deed(verb, self.words.deeds.get(verb.lemma, []))
                kind = deed.kind if deed else "other"
                anchor = Anchor(verb, verb.i, verb.i + 1, kind, None, True)
                state: CommitmentState = "requested" if kind == "withdrawal" else "due"
                yield anchor, Judged(state, token, (token.i,), f'"{token.text}" sets a term')

    def meant(self, anchors: list[Anchor]) -> list[tuple[Anchor, Judged]]:
        """What becomes of "it" or "one", where a pact was named up to two sentences before."""
        named = [a for a in anchors if a.kind in _PACTS and not a.deed and not a.under]
        found = []
        for token in self.page.tokens:
            if token.lower not in ("it", "one") or token.head.lemma not in _OF_PACTS:
                continue
            if token.dep not in ("dobj", "nsubj", "nsubjpass") or self.asked(token):
                continue
            before = [a for a in named if a.token.i < token.i and token.sent - a.token.sent <= 2]
            if not before:
                continue
            anchor = Anchor(token, token.i, token.i + 1, before[-1].kind, None, False)
            state = self.climb(anchor)
            if state is not None and not _conditional(state.governor):
                found.append((anchor, state))
        return found

    # ------------------------------------------------------------- record

    def build(self, anchor: Anchor, judged: Judged) -> Commitment:
        """The record, with parties, due date and words."""
        by, to = self.sides(anchor, judged)
        why = {"state": judged.why}
        parties = list(dict.fromkeys((*by, *to, *anchor.party, *self.inside(anchor))))
        if len(parties) < (2 if anchor.kind in _BILATERAL else 1):
            others, reason = self.elsewhere(anchor)
            if others:
                why["parties"] = reason
            parties = list(dict.fromkeys((*parties, *others)))
        parties = parties or self.unknown(anchor, judged)
        if not parties:
            why["parties"] = "nobody is named"
        elif anchor.kind in _BILATERAL:
            self.last[anchor.kind] = tuple(parties)
        start, end = self.extent(anchor, judged)
        due = self.due(anchor, judged)
        return Commitment(
            id="",
            kind=anchor.kind,
            parties=tuple(parties),
            owed_by=by[0] if by else None,
            owed_to=to[0] if to else None,
            state=judged.state,
            due=due,
            terms=self.terms(anchor),
            text=self.page.text[start:end],
            span=(start, end),
            why=why,
        )

    def sides(self, anchor: Anchor, judged: Judged) -> tuple[list[str], list[str]]:
        """Who owes and to whom, as far as grammar tells."""
        governor = judged.governor
        own = self.codes(_subject(anchor.token)) if anchor.deed else self.codes(_owner(anchor.token))
        if governor is None or governor is anchor.token:
            return own, []
        subject = self.codes(_subject(governor))
        other = self.codes(_addressee(governor, anchor.token))
        if judged.state in ("requested", "considered"):
            return other or own, subject
        return own if anchor.deed and own else subject or own, other

    def codes(self, token: Token | None) -> list[str]:
        """Who a noun phrase names: country, else actor id, else name; nobody unidentified."""
        if token is None:
            return []
        return [code for p in self.cast.parties(token) if (code := _code(p.name, p.actor, p.country))]

    def inside(self, anchor: Anchor) -> Iterator[str]:
        """Who is named inside the anchor's own phrase ("between A and B", "with B")."""
        last = min(anchor.token.right, anchor.token.i + _REACH)
        for token in self.page.tokens[anchor.token.left : last]:
            if token.i in self.cast.by_head and token is not anchor.token:
                yield from self.codes(token)

    def elsewhere(self, anchor: Anchor) -> tuple[list[str], str]:
        """Parties from the sentence, from the last commitment of that kind, from the page."""
        here = [
            code
            for m in self.people.get(anchor.token.sent, ())
            if m.who.kind in _GROUPS and (code := _code(m.who.name, m.who.id, m.who.country))
        ]
        here = list(dict.fromkeys(here))
        if len(here) > (anchor.kind in _BILATERAL):
            return here, "named in its sentence"
        before = self.last.get(anchor.kind)
        if before:
            return list(before), "as of the last one of its kind"
        if anchor.kind in _BILATERAL:
            return self.rivals(anchor.token.sent), "the two sides most named around it"
        return here, "named in its sentence"

    def unknown(self, anchor: Anchor, judged: Judged) -> list[str]:
        """The names of those whom grammar makes parties but the cast cannot tell ("donors")."""
        heads = [anchor.token] if judged.governor is None else [judged.governor, anchor.token]
        found = [_subject(head) for head in heads]
        found.append(_addressee(heads[0], anchor.token))
        named = [p for t in found if t is not None and t.pos != "PRON" for p in self.cast.parties(t)]
        return list(dict.fromkeys(p.name for p in named))

    def rivals(self, sent: int) -> list[str]:
        """The two states or armed groups most named in the sentences around."""
        count: Counter[str] = Counter()
        for i in range(sent - 8, sent + 4):
            for m in self.people.get(i, ()):
                code = _code(m.who.name, m.who.id, m.who.country)
                if code and m.who.kind in ("state", "armed_group") and (m.who.id or "")[:2] != "p-":
                    count[code] += 1
        return [code for code, _ in count.most_common(2)]

    def due(self, anchor: Anchor, judged: Judged) -> str | None:
        """The day by which it is owed: a time after "by" or "until", else the deed's own, else
        that of its end. An interval is due at its end."""
        token, governor = anchor.token, judged.governor
        for time in self.dates.get(token.sent, ()):
            before = self.page.tokens[time.first - 1] if time.first else None
            words = (self.page.tokens[time.first].lower, before.lower if before else "")
            if not _BEFORE.isdisjoint(words) and time.first > token.i - 12:
                return _day(time.when.value)
        if anchor.deed:
            when = self.times.of(token)
        elif governor is not None and judged.state in ("ended", "breached") and not judged.path:
            when = self.times.of(governor)
        else:
            inside = self.dates.get(token.sent, ())
            when = next((t.when for t in inside if token.i < t.first < token.right), None)
            when = when if judged.state in ("agreed", "requested", "due", "proposed") else None
        return _day(when.value) if when else None

    def terms(self, anchor: Anchor) -> str:
        """The words of what is owed."""
        first = anchor.token.i if anchor.deed else max(anchor.token.left, anchor.first - 6)
        last = min(self.tail(anchor.token), anchor.token.i + _REACH)
        return self.text(min(first, anchor.first), max(last, anchor.last))

    def extent(self, anchor: Anchor, judged: Judged) -> tuple[int, int]:
        """Characters from the governor to the end of what it governs, or the reverse."""
        first = anchor.token.i if anchor.deed else max(anchor.token.left, anchor.first - 6)
        last = max(min(self.tail(anchor.token), anchor.token.i + _REACH), anchor.last)
        first = min(first, anchor.first)
        governor = judged.governor
        if governor is not None and governor.sent == anchor.token.sent:
            if abs(governor.i - anchor.token.i) <= _REACH:
                first, last = min(first, governor.i), max(last, governor.i + 1)
        tokens = self.page.tokens
        while last - 1 > first and tokens[last - 1].pos in ("PUNCT", "SPACE"):
            last -= 1
        while first < last - 1 and tokens[first].pos in ("PUNCT", "SPACE"):
            first += 1
        return tokens[first].start, tokens[last - 1].end

    def tail(self, token: Token) -> int:
        """Index after the phrase of ``token``, relative and adverbial clauses left out."""
        clauses = [c.left for c in token.children if c.dep in ("relcl", "advcl") and c.i > token.i]
        return min([token.right, *clauses])

    def text(self, first: int, last: int) -> str:
        """The text of tokens [first, last) without punctuation at its end."""
        tokens = self.page.tokens
        while last - 1 > first and tokens[last - 1].pos in ("PUNCT", "SPACE"):
            last -= 1
        return self.page.text[tokens[first].start : tokens[last - 1].end]


def _compose(inner: CommitmentState | None, outer: CommitmentState | None) -> CommitmentState | None:
    """The state under two governors: the outer rules, save that calls leave what is firm."""
    if outer is None or inner is None:
        return outer
    if inner in _FIRM and outer in ("requested", "considered", "suspended"):
        return inner
    return outer


def _day(value: str) -> str | None:
    """The day (month, year) of an EDTF value; the end of an interval where it has one."""
    start, _, end = value.partition("/")
    day = end if end and end != ".." else start
    return day.partition("T")[0] if day != ".." else None


def _code(name: str, actor: str | None, country: str | None) -> str | None:
    """Country, else actor id; a name for actors whose id is only made of it; else None."""
    if country or actor is None:
        return country
    return name if actor[:2] in ("o-", "p-") else actor


def _invoked(anchor: Anchor, judged: Judged) -> Anchor:
    """A treaty that is invoked, or is not, is one of mutual defence."""
    verb = judged.governor
    if anchor.kind == "other" and verb is not None and verb.lemma in ("invoke", "activate"):
        return anchor._replace(kind="defence_pact")
    return anchor


def _conditional(verb: Token | None) -> bool:
    """Whether "if" or "unless" stands before the clause."""
    if verb is None:
        return False
    return any(c.dep == "mark" and c.lower in ("if", "unless", "whether") for c in verb.children)


def _particles(verb: Token) -> list[tuple[str, str]]:
    """The verb with each of its particles."""
    return [(verb.lemma, c.lower) for c in verb.children if c.dep in ("prt", "advmod", "prep")]


def _passes(head: Token, node: Token, via: str) -> bool:
    """Whether the climb goes on through ``head``, which is no governor itself."""
    if node.dep in ("ccomp", "advcl"):
        return False
    if via and via not in _PREPOSITIONS:
        return via == "in" and head.lemma in _TRANSPARENT
    return node.dep != "acl" or _to(node)


def _specific(judged: list[tuple[Anchor, Judged]]) -> Iterator[tuple[Anchor, Judged]]:
    """Without anchors that only govern a more telling one ("an agreement on a truce")."""
    ruled = {i for anchor, j in judged if anchor.kind != "other" for i in j.path}
    seen = set()
    for anchor, j in judged:
        if j.path and (anchor.kind, j.state, j.path) in seen:
            continue
        seen.add((anchor.kind, j.state, j.path))
        if anchor.kind == "other" and anchor.token.i in ruled:
            continue
        if anchor.deed and anchor.token.i in ruled:
            continue
        if anchor.under and any(a.deed and k is not j and k.path == j.path for a, k in judged):
            continue
        yield anchor, j


def _to(verb: Token) -> bool:
    """Whether the verb is a "to" infinitive."""
    return any(c.lower == "to" and c.i < verb.i for c in verb.children)


def _negated(verb: Token) -> bool:
    """Whether "not", "never" or a subject like "nobody" denies the verb."""
    for child in verb.children:
        if child.dep == "neg" or child.lower in ("never", "nobody"):
            return True
        if child.dep in ("nsubj", "nsubjpass", "dobj"):
            if child.lower in _NOBODY or any(c.lower in _NOBODY for c in child.children):
                return True
    return False


def _subject(verb: Token) -> Token | None:
    """The subject of a verb or the owner of a noun, looked for up to two heads above."""
    node = verb
    for _ in range(6):
        found = node.child("nsubj") or node.child("agent", "poss")
        if found is not None and found.dep == "agent":
            found = found.child("pobj")
        if found is not None:
            return found
        if node.dep not in ("xcomp", "conj", "acl", "advcl", "dobj", "pcomp") or node.head is node:
            return node.child("nsubjpass")
        node = node.head
    return None


def _owner(noun: Token) -> Token | None:
    """Whose a named thing is: "its pledge", "Georgia's promise"."""
    return noun.child("poss")


def _addressee(governor: Token, anchor: Token) -> Token | None:
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
