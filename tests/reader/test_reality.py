"""Whether it happened: minimal pairs over several conflicts, and every cue word at work."""

from __future__ import annotations

from typing import Any

import pytest

from casus.reader import actors, deeds, lexicon, times
from casus.reader.deeds import governors
from casus.reader.language import parse
from casus.reader.places import Places
from casus.records import Article, Event, Published

ARTICLE = Article(id="a", source="a", text="", sha256="0")


def read(text: str) -> list[Event]:
    page = next(parse([text]))
    cast = actors.find(page, ARTICLE)
    return deeds.find(page, cast, times.find(page, Published()), Places(page))


# (text, word that names the happening, reality)
TABLE = [
    # told as done
    ("Rebels attacked the barracks in Bossangoa.", "attacked", "actual"),
    ("The barracks in Bossangoa was attacked by rebels.", "attacked", "actual"),
    ("Rebels have attacked the barracks twice this week.", "attacked", "actual"),
    ("Rebels attacked the barracks in 2014.", "attacked", "actual"),
    ("Chad said rebels had attacked the barracks.", "attacked", "actual"),
    ("Rebels shelled the mill, killing four guards.", "shelled", "actual"),
    ("The rebels were accused of attacking the barracks.", "attacking", "actual"),
    ("Chad accused Sudan of shelling two villages.", "shelling", "actual"),
    ("Jets bombed the depot and destroyed two tanks.", "bombed", "actual"),
    ("The army condemned the attack on the ferry.", "attack", "actual"),
    ("The militia managed to capture the bridge.", "capture", "actual"),
    ("The brigade began to withdraw from the pass.", "withdraw", "actual"),
    ("Clashes broke out near the mine at dusk.", "Clashes", "actual"),
    ("The guards foiled an attack by rebels.", "attack", "actual"),
    ("The guards repelled an attack by rebels.", "attack", "actual"),
    ("The guards foiled an attack on the mill.", "attack", "negated"),
    ("The guards did not foil an attack on the mill by talking to rebels.", "attack", "actual"),
    ("Thousands took to the streets to call for talks with the rebels.", "call", "actual"),
    ("Farmers marched to demand the release of the monks by the junta.", "demand", "actual"),
    ("Farmers will march to demand the release of the monks by the junta.", "demand", "planned"),
    # still going on
    ("Rebels have been attempting to capture the mill since May.", "capture", "ongoing"),
    ("The envoy urged the army to avoid continued attacks on the camp.", "attacks", "ongoing"),
    ("Rebels are attacking the barracks in Bossangoa.", "attacking", "ongoing"),
    ("The army is still shelling the port of Tiko.", "shelling", "ongoing"),
    ("The army continues to bombard the port.", "bombard", "ongoing"),
    ("Talks are being held in Lusaka with the rebels.", "Talks", "ongoing"),
    ("Families left the valley amid shelling.", "shelling", "ongoing"),
    ("Sudan has been shelling the camp since May.", "shelling", "ongoing"),
    ("Rebels battling the junta hold two mills.", "battling", "ongoing"),
    ("The mill is under attack, the abbot said.", "attack", "ongoing"),
    ("Nine have died since the fighting began in Wau.", "fighting", "ongoing"),
    ("The war in Tarsk, which began in 2019, has killed nine monks.", "war", "ongoing"),
    ("The 2019 Tarsk war, which began over a well, has cost nine lives.", "war", "actual"),
    ("The war of 2019 in Tarsk killed nine monks.", "war", "actual"),
    # said not to have happened
    ("Rebels did not attack the barracks.", "attack", "negated"),
    ("Rebels never attacked the barracks.", "attacked", "negated"),
    ("No rebel attacked the barracks.", "attacked", "negated"),
    ("Not a shell was fired by the garrison of Tiko.", "fired", "negated"),
    ("The rebels denied attacking the barracks.", "attacking", "negated"),
    ("Sudan denied that its jets had bombed the depot.", "bombed", "negated"),
    ("Sudan denied planning to attack the depot.", "attack", "negated"),
    ("The rebels failed to capture the barracks.", "capture", "negated"),
    ("The garrison refused to surrender.", "surrender", "negated"),
    ("The column withdrew without attacking the barracks.", "attacking", "negated"),
    ("There was no attack on the barracks.", "attack", "negated"),
    ("The junta has not agreed to withdraw its troops.", "withdraw", "negated"),
    ("Neither army attacked the monastery.", "attacked", "negated"),
    ("Nobody attacked the monastery, the abbot said.", "attacked", "negated"),
    ("The chancellor ruled out sanctions against the port.", "sanctions", "negated"),
    # denied and not denied
    ("The colonel did not deny that his men attacked the mill.", "attacked", "unknown"),
    ("The premier refused to rule out a raid on the harbour.", "raid", "possible"),
    ("Sudan had failed to fulfil a promise to withdraw its tanks.", "withdraw", "negated"),
    ("Sudan broke its promise to withdraw its tanks.", "withdraw", "negated"),
    ("Oslo has received no request for helicopters.", "request", "negated"),
    ("Monitors had seen no tanks leave the base.", "leave", "negated"),
    ("Bern dismissed claims that its jets bombed the mill.", "bombed", "negated"),
    # may be
    ("Rebels may attack the barracks.", "attack", "possible"),
    ("Rebels might have attacked the barracks.", "attacked", "possible"),
    ("Villagers fear that rebels will attack the mill.", "attack", "possible"),
    ("The fleet could blockade the strait within a day.", "blockade", "possible"),
    ("Monitors suspect that the army shelled the ferry.", "shelled", "possible"),
    ("Kigali is considering a withdrawal from the lake.", "withdrawal", "possible"),
    # on a condition
    ("Rebels would attack the barracks if the truce failed.", "attack", "conditional"),
    ("If rebels attack the barracks, the talks are over.", "attack", "conditional"),
    ("The guild will blockade the port unless wages rise.", "blockade", "conditional"),
    ("Should rebels attack the mill, the convoy will turn back.", "attack", "conditional"),
    ("The rebels threatened to attack the barracks.", "attack", "conditional"),
    # to come
    ("Rebels will attack the barracks on Sunday, the priest said.", "attack", "planned"),
    ("The brigade is going to withdraw from the pass.", "withdraw", "planned"),
    ("The rebels plan to attack the barracks.", "attack", "planned"),
    ("The rebels vowed to attack the barracks.", "attack", "planned"),
    ("Both armies agreed to withdraw from the wells.", "withdraw", "planned"),
    ("The envoys are due to meet in Lome.", "meet", "planned"),
    ("Lusaka promised to release the prisoners by May.", "release", "planned"),
    ("Belgrade is preparing to deploy a battalion.", "deploy", "planned"),
    ("The minister said the army would withdraw from the pass.", "withdraw", "planned"),
    ("The troops were to be withdrawn by noon.", "withdrawn", "planned"),
    ("The brigade is to leave the valley on Friday.", "leave", "planned"),
    # asked for
    ("He turned to Paris so that France would arm the police.", "arm", "demanded"),
    ("The king said that the rebels should leave the mine.", "leave", "demanded"),
    ("The garrison needs reinforcements, the mayor said.", "reinforcements", "demanded"),
    ("The bishop urged the rebels to attack no more villages.", "urged", "actual"),
    ("The bishop urged the army to withdraw from the pass.", "withdraw", "demanded"),
    ("Lagos called on the rebels to release the sailors.", "release", "demanded"),
    ("The rebels must withdraw from the wells, Niamey said.", "withdraw", "demanded"),
    ("Lima demanded the withdrawal of the gunboats.", "withdrawal", "demanded"),
    ("The union called for sanctions against the line.", "sanctions", "demanded"),
    ("The bishop urged the army not to attack the mill.", "attack", "negated"),
    ("The guild gave the gang until Friday to release the clerk.", "release", "demanded"),
    ("Leave the island at once, the admiral told them.", "Leave", "demanded"),
    ("Attack the fort at dawn!", "Attack", "demanded"),
    # no "no" counts twice
    ("No talks took place in Lome.", "talks", "negated"),
    ("Were fighting to break out, the port would be shut.", "fighting", "conditional"),
    # as a habit
    ("Rebels often attacked the barracks in those years.", "attacked", "past_habitual"),
    ("The army used to shell the port every Thursday.", "shell", "past_habitual"),
    # a clause of its own says that it took place
    (
        "It is unclear whether they will renew the fighting, which killed nine.",
        "fighting",
        "actual",
    ),
    # not known
    ("The abbot could not say whether rebels attacked the mill.", "attacked", "unknown"),
    ("Did the rebels attack the barracks?", "attack", "unknown"),
    ("Oslo neither confirmed nor denied that its jets bombed the mill.", "bombed", "unknown"),
]


@pytest.mark.parametrize(("text", "word", "expected"), TABLE)
def test_reality(text: str, word: str, expected: str) -> None:
    found = {e.trigger.text.split()[-1]: e for e in read(text)}
    assert word in found, found
    assert found[word].reality == expected, found[word].why


def cue_entries() -> list[Any]:
    """(section, entry) of every cue word."""
    return [
        pytest.param(entry, id=f"{section}-{entry['lemma']}")
        for section, entries in lexicon.load("reality").items()
        for entry in entries
    ]


@pytest.mark.parametrize("entry", cue_entries())
def test_every_cue_is_at_work_in_its_example(entry: dict[str, Any]) -> None:
    found = read(entry["x"])
    assert any(
        e.reality == entry["effect"] and entry["lemma"] in e.why["reality"] for e in found
    ), [(e.trigger.text, e.reality, e.why["reality"]) for e in found]


def test_an_outer_denial_outweighs_a_plan() -> None:
    assert governors.combine("negated", "planned") == "negated"
    assert governors.combine("planned", "negated") == "negated"
    assert governors.combine("negated", "negated") == "actual"
    assert governors.combine("negated", "unknown") == "unknown"
