"""Who a voice is: pronouns and descriptions of labelled speakers against whom the cast ties them to.

    python -m benchmarks.voices [--apart] [--gold DIR] [--wrong FILE]

For each labelled statement whose source is written as a pronoun ("she"), as another name of a
government ("Yerevan") or as a description ("the envoy"), the mention is looked up in the cast, so
that finding speech plays no part, and judged:

- answered: the mention has an identity, a country, or a name that says more than the words written;
- right: its name and the label's hold one another (or the last word of one), or, for states and
  armed groups, their countries are equal. A person other than the one labelled is wrong whatever
  her country, and so is a name that fits with a country that does not.

A description that itself tells all that the label does ("an Iraqi army officer") is answered and
right where the mention keeps its words; it is counted apart, as it asks for no resolution. The first
person and unknown speakers are left out. ``--apart`` measures the articles kept apart, and prints
figures only; ``--wrong`` writes what was not right elsewhere to a file.
"""

from __future__ import annotations

import argparse
import collections
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.accuracy import article, gold_folder
from casus.reader import actors, mentions, places
from casus.reader.actors import Cast, Mention
from casus.reader.language import parse
from training.corpus import Example, Said, apart, load

SORTS = ("he/she", "it", "they", "government", "pointing", "telling")
_PRONOUNS = {
    **dict.fromkeys(("he", "she", "him", "her", "his", "himself", "herself", "who"), "he/she"),
    **dict.fromkeys(("it", "its", "itself", "which"), "it"),
    **dict.fromkeys(("they", "them", "their", "themselves"), "they"),
}
_SELVES = frozenset("i we me us my our mine ours you your".split())
_UNKNOWN = frozenset(["unknown", "unnamed", "unstated", "someone", "somebody", "nobody"])
_SMALL = frozenset("the a an of for and al bin ibn de von van da s in to its his her their".split())
_FRESH = frozenset(["a", "an"])


@dataclass(slots=True)
class Verdict:
    """One voice: the words, whom the label and the cast name, and how they agree."""

    article: str
    sort: str
    surface: str
    wanted: str
    found: str
    answered: bool
    right: bool
    why: str
    at: int


def sort_of(surface: str, said: Said) -> str | None:
    """Which sort of voice the words are, or None where they name the speaker or are not judged."""
    speaker, words = said.speaker or "", _words(surface)
    if not words or speaker.lower() in _UNKNOWN or not speaker or _SELVES & set(words):
        return None
    if len(words) == 1 and words[0] in _PRONOUNS:
        return _PRONOUNS[words[0]]
    capitals = {w.lower() for w in re.findall(r"[A-Z][\w’'-]+", surface)} - _SMALL
    if is_name(speaker) and capitals & set(_words(speaker)):
        return None
    rest = [w for w in re.findall(r"[\w’'-]+", surface) if w.lower() not in _SMALL]
    if rest and all(w[0].isupper() for w in rest):
        same = set(_content(surface)) & set(_content(speaker))
        return "government" if said.kind == "state" and not same and is_bare(surface) else None
    return "telling" if _tells(surface, said) else "pointing"


def _tells(surface: str, said: Said) -> bool:
    """Whether a description itself tells all that can be known: no name, nor a country, stands
    behind it, or its words are those of the label."""
    wanted, given = set(_content(said.speaker or "")), set(_content(surface))
    if is_name(said.speaker or ""):
        return wanted <= given
    nobody = said.kind in ("unnamed", "public", "person") or said.country is None
    return _words(surface)[0] in _FRESH or wanted <= given or (nobody and given <= wanted)


def is_bare(surface: str) -> bool:
    """Whether words are one name of at most three words, no list: "the White House"."""
    return len(surface.split()) <= 3 and not re.search(r",| and ", surface)


def is_name(speaker: str) -> bool:
    """Whether a label is a name, not a description: every word that counts is in capitals."""
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", speaker) if w.lower() not in _SMALL]
    return bool(words) and all(w[0].isupper() for w in words)


def judge(example: Example, said: Said, sort: str, cast: Cast) -> Verdict:
    """How the mention inside a source agrees with its label."""
    start, end = said.source[0]
    surface = example.text[start:end]
    mention = mention_of(cast, start, end)
    answered = right = False
    if mention is not None:
        answered = sort == "telling" or _says_more(mention, surface, sort)
        right = answered and agrees(mention, said, sort, surface)
    found = f"{mention.who.name} [{mention.who.country}]" if mention is not None else "-"
    wanted = f"{said.speaker} [{said.country}, {said.kind}]"
    why = mention.why if mention is not None else "no mention"
    return Verdict(example.id, sort, surface, wanted, found, answered, right, why, start)


def mention_of(cast: Cast, start: int, end: int) -> Mention | None:
    """The mention with its head inside a span that covers most of it; the first of equals."""
    inside = cast.within(start, end)
    return max(inside, key=lambda m: min(m.end, end) - max(m.start, start), default=None)


def _says_more(mention: Mention, surface: str, sort: str) -> bool:
    who = mention.who
    more = bool(set(_content(who.name)) - set(_content(surface)))
    if sort in ("he/she", "it", "they"):
        return who.id is not None or who.country is not None or more
    return who.id is not None or more or (who.country is not None and who.kind != "person")


def agrees(mention: Mention, said: Said, sort: str, surface: str) -> bool:
    who, speaker = mention.who, said.speaker or ""
    wanted, got = _words(speaker), _words(who.name)
    if sort == "telling":
        kept = set(_content(who.name)) & set(_content(surface))
        return bool(kept) and not _at_odds(who.country, said.country)
    by_name = (
        _holds(wanted, got)
        or _holds(got, wanted)
        or bool(wanted and got and (wanted[-1] in got or got[-1] in wanted))
    )
    if by_name:
        return is_name(speaker) or not _at_odds(who.country, said.country)
    named = bool(mention.person and who.id) and is_name(speaker)
    same = said.country is not None and who.country == said.country
    return same and not named and said.kind in ("state", "armed_group")


def _at_odds(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _holds(whole: list[str], part: list[str]) -> bool:
    n = len(part)
    return bool(part) and any(whole[i : i + n] == part for i in range(len(whole) - n + 1))


def _words(text: str) -> list[str]:
    return [w for w in re.findall(r"[\w-]+", text.lower().replace("’", "'")) if w != "s"]


def _content(text: str) -> list[str]:
    return [w.removesuffix("s") for w in _words(text) if w not in _SMALL]


def verdicts(gold: Path, *, kept_apart: bool) -> Iterator[tuple[str, Verdict]]:
    """Every judged voice with the name of its set, of the articles kept apart or of the others."""
    held, reserved = apart(), gold / "syria" / "reserved.txt"
    never = set(reserved.read_text("utf-8").split()) if reserved.exists() else set()
    wanted = [x for x in load(gold) if (x.id in held) == kept_apart and x.id not in never]
    for example, page in zip(wanted, parse(x.text for x in wanted), strict=True):
        raw = {"id": example.id, "text": example.text, "published": example.published}
        cast = mentions.resolve(page, actors.find(page, article(raw)), places.find(page))
        for said in example.said:
            if not said.source:
                continue
            sort = sort_of(example.text[slice(*said.source[0])], said)
            if sort is not None:
                yield example.set, judge(example, said, sort, cast)


def show(found: list[tuple[str, Verdict]]) -> None:
    """A table on stdout: for each set and sort how many, accuracy where answered, share answered."""
    groups: dict[tuple[str, str], list[Verdict]] = collections.defaultdict(list)
    for name, verdict in found:
        resolved = ("to resolve",) if verdict.sort != "telling" else ()
        for sort in (verdict.sort, *resolved, "all"):
            groups[name, sort].append(verdict)
            groups["all sets", sort].append(verdict)
    print("set".ljust(10) + "".join(sort.rjust(18) for sort in (*SORTS, "to resolve", "all")))
    for name in dict.fromkeys(name for name, _ in groups):
        print(
            name.ljust(10) + "".join(_cell(groups[name, s]) for s in (*SORTS, "to resolve", "all"))
        )
    print("accuracy where answered / share answered, in percent (number of voices)")


def _cell(rows: list[Verdict]) -> str:
    if not rows:
        return "-".rjust(18)
    answered = sum(v.answered for v in rows)
    right = 100 * sum(v.right for v in rows) / max(1, answered)
    return f"{right:.0f} / {100 * answered / len(rows):.0f} ({len(rows)})".rjust(18)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold")
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("--wrong", type=Path)
    options = parser.parse_args()
    found = list(verdicts(gold_folder(options.gold) / "gold", kept_apart=options.apart))
    show(found)
    if options.wrong and not options.apart:
        rows = [f"{name}\t{v}" for name, v in found if not v.right]
        options.wrong.write_text("\n".join(rows), "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
