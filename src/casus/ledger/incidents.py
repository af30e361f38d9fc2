"""One happening, many reports.

Events of one type are compared only with clusters that share a day and a party or a place
(blocking keeps the work near-linear), and join the cluster they agree with best. They must
agree on the day, on the parties and on the place, the figures or the words: never on one of
them alone, and nothing known may contradict. Two entries for one happening are a nuisance;
two happenings in one entry is a falsehood, so doubt keeps them apart.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from casus.ledger.context import (
    Context,
    Window,
    content_words,
    gap,
    jaccard,
    nearest_event,
    overlap,
    party_keys,
    window,
)
from casus.ledger.origins import independent
from casus.records import Event, Figure, Incident, Place, RivalFigure, Statement, make_id

HAPPENED = ("actual", "ongoing")
REFUSALS = ("deny", "doubt", "reject")
EXACT = 3  # days; a date less exact than this is no evidence of one day
WIDEST = 10  # days that a date may cover to be looked up by its days
WIDE = ("country", "admin1", "region", "sea", "unknown")  # places that hold many happenings
SHARED = 3  # fewest words in which two accounts can be alike
LIKE_WORDS = 0.5  # share of the smaller set of words
REPEATED = 0.8  # Jaccard of the words of two accounts that are one sentence
LONG_ENOUGH = 5  # words that a repeated sentence has at least
FEW = 3  # a count from which agreement on it means something
_ROUND = re.compile(r"\b(?:dozen|score|hundred|thousand|million)s?\b", re.I)
NEAR = 120  # characters between a use of force and the word for its toll
# How words begin that tell what force did to people ("killed", "wounding", "deaths").
EFFECTS = ("kill", "wound", "injur", "die", "dying", "dead", "death", "casualt", "maim", "hurt")
Key = tuple[str, ...]


@dataclass(frozen=True)
class Sighting:
    """One event in one statement, with what it can be matched by."""

    statement: Statement
    event: Event
    days: Window | None
    dated: bool  # by its own words, not by the day of publication
    actors: frozenset[str]
    recipients: frozenset[str]
    place: str | None
    area: tuple[str, str] | None
    counts: frozenset[tuple[str, float]]
    words: frozenset[str]
    figures: tuple[Figure, ...]

    @property
    def parties(self) -> frozenset[str]:
        """Both sides."""
        return self.actors | self.recipients

    @property
    def marks(self) -> set[object]:
        """Its article, place and counts: what a cluster must share, unless it is in like words."""
        return {self.statement.article, *self.counts, *((self.place,) if self.place else ())}

    @property
    def denial(self) -> bool:
        """Whether the statement says that it did not happen."""
        return self.event.reality == "negated" or self.statement.act in REFUSALS


@dataclass
class Cluster:
    """Sightings taken for one happening. ``reasons`` are those of every join."""

    seed: Sighting
    members: list[Sighting] = field(default_factory=list)
    reasons: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    days: Window | None = None
    dated: bool = False
    marks: set[object] = field(default_factory=set)  # articles, places, counts of its members
    words: set[str] = field(default_factory=set)

    def add(self, sighting: Sighting, reasons: Iterable[str] = ()) -> None:
        """Take a sighting in and narrow the days to what all dated ones share."""
        self.members.append(sighting)
        self.reasons.update(reasons)
        self.marks |= sighting.marks
        self.words |= sighting.words
        if sighting.place:
            self.places.add(sighting.place)
        if sighting.days and (self.days is None or (sighting.dated and not self.dated)):
            self.days, self.dated = sighting.days, sighting.dated
        elif sighting.days and self.days and sighting.dated:
            low, high = max(self.days[0], sighting.days[0]), min(self.days[1], sighting.days[1])
            self.days = (low, high) if low <= high else self.days


# -------------------------------------------------------------- sightings


def place_key(place: Place | None) -> str | None:
    """What a place is recognised by: its GeoNames id, else its name; None where the place is too
    wide to tell one happening from another."""
    if place is None or place.precision in WIDE:
        return None
    return _place_id(place)


def area_key(place: Place | None) -> tuple[str, str] | None:
    """A wide place with its kind: two of one kind that differ tell happenings apart."""
    if place is None or place.precision not in WIDE or place.precision == "unknown":
        return None
    return place.precision, _place_id(place)


def _place_id(place: Place) -> str:
    """GeoNames id, else name."""
    return f"geonames:{place.geonames}" if place.geonames else place.name.casefold()


def sightings(context: Context) -> list[Sighting]:
    """Every event that is said to have happened, or not to have happened."""
    return [
        _sighting(statement, event, context)
        for statement in context.statements
        for event in statement.events
        if event.reality in (*HAPPENED, "negated")
    ]


def _sighting(statement: Statement, event: Event, context: Context) -> Sighting:
    """An event with its days, parties, place, counts and words laid out for matching."""
    exact = window(event.date.value if event.date else None)
    dated = exact is not None and exact[1] - exact[0] < EXACT
    actors, recipients = party_keys(event.actors), party_keys(event.recipients)
    figures = tuple(f for f in statement.figures if nearest_event(f, statement.events) == event)
    names = " ".join(party.name for party in (*event.actors, *event.recipients))
    known = content_words(f"{names} {event.place.name if event.place else ''}")
    return Sighting(
        statement=statement,
        event=event,
        days=exact or window(context.day(statement)),
        dated=dated,
        actors=actors,
        recipients=recipients,
        place=place_key(event.place),
        area=area_key(event.place),
        counts=frozenset((f.measure, f.low) for f in figures if f.low is not None and _telling(f)),
        words=context.words[statement.id] - known,
        figures=figures,
    )


def _telling(figure: Figure) -> bool:
    """Whether two that agree on this figure agree on much: not on one or two, nor on "dozens"."""
    vague = figure.high is None and not any(c.isdigit() for c in figure.text)
    return (figure.low or 0) >= FEW and not (vague and _ROUND.search(figure.text))


# --------------------------------------------------------------- agreement


def agreement(new: Sighting, cluster: Cluster) -> list[str] | None:
    """Why the sighting is the cluster's happening; None when too little speaks for it or
    something known speaks against it."""
    if _contradicts(new, cluster):
        return None
    if _holds(cluster, new.statement):
        return _within_statement(new, cluster)
    parties = any(new.parties & member.parties for member in cluster.members)
    if any(_told_again(new, member) for member in cluster.members):
        return ["told again in one article: same sides, same word, no other figures"]
    marks: list[str] = []
    if new.place and new.place in cluster.places:
        marks.append("same place")
    if any(new.counts & member.counts for member in cluster.members):
        marks.append("same figures")
    alike = [_words_alike(new, member) for member in cluster.members]
    loudest: list[str] = max(alike, key=len)
    marks += loudest
    day = "same day, one day apart at most" if new.dated and cluster.dated else ""
    needed = 1 if day and parties else 2
    if not parties and not {"same place", "a sentence repeated"} & set(marks):
        return None
    if len(marks) < needed or (marks == ["like words"] and _other_toll(new, cluster)):
        return None
    return [*filter(None, [day or "published within a day"]), *["shared parties"] * parties, *marks]


def _shares(new: Sighting, marks: set[object], cluster: Cluster) -> bool:
    """Whether they can agree at all: cheaper to tell than whether they do."""
    if not marks.isdisjoint(cluster.marks):
        return True
    return len(new.words) >= SHARED and len(new.words & cluster.words) >= SHARED


def _holds(cluster: Cluster, statement: Statement) -> bool:
    """Whether an event of the statement is in the cluster."""
    return any(member.statement.id == statement.id for member in cluster.members)


def _other_counts(a: Sighting, b: Sighting) -> bool:
    """Whether both count the same kind of thing and never come to the same number."""
    return bool({m for m, _ in a.counts} & {m for m, _ in b.counts}) and not a.counts & b.counts


def _other_toll(new: Sighting, cluster: Cluster) -> bool:
    """Whether no account in the cluster bears the new one's figures out and some differ: two
    bombs are told in like words, and only the place shows rival tolls to be of one."""
    agree = any(new.counts & member.counts for member in cluster.members)
    return not agree and any(_other_counts(new, member) for member in cluster.members)


def _told_again(a: Sighting, b: Sighting) -> bool:
    """Whether an article comes back to a happening: the same known sides by the same word, and
    no figure that says otherwise."""
    if a.statement.article != b.statement.article or not (a.actors and a.recipients):
        return False
    sides = (a.actors, a.recipients) == (b.actors, b.recipients)
    word = a.event.trigger.text.casefold() == b.event.trigger.text.casefold()
    return sides and word and not _other_counts(a, b)


def _words_alike(a: Sighting, b: Sighting) -> list[str]:
    """How far two accounts use the same words beyond the names of parties and place; a sentence
    that is repeated speaks twice as loud as one that is like it."""
    if a.event.trigger.text.casefold() == b.event.trigger.text.casefold() and (
        len(a.words) >= LONG_ENOUGH and jaccard(a.words, b.words) >= REPEATED
    ):
        return ["like words", "a sentence repeated"]
    like = len(a.words & b.words) >= SHARED and overlap(a.words, b.words) >= LIKE_WORDS
    return ["like words"] if like else []


def _contradicts(new: Sighting, cluster: Cluster) -> bool:
    """Whether days, places or parties that are known rule out one happening."""
    if new.days and cluster.days and not _near(new.days, cluster.days):
        return True
    if new.place and cluster.places and new.place not in cluster.places:
        return True
    return any(_other_sides(new, m) or _other_area(new, m) for m in cluster.members)


def _other_area(a: Sighting, b: Sighting) -> bool:
    """Whether two provinces, countries or regions differ."""
    return bool(a.area and b.area and a.area[0] == b.area[0] and a.area != b.area)


def _near(a: Window, b: Window) -> bool:
    """Whether two windows touch or lie one day apart."""
    return a[0] <= b[1] + 1 and b[0] <= a[1] + 1


def _other_sides(a: Sighting, b: Sighting) -> bool:
    """Whether the sides differ: other actors, other recipients, or the sides turned round."""
    if a.actors and b.actors and not a.actors & b.actors:
        return True
    if a.recipients and b.recipients and not a.recipients & b.recipients:
        return True
    turned = (a.actors & b.recipients) | (a.recipients & b.actors)
    straight = (a.actors & b.actors) | (a.recipients & b.recipients)
    return bool(turned) and not straight


def _within_statement(new: Sighting, cluster: Cluster) -> list[str] | None:
    """Why two events of one statement are one happening. Their words and figures are the same
    sentence's and prove nothing: either nothing tells them apart, or one is what the other did
    ("shelling" that "killed") and stands nearest to it."""
    seed = cluster.seed
    same = (new.actors, new.recipients, new.place) == (seed.actors, seed.recipients, seed.place)
    if same and new.days == cluster.days:
        return ["named twice in one statement"]
    means = [m for m in cluster.members if m.statement.id == new.statement.id]
    if any(_is_effect(new) != _is_effect(m) and _paired(new, m) for m in means):
        return ["use of force and its toll in one statement"]
    return None


def _is_effect(sighting: Sighting) -> bool:
    """Whether the event's word tells what the use of force led to."""
    trigger = sighting.event.trigger.text.casefold()
    return sighting.event.type == "ASSAULT" and trigger.startswith(EFFECTS)


def _paired(a: Sighting, b: Sighting) -> bool:
    """Whether of the statement's uses of force the one stands nearest to the toll, and near."""
    effect, means = (a, b) if _is_effect(a) else (b, a)
    at = effect.event.trigger.span
    gaps = {
        other.id: gap(other.trigger.span, at)
        for other in effect.statement.events
        if other.type == "ASSAULT" and not other.trigger.text.casefold().startswith(EFFECTS)
    }
    mine = gaps.get(means.event.id)
    return mine is not None and mine == min(gaps.values()) and mine <= NEAR


# ---------------------------------------------------------------- clusters


def clusters(found: Sequence[Sighting]) -> list[Cluster]:
    """Sightings taken together: the fullest first, denials last, each to the cluster it agrees
    with best; where two agree equally well, it stays apart."""
    made: list[Cluster] = []
    blocks: dict[Key, list[int]] = defaultdict(list)
    ranked = sorted(enumerate(found), key=lambda item: (item[1].denial, -_detail(item[1]), item[0]))
    for _, sighting in ranked:
        near = sorted({n for key in _keys(sighting) for n in blocks[key]})
        marks = sighting.marks
        chosen = _best(sighting, [made[n] for n in near if _shares(sighting, marks, made[n])])
        if chosen is None and sighting.denial:
            continue  # a denial alone is no happening; it is a dispute's side or nothing
        if chosen is None:
            cluster = Cluster(sighting)
            cluster.add(sighting)
            made.append(cluster)
            number = len(made) - 1
        else:
            cluster, reasons = chosen
            cluster.add(sighting, reasons)
            number = next(n for n in near if made[n] is cluster)
        for key in _keys(sighting):
            if number not in blocks[key][-1:]:
                blocks[key].append(number)
    return made


def _detail(sighting: Sighting) -> int:
    """How much an account tells: day, place, actors, recipients, figures (0 to 6)."""
    return (
        2 * sighting.dated
        + bool(sighting.place)
        + bool(sighting.actors)
        + bool(sighting.recipients)
        + bool(sighting.figures)
    )


def _keys(sighting: Sighting) -> list[Key]:
    """Blocks in which one happening must meet: type and day, with a party or the place."""
    marks = sorted(sighting.parties) + ([f"at:{sighting.place}"] if sighting.place else [])
    if sighting.days is None:
        days = ["undated"]
    elif sighting.days[1] - sighting.days[0] >= WIDEST:
        days = [f"{sighting.days[0]}-{sighting.days[1]}"]
    else:
        days = [str(day) for day in range(sighting.days[0] - 1, sighting.days[1] + 2)]
    marks += ["says " + " ".join(sorted(sighting.words))] * (len(sighting.words) >= LONG_ENOUGH)
    keys: list[Key] = [(sighting.event.type, day, mark) for day in days for mark in marks]
    return [*keys, (sighting.event.type, f"in {sighting.statement.id}")]


def _best(sighting: Sighting, near: Sequence[Cluster]) -> tuple[Cluster, list[str]] | None:
    """The cluster that most speaks for; None when there is none, or two are as good."""
    agreed = [(cluster, why) for cluster in near if (why := agreement(sighting, cluster))]
    if not agreed:
        return None
    inside = [pair for pair in agreed if _holds(pair[0], sighting.statement)]
    agreed = inside or agreed  # the same sentence is nearer than any other report
    most = max(len(why) for _, why in agreed)
    best = [pair for pair in agreed if len(pair[1]) == most]
    return best[0] if len(best) == 1 else None


# ----------------------------------------------------------------- records


def find(context: Context) -> tuple[Incident, ...]:
    """Every happening that some statement asserts, by the order of its first report."""
    made = [_incident(cluster, context) for cluster in clusters(sightings(context))]
    return tuple(sorted(made, key=lambda i: (context.order[i.statements[0]], i.id)))


def _incident(cluster: Cluster, context: Context) -> Incident:
    """The record of one cluster."""
    order = context.order
    members = sorted(cluster.members, key=lambda m: (order[m.statement.id], m.event.id))
    asserting = [m for m in members if not m.denial]
    days = [day for m in members if (day := context.day(m.statement))]
    return Incident(
        id=make_id("incident", asserting[0].event.id),
        type=cluster.seed.event.type,
        actors=_names(members, "actors"),
        recipients=_names(members, "recipients"),
        date=_date(asserting),
        place=next((m.event.place.name for m in _fullest(asserting) if m.event.place), None),
        realities=dict(sorted(Counter(_reality(m) for m in members).items())),
        figures=_rivals(asserting, context),
        best=_fullest(asserting)[0].statement.id,
        first_report=min(days, default=None),
        last_report=max(days, default=None),
        independent=independent((m.statement.id for m in asserting), context),
        events=tuple(m.event.id for m in members),
        statements=context.sorted(m.statement.id for m in members),
        rule=_rule(cluster),
    )


def _rule(cluster: Cluster) -> str:
    """The joins in words."""
    if len(cluster.members) == 1:
        return "one event; no other agrees with it on day, parties and place, figures or words"
    return f"{cluster.seed.event.type} events that agree: {', '.join(sorted(cluster.reasons))}"


def _reality(sighting: Sighting) -> str:
    """How the statement presents it; a denied event counts as negated."""
    return "negated" if sighting.denial else sighting.event.reality


def _names(members: Sequence[Sighting], side: str) -> tuple[str, ...]:
    """Actor ids of one side (the name where there is no id), the most often named first."""
    counts: Counter[str] = Counter()
    for member in members:
        parties = member.event.actors if side == "actors" else member.event.recipients
        counts.update(dict.fromkeys((party.actor or party.name for party in parties), 1))
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _fullest(members: Sequence[Sighting]) -> list[Sighting]:
    """The fullest account first; among equals the earliest."""
    return sorted(members, key=lambda m: -_detail(m))


def _date(members: Sequence[Sighting]) -> str | None:
    """The narrowest date in anyone's words; among equals the commonest, then the earliest.
    The day of publication is never put in its place."""
    values = Counter(m.event.date.value for m in members if m.event.date)
    spans: Mapping[str, Window] = {v: w for v in values if (w := window(v))}
    ranked = sorted(spans, key=lambda v: (spans[v][1] - spans[v][0], -values[v], v))
    return ranked[0] if ranked else next(iter(sorted(values)), None)


def _rivals(members: Sequence[Sighting], context: Context) -> tuple[RivalFigure, ...]:
    """Figures side by side: one line for each count of one thing by one source."""
    lines: dict[tuple[object, ...], RivalFigure] = {}
    for member in members:
        source = context.source(member.statement)
        for figure in member.figures:
            of = (figure.of.country or figure.of.name) if figure.of else None
            line = RivalFigure(
                measure=figure.measure,
                low=figure.low,
                high=figure.high,
                qualifier=figure.qualifier,
                of=of,
                according_to=source.label,
                date=figure.date.value if figure.date else context.day(member.statement),
                statement=member.statement.id,
            )
            lines.setdefault((figure.measure, of, figure.low, figure.high, source.key), line)
    return tuple(lines.values())
