"""Whether it happened: how the words around a trigger present the happening.

The label is that of the innermost voice and rests on grammar and cue words only, in the manner
of event factuality (Sauri & Pustejovsky 2009, *FactBank*): from the trigger up through the
words that govern it, each of which may change the label. Cue words stand in
``lexicon/reality.yaml``. Speech verbs that only report ("said") end the climb.
"""

from __future__ import annotations

from casus.reader.deeds.clauses import (
    APPEALING,
    BEGUN,
    CARRIED_OUT,
    CONDITION,
    FUTURE,
    HABIT,
    OBLIGED,
    OCCUR,
    POSSIBLE,
    REALISING,
    SETTING,
    SHUNNING,
    SPOKEN,
    TRYING,
    beaten_back,
    chanted,
    empty,
    forces,
    helpers,
    inverted,
)
from casus.reader.deeds.governors import (
    BROKEN,
    CLAIMS,
    DENYING,
    KEPT,
    VERBS,
    Cue,
    combine,
    cues,
    effect,
    pick,
)
from casus.reader.deeds.triggers import Trigger
from casus.reader.language import Page, Token
from casus.records import Reality


def of(trigger: Trigger, page: Page) -> tuple[Reality, str]:
    """The label of a happening and the words it rests on."""
    return _Climb(page).run(trigger)


class _Climb:
    """From a trigger up to the root, collecting the words that change the label."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.why: list[str] = []
        self.label: Reality = "actual"
        self.doubled: Reality = "actual"  # what the next "not" makes of a denied happening
        self.carried = False  # an infinitive whose governor says that it was carried out

    def run(self, trigger: Trigger) -> tuple[Reality, str]:
        """Label and reason."""
        token = trigger.token
        if token.pos in VERBS or trigger.verbal:
            self.label = self.own(token)
            if self.label == "ongoing" and trigger.rule.type in SPOKEN:
                self.label = "actual"  # "we are calling for": said and done
            self.climb(token)
        elif trigger.rule.part == "a":
            head = token.head if token.dep != "amod" else token
            self.label = self.own(head) if head.pos in VERBS else "actual"
        else:
            self.label = self.noun_label(token)
            self.climb(token)
        if self.label == "planned" and trigger.rule.type in SPOKEN and chanted(token):
            self.label = self.note("actual", token.head.lemma)
        self.lasting(trigger)
        self.told_after(trigger)
        self.sentence(token)
        return self.label, ", ".join(self.why) or "plain"

    def told_after(self, trigger: Trigger) -> None:
        """ "Whether they renew the fighting, which killed nine": the clause on a noun says that it
        took place."""
        clause = None if trigger.verbal else trigger.token.child("relcl")
        if clause is None or self.label not in ("unknown", "possible", "conditional", "planned"):
            return
        who = clause.child("nsubj")
        past = clause.tag == "VBD" or any(c.lower in ("has", "have") for c in clause.children)
        if who is not None and who.lower in ("which", "that") and past:
            self.label = self.note(self.own(clause), f"which {clause.lower}")

    def lasting(self, trigger: Trigger) -> None:
        """A noun such as "siege" goes on unless a verb in the past, an end or a date bounds it."""
        token = trigger.token
        if self.label != "actual" or trigger.rule.lemma not in cues("durative"):
            return
        if trigger.verbal and not (token.dep in ("amod", "acl") and token.tag == "VBN"):
            return
        inside = self.page.tokens[token.left : token.right]
        begun = any(t.lemma in BEGUN for t in inside)  # "the war which began in 2011" goes on
        dates = [t for t in inside if t.ent == "DATE" or (t.pos == "NUM" and len(t.text) == 4)]
        if dates and not (begun and dates[0].i > token.i):
            return
        above = token.head
        while above.head is not above and above.pos not in VERBS:
            above = above.head
        tense = above.child("aux", "auxpass") or above
        since = any(c.dep == "mark" and c.lower == "since" for c in above.children)
        if not since and (
            not trigger.verbal
            and tense.tag in ("VBD", "VBN")
            and tense.lower not in ("has", "have")
        ):
            return
        self.label = self.note("ongoing", f"{trigger.rule.lemma} (lasting)")

    def note(self, label: Reality, word: str) -> Reality:
        """Keep the reason for a label."""
        self.why.append(f"{word}: {label}")
        return label

    # -- a verb by itself

    def own(self, verb: Token) -> Reality:
        """The label that a verb's own form gives: auxiliaries, negation, adverbs, "if"."""
        auxiliaries = helpers(verb)
        lowers = {helper.lower for helper in auxiliaries}
        label = self._marked(verb)
        if label is not None:
            return label
        if self._negated(verb):
            may = lowers & {"may", "might"}
            return "possible" if may else "negated"
        if verb.tag == "VB" and not auxiliaries and self._commanded(verb):
            return self.note("demanded", "imperative")
        return self._modal(verb, lowers) or self._aspect(verb, lowers) or "actual"

    def _commanded(self, verb: Token) -> bool:
        """Whether a bare form that opens its clause is an order ("Leave the island")."""
        if (
            verb.dep not in ("ROOT", "ccomp", "advcl")
            or verb.child("nsubj", "nsubjpass") is not None
        ):
            return False
        before = self.page.tokens[verb.i - 1] if verb.i else None
        return before is None or before.sent != verb.sent or before.pos == "PUNCT"

    def _marked(self, verb: Token) -> Reality | None:
        """Labels of a subordinate clause by its first word."""
        for child in verb.children:
            if child.i > verb.i or child.dep not in ("mark", "advmod", "aux"):
                continue
            if child.lower == "whether":
                return self.note("unknown", child.lower)
            if child.lower in CONDITION and not (child.dep == "aux" and not inverted(verb, child)):
                if child.lower == "once" and child.dep != "mark":
                    continue
                asks = child.lower == "if" and verb.dep == "ccomp"
                asked = asks and verb.head.lemma in ("ask", "see", "know", "wonder")
                return self.note("unknown" if asked else "conditional", child.lower)
        return None

    def _negated(self, verb: Token) -> bool:
        """Whether the verb, its subject or the words just before it say no."""
        for child in verb.children:
            if child.dep == "neg" or (child.dep == "preconj" and child.lower == "neither"):
                self.note("negated", child.lower)
                return True
            if child.dep in ("nsubj", "nsubjpass") and empty(child, self.page):
                self.note("negated", child.text)
                return True
            if child.dep == "dobj" and empty(child, self.page):
                self.note("negated", child.text)
                return True
        before = self.page.tokens[max(0, verb.i - 2) : verb.i]
        if any(t.lower in ("not", "n't", "never") and t.sent == verb.sent for t in before):
            self.note("negated", "not")
            return True
        shared = verb.dep == "conj" and verb.head.pos in VERBS
        if shared and verb.child("nsubj", "aux", "nsubjpass") is None:
            link = any(c.dep == "cc" and c.lower in ("or", "nor") for c in verb.head.children)
            return link and self._negated(verb.head)
        return False

    def _modal(self, verb: Token, lowers: set[str]) -> Reality | None:
        """Labels of modal verbs."""
        if lowers & OBLIGED:
            return self.note("demanded", min(lowers & OBLIGED))
        if lowers & FUTURE:
            return self.note("conditional" if self._iffy(verb) else "planned", "will")
        if lowers & {"would", "'d", "could"} and self._sought(verb):
            return self.note("demanded", "so that")
        if lowers & POSSIBLE:
            return self.note("possible", min(lowers & POSSIBLE))
        if lowers & {"would", "'d"}:
            return self.note("conditional" if self._iffy(verb) else "planned", "would")
        return None

    def _sought(self, verb: Token) -> bool:
        """ "Turned to Paris so that it would help": what an appeal is made for."""
        marks = {c.lower for c in verb.children if c.dep in ("mark", "advmod")}
        return verb.dep == "advcl" and "so" in marks and verb.head.lemma in APPEALING

    def _iffy(self, verb: Token) -> bool:
        """Whether a condition stands in the verb's sentence, outside of its own words."""
        words = self.page.of(self.page.sentence(verb))
        if words[0].lower in ("should", "were", "had") and words[-1].text != "?":
            return True
        return any(t.lower in ("if", "unless", "otherwise", "provided") for t in words)

    def _aspect(self, verb: Token, lowers: set[str]) -> Reality | None:
        """Progressive, habit, "still"."""
        for child in verb.children:
            if child.dep == "advmod" and child.lower in HABIT:
                return self.note("past_habitual", child.lower)
            if child.dep == "advmod" and child.lower == "still" and 0 < verb.i - child.i < 3:
                return self.note("ongoing", "still")
        if verb.tag == "VBG" and verb.dep in ("acl", "amod") and verb.head.lemma in forces():
            return self.note("ongoing", "participle")
        if verb.tag == "VBG" and lowers & {"is", "are", "am", "'s", "'re", "'m", "been"}:
            return self.note("ongoing", "progressive")
        if "being" in lowers and lowers & {"is", "are", "'s", "'re"}:
            return self.note("ongoing", "progressive")
        return None

    # -- a noun by itself

    def noun_label(self, noun: Token) -> Reality:
        """The label that the words inside the noun phrase give."""
        if empty(noun, self.page):
            return self.note("negated", "no")
        known = cues("modifiers")
        for child in noun.children:
            if child.dep in ("amod", "compound", "det", "nmod") and child.lower in known:
                return self.note(known[child.lower][0].effect, child.lower)
        return "actual"

    # -- upwards

    def climb(self, token: Token) -> None:
        """Apply every governor up to the clause that a voice states."""
        node = token
        for _ in range(7):
            above = self.step(node)
            if above is None or above is node:
                break
            node = above
        self.purpose(token)
        if self.label == "actual" and not self.why:
            self.nearby(token)

    def step(self, node: Token) -> Token | None:
        """Apply the governor of ``node``; return where to go on from, or None."""
        if node.head is node:
            return None
        if node.dep == "conj":
            apart = node.tag == "VBD" and node.head.tag == "VBN" and node.head.dep == "ccomp"
            return None if apart and node.head.child("aux") is not None else node.head
        if node.pos in VERBS:
            return self._verb_step(node)
        return self._noun_step(node)

    def _verb_step(self, verb: Token) -> Token | None:
        head = verb.head
        if verb.dep == "pcomp":
            return self._prep_step(head, clause=True)
        if verb.dep in ("xcomp", "ccomp", "oprd", "acomp", "csubj", "dobj", "pobj", "prep"):
            return self._governor(head, verb, clause=True)
        if verb.dep == "relcl" and verb.tag == "VB" and verb.child("aux", "nsubj") is None:
            return head  # "these actions, that is, leave the valley"
        if verb.dep == "acl" and head.pos in ("NOUN", "PROPN"):
            claimed = head.lemma in CLAIMS
            return self._noun_cue(head) if claimed or verb.tag in ("VB", "VBG") else None
        if verb.dep in ("relcl", "ccomp") and head.pos == "NOUN" and head.lemma in CLAIMS:
            return self._noun_cue(head)
        if verb.dep == "advcl" and verb.child("mark", "nsubj", "nsubjpass") is None:
            if head.pos in VERBS and verb.tag in ("VBG", "VBN"):
                self.label = combine(self.own(head), self.label)
                return head
            if verb.tag == "VB" and head.pos in VERBS:
                return self._governor(head, verb, clause=True, loose=True)
        if verb.dep == "advcl" and head.pos == "ADJ":
            return self._governor(head, verb, clause=True)
        return None

    def _prep_step(self, prep: Token, *, clause: bool) -> Token | None:
        """Through a preposition to what it hangs on."""
        if prep.lower in ("without", "instead") or (
            prep.lower == "of" and prep.head.lower == "instead"
        ):
            self.label = combine(self.note("negated", prep.lower), self.label)
            return None
        if prep.lower == "under" and prep.head.lemma in ("be", "remain", "stay"):
            lasting = prep.head.lemma != "be" or prep.head.tag in ("VBZ", "VBP")
            self.label = combine("ongoing" if lasting else "actual", self.label)
        if prep.lower == "amid" and self.label == "actual":
            self.label = self.note("ongoing", "amid")
            return None
        head = prep.head
        if not clause and prep.lower in SETTING and head.pos in VERBS:
            return None
        if head.pos in ("NUM", "SYM") or head.lemma in ("million", "billion"):
            return head  # "pledged three million in aid"
        if head.pos in ("NOUN", "PROPN"):
            return self._noun_cue(head)
        if head.pos in (*VERBS, "ADJ"):
            return self._governor(head, prep, clause=clause, prep=prep.lower)
        if head.dep == "prep":
            return self._prep_step(head, clause=clause)
        return None

    def _noun_step(self, noun: Token) -> Token | None:
        head = noun.head
        if noun.dep == "pobj":
            return self._prep_step(head, clause=False)
        if noun.dep in ("compound", "nmod", "amod", "poss") and head.pos == "NOUN":
            return self._noun_cue(head)
        if noun.dep in ("dobj", "nsubjpass", "dative", "oprd"):
            if beaten_back(noun, head):
                self.label = combine(self.own(head), self.note("actual", f"{head.lemma} ... by"))
                return head
            return self._governor(head, noun, clause=False)
        if noun.dep == "nsubj" and head.tag == "VBN" and head.child("dobj") is None:
            return self._governor(head, noun, clause=False)
        if noun.dep in ("nsubj", "attr") and head.pos in VERBS:
            return self._happening(head, noun)
        return None

    def _noun_cue(self, noun: Token) -> Token | None:
        """Apply a noun such as "threat" or "plan"; go on from it."""
        held = noun.dep in ("dobj", "nsubjpass")
        if held and noun.lemma in CLAIMS and noun.head.lemma in DENYING:
            return self._governor(noun.head, noun, clause=False)
        cue = cues("nouns").get(noun.lemma)
        if cue is None:
            return None
        if held and noun.head.lemma in KEPT | BROKEN and cue[0].effect in ("planned", "demanded"):
            return self._promise(noun.head)
        self.label = combine(self.note(cue[0].effect, noun.lemma), self.label)
        self.carried = True
        if any(c.dep == "det" and c.lower == "any" for c in noun.children):
            self.label = combine(self.note("conditional", "any"), "actual")
        if empty(noun, self.page):
            self.label = self.note("negated", "no")
            return None
        return noun if noun.dep in ("dobj", "nsubjpass") and noun.head.lemma == "deny" else None

    def _promise(self, verb: Token) -> Token:
        """ "Fulfil a promise to withdraw" says that it was done, "break" that it was not."""
        told: Reality = "negated" if verb.lemma in BROKEN else "actual"
        self.label = combine(self.own(verb), self.note(told, verb.lemma))
        self.carried = True
        return verb

    def _happening(self, verb: Token, noun: Token) -> Token | None:
        """A noun as subject: its label is that of a verb that says it takes place."""
        predicate = verb.child("acomp", "attr", "oprd")
        if predicate is not None and predicate.lemma in cues("adjectives"):
            cue = cues("adjectives")[predicate.lemma][0]
            self.label = combine(self.note(cue.effect, cue.lemma), self.label)
            if self._negated(verb):
                self.label = "negated"
            return verb
        lasting = pick(verb, "noun", None, self.page)
        if lasting is not None and lasting.effect == "ongoing":
            self.label = combine(self.note(lasting.effect, lasting.lemma), self.label)
        occurs = verb.lemma in OCCUR and not (verb.lemma == "be" and noun.dep == "nsubj")
        if occurs or verb.child("expl") is not None:
            told = self.own(verb)
            twice = told == "negated" and self.label == "negated"  # by the same "no"
            self.label = "negated" if twice else combine(told, self.label)
            return verb
        if any(c.dep == "det" and c.lower == "any" for c in noun.children):
            self.label = combine(self.note("conditional", "any"), self.label)
        return None

    def _governor(
        self,
        head: Token,
        node: Token,
        *,
        clause: bool,
        prep: str | None = None,
        loose: bool = False,
    ) -> Token | None:
        """Apply a governing verb or adjective."""
        cue = pick(head, "clause" if clause else "noun", prep, self.page, node)
        if cue is not None and self.label == "ongoing" and cue.lemma in SHUNNING:
            return None  # "to avoid continued attacks": they have not been avoided
        if cue is not None:
            made = self.note(cue.effect, cue.lemma)
            if made == "negated" and self.label == "negated":
                self.label = self.doubled
            else:
                self.label = combine(made, self.label)
            self.doubled = cue.doubled
            self.carried = True
            return self._polarity(head, cue)
        if loose:
            return None
        if clause and node.dep == "ccomp" and node.tag != "VB":
            return None  # "said that": the innermost voice
        if clause and (head.pos in VERBS):
            self.carried = head.lemma in CARRIED_OUT
            if head.lemma == "go" and head.tag == "VBG":
                self.label = combine(self.note("planned", "going to"), self.label)
                self.carried = True
            if head.lemma == "let" and head.tag == "VB" and head.child("nsubj", "aux") is None:
                self.label = combine(self.note("demanded", "let"), self.label)
                self.carried = True
            used = head.child("auxpass", "dobj") is None and node.tag == "VB"
            if head.lower == "used" and used:
                self.label = combine(self.note("past_habitual", "used to"), self.label)
                self.carried = True
            if head.lemma == "be" and any(c.lower == "to" for c in node.all("aux")):
                self.label = combine(self.note("planned", "be to"), self.label)
                self.carried = True
            if head.lemma in ("have", "need") and node.tag == "VB":
                self.label = combine(self.note("demanded", head.lemma), self.label)
                self.carried = True
            self.label = combine(self.own(head), self.label)
            return head
        if not clause and head.lemma in REALISING:
            told = self.own(head)
            twice = told == "negated" and self.label == "negated"  # by the same "no"
            self.label = "negated" if twice else combine(told, self.label)
            return head
        return None

    def _polarity(self, head: Token, cue: Cue) -> Token | None:
        """Negation or doubt of the governing verb itself."""
        verb = head if head.pos in VERBS else head.head
        if verb.pos not in VERBS:
            return None
        own = self.own(verb)
        if head is not verb and head.i and self.page.tokens[head.i - 1].lower == "not":
            own = "negated"
        if own == "negated":
            self.label = cue.doubled if cue.effect == "negated" else "negated"
        elif own in ("possible", "conditional") and cue.effect in ("planned", "ongoing"):
            self.label = combine(own, self.label)
        elif own == "ongoing" and cue.lemma in TRYING and self.label == "possible":
            self.label = self.note("ongoing", cue.lemma)
        return verb if cue.effect not in ("demanded",) else None

    def purpose(self, token: Token) -> None:
        """A bare infinitive that nobody says was carried out is to come."""
        if self.label == "actual" and not self.carried and token.tag == "VB":
            helper = next((c for c in token.children if c.dep == "aux" and c.lower == "to"), None)
            if helper is not None:
                self.label = self.asked(token) or self.note("planned", "to")

    def asked(self, token: Token) -> Reality | None:
        """The effect of a cue word that stands up to twelve words before an infinitive, or in
        the line that opens a list ("I urge both sides: - to release ...")."""
        sentence = self.page.sentence(token)
        words = self.page.tokens[max(sentence.first, token.i - 12) : token.i]
        for other in reversed(words):
            if other.pos == "PUNCT" and other.text not in ("''", '"', "“", "”", "'"):
                break
            found = effect(other)
            if found is not None and found.effect != "negated":
                return self.note(found.effect, found.lemma)
        if not any(t.text in ("-", "–", "•", "*") for t in words[:3]):
            return None
        for before in range(sentence.i - 1, max(-1, sentence.i - 5), -1):
            earlier = self.page.of(self.page.sentences[before])
            if any(t.text == ":" for t in earlier[-2:]):
                some = [c for t in earlier if (c := effect(t)) is not None]
                return self.note(some[-1].effect, some[-1].lemma) if some else None
        return None

    def nearby(self, token: Token) -> None:
        """A cue verb just before the trigger counts though the tree does not join them."""
        sentence = self.page.sentence(token)
        for other in reversed(self.page.tokens[max(sentence.first, token.i - 8) : token.i]):
            if other.pos == "PUNCT":
                return
            if other.pos == "VERB":
                cue = effect(other) if other.lemma == "deny" else None
                if cue is not None:
                    self.label = self.note(cue.effect, cue.lemma)
                return

    def sentence(self, token: Token) -> None:
        """A question that only asks whether it happened leaves it unknown."""
        sentence = self.page.sentence(token)
        words = self.page.of(sentence)
        first = next((t for t in words if t.pos not in ("PUNCT", "SPACE")), words[0])
        yes_no = first.pos == "AUX" and first.lower not in ("should",)
        if self.label == "planned" and self._iffy(token):
            self.label = self.note("conditional", "if")
        if self.label == "actual" and yes_no and any(t.text == "?" for t in words[-3:]):
            self.label = self.note("unknown", "?")
