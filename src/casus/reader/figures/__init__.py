"""How many of what, at least or at most.

A figure is a number that counts people, arms or money of a conflict. Its measure is what befell
the counted ("killed 12", "12 dead") or else what they are ("12 tanks"). What the words around a
number say outweighs the parse tree, which is often wrong in long sentences. Word lists:
``lexicon/figures.yaml`` and ``lexicon/numbers.yaml``.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from casus.reader import lexicon
from casus.reader.actors import Cast
from casus.reader.actors.roles import SPEAKING
from casus.reader.figures import numbers
from casus.reader.figures.counted import BEFALLEN, PERSONS, Count, Measurer, state_of
from casus.reader.figures.numbers import Number
from casus.reader.language import Page, Token
from casus.reader.times import Times
from casus.records import Figure, Measure, Party, Span, When

_LEX = lexicon.load("figures")
_NONE: dict[str, list[Measure]] = {w: e["measures"] for e in _LEX["none"] for w in e["words"]}
_DEEDS = frozenset(w for e in _LEX["deeds"] for w in e["words"])

_MACHINES: tuple[Measure, ...] = ("aircraft", "vehicles", "ships")
_FORCES = (*_MACHINES, "troops", "fighters")
_OWNING = frozenset(
    "send deploy dispatch station mass lose have move put mobilise mobilize withdraw recall".split()
)

_NO = frozenset(["no", "without", "nobody", "none"])
_OTHERS = frozenset("and another other more while plus with or addition".split())
_BEFORE_NOUN = frozenset("of the its their his her other more".split())
_DETERMINERS = _NO | {"a", "an", "another"}


def find(page: Page, cast: Cast, times: Times) -> list[Figure]:
    """Every figure on the page in order of the text; ``id`` is left empty for the caller."""
    return _Finder(page, cast, times).find()


class _Finder:
    """One pass over the numbers of a page."""

    def __init__(self, page: Page, cast: Cast, times: Times) -> None:
        self.page, self.cast, self.times = page, cast, times
        self.tokens = page.tokens
        self.found: list[Figure] = []
        self.measurer = Measurer(page)
        self.starts = [time.when.span[0] for time in times.all if time.when.span]
        self.ends = [time.when.span[1] for time in times.all if time.when.span]

    def find(self) -> list[Figure]:
        work: list[tuple[int, Number | Token]] = [
            (number.digits, number)
            for number in numbers.scan(self.page.text)
            if not self._in_time(number)
        ]
        work += [(token.start, token) for token in self.tokens if token.lower in _DETERMINERS]
        for _, item in sorted(work, key=lambda pair: pair[0]):
            if isinstance(item, Number):
                self._one(item)
            elif item.lower in _NO:
                self._zero(item)
            else:
                self._single(item)
        return sorted(self._distinct(), key=lambda figure: (figure.span, figure.measure))

    def _distinct(self) -> list[Figure]:
        """The figures without those that only say an earlier one of their sentence again. After
        "and" or "another" they count others; after a verb of saying they are another voice's."""
        first_of: dict[tuple[object, ...], Figure] = {}
        kept = []
        for figure in sorted(self.found, key=lambda f: f.span):
            first = self.page.index(figure.span[0])
            of = figure.of.name if figure.of is not None else None
            key = (self.tokens[first].sent, figure.measure, figure.low, figure.high, of)
            before = first_of.setdefault(key, figure)
            if before is figure or self._anew(before, first):
                kept.append(figure)
        return kept

    def _anew(self, before: Figure, first: int) -> bool:
        """Whether a figure like one before it in the sentence tells of others."""
        single = before.low is not None and before.low <= 1
        if single or before.measure not in BEFALLEN:
            return True
        last = self.page.index(before.span[1])
        if any(t.lemma in SPEAKING for t in self.tokens[last:first]):
            return True
        near = [t.lower for t in self.tokens[max(last, first - 4) : first]]
        return bool(_OTHERS.intersection(near)) and "the" not in near

    def _in_time(self, number: Number) -> bool:
        """Whether the number belongs to a date."""
        at = bisect_right(self.starts, number.digits) - 1
        return at >= 0 and number.digits < self.ends[at]

    def _one(self, number: Number) -> None:
        count = self.measurer.count(number)
        if count is None:
            return
        before = self.tokens[count.first - 1] if count.first else None
        if before is not None and before.lower == "not" and number.low == number.high == 1:
            count.number = replace(number, start=before.start, low=0, high=0)  # "not one plane"
        measure, why, state = self.measurer.measure(count)
        if measure is None:
            return
        self._emit(count, measure, why, state)

    # ------------------------------------------------------------ none, one

    def _zero(self, token: Token) -> None:
        i = token.i + 1
        if token.lower == "no" and i < len(self.tokens) and self.tokens[i].lower == "one":
            i += 1
        elif token.lower in ("no", "without"):
            for near in self.tokens[i : i + 3]:
                if near.lower in _NONE:
                    self._add_zeros(token, near, _NONE[near.lower])
                    return
                if near.pos not in ("ADJ", "NOUN", "DET", "ADV"):
                    break
        number = Number(token.start, token.start, self.tokens[i - 1].end, 0, 0, None, False)
        count = Count(number, token.i, i, None, i)
        if token.lower == "without":
            return
        if token.lower == "no" and i == token.i + 1:
            self.measurer.seek_noun(count)
            if count.noun is None:
                return
        noun = self.measurer.kind(count.noun)
        if noun in _MACHINES and self._lacking(count):
            self._emit(count, noun, "none at all", None)
            return
        state = self.measurer.right(count)
        if state is None:
            return
        kind = state_of(state)
        if noun in _MACHINES:
            kind = noun  # "no airplane is missing"
        if kind in BEFALLEN or kind == noun:
            self._emit(count, kind, f"none: {state.lower}", state)

    def _lacking(self, count: Count) -> bool:
        """ "no tanks were lost", "we have no drones": none, whatever befell them."""
        before = self.tokens[count.first - 1] if count.first else None
        if before is not None and before.lemma in ("have", "be") and before.lower != "having":
            return True
        return any(t.lower in _DEEDS for t in self.tokens[count.end : count.end + 4])

    def _add_zeros(self, first: Token, noun: Token, measures: list[Measure]) -> None:
        number = Number(first.start, first.start, first.end, 0, 0, None, False)
        for measure in measures:
            self._emit(
                Count(number, first.i, first.i + 1, noun, noun.i + 1),
                measure,
                f"none: {noun.lower}",
                None,
            )

    def _single(self, token: Token) -> None:
        """One person killed, wounded or captured; one machine lost or fired."""
        i = token.i
        number = Number(token.start, token.start, token.end, 1, 1, None, False)
        count = Count(number, i, i + 1, None, i + 1)
        head = token.head if token.dep == "det" and token.head.i > i else None
        if head is None or head.i > i + 5 or head.tag not in ("NN", "NNP"):
            return
        count.noun, count.end = head, head.i + 1
        kind = self.measurer.kind(head)
        national = kind is None and self._national(head)
        if kind is None and not national:
            return
        person = national or head.lower in PERSONS or kind in ("troops", "fighters")
        if not person:
            if kind in (*_MACHINES, "missiles") and self._is_deed(head):
                self._emit(count, kind, f"noun: {head.lower}", None)
            return
        state = self.measurer.left(count) or self.measurer.right(count)
        if state is not None:
            self._emit(count, state_of(state), f"state: {state.lower}", state)
        elif (listed := self.measurer.listed(count, kind)) is not None:
            self._emit(count, listed, "goes on a count", None)

    def _national(self, head: Token) -> bool:
        """Whether a noun tells of which country one is: "a Palestinian"."""
        mention = self.cast.at(head)
        return mention is not None and mention.form == "demonym" and mention.head is head

    def _is_deed(self, head: Token) -> bool:
        verb = head.head
        return verb.lower in _DEEDS and head.dep in ("dobj", "nsubjpass")

    # -------------------------------------------------------------------- records

    def _emit(self, count: Count, measure: Measure, why: str, state: Token | None) -> None:
        number = count.number
        low, high, qualifier = number.low, number.high, number.qualifier
        end = (
            self.tokens[count.end - 1].end
            if count.noun
            else max(number.end, self.tokens[count.last - 1].end)
        )
        later = numbers.after(self.page.text, end)
        if later is not None and low is not None:
            low, high = numbers.bounded(low, high, later[0])
            qualifier = qualifier or later[1]
        span: Span = (number.start, end)
        figure = Figure(
            id="",
            measure=measure,
            low=low,
            high=high,
            qualifier=qualifier,
            of=self._of(count, state),
            date=self._date(count, state),
            text=self.page.text[span[0] : span[1]],
            span=span,
            why={"measure": why},
        )
        self.found.append(figure)
        if number.low != 0:
            self.measurer.last = (measure, self.tokens[count.first].sent, count.end)

    def _date(self, count: Count, state: Token | None) -> When | None:
        token = state or count.noun or self.tokens[count.first]
        if state is None:
            for above in token.ancestors():
                if above.pos == "VERB":
                    token = above
                    break
        return self.times.of(token)

    def _owner(self, noun: Token) -> Party | None:
        """The state or group whose forces a verb moves or loses: "Chad sent 2,000 troops"."""
        if noun.dep != "dobj" or noun.head.lemma not in _OWNING:
            return None
        if self.measurer.kind(noun) not in _FORCES and noun.head.lemma != "lose":
            return None
        return self._doer(noun.head)

    def _doer(self, verb: Token) -> Party | None:
        """The subject of a verb, where it is of a country."""
        subject = verb.child("nsubj")
        parties = self.cast.parties(subject) if subject is not None else ()
        return next((p for p in parties if p.country is not None), None)

    def _of(self, count: Count, state: Token | None) -> Party | None:
        """Who or what is counted: someone of the cast, or the words of the noun phrase."""
        if count.noun is None:
            return self._doer(state) if state is not None and state.lemma == "lose" else None
        if count.joined is not None:
            first = count.last
            while self.tokens[first].lower in _BEFORE_NOUN and first < count.joined:
                first += 1
            start, end = self.tokens[first].start, count.noun.end
            return Party(name=self.page.text[start:end], sector=None, span=(start, end))
        parties = tuple(p for p in self.cast.parties(count.noun) if not self._counts(p))
        if parties and parties[0].country is not None:
            return parties[0]
        for token in self.tokens[count.last : count.end]:
            mention = self.cast.at(token)
            if mention is not None and mention.who.country is not None:
                who = mention.who
                return Party(
                    name=who.name,
                    actor=who.id,
                    country=who.country,
                    sector=who.sector,
                    span=(mention.start, mention.end),
                )
        owner = self._owner(count.noun)
        if owner is not None or parties:
            return owner or parties[0]
        noun = count.noun
        sector = "CVL" if noun.lower in PERSONS else None
        return Party(name=noun.lower, sector=sector, span=(noun.start, noun.end))

    def _counts(self, party: Party) -> bool:
        """Whether a party's name is the counting words themselves: "nine wounded reports"."""
        return party.actor is None and any(c.isdigit() for c in party.name.split(" ")[0])
