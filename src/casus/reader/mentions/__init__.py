"""Who "he", "the envoy", "its forces" and "both sides" are.

One pass from left to right keeps everyone mentioned so far. A pronoun goes to the most salient
mention that agrees with it: recent sentences first, subjects and speakers before others (after
Lappin and Leass 1994, with a coarse scale). What nothing agrees with stays open: the words as
written, no id, and the reason in ``why``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from casus.reader.actors import Cast, Mention, Who
from casus.reader.actors.cast import Gender
from casus.reader.actors.names import adjectives, identities
from casus.reader.actors.phrases import owned_by
from casus.reader.actors.speakers import UNLISTED
from casus.reader.language import Page, Token
from casus.reader.mentions import candidates, relations
from casus.reader.mentions.kinds import (
    ABROAD,
    BODIES,
    DOMESTIC,
    FOREIGN,
    HOME,
    MONITORS,
    PAPERS,
    WATCHING,
    alike,
    is_band,
    is_group,
    is_it,
    is_person,
    is_they,
    unowned,
    watches,
)
from casus.reader.mentions.learned import Chooser, shipped
from casus.reader.mentions.owners import Owners
from casus.reader.mentions.pointers import Pointers, antecedent, one_of
from casus.reader.mentions.relations import rivals
from casus.reader.mentions.salience import SUBJECTS, Agrees, Salience, speaks
from casus.reader.mentions.scene import Scene
from casus.reader.mentions.things import is_institution, is_thing
from casus.reader.places import Places

_HE: dict[str, Gender] = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
}  # fmt: skip
_IT = frozenset(["it", "its", "itself"])
_THEY = frozenset(["they", "them", "their", "themselves"])
_OTHERS = frozenset(["number", "opponent", "opponents", "critics", "enemy", "enemies"])
_RELATIVE = frozenset(["who", "which", "whose", "whom", "that"])
_PAIR = frozenset(
    "sides side countries country nations parties neighbours neighbors states foes enemies "
    "governments government armies army camps capitals".split()
)
_BOTH = frozenset(["both", "two", "each", "either", "neither", "warring", "rival"])
_SHARE_OF = frozenset(
    "number dozens scores hundreds thousands tens most some many majority handful all none one two "
    "three several half part each both few group".split()
)
_DEFINITE = frozenset(["the", "that", "this", "these", "those"])
_INDEFINITE = frozenset(
    "a an another other some new more several many few dozens hundreds thousands one two three four "
    "five six seven eight nine ten least no any".split()
)
_ANYONE = frozenset(["public", "person", "unnamed"])  # bare "civilians" are no civilians in view
_COUNTRY = frozenset(["country", "nation"])


def resolve(
    page: Page, cast: Cast, ground: Places | None = None, chooser: Chooser | None = None
) -> Cast:
    """The same cast with pronouns and descriptions tied to whom they point at.

    ``ground``, the places of the page, tells in which country "police in Tovuz" serve; ``chooser``
    weighs what is open, with the weights of the package unless others are given.
    """
    return _Resolver(page, cast, ground, chooser or shipped()).resolve()


class _Resolver:
    """What has been said so far, and who it was about."""

    def __init__(self, page: Page, cast: Cast, ground: Places | None, chooser: Chooser) -> None:
        self.page = page
        self.chooser = chooser
        self.tokens = page.tokens
        self.cast = cast
        self.past: list[Mention] = []
        self.roles: dict[str, Mention] = {}
        self.owners: defaultdict[str, set[str | None]] = defaultdict(set)  # countries by role
        self.salience = Salience(page)
        self.pointers = Pointers(page, cast)
        self.now = 0  # where the pass stands
        self.scene = Scene(cast, ground)
        self.country = Owners(page, self.scene, chooser)
        self.renamed: dict[Who, Who] = {}  # persons whose country was told later
        self.genders: dict[Who, Gender] = {}  # learned from pronouns

    def resolve(self) -> Cast:
        for token in self.tokens:
            self.now = token.start
            mention = self.cast.by_head.get(token.i)
            if mention is None or mention.why == UNLISTED:
                pointing = self.pointers.read(token, self.past)
                if pointing is not None:
                    self._replace(mention, pointing)
                    continue
            if mention is not None:
                self._described(mention)
                self._remember(mention)
            elif token.pos in ("PRON", "DET") or token.tag == "PRP$":
                self._pronoun(token)
            elif token.lower in _COUNTRY or token.lower in _PAIR:
                self._noun(token)
        for token in self.tokens:
            if token.lower in _SHARE_OF and token.i not in self.cast.by_head:
                self._share(token)
        for mention in self.cast.mentions:
            mention.who = self.renamed.get(mention.who, mention.who)
        self.cast.mentions.sort(key=lambda m: (m.start, m.end))
        return self.cast

    def _share(self, token: Token) -> None:
        """ "Dozens of villagers", "one of them": who the whole is."""
        of = token.child("prep")
        goal = of.child("pobj") if of is not None and of.lower == "of" else None
        whole = self.cast.at(goal) if goal is not None else None
        if whole is None or whole.end < token.start:
            return
        one = token.lower == "one"
        who = whole.who
        if one and whole.form == "pronoun":
            who = replace(who, id=None, kind="unnamed" if who.kind == "state" else who.kind)
        if one and whole.role and who.name.lower().endswith(whole.role):
            who = replace(who, name=who.name[: -len(whole.role)] + one_of(whole.role))
        start = min(token.start, whole.start)
        why = f"part of {whole.who.name}"
        self.cast.add(
            replace(whole, head=token, start=start, who=who, form="description", why=why,
                    plural=not one, person=one)
        )  # fmt: skip

    def _replace(self, old: Mention | None, new: Mention) -> None:
        if old is not None:
            self.cast.mentions.remove(old)
        self.cast.add(new)
        self.past.append(new)

    def _remember(self, mention: Mention) -> None:
        self.country.learn(mention)
        self.past.append(mention)
        if mention.role and mention.who.country is not None:
            self.owners[mention.role].add(mention.who.country)
            self.roles[mention.role] = mention
        elif mention.role:
            self.roles.setdefault(mention.role, mention)

    # ------------------------------------------------------------ descriptions

    def _described(self, mention: Mention) -> None:
        """Tie a description without an owner to whom the article has told of."""
        if mention.head.lower in _PAIR and mention.of is None and self._pair(mention.head):
            return
        if mention.relation:
            self._related(mention)
            return
        if mention.of is not None and self._same_person(mention):
            return
        if mention.why == UNLISTED and (owner := self._owner(mention)) is not None:
            self._give(mention, owner.who, f"of {owner.who.name}, whose it is")
            return
        if mention.why == UNLISTED or (mention.of is not None and mention.of.country is None):
            self._settle(mention)
            return
        if mention.of is not None or not mention.role or mention.who.country is not None:
            return
        if mention.who.name and mention.why != "no owner named":
            return
        owner = self._owner(mention)
        if owner is not None:
            self._give(mention, owner.who, f"of {owner.who.name}, whose it is")
            return
        bare = mention.form == "description" and not is_person(mention.who)
        same = self._same(mention) if bare and self._definite(mention) else None
        same = same or (self._band(mention) if bare else None)
        if same is not None and self._here(mention, same):
            mention.who, mention.of = same.who, same.of
            mention.gender = mention.gender or same.gender
            mention.why = f"the {same.role or same.who.name} named before"
        self._settle(mention)

    def _settle(self, mention: Mention) -> None:
        """Give a description without an owner the country that it most likely is of."""
        if mention.who.country is not None or mention.who.id is not None or mention.relation:
            return
        placed = self.scene.placed(mention) if self._domestic(mention) else None
        why = "the country of the place that stands with it" if placed else "the article's country"
        country = placed or self.country.country(mention)
        if country in identities():
            mention.who = replace(mention.who, country=country)  # the name stays as written
            mention.why = why

    def _related(self, mention: Mention) -> None:
        """Tie "its neighbour" to the other side; a person's neighbour stays a neighbour."""
        if mention.who.id is not None:
            return  # named beside it
        found = self._owner(mention)
        owner = mention.to or (found.who if found is not None else None)
        if owner is None or owner.kind in ("state", "armed_group", "organisation"):
            relations.tie(mention, owner, self.past)

    def _same_person(self, mention: Mention) -> bool:
        """Whether "the Russian president" is a person named before with that office."""
        if not mention.person or mention.form != "description" or not self._definite(mention):
            return False
        country = mention.who.country
        same = self._last(
            lambda m: m.person and m.form == "name" and m.who.country == country
            and alike(mention.role, m.role)
        )  # fmt: skip
        if country is None or same is None:
            return False
        mention.who, mention.gender = same.who, same.gender
        mention.why = f"{same.who.name}, {same.role} as named before"
        return True

    def _domestic(self, mention: Mention) -> bool:
        """Whether a description without an owner may belong to the country of the article."""
        home = mention.who.sector in DOMESTIC or mention.role in HOME
        if not home or mention.role in FOREIGN:
            return False
        words = self.page.text[mention.start : mention.head.end].lower().split()
        return not ABROAD.intersection(words) and not any("-" in word for word in words)

    def _owner(self, mention: Mention) -> Mention | None:
        """Whom "its", "his", "the country's" or "the junta's" before the noun means."""
        i = mention.head.i - 1
        while i >= 0 and self.tokens[i].start >= mention.start:
            found = self.cast.by_head.get(i)
            if found is not None and found is not mention:
                if found.form == "pronoun" and self.tokens[i].tag == "PRP$":
                    return found if found.who.name.lower() != self.tokens[i].lower else None
                if self.tokens[i].lower in _COUNTRY or self._possesses(i):
                    return found
            i -= 1
        return None

    def _possesses(self, i: int) -> bool:
        """Whether a possessive stands behind token ``i``."""
        return i + 1 < len(self.tokens) and self.tokens[i + 1].tag == "POS"

    def _give(self, mention: Mention, owner: Who, why: str) -> None:
        """Make the owner's country and name part of a description."""
        who = mention.who
        if mention.head.lower in _OTHERS:
            owner = replace(owner, country=None, kind="unnamed")  # they are of another side
        words = unowned(who.name)
        body = owner.kind == "state" and owner.id is not None and not is_person(owner)
        state = identities().get(owner.country or "") if body else None
        if state is not None:
            name = f"{adjectives().get(state.id or '', state.name)} {words}"
        elif owner.id in identities():
            name = f"{owner.name} {words}"
        else:
            name = f"{owned_by(owner.name)} {words}"
        state = state or owner
        kind = who.kind
        if kind in ("state", "unnamed") and owner.kind in ("armed_group", "organisation", "media"):
            kind = owner.kind
        ident = None
        if kind in ("state", "armed_group") and owner.id is not None and owner.kind == kind:
            ident = state.id if who.sector in ("GOV", None) else f"{state.id}-{who.sector}"
        if is_person(who):
            self.renamed[who] = replace(who, country=owner.country, kind=kind)
        else:
            mention.who = Who(name, ident, owner.country, kind, who.sector)
        mention.of = state
        mention.why = why

    def _definite(self, mention: Mention) -> bool:
        if mention.role in MONITORS:
            return True
        first, _, _ = self.page.text[mention.start : mention.end].lower().partition(" ")
        if first in _DEFINITE:
            return True
        if mention.head.dep not in ("compound", "amod", "nmod", "poss"):
            if first in _INDEFINITE or first[0].isdigit() or mention.who.kind in _ANYONE:
                return False
            known = self.owners.get(mention.role, set())
            return (mention.plural or not mention.person) and len(known) == 1
        return mention.plural or not mention.person

    def _points(self, mention: Mention) -> bool:
        """Whether a description begins with "the", and nobody's name owns it."""
        words = self.page.text[mention.start : mention.end].lower().replace("’", "'").split()
        return words[0] in _DEFINITE and not any(w.endswith(("'s", "s'")) for w in words)

    def _here(self, mention: Mention, same: Mention) -> bool:
        """Whether nothing in its paragraph speaks for another country than that of ``same``:
        "the army" in a brief from Colombo is not the Thai army of the brief before."""
        sentences = self.page.sentences
        paragraph = sentences[mention.head.sent].paragraph
        if same.who.country is None or sentences[same.head.sent].paragraph == paragraph:
            return True
        named = set()
        for other in reversed(self.past):
            if sentences[other.head.sent].paragraph != paragraph:
                break
            if other.who.kind == "state" and other.form in ("name", "metonym"):
                named.add(other.who.country)
        return not named or same.who.country in named

    def _same(self, mention: Mention) -> Mention | None:
        """An earlier mention with the same role, or one that means the same."""
        role = mention.role
        found = self.roles.get(role)
        known = found is not None and (found.who.country or found.who.id or found.person)
        if found is not None and known and (found.who.kind == mention.who.kind or mention.person):
            return found
        if mention.plural:
            return None
        if role in MONITORS:
            return self._monitor(role)
        if role in BODIES:
            told = speaks(mention.head)
            said = self._last(lambda m: is_group(m, role) and speaks(m.head)) if told else None
            return said or self._last(lambda m: is_group(m, role))
        if role in PAPERS:
            return self._last(lambda m: m.who.kind == "media" and bool(m.who.id))
        if mention.person and self.page.text[mention.start : mention.start + 4].lower() == "the ":
            return self._last(lambda m: m.person and m.form == "name" and alike(role, m.role))
        return self._last(lambda m: bool(m.role) and not m.plural and m.role.endswith(" " + role))

    def _band(self, mention: Mention) -> Mention | None:
        """ "The rebels": the one armed group that the article has named so far."""
        named = {m.who.id: m for m in self.past if m.form == "name" and is_band(m)}
        one = len(named) == 1 and mention.who.kind == "armed_group" and self._points(mention)
        return next(iter(named.values())) if one and mention.plural else None

    def _monitor(self, role: str) -> Mention | None:
        """Who monitors: an NGO named before or, since "a monitor" may come first, after."""
        bodies = [m for m in self.cast.mentions if m.form == "name" and watches(m)]
        named = (
            [m for m in bodies if role in m.who.name.lower()]
            or [m for m in bodies if WATCHING & set(m.who.name.lower().split())]
            or bodies
        )
        before = [m for m in named if m.start < self.now]
        return before[-1] if before else named[0] if named else None

    def _last(self, agrees: Agrees) -> Mention | None:
        for mention in reversed(self.past):
            if agrees(mention):
                return mention
        return None

    # ---------------------------------------------------------------- pronouns

    def _pronoun(self, token: Token) -> None:
        word = token.lower
        found: Mention | None = None
        if word in _HE:
            found = self._person(token, _HE[word])
        elif word in _IT:
            if token.dep == "expl" or is_thing(token):
                return
            found = self._choose(token, "it", is_it, None)
        elif word == "they":
            near = [m for m in self.past if is_they(m) and token.sent - m.head.sent <= 1]
            found = self._plain(token, is_they if near else is_it)
        elif word in _THEY:
            found = self._salient(token, is_they)
            if found is None:
                found = self._salient(token, is_band if word == "them" else is_it)
        elif word in _RELATIVE:
            found = antecedent(self.cast, token)
            if found is None:
                return
        else:
            return
        if found is None:
            who = Who(token.text)
            tied = " and ".join(self.salience.tied)
            why = f"{tied} are equally near" if tied else "nobody before agrees with it"
            self.cast.add(Mention(token, token.start, token.end, who, "pronoun", why))
            return
        mention = replace(
            found, head=token, start=token.start, end=token.end, form="pronoun",
            why=f"{token.lower}: {found.who.name}",
        )  # fmt: skip
        self.cast.add(mention)
        if token.tag != "PRP$" and word not in _RELATIVE:
            self.past.append(mention)

    def _person(self, token: Token, gender: Gender) -> Mention | None:
        """Whom "he" or "she" means; a gender known for certain counts for more than none."""
        found = self._choose(
            token, "he", lambda m: self._is_he(m, gender), lambda m: self._gender(m) == gender
        )
        if found is not None and not found.gender and found.who.id is not None:
            self.genders.setdefault(found.who, gender)
        return found

    def _gender(self, mention: Mention) -> Gender:
        return mention.gender or self.genders.get(mention.who, "")

    def _is_he(self, mention: Mention, gender: Gender) -> bool:
        if mention.plural or not (mention.person or self._may_be_one(mention)):
            return False
        known = self._gender(mention)
        return not known or known == gender

    def _may_be_one(self, mention: Mention) -> bool:
        """Whether a speaker of whom no list knows is one person: "a beekeeper said"."""
        return mention.why == UNLISTED and mention.head.tag == "NN" and not is_institution(mention)

    def _choose(
        self, token: Token, sort: str, agrees: Agrees, favours: Agrees | None
    ) -> Mention | None:
        """The one of those before that a pronoun means: learned for subjects, else by rule."""
        if token.dep not in SUBJECTS:
            return self.salience.best(self.past, token, agrees, favours)
        self.salience.tied = ()
        found = candidates.gather(self.salience, self.past, token, agrees, favours)
        if not found:
            return None
        known = favours if favours is not None else is_they
        chosen = self.chooser.choose(
            sort, token.i, candidates.options(self.salience, token, found, known),
            candidates.nobody(self.salience, token, found),
        )  # fmt: skip
        if chosen is None:
            chosen = candidates.plain(self.salience, token, found)
        if chosen is None and len(found) > 1:
            best = sorted(found, key=lambda one: -one.weight)
            self.salience.tied = (best[0].shown.who.name, best[1].shown.who.name)
        return found[chosen].shown if chosen is not None else None

    def _plain(self, token: Token, agrees: Agrees) -> Mention | None:
        """Whom a pronoun means where that needs no weighing."""
        found = candidates.gather(self.salience, self.past, token, agrees, None)
        chosen = candidates.plain(self.salience, token, found) if found else None
        return found[chosen].shown if chosen is not None else None

    def _salient(self, token: Token, agrees: Agrees) -> Mention | None:
        return self.salience.best(self.past, token, agrees)

    # ------------------------------------------------------ "both sides", "the country"

    def _noun(self, token: Token) -> None:
        if token.lower in _PAIR and self._pair(token):
            return
        if token.lower in _COUNTRY:
            if token.i and self.tokens[token.i - 1].lower in ("the", "this"):
                found = self._last(lambda m: m.who.kind == "state" and m.who.id in identities())
                if found is not None:
                    start = self.tokens[token.i - 1].start
                    why = "the state named before"
                    self.cast.add(
                        replace(found, head=token, start=start, end=token.end, why=why,
                                form="description")
                    )  # fmt: skip
        else:
            self._pair(token)

    def _pair(self, token: Token) -> bool:
        """Whether "both sides" and the like stand here; if so, who the two are."""
        first = token.i
        while first > token.left and first > 0:
            first -= 1
        words = {t.lower for t in self.tokens[max(token.left, token.i - 3) : token.i]}
        if not words & _BOTH and not (token.lower == "sides" and "the" in words):
            return False
        members = rivals(self.past)
        start = self.tokens[max(token.left, token.i - 3)].start
        text = self.page.text[start : token.end]
        why = "the two most named so far" if members else "no two rivals named so far"
        name = " and ".join(who.name for who in members) or text.lower().removeprefix("the ")
        who = Who(name, None, None, "state")
        self.cast.add(
            Mention(token, start, token.end, who, "description", why, plural=True, members=members)
        )
        return True
