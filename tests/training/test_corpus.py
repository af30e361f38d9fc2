"""What there is to learn from: whole, apart from what is measured, and without others' texts."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from training import corpus

HERE = Path(corpus.__file__).parent


@pytest.fixture(scope="module")
def examples() -> list[corpus.Example]:
    return corpus.load(Path("nowhere"))


def test_every_span_lies_in_its_text(examples: list[corpus.Example]) -> None:
    assert sum(len(e.said) for e in examples) > 7_500
    for example in examples:
        for said in example.said:
            for start, end in (*said.source, *said.cue, *said.content):
                assert 0 <= start < end <= len(example.text), (example.id, said.n)


def test_an_article_stands_once(examples: list[corpus.Example]) -> None:
    ids = [e.id for e in examples]
    assert len(ids) == len(set(ids))


def test_a_fifth_of_our_own_is_kept_apart(examples: list[corpus.Example]) -> None:
    own = [e for e in examples if e.set == "own"]
    held = [e for e in own if e.id in corpus.apart()]
    assert 0.19 < len(held) / len(own) < 0.21


def test_labels_of_others_texts_hold_no_text() -> None:
    for line in (HERE / "syria-labels.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        assert not {"quote", "content", "source", "cue", "text"} & set(label)
        assert not any("text" in x or "trigger" in x for x in (*label["events"], *label["figures"]))


def test_a_text_that_was_not_labelled_is_refused(tmp_path: Path) -> None:
    label = json.loads((HERE / "syria-labels.jsonl").read_text("utf-8").splitlines()[0])
    folder = tmp_path / "syria"
    folder.mkdir()
    other = {"id": label["article"], "text": "Another text.", "published": None}
    (folder / "articles.jsonl").write_text(json.dumps(other), "utf-8")
    assert hashlib.sha256(b"Another text.").hexdigest() != label["sha256"]
    with pytest.raises(ValueError, match=label["article"]):
        corpus.load(tmp_path)
