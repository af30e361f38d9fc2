"""All rooms that join across articles, in one pure step.

Everything here can be rebuilt from the rows of articles and statements, and does not depend on
the order in which they are given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from casus.ledger import actors, commitments, disputes, incidents, origins, series
from casus.ledger.context import Context
from casus.ledger.series import Series
from casus.records import Actor, Article, Dispute, Incident, Origin, Promise, Statement


@dataclass(frozen=True)
class Joined:
    """Every record that joins statements of several articles.

    ``copies``: id of a copy → (id of the earlier article, share of the copy's text in it).
    ``series``: figures over time by source. ``latest``: the last day of publication, which
    stands for today wherever lateness is judged.
    """

    actors: tuple[Actor, ...] = ()
    origins: tuple[Origin, ...] = ()
    incidents: tuple[Incident, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    commitments: tuple[Promise, ...] = ()
    copies: Mapping[str, tuple[str, float]] = field(default_factory=dict)
    series: tuple[Series, ...] = ()
    latest: str | None = None


def derive(articles: Sequence[Article], statements: Sequence[Statement]) -> Joined:
    """Join the statements of the articles; pure, and the same for any order of input."""
    copied = origins.copies(articles)
    context = Context.of(articles, statements, copied)
    happenings = incidents.find(context)
    quarrels = disputes.find(context, happenings)
    promises = commitments.find(context)
    return Joined(
        actors=actors.find(context),
        origins=origins.find(origins.claims(happenings, promises, context), context),
        incidents=happenings,
        disputes=quarrels,
        commitments=promises,
        copies=copied,
        series=series.find(context, happenings),
        latest=context.latest,
    )
