"""When: expressions of time and what they mean on the day of publication (TimeML).

``find`` reads every expression with ``timex``'s rules; ``Times.of`` gives a happening the time
that grammar gives it (TimeML's TLINK of an event to a time in its own clause), and never the day
on which somebody spoke of it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date

from casus.reader import lexicon
from casus.reader.language import Page, Token
from casus.reader.times import patterns as timex
from casus.reader.times.values import Now, Tense, Value
from casus.records import Published, When

_LEX = lexicon.load("times")
_REPORTING = frozenset(word for entry in _LEX["reporting"] for word in entry["words"])
_JUDGING = frozenset(
    w for entry in _LEX["reporting"] if entry.get("judges") for w in entry["words"]
)
_PLANS = frozenset(word for entry in _LEX["plans"] for word in entry["words"])
_ACHIEVED = frozenset(word for entry in _LEX["achieved"] for word in entry["words"])
_AHEAD = frozenset(
    [
        "will",
        "'ll",
        "shall",
        "may",
        "might",
        "must",
        "should",
        "would",
        "can",
        "could",
        "wo",
        "’ll",
        "'d",
    ]
)
_QUOTES = frozenset('"“”')

_PREPOSITION = re.compile(
    r"(?:in|on|since|by|until|till|from|during|of|before|after|for|between|to|that|the|through|and) "
    r"(?:the )?",
    re.IGNORECASE,
)
# What stands before an expression and bounds it: "since", "until at least", "by the end of".
_BOUND = re.compile(
    r"\b(since|from|starting|beginning|as of|after|until|till|by|before|through|up to)(?: (?:at least|about"
    r"|around|the|late|early|mid|middle of|end of|noon|midnight|dawn|dusk|on|\d[\d:.]*(?: ?[ap]\.?m\.?)?"
    r"|GMT|of|\w+ (?:hours|o'clock)))*[ -]?$",
    re.IGNORECASE,
)
_OPENING = frozenset(["since"])
_CLOSING = frozenset(["until", "till", "by", "before", "through", "up to"])
_JOINED = re.compile(r"(?: and | to | until | till | through | ?[-–] ?)(?:the )?", re.IGNORECASE)
_HOURS = frozenset(
    "night nights hours morning afternoon evening dawn dusk eve day start end beginning middle "
    "midnight noon course early late".split()
)
_YEAR_LEADS = frozenset(
    "in since by of until till from during before after through between and to early late mid"
    " back circa around spring summer autumn winter".split()
)


@dataclass(slots=True)
class Time:
    """An expression of time over tokens [first, last)."""

    first: int
    last: int
    when: When


@dataclass(slots=True)
class Times:
    """All expressions of time on a page, in order."""

    page: Page
    all: list[Time] = field(default_factory=list)
    _starts: list[int] = field(default_factory=list, repr=False)
    _governors: dict[int, Token] = field(default_factory=dict, repr=False)

    def within(self, first: int, last: int) -> list[Time]:
        """The expressions that begin in tokens [first, last)."""
        if len(self._starts) != len(self.all):
            self._starts = [time.first for time in self.all]
        return self.all[bisect_left(self._starts, first) : bisect_left(self._starts, last)]

    def of(self, token: Token) -> When | None:
        """The time that grammar gives the happening whose trigger is ``token``, or None.

        Looks at the times of the trigger's sentence: one that modifies the trigger or stands in
        its clause; else one of the clause that governs it. A time that belongs to a verb of
        reporting dates the saying, and is given to that verb alone.
        """
        sentence = self.page.sentence(token)
        near = self.within(sentence.first, sentence.last)
        if not near:
            return None
        owned = [(self._governor(time), time) for time in near if self._dates(time, token)]
        for place in _climb(token):
            fits = [
                time
                for owner, time in owned
                if owner is token
                or (not self._is_label(time) and self._reaches(owner, place, token))
            ]
            if fits:
                return min(fits, key=lambda time: abs(time.first - token.i)).when
        return None

    def _reaches(self, owner: Token, place: Token, trigger: Token) -> bool:
        if trigger.lemma in _JUDGING and trigger.pos == "VERB":
            return False  # what was condemned has a day of its own
        return owner is place or _inside(owner, place, trigger)

    def _dates(self, time: Time, trigger: Token) -> bool:
        """A limit ("by Friday") dates what is to be done by then, not the promising."""
        promising = _is_reporting(trigger) or trigger.lemma in _GRANTING
        return not (promising and time.when.value.startswith("../"))

    def _is_label(self, time: Time) -> bool:
        """Whether the expression only names a thing: "the accord of 2000", "Friday's vote"."""
        head = _head(self.page, time.first, time.last)
        before = self.page.tokens[time.first - 1].lower if time.first else ""
        parted = before == "of" and self.page.tokens[time.first - 2].lower in _HOURS
        return (before == "of" and not parted) or head.dep in (
            "poss",
            "compound",
            "amod",
            "nummod",
            "nmod",
        )

    def _governor(self, time: Time) -> Token:
        """The happening that an expression dates: the verb or noun that it modifies."""
        found = self._governors.get(time.first)
        if found is None:
            found = self._governors[time.first] = _governor(self.page, time.first, time.last)
        return found


# ------------------------------------------------------------------- reading


def find(page: Page, published: Published) -> Times:
    """Every expression of time that has a value.

    Relative expressions are read against ``published``; where that is unknown they have no value
    and are left out: no default date, and never today's.
    """
    times = Times(page)
    now = Now(_publication(published))
    hits = timex.scan(page.text, 0, len(page.text))
    history = _is_history(hits, now.day)
    for rule, match in hits:
        start, end = _bare_span(match)
        tokens = page.within(start, end) or _around(page, start)
        if not tokens or (rule.name == "year" and not _is_year(page, tokens[-1], match)):
            continue
        now.tense = _tense(page, tokens[0].i, tokens[-1].i + 1, _lead(page.text, start))
        value = rule.read(match, now)
        if value is None:
            continue
        _remember(now, value, history)
        anchor = now.day.isoformat() if now.day and _rests_on_day(rule.name, match) else None
        bounded = _bounded(_lead(page.text, start), value, now.tense)
        when = When(
            value=bounded[0], precision=bounded[1], span=(start, end), rule=rule.name, anchor=anchor
        )
        _append(times, Time(tokens[0].i, tokens[-1].i + 1, when))
    _move_to_day_of_speaking(times)
    return times


def _publication(published: Published) -> date | None:
    """The day of publication; None where it is not known to the day."""
    if published.value is None or published.precision in ("month", "year"):
        return None
    try:
        return date.fromisoformat(published.value[:10])
    except ValueError:
        return None


def _is_history(hits: list[tuple[timex.Rule, re.Match[str]]], day: date | None) -> bool:
    """Whether the text tells of the past: at least three full dates two or more years old, and
    those in the majority. There a date without a year is of the year the story has reached."""
    full = [
        m["y"]
        for rule, m in hits
        if rule.name in ("month-day", "day-month", "month-year") and m["y"]
    ]
    this = day.year if day else 9999
    old = [year for year in full if int(year) <= this - 2]
    news = sum(rule.name in ("weekday", "day-word", "weekend") for rule, _ in hits)
    return len(old) >= 3 and 2 * len(old) > len(full) and news < len(old)


def _remember(now: Now, value: Value, history: bool) -> None:
    """Keep the last day named, and the year that a history has reached."""
    text, precision = value
    if precision == "day" and text[:1].isdigit():
        now.seen = date.fromisoformat(text)
    if history and precision in ("day", "month", "year") and text[:4].isdigit():
        now.year = int(text[:4])


def _bare_span(match: re.Match[str]) -> tuple[int, int]:
    """The expression without a preposition that its rule needed to see."""
    start, end = match.span()
    lead = _PREPOSITION.match(match.string, start, end)
    return (lead.end() if lead and lead.end() < end else start), end


def _around(page: Page, offset: int) -> list[Token]:
    """The token that holds an offset: "Sept.30," may be one token."""
    i = page.index(offset + 1) - 1
    return [page.tokens[i]] if 0 <= i < len(page.tokens) and page.tokens[i].end > offset else []


def _rests_on_day(rule: str, match: re.Match[str]) -> bool:
    if rule in timex.RELATIVE:
        return True
    return rule == "month" or ("y" in match.re.groupindex and not match["y"])


def _is_year(page: Page, token: Token, match: re.Match[str]) -> bool:
    """Whether four digits are a year: after a word that leads to one, and not counting things."""
    if match.group()[0].isalpha():  # "mid-2012"
        return True
    after = page.tokens[token.i + 1] if token.i + 1 < len(page.tokens) else None
    counts = after is not None and after.tag == "NNS" and token.head is after
    before = page.tokens[token.i - 1] if token.i else None
    if before is None or counts or token.text[:2] not in ("17", "18", "19", "20"):
        return False
    if before.lower in _YEAR_LEADS:
        return True
    single = after is not None and after.tag in ("NN", "NNP") and token.text[:2] in ("19", "20")
    return single and (
        before.lower in ("the", "a", "its", "this", "their", "'s") or token.head is after
    )


def _lead(text: str, start: int) -> str:
    """The word that bounds an expression ("since", "until", "by"), or nothing."""
    found = _BOUND.search(text, max(0, start - 40), start)
    return found[1].lower() if found else ""


def _bounded(word: str, value: Value, tense: Tense) -> Value:
    """The value as an open interval where a preposition bounds it."""
    if not word or value[0].startswith("../") or value[0].endswith("/.."):
        return value
    first, _, last = value[0].partition("/")
    if word in _CLOSING:
        return f"../{last or first}", "interval"
    if word in _OPENING or (word in ("from", "starting", "beginning") and tense == "future"):
        return f"{first}/..", "interval"
    return value


def _append(times: Times, time: Time) -> None:
    """Add an expression; "between X and Y" and "from X to Y" become one interval."""
    if times.all:
        before = times.all[-1]
        a, b = before.when.span, time.when.span
        assert a is not None
        assert b is not None
        if a[1] > b[0] or before.last > time.first:
            return
        text = times.page.text
        lead = text[max(0, a[0] - 12) : a[0]].lower().rstrip().removesuffix(" the")
        between = text[a[1] : b[0]]
        if lead.endswith(("between", "from")) and _JOINED.fullmatch(between):
            first, last = before.when.value.split("/")[0], time.when.value.split("/")[-1]
            if first < last or not first[0].isdigit():
                when = When(
                    value=f"{first}/{last}",
                    precision="interval",
                    span=(a[0], b[1]),
                    rule=f"{before.when.rule} to {time.when.rule}",
                    anchor=time.when.anchor,
                )
                times.all[-1] = Time(before.first, time.last, when)
                return
    times.all.append(time)


def _move_to_day_of_speaking(times: Times) -> None:
    """Inside a quotation "today" is the day of speaking, where the cue of its sentence gives
    one: "They left today," he said on Friday."""
    for at, time in enumerate(times.all):
        span = time.when.span
        if time.when.rule != "day-word" or span is None or time.when.anchor is None:
            continue
        page = times.page
        sentence = page.sentences[page.tokens[time.first].sent]
        if not _in_quotes(page.text, sentence.start, span[0], sentence.end):
            continue
        spoken = _spoken(times, sentence.first, sentence.last, time)
        if spoken is None:
            continue
        days = (date.fromisoformat(time.when.value) - date.fromisoformat(time.when.anchor)).days
        moved = date.fromordinal(spoken.toordinal() + days)
        when = When(
            value=moved.isoformat(),
            precision="day",
            span=span,
            rule="day-word of speaking",
            anchor=spoken.isoformat(),
        )
        times.all[at] = Time(time.first, time.last, when)


def _in_quotes(text: str, start: int, at: int, end: int) -> bool:
    return any(c in _QUOTES for c in text[start:at]) and any(
        c in _QUOTES for c in text[at : end + 1]
    )


def _spoken(times: Times, first: int, last: int, quoted: Time) -> date | None:
    """The day beside the reporting verb of a sentence."""
    for time in times.within(first, last):
        if time is quoted or time.when.precision != "day" or not time.when.value[0].isdigit():
            continue
        one, two = sorted((time.when.span or (0, 0), quoted.when.span or (0, 0)))
        if not any(c in _QUOTES for c in times.page.text[one[1] : two[0]]):
            continue  # the saying is itself told of inside the quotation
        if _speech_beside(times.page, time.first, time.last):
            return date.fromisoformat(time.when.value)
    return None


# ------------------------------------------------------------------- grammar


def _tense(page: Page, first: int, last: int, lead: str) -> Tense:
    """Whether the verb that an expression depends on looks back or ahead. What is to be done
    "by" or "until" a day lies ahead, even of a past verb ("gave them until Friday")."""
    token = _head(page, first, last)
    if lead == "since" or (last < len(page.tokens) and page.tokens[last].lower in ("'s", "'")):
        return "past"
    for _ in range(12):
        if token.pos in ("VERB", "AUX") and (token.tag not in ("VBG", "VB") or token.child("aux")):
            if lead in _CLOSING and lead != "before":
                return "past" if "had" in [t.lower for t in token.all("aux")] else "future"
            return _tense_of(token)
        if token.head is token:
            return None
        token = token.head
    return None


def _tense_of(verb: Token) -> Tense:
    helpers = [t.lower for t in verb.children if t.dep in ("aux", "auxpass")]
    if any(word in _AHEAD for word in helpers):
        return "past" if "have" in helpers else "future"
    if "to" in helpers:
        if verb.head.lower in ("was", "were"):
            return "past"  # "was to meet on Sunday"
        if "have" in helpers or (verb.head.lemma in _ACHIEVED and verb.head.tag in ("VBD", "VBN")):
            return "past"
        return "future"
    if verb.lemma in _PLANS and verb.tag == "VBN":
        return "future"
    if verb.tag in ("VBD", "VBN"):
        return "past"
    if verb.tag == "VBG":
        return "past" if {"was", "were", "been"} & set(helpers) else "future"
    return "past" if {"did", "had"} & set(helpers) else None


def _head(page: Page, first: int, last: int) -> Token:
    """The token of [first, last) whose head lies outside."""
    for token in page.tokens[first:last]:
        if not first <= token.head.i < last or token.head is token:
            return token
    return page.tokens[last - 1]


def _is_reporting(token: Token) -> bool:
    if token.lemma not in _REPORTING or token.pos != "VERB":
        return False
    claimed = token.child("dobj") if token.lemma == "claim" else None
    return claimed is None or claimed.lemma not in ("life", "victim")


def _speech_beside(page: Page, first: int, last: int) -> Token | None:
    """A verb of reporting within a word or two of the expression: "said late on Monday that"."""
    sentence = page.sentences[page.tokens[first].sent]
    for i in range(first - 1, max(sentence.first, first - 4) - 1, -1):
        token = page.tokens[i]
        if _is_reporting(token):
            return token
        if token.lower not in (
            "on",
            "late",
            "early",
            "in",
            "at",
            "by",
            "of",
            "the",
            "noon",
            "midnight",
        ):
            break
    for i in range(last, min(sentence.last, last + 2)):
        if _is_reporting(page.tokens[i]) and page.tokens[i].tag in ("VBD", "VBZ", "VBP"):
            return page.tokens[i]
    return None


def _governor(page: Page, first: int, last: int) -> Token:
    """The verb or noun that an expression dates, past prepositions and other words of time."""
    beside = _speech_beside(page, first, last)
    if beside is not None:
        return beside
    token = _head(page, first, last)
    while token.head is not token and (
        token.dep in ("pobj", "pcomp")
        or token.lower in _HOURS
        or token.pos in ("ADP", "SCONJ")
        or token is _head(page, first, last)
    ):
        token = token.head
        if token.pos in ("VERB", "NOUN", "PROPN", "AUX", "ADJ") and token.lower not in _HOURS:
            break
    if _is_reporting(token):
        return _told(page, token, first)
    return token


def _told(page: Page, speech: Token, first: int) -> Token:
    """A time that the parser hangs on a distant verb of reporting dates what is told, if it
    follows the verb of that."""
    told = speech.child("ccomp", "xcomp", "pcomp")
    if told is not None and told.i < first:
        return told
    before = page.tokens[first - 1 - (page.tokens[first - 1].pos == "ADP")]
    near = speech.i < before.i and before.pos in ("NOUN", "VERB") and not _is_reporting(before)
    return before if near else speech


_DOWN = frozenset(
    "prep pobj dobj obj nsubj nsubjpass agent compound amod npadvmod advmod attr appos conj poss"
    " nmod dative oprd acl relcl pcomp".split()
)
_GRANTING = frozenset(["give", "grant", "set", "extend"])
# A clause opened by one of these happens when its main clause does.
_SAME_TIME = frozenset(["when", "as", "while", "after"])


def _inside(owner: Token, place: Token, trigger: Token) -> bool:
    """Whether an owner stands in the clause of ``place``. What a relative clause dates is its
    own noun, and not the verb over that."""
    for _ in range(6):
        if owner is place:
            return True
        if owner.head is owner or owner.dep not in _DOWN or _is_reporting(owner):
            return False
        if owner.dep in ("acl", "relcl") and owner.head is not trigger:
            return False
        if owner.dep in ("acl", "relcl", "pcomp") and _is_reporting(trigger):
            return False
        owner = owner.head
    return False


def _climb(token: Token) -> list[Token]:
    """Where to look for the time of a trigger: the trigger, then what governs it, as long as
    that happens at the same time. A verb of reporting keeps its time to itself."""
    places = [token]
    if _is_reporting(token):
        return places
    while token.head is not token and len(places) < 6:
        dep, below, token = token.dep, token, token.head
        if _is_reporting(token) or dep in ("ccomp", "parataxis"):
            break
        marks = [t.lower for t in below.all("mark", "advmod")]
        purpose = below.tag == "VB" and "to" in [t.lower for t in below.all("aux")]
        if dep == "advcl" and not (below.tag == "VBG" or purpose or _SAME_TIME & set(marks)):
            break
        places.append(token)
        if dep in ("relcl", "acl"):
            break
    return places
