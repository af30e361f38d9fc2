"""One pact or promise through time.

Statements of one kind of commitment are one promise when they name the same two parties, or
the same debtor, and neither the terms, the due date nor the distance in time tell them apart.
A pact of two sides (a ceasefire, an alliance, talks) is known by its parties; a promise of one
side needs its words or its due date as well, since a government promises many things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from casus.ledger.context import Context, content_words, overlap, window
from casus.records import (
    Commitment,
    CommitmentState,
    CommitmentStep,
    Promise,
    Statement,
    make_id,
)

PACTS = ("ceasefire", "defence_pact", "mediation", "negotiation")
WISHES = ("proposed", "requested", "considered")  # nobody is bound by these
BEGINNING = (*WISHES, "agreed")
OVER = ("fulfilled", "ended", "refused", "suspended")
SILENCE = 365  # days without a word after which a like commitment is taken for a new one
LIKE = 0.34  # share of the smaller set of words of the terms


@dataclass(frozen=True)
class Item:
    """One commitment as one statement gives it."""

    statement: Statement
    commitment: Commitment
    day: int | None  # ordinal of publication
    words: frozenset[str]

    @property
    def parties(self) -> frozenset[str]:
        """Everyone bound by it."""
        named = (self.commitment.owed_by, self.commitment.owed_to)
        return frozenset(self.commitment.parties) | {name for name in named if name}


@dataclass
class Thread:
    """Items taken for one commitment, in the order of publication."""

    items: list[Item] = field(default_factory=list)
    reasons: set[str] = field(default_factory=set)

    @property
    def parties(self) -> frozenset[str]:
        """Everyone whom some item names."""
        return frozenset(party for item in self.items for party in item.parties)


def find(context: Context) -> tuple[Promise, ...]:
    """Every commitment, by the order of its first statement."""
    threads: list[Thread] = []
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for item in _items(context):
        keys = [(item.commitment.kind, party) for party in sorted(item.parties)]
        here = (item.commitment.kind, f"in {item.statement.article}")
        near = sorted({n for key in keys for n in blocks[key]}, reverse=True)
        home, reason = _home(item, threads, near)
        if home is None:
            home, reason = _named_again(item, threads, blocks[here])
        if home is None:
            threads.append(Thread())
            home = len(threads) - 1
        threads[home].items.append(item)
        threads[home].reasons.update([reason] if reason else [])
        for key in (*keys, here):
            if home not in blocks[key]:
                blocks[key].append(home)
    return tuple(_promise(thread, context) for thread in threads)


def _items(context: Context) -> list[Item]:
    """Every commitment in every statement, in the order of publication."""
    found = []
    for statement in context.statements:
        days = window(context.day(statement))
        for commitment in statement.commitments:
            words = content_words(commitment.terms or "")
            found.append(Item(statement, commitment, days[0] if days else None, words))
    return found


# ---------------------------------------------------------------- sameness


def _home(item: Item, threads: Sequence[Thread], near: Sequence[int]) -> tuple[int | None, str]:
    """The latest thread that the item continues, and why."""
    for number in near:
        reason = _continues(item, threads[number])
        if reason:
            return number, reason
    return None, ""


def _named_again(
    item: Item, threads: Sequence[Thread], here: Sequence[int]
) -> tuple[int | None, str]:
    """The only thread of this kind in the item's own article, where the item names nobody
    else: "the truce" after "a truce between A and B"."""
    if len(here) != 1 or not item.parties <= threads[here[0]].parties:
        return None, ""
    if _opposed(item.commitment, threads[here[0]]) or len(item.parties) > 1:
        return None, ""
    return here[0], "the only commitment of this kind in the same article"


def _continues(item: Item, thread: Thread) -> str | None:
    """Why an item speaks of the thread's commitment; None when that is not shown."""
    last, mine = thread.items[-1], item.commitment
    alike = any(overlap(item.words, other.words) >= LIKE for other in thread.items)
    same_due = mine.due is not None and any(o.commitment.due == mine.due for o in thread.items)
    if _long_silence(item, last) and not alike and not same_due:
        return None
    if mine.state in BEGINNING and last.commitment.state == "ended" and last.day != item.day:
        return None  # what begins after the end is a new one
    if _opposed(mine, thread):
        return None
    shared = item.parties & thread.parties
    if len(shared) >= 2 and mine.kind in PACTS:
        return f"same kind and parties ({', '.join(sorted(shared))})"
    same_debtor = mine.owed_by is not None and any(
        o.commitment.owed_by == mine.owed_by for o in thread.items
    )
    if not (len(shared) >= 2 or same_debtor) or not (alike or same_due):
        return None
    return f"same kind and {'debtor' if same_debtor else 'parties'}, " + (
        "like terms" if alike else "same due date"
    )


def _long_silence(item: Item, last: Item) -> bool:
    """Whether more than a year lies between two words on it."""
    return item.day is not None and last.day is not None and item.day - last.day > SILENCE


def _opposed(mine: Commitment, thread: Thread) -> bool:
    """Whether another owes it, or it is owed to another, where both are known."""
    for other in (item.commitment for item in thread.items):
        if mine.owed_by and other.owed_by and mine.owed_by != other.owed_by:
            return mine.kind not in PACTS
        if mine.owed_to and other.owed_to and mine.owed_to != other.owed_to:
            return mine.kind not in PACTS
    return False


# ----------------------------------------------------------------- records


def _promise(thread: Thread, context: Context) -> Promise:
    """The record of one thread."""
    first = thread.items[0]
    wished = [item for item in thread.items if item.commitment.state in WISHES]
    owed = [item for item in thread.items if item.commitment.state not in WISHES]
    present = _present(thread, context)
    due = _last_due(owed)
    overdue = _overdue(due, present, context.latest)
    return Promise(
        id=make_id("commitment", first.statement.id, first.commitment.id),
        kind=first.commitment.kind,
        parties=tuple(sorted(thread.parties)),
        owed_by=_first(i.commitment.owed_by for i in thread.items),
        owed_to=_first(i.commitment.owed_to for i in thread.items),
        due=due or _last_due(wished),
        overdue=overdue,
        steps=tuple(_step(item, context) for item in thread.items),
        present=present,
        statements=context.sorted(item.statement.id for item in thread.items),
        rule=_rule(thread, overdue, due, context.latest),
    )


def _last_due(items: Sequence[Item]) -> str | None:
    """The due date that was named last."""
    return next((i.commitment.due for i in reversed(items) if i.commitment.due), None)


def _first(values: Iterable[str | None]) -> str | None:
    """The first that is known."""
    return next((value for value in values if value), None)


def _step(item: Item, context: Context) -> CommitmentStep:
    """What one voice said, on the day it was published."""
    return CommitmentStep(
        date=context.day(item.statement),
        state=item.commitment.state,
        according_to=context.source(item.statement).label,
        statement=item.statement.id,
    )


def _present(thread: Thread, context: Context) -> dict[str, CommitmentState]:
    """The last state that each voice gave, under its latest name, in order of first speaking."""
    states: dict[str, tuple[str, CommitmentState]] = {}
    for item in thread.items:
        source = context.source(item.statement)
        states[source.key] = (source.label, item.commitment.state)
    return dict(states.values())


def _overdue(due: str | None, present: dict[str, CommitmentState], latest: str | None) -> bool:
    """Whether the due date lies before the ledger's last publication and no voice's last word
    is that it was fulfilled, ended, refused or suspended. The wall clock plays no part."""
    limit, now = window(due), window(latest)
    if limit is None or now is None or limit[1] >= now[1]:
        return False
    return not any(state in OVER for state in present.values())


def _rule(thread: Thread, overdue: bool, due: str | None, latest: str | None) -> str:
    """The joins in words, and how lateness was judged."""
    joined = "; ".join(sorted(thread.reasons)) or "named in one statement only"
    if overdue:
        joined += f"; overdue: due {due}, the latest article is of {latest}, no word of its end"
    return joined
