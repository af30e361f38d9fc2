"""One pact or promise through time.

Statements of one kind of commitment are one promise when they name the same two parties, or
the same debtor, and neither the terms, the due date nor the distance in time tell them apart.
A pact of two sides (a ceasefire, an alliance, talks) is known by its parties; a promise of one
side needs its words or its due date as well, since a government promises many things.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

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
CANDIDATES = 50  # latest promises under one key, and best ones per item, that are looked at
WORDINGS = 50  # latest distinct wordings of one promise that are compared
MANY = 8  # parties beyond which pairs of them find nobody
Key = tuple[str, ...]


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
    """Items taken for one commitment, in the order of publication, and all that they name."""

    items: list[Item] = field(default_factory=list)
    reasons: set[str] = field(default_factory=set)
    parties: set[str] = field(default_factory=set)
    debtors: set[str] = field(default_factory=set)
    creditors: set[str] = field(default_factory=set)
    dues: set[str] = field(default_factory=set)
    wordings: dict[frozenset[str], None] = field(default_factory=dict)  # latest last

    def add(self, item: Item, reason: str) -> None:
        """Take an item in."""
        self.items.append(item)
        self.reasons.update([reason] if reason else [])
        self.parties |= item.parties
        mine = item.commitment
        self.debtors |= {mine.owed_by} if mine.owed_by else set()
        self.creditors |= {mine.owed_to} if mine.owed_to else set()
        self.dues |= {mine.due} if mine.due else set()
        self.wordings.pop(item.words, None)
        self.wordings[item.words] = None
        if len(self.wordings) > WORDINGS:
            del self.wordings[next(iter(self.wordings))]


def find(context: Context) -> tuple[Promise, ...]:
    """Every commitment, by the order of its first statement."""
    threads: list[Thread] = []
    blocks: dict[Key, list[int]] = defaultdict(list)
    for item in _items(context):
        home, reason = _home(item, threads, _near(item, blocks))
        here = (item.commitment.kind, "in", item.statement.article)
        if home is None:
            home, reason = _named_again(item, threads, blocks.get(here, ()))
        if home is None:
            threads.append(Thread())
            home = len(threads) - 1
        threads[home].add(item, reason)
        for key in (*_keys(item, frozenset(threads[home].parties)), here):
            if home not in blocks[key][-CANDIDATES:]:
                blocks[key].append(home)
    return tuple(_promise(thread, context) for thread in threads)


def _keys(item: Item, parties: frozenset[str]) -> Iterator[Key]:
    """Where a like commitment is looked up: by two of its parties for a pact; else by a party
    with a word of the terms, or with the due date."""
    kind, due = item.commitment.kind, item.commitment.due
    if kind in PACTS and len(parties) <= MANY:
        yield from ((kind, "pair", *pair) for pair in combinations(sorted(parties), 2))
    for party in sorted(item.parties):
        yield from ((kind, "word", party, word) for word in sorted(item.words))
        if due is not None:
            yield kind, "due", party, due


def _near(item: Item, blocks: dict[Key, list[int]]) -> list[int]:
    """The threads that share most with the item, the latest first."""
    counts: Counter[int] = Counter()
    for key in _keys(item, item.parties):
        counts.update(blocks.get(key, ())[-CANDIDATES:])
    best = sorted(counts, key=lambda number: (-counts[number], -number))[:CANDIDATES]
    return sorted(best, reverse=True)


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
    alike = any(overlap(item.words, other) >= LIKE for other in thread.wordings)
    same_due = mine.due is not None and mine.due in thread.dues
    if _long_silence(item, last) and not alike and not same_due:
        return None
    if mine.state in BEGINNING and last.commitment.state == "ended" and last.day != item.day:
        return None  # what begins after the end is a new one
    if _opposed(mine, thread):
        return None
    shared = item.parties & thread.parties
    if len(shared) >= 2 and mine.kind in PACTS:
        return f"same kind and parties ({', '.join(sorted(shared))})"
    same_debtor = mine.owed_by is not None and mine.owed_by in thread.debtors
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
    if mine.kind in PACTS:
        return False
    other = bool(mine.owed_by and thread.debtors - {mine.owed_by})
    return other or bool(mine.owed_to and thread.creditors - {mine.owed_to})


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
