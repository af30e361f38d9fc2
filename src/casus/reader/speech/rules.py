"""Who says what, by rules: cues from syntax first, then from order and punctuation.

The order of work reads from ``find``.
"""

from __future__ import annotations

from casus.reader.actors import Cast
from casus.reader.language import Page, Token
from casus.reader.speech import author, cues, phrases, turns, verbs
from casus.reader.speech.beside import inside, tie_quotes
from casus.reader.speech.blocks import orphan_quotes
from casus.reader.speech.cues import Utterance
from casus.reader.speech.quotes import Quote


def find(page: Page, cast: Cast, marks: list[Quote]) -> list[Utterance]:
    """Every utterance of a page that the rules see, in order of the text."""
    found: list[Utterance] = []
    for token in page.tokens:
        utterance = _at(page, cast, token, marks)
        if utterance is not None:
            found.append(utterance)
    for utterance in found:
        tie_quotes(page, utterance, marks)
    found = [u for u in found if u.parts]
    participles(page, found, marks)
    pointing(page, found)
    _citing(page, cast, found)
    found.extend(turns.find(page, cast) or author.find(page, cast, marks))
    found.extend(orphan_quotes(page, cast, found, marks))
    found.sort(key=lambda u: (u.start, -u.end))
    return found


def _at(page: Page, cast: Cast, token: Token, marks: list[Quote]) -> Utterance | None:
    """The utterance whose cue is this token, if it is one."""
    if token.pos in ("VERB", "AUX") and token.lemma in cues.verbs():
        for entry in cues.verbs()[token.lemma]:
            utterance = verbs.read(page, cast, token, entry, marks)
            if utterance is not None:
                return utterance
    elif token.pos == "VERB" and verbs.after_quotation(page, token):
        return verbs.read(page, cast, token, verbs.ANY_VERB, marks)
    elif token.pos == "NOUN" and token.lemma in cues.nouns():
        return phrases.noun(page, cast, token)
    elif token.lower in phrases.phrase_starts():
        return phrases.phrase(page, cast, token)
    return None


def participles(page: Page, found: list[Utterance], marks: list[Quote]) -> None:
    """ "X said A, adding that B": B is X's too, and A ends before it, whatever the tree says."""
    for at, later in enumerate(found):
        cue = later.cue
        if cue is None or cue.tag != "VBG" or cue.i == 0:
            continue
        if page.tokens[cue.i - 1].text != "," and cue.lower != "adding":  # commas get lost
            continue
        if inside(cue.start, marks):
            continue
        main = next(
            (u for u in reversed(found[:at]) if u.cue is not None and u.cue.sent == cue.sent), None
        )
        if main is None or main.source is None or main.cue is None or main.cue.tag == "VBG":
            continue
        comma = page.tokens[cue.i - 1].end - (page.tokens[cue.i - 1].text == ",")
        if main.holds(cue.start) and main.parts[0][0] < comma:
            later.source = main.source
            main.parts = [(a, min(b, comma)) for a, b in main.parts if a < comma]


def pointing(page: Page, found: list[Utterance]) -> None:
    """ "X said S, a charge that Y denied": the charge and its denial are no part of S."""
    for denial in found:
        if denial.rule != "pointed" or denial.cue is None or denial.cue.dep not in ("acl", "relcl"):
            continue
        start = denial.parts[0][0]
        for other in found:
            if other is not denial and other.cue is not denial.cue and other.holds(start):
                parts = [(a, min(b, start)) for a, b in other.parts if a < start]
                other.parts = [cues.trim(page, a, b) for a, b in parts] or other.parts


def _citing(page: Page, cast: Cast, found: list[Utterance]) -> None:
    """ "…, the agency said, citing a doctor": the doctor says it, through the agency."""
    by_cue = {u.cue.i: u for u in found if u.cue is not None}
    for token in page.tokens:
        if token.lower not in ("citing", "quoting") or token.i in by_cue:
            continue
        cited = token.child("dobj")
        source = cast.at(cited) if cited is not None else None
        main = next((by_cue[a.i] for a in token.ancestors() if a.i in by_cue), None)
        if source is None or main is None or source.who.kind == "media":
            continue
        inner = Utterance(token, (token.start, token.end), source, main.parts, "say", "citing")
        inner.outer, inner.quotes = main, main.quotes
        found.append(inner)
