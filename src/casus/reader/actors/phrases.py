"""Noun phrases around a role noun: where they begin and end, and whom they serve."""

from __future__ import annotations

from dataclasses import dataclass, replace

from casus.reader.actors.cast import Cast, Who
from casus.reader.actors.names import adjectives
from casus.reader.actors.nodes import Node, Nodes
from casus.reader.actors.roles import Role, modifiers, relations
from casus.reader.language import Page, Token
from casus.records import VoiceKind, make_id

_INSIDE = frozenset(["ADJ", "NOUN", "PROPN", "NUM", "DET"])
_SERVING = frozenset(["of", "for", "from", "with", "at", "in", "inside", "within"])
_TOWARDS = frozenset(["to", "on"])
_SERVANTS = frozenset(
    ["aide", "adviser", "advisor", "ally", "allies", "deputy", "secretary", "source"]
)
_COMPOUND = frozenset(["compound", "amod", "nmod", "poss", "npadvmod"])
_BACKED = frozenset(
    "backed led allied based held occupied controlled aligned linked born trained made supported "
    "sponsored installed speaking supplied brokered mediated formed funded financed "
    "registered".split()
)
FOREIGN_MARKS = _BACKED - {"led"}  # who leads a coalition acts in it; who backs one does not
_LED = frozenset(["coalition", "alliance", "intervention", "campaign"])
_QUANTITY = frozenset(
    "least most many several dozen hundred dozens scores hundreds thousands some few more almost about around "
    "nearly approximately monday tuesday wednesday thursday friday saturday sunday another".split()
)
_MOMENTS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday week weeks day days month months "
    "year years hour hours meantime meanwhile today yesterday overnight".split()
)
_EDGE = "\"“”‘’'`,;:()[]–—- \n"
MARKED = frozenset(["pro", "anti", "non", "ex"])
_OFFICES = frozenset(["committee", "commission", "agency", "board"])  # of a state, they are it
_QUOTES = frozenset("\"“”‘'")
_TOO_BARE = frozenset(["source", "group", "insider"])  # they say too little without what follows
_POSSESSIVE = frozenset(["'s", "'"])


@dataclass(frozen=True, slots=True)
class Description:
    """A noun phrase on tokens [first, last) with its role noun on [noun, core)."""

    first: int
    noun: int
    core: int
    last: int
    role: Role
    of: Who | None
    own: bool  # "its forces": a pronoun tells whose
    sector: str
    names_state: bool  # whose it is stands inside the phrase, not after it
    to: Who | None = None  # the other side of a relation: Chad in "Chad's ally"
    relation: bool = False


class Describer:
    """Describes role nouns; keeps what it has found, so that nested phrases are read once."""

    def __init__(self, nodes: Nodes, cast: Cast) -> None:
        self.nodes = nodes
        self.cast = cast  # the names found so far
        self.tokens = nodes.page.tokens
        self.done: dict[int, Description] = {}

    def describe(self, node: Node) -> Description:
        """The description that a role noun heads."""
        known = self.done.get(node.first)
        if known is None:
            known = self.done[node.first] = self._describe(node)
        return known

    def _describe(self, node: Node) -> Description:
        role = node.role
        assert role is not None
        first = self.left_edge(node.first)
        of, sector, own = self._before(first, node.first, role)
        last, after = self._after(node, role)
        inside = of is not None
        if of is None and not own:
            of = after
        relation = role.word.split()[-1] in relations()
        if relation and (not inside or self._possessed(first, node.first)):
            return Description(
                first, node.first, node.last, last, role, None, own, sector, False, of, True
            )
        return Description(first, node.first, node.last, last, role, of, own, sector, inside)

    def left_edge(self, i: int) -> int:
        """Index of the first token of the noun phrase whose core begins at ``i``."""
        tokens, sent = self.tokens, self.tokens[i].sent
        bound = tokens[i].left if tokens[i].left < i else i - 2
        first = i
        while first > 0 and first > bound - 1 and tokens[first - 1].sent == sent:
            token = tokens[first - 1]
            if not (token.pos in _INSIDE or self._joins(first - 1)) or self._severed(first - 1):
                break
            first -= 1
            if token.pos == "DET" and token.tag != "PDT":
                break
        return first

    def _severed(self, j: int) -> bool:
        """Whether token ``j`` only happens to stand before the phrase: "on Tuesday / rebel
        jets", "HARKA / Malian troops", key words run into the text."""
        if j in self.nodes.glued or self.tokens[j].lower in _MOMENTS:
            return True
        after = self.nodes.starting.get(j + 1)
        if after is None or after.hit is None or after.hit.entry.sort not in ("state", "demonym"):
            return False
        before = self.nodes.ending.get(j + 1)
        if before is not None and before.hit is not None:
            return before.hit.entry.sort == "capital"
        if before is not None and before.unknown:
            return self.tokens[j + 1].tag != "NNP" or after.hit.possessive
        return False

    def _joins(self, j: int) -> bool:
        """Whether a token that is no noun or adjective still belongs inside a noun phrase."""
        token = self.tokens[j]
        if token.lower in _POSSESSIVE or token.tag == "PRP$" or token.text in '-–“"‘':
            return True
        if token.pos in ("VERB", "ADV"):
            return token.dep in ("amod", "advmod", "compound") and token.head.i > j
        return j in self.nodes.starting and self.nodes.starting[j].hit is not None

    def _before(self, first: int, core: int, role: Role) -> tuple[Who | None, str, bool]:
        """Whom the words before a role noun name, the sector they give, and "its"."""
        of: Who | None = None
        sector = role.sector
        own = False
        i = core
        while i > first:
            node = self.nodes.ending.get(i)
            if node is None or node.first < first:
                i -= 1
                sector = self._sector(self._word(i), role, sector)
                own = own or self.tokens[i].tag == "PRP$"
                continue
            if node.hit is not None and node.hit.entry.sort != "place":
                if of is None and self._leads(node, role):
                    of, sector = node.hit.entry.who, "MIL"
                elif of is None and not self._foreign(node):
                    of = node.hit.entry.of if node.hit.entry.sort == "person" else None
                    of = of or node.hit.entry.who
            elif node.role is not None:
                sector = self._role_sector(node, node.role, role, sector)
                if of is None and self.tokens[node.last].lower in _POSSESSIVE:
                    of = self.who(self.describe(node))
            elif node.unknown and of is None:
                mention = self.cast.by_head.get(self.nodes.head(node).i)
                of = mention.of if mention is not None and mention.person else None
            i = node.first
        return of, sector, own

    def _leads(self, node: Node, role: Role) -> bool:
        """Whether a state leads the body: "a Chadian-led coalition"."""
        after = self.tokens[node.last + 1 : node.last + 2]
        led = self.tokens[node.last].text in "-–" and bool(after) and after[0].lower == "led"
        return led and role.word.split()[-1] in _LED

    def _foreign(self, node: Node) -> bool:
        """Whether a state's name only says who backs or leads: "Iranian-backed", "pro-Russian"."""
        tokens = self.tokens
        after = node.last
        if tokens[after].text in "-–" and after + 1 < len(tokens):
            return tokens[after + 1].lower in _BACKED
        if tokens[after].lower in _BACKED:
            return True
        before = node.first - 1
        if before >= 1 and tokens[before].text in "-–":
            return tokens[before - 1].lower in MARKED
        return tokens[before].lower in MARKED

    def _sector(self, word: str, role: Role, now: str) -> str:
        given = modifiers().get(word)
        if given is None:
            return now
        if given in ("REB", "CRM") or (given == "OPP" and role.sector in ("MIL", "REB", "UNK")):
            return given if role.sector not in ("CVL", "MED") else now
        return given if now in ("UNK", "GOV") or role.word.startswith("general") else now

    def _word(self, i: int) -> str:
        """The word that ends at token ``i``, with its "anti-" or "pro-"."""
        before = self.tokens[max(0, i - 2) : i]
        if len(before) == 2 and before[1].text in "-–" and before[0].lower in MARKED:
            return f"{before[0].lower}-{self.tokens[i].lower}"
        return self.tokens[i].lower

    def _role_sector(self, node: Node, inner: Role, role: Role, now: str) -> str:
        first = inner.word.split()[0]
        marked = self._word(node.first)
        first = marked if marked in modifiers() else first
        if first in modifiers():
            return self._sector(first, role, now)
        if inner.sector in ("UNK", "CVL"):
            return now
        return inner.sector if now == "UNK" or inner.sector == "REB" else now

    def _after(self, node: Node, role: Role) -> tuple[int, Who | None]:
        """Index after the phrases that follow a role noun, and whom they name."""
        last, of = node.last, None
        for _ in range(2):
            if last >= len(self.tokens):
                break
            word = self.tokens[last].lower
            if word not in _SERVING and not (word in _TOWARDS and role.one):
                break
            end, who, place = self._object(last)
            if end == 0:
                break
            serving = word in _SERVING or (
                word == "to" and role.word.split()[-1].rstrip("s") in _SERVANTS
            )
            if serving and of is None and not (place and _rooted(role)):
                of = who
            last = end
            if of is None and word not in _TOWARDS:
                break  # what follows belongs to that object
        return last, of

    def _object(self, prep: int) -> tuple[int, Who | None, bool]:
        """The noun phrase after a preposition: index after it, whom it names, whether that is
        the object of "in" (a place rather than a master)."""
        tokens, starting = self.tokens, self.nodes.starting
        sent, j, found = tokens[prep].sent, prep + 1, None
        while j < len(tokens) and tokens[j].sent == sent and j - prep < 9:
            node = starting.get(j)
            if node is not None:
                found, j = node, node.last
            elif tokens[j].pos in _INSIDE or self._joins(j):
                if tokens[j].pos == "NOUN":
                    found = None
                j += 1
            else:
                break
        if j == prep + 1:
            return 0, None, False
        place = tokens[prep].lower in ("in", "inside", "within", "at")
        if found is None:
            return j, self._named_before(prep + 1, j) if not place else None, place
        return self._ending(found, j, place)

    def _ending(self, found: Node, j: int, place: bool) -> tuple[int, Who | None, bool]:
        """What the last piece of a preposition's object tells."""
        if found.hit is not None:
            entry = found.hit.entry
            who = None if entry.sort == "place" else entry.of or entry.who
            return found.last, who, place
        if found.role is not None:
            inner = self.describe(found)
            return max(j, inner.last), self.who(inner), False
        mention = self.cast.by_head.get(self.nodes.head(found).i)
        if mention is not None and mention.person and mention.of is not None:
            return j, mention.of, False
        if found.unknown and not place and found.last - found.first >= 1:
            name = self.text(found.first, found.last)
            return j, Who(name, make_id("o", name.lower()), None, "organisation", "UNK"), place
        return j, None, place

    def _named_before(self, first: int, last: int) -> Who | None:
        """A state or body that modifies the noun that ends a phrase."""
        for i in range(first, last):
            node = self.nodes.starting.get(i)
            if node is not None and node.hit is not None and not self._foreign(node):
                entry = node.hit.entry
                return None if entry.sort == "place" else entry.of or entry.who
        return None

    def text(self, first: int, last: int) -> str:
        """The text of tokens [first, last), without quotation marks and commas at its edges."""
        text = self.nodes.page.text[self.tokens[first].start : self.tokens[last - 1].end]
        return text.strip(_EDGE)

    def who(self, it: Description) -> Who:
        """The identity that a description gives."""
        kind = _kind(it)
        country = it.of.country if it.of is not None else None
        sector = it.sector if it.sector != "UNK" or it.of is None else it.of.sector
        return Who(self._name(it), _id(it, kind), country, kind, sector)

    def _name(self, it: Description) -> str:
        """A short name: "Azerbaijan's defence ministry" → "Azerbaijani defence ministry"."""
        first = it.first
        for i in range(it.first, it.noun):
            token = self.tokens[i]
            edge = token.pos in ("DET", "NUM", "CCONJ", "SCONJ", "ADP") or token.tag == "PRP$"
            edge = edge or (token.pos == "ADV" and i == first and self.tokens[i + 1].pos != "VERB")
            if edge or self._owns(i) or token.lower in _QUANTITY or token.text in _QUOTES:
                first = i + 1
        words = self.text(first, it.core)
        if it.to is not None:
            words = self.text(max(first, self._after_owner(it)), it.core)
            return f"{owned_by(it.to.name)} {words}"
        if it.of is None:
            vague = words.lower() in _TOO_BARE
            return self.text(first, it.last) if vague else words
        adjective = adjectives().get(it.of.id or "", it.of.name)
        if not it.names_state and (it.of.kind != "state" or it.of.id not in adjectives()):
            return self.text(first, it.last)
        if it.names_state and first == it.first:
            return words
        if it.of.name in words or adjective in words or (it.names_state and it.of.name in words):
            return words
        if it.names_state and not self._possessed(it.first, it.core):
            return words
        return f"{adjective} {words}" if it.of.kind == "state" else f"{it.of.name} {words}"

    def _after_owner(self, it: Description) -> int:
        """Index after the owner inside a phrase: "ally" in "Chad's old ally"."""
        for i in range(it.core - 1, it.first, -1):
            if self.tokens[i - 1].lower in _POSSESSIVE:
                return i
        return it.first

    def _possessed(self, first: int, last: int) -> bool:
        """Whether a possessive stands among tokens [first, last)."""
        return any(self._owns(i) for i in range(first, last))

    def _owns(self, i: int) -> bool:
        """Whether a possessive ends at token ``i``; its apostrophe may have been lost."""
        if self.tokens[i].lower in _POSSESSIVE:
            return True
        node = self.nodes.ending.get(i + 1)
        return node is not None and node.hit is not None and node.hit.possessive


def owned_by(name: str) -> str:
    """A name as an owner: ``Chad's``, ``United States'``."""
    return name + ("'" if name.endswith("s") else "'s")


def _kind(it: Description) -> VoiceKind:
    role, of = it.role, it.of
    if it.sector in ("REB", "CRM") and role.sector not in ("CVL", "MED"):
        return "armed_group"
    if role.sector == "CVL":
        return "public" if role.plural or not role.one else "person"
    last = role.word.split()[-1].rstrip("s")
    if last in ("source", "insider", "interlocutor") or (last == "diplomat" and of is None):
        return "unnamed"
    if of is not None and of.sector == "UNK" and role.kind == "state":
        return "state"  # the government of a state that no list knows
    if of is not None and of.kind in ("armed_group", "organisation", "media"):
        return of.kind if role.sector != "MED" else "media"
    if of is not None and of.kind == "state" and last in _OFFICES:
        return "state"
    if role.kind == "unnamed" or (role.sector == "MIL" and of is not None and of.kind == "state"):
        return _kind_of_sector(it.sector, of)
    return role.kind


def _kind_of_sector(sector: str, of: Who | None) -> VoiceKind:
    if of is not None and of.kind == "state":
        return "state"
    return "state" if sector in ("MIL", "GOV", "COP", "LEG", "JUD", "SPY") else "unnamed"


def _id(it: Description, kind: VoiceKind) -> str | None:
    """A state's body is its id and sector (``TUR-MIL``); a group's members are the group."""
    if it.of is None or it.of.id is None or kind in ("public", "person", "unnamed"):
        return None
    if kind == "state" and it.of.kind != "state":
        return None
    if it.of.kind != "state" or it.role.kind == "organisation" or kind == "media":
        return it.of.id if it.of.kind != "state" else None
    base = it.of.id.split("-MIL")[0].split("-GOV")[0]
    return base if it.sector in ("GOV", "UNK") or "-" in base else f"{base}-{it.sector}"


def _rooted(role: Role) -> bool:
    """Whether "in X" after a role says only where they are: soldiers and diplomats abroad."""
    return role.sector in ("MIL", "IGO") or role.word.startswith(
        (
            "diplomat",
            "mediator",
            "analyst",
            "embassy",
            "consulate",
            "ambassador",
            "envoy",
            "mission",
        )
    )


def is_modifier(token: Token, last: int) -> bool:
    """Whether a noun only modifies the noun after it: "army" in "army commander"."""
    if any(child.dep == "mark" or child.lower == "that" for child in token.head.children):
        return False  # "the envoy hopes that": a verb taken for a noun
    return (
        token.dep in _COMPOUND
        and token.dep != "poss"
        and last <= token.head.i < last + 4
        and token.head.pos in ("NOUN", "PROPN")
    )


def person(name: str, it: Who | None, role: Role | None = None) -> Who:
    """The identity of a named person, from the description that stands with the name."""
    ident = make_id("p", name.lower())
    if it is None:
        return Who(name, ident, None, "person", None)
    kind: VoiceKind = "person" if it.kind in ("unnamed", "public") else it.kind
    return replace(it, name=name, id=ident, kind=kind)


def span_of(page: Page, first: int, last: int) -> tuple[int, int]:
    """Characters of tokens [first, last)."""
    return page.tokens[first].start, page.tokens[last - 1].end
