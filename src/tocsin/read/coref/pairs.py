"""Pairs of phrases: which earlier phrases each may stand for the same as, and what speaks for and against it.

Only so many candidates are looked at for each phrase that the work grows with the text, and no faster: for a pronoun
those of the last sentences, for a description or name those nearby and the last of the same head, words or name.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tocsin.read.coref.table import (
    ATTRIBUTE,
    ENTITIES,
    PERSON,
    POSSESSOR,
    ROLES,
    SUBJECT,
    THEY,
    THIRD,
    Ints,
    Kind,
    Table,
)

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

_WINDOW, _SENTENCES = 60, 8
"""Phrases and sentences that a personal pronoun looks back."""
_AHEAD = 16
"""Phrases that one in a clause or adjunct before the subject looks ahead for it: "in her book, Anna Brunner says"."""
_SHORT_WINDOW = 16
"""Phrases that other pronouns look back."""
_NEAR = 10
"""Phrases that a name or definite description looks back, whatever their words."""
_SAME = 4
"""Earlier phrases of the same head, words or name that are looked at."""
_SPEAKERS = 8
"""Earlier pronouns of the first and second person, and phrases for persons, that such a pronoun looks back to."""
_NEARBY_KINDS = (Kind.NAME, Kind.DEFINITE, Kind.DEMONSTRATIVE, Kind.POSSESSIVE)
# Kinds that behave alike are told apart no further.
_COARSE = np.array([0, 0, 1, 2, 2, 3, 4, 5, 5, 5, 6, 7, 8, 9, 10, 10, 11, 10])
KIND_PAIRS = 144
ROLE_PAIRS = len(ROLES) ** 2
_ROLE_WEIGHT = np.array([2.0, 1.0, 0.7, 0.8, 0.3, 0.5, 0.8, 0.7])
"""How much a phrase in each of the ROLES brings its bearer into the light (after Lappin and Leass 1994)."""
_FADING = 0.7
_TOGETHER = 20_000
"""Pairs that are computed at once."""
_TIME, _PERSON = ENTITIES.index("time"), ENTITIES.index("person")


Steps = dict[str, tuple[Ints, int]]
"""Numbers as the one of some steps that each falls in, by name, and how many steps there are."""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of phrases, those of one phrase together, its candidates in the order of the text.

    Attributes:
        later: The number of the later phrase: (pairs,).
        earlier: That of the earlier: (pairs,).
        facts: The properties of each pair, by name: (pairs,) each.
        steps: Numbers for each pair.
        kinds: The kinds of the two as one number below KIND_PAIRS.
        roles: Their roles as one number below ROLE_PAIRS.
    """

    later: Ints
    earlier: Ints
    facts: dict[str, Bools]
    steps: Steps
    kinds: Ints
    roles: Ints

    def __len__(self) -> int:
        return len(self.later)

    @property
    def names(self) -> tuple[str, ...]:
        """What the rows of `matrix` tell."""
        return (*self.facts, *(f"{name} {step}" for name, (_, size) in self.steps.items() for step in range(size)))

    @property
    def matrix(self) -> Floats:
        """The facts and steps as numbers: (names, pairs)."""
        matrix = np.zeros((len(self.facts) + sum(size for _, size in self.steps.values()), len(self)), np.float32)
        for row, told in enumerate(self.facts.values()):
            matrix[row] = told
        row, pairs = len(self.facts), np.arange(len(self))
        for steps, size in self.steps.values():
            matrix[row + steps, pairs] = 1.0
            row += size
        return matrix

    @property
    def starts(self) -> Ints:
        """Where the pairs of each later phrase begin."""
        return _starts(self.later)


def nominal_pairs(table: Table) -> Iterator[Pairs]:
    """The candidates of every phrase but the personal pronouns of the third person, some phrases at a time."""
    kind, phrases = table["kind"], np.arange(len(table))
    later: list[Ints] = []
    earlier: list[Ints] = []
    speaking = phrases[kind <= Kind.SECOND]
    for back in range(1, _SPEAKERS + 1):
        later.append(speaking[back:])
        earlier.append(speaking[:-back])
    ours, theirs = _back(speaking, _SPEAKERS)
    persons = (table["likely"][theirs] & (PERSON | THEY) > 0) & (kind[theirs] >= Kind.NAME)
    persons &= table["entity"][theirs] != _TIME
    later.append(ours[persons])
    earlier.append(theirs[persons])
    ours, theirs = _back(phrases[(kind >= Kind.THIS) & (kind <= Kind.OTHERS)], _SHORT_WINDOW)
    fit = (table["allowed"][ours] & table["allowed"][theirs] > 0) & (kind[theirs] > Kind.SECOND)
    later.append(ours[fit])
    earlier.append(theirs[fit])
    nominal = kind >= Kind.NAME
    name = np.where(table["name"] > 0, table["name"], -phrases - 1)
    for identity in (table["head"], table["words"], name):
        for before in _previous(identity):
            known = nominal & (before >= 0)
            later.append(phrases[known])
            earlier.append(before[known])
    described = phrases[table["holder"] > 0]
    if len(described):
        both = np.concatenate([np.where(table["name"] > 0, table["name"], -1), table["holder"][described]])
        at = np.concatenate([phrases, described])
        order = np.lexsort((at, both))
        last = np.maximum.accumulate(np.where(order < len(phrases), np.arange(len(order)), -1))
        for place in np.flatnonzero(order >= len(phrases)):
            found = last[place]
            if found >= 0 and both[order[found]] == both[order[place]]:
                later.append(np.array([at[order[place]]]))
                earlier.append(np.array([at[order[found]]]))
    ours, theirs = _back(phrases[np.isin(kind, _NEARBY_KINDS)], _NEAR)
    later.append(ours)
    earlier.append(theirs)
    yield from _pairs(table, np.concatenate(later), np.concatenate(earlier), personal=False)


def pronoun_pairs(table: Table) -> Iterator[Pairs]:
    """The candidates of the personal pronouns of the third person, some at a time.

    They are the nominal phrases before it, the last pronoun of the same kind, and, where it stands before the subject of
    its sentence, that subject.
    """
    kind = table["kind"]
    pronouns = np.flatnonzero(np.isin(kind, THIRD))
    before, ahead = _back(pronouns, _WINDOW), _ahead(table, pronouns)
    ours, theirs = np.concatenate([before[0], ahead[0]]), np.concatenate([before[1], ahead[1]])
    fit = (table["allowed"][ours] & table["allowed"][theirs] > 0) & (kind[theirs] >= Kind.NAME)
    fit &= table["sentence"][ours] - table["sentence"][theirs] <= _SENTENCES
    last = next(_previous(np.where(kind < Kind.NAME, kind, -np.arange(len(table)) - 1)))[pronouns]
    later = np.concatenate([ours[fit], pronouns[last >= 0]])
    earlier = np.concatenate([theirs[fit], last[last >= 0]])
    yield from _pairs(table, later, earlier, personal=True)


# --- candidates -------------------------------------------------------------------------------------------------------


def _back(phrases: Ints, most: int) -> tuple[Ints, Ints]:
    """Each phrase with each of those just before it."""
    theirs = phrases[:, None] - np.arange(1, most + 1)
    ours = np.broadcast_to(phrases[:, None], theirs.shape)
    there = theirs >= 0
    return ours[there], theirs[there]


def _ahead(table: Table, pronouns: Ints) -> tuple[Ints, Ints]:
    """Each pronoun in an adjunct or clause that stands before the subject of a verb above it, with that subject."""
    theirs = pronouns[:, None] + np.arange(1, _AHEAD + 1)
    ours = np.broadcast_to(pronouns[:, None], theirs.shape)
    there = theirs < len(table)
    ours, theirs = ours[there], theirs[there]
    at = table["position"][ours]
    fit = (table["sentence"][ours] == table["sentence"][theirs]) & (table["role"][theirs] == SUBJECT)
    fit &= (table["clause_left"][theirs] <= at) & (at < table["left"][theirs]) & (at < table["clause"][theirs])
    fit &= (table["verb"][ours] != table["verb"][theirs]) | (table["role"][ours] == POSSESSOR)
    return ours[fit], theirs[fit]


def _previous(identity: Ints) -> Iterator[Ints]:
    """The last phrase before each that has the same number, the one before that, and so on; -1 where there is none."""
    order = np.argsort(identity, kind="stable")
    for back in range(1, _SAME + 1):
        before = np.full(len(identity), -1)
        ours, theirs = order[back:], order[:-back]
        same = identity[ours] == identity[theirs]
        before[ours[same]] = theirs[same]
        yield before


def _pairs(table: Table, later: Ints, earlier: Ints, *, personal: bool) -> Iterator[Pairs]:
    """Pairs, each once, without those of which one stands inside the other."""
    size = max(len(table), 1)
    code = np.unique(later * size + earlier)
    later, earlier = code // size, code % size
    left, right = table["left"], table["right"]
    inside = (right[earlier] >= right[later]) & (left[earlier] <= left[later])
    if personal:  # "the minister, who lost her seat": what stands behind a head may speak of it
        inside &= (table["position"][later] < table["position"][earlier]) | (table["several"][earlier] > 0)
    inside |= (right[later] >= right[earlier]) & (left[later] <= left[earlier])
    later, earlier = later[~inside], earlier[~inside]
    starts = _starts(later)
    first = 0
    while first < len(later):
        # The facts of pairs take memory: those of some phrases at a time do for a text of any length.
        end = np.searchsorted(starts, first + _TOGETHER)
        last = int(starts[end]) if end < len(starts) else len(later)
        ours, theirs = later[first:last], earlier[first:last]
        facts, steps = _facts(table, ours, theirs)
        if personal:
            more, further = _pronoun_facts(table, ours, theirs)
            facts, steps = facts | more, steps | further
        yield Pairs(
            ours,
            theirs,
            facts,
            steps,
            _COARSE[table["kind"][ours]] * 12 + _COARSE[table["kind"][theirs]],
            table["role"][ours] * len(ROLES) + table["role"][theirs],
        )  # fmt: skip
        first = last


# --- facts ------------------------------------------------------------------------------------------------------------


def _facts(table: Table, later: Ints, earlier: Ints) -> tuple[dict[str, Bools], Steps]:
    def of(name: str) -> tuple[Ints, Ints]:
        column = table[name]
        return column[later], column[earlier]

    (kind, other), (role, its_role), (likely, its_likely) = of("kind"), of("role"), of("likely")
    (entity, its_entity), (quote, its_quote), (governor, its_governor) = of("entity"), of("quote"), of("governor")
    (words, its_words), (modifiers, its_modifiers) = of("word_bits"), of("modifier_bits")
    (verb, its_verb), (allowed, its_allowed), (block, its_block) = of("verb"), of("allowed"), of("block")
    position, its_position = of("position")
    sentences = table["sentence"][later] - table["sentence"][earlier]
    name, its_name = of("name")
    opens = np.ones(len(table), bool)
    opens[1:] = np.diff(table["sentence"]) > 0
    nominal = (kind >= Kind.NAME) & (other >= Kind.NAME)
    same_head = _same(table["head"], later, earlier)
    narrows = modifiers & ~its_modifiers != 0
    widens = its_modifiers & ~modifiers != 0
    sexed, its_sexed = _is_one(likely & PERSON), _is_one(its_likely & PERSON)
    agrees = likely & its_likely > 0
    same_verb = (verb == its_verb) & (sentences == 0) & (its_role != POSSESSOR)
    is_subject = its_role == SUBJECT
    same_governor = (governor == its_governor) & (governor >= 0)
    reflexive = table["reflexive"][later] > 0
    shares = nominal & (words & its_words != 0)
    persons = (name > 0) & (its_name > 0) & (entity == _PERSON) & (its_entity == _PERSON)
    facts = {
        "may agree": allowed & its_allowed > 0,
        "agrees": agrees,
        "gender agrees": sexed & its_sexed & agrees,
        "gender differs": sexed & its_sexed & ~agrees,
        "gender of later alone": sexed & ~its_sexed,
        "gender of earlier alone": ~sexed & its_sexed,
        "same head": same_head,
        "same words": _same(table["words"], later, earlier),
        "same name": (name > 0) & (name == its_name),
        "described so": (table["holder"][later] > 0) & (table["holder"][later] == its_name),
        "shares words": shares,
        "words among the earlier's": shares & (words & ~its_words == 0),
        "words hold the earlier's": shares & (its_words & ~words == 0),
        "narrows": narrows,
        "widens": widens,
        "narrows and widens": narrows & widens,
        "same head, narrowed and widened": same_head & narrows & widens,
        "same head, not narrowed": same_head & ~narrows,
        "same governor": same_governor,
        "same verb": same_verb,
        "bound": same_verb & (role != POSSESSOR) & ~reflexive,
        "reflexive": same_verb & reflexive,
        "object of the earlier's verb": same_verb & is_subject,
        "possessor under the earlier's verb": (role == POSSESSOR) & is_subject & (sentences == 0),
        "subject of this sentence": is_subject & (sentences == 0),
        "subject of the last sentence": is_subject & (sentences == 1),
        "same role": role == its_role,
        "same role, last sentence": (role == its_role) & (sentences == 1),
        "earlier opens its sentence": opens[earlier],
        "later opens its sentence": opens[later],
        "both open theirs": opens[later] & opens[earlier],
        "later is several": table["several"][later] > 0,
        "earlier is several": table["several"][earlier] > 0,
        "same paragraph": block == its_block,
        "same quotation": (quote > 0) & (quote == its_quote),
        "one quoted": (quote > 0) != (its_quote > 0),
        "other quotation": (quote > 0) & (its_quote > 0) & (quote != its_quote),
        "earlier governs": governor == its_position,
        "later governs": its_governor == position,
        "earlier is attribute": its_role == ATTRIBUTE,
        "later is attribute": role == ATTRIBUTE,
        "subject and attribute": same_governor & is_subject & (role == ATTRIBUTE),
        "same entity": entity == its_entity,
        "other entity": (entity != its_entity) & (entity > 0) & (its_entity > 0),
        "two persons' names": persons & (name != its_name) & (words & its_words == 0),
        "same kind of pronoun": (kind == other) & (kind < Kind.NAME),
    }
    steps = {
        "sentences": _steps(sentences, (1, 2, 3, 4, 7, 13)),
        "phrases": _steps(later - earlier, (2, 3, 5, 9, 17, 33, 65)),
        "paragraphs": _steps(block - its_block, (1, 2, 3, 6)),
        "earlier seen": _steps(table.seen[earlier], (1, 2, 4)),
        "earlier in all": _steps(table.total[earlier], (2, 3, 5, 9)),
        "depth of earlier": _steps(table["depth"][earlier], (1, 2, 3, 4, 5)),
        "entity of earlier": (its_entity, len(ENTITIES)),
    }
    return facts, steps


def _pronoun_facts(table: Table, later: Ints, earlier: Ints) -> tuple[dict[str, Bools], Steps]:
    """The properties of a pronoun and a candidate in the light of its other candidates."""
    role, its_role = table["role"][later], table["role"][earlier]
    position, its_position = table["position"][later], table["position"][earlier]
    sentences = table["sentence"][later] - table["sentence"][earlier]
    clause, its_clause = table["clause"][later], table["clause"][earlier]
    here = (sentences == 0) & (clause != its_clause)
    above = here & (table["clause_left"][earlier] <= position) & (position <= table["clause_right"][earlier])
    below = here & (table["clause_left"][later] <= its_position) & (its_position <= table["clause_right"][later])
    subject, inside = its_role == SUBJECT, table["inside"][earlier] > 0
    one_clause = (clause == its_clause) & (sentences == 0)
    identity = np.where(table["name"] > 0, table["name"], -table["head"])[earlier]
    agrees = table["likely"][later] & table["likely"][earlier] > 0
    ahead = earlier > later
    around = ~ahead & (table["right"][earlier] >= table["right"][later])
    nearest, hobbs, light, rivals = _ranks(later, earlier, identity, sentences, agrees & ~ahead, _ROLE_WEIGHT[its_role])
    facts = {
        "earlier stands ahead": ahead,
        "ahead, of the clause above": ahead & (clause != its_clause),
        "earlier holds the later": around,
        "earlier holds the later's clause": around & (clause > its_position),
        "earlier's clause above": above & ~below,
        "earlier's clause below": below & ~above,
        "same clause": one_clause,
        "inside another": inside,
        "later inside another": table["inside"][later] > 0,
        "subject above": above & subject,
        "subject above of subject": above & subject & (role == SUBJECT),
        "possessor of subject's clause": one_clause & subject & (role == POSSESSOR),
        "preposition in subject's clause": one_clause & subject & (role == ROLES.index("preposition")),
        "subject below of subject": below & subject & (role == SUBJECT),
        "same role here": (role == its_role) & (sentences == 0),
        "subject, not inside another": subject & ~inside,
        "most in the light": light > _ALMOST_ALL,
    }
    steps = {
        "light": _steps(light, (0.1, 0.25, 0.5, 0.75, _ALMOST_ALL)),
        "nearest": _steps(nearest, (1, 2, 3, 5)),
        "rank": _steps(hobbs, (1, 2, 3, 5)),
        "words between": _steps(position - its_position, (3, 6, 11, 21, 41)),
        "rivals": _steps(rivals, (2, 4, 8, 16)),
    }
    return facts, steps


_ALMOST_ALL = 0.999


def _ranks(
    later: Ints, earlier: Ints, identity: Ints, sentences: Ints, agrees: Bools, weight: NDArray[np.float64]
) -> tuple[Ints, Ints, NDArray[np.float64], Ints]:
    """How each candidate stands among those of its pronoun.

    Returns:
        How many others that agree are nearer; how many come first when sentences are gone through backwards, each left to
        right (Hobbs 1978); its light compared with that of the brightest; how many agree.
    """
    size = len(later)
    if not size:
        return later, later, np.zeros(0), later
    starts = _starts(later)
    counts = np.diff(np.append(starts, size))
    group = np.repeat(np.arange(len(starts)), counts)
    _, inverse = np.unique(later * (1 << 32) + identity + (1 << 31), return_inverse=True)
    light = np.bincount(inverse, agrees * weight * _FADING ** np.minimum(sentences, 9))[inverse]
    brightest = np.maximum(np.repeat(np.maximum.reduceat(light, starts), counts), 1e-6)

    def rank(order: Ints) -> Ints:
        """In this order of the pairs, how many other identities that agree stand before each identity's first."""
        place = np.empty(size, np.int64)
        place[order] = np.arange(size)
        first = np.full(int(inverse.max()) + 1, size)
        np.minimum.at(first, inverse[agrees], place[agrees])
        leads = np.zeros(size, np.int64)
        leads[first[first < size]] = 1
        before = np.concatenate([[0], np.cumsum(leads)])
        at = np.minimum(first[inverse], place)
        standing: Ints = before[at] - before[starts][group]
        return standing

    nearest = rank(np.lexsort((-earlier, later)))
    hobbs = rank(np.lexsort((earlier, sentences, later)))
    rivals = np.repeat(np.add.reduceat(agrees.astype(np.int64), starts), counts)
    return nearest, hobbs, light / brightest, rivals


def _starts(later: Ints) -> Ints:
    return np.flatnonzero(np.diff(later, prepend=-1)) if len(later) else later


def _same(column: Ints, later: Ints, earlier: Ints) -> Bools:
    same: Bools = column[later] == column[earlier]
    return same


def _is_one(bits: Ints) -> Bools:
    one: Bools = (bits > 0) & (bits < PERSON)
    return one


def _steps(values: NDArray[np.int64] | NDArray[np.float64], edges: tuple[float, ...]) -> tuple[Ints, int]:
    """A number as the one of some steps that it falls in."""
    return np.searchsorted(np.array(edges), values, side="right"), len(edges) + 1
