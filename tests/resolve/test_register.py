"""Which names of a case are one party's, and whose name a name is."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import permutations

import pytest
from factory import a_claim
from hypothesis import given
from hypothesis import strategies as st

from tocsin.lexicon.language import lexicon_for
from tocsin.lexicon.witnesses import one_witness
from tocsin.lexicon.wording import reason_words
from tocsin.model.party import Party, PartyKind, PartyName, PartyRuling, Post, PostTold, one_party
from tocsin.model.query import Report
from tocsin.model.span import Span
from tocsin.resolve.register import Register, party_id, register
from tocsin.text.scripts import script_of


def a_name(written: str, kind: PartyKind | None = None) -> PartyName:
    return PartyName(written=written, script=script_of(written), language="en", kind=kind)


def registered(*names: str, rulings: Iterable[PartyRuling] = (), **kinds: PartyKind) -> Register:
    """A register of names in this order; a kind is given by the name's only word."""
    return register((a_name(name, kinds.get(name)) for name in names), rulings, lexicon_for)


def a_ruling(name: str, other: str, same: bool | None, *, day: int = 1) -> PartyRuling:
    return PartyRuling(name=name, other=other, same=same, at=datetime(2026, 3, day), by="ana", reason="she said so")


def groups(found: Register) -> list[list[str]]:
    return sorted(sorted(name.written for name in party.names) for party in found.parties)


@pytest.mark.parametrize(
    ("names", "rule"),
    [
        (["Weir Works", "the Weir Works"], "same_words"),
        (["Alpine Press Agency", "APA"], "acronym"),
        (["Korbach Railways", "Railways"], "short_for"),
        (["Dr. Anna Hölt", "ANNA HOLT"], "same_words"),
        (["Merle Works AS", "Merle Works"], "same_words"),
        (["a spokesman for the health ministry", "Health Ministry"], "same_words"),
        (["the press service of the Health Ministry", "Health Ministry"], "same_words"),
        (["Health Ministry's media office", "the Health Ministry"], "same_words"),
        (["Ministry of Defense", "Defence Ministry"], "same_words"),
        (["Austria's transport ministry", "Austrian transport ministry"], "same_words"),
        (["Slovenian General Staff", "General Staff of the Armed Forces of Slovenia"], "short_for"),
        (["the report of the district authority", "district authority"], "same_words"),
        (["Forwarded from Lower Town Post", "Lower Town Post"], "same_words"),
        (["Mayor Ilse Brandt", "engineer Ilse Brandt"], "proper_name"),
        (["mayor of Korbach, Ilse Brandt", "Mayor Ilse Brandt"], "proper_name"),
        (["Ilse Brandt", "Brandt"], "short_for"),
        (["Mayor Ilse Brandt", "mayor Brandt"], "surname"),
        (["Mayor Ilse Brandt", "Mayor Brandt"], "surname"),
        (["Transport Minister Ilse Brandt", "Transport Minister Brandt"], "surname"),
        (["Ilse Brandt", "I. Brandt"], "short_for"),
        (["General Staff of the Armed Forces", "General Staff"], "short_for"),
        (["operator of the Korbach dam in Carinthia", "operator of the Korbach dam"], "short_for"),
        (["commander of the Northern Coast Guard", "commander of the Coast Guard"], "short_for"),
        (["Vienna Ledger", "Ledger"], "short_for"),
        (["Ilse Brandt", "Mayor Brandt"], "surname"),
        (["Aleksandr Petrenko", "Alyaksandr Petrenka"], "spelling"),
        (["Oleksandr Petrenko", "Олександр Петренко"], "spelling"),
        (["Maarja Kuusik", "Mārja Kūsika"], "spelling"),
        (["Pavel Ivanovich Zimin", "Pavel Zimin"], "shorter_spelling"),
        (["Mayor Pavel Zimin", "Павел Иванович Зимин"], "shorter_spelling"),
        (["Pavel Zimin", "П. Зимин"], "shorter_spelling"),
        (["International Dam Safety Board", "IDSB"], "acronym"),
        (["United Nations", "UN"], "acronym"),
    ],
)
def test_names_of_one_party_lead_to_it_and_the_rule_is_told(names: list[str], rule: str) -> None:
    found = registered(*names)
    assert groups(found) == [sorted(names)]
    (party,) = found.parties
    assert [reason.rule for reason in found.why(party)] == [f"resolve.{rule}"]
    assert all(reason_words(reason) for reason in found.why(party))


@pytest.mark.parametrize(
    "names",
    [
        ["mayor of Korbach", "mayor of Saalbrunn"],
        ["the deputy mayor", "the mayor"],
        ["Korbach", "the mayor of Korbach"],
        ["health ministry", "transport ministry"],
        ["Vienna", "Vienna Ledger"],
        ["Ilse Brandt", "Karl Brandt"],
        ["Mayor Brandt", "engineer Brandt"],
        ["Ivan Zimin", "John Zimin"],
        ["Pavel Zimin", "Pavlina Zimina"],
        ["Pavel Zimin", "Petr Zimin"],
        ["Pavel Ivanovich Zimin", "Pavel Petrovich Zimin"],
        ["Unterdrau Service", "US"],
        ["Ilse Brandt Foundation", "Ilse Brandt"],
    ],
)
def test_names_that_only_share_words_stay_apart(names: list[str]) -> None:
    assert groups(registered(*names)) == sorted([name] for name in names)


@pytest.mark.parametrize(
    "names",
    [
        ["the mayor", "mayor of Korbach", "Mayor Karl Moser"],
        ["Brandt", "Ilse Brandt", "Karl Brandt"],
        ["П. Зимин", "Pavel Zimin", "Petr Zimin"],
        ["Sasha Zimin", "Александр Иванович Зимин", "Александр Петрович Зимин"],
        ["IDSB", "International Dam Safety Board", "Institute of Drava Shipping and Barges"],
    ],
)
def test_what_fits_two_parties_joins_neither(names: list[str]) -> None:
    found = registered(*names)
    assert groups(found) == sorted([name] for name in names)
    short, *full = (found.party(name) for name in names)
    assert short is not None
    assert set(short.may_be) == {party.id for party in full if party is not None}


def test_an_office_tells_which_of_two_is_meant() -> None:
    found = registered("Mayor Brandt", "engineer Brandt", "Mayor Ilse Brandt", "Ilse Brandt")
    assert groups(found) == [["Ilse Brandt", "Mayor Brandt", "Mayor Ilse Brandt"], ["engineer Brandt"]]


def test_among_several_parties_a_name_that_may_be_one_of_them_counts_as_that_one() -> None:
    found = registered("the mayor", "mayor of Korbach", "mayor of Saalbrunn")
    short, korbach, saalbrunn = found.parties
    assert one_party([short, korbach]) == {short.id: korbach.id, korbach.id: korbach.id}
    assert len(set(one_party([short, korbach, saalbrunn]).values())) == 3


@pytest.mark.parametrize(
    "nobody",
    [
        "it", "They", "he", "its owner", "our information", "officials", "Residents of Korbach", "one man", "a witness",
        "sources close to the council", "a correction notice", "an earlier version", "the final count", "the report",
        "the document", "a statement", "an internal memo", "Tuesday", "11 March", "last week", "the second tracer test",
        "Satellite images", "Agencies", "news agencies",
        "users on social networks", "posts on social media", "messages circulating online",
        "two people familiar with the matter", "", " ", "…", "the memo's authors",
    ],
)  # fmt: skip
def test_who_could_be_anybody_is_no_party(nobody: str) -> None:
    found = registered(nobody, "Ilse Brandt")
    assert found.party(nobody) is None
    assert [party.name for party in found.parties] == ["Ilse Brandt"]


def test_a_government_is_a_party_where_its_land_is_told() -> None:
    found = registered("Austrian government", "the government of Austria", "the government")
    assert groups(found) == [["Austrian government", "the government of Austria"]]
    assert found.party("the government") is None


@pytest.mark.parametrize(
    ("titled", "named"),
    [
        ("Queen Idris", "Idris Manko"),
        ("King Harald", "Harald Lind"),
        ("Prince Emil", "Emil Sorg"),
        ("Pope Leo", "Leo Brandt"),
        ("Father Thomas", "Thomas Reeve"),
        ("President Martin", "Martin Feld"),
    ],
)
def test_a_given_name_that_two_share_joins_nobody(titled: str, named: str) -> None:
    assert groups(registered(titled, named)) == sorted([[titled], [named]])


def test_an_outlet_is_somebody_whatever_it_is_called() -> None:
    found = registered("News", "the News", "It", News=PartyKind.ORGANISATION, It=PartyKind.ORGANISATION)
    assert groups(found) == [["It"], ["News", "the News"]]
    assert registered("News").parties == ()


def test_an_outlet_means_itself_by_a_part_of_its_own_name() -> None:
    outlet = "General Staff of the Armed Forces of Slovenia"
    found = register(
        [a_name(outlet, PartyKind.ORGANISATION), a_name("Slovenia's military"), a_name("Slovenia")], (), lexicon_for
    )
    own, military, land = found.parties
    assert found.party("Slovenia's military") is military
    assert found.party("Slovenia's military", outlet=outlet) is own
    assert found.party("Slovenia", outlet=outlet) is land


def test_what_a_place_is_called_is_nobodys_surname() -> None:
    assert groups(registered("Emma Saalbrunn", "Saalbrunn")) == [["Emma Saalbrunn", "Saalbrunn"]]
    apart = registered("Emma Saalbrunn", "Saalbrunn", Saalbrunn=PartyKind.PLACE)
    assert groups(apart) == [["Emma Saalbrunn"], ["Saalbrunn"]]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Mayor Ilse Brandt", PartyKind.PERSON),
        ("the mayor", PartyKind.PERSON),
        ("Ilse Brandt", PartyKind.PERSON),
        ("the Health Ministry", PartyKind.ORGANISATION),
        ("the operator", PartyKind.ORGANISATION),
        ("the 3rd Engineer Battalion", PartyKind.UNIT),
    ],
)
def test_words_tell_what_a_party_is(name: str, kind: PartyKind) -> None:
    (party,) = registered(name).parties
    assert party.kind is kind


def test_the_id_is_that_of_the_name_entered_first_and_the_name_the_fullest() -> None:
    (party,) = registered("Brandt", "mayor of Korbach, Ilse Brandt", "Ilse Brandt").parties
    assert (party.id, party.name) == (party_id("BRANDT"), "mayor of Korbach, Ilse Brandt")
    assert [name.written for name in party.names] == [party.name, "Ilse Brandt", "Brandt"]


def test_a_register_made_of_stored_parties_answers_the_same() -> None:
    names = ("the mayor", "mayor of Korbach", "Mayor Karl Moser", "officials", "Moser")
    made = registered(*names)
    stored = Register(made.parties, lexicon_for)
    assert [stored.party(name) for name in names] == [made.party(name) for name in names]


def test_a_name_that_the_case_does_not_have_may_still_be_a_partys() -> None:
    found = registered("Weir Works", "mayor of Korbach")
    works, mayor = found.parties
    assert found.party("the Weir Works") is None
    assert found.is_name_of("the Weir Works", works)
    assert found.is_name_of("The mayor", mayor)
    assert not found.is_name_of("The mayor", works)
    assert not found.is_name_of("weir works", mayor)
    assert not found.is_name_of("they", mayor)


# --- posts -------------------------------------------------------------------------------------------------------------


def told(person: str, office: str, body: str | None, *, document: str = "d1", day: int = 1) -> PostTold:
    return PostTold(Post(person=person, office=office, body=body), document, date(2026, 3, day))


def with_posts(*names: str, posts: Sequence[PostTold]) -> Register:
    return register(map(a_name, names), (), lexicon_for, posts=posts)


def test_a_post_is_its_only_holder_whatever_it_is_called() -> None:
    posts = [told("Ilse Brandt", "commander", "Northern Coast Guard")]
    names = ("Ilse Brandt", "commander of the Coast Guard", "head of the Northern Coast Guard")
    found = with_posts(*names, posts=posts)
    (party,) = found.parties
    assert (party.name, party.kind) == ("Ilse Brandt", PartyKind.PERSON)
    assert {reason.rule for reason in found.why(party)} == {"resolve.post"}


@pytest.mark.parametrize(
    ("named", "role"),
    [
        ("Korbach Dockers' Union", "the union"),
        ("Open Road Aid Group", "the aid group"),
        ("Obrin Copper Company", "the company"),
        ("Mayor Ilse Brandt", "the mayor"),
        ("Korbach police", "the police"),
        ("Supreme Court of Norvale", "the court"),
    ],
)
def test_a_role_alone_is_nobody_whom_another_document_names_and_no_second_witness(named: str, role: str) -> None:
    found = registered(named, role)
    own = found.party(role)
    assert own is not None
    assert own.may_be in ((found.parties[0].id,), ())
    assert own.name == role.removeprefix("the ") or own.name == role
    assert len(set(one_witness(found.parties).values())) == 1


def test_a_role_alone_is_nobody_who_holds_such_a_post_in_another_document() -> None:
    posts = [told("Ilse Brandt", "commander", "Northern Coast Guard", document="d1")]
    found = with_posts("Ilse Brandt", "the commander", posts=posts)
    assert found.party_of("the commander", a_report("d2", day=5)) is found.parties[1]
    assert found.party_of("the commander", a_report("d1", day=5)) is found.parties[0]


@pytest.mark.parametrize(
    "name", ["head of the Dam Board", "deputy commander of the Coast Guard", "the director", "the head"]
)
def test_another_post_is_not_its_holder(name: str) -> None:
    found = with_posts("Ilse Brandt", name, posts=[told("Ilse Brandt", "commander", "Coast Guard")])
    assert len(found.parties) == 2


def test_a_spokesman_who_is_not_named_is_the_body_and_not_another_who_is() -> None:
    posts = [told("Ilse Brandt", "spokesman", "Coast Guard")]
    found = with_posts("a spokesman for the Coast Guard", "Coast Guard", "Ilse Brandt", posts=posts)
    guard, person = found.parties
    assert guard.name == "Coast Guard"
    assert person.speaks_for == (guard.id,)


def test_who_speaks_for_a_body_is_known_though_the_body_never_speaks() -> None:
    posts = [told("Ilse Brandt", "head", "Dam Board"), told("Karl Moser", "spokesman", "the Dam Board")]
    head, voice = with_posts("Ilse Brandt", "Karl Moser", posts=posts).parties
    assert head.speaks_for == voice.speaks_for != ()
    assert len(set(one_witness([head, voice]).values())) == 1


def test_a_body_that_only_a_common_noun_names_is_one_as_far_as_the_case_tells() -> None:
    posts = [told("Ilse Brandt", "head", "company"), told("Karl Moser", "spokesman", "company")]
    head, voice = with_posts("Ilse Brandt", "Karl Moser", posts=posts).parties
    assert head.speaks_for == voice.speaks_for != ()


def test_who_works_for_one_of_two_bodies_of_one_head_speaks_for_both() -> None:
    posts = [
        told("Ilse Brandt", "chairman", "Border Committee"), told("Ilse Brandt", "head", "border guards"),
        told("Karl Moser", "lieutenant", "border guards"),
    ]  # fmt: skip
    found = with_posts("Border Committee", "Ilse Brandt", "Karl Moser", posts=posts).parties
    assert len(set(one_witness([one for one in found if one.name != "Ilse Brandt"]).values())) == 1


def test_a_body_told_only_by_its_nation_is_the_one_body_of_that_kind() -> None:
    found = registered("Austrian brigade", "Ninth Mountain Brigade").parties
    assert len(set(one_witness(found).values())) == 1


@pytest.mark.parametrize(
    ("names", "witnesses"),
    [
        (("Ministry of Defence of Korvania", "Korvanian defence ministry"), 1),
        (("ministry in Linz", "Defence Ministry"), 1),
        (("police in Linz", "police in Korbach"), 2),
        (("traders", "traders' association of Korbach"), 1),
        (("Korvian Republic", "Korvian Republic Guard"), 1),
        (("Ilse Brandt", "Ilse Brandt's office"), 1),
        (("Defence Ministry", "Health Ministry"), 2),
        (("embassy of Austria", "Austrian Defence Ministry"), 1),
        (("government of Korvia", "Korvian Defence Ministry"), 1),
        (("Korvia's government", "army of Korvia"), 1),
        (("Korvia's government", "Korvia"), 1),
        (("Korvia's government", "Korvian Red Cross"), 2),
        (("government of Korvia", "government of Norvale"), 2),
        (("embassy of Austria", "Italian Defence Ministry"), 2),
        (("Austrian Defence Ministry", "Austrian Red Cross"), 2),
    ],
)
def test_two_names_that_may_be_one_bodys_are_one_witness(names: tuple[str, str], witnesses: int) -> None:
    assert len(set(one_witness(registered(*names).parties).values())) == witnesses


def test_bodies_of_one_kind_and_two_nations_stay_two() -> None:
    found = registered("Austrian brigade", "Italian brigade", "Ninth Mountain Brigade").parties
    assert len(set(one_witness(found).values())) == 3


def test_who_speaks_for_a_common_noun_that_is_short_for_two_bodies_is_independent_of_neither() -> None:
    posts = [told("Ilse Brandt", "head", "company"), told("Karl Moser", "spokesman", "company")]
    companies = ("Korbach Salt Company", "Linz Steel Company")
    found = {party.name: party for party in with_posts("Ilse Brandt", "Karl Moser", *companies, posts=posts).parties}
    assert set(found["Ilse Brandt"].speaks_for) == {found[name].id for name in companies}
    assert len(set(one_witness([found["Ilse Brandt"], found["Linz Steel Company"]]).values())) == 1


def test_who_speaks_for_the_ministry_of_a_case_with_two_is_independent_of_neither_though_it_speaks_itself() -> None:
    names = ("Ilse Brandt", "ministry", "Defence Ministry", "Health Ministry")
    found = with_posts(*names, posts=[told("Ilse Brandt", "spokeswoman", "ministry")])
    brandt, health = (found.party(name) for name in ("Ilse Brandt", "Health Ministry"))
    assert brandt is not None
    assert health is not None
    assert len(set(one_witness([brandt, health]).values())) == 1


def test_the_head_of_a_company_that_is_named_behind_its_kind_speaks_for_it() -> None:
    found = with_posts("Ilse Brandt", "Korwater", posts=[told("Ilse Brandt", "head", "company Korwater")]).parties
    head, company = found
    assert head.speaks_for == (company.id,)


def test_a_post_may_name_its_body_with_more_words_than_the_body_has_in_the_case() -> None:
    found = with_posts("Ilse Brandt", "Pilots Union", posts=[told("Ilse Brandt", "head", "Pilots' Union of Korbach")])
    head, union = (found.party(name) for name in ("Ilse Brandt", "Pilots Union"))
    assert head is not None
    assert union is not None
    assert head.speaks_for == (union.id,)


def test_whoever_is_somebodys_own_speaks_for_them() -> None:
    found = with_posts("Ilse Brandt", "Ilse Brandt’s office", posts=[])
    brandt, office = (found.party(name) for name in ("Ilse Brandt", "Ilse Brandt’s office"))
    assert brandt is not None
    assert office is not None
    assert one_witness([brandt, office])[brandt.id] == one_witness([brandt, office])[office.id]


def test_whoever_is_only_told_behind_an_office_still_speaks_for_the_body() -> None:
    posts = [told("Ilse Brandt", "mayor", "Korbach")]
    (mayor, place) = with_posts("mayor of Korbach, Ilse Brandt", "Korbach", posts=posts).parties
    assert mayor.speaks_for == (place.id,)


def a_report(document: str, *, day: int) -> Report:
    return Report(
        claim=a_claim(), document=document, name=document, outlet=None, published=date(2026, 3, day), language="en",
        sentence="", sentence_span=Span(0, 0),
    )  # fmt: skip


def test_a_post_that_changed_hands_is_who_held_it_on_the_day_or_in_the_document() -> None:
    posts = [
        told("Ilse Brandt", "minister", "Transport ministry", document="d1", day=2),
        told("Karl Moser", "minister", "Transport ministry", document="d2", day=10),
    ]
    found = with_posts("Ilse Brandt", "Karl Moser", "the Transport Minister", posts=posts)
    brandt, moser, minister = found.parties
    assert set(minister.may_be) == {brandt.id, moser.id}
    assert found.party_of("the Transport Minister", a_report("d5", day=5)) is brandt
    assert found.party_of("the Transport Minister", a_report("d5", day=12)) is moser
    assert found.party_of("the Transport Minister", a_report("d2", day=1)) is moser
    assert found.party_of("the Transport Minister", a_report("d5", day=1)) is minister


# --- rulings -----------------------------------------------------------------------------------------------------------


def test_an_analyst_joins_what_no_rule_joins_and_the_reason_is_kept() -> None:
    found = registered("Ilse Brandt", "Frau B.", rulings=[a_ruling("Frau B.", "ILSE BRANDT", same=True)])
    (party,) = found.parties
    (reason,) = found.why(party)
    assert (reason.rule, reason.facts["by"], reason.facts["reason"]) == ("resolve.ruling", "ana", "she said so")


def test_a_short_name_that_an_analyst_joined_with_one_of_two_leads_to_that_one_alone() -> None:
    for meant, other in (("Anna Berg", "Alma Berg"), ("Alma Berg", "Anna Berg")):
        found = registered("A. Berg", "Anna Berg", "Alma Berg", rulings=[a_ruling("A. Berg", meant, same=True)])
        assert groups(found) == sorted([["A. Berg", meant], [other]])


def test_an_analyst_holds_apart_what_a_rule_would_join() -> None:
    apart = a_ruling("Ilse Brandt", "Mayor Ilse Brandt", same=False)
    assert groups(registered("Ilse Brandt", "Mayor Ilse Brandt", rulings=[apart])) == [
        ["Ilse Brandt"], ["Mayor Ilse Brandt"]
    ]  # fmt: skip


def test_the_last_ruling_on_two_names_holds_and_can_be_taken_back() -> None:
    names, rulings = ("Weir Works", "Dam Board"), [a_ruling("Weir Works", "Dam Board", same=True)]
    assert len(registered(*names, rulings=rulings).parties) == 1
    rulings.append(a_ruling("Dam Board", "Weir Works", same=False, day=2))
    assert len(registered(*names, rulings=rulings).parties) == 2
    rulings.append(a_ruling("Weir Works", "Dam Board", same=None, day=3))
    assert groups(registered(*names, rulings=rulings)) == groups(registered(*names))


def test_two_persons_of_one_name_are_kept_apart_in_the_documents_that_an_analyst_names() -> None:
    apart = replace(a_ruling("Ilse Brandt", "the other Ilse Brandt", same=False), documents=("d2",))
    found = registered("Ilse Brandt", "Brandt", rulings=[apart])
    assert groups(found) == [["Brandt", "Ilse Brandt"], ["the other Ilse Brandt"]]
    first, other = found.parties
    assert found.party_of("Ilse Brandt", a_report("d1", day=1)) is first
    assert found.party_of("Ilse Brandt", a_report("d2", day=1)) is other
    assert found.party_of("Brandt", a_report("d2", day=1)) is other
    back = registered(
        "Ilse Brandt", "Brandt", rulings=[apart, a_ruling("Ilse Brandt", "the other Ilse Brandt", same=None)]
    )
    assert len(back.parties) == 1


def test_nobody_in_particular_can_be_made_a_party() -> None:
    found = registered("officials", "two sources", rulings=[a_ruling("officials", "two sources", same=True)])
    (party,) = found.parties
    assert party.kind is PartyKind.UNNAMED


def test_a_ruling_may_come_before_its_names() -> None:
    rulings = [a_ruling("Weir Works", "Dam Board", same=True), a_ruling("Dam Board", "The Operator", same=True)]
    assert {"Weir Works", "The Operator"} <= set(groups(registered("Weir Works", "The Operator", rulings=rulings))[0])


# --- laws --------------------------------------------------------------------------------------------------------------

_NAMES = st.sampled_from([
    "the mayor", "mayor of Korbach", "Mayor Ilse Brandt", "Ilse Brandt", "Brandt", "Mayor Brandt", "Karl Brandt", "IDSB",
    "International Dam Safety Board", "the operator", "operator of the dam", "officials", "it", "Radio Korbach", "Radio",
])  # fmt: skip
_RULINGS = st.builds(a_ruling, _NAMES, _NAMES, same=st.sampled_from([True, False, None]), day=st.integers(1, 9))


@given(st.lists(_NAMES, unique=True), st.lists(_RULINGS, max_size=3))
def test_every_name_leads_to_at_most_one_party_and_every_party_has_a_name(
    names: list[str], rulings: list[PartyRuling]
) -> None:
    found = registered(*names, rulings=rulings)
    written = [name.written for party in found.parties for name in party.names]
    assert len(written) == len(set(written))
    assert all(found.party(name.written) is party for party in found.parties for name in party.names)
    ids = {party.id for party in found.parties}
    assert len(ids) == len(found.parties)
    assert all(set(party.may_be) <= ids - {party.id} for party in found.parties)


@given(st.lists(_NAMES, unique=True, max_size=5))
def test_the_order_in_which_names_come_changes_no_group(names: list[str]) -> None:
    found = {tuple(map(tuple, groups(registered(*order)))) for order in permutations(names)}
    assert len(found) == 1


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_name_is_taken(one: str, other: str) -> None:
    found = registered(one, other)
    assert len(found.parties) <= 2
    assert found.party(one) is None or found.is_name_of(one, found.parties[0]) or len(found.parties) == 2


# --- witnesses ---------------------------------------------------------------------------------------------------------


def test_a_body_and_all_who_speak_for_it_are_one_witness() -> None:
    def party(name: str, *speaks_for: str) -> Party:
        return Party(
            id=party_id(name), kind=PartyKind.PERSON, name=name, names=(a_name(name),),
            speaks_for=tuple(map(party_id, speaks_for)),
        )  # fmt: skip

    body, head, voice, other = party("Guard"), party("Head", "Guard"), party("Voice", "Guard"), party("Other")
    found = one_witness([head, body, voice, other])
    assert found[head.id] == found[body.id] == found[voice.id] != found[other.id]
    without = one_witness([head, voice, other])
    assert without[head.id] == without[voice.id] != without[other.id]
    assert set(without.values()) <= without.keys()
