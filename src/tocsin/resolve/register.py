"""The parties of a case: which of its names are one party's, why, and whose name a name is."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256

from tocsin.model.groups import Groups
from tocsin.model.party import Party, PartyKind, PartyName, PartyRuling, Post, PostTold
from tocsin.model.query import Report
from tocsin.model.reason import Reason
from tocsin.resolve.comparing import PersonComparisons
from tocsin.resolve.entries import LexiconFor, as_read, bodies_in, everybody, given_of, office_of, owner_in
from tocsin.resolve.names import NOBODY, Name, Words, name_reader
from tocsin.resolve.posts import post_reader
from tocsin.text.folding import folded

_FEW = 6
"""Bodies that "the ministry" may be one of, for all of them to be held to be whose word it is."""


class Register:
    """The parties of a case, found by any name that leads to them.

    Attributes:
        parties: In the order in which their first names were entered.
        reasons: Why a name leads to its party, by the folded name; a name without a fuller or another one needs none.
    """

    def __init__(
        self,
        parties: Iterable[Party],
        lexicon_for: LexiconFor,
        reasons: Mapping[str, Reason] | None = None,
        *,
        posts: Callable[[], Iterable[PostTold]] = tuple,
        rulings: Callable[[], Iterable[PartyRuling]] = tuple,
    ) -> None:
        """Take in the parties that `register` made, or those that were stored.

        Args:
            parties: The parties.
            lexicon_for: The words of a name's language.
            reasons: Why names lead to their parties.
            posts: Gives who holds which posts; it is asked when that is needed.
            rulings: Gives the rulings on names, likewise.
        """
        self.parties = tuple(parties)
        self.reasons = reasons or {}
        self._lexicon_for = lexicon_for
        self._by_id = {party.id: party for party in self.parties}
        self._found: dict[tuple[str, str | None], Party | None] = {}
        self._posts, self._rulings = posts, rulings

    @cached_property
    def _by_name(self) -> dict[str, Party]:
        """The parties by the folded names that lead to them; who only enters them asks for none."""
        return {folded(name.written): party for party in self.parties for name in party.names}

    def party(self, written: str, *, outlet: str | None = None) -> Party | None:
        """Whose name it is; None where it could be anybody's, or where the case has no such name.

        Args:
            written: The name.
            outlet: Who publishes the text that has it. By a part of its own name it means itself.
        """
        # A case has many times more claims than names.
        if (written, outlet) not in self._found:
            self._found[written, outlet] = self._party(written, outlet)
        return self._found[written, outlet]

    def party_of(self, written: str, report: Report) -> Party | None:
        """Whose name it is in a claim of the case: what its outlet, its document and its day tell decides among several."""
        found = self.party(written, outlet=report.outlet)
        if found is not None:
            found = self._namesakes.get((found.id, report.document), found)
        if found is None or not found.may_be:
            return found
        candidates = [told for told in self._told if told[0] in found.may_be]
        here = {party for party, told in candidates if told.document == report.document}
        if len(here) == 1:
            return self._by_id[here.pop()]
        lexicon = self._lexicon_for(found.names[0].language)
        office = post_reader(lexicon).office_of(written)
        if office is None or report.published is None or name_reader(lexicon).is_role(written):
            return found  # “the mayor” is the mayor of what the document is about
        # Of several who held a post one after another, the one who was last said to hold it by then.
        held = [
            (told.published, party) for party, told in candidates
            if told.published is not None and told.published <= report.published and told.post.office == office[0]
        ]  # fmt: skip
        latest = {party for day, party in held if day == max(held)[0]}
        return self._by_id[latest.pop()] if len(latest) == 1 else found

    @cached_property
    def _namesakes(self) -> dict[tuple[str, str], Party]:
        """By the id of a party and a document, whom its names mean there, where an analyst ruled so."""
        found = {}
        for ruling in holding_rulings(self._rulings()):
            own, other = (self._by_name.get(folded(name)) for name in (ruling.name, ruling.other))
            if own is not None and other is not None:
                found.update({(own.id, document): other for document in ruling.documents})
        return found

    @cached_property
    def _told(self) -> list[tuple[str, PostTold]]:
        """The posts of the case's parties, by the parties' ids."""
        found = ((self._by_name.get(folded(told.post.person)), told) for told in self._posts())
        return [(party.id, told) for party, told in found if party is not None]

    def _party(self, written: str, outlet: str | None) -> Party | None:
        known, own = self._by_name.get(folded(written)), self._by_name.get(folded(outlet)) if outlet else None
        if known is None or own is None or known is own:
            return known
        reader = name_reader(self._lexicon_for(own.names[0].language))
        words = reader.words(written)
        # One word is not enough: “Korbach” is not the Korbach Courier.
        return own if len(words) > 1 and words <= reader.every_word(outlet or "") else known

    def is_name_of(self, written: str, party: Party) -> bool:
        """Whether a name can be that party's: one of its names, or short for one, or one that is short for it."""
        known = self.party(written)
        if known is not None:
            return known.id == party.id
        return any(name_reader(self._lexicon_for(name.language)).are_one(written, name.written) for name in party.names)

    def are_apart(self, one: Party, other: Party) -> bool:
        """Whether an analyst ruled that two parties are two: everywhere, or where a name of the one means the other."""
        return frozenset((one.id, other.id)) in self._ruled_apart

    @cached_property
    def _ruled_apart(self) -> frozenset[frozenset[str]]:
        told = (
            [self._by_name.get(folded(name)) for name in (ruling.name, ruling.other)]
            for ruling in holding_rulings(self._rulings())
            if not ruling.same
        )
        pairs = (frozenset(party.id for party in pair if party is not None) for pair in told)
        return frozenset(pair for pair in pairs if len(pair) > 1)

    def meant(self, written: str) -> Party | None:
        """Whose name it is or can be, also if no claim has it: “the commander” where claims have “commander”."""
        found = self.party(written)
        if found is None:
            fitting = [party for party in self.parties if self.is_name_of(written, party)]
            found = fitting[0] if len(fitting) == 1 else None
        return found

    def why(self, party: Party) -> tuple[Reason, ...]:
        """Why the names of a party are one party's."""
        found = (self.reasons.get(folded(name.written)) for name in party.names)
        return tuple(reason for reason in found if reason is not None)


def register(
    names: Iterable[PartyName],
    rulings: Iterable[PartyRuling],
    lexicon_for: LexiconFor,
    *,
    posts: Sequence[PostTold] = (),
    compared: PersonComparisons | None = None,
) -> Register:
    """Find the parties of a case. Names are joined by rules that err on the side of two parties.

    Args:
        names: Every name of the case, each folded form once, in the order they were entered.
        rulings: What analysts ruled on names, oldest first; it overrides the rules.
        lexicon_for: The words of a name's language.
        posts: Who holds which posts by what the documents of the case say.
        compared: Which names of persons match, as far as that is known; what is not known yet is added to it. The result does
            not depend on it.
    """
    ruled = list(rulings)
    made, reasons = resolved(names, ruled, lexicon_for, (told.post for told in posts), compared or PersonComparisons())
    return Register(made, lexicon_for, reasons, posts=lambda: posts, rulings=lambda: ruled)


def resolved(
    names: Iterable[PartyName],
    rulings: Sequence[PartyRuling],
    lexicon_for: LexiconFor,
    posts: Iterable[Post],
    compared: PersonComparisons,
) -> tuple[list[Party], dict[str, Reason]]:
    """The parties of some names, of which no ties lead to others (`ties.py`), and why names lead to them."""
    resolver = _Resolver(names, rulings, lexicon_for, posts, compared)
    resolver.join_alike()
    resolver.join_spellings()
    resolver.join_acronyms()
    resolver.join_holders()
    resolver.join_surnames()
    resolver.join_shorter()
    return list(resolver.parties()), resolver.reasons


def holding_rulings(rulings: Iterable[PartyRuling]) -> list[PartyRuling]:
    """The rulings on names that hold: of two names the last, with those before it that hold in documents of their own."""
    found: dict[frozenset[str], list[PartyRuling]] = defaultdict(list)
    for ruling in rulings:
        pair = frozenset((folded(ruling.name), folded(ruling.other)))
        if not ruling.documents:
            found[pair].clear()
        if ruling.same is not None and len(pair) == 2:
            found[pair].append(ruling)
    return [ruling for several in found.values() for ruling in several]


def party_id(written: str) -> str:
    """The id of the party that is entered under a name: 16 hexadecimal digits of a hash of the folded name."""
    return sha256(folded(written).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name of the case as it was read; `key` is its folded form."""

    key: str
    party_name: PartyName
    name: Name


class _Resolver:
    """Joins the names of a case step by step: what is surest comes first, for it decides what is unique later."""

    def __init__(
        self,
        names: Iterable[PartyName],
        rulings: Sequence[PartyRuling],
        lexicon_for: LexiconFor,
        posts: Iterable[Post],
        compared: PersonComparisons,
    ) -> None:
        self._compared = compared
        self._lexicon_for = lexicon_for
        self._read_posts = set(posts)
        holding = holding_rulings(rulings)
        ruled = {folded(name): name for one in holding for name in (one.name, one.other)}
        every = everybody(names, self._read_posts, ruled, lexicon_for)
        known, self._told_only, self._posts = every.names, every.told_only, every.posts
        read = {key: as_read(one, lexicon_for) for key, one in known.items()}
        # What a namesake is called tells it from the other one, and leads no further name to it.
        for ruling in holding:
            if ruling.documents and folded(ruling.other) not in every.of_case:
                own = read.get(folded(ruling.name), Name())
                read[folded(ruling.other)] = Name(kind=own.kind)
                namesake = known[folded(ruling.other)]
                known[folded(ruling.other)] = replace(namesake, kind=known[folded(ruling.name)].kind or own.kind)
        outlets = {read[key].words for key, one in known.items() if one.kind is PartyKind.ORGANISATION}
        self._entries = {}
        for key, one in known.items():
            words = name_reader(lexicon_for(one.language)).every_word(one.written) if not read[key].words else None
            # "News" could be anybody's word, unless an outlet of that name is known.
            name = Name(words=words) if words in outlets else read[key]
            if name.words or key in ruled:
                self._entries[key] = _Entry(key, one, name)
        self._by_proper = {entry.name.proper: entry.key for entry in self._entries.values() if entry.name.proper}
        self.reasons: dict[str, Reason] = {}
        self._groups: Groups[str] = Groups((key, key) for key in self._entries)
        self._apart: dict[str, set[str]] = defaultdict(set)
        self._may_be: dict[str, list[str]] = {}
        for ruling in holding:
            left, right = folded(ruling.name), folded(ruling.other)
            if not ruling.same:
                self._apart[left].add(right)
                self._apart[right].add(left)
        for ruling in holding:
            if ruling.same:
                facts = {"name": ruling.name, "other": ruling.other, "by": ruling.by, "reason": ruling.reason}
                reason = Reason(rule="resolve.ruling", weight=1.0, facts=facts)
                self._join(folded(ruling.name), folded(ruling.other), reason)

    def join_alike(self) -> None:
        """Names of the same words, and those with the same proper name, whatever office stands before it."""
        first: dict[tuple[str, Words], str] = {}
        for entry in self._named():
            for rule, words in (("same_words", entry.name.words), ("proper_name", entry.name.proper)):
                if words:
                    self._join_unique(entry.key, (first.setdefault((rule, words), entry.key),), rule)

    def join_spellings(self) -> None:
        """Persons whose names are spellings of one: in other scripts, languages, orders, or with and without a patronymic.

        Full names come first, then those that leave a part out or shorten it, and join only the one they can stand for.
        """
        persons = [entry for entry in self._named() if entry.name.called and entry.name.kind is PartyKind.PERSON]
        self._compared.add(entry.name.called for entry in persons)
        called: dict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(persons):
            called[entry.name.called].append(number)
        shorter: dict[str, list[str]] = defaultdict(list)
        for number, entry in enumerate(persons):
            found = self._compared.of(entry.name.called).items()
            later = sorted((one, alike) for name, alike in found for one in called.get(name, ()) if one > number)
            for one, alike in later:
                less, more = sorted((entry, persons[one]), key=_told)
                if alike and len(less.name.proper) == len(more.name.proper):
                    self._join_unique(entry.key, (persons[one].key,), "spelling")
                else:
                    shorter[less.key].append(more.key)
        for key in sorted(shorter, key=lambda one: _told(self._entries[one]), reverse=True):
            self._join_unique(key, (one for one in shorter[key] if one not in self._may_be), "shorter_spelling")

    def join_acronyms(self) -> None:
        """Acronyms with what they are short for, where only one party of the case has such a name."""
        by_letters = self._index((letters, entry.key) for entry in self._named() for letters in entry.name.initials)
        for entry in self._named():
            if entry.name.letters is not None:
                self._join_unique(entry.key, by_letters.get(entry.name.letters, ()), "acronym")

    def join_holders(self) -> None:
        """Posts that speak, as “the commander of the Guard”, with whom the case says to hold them, where that is one."""
        reader = post_reader(self._lexicon_for(None))
        held: dict[str, list[tuple[Post, Words]]] = defaultdict(list)
        for post in self._read_posts:
            if self._person(post) is not None:
                held[reader.rank(post.office)].append((post, self._words_of(post.body)))
        offices = sorted(self._offices(), key=lambda found: found[1][1] is None)
        for entry, (office, named) in offices:
            body = self._words_of(named)
            # "The head" of nothing told is whoever is called just that, or a head of something.
            holders = {
                self._person(post) for post, words in held.get(reader.rank(office), ())
                if body <= words and (body or post.office == office)
            }  # fmt: skip
            if holders and not body:
                holders.update(other.key for other, (same, of) in offices if same == office and of is not None)
            self._join_unique(entry.key, sorted(filter(None, holders)), "post")

    def join_surnames(self) -> None:
        """“Mayor Brandt” with the only one of that surname, if the office fits what is known of them.

        “Queen Idris” is no Idris Manko, and “President Martin” no Martin Feld.
        """
        bearers = self._index(
            (word, entry.key) for entry in self._named() for word in entry.name.proper - given_of(entry.name)
        )
        reader = name_reader(self._lexicon_for(None))
        offices = self._index(
            (entry.name.surname, entry.key) for entry in self._named()
            if entry.name.surname and not reader.goes_with_given(entry.name.office)
        )  # fmt: skip
        for surname, keys in offices.items():
            found = bearers.get(surname, ())
            known = frozenset(word for key in found for word in self._entries[key].name.office)
            for key in keys:
                rivals = {self._groups.top(other) for other in keys}
                if self._entries[key].name.office & known or (not known and len(rivals) == 1):
                    self._join_unique(key, found, "surname")

    def join_shorter(self) -> None:
        """Short names with the one party they can be short for, long ones first; what fits several joins none."""
        fuller = self._index((short, entry.key) for entry in self._named() for short in entry.name.shorter)
        for entry in sorted(self._named(), key=lambda one: (-len(one.name.words), one.key)):
            # What a place is called is no one's surname.
            if entry.party_name.kind is not PartyKind.PLACE:
                self._join_unique(entry.key, fuller.get(entry.name.words, ()), "short_for")

    def _offices(self) -> Iterator[tuple[_Entry, tuple[str, str | None]]]:
        """The names that are a post and no person's name, with the post and its body."""
        for entry in self._named():
            if (
                not entry.name.proper
                and (found := office_of(entry.party_name, entry.name, self._lexicon_for)) is not None
            ):
                yield entry, found

    def _person(self, post: Post) -> str | None:
        """The key of the name of a post's holder, alone or behind an office; None where the case does not have it."""
        key = folded(post.person)
        return key if key in self._entries else self._by_proper.get(self._words_of(post.person))

    def _words_of(self, written: str | None) -> Words:
        return NOBODY if written is None else name_reader(self._lexicon_for(None)).words(written)

    def _bodies_of(self) -> dict[str, set[str]]:
        """The groups of the bodies that those of each group speak for."""
        by_words: dict[Words, list[str]] = defaultdict(list)
        for entry in self._named():
            if entry.name.kind is not PartyKind.PERSON:
                for words in {entry.name.words, *entry.name.shorter}:
                    by_words[words].append(entry.key)
        reader = post_reader(self._lexicon_for(None))
        told = {(self._person(post), reader.rank(post.office), post.body) for post in self._posts}
        told.update((entry.key, reader.rank(office), body) for entry, (office, body) in self._offices())
        found: dict[str, set[str]] = defaultdict(set)
        headed: Groups[str] = Groups()
        head_of: dict[str, str] = {}
        known = {self._groups.top(entry.key) for entry in self._named() if entry.key not in self._may_be}
        for key, rank, body in sorted(told, key=str):
            if key is None or body is None:
                continue
            top, tops = self._groups.top(key), self._body_of(body, by_words)
            if tops.isdisjoint(known):
                # "The ministry" of a case with two: whoever speaks for one of them is independent of neither for certain.
                meant = {self._groups.top(other) for other in self._may_be.get(folded(body), ())}
                found[top].update(meant if len(meant) <= _FEW else ())
            if len(tops) != 1:
                continue
            own = next(iter(tops))
            found[top].add(own)
            if rank == reader.head:
                # Two bodies of one head may be one by two names.
                headed.join(head_of.setdefault(top, own), own)
        several = [set(group) for group in headed.groups() if len(group) > 1]
        for bodies in found.values():
            bodies.update(*(group for group in several if not bodies.isdisjoint(group)))
        for top, body in (*self._described(), *self._of_somebody()):
            found[top].add(body)
        # The ministries, embassies and forces of one state have one word on its affairs.
        names = name_reader(self._lexicon_for(None))
        states: dict[str, set[str]] = defaultdict(set)
        for entry in self._named():
            if (state := names.state_of(entry.name.words)) is not None:
                states[self._groups.top(entry.key)].add(f"{names.state} {state}")
        for bodies in found.values():
            bodies.update(*(states[body] for body in bodies if body in states))
        for top, those in states.items():
            found[top] |= those
        return found

    def _body_of(self, body: str, by_words: Mapping[Words, Sequence[str]]) -> set[str]:
        """The groups of the bodies that a post's body may be."""
        own = self._entries.get(folded(body))
        if own is not None and own.key in self._may_be and own.key in self._told_only:
            return set()
        keys = [own.key] if own is not None else by_words.get(self._words_of(body), ())
        if self._told_only.issuperset(keys):
            # "The water company Korwater" is Korwater.
            named = name_reader(self._lexicon_for(None)).read(body).surname
            keys = by_words.get(frozenset((named,)), keys) if named is not None else keys
        if not keys:
            keys = self._named_in(self._words_of(body), by_words)
        # "The company" of two texts may be two; but nobody knows that, as long as the case tells of one.
        return {self._groups.top(one) for one in keys}

    def _named_in(self, words: Words, by_words: Mapping[Words, Sequence[str]]) -> Sequence[str]:
        """Names of bodies that a post's body holds: the “Dam Board” of “the Dam Board of Korbach”, the longest first."""
        found = (by_words.get(part) for part in bodies_in(words, name_reader(self._lexicon_for(None))))
        return next(filter(None, found), ())

    def _described(self) -> Iterator[tuple[str, str]]:
        """Names that tell only what a body is and of which nation, each with the one body of the case that it can be."""
        reader = name_reader(self._lexicon_for(None))
        bodies = [entry for entry in self._named() if entry.name.kind is not PartyKind.PERSON]
        nouns = {entry.key: found for entry in bodies if (found := reader.described(entry.name.words))}
        for noun in dict.fromkeys(nouns.values()):
            own = {self._groups.top(key) for key, found in nouns.items() if found == noun}
            fitting = {
                self._groups.top(entry.key) for entry in bodies if noun < entry.name.words and entry.key not in nouns
            }
            if len(own) == 1 and len(fitting) == 1 and fitting != own:
                yield own.pop(), fitting.pop()

    def _of_somebody(self) -> Iterator[tuple[str, str]]:
        """“Ilse Brandt's lawyer”, “Brandt's service”: their word is hers, or about her on her word."""
        for entry in self._named():
            owner = owner_in(entry.party_name.written)
            if owner in self._entries:
                yield self._groups.top(entry.key), self._groups.top(owner)

    def parties(self) -> Iterator[Party]:
        """The parties, in the order in which their first names were entered."""
        members: dict[str, list[_Entry]] = defaultdict(list)
        for entry in sorted(self._entries.values(), key=lambda one: one.key in self._told_only):
            members[self._groups.top(entry.key)].append(entry)
        ids = {top: party_id(entries[0].party_name.written) for top, entries in members.items()}
        bodies = self._bodies_of()
        for top, every in members.items():
            entries = [one for one in every if one.key not in self._told_only]
            if not entries:
                continue
            names = [one.party_name for one in sorted(entries, key=_fullest)]
            is_open = all(one.key in self._may_be for one in entries)
            others = {ids[self._groups.top(key)] for one in entries for key in self._may_be.get(one.key, ())}
            yield Party(
                id=ids[top], kind=_kind(entries), name=names[0].written, names=tuple(names),
                may_be=tuple(sorted(others - {ids[top]})) if is_open else (),
                speaks_for=tuple(sorted({ids.get(body) or party_id(body) for body in bodies.get(top, ())} - {ids[top]})),
            )  # fmt: skip

    def _named(self) -> Iterator[_Entry]:
        return (entry for entry in self._entries.values() if entry.name.words)

    def _index(self, pairs: Iterable[tuple[Words | str | None, str]]) -> dict[Words | str | None, list[str]]:
        found: dict[Words | str | None, list[str]] = defaultdict(list)
        for part, key in pairs:
            found[part].append(key)
        return found

    def _join_unique(self, key: str, candidates: Iterable[str], rule: str) -> None:
        """Join a name with the candidates if they are one party."""
        found = {self._groups.top(other): other for other in candidates}
        if found.pop(self._groups.top(key), None) is not None:
            # It is known which of them it is: “A. Berg” that an analyst joined with “Anna Berg” is not “Alma Berg” too.
            return
        if len(found) > 1 or (found and rule != "same_words" and self._is_role(self._entries[key])):
            # “The union” of one document need not be the one that another document names.
            self._may_be[key] = list(found.values())
            return
        for other in found.values() if len(found) == 1 else ():
            name, fuller = (self._entries[one].party_name.written for one in (key, other))
            self._join(key, other, Reason(rule=f"resolve.{rule}", weight=1.0, facts={"name": name, "other": fuller}))

    def _is_role(self, entry: _Entry) -> bool:
        one = entry.party_name
        return one.kind is None and name_reader(self._lexicon_for(one.language)).is_role(one.written)

    def _join(self, key: str, other: str, reason: Reason) -> None:
        if not self._are_apart(key, other):
            self._groups.join(other, key)
            self.reasons[key] = reason

    def _are_apart(self, key: str, other: str) -> bool:
        """Whether an analyst holds two names apart that joining these two would make one party's."""
        if not self._apart:
            return False
        top = self._groups.top
        pairs = ({top(left), top(right)} for left, others in self._apart.items() for right in others)
        return {top(key), top(other)} in pairs


def _told(entry: _Entry) -> tuple[int, int, str]:
    """How much of a person's name is told."""
    return len(entry.name.proper), len(entry.name.called), entry.key


def _fullest(entry: _Entry) -> tuple[bool, bool, int, int, str]:
    written, name = entry.party_name.written, entry.name
    # What begins with a mark or a number was cut wrongly out of its sentence; a person has a better name than a post.
    is_post = name.kind is PartyKind.PERSON and not name.proper and len(name.words) > 1
    return (
        not written[:1].isalpha(),
        is_post,
        -len(entry.name.words),
        -entry.party_name.claims,
        written,
    )


def _kind(entries: Sequence[_Entry]) -> PartyKind:
    """What is known of any of its names, or else what the words of most of them tell, the fullest first."""
    known = [one.party_name.kind for one in entries if one.party_name.kind is not None]
    told = [one.name.kind for one in sorted(entries, key=_fullest) if one.name.words]
    found = known or told or [PartyKind.UNNAMED]
    return max(dict.fromkeys(found), key=found.count)
