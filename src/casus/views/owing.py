"""A commitment in plain words: who is to do what, for whom, as the statements put it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from casus.records import Commitment, CommitmentState, Promise, Statement
from casus.views import phrases

Name = Callable[[str | None], str]

PACTS = ("ceasefire", "defence_pact", "negotiation")
TERMS = 90  # characters of the terms in a label
# How the debtor stands to the deed, by the state that a voice gives to it.
_STANDS: dict[CommitmentState, str] = {
    "requested": "is asked to",
    "considered": "may",
    "proposed": "offers to",
    "refused": "refuses to",
}
_CLAUSE = re.compile(r",? (?:a (?:charge|claim)|which|who|that|if|but|while|after|because)\b|[;:]")
_PLURAL = re.compile(r"(?:[a-z]+s|forces|rebels|troops|.* and .*)$")


def promised(promise: Promise, statements: Iterable[Statement], name: Name) -> str:
    """A label: "Tajikistan is to withdraw its tanks by Sunday (owed to Kyrgyzstan)"; "Ceasefire:
    Armenia and Azerbaijan"; where the articles do not say what is to be done, its kind."""
    kind = phrases.KINDS[promise.kind]
    parties = _called(promise.parties, name)
    statements = list(statements)
    if promise.owed_by is None or (promise.kind in PACTS and len(promise.parties) > 1):
        return (
            f"{kind}: {phrases.listed(parties)}"
            if parties
            else f"{kind}{_words(promise, statements)}"
        )
    debtor = name(promise.owed_by)
    owed_to = promise.owed_to not in (None, promise.owed_by)
    creditor = name(promise.owed_to) if owed_to else None
    deed = _deed(promise, statements)
    if deed is None:
        return f"{kind}: owed by {debtor}" + (f" to {creditor}" if creditor else "")
    stands, terms = deed
    if _PLURAL.fullmatch(debtor):
        stands = re.sub(r"^is\b", "are", re.sub(r"^(offer|refuse)s\b", r"\1", stands))
    label = f"{debtor} {stands} {terms}"
    tie = "asked by" if "asked" in stands else "owed to"
    return label + (f" ({tie} {creditor})" if creditor and creditor not in terms else "")


def _words(promise: Promise, statements: Iterable[Statement]) -> str:
    """The article's words for a commitment whose parties nobody names."""
    items = (item for s in statements for item in s.commitments if item.kind == promise.kind)
    found = next((item.terms or item.text for item in items), None)
    return (
        f" (“{phrases.excerpt(' '.join(found.split()), 60)}”), parties not named" if found else ""
    )


def _called(ids: Sequence[str], name: Name) -> list[str]:
    """Names, each once."""
    return list(dict.fromkeys(map(name, ids)))


def _deed(promise: Promise, statements: Iterable[Statement]) -> tuple[str, str] | None:
    """How the debtor stands to the deed, and the deed in the words of an article: a verb and
    what goes with it, from the statement that binds most; None where no article has it so."""
    found: list[tuple[bool, bool, int, str, str]] = []
    for statement in statements:
        for item in statement.commitments:
            terms = _verb_phrase(item, statement) if item.kind == promise.kind else None
            if terms and item.owed_by in (None, promise.owed_by):
                stands = _STANDS.get(item.state, "is to")
                later = item.state not in ("agreed", "due")
                found.append((stands != "is to", later, -len(terms), stands, terms))
    if not found:
        return None
    *_, stands, terms = min(found)
    return stands, terms


def _verb_phrase(item: Commitment, statement: Statement) -> str | None:
    """The terms where the article has them after "to": "withdraw its tanks by Sunday"."""
    terms = (item.terms or "").strip()
    infinitive = re.search(rf"\bto {re.escape(terms)}", statement.quote) if terms else None
    if infinitive is None or not terms[0].islower() or len(terms.split()) < 2:
        return None
    if terms.split()[0] in ("a", "an", "the", "its", "their", "his", "her", "this", "that"):
        return None
    return phrases.excerpt(_CLAUSE.split(terms)[0].rstrip(" ,"), TERMS)
