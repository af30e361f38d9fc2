"""Whose "the army", "the prime minister" or "residents" are when nobody says: the country, of those
that the page names, whose they most likely are.
"""

from __future__ import annotations

import bisect
import math
from collections import Counter

from casus.reader.actors import Mention, Who
from casus.reader.language import Page
from casus.reader.mentions import datelines
from casus.reader.mentions.kinds import ABROAD, DOMESTIC, FOREIGN, HOME
from casus.reader.mentions.learned import Chooser, Features, Option
from casus.reader.mentions.salience import speaks
from casus.reader.mentions.scene import STRANGER, Scene

_MOST = 4  # countries weighed
_DEFINITE = frozenset(["the", "that", "this", "these", "those"])
_OWN = ("share", "near", "most", "before", "filed", "first")
_ELSE = frozenset(
    "mission aid separatist breakaway coalition party campaign rebel insurgent".split()
)
_SERVICES = frozenset(
    ["palace", "service", "services", "investigators", "coastguard", "leadership"]
)
_FRESH = frozenset("a an one another".split())


class Owners:
    """The countries of one page as owners of what it describes."""

    def __init__(self, page: Page, scene: Scene, chooser: Chooser) -> None:
        self.page = page
        self.scene = scene
        self.chooser = chooser
        self.all = Counter(scene.countries)
        self.lines = datelines.countries(page)
        self.filed = dict.fromkeys(country for _, country in self.lines)
        self.all.update(list(self.filed))
        self.speaking: list[tuple[int, str]] = []  # countries whose speakers have spoken, and where
        self.said: dict[tuple[str, str], int] = {}  # (sector or role, country): so often told

    def learn(self, mention: Mention) -> None:
        """Note whose the bodies and offices are whose owner is told."""
        if mention.who.country is None or mention.form not in ("name", "description"):
            return
        if speaks(mention.head):
            self.speaking.append((mention.head.i, mention.who.country))
        for word in (mention.role, mention.who.sector or ""):
            if word:
                key = (word, mention.who.country)
                self.said[key] = self.said.get(key, 0) + 1

    def country(self, mention: Mention) -> str | None:
        """The country that a description's passage speaks of, or None where that is not plain."""
        words = self.page.text[mention.start : mention.head.end].lower().split()
        named = set(mention.role.split())
        if (ABROAD | _ELSE) & (set(words) - named) or any("-" in word for word in words):
            return None
        if self._adjective(mention, named) or self._elsewhere(mention):
            return None
        if not self.all or not _public(mention):
            return None
        at = mention.head.i
        k = bisect.bisect_left(self.scene.at, at)
        options = self._options(k)
        weighed = [Option(Who(c, c, c), self._features(c, mention, k)) for c in options]
        found = self.chooser.choose("owner", at, weighed, self._nobody(mention, words, k))
        if found is None or options[found] == STRANGER:
            return None
        return options[found]

    def _adjective(self, mention: Mention, named: set[str]) -> bool:
        """Whether a name that no list knows stands before the noun: "the Vessan army"."""
        tokens, first = self.page.tokens, self.page.index(mention.start)
        return any(
            t.text[0].isupper() and t.lower not in named and t.i > first
            for t in tokens[first : mention.head.i]
        )

    def _elsewhere(self, mention: Mention) -> bool:
        """Whether a name after the noun tells whose it is: "a court in Europe"."""
        after = self.page.tokens[mention.head.i + 1 : mention.head.i + 4]
        if len(after) < 2 or after[0].lower not in ("in", "of", "for", "to"):
            return False
        return next((t for t in after[1:] if t.lower != "the"), after[0]).text[0].isupper()

    def _options(self, k: int) -> list[str]:
        """The countries named most, and the one named last before place ``k``."""
        found = [country for country, _ in self.all.most_common(_MOST)]
        found += [country for country in self.filed if country not in found]
        if k and self.scene.countries[k - 1] not in found:
            found.append(self.scene.countries[k - 1])
        return found

    def _features(self, country: str, mention: Mention, k: int) -> Features:
        """What speaks for a country as the owner of a description."""
        scene = self.scene
        countries, tokens = scene.countries, self.page.tokens
        before = countries[:k]
        near = before[-1] if before else ""
        share = self.all[country] / self.all.total()
        filed = [line for at, line in self.lines if at <= mention.head.i]
        found = {
            "share": share,
            "only": float(len(self.all) == 1),
            "most": float(self.all[country] == max(self.all.values())),
            "first": float(bool(countries) and countries[0] == country),
            "filed": float(bool(filed) and filed[-1] == country),
            "filed elsewhere": float(bool(filed) and filed[-1] != country),
            "told": math.log1p(sum(n for (_, c), n in self.said.items() if c == country)),
            "before": before.count(country) / max(1, k),
            "unnamed yet": float(country not in before),
            "near": float(near == country),
            "log": math.log(self.all[country]),
        }
        if near == country:
            last = tokens[self.scene.at[k - 1]]
            found["same sentence"] = float(last.sent == mention.head.sent)
            sentences = self.page.sentences
            found["same paragraph"] = float(
                sentences[last.sent].paragraph == sentences[mention.head.sent].paragraph
            )
        if k < len(countries) and countries[k] == country:
            after = tokens[self.scene.at[k]]
            found["behind"] = float(
                after.sent == mention.head.sent and after.i < mention.head.i + 6
            )
        found["role told"] = float((mention.role, country) in self.said)
        found["sector told"] = float((mention.who.sector or "", country) in self.said)
        for name, counts in (
            ("acting", scene.acting),
            ("seen", scene.seen),
            ("opening", scene.opening),
        ):
            found[name] = counts[country] / max(1, counts.total())
            found[f"most {name}"] = float(0 < counts[country] == max(counts.values(), default=0))
        found["spoke last"] = float(bool(self.speaking) and self.speaking[-1][1] == country)
        found["spoke"] = float(any(c == country for _, c in self.speaking))
        part = self._paragraph(mention, k)
        found["part"] = part.count(country) / max(1, len(part))
        if mention.who.sector in DOMESTIC:
            found |= {f"own {name}": found[name] for name in _OWN}
        if country == STRANGER:
            found["stranger"] = 1.0
        return found

    def _paragraph(self, mention: Mention, k: int) -> list[str]:
        """The countries named in its paragraph before a description."""
        paragraph = self.page.sentences[mention.head.sent].paragraph
        i = k
        while i and self._at(i - 1) == paragraph:
            i -= 1
        return self.scene.countries[i:k]

    def _at(self, i: int) -> int:
        return self.page.sentences[self.page.tokens[self.scene.at[i]].sent].paragraph

    def _nobody(self, mention: Mention, words: list[str], k: int) -> Features:
        """What speaks for staying silent."""
        who = mention.who
        return {
            "none": 1.0,
            f"sector {who.sector}": 1.0,
            f"kind {who.kind}": 1.0,
            f"role {mention.role}": 1.0,
            "plural": float(mention.plural),
            "person": float(mention.person),
            "the": float(words[0] in _DEFINITE),
            "a": float(words[0] in _FRESH),
            "abroad": float(mention.role in FOREIGN),
            "owned": float(mention.of is not None),
            "home": float(mention.role in HOME),
            "unlisted": float(not mention.role),
            "countries": min(6.0, float(len(self.all))),
            "names": math.log(self.all.total()),
            "early": float(k == 0),
            "filed nowhere": float(not self.lines),
            "strangers": self.all[STRANGER] / self.all.total(),
        }


def _public(mention: Mention) -> bool:
    """Whether a description is of a body or an office that a country has, not of anybody."""
    who = mention.who
    if not mention.role:
        return mention.head.lower in _SERVICES
    body = who.sector in DOMESTIC or who.kind in ("state", "armed_group")
    return body or mention.role in HOME
