"""What a number counts, and what befell it: the measure of a figure.

What the words around a number say ("killed at least 12", "12 ... were killed", "a toll of 12")
outweighs the parse tree, which is often wrong in long sentences, and outweighs what the counted
are ("12 soldiers"). Word list: ``lexicon/figures.yaml``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casus.reader import lexicon
from casus.reader.figures.numbers import Number
from casus.reader.language import Page, Token
from casus.records import Measure

_LEX = lexicon.load("figures")
_NOUNS: dict[str, Measure] = {w: e["measure"] for e in _LEX["nouns"] for w in e["words"]}
PERSONS = frozenset(w for e in _LEX["nouns"] if e.get("person") for w in e["words"])
_TAKERS = frozenset(w for e in _LEX["takers"] for w in e["words"])
STATES: dict[str, tuple[Measure, str]] = {
    w: (e["measure"], e["role"]) for e in _LEX["states"] for w in e["words"]
}
_TOLLS = frozenset(w for e in _LEX["tolls"] for w in e["words"])
_UNDERGONE: dict[str, Measure] = {w: e["measure"] for e in _LEX["undergone"] for w in e["words"]}
_CARRY_ON = frozenset(w for e in _LEX["between"] for w in e["words"])
_NOT_COUNTED = frozenset(w for e in _LEX["not_counted"] for w in e["words"])

_LIVING: frozenset[Measure] = frozenset(
    ["killed", "wounded", "captured", "missing", "displaced", "troops", "fighters"]
)
BEFALLEN: frozenset[Measure] = frozenset(["killed", "wounded", "captured", "missing", "displaced"])
_BE = frozenset(
    ["was", "were", "been", "be", "being", "is", "are", "get", "got", "'re", "remain", "remained"]
)
_CRAFT = re.compile(r"(?:mig|su|tu|il|f|b|mi|ka|an)-\d+[a-z]{0,2}s?")  # names of aircraft
_TAKEN = frozenset(("prisoner", "hostage", "captive"))
_LABELS = frozenset(
    "article resolution no number chapter division brigade unit battalion route highway flight "
    "page aged age phase day area channel paragraph section group level type mark model room".split()
)
_BEFORE_COUNT = frozenset(
    "the its their also an a another further reportedly all out down even other his to".split()
) | {'"', "“", "'", "``"}
_TO_TOLL = frozenset(
    "to at of stands stood reached put from is was be rose hit passed exceeded that toll than as "
    "number tally".split()
)
_REPORTS = frozenset(["report", "reports", "sources", "statement", "statements"])
_JOINS = frozenset([",", "and", "&", "others", "more", "as", "well", "along", "with", "plus"])
_INCLUDING = frozenset(["including", "among", "mostly", "them", "whom", "which"])


@dataclass(slots=True)
class Count:
    """A number with what it counts. ``noun`` heads the counted; None for a bare number."""

    number: Number
    first: int  # token of the number proper
    last: int  # after the number
    noun: Token | None
    end: int  # token after the noun, or after the number
    state: Measure | None = None  # said inside the noun phrase: "three wounded comrades"
    joined: int | None = None  # first token of a coordination: "[regime] and rebel fighters"


def state_of(token: Token) -> Measure:
    """What a word says befell the counted; "lost 12 men", "claimed 12 lives" tell of dead."""
    if token.lower in _TAKEN:
        return "captured"
    return "killed" if token.lower not in STATES else STATES[token.lower][0]


class Measurer:
    """Measures the counts of one page in order; ``last`` is the figure before, whose measure a
    list or an "including" goes on with."""

    def __init__(self, page: Page) -> None:
        self.page, self.tokens = page, page.tokens
        self.last: tuple[Measure, int, int] | None = None  # measure, sentence, token after

    # ------------------------------------------------------------ what is counted

    def count(self, number: Number) -> Count | None:
        """What a number counts; None where it is a label ("Article 5") or no word of its own."""
        first = self.page.index(number.digits)
        last = self.page.index(number.end)
        if first >= len(self.tokens) or last <= first:
            return None
        before = self.tokens[first - 1] if first else None
        if before is not None and before.lower.rstrip(".") in _LABELS and number.qualifier is None:
            return None
        count = Count(number, first, last, None, last)
        if number.money:
            return count
        self.seek_noun(count)
        return count

    def seek_noun(self, count: Count) -> None:
        """Walk right over modifiers to the head of the counted noun phrase."""
        stop = min(len(self.tokens), count.last + 9)
        sentence = self.tokens[count.first].sent
        found: Token | None = None
        for i in range(count.last, stop):
            token = self.tokens[i]
            if token.sent != sentence:
                break
            word = token.lower
            if word == "of" and i <= count.last + 1 and found is None:
                continue
            parted = i > count.last and self.tokens[i - 1].lower in ("of", "its", "the", "their")
            if word == "including" or (token.pos == "NUM" and found is None and not parted):
                break
            if found is not None and found.lower in _NOUNS and found.tag in ("NNS", "NNPS"):
                break
            if self._hyphenated(i):
                continue  # "rebel-held"
            if found is not None and word in _REPORTS:
                break
            state = STATES.get(word)
            if state and (found is not None or not self._is_noun_use(i)):
                if found is None and self._noun_follows(i + 1):
                    count.state = state[0]
                    continue
                break
            if word in _NOUNS or token.pos in ("NOUN", "PROPN"):
                found = token
                continue
            if found is None and (
                token.pos in ("ADJ", "DET", "ADV", "NUM") or token.tag in ("PRP$", "VBN", "VBG")
            ):
                continue
            if found is not None and self._coordinates(found, i):
                count.joined = count.joined or found.i
                continue
            if token.text in ("-", "–", "/", '"', "“", "''", "'s", "’s") and i + 1 < stop:
                if found is not None and token.text not in ("-", "–", "'s", "’s"):
                    break
                continue
            if (
                token.pos in ("ADJ", "NUM")
                and found is not None
                and self.tokens[i - 1].text in "-–"
            ):
                continue
            break
        if found is not None:
            count.noun, count.end = found, found.i + 1

    def _coordinates(self, found: Token, i: int) -> bool:
        """Whether "and" at ``i`` joins two words before one noun: "army and militia fighters"."""
        if self.tokens[i].lower not in ("and", "or") or found.lower in _NOUNS:
            return False
        if found.tag in ("NNS", "NNPS"):
            return False
        for token in self.tokens[i + 1 : i + 4]:
            living = _NOUNS.get(token.lower) in _LIVING or token.lower in PERSONS
            if living and token.tag[-1] == "S":
                return token.i > i + 1
            if token.pos not in ("NOUN", "ADJ", "PROPN"):
                return False
        return False

    def _hyphenated(self, i: int) -> bool:
        after = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        return after is not None and after.text == "-" and after.start == self.tokens[i].end

    def _is_noun_use(self, i: int) -> bool:
        """Whether "dead", "wounded" head a noun phrase: "the 83 wounded"."""
        return self.tokens[i].lower in _NOUNS and not self._noun_follows(i + 1)

    def _noun_follows(self, i: int) -> bool:
        """Whether a noun stands here, perhaps after an adjective."""
        for token in self.tokens[i : i + 3]:
            if token.lower in _REPORTS:
                return False  # "nine wounded reports said"
            if token.lower in _NOUNS or (token.pos in ("NOUN", "PROPN") and token.tag[-1] == "S"):
                return True
            if token.pos not in ("ADJ", "PROPN", "NOUN"):
                return False
        return False

    # -------------------------------------------------------------------- measure

    def measure(self, count: Count) -> tuple[Measure | None, str, Token | None]:
        """The measure, the reason, and the word of state that gave it."""
        noun = count.noun
        if count.number.money:
            return "money", "sign of currency", None
        kind = self.kind(noun)
        if noun is not None and (noun.lower in _NOT_COUNTED or self._unit_after(count)):
            return None, "", None
        if kind == "money":
            return kind, f"noun: {noun.lower if noun else ''}", None
        if noun is not None and kind in ("killed", "wounded"):
            if noun.lower in STATES and self._mixed(noun.i):
                return "other", "dead and wounded in one total", None
            return kind, f"noun: {noun.lower}", None
        if count.state:
            died = self.right(count) if count.state == "wounded" else None
            if died is not None and state_of(died) == "killed":
                return "killed", f"state: {died.lower}", died  # "six injured villagers died"
            return count.state, "state before the noun", None
        machine = kind is not None and kind not in _LIVING and not (noun and noun.lower in PERSONS)
        if not machine:
            undergone = self._undergoing(count)
            if undergone is not None:
                return undergone, "noun of what befell them", None
            toll = self._toll(count, kind)
            if toll is not None:
                return toll, "toll", None
            state = self.left(count) or self.right(count)
            single = count.number.high == 1 and noun is not None and kind is None
            if single and noun is not None and noun.tag not in ("NNP", "NNPS"):
                return None, "", None
            if state is not None and self._fits(state_of(state), kind, noun):
                if self._mixed(state.i):
                    return "other", "dead and wounded in one total", state
                return state_of(state), f"state: {state.lower}", state
            listed = self.listed(count, kind)
            if listed is not None:
                return listed, "goes on a count", None
            few = count.number.high is not None and count.number.high <= 3
            if few and noun is not None and noun.lower in PERSONS:
                return None, "", None  # "two residents said": people who speak, not a count
        if kind is not None:
            return kind, f"noun: {noun.lower if noun else ''}", None
        return None, "", None

    def _fits(self, state: Measure, kind: Measure | None, noun: Token | None) -> bool:
        """Whether a state can befall the counted: places are captured, too, and armies flee."""
        if state == "captured":
            return kind is not None or noun is None or noun.tag in ("NNP", "NNPS")
        return not (state == "displaced" and kind in ("troops", "fighters"))

    def _undergoing(self, count: Count) -> Measure | None:
        """ "the deaths of 12 men", "claimed the lives of 8", "the release of 300 rebels"."""
        i = self.page.index(count.number.start) - 1
        while i > 0 and self.tokens[i].lower in ("the", "its", "their", "all", "another", "an"):
            i -= 1
        if i > 0 and self.tokens[i].lower in ("of", "to", "against"):
            return _UNDERGONE.get(self.tokens[i - 1].lower)
        return None

    def kind(self, noun: Token | None) -> Measure | None:
        """The measure that a noun gives by itself; None for a noun of no such class."""
        if noun is None:
            return None
        kind = _NOUNS.get(noun.lower)
        if kind is None and _CRAFT.fullmatch(noun.lower):
            return "aircraft"
        before = self.tokens[noun.i - 1].lower if noun.i else ""
        if noun.lower == "bombers" and before != "suicide":
            return "aircraft"
        if (
            kind in ("missiles",)
            and noun.lower == "rounds"
            and before not in ("mortar", "artillery", "tank")
        ):
            return None
        return kind

    def _unit_after(self, count: Count) -> bool:
        """Whether a word between number and noun makes it no count: "30 km road"."""
        words = {token.lower for token in self.tokens[count.last : count.end]}
        return (
            bool(words & _NOT_COUNTED) and count.noun is not None and count.noun.lower not in _NOUNS
        )

    def _mixed(self, i: int) -> bool:
        """Whether words of two states are joined: "killed or wounded", "dead and injured"."""
        here = state_of(self.tokens[i])
        for step in (1, -1):
            joint, other = i + step, i + 2 * step
            if 0 <= other < len(self.tokens) and self.tokens[joint].lower in ("and", "or", "/"):
                state = STATES.get(self.tokens[other].lower)
                if state and state[0] != here and {state[0], here} <= {"killed", "wounded"}:
                    return True
        return False

    def right(self, count: Count) -> Token | None:
        """A word after the counted that says what befell them, past asides ("including two
        children", ", a man of 76,")."""
        be, apart, nouns = self._leaving(count), 0, False
        if count.end < len(self.tokens) and self.tokens[count.end].lower in _TAKEN:
            return self.tokens[count.end]  # "took 22 men prisoner"
        i, stop = count.end, min(count.end + 18, self._sentence_end(count))
        while i < stop:
            token = self.tokens[i]
            state = STATES.get(token.lower)
            if token.lower == "among" and be:
                return self._state_in(i + 1, i + 6)
            if token.lower == "death" and self.tokens[i - 1].lower == "to":
                return self.tokens[i] if be else None
            if state is not None:
                return token if self._befalls(token, state[1], be, nouns or apart > 3) else None
            if token.text == ",":
                close = self._aside(i, stop)
                if close is None:
                    return None
                i = close
            elif token.lower in _BE or token.lower in ("have", "had", "has"):
                be = be or token.lower in _BE
            elif not self._carries_on(token, be):
                return None
            elif token.pos in ("NOUN", "PROPN"):
                nouns = True
            apart += 1
            i += 1
        return None

    def _leaving(self, count: Count) -> bool:
        """ "left seven people injured": what follows is said of them, as after "be"."""
        i = self.page.index(count.number.start) - 1
        return i >= 0 and self.tokens[i].lower in ("left", "leaving", "leaves")

    def _state_in(self, first: int, last: int) -> Token | None:
        """The first word of state in a run of tokens: "among [at least 12 people killed]"."""
        return next((t for t in self.tokens[first:last] if t.lower in STATES), None)

    def _sentence_end(self, count: Count) -> int:
        return self.page.sentence(self.tokens[count.first]).last

    def _aside(self, i: int, stop: int) -> int | None:
        """The comma that closes an aside opened by the comma at ``i``, or the word before a list
        that goes on."""
        if i + 1 < stop and self.tokens[i + 1].pos == "NUM" and self.tokens[i + 1].lower != "one":
            return i
        for j in range(i + 2, min(i + 12, stop - 1)):
            if self.tokens[j].text == ",":
                after = self.tokens[j + 1].lower
                return (
                    j
                    if after in _BE or after in ("have", "had", "has") or after in STATES
                    else None
                )
        return None

    def _carries_on(self, token: Token, be: bool) -> bool:
        """Whether the search for what befell the counted may pass over a word."""
        if token.text in ";:." or token.lower in _TOLLS:
            return False
        if token.lower in _CARRY_ON:
            return True
        if token.pos in ("VERB", "AUX", "SCONJ") or token.tag in ("WDT", "WRB", "WP"):
            return False
        return not be or token.pos in ("ADV", "PART", "CCONJ", "ADJ")

    def _befalls(self, token: Token, role: str, be: bool, apart: bool) -> bool:
        """Whether the word of state is said of the counted before it, who undergo it."""
        if token.lower == "left" or token.lower == "lost":
            return self._leaves(token)
        if role == "subject" or be:
            return True
        if token.lower in ("dead", "missing", "homeless"):
            return not apart
        if token.lower.endswith("ing"):
            return False
        after = self.tokens[token.i + 1] if token.i + 1 < len(self.tokens) else None
        if after is None or after.sent != token.sent or after.ent == "DATE":
            return True
        return after.pos not in ("DET", "NUM", "PRON", "NOUN", "ADJ", "PROPN")  # else they do it

    def _leaves(self, token: Token) -> bool:
        """ "have left their homes", "lost their lives"."""
        before, after = self.tokens[token.i - 1].lower, self.tokens[token.i + 1 : token.i + 3]
        if token.lower == "left":
            return before in ("have", "had", "has")
        return any(t.lower in ("life", "lives") for t in after)

    def left(self, count: Count) -> Token | None:
        """A word before the counted that says what befalls them: "killing at least 12"."""
        i = self.page.index(count.number.start) - 1
        first = self.page.sentence(self.tokens[count.first]).first
        if i - 2 >= first and self.tokens[i].text == ":" and self.tokens[i - 1].lower in PERSONS:
            taker = self.tokens[i - 2]  # "it had lost people: seven"
            return taker if taker.lower in _TAKERS or taker.lower in STATES else None
        for token in reversed(self.tokens[max(first, i - 3) : i + 1]):
            if token.lower in _TAKERS and token.i == i:
                return token if self._is_living(count) else None
            if token.lower in ("were", "was", "are", "included", "include", "includes"):
                opened = {t.lower for t in self.tokens[max(first, token.i - 5) : token.i]}
                partly = opened & {"among", "those"}
                return self._state_in(max(first, token.i - 4), token.i) if partly else None
            state = STATES.get(token.lower)
            if state is not None:
                active = state[1] == "object" and token.lower not in ("dead", "missing", "homeless")
                return token if active and not self._passive(token.i) else None
            if token.lower not in _BEFORE_COUNT:
                return None
        return None

    def _is_living(self, count: Count) -> bool:
        kind = self.kind(count.noun)
        person = count.noun is not None and count.noun.lower in PERSONS
        return person or kind in ("troops", "fighters")

    def _passive(self, i: int) -> bool:
        """Whether a form of "be" makes the word of state passive: "were killed, 12 wounded"."""
        if self.tokens[i].lower.endswith("ing"):
            return False
        before = (
            self.tokens[i - 2 : i]
            if i >= 2 and self.tokens[i - 1].pos == "ADV"
            else self.tokens[max(0, i - 1) : i]
        )
        return any(t.lower in _BE for t in before)

    def listed(self, count: Count, kind: Measure | None) -> Measure | None:
        """The measure of the count that this one goes on or is a part of: "killing 14 people, 3
        women and 5 children", "including 12 children"."""
        if self.last is None:
            return None
        measure, sentence, end = self.last
        token = self.tokens[count.first]
        if (
            token.sent != sentence
            or measure not in BEFALLEN
            or (measure == "displaced" and kind in ("troops", "fighters"))
        ):
            return None
        start = self.page.index(count.number.start)
        between = self.tokens[end:start]
        words = (
            {t.lower for t in between}
            | {t.lower for t in self.tokens[start : count.first]}
            | {t.lower for t in self.tokens[count.last : count.last + 3]}
        )
        person = count.noun is not None and (count.noun.lower in PERSONS or kind in _LIVING)
        if (
            _INCLUDING & words
            and len(between) <= 14
            and (person or count.noun is None or kind is None)
        ):
            return measure
        joined = all(t.lower in _JOINS or t.pos == "PUNCT" for t in between)
        return measure if joined and person and len(between) <= 3 else None

    def _toll(self, count: Count, kind: Measure | None) -> Measure | None:
        """Of what a number is the toll: "the death toll has risen to 86", "the number of wounded
        at 28"."""
        if kind is not None and not (count.noun and count.noun.lower in PERSONS):
            return None
        start = self.page.index(count.number.start)
        sentence = self.page.sentence(self.tokens[count.first])
        if start > sentence.first and self.tokens[start - 1].lower not in _TO_TOLL:
            return None
        before = [t.lower for t in self.tokens[max(sentence.first, start - 12) : start]]
        after = [t.lower for t in self.tokens[count.end : min(sentence.last, count.end + 5)]]
        for words in (before, after):
            if words is before and words[-2:] == ["dead", "at"]:
                return "killed"  # "put its dead at nine"
            named = [w for w in words if w in _TOLLS]
            if not named:
                continue
            tail = (
                words[len(words) - 1 - words[::-1].index(named[-1]) :] if words is before else words
            )
            states = [STATES[w][0] for w in tail if w in STATES]
            if states:
                return states[0]
            if named[-1] == "toll" or "deaths" in words:
                return "killed"
        return None
