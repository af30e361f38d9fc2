"""Records in plain words: events, figures, commitments, dates, and quotations cut to size.

A phrase is only a label. It never stands without the words it was read from.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casus.records import CommitmentKind, CommitmentState, EventType, Measure


@dataclass(frozen=True, slots=True)
class Phrase:
    """How one event type reads: with both sides, without recipient, without actor, with
    neither, when both sides do it to each other, and when one side is named as both."""

    both: str
    actor: str
    recipient: str
    neither: str
    mutual: str
    within: str


# PLOVER event types (Halterman et al. 2023), each by what its definition covers.
EVENTS: Mapping[EventType, Phrase] = {
    "AGREE": Phrase(
        "{a} agreed with {r}",
        "{a} agreed or promised to act",
        "an agreement with {r}",
        "an agreement",
        "{a} agreed",
        "{a} agreed or promised to act",
    ),
    "CONSULT": Phrase(
        "{a} met or spoke with {r}",
        "{a} held talks",
        "talks with {r}",
        "talks were held",
        "{a} met or spoke",
        "talks within {a}",
    ),
    "SUPPORT": Phrase(
        "{a} voiced support for {r}",
        "{a} voiced support",
        "support was voiced for {r}",
        "support was voiced",
        "{a} voiced support for each other",
        "{a} voiced support",
    ),
    "CONCEDE": Phrase(
        "{a} gave way to {r}",
        "{a} gave way",
        "a concession to {r}",
        "a concession was made",
        "{a} made concessions to each other",
        "{a} gave way",
    ),
    "COOPERATE": Phrase(
        "{a} worked together with {r}",
        "{a} cooperated",
        "cooperation with {r}",
        "cooperation",
        "{a} worked together",
        "{a} cooperated",
    ),
    "AID": Phrase(
        "{a} gave aid to {r}",
        "{a} gave aid",
        "aid was given to {r}",
        "aid was given",
        "{a} gave aid to each other",
        "aid within {a}",
    ),
    "RETREAT": Phrase(
        "{a} withdrew or ceased fire towards {r}",
        "{a} withdrew or ceased fire",
        "a withdrawal or ceasefire towards {r}",
        "a withdrawal or ceasefire",
        "{a} ceased fire or withdrew",
        "{a} withdrew or ceased fire",
    ),
    "REQUEST": Phrase(
        "{a} appealed to {r}",
        "{a} made a demand or appeal",
        "an appeal to {r}",
        "an appeal was made",
        "{a} appealed to each other",
        "{a} made a demand or appeal",
    ),
    "ACCUSE": Phrase(
        "{a} accused or condemned {r}",
        "{a} made accusations",
        "accusations against {r}",
        "accusations were made",
        "{a} accused each other",
        "accusations within {a}",
    ),
    "REJECT": Phrase(
        "{a} refused {r}",
        "{a} refused",
        "a refusal towards {r}",
        "a refusal",
        "{a} refused each other",
        "{a} refused",
    ),
    "THREATEN": Phrase(
        "{a} threatened {r}",
        "{a} made threats",
        "threats against {r}",
        "threats were made",
        "{a} threatened each other",
        "threats within {a}",
    ),
    "PROTEST": Phrase(
        "{a} protested against {r}",
        "{a} protested",
        "a protest against {r}",
        "a protest",
        "{a} protested against each other",
        "a protest within {a}",
    ),
    "SANCTION": Phrase(
        "{a} cut ties with or punished {r}",
        "{a} cut ties or imposed sanctions",
        "sanctions or broken ties hit {r}",
        "sanctions were imposed or ties cut",
        "{a} cut ties with each other",
        "broken ties or sanctions within {a}",
    ),
    "MOBILIZE": Phrase(
        "{a} readied or deployed forces ({r})",
        "{a} readied or deployed forces",
        "forces were readied or deployed ({r})",
        "forces were readied or deployed",
        "{a} readied or deployed forces",
        "{a} readied or deployed forces",
    ),
    "COERCE": Phrase(
        "{a} seized, held or restricted {r}",
        "{a} used coercion",
        "seizure, arrest or restriction of {r}",
        "coercion was used",
        "{a} used coercion on each other",
        "seizure, arrest or restriction within {a}",
    ),
    "ASSAULT": Phrase(
        "{a} attacked {r}",
        "{a} used force",
        "{r} came under attack",
        "force was used",
        "{a} fought each other",
        "fighting or attacks within {a}",
    ),
}

KINDS: Mapping[CommitmentKind, str] = {
    "defence_pact": "Defence pact",
    "ceasefire": "Ceasefire",
    "withdrawal": "Withdrawal",
    "aid": "Aid",
    "deployment": "Deployment of forces",
    "mediation": "Mediation",
    "sanctions": "Sanctions",
    "negotiation": "Talks",
    "other": "Promise",
}
STATES: Mapping[CommitmentState, str] = {
    "proposed": "proposed",
    "requested": "asked for",
    "considered": "being considered",
    "agreed": "agreed",
    "in_force": "in force",
    "invoked": "invoked",
    "due": "still owed",
    "fulfilled": "fulfilled",
    "breached": "broken",
    "refused": "refused",
    "suspended": "suspended",
    "ended": "ended",
}


def listed(names: Sequence[str], most: int = 4) -> str:
    """ "A", "A and B", "A, B and C"; beyond ``most`` the rest is counted."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def event(kind: EventType, actors: Sequence[str], recipients: Sequence[str]) -> str:
    """An event in plain words; a side that nobody names is left out, never guessed."""
    phrase = EVENTS[kind]
    if actors and set(actors) == set(recipients):
        same = phrase.mutual if len(set(actors)) > 1 else phrase.within
        return _capital(same.format(a=listed(actors)))
    recipients = [name for name in recipients if name not in actors]
    form = {
        (True, True): phrase.both,
        (True, False): phrase.actor,
        (False, True): phrase.recipient,
        (False, False): phrase.neither,
    }[bool(actors), bool(recipients)]
    return _capital(form.format(a=listed(actors), r=listed(recipients)))


def _capital(text: str) -> str:
    """The text with a capital letter first."""
    return text[:1].upper() + text[1:]


# ----------------------------------------------------------------- figures

_VAGUE = re.compile(r"\b(?:dozen|score|hundred|thousand|million)s\b|\bno\b|\bnone\b", re.I)
_AT_LEAST = "at least"
_UP_TO = "up to"


def number(low: float | None, high: float | None, qualifier: str | None) -> str:
    """A count with its bounds and the word that hedges it: "at least 31", "12 to 15"."""
    hedge = (qualifier or "").strip()
    hedge = hedge[:1].lower() + hedge[1:]
    if hedge == "including" and low is not None:
        return f"{_digits(low)} of them"
    if _VAGUE.search(hedge):
        return hedge
    if low is None and high is None:
        return hedge or "an unstated number"
    if low is not None and low == high:
        return f"{hedge} {_digits(low)}".strip()
    if low is not None and high is not None:
        return f"{_digits(low)} to {_digits(high)}"
    bound = low if high is None else high
    default = _AT_LEAST if high is None else _UP_TO
    return f"{hedge or default} {_digits(bound or 0)}"


# Words for a loss that name nobody: "five of the dead".
_NOBODY = (
    "dead",
    "deaths",
    "fatalities",
    "injuries",
    "wounds",
    "dozens",
    "casualties",
    "corpses",
    "bodies",
)
_PEOPLE = ("killed", "wounded", "captured", "missing", "displaced")


def counted(measure: Measure, of: str | None) -> str:
    """What a figure counts: "killed, Veldria"; "shepherds wounded"; "tanks"."""
    if not of or of.casefold() in (measure, measure.rstrip("s"), *_NOBODY):
        return measure
    if any(letter.isupper() for letter in of):
        return f"{measure}, {of}"  # a name: whose loss or possession it is
    people = measure in _PEOPLE
    return f"{of} {measure}" if people and measure not in of.casefold() else of


def _digits(value: float) -> str:
    """A number with thousands marks, without an empty fraction."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,}"


# ------------------------------------------------------------------- dates


def human(value: str | None) -> str:
    """An EDTF date as people write it: "27 Sep 2020", "about Sep 2020", "27 Sep to 2 Oct 2020"."""
    if not value:
        return "undated"
    parts = [_one_date(part) for part in value.split("/")]
    if len(parts) == 1:
        return parts[0]
    first, last = parts[0], parts[-1]
    if first == "open" or last == "open":
        return f"until {last}" if first == "open" else f"since {first}"
    return first if first == last else f"{first} to {last}"


def _one_date(text: str) -> str:
    """One date in words; what is not a plain date is left as it is written."""
    if text in ("", ".."):
        return "open"
    hedge = "about " if "~" in text or "%" in text else "perhaps " if "?" in text else ""
    bare = re.sub("[?~%]", "", text)
    day, _, clock = bare.partition("T")
    for form, out in (("%Y-%m-%d", "{d.day} {d:%b} {y}"), ("%Y-%m", "{d:%b} {y}"), ("%Y", "{y}")):
        try:
            read = dt.datetime.strptime(day, form)
        except ValueError:
            continue
        said = out.format(d=read, y=read.year)
        return hedge + said + (f" {clock[:5]}" if clock else "")
    return text


# ------------------------------------------------------------------ quotes

_BLANK = re.compile(r"\s")


def excerpt(text: str, limit: int, focus: int = 0) -> str:
    """A verbatim piece of ``text`` of at most ``limit`` characters, cut between words, that
    holds position ``focus``; "…" marks each cut."""
    if len(text) <= limit:
        return text
    start = _start(text, limit, min(focus, len(text) - 1))
    stop = min(len(text), start + limit)
    if stop < len(text) and not _BLANK.match(text[stop]):
        stop = max((m.start() for m in _BLANK.finditer(text, start, stop)), default=stop)
    piece = text[start:stop].strip()
    return ("… " if start else "") + piece + (" …" if stop < len(text) else "")


def _start(text: str, limit: int, focus: int) -> int:
    """Where a piece begins: at the text's start if that reaches the focus, else at the start of
    a word a little before it, so that the end of the text is not given away."""
    if focus < limit * 3 // 4:
        return 0
    wanted = min(focus - limit // 2, len(text) - limit)
    blanks = [m.end() for m in _BLANK.finditer(text, 0, focus + 1)]
    return next((at for at in blanks if at >= wanted), blanks[-1] if blanks else 0)
