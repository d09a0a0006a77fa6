"""What claims of pages without a plain lead are told to be about."""

from datetime import date

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.claim import Claim

READER = Reader()


def claims(text: str) -> list[Claim]:
    return list(READER.read_text(text, published=date(2025, 6, 20)).claims)


def standalone(text: str) -> list[str]:
    return [claim.standalone for claim in claims(text)]


def told_of(text: str, words: str) -> str:
    """The standalone text of the claim that has some words."""
    return next(one.standalone for one in claims(text) if words in one.text)


LIVE = (
    "Flood in Linz – live updates\n\n"
    "19:40\nThe rescue service has found two more people.\n\n"
    "18:15 The tram is running again.\n\n"
    "17:30 – The Danube flood in Linz has cut off 40 houses, the mayor says.\n\n"
    "16:05 | A school was cleared."
)


def test_every_entry_of_a_live_page_is_told_what_the_page_is_about() -> None:
    context = "[context: The Danube flood in Linz has cut off 40 houses]"
    assert told_of(LIVE, "school").endswith(context)
    assert told_of(LIVE, "tram").endswith(context)


def test_the_hour_before_an_entry_is_no_part_of_its_claim() -> None:
    assert not any(char.isdigit() for char in told_of(LIVE, "school").partition(" [")[0])


FEATURE = (
    "The last bell makers of Enns\n\n"
    "The bread is still warm, and nobody speaks. Karl Moser looks at the fire.\n\n"
    "Moser is one of nine bell makers who are left in Enns. There were 60 of them once.\n\n"
    "The council wants to close the foundry. It is too loud."
)


def test_a_lead_that_sets_a_scene_gives_way_to_the_sentence_that_has_most_of_the_title() -> None:
    context = "[context: The last bell makers of Enns: Moser is one of nine bell makers who are left in Enns]"
    assert told_of(FEATURE, "foundry").endswith(context)
    assert "bread" not in told_of(FEATURE, "foundry").partition("[")[2]


def test_a_title_that_states_nothing_is_no_claim() -> None:
    assert not any(one.text.startswith("The last bell makers") for one in claims(FEATURE))


@pytest.mark.parametrize("title", ["Two dead in a fire at Enns", "Shelling of Enns", "Trams stopped in Enns"])
def test_a_title_that_tells_what_happened_is_a_claim(title: str) -> None:
    text = f"{title}\n\nA house burned in Enns on Monday.\n\nThe police are looking for witnesses.\n\nA dog was saved."
    assert any(one.text.startswith(title.split()[0]) for one in claims(text))


INTERVIEW = (
    "“We count them by hand”\n\n"
    "Nora Brenner heads the port office of Linz. The Courier spoke to her about barges.\n\n"
    "Danube Courier: Ms Brenner, what do you find on board?\n\n"
    "Nora Brenner: Scrap, mostly. Last week we stopped eleven barges.\n\n"
    "DC: Will the lock be closed?\n\n"
    "Brenner: I do not think so. The ministry decides that in May."
)


def test_an_answer_is_told_who_answers_and_what_was_asked() -> None:
    assert "[Ms Brenner, what do you find on board?] Scrap" in told_of(INTERVIEW, "Scrap")
    assert "[context: Nora Brenner heads the port office of Linz" in told_of(INTERVIEW, "eleven barges")


def test_initials_and_surnames_are_labels_of_those_who_were_named_in_full() -> None:
    speakers = {one.text: one.speaker for one in claims(INTERVIEW)}
    assert speakers["Will the lock be closed?"] == "Danube Courier"
    assert speakers["The ministry decides that in May"] == "Nora Brenner"


def test_a_surname_with_a_particle_is_a_label() -> None:
    text = (
        "Courier: How deep is the well?\n\nHana al-Basri: Forty metres.\n\n"
        "Courier: Is the water clean?\n\nal-Basri: The water is salty.\n\n"
        "Courier: Who pays for it?\n\nal-Basri: The town pays."
    )
    assert next(one for one in claims(text) if "salty" in one.text).speaker == "Hana al-Basri"


def test_what_is_quoted_over_an_interview_is_no_claim_of_the_outlet() -> None:
    assert not any("by hand" in one.text for one in claims(INTERVIEW))


def test_a_lead_whose_content_begins_in_the_middle_is_told_with_who_says_so() -> None:
    text = "People who live by the tannery at Enns say the stench keeps them awake.\n\nThe council has had 80 letters."
    assert told_of(text, "80 letters").endswith(
        "[context: People who live by the tannery at Enns say the stench keeps them awake]"
    )


def test_what_is_denied_is_told_as_denied() -> None:
    text = "The army denied on Monday that its men had crossed the river at Enns.\n\nA mill was hit."
    assert told_of(text, "mill").endswith(
        "[context: The army denied on Monday that its men had crossed the river at Enns]"
    )


def test_posts_go_on_with_the_line_that_told_what_happened_where() -> None:
    text = (
        "Shots in Enns. Stay at home.\n\nTwo cars are on fire, preliminary. One stands by the school.\n\n"
        "Wels. Since noon four roofs were torn off. A man was hurt."
    )
    assert "[context: Shots in Enns" in told_of(text, "by the school")
    assert "[context: Wels" in told_of(text, "man was hurt")


def test_a_label_is_no_matter_that_posts_go_on_with() -> None:
    text = "UNCONFIRMED. The mill at Enns is on fire.\n\nRETRACTION. The mill was not on fire. Nobody was hurt."
    assert "UNCONFIRMED" not in told_of(text, "Enns")
    assert "RETRACTION" not in told_of(text, "Nobody")


def test_the_sections_of_a_roundup_have_their_own_matters() -> None:
    text = (
        "GHANA\nGunmen attacked a post at Tamale on Tuesday. The army sent help.\n\n"
        "PERU\nA curfew in the eastern region was lifted. Markets are open again.\n\n"
        "NEPAL\nA bridge fell near Pokhara on Monday. Nobody was hurt."
    )
    assert "[context: PERU" in told_of(text, "Markets")
    assert "Tamale" not in told_of(text, "Markets")


CHECK = (
    "No, this clip does not show a dam breaking in Austria\n\n"
    "CLAIM: A clip shows a dam breaking in Austria in May 2025.\n\nVERDICT: False\n\n"
    "The clip was filmed in Peru in 2019. The cars drive on the right but carry foreign plates."
)


def test_what_a_text_that_checks_claims_is_about_is_what_its_title_says() -> None:
    assert told_of(CHECK, "carry foreign").startswith("[the cars] carry") or "[The cars]" in told_of(
        CHECK, "carry foreign"
    )
    assert told_of(CHECK, "carry foreign").endswith("[context: No, this clip does not show a dam breaking in Austria]")


def test_the_claim_that_is_checked_is_denied_by_the_checker() -> None:
    (one,) = (one for one in claims(CHECK) if "in May 2025" in one.text)
    assert (one.factuality.value, one.sources) == ("CT-", ())


def test_a_title_in_pictures_gives_way_to_what_the_text_speaks_of_most() -> None:
    text = (
        "Selling soup to the moon\n\nThe lamps swing in the wind, and Mara Toth is still awake.\n\n"
        "The market of Enns once had 300 stalls. A mall has taken the young people.\n\n"
        "The council will close the market in May. The stalls will be sold.\n\nA judge will look at the market in June."
    )
    assert told_of(text, "will be sold").endswith("The market of Enns once had 300 stalls]")


def test_a_sentence_that_begins_with_a_pronoun_may_tell_the_topic_with_the_name() -> None:
    text = (
        "The man who mends dead clocks\n\nSomething ticks, and then a bell rings that nobody has heard for years.\n\n"
        "Otto Moser does not look up. He has mended clocks in a cellar on Linz's Lermann Street for 52 years.\n\n"
        "The house was sold. A court will hear the case in May."
    )
    assert "clocks: Otto Moser has mended clocks in a cellar on Linz's Lermann Street" in told_of(text, "court")


def test_what_an_entry_of_a_live_page_points_back_to_is_told() -> None:
    text = (
        "Fire in Linz – live updates\n\n17:30 Several users claim that a bomb went off. There is no evidence for that.\n\n"
        "16:20 Sixty trams were stopped.\n\n15:40 A fire broke out in a hall of Linz station."
    )
    assert "a bomb went off]" in told_of(text, "evidence")


def test_the_end_of_a_live_page_is_no_claim() -> None:
    assert not any("coverage" in one.text for one in claims(LIVE + "\n\n15:00 Our live coverage ends here."))


def test_entries_with_hours_in_brackets_that_speak_of_other_things_each_are_about_what_they_open_with() -> None:
    text = (
        "[07:40] G. Sabo, chief engineer of the dock builders, was detained last night by men from the Astra.\n\n"
        "[09:30] The hospital in Enns is full. Beds stand in the corridors.\n\n"
        "[10:05] The shelter at the school is closed. People are sent on to Steyr.\n\n"
        "[16:50] A new road is being built in three shifts."
    )
    assert all("Sabo" not in one for one in standalone(text)[1:])
    assert "The hospital in Enns is full" in told_of(text, "Beds")


def test_half_of_a_lead_is_told_where_and_when_it_was_by_the_other_half() -> None:
    text = (
        "LINZ, Austria, June 19 (Wire) - Six guards were killed and 14 wounded in a clash with smugglers at the Amber Pass "
        "on Monday, the ministry said.\n\nNine guards are missing."
    )
    assert "[context: Six guards were killed and 14 wounded" in standalone(text)[0]


def test_a_list_of_checked_claims_is_about_none_of_them() -> None:
    text = (
        "Claim: 25 guards were killed. False. The Checkers found the names of two guards, who were buried in Linz.\n\n"
        "Claim: The army used no artillery. False. Pictures taken on 7 June show at least 40 fresh craters near Enns."
    )
    assert "context" not in told_of(text, "craters")


def test_no_question_tells_what_a_paragraph_is_about() -> None:
    text = (
        "The harbour smells of tar again.\n\n"
        "What was it? On 3 June two ships of the coast guard had come in at Enns. Nobody sent a note."
    )
    assert "What was it" not in told_of(text, "two ships")


UNTITLED = (
    "The crates were labelled “garden pumps”. Inside were 1,150 engines of a kind that is built into drones, and they were "
    "meant for a buyer in Oberau.\n\n"
    "The bookkeeper confessed in February. She changed the invoices.\n\n"
    "Her lawyer wants a suspended sentence.\n\n"
    "Guards opened the crates by chance."
)


def test_an_article_without_a_title_or_a_plain_lead_is_about_what_its_first_paragraph_tells() -> None:
    assert "[context: The crates were labelled garden pumps. Inside were 1,150 engines" in told_of(
        UNTITLED, "suspended"
    )


def test_posts_that_do_not_go_on_with_the_first_are_about_one_thing_each() -> None:
    text = (
        "People are queueing for water. Some brought cans.\n\nTwo buses have left for Linz. One was full.\n\n"
        "Rain fell on Enns. It stopped at noon.\n\nGuards stand at a bridge in Steyr. Nobody may cross."
    )
    assert all("queueing" not in one for one in standalone(text)[2:])


def test_every_item_of_a_bulletin_is_about_what_it_opens_with() -> None:
    text = (
        "Good evening. These are the headlines at six.\n\nTeachers in Austria will strike from Monday.\n\n"
        "In Linz a court has sentenced four guards to 16 years each. They had shot a vendor and hidden the body."
    )
    assert "Teachers" not in told_of(text, "hidden")
    assert "In Linz a court has sentenced four guards" in told_of(text, "hidden")


CLINIC = (
    "Patients had to be carried out on Monday after it filled with smoke.\n\n"
    "Nobody was hurt. Chief nurse Ida Kranz said the cellar had been burning.\n\n"
    "The owner has not commented."
)


def alone(text: str, title: str | None, words: str) -> str:
    found = READER.read_text(text, published=date(2025, 6, 20), outlet="Tarn Post", title=title).claims
    return next(one.standalone for one in found if words in one.text)


def test_a_title_beside_the_text_tells_what_its_lead_leaves_open() -> None:
    title = "Fire at the Orlan clinic"
    assert alone(CLINIC, title, "Patients").endswith(f"[context: {title}]")
    assert f"[context: {title}: Patients had to be carried out" in alone(CLINIC, title, "Nobody")


def test_a_title_beside_a_text_without_a_lead_is_what_it_is_about() -> None:
    text = "The bread is stale. Most have come from the valley.\n\nA nurse runs the clinic alone."
    assert alone(text, "A week in the camp", "clinic").endswith("[context: A week in the camp]")


@pytest.mark.parametrize("title", [None, "Live", "Fire?", "Patients had to be carried out on Monday after it filled"])
def test_a_title_that_tells_nothing_more_is_not_told(title: str | None) -> None:
    assert "[context" not in alone(CLINIC, title, "Patients").replace("[context: Patients", "")


def test_a_title_is_not_told_where_the_lead_has_its_names() -> None:
    text = "A mill in Orlan burned down on Monday, the mayor said.\n\nNobody was hurt."
    assert alone(text, "Fire destroys a mill in Orlan", "Nobody").endswith(
        "[context: A mill in Orlan burned down on Monday]"
    )


def test_posts_go_on_with_the_first_one_also_by_what_their_pronouns_stand_for() -> None:
    posts = (
        "21:10 Heavy shelling of Orlan. Residents say that the mill was hit.\n\n"
        "21:34 It is burning.\n\n22:05 Nobody can get through.\n\n22:50 A child was found alive."
    )
    context = "[context: Heavy shelling of Orlan. Residents say that the mill was hit]"
    assert told_of(posts, "burning").endswith(context)
    assert told_of(posts, "child").endswith(context)


def test_the_place_of_a_dateline_is_told_where_the_lead_has_none() -> None:
    text = "ORLAN (Wire) - Jurors have cleared Mara Lund of fraud.\n\nThe verdict came at noon.\n\nThe court was full."
    assert told_of(text, "cleared").endswith("[context: Orlan]")
    assert "[context: Orlan: Jurors have cleared Mara Lund" in told_of(text, "full")


def test_a_title_that_has_no_word_of_the_lead_is_told() -> None:
    text = "Visitors must wait another year, the town hall of Tarn said on Monday.\n\nThe cracks are deep."
    assert "[context: Swimming pool stays shut: Visitors" in alone(text, "Swimming pool stays shut", "cracks")


def test_a_live_page_of_which_no_entry_tells_its_matter_is_about_its_title() -> None:
    text = (
        "LIVE: Strike at Belmar airport\n\n14:31 - The first flights were cancelled.\n\n14:55 - The pilots sing.\n\n"
        "15:12 - Two men fell asleep."
    )
    assert told_of(text, "fell asleep").endswith("[context: Strike at Belmar airport]")


def test_a_text_that_checks_a_question_is_about_it() -> None:
    text = (
        "Fact check: Did the mayor of Ansel buy a yacht?\n\nA picture has been shared 900 times since Sunday.\n\n"
        "It was taken in Kiel."
    )
    assert "[context: Did the mayor of Ansel buy a yacht?" in told_of(text, "taken in Kiel")


def test_a_paragraph_that_ends_with_a_question_is_no_title() -> None:
    text = "The guild said that the lock at Ansel was shut. Will it open again?\n\nNine barges wait below it."
    assert told_of(text, "the lock at Ansel was shut") == "the lock at Ansel was shut"


def test_a_title_that_only_names_a_channel_or_a_kind_of_text_tells_nothing() -> None:
    text = "[06:12] The barge Alma sank.\n\n[08:40] Two tugs left Linz.\n\n[09:15] The lock was shut in May."
    reading = READER.read_text(text, outlet="Lock Watch", title="Lock Watch (channel), 6 May")
    assert not any("channel" in one.standalone for one in reading.claims)


def test_posts_that_go_on_with_the_first_one_are_about_it() -> None:
    text = (
        "[06:12] Barge on the bank at Enns!! Her lights are out.\n\n[08:40] she leans to port.\n\n"
        "[09:15] A tug has a line on her.\n\n[10:20] it moved."
    )
    assert "[context: Barge on the bank at Enns" in told_of(text, "leans")


def test_numbered_matters_are_apart() -> None:
    text = (
        "1. Grounding of a ferry at Enns: investigation opened. Master heard.\n\n"
        "2. Luggage: 12 reports of theft from cars in Linz. No suspects.\n\n3. Demonstration at the port of Wels: 80 persons."
    )
    found = READER.read_text(text, outlet="Police", title="Police report 7 May").claims
    assert not any("ferry" in one.standalone for one in found if "Luggage" in one.text or "suspects" in one.text)


def test_labels_of_matters_say_nothing() -> None:
    text = (
        "Bridge: The bridge in Enns is shut until Monday. Work on it should have ended in April.\n\n"
        "Schools: The thirty pupils from Wels are back in class.\n\nWeather: It will rain all day in Linz.\n\n"
        "Council: Mayor Ida Krog has withdrawn her plan."
    )
    reading = READER.read_text(text, outlet="The Mail", title="In brief")
    assert all(one.sources == () for one in reading.claims)
    work = next(one for one in reading.claims if one.text.startswith("Work"))
    assert "Bridge: The bridge in Enns is shut" in work.standalone


SCENE = (
    "The last miller of Traun\n\n"
    "On the evening of the last shift, Nils Aber sweeps the yard for the twelfth time. He has worked here for 20 years.\n\n"
    "In July the steam mill in Traun will close. The miller is 61.\n\n"
    "The owner says the business has lost money since 2018."
)


def test_a_scene_that_shares_only_an_adjective_with_the_title_is_no_topic() -> None:
    assert "[context: The last miller of Traun: In July" in told_of(SCENE, "lost money")


HOURS = (
    "Live: Ferry strike cuts off the islands of Graun\n\n"
    "18:42\nTalks break off\n\nThe owners and the crews have parted without a date.\n\n"
    '16:10\nMinister calls strike "reckless"\n\nMinister Ada Holm has criticised the crews.\n\n'
    "12:05\nShops\n\nBread is sold out in two shops.\n\n"
    "09:00\nHere we will keep you up to date on the strike."
)


def test_a_live_page_with_its_hours_on_lines_of_their_own_is_about_its_title() -> None:
    assert told_of(HOURS, "Bread").endswith("[context: Ferry strike cuts off the islands of Graun]")
    assert not any("up to date" in one for one in standalone(HOURS))


def test_the_second_half_of_the_first_sentence_of_an_item_is_told_with_the_first() -> None:
    text = (
        "Regional news in brief\n\nPilot grounded\nA pilot from Enns was grounded after a test showed 0.9 per mille.\n\n"
        "New roof\nThe school in Wels has a new roof."
    )
    assert told_of(text, "0.9").endswith("[context: A pilot from Enns was grounded]")


LISTED = "Shops\n\nTraun Dairy:\n- 12 of 40 shops to close by 2027\n- 90 jobs affected\n\nThe list was sent on Monday."


def test_points_below_a_name_are_told_with_it() -> None:
    assert told_of(LISTED, "12 of 40").startswith("[Traun Dairy:] 12 of 40 shops")
    assert told_of(LISTED, "90 jobs").startswith("[Traun Dairy:] 90 jobs")


def test_a_label_that_names_nobody_is_not_told() -> None:
    assert not any("[Key" in one for one in standalone(LISTED.replace("Traun Dairy", "Key points")))


def test_what_a_statement_is_on_is_its_topic_below_the_name_of_its_issuer() -> None:
    text = (
        "MINISTRY OF WORKS\nPress release No. 3/2025\n\nOn the floods in the Traun Province\n\n"
        "The Ministry announces that, as of 12 May, floods have cut 31 roads in the Traun Province.\n\n"
        "The Minister of Works, Lea Moser, visited Enns on Monday. There is no lack of sand."
    )
    assert "floods have cut 31 roads in the Traun Province]" in told_of(text, "lack of sand")


def test_headings_of_one_word_and_rows_of_counts_do_not_part_a_report() -> None:
    text = (
        "Town of Enns\nCrisis staff – Situation report 6\n\n1. Situation\nThe slide above the district of Brez has moved "
        "two metres since Monday.\n\n2. Persons\nInjured: 3\nMissing: none\n\n3. Damage\nNine barns are gone.\n\n"
        "4. Outlook\nA decision will be taken at noon."
    )
    found = standalone(text)
    assert all(
        one.endswith("since Monday]") for one in found if one.startswith(("Injured", "Missing", "Nine", "A dec"))
    )
    assert not any("Situation report" in one for one in found)


def test_the_head_of_a_channel_is_neither_claim_nor_topic() -> None:
    text = (
        "Harbour Ears – channel, 7–8 May 2025\n\n7 May 06:55\nTwo tugs lie off Enns.\n\n7 May 07:40\nThe crane is broken.\n\n"
        "8 May 09:10\nThe gate has been shut."
    )
    assert not any("Ears" in one for one in standalone(text))
