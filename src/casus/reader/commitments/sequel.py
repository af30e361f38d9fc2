"""What becomes of a promise or a request in the next clauses: "and neither did", "It has not
come", "they are considering it".

The word itself is no name of a thing owed; it is read only within two sentences after one.
"""

from __future__ import annotations

from collections.abc import Iterator

from casus.reader.commitments.owing import Anchor, Judged
from casus.reader.language import Page, Token
from casus.records import CommitmentState

NEAR = 2  # sentences
_NOBODY = frozenset(("neither", "none", "nobody", "nothing"))
_HELP = frozenset(("do", "have", "be"))
_COMING = frozenset("come arrive happen materialise materialize follow appear result".split())
_GOING = frozenset("withdraw leave pull move go depart evacuate quit retreat".split())
_IT = frozenset(("it", "one", "this", "that", "they", "them"))
_ANSWERS: dict[str, CommitmentState] = {
    "consider": "considered",
    "study": "considered",
    "weigh": "considered",
    "discuss": "considered",
    "mull": "considered",
    "reject": "refused",
    "refuse": "refused",
    "decline": "refused",
    "accept": "agreed",
    "grant": "agreed",
    "approve": "agreed",
}
_ASKED = ("requested", "proposed")


def sequels(page: Page, judged: list[tuple[Anchor, Judged]]) -> Iterator[tuple[Anchor, Judged]]:
    """The ends of promises and the answers to requests that no name of theirs tells."""
    told = {i for anchor, j in judged for i in (*j.path, *range(anchor.first, anchor.last))}
    ordered = sorted(judged, key=lambda pair: pair[0].token.i)
    for number, (anchor, state) in enumerate(ordered):
        after = max([anchor.last, *(i + 1 for i in state.path)])
        stop = ordered[number + 1][0].first if number + 1 < len(ordered) else len(page.tokens)
        for token in _following(page, anchor, after, stop):
            if token.i in told:
                continue
            outcome = _outcome(page, anchor, state, token)
            if outcome is not None:
                first = _first(token)
                yield (
                    Anchor(token, first, token.i + 1, anchor.kind, None, False, origin=anchor),
                    Judged(outcome, None, (), f'"{token.text}" tells what became of it'),
                )
                break


def _following(page: Page, anchor: Anchor, after: int, stop: int) -> Iterator[Token]:
    """Verbs after the words of the promise, in its paragraph, up to the next thing owed."""
    paragraph = page.sentence(anchor.token).paragraph
    for token in page.tokens[after:stop]:
        sentence = page.sentence(token)
        if sentence.i - anchor.token.sent > NEAR or sentence.paragraph != paragraph:
            return
        if token.pos in ("VERB", "AUX"):
            yield token


def _outcome(page: Page, anchor: Anchor, judged: Judged, verb: Token) -> CommitmentState | None:
    """The state that the verb gives to what was promised or asked for, or None."""
    if page.tokens[page.sentence(verb).last - 1].text == "?":
        return None
    if judged.state in _ASKED:
        return _answer(verb)
    if judged.state not in ("agreed", "due") or anchor.kind == "negotiation":
        return None
    if any(c.dep == "mark" for c in verb.children):
        return None
    goal = verb.child("dobj")
    if verb.lemma == "withdraw" and goal is not None and goal.lemma in ("consent", "signature"):
        return "refused"
    bare = _ends(page, verb)
    same = verb.lemma == anchor.token.lemma or verb.lemma in _COMING
    same = same or (anchor.kind == "withdrawal" and verb.lemma in _GOING)
    before = {t.lower for t in page.tokens[max(verb.i - 4, page.sentence(verb).first) : verb.i]}
    if before & _NOBODY and ((verb.lemma in _HELP and bare) or same):
        return "breached"
    if before & {"never", "not", "n't"} and ((verb.lemma == "do" and bare) or same):
        return (
            None
            if before & {"will", "would", "could", "may", "might", "did"} - {"did"}
            else ("breached")
        )
    return None


def _answer(verb: Token) -> CommitmentState | None:
    """What is done with "it", the request told just before."""
    state = _ANSWERS.get(verb.lemma)
    goal = verb.child("dobj", "nsubjpass")
    if state is None or goal is None or goal.lower not in _IT:
        return None
    negated = any(c.dep == "neg" for c in verb.children)
    hedged = any(c.dep == "aux" and c.lower in ("will", "would", "may") for c in verb.children)
    return None if negated or hedged else state


def _ends(page: Page, verb: Token) -> bool:
    """Whether nothing follows the verb in its clause: "neither did." """
    after = page.tokens[verb.i + 1 : verb.i + 2]
    return not after or after[0].pos == "PUNCT" or after[0].lower in ("so", "yet")


def _first(verb: Token) -> int:
    """Where the clause of the verb begins: at its subject."""
    near = [c.i for c in verb.children if c.dep in ("nsubj", "nsubjpass", "preconj", "det")]
    return min([verb.i, *near])
