"""Verbs of saying: whose words they are, and where these stand."""

from __future__ import annotations

from typing import Any

from casus.reader.actors import Cast, Mention, Who
from casus.reader.language import Page, Token
from casus.reader.speech import cues, frames
from casus.reader.speech.beside import beside, hole_of, inside
from casus.reader.speech.cues import Utterance
from casus.reader.speech.quotes import Quote
from casus.records import Span

ANY_VERB: dict[str, Any] = {"act": "say", "frames": ["clause"], "quote": True, "weak": True}
MODALS = frozenset("will would could may might should can shall must 'll 'd".split())


def read(
    page: Page, cast: Cast, verb: Token, entry: dict[str, Any], marks: list[Quote]
) -> Utterance | None:
    """The utterance of a verb by one entry of the lexicon, if it is one."""
    if "particle" in entry and not any(
        c.lower == entry["particle"] and c.i == verb.i + 1 for c in verb.children
    ):
        return None
    if not _spoken(verb):
        return None
    source, channel = _source(page, cast, verb, marks)
    last = _closing_speaker(page, cast, verb) if "clause" in entry["frames"] else None
    source = last or source
    if source is None or (entry.get("media") and source.who.kind != "media"):
        return None
    if any(c.lower in ("no", "neither") for c in source.head.children):
        return None  # "No group has claimed the raid": nobody speaks
    hole = hole_of(page, verb, source)
    quoted = beside(page, hole, marks) is not None and not inside(verb.start, marks)
    if entry.get("quote") and not quoted:
        return None
    parts, rule = _said(page, verb, entry, hole, last, quoted=quoted)
    around = inside(verb.start, marks)
    if around is not None:
        parts = [p for p in parts if around.start <= p[0] and p[1] <= around.end]
    if entry.get("weak") and not quoted and not _that_clause(verb, rule):
        return None
    if not parts and not (quoted and "clause" in entry["frames"]):
        return None
    if rule == "object" and "objects" in entry and not _names(verb, entry["objects"]):
        return None
    if rule not in ("clause", "pointed", "") and not _may_speak(cast, source):
        return None  # "the blast claimed 30 lives": who does not speak claims nothing
    if rule in ("for", "object") and inside(verb.start, marks):
        return None  # "They asked for our phones": what a speaker tells, no voice of its own
    act = entry["act"]
    if act == "request" and rule == "as":
        act = "accuse" if verb.lemma == "call" else "say"
    if rule == "as" and verb.lemma == "call" and not _judges(page, parts, marks):
        return None
    if rule == "as" and _about_a_claim(page, parts):
        act = "deny"
    if verb.child("neg") is not None or _neither(verb):
        if act not in ("confirm", "deny"):
            return None
        act = "doubt"
    utterance = Utterance(verb, _cue_span(page, verb, entry), source, parts, act, rule)
    utterance.channel = channel
    _address(page, cast, utterance, entry)
    return utterance


def _said(
    page: Page,
    verb: Token,
    entry: dict[str, Any],
    hole: Span,
    last: Mention | None,
    *,
    quoted: bool,
) -> tuple[list[Span], str]:
    """The words that the verb brings, and by which frame; by order where the tree knows none.
    ``last`` is a speaker who closes the sentence with the cue."""
    parts, rule = _pointed(page, verb) or frames.read(page, verb, entry, hole)
    if last is not None and rule != "pointed" and not quoted and not _reaches(page, parts, hole):
        parts = []  # "S the monitor said.": the tree hung the cue on a part of S
    if (
        not parts
        and "clause" in entry["frames"]
        and not (last is None and ("objects" in entry or verb.dep == "relcl"))
        and not entry.get("weak")
    ):
        parts = cues.left_side(page, hole) or ([] if quoted else cues.right_side(page, verb, hole))
        rule = "order"
    if rule in ("clause", "order") and not quoted:
        parts = _after_the_cue(page, parts, hole)
    return parts, rule


def _pointed(page: Page, verb: Token) -> tuple[list[Span], str] | None:
    """ "An assertion denied by X", "a claim that X denies", "the claim was rejected by X"."""
    thing = verb.head if verb.dep in ("acl", "relcl") else verb.child("nsubjpass")
    inner = verb.child("dobj", "ccomp", "xcomp")
    if thing is None or (inner is not None and inner.tag not in ("WDT", "WP")):
        return None
    if cues.passive(verb) and cues.agent(verb) is None:
        return None
    if not cues.passive(verb) and verb.dep != "relcl":
        return None
    if thing.lemma not in cues.pointers():
        return None
    last = verb.left if verb.left > thing.i else thing.right
    end = page.tokens[last - 1].end
    return [cues.trim(page, page.tokens[thing.left].start, end)], "pointed"


def _after_the_cue(page: Page, parts: list[Span], hole: Span) -> list[Span]:
    """ "If it rains, she adds, the road will go": what follows the bracketed cue is said too."""
    at = page.index(hole[1])
    if not parts or max(e for _, e in parts) > hole[0] or at + 2 >= len(page.tokens):
        return parts
    comma, first = page.tokens[at], page.tokens[at + 1]
    sentence = page.sentence(comma)
    if (
        comma.text != ","
        or first.i >= sentence.last
        or first.tag in ("VBG", "CC", "IN", "WDT", "WP")
    ):
        return parts
    rest = cues.trim(page, first.start, sentence.end)
    finite = any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in page.within(*rest))
    return [*parts, rest] if finite else parts


def _judges(page: Page, parts: list[Span], marks: list[Quote]) -> bool:
    """Whether "calls X Y" says something of X, and is not just the name it has there."""
    start, end = parts[0]
    words = page.within(start, end)
    return any(q.start < end and start < q.end for q in marks) or any(
        t.lower in ("a", "an") or t.pos == "ADJ" for t in words[1:]
    )


def _about_a_claim(page: Page, parts: list[Span]) -> bool:
    """ "Called the claim a fairy tale", "described the report as false"."""
    words = page.within(*parts[0])[:7]
    return any(t.pos == "NOUN" and t.lemma in cues.pointers() for t in words)


def after_quotation(page: Page, verb: Token) -> bool:
    """ "“…,” sniffed the attaché": right after a quotation any verb is one of saying."""
    if verb.tag not in ("VBD", "VBZ") or verb.i == 0:
        return False
    return page.tokens[verb.i - 1].text in ("”", '"', "''", "’", "'")


def _spoken(verb: Token) -> bool:
    """Whether the verb tells of speech that took place: no infinitive, no "may", no "if"."""
    if verb.tag == "VB" and not verb.child("nsubj"):
        return False
    if verb.dep == "advcl" and any(c.lower in ("if", "unless") for c in verb.children):
        return False
    if _neither(verb) and verb.lemma in ("confirm", "deny"):
        return True  # "would neither confirm nor deny it"
    return not any(c.dep == "aux" and c.lower in MODALS for c in verb.children)


def _closing_speaker(page: Page, cast: Cast, verb: Token) -> Mention | None:
    """Who stands right before a cue that ends its sentence: "S the monitor said on Friday."

    Texts that lost their commas mislead the tree there; order does not."""
    has = page.tokens[verb.i - 1] if verb.i and page.tokens[verb.i - 1].lemma == "have" else verb
    if verb.tag not in ("VBD", "VBZ", "VBP") and (verb.tag != "VBN" or has is verb):
        return None
    if has.i == 0 or cues.passive(verb):
        return None
    sentence = page.sentence(verb)
    rest = [t for t in page.tokens[verb.i + 1 : sentence.last] if t.pos not in ("PUNCT", "SPACE")]
    if len(rest) > 3 or any(t.pos in ("VERB", "AUX") for t in rest):
        return _inverted_at_the_end(page, cast, verb)
    before = page.tokens[has.i - 1]
    found = [
        m
        for t in page.tokens[max(sentence.first, has.i - 9) : has.i]
        if (m := cast.at(t)) is not None and (m.end == before.end or m.head is before)
    ]
    if not found and before.lemma in cues.papers() | {"source", "media", "witness"}:
        first = before.i
        while first > sentence.first and page.tokens[first - 1].pos in ("DET", "ADJ"):
            first -= 1
        who = Who(name=page.text[page.tokens[first].start : before.end], kind="unnamed")
        start = page.tokens[first].start
        found = [Mention(before, start, before.end, who, "description", "names nobody")]
    if not found:
        return _inverted_at_the_end(page, cast, verb)
    return min(found, key=lambda m: m.start)


def _inverted_at_the_end(page: Page, cast: Cast, verb: Token) -> Mention | None:
    """ "S said the monitor.": a known speaker is all that follows the cue."""
    sentence = page.sentence(verb)
    end = page.tokens[sentence.last - 1]
    last = end.start if end.pos == "PUNCT" else end.end
    if verb.i - sentence.first < 5 or verb.child("ccomp") is not None:
        return None
    for token in page.tokens[verb.i + 1 : min(verb.i + 9, sentence.last)]:
        known = cast.at(token)
        if known is not None and known.start <= verb.end + 5 and abs(last - known.end) <= 1:
            return known
    return None


def _reaches(page: Page, parts: list[Span], hole: Span) -> bool:
    """Whether the content runs up to source and cue, as "S, X said" has it."""
    return bool(parts) and hole[0] - max(end for _, end in parts) <= 3


def _names(verb: Token, objects: list[str]) -> bool:
    return any(c.lemma in objects for c in verb.all("dobj", "nsubjpass"))


def _may_speak(cast: Cast, source: Mention) -> bool:
    """Whether the source is known to the cast, a pronoun for someone, or a name."""
    head = source.head
    return cast.at(head) is not None or (head.pos == "PROPN" and bool(head.ent))


def _neither(verb: Token) -> bool:
    return any(c.lower in ("neither", "nor") for t in (verb, verb.head) for c in t.children)


def _that_clause(verb: Token, rule: str) -> bool:
    inner = verb.child("ccomp")
    return rule == "clause" and inner is not None and inner.i > verb.i


def _source(
    page: Page, cast: Cast, verb: Token, marks: list[Quote]
) -> tuple[Mention | None, Mention | None]:
    """Who speaks, and through whom ("Interfax quoted X as saying")."""
    quoting = verb.head.head if verb.head.lower == "as" else verb.head
    if quoting.lemma in ("quote", "cite") and quoting is not verb and verb.tag == "VBG":
        if cues.passive(quoting):
            speaker, through = quoting.child("nsubjpass"), cues.agent(quoting)
        else:
            speaker, through = quoting.child("dobj"), cues.subject(quoting)
        return maybe(page, cast, speaker), maybe(page, cast, through)
    if cues.passive(verb):
        by = cues.agent(verb)
        return (cast.at(by) if by is not None else None), None
    subject = cues.subject(verb)
    if subject is not None and inside(subject.start, marks) is not inside(verb.start, marks):
        return _just_after(page, cast, verb), None  # the tree took it from the quotation
    if subject is None and after_quotation(page, verb):
        return _just_after(page, cast, verb), None
    found = maybe(page, cast, subject)
    return found or _just_before(page, cast, verb), None


def _just_after(page: Page, cast: Cast, verb: Token) -> Mention | None:
    """A speaker after an inverted verb: "…," said the old farmer."""
    for token in page.tokens[verb.i + 1 : verb.i + 12]:
        if token.text in (",", ".", ":", ";"):
            return None
        if cast.at(token) is not None:
            return cast.at(token)
    return None


def _just_before(page: Page, cast: Cast, verb: Token) -> Mention | None:
    """A known speaker right before a finite verb whose subject the tree has lost."""
    if verb.tag not in ("VBD", "VBZ", "VBP") or cues.subject(verb) is not None:
        return None
    for token in reversed(page.tokens[max(0, verb.i - 3) : verb.i]):
        known = cast.at(token)
        if known is not None:
            return known
        if token.pos not in ("ADV", "AUX"):
            return None
    return None


def maybe(page: Page, cast: Cast, token: Token | None) -> Mention | None:
    """``cues.mention`` of a word that may not be there."""
    return None if token is None else cues.mention(page, cast, token)


def _cue_span(page: Page, verb: Token, entry: dict[str, Any]) -> Span:
    end = verb.end
    for child in verb.children:
        if child.dep == "prt" and child.i == verb.i + 1:
            end = child.end
    start = verb.start
    if verb.tag == "VBN":
        for child in verb.all("aux", "auxpass"):
            if child.i < verb.i and verb.i - child.i <= 2:
                start = min(start, child.start)
    return start, end


def _address(page: Page, cast: Cast, utterance: Utterance, entry: dict[str, Any]) -> None:
    """Whom it is told; news media that are told pass it on."""
    verb = utterance.cue
    assert verb is not None
    told: Token | None = None
    if "to" in entry["frames"]:
        told = verb.child("dobj", "dative")
    else:
        to = next((c for c in verb.all("prep", "dative") if c.lower == "to"), None)
        told = to.child("pobj") if to else None
    if told is None:
        return
    known = cast.at(told)
    if known is not None and known is not utterance.source:
        utterance.addressee = known
        if known.who.kind == "media" and utterance.channel is None:
            utterance.channel = known
