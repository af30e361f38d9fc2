from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable

import pytest

from casus.errors import CasusError, NotFound
from casus.reader import read
from casus.records import Article, Reading


def test_order_and_errors_are_those_of_one_process(article: Callable[..., Article]) -> None:
    items = [
        NotFound(f"{n}.txt", "gone") if n % 7 == 0 else article(f"Chad said {n} soldiers had died.")
        for n in range(40)
    ]
    one, two = list(read(items)), list(read(items, jobs=2))
    assert [type(item) for item in one] == [type(item) for item in two]
    assert [r for r in one if isinstance(r, Reading)] == [r for r in two if isinstance(r, Reading)]
    assert [str(e) for e in one if isinstance(e, NotFound)] == [
        str(e) for e in two if isinstance(e, NotFound)
    ]


def test_a_killed_process_is_a_plain_error(article: Callable[..., Article]) -> None:
    readings = read((article(f"Chad said {n} soldiers had died.") for n in range(10_000)), jobs=2)
    next(readings)
    multiprocessing.active_children()[0].kill()
    with pytest.raises(CasusError, match="killed"):
        list(readings)


def test_interrupts_are_let_through_again(article: Callable[..., Article]) -> None:
    assert len(list(read([article("Chad said it would withdraw.")], jobs=2))) == 1
    assert signal.SIGINT not in signal.pthread_sigmask(signal.SIG_BLOCK, set())
