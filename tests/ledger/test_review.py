"""A person's judgements: rows, undone by rows, outliving what the machine reads next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from casus.errors import LedgerError, UnknownRecord
from casus.ledger import Judgement, Ledger
from casus.ledger.review import Verb, judgement, rejected, standing, verdicts
from casus.records import Reading

Make = Callable[..., Reading]
NOON, ONE, TWO = (f"2024-05-01T{hour}:00:00Z" for hour in (12, 13, 14))


def _say(verb: Verb, target: str, at: str = NOON) -> Judgement:
    return judgement("mira", verb, target, at)


def test_the_last_standing_word_counts() -> None:
    first, second = _say("reject", "s-1"), _say("accept", "s-1", ONE)
    assert verdicts([first, second]) == {"s-1": "accept"}
    assert rejected([first, second]) == frozenset()
    assert rejected([first, second, _say("undo", second.id, TWO)]) == {"s-1"}


def test_an_undo_can_be_undone() -> None:
    first = _say("reject", "s-1")
    undo = _say("undo", first.id, ONE)
    redo = _say("undo", undo.id, TWO)
    assert standing([first, undo]) == []
    assert standing([first, undo, redo]) == [first]


def test_an_id_comes_from_the_whole_content() -> None:
    base = _say("reject", "s-1")
    assert base.id == _say("reject", "s-1").id
    others = [
        _say("accept", "s-1"),
        _say("reject", "s-2"),
        _say("reject", "s-1", ONE),
        judgement("jonas", "reject", "s-1", NOON),
        judgement("mira", "reject", "s-1", NOON, {"remark": "not in the text"}),
    ]
    assert len({base.id, *(one.id for one in others)}) == 6


def test_a_rejected_statement_is_left_out_until_undone(make_reading: Make) -> None:
    with Ledger(":memory:") as ledger:
        one = make_reading(3)
        ledger.add([one])
        before = list(ledger.export())
        out = one.statements[1]
        made = ledger.judge("mira", "reject", out.id, at=NOON, payload={"remark": "wrong cue"})
        assert out not in list(ledger.statements())
        assert out not in ledger.search("report")
        exported = list(ledger.export())
        assert out not in exported
        assert not any(out.id in getattr(record, "statements", ()) for record in exported)
        assert out in list(ledger.statements(rejected=True))
        assert out in ledger.search("report", rejected=True)
        assert ledger.get(out.id) == out
        ledger.judge("mira", "undo", made.id, at=ONE)
        assert list(ledger.export()) == before
        assert [j.verb for j in ledger.judgements()] == ["reject", "undo"]
        assert ledger.judgements()[0] == made


def test_a_judgement_outlives_reading_again(tmp_path: Path, make_reading: Make) -> None:
    one = make_reading(3)
    with Ledger(tmp_path / "l", reader="1") as ledger:
        ledger.add([one])
        ledger.judge("mira", "reject", one.statements[0].id, at=NOON)
    again = msgspec.structs.replace(one, statements=one.statements[:3])
    with Ledger(tmp_path / "l", reader="2") as ledger:
        ledger.add([again])
        assert tuple(ledger.statements()) == one.statements[1:3]


def test_the_same_judgement_twice_is_one(make_reading: Make) -> None:
    with Ledger(":memory:") as ledger:
        ledger.add([make_reading(1)])
        target = next(ledger.statements()).id
        first = ledger.judge("mira", "accept", target, at=NOON)
        assert ledger.judge("mira", "accept", target, at=NOON) == first
        assert ledger.judgements() == [first]


def test_a_judgement_needs_something_to_judge(make_reading: Make) -> None:
    with Ledger(":memory:") as ledger:
        ledger.add([make_reading(1)])
        target = next(ledger.statements()).id
        with pytest.raises(UnknownRecord):
            ledger.judge("mira", "reject", "s-404", at=NOON)
        with pytest.raises(UnknownRecord):
            ledger.judge("mira", "undo", target, at=NOON)
        with pytest.raises(LedgerError, match="merge"):
            ledger.judge("mira", "merge", target, at=NOON)
        assert ledger.judgements() == []
