"""Whom a relation noun names: the neighbour that Kenya accuses is never Kenya.

A relation noun ("ally", "rival", "neighbour") has an owner and names the other side. That side is
told only where the article has so far named exactly one other state or armed group beside the
owner; else the words stay as written and the country unknown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from casus.reader.actors import Mention, Who
from casus.reader.actors.names import identities
from casus.reader.actors.phrases import owned_by

_PARTIES = frozenset(["state", "armed_group"])


def tie(mention: Mention, owner: Who | None, past: Sequence[Mention]) -> None:
    """Tie a mention of a relation noun to the one other side named with its owner, or leave it
    open and say so. ``owner`` is whose relation it is, None where the text does not tell."""
    noun = mention.role
    side = whole(owner) if owner is not None else None
    if owner is None or side is None:
        mention.who = replace(mention.who, id=None, country=None)
        mention.why = f"nobody tells whose {noun} it is"
        return
    others = _beside(side, past)
    if len(others) == 1 and not mention.plural:
        mention.who = others[0]
        mention.why = f"the one other side named beside {side.name}"
        return
    mention.who = Who(f"{owned_by(side.name)} {noun}", None, None, "unnamed", "UNK")
    mention.why = f"{len(others)} others named beside {side.name}"


def whole(who: Who) -> Who | None:
    """The state or armed group to which somebody belongs, or None."""
    if who.kind not in _PARTIES:
        return None
    known = identities()
    return known.get(who.id or "") or known.get(who.country or "") or (who if who.id else None)


def _beside(owner: Who, past: Sequence[Mention]) -> list[Who]:
    """The other sides that stand in a sentence with the owner, in order."""
    sentences: defaultdict[int, dict[Who, None]] = defaultdict(dict)
    for mention in past:
        side = whole(mention.who)
        if side is not None:
            sentences[mention.head.sent][_state(side)] = None
    met = [sides for sides in sentences.values() if _state(owner) in sides]
    return list(dict.fromkeys(who for sides in met for who in sides if who != _state(owner)))


def _state(side: Who) -> Who:
    """The state whose body this is: the army of Chad is Chad here."""
    if side.kind != "state":
        return side
    return identities().get(side.country or "", side)


def rivals(past: Sequence[Mention]) -> tuple[Who, ...]:
    """The two states or armed groups most named so far."""
    counts: Counter[Who] = Counter()
    known = identities()
    for mention in past:
        who = mention.who
        if who.kind not in ("state", "armed_group") or mention.why == "place":
            continue
        state = known.get(who.id or "") or (
            known.get(who.country or "") if who.kind == "state" else None
        )
        if state is not None or mention.form == "name":
            counts[state or who] += 1
    top = counts.most_common(2)
    return tuple(who for who, _ in top) if len(top) == 2 else ()
