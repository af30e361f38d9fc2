"""Words that point at somebody without naming a role: "the 54-year-old", "the latter", "another",
"the statement said".

Each gives the mention it found or None; what is found holds only where the text leaves one reading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from casus.reader.actors import Cast, Mention, Who
from casus.reader.language import Page, Token
from casus.reader.mentions.salience import speaks

_WRITINGS = frozenset(["statement", "release", "communique", "communiqué"])
_POINTS = frozenset(["the", "this", "that"])
_REACH = 6  # sentences back in which a statement was announced


class Pointers:
    """The words of one page that point, read against what has been said before them."""

    def __init__(self, page: Page, cast: Cast) -> None:
        self.page = page
        self.tokens = page.tokens
        self.cast = cast
        self.readers: dict[str, Callable[[Token, Sequence[Mention]], Mention | None]] = {
            "old": self._aged, "former": self._paired, "latter": self._paired,
            "another": self._another, "other": self._another,
            **dict.fromkeys(_WRITINGS, self._author),
        }  # fmt: skip

    def read(self, token: Token, past: Sequence[Mention]) -> Mention | None:
        """The mention that a pointing word makes, or None."""
        reader = self.readers.get(token.lower)
        return reader(token, past) if reader is not None else None

    def _aged(self, token: Token, past: Sequence[Mention]) -> Mention | None:
        """ "The 54-year-old": who was given that age, else the one person named close before."""
        i = token.i
        if i < 5 or self.tokens[i - 2].lower != "year" or not self._alone(token):
            return None
        first = self.tokens[i - 5]
        if first.lower not in _POINTS:
            return None
        age = self.tokens[i - 4].text
        named = [m for m in past if m.person and m.form == "name"]
        found = next((m for m in reversed(named) if self._age(m) == age), None)
        if found is None:
            near = {m.who: m for m in named if token.sent - m.head.sent <= 2}
            others = [m for m in near.values() if self._age(m) is None]
            found = others[0] if len(near) == 1 and others else None
        if found is None:
            return None
        return self._point(found, token, first, f"{found.who.name}, by age")

    def _age(self, mention: Mention) -> str | None:
        """The age behind a name: "Elmar Huseyn, 54,"."""
        i = self.page.index(mention.end)
        after = self.tokens[i : i + 2]
        aged = len(after) == 2 and after[0].text in ",(" and after[1].text.isdigit()
        return after[1].text if aged else None

    def _paired(self, token: Token, past: Sequence[Mention]) -> Mention | None:
        """ "The former", "the latter": of the two who were named last."""
        first = self.tokens[token.i - 1] if token.i else token
        if first.lower != "the" or not self._alone(token):
            return None
        two: dict[Who, Mention] = {}
        for mention in reversed(past):
            if token.sent - mention.head.sent > 1:
                break
            if mention.form in ("name", "metonym") and mention.why != "place":
                two.setdefault(mention.who, mention)
        if len(two) != 2 or len({mention.person for mention in two.values()}) != 1:
            return None
        latter, former = two.values()
        found = latter if token.lower == "latter" else former
        return self._point(found, token, first, f"the {token.lower} of two named before")

    def _another(self, token: Token, past: Sequence[Mention]) -> Mention | None:
        """ "Another said", "the other said": one more of those described before."""
        first = self.tokens[token.i - 1] if token.i and token.lower == "other" else token
        if not speaks(token) or not self._alone(token):
            return None
        if first is not token and first.lower != "the":
            return None
        for mention in reversed(past):
            if token.sent - mention.head.sent > 3:
                break
            one = mention.person or mention.plural
            if mention.form == "description" and mention.role and one and speaks(mention.head):
                who = Who(f"{token.lower} {one_of(mention.role)}", None, mention.who.country,
                          mention.who.kind, mention.who.sector)  # fmt: skip
                return Mention(
                    token, first.start, token.end, who, "description",
                    f"one more of those described as {mention.role}", one_of(mention.role),
                    person=True, of=mention.of,
                )  # fmt: skip
        return None

    def _author(self, token: Token, past: Sequence[Mention]) -> Mention | None:
        """ "The statement said": whoever spoke in a statement shortly before."""
        first = self.tokens[token.i - 1] if token.i else token
        if first.lower not in _POINTS or not speaks(token):
            return None
        announced = {
            t.sent
            for sentence in self.page.sentences[max(0, token.sent - _REACH) : token.sent]
            for t in self.page.of(sentence)
            if t.lower in _WRITINGS
        }
        told = [
            m for m in past
            if m.head.sent in announced and speaks(m.head) and m.head.lower not in _WRITINGS
        ]  # fmt: skip
        if not told:
            return None
        return self._point(told[-1], token, first, f"in a statement, {told[-1].who.name} spoke")

    def _alone(self, token: Token) -> bool:
        """Whether a word stands for a noun, not before one."""
        after = self.tokens[token.i + 1 : token.i + 2]
        noun = bool(after) and after[0].pos in ("NOUN", "PROPN", "ADJ", "NUM")
        return not noun or speaks(token)

    def _point(self, found: Mention, token: Token, first: Token, why: str) -> Mention:
        return replace(
            found, head=token, start=first.start, end=token.end, form="description", why=why
        )


def one_of(role: str) -> str:
    """The singular of a role: ``soldiers`` → ``soldier``."""
    if role.endswith("men"):
        return role[:-3] + "man"
    if role.endswith("ies"):
        return role[:-3] + "y"
    return role[:-1] if role.endswith("s") and not role.endswith("ss") else role


def antecedent(cast: Cast, token: Token) -> Mention | None:
    """The noun that the relative clause of "who" or "which" is about."""
    verb = token.head
    for _ in range(4):
        if verb.dep == "relcl":
            return cast.at(verb.head)
        if verb.head is verb:
            break
        verb = verb.head
    return None
