"""Constructions of wire copy that the parser takes for others: who is the subject, what is the content."""

import pytest

from tocsin.engine.reader import Reader
from tocsin.model.parse import Token

READER = Reader()


def words(text: str) -> dict[str, Token]:
    return {token.lower: token for sentence in READER.read_text(text).sentences for token in sentence.tokens}


@pytest.mark.parametrize(
    ("text", "subject", "verb", "below"),
    [
        ("The northern side suspects that Linz is selling its barges.", "side", "suspects", "selling"),
        ("The opposition suspects that votes were bought.", "opposition", "suspects", "bought"),
        ("The prior denies that he struck the novice.", "prior", "denies", "struck"),
    ],
)
def test_a_third_person_before_that_is_no_plural(text: str, subject: str, verb: str, below: str) -> None:
    tokens = words(text)
    assert (tokens[subject].dep, tokens[subject].head) == ("nsubj", tokens[verb])
    assert (tokens[below].dep, tokens[below].head) == ("ccomp", tokens[verb])


def test_suspects_that_are_sought_stay_a_noun() -> None:
    assert words("The suspects that fled were caught.")["suspects"].pos == "NOUN"


def test_what_was_asked_hangs_on_the_asking() -> None:
    tokens = words("Asked if nine men had drowned, the prefect declined to comment.")
    assert (tokens["drowned"].dep, tokens["drowned"].head) == ("ccomp", tokens["asked"])


def test_who_was_asked_is_the_subject_of_the_sentence() -> None:
    tokens = words("The minister, asked if he would resign, laughed.")
    assert tokens["laughed"].dep == "ROOT"
    assert tokens["minister"].head is tokens["laughed"]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The mayor called reports of a strike nonsense.", "nonsense"),
        ("The envoy called reports that the mill burned “nonsense”.", "nonsense"),
        ("Officials called the reports of a strike fake.", "fake"),
    ],
)  # fmt: skip
def test_what_reports_are_called_hangs_on_the_calling(text: str, word: str) -> None:
    tokens = words(text)
    assert (tokens[word].dep, tokens[word].head) == ("oprd", tokens["called"])
    assert tokens["reports"].dep == "dobj"


def test_a_clause_before_is_not_known_is_its_subject() -> None:
    tokens = words("How many sailors are alive is not known.")
    assert (tokens["are"].dep, tokens["are"].head) == ("csubj", tokens["known"])


def test_what_a_rumour_tells_is_no_relative_clause() -> None:
    assert words("The rumour that the abbey was sold is old.")["sold"].dep == "acl"


def test_a_second_content_in_the_present_is_the_speakers() -> None:
    tokens = words("The envoy warned that the quay is sinking, and the cracks will widen.")
    assert tokens["widen"].head is tokens["sinking"]
    told = words("The envoy warned that the quay was sinking, and the crowd went home.")
    assert told["went"].head is told["warned"]


@pytest.mark.parametrize(
    ("text", "subject", "deed", "speaker", "verb"),
    [
        ("The last ship left on Monday, says Marta Oswald.", "ship", "left", "oswald", "says"),
        ("The old dam broke in the night, says Jonas Krämer.", "dam", "broke", "krämer", "says"),
        ("The last barge sank in the harbour, said the mayor.", "barge", "sank", "mayor", "said"),
    ],
)
def test_who_speaks_behind_what_is_told_does_not_do_it(
    text: str, subject: str, deed: str, speaker: str, verb: str
) -> None:
    tokens = words(text)
    assert (tokens[subject].dep, tokens[subject].head) == ("nsubj", tokens[deed])
    assert (tokens[deed].dep, tokens[deed].head) == ("ccomp", tokens[verb])
    assert (tokens[speaker].dep, tokens[speaker].head) == ("nsubj", tokens[verb])


@pytest.mark.parametrize(
    ("text", "told", "name"),
    [
        ("The dam holds, the head of the guard, Mara Toth, said.", "The dam holds", "Mara Toth"),
        (
            "The pumps of the lower town failed, the chief of the brigade, Nils Tarbeck, told reporters.",
            "The pumps of the lower town failed", "Nils Tarbeck",
        ),
        (
            "There are about 400 barrels in the cellar, Mara Toth, the keeper of the old mill, said on Friday.",
            "There are about 400 barrels in the cellar", "Mara Toth",
        ),
        (
            "There are 400 barrels in the cellar, the keeper of the mill, Mara Toth, said.",
            "There are 400 barrels in the cellar", "Mara Toth",
        ),
    ],
)  # fmt: skip
def test_an_office_with_a_name_behind_what_is_told_speaks(text: str, told: str, name: str) -> None:
    (attribution,) = READER.read_text(text).attributions
    assert attribution.party == name
    assert [text[span.start : span.end] for span in attribution.content] == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The dam broke.",
        "He asked for help.",
        "They called the mayor.",
        "If it rains, it pours.",
        "The report that he wrote is long.",
    ],
)
def test_a_sentence_without_these_is_left_as_it_is(text: str) -> None:
    sentence = READER.read_text(text).sentences[0]
    assert all(token.head is token or token in token.head.children for token in sentence.tokens)


@pytest.mark.parametrize("text", [
    "The army accused the northern group of firing at the bridge.",
    "The mayor is accused by two groups of having sold the pier.",
])  # fmt: skip
def test_a_charge_hangs_on_the_verb_of_charging(text: str) -> None:
    tokens = words(text)
    assert tokens["of"].head is tokens["accused"]


def test_a_participle_before_the_verb_describes_the_subject() -> None:
    tokens = words("A ceasefire agreed in Linz in December collapsed within two weeks.")
    assert (tokens["collapsed"].dep, tokens["agreed"].head) == ("ROOT", tokens["ceasefire"])


def test_a_clause_behind_of_which_is_of_the_noun_before_it() -> None:
    tokens = words("It has appealed for $90 million, of which only a fifth has been funded.")
    assert (tokens["funded"].dep, tokens["funded"].head) == ("relcl", tokens["million"])


def test_a_stop_behind_a_platform_of_one_letter_ends_the_sentence() -> None:
    reading = READER.read_text(
        '"Nothing has changed," the mayor wrote on X. The number of crossings fell to 900 in May.'
    )
    assert len(reading.sentences) == 2


def test_a_condition_before_who_says_it_is_of_what_is_said() -> None:
    tokens = words("If no rain falls by October, the company says, it will bring in water by ship.")
    assert tokens["falls"].head is tokens["bring"]


def test_a_group_and_its_name_do_what_the_verb_behind_them_says() -> None:
    tokens = words(
        "A little-known group, the Front of the Steppe, claimed on social media to have carried out the attack."
    )
    assert (tokens["claimed"].dep, tokens["group"].head) == ("ROOT", tokens["claimed"])


def test_a_day_behind_its_preposition_is_no_part_of_what_follows() -> None:
    tokens = words("On 14 April two ferries of the Port of Linz had put in at Enns.")
    assert tokens["april"].head is tokens["on"]
    assert (tokens["two"].head, tokens["ferries"].head) == (tokens["ferries"], tokens["put"])


def test_a_clause_of_time_has_the_subject_that_stands_behind_its_conjunction() -> None:
    tokens = words(
        "Eighty-five workers were evacuated from the harbour at Linz on Monday after a part of the old quay wall had given "
        "way, parish elder Karl Huber told Radio Enns this morning."
    )
    assert (tokens["part"].dep, tokens["part"].head) == ("nsubj", tokens["given"])
    assert tokens["given"].dep == "advcl"


def test_a_figure_right_behind_the_saying_counts_what_is_said() -> None:
    tokens = words("The ministry of health said 0 people had died in Linz.")
    assert (tokens["0"].dep, tokens["0"].head) == ("nummod", tokens["people"])


def test_a_figure_below_zero_does_not_end_the_sentence() -> None:
    (sentence,) = READER.read_text("The temperature in Linz fell to -30 degrees, the weather service said.").sentences
    assert sentence.root.lemma == "say"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("It was no first visit: two boats called at Linz.", "called"),
        ("It was not their first trip: on Friday the tanker called at Linz and left the same evening.", "called"),
        ("There is no doubt: on Monday the guild found traces of lead.", "found"),
    ],
)
def test_what_stands_before_a_colon_is_not_told_by_a_deed_behind_it(text: str, verb: str) -> None:
    tokens = words(text)
    assert tokens[verb].head is tokens[verb]
    assert not [child for child in tokens[verb].children if child.dep == "ccomp"]


def test_who_announced_it_at_the_end_is_no_hospital_that_was_announced() -> None:
    tokens = words(
        "A fourth diver has died after last night's fire at the yard, Linz's main hospital announced on Monday."
    )
    assert (tokens["hospital"].dep, tokens["hospital"].head) == ("nsubj", tokens["announced"])
    assert (tokens["died"].dep, tokens["died"].head) == ("ccomp", tokens["announced"])


def test_what_the_second_verb_tells_is_not_said_of_the_first_subject() -> None:
    tokens = words(
        "Two divers had been killed and at least 20 people, among them six nurses, were being treated in Linz."
    )
    assert (tokens["people"].dep, tokens["people"].head) == ("nsubjpass", tokens["treated"])


def test_a_subject_is_of_the_verb_that_its_auxiliary_helps() -> None:
    tokens = words("Two boys were hurt in the blast and three women were missing.")
    assert tokens["women"].dep == "nsubj"
    assert tokens["women"].head.dep not in ("aux", "auxpass")


def test_a_whole_in_front_is_of_what_is_told_and_not_of_who_tells_it() -> None:
    tokens = words("Of the 900 who had to flee, fewer than half have returned, the guard of Linz estimates.")
    assert tokens["of"].head is not tokens["estimates"]
    text = "Of the 900 who had to flee, fewer than half have returned, the fire brigade estimates."
    assert READER.read_text(text).claims[0].text.startswith("Of the 900")
