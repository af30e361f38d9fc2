"""Who is named: states, bodies, armed groups, persons, and noun phrases that act."""

from __future__ import annotations

from casus.reader.actors import bodies, persons, speakers, transcript
from casus.reader.actors.cast import Cast, Form, Gender, Mention, Who
from casus.reader.actors.grounds import LOCATIVE, PLACE_ENT, PLACE_NOUNS, governs, placed, speaks
from casus.reader.actors.names import Entry, surnames
from casus.reader.actors.nodes import Node, Nodes, gather
from casus.reader.actors.phrases import Describer, Description, is_modifier, person, span_of
from casus.reader.actors.roles import Role, given_names, relations, titles
from casus.reader.language import Page, Token
from casus.records import Article, make_id

__all__ = ["Cast", "Form", "Mention", "Who", "find"]

_OWNERS = frozenset(["of", "for", "at", "with", "in", "from"])  # after an office
_CLUBS = frozenset(["fc", "ac", "sc", "cf", "fk", "dynamo", "hotel"])
_ORG_ENT = frozenset(["ORG"])


def find(page: Page, article: Article) -> Cast:
    """Everyone whom the page names or describes. Pronouns are ``mentions.resolve``'s.

    A state's adjective that modifies a noun ("Turkish drones") is a mention of form
    ``demonym`` at the adjective; a capital is one only where it stands for its government.
    """
    cast = _Finder(page).find()
    transcript.speakers(page, article, cast)
    return cast


class _Finder:
    """One page's pieces and the cast that grows from them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.tokens = page.tokens
        self.nodes: Nodes = gather(page)
        self.cast = Cast(page)
        self.describer = Describer(self.nodes, self.cast)
        self.taken: set[int] = set()  # role nouns that are the title of a name
        self.beside: dict[int, Node] = {}  # by the first token of a name, its office after it
        self.surnames: dict[str, Mention] = {}
        self.forenames: dict[str, Mention] = {}

    def find(self) -> Cast:
        for node in self.nodes.all:
            if node.first in self.taken:
                continue
            if node.hit is not None:
                self._known(node, node.hit.entry)
            elif node.unknown and node.last - node.first > 1:
                self._unknown(node)
        for node in self.nodes.all:
            if node.unknown and node.last - node.first == 1:
                self._single(node)
        for node in self.nodes.all:
            if node.role is not None and node.first not in self.taken:
                self._described(node, node.role)
            elif node.role is not None:
                self._titled(node)
        speakers.speakers(self.page, self.cast, self.describer)
        persons.share(self.cast.mentions)
        self.cast.mentions.sort(key=lambda m: (m.start, m.end))
        return self.cast

    def _add(
        self,
        node: Node,
        who: Who,
        form: Form,
        *,
        first: int | None = None,
        whole: Node | None = None,
        why: str = "",
        role: str = "",
        gender: Gender = "",
        of: Who | None = None,
        plural: bool = False,
        person: bool = False,
    ) -> None:
        all_ = whole or node
        start, end = span_of(self.page, all_.first if first is None else first, all_.last)
        head = self.nodes.head(node)
        mention = Mention(head, start, end, who, form, why, role, plural, person, gender, of)
        self.cast.add(mention)
        if node.first in self.beside:
            office = self.beside[node.first]
            mention.end = self.tokens[self.describer.describe(office).last - 1].end
            self.cast.by_head[self.nodes.head(office).i] = mention
        if person and node.last - node.first > 1:
            self.surnames.setdefault(self.tokens[node.last - 1].lower, mention)
            self.forenames.setdefault(self.tokens[node.first].lower, mention)

    # ------------------------------------------------------- names of the lexicon

    def _known(self, node: Node, entry: Entry) -> None:
        if entry.sort == "person":
            self._famous(node, entry)
        elif entry.sort == "capital":
            self._capital(node, entry)
        elif entry.sort == "demonym":
            self._demonym(node, entry)
        elif entry.sort != "place" and not self._is_person(node, entry):
            head = self.nodes.head(node)
            if entry.sort == "body":
                self._body(node, entry)
                return
            if bodies.only_marks(self.nodes, node):
                return
            why = "place" if entry.sort == "state" and self._located(head) else ""
            form: Form = "metonym" if entry.sort == "seat" else "name"
            self._add(node, entry.who, form, why=why, plural=entry.plural)

    def _body(self, node: Node, entry: Entry) -> None:
        """A body's name with where it is based and what it is."""
        whole, inside = bodies.reach(self.nodes, node)
        self._add(node, entry.who, "name", whole=whole, plural=entry.plural)
        for piece in inside:
            self.taken.add(piece.first)
            head = self.nodes.head(piece).i
            self.cast.by_head.setdefault(head, self.cast.mentions[-1])

    def _is_person(self, node: Node, entry: Entry) -> bool:
        """Whether a state's name is a first name: "Jordan Bell"."""
        if entry.sort != "state" or node.last - node.first > 1:
            return False
        after = self.nodes.starting.get(node.last)
        both = self.tokens[node.first].ent == "PERSON" and after is not None and after.unknown
        return both and self.tokens[node.last].ent == "PERSON"

    def _famous(self, node: Node, entry: Entry) -> None:
        title = self._title(node)
        first = title.first if title is not None else node.first
        self._appositions(node)
        role = title.role.word if title is not None else ""
        why = "office holder in the lexicon"
        self._add(
            node,
            entry.who,
            "name",
            first=first,
            why=why,
            role=role,
            gender=entry.gender,
            of=entry.of,
            person=True,
        )

    def _located(self, head: Token) -> bool:
        return head.dep == "pobj" and head.head.lower in LOCATIVE

    def _capital(self, node: Node, entry: Entry) -> None:
        """A capital stands for its government where it acts, owns or is dealt with."""
        head = self.nodes.head(node)
        token = head
        while token.dep == "conj" and token.head is not token:
            token = token.head
        after = self.tokens[node.last] if node.last < len(self.tokens) else None
        if node.first and self.tokens[node.first - 1].lower in _CLUBS:
            return  # "FC Seoul"
        if governs(self.tokens, token, after if token is head else None):
            self._add(node, entry.who, "metonym", why=f"{entry.who.name}'s capital")

    def _demonym(self, node: Node, entry: Entry) -> None:
        head = self.nodes.head(node)
        before = node.first - 1
        marked = before >= 1 and self.tokens[before].text in "-–"
        after = self.tokens[node.last] if node.last < len(self.tokens) else None
        if marked or (after is not None and after.text in "-–"):
            return
        nominal = head.dep not in ("amod", "compound", "nmod", "acomp", "npadvmod")
        people = entry.plural or (nominal and head.pos in ("NOUN", "PROPN"))
        self._add(node, entry.who, "demonym", plural=people and entry.plural)

    # ------------------------------------------------------------- unknown names

    def _unknown(self, node: Node) -> None:
        ents = {self.tokens[i].ent for i in range(node.first, node.last)}
        head = self.nodes.head(node)
        title, given = self._title(node), self._honorific(node)
        ends = self.tokens[node.last - 1].lower
        if ends in PLACE_NOUNS and node.last - node.first > 1 and "PERSON" not in ents:
            return  # "Castello Road"
        if title is None and given is None and placed(self.tokens, head, ents):
            return
        described = title or self._appositions(node) or self._beside(node)
        if described is None and self._called(node):
            return
        first_name = self.tokens[node.first].lower in given_names() and not ents & PLACE_ENT
        if described is not None or given is not None or "PERSON" in ents or first_name:
            self._person(node, described, given, early=title is not None)
        elif head.dep in ("compound", "amod", "nmod") and head.head.i >= node.last:
            return
        elif ents & PLACE_ENT:
            if speaks(head):
                name = self.describer.text(node.first, node.last)
                who = Who(name, make_id("o", name.lower()), None, "state", "GOV")
                self._add(node, who, "name", why="unknown name that speaks as a state")
        elif ents & _ORG_ENT:
            name = self.describer.text(node.first, node.last)
            who = Who(name, make_id("o", name.lower()), None, "organisation", "UNK")
            self._add(node, who, "name", why="name of a body that the lexicon lacks")
        elif speaks(head) or head.dep in ("nsubj", "nsubjpass", "agent"):
            self._person(node, None, None, early=False)

    def _single(self, node: Node) -> None:
        """A single unknown word: a surname given in full elsewhere, or a well-known one."""
        word = self.tokens[node.first].lower
        full = self.surnames.get(word) or self.surnames.get(word.removesuffix("s"))
        full = full or self.forenames.get(word)
        famous = surnames().get(word)
        if full is None and famous is None:
            self._unknown(node)
            return
        title, given = self._title(node), self._honorific(node)
        first = title.first if title else given.first if given else node.first
        role = title.role.word if title is not None else full.role if full is not None else ""
        if full is not None:
            why, who, gender, of = (
                f"part of the name {full.who.name}",
                full.who,
                full.gender,
                full.of,
            )
        elif famous is not None:
            why, who, gender, of = "well-known surname", famous.who, famous.gender, famous.of
        self._add(
            node, who, "name", first=first, why=why, role=role, gender=gender, of=of, person=True
        )  # fmt: skip

    def _called(self, node: Node) -> bool:
        """Whether a body's noun stands before its name: "the newspaper Dagsyn"."""
        before = self.nodes.ending.get(node.first)
        if before is None or before.role is None or before.role.one or before.role.plural:
            return False
        if before.role.kind not in ("media", "organisation", "armed_group"):
            return False
        it = self.describer.describe(before)
        name = self.describer.text(node.first, node.last)
        body = self.describer.who(it)
        who = Who(name, make_id("o", name.lower()), body.country, body.kind, body.sector)
        self.taken.add(before.first)
        self._add(node, who, "name", first=it.first, role=before.role.word, of=it.of)
        return True

    def _person(
        self, node: Node, it: Description | None, given: Node | None, *, early: bool
    ) -> None:
        name = self.describer.text(node.first, node.last)
        described = self.describer.who(it) if it is not None else self._serving(node)
        first = node.first
        gender: Gender = ""
        if given is not None:
            first, gender = given.first, titles()[self.tokens[given.first].lower]
        if it is not None:
            first = min(first, it.first) if early else first
            gender = gender or it.role.gender
        gender = gender or given_names().get(self.tokens[node.first].lower, "")
        self._add(
            node,
            person(name, described),
            "name",
            first=first,
            role=it.role.word if it is not None else "",
            gender=gender,
            of=it.of if it is not None else None,
            person=True,
        )

    def _serving(self, node: Node) -> Who | None:
        """Whom a bare name serves: "Mirla Estin of the Red Crescent"."""
        after = self.tokens[node.last] if node.last < len(self.tokens) else None
        if after is None or after.lower not in ("of", "from", "with"):
            return None
        _, who, _ = self.describer._object(node.last)
        return who

    def _honorific(self, node: Node) -> Node | None:
        """The outermost "Mr", "Gen." before a name."""
        found = None
        i = node.first
        while (before := self.nodes.ending.get(i)) is not None and before.title:
            found, i = before, before.first
        return found

    def _title(self, node: Node) -> Description | None:
        """The description right before a name: "Armenian Prime Minister" Nikol Pashinyan."""
        start = self._honorific(node)
        before = self.nodes.ending.get(node.first if start is None else start.first)
        if before is None or before.role is None or not before.role.one or before.role.plural:
            return self._before_comma(node if start is None else start)
        self.taken.add(before.first)
        return self.describer.describe(before)

    def _before_comma(self, node: Node) -> Description | None:
        """The description before a comma and a name: "the ambassador to Kavra, Tolan Vereş,"."""
        i = node.first - 1
        if i < 1 or self.tokens[i].text != ",":
            return None
        for j in range(i - 1, max(i - 15, self.page.sentence(self.tokens[i]).first - 1), -1):
            other = self.nodes.starting.get(j)
            if other is None or other.role is None:
                continue
            it = self.describer.describe(other)
            if it.last == i and other.role.one and not other.role.plural:
                return it
        return None

    def _appositions(self, node: Node) -> Description | None:
        """The description after a name and a comma: "Elmar Huseyn, a district official,"."""
        tokens, i = self.tokens, node.last
        if i + 1 >= len(tokens) or tokens[i].text != ",":
            return None
        i += 1
        if tokens[i].pos == "NUM" and i + 1 < len(tokens) and tokens[i + 1].text == ",":
            i += 2
        for j in range(i, min(i + 8, len(tokens))):
            other = self.nodes.starting.get(j)
            if other is None or other.role is None:
                continue
            if not other.role.one or other.role.plural or self._modifies(other):
                continue
            it = self.describer.describe(other)
            return it if it.first == i and tokens[i].lower != "whose" else None
        return None

    def _beside(self, node: Node) -> Description | None:
        """The description that has lost its comma: "Elmar Huseyn editor of a weekly"."""
        after, tokens = self.nodes.starting.get(node.last), self.tokens
        if after is None or after.role is None or not after.role.one or after.role.plural:
            return None
        person = all(tokens[i].ent in ("PERSON", "") for i in range(node.first, node.last))
        named = person or tokens[node.first].lower in given_names()
        follows = tokens[after.last].lower if after.last < len(tokens) else ""
        if not named or node.last - node.first < 2 or follows not in _OWNERS:
            return None
        it = self.describer.describe(after)
        self.taken.add(after.first)
        self.beside[node.first] = after
        return it

    # -------------------------------------------------------------- descriptions

    def _modifies(self, node: Node) -> bool:
        return is_modifier(self.nodes.head(node), node.last)

    def _titled(self, node: Node) -> None:
        """A title that the tree takes for the head of its phrase is the person it names."""
        after = self.nodes.starting.get(node.last)
        while after is not None and after.title:
            after = self.nodes.starting.get(after.last)
        found = self._mention(after)
        if found is not None:
            self.cast.by_head.setdefault(self.nodes.head(node).i, found)

    def _described(self, node: Node, role: Role) -> None:
        if self._modifies(node) and not self._stands_for_many(node, role):
            return
        it = self.describer.describe(node)
        if self._is_named_body(node, role):
            self._named_body(node, role, it)
            return
        if bodies.is_nobody(it, self.tokens):
            return
        start, _ = span_of(self.page, it.first, it.core)
        end = self.tokens[it.last - 1].end
        head = self.nodes.head(node)
        who = self.describer.who(it)
        name = self._named_by(node, it)
        form: Form = "description"
        if name is not None:
            who = name.who
        one, many = role.one and not role.plural, role.plural
        why = _why(it, name)
        self.cast.add(
            Mention(head, start, end, who, form, why, role.word, many, one, role.gender, it.of,
                    to=it.to, relation=it.relation)
        )  # fmt: skip
        if (kind := bodies.kind_behind(self.nodes, it)) is not None:
            self.taken.add(kind.first)
            self.cast.by_head[self.nodes.head(kind).i] = self.cast.mentions[-1]

    def _is_named_body(self, node: Node, role: Role) -> bool:
        """Whether a noun of a body ends a name in capitals: "the Sarv Relief Network"."""
        before = self.nodes.ending.get(node.first)
        capital = self.tokens[node.first].text[0].isupper()
        if role.one or role.plural or role.kind not in ("organisation", "media") or not capital:
            return False
        return before is not None and before.unknown

    def _named_body(self, node: Node, role: Role, it: Description) -> None:
        first = self.nodes.ending[node.first].first
        while first > it.first and (before := self.nodes.ending.get(first)) is not None:
            if not self.tokens[before.first].text[0].isupper():
                break
            first = before.first
        while first > it.first and self.tokens[first - 1].lower in ("al", "el", "-"):
            first -= 1  # "al-Razi Hospital"
        name = self.describer.text(first, node.last)
        of = it.of
        kind = self.describer.who(it).kind
        country = of.country if of is not None else None
        who = Who(name, make_id("o", name.lower()), country, kind, it.sector)
        start, end = span_of(self.page, it.first, node.last)
        why = "name of a body that the lexicon lacks"
        head = self.nodes.head(node)
        self.cast.add(Mention(head, start, end, who, "name", why, role.word, of=of))

    def _stands_for_many(self, node: Node, role: Role) -> bool:
        """Whether a modifier is itself one who acts: "rebels" in "rebels gunfire", "an army
        raid"; not "army" in "army commander"."""
        after = self.nodes.starting.get(node.last)
        free = after is None or after.role is None
        return free and not role.one and role.sector in ("MIL", "REB", "COP", "GOV")

    def _named_by(self, node: Node, it: Description) -> Mention | None:
        """The mention of the person in apposition to a description."""
        if node.role is None or node.role.plural:
            return None
        tokens = self.tokens
        after = self.nodes.starting.get(node.last)
        if it.relation:
            return self._related(node, it)
        if not node.role.one and after is not None and after.hit is not None:
            return self._mention(after) if after.hit.entry.sort == "body" else None
        if not node.role.one:
            return None
        if tokens[it.first].lower == "whose":
            return None  # "Sefu Baran, whose son was killed"
        if it.last + 1 < len(tokens) and tokens[it.last].text == ",":
            after = self.nodes.starting.get(it.last + 1)
            while after is not None and after.title:
                after = self.nodes.starting.get(after.last)
            found = self._mention(after)
            if found is not None and found.person:
                return found
        before = it.first - 1
        if before >= 0 and tokens[before].text == ",":
            if before >= 2 and tokens[before - 1].pos == "NUM" and tokens[before - 2].text == ",":
                before -= 2
            found = self._mention(self.nodes.ending.get(before))
            if found is not None and found.person:
                return found
        return None

    def _related(self, node: Node, it: Description) -> Mention | None:
        """Whom a relation noun names beside it: "its ally Russia", "Chad, its neighbour,"."""
        tokens, starting = self.tokens, self.nodes.starting
        after = starting.get(node.last)
        next_word = tokens[node.last].lower if node.last < len(tokens) else ""
        if after is None and next_word == ",":
            after = starting.get(node.last + 1)
        elif next_word in ("and", "or"):
            return self._joined(node, it)
        before = self.nodes.ending.get(it.first - 1) if tokens[it.first - 1].text == "," else None
        for other in (after, before):
            if other is not None and (other.unknown or self._whole(other)):
                found = self._mention(other)
                if found is not None and found.who != it.to:
                    return found
        return None

    def _joined(self, node: Node, it: Description) -> Mention | None:
        """Whom the second of two relation nouns names: "its ally and treaty partner Russia"."""
        for j in range(node.last + 1, node.last + 4):
            other = self.nodes.starting.get(j)
            if other is not None and other.role is not None:
                also = other.role.word.split()[-1] in relations()
                return self._related(other, it) if also else None
        return None

    def _whole(self, node: Node) -> bool:
        """Whether a lexicon name is a phrase of its own, not the first word of another."""
        if node.hit is None:
            return False
        after = self.tokens[node.last] if node.last < len(self.tokens) else None
        owns = after is not None and after.lower in ("'s", "'")
        return node.hit.entry.sort in ("state", "body", "capital", "seat") and not owns

    def _mention(self, node: Node | None) -> Mention | None:
        return None if node is None else self.cast.by_head.get(self.nodes.head(node).i)


def _why(it: Description, name: Mention | None) -> str:
    if it.relation and name is not None:
        return f"{name.who.name}, named beside it"
    return "" if it.of is not None else "no owner named"
