"""What the rules read, judged and completed by the tagger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from casus.reader import tagger
from casus.reader.actors import Cast, Mention
from casus.reader.language import Page, Token
from casus.reader.speech import cues, rules
from casus.reader.speech.cues import Utterance
from casus.reader.speech.quotes import Quote
from casus.reader.speech.sources import mention
from casus.reader.tagger import Hint, Proposal
from casus.reader.tagger.features import CONTENT, CUE, OUTER, SOURCE
from casus.records import Span

KEEP = 0.3  # what the rules read stays if the tagger gives its cue at least this chance
SHORT = 6  # words by which a clause may run on behind what the tagger saw
ALIKE = 0.8  # share of common words from which on the rules' boundaries stand
FINITE = ("VBD", "VBZ", "VBP", "MD")
SLACK = 4  # characters by which two may see the same words begin and end elsewhere
CLOSING = (",", ";", ":", "—", "–", "-")  # behind them something else may begin
TURNS = ("transcript", "author")  # whoever has the word says it
FIRM = ("pointed", "continued")  # rules whose words are not the tagger's to move


def hints(page: Page, found: Sequence[Utterance]) -> list[Hint]:
    """What the rules read, for the tagger to see; of several at one word the first."""
    made: dict[int, Hint] = {}
    for utterance in found:
        at = anchor(page, utterance)
        if at is not None:
            made.setdefault(at, Hint(at, utterance.cue is None, _roles(utterance)))
    return list(made.values())


def anchor(page: Page, utterance: Utterance) -> int | None:
    """The token of the cue; without a cue, that of the first word said."""
    if utterance.cue is not None:
        return utterance.cue.i
    first = page.within(*utterance.parts[0])
    return next((t.i for t in first if t.text[0].isalnum()), None)


def _roles(utterance: Utterance) -> list[tuple[int, Span]]:
    """Roles and their characters; a later one lies over an earlier one."""
    roles = [(CONTENT, part) for part in utterance.parts]
    if utterance.channel is not None:
        roles.append((OUTER, (utterance.channel.start, utterance.channel.end)))
    if utterance.cue_span is not None:
        roles.append((CUE, utterance.cue_span))
    if utterance.source is not None:
        roles.append((SOURCE, (utterance.source.start, utterance.source.end)))
    return roles


def refine(page: Page, cast: Cast, found: list[Utterance], marks: list[Quote]) -> list[Utterance]:
    """The utterances that both or either see well enough, with the better of their words."""
    seen = {
        p.anchor: p
        for p in tagger.propose(page, [(q.start, q.end) for q in marks], hints(page, found))
    }
    kept: list[Utterance] = []
    known: set[int] = set()
    for utterance in found:
        at = anchor(page, utterance)
        proposal = seen.get(at) if at is not None else None
        if at is not None:
            known.add(at)
        if proposal is None or _improve(page, cast, utterance, proposal, found, marks):
            kept.append(utterance)
    for proposal in seen.values():
        if proposal.anchor not in known and proposal.parts:
            made = _make(page, cast, proposal, kept, marks)
            if made is not None:
                kept.append(made)
    kept.sort(key=lambda u: (u.start, -u.end))
    rules.participles(page, kept, marks)  # "…, adding that B": the tagger may have taken B with A
    rules.pointing(page, kept)
    for utterance in kept:
        utterance.parts = [p for p in utterance.parts if not _of_another(p, utterance, kept)]
    return kept


def _of_another(part: Span, utterance: Utterance, found: Sequence[Utterance]) -> bool:
    """Whether a later part is what another utterance beside it says: "A, said X, adding that B"."""
    if part == utterance.parts[0]:
        return False
    return any(
        other is not utterance
        and other.cue is not None
        and not utterance.holds(other.cue.start)
        and any(a - SLACK <= part[0] and part[1] <= b + SLACK for a, b in other.parts)
        for other in found
    )


def _improve(
    page: Page,
    cast: Cast,
    utterance: Utterance,
    proposal: Proposal,
    found: list[Utterance],
    marks: list[Quote],
) -> bool:
    """Take over what the tagger reads better; False if it is no utterance at all."""
    utterance.seen = proposal
    if utterance.rule in TURNS:
        return True
    if proposal.probability < KEEP:
        return False
    if utterance.rule in FIRM:
        return True
    parts = _parts(page, proposal, marks)
    if parts and not _told_alike(page, utterance, parts):
        utterance.parts = parts
        utterance.quotes = _quotes(parts, marks)
    if proposal.source is not None:
        source = mention(page, cast, proposal.source, found)
        if source is not None and _better(source, utterance.source):
            utterance.source = source
    if proposal.outer is not None and utterance.channel is None:
        utterance.channel = _medium(page, cast, proposal.outer)
    return True


def _better(source: Mention, old: Mention | None) -> bool:
    """Whether the tagger's source is another one than the rules', or tells more of the same."""
    if old is None or source.end <= old.start or old.end <= source.start:
        return True
    if old.form == "pronoun" or old.who.id is not None:
        return False
    return source.who.id is not None or len(source.who.name) > len(old.who.name)


def _told_alike(page: Page, utterance: Utterance, parts: Sequence[Span]) -> bool:
    """Whether the words of the rules may stay: a quotation, or much the same words."""
    one, two = _words(page, utterance.parts), _words(page, parts)
    if all(any(a <= s and e <= b for a, b in utterance.quotes) for s, e in utterance.parts):
        # “A,” said a man who …, and then “B.”: the tagger sees further, in that paragraph
        return not (one < two and len({_paragraph(page, t) for t in two}) == 1)
    return len(one & two) >= ALIKE * len(one | two)


def _paragraph(page: Page, token: int) -> int:
    return page.sentence(page.tokens[token]).paragraph


def _words(page: Page, parts: Sequence[Span]) -> set[int]:
    return {t.i for part in parts for t in page.within(*part)}


def _parts(page: Page, proposal: Proposal, marks: Sequence[Quote]) -> list[Span]:
    """What is said, as the tagger reads it: clauses and quotations whole, edges trimmed."""
    taken = [s for s in (proposal.source, proposal.cue, proposal.outer) if s is not None]
    parts = [_clause(page, part, taken) for part in proposal.parts]
    return _trimmed(page, _whole(page, parts, marks))


def _clause(page: Page, part: Span, taken: Sequence[Span]) -> Span:
    """A part with the few words that its clause still holds on the right: the tagger may stop
    short of them."""
    words = page.within(*part)
    if not words:
        return part
    first, last = words[0].i, words[-1].i
    tops = [t for t in words if not first <= t.head.i <= last or t.head is t]
    reach = max((t.right for t in tops), default=last + 1)
    rest = page.tokens[last + 1 : reach]
    free = all(t.text not in CLOSING for t in rest) and not any(
        a < t.end and t.start < b for t in rest for a, b in taken
    )
    free = free and not any(t.tag in FINITE for t in rest)
    if rest and len(rest) <= SHORT and free and words[-1].sent == rest[-1].sent:
        return part[0], rest[-1].end
    return part


def _whole(page: Page, parts: Sequence[Span], marks: Sequence[Quote]) -> list[Span]:
    """Parts that reach into a quotation take all of it, and parts that meet are one."""
    wide: list[Span] = []
    for start, end in parts:
        for quote in marks:
            if (
                quote.start < end
                and start < quote.end
                and not (quote.start < start and end < quote.end)
            ):
                start, end = min(start, quote.start), max(end, quote.end)
        if wide and start <= wide[-1][1] + 1:
            wide[-1] = wide[-1][0], max(end, wide[-1][1])
        else:
            wide.append((start, end))
    return wide


def _make(
    page: Page, cast: Cast, proposal: Proposal, found: list[Utterance], marks: list[Quote]
) -> Utterance | None:
    """An utterance that the rules did not see."""
    parts = _parts(page, proposal, marks)
    cue = None if proposal.bare else page.tokens[proposal.anchor]
    told = proposal.source
    if cue is not None and cue.tag == "VBN" and cues.passive(cue):
        told = _agent(page, cue)  # "the general was accused by residents": the residents do
        parts = _suffered(page, cue, parts, told)
    source = mention(page, cast, told, found) if told else None
    if source is None:
        source = _going_on(page, proposal, found)
    if source is None or not parts:
        return None
    made = Utterance(cue, proposal.cue, source, parts, proposal.act, "tagger", seen=proposal)
    if proposal.outer is not None:
        made.channel = _medium(page, cast, proposal.outer)
    made.quotes = _quotes(parts, marks)
    return made


def _agent(page: Page, verb: Token) -> Span | None:
    """The words of the "by X" of a passive."""
    by = cues.agent(verb)
    if by is None:
        return None
    start, end = cues.noun_phrase(page, by)
    like = next((t for t in page.within(start, end) if t.lower == "as"), None)
    return start, like.start - 1 if like is not None else end


def _suffered(page: Page, verb: Token, parts: list[Span], agent: Span | None) -> list[Span]:
    """What a passive says: whom it is said of, and the rest without its "by X"."""
    if agent is not None:
        hole = agent[0] - 3, agent[1]
        parts = [p for part in parts for p in cues.without(page, part, hole)]
    subject = verb.child("nsubjpass")
    if subject is None or any(a <= subject.start < b for a, b in parts):
        return parts
    return [cues.noun_phrase(page, subject), *parts]


def _medium(page: Page, cast: Cast, span: Span) -> Mention | None:
    """Who passes it on; whom nobody knows passes for a medium."""
    found = mention(page, cast, span)
    if found is None or found.who.id is not None or found.form == "pronoun":
        return found
    return replace(found, who=replace(found.who, kind="media"))


def _going_on(page: Page, proposal: Proposal, found: list[Utterance]) -> Mention | None:
    """Whoever spoke last in the same sentence, or in the same paragraph where no cue stands."""
    token = page.tokens[proposal.anchor]
    sentence = page.sentence(token)
    start = sentence.start if not proposal.bare else page.paragraphs[sentence.paragraph][0]
    before = [u for u in found if start <= u.start < token.start and u.source is not None]
    return max(before, key=lambda u: u.start).source if before else None


def _trimmed(page: Page, parts: Sequence[Span]) -> list[Span]:
    spans = [cues.trim(page, start, end) for start, end in parts]
    return [(a, b) for a, b in spans if b > a]


def _quotes(parts: Sequence[Span], marks: Sequence[Quote]) -> list[Span]:
    """The quotations that a content holds."""
    return [
        (max(a, q.start), min(b, q.end))
        for a, b in parts
        for q in marks
        if q.start < b and a < q.end
    ]
