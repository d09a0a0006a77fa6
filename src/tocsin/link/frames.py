"""Frames side by side: whether two claims are of one deed, of the same things in the same roles."""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tocsin.lexicon.counted import counted_things
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.wordnet import wordnet
from tocsin.link.stories import never_names
from tocsin.link.words import Wordings
from tocsin.model.claim import Claim
from tocsin.model.frame import ACTOR, IS, OBJECT, TO_DO, Filler
from tocsin.text.folding import folded

_EQUAL, _NAMED, _KIND, _INSIDE = 1.0, 0.9, 0.7, 0.5
_APART = 0.8
"""What two heads are still worth that each have a word which sets them apart from the other: "new quay", "fish quay"."""
_WHERE = "where"
"""The role of where something is."""
_DIGITS = re.compile(r"\d{1,6}")
_ONE_SORT, _NEAR_SORT, _SURELY_NEAR = 0.5, 0.5, 0.75
"""How alike two nouns are by their senses, or how near in meaning, that may name one thing (lorry, truck), or surely do."""


@dataclass(frozen=True, slots=True)
class Part:
    """A filler as forms: what it is, the words that say which, and those that are names; open where nothing tells what.

    The `noun` is what it is as it is written, `of` what follows it by "of", `called` the names in it as they are written;
    `which` is its number in a series, if one is told.
    """

    role: str
    head: str
    noun: str
    of: str
    called: str
    which: frozenset[int]
    words: frozenset[str]
    names: frozenset[str]
    nations: frozenset[str]
    is_none: bool
    is_open: bool

    @property
    def is_told(self) -> bool:
        """Whether something tells what it is; "nobody" and "nothing" tell that it is none of all."""
        return self.is_none or not self.is_open

    @property
    def every(self) -> frozenset[str]:
        """All its forms."""
        return self.words | {self.head}


@dataclass(frozen=True)
class FrameForms:
    """The frame of a claim as forms.

    Attributes:
        deeds: The groups of words that its predicate stands in, or its own form.
        is_light: Whether the predicate says little by itself.
        is_level: Whether the predicate tells how many there are at some time.
        is_of_being: Whether it says that there is none of something, or only how likely something is.
        states: The states that the words name of which only one can be so, each by its name and side.
        left_undone: The groups of what somebody refuses, fails or only offers to do.
        undoing: Its sides in pairs of deeds of which the second, side 1, undoes the first.
        stages: Its places in rows of deeds that follow one another.
        parts: What stands in its roles.
        aims: The groups of what somebody is to do, agrees to do, is able to do.
        is_coming: Whether it is set in the future.
        denies_more: Whether it says that there are no further ones, which leaves those that there were.
        puts_off: Whether the deed is one that is put off, or set for a day: "the meeting has been put off".
        predicate: The predicate as it is written.
        nouns: The nouns that stand in its roles, without names.
        sites: The names of where it is, or whose; `origins` of where something comes from, `goals` of where it goes,
            `scenes` of where it is done, lands left out.
        lands_left: The lands that something comes from.
    """

    deeds: frozenset[str]
    is_light: bool
    is_level: bool
    is_of_being: bool
    states: frozenset[tuple[str, int]]
    left_undone: frozenset[str]
    undoing: frozenset[tuple[int, int]]
    stages: frozenset[tuple[int, int]]
    parts: tuple[Part, ...]
    aims: frozenset[str]
    is_coming: bool
    denies_more: bool
    puts_off: bool
    predicate: str
    nouns: tuple[str, ...]
    sites: frozenset[str]
    origins: frozenset[str]
    goals: frozenset[str]
    scenes: frozenset[str]
    lands_left: frozenset[str]

    @cached_property
    def themes(self) -> tuple[Part, ...]:
        """What it is about: what the deed is done to, or who does it where it is done to nothing."""
        objects = tuple(part for part in self.parts if part.role == OBJECT)
        return objects or tuple(part for part in self.parts if part.role == ACTOR)

    @cached_property
    def cores(self) -> tuple[Part, ...]:
        """Who does it, and what it is done to."""
        return tuple(part for part in self.parts if part.role in (ACTOR, OBJECT))

    @cached_property
    def core_heads(self) -> frozenset[str]:
        """What these are, in one word each."""
        return frozenset(part.head for part in self.cores)

    @cached_property
    def actors(self) -> tuple[Part, ...]:
        """Who does it to what it is about."""
        return (
            tuple(part for part in self.parts if part.role == ACTOR)
            if self.themes and self.themes[0].role == OBJECT
            else ()
        )

    @cached_property
    def rival_states(self) -> frozenset[tuple[str, int]]:
        """The states that exclude one of its own."""
        return frozenset((number, 1 - side) for number, side in self.states)

    @cached_property
    def nations(self) -> frozenset[str]:
        """Whose what it is about is."""
        return frozenset().union(*(part.nations for part in self.themes))

    @cached_property
    def names(self) -> frozenset[str]:
        """All names in it."""
        return frozenset().union(*(part.names for part in self.parts))

    @cached_property
    def said_to_be(self) -> frozenset[str]:
        """The same as it is written."""
        return frozenset(part.noun for part in self.parts if part.role == IS and not part.names)

    @cached_property
    def at_is(self) -> frozenset[str]:
        """What something is said to be."""
        return frozenset(part.head for part in self.parts if part.role == IS)


class FrameReader:
    """Brings frames to forms, in one language."""

    def __init__(self, lexicon: Lexicon, wordings: Wordings) -> None:
        table = lexicon.table("links")["deeds"]
        self._forms = wordings
        self._things = counted_things(lexicon)
        self._groups: dict[str, set[str]] = defaultdict(set)
        for number, group in enumerate(table["groups"]):
            for words in group:
                self._groups[words].add(f"#{number}")
        self._states: dict[str, set[tuple[str, int]]] = defaultdict(set)
        for number, pair in enumerate(table["opposed"]):
            for side, words in enumerate(pair):
                for word in words:
                    self._states[self._key(word)].add((f"#{number}", side))
        self._undoing: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for number, sides in enumerate(table["undone"]):
            for side, words in enumerate(sides):
                for word in words:
                    self._undoing[word].add((number, side))
        self._stages: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for number, stages in enumerate(table["stages"]):
            for stage, words in enumerate(stages):
                for word in words:
                    self._stages[word].add((number, stage))
        self._inside, self._outside = frozenset(table["inside"]), frozenset(table["outside"])
        self._being: str = table["being"]
        self._to_come = frozenset().union(*map(self.groups_of, table["to_come"]))
        self._there_is = frozenset(table["there_is"])
        self._not_yet = frozenset(table["not_yet"])
        self._light, self._level = frozenset(table["light"]), frozenset(table["level"])
        self.certainty = frozenset(table["certainty"])
        cardinals, counting = lexicon.table("quantities")["cardinals"], lexicon.table("counted")["counting_up"]
        self._numbers: dict[str, int] = {
            **cardinals["units"], **cardinals["teens"], **counting["ordinals"], **table["first"],
        }  # fmt: skip
        days = lexicon.table("times")["words"]
        self._calendar = frozenset(word for kind in ("MONTH", "WEEKDAY") for word in days[kind])
        self._left_undone = frozenset(table["left_undone"])
        self._opposite: tuple[str, ...] = tuple(table["opposite"])
        self._leading = wordings.forms(table["leading"])
        self._pronouns = frozenset(table["pronouns"])
        self._further = wordings.forms(table["further"])
        self._never_names = never_names(lexicon)
        self._from, self._to, self._in = frozenset(table["from"]), frozenset(table["to"]), frozenset(table["in"])
        self._places = self._from | self._to | self._in | frozenset(table["beside"])
        self._motion = frozenset().union(*map(self.groups_of, table["motion"]))

    def _key(self, words: str) -> str:
        return " ".join(self._forms.form(word) for word in words.split())

    def read(self, claim: Claim) -> FrameForms | None:
        """The frame of a claim; None where its reading made none."""
        frame = claim.frame
        if frame is None:
            return None
        prepositions = {filler.role for filler in frame.fillers}
        bare = frame.predicate
        said = [frame.said] if frame.particle else []
        said += [f"{bare} {role}" for role in prepositions]
        # "Gave way", "took shelter"
        said += [f"{bare} {filler.head}" for filler in frame.fillers if filler.role == OBJECT and bare in self._light]
        deeds = set().union(*map(self.groups_of, said)) or set(self.groups_of(bare))
        is_light = bare in self._light or bare in self.certainty
        states = set().union(*(self._states_of(one) for one in (*said, bare)))
        undone = {
            form for filler in frame.fillers if filler.role == TO_DO and bare in self._left_undone
            for form in (self._key(filler.head), *self.groups_of(filler.head))
        }  # fmt: skip
        for filler in frame.fillers:
            if filler.role == TO_DO and undone:
                continue
            if filler.role in (IS, TO_DO) or (is_light and filler.role != ACTOR):
                deeds |= self.groups_of(filler.head)
                states |= self._states_of(filler.head)
        if bare == self._being:
            states |= self._states_at(frame.particle, frame.fillers)
        puts_off = bool(deeds & self._to_come)
        if puts_off:
            deeds |= {
                group for filler in frame.fillers if filler.role == OBJECT for group in self.groups_of(filler.head)
            }
        if bare == self._being and any(filler.role == IS for filler in frame.fillers):
            # "Is the engineer of the port" says nothing of being there.
            deeds -= self.groups_of(bare)
        aims = {
            name for filler in frame.fillers if filler.role == TO_DO
            for name in (self._key(filler.head), *self.groups_of(filler.head))
        }  # fmt: skip
        deeds.add(self._key(frame.said))
        if is_light:
            # What is likely is the flood, in "a flood is likely".
            telling = (filler for filler in frame.fillers if filler.role != ACTOR or bare in self.certainty)
            deeds |= {self._forms.form(filler.head) for filler in telling if not filler.is_name}
        parts = tuple(self._parts(frame.fillers))
        # With "arrive" also "in" and "at" lead to where something goes.
        goals = self._to | self._in if deeds & self._motion else self._to
        return FrameForms(
            deeds=frozenset(deeds), is_light=is_light, is_level=bare in self._level, states=frozenset(states),
            is_of_being=bare in self.certainty or (bare in self._there_is and any(part.is_none for part in parts)),
            left_undone=frozenset(undone),
            undoing=frozenset[tuple[int, int]]().union(
                *(self._undoing.get(one, ()) for one in (frame.said, *(f"{frame.said} {role}" for role in prepositions)))
            ),
            stages=frozenset[tuple[int, int]]().union(*(self._stages.get(one, ()) for one in (*said, bare))),
            parts=parts, aims=frozenset(aims), predicate=frame.said,
            denies_more=self._denies_more(parts),
            nouns=frame.nouns, puts_off=puts_off,
            is_coming=frame.is_coming or puts_off or not self._not_yet.isdisjoint((bare, *said)),
            sites=_names_at(self._places, parts), origins=_names_at(self._from, parts), goals=_names_at(goals, parts),
            scenes=_names_at(self._in, (part for part in parts if not part.nations)),
            lands_left=frozenset().union(*(part.nations for part in parts if part.role in self._from)),
        )  # fmt: skip

    def denies_more(self, claim: Claim) -> bool:
        """Whether a claim says that there are no further ones, which leaves those that there were."""
        return claim.frame is not None and self._denies_more(self._parts(claim.frame.fillers))

    def _denies_more(self, parts: Iterable[Part]) -> bool:
        return any(part.is_none and part.words & self._further for part in parts)

    def _states_of(self, word: str) -> set[tuple[str, int]]:
        """The states that a word tells; with a prefix that makes the opposite, the other side of the word without."""
        found = set(self._states.get(self._key(word), ()))
        if word.partition(" ")[0] in self.certainty:
            return found
        for prefix in self._opposite:
            if word.startswith(prefix) and len(word) > len(prefix) + 2:
                return found | {(self._key(word.removeprefix(prefix)), 1)}
        return found | {(self._key(word), 0)}

    def _which(self, written: str) -> frozenset[int]:
        digits = _DIGITS.match(written)
        number = int(digits[0]) if digits is not None else self._numbers.get(written, 0)
        return frozenset((number,) if number else ())

    def _states_at(self, particle: str | None, fillers: Iterable[Filler]) -> set[tuple[str, int]]:
        """The states of what is in or out of something: "in use", "out of use", "off duty"."""
        found = set()
        for filler in fillers:
            role = particle if filler.role == "of" and particle in self._outside else filler.role
            if filler.head and not filler.is_name and role in self._inside | self._outside:
                side, state = int(role in self._outside), f"in {self._forms.form(filler.head)}"
                found |= {(state, side), *((number, own ^ side) for number, own in self._states.get(state, ()))}
        return found

    def _parts(self, fillers: Iterable[Filler]) -> Iterator[Part]:
        for filler in fillers:
            head, words, is_open = filler.head, list(filler.words), False
            if not head and words:
                head = words.pop()  # "three dead"
            # "In mid-September" names nothing, nor does the hyphen alone.
            is_name = filler.is_name and head != "-" and self._never_names.isdisjoint(head.split("-"))
            names, called = ({head} if is_name else set()), filler.called
            if not head or head in self._pronouns:
                name = filler.name or ""
                told = self._forms.of(name).words
                is_open = not told
                if told:
                    head, names = told[-1].lower, {word.lower for word in told if name[word.start].isupper()}
                    words += [word.lower for word in told[:-1]]
                    called = name if names else ""
            forms = [self._forms.form(word) for word in words if not word.isdigit()]
            if self._forms.form(head) in self._leading and forms:
                # "Thousands of pilgrims": what only leads tells nothing.
                head = next((word for word in words if self._forms.form(word) not in self._leading), head)
            lead = self._forms.form(head)
            lands = self._forms.lands
            nations = {lands[word] for word in (head, *words) if word in lands}
            yield Part(
                role=filler.role, head=lead, noun=head, of=filler.of, called=called, which=self._which(filler.which),
                words=frozenset(forms) - {lead, ""},
                names=frozenset(self._forms.form(word) for word in (*names, *(filler.words if is_name else ()))),
                nations=frozenset(nations), is_none=filler.is_none, is_open=is_open,
            )  # fmt: skip

    def forms(self, nouns: Iterable[str]) -> frozenset[str]:
        """The forms of several nouns."""
        return self._forms.forms(nouns)

    def name_words(self, called: str) -> list[str]:
        """The words of a name in their order, folded: lands, days and months left out."""
        words = re.findall(r"[^\W\d_]+", called.lower())
        return [folded(word) for word in words if word not in self._forms.lands and word not in self._calendar]

    def form(self, noun: str) -> str:
        """The form of a noun."""
        return self._forms.form(noun)

    def leads(self, noun: str) -> bool:
        """Whether a noun only leads to what is spoken of, or stands for it."""
        return noun in self._pronouns or self.form(noun) in self._leading

    def groups_of(self, verb: str) -> frozenset[str]:
        """The groups of deeds that a verb stands in, by its lemma: words of one form may be of two deeds."""
        return frozenset(self._groups.get(verb, ()))

    def is_place(self, role: str) -> bool:
        """Whether a role tells where something is, goes, comes from."""
        return role in self._places

    def role(self, written: str) -> str:
        """A role, the same for "in", "on" and "at"."""
        return _WHERE if written in self._in else written

    def have_one_kind(self, one: str, other: str) -> bool:
        """Whether the two are kinds of one thing: workers and employees are people."""
        wholes = self._things.wholes
        return bool(wholes.get(one, frozenset()) & wholes.get(other, frozenset()))

    def are_kin(self, one: str, other: str) -> bool:
        """Whether the one form is of a kind of the other."""
        kinds = self._things.kinds
        return other in kinds.get(one, ()) or one in kinds.get(other, ())


@dataclass(frozen=True, slots=True)
class Fit:
    """How two frames fit.

    Attributes:
        deed: Whether they are of one deed; None where one of them says little by itself.
        core: How alike those who take part are, at best, 0 … 1; None where one of them does not tell.
        theme: The same of what they are about.
        actors_apart: Whether others do it.
        opposed: Whether they tell two states of which only one can be so.
        turned: Whether the one goes where the other comes from, or does what is done to it in the other.
        foreign: Whether the things of the one are another nation's.
        other_aims: Whether somebody is to do, or agrees to do, another thing.
        names_apart: Whether both name somebody or something, and nothing that the other names.
        elsewhere: The same of where it is, or whose.
        other_scene: The same of where it is done.
        other_stage: Whether the one is a deed that may lead to the other: who attacks has taken nothing.
    """

    deed: bool | None
    core: float | None
    theme: float | None
    actors_apart: bool
    opposed: bool
    turned: bool
    foreign: bool
    other_aims: bool
    names_apart: bool
    elsewhere: bool
    other_scene: bool
    other_stage: bool


class FrameMatcher:
    """Sets two frames side by side."""

    def __init__(self, reader: FrameReader, lexicon: Lexicon) -> None:
        table = lexicon.table("links")["deeds"]
        self._wordnet = wordnet(lexicon)
        self.reader, self.related = reader, self._wordnet.likeness
        self._known = reader.forms(table["knowledge"])
        self._mutual, self._anybody = frozenset(table["mutual"]), frozenset(table["anybody"])
        self._fields = reader.forms(table["fields"])

    def fit(self, left: FrameForms, right: FrameForms) -> Fit:
        """How the two fit."""
        common = left.deeds & right.deeds
        deed: bool | None = bool(common)
        if not common and (left.is_light or right.is_light):
            deed = None
        other_aims = bool(left.aims and right.aims and not left.aims & right.aims)
        if other_aims:
            deed = False
        actors = self._best(left.actors, right.actors)
        return Fit(
            deed=deed,
            core=self._best(left.cores, right.cores),
            theme=self._best(left.themes, right.themes),
            actors_apart=actors == 0,
            opposed=not left.rival_states.isdisjoint(right.states) or self._are_opposites(left, right),
            turned=_is_turned(left, right) or self._are_exchanged(left, right),
            foreign=_are_apart(left.nations, right.nations),
            other_aims=other_aims,
            names_apart=_are_apart(left.names, right.names),
            elsewhere=_are_apart(left.sites, right.sites),
            other_scene=_are_apart(left.scenes, right.scenes),
            other_stage=not common and _are_of_two_stages(left.stages, right.stages),
        )

    def _are_opposites(self, left: FrameForms, right: FrameForms) -> bool:
        """Whether what something is said to be is the opposite of what the other says: sober, and drunk."""
        ours, theirs = (frame.said_to_be - self.reader.certainty for frame in (left, right))
        return any(self._wordnet.are_opposed(one, other) for one in ours for other in theirs)

    def are_of_two_sorts(
        self,
        ours: Sequence[Part],
        theirs: Sequence[Part],
        near: Callable[[str, str], float],
        places: Container[str],
        *,
        surely: bool = True,
    ) -> bool:
        """Whether what stands in a role is of two sorts by its nouns; names may be anything's.

        Args:
            ours: What the one has there.
            theirs: What the other has there.
            near: How near two nouns are in meaning, -1 … 1.
            places: The forms of the names of places, which tell nothing of a sort.
            surely: Whether nouns that are near in meaning are of one sort: a wolf may be taken for a bear, but is none.
        """

        def are_apart(one: str, other: str) -> bool:
            return self.related(one, other) < _ONE_SORT and near(one, other) < (_NEAR_SORT if surely else _SURELY_NEAR)

        def are_two(one: Part, other: Part) -> bool:
            one_role = self.reader.role(one.role) == self.reader.role(other.role)
            if not one_role or any(part.names or part.is_none or part.is_open for part in (one, other)):
                return False
            if one.head == other.head:
                # Exports of wheat, and of copper.
                told = one.of and other.of and self.reader.form(one.of) not in places
                return bool(told) and self.reader.form(other.of) not in places and are_apart(one.of, other.of)
            common = (word for word in one.words & other.words if word not in places)
            return not self.alike(one, other) and not any(common) and are_apart(one.noun, other.noun)

        pairs = [(one, other) for one in ours for other in theirs]
        return bool(pairs) and all(are_two(one, other) for one, other in pairs)

    def are_alike(self, one: str, other: str) -> bool:
        """Whether two counted things, by their forms, can be the same: one thing, or one of a kind of the other."""
        return one == other or self.reader.are_kin(one, other) or self.reader.have_one_kind(one, other)

    def without_places(self, frame: FrameForms) -> tuple[Part, ...]:
        """Who and what takes part, without where it is, goes, comes from."""
        return tuple(part for part in frame.parts if not self.reader.is_place(part.role))

    def is_anybody(self, part: Part) -> bool:
        """Whether a part of a denial leaves nobody and nothing out: "nobody", "anything"."""
        return part.noun in self._anybody and not part.words

    def are_of_two_fields(self, one: Part, other: Part) -> bool:
        """Whether words tell two bodies of one kind apart by what they are for: housing, and transport."""
        return _are_apart(one.words & self._fields, other.words & self._fields)

    def tells_what_is_known(self, part: Part) -> bool:
        """Whether a part is what is known of something: "no information", "no sign"."""
        return part.head in self._known

    def are_nouns_alike(self, one: str, other: str) -> bool:
        """The same of nouns as they are written, where what leads to another noun can be anything."""
        ours, theirs = self.reader.form(one), self.reader.form(other)
        return any(map(self.reader.leads, (one, other))) or self.are_alike(ours, theirs)

    def _are_exchanged(self, left: FrameForms, right: FrameForms) -> bool:
        """Whether each one's actor stands in one and the same other role of the other: A sues B, and B sues A."""
        if left.predicate != right.predicate or left.predicate in self._mutual:
            return False
        ours, theirs = ([(part.role, part.head) for part in frame.parts] for frame in (left, right))
        return any(
            taken != acting and (ACTOR, taken) in theirs and (ACTOR, acting) in ours
            for role, taken in ours if role != ACTOR
            for other, acting in theirs if other == role
        )  # fmt: skip

    def _best(self, ours: Sequence[Part], theirs: Sequence[Part]) -> float | None:
        """How alike the likest two are; None where nothing tells."""
        alike = [self.alike(one, other) for one in ours if one.is_told for other in theirs if other.is_told]
        return max(alike, default=None)

    def alike(self, one: Part, other: Part) -> float:
        """How alike two fillers are, 0 … 1."""
        if (one.is_none and one.is_open) or (other.is_none and other.is_open):
            return _EQUAL
        if one.head == other.head:
            likeness = _EQUAL
        elif not one.names.isdisjoint(other.names):
            likeness = _NAMED
        elif self.reader.are_kin(one.head, other.head):
            likeness = _KIND
        elif one.head in other.words or other.head in one.words:
            likeness = _INSIDE
        else:
            return 0.0
        return likeness * (_APART if one.words - other.every and other.words - one.every else 1.0)


def _are_of_two_stages(ours: frozenset[tuple[int, int]], theirs: frozenset[tuple[int, int]]) -> bool:
    """Whether two deeds stand in one row at different places, and in none at the same."""
    return ours.isdisjoint(theirs) and any(row == other for row, _ in ours for other, _ in theirs)


def _names_at(roles: Container[str], parts: Iterable[Part]) -> frozenset[str]:
    """The names that stand in some roles."""
    return frozenset().union(*(part.names for part in parts if part.role in roles))


def _is_turned(left: FrameForms, right: FrameForms) -> bool:
    """Whether the one goes where the other comes from."""
    if (left.origins & right.goals) - right.origins - left.goals:
        return True
    if (right.origins & left.goals) - left.origins - right.goals:
        return True
    # Ships "from Velmia" may have come "from Orlo".
    other_sort = bool(left.lands_left) != bool(right.lands_left)
    return (not other_sort and _are_apart(left.origins, right.origins)) or _are_apart(left.goals, right.goals)


def _are_apart(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both name something, and nothing that the other names."""
    return bool(ours and theirs) and ours.isdisjoint(theirs)
