"""Whom a pronoun or "the statement" stands for that says something, where nothing tells whose it is: who spoke last.

News goes on with one speaker until it names another: "Passengers said the boat had left. They said two had jumped".
"""

from collections.abc import Iterator, Mapping, Sequence

from tocsin.model.parse import Sentence, Token
from tocsin.read.attribution.relation import Relation, subject_of
from tocsin.read.parties import PartyNames

_BACK = 4
"""Attributions before one that are looked at."""
_PERSONAL = "PRP"


def last_speakers(
    relations: Sequence[Relation],
    named: Mapping[int, str | None],
    by_token: Mapping[int, Sentence],
    parties: PartyNames,
) -> dict[int, str]:
    """Who the open pronouns among the sources of some attributions are.

    Args:
        relations: The attributions of a document.
        named: Their parties so far, by the identity of the attribution.
        by_token: The sentence of each word.
        parties: The parties of the document.

    Returns:
        The parties found, by the identity of the attribution: of the same paragraph or the end of the one before.
    """
    found: dict[int, str] = {}
    said: list[tuple[Token, str, int]] = []
    spoken: list[tuple[Token, str, Token]] = []
    of_source: dict[int, str] = {}
    told: set[int] = set()
    in_order = sorted(relations, key=lambda one: one.anchor.start)
    for number, relation in enumerate(in_order):
        source, party = relation.source, named[id(relation)]
        if source is None:
            continue
        block = by_token[relation.anchor.i].block
        going_on = _going_on(relation, spoken, by_token, parties)
        if not relation.cue and source.i in of_source:
            party = of_source[source.i]  # it goes on with the sentence before
            found[id(relation)] = party
        elif going_on is not None:
            source, party = going_on
            found[id(relation)] = party
        elif party is None and parties.is_statement(source):
            # "The service said in a statement … According to the statement": of whoever spoke.
            party = next((one[1] for one in reversed(spoken[-1:]) if block - by_token[one[2].i].block <= 1), None)
            if party is not None:
                found[id(relation)] = party
        elif source.tag == _PERSONAL and (whole := _around(relation, party, by_token, parties)) is not None:
            source, party = whole
            found[id(relation)] = party
        elif (new := _introduced(relation, source, by_token, parties)) is not None:
            source, party = new
            found[id(relation)] = party
            # Whoever says "I" in what she says is she.
            for other in in_order[max(0, number - _BACK) : number + _BACK]:
                says_i = other.source is not None and other is not relation and parties.is_own(other.source)
                if says_i and any(part.covers(other.anchor.span) for part in relation.content):
                    found[id(other)] = party
        elif party is None and source.tag == _PERSONAL and not parties.is_own(source):
            near = (one for one in _subjects(relation, by_token) if parties.speaks(one))
            own = next((one for one in near if parties.may_stand_for(source, one, None)), None)
            if own is not None:
                party = parties.of(own, by_token[own.i], speaker=None)
                source = own
            else:
                late = (one for one in reversed(said[-_BACK:]) if block - one[2] <= 1)
                meant = next((one for one in late if parties.may_stand_for(source, one[0], one[1])), None)
                if meant is not None:
                    source, party, _ = meant
            if party is not None:
                found[id(relation)] = party
        if party is not None and relation.source is not None:
            of_source.setdefault(relation.source.i, party)
        # Of one cue, the paper that it was said to comes second: it is nobody's "she".
        again = relation.cue != () and relation.anchor.i in told
        told.add(relation.anchor.i)
        if party is None or again:
            continue
        # The "I" of a quotation is whoever is told to have said it, and not who spoke before that one.
        spoke = relation.source is None or not parties.is_own(relation.source)
        if spoke and (relation.tells or relation.anchor.pos != "VERB" or relation.anchor.dep == "prep"):
            said.append((source, party, block))
            spoken.append((source, party, relation.source or source))
    return found


def _going_on(
    relation: Relation,
    spoken: Sequence[tuple[Token, str, Token]],
    by_token: Mapping[int, Sentence],
    parties: PartyNames,
) -> tuple[Token, str] | None:
    """Who spoke last in the paragraph, where "he said" may mean that one and nobody else is spoken of in between."""
    source, sentence = relation.source, by_token[relation.anchor.i]
    if source is None or not spoken:
        return None
    if not parties.is_person_pronoun(source):
        return _body_going_on(relation, source, spoken[-1], by_token, parties)
    # Of "he fears" only what opens a sentence: in a quotation it is somebody else.
    if not relation.tells and sentence.tokens[0] is not source:
        return None
    last, party, place = spoken[-1]
    between = by_token.get(sentence.tokens[0].i - 1)
    if between is None or sentence.block - by_token[place.i].block > 1:
        return None
    while between is not None and place.i < between.tokens[0].i:
        # Further back, in the same paragraph only, with nobody else spoken of since.
        subject = subject_of(between.root)
        if by_token[place.i].block != sentence.block or (subject is not None and parties.speaks(subject)):
            return None
        between = by_token.get(between.tokens[0].i - 1)
    subject = subject_of(sentence.root)
    told = subject is not None and any(part.covers(subject.span) for part in relation.content)
    named = subject is not None and subject.i < source.i and subject.entity == "PERSON" and not told
    return (last, party) if not named and parties.may_stand_for(source, last, party) else None


def _body_going_on(
    relation: Relation,
    source: Token,
    spoken: tuple[Token, str, Token],
    by_token: Mapping[int, Sentence],
    parties: PartyNames,
) -> tuple[Token, str] | None:
    """ "…, according to the union. It said …", "The firm denied this. The men came at night, it said": who spoke before."""
    sentence = by_token[relation.anchor.i]
    last, party, place = spoken
    before = by_token.get(sentence.tokens[0].i - 1)
    if not relation.tells or source.tag != _PERSONAL or parties.is_own(source):
        return None
    if before is None or before.block != sentence.block or by_token[place.i] is not before:
        return None
    subject = subject_of(sentence.root)
    other = subject is not None and subject is not source and parties.speaks(subject) and subject.i < source.i
    return (last, party) if not other and parties.may_stand_for(source, last, party) else None


def _around(
    relation: Relation, party: str | None, by_token: Mapping[int, Sentence], parties: PartyNames
) -> tuple[Token, str] | None:
    """ "The guard of Norvale has saved 88 people, it said": the body that does what is said, not the place in its name."""
    own = next(_subjects(relation, by_token), None)
    if relation.source is None or party is None or own is None or not parties.speaks(own):
        return None
    sentence = by_token[own.i]
    if sentence is not by_token[relation.anchor.i] or not parties.may_stand_for(relation.source, own, None):
        return None
    inner = (word for word in sentence.between(own.left, own.right) if word is not own and word.pos == "PROPN")
    if not any(parties.of(word, sentence, speaker=None) == party for word in inner):
        return None
    whole = parties.of(own, sentence, speaker=None)
    return (own, whole) if whole is not None and whole != party else None


def _introduced(
    relation: Relation, source: Token, by_token: Mapping[int, Sentence], parties: PartyNames
) -> tuple[Token, str] | None:
    """ "A nurse from Enns has left. “I was tired,” she said": the nurse, and not a woman who was named before."""
    sentence = by_token[relation.anchor.i]
    before = by_token.get(sentence.tokens[0].i - 1)
    if before is None or before.block != sentence.block or not parties.is_person_pronoun(source):
        return None
    subject = subject_of(before.root)
    person = parties.introduced(subject) if subject is not None else None
    if subject is None or person is None or not parties.may_stand_for(source, person, None):
        return None
    # "A driver hit her car. She …" may be the one whose car it was.
    if any(word.entity == "PERSON" or parties.is_person_pronoun(word) for word in before.tokens):
        return None
    party = parties.of(subject, before, speaker=None)
    return (subject, party) if party is not None else None


def _subjects(relation: Relation, by_token: Mapping[int, Sentence]) -> Iterator[Token]:
    """Who does what is said ("The guard has saved 88 people, it said"), and what the sentence before is about."""
    clause, sentence = relation.anchor.child("ccomp"), by_token[relation.anchor.i]
    subject = subject_of(clause) if clause is not None else None
    if subject is not None and subject.i < relation.anchor.i:
        yield subject
    before = by_token.get(sentence.tokens[0].i - 1)
    if before is not None and before.block == sentence.block and (subject := subject_of(before.root)) is not None:
        yield subject
