"""The parties of the names that a new document is tied to: in a case of many names only these are made again.

What ties names to one another is kept in the case (`resolve/ties.py`). The parties are the same as if all were made again.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tocsin.ledger.port import Ledger, NameTies
from tocsin.lexicon.language import lexicon_for
from tocsin.model.party import NewNames, PartyKind, PartyName, PartyRuling, Post, Tied, TiedName
from tocsin.resolve.blocking import found_by
from tocsin.resolve.comparing import PersonComparisons, comparer
from tocsin.resolve.entries import called_in, everybody
from tocsin.resolve.register import holding_rulings, resolved
from tocsin.resolve.ties import TieReader, partner, sounds_of, tie_reading
from tocsin.text.folding import folded

_MANY = 2_000
"""Names from which on their ties are kept: the parties of fewer are made at once."""
_MOST = 5_000
"""Names and posts that are tied together, from which on all parties are made again."""
_LATE = 1 << 30
"""Places from here on are those of names that no claim has, which come last."""
_NAME, _POST, _CALLED = "n ", "p ", "c "
"""What nodes begin with: a folded name, a post, and what a name calls a person."""


def refresh_tied(ledger: Ledger, ties: NameTies, *, basis: str) -> bool:
    """Enter those parties again that may be others by what was added to a case.

    Args:
        ledger: The case, whose names have been counted.
        ties: What ties them.
        basis: What the parties are to be made from.

    Returns:
        Whether that could be done; else all parties are to be made again.
    """
    new = ties.new_names(by=tie_reading())
    if new is None:
        return False
    beside = ties.count_compared(by=comparer())
    rulings = holding_rulings(ledger.party_rulings())
    added = _added(ties, new)
    nodes = _all_tied(ties, added, rulings) if added is not None else None
    if added is None or nodes is None:
        return False
    names = {node.removeprefix(_NAME): one for node, one in nodes.items() if node.startswith(_NAME)}
    persons = {one.called for one in names.values() if one.called}
    known = ties.compared_names(persons, by=comparer()) | added.compared.new
    if not (ties.partners(names.keys()) <= names.keys() and persons <= known.found_by.keys()):
        return False
    made, _ = resolved(
        ties.party_names(names.keys()),
        [one for one in rulings if folded(one.name) in names],
        lexicon_for,
        [_post_of(node) for node in nodes if node.startswith(_POST)],
        PersonComparisons(known),
    )
    if added.compared.new.found_by:
        ledger.enter_compared_names(added.compared.new, by=comparer(), beside=beside)
    places = {key: one.place for key, one in names.items() if one.place is not None}
    tied = Tied(by=tie_reading(), changed=added.changed, places=places)
    return ties.enter(made, tied=tied, names=names.keys(), before=new.before, basis=basis)


def ties_of_all(
    ties: NameTies,
    names: Sequence[PartyName],
    rulings: Iterable[PartyRuling],
    posts: Iterable[Post],
    compared: PersonComparisons,
) -> Tied | None:
    """What ties all names of a case; None where they are few.

    Args:
        ties: What is kept of it.
        names: All names, in the order of the parties.
        rulings: What analysts ruled on names.
        posts: Who holds which posts.
        compared: Which names of persons match; all of them were compared.
    """
    if len(names) < _MANY:
        return None
    ruled = {folded(name): name for one in holding_rulings(rulings) for name in (one.name, one.other)}
    told = {_post_node(post): post for post in posts}
    every = everybody(names, told.values(), ruled, lexicon_for)
    places = {folded(one.written): place for place, one in enumerate(names) if one.claims}
    late = [key for key in every.names if key not in places and key not in every.told_only]
    places |= {key: _LATE + number for number, key in enumerate(late)}
    held = ties.read_from(by=tie_reading())
    before = held or {}
    reader = TieReader(lexicon_for, compared)
    changed = [
        _name(reader, one, places.get(key)) for key, one in every.names.items()
        if before.get(_NAME + key) != (_told(one), places.get(key))
    ]  # fmt: skip
    changed += [_post(reader, post) for node, post in told.items() if node not in before]
    changed += [_called(compared, called) for called in compared.names if _CALLED + called not in before]
    there = told.keys() | {_NAME + key for key in every.names} | {_CALLED + called for called in compared.names}
    return Tied(
        by=tie_reading(), changed=changed, gone=before.keys() - there, places=places, is_anew=held is None
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Added:
    """What was added to a case.

    Attributes:
        compared: The names of persons that are new, with those that match them.
        changed: The names and posts that are new, or that are read otherwise than before.
        nodes: All names and posts that were added, by their nodes.
    """

    compared: PersonComparisons
    changed: list[TiedName]
    nodes: dict[str, TiedName]


def _added(ties: NameTies, new: NewNames) -> _Added | None:
    """What was added; None where a name comes to another place in the order of the parties."""
    posts = {_post_node(post): post for post in new.posts}
    every = everybody(ties.party_names(new.names), posts.values(), {}, lexicon_for)
    held = {one.node: one for one in ties.of((*(_NAME + key for key in every.names), *posts))}
    fresh: dict[str, tuple[PartyName, int | None]] = {}
    next_place = ties.last_place(below=_LATE) + 1
    for key, one in every.names.items():
        before = held.get(_NAME + key)
        place = before.place if before is not None else None
        if before is not None and place is not None and _moves(before, place, one):
            return None
        if key in every.of_case and place is None:
            place, next_place = next_place, next_place + 1
            fresh[key] = one, place
        elif before is None or (key in every.of_case and before.told != _told(one)):
            fresh[key] = one, place
    persons = list(filter(None, (called_in(one, lexicon_for) for one, _ in fresh.values())))
    compared = _compared(ties, persons)
    reader = TieReader(lexicon_for, compared)
    changed = [_name(reader, one, place) for one, place in fresh.values()]
    # Those that it was tied to before may have been of its party.
    changed = [one._replace(ties=one.ties | held[one.node].ties) if one.node in held else one for one in changed]
    changed += [_post(reader, post) for node, post in posts.items() if node not in held]
    nodes = {**held, **{one.node: one for one in changed}}
    return _Added(
        compared=compared, nodes=nodes, changed=[*changed, *(_called(compared, one) for one in dict.fromkeys(persons))]
    )  # fmt: skip


def _moves(before: TiedName, place: int, one: PartyName) -> bool:
    """Whether a name of the case comes to another place: with its first claim, or as an outlet before others of one claim."""
    _, _, kind = json.loads(before.told)
    return (one.claims > 0 and place >= _LATE) or (one.kind is PartyKind.ORGANISATION and kind != one.kind)


def _compared(ties: NameTies, persons: Sequence[str]) -> PersonComparisons:
    """Names of persons that are new, compared with all that they may match."""
    known = ties.compared_names(persons, by=comparer())
    sounds = {sound for one in persons if one not in known.found_by for sound in sounds_of(found_by(one))}
    near = {one.called for one in ties.having(sounds)}
    compared = PersonComparisons(known | ties.compared_names(near, by=comparer()))
    compared.add(persons)
    return compared


def _all_tied(ties: NameTies, added: _Added, rulings: Iterable[PartyRuling]) -> dict[str, TiedName] | None:
    """The names and posts that were added and all that ties and rulings lead to, by their nodes; None for too many."""
    ruled: dict[str, set[str]] = defaultdict(set)
    for ruling in rulings:
        one, other = _NAME + folded(ruling.name), _NAME + folded(ruling.other)
        ruled[one].add(other)
        ruled[other].add(one)
    found, latest = dict(added.nodes), list(added.nodes.values())
    asked: set[int] = set()
    while latest and len(found) <= _MOST:
        wanted = {partner(tie) for one in latest for tie in one.ties} - asked
        asked |= wanted
        nodes = {node for one in latest for node in ruled.get(one.node, ())} - found.keys()
        latest = [*ties.having(wanted, beside=found), *ties.of(nodes)]
        found.update((one.node, one) for one in latest)
    return found if len(found) <= _MOST else None


def _name(reader: TieReader, one: PartyName, place: int | None) -> TiedName:
    return TiedName(
        _NAME + folded(one.written), _told(one), place, called_in(one, lexicon_for), reader.of_name(one)
    )  # fmt: skip


def _told(one: PartyName) -> str:
    """What the ties of a name follow from."""
    return json.dumps([one.written, one.language, one.kind], ensure_ascii=False)


def _post(reader: TieReader, post: Post) -> TiedName:
    return TiedName(_post_node(post), "", None, "", reader.of_post(post))


def _post_node(post: Post) -> str:
    return _POST + json.dumps([post.person, post.office, post.body], ensure_ascii=False)


def _post_of(node: str) -> Post:
    person, office, body = json.loads(node.removeprefix(_POST))
    return Post(person=person, office=office, body=body)


def _called(compared: PersonComparisons, called: str) -> TiedName:
    """What others that are called alike are found by, whether or not a name still calls anybody so."""
    return TiedName(_CALLED + called, "", None, called, sounds_of(compared.found_by(called)))
