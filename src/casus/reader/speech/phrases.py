"""Nouns and phrases that name a source: "the rebels' claim that S", "according to X, S"."""

from __future__ import annotations

import functools

from casus.reader import lexicon
from casus.reader.actors import Cast
from casus.reader.language import Page, Token
from casus.reader.speech import cues
from casus.reader.speech.cues import Utterance
from casus.reader.speech.verbs import maybe
from casus.records import Span


@functools.cache
def phrase_starts() -> dict[str, list[list[str]]]:
    """Phrases that name a source ("according to"), by their first word."""
    table: dict[str, list[list[str]]] = {}
    for entry in lexicon.load("speech")["sources"]:
        table.setdefault(entry["words"][0], []).append(entry["words"])
    return table


def noun(page: Page, cast: Cast, noun: Token) -> Utterance | None:
    """ "The rebels' claim that S", "the accusation by X that S"."""
    span = _that(page, noun)
    if span is None:
        return None
    owner = noun.child("poss")
    if owner is None:
        by = next((c for c in noun.all("prep") if c.lower in ("by", "from", "of")), None)
        owner = by.child("pobj") if by else None
    source = cast.at(owner) if owner is not None else None
    if source is None:
        return None
    act = cues.nouns()[noun.lemma]["act"]
    return Utterance(noun, (noun.start, noun.end), source, [span], act, "noun")


def _that(page: Page, noun: Token) -> Span | None:
    """The infinitive or the clause with "that" on a noun: in its subtree, or right after it where the tree puts
    the clause elsewhere, up to the verb that the noun belongs to."""
    subtree = page.tokens[noun.i + 1 : noun.right]
    aim = next((c for c in noun.all("acl", "relcl", "xcomp") if c.infinitive), None)
    if aim is not None and cues.nouns()[noun.lemma].get("to"):
        return cues.trim(page, page.tokens[aim.left].start, page.tokens[aim.right - 1].end)
    opening = next((t for t in subtree if t.lower == "that" and t.tag in ("IN", "WDT")), None)
    end = page.tokens[noun.right - 1].end
    if opening is None and noun.right < len(page.tokens):
        opening = page.tokens[noun.right]
        end = noun.head.start
    if opening is None or opening.lower != "that" or end <= opening.end:
        return None
    span = cues.trim(page, opening.start, end)
    return span if len(page.within(*span)) >= 3 else None


def phrase(page: Page, cast: Cast, token: Token) -> Utterance | None:
    """ "According to X, S": S is the sentence or clause without the phrase."""
    for words in phrase_starts()[token.lower]:
        last = token.i + len(words)
        if [t.lower for t in page.tokens[token.i : last]] == words:
            break
    else:
        return None
    to = page.tokens[last - 1]
    head = to.child("pobj") or next(
        (t for t in page.tokens[last : last + 8] if cast.at(t) is not None), None
    )
    head, reach = _behind(page, head)
    source = maybe(page, cast, head)
    if source is None:
        return None
    sentence = page.sentence(token)
    hole = (token.start, max(source.end, to.end, reach))
    verb = next((t for t in token.ancestors() if t.pos in ("VERB", "AUX")), None)
    start, end = sentence.start, sentence.end
    if verb is not None and verb.dep in ("ccomp", "relcl"):
        start, end = page.tokens[verb.left].start, page.tokens[verb.right - 1].end
    parts = cues.without(page, (min(start, hole[0]), max(end, hole[1])), hole)
    parts = [p for p in parts if not _about_the_source(page, p, hole)]
    parts = [p for p in parts if p[1] - p[0] > 12] or parts[:1]
    if not parts:
        return None
    return Utterance(token, (token.start, to.end), source, parts, "say", "according to")


def _about_the_source(page: Page, part: Span, hole: Span) -> bool:
    """ "…, according to the group, which relies on volunteers": told of the source."""
    first = page.tokens[min(page.index(part[0]), len(page.tokens) - 1)]
    return part[0] >= hole[1] and first.lower in ("who", "which", "whose")


def _behind(page: Page, head: Token | None) -> tuple[Token | None, int]:
    """ "According to figures from the ministry": the ministry, and where the phrase ends. Papers
    and figures that name nobody stay themselves."""
    if head is None or head.lemma not in cues.papers():
        return head, 0
    owner = head.child("poss")
    for prep in head.all("prep"):
        if owner is None and prep.lower in ("from", "by", "of"):
            owner = prep.child("pobj")
    return owner or head, page.tokens[head.right - 1].end if owner is not None else 0
