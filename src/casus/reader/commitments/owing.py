"""Which words name a thing owed, and the state that the words around put it in.

The words are in ``lexicon/commitments.yaml``. From each name ("truce") or deed ("withdraw") the
tree is climbed; each governor on the way ("signed", "urged", "failed to") puts the thing into a
state, the outer over the inner: "failed to fulfil a promise to withdraw" is agreed, fulfilled,
and in the end breached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from casus.reader.actors import Cast
from casus.reader.commitments.words import Words
from casus.reader.language import Page, Token
from casus.reader.lexicon import subjects
from casus.records import CommitmentKind, CommitmentState

_CLIMB = 7  # heads to look at above an anchor: a promise to fulfil a pledge to withdraw is five
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
_CLAUSES = ("ccomp", "conj", "advcl", "dep", "parataxis")
_STOPPING = frozenset(("end", "halt", "stop", "silence"))
_NOBODY = frozenset(("no", "nobody", "none", "nothing", "neither"))
_WILL = frozenset(("will", "shall", "'ll"))
_FUTURE = frozenset(("will", "would", "shall", "'ll", "'d"))
_MAYBE = frozenset(("could", "may", "might", "can"))
_OUGHT = frozenset(("must", "should"))
_PLEDGE = frozenset(("promise", "vow", "pledge", "undertake", "swear", "agree", "commit"))
_PLEA = frozenset(("urge", "ask", "demand", "call", "appeal", "request", "beg", "implore"))
_WITH_CLAUSE = _PLEDGE | _PLEA | {"assure", "propose", "suggest", "recommend", "insist"}
_FRUITLESS = frozenset(("agree", "reach", "conclude", "sign", "strike", "secure", "broker"))
_NEEDS = frozenset("need demand answer requirement condition target response standard wave".split())
_TRANSPARENT = frozenset(("place", "membership", "participation", "part", "role", "cooperation"))


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
    origin: Any = None  # the anchor of which this one tells what became


class Judged(NamedTuple):
    """The state, the governor that decided it (None for a default), and the rule."""

    state: CommitmentState
    governor: Token | None
    path: tuple[int, ...]
    why: str


@dataclass(slots=True)
class Judge:
    """Finds the things owed on a page and judges their states."""

    page: Page
    cast: Cast
    words: Words

    def anchors(self) -> Iterator[Anchor]:
        """Names and deeds of the lexicon, longest match first."""
        names, deeds = self.words.names, self.words.deeds
        after = 0
        for token in self.page.tokens:
            if token.i < after:
                continue
            found = None
            if token.pos in ("VERB", "AUX") and token.lemma in deeds:
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
            known = own and own.who.kind == "organisation" and (own.who.id or "o-")[:2] != "o-"
            bound = entry.get("party") or (own.who.id if own and known else None)
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
        if self.asked(anchor.token) or (anchor.deed and self.figurative(anchor.token)):
            return None
        judged = self.climb(anchor)
        if judged is None and anchor.deed:
            judged = self.mood(anchor)
        elif judged is None:
            judged = self.modified(anchor) or self.near(anchor)
        if judged is not None:
            if anchor.under and judged.state not in anchor.under:
                judged = None
            elif conditional(judged.governor):
                return None
            else:
                return judged
        if anchor.default is None or conditional(anchor.token.head):
            return None
        return Judged(anchor.default, None, (), "named, and no word on what became of it")

    def figurative(self, token: Token) -> bool:
        """Whether it stands in a sentence of sport or markets: "will defend its title"."""
        words = self.page.of(self.page.sentence(token))
        nouns = [t.lemma for t in words if t.pos == "NOUN"]
        return subjects.figurative([t.lemma for t in words if t is not token], nouns)

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
                head = self.main(head, node)
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

    def main(self, verb: Token, subject: Token) -> Token:
        """The predicate of a subject whose participle the tree took for it: "a truce agreed in
        May has been broken"."""
        reduced = subject.dep == "nsubj" and self.words.verbs.get(verb.lemma) == "agreed"
        if not reduced or verb.tag not in ("VBD", "VBN") or verb.i - subject.i > 2:
            return verb
        if any(c.dep in ("dobj", "xcomp", "aux") for c in verb.children):
            return verb
        for child in verb.children:
            if child.i > verb.i and child.pos in ("VERB", "AUX") and child.dep in _CLAUSES:
                return child
        return verb

    def cue(self, head: Token, node: Token, via: str, anchor: Anchor) -> CommitmentState | None:
        """The state into which ``head`` puts what it governs by ``via`` (a preposition or "")."""
        words = self.words
        barred = node.dep == "conj" or (via and via not in _PREPOSITIONS)
        if barred and f"{head.lemma} {via}" not in words.phrases:
            return None
        if head.pos in ("NOUN", "PROPN"):
            told = node.dep in ("acl", "relcl") and not node.infinitive  # "a deal brokered by"
            return None if told else words.nouns.get(head.lemma)
        if head.pos == "ADJ":
            return words.adjectives.get(head.lemma) if node.infinitive else None
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
            return owed if node.dep == "xcomp" and node.infinitive and anchor.deed else None
        return self.verb(head, node, anchor)

    def verb(self, head: Token, node: Token, anchor: Anchor) -> CommitmentState | None:
        """The state into which the verb ``head`` puts its object or clause ``node``."""
        if node.dep == "advcl" and not node.infinitive:
            return None
        if head.lemma == "ask" and any(c.lower in ("if", "whether") for c in node.children):
            return None
        clause = node.dep == "ccomp" and not node.infinitive
        if clause and head.lemma not in _WITH_CLAUSE:
            return None
        if not clause and (not anchor.deed or anchor.kind == "sanctions"):
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
        coming = modals & _WILL or (head.dep == "ROOT" and head.infinitive)
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
        passive = subject.dep == "nsubjpass" or verb.child("auxpass") is not None
        state = table.get(f"be {verb.lower}") if passive else None
        if passive and verb.head is subject.head and verb is not subject.head:
            state = state or self.words.verbs.get(verb.lemma)
        if verb.lemma == "remain":
            said = verb.child("acomp", "oprd", "xcomp", "attr")
            state = self.words.verbs.get(said.lemma) if said is not None else None
        for child in verb.children:
            if child.dep in ("prt", "dobj", "acomp", "attr", "prep", "advmod"):
                state = state or table.get(f"{verb.lemma} {child.lower}")
                for inner in child.children:
                    state = state or table.get(f"{verb.lemma} {child.lower} {inner.lower}")
                    state = state or table.get(f"{child.lower} {inner.lower}")
        if verb.lemma in _STOPPING and verb.child("dobj") is not None:
            return None if _negated(verb) else "agreed"  # "a truce ended the war"
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
        if token.infinitive and (
            alone or (token.dep in ("acl", "relcl") and token.head.dep == "ROOT")
        ):
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
                return (
                    Judged(state, token, (i,), f'"{token.text}" stands before it')
                    if state
                    else None
                )
        return None


def _compose(
    inner: CommitmentState | None, outer: CommitmentState | None
) -> CommitmentState | None:
    """The state under two governors: the outer rules, save that calls leave what is firm."""
    if outer is None or inner is None:
        return outer
    if inner in _FIRM and outer in ("requested", "considered", "suspended"):
        return inner
    return outer


def conditional(verb: Token | None) -> bool:
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
    return node.dep != "acl" or node.infinitive


def _negated(verb: Token) -> bool:
    """Whether "not", "never" or a subject like "nobody" denies the verb."""
    for child in verb.children:
        if child.dep == "neg" or child.lower in ("never", "nobody"):
            return True
        nobody = child.lower in _NOBODY or any(c.lower in _NOBODY for c in child.children)
        if nobody and child.dep in ("nsubj", "nsubjpass", "dobj"):
            return True
    return False
