"""Expressions of time in text: what they look like (TimeML's TIMEX3, Pustejovsky et al. 2003).

Each rule is a pattern with the function of ``timevalues`` that reads it. Durations and sets
("for six hours", "every day") are no points of time and have no rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from casus.reader.times import values as values
from casus.reader.times.values import COUNTS, DAYS, HOLIDAYS, LEX, Reader


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of expression: how it looks and how it is read."""

    name: str
    pattern: re.Pattern[str]
    read: Reader


def _any(words: dict[str, Any]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# Names of months and days count only with a capital: "may", "march" and "sat" are verbs.
def _blanks(words: dict[str, Any]) -> str:
    """The words as an alternation for a verbose pattern; an apostrophe may be curly."""
    return _any(words).replace("\\ ", "[ ]").replace("'", "['’]")


_MONTH = (
    "(?:"
    + "|".join(
        rf"{word}\.?" if len(word) < 5 and word not in ("May", "June", "July") else word
        for entry in LEX["months"]
        for word in sorted(entry["words"], key=len, reverse=True)
    )
    + ")"
)
_FULL = "(?:" + "|".join(entry["words"][0] for entry in LEX["months"]) + ")"
_WD = "(?:" + "|".join(e["words"][0] for e in LEX["weekdays"]) + ")"
_WDA = "(?:" + "|".join(rf"{w}\.?" for e in LEX["weekdays"] for w in e["words"]) + ")"
_PART = r"(?:(?:early[ ]|late[ ])?(?:morning|afternoon|evening|night|dawn|dusk|noon|midnight))"
_DAYNUM = r"(?:3[01]|[12]\d|0?[1-9])"
_ORD = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]\d\d|20\d\d)"
_UNIT = "(?:day|week|month|year)s?"
_N = rf"(?:\d{{1,3}}|{_blanks(COUNTS)})"


# --------------------------------------------------------------------- rules


def _rule(name: str, pattern: str, read: Reader) -> Rule:
    return Rule(name, re.compile(pattern, re.VERBOSE), read)


_PRE = r"""(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Tt]ill|[Ff]rom|[Dd]uring|of|[Bb]efore|[Aa]fter
    |for|between|to|that|the|through|and)"""
_OFYEAR = rf"(?:,?[ ](?:of[ ])?(?P<y>{_YEAR})(?!\w|[,.]\d))?"
_EDGE = r"(?:early|late|mid|middle[ ]of|end[ ]of|start[ ]of|beginning[ ]of)"
_SEASON = "spring|summer|autumn|winter"

# At one place in the text the first rule that matches wins. The patterns are verbose: "[ ]" is a
# blank.
RULES: tuple[Rule, ...] = (
    _rule("iso-date", r"\b(?P<y>1\d{3}|20\d\d)-(?P<m>[01]\d)-(?P<d>[0-3]\d)\b", values.read_iso),
    _rule(
        "day-month",
        rf"""\b(?:{_WDA},?[ ](?:the[ ])?)?(?P<d>{_DAYNUM}){_ORD}
        (?:(?:[ ]?[-–][ ]?|[ ]to[ ]|[ ]and[ ])(?P<d2>{_DAYNUM}){_ORD})?
        (?:[ ]day)?(?:[ ]of)?[ ](?P<month>{_MONTH}){_OFYEAR}(?!\w)""",
        values.read_month_day,
    ),
    _rule(
        "month-day",
        rf"""\b(?:{_WDA},?[ ])?(?P<month>{_MONTH})[ ]?(?P<d>{_DAYNUM}){_ORD}(?![\d:%]|[,.]\d)
        (?:(?:[ ]?[-–][ ]?|[ ]to[ ]|[ ]and[ ])(?P<d2>{_DAYNUM}){_ORD}(?![\d,:]))?
        {_OFYEAR}(?!\w)""",
        values.read_month_day,
    ),
    _rule(
        "month-year",
        rf"\b(?:{_EDGE}[- ])?(?P<month>{_MONTH}),?[ ](?:of[ ])?(?P<y>{_YEAR})(?!\w|,\d\d\d)",
        values.read_month_year,
    ),
    _rule(
        "month-of-year",
        rf"\b(?P<month>{_FULL}),?[ ](?:of[ ])?(?P<which>last|this|next)[ ]year\b",
        values.read_month_of_year,
    ),
    _rule(
        "month",
        rf"""\b(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his)|(?:[Ee]arly|[Ll]ate|[Mm]id)
        |{_PRE}(?:[ ]the)?(?:[ ]{_EDGE})?)[ -](?P<month>{_FULL})\b
        (?![ ][A-Z][a-z]|,?[ ](?:of[ ])?(?:\d|(?:last|this|next)[ ]year))
        |\b(?P<sure>January|February|July|September|October|November|December)\b
        (?!,?[ ](?:of[ ])?(?:\d|(?:last|this|next)[ ]year)|[ ][A-Z])""",
        values.read_bare_month,
    ),
    _rule(
        "decade",
        r"\b(?:[Tt]he[ ])?(?:(?:early|mid|late)[ -])?(?P<y>(?:1[5-9]|20)\d0)['’]?s\b",
        values.read_decade,
    ),
    _rule("years", rf"\b(?P<y>{_YEAR})[-–](?P<z>{_YEAR}|\d\d)\b(?![-\d])", values.read_years),
    _rule("year-bc", r"\b(?:c\.[ ]?)?(?P<y>\d{1,4})[ ](?:BCE?|B\.C\.)(?!\w)", values.read_bc),
    _rule(
        "weekend",
        r"""\b(?:(?P<which>[Tt]his[ ]coming|[Tt]his[ ]past|[Ll]ast|[Tt]his|[Nn]ext|[Cc]oming|[Pp]ast)
        [ ]|[Tt]he[ ])?[Ww]eekend\b""",
        values.read_weekend,
    ),
    _rule(
        "weekday",
        rf"""\b(?:(?P<which>[Tt]his[ ](?:coming|past)|[Ll]ast|[Nn]ext|[Cc]oming|[Pp]ast|[Tt]his)[ ])?
        (?P<wd>{_WD})(?:(?P<lost>s)(?=[ ][a-z])|(?:[ ]{_PART})?)\b(?:[ ](?:of[ ])?(?P<week>last|this|next)[ ]week\b)?""",
        values.read_weekday,
    ),
    _rule(
        "day-word",
        rf"\b(?i:(?P<word>{_blanks(DAYS)}))\b(?:[ ](?:morning|afternoon|evening|night)\b)?",
        values.read_relative_day,
    ),
    _rule("overnight", r"\b[Oo]vernight\b", values.read_overnight),
    _rule("ago", rf"\b(?i:(?P<n>{_N})[ ](?P<unit>hours?|{_UNIT})[ ]ago)\b", values.read_ago),
    _rule(
        "stretch",
        rf"""\b(?i:(?:the[ ]|these[ ])?(?P<which>past|last|next|coming|within)[ ]
        (?P<n>{_N})[ ](?P<unit>hours?|{_UNIT}))\b""",
        values.read_stretch,
    ),
    _rule(
        "over-past",
        r"\b(?:[Oo]ver|[Ii]n|[Dd]uring)[ ]the[ ](?P<which>past|last|coming|next)[ ](?P<n>)(?P<unit>week|month|year)\b",
        values.read_stretch,
    ),
    _rule(
        "later",
        rf"""\b(?i:(?P<n>{_N})[ ](?P<unit>{_UNIT})[ ](?P<way>later|earlier|before))\b
        (?:(?<=er)|(?=[ ]?[,.;:)"”—-]|$))""",
        values.read_from_seen,
    ),
    _rule(
        "day-before",
        r"\b[Tt]he[ ](?:previous[ ]day|day[ ](?:before|prior|earlier))\b(?=[ ]?[,.;:)”\"]|[ ]?$)",
        values.read_day_beside,
    ),
    _rule(
        "end-of",
        rf"""\b(?i:end[ ]of[ ](?:(?P<y>{_YEAR})
        |(?:the[ ]|(?P<which>last|this|next)[ ])(?P<unit>week|month|year)))\b""",
        values.read_end,
    ),
    _rule(
        "unit",
        r"""\b(?:(?P<when>[Ee]arlier|[Ll]ater)[ ])?(?P<which>[Ll]ast|[Tt]his|[Nn]ext)
        [ ](?P<unit>week|month|year)\b""",
        values.read_which_unit,
    ),
    _rule(
        "seen-day",
        r"\b(?i:(?:the[ ]|that[ ])?(?P<which>same|that|next|following|previous)[ ](?P<unit>day|month|year))\b",
        values.read_next_to_seen,
    ),
    _rule("recent", r"\b(?i:recent[ ](?:hours|days|weeks|months|years))\b", values.read_recent),
    _rule(
        "season",
        rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext)[ ](?P<season>{_SEASON}|fall)\b(?P<y>)",
        values.read_season,
    ),
    _rule(
        "season-of",
        rf"""\b(?P<which>)(?:(?<=in[ ])|(?<=the[ ])|(?<=since[ ])|(?<=by[ ])|(?<=of[ ]))
        (?P<season>{_SEASON}|fall(?=[ ]of[ ]\d))\b(?:[ ](?:of[ ])?(?P<y>{_YEAR})\b)?""",
        values.read_season,
    ),
    _rule(
        "holiday",
        rf"\b(?P<name>(?i:{_blanks(HOLIDAYS)}))\b(?:,?[ ](?P<y>{_YEAR}))?",
        values.read_holiday,
    ),
    _rule(
        "ordinal",
        r"""\b(?:on|by|until|since)[ ]the[ ](?P<d>[12]?\d|3[01])(?:st|nd|rd|th)\b
        (?=[.,;:)"”]|$)""",
        values.read_ordinal,
    ),
    _rule(
        "year",
        rf"(?<![\d.,$£€-])\b(?:(?:early|mid|late)[- ])?(?P<y>{_YEAR})\b(?![-\d%]|[.,]\d)",
        values.read_year,
    ),
)

# Which rules rest on the day of publication; the others do so where a part is missing.
RELATIVE = frozenset(
    "month-of-year weekend weekday day-word overnight ago stretch over-past unit recent season "
    "ordinal".split()
)
_ANY = re.compile(
    "|".join(
        f"(?P<r{i}>{re.sub(r'[?]P<[a-z0-9]+>', '?:', rule.pattern.pattern)})"
        for i, rule in enumerate(RULES)
    ),
    re.VERBOSE,
)


def scan(text: str, start: int, end: int) -> list[tuple[Rule, re.Match[str]]]:
    """Every expression of time in ``text[start:end]``, in order, with the rule that found it."""
    found = []
    for hit in _ANY.finditer(text, start, end):
        assert hit.lastgroup is not None
        rule = RULES[int(hit.lastgroup[1:])]
        match = rule.pattern.match(text, hit.start(), end)
        if match:
            found.append((rule, match))
    return found
