"""Who says what, on labelled articles that nothing was trained or tuned on.

    python -m benchmarks.speech [--gold DIR] [--polnear FILE] [--model tagger|rules] [--learned-from]
                                [--check]

Sets: the articles of ``apart.json`` (``own``, ``texts``: our own writing; ``syria``: the gold
folder) and, where it is at hand, PolNeAR's dev part as converted by ``gold/convert/polnear.py``.
``--learned-from`` measures the others instead, those that may be read and learned from.

``--check`` exits 1 where a figure lies below its floor (``[apart.NAME]`` of ``floors.toml``).

- statement, act, chain, quoted: as in ``scoring``;
- nested: of the labels with an outer voice, the share that is found with its whole chain right (and
  of those that are found);
- denies: links of answers, as precision, recall and F1: right if both ends agree with the labels.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks import scoring
from benchmarks.accuracy import article, gold_folder, records
from benchmarks.keys import as_key, lines
from casus.reader import Mode, read
from casus.records import Article
from training import markup

HERE = Path(__file__).parent
TRAINING = HERE.parent / "training"
Json = dict[str, Any]
Set = tuple[list[Article], list[Json]]


def sets(gold: Path, *, apart: bool = True) -> dict[str, Set]:
    """The labelled articles kept apart (or the others), and their labels as key lines."""
    names = json.loads((HERE / "apart.json").read_text("utf-8"))
    held = {i for ids in names.values() for i in ids}
    own = lines(TRAINING / "own.jsonl"), lines(TRAINING / "own-labels.jsonl")
    found = {"own": own, "texts": _texts()}
    if (gold / "gold" / "syria" / "articles.jsonl").exists():
        folder = gold / "gold" / "syria"
        found["syria"] = lines(folder / "articles.jsonl"), lines(folder / "labels.jsonl")
    return {
        name: _part(raw, labels, lambda i: (i in held) is apart)
        for name, (raw, labels) in found.items()
    }


def _part(raw: list[Json], labels: list[Json], wanted: Any) -> Set:
    ids = {x["article"] for x in labels if wanted(x["article"])}
    unique = {a["id"]: a for a in raw if a["id"] in ids}
    keys = [x if "voice" in x else as_key(x) for x in labels if x["article"] in ids]
    return [article(a) for a in unique.values()], keys


def _texts() -> tuple[list[Json], list[Json]]:
    """Our marked texts: attributions only, what the article says itself is not labelled there."""
    raw: list[Json] = []
    keys: list[Json] = []
    for path in sorted((TRAINING / "texts").glob("*.txt")):
        for marked in markup.read(path):
            raw.append({"id": marked.id, "text": marked.text, **marked.head})
            keys += [_key(marked, label) for label in marked.labels]
    return raw, keys


def _key(marked: markup.Marked, label: markup.Label) -> Json:
    words = [marked.text[a:b] for a, b in label.content]
    outer = [
        (o.content, o.speaker)
        for o in marked.labels
        if o is not label and any(a <= label.content[0][0] < b for a, b in o.content)
        and o.content != label.content
    ]  # fmt: skip
    outer.sort(key=lambda x: -sum(b - a for a, b in x[0]))
    chain = [marked.text[a:b] for a, b in label.outer] or [name for _, name in outer]
    return {
        "article": marked.id,
        "id": f"{marked.id}.{label.n}",
        "quote": " ".join(words),
        "content": " ".join(words),
        "voice": {"name": label.speaker, "country": label.country, "kind": label.kind},
        "chain": chain,
        "act": [label.act],
        "quoted": "indirect",
        "events": [], "figures": [], "commitments": [],
        "denies": label.denies,
    }  # fmt: skip


def measure(part: Set, mode: Mode, *, own_voice: bool = True) -> dict[str, float]:
    """The figures of one set. ``own_voice`` False leaves out what the article says itself."""
    articles, keys = part
    got = records(read(articles, model=mode))
    if not own_voice:
        got = [r for r in got if r["record"] == "article" or r["voices"]]
    whole = scoring.score(keys, got)
    row = whole.row()
    row |= _pairs(keys, got)
    return row


def _pairs(keys: list[Json], got: list[Json]) -> dict[str, float]:
    """Chains of nested labels and links of answers, over labels and the statements they match."""
    names = {r["id"]: r["source"] for r in got if r["record"] == "article"}
    nested = chained = found = linked = right = answers = 0
    for source in sorted({k["article"] for k in keys}):
        labels = [k for k in keys if k["article"] == source]
        read_ = [s for s in got if s["record"] == "statement" and names[s["article"]] == source]
        match = scoring.matches(labels, read_)
        by_number = {k["id"].rsplit(".", 1)[1]: k["id"] for k in labels}
        for label in labels:
            statement = match.get(label["id"])
            if label["chain"]:
                nested += 1
                found += statement is not None
                chained += statement is not None and dict(
                    scoring.attributes(label, statement)
                )["chain"]  # fmt: skip
            if label["denies"] is not None:
                answers += 1
                other = match.get(by_number.get(str(label["denies"]), ""))
                right += bool(
                    statement and other and statement["denies"] == other["id"]
                )  # fmt: skip
        linked += sum(s["denies"] is not None for s in read_)
    precision, recall = right / max(1, linked), right / max(1, answers)
    return {
        "nested": 100 * chained / max(1, nested),
        "nested found": 100 * chained / max(1, found),
        "denies": 200 * precision * recall / max(1e-9, precision + recall),
        "denies P": 100 * precision,
        "denies R": 100 * recall,
    }


def polnear(path: Path, gold: Path, mode: Mode) -> str:
    """PolNeAR's own measures of attribution, by the scorer that stands with the gold."""
    spec = importlib.util.spec_from_file_location("score", gold / "gold" / "score_attribution.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    wanted = [json.loads(x) for x in path.read_text("utf-8").splitlines()]
    got = records(read((article(d) for d in wanted), model=mode))
    made = {
        r["id"]: {"id": r["source"], "attributions": []} for r in got if r["record"] == "article"
    }
    for statement in got:
        if statement["record"] == "statement" and statement["voices"]:
            made[statement["article"]]["attributions"].append(attribution(statement))
    result = scorer.score(wanted, list(made.values()), outermost=True, claims=True)
    rows = [
        f"  {k:16}{v['P']:7.1f}{v['R']:7.1f}{v['F1']:7.1f}"
        for k, v in result.items()
        if k[0] != "_"
    ]
    by = [
        f"  recall {k[5:]:9}{v['content j50 R']:7.1f} content, {v['relation R']:.1f} relation"
        for k, v in result["_recall_by"].items()
        if k.startswith("type")
    ]
    return "\n".join([*rows, *by])


def attribution(statement: Json) -> Json:
    """A statement as source, cue and content spans."""
    voice = statement["voices"][-1]
    return {
        "source": [voice["span"]] if voice["span"] else [],
        "cue": [statement["cue"]["span"]] if statement["cue"] else [],
        "content": statement["content"]["spans"],
    }


def show(name: str, row: dict[str, float]) -> None:
    """One set on stdout."""
    print(
        f"{name:8}statement {row['statement']:5.1f} ({row['statement P']:.0f}/{row['statement R']:.0f})"
        f"  act {row['act']:5.1f}  chain {row['chain']:5.1f}  quoted {row['quoted']:5.1f}"
        f"  nested {row['nested']:5.1f} (of found {row['nested found']:.0f})"
        f"  denies {row['denies']:5.1f} ({row['denies P']:.0f}/{row['denies R']:.0f})"
    )


def main(arguments: Iterable[str] | None = None) -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold")
    parser.add_argument("--polnear", default=os.environ.get("CASUS_POLNEAR"))
    parser.add_argument("--model", default="tagger", choices=["tagger", "rules"])
    parser.add_argument("--learned-from", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments if arguments is None else list(arguments))
    gold = gold_folder(options.gold)
    floors = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["apart"]
    fallen = False
    for name, part in sets(gold, apart=not options.learned_from).items():
        row = measure(part, options.model, own_voice=name != "texts")
        show(name, row)
        for kind, floor in floors[name].items() if options.check else ():
            if row[kind] < floor:
                print(f"{name} {kind}: {row[kind]:.1f} is below its floor {floor}", file=sys.stderr)
                fallen = True
    if options.polnear:
        print("PolNeAR dev, claims, outermost")
        print(polnear(Path(options.polnear), gold, options.model))
    return int(fallen)


if __name__ == "__main__":
    sys.exit(main())
