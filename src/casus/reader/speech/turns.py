"""Interviews and transcripts: lines that open with who speaks ("SPOKESWOMAN: …", "Q. …")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casus.reader.actors import Cast, Mention, Who
from casus.reader.language import Page
from casus.reader.speech.cues import Utterance
from casus.reader.speech.sentences import stating
from casus.records import Span

TAG = re.compile(
    r"(?P<who>[QA](?=[:.] )|[A-Z][\w.’'-]*(?: [\w.’'-]+){0,5}?)(?: \([^)\n]{1,40}\))?[:.] "
)
ASKING = frozenset(("q", "question", "reporter", "journalist", "interviewer", "moderator"))
ANSWERING = frozenset(("a", "answer"))
LEAST = 2  # lines with the same tag before words that name nobody count as one


@dataclass(slots=True)
class _Turn:
    """What one tag opens: its words, and the paragraphs up to the next tag."""

    tag: str
    start: int
    body: list[Span]


def find(page: Page, cast: Cast) -> list[Utterance]:
    """One utterance a sentence of every turn."""
    turns = _turns(page, cast)
    made: list[Utterance] = []
    for turn in turns:
        who = _speaker(page, cast, turn, turns[0].start)
        for start, end in turn.body:
            for span in stating(page, (start, end)):
                if turn.tag.lower() in ASKING and page.text[span[1] - 1] == "?":
                    continue  # a question states nothing; what it quotes has a cue of its own
                made.append(Utterance(None, None, who, [span], "say", "transcript", quotes=[span]))
    return made


def _turns(page: Page, cast: Cast) -> list[_Turn]:
    """The turns of a page; none unless its tags recur or name someone known."""
    turns: list[_Turn] = []
    for start, end in page.paragraphs:
        match = TAG.match(page.text, start, end)
        dotted = match is not None and page.text[match.end() - 2] == "."
        if match is not None and (not dotted or len(match["who"]) == 1):
            turns.append(_Turn(match["who"], start, [(match.end(), end)]))
        elif turns:
            turns[-1].body.append((start, end))
    tags = [t.tag for t in turns]
    kept = [t for t in turns if tags.count(t.tag) >= LEAST or _named(cast, t) is not None]
    if len(kept) < LEAST + 1:  # a lone "X: …" is one line, what follows is the article again
        kept = [t for t in kept if t.tag.isupper() or _named(cast, t) is not None]
        for turn in kept:
            turn.body = turn.body[:1]
    return kept


def _named(cast: Cast, turn: _Turn) -> Mention | None:
    """The known mention that is the tag."""
    end = turn.start + len(turn.tag)
    here = (m for m in cast.mentions if turn.start <= m.start and m.end <= end + 1)
    return next((m for m in here if m.person), None)  # "Haiti: …" is a heading


def _speaker(page: Page, cast: Cast, turn: _Turn, first: int) -> Mention:
    """Whoever the tag names; for "A." the person presented before the first turn."""
    known = _named(cast, turn)
    end = turn.start + len(turn.tag)
    head = page.tokens[min(page.index(turn.start), len(page.tokens) - 1)]
    word = turn.tag.lower()
    if word in ANSWERING:
        presented = [m for m in cast.mentions if m.person and m.form == "name" and m.end <= first]
        if presented:
            why = "who is interviewed, as presented before the first question"
            return Mention(head, turn.start, end, presented[-1].who, "pronoun", why)
    if known is not None and word not in ASKING:
        return known
    name = "reporter" if word in ASKING else turn.tag.capitalize()
    who = Who(name=name, kind="media" if word in ASKING else "unnamed")
    return Mention(head, turn.start, end, who, "description", "a tag that names nobody")
