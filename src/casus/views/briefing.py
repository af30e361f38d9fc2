"""What a brief holds, as plain values: each line with its words and a numbered source.

``brief`` chooses and orders; ``casus.views.brief`` puts it on paper.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from casus.ledger.context import OWN_VOICE, Context, day_of, window
from casus.ledger.joins import Joined
from casus.ledger.origins import families
from casus.ledger.series import Series
from casus.records import (
    Article,
    Commitment,
    Dispute,
    Event,
    EventType,
    Incident,
    Party,
    Promise,
    RivalFigure,
    Stance,
    Statement,
    Voice,
)
from casus.views import phrases
from casus.views.page import (
    Account,
    Brief,
    Cited,
    Count,
    Happening,
    Owed,
    Person,
    Quarrel,
    Standing,
    Tally,
)

QUOTE = 220  # characters of a quotation
BACKGROUND = 31  # days before the first article, beyond which a happening is background
# How much a kind of event weighs in a brief: force first, then deeds, then words.
WEIGHTS: Mapping[EventType, float] = {
    "ASSAULT": 5, "COERCE": 4, "MOBILIZE": 4, "RETREAT": 4, "SANCTION": 3, "AID": 3,
    "COOPERATE": 2, "CONCEDE": 2, "PROTEST": 2, "AGREE": 2, "CONSULT": 1, "THREATEN": 2,
    "REJECT": 1, "REQUEST": 1, "ACCUSE": 1, "SUPPORT": 1,
}  # fmt: skip


class Records(Protocol):
    """A ledger, as far as a brief needs one."""

    def articles(self) -> Iterable[Article]: ...  # noqa: D102
    def statements(self) -> Iterable[Statement]: ...  # noqa: D102
    def joined(self) -> Joined: ...  # noqa: D102


def of_ledger(
    ledger: Records,
    *,
    since: str | None = None,
    until: str | None = None,
    about: str | None = None,
    most: int = 12,
) -> Brief:
    """The brief of a ledger; see ``brief``."""
    return brief(
        list(ledger.articles()),
        list(ledger.statements()),
        ledger.joined(),
        since=since,
        until=until,
        about=about,
        most=most,
    )


def brief(
    articles: Sequence[Article],
    statements: Sequence[Statement],
    joined: Joined,
    *,
    since: str | None = None,
    until: str | None = None,
    about: str | None = None,
    most: int = 12,
) -> Brief:
    """The brief of the articles published from ``since`` to ``until`` (ISO dates or their
    beginnings, both included), of the statements that name or mention ``about``.

    Counts of independent sources and lateness are those of the whole ledger. ``most`` limits
    each section; what is left out is counted.
    """
    kept = [a for a in articles if _within(a, since, until)]
    desk = _Desk(Context.of(kept, statements, joined.copies), articles, joined, most)
    desk.keep(about)
    return desk.write(since, until, about)


def _within(article: Article, since: str | None, until: str | None) -> bool:
    """Whether an article falls in the period; an undated one only where no period is asked."""
    day = day_of(article)
    if day is None:
        return since is None and until is None
    return (since is None or day >= since[: len(day)]) and (
        until is None or day[: len(until)] <= until
    )


def _mentions(statement: Statement, about: str) -> bool:
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


class _Desk:
    """Where one brief is put together: knows the kept statements and numbers the sources."""

    def __init__(
        self, context: Context, articles: Sequence[Article], joined: Joined, most: int
    ) -> None:
        self.context = context
        self.joined = joined
        self.most = most
        self.shelf = {article.id: article for article in articles}
        self.names = _names(joined)
        self.kept = {s.id for s in context.statements}
        self.numbers: dict[str, int] = {}
        self.left_out: dict[str, int] = {}

    def keep(self, about: str | None) -> None:
        """Only what concerns the subject."""
        if about:
            self.kept = {s.id for s in self.context.statements if _mentions(s, about)}

    def write(self, since: str | None, until: str | None, about: str | None) -> Brief:
        """All sections, in the order in which a reader meets them, then the sources."""
        shelf = self.context.articles.values()
        days = [day for day in map(day_of, shelf) if day]
        happenings = self._happenings()
        disputes = self._disputes(happenings)
        commitments = self._commitments()
        figures = self._figures({h.incident for h in happenings})
        return Brief(
            since=since or min(days, default=None),
            until=until or max(days, default=None),
            about=about,
            articles=len(self.context.articles),
            outlets=len({_outlet(a) for a in shelf}),
            copies=sum(a.id in self.joined.copies for a in shelf),
            undated=len(self.context.articles) - len(days),
            statements=len(self.kept),
            who=self._who(),
            happenings=happenings,
            disputes=disputes,
            commitments=commitments,
            figures=figures,
            questions=self._questions(happenings, commitments),
            left_out={key: n for key, n in self.left_out.items() if n},
            sources=tuple(self._cited(key) for key in self.numbers),
        )

    def _cut(self, section: str, found: list[Any]) -> list[Any]:
        """The first of a section; the rest is counted."""
        self.left_out[section] = max(0, len(found) - self.most)
        return found[: self.most]

    def _mine(self, statements: Iterable[str]) -> list[Statement]:
        """Of a record's statements those that the brief covers."""
        return [self.context.by_id[key] for key in statements if key in self.kept]

    # ------------------------------------------------------------ sections

    def _who(self) -> tuple[Person, ...]:
        """Who is named in most statements."""
        people = []
        for actor in self.joined.actors:
            count = len(self._mine(actor.statements))
            role = actor.roles[-1].title if actor.roles else None
            if count:
                people.append(Person(actor.id, actor.name, actor.country, actor.kind, role, count))
        people.sort(key=lambda p: (-p.statements, p.actor))
        return tuple(self._cut("who", people))

    def _happenings(self) -> tuple[Happening, ...]:
        """The weightiest incidents, then by date, the undated last. One whose every word stands
        under a weightier incident of its type is left out, and counted."""
        days = [w[0] for a in self.context.articles.values() if (w := window(day_of(a)))]
        start = min(days, default=0) - BACKGROUND
        found = [i for i in self.joined.incidents if self._mine(i.statements)]
        found.sort(key=lambda i: (-_weight(i, start), i.id))
        fresh: list[Incident] = []
        told: set[tuple[str, str]] = set()
        for incident in found:
            words = {(incident.type, key) for key in incident.statements}
            if not words <= told:
                fresh.append(incident)
            told |= words
        chosen = fresh[: self.most]
        self.left_out["happenings"] = len(found) - len(chosen)
        chosen.sort(key=lambda i: (i.date is None, i.date or i.first_report or "9999", i.id))
        return tuple(self._happening(incident) for incident in chosen)

    def _happening(self, incident: Incident) -> Happening:
        """One incident with its accounts, one per source, and the denials."""
        mine = self._mine(incident.statements)
        focus = {e.id: e for s in mine for e in s.events if e.id in set(incident.events)}
        denials = [s for s in mine if _denies(s, focus)]
        claims = [s for s in mine if s not in denials]
        claims.sort(key=lambda s: s.id != incident.best)
        starts = {s.id: e.trigger.span[0] for s in mine for e in s.events if e.id in focus}
        return Happening(
            incident=incident.id,
            type=incident.type,
            phrase=self._label(incident, [focus[key] for key in incident.events if key in focus]),
            date=incident.date,
            place=incident.place,
            first_report=incident.first_report,
            realities=dict(incident.realities),
            independent=incident.independent,
            accounts=self._accounts(self._firsts(claims), starts),
            denials=self._accounts(denials, starts),
            figures=self._tallies(incident.figures),
            rule=incident.rule,
        )

    def _label(self, incident: Incident, events: Sequence[Event]) -> str:
        """The incident in plain words; with the article's own word where no side is named."""
        sides = self._side(incident.actors), self._side(incident.recipients)
        label = phrases.event(incident.type, *sides)
        return label if any(sides) or not events else f"{label} (“{events[0].trigger.text}”)"

    def _disputes(self, happenings: Sequence[Happening]) -> tuple[Quarrel, ...]:
        """Disputes with most words on them, by the date since when they last."""
        found = [d for d in self.joined.disputes if self._mine(d.statements)]
        found.sort(key=lambda d: (-len(d.statements), d.since or "9999", d.id))
        chosen: list[Dispute] = self._cut("disputes", found)
        chosen.sort(key=lambda d: (d.since or "9999", d.id))
        shown = {
            account.statement: number
            for number, happening in enumerate(happenings, 1)
            for account in happening.denials
        }
        return tuple(self._quarrel(dispute, shown) for dispute in chosen)

    def _quarrel(self, dispute: Dispute, shown: Mapping[str, int]) -> Quarrel:
        """One dispute, with the happening above that shows its denial, if there is one."""
        above = [shown[s.statement] for s in dispute.denies if s.statement in shown]
        return Quarrel(
            dispute=dispute.id,
            happening=above[0] if above else None,
            since=dispute.since,
            asserts=self._sides(dispute.asserts),
            denies=self._sides(dispute.denies),
            rule=dispute.rule,
        )

    def _sides(self, stances: Sequence[Stance]) -> tuple[Account, ...]:
        """One side, one account per source."""
        return self._accounts(self._mine(stance.statement for stance in stances), {})

    def _commitments(self) -> tuple[Owed, ...]:
        """Commitments: the overdue first, then those with most words on them."""
        found = [p for p in self.joined.commitments if self._mine(p.statements)]
        found.sort(key=lambda p: (not p.overdue, -len(p.statements), p.id))
        return tuple(self._owed(promise) for promise in self._cut("commitments", found))

    def _owed(self, promise: Promise) -> Owed:
        """One commitment, with the last word of each voice."""
        last = {}
        for step in promise.steps:
            if step.statement in self.kept:
                last[step.according_to] = step
        standing = []
        for step in last.values():
            statement = self.context.by_id[step.statement]
            focus = _focus_of(statement.commitments, promise)
            account = self._account(statement, focus)
            standing.append(Standing(phrases.STATES[step.state], account))
        return Owed(
            commitment=promise.id,
            phrase=self._promised(promise),
            due=promise.due,
            overdue=promise.overdue,
            standing=tuple(standing),
            rule=promise.rule,
        )

    def _promised(self, promise: Promise) -> str:
        """ "Withdrawal: owed by Azerbaijan to Armenia"; "Ceasefire: Armenia and Azerbaijan"."""
        kind = phrases.KINDS[promise.kind]
        parties = phrases.listed(self._called(promise.parties))
        pact = promise.kind in ("ceasefire", "defence_pact", "negotiation")
        if promise.owed_by and not (pact and len(promise.parties) > 1):
            known = promise.owed_to not in (None, promise.owed_by)
            to = f" to {self._name(promise.owed_to)}" if known else ""
            return f"{kind}: owed by {self._name(promise.owed_by)}{to}"
        return f"{kind}: {parties}" if parties else kind

    def _figures(self, shown: set[str]) -> tuple[Tally, ...]:
        """Figures that no shown incident holds; those on which sources differ come first."""
        found = [
            s
            for s in self.joined.series
            if s.incident not in shown and s.measure != "other" and self._mine(s.statements)
        ]
        found.sort(key=lambda s: (-len(s.latest), -len(s.statements), s.id))
        return tuple(self._tally(series) for series in self._cut("figures", found))

    def _tally(self, series: Series) -> Tally:
        """One series: the last figure of each source."""
        of = self._name(series.of) if series.of else None
        counts = [
            Count(
                what=phrases.number(p.low, p.high, p.qualifier),
                according_to=p.according_to,
                citation=self._number(self.context.by_id[p.statement].article),
                statement=p.statement,
                date=p.date,
            )
            for p in series.latest
            if p.statement in self.kept
        ]
        return Tally(phrases.counted(series.measure, of), tuple(counts))

    def _questions(self, happenings: Sequence[Happening], owed: Sequence[Owed]) -> tuple[str, ...]:
        """What the articles leave open."""
        lone = sum(h.independent == 1 for h in happenings)
        undated = sum(h.date is None for h in happenings)
        late = sum(o.overdue for o in owed)
        blank = sum(day_of(a) is None for a in self.context.articles.values())
        lines = (
            (lone, "{n} of {all} happenings above rest on one source"),
            (undated, "{n} of {all} happenings above are not dated by anyone"),
            (late, "{n} due date(s) passed without word that the promise was kept or ended"),
            (blank, "{n} article(s) bear no date, so what they call today stays unknown"),
        )
        return tuple(line.format(n=n, all=len(happenings)) for n, line in lines if n)

    # ---------------------------------------------------------- small parts

    def _accounts(
        self, statements: Sequence[Statement], starts: Mapping[str, int]
    ) -> tuple[Account, ...]:
        """One account per ultimate source, in the order given."""
        first: dict[str, Statement] = {}
        for statement in statements:
            first.setdefault(self.context.source(statement).key, statement)
        return tuple(self._account(s, starts.get(s.id)) for s in first.values())

    def _firsts(self, claims: Sequence[Statement]) -> list[Statement]:
        """One statement of each independent family: the first whose source is quoted."""
        groups = families(claims, self.context)
        return [min(g, key=lambda s: self.context.source(s).own) for g in groups]

    def _account(self, statement: Statement, focus: int | None) -> Account:
        """Who says it and in which words, cut around ``focus`` (an offset in the article)."""
        inside = max(0, (focus or 0) - statement.span[0])
        return Account(
            who=self._chain(statement),
            act=statement.act,
            quote=phrases.excerpt(statement.quote, QUOTE, inside),
            citation=self._number(statement.article),
            statement=statement.id,
            date=self.context.day(statement),
        )

    def _chain(self, statement: Statement) -> str:
        """The voices from the outermost to the innermost; an outlet's own voice by its name."""
        if statement.voices:
            return " → ".join(voice.name for voice in statement.voices)
        label = self.context.source(statement).label
        return label if label == OWN_VOICE else f"{label} (own voice)"

    def _tallies(self, figures: Sequence[RivalFigure]) -> tuple[Tally, ...]:
        """Rival figures of one incident, side by side for each thing counted."""
        groups: dict[str, list[Count]] = {}
        for f in figures:
            if f.statement not in self.kept or f.measure == "other":
                continue
            of = self._name(f.of) if f.of else None
            amount = phrases.number(f.low, f.high, f.qualifier)
            number = self._number(self.context.by_id[f.statement].article)
            counted = Count(amount, f.according_to, number, f.statement, f.date)
            groups.setdefault(phrases.counted(f.measure, of), []).append(counted)
        return tuple(Tally(what, tuple(counts)) for what, counts in groups.items())

    def _side(self, ids: Sequence[str]) -> list[str]:
        """One side of an incident: those with an id of their own; else who is named most often,
        since descriptions of the same people differ from report to report."""
        return self._called([key for key in ids if key in self.names] or ids[:1])

    def _called(self, ids: Iterable[str]) -> list[str]:
        """The names of actor ids, each once."""
        return list(dict.fromkeys(self._name(key) for key in ids))

    def _name(self, key: str | None) -> str:
        """The name that an actor id or country code goes by; itself where none is known."""
        return self.names.get(key or "", key or "")

    def _number(self, article: str) -> int:
        """The number of a source, given on its first use."""
        return self.numbers.setdefault(article, len(self.numbers) + 1)

    def _cited(self, key: str) -> Cited:
        """The line of one source."""
        article = self.shelf[key]
        copy_of, copied = self.joined.copies.get(key, (None, None))
        return Cited(
            number=self.numbers[key],
            article=key,
            outlet=article.publisher or (article.via[0] if article.via else None),
            title=article.title,
            published=article.published.value,
            source=article.url or article.source,
            copy_of=copy_of,
            copied=copied,
        )


def _names(joined: Joined) -> dict[str, str]:
    """Actor ids by name; a country code without an actor of its own by its state's name."""
    names = {actor.id: actor.name for actor in joined.actors}
    for actor in joined.actors:
        if actor.country and actor.kind == "state":
            names.setdefault(actor.country, actor.name)
    return names


def _outlet(article: Article) -> str:
    """What outlets are counted by."""
    return (article.publisher or (article.via[0] if article.via else "") or article.id).casefold()


def _weight(incident: Incident, start: int) -> float:
    """How much an incident matters to a reader: force over words, rival figures, many sources,
    a known place, date and parties; less what lies before ``start``, the day (ordinal) from
    which a happening is news and not background."""
    days = window(incident.date)
    old = days is not None and days[1] < start
    known = bool(incident.date) + bool(incident.place)
    sides = bool(incident.actors) + bool(incident.recipients)
    return (
        WEIGHTS[incident.type]
        + 1.5 * math.log2(1 + incident.independent)
        + math.log2(1 + len(incident.statements))
        + min(3, len(incident.figures))
        + known
        + sides
        + 2 * ("negated" in incident.realities)
        - 4 * old
    )


def _denies(statement: Statement, focus: Mapping[str, Any]) -> bool:
    """Whether a statement of an incident says that it did not happen."""
    events = [event for event in statement.events if event.id in focus]
    refused = statement.act in ("deny", "doubt", "reject")
    return refused or (bool(events) and all(event.reality == "negated" for event in events))


def _focus_of(items: Sequence[Commitment], promise: Promise) -> int | None:
    """Where in the article a statement speaks of a commitment of this kind."""
    return next((item.span[0] for item in items if item.kind == promise.kind), None)
