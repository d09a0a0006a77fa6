"""What a page holds besides what it reports makes no claims; short reports are never taken for it."""

from datetime import date
from functools import cache

import pytest

from tocsin.engine.reader import Reader
from tocsin.lexicon.language import lexicon_for
from tocsin.model.reading import Reading

READER = Reader()
FURNITURE = {
    "stamp": [
        "Published 3 May 2024, 07:15 CEST", "Last updated 25 minutes ago", "Posted: May 3, 2024 / 09:10 AM EST",
        "Updated on Friday at 4 pm", "May 3, 2024 6:05 ambyStaff of the Traun Post", "First published: 3 May 2024",
        "03.05.2024 18:20", "Next update: Monday, 9:00", "Reading time: 4 minutes", "Date: 3 May 2024",
        "Posted on May 3rd, 2024 by nora",
    ],
    "dateline": ["TRAUN (Traun Wire) —", "TRAUN, May 3 (Traun Wire) -", "UPPER TRAUN, 3 May 2024 –"],
    "byline": [
        "By Nora Brenner", "By Nora Brenner and Paul Osk, Traun Post", "Text: Nora Brenner", "Story by Nora Brenner",
        "(Reporting by Nora Brenner; Editing by Paul Osk)", "Nora Brenner, staff writer", "Written by Nora Brenner",
        "Nora Brenner contributed to this report.", "With additional reporting by Paul Osk in Traun",
        "Words by Nora Brenner, photography by Paul Osk",
    ],
    "caption": [
        "Photo: Paul Osk / Traun Post", "Image caption: The bridge after the storm", "Photograph by Paul Osk",
        "The bridge after the storm. (Photo: Paul Osk)", "Figure 2: Water levels in May", "Picture credit: Traun Post",
        "This undated handout photo shows the bridge.", "Video: Paul Osk", "Map: Traun Post",
    ],
    "copyright": [
        "Copyright 2024 Traun Post. All rights reserved.", "© 2024 Traun Media Group", "All rights reserved.",
        "This material may not be reproduced without written permission.", "Powered by Inkwell",
        "Reproduction without permission is prohibited.", "Licensed under Creative Commons BY 4.0",
    ],
    "legal": [
        "We use cookies to give you the best experience.", "This site uses cookies to analyse traffic.",
        "By clicking Accept you agree to our terms of use.", "Your email address will not be published.",
        "The opinions expressed here are those of the author.",
        "The Traun Post is not responsible for the content of external sites.",
    ],
    "self_reference": [
        "This audio was made with the help of AI.", "This article was first published in March.",
        "This interview has been edited for length and clarity.", "This is a developing story.",
        "Editor's note: Nora Brenner grew up in Traun.", "This text was translated from German.",
        "An earlier version of this article misspelled a name.", "This story has been updated.",
        "Correction, 4 May: This article gave the wrong age for the driver.", "Names have been changed.",
        "An earlier version said that the bridge was closed on Sunday.", "* Not her real name", "More details soon.",
        "We have removed a photo at the request of the family.", "Nora Brenner is our economics editor.",
        "The author is a former member of the council.", "Comments are closed.", "To be continued.",
        "Your browser does not support the video tag.", "We will bring you more as we get it.",
    ],
    "appeal": [
        "Subscribe to our newsletter.", "Sign up for the morning briefing", "Follow us on Telegram and X",
        "Support us: 0000 1111 2222", "Become a member today", "Send your photos to our bot @traun_bot",
        "Please consider a donation to our newsroom if you like what we do and share our articles.",
        "If you noticed an error, please email us.", "Were you affected by the storm? Send us your story",
        "Already a subscriber? Log in here.", "Create a free account to continue reading", "Was this article helpful?",
        "Continue reading with a subscription", "Try us free for 30 days", "Refresh this page for updates.",
        "You are reading a preview of this article.", "Thank you to everyone who supports us",
        "Never miss a story", "Join our channel 👉 @traunnews", "Download our app", "Thank you for reading.",
    ],
    "channel": [
        "Forwarded from Traun Live", "👉 Our channel | Chat", "@traunnews", "#Traun #storm", "t.me/traunnews",
        "via @newsbot", "➖➖➖ Video from our subscribers", "Full story here ⬇️",
    ],
    "page": [
        "Share this articleComments", "Skip to main content", "Home | News | Sport | Weather", "Print | Email | Share",
        "Advertisement", "Story continues below", "1,204 views", "18 comments", "6 min read", "Page 2 of 3",
        "Tags: storm, Traun, bridges", "Filed under: Weather", "Contact: press@traun.example, +000 555 0101",
        "For more information, write to press@traun.example", "FOR IMMEDIATE RELEASE", "Annex 1: list of roads",
        "You have 3 free articles left this month.", "Read more: Storm closes three roads", "Accept all cookies",
        "Related: How the bridge was built", "Back to top", "Log in to comment", "Order now!",
        "RADIO TRAUN – morning bulletin of 3 May 2024, 06:00", "Traun Weekly: Six weeks for just 3 euros!",
        "VIDEO: How the bridge fell", "Weather: 14 degrees, light rain", "Traun 14°C", "ISSN 1234-5678",
        "Editor-in-chief: Nora Brenner", "Paid for by the Ministry of Tourism", "From our Vienna bureau",
        "People wait for the ferry at Traun (photo by Paul Osk)", "Five things to know this morning",
        "We and our 834 partners store and access personal data.", "As an affiliate we may earn a commission.",
        "May 3, 2024 6:05 amby the Traun Post team", "Register for free to receive our evening letter.",
    ],
    "announcement": [
        "That was the news.", "You are listening to Radio Traun.", "The next bulletin follows at noon.",
        "We are closing this live blog for today.", "All times are local.", "The headlines:",
    ],
    "formula": [
        "We thank the rescue services.", "Our thoughts are with the families.", "We are shocked.",
        "Anyone who lost luggage can call 0800 411 411.",
    ],
    "apology": [
        "We regret the mistake.", "The Ministry apologises for any inconvenience.", "Sorry for the wrong number.",
    ],
    "unanswered": [
        "The army has not commented.", "The mill did not reply to a list of questions.", "He could not be reached.",
        "The owner could not be contacted for comment.", "The mayor, however, declined to comment.",
        "The company declined to give a figure.", "The army would neither confirm nor deny the report.",
        "There was no immediate comment from the army.",
        "The ministry has yet to respond to a request for comment.", "They did not want their names printed.",
        "She asked not to be named for fear of reprisals.", "His real name has been withheld for safety reasons.",
        "He spoke on condition of anonymity because he feared for his job.",
        "The claim could not be independently verified.", "It was not possible to verify either account.",
        "The Traun Post could not immediately verify these reports.", "We were unable to check the footage.",
    ],
}  # fmt: skip
REPORTS = [
    "12 hurt in Traun blast, police say", "Bridge at Traun closed", "Two schools shut after storm", "No trains to Traun",
    "By Monday, 40 people had left the town.", "Thanks to the new wall, 40 homes were saved.",
    "Subscribers left the newspaper in May.", "The regulator fined the firm 40 million euros over its cookies policy.",
    "This video was filmed in Traun on Monday, analysts said.", "Photos show two burned barns near Traun, analysts said.",
    "Members of the union voted for the strike.", "Contact with the ship was lost at noon.",
    "Support for the government fell to 31 percent.", "Share prices fell by 4 percent.", "Print workers struck in Traun.",
    "Previous governments ignored the dam.", "Most people have fled.", "Please boil the water before drinking.",
    "Send us ammunition, the commander said.", "Stay indoors, police told residents of Traun.", "Update: 3 dead, 14 hurt",
    "What we know: the dam holds and 40 people are safe.", "Comment on the deal was refused by both banks.",
    "Report: army lost 40 lorries", "It is a great victory for the town.", "Next week the bridge will be closed.",
    "Released prisoners arrived in Traun on Monday.", "About 40 people were hurt.", "Curfew in Traun from 8 pm",
    "Long queues at the border", "Video: army destroys bridge at Traun", "Welcome rain fell on the valley.",
    "Source in the ministry: the deal is dead.", "Top officials left the capital.", "Heavy fighting near Traun",
    "Correction: the broken main is in Enns, not in Traun.", "The article was deleted by the ministry.",
    "Weather: storm kills nine near Traun", "The author is in prison.", "The comments of the minister caused a row.",
    "Our choice is war, the rebels said.", "The interview gave the minister a chance.", "Names of the dead were read out.",
    "The mayor will bring more sandbags on Monday.", "We have removed the mines from the bridge.",
    "The mayor apologised for the loss of 40 cows.",
    "The pilot did not respond to the tower.", "The patient did not react to the drug.",
    "He declined the offer.",
    "The owners refused to pay the ransom.", "The rebels have not answered the offer of a truce.",
    "The ministry could not confirm that nine men had drowned.", "The police did not return fire.",
    "The soldiers were not allowed to leave the barracks.", "The headlines frightened investors.",
    "Asked if nine men had died, the mayor declined to comment.", "Three weeks of rain for the farmers of Traun.",
    "The minister did not comment on the strike, but the union called it a success.",
]  # fmt: skip
SMALL_TALK = [
    "Good evening.", "Thank you for having me.", "Hello, Ms Brenner.", "Welcome to the programme.", "It is a pleasure.",
    "That's a very good question.", "Let me explain.", "To be honest with you.", "You know what I mean?", "We'll see.",
    "As I said before.", "Ms Brenner, thank you very much for the interview.", "Have a nice day.", "Of course.",
]  # fmt: skip


@cache
def read(line: str) -> Reading:
    text = f"The storm broke the bridge at Traun.\n\n{line}\n\nThe town has called the army."
    return READER.read_text(text, published=date(2024, 5, 6))


def claims_of(line: str) -> list[str]:
    return [claim.text for claim in read(line).claims][1:-1]


@pytest.mark.parametrize("line", [line for lines in FURNITURE.values() for line in lines])
def test_furniture_makes_no_claim(line: str) -> None:
    assert claims_of(line) == []


@pytest.mark.parametrize("line", REPORTS)
def test_a_short_report_is_no_furniture(line: str) -> None:
    assert read(line).set_aside == ()


def test_what_follows_a_checked_claim_in_its_line_is_read() -> None:
    line = "Claim: The dam at Korbach was blown up. False. The wall of the dam at Korbach is whole, engineers said."
    assert claims_of(line) == ["The dam at Korbach was blown up", "The wall of the dam at Korbach is whole"]


@pytest.mark.parametrize("words", SMALL_TALK)
def test_greetings_and_small_talk_make_no_claim(words: str) -> None:
    assert claims_of(words) == []


def test_what_is_set_aside_is_kept_with_its_words_and_the_reason() -> None:
    (one,) = read("Last updated 25 minutes ago").set_aside
    assert one.text == "Last updated 25 minutes ago"
    assert (one.reason.rule, one.reason.facts) == ("claim.set_aside", {"kind": "stamp"})


def test_only_the_sentence_that_greets_is_set_aside() -> None:
    assert claims_of("Good morning. The army came at noon.") == ["The army came at noon"]


@pytest.mark.parametrize(
    "label", ["Related stories", "READ NEXT", "Most read", "You may also like", "More on this story"]
)
def test_links_below_a_label_make_no_claims(label: str) -> None:
    assert claims_of(f"{label}\nMinister resigns over ferry deal\nWhy does it rain so much?") == []


def test_a_paragraph_behind_a_link_list_is_read_again() -> None:
    assert claims_of("Related stories\nMinister resigns over ferry deal\nThe army came at noon.") == [
        "The army came at noon"
    ]


def test_the_head_of_a_table_makes_no_claim() -> None:
    assert claims_of("| Town | Killed | Injured |\n|---|---|---|\n| Traun | 12 | 40 |") == []


def test_points_below_a_frame_are_claims_and_the_frame_is_none() -> None:
    points = "The mayor also said:\n- two schools were shut\n- some 60 people had left on Monday"
    assert claims_of(points) == ["two schools were shut", "some 60 people had left on Monday"]


@pytest.mark.parametrize(
    "frame",
    [
        "The mayor went on to say:",
        "The mayor added on Tuesday:",
        "He told reporters on Monday.",
        "Radio Traun writes.",
        "The mayor did not say why.",
    ],
)
def test_a_frame_without_a_content_makes_no_claim(frame: str) -> None:
    assert claims_of(frame) == []


@pytest.mark.parametrize(
    "source",
    [
        "A driver, who gave his name as Lamine,",
        "A driver, whose name is known to the Post,",
        "In a letter, a copy of which was seen by the Post, the driver",
    ],
)
def test_how_a_source_is_known_makes_no_claim(source: str) -> None:
    assert claims_of(f"{source} said that the boat sank.") == ["the boat sank"]


@pytest.mark.parametrize(
    "sentence", ["She wrote to the minister.", "The mayor warned against a war.", "The police reported 4 deaths."]
)
def test_a_verb_of_speech_with_a_content_makes_a_claim(sentence: str) -> None:
    assert claims_of(sentence) == [sentence.rstrip(".")]


def test_the_one_who_wrote_the_page_is_told_apart_from_whom_it_is_about() -> None:
    text = (
        "By Nora Brenner\n\nThe storm broke the bridge.\n\nThe army came at noon.\n\n"
        "Nora Brenner covers the valley for the Traun Post."
    )
    assert [claim.text for claim in READER.read_text(text).claims] == [
        "The storm broke the bridge",
        "The army came at noon",
    ]


def test_every_kind_of_furniture_has_words_for_the_reader() -> None:
    named = {kind["name"] for kind in lexicon_for("en").table("furniture")["kinds"]}
    assert named <= lexicon_for("en").table("reasons")["words"]["kinds_of_furniture"].keys()


def test_who_did_not_return_is_more_than_no_answer() -> None:
    text = "His wife called the guard when he did not return."
    assert not READER.read_text(text, outlet="The Daily").set_aside


def test_what_only_numbers_or_heads_a_statement_is_no_claim() -> None:
    text = (
        "Ministry of Roads\n\nPress release No. 12/2025\n\nOn the damage in the Northern Province\n\n"
        "The Ministry informs the public that, as of 3 May, 31 bridges are shut.\n\n"
        "The following measures have been taken:\n- 40 cranes have been sent to Traun;\n- two ferries are running."
    )
    found = [claim.text for claim in READER.read_text(text, published=date(2025, 5, 4)).claims]
    assert found == [
        "as of 3 May, 31 bridges are shut", "40 cranes have been sent to Traun", "two ferries are running",
    ]  # fmt: skip


def test_what_a_clause_only_exclaims_or_calls_somebody_is_no_claim() -> None:
    text = "Nobody was hurt, thank God, but two boats are lost. One woman, whom we call Ida, said she had swum."
    found = [claim.text for claim in READER.read_text(text, published=date(2025, 5, 4)).claims]
    assert found == ["Nobody was hurt", "two boats are lost", "she had swum"]
