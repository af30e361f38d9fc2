"""Which words name a happening: the PLOVER lexicon and the conditions on its entries.

Event types and modes follow PLOVER (Halterman et al. 2023, *PLOVER and POLECAT*); the entries
stand in ``lexicon/plover_*.yaml``, whose head explains their keys.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from casus.reader import lexicon
from casus.reader.language import Page, Token
from casus.records import EventType

FILES = ("plover_force", "plover_words")
NEAR = 10  # tokens either side in which a word that an entry needs may stand
AVOID = 6  # tokens either side in which a word that rules an entry out may stand
NAME = "@place"  # in a condition: any proper name
PARTS: dict[str, Literal["v", "n", "a"]] = {
    "VERB": "v",
    "AUX": "v",
    "NOUN": "n",
    "PROPN": "n",
    "ADJ": "a",
}
NOMINAL = ("dobj", "nsubj", "pobj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry: a lemma that names a happening of a type under conditions.

    ``frame``: ``agent`` (subject acts), ``sym`` (both sides act), ``patient`` (subject
    suffers), ``self`` (nobody suffers). ``of``: whose "of" a noun takes.
    """

    lemma: str
    part: str
    type: EventType
    mode: str | None = None
    frame: str = "agent"
    of: str = "patient"
    harm: bool = False
    plural: bool = False
    skip: bool = False
    prt: frozenset[str] = frozenset()
    prep: frozenset[str] = frozenset()
    obj: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()
    left: frozenset[str] = frozenset()
    subj: frozenset[str] = frozenset()
    gov: frozenset[str] = frozenset()
    infinitive: bool = False
    attribute: bool = True


@dataclass(slots=True)
class Trigger:
    """A word that names a happening, with the rule that says so; tokens [first, last)."""

    token: Token
    rule: Rule
    first: int
    last: int
    parts: list[Token] = field(default_factory=list)

    @property
    def verbal(self) -> bool:
        """Whether its parties are a verb's subject and object."""
        return self.rule.part == "v"


@functools.cache
def rules() -> dict[tuple[str, str], tuple[Rule, ...]]:
    """All rules by part of speech and lemma; those that need a particle, the words before or
    an object they exclude come first, else in the order of the files."""
    found: dict[tuple[str, str], list[Rule]] = {}
    for name in FILES:
        for kind, entries in lexicon.load(name).items():
            for entry in entries:
                for spelling, rule in _rules(kind, entry):
                    found.setdefault((rule.part, spelling), []).append(rule)
    return {
        key: tuple(sorted(some, key=lambda rule: not (rule.skip or rule.left or rule.prt)))
        for key, some in found.items()
    }


def _rules(kind: EventType, entry: dict[str, Any]) -> Iterable[tuple[str, Rule]]:
    """The rules of one entry, each with the lemma (of a hyphened word its last part) that it
    is found by; its first spelling names the entry."""
    part = next(p for p in ("v", "n", "a") if p in entry)
    lemmas = entry[part] if isinstance(entry[part], list) else [entry[part]]
    type_: EventType = entry.get("type", kind)
    for lemma in lemmas:
        first, hyphen, last = lemma.rpartition("-")
        rule = Rule(
            lemma=lemmas[0],
            part=part,
            type=type_,
            mode=entry.get("mode"),
            frame=entry.get("frame", "agent"),
            of=entry.get("of", "patient"),
            harm=entry.get("harm", False),
            plural=entry.get("plural", False),
            skip=entry.get("skip", False),
            prt=words(entry.get("prt", ())),
            prep=words(entry.get("prep", ())),
            obj=words(entry.get("obj", ())),
            near=words(entry.get("with", ())),
            avoid=words(entry.get("not", ())),
            left=frozenset({first}) if hyphen else words(entry.get("left", ())),
            subj=words(entry.get("only_subj", ())),
            gov=words(entry.get("gov", ())),
            infinitive=entry.get("inf", False),
            attribute=entry.get("attribute", True),
        )
        yield last, rule


def words(given: Iterable[str]) -> frozenset[str]:
    """The words of a condition, its $classes written out."""
    classes = lexicon.load("plover_classes")["classes"]
    found: set[str] = set()
    for word in given:
        found.update(classes[word[1:]] if word.startswith("$") else (word,))
    return frozenset(found)


def find(page: Page) -> list[Trigger]:
    """Every word of the page that names a happening, in order."""
    known = rules()
    found: list[Trigger] = []
    for token in page.tokens:
        part = PARTS.get(token.pos)
        if part is None or (token.pos == "PROPN" and token.ent in ("DATE", "TIME")):
            continue
        if part == "a" and token.dep in NOMINAL:
            part = "n"
        candidates = known.get((part, token.lemma))
        trigger = _first(page, token, candidates) if candidates else None
        if trigger is None and (part == "a" or token.tag == "VBG"):
            candidates = _participle(token, known)
            trigger = _first(page, token, candidates) if candidates else None
        if trigger:
            found.append(trigger)
    return found


def _participle(
    token: Token, known: dict[tuple[str, str], tuple[Rule, ...]]
) -> tuple[Rule, ...] | None:
    """Rules of a participle tagged as an adjective ("the killed guards"), or of a noun in -ing
    tagged as a verb ("Shelling continued")."""
    if token.lower.endswith("ing"):
        return known.get(("n", token.lower)) or known.get(("v", token.lower[:-3]))
    if token.lower.endswith("ed"):
        return known.get(("v", token.lower[:-2])) or known.get(("v", token.lower[:-1]))
    return None


def _first(page: Page, token: Token, candidates: tuple[Rule, ...]) -> Trigger | None:
    """The first rule whose conditions hold; a rule marked ``skip`` ends the search in its type."""
    skipped: set[str] = set()
    for rule in candidates:
        if rule.type not in skipped and _holds(page, token, rule):
            if not rule.skip:
                return _trigger(page, token, rule)
            skipped.add(rule.type)
    return None


def _holds(page: Page, token: Token, rule: Rule) -> bool:
    """Whether every condition of a rule holds at a token."""
    if rule.plural and token.tag not in ("NNS", "NNPS"):
        return False
    if not rule.attribute and (token.dep == "amod" or token.dep in NOMINAL):
        return False
    if rule.left and not _left(page, token, rule):
        return False
    if rule.prt and particle(page, token, rule.prt) is None:
        return False
    if rule.prep and preposition(page, token, rule.prep) is None:
        return False
    if rule.obj and object_in(page, token, rule.obj, strict=rule.skip) is None:
        return False
    if rule.subj and not _subject(token, rule.subj):
        return False
    if rule.gov and not governed(token, rule.gov):
        return False
    if rule.infinitive and not _infinitive(page, token):
        return False
    if rule.near and not _near(page, token, rule.near, NEAR):
        return False
    return not (rule.avoid and _near(page, token, rule.avoid, AVOID))


def _left(page: Page, token: Token, rule: Rule) -> bool:
    """Whether the word before (a hyphen apart) is one of the rule's."""
    i = token.i - 1
    if i > 0 and page.tokens[i].text == "-":
        i -= 1
    return i >= 0 and page.tokens[i].lower in rule.left


def _subject(token: Token, wanted: frozenset[str]) -> bool:
    subject = token.child("nsubj", "nsubjpass")
    return subject is not None and subject.lemma in wanted


def governed(token: Token, wanted: frozenset[str]) -> bool:
    """Whether a noun is subject or object (a preposition between) of one of the verbs."""
    head = token.head
    if token.dep == "conj":
        head = head.head
    if head.dep in ("prep", "agent") or head.pos == "ADP":
        head = head.head
    return head.pos in ("VERB", "AUX", "NOUN") and head.lemma in wanted


def _infinitive(page: Page, token: Token) -> bool:
    """Whether "to" and a verb follow within eight words, no mark of punctuation between."""
    for other in page.tokens[token.i + 1 : token.i + 9]:
        if other.sent != token.sent or other.pos == "PUNCT":
            return False
        if other.lower == "to" and other.head.tag == "VB" and other.head.i > other.i:
            return True
    return False


def _near(page: Page, token: Token, wanted: frozenset[str], reach: int) -> bool:
    """Whether one of the words stands in the sentence within ``reach`` tokens."""
    sentence = page.sentences[token.sent]
    first, last = max(sentence.first, token.i - reach), min(sentence.last, token.i + reach + 1)
    for other in page.tokens[first:last]:
        if (other.lemma in wanted or other.lower in wanted) and other is not token:
            return True
        if other.pos == "PROPN" and other.ent != "DATE" and NAME in wanted and other is not token:
            return True
    return False


def particle(page: Page, token: Token, wanted: frozenset[str]) -> Token | None:
    """The particle of a verb, by the tree or within the next four words."""
    for child in token.children:
        if child.dep in ("prt", "advmod") and child.lower in wanted:
            return child
    for other in page.tokens[token.i + 1 : token.i + 5]:
        if other.sent != token.sent or other.pos == "PUNCT":
            break
        if other.lower in wanted:
            return other
    return None


def preposition(page: Page, token: Token, wanted: frozenset[str]) -> Token | None:
    """The preposition that a word takes, by the tree or within the next three words."""
    for child in token.children:
        if child.dep in ("prep", "dative", "agent", "prt", "mark") and child.lower in wanted:
            return child
        below = child.child("prep") if child.dep in ("dobj", "dative") else None
        if below is not None and below.lower in wanted and child.i - token.i < 6:
            return below  # "asked the bloc for help"
    for other in page.tokens[token.i + 1 : token.i + 4]:
        if other.sent != token.sent or other.pos == "PUNCT":
            break
        if other.lower in wanted:
            return other
    return None


def object_in(
    page: Page, token: Token, wanted: frozenset[str], *, strict: bool = False
) -> Token | None:
    """The object (or passive subject) of a verb if it is one of the words; else, unless
    ``strict``, the first such word among the next six."""
    head = token.child("dobj", "nsubjpass", "obj")
    if head is None and token.dep in ("acl", "amod") and token.tag == "VBN":
        head = token.head
    if head is not None:
        for one in head.conjuncts():
            if one.lemma in wanted or (NAME in wanted and one.pos == "PROPN"):
                return one
        for child in head.children:
            if child.dep in ("compound", "amod") and child.lemma in wanted:
                return head
            inner = child.child("pobj") if child.lower == "of" else None
            if inner is not None and (
                inner.lemma in wanted or (NAME in wanted and inner.pos == "PROPN")
            ):
                return inner
        if token.dep == "amod" or strict:
            return None
    if strict:
        return None
    for other in page.tokens[token.i + 1 : token.i + 7]:
        if other.sent != token.sent or other.pos in ("PUNCT", "VERB", "ADP"):
            break
        if other.lemma in wanted or other.lower in wanted:
            return other
    return None


def _trigger(page: Page, token: Token, rule: Rule) -> Trigger:
    """The trigger with the words that belong to it: particle, idiom's object, compound."""
    first = last = token.i
    parts: list[Token] = []
    if rule.part == "v":
        extra = particle(page, token, rule.prt) if rule.prt else None
        if rule.obj and len(rule.obj) < 6:
            extra = extra or object_in(page, token, rule.obj)
        if extra is not None and 0 < extra.i - token.i <= 3:
            last = extra.i
            parts.append(extra)
    else:
        first = _compound(page, token)
    return Trigger(token, rule, first, last + 1, parts)


def _compound(page: Page, token: Token) -> int:
    """Index of the first word of a compound that ends in ``token`` ("air strike")."""
    i = token.i
    while i and page.tokens[i - 1].sent == token.sent:
        before = page.tokens[i - 1]
        joined = before.text == "-" and i > 1 and page.tokens[i - 2].sent == token.sent
        if before.dep == "compound" and before.pos == "NOUN" and before.head is token:
            i -= 1
        elif joined and page.tokens[i - 2].pos in ("NOUN", "VERB", "ADJ", "ADV"):
            i -= 2
        else:
            break
    return i
