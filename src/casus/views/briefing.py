"""What a brief holds, as plain values: each line with its words and a numbered source.

``brief`` chooses and orders; ``casus.views.brief`` puts it on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from casus.ledger.context import Context, day_of, window
from casus.ledger.joins import Joined
from casus.ledger.origins import families
from casus.ledger.series import Point
from casus.records import (
    Article,
    Commitment,
    Dispute,
    Figure,
    Incident,
    Promise,
    RivalFigure,
    Stance,
    Statement,
)
from casus.views import owing, phrases
from casus.views.naming import chain, country, itself, one_line
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
from casus.views.scope import mentions, within
from casus.views.weighing import BACKGROUND, harm, weight

QUOTE = 220  # characters of a quotation
NOTE = 110  # characters of the words that give a figure


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
    kept = [a for a in articles if within(a, since, until)]
    desk = _Desk(Context.of(kept, statements, joined.copies), articles, joined, most)
    desk.keep(about)
    return desk.write(since, until, about)


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
        self.worded = {(s.article, s.quote): s for s in reversed(context.statements)}
        self.denied = _denied(joined.disputes)
        self.numbers: dict[str, int] = {}
        self.left_out: dict[str, int] = {}

    def keep(self, about: str | None) -> None:
        """Only what concerns the subject."""
        if about:
            self.kept = {s.id for s in self.context.statements if mentions(s, about)}

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
        """The weightiest incidents, the undated last. One whose every word stands under weightier
        ones is left out, and counted."""
        days = [w[0] for a in self.context.articles.values() if (w := window(day_of(a)))]
        start = min(days, default=0) - BACKGROUND
        found = [i for i in self.joined.incidents if self._mine(i.statements)]
        weights = {i.id: weight(i, start, self._is_denied(i)) for i in found}
        found.sort(key=lambda i: (-weights[i.id], i.id))
        fresh: list[Incident] = []
        told: set[str] = set()
        for incident in found:
            if not told.issuperset(incident.statements):
                fresh.append(incident)
            told.update(incident.statements)
        chosen = fresh[: self.most]
        self.left_out["happenings"] = len(found) - len(chosen)
        chosen.sort(key=lambda i: i.date is None)
        return tuple(self._happening(incident) for incident in chosen)

    def _is_denied(self, incident: Incident) -> bool:
        """Whether anyone denies a statement of it."""
        return any(key in self.denied for key in incident.statements)

    def _happening(self, incident: Incident) -> Happening:
        """One incident with its accounts, one per source, and the denials."""
        mine = self._mine(incident.statements)
        focus = {e.id: e for s in mine for e in s.events if e.id in set(incident.events)}
        denials = [s for s in mine if _denies(s, focus)]
        claims = [s for s in mine if s not in denials]
        claims.sort(key=lambda s: s.id != incident.best)
        answers = [key for s in claims for key in self.denied.get(s.id, ())]
        denials += [s for s in self._mine(dict.fromkeys(answers)) if s not in mine]
        starts = {s.id: e.trigger.span[0] for s in mine for e in s.events if e.id in focus}
        events = [e for s in claims or mine for e in s.events if e.id in focus]
        told = self._accounts(self._firsts(claims), starts)
        accounts = _each_word_once(told)
        return Happening(
            incident=incident.id,
            type=incident.type,
            phrase=phrases.event(
                incident.type, self._side(incident.actors), self._side(incident.recipients)
            ),
            word=one_line(events[0].trigger.text) if events else None,
            date=incident.date,
            place=incident.place,
            first_report=incident.first_report,
            realities=dict(incident.realities),
            independent=max(1, incident.independent - len(told) + len(accounts)),
            accounts=accounts,
            denials=self._accounts(denials, starts),
            figures=self._tallies(incident.figures),
            rule=incident.rule,
        )

    def _disputes(self, happenings: Sequence[Happening]) -> tuple[Quarrel, ...]:
        """Disputes with most words on them, by the date since when they last."""
        found = [d for d in self.joined.disputes if self._mine(d.statements)]
        found.sort(key=lambda d: (-len(d.statements), d.since or "9999", d.id))
        chosen: list[Dispute] = self._cut("disputes", found)
        chosen.sort(key=lambda d: (d.since or "9999", d.id))
        shown: dict[str, int] = {}
        for number, happening in enumerate(happenings, 1):
            for account in (*happening.accounts, *happening.denials):
                shown.setdefault(account.statement, number)
        return tuple(self._quarrel(dispute, shown) for dispute in chosen)

    def _quarrel(self, dispute: Dispute, shown: Mapping[str, int]) -> Quarrel:
        """One dispute, with the happening above that shows both sides, if there is one."""
        claimed = {shown.get(s.statement) for s in dispute.asserts}
        above = claimed & {shown.get(s.statement) for s in dispute.denies} - {None}
        return Quarrel(
            dispute=dispute.id,
            happening=min(filter(None, above), default=None),
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
        fresh: list[Promise] = []
        told: set[tuple[str, str]] = set()
        for promise in found:
            said = self._said(promise)
            if not said <= told:
                fresh.append(promise)
            told |= said
        chosen = self._cut("commitments", fresh)
        self.left_out["commitments"] += len(found) - len(fresh)
        return tuple(self._owed(promise) for promise in chosen)

    def _said(self, promise: Promise) -> set[tuple[str, str]]:
        """What is said of a commitment: its states with the words, which copies repeat."""
        mine = (step for step in promise.steps if step.statement in self.kept)
        return {(step.state, self.context.by_id[step.statement].quote) for step in mine}

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
            phrase=owing.promised(promise, self._mine(promise.statements), self._name),
            due=promise.due,
            overdue=promise.overdue,
            standing=tuple(standing),
            rule=promise.rule,
        )

    def _figures(self, shown: set[str]) -> tuple[Tally, ...]:
        """Figures that no shown incident holds: first those of one incident on which sources
        differ, then each by itself, since figures of different happenings are no rivals."""
        rivals: list[tuple[float, str, list[Point]]] = []
        alone: dict[tuple[str, str], tuple[float, str, list[Point]]] = {}
        for series in self.joined.series:
            last = series.latest if series.incident else series.points
            points = [p for p in last if p.statement in self.kept]
            if series.incident in shown or series.measure == "other":
                continue
            what = phrases.counted(series.measure, self._name(series.of) or None)
            if series.incident and len({_amount(p) for p in points}) > 1:
                rivals.append((0, what, points))
                continue
            for point in points:
                told = _amount(point), self._note(point)
                what = phrases.counted(series.measure, self._whose(point, series.of))
                alone.setdefault(told, (-harm(series.measure, point.low), what, [point]))
        found = [*rivals, *sorted(alone.values(), key=lambda single: single[0])]
        return tuple(
            Tally(what, _each_once(map(self._count, points)))
            for _, what, points in self._cut("figures", found)
        )

    def _note(self, found: RivalFigure | Point) -> str:
        """The words around a figure."""
        statement, figure = self.context.by_id[found.statement], self._figure(found)
        at = figure.span[0] - statement.span[0] if figure else 0
        return one_line(phrases.excerpt(statement.quote, NOTE, max(0, at)))

    def _figure(self, found: RivalFigure | Point) -> Figure | None:
        """The figure as its statement has it."""
        figures = self.context.by_id[found.statement].figures
        same = (f for f in figures if (f.low, f.high) == (found.low, found.high))
        return next(same, None)

    def _whose(self, found: RivalFigure | Point, key: str | None) -> str | None:
        """Whose loss it is, as the article calls them."""
        figure = self._figure(found)
        named = one_line(figure.of.name) if figure and figure.of else None
        return named or self._name(key) or None

    def _count(self, found: RivalFigure | Point) -> Count:
        """One figure by one source, with the words around it."""
        return Count(
            what=_amount(found),
            according_to=itself(found.according_to),
            citation=self._number(self.context.by_id[found.statement].article),
            statement=found.statement,
            date=self.context.day(self.context.by_id[found.statement]),
            quote=self._note(found),
        )

    def _questions(self, happenings: Sequence[Happening], owed: Sequence[Owed]) -> tuple[str, ...]:
        """What the articles leave open."""
        lone = sum(h.independent == 1 for h in happenings)
        undated = sum(h.date is None for h in happenings)
        late = sum(o.overdue for o in owed)
        blank = sum(day_of(a) is None for a in self.context.articles.values())
        denied = sum(bool(h.denials) for h in happenings)
        all_of = f"of {len(happenings)}"
        lines = (
            (lone, f"Happenings above that rest on one source: {lone} {all_of}"),
            (denied, f"Happenings above that someone denies: {denied} {all_of}"),
            (undated, f"Happenings above that nobody dates: {undated} {all_of}"),
            (late, f"Due dates passed without word that the promise was kept or ended: {late}"),
            (blank, f"Articles without a date, so what they call today stays unknown: {blank}"),
        )
        return tuple(line for n, line in lines if n)

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
        """Who says it and in which words, cut around ``focus`` (an offset in the article); words
        of a copy are quoted from the article that it copies."""
        inside = max(0, (focus or 0) - statement.span[0])
        copied = self.joined.copies.get(statement.article)
        if copied and (first := self.worded.get((copied[0], statement.quote))):
            statement = first if first.id in self.kept else statement
        return Account(
            who=chain(statement, self.context.source(statement)),
            act=statement.act,
            quote=phrases.excerpt(statement.quote, QUOTE, inside),
            citation=self._number(statement.article),
            statement=statement.id,
            date=self.context.day(statement),
        )

    def _tallies(self, figures: Sequence[RivalFigure]) -> tuple[Tally, ...]:
        """Rival figures of one incident, side by side for each thing counted."""
        groups: dict[str, list[Count]] = {}
        told: set[tuple[str, float | None, float | None, str]] = set()
        for f in figures:
            same = (f.measure, f.low, f.high, f.according_to)
            if f.statement not in self.kept or f.measure == "other" or same in told:
                continue  # one source's number for one loss, whatever it calls the dead
            told.add(same)
            what = phrases.counted(f.measure, self._whose(f, f.of))
            groups.setdefault(what, []).append(self._count(f))
        return tuple(Tally(what, _each_once(counts)) for what, counts in groups.items())

    def _side(self, ids: Sequence[str]) -> list[str]:
        """One side of an incident: those with an id of their own; else who is named most often,
        since descriptions of the same people differ from report to report."""
        return self._called([key for key in ids if key in self.names] or ids[:1])

    def _called(self, ids: Iterable[str]) -> list[str]:
        """The names of actor ids, each once."""
        return list(dict.fromkeys(self._name(key) for key in ids))

    def _name(self, key: str | None) -> str:
        """The name that an actor id or country code goes by; itself where none is known."""
        return country(self.names.get(key or "", key or ""))

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
            outlet=article.publisher or (f"via {article.via[0]}" if article.via else None),
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


def _amount(found: RivalFigure | Point) -> str:
    """A figure's number in words."""
    return phrases.number(found.low, found.high, found.qualifier)


def _each_once(counts: Iterable[Count]) -> tuple[Count, ...]:
    """The first of those that say the same number by the same source."""
    first: dict[tuple[str, str], Count] = {}
    for count in counts:
        first.setdefault((count.what, count.according_to), count)
    return tuple(first.values())


def _each_word_once(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """The first of those by one speaker in the very same words: a copy is no second source."""
    first: dict[tuple[str, str], Account] = {}
    for account in accounts:
        first.setdefault((account.who, account.quote), account)
    return tuple(first.values())


def _denied(disputes: Iterable[Dispute]) -> dict[str, list[str]]:
    """The denials of each asserting statement."""
    found: dict[str, list[str]] = {}
    for dispute in disputes:
        for stance in dispute.asserts:
            others = [d.statement for d in dispute.denies if d.according_to != stance.according_to]
            found.setdefault(stance.statement, []).extend(others)
    return {key: denials for key, denials in found.items() if denials}


def _denies(statement: Statement, focus: Mapping[str, Any]) -> bool:
    """Whether a statement of an incident says that it did not happen."""
    events = [event for event in statement.events if event.id in focus]
    refused = statement.act in ("deny", "doubt", "reject")
    return refused or (bool(events) and all(event.reality == "negated" for event in events))


def _focus_of(items: Sequence[Commitment], promise: Promise) -> int | None:
    """Where in the article a statement speaks of a commitment of this kind."""
    return next((item.span[0] for item in items if item.kind == promise.kind), None)
