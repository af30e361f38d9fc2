"""What is owed, by whom, until when, in what state.

A commitment is found by a name for the thing owed ("truce", "defence pact") or by a deed that
somebody owes ("withdraw", "send monitors"). Climbing the tree from there, each governor on the
way ("signed", "urged", "failed to") puts it into a state, the outer over the inner: "failed to
fulfil a promise to withdraw" is agreed, fulfilled, and in the end breached. A deed that nobody
governs is an event and none of our business. The words are in ``lexicon/commitments.yaml``; the
states are those of the contract.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from casus.reader.actors import Cast
from casus.reader.commitments.owing import Anchor, Judge, Judged, conditional
from casus.reader.commitments.parties import Parties, addressee, quarrels
from casus.reader.commitments.sequel import sequels
from casus.reader.commitments.words import words
from casus.reader.language import Page, Token
from casus.reader.lexicon import subjects
from casus.reader.times import Time, Times
from casus.records import Commitment, CommitmentState, Event

_REACH = 24  # tokens of a complement to quote
_PLEDGE = frozenset(("promise", "vow", "pledge", "undertake", "swear", "agree", "commit"))
_WITH_THAT = _PLEDGE - {"agree", "swear"} | {"demand"}
_PLEA = frozenset(("urge", "ask", "demand", "call", "appeal", "request", "beg", "implore"))
_PUBLIC = frozenset(
    "side party government authority army rebel group community force council ally power".split()
)
_OF_PACTS = frozenset(
    "break violate breach invoke activate trigger renew extend remain hold collapse expire "
    "reject scrap sign tear honour observe".split()
)
_PACTS = ("ceasefire", "defence_pact", "other")
_BEFORE = frozenset(("by", "until", "till", "before", "within", "than"))


def find(page: Page, cast: Cast, times: Times, events: Iterable[Event] = ()) -> list[Commitment]:
    """Every commitment on the page in order of the text; ``id`` is left empty.

    ``parties`` are ISO 3166-1 alpha-3 codes, else actor ids, else names; ``due`` is EDTF.
    ``events`` of the page tell who is at odds, for a truce that names nobody.
    """
    if not subjects.of_conflict(token.lemma for token in page.tokens):
        return []
    parties = Parties(page, cast, quarrels(events))
    reader = _Reader(page, cast, times, Judge(page, cast, words()), parties)
    return reader.read()


@dataclass(slots=True)
class _Reader:
    """One page being read."""

    page: Page
    cast: Cast
    times: Times
    judge: Judge
    parties: Parties
    dates: dict[int, list[Time]] = field(default_factory=dict)

    def read(self) -> list[Commitment]:
        """Anchors, their states, then promises and pleas that no anchor explains."""
        for mention in self.cast.mentions:
            self.parties.people.setdefault(mention.head.sent, []).append(mention)
        for time in self.times.all:
            if time.first < len(self.page.tokens):
                self.dates.setdefault(self.page.tokens[time.first].sent, []).append(time)
        anchors = list(self.judge.anchors())
        judged = [(a, j) for a in anchors if (j := self.judge.judge(a)) is not None]
        judged = list(_specific(judged))
        used = {i for a, j in judged for i in (*j.path, a.token.i)}
        judged.extend(self.bare(used))
        judged.extend(self.given())
        judged.extend(self.turned())
        judged.extend(list(self.joined({a.token.i for a, _ in judged})))
        judged.extend(self.meant(anchors))
        judged.extend(list(sequels(self.page, judged)))
        judged = list(
            {
                (a.kind, j.state, j.path or a.token.i): (_invoked(a, j), j) for a, j in judged
            }.values()
        )
        judged.sort(key=lambda pair: (pair[0].token.start, pair[1].state))
        return [self.build(a, j) for a, j in judged]

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
            if owed is None or owed.i in used or owed.lemma in self.judge.words.moods:
                continue
            state: CommitmentState = "agreed" if lemma in _PLEDGE else "requested"
            shaded = self.judge.shade(token, state)
            if state == "requested" and not (self.heard(token, owed) and self.dated(owed)):
                continue  # a call is no debt; an ultimatum is
            idle = conditional(token) or self.judge.asked(token) or self.judge.figurative(token)
            if shaded is not None and not idle:
                anchor = Anchor(owed, owed.i, owed.i + 1, "other", None, owed.pos == "VERB")
                yield anchor, Judged(shaded, token, (token.i,), f'"{token.text}" governs it')

    def owed(self, verb: Token) -> Token | None:
        """What a promise or plea is for: its infinitive; for a promise also its clause."""
        for child in verb.children:
            if child.dep in ("xcomp", "ccomp", "advcl") and child.infinitive:
                return child
            if child.dep == "ccomp" and child.i > verb.i and verb.lemma in _WITH_THAT:
                return child
        if verb.lemma in ("promise", "pledge"):
            return verb.child("dobj")
        return None

    def dated(self, owed: Token) -> bool:
        """Whether a term is set: a time after "by", "until", "within" in what is asked."""
        return any(
            owed.i - 8 < time.first < owed.right
            and not _BEFORE.isdisjoint(
                t.lower for t in self.page.tokens[time.first - 1 : time.last]
            )
            for time in self.dates.get(owed.sent, ())
        )

    def heard(self, plea: Token, owed: Token) -> bool:
        """Whether a plea goes to somebody who can be held to it, not to "people" or "me"."""
        whom = addressee(plea, owed)
        if whom is None or whom.pos == "PROPN" or self.cast.parties(whom):
            return True
        return whom.lemma in _PUBLIC

    def given(self) -> Iterator[tuple[Anchor, Judged]]:
        """Ultimatums told by "give": "gave them until Friday to leave"."""
        for token in self.page.tokens:
            if token.lemma != "give" or token.pos != "VERB" or self.judge.asked(token):
                continue
            near = self.page.tokens[token.i + 1 : token.i + 12]
            until = next((t for t in near if t.lower in ("until", "till")), None)
            hours = next((t for t in near if t.lemma in ("hour", "day", "week")), None)
            mark = until or hours
            if mark is None or mark.sent != token.sent:
                continue
            after = self.page.tokens[mark.i : mark.i + 10]
            verb = next((t for t in after if t.pos == "VERB" and t.infinitive), None)
            if verb is not None and verb.sent == token.sent:
                deed = self.judge.deed(verb, self.judge.words.deeds.get(verb.lemma, []))
                kind = deed.kind if deed else "other"
                anchor = Anchor(verb, verb.i, verb.i + 1, kind, None, True)
                state: CommitmentState = "requested" if kind == "withdrawal" else "due"
                yield anchor, Judged(state, token, (token.i,), f'"{token.text}" sets a term')

    def turned(self) -> Iterator[tuple[Anchor, Judged]]:
        """Pleas told by "turn to": "turned to Oman so that it would send tents"."""
        for token in self.page.tokens:
            if token.lemma != "turn" or token.pos != "VERB" or self.judge.asked(token):
                continue
            to = next((c for c in token.children if c.lower == "to" and c.child("pobj")), None)
            for clause in token.all("advcl", "ccomp"):
                marked = any(c.dep == "mark" and c.lower in ("so", "that") for c in clause.children)
                deed = self.judge.deed(clause, self.judge.words.deeds.get(clause.lemma, []))
                if to is not None and marked and deed is not None:
                    yield deed, Judged("requested", token, (token.i,), f'"{token.text} to" asks')

    def joined(self, used: set[int]) -> Iterator[tuple[Anchor, Judged]]:
        """The second thing that a promise is for: "agreed on a truce and to free the crew"."""
        tokens = self.page.tokens
        for token in tokens:
            if token.lemma not in _PLEDGE or token.pos != "VERB" or self.judge.asked(token):
                continue
            last = min(self.page.sentence(token).last - 2, token.i + _REACH)
            for i in range(token.i + 1, last):
                verb = tokens[i + 2]
                if (tokens[i].lower, tokens[i + 1].lower) != ("and", "to") or verb.i in used:
                    continue
                if verb.tag not in ("VB", "JJ", "NN") or any(
                    t.text == ";" for t in tokens[token.i : i]
                ):
                    break
                state = self.judge.shade(token, "agreed")
                deed = self.judge.deed(verb, self.judge.words.deeds.get(verb.lemma, []))
                anchor = deed or Anchor(verb, verb.i, verb.i + 1, "other", None, True)
                if state is not None and not conditional(token):
                    yield (
                        anchor,
                        Judged(state, token, (token.i,), f'"{token.text}" governs it, too'),
                    )
                break

    def meant(self, anchors: list[Anchor]) -> list[tuple[Anchor, Judged]]:
        """What becomes of "it" or "one", where a pact was named up to two sentences before."""
        named = [a for a in anchors if a.kind in _PACTS and not a.deed and not a.under]
        found = []
        for token in self.page.tokens:
            if token.lower not in ("it", "one") or token.head.lemma not in _OF_PACTS:
                continue
            if token.dep not in ("dobj", "nsubj", "nsubjpass") or self.judge.asked(token):
                continue
            before = [a for a in named if a.token.i < token.i and token.sent - a.token.sent <= 2]
            if not before:
                continue
            anchor = Anchor(token, token.i, token.i + 1, before[-1].kind, None, False)
            state = self.judge.climb(anchor)
            if state is not None and not conditional(state.governor):
                found.append((anchor, state))
        return found

    # ------------------------------------------------------------- record

    def build(self, anchor: Anchor, judged: Judged) -> Commitment:
        """The record, with parties, due date and words."""
        bound = self.parties.of(anchor, judged)
        start, end = self.extent(anchor, judged)
        return Commitment(
            id="",
            kind=anchor.kind,
            parties=bound.parties,
            owed_by=bound.owed_by,
            owed_to=bound.owed_to,
            state=judged.state,
            due=self.due(anchor, judged),
            terms=self.terms(anchor),
            text=self.page.text[start:end],
            span=(start, end),
            why={"state": judged.why, **bound.why},
        )

    def due(self, anchor: Anchor, judged: Judged) -> str | None:
        """The day by which it is owed: a time after "by" or "until", else the deed's own, else
        that of its end. An interval is due at its end."""
        token, governor = anchor.token, judged.governor
        if anchor.origin is not None:
            return None  # the promise itself was told before, with its term
        for time in self.dates.get(token.sent, ()):
            before = self.page.tokens[time.first - 1] if time.first else None
            words = (self.page.tokens[time.first].lower, before.lower if before else "")
            near = time.first > token.i - 12 and not self.parted(token.i, time.first)
            if not _BEFORE.isdisjoint(words) and near:
                return _day(time.when.value)
        if anchor.deed:
            when = self.times.of(token)
            if when is not None and when.span and when.span[0] < token.start and governor:
                when = None  # "agreed on Friday to withdraw": the day of the promise
        elif governor is not None and judged.state in ("ended", "breached") and not judged.path:
            when = self.times.of(governor)
        else:
            inside = self.dates.get(token.sent, ())
            when = next((t.when for t in inside if token.i < t.first < token.right), None)
            when = when if judged.state in ("agreed", "requested", "due", "proposed") else None
        return _day(when.value) if when else None

    def parted(self, one: int, other: int) -> bool:
        """Whether a semicolon stands between two tokens."""
        return any(t.text == ";" for t in self.page.tokens[min(one, other) : max(one, other)])

    def terms(self, anchor: Anchor) -> str:
        """The words of what is owed."""
        first = anchor.token.i if anchor.deed else max(anchor.token.left, anchor.first - 6)
        last = min(self.tail(anchor.token), anchor.token.i + _REACH)
        return self.text(min(first, anchor.first), max(last, anchor.last))

    def extent(self, anchor: Anchor, judged: Judged) -> tuple[int, int]:
        """Characters from the governor to the end of what it governs, or the reverse."""
        if anchor.origin is not None:
            return self.page.tokens[anchor.first].start, anchor.token.end
        first = anchor.token.i if anchor.deed else max(anchor.token.left, anchor.first - 6)
        last = max(min(self.tail(anchor.token), anchor.token.i + _REACH), anchor.last)
        first = min(first, anchor.first)
        governor = judged.governor
        if governor is not None and governor.sent == anchor.token.sent:
            near = abs(governor.i - anchor.token.i) <= _REACH
            if near:
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


def _day(value: str) -> str | None:
    """The day (month, year) of an EDTF value; the end of an interval where it has one."""
    start, _, end = value.partition("/")
    day = end if end and end != ".." else start
    return day.partition("T")[0] if day != ".." else None


def _invoked(anchor: Anchor, judged: Judged) -> Anchor:
    """A treaty that is invoked, or is not, is one of mutual defence."""
    verb = judged.governor
    if anchor.kind == "other" and verb is not None and verb.lemma in ("invoke", "activate"):
        return anchor._replace(kind="defence_pact")
    return anchor


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
