"""How far the name of a body reaches: where it is based, its short name, what it is.

"the Britain-based Observatory for River Peace monitor", "the Lake Front (LF) group" and
"Division 12" are one mention each, since a reader signs the whole phrase as one name.
"""

from __future__ import annotations

from casus.reader.actors.nodes import Node, Nodes
from casus.reader.actors.phrases import FOREIGN_MARKS, MARKED, Description
from casus.reader.language import Token

# What may stand behind the name of a body of each kind and say only what it is.
_KINDS: dict[str, frozenset[str]] = {
    "armed_group": frozenset(
        ["group", "movement", "militia", "faction", "organisation", "organization", "armed group"]
        + [f"{sort} group" for sort in ("rebel", "terrorist", "militant", "jihadist")]
    ),
    "organisation": frozenset(
        ["monitor", "group", "watchdog", "charity", "network", "organisation", "organization"]
        + [f"{sort} group" for sort in ("monitoring", "rights", "human rights", "aid")]
    ),
    "media": frozenset(
        ["agency", "newspaper", "daily", "channel", "broadcaster", "website", "outlet", "network"]
        + [f"{sort} agency" for sort in ("news", "state news")]
    ),
}
_GRACES = frozenset(
    "official so-called state state-run state-owned semi-official pro-opposition".split()
)
_GRACED = frozenset(["run", "owned", "called", "official", "regime", "government", "opposition"])
_VAGUE = frozenset(
    "side camp state states county rival person force figure figures artillery".split()
)  # actors only where someone owns them: "its side", "Malian artillery"
_MACHINES = frozenset("warplane warplanes jets gunship gunships".split())  # alone, they are nobody


def reach(nodes: Nodes, node: Node) -> tuple[Node, list[Node]]:
    """A lexicon name with the words around it that belong to it, and the pieces it takes in."""
    assert node.hit is not None
    inside: list[Node] = []
    last = _short_name(nodes, node, inside)
    who = node.hit.entry.who
    kind = nodes.starting.get(last)
    world = who.kind == "organisation" and who.sector != "NGO"  # "the UN agency" is not the UN
    word = kind.role.word if kind is not None and kind.role is not None and not world else ""
    if kind is not None and word in _KINDS.get(who.kind, ()) and not _goes_on(nodes, kind.last):
        inside.append(kind)
        last = kind.last
    first = _based(nodes, node.first)
    return Node(first - _graced(nodes, first), last, hit=node.hit), inside


def kind_behind(nodes: Nodes, it: Description) -> Node | None:
    """What a body in capitals is, said behind its name: "Centre for River Peace monitor"."""
    tokens, last = nodes.page.tokens, nodes.ending.get(it.last)
    if last is None or last.role is None or it.last <= it.core or tokens[it.core].lower != "for":
        return None
    named = tokens[it.noun].text[0].isupper() and it.role.kind == "organisation"
    behind = tokens[last.first].text[0].islower() and last.role.word in _KINDS["organisation"]
    return last if named and behind and tokens[last.first - 1].text[0].isupper() else None


def _goes_on(nodes: Nodes, i: int) -> bool:
    """Whether another noun of the phrase stands at token ``i``: "the IS group commander"."""
    after = nodes.starting.get(i)
    return after is not None and (after.role is not None or after.unknown)


def _short_name(nodes: Nodes, node: Node, inside: list[Node]) -> int:
    """Index after "(LF)" behind a name, or after the name."""
    tokens, i = nodes.page.tokens, node.last
    short = nodes.starting.get(i + 1)
    if i + 2 >= len(tokens) or tokens[i].text != "(" or short is None:
        return i
    capital = tokens[i + 1].text.isupper() and short.last == i + 2
    if not capital or tokens[i + 2].text != ")":
        return i
    inside.append(short)
    return i + 3


def _based(nodes: Nodes, first: int) -> int:
    """Index of "Lusaka" in "Lusaka-based" before a name, or of the name."""
    tokens = nodes.page.tokens
    if first < 2 or tokens[first - 1].lower != "based":
        return first
    i = first - 2 if tokens[first - 2].text not in "-–" else first - 3
    if i < 0 or not tokens[i].text[0].isupper() or tokens[i].sent != tokens[first].sent:
        return first
    before = nodes.ending.get(i + 1)
    return before.first if before is not None else i


def is_nobody(it: Description, tokens: list[Token]) -> bool:
    """Whether a noun is an actor only with an owner or a kind before it, and has none:
    "figures" but not "opposition figures", "two warplanes" but not "unmarked warplanes"."""
    if it.of is not None or it.to is not None or it.own:
        return False
    if it.role.word in _MACHINES:
        return all(t.pos in ("DET", "NUM") for t in tokens[it.first : it.noun])
    partisan = it.role.word in ("figure", "figures") and it.sector != "UNK"
    return it.role.word in _VAGUE and not partisan


def _graced(nodes: Nodes, first: int) -> int:
    """How many words before a name grade or place it: "the Sudanese official SUNA agency"."""
    tokens, i = nodes.page.tokens, first
    while i > 0 and tokens[i - 1].sent == tokens[first].sent:
        if tokens[i - 1].lower in _GRACES:
            i -= 1
            continue
        part = i >= 3 and tokens[i - 2].text in "-–" and tokens[i - 1].lower in _GRACED
        if not part:
            break
        i -= 3
    return first - i


def only_marks(nodes: Nodes, node: Node) -> bool:
    """Whether a state's name only says who forms, backs or opposes another: "US-formed",
    "anti-Chad"."""
    tokens, last, before = nodes.page.tokens, node.last, node.first - 1
    if last + 1 < len(tokens) and tokens[last].text in "-–":
        return tokens[last + 1].lower in FOREIGN_MARKS
    hyphen = before >= 1 and tokens[before].text in "-–"
    return hyphen and tokens[before - 1].lower in MARKED
