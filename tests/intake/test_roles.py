"""What a line is: an example of every kind of furniture, and sentences that only look like it."""

import pytest

from casus.intake.roles import classify, is_caption, is_photo_credit, shows_picture


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Home > World > Senna Valley", "crumbs"),
        ("Home » News » Cyprus", "crumbs"),
        ("By Jana Orlick", "byline"),
        ("BY JANA ORLICK AND TOM REYES", "byline"),
        ("By Terry Maddox, Chief Football Writer", "byline"),
        ("By Tom Reyes in Yerevan", "byline"),
        ("Tuesday 2 April 2019 17:40", "stamp"),
        ("Port Merrow, 5 November 2021", "stamp"),
        ("Updated 2 hours ago", "stamp"),
        ("Authored by Jana Orlick via The Valley Desk,", "credit"),
        ("via Valley News https://sho.rt/3hn Jana Orlick", "via"),
        ("(Reporting by Leyla Aslan; editing by Ann Cole)", "wire"),
        ("Additional reporting by Omar Haddad in Orkesh", "wire"),
        ("Share on Facebook Tweet this Email Print Save", "share"),
        ("Share | Tweet | WhatsApp | Email | Print | A- A+", "compound"),
        ("By Eleni Markou | August 21, 2023, 8:14 am | 0 comments", "compound"),
        ("By Imogen Tarrant | November 14, 2021 | 4 min read", "compound"),
        ("4 min read", "count"),
        ("3 Comments", "comments"),
        ("Leave a Reply", "comments"),
        ("Name * Email * Website", "form"),
        ("Post comment", "form"),
        ("Your email address will not be published. Required fields are marked *", "form"),
        ("READ ALSO: Five things to know about uranium", "related"),
        ("You may also like: Ten temples | A draw", "related"),
        ("Related stories", "related"),
        ("Tags: Niger, ECOWAS, coup", "tag"),
        ("Filed under: World", "tag"),
        ("Sign up for our morning newsletter", "newsletter"),
        ("Follow us on Telegram", "newsletter"),
        ("ADVERTISEMENT – CONTINUE READING BELOW", "advert"),
        ("Skip to content", "site"),
        ("We use cookies to make the site better.", "site"),
        ("© 2019 The Lethany Courier. All rights reserved.", "copyright"),
        ("Source Reuters", "source"),
        ("ENDS", "end"),
        ("* * *", "separator"),
    ],
)
def test_furniture(line: str, kind: str) -> None:
    role = classify(line)
    assert role is not None
    assert role.kind == kind
    assert role.why


@pytest.mark.parametrize(
    "line",
    [
        "By all accounts the fighting was the worst in years",
        "By Monday, Tarsk had fallen",
        "By August the siege was over",
        "Related violence killed 12 people in Orsk, police said.",
        "More on Tuesday, the two sides said.",
        "Comment is free",
        "Donate blood, doctors told residents on Friday.",
        "Sources in the army said so.",
        "What we know",
        "Name of the victim",
        "Share of the vote fell to 12 percent.",
        "Trending upward, the toll reached 40.",
        "Date set for talks",
        "On 2 April 2019 the bridge was hit and two people died.",
        "Via Orkesh the aid reached Tarsk on Friday, the agency said.",
        "Reporting by the UN mission has been denied access, it said.",
        "13:05 The ministry says that its operation has begun.",
        "“By God, we will stay,” said a villager.",
        "Two dead > and the rest fled",
    ],
)
def test_text(line: str) -> None:
    assert classify(line) is None


def test_what_a_line_tells() -> None:
    credit = classify("Authored by Jana Orlick via The Valley Desk,")
    assert credit is not None
    assert (credit.byline, credit.via) == ("Jana Orlick", ("The Valley Desk",))
    cut_short = classify("Written By Jana Orlick Via")
    assert cut_short is not None
    assert (cut_short.byline, cut_short.via) == ("Jana Orlick", ())
    trail = classify("via Valley News https://sho.rt/3hn Jana Orlick")
    assert trail is not None
    assert (trail.via, trail.url, trail.byline) == (
        ("Valley News",),
        "https://sho.rt/3hn",
        "Jana Orlick",
    )
    line = classify(
        "By Marta Oyelaran, Staff Writer | Posted: 6:14 am, August 2, 2014 | 43 Comments"
    )
    assert line is not None
    assert line.byline == "Marta Oyelaran, Staff Writer"
    assert line.stamps[0].time == "06:14"


@pytest.mark.parametrize(
    "line",
    [
        "Villagers in the Senna Valley left their homes before the handover, via AFP",
        "Soldiers at the Suvan crossing last month. Photo: J. Orlick",
        "Stranded: trucks at the Torkham crossing, shut since Sunday. (File photo)",
        "Photo: Coup supporters fill a stadium in Niamey on Sunday. Credit: Stringer",
        "People inspect a burnt bus in Kelm, April 4, 2021. (Reuters)",
        "A tank of the Third Brigade near Tarsk [Jana Orlick/Getty Images]",
        "This handout photo shows the wreck of the helicopter near Kezil Pass.",
        "FILE PHOTO: The presidents of Morvenia and Zhaldan shake hands",
    ],
)
def test_caption(line: str) -> None:
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "The ministry said in a video on Friday that it had been hit, via Telegram.",
        "Two rockets hit the depot, witnesses told AP.",
        "The rebels sent a photo by courier",
        "“The photo: it was a lie,” he said.",
        "Both sides blamed each other for the raid.",
    ],
)
def test_no_caption(line: str) -> None:
    assert not is_caption(line)


def test_pictures_without_credit() -> None:
    assert shows_picture("Smoke pours from a block of flats in Kelm yesterday")
    assert not shows_picture("The army pours scorn on the report, an aide said")
    assert not shows_picture("Toll rises to 40 in Kelm as the search goes on")
    assert not shows_picture("Tallinn denies its patrol boat fired on a trawler")
    assert not shows_picture("Smoke poured from a block of flats.")


def test_credit_alone() -> None:
    assert is_photo_credit("Photo: J. Orlick")
    assert is_photo_credit("AFP/Getty Images")
    assert not is_photo_credit("Photographers fled")
