"""The nouns of the lexicon that describe someone: "ambassador", "army", "residents"."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from casus.reader import lexicon
from casus.reader.actors.cast import Gender
from casus.reader.language import Page
from casus.records import VoiceKind

# Verbs by which a subject speaks, writes or is on record.
SPEAKING = frozenset(
    "say tell add report claim announce deny confirm warn insist note argue state declare explain "
    "admit acknowledge accuse urge call demand reply recall describe believe think write ask agree "
    "blame reject stress suggest complain testify allege promise vow pledge describe estimate".split()
)
_NOMINAL = frozenset(["NOUN", "PROPN"])
_GENDERED: dict[str, Gender] = {
    "woman": "f",
    "women": "f",
    "girl": "f",
    "man": "m",
    "men": "m",
    "boy": "m",
    "king": "m",
    "queen": "f",
    "prince": "m",
    "princess": "f",
    "mother": "f",
    "father": "m",
    "wife": "f",
    "husband": "m",
    "sister": "f",
    "brother": "m",
    "daughter": "f",
    "son": "m",
    "aunt": "f",
    "uncle": "m",
    "widow": "f",
    "seamstress": "f",
    "nun": "f",
    "monk": "m",
    "priest": "m",
    "imam": "m",
}


@dataclass(frozen=True, slots=True)
class Role:
    """A noun that heads a description. ``one``: it is a person; ``plural``: it names several."""

    word: str
    sector: str
    kind: VoiceKind
    one: bool
    plural: bool

    @property
    def gender(self) -> Gender:
        """What the noun itself tells: "spokeswoman" is a woman."""
        last = self.word.split()[-1]
        if last in _GENDERED:
            return _GENDERED[last]
        if last.endswith("woman"):
            return "f"
        return "m" if last.endswith("man") and self.one else ""


def _plural(word: str) -> str:
    if word.endswith("man"):
        return word[:-3] + "men"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("ss", "ch", "sh")) else "s")


@functools.cache
def table() -> dict[str, list[tuple[tuple[str, ...], Role]]]:
    """Roles by their first word, longest first."""
    roles: dict[str, Role] = {}
    for row in lexicon.load("roles")["roles"]:
        one = row["as"] == "one"
        for word in row["words"]:
            many = not one and word.endswith(("s", "men", "people", "ren", "dead", "wounded"))
            roles[word] = Role(word, row["sector"], row["kind"], one, many)
    for role in list(roles.values()):
        if role.one and not role.word.endswith("staff"):
            word = _plural(role.word)
            roles.setdefault(word, Role(word, role.sector, role.kind, True, True))
    found: dict[str, list[tuple[tuple[str, ...], Role]]] = {}
    for word, role in roles.items():
        for spelling in {word.replace("-", " - "), word.replace(" ", " - "), word}:
            seq = tuple(spelling.split())
            found.setdefault(seq[0], []).append((seq, role))
    for entries in found.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return found


@functools.cache
def modifiers() -> dict[str, str]:
    """Words before a role noun and the sector they give: ``army`` → ``MIL``."""
    rows = lexicon.load("roles")["modifiers"]
    return {word: sector for sector, words in rows.items() for word in words}


@functools.cache
def relations() -> frozenset[str]:
    """Nouns that name the other side of a relation: "its neighbour", "Chad's ally"."""
    words = lexicon.load("roles")["relations"]
    return frozenset([*words, *map(_plural, words)])


@functools.cache
def things() -> frozenset[str]:
    """Words in capitals that name no one: weapons, turns of a transcript, kinds of event."""
    return frozenset(lexicon.load("roles")["things"])


@functools.cache
def given_names() -> dict[str, Gender]:
    """First names, lower-case, with the gender they tell."""
    rows = lexicon.load("people")["given_names"]
    return {name.lower(): gender for gender, names in rows.items() for name in names}


@functools.cache
def titles() -> dict[str, Gender]:
    """Forms of address written before a name, with the gender they tell."""
    rows = lexicon.load("roles")["titles"]
    return {word: gender for gender, words in rows.items() for word in words}


def role_at(page: Page, i: int) -> tuple[int, Role] | None:
    """The role whose words start at token ``i``, and the index after them."""
    tokens = page.tokens
    for seq, role in table().get(tokens[i].lower, ()):
        last = i + len(seq)
        if last > len(tokens) or tokens[last - 1].pos not in _NOMINAL:
            continue
        if all(tokens[i + k].lower == word for k, word in enumerate(seq)):
            return last, role
    return None
