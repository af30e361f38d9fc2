from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from casus.reader.language import parse


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=120))
def test_offsets_are_exact_for_any_text(text: str) -> None:
    page = next(parse([text]))
    assert all(text[t.start : t.end] == t.text for t in page.tokens)
    assert [t.i for t in page.tokens] == list(range(len(page.tokens)))
    assert all(page.tokens[t.head.i] is t.head for t in page.tokens)


def test_no_sentence_crosses_a_paragraph() -> None:
    page = next(parse(["The bridge fell\nNine people died. The army left."]))
    assert [page.text[s.start : s.end] for s in page.sentences] == [
        "The bridge fell",
        "Nine people died.",
        "The army left.",
    ]
    assert [s.paragraph for s in page.sentences] == [0, 1, 1]


def test_pages_keep_the_order_of_the_texts() -> None:
    texts = [f"Convoy number {n} left.\n\nIt came back." for n in range(70)]
    assert [page.text for page in parse(texts)] == texts


def test_within_returns_whole_tokens_only() -> None:
    page = next(parse(["The bridge fell at dawn."]))
    assert [t.text for t in page.within(4, 15)] == ["bridge", "fell"]
    assert [t.text for t in page.within(5, 15)] == ["fell"]


def test_a_very_long_line_is_parsed_in_parts() -> None:
    text = "The convoy left the town. " * 900
    page = next(parse([text]))
    assert all(text[t.start : t.end] == t.text for t in page.tokens)
    assert len(page.sentences) > 800
