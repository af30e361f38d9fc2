"""What a brief covers: the articles of a period, the statements on a subject."""

from __future__ import annotations

from casus.ledger.context import day_of
from casus.records import Article, Party, Statement, Voice


def within(article: Article, since: str | None, until: str | None) -> bool:
    """Whether an article falls in the period; an undated one only where no period is asked."""
    day = day_of(article)
    if day is None:
        return since is None and until is None
    return (since is None or day >= since[: len(day)]) and (
        until is None or day[: len(until)] <= until
    )


def mentions(statement: Statement, about: str) -> bool:
    """Whether a statement names the subject as a party, or has it in its words."""
    wanted = about.casefold()
    who: list[Voice | Party] = [*statement.voices]
    for event in statement.events:
        who += [*event.actors, *event.recipients]
    ids = {(w.actor or "").casefold() for w in who} | {(w.country or "").casefold() for w in who}
    for item in statement.commitments:
        ids |= {party.casefold() for party in item.parties}
    return (
        wanted in ids
        or any(wanted in w.name.casefold() for w in who)
        or (len(wanted) > 2 and wanted in statement.quote.casefold())
    )
