"""Kinds of mentions: which roles may name one person, which mentions "it" or "the group" may mean."""

from __future__ import annotations

from casus.reader.actors import Mention, Who

SAME: tuple[frozenset[str], ...] = (
    frozenset(["ambassador", "envoy", "diplomat", "representative", "consul", "emissary"]),
    frozenset(["spokesman", "spokeswoman", "spokesperson"]),
    frozenset(["lawmaker", "legislator", "mp", "parliamentarian", "senator", "congressman",
               "congresswoman", "deputy", "member of parliament"]),
    frozenset(["leader", "president", "ruler", "strongman", "dictator", "premier", "prime minister"]),
    frozenset(["officer", "colonel", "general", "commander", "captain", "major", "lieutenant"]),
    frozenset(["group", "organisation", "organization", "monitor", "observatory", "watchdog",
               "monitoring group", "charity", "network", "movement", "organisation"]),
)  # fmt: skip
MONITORS = frozenset(
    ["monitor", "observatory", "watchdog", "monitoring group", "human rights group", "rights group"]
)
WATCHING = frozenset(["observatory", "monitor", "watch", "rights", "network"])  # in their names
BODIES = frozenset(["group", "organisation", "organization", "monitor", "observatory", "watchdog",
                     "monitoring group", "charity", "network", "movement", "bloc", "alliance",
                     "front", "rights group"])  # fmt: skip
PAPERS = frozenset(["agency", "news agency", "newspaper", "paper", "daily", "broadcaster",
                     "channel", "outlet", "website", "state news agency", "news website"])  # fmt: skip

OWN = frozenset(["his", "her", "its", "their", "the", "my", "our"])
FOREIGN = frozenset(
    "diplomat diplomats envoy envoys analyst analysts expert experts mediator mediators observer "
    "terrorist terrorists jihadist jihadists extremist extremists observers negotiator negotiators mercenaries mercenary colleague colleagues coach".split()
)
ABROAD = frozenset(
    "western foreign international european arab african our my your we in from of un regional "
    "global united asian nato eu baltic gulf puppet rival breakaway so-called".split()
)
HOME = frozenset(  # bodies of a country that are no part of its government
    [
        "junta",
        "regime",
        "opposition",
        "state television",
        "state media",
        "state tv",
        "state radio",
        "state news agency",
        "military council",
        "ruling party",
    ]
)
DOMESTIC = frozenset(["MIL", "GOV", "LEG", "JUD", "COP", "SPY"])  # bodies of a state


def unowned(name: str) -> str:
    """A description without whose it is: "her client" → "client"."""
    first, _, rest = name.partition(" ")
    if first.lower() in OWN:
        return rest
    _, owned, rest = name.replace("’", "'").partition("'s ")
    return rest if owned else name


def watches(mention: Mention) -> bool:
    """Whether a mention names a body that watches what others do."""
    return mention.who.sector == "NGO" and not mention.person


def is_group(mention: Mention, role: str) -> bool:
    """Whether a mention names a body that "the group" or "the coalition" may mean."""
    if mention.form not in ("name", "description") or mention.person or not mention.who.id:
        return False
    if mention.who.name.lower().endswith(role):
        return True
    if mention.who.sector == "IGO":
        return False  # the UN is no group
    named = mention.form == "name" and role not in ("coalition", "alliance", "movement", "front")
    return named and mention.who.kind in ("organisation", "armed_group")


def is_person(who: Who) -> bool:
    """Whether an identity was made from a person's name."""
    return who.id is not None and who.id.startswith("p-")


def alike(one: str, other: str) -> bool:
    """Whether two roles may name one person: "minister" and "foreign minister"."""
    if not other:
        return False
    if one == other or other.endswith(" " + one) or one.endswith(" " + other):
        return True
    return any(one in group and other in group for group in SAME)


def is_it(mention: Mention) -> bool:
    """Whether "it" may stand for a mention."""
    return (
        not mention.person
        and not mention.plural
        and mention.form != "demonym"
        and bool(mention.who.id or mention.role)
    )


def is_they(mention: Mention) -> bool:
    """Whether "they" may stand for a mention."""
    return mention.plural


def is_band(mention: Mention) -> bool:
    """Whether a name stands for fighters: "pushed them out" after "Boko Haram"."""
    return mention.form == "name" and mention.who.kind == "armed_group" and not mention.person
