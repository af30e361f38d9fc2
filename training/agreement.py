"""How well two readers agree on the texts that both labelled, blind: ``second/`` against ``texts/``.

    python -m training.agreement

Contents are the same from a Jaccard overlap of words of one half on, one to one, the closest first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from training import markup
from training.markup import Label, Marked, Span

HERE = Path(__file__).parent
WORD = re.compile(r"\w+")


def main() -> None:
    """Print the agreement, each figure in percent."""
    second = {a.id: a for p in sorted((HERE / "second").glob("*.txt")) for a in markup.read(p)}
    first = {a.id: a for p in sorted((HERE / "texts").glob("*.txt")) for a in markup.read(p)}
    seen: Counter[str] = Counter()
    for name, two in second.items():
        if first[name].text != two.text:
            raise SystemExit(f"{name}: the two readers did not read the same text")
        seen += _compare(first[name], two)
    both = seen["labels"]
    print(f"{len(second)} articles, {seen['one']} and {seen['two']} statements")
    print(
        f"statement (content and source)  F1 {200 * seen['relation'] / (seen['one'] + seen['two']):.1f}"
    )
    print(f"denies (both ends)              F1 {200 * seen['link'] / seen['answers']:.1f}")
    print(f"of statements with the same content: act {100 * seen['act'] / both:.1f}, ", end="")
    print(f"speaker {100 * seen['speaker'] / both:.1f}")


def _compare(one: Marked, two: Marked) -> Counter[str]:
    words = [(m.start(), m.end()) for m in WORD.finditer(one.text)]
    same = _match(words, one.labels, two.labels)
    number = {a.n: b.n for a, b in same}
    return Counter(
        one=len(one.labels),
        two=len(two.labels),
        labels=len(same),
        relation=sum(_touch(a.source, b.source) for a, b in same),
        act=sum(a.act == b.act for a, b in same),
        speaker=sum(_named_alike(a, b) for a, b in same),
        link=sum(a.denies is not None and number.get(a.denies) == b.denies for a, b in same),
        answers=sum(x.denies is not None for x in (*one.labels, *two.labels)),
    )


def _match(
    words: Sequence[Span], one: Sequence[Label], two: Sequence[Label]
) -> list[tuple[Label, Label]]:
    close = sorted(
        (
            (_alike(words, a, b), _touch(a.source, b.source), -i, -j)
            for i, a in enumerate(one)
            for j, b in enumerate(two)
        ),
        reverse=True,
    )
    left, right, found = set[int](), set[int](), list[tuple[Label, Label]]()
    for alike, _, i, j in close:
        if alike >= 0.5 and i not in left and j not in right:
            left.add(i)
            right.add(j)
            found.append((one[-i], two[-j]))
    return found


def _alike(words: Sequence[Span], a: Label, b: Label) -> float:
    x, y = (
        {n for n, (s, e) in enumerate(words) for p, q in label.content if p <= s and e <= q}
        for label in (a, b)
    )
    return len(x & y) / max(1, len(x | y))


def _touch(a: Sequence[Span], b: Sequence[Span]) -> bool:
    return (not a and not b) or any(s < q and p < e for s, e in a for p, q in b)


def _named_alike(a: Label, b: Label) -> bool:
    one, two = a.speaker.lower(), b.speaker.lower()
    return one.split()[-1] in two or two.split()[-1] in one


if __name__ == "__main__":
    main()
