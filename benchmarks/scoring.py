"""Score a reading against labels made by hand.

Reported for each set, as precision, recall and F1 in percent:

- statement: the voice agrees (country, or one name contains the other) and half of the shorter
  text's word pairs stand in the other;
- event: PLOVER type, an actor and the reality agree, in overlapping words;
- figure: measure and both bounds agree, in overlapping words;
- commitment: kind, state and a party agree, in overlapping words.

A statement that was read counts as wrong only if no label with that voice shares its words (one
label may be read as two statements). Over matched statements: the share of right act, chain, quoted.
"""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
KINDS = ("statement", "event", "figure", "commitment")
_MARKS = str.maketrans({"\u00a0": " ", "’": "'", "‘": "'", "“": '"', "”": '"'})


@dataclass
class Tally:
    """Right, missed and wrong answers."""

    right: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def precision(self) -> float:
        """In percent."""
        return 100 * self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """In percent."""
        return 100 * self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """In percent."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Score:
    """Tallies by kind, and right/total of the attributes of matched statements."""

    tallies: dict[str, Tally] = field(default_factory=lambda: {k: Tally() for k in KINDS})
    attributes: dict[str, list[int]] = field(
        default_factory=lambda: {k: [0, 0] for k in ("act", "chain", "quoted")}
    )
    misses: list[tuple[str, str, str]] = field(default_factory=list)
    matched: dict[str, bool] = field(default_factory=dict)  # statement id → right

    def row(self) -> dict[str, float]:
        """The figures by name."""
        figures: dict[str, float] = {}
        for kind, tally in self.tallies.items():
            figures |= {
                kind: tally.f1,
                f"{kind} P": tally.precision,
                f"{kind} R": tally.recall,
            }
        for name, (right, total) in self.attributes.items():
            figures[name] = 100 * right / max(1, total)
        return figures


def score(keys: Iterable[Json], records: Iterable[Json]) -> Score:
    """Hold the records of a reading against key lines; articles are matched by id in ``source``."""
    given = list(records)
    sources = {r["id"]: str(r["source"]) for r in given if r["record"] == "article"}
    result = Score()
    by_article: dict[str, list[Json]] = collections.defaultdict(list)
    for key in keys:
        by_article[key["article"]].append(key)
    for name, labels in by_article.items():
        ids = {i for i, source in sources.items() if name in source}
        read = [r for r in given if r["record"] == "statement" and r["article"] in ids]
        _statements(labels, read, result)
        for kind, agrees in (("event", _event), ("figure", _figure), ("commitment", _commitment)):
            _propositions(kind, agrees, labels, read, result)
    return result


def _statements(labels: list[Json], read: list[Json], result: Score) -> None:
    found = matches(labels, read)
    for label in labels:
        statement = found.get(label["id"])
        if statement is None:
            result.tallies["statement"].missed += 1
            result.misses.append(("statement", label["id"], label["quote"]))
            continue
        result.tallies["statement"].right += 1
        result.matched[statement["id"]] = True
        for name, good in attributes(label, statement):
            result.attributes[name][0] += good
            result.attributes[name][1] += 1
    used = {id(s) for s in found.values()}
    for statement in read:
        if id(statement) in used:
            continue
        said = statement["content"]["text"]
        known = any(
            _voice(label["voice"], statement["voices"])
            and _overlap(label["content"] or label["quote"], said) >= 0.5
            for label in labels
        )
        result.matched[statement["id"]] = known
        result.tallies["statement"].wrong += not known


def matches(labels: list[Json], read: list[Json]) -> dict[str, Json]:
    """The statement that each label (by its id) is matched with, one to one, in order."""
    used: set[int] = set()
    found: dict[str, Json] = {}
    for label in labels:
        best = max(
            (
                (overlap, -n)
                for n, statement in enumerate(read)
                if n not in used
                and _voice(label["voice"], statement["voices"])
                and (overlap := _shared(label, statement)) >= 0.5
            ),
            default=None,
        )
        if best is not None:
            used.add(-best[1])
            found[label["id"]] = read[-best[1]]
    return found


def attributes(label: Json, statement: Json) -> Iterator[tuple[str, bool]]:
    """Whether act, quoted and chain of a matched statement are right."""
    yield "act", statement["act"] in label["act"]
    yield "quoted", statement["quoted"] == label["quoted"]
    chain, outer = label["chain"] or [], statement["voices"][:-1]
    pairs = zip(chain, outer, strict=False)
    yield "chain", len(chain) == len(outer) and all(_meets([c], [v]) for c, v in pairs)


def _propositions(
    kind: str, agrees: Any, labels: list[Json], read: list[Json], result: Score
) -> None:
    found = [(s["quote"], item) for s in read for item in s[f"{kind}s"]]
    wanted = [(label, item) for label in labels for item in label[f"{kind}s"]]
    tally, hit = result.tallies[kind], set[int]()
    for label, item in wanted:
        match = next(
            (
                n
                for n, (quote, got) in enumerate(found)
                if n not in hit and _overlap(label["quote"], quote) >= 0.5 and agrees(item, got)
            ),
            None,
        )
        if match is None:
            tally.missed += 1
            result.misses.append((kind, label["id"], str(item)))
        else:
            tally.right += 1
            hit.add(match)
    for n, (quote, got) in enumerate(found):
        if n not in hit and not any(
            _overlap(label["quote"], quote) >= 0.5 and agrees(item, got) for label, item in wanted
        ):
            tally.wrong += 1


def _shared(label: Json, statement: Json) -> float:
    overlap = _overlap(label["content"] or label["quote"], statement["content"]["text"])
    if label["content"]:
        return overlap
    return max(overlap, _overlap(label["quote"], statement["quote"]))


def _overlap(a: str, b: str) -> float:
    """Share of the shorter text's word pairs (words, if very short) that stand in the other."""
    one, two = _words(a), _words(b)
    if not one or not two:
        return 0.0
    n = 2 if min(len(one), len(two)) > 3 else 1
    first, second = (
        collections.Counter(zip(*[x[i:] for i in range(n)], strict=False)) for x in (one, two)
    )
    least = max(1, min(first.total(), second.total()))
    return (first & second).total() / least


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _plain(text))


def _plain(text: str | None) -> str:
    return (text or "").translate(_MARKS).lower()


def _names(given: Any) -> list[str]:
    if given is None:
        return []
    if isinstance(given, str):
        return [given]
    if isinstance(given, dict):
        return [str(given[f]) for f in ("country", "name", "actor") if given.get(f)]
    return [name for item in given for name in _names(item)]


def _meets(accept: list[str], got: Any) -> bool:
    wanted, names = [_plain(a) for a in accept], [_plain(g) for g in _names(got)]
    return not wanted or any(
        a == g or (len(a) > 3 and (a in g or (len(g) > 3 and g in a)))
        for a in wanted
        for g in names
    )


def _voice(label: Json | None, voices: list[Json]) -> bool:
    if label is None or not voices:
        return label is None and not voices
    voice = voices[-1]
    name, got = _plain(label.get("name")), _plain(voice.get("name"))
    by_name = bool(name) and (
        name in got
        or (len(got) > 3 and got in name)
        or name.split()[-1] in got
        or name in _plain(voice.get("actor"))
    )
    media = (label.get("kind") == "media") == (voice.get("kind") == "media")
    country = bool(label.get("country")) and label["country"] == voice.get("country") and media
    return by_name or country


def _event(label: Json, got: Json) -> bool:
    return (
        got["type"] in label["type"]
        and _meets(label.get("actor") or [], got["actors"])
        and (not label.get("reality") or got["reality"] in label["reality"])
    )


def _figure(label: Json, got: Json) -> bool:
    return all(got[f] == label.get(f) for f in ("measure", "low", "high"))


def _commitment(label: Json, got: Json) -> bool:
    want = {_plain(p) for p in label.get("parties") or []}
    parties = {_plain(p) for p in _names(got["parties"])}
    return (
        got["kind"] in label["kind"]
        and got["state"] in label["state"]
        and (not want or bool(want & parties))
    )
