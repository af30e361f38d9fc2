"""Learn whom pronouns mean and whose bodies without an owner are, from the labelled articles.

    python -m training.pointers [--gold DIR]

Each labelled source that is a pronoun, or a description whose country nobody tells, is a choice
among those whom ``casus.reader.mentions`` weighs and "nobody". The weights are a softmax's, fitted
by L-BFGS with a quadratic penalty; a pronoun's are the sum of a part shared by all pronouns and one
of its own (Daumé 2007). The pass over an article depends on the choices before, so it is made
``ROUNDS`` times with the weights at hand (Ross and others 2011). How sure a choice must be comes
from articles left out in turn: the least share at which ``AIM`` of the answers are right.

Writes ``src/casus/reader/data/pointers.yaml`` and prints figures of the articles left out. Nothing
kept apart is read.
"""

from __future__ import annotations

import argparse
import math
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from benchmarks.accuracy import gold_folder
from benchmarks.voices import agrees, mention_of, sort_of
from casus.reader import actors, mentions, places
from casus.reader.actors import Cast, Mention
from casus.reader.language import Page, parse
from casus.reader.mentions.learned import Chooser, Features, Option
from training.corpus import Example, Said, apart, load
from training.examples import article

OUT = Path(__file__).parent.parent / "src/casus/reader/data/pointers.yaml"
ROUNDS = 2
FOLDS = 5
RARE = 5  # a feature seen less often has no weight
PRONOUNS = ("he", "it")
AIM = {"he": 0.85, "it": 0.84, "owner": 0.87}
PENALTY = 1.0
_SORTS = {"he/she": "he", "it": "it"}
_HEAD = """\
# Whom a pronoun means ("he", "it", "they") and which country owns what has no owner ("owner"):
# weights of features, and the least share of an answer. Learned: python -m training.pointers
"""


@dataclass(slots=True)
class Asked:
    """One choice as it was asked for."""

    sort: str
    options: Sequence[Option]
    nobody: Features


@dataclass(slots=True)
class Case:
    """A choice with the options that are right, none of which means nobody."""

    fold: int
    sort: str
    rows: list[Features]
    right: list[bool]


class Recorder(Chooser):
    """A chooser that keeps what it was asked; without weights the heaviest is taken."""

    def __init__(self, weights: Mapping[str, Mapping[str, float]], least: Mapping[str, float]):
        super().__init__(weights, least)
        self.asked: dict[int, Asked] = {}

    def choose(self, sort: str, at: int, options: Sequence[Option], nobody: Features) -> int | None:
        self.asked[at] = Asked(sort, options, nobody)
        if sort in self.weights:
            return super().choose(sort, at, options, nobody)
        weights = [option.features.get("weight", 0.0) for option in options]
        return weights.index(max(weights)) if sort != "owner" else None


def cases(examples: Sequence[tuple[Example, Page]], using: Chooser) -> Iterator[Case]:
    """Every labelled choice, asked in passes that choose with the weights of ``using``."""
    for example, page in examples:
        recorder = Recorder(using.weights, using.least)
        cast = actors.find(page, article(example))
        mentions.resolve(page, cast, places.find(page), recorder)
        for said in example.said:
            asked, right = _asked(example, said, cast, recorder)
            if asked is None:
                continue
            rows = [*(option.features for option in asked.options), asked.nobody]
            fold = zlib.crc32(example.id.encode()) % FOLDS
            yield Case(fold, asked.sort, rows, [*right, not any(right)])


def _asked(
    example: Example, said: Said, cast: Cast, recorder: Recorder
) -> tuple[Asked | None, list[bool]]:
    """The choice that a label answers, and which of its options are right."""
    if not said.source:
        return None, []
    start, end = said.source[0]
    mention = mention_of(cast, start, end)
    asked = recorder.asked.get(mention.head.i) if mention is not None else None
    sort = sort_of(example.text[start:end], said)
    if mention is None or asked is None:
        return None, []
    if asked.sort == "owner":
        return asked, [option.who.country == said.country for option in asked.options]
    if sort is None or _SORTS.get(sort) != asked.sort:
        return None, []
    words = example.text[start:end]
    return asked, [_is(option, mention, said, sort, words) for option in asked.options]


def _is(option: Option, mention: Mention, said: Said, sort: str, words: str) -> bool:
    person = option.features["one"] > 0
    it = Mention(mention.head, mention.start, mention.end, option.who, "pronoun", person=person)
    return agrees(it, said, sort, words)


def fit(found: Sequence[Case], sorts: Sequence[str]) -> dict[str, dict[str, float]]:
    """Weights by sort for cases of these sorts, a part of each weight shared by all of them."""
    count = Counter(name for case in found for row in case.rows for name in row)
    names = sorted(name for name, times in count.items() if times >= RARE)
    at = {name: i for i, name in enumerate(names)}
    n, m = len(names), max(len(case.rows) for case in found)
    x = np.zeros((len(found), m, n), np.float32)
    pad = np.full((len(found), m), -1e9, np.float32)
    right = np.full((len(found), m), -1e9, np.float32)
    for i, case in enumerate(found):
        for j, row in enumerate(case.rows):
            pad[i, j] = 0.0
            right[i, j] = 0.0 if case.right[j] else -1e9
            for name in row.keys() & at.keys():
                x[i, j, at[name]] = row[name]
    which = torch.tensor([sorts.index(case.sort) for case in found])
    data, off, good = torch.tensor(x), torch.tensor(pad), torch.tensor(right)
    shared = torch.zeros(n, requires_grad=True)
    own = torch.zeros(len(sorts), n, requires_grad=True)
    optimizer = torch.optim.LBFGS([shared, own], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = torch.einsum("imn,in->im", data, shared + own[which]) + off
        missed = torch.logsumexp(scores, 1) - torch.logsumexp(scores + good, 1)
        value = missed.sum() + PENALTY * ((shared**2).sum() + (own**2).sum())
        value.backward()  # type: ignore[no-untyped-call]
        return value

    optimizer.step(loss)  # type: ignore[no-untyped-call]
    whole = (shared + own).detach().numpy()
    return {
        sort: {name: round(float(w), 3) for name, w in zip(names, whole[k], strict=True)
               if abs(w) >= 0.01}
        for k, sort in enumerate(sorts)
    }  # fmt: skip


def learn(found: Sequence[Case]) -> dict[str, dict[str, float]]:
    """Weights of all sorts."""
    weights: dict[str, dict[str, float]] = {}
    for sorts in (PRONOUNS, ("owner",)):
        weights |= fit([case for case in found if case.sort in sorts], sorts)
    return weights


def left_out(found: Sequence[Case]) -> dict[str, list[tuple[float, bool, bool]]]:
    """By sort, for each case in articles that the weights were not fitted on: the share of the
    best option, whether it is right, and whether anyone is."""
    rows: dict[str, list[tuple[float, bool, bool]]] = {}
    for fold in range(FOLDS):
        chooser = Chooser(learn([case for case in found if case.fold != fold]), {})
        for case in (case for case in found if case.fold == fold):
            options = [Option(actors.Who(""), row) for row in case.rows[:-1]]
            shares = chooser.shares(case.sort, options, case.rows[-1])[:-1]
            best = max(range(len(shares)), key=shares.__getitem__)
            rows.setdefault(case.sort, []).append(
                (shares[best], case.right[best], not case.right[-1])
            )
    return rows


def thresholds(rows: Mapping[str, Sequence[tuple[float, bool, bool]]]) -> dict[str, float]:
    """By sort, the least share at which the aim is met, and the figures on stdout."""
    least: dict[str, float] = {}
    for sort, found in sorted(rows.items()):
        ordered = sorted(found, reverse=True)
        hits = np.cumsum([right for _, right, _ in ordered])
        met = [k for k in range(len(ordered)) if hits[k] >= AIM[sort] * (k + 1)]
        k = max(met, default=0)
        least[sort] = math.floor(ordered[k][0] * 100) / 100
        reach = sum(known for *_, known in found) / len(found)
        print(
            f"{sort}: {len(found)} choices, {reach:.0%} with the right one at hand, best right in"
            f" {hits[-1] / len(found):.1%}; at {least[sort]}: {hits[k] / (k + 1):.1%} right of"
            f" {(k + 1) / len(found):.1%} answered"
        )
    return least


def write(weights: Mapping[str, Mapping[str, float]], least: Mapping[str, float]) -> None:
    """The file that ships."""
    lines = [_HEAD]
    for sort, mine in weights.items():
        lines += [f"{sort}:", f"  least: {least[sort]}", "  weights:"]
        lines += [f"    {name}: {value}" for name, value in sorted(mine.items())]
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> int:
    """Make the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold")
    gold = gold_folder(parser.parse_args().gold) / "gold"
    held, reserved = apart(), gold / "syria" / "reserved.txt"
    never = set(reserved.read_text("utf-8").split()) if reserved.exists() else set()
    wanted = [x for x in load(gold) if x.id not in held and x.id not in never]
    examples = list(zip(wanted, parse(x.text for x in wanted), strict=True))
    weights: dict[str, dict[str, float]] = {}
    least: dict[str, float] = {}
    for _ in range(ROUNDS):
        found = list(cases(examples, Chooser(weights, least)))
        weights, least = learn(found), thresholds(left_out(found))
    write(weights, least)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
