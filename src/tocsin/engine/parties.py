"""The parties of a case, made again when its names, its grades or the rulings on names have changed.

They are made from all names, so that what was added first changes nothing. What takes long is kept: how often each name
stands in the case, which names of persons match, and, where names are many, what ties them to one another. Only what is new
is counted and compared, and only the parties that it may change are made again.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import islice
from typing import NamedTuple, Self

from tocsin.engine.tied_parties import refresh_tied, ties_of_all
from tocsin.ledger.port import Ledger, View
from tocsin.lexicon.language import lexicon_for
from tocsin.model.garbage import garbage_kept
from tocsin.model.party import ComparedNames, Party, PartyName, PartyRuling, PostTold
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.resolve.comparing import PersonComparisons, comparer
from tocsin.resolve.posts import post_reader
from tocsin.resolve.register import Register, register
from tocsin.weigh.grades import GradeBook

_AT_ONCE = 200
"""Texts that are looked through for posts before what was found is entered."""


@garbage_kept()
def refresh_parties(ledger: Ledger) -> None:
    """Enter the parties of a case again if those that were entered last no longer hold."""
    basis = ledger.stale_parties()
    if basis is not None:
        texts = ledger.texts_without_posts()
        while some := list(islice(texts, _AT_ONCE)):
            ledger.enter_posts({
                number: post_reader(lexicon_for(language)).posts_in(text) for number, language, text in some
            })  # fmt: skip
        ledger.count_names()
        ties = ledger.name_ties()
        if ties is not None and refresh_tied(ledger, ties, basis=basis):
            return
        known = ledger.compared_names(by=comparer())
        told = _Told.by(ledger)
        made, compared = told.parties(known)
        if compared.new.found_by:
            ledger.enter_compared_names(compared.new, by=comparer(), beside=len(known.found_by))
        posts = (one.post for one in told.posts)
        tied = ties_of_all(ties, told.names, told.rulings, posts, compared) if ties is not None else None
        ledger.enter_parties(made.parties, basis=basis, tied=tied)


def register_of(view: View, names: Iterable[str] | None = None) -> Register:
    """The parties of a case.

    Args:
        view: The case; if it could not be written since its names changed, the parties are worked out for this once.
        names: Those whose parties are wanted; by default all.
    """
    # Both are asked for where names are looked up, and again where they are told apart.
    posts, rulings = cache(view.posts), cache(view.party_rulings)
    held = view.parties() if names is None else _held(view, names, posts, rulings)
    if held is None:
        return _made(view)
    return Register(held, lexicon_for, posts=posts, rulings=rulings)


def _held(
    view: View,
    names: Iterable[str],
    posts: Callable[[], Sequence[PostTold]],
    rulings: Callable[[], Sequence[PartyRuling]],
) -> list[Party] | None:
    """The parties with some names, and those that these names may mean in one document or another."""
    held = view.parties_named(names)
    others = {ruling.other for ruling in rulings() if ruling.documents}
    if any(party.may_be for party in held or ()):
        others.update(told.post.person for told in posts())
    if held is None or not others:
        return held
    more = view.parties_named(others)
    return None if more is None else list({party.id: party for party in (*held, *more)}.values())


def why_one(view: View, name: str) -> tuple[Party | None, tuple[Reason, ...]]:
    """Whose name it is, and why its names are one party's; reasons are not stored, so the parties are worked out for it."""
    made = _made(view)
    party = made.meant(name)
    return party, made.why(party) if party is not None else ()


def why_all(view: View) -> dict[str, tuple[Reason, ...]]:
    """Why the names of each party of several are one party's, by the party's id."""
    made = _made(view)
    return {party.id: reasons for party in made.parties if len(party.names) > 1 and (reasons := made.why(party))}


class _Told(NamedTuple):
    """What the parties of a case are made from."""

    names: Sequence[PartyName]
    rulings: Sequence[PartyRuling]
    posts: Sequence[PostTold]

    @classmethod
    def by(cls, view: View) -> Self:
        return cls(view.party_names(), view.party_rulings(), view.posts())

    def parties(self, known: ComparedNames) -> tuple[Register, PersonComparisons]:
        """The parties, and the names of persons that were compared for it besides those that had been before."""
        compared = PersonComparisons(known)
        return register(self.names, self.rulings, lexicon_for, posts=self.posts, compared=compared), compared


def _made(view: View) -> Register:
    """The parties by the names of a case."""
    made, _ = _Told.by(view).parties(view.compared_names(by=comparer()))
    return made


def grade_book(view: View, reports: Iterable[Report] | None = None) -> GradeBook:
    """The grades of a case's sources, with the parties of the case.

    Args:
        view: The case.
        reports: Those whose sources are wanted; by default all.
    """
    grades = view.grades().values()
    names = {name for report in reports or () for name in report.names} | {grade.name for grade in grades}
    return GradeBook(grades, register_of(view, names if reports is not None else None))
