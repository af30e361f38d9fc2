"""One proposition, opposed voices: who asserts, who denies, since when.

A denial meets an assertion in one of three ways: the reader saw it answer a statement of the
same article; it speaks of the same kind of event between the same parties in like words,
within a month; or both belong to one incident.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from casus.ledger.context import Context, overlap, party_keys, window
from casus.ledger.incidents import HAPPENED, REFUSALS
from casus.records import Dispute, Incident, Stance, Statement, make_id

APART = 31  # days between a claim and its denial, either way
LIKE = 0.5  # share of the smaller set of content words, where the events agree as well
LIKE_ALONE = 0.7  # where neither side has an event
FEWEST = 3  # shared content words
COMMON = 60  # statements that use a word, beyond which it finds nobody
CANDIDATES = 50  # best assertions looked at per denial
ASSERTING = ("say", "report", "confirm", "accuse", "endorse")

Link = tuple[str, str, str]  # asserting statement, denying statement, reason


def refuses(statement: Statement) -> bool:
    """Whether a statement says that something is not so."""
    if statement.act in REFUSALS:
        return True
    events = statement.events
    return bool(events) and all(event.reality == "negated" for event in events)


def _opposes(statement: Statement) -> bool:
    """Whether a statement says of something in it that it is not so."""
    return refuses(statement) or any(event.reality == "negated" for event in statement.events)


def find(context: Context, incidents: Sequence[Incident]) -> tuple[Dispute, ...]:
    """Every dispute, by the order of its first statement."""
    links = [*_in_article(context), *_across(context), *_of_incidents(context, incidents)]
    links = [link for link in links if not _reports_it(link, context)]
    made = [_dispute(group, context) for group in _groups(links)]
    return tuple(sorted(made, key=lambda d: (context.order[d.statements[0]], d.id)))


def _reports_it(link: Link, context: Context) -> bool:
    """Whether the "claim" is only the report of the denial, over the same words, by those who
    pass it on ("X dismissed the account"): that someone denies is nothing he denies."""
    claim, denial = context.by_id[link[0]], context.by_id[link[1]]
    same_words = claim.span[0] < denial.span[1] and denial.span[0] < claim.span[1]
    outer = [voice.name for voice in denial.voices[: len(claim.voices)]]
    passes_on = outer == [voice.name for voice in claim.voices]
    return claim.article == denial.article and same_words and passes_on


# ------------------------------------------------------------------- links


def _in_article(context: Context) -> Iterable[Link]:
    """The reader's own links within one article."""
    for statement in context.statements:
        claim = statement.denies
        if claim is not None and claim != statement.id and claim in context.by_id:
            yield claim, statement.id, "answers it in the same article"


def _of_incidents(context: Context, incidents: Sequence[Incident]) -> Iterable[Link]:
    """Statements of one incident of which some say that it did not happen."""
    for incident in incidents:
        members = [context.by_id[key] for key in incident.statements]
        denials = [s for s in members if refuses(s)]
        claims = [s for s in members if not refuses(s)]
        for denial in denials:
            for claim in claims:
                if context.source(claim).key != context.source(denial).key:
                    yield claim.id, denial.id, "denies the same incident"


def _across(context: Context) -> Iterable[Link]:
    """Denials matched with assertions of other sources by events, parties and words."""
    claims = [s for s in context.statements if _asserts(s)]
    index = _index(claims, context)
    for denial in context.statements:
        if not _opposes(denial):
            continue
        for claim in _candidates(denial, claims, index, context):
            reason = _answers(denial, claim, context)
            if reason:
                yield claim.id, denial.id, reason


def _asserts(statement: Statement) -> bool:
    """Whether a statement holds that something is so."""
    if statement.act not in ASSERTING or refuses(statement):
        return False
    return not statement.events or any(event.reality in HAPPENED for event in statement.events)


def _index(claims: Sequence[Statement], context: Context) -> Mapping[str, list[int]]:
    """Claims by content word, the commonest words left out."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for word in context.words[claim.id]:
            index[word].append(number)
    return {word: held for word, held in index.items() if len(held) <= COMMON}


def _candidates(
    denial: Statement,
    claims: Sequence[Statement],
    index: Mapping[str, list[int]],
    context: Context,
) -> list[Statement]:
    """The claims that share most of the rarer words."""
    counts: Counter[int] = Counter()
    for word in context.words[denial.id]:
        counts.update(index.get(word, ()))
    ranked = sorted(counts, key=lambda number: (-counts[number], number))
    return [claims[number] for number in ranked[:CANDIDATES]]


def _answers(denial: Statement, claim: Statement, context: Context) -> str | None:
    """Why a denial is of this claim; None when it is not shown to be."""
    if context.source(denial).key == context.source(claim).key or not _in_time(
        denial, claim, context
    ):
        return None
    words, said = context.words[denial.id], context.words[claim.id]
    if len(words & said) < FEWEST:
        return None
    share = overlap(words, said)
    if _same_event(denial, claim):
        return "same kind of event and parties in like words" if share >= LIKE else None
    alone = not denial.events or not claim.events
    return "the same words" if alone and share >= LIKE_ALONE else None


def _in_time(denial: Statement, claim: Statement, context: Context) -> bool:
    """Whether both were published within a month of each other, as far as is known."""
    a, b = window(context.day(denial)), window(context.day(claim))
    if a is None or b is None:
        return a == b  # an undated piece is matched only with another undated one
    return a[0] - b[1] <= APART and b[0] - a[1] <= APART


def _same_event(denial: Statement, claim: Statement) -> bool:
    """Whether an event that the one denies is one that the other holds to have happened: of one
    type, its known sides not different. Where only a part of the denial denies, the two must
    share a side."""
    whole = refuses(denial)
    for mine in denial.events:
        if not whole and mine.reality != "negated":
            continue
        for theirs in claim.events:
            if mine.type != theirs.type or theirs.reality not in HAPPENED:
                continue
            sides = [
                (party_keys(mine.actors), party_keys(theirs.actors)),
                (party_keys(mine.recipients), party_keys(theirs.recipients)),
            ]
            if all(_agree(a, b) for a, b in sides) and (whole or any(a & b for a, b in sides)):
                return True
    return False


def _agree(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sides share someone, or one of them is not named."""
    return not a or not b or bool(a & b)


# ------------------------------------------------------------------ groups


def _groups(links: Iterable[Link]) -> list[list[Link]]:
    """Links that share a statement are one dispute (union-find with path halving)."""
    parent: dict[str, str] = {}

    def top(key: str) -> str:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    ordered = sorted(set(links))
    for claim, denial, _ in ordered:
        a, b = sorted((top(claim), top(denial)))
        parent[b] = a
    groups: dict[str, list[Link]] = defaultdict(list)
    for link in ordered:
        groups[top(link[0])].append(link)
    return [groups[key] for key in sorted(groups)]


def _dispute(links: Sequence[Link], context: Context) -> Dispute:
    """The record of one group. A statement that denies and is denied stands on the side of
    what it says of the first claim: it denies."""
    denials = context.sorted(denial for _, denial, _ in links)
    claims = context.sorted(claim for claim, _, _ in links if claim not in set(denials))
    claims = claims or context.sorted(claim for claim, _, _ in links)[:1]
    denials = tuple(key for key in denials if key not in claims)
    stances = {key: _stance(context.by_id[key], context) for key in (*claims, *denials)}
    days = [stance.date for stance in stances.values() if stance.date]
    return Dispute(
        id=make_id("dispute", claims[0], denials[0]),
        proposition=context.by_id[claims[0]].content.text,
        asserts=tuple(stances[key] for key in claims),
        denies=tuple(stances[key] for key in denials),
        since=min(days, default=None),
        statements=context.sorted(stances),
        rule="; ".join(sorted({reason for _, _, reason in links})),
    )


def _stance(statement: Statement, context: Context) -> Stance:
    """One side, by the name of who the statement goes back to."""
    return Stance(
        according_to=context.source(statement).label,
        act=statement.act,
        date=context.day(statement),
        statement=statement.id,
    )
