"""Whether words that may name a place do: by the parser's label, the words around them and the rest of the document.

The name of a country may also stand for its state, which acts: then it is no place but a party.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tocsin.lexicon.gazetteer import Entry
from tocsin.lexicon.gazetteer_format import name_key
from tocsin.model.parse import Sentence, Token
from tocsin.read.places.mentions import BROAD, COUNTRIES, Mention
from tocsin.read.places.words import PlaceWords

_LARGE = 100_000
"""Inhabitants of a town that a text is likely to mean by its bare name."""
_FARTHEST = 20
"""Words to either side that one label is followed over; no name is longer."""

_SEPARATORS = frozenset({",", "/", "-", "–", ";", "&"})
_HYPHENS = frozenset({"-", "‐", "‑"})
_DASHES = frozenset({"-", "--", "–", "—", ":", "("})


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring words under one label of the parser's, without the article before and the possessive after."""

    first: int
    last: int
    label: str


class PlaceJudge:
    """Tells mentions of places from other uses of the same names."""

    def __init__(self, words: PlaceWords) -> None:
        self._words = words
        self._no_persons = words.types.keys() | words.offices | words.bodies

    def places(self, mentions: Sequence[Mention], sentences: Iterable[Sentence]) -> list[Mention]:
        """Those of a document's candidates that name places.

        What one passage leaves open is settled by the others: a name that is surely a place's somewhere in the
        document is one elsewhere too, as is one that stands in a list with places.
        """
        persons = self._persons(sentences)
        verdicts = [self._verdict(mention, persons) for mention in mentions]
        sure = {
            mention.key
            for mention, verdict in zip(mentions, verdicts, strict=True)
            if verdict and (mention.entries or self._has_type_beside(mention))
        }
        for i, mention in enumerate(mentions):
            if verdicts[i] is None and mention.key in sure:
                verdicts[i] = True
        # What is open beside an accepted member of the same list is accepted, to the right and then to the left.
        pairs = [
            (i, i + 1)
            for i, (one, other) in enumerate(pairwise(mentions))
            if _in_one_list(one, other) or self._are_ends(one, other)
        ]
        for i, j in (*pairs, *((j, i) for i, j in reversed(pairs))):
            if verdicts[i] and verdicts[j] is None and mentions[i].kind != "street" and not self._acts(mentions[j]):
                verdicts[j] = True
        return [mention for mention, verdict in zip(mentions, verdicts, strict=True) if verdict]

    def is_party(self, mention: Mention, entry: Entry) -> bool:
        """Whether a mention of a place is of a state that acts rather than of where something is.

        A capital's name may stand for the state where one speaks ("Oslo denied it"), a country's in more ways.
        """
        if entry.type != "capital" and entry.type not in COUNTRIES:
            return False
        words = self._words
        # The first member of a list, whose part in the sentence is that of all.
        token = mention.sentence.tokens[mention.last - 1]
        while token.dep == "conj" and token.head is not token:
            token = token.head
        dep, head = token.dep, token.head
        if dep == "nsubj" and head.pos != "NOUN" and head.lemma in words.party["does"]:
            return True
        undergone = None
        if dep == "pobj" and (head.dep == "dative" or head.lower in words.against):
            undergone = head.head
        elif dep in ("dobj", "dative"):
            undergone = head
        if undergone is not None and undergone.lemma in words.party["undergoes"]:
            return True
        if entry.type == "capital":
            return False
        if dep == "poss" or (dep == "compound" and head.start >= mention.end):
            return head.lemma.lower() in words.party["owns"]
        if dep != "pobj":
            return False
        if head.lower in words.of and head.head.lemma.lower() in words.party["heads"]:
            return True
        return head.lower in words.between and head.head.lemma in words.party["relations"]

    def _persons(self, sentences: Iterable[Sentence]) -> frozenset[str]:
        """The single words that are parts of people's full names in a document."""
        names: set[str] = set()
        for sentence in sentences:
            for pair in pairwise(sentence.tokens):
                # "Village Malby", "Malby Parks": a label of a person over words for places, offices or bodies is wrong.
                if (
                    pair[0].entity == pair[1].entity == "PERSON"
                    and pair[1].text[0].isupper()
                    and self._no_persons.isdisjoint((pair[0].lower, pair[1].lower))
                ):
                    names.update(name_key(token.text) for token in pair)
                elif pair[0].lower in self._words.titles and pair[1].entity == "PERSON" and pair[1].head is not pair[0]:
                    names.add(name_key(pair[1].text))
        return frozenset(names)

    def _verdict(self, mention: Mention, persons: frozenset[str]) -> bool | None:
        """True: a place; False: none; None: only if the document says so elsewhere."""
        if self._is_titled(mention):
            return False
        if mention.kind == "street" and self._is_body(mention):
            return False
        if mention.container is not None or mention.contained or (mention.kind and mention.kind != "site"):
            return True
        after = mention.after
        if after is not None and after.lower in self._words.after_thing:
            return False
        run = self._run(mention)
        if mention.kind == "site":
            return _is_whole(mention, run)
        if mention.short:
            return run.label in ("GPE", "LOC", "") or _is_whole(mention, run) or self._in_a_body(mention, run)
        if name_key(mention.name) in self._words.never or (len(mention.name) <= 3 and mention.name.isupper()):
            return False
        if not mention.entries:
            # A name that only the parser takes for a place's needs a preposition of place or a word such as "village".
            if not _is_whole(mention, run) or mention.sentence.tokens[mention.last - 1].pos != "PROPN":
                return False
            return self._follows(mention, self._words.locative) or self._has_type_beside(mention) or None
        before = mention.before()
        articled = before is not None and before.lower in self._words.articles  # as no person is
        if name_key(mention.name) in persons and not articled and not self._follows(mention, self._words.locative):
            return None if run.label in ("GPE", "LOC") and _is_whole(mention, run) else False
        return self._known(mention, run)

    def _is_titled(self, mention: Mention) -> bool:
        """Whether a title makes it a person: "dictator Florence", but not "President of Florence"."""
        before = mention.before()
        token = mention.sentence.tokens[mention.last - 1]
        first = mention.sentence.tokens[mention.first]
        if first.lower in self._words.titles and token.entity == "PERSON" and mention.last - mention.first > 1:
            return not self._follows(mention, self._words.locative)  # "Queen Victoria", but "in Prince George"
        if before is None or before.lower not in self._words.titles or mention.kind or mention.short:
            return False
        return before.head is token or token.head is before or token.entity == "PERSON"

    def _are_ends(self, one: Mention, other: Mention) -> bool:
        """Whether two names are the ends of a way: "rates from Umlazi to Leeds"."""
        leads, back = one.before(), other.before()
        return (
            one.sentence is other.sentence
            and other.first == one.last + 1
            and leads is not None
            and back is not None
            and (leads.lower, back.lower) in self._words.ends
        )

    def _acts(self, mention: Mention) -> bool:
        """Whether a name is the subject of what parties do: "Vidal and Chile have agreed"."""
        token = mention.sentence.tokens[mention.last - 1]
        return token.dep == "nsubj" and token.head.lemma in self._words.party["does"]

    def _is_body(self, mention: Mention) -> bool:
        """Whether what ends like a street does something, as bodies do: "the Green Crescent opened a camp"."""
        token = mention.sentence.tokens[mention.last - 1]
        acts = token.dep == "nsubj" and token.head.pos == "VERB" and token.head.child("dobj", "ccomp") is not None
        return acts and self._run(mention).label != "FAC"

    def _known(self, mention: Mention, run: _Run) -> bool | None:
        whole = _is_whole(mention, run)
        if run.label in ("GPE", "LOC") or (run.label == "FAC" and whole):
            return True
        before = mention.before()
        inside = before is not None and before.lower == self._words.inside
        if run.label == "ORG" and mention.first > run.first and inside:
            return True  # "the Institute of Botany in Leeds"
        if run.label and not whole and run.label != "NORP":
            return self._in_a_body(mention, run)
        if self._is_placed(mention):
            return True
        if self._follows(mention, self._words.prepositions) and any(map(_is_large, mention.entries)):
            return True
        features = any(entry.type == "feature" for entry in mention.entries)
        if features and before is not None and before.lower in self._words.articles:
            return True
        if run.label != "NORP" and any(entry.type in BROAD and entry.own for entry in mention.entries):
            return True
        return None

    def _is_placed(self, mention: Mention) -> bool:
        """Whether the words next to a name are such as stand next to a place's."""
        after = mention.after
        if after is not None and after.lower in self._words.after_place and after.start > mention.end:
            return True
        return (
            self._follows(mention, self._words.locative)
            or self._has_type_beside(mention)
            or self._is_whence(mention)
            or self._is_reached(mention)
            or self._has_a_way(mention)
            or self._is_befallen(mention)
            or self._holds_a_place(mention)
            or self._lies_in(mention)
            or self._is_home(mention)
            or _heads_a_report(mention)
        )

    def _is_reached(self, mention: Mention) -> bool:
        """Whether it is where a movement begins or ends: "fled Umlazi", "evacuated from Umlazi"."""
        token = mention.sentence.tokens[mention.last - 1]
        if token.dep == "dobj":
            # One can also leave or visit a person, but not for somewhere.
            whither = any(child.lower == self._words.whither and child.child("pobj") for child in token.head.children)
            return (token.entity != "PERSON" or whither) and token.head.lemma in self._words.motion
        if token.dep != "pobj":
            return False
        if token.head.lower == self._words.whither:
            return token.head.head.lemma in self._words.setting_out
        return token.head.lower in self._words.prepositions and token.head.head.lemma in self._words.motion

    def _has_a_way(self, mention: Mention) -> bool:
        """Whether it is where a way leads or something on it stands: "the road to Umlazi", "the crossing at Umlazi"."""
        words = self._words
        token, before = mention.sentence.tokens[mention.last - 1], mention.before(2)
        if token.dep != "pobj":
            return False
        preposition, nouns = token.head, [token.head.head.lemma, *([before.lemma] if before is not None else [])]
        if preposition.lower in words.at and (words.posted.intersection(nouns) or words.standing.intersection(nouns)):
            return True
        if preposition.lower in words.at and words.after_place.intersection(nouns):
            return True
        if preposition.lower in words.whence and words.dwellers.intersection(nouns):
            return True
        return preposition.lower in words.prepositions and bool(words.ways.intersection(nouns))

    def _is_befallen(self, mention: Mention) -> bool:
        """Whether something befalls it that befalls places: "the siege of Umlazi", "shelled Umlazi", "a drone hit Umlazi"."""
        words = self._words
        token = mention.sentence.tokens[mention.last - 1]
        if token.dep == "pobj":
            return token.head.lower in words.of and token.head.head.lemma in words.befalling
        if token.dep != "dobj":
            return False
        subject = token.head.subject()
        struck = subject is not None and subject.lemma in words.weapons and token.head.lemma in words.striking
        return struck or token.head.lemma in words.besieging

    def _holds_a_place(self, mention: Mention) -> bool:
        """Whether a part of it is named: "Umlazi's northern district"."""
        token = mention.sentence.tokens[mention.last - 1]
        kind = self._words.types.get(token.head.lower) if token.dep == "poss" else None
        return kind in ("county", "division", "settlement")

    def _is_home(self, mention: Mention) -> bool:
        """Whether it is said of somebody's home: "the Umlazi-based band"."""
        after = mention.sentence.tokens[mention.last : mention.last + 2]
        return len(after) == 2 and after[0].text in _HYPHENS and after[1].lower in self._words.based

    def _lies_in(self, mention: Mention) -> bool:
        """Whether the words after it tell what it lies in: "Umlazi in southern Africa"."""
        after = mention.sentence.tokens[mention.last : mention.last + 4]
        if len(after) < 2 or after[0].lower not in self._words.locative:
            return False
        holder = next((token for token in after[1:] if token.lower not in self._words.directions), None)
        return holder is not None and holder.entity == "GPE"

    def _has_type_beside(self, mention: Mention) -> bool:
        """Whether a type word stands next to it: "Umlazi township", "the village of Umlazi"."""
        if mention.beside in ("county", "division", "settlement"):
            return True
        after, lead = mention.after, mention.before(1)
        # "The Kakhovka dam", "the Medyka crossing".
        if (
            after is not None
            and (mention.beside == "water" or after.lower in self._words.ways)
            and lead is not None
            and lead.lower in self._words.articles
            and after.text.islower()
        ):
            return True
        of, kind = mention.before(1), mention.before(2)
        if of is None or kind is None or of.lower not in self._words.of:
            return False
        return kind.lower in self._words.before_of or self._words.types.get(kind.lower) in self._words.kinds_before_of

    def _is_whence(self, mention: Mention) -> bool:
        """Whether it tells where someone is from: "…, 43, of Leeds", "Anna Smith of Leeds"."""
        of, person = mention.before(1), mention.before(2)
        if of is None or person is None or of.lower not in self._words.of:
            return False
        age = mention.before(3)
        return person.entity == "PERSON" or (
            person.text == "," and age is not None and (age.text.isdigit() or age.entity == "PERSON")
        )

    def _in_a_body(self, mention: Mention, run: _Run) -> bool:
        """Whether the name says whose public body this is: "Lagos Police", "Bank of Ghana"."""
        tokens = mention.sentence.tokens
        inside = {token.lower for token in tokens[mention.last : run.last]}
        lead = tokens[mention.first - 1].lower if mention.first > run.first else ""
        if lead in self._words.of and mention.first >= 2:
            return tokens[mention.first - 2].lower in self._words.bodies_of
        if mention.first != run.first and lead not in self._words.articles:
            return False
        if run.label == "PERSON" and not inside & self._words.offices:
            return False
        return (
            any(entry.own for entry in mention.entries)
            and bool(inside & (self._words.bodies | self._words.offices))
            and not inside & self._words.no_bodies
        )

    def _follows(self, mention: Mention, prepositions: frozenset[str]) -> bool:
        """Whether a preposition stands before the name, an article or a direction between them aside."""
        back = 1
        token = mention.before(back)
        while token is not None and (token.lower in self._words.articles or token.lower in self._words.directions):
            back += 1
            token = mention.before(back)
        return token is not None and token.lower in prepositions

    def _run(self, mention: Mention) -> _Run:
        """The words labelled alike around a mention."""
        tokens = mention.sentence.tokens
        label = tokens[mention.last - 1].entity or tokens[mention.first].entity
        first, last = mention.first, mention.last
        leftmost, rightmost = max(0, first - _FARTHEST), min(len(tokens), last + _FARTHEST)
        while label and first > leftmost and self._is_inside(tokens[first - 1], label):
            first -= 1
        while label and last < rightmost and self._is_inside(tokens[last], label):
            last += 1
        while first < mention.first and tokens[first].lower in self._words.articles:
            first += 1
        while last > mention.last and tokens[last - 1].lower in self._words.possessives:
            last -= 1
        return _Run(first, last, label)

    def _is_inside(self, token: Token, label: str) -> bool:
        """Whether a word goes on a name under a label; a comma, "and" or "to" ends it, whatever the parser says."""
        parts = token.lower in self._words.prepositions and token.lower not in self._words.connectors
        return token.entity == label and token.text != "," and token.pos != "CCONJ" and not parts


def _is_large(entry: Entry) -> bool:
    return entry.own and entry.population >= _LARGE


def _in_one_list(one: Mention, other: Mention) -> bool:
    if one.sentence is not other.sentence:
        return False
    between = one.sentence.tokens[one.last : other.first]
    return 1 <= len(between) <= 3 and all(
        token.text in _SEPARATORS or token.pos in ("CCONJ", "DET") for token in between
    )


def _is_whole(mention: Mention, run: _Run) -> bool:
    return mention.first <= run.first and run.last <= mention.last


def _heads_a_report(mention: Mention) -> bool:
    """Whether a report begins with it: "GENEVA - The talks …"; the parser may take it for a sentence of its own."""
    after = mention.after
    if mention.first:
        return False
    if not mention.name.isupper():
        return after is not None and after.text == ":" and any(map(_is_large, mention.entries))
    return after is None or after.text in _DASHES
