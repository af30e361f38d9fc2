"""Numbers in running text: digits and words, ranges, and the words that bound them.

"at least 31" has no upper bound, "up to 15,000" no lower one, "dozens" is 24 or more; "around
4,000" is 4,000 with its qualifier kept as written. Word list: ``lexicon/numbers.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from casus.reader import lexicon

_LEX: dict[str, list[dict[str, Any]]] = lexicon.load("numbers")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written at ``text[start:end]``, its qualifiers before it included.

    ``digits`` is where the number proper begins; ``money`` whether a sign of currency stands
    before it. ``low``/``high`` are None where the words set no bound.
    """

    start: int
    digits: int
    end: int
    low: float | None
    high: float | None
    qualifier: str | None
    money: bool


def _table(section: str, key: str) -> dict[str, Any]:
    return {word: entry[key] for entry in _LEX[section] for word in entry["words"]}


def _any(words: dict[str, Any]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_WORDS: dict[str, float] = _table("words", "value")
_SCALES: dict[str, float] = _table("scales", "value")
_VAGUE: dict[str, float] = _table("vague", "value")
_BOUNDS: dict[str, str] = _table("qualifiers", "bound")
_AFTER: dict[str, str] = _table("after", "bound")

_LONG_SCALES = {word: value for word, value in _SCALES.items() if len(word) > 2}
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,3}(?: 000)+|\d+(?:\.\d+)?)(?: ?(?:m|mn|bn|tn|k|million|billion|thousand|trillion)\b)?"
_WORD = rf"(?:{_any(_WORDS | _LONG_SCALES)})"
_SPELLED = rf"(?:half an? |an? quarter of an? |an? (?=dozen|hundred|thousand|million|billion|lakh))?{_WORD}(?:(?:-| and | ){_WORD})*"
_NUMBER = rf"(?:{_any(_VAGUE)}|{_DIGITS}(?: (?:{_any(_LONG_SCALES)}|dozen)\b)*|\b{_SPELLED})"
_PATTERN = re.compile(
    r"(?<!hand )(?<!handed )(?<!handing )(?<!turned )"  # "hand over 36" is not "over 36"
    rf"(?<![\w./:\-–])(?P<q>(?:(?:{_any(_BOUNDS)}|between|from) )*)"
    rf"(?P<money>(?:US|A|C)?[$£€] ?)?(?P<a>{_NUMBER})"
    rf"(?:(?P<join> to | or | and |[-–])(?:[$£€])?(?P<b>{_NUMBER})(?![\w%]))?"
    r"(?P<odd>-odd|-strong|-plus|\+)?"
    r"(?![\w%:/]|[.,]\d|-[A-Za-z\d]| ?(?:[ap]\.?m\b|°))",
    re.IGNORECASE,
)
_TRAILING = re.compile(rf"\s+({_any(_AFTER)})\b", re.IGNORECASE)
_TOKEN = re.compile(r"[\d,.]+(?: 000)*|[a-z]+")


def scan(text: str) -> Iterator[Number]:
    """Every number of a text in order, whatever it counts."""
    at = 0
    while (m := _PATTERN.search(text, at)) is not None:
        number = _read(m)
        at = m.end()
        if number is not None:
            at = max(number.end, m.start() + 1)
            yield number


def after(text: str, end: int) -> tuple[str, str] | None:
    """A bound written after a number ("or more") at ``text[end:]``: its kind and words."""
    m = _TRAILING.match(text, end)
    return (_AFTER[m[1].lower()], m[1]) if m else None


def bounded(low: float, high: float | None, bound: str) -> tuple[float | None, float | None]:
    """The bounds that a qualifier leaves."""
    if bound == "lower":
        return low, None
    if bound == "upper":
        return None, high
    return low, high


def _read(m: re.Match[str]) -> Number | None:
    first = value(m["a"])
    if first is None:
        return None
    second = value(m["b"]) if m["b"] is not None else None
    if second is not None and not _is_range(m, first, second):
        second = None
    money, vague = bool(m["money"]), m["a"].lower() in _VAGUE
    written = m["q"].strip()
    if second is None:  # without a range "from" and "between" belong to the sentence
        written = re.sub(r"\b(?:from|between)$", "", written, flags=re.IGNORECASE).strip()
    start = m.start() if written else m.start("money" if money else "a")
    if second is not None:
        if _scale(m["b"]) > 1 and _scale(m["a"]) == 1 and first < 1000:
            first *= _scale(m["b"])  # "2 to 3 million"
        return Number(start, m.start("a"), m.end("b"), first, second, written or None, money)
    odd = m["odd"] if m["b"] is None else None
    low, high = _bounds(written, first, vague or odd in ("-odd", "-plus", "+"))
    end = m.end() if m["b"] is None else m.end("a")
    parts = (written, m["a"] if vague else "", "-odd" if odd == "-odd" else "")
    qualifier = " ".join(part for part in parts if part)
    return Number(start, m.start("a"), end, low, high, qualifier or None, money)


def _is_range(m: re.Match[str], first: float, second: float) -> bool:
    lead = m["q"].lower()
    if m["join"].strip() == "and":
        return "between" in lead
    if m["join"].strip() == "to" and "from" in lead:
        return False  # "rose from 30 to 34"
    return first < second * _scale(m["b"])


def _bounds(lead: str, number: float, vague: bool) -> tuple[float | None, float | None]:
    low, high = bounded(number, number, _bound(lead.lower().strip()))
    return low, None if vague else high


def _bound(lead: str) -> str:
    """The strongest bound among the qualifiers before a number."""
    kinds = {_BOUNDS[word] for word in re.findall(_any(_BOUNDS), lead)}
    return "lower" if "lower" in kinds else "upper" if "upper" in kinds else "plain"


def _scale(words: str) -> float:
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _SCALES and word != "hundred":
            return _SCALES[word]
    return 1


def value(words: str) -> float | None:
    """The number that words or digits stand for: "1.5 million", "thirty-one", "two dozen"."""
    words = words.lower()
    if words in _VAGUE:
        return _VAGUE[words]
    total, part = 0.0, 0.0
    share = 0.5 if words.startswith("half") else 0.25 if "quarter" in words else 1.0
    for token in _TOKEN.findall(words):
        if token[0].isdigit():
            digits = token.replace(",", "").replace(" ", "").rstrip(".")
            if digits.count(".") > 1:
                return None
            part += float(digits)
        elif token == "dozen":
            part = (part or 1) * 12
        elif token in _WORDS:
            part += _WORDS[token]
        elif token == "hundred":
            part = (part or 1) * 100
        elif token in _SCALES:
            total += (part or 1) * _SCALES[token]
            part = 0.0
    number = (total + part) * share
    return int(number) if number == int(number) else round(number, 6)
