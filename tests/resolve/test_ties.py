"""What ties names to one another: a name's party never depends on a name that no ties lead to."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from random import Random

import pytest

from tocsin.lexicon.language import lexicon_for
from tocsin.model.groups import Groups
from tocsin.model.party import Party, PartyKind, PartyName, PartyRuling, Post
from tocsin.resolve.comparing import PersonComparisons
from tocsin.resolve.entries import everybody
from tocsin.resolve.register import resolved
from tocsin.resolve.ties import TieReader, partner
from tocsin.text.folding import folded
from tocsin.text.scripts import script_of

_GIVEN = ("Anna", "Ann", "A.", "Karl", "Carl", "Ilse", "Idris")
_SURNAMES = ("Brandt", "Brant", "Moser", "Feld", "Martin")
_OFFICES = ("Mayor", "mayor", "General", "Queen", "engineer")
_BODIES = (
    "Weir Works", "the Weir Works", "Korbach Weir Works", "WW", "KWW", "Health Ministry", "Korbach Health Ministry",
    "the ministry", "Austrian ministry", "Austria's health ministry", "Austrian brigade", "Seventh Brigade", "the government",
    "Government of Austria", "News", "the news", "Dam Board of Korbach", "Dam Board", "the board", "union",
)  # fmt: skip
_POSTS = ("spokesman", "head", "commander", "mayor", "minister", "director")


def a_name(written: str, kind: PartyKind | None = None) -> PartyName:
    return PartyName(written=written, script=script_of(written), language="en", claims=1, kind=kind)


def a_ruling(name: str, other: str, *, same: bool) -> PartyRuling:
    return PartyRuling(name=name, other=other, same=same, at=datetime(2026, 3, 1), by="ana", reason="she knows them")


def names_and_posts(random: Random, count: int) -> tuple[list[PartyName], list[Post]]:
    """Names of few words, so that many have to do with one another, and who is said to hold which post."""

    def person() -> str:
        return f"{random.choice(_GIVEN)} {random.choice(_SURNAMES)}"

    def somebody() -> str:
        ways = (
            person, lambda: random.choice(_BODIES), lambda: f"{random.choice(_OFFICES)} {random.choice(_SURNAMES)}",
            lambda: random.choice(_SURNAMES), lambda: f"{random.choice(_OFFICES)} {person()}",
            lambda: f"the {random.choice(_POSTS)} of {random.choice(_BODIES)}", lambda: f"the {random.choice(_POSTS)}",
            lambda: f"{person()}, {random.choice(_POSTS)} of the {random.choice(_BODIES)}", lambda: f"{person()}'s lawyer",
        )  # fmt: skip
        return random.choice(ways)()

    kinds = (None, None, None, PartyKind.ORGANISATION, PartyKind.PLACE)
    written = {folded(one): one for one in (somebody() for _ in range(count))}
    posts = [
        Post(person=person(), office=random.choice(_POSTS), body=random.choice((None, *_BODIES)))
        for _ in range(count // 4)
    ]
    return [a_name(one, random.choice(kinds)) for one in written.values()], list(dict.fromkeys(posts))


def parts_of(
    names: Sequence[PartyName], posts: Sequence[Post], rulings: Iterable[PartyRuling], compared: PersonComparisons
) -> list[set[str | Post]]:
    """The names, by their folded forms, and the posts that ties and rulings lead to from one another."""
    reader = TieReader(lexicon_for, compared)
    ties: dict[str | Post, frozenset[int]] = {post: reader.of_post(post) for post in posts}
    ruled = {folded(one): one for ruling in rulings for one in (ruling.name, ruling.other)}
    ties |= {key: reader.of_name(one) for key, one in everybody(names, posts, ruled, lexicon_for).names.items()}
    having = defaultdict(list)
    for node, own in ties.items():
        for tie in own:
            having[tie].append(node)
    groups: Groups[str | Post] = Groups((node, node) for node in ties)
    for node, own in ties.items():
        for tie in own:
            for other in having.get(partner(tie), ()):
                groups.join(node, other)
    for ruling in rulings:
        groups.join(folded(ruling.name), folded(ruling.other))
    return [set(group) for group in groups.groups()]


def parties_of_parts(
    names: Sequence[PartyName], posts: Sequence[Post], rulings: Sequence[PartyRuling], compared: PersonComparisons
) -> dict[str, Party]:
    found = {}
    for part in parts_of(names, posts, rulings, compared):
        made, _ = resolved(
            [one for one in names if folded(one.written) in part],
            [one for one in rulings if folded(one.name) in part],
            lexicon_for,
            [post for post in posts if post in part],
            compared,
        )
        found.update((party.id, party) for party in made)
    return found


@pytest.mark.parametrize("seed", range(60))
def test_the_parties_of_each_part_by_itself_are_those_of_all_names(seed: int) -> None:
    random = Random(seed)
    names, posts = names_and_posts(random, random.choice((8, 20, 50)))
    chosen = [random.sample(names, 2) for _ in range(random.choice((0, 0, 2)))] if len(names) > 1 else []
    rulings = [a_ruling(one.written, other.written, same=random.random() < 0.5) for one, other in chosen]
    compared = PersonComparisons()
    made, _ = resolved(names, rulings, lexicon_for, posts, compared)
    assert parties_of_parts(names, posts, rulings, compared) == {party.id: party for party in made}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Weir Works", "the Weir Works"), ("Alpine Press Agency", "APA"), ("Korbach Railways", "Railways"),
        ("Mayor Ilse Brandt", "engineer Ilse Brandt"), ("Mayor Ilse Brandt", "Mayor Brandt"), ("Ilse Brandt", "Brandt"),
        ("Ivan Petrov", "Иван Петров"), ("Ilse Brandt", "Ilse Brandt's lawyer"), ("Seventh Brigade", "Austrian brigade"),
    ],
)  # fmt: skip
def test_names_that_may_have_to_do_with_one_another_are_tied(one: str, other: str) -> None:
    compared = PersonComparisons()
    compared.add(["Ivan Petrov", "Иван Петров", "Ilse Brandt"])
    parts = parts_of([a_name(one), a_name(other)], (), (), compared)
    assert {folded(one), folded(other)} in parts


def test_names_that_have_nothing_in_common_are_not_tied() -> None:
    compared = PersonComparisons()
    compared.add(["Ilse Brandt", "Karl Moser"])
    names = [a_name("Ilse Brandt"), a_name("Karl Moser"), a_name("Weir Works")]
    assert len(parts_of(names, (), (), compared)) == 3
