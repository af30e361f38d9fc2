"""Who says it, by what words, to whom, and what exactly is said.

Direct, mixed and indirect speech, after the division of Pareti (2015), *Attribution: a
computational approach*: each utterance has a source, a cue and a content. Cues inside contents
give nesting. The order of work reads from ``find``.
"""

from __future__ import annotations

import functools
from typing import Any

from casus.reader import lexicon
from casus.reader.actors import Cast, Mention, Who
from casus.reader.language import Page, Token
from casus.reader.speech import cues, frames, quotes, turns
from casus.reader.speech.beside import beside, hole_of, inside, tie_quotes
from casus.reader.speech.blocks import lead_in_blocks, orphan_quotes
from casus.reader.speech.cues import Utterance
from casus.reader.speech.nesting import link_answers, nest
from casus.reader.speech.quotes import Quote
from casus.records import Span

ANY_VERB: dict[str, Any] = {"act": "say", "frames": ["clause"], "quote": True, "weak": True}
MODALS = frozenset("will would could may might should can shall must 'll 'd".split())


def find(page: Page, cast: Cast) -> list[Utterance]:
    """Every utterance of a page, outer ones linked by ``outer``, in order of the text."""
    marks = quotes.find(page)
    found: list[Utterance] = []
    for token in page.tokens:
        utterance = _at(page, cast, token, marks)
        if utterance is not None:
            found.append(utterance)
    for utterance in found:
        tie_quotes(page, utterance, marks)
    found = [u for u in found if u.parts]
    _participles(page, found, marks)
    _pointing(page, found)
    _citing(page, cast, found)
    found.extend(turns.find(page, cast))
    found.extend(orphan_quotes(page, cast, found, marks))
    found.sort(key=lambda u: (u.start, -u.end))
    lead_in_blocks(page, cast, found)
    nest(found)
    link_answers(page, cast, found)
    return found


def _at(page: Page, cast: Cast, token: Token, marks: list[Quote]) -> Utterance | None:
    """The utterance whose cue is this token, if it is one."""
    if token.pos in ("VERB", "AUX") and token.lemma in cues.verbs():
        for entry in cues.verbs()[token.lemma]:
            utterance = _verb(page, cast, token, entry, marks)
            if utterance is not None:
                return utterance
    elif token.pos == "VERB" and _after_quotation(page, token):
        return _verb(page, cast, token, ANY_VERB, marks)
    elif token.pos == "NOUN" and token.lemma in cues.nouns():
        return _noun(page, cast, token)
    elif token.lower in phrase_starts():
        return _phrase(page, cast, token)
    return None


@functools.cache
def phrase_starts() -> dict[str, list[list[str]]]:
    """Phrases that name a source ("according to"), by their first word."""
    table: dict[str, list[list[str]]] = {}
    for entry in lexicon.load("speech")["sources"]:
        table.setdefault(entry["words"][0], []).append(entry["words"])
    return table


# -------------------------------------------------------------------- verbs


def _verb(
    page: Page, cast: Cast, verb: Token, entry: dict[str, Any], marks: list[Quote]
) -> Utterance | None:
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


def _after_quotation(page: Page, verb: Token) -> bool:
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
        return _maybe(page, cast, speaker), _maybe(page, cast, through)
    if cues.passive(verb):
        by = cues.agent(verb)
        return (cast.at(by) if by is not None else None), None
    subject = cues.subject(verb)
    if subject is not None and inside(subject.start, marks) is not inside(verb.start, marks):
        return _just_after(page, cast, verb), None  # the tree took it from the quotation
    if subject is None and _after_quotation(page, verb):
        return _just_after(page, cast, verb), None
    found = _maybe(page, cast, subject)
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


def _maybe(page: Page, cast: Cast, token: Token | None) -> Mention | None:
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


# ------------------------------------------------------- nouns and phrases


def _noun(page: Page, cast: Cast, noun: Token) -> Utterance | None:
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


def _phrase(page: Page, cast: Cast, token: Token) -> Utterance | None:
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
    source = _maybe(page, cast, head)
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


def _participles(page: Page, found: list[Utterance], marks: list[Quote]) -> None:
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


def _pointing(page: Page, found: list[Utterance]) -> None:
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
