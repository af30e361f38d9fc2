"""A brief on paper: plain text for a terminal, Markdown for everything else.

No terminal is needed: both return a string. See ``casus.views.briefing`` for what is chosen.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from casus.views.briefing import brief, of_ledger
from casus.views.page import Account, Brief, Cited, Count, Happening, Owed, Person, Quarrel, Tally
from casus.views.phrases import STATES, excerpt, human, listed

__all__ = ["Brief", "brief", "of_ledger", "render_markdown", "render_text"]

SECTIONS = {
    "who": "Who is involved",
    "happenings": "What is said to have happened",
    "disputes": "What is denied, and by whom",
    "commitments": "What was promised, and how it stands",
    "figures": "Other figures",
    "questions": "What stays open",
    "sources": "Sources",
}
SHOWN = 3  # accounts quoted per side; the rest is named
STANDINGS = 5  # voices quoted on one commitment; the rest is counted
COUNTS = 5  # sources quoted for one figure; the rest is counted

_NUMBERED = re.compile(r"\d+\. ")

Line = tuple[int, str]  # depth, text
Block = list[Line]  # an entry: its first line and the lines under it


def render_text(brief: Brief, width: int = 88) -> str:
    """The brief as plain text, at most ``width`` columns (where a word allows it)."""
    lines = [*textwrap.wrap(_head(brief), width), "", *_nothing(brief)]
    for title, blocks in _sections(brief):
        lines += [title.upper(), "─" * min(width, len(title))]
        for block in blocks:
            for depth, text in block:
                lines += _wrapped(text, depth, width)
            if len(block) > 1:
                lines.append("")
        if lines[-1]:
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def render_markdown(brief: Brief) -> str:
    """The brief as Markdown (CommonMark)."""
    lines = [
        f"# Brief{f': {_marked(brief.about)}' if brief.about else ''}",
        "",
        _head(brief),
        "",
        *_nothing(brief),
    ]
    for title, blocks in _sections(brief):
        lines += [f"## {title}", ""]
        for block in blocks:
            lines += [_item(depth, text) for depth, text in block]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def _item(depth: int, text: str) -> str:
    """One list item; an entry that bears a number stands in a numbered list."""
    marked = _marked(" ".join(text.split()))
    numbered = depth == 0 and _NUMBERED.match(marked)
    return f"{'   ' * depth}{'' if numbered else '- '}{marked}"


def _wrapped(text: str, depth: int, width: int) -> list[str]:
    """One line, folded and indented by its depth."""
    indent = "  " * depth
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=indent + "   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _marked(text: str) -> str:
    """Text whose marks Markdown would read as its own, escaped."""
    return "".join(f"\\{c}" if c in "\\`*_<>#|" else c for c in text)


# ---------------------------------------------------------------- sections


def _head(brief: Brief) -> str:
    """The period and what was read."""
    period = human(brief.since)
    if brief.until != brief.since:
        period += f" to {human(brief.until)}"
    parts = [
        period,
        _many(brief.articles, "article") + f" from {_many(brief.outlets, 'outlet')}",
        f"{_many(brief.copies, 'copy', 'copies')} of another article" if brief.copies else "",
        f"{brief.undated} undated" if brief.undated else "",
        _many(brief.statements, "statement") + (f" on {brief.about}" if brief.about else ""),
    ]
    return " · ".join(filter(None, parts))


def _nothing(brief: Brief) -> list[str]:
    """Said where a subject or a period was asked for of which nothing is there."""
    if brief.articles and brief.about and not brief.statements:
        return [f"No statement of these articles names {brief.about}.", ""]
    asked = brief.since or brief.until
    return ["No article falls into this period.", ""] if asked and not brief.articles else []


def _many(count: int, one: str, more: str | None = None) -> str:
    """ "1 article", "3 articles"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"


def _sections(brief: Brief) -> Iterator[tuple[str, list[Block]]]:
    """Every section that has something to say, with what was left out."""
    made: dict[str, list[Block]] = {
        "who": [[(0, _person(person))] for person in brief.who],
        "happenings": [_happening(n, h) for n, h in enumerate(brief.happenings, 1)],
        "disputes": [_quarrel(n, quarrel) for n, quarrel in enumerate(brief.disputes, 1)],
        "commitments": [_owed(n, owed) for n, owed in enumerate(brief.commitments, 1)],
        "figures": [_tally_block(tally) for tally in brief.figures],
        "questions": [[(0, question)] for question in brief.questions],
        "sources": [[(0, _source(source))] for source in brief.sources],
    }
    for key, blocks in made.items():
        more = brief.left_out.get(key, 0)
        if more:
            blocks.append([(0, f"({more:,} more not shown)")])
        if blocks:
            yield SECTIONS[key], blocks


def _person(person: Person) -> str:
    """ "Vardan Toganyan (ARM; Armenian Ambassador): in 4 statements"."""
    kind = person.kind.replace("_", " ") if person.kind else None
    marks = "; ".join(filter(None, [person.country, person.role or kind]))
    named = f"{person.name} ({marks})" if marks else person.name
    return f"{named}: in {_many(person.statements, 'statement')}"


def _happening(number: int, item: Happening) -> Block:
    """Date, place, label, how many sources, who denies it; figures; words; denials."""
    when = human(item.date)
    if item.date is None and item.first_report:
        when += f", reported {human(item.first_report)}"
    label = f"{item.phrase} (“{_cut(item.word)}”)" if item.word else item.phrase
    label += ", still going on" if item.realities.get("ongoing") else ""
    denied = listed(list(dict.fromkeys(a.who for a in item.denials)), 2)
    parts = [when, item.place, label, _sources_of(item), f"DENIED by {denied}" if denied else ""]
    block = [(0, f"{number}. {' · '.join(filter(None, parts))}")]
    if item.figures:
        block.append((1, " · ".join(map(_tally, item.figures))))
    block += _words(item.accounts, "")
    block += _words(item.denials, "Denied by ")
    return block


def _cut(word: str) -> str:
    """The article's own word, short enough for a label."""
    return excerpt(word, 40)


def _sources_of(item: Happening) -> str:
    """How many sources are independent of each other."""
    among = f" among {len(item.accounts)}" if len(item.accounts) > item.independent else ""
    return (
        "one source" if item.independent == 1 else f"{item.independent} independent sources{among}"
    )


def _quarrel(number: int, item: Quarrel) -> Block:
    """Who says it, who denies it, since when; the words of both."""
    denied = listed(list(dict.fromkeys(a.who for a in item.denies)))
    claimed = listed(list(dict.fromkeys(a.who for a in item.asserts)))
    title = f"{number}. Said by {claimed or 'someone outside this brief'}, denied by "
    title += denied or "someone outside this brief"
    title += f" · since {human(item.since)}" if item.since else ""
    if item.happening:
        return [(0, f"{title} (words under {item.happening} above)")]
    return [(0, title), *_words(item.asserts, "Said by "), *_words(item.denies, "Denied by ")]


def _owed(number: int, item: Owed) -> Block:
    """What is owed, until when, the state by each voice with its words."""
    due = f" · due {human(item.due).replace('until', 'by')}" if item.due else ""
    broken = any(standing.state == STATES["breached"] for standing in item.standing)
    word = "the day has passed" if broken else "OVERDUE: no word that it was kept or ended"
    late = f" · {word}" if item.overdue else ""
    block = [(0, f"{number}. {item.phrase}{due}{late}")]
    for standing in item.standing[:STANDINGS]:
        block += _words([standing.account], f"{standing.state.capitalize()} according to ")
    if rest := item.standing[STANDINGS:]:
        block.append((1, f"({len(rest)} more not shown)"))
    return block


def _words(accounts: Sequence[Account], lead: str) -> Block:
    """Each account's words with its source; beyond ``SHOWN`` the rest is named."""
    block = [
        (
            1,
            f"{lead}{a.who if lead else a.who[:1].upper() + a.who[1:]}: {_quoted(a.quote)} [{a.citation}]{_on(a.date)}",
        )
        for a in accounts[:SHOWN]
    ]
    rest = accounts[SHOWN:]
    if rest:
        cited = listed([f"{a.who} [{a.citation}]" for a in rest], 8)
        block.append((1, f"{lead or 'Also '}{cited}"))
    return block


def _begun(who: str) -> str:
    """A speaker at the beginning of a line: "A doctor", "The article itself"."""
    article = who.startswith(("a ", "an ", "the "))
    return who[0].upper() + who[1:] if article else who


def _quoted(words: str) -> str:
    """Words in quotation marks; single ones where the words have double ones of their own."""
    return f"‘{words}’" if re.search('[“”"]', words) else f"“{words}”"


def _on(date: str | None) -> str:
    """The day on which the words were published."""
    return f" {human(date)}" if date else ""


def _tally(tally: Tally) -> str:
    """Figures side by side with their sources: "Killed, Veldria: 31 (A [1], C [3]) / 12 (B [2])"."""
    groups: dict[str, list[str]] = {}
    for c in tally.counts:
        groups.setdefault(c.what, []).append(f"{c.according_to} [{c.citation}]")
    counts = " / ".join(f"{what} ({listed(by)})" for what, by in groups.items())
    return f"{_what(tally)}: {counts}"


def _what(tally: Tally) -> str:
    return f"{tally.what[:1].upper()}{tally.what[1:]}"


def _tally_block(tally: Tally) -> Block:
    """A figure that stands alone, with the words that give it."""
    if len(tally.counts) == 1:
        return [(0, f"{_what(tally)}: {_counted(tally.counts[0])}")]
    block = [(0, f"{_what(tally)}:"), *((1, _counted(c)) for c in tally.counts[:COUNTS])]
    if rest := tally.counts[COUNTS:]:
        block.append((1, f"({len(rest)} more not shown)"))
    return block


def _counted(count: Count) -> str:
    quote = _quoted(count.quote)
    return f"{count.what} according to {count.according_to}: {quote} [{count.citation}]{_on(count.date)}"


def _source(source: Cited) -> str:
    """One numbered source."""
    parts = [
        source.outlet,
        f"“{source.title}”" if source.title else None,
        human(source.published),
        source.article,
        source.source,
    ]
    copied = f"; {source.copied:.0%} of it stands in {source.copy_of}" if source.copied else ""
    return f"[{source.number}] {', '.join(filter(None, parts))}{copied}"
