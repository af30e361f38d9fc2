"""The pieces of noun phrases that tell who: lexicon names, role nouns, titles, unknown names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from casus.reader.actors.names import Hit, match
from casus.reader.actors.roles import Role, role_at, things, titles
from casus.reader.language import Page, Token

_DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,4}-?\d+[A-Za-z]{0,3}")  # F-16s, T-72, Su25
_TAGS = "Tags"  # opens a page's list of key words, which scraping glues to the text
_PARTICLES = frozenset(
    "al el ul ur as ash az ez ad bin bint ibn ben abu abd abdul de del della di da dos du la le van "
    "von der den ter y bar".split()
)
_ADJECTIVAL = frozenset(["national", "local", "public", "private"])
_FIELDED = frozenset(
    "committee commission agency ministry department service office bureau directorate council "
    "board institute administration authority".split()
)
_UNITS = frozenset("division brigade battalion regiment unit company corps squadron".split())
_NAME_POS = frozenset(["PROPN", "NOUN", "ADJ", "X", "VERB", "ADV", "INTJ"])
_NO_NAME = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june "
    "july august september october november december the a an i q god internet north south east "
    "west northern southern eastern western central islam islamic muslim muslims christian sunni "
    "shiite shia jewish kurdish arab arabs kurds european western africa europe asia mr mrs ms".split()
)


@dataclass(slots=True)
class Node:
    """One piece on tokens [first, last): exactly one of ``hit``, ``role``, ``title`` or, for
    an unknown name in capitals, none of them."""

    first: int
    last: int
    hit: Hit | None = None
    role: Role | None = None
    title: bool = False

    @property
    def unknown(self) -> bool:
        """Whether it is a name that the lexicon lacks."""
        return self.hit is None and self.role is None and not self.title


@dataclass(slots=True)
class Nodes:
    """All pieces of a page in order, by their first token and by the token after their last."""

    page: Page
    all: list[Node] = field(default_factory=list)
    starting: dict[int, Node] = field(default_factory=dict)
    ending: dict[int, Node] = field(default_factory=dict)
    glued: set[int] = field(default_factory=set)  # tokens of key words run into the text

    def add(self, node: Node) -> None:
        """Take in the next piece."""
        self.all.append(node)
        self.starting[node.first] = node
        self.ending[node.last] = node

    def head(self, node: Node) -> Token:
        """The token of a piece that governs the others; the last one where the tree is torn. In
        "Observatory for River Peace" it stands before the preposition, whatever the tree says."""
        tokens = self.page.tokens
        core = node.last
        if node.role is not None and node.last - node.first > 1 and tokens[core - 1].text.isdigit():
            core -= 1  # "Division 12"
        elif node.role is None:
            inner = range(node.first + 1, node.last)
            core = next((i for i in inner if tokens[i].pos == "ADP"), node.last)
        for i in range(core - 1, node.first - 1, -1):
            above = tokens[i].head.i
            outside = not node.first <= above < node.last or above == i
            if outside and tokens[i].pos not in ("PUNCT", "PART"):
                return tokens[i]
        return tokens[node.last - 1]


def gather(page: Page) -> Nodes:
    """The pieces of a page, left to right."""
    nodes = Nodes(page)
    hits = {hit.first: hit for hit in match(page)}
    i, size = 0, len(page.tokens)
    while i < size:
        if page.tokens[i].text == _TAGS:
            last = _key_words(page, i)
            nodes.glued.update(range(i, last))
            i = last
            continue
        node = _node(page, i, hits)
        if node is None:
            i += 1
        else:
            nodes.add(node)
            i = node.last
    return nodes


def _key_words(page: Page, i: int) -> int:
    """Index after "Tags Chad Lac army": a run in capitals; its last word may open a sentence."""
    tokens, j = page.tokens, i + 1
    while j < len(tokens) and tokens[j].text[0].isupper():
        j += 1
    opens = j < len(tokens) and j - i > 2 and tokens[j - 1].pos in ("ADJ", "DET", "NUM", "ADP")
    return j - 1 if opens else j


def _node(page: Page, i: int, hits: dict[int, Hit]) -> Node | None:
    if i in hits:
        return Node(i, hits[i].last, hit=hits[i])
    token = page.tokens[i]
    if token.lower in titles() and token.text[0].isupper() and token.pos != "VERB":
        last = i + 1
        if last < len(page.tokens) and page.tokens[last].text == ".":
            last += 1  # "Col." in two tokens
        named = last < len(page.tokens) and page.tokens[last].text[0].isupper()
        if named and role_at(page, i) is None:
            return Node(i, last, title=True)
    if token.lower in _UNITS and (last := _numbered(page, i + 1)):
        return Node(i, last, role=Role(token.lower, "MIL", "armed_group", False, False))
    found = role_at(page, i)
    if found is not None and not _adjectival(page, i, found[0]):
        return Node(i, _full_title(page, *found, hits), role=found[1])
    last = _run(page, i, hits)
    return Node(i, last) if last else None


def _adjectival(page: Page, i: int, last: int) -> bool:
    """Whether a noun is the adjective of a name: "National" in "the National Water Board"."""
    after = page.tokens[last : last + 1]
    named = bool(after) and after[0].text[0].isupper() and after[0].pos in ("NOUN", "PROPN")
    return named and page.tokens[i].text[0].isupper() and page.tokens[i].lower in _ADJECTIVAL


def _numbered(page: Page, last: int) -> int:
    """Index after "Division 12", or 0: a unit in capitals is named by its number."""
    tokens = page.tokens
    if last >= len(tokens) or not tokens[last].text.isdigit():
        return 0
    unit = tokens[last - 1]
    return last + 1 if unit.text[0].isupper() else 0


def _full_title(page: Page, last: int, role: Role, hits: dict[int, Hit]) -> int:
    """Index after "State Committee / for National Security", whose field is part of its name."""
    tokens = page.tokens
    own = tokens[last - 1].text[0].isupper() and role.word.split()[-1] in _FIELDED
    if not own or last + 1 >= len(tokens) or tokens[last].lower not in ("for", "of", "on"):
        return last
    j = last + 1
    while j < len(tokens) and j not in hits and tokens[j].sent == tokens[last].sent:
        capital = tokens[j].text[0].isupper() and tokens[j].ent not in ("GPE", "LOC", "PERSON")
        joins = tokens[j].lower in ("and", "the") and tokens[j + 1 : j + 2] != []
        if not capital and not (joins and tokens[j + 1].text[0].isupper()):
            break
        j += 1
    return j if tokens[j - 1].text[0].isupper() and j > last + 1 else last


def _run(page: Page, i: int, hits: dict[int, Hit]) -> int:
    """Index after the unknown name that starts at token ``i``, or 0."""
    tokens = page.tokens
    particle = tokens[i].lower in _PARTICLES and tokens[i].text[0].isupper()
    if not particle and not _named(tokens[i], first=i == page.sentence(tokens[i]).first):
        return 0
    last, j, sent = 0, i, tokens[i].sent
    while j < len(tokens) and tokens[j].sent == sent and j not in hits:
        own = _named(tokens[j], first=False) and (j == i or role_at(page, j) is None)
        if own or (last == j - 1 and j > i + 2 and _second_syllable(tokens[j - 2 : j + 1])):
            last = j + 1
        elif (tokens[j].lower not in _PARTICLES and tokens[j].text not in "-'’") or (
            last == 0 and j > i + 1
        ):
            break
        j += 1
    return last


def _second_syllable(three: list[Token]) -> bool:
    """Whether a small word ends a given name, as in East Asia: "Bae Jin-tae"."""
    before, hyphen, token = three
    glued = before.end == hyphen.start and hyphen.end == token.start
    known = token.tag == "NNP" or (token.ent == "PERSON" and token.pos != "VERB")
    return hyphen.text in "-‐‑" and glued and known and token.text.isalpha() and len(token.text) < 8


def _named(token: Token, *, first: bool) -> bool:
    """Whether a token may be part of a name: capitalised, and no common word in a first place."""
    text = token.text
    if not text[0].isupper() or token.lower in _NO_NAME or token.lower in things():
        return False
    if _DESIGNATION.fullmatch(text):
        return False
    if first and token.text.isupper() and len(text) > 1:
        return token.pos in ("PROPN", "NOUN")
    if first or token.pos not in _NAME_POS:
        return token.pos == "PROPN"
    return token.pos == "PROPN" or bool(token.ent) or token.pos in ("NOUN", "X")
