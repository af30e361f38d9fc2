"""Copies, re-quotes, one wire behind many outlets.

Copies are found by containment of winnowed word 5-grams (Broder 1997, *On the resemblance and
containment of documents*; Schleimer, Wilkerson and Aiken 2003, *Winnowing*) through an inverted
index, so that the work grows with the text and not with the pairs of articles.

Origins answer "how many sources say so?": forty outlets that print one wire, or quote one
monitor, are one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from casus.ledger.context import Context, article_order, jaccard, tokens
from casus.records import Article, Incident, Origin, Promise, Statement, make_id

GRAM = 5  # words in a fingerprinted run
REACH = 4  # any shared run of GRAM + REACH - 1 words shares a fingerprint
SHARE = 0.6  # share of a text that must stand in the earlier one
FEWEST = 4  # fingerprints below which a text is too short to call a copy
POSTINGS = 40  # earliest articles kept per fingerprint; more is boilerplate
SAME_WORDS = 0.8  # Jaccard of content words at which two own reports are one text

Claim = tuple[str, str, Sequence[str]]  # id of the claim's record, the claim in words, statements


def fingerprints(text: str) -> frozenset[int]:
    """Winnowed hashes of the word 5-grams of a text; the same on every machine."""
    words = tokens(text)
    hashes = [_hash(" ".join(words[i : i + GRAM])) for i in range(len(words) - GRAM + 1)]
    if len(hashes) <= REACH:
        return frozenset(hashes[:1] and [min(hashes)])
    return frozenset(min(hashes[i : i + REACH]) for i in range(len(hashes) - REACH + 1))


def _hash(gram: str) -> int:
    """A stable 64-bit hash (Python's own differs between runs)."""
    return int.from_bytes(hashlib.blake2b(gram.encode(), digest_size=8).digest(), "big")


def copies(articles: Iterable[Article]) -> dict[str, tuple[str, float]]:
    """For each copy: the earlier article whose text it repeats, and the share of it (0 to 1).

    Earlier is by publication, the undated last, then by id. Among equal shares the earliest
    article is named.
    """
    found: dict[str, tuple[str, float]] = {}
    index: dict[int, list[int]] = {}
    ordered = sorted(articles, key=article_order)
    for number, article in enumerate(ordered):
        prints = fingerprints(article.text)
        best = _most_shared(prints, index)
        if best is not None and len(prints) >= FEWEST:
            earlier, shared = best
            share = shared / len(prints)
            if share >= SHARE:
                found[article.id] = (ordered[earlier].id, round(share, 4))
        for mark in prints:
            held = index.setdefault(mark, [])
            if len(held) < POSTINGS:
                held.append(number)
    return found


def _most_shared(prints: frozenset[int], index: Mapping[int, list[int]]) -> tuple[int, int] | None:
    """The earlier article that shares the most fingerprints, and how many."""
    counts: Counter[int] = Counter()
    for mark in prints:
        counts.update(index.get(mark, ()))
    if not counts:
        return None
    return min(counts.items(), key=lambda item: (-item[1], item[0]))


# ----------------------------------------------------------------- origins


def families(statements: Sequence[Statement], context: Context) -> list[list[Statement]]:
    """Statements of one claim grouped by the source they go back to, in the order given.

    Own reports of different outlets that use near the same words are one text, though neither
    names the other. What an article says in its own voice and also attributes (the lead, then
    "the ministry said") is the quoted source's.
    """
    quoted: dict[str, str] = {}
    for statement in statements:
        source = context.source(statement)
        if not source.own:
            quoted.setdefault(statement.article, source.key)
    groups: dict[str, list[Statement]] = {}
    for statement in statements:
        source = context.source(statement)
        key = quoted.get(statement.article, source.key) if source.own else source.key
        if key == source.key and source.own and key not in groups:
            key = _same_text(statement, groups, context) or key
        groups.setdefault(key, []).append(statement)
    return list(groups.values())


def _same_text(
    statement: Statement, groups: Mapping[str, list[Statement]], context: Context
) -> str | None:
    """The group of own reports whose first statement has near the same words."""
    words = context.words[statement.id]
    for key, members in groups.items():
        first = members[0]
        if not context.source(first).own or len(words) < 5:
            continue
        if jaccard(words, context.words[first.id]) >= SAME_WORDS:
            return key
    return None


def independent(statements: Iterable[str], context: Context) -> int:
    """How many sources are shown to be independent behind these statements."""
    ordered = [context.by_id[key] for key in context.sorted(statements)]
    return shown_independent(families(ordered, context), context)


def shown_independent(groups: Sequence[Sequence[Statement]], context: Context) -> int:
    """The named families among the groups: an unnamed voice is not shown to be another than a
    named one. 1 where nobody is named, 0 where nobody speaks."""
    named = sum(any(context.source(s).named for s in group) for group in groups)
    return max(named, min(1, len(groups)))


def claims(
    incidents: Iterable[Incident], promises: Iterable[Promise], context: Context
) -> list[Claim]:
    """What the ledger counts sources for: each incident, each commitment, and each thing said in
    near the same words by several articles outside of those. Denials do not bear a claim out."""
    found: list[Claim] = []
    for incident in incidents:
        bearing = [key for key in incident.statements if _bears(context.by_id[key])]
        found.append((incident.id, context.by_id[incident.best].content.text, bearing))
    for promise in promises:
        first = context.by_id[promise.statements[0]]
        found.append((promise.id, first.content.text, promise.statements))
    used = {key for _, _, keys in found for key in keys}
    rest = [s for s in context.statements if s.id not in used and _bears(s)]
    return found + [
        (make_id("claim", group[0].id), group[0].content.text, [s.id for s in group])
        for group in _repeated(rest, context)
    ]


def _bears(statement: Statement) -> bool:
    """Whether a statement holds its content to be so."""
    events = statement.events
    negated = bool(events) and all(event.reality == "negated" for event in events)
    return statement.act not in ("deny", "doubt", "reject") and not negated


def _repeated(statements: Sequence[Statement], context: Context) -> list[list[Statement]]:
    """Statements of several articles with near the same content, found by shared fingerprints:
    each joins the group of the first statement that it repeats."""
    groups: list[list[Statement]] = []
    index: dict[int, int] = {}
    for statement in statements:
        prints = sorted(fingerprints(statement.content.text))
        words = context.words[statement.id]
        near = sorted({index[mark] for mark in prints if mark in index})
        home = next(
            (n for n in near if jaccard(words, context.words[groups[n][0].id]) >= SHARE), None
        )
        if home is None:
            groups.append([])
            home = len(groups) - 1
        groups[home].append(statement)
        for mark in prints:
            index.setdefault(mark, home)
    return [group for group in groups if len({s.article for s in group}) > 1]


def find(claims: Iterable[Claim], context: Context) -> tuple[Origin, ...]:
    """The origins of each claim, in the order of the claims."""
    return tuple(origin for claim in claims for origin in _of_claim(claim, context))


def _of_claim(claim: Claim, context: Context) -> list[Origin]:
    """One record for each source that stands behind a claim."""
    key, words, ids = claim
    groups = families([context.by_id[i] for i in context.sorted(ids)], context)
    return [
        Origin(
            id=make_id("origin", key, group[0].id),
            claim=words,
            source=_source_of(group, context),
            articles=tuple(dict.fromkeys(s.article for s in group)),
            independent=shown_independent(groups, context),
            statements=tuple(s.id for s in group),
            rule=_rule(group, context),
        )
        for group in groups
    ]


def _source_of(group: Sequence[Statement], context: Context) -> str:
    """The name of who a family goes back to: a quoted voice before an outlet's own."""
    voiced = [s for s in group if not context.source(s).own]
    return context.source((voiced or group)[0]).label


def _rule(group: Sequence[Statement], context: Context) -> str:
    """Why these statements are one origin."""
    voiced = [s for s in group if not context.source(s).own]
    source = context.source((voiced or group)[0])
    if len(group) == 1:
        return f"only statement that goes back to {source.label}"
    copied = sum(s.article in context.copies for s in group)
    reason = f"all go back to {source.label}"
    if voiced and len(voiced) < len(group):
        reason += ", quoted in the same article as an own report of it"
    elif source.own:
        reason += " in its own voice, through copies or near the same words"
    elif source.key.startswith("state:"):
        reason += " or another body of the same government"
    return reason + (f"; {copied} stand in copies of an earlier article" if copied else "")
