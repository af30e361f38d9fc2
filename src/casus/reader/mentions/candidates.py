"""Everyone whom a pronoun may mean, with what speaks for and against each.

The features follow Lappin and Leass (1994) and Denis and Baldridge (2008): distance, grammar,
agreement, how often and as what somebody was mentioned, and who has been speaking.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from casus.reader.actors import Mention
from casus.reader.language import Token
from casus.reader.mentions.learned import Features, Option
from casus.reader.mentions.salience import SUBJECTS, Agrees, Salience, is_cited, speaks

_REACH = 12  # sentences back
_CROWD = 70  # mentions back
_CLEAR = 2.5  # points of weight
SAYS = ("last speaker", "weight", "quoted", "spoke", "often", "subject", "one", "leads", "fresh")
INSIDE = ("last speaker", "weight", "quoted", "spoke", "sentence subject", "leads", "fresh")
_STEPS = (0, 1, 2, 4, 8)  # sentences: classes of distance


@dataclass(slots=True)
class Candidate:
    """One whom a pronoun may mean: mentions, nearest first, and the best weight of any."""

    mentions: list[Mention] = field(default_factory=list)
    weight: float = -20.0

    @property
    def shown(self) -> Mention:
        """The mention that the pronoun repeats: the nearest that is no pronoun."""
        return next((m for m in self.mentions if m.form != "pronoun"), self.mentions[0])


def gather(
    salience: Salience,
    past: Sequence[Mention],
    token: Token,
    agrees: Agrees,
    favours: Agrees | None,
) -> list[Candidate]:
    """Those who agree with a pronoun, nearest first."""
    found: dict[str, Candidate] = {}
    for back, mention in enumerate(reversed(past)):
        if token.sent - mention.head.sent > _REACH or back > _CROWD:
            break
        if not agrees(mention) or salience.barred(mention, token):
            continue
        one = found.setdefault(mention.who.id or mention.who.name.lower(), Candidate())
        one.mentions.append(mention)
        one.weight = max(one.weight, salience.weigh(mention, token, back, favours))
    return list(found.values())


def options(
    salience: Salience, token: Token, all_: Sequence[Candidate], known: Callable[[Mention], bool]
) -> list[Option]:
    """Each candidate with its features."""
    top = sorted((one.weight for one in all_), reverse=True)
    last = _last_speakers(all_, token)
    paragraph = salience.page.sentences[token.sent].paragraph
    leader = _leader(salience, all_)
    found: list[Option] = []
    for rank, one in enumerate(all_):
        near, shown = one.mentions[0], one.shown
        distance = token.sent - near.head.sent
        lead = one.weight - (top[1] if one.weight == top[0] and len(top) > 1 else top[0])
        it = {
            "weight": one.weight / 10,
            "lead": max(-1.0, min(1.0, lead / 5)),
            "best": float(one.weight == top[0]),
            "distance": math.log1p(distance),
            f"within {next((s for s in _STEPS if distance <= s), 99)}": 1.0,
            f"rank {min(rank, 3)}": 1.0,
            "often": math.log(len(one.mentions)),
            "gender": float(known(near)),
            f"form {shown.form}": 1.0,
            f"nearest {near.form}": 1.0,
            f"kind {near.who.kind}": 1.0,
            f"sector {near.who.sector}": 1.0,
            "named person": float((near.who.id or "").startswith("p-")),
            "id": float(near.who.id is not None),
            "plural": float(near.plural),
            "one": float(near.person),
            "subject": float(near.head.dep in SUBJECTS),
            "root subject": float(near.head.dep in SUBJECTS and near.head.head.dep == "ROOT"),
            "object": float(near.head.dep in ("dobj", "pobj", "dative")),
            "cited": float(is_cited(near.head)),
            "beside": float(near.head.dep in ("appos", "conj")),
            "part": float(near.head.dep in ("compound", "amod", "nmod", "poss")),
            "place": float(near.why == "place"),
            "quoted": float(near.head.i in salience.quoted),
            "all quoted": float(all(m.head.i in salience.quoted for m in one.mentions)),
            "ever quoted": float(any(m.head.i in salience.quoted for m in one.mentions)),
            "same word": float(near.head.lower == token.lower),
            "spoke": float(any(speaks(m.head) for m in one.mentions)),
            "paragraph": float(salience.page.sentences[near.head.sent].paragraph == paragraph),
        }
        first = one.mentions[-1]
        it["leads"] = float(leader is one)
        it["fresh"] = float(token.sent - first.head.sent <= 1 and first.form != "pronoun")
        it["known among unknown"] = it["gender"] * float(
            not all(known(o.mentions[0]) for o in all_)
        )
        it["unknown among known"] = (1 - it["gender"]) * float(
            any(known(o.mentions[0]) for o in all_)
        )
        it["fresh subject"] = it["fresh"] * it["subject"]
        it["named subject"] = it["named person"] * it["subject"]
        if distance == 0:
            it["sentence subject"] = it["subject"]
            it["sentence object"] = it["object"]
        if distance == 1:
            it["last subject"] = it["subject"]
        for name, key in (("last speaker", 0), ("speaker before", 1)):
            if len(last) > key and last[key] is one:
                it[name] = 1.0
        _cross(it, salience, token)
        found.append(Option(shown.who, it))
    return found


def _cross(it: dict[str, float], salience: Salience, token: Token) -> None:
    """Add what weighs otherwise where the pronoun itself speaks, or stands in a quotation."""
    for holds, prefix, names in (
        (speaks(token), "says", SAYS),
        (token.i in salience.quoted, "inside", INSIDE),
    ):
        if holds:
            it.update({f"{prefix} {name}": it.get(name, 0.0) for name in names})


def _leader(salience: Salience, all_: Sequence[Candidate]) -> Candidate | None:
    """Who was the last subject of a main clause outside quotations."""
    best, at = None, -1
    for one in all_:
        for mention in one.mentions:
            head = mention.head
            main = head.dep in SUBJECTS and head.head.dep == "ROOT"
            if main and head.i > at and head.i not in salience.quoted:
                best, at = one, head.i
    return best


def nobody(salience: Salience, token: Token, all_: Sequence[Candidate]) -> Features:
    """What speaks for leaving a pronoun open."""
    top = sorted((one.weight for one in all_), reverse=True)
    return {
        "none": 1.0,
        f"choice of {min(4, len(all_))}": 1.0,
        "none says": float(speaks(token)),
        "none quoted": float(token.i in salience.quoted),
        "none early": float(token.sent < 3),
        "none poor": -top[0] / 10,
        "none close": float(len(top) > 1 and top[0] - top[1] < 1.0),
    }


def plain(salience: Salience, token: Token, all_: Sequence[Candidate]) -> int | None:
    """The candidate that needs no weighing: the subject just before, in the same paragraph, where
    nobody else agrees or, for "it" and "they", nobody is near it in weight."""
    best = max(range(len(all_)), key=lambda i: all_[i].weight)
    near = all_[best].mentions[0].head
    rivals = [one.weight for i, one in enumerate(all_) if i != best]
    clear = not rivals or (
        token.lower in ("it", "they") and all_[best].weight - max(rivals) >= _CLEAR
    )
    sentences = salience.page.sentences
    beside = sentences[near.sent].paragraph == sentences[token.sent].paragraph
    subject = near.dep in SUBJECTS or is_cited(near)
    return best if clear and beside and subject and token.sent - near.sent <= 1 else None


def _last_speakers(all_: Sequence[Candidate], token: Token) -> list[Candidate]:
    """The candidates who have spoken, the last first."""
    found = []
    for one in all_:
        at = [m.head.i for m in one.mentions if speaks(m.head) or is_cited(m.head)]
        if at:
            found.append((max(at), one))
    return [one for _, one in sorted(found, key=lambda pair: -pair[0])]
