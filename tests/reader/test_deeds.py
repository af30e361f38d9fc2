"""What happened, by whom, to whom: the lexicon at work, the parties, and what is no event."""

from __future__ import annotations

from typing import Any

import pytest

from casus.reader import actors, deeds, lexicon, places, times
from casus.reader.deeds import triggers
from casus.reader.language import parse
from casus.reader.places import Places
from casus.records import Article, Event, Published

ARTICLE = Article(id="a", source="a", text="", sha256="0")


def read(text: str) -> list[Event]:
    page = next(parse([text]))
    cast = actors.find(page, ARTICLE)
    return deeds.find(page, cast, times.find(page, Published()), Places(page))


def read_with_places(text: str) -> list[Event]:
    page = next(parse([text]))
    return deeds.find(
        page, actors.find(page, ARTICLE), times.find(page, Published()), places.find(page)
    )


def entries() -> list[Any]:
    """(type, lemma, entry) of every entry of the lexicon."""
    found = []
    for name in triggers.FILES:
        for kind, some in lexicon.load(name).items():
            for entry in some:
                part = next(p for p in ("v", "n", "a") if p in entry)
                lemma = entry[part][0] if isinstance(entry[part], list) else entry[part]
                found.append(pytest.param(kind, part, lemma, entry, id=f"{kind}-{part}-{lemma}"))
    return found


@pytest.mark.parametrize(("kind", "part", "lemma", "entry"), entries())
def test_every_entry_is_at_work_in_its_example(
    kind: str, part: str, lemma: str, entry: dict[str, Any]
) -> None:
    found = read(entry["x"])
    name = f"{part} {lemma}"
    at_work = [e for e in found if e.why["rule"] == name or name in e.why.get("merged", "")]
    if entry.get("skip"):
        assert not [e for e in found if e.type == kind and e.why["rule"].endswith(f" {lemma}")]
    else:
        assert [e.type for e in at_work] == [entry.get("type", kind)], found


# (text, type, word, countries or names that act, that suffer)
PARTIES = [
    ("Iraq invaded Kuwait in a night.", "ASSAULT", "invaded", {"IRQ"}, {"KWT"}),
    ("Kuwait was invaded by Iraq.", "ASSAULT", "invaded", {"IRQ"}, {"KWT"}),
    ("Chad accused Sudan of arming the rebels.", "ACCUSE", "accused", {"TCD"}, {"SDN"}),
    ("Chad accused Sudan of shelling two villages.", "ASSAULT", "shelling", {"SDN"}, set()),
    ("Chadian jets bombed the depot.", "ASSAULT", "bombed", {"TCD"}, set()),
    ("India's shelling of the ridge went on.", "ASSAULT", "shelling", {"IND"}, set()),
    ("The shelling of the ridge by India went on.", "ASSAULT", "shelling", {"IND"}, set()),
    ("Fighting between Eritrea and Ethiopia resumed.", "ASSAULT", "Fighting",
     {"ERI", "ETH"}, {"ERI", "ETH"}),
    ("Uganda met Rwanda in Luanda.", "CONSULT", "met", {"UGA", "RWA"}, {"UGA", "RWA"}),
    ("Kenya urged Somalia to withdraw its troops.", "REQUEST", "urged", {"KEN"}, {"SOM"}),
    ("Kenya urged Somalia to withdraw its troops.", "RETREAT", "withdraw", {"SOM"}, set()),
    ("Mali promised to withdraw its troops.", "RETREAT", "withdraw", {"MLI"}, set()),
    ("Peru seized a trawler and detained its crew.", "COERCE", "detained", {"PER"}, set()),
    ("Morocco, which attacked the post, denied it.", "ASSAULT", "attacked", {"MAR"}, set()),
    ("Turkey carried out an attack on Syria.", "ASSAULT", "attack", {"TUR"}, {"SYR"}),
    ("Thai and Cambodian troops clashed at dawn.", "ASSAULT", "clashed", {"THA", "KHM"},
     {"THA", "KHM"}),
    ("Indian and Chinese patrols exchanged fire.", "ASSAULT", "fire", {"IND", "CHN"}, set()),
    ("Kenya sent a letter to Uganda requesting diesel.", "REQUEST", "requesting", {"KEN"}, set()),
    ("Peru issued a statement condemning the raid.", "ACCUSE", "condemning", {"PER"}, set()),
    ("Iranian-supplied drones flew over the port.", "AID", "supplied", {"IRN"}, set()),
    ("Sudanese troops were withdrawn from the mill.", "RETREAT", "withdrawn", {"SDN"}, set()),
    ("A strike by Turkish jets killed nine herders.", "ASSAULT", "strike", {"TUR"}, set()),
    ("Rockets fired by Sudan hit the mill.", "ASSAULT", "hit", {"SDN"}, set()),
    ("Nine were killed when Chadian jets bombed the depot.", "ASSAULT", "bombed", {"TCD"}, set()),
    ("Chad said that soldiers of Sudan near the lake fired two rockets.", "ASSAULT", "fired",
     {"SDN"}, set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "word", "actors_", "recipients"), PARTIES)
def test_who_did_it_to_whom(
    text: str, kind: str, word: str, actors_: set[str], recipients: set[str]
) -> None:
    (event,) = [e for e in read(text) if e.trigger.text.split()[-1] == word]
    assert event.type == kind
    assert {p.country for p in event.actors if p.country} >= actors_
    assert {p.country for p in event.recipients if p.country} >= recipients


# (text, word, names that may act: none)
NOBODY = [
    ("Shells struck the market in Taiz.", "struck"),
    ("Warplanes bombed the market in Taiz.", "bombed"),
    ("Residents reported shelling near the mill.", "shelling"),
    ("Since Chad's war began, nine villages have burned.", "war"),
]


@pytest.mark.parametrize(("text", "word"), NOBODY)
def test_weapons_witnesses_and_scenes_do_not_act(text: str, word: str) -> None:
    (event,) = [e for e in read(text) if e.trigger.text == word]
    assert event.actors == ()


def test_what_moves_its_own_troops_suffers_nothing() -> None:
    (event,) = read("Tajikistan is to withdraw its tanks.")
    assert {p.country for p in event.actors} == {"TJK"}
    assert event.recipients == ()


def test_each_blames_the_other() -> None:
    text = "Kenya and Somalia reported losses, with each blaming the other for the clashes."
    (event,) = [e for e in read(text) if e.type == "ACCUSE"]
    assert (
        {p.country for p in event.actors} == {"KEN", "SOM"} == {p.country for p in event.recipients}
    )


# (text, word, countries that act): what another telling lends, and where nothing is lent.
LENT = [
    ("Chad attacked the mill. The attack lasted an hour.", "attack", {"TCD"}),
    ("A Chadian raid began at dawn. The raid killed nine.", "raid", {"TCD"}),
    ("Chad shelled the mill. Nine herders were killed.", "killed", {"TCD"}),
    ("Chad shelled the mill. Sudan shelled the port. Nine herders were killed.", "killed",
     {"SDN"}),
    ("Chad shelled the mill and Sudan bombed the port. Nine herders were killed.", "killed", set()),
    ("Chad shelled the mill. Since May 900 herders have been killed.", "killed", set()),
    ("Chad shelled the mill. The shelling of a church angered Rome.", "shelling", set()),
    ("Chad bombed the mill. The raid that hit a church angered Rome.", "raid", set()),
    ("Chad shelled the mill. It rained. It snowed. It froze. It rained. The attack failed.",
     "attack", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "acting"), LENT)
def test_what_one_telling_lends_another(text: str, word: str, acting: set[str]) -> None:
    event = [e for e in read(text) if e.trigger.text == word][-1]
    assert {p.country for p in event.actors} == acting
    assert not acting or "as of" in event.why.get("actors", "as of")


def test_an_unnamed_doer_is_empty_with_a_reason() -> None:
    (event,) = read("The depot was bombed at dawn.")
    assert event.actors == ()
    assert event.why["actors"]


# One happening in one clause is one event: (text, number of ASSAULT events).
ONCE = [
    ("Four soldiers died in fighting near the pass.", 1),
    ("An airstrike killed nine herders.", 1),
    ("Rebels killed and wounded eleven guards.", 1),
    ("The army carried out an attack on the mill.", 1),
    ("Rebels attacked the mill and soldiers shelled the port.", 2),
    ("The shelling hit a bakery near Bangui.", 1),
    ("Jets pounded the port with a barrage of air strikes.", 1),
    ("The raid on Saturday targeted a wedding and killed nine guests.", 1),
    ("Twelve soldiers were killed and nine wounded in clashes with rebels.", 1),
    ("An attack claimed by rebels left nine monks dead.", 1),
    ("Rockets hit a bakery in Wau and wounded three bakers.", 1),
    ("Nine monks died when a shell struck the abbey.", 1),
    ("Rebels denied that the raid had killed nine monks, and jets bombed the port.", 2),
    ("Sudan killed nine monks in a raid by Chad.", 2),
    ("The raid in Wau did not kill anyone.", 2),
]

# (text, the word kept, a party that acts, one that suffers): the one event has all that is said.
TOGETHER = [
    ("An airstrike by Chad killed nine herders in Wau.", "airstrike", "Chad", "herders"),
    ("Nine herders were killed in an airstrike by Chad.", "airstrike", "Chad", "herders"),
    ("Rebels stormed a village near Wau, killing nine monks.", "stormed", "Rebels", "monks"),
    ("A Chadian raid that killed nine monks angered Rome.", "raid", "Chad", "monks"),
    ("Sudan carried out a raid on the abbey, killing nine monks.", "raid", "Sudan", "monks"),
    ("Rebels killed nine monks and wounded three.", "killed", "Rebels", "monks"),
    ("Chad carried out raids against militants near the lake killing nine monks.", "raids",
     "Chad", "monks militants"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "acting", "suffering"), TOGETHER)
def test_one_happening_has_the_parties_of_all_its_words(
    text: str, word: str, acting: str, suffering: str
) -> None:
    (event,) = [e for e in read(text) if e.type == "ASSAULT"]
    assert event.trigger.text == word
    assert [p.name for p in event.actors] == [acting]
    assert " ".join(p.name for p in event.recipients) == suffering
    assert event.why["merged"]


@pytest.mark.parametrize(("text", "number"), ONCE)
def test_one_happening_is_told_once(text: str, number: int) -> None:
    assert len([e for e in read(text) if e.type == "ASSAULT"]) == number


# (text, word, names that suffer, place): who was hit is somebody, where is a place.
TARGETS = [
    ("Jets bombed a base belonging to the Rapid Support Forces.", "bombed",
     ["Rapid Support Forces"], None),
    ("Rockets hit a hospital in Khartoum.", "hit", [], "Khartoum"),
    ("Ethiopian jets bombed the town of Mekelle.", "bombed", [], "Mekelle"),
    ("Kenya shelled Mogadishu at dawn.", "shelled", [], "Mogadishu"),
    ("An attack on Kismayo killed nine monks.", "attack", ["monks"], "Kismayo"),
    ("Chad shelled a village held by Boko Haram.", "shelled", [], None),
    ("The army began anti-Boko Haram operations.", "operations", ["Boko Haram"], None),
    ("Clashes between regime and rebel fighters went on.", "Clashes",
     ["rebel fighters", "regime fighters"], None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "suffering", "place"), TARGETS)
def test_who_was_hit_and_where(
    text: str, word: str, suffering: list[str], place: str | None
) -> None:
    (event,) = [e for e in read_with_places(text) if e.trigger.text == word]
    assert sorted(p.name for p in event.recipients) == suffering
    assert (event.place and event.place.name) == place


# (text, word, names that act)
LICENCE = [
    ("A jihadist-led counterattack began at dawn.", "counterattack", ["jihadist"]),
    ("The army began anti-Boko Haram operations.", "operations", ["army"]),
    ("Jets hit areas under the control of the Islamic State.", "hit", []),
    ("Three monks were killed, the Congo Observatory for Peace said.", "killed", []),
    ("The raid was carried out by Chad.", "raid", ["Chad"]),
    ("Tanks in Mogadishu shelled the port.", "shelled", []),
    ("Nine fighters were killed in shelling at dawn.", "shelling", []),
]


@pytest.mark.parametrize(("text", "word", "acting"), LICENCE)
def test_who_may_act(text: str, word: str, acting: list[str]) -> None:
    (event,) = [e for e in read(text) if e.trigger.text == word]
    assert [p.name for p in event.actors] == acting


# The same words of war, in sentences without one.
NO_EVENT = [
    "City won the battle for the title with a late attack.",
    "The striker fired the winner into the net to sink the visitors.",
    "Speculators attacked the currency and shares retreated two percent.",
    "The crew shot a film in the desert near Ouarzazate.",
    "The heatwave attacked the vines.",
    "The president fired the minister of mines.",
    "Leaders met the deadline.",
    "March 12 was cold in Tarsk.",
    "Navy routed Air Force in the rugby final, their coach said.",
    "Investors fled the stock after the takeover battle.",
]


def test_a_line_of_tags_tells_nothing() -> None:
    assert read("Tags Sudan Darfur Airstrike Chad Refugees Kutum Bombing United Nations") == []
    assert [e.type for e in read("31 Troops Killed in Airstrike on Kutum Army Base")] != []


@pytest.mark.parametrize("text", NO_EVENT)
def test_figures_of_speech_are_no_events(text: str) -> None:
    force = ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT", "PROTEST", "CONSULT")
    assert [e for e in read(text) if e.type in force] == []


# Words of war that are only mentioned, and their twins that do tell a happening.
MENTIONED = [
    ("The defeated rebels wept in Bangui.", "defeated", False),
    ("The army defeated the rebels in Bangui.", "defeated", True),
    ("The allied soldiers wept in Bangui.", "allied", False),
    ("A man fighting for the rebels was buried in Bangui.", "fighting", False),
    ("Men fighting the rebels wept in Bangui.", "fighting", True),
    ("The Emergency Relief Coordinator flew to Bangui with soldiers.", "Relief", False),
    ("Emergency relief reached the soldiers.", "relief", True),
    ("The colonel called the raid an act of war.", "war", False),
    ("War between the emirates closed the mill.", "War", True),
    ("Thousands of villagers fled their homes near the rebels.", "fled", False),
    ("The rebels fled their homes near the mill.", "fled", True),
    ("An accidental explosion at a depot killed two soldiers.", "explosion", False),
    ("An explosion at a depot killed two soldiers.", "explosion", True),
]


@pytest.mark.parametrize(("text", "word", "told"), MENTIONED)
def test_what_is_only_mentioned_is_no_event(text: str, word: str, told: bool) -> None:
    assert (word in [e.trigger.text.split()[-1] for e in read(text)]) is told


# The same verbs where they do tell of force.
FORCE = [
    ("Militiamen fired on the winner of the election.", "fired on", "ASSAULT"),
    ("A missile struck the ministry of mines.", "struck", "ASSAULT"),
    ("The two sides struck a deal on the mines.", "struck", "AGREE"),
    ("Soldiers shot three miners near the gate.", "shot", "ASSAULT"),
    ("The battle for Taiz reached the airport.", "battle", "ASSAULT"),
    ("The town fell to the rebels.", "fell", "ASSAULT"),
    ("Rebels captured four soldiers.", "captured", "COERCE"),
    ("Rebels captured the town.", "captured", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "trigger", "kind"), FORCE)
def test_ambiguous_words_by_their_company(text: str, trigger: str, kind: str) -> None:
    assert [e.type for e in read(text) if trigger.startswith(e.trigger.text.split()[0])] == [kind]


def test_events_stand_in_order_and_on_their_words() -> None:
    text = "Chad shelled a mill. Sudan denied arming the rebels, and talks were held in Doha."
    found = read(text)
    starts = [e.trigger.span[0] for e in found]
    assert starts == sorted(starts)
    assert all(text[slice(*e.trigger.span)] == e.trigger.text for e in found)


def test_talks_named_again_have_the_same_parties() -> None:
    found = read("Uganda and Rwanda met in Luanda. The talks lasted two hours.")
    assert {p.country for p in found[-1].actors} == {"UGA", "RWA"}
    assert "as of" in found[-1].why["actors"]


def test_we_is_whoever_speaks() -> None:
    (said,) = [e for e in read("“We shelled the mill,” Chad said.") if e.type == "ASSAULT"]
    assert {p.country for p in said.actors} == {"TCD"}
    (alone,) = [e for e in read("We shelled the mill.") if e.type == "ASSAULT"]
    assert alone.actors == ()
    assert alone.why["actors"] == deeds.FIRST_PERSON
