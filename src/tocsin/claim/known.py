"""What the words of a document stand for, and what was said before: all that its claims are told by."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tocsin.claim.antecedents import AntecedentCheck, NameWords
from tocsin.claim.bound import BoundPronouns
from tocsin.claim.clauses import SUBJECTS, SUBORDINATE, Clause
from tocsin.claim.descriptions import DescriptionReader, Introduction, described, linked_phrases, may_name_place
from tocsin.claim.elided import ElidedNouns
from tocsin.claim.persons import persons_of
from tocsin.claim.place_nouns import PlaceNouns
from tocsin.claim.spelling import Speller
from tocsin.claim.topic.topic import Topic, TopicReader, is_spoken
from tocsin.lexicon.language import Lexicon
from tocsin.model.factuality import Factuality
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.reading import Reading, Role, SetAside
from tocsin.model.span import Span, SpanIndex
from tocsin.model.time import Time, TimeType

_NEAR = 12
"""Characters between a cue and what it tells."""
_SURE, _SURE_WITHIN = 0.72, 0.6
"""How sure coreference must be of "it" and "they", and within a sentence: of links below, more than half are wrong."""
_CLOCK = re.compile(r"\A\d{1,2}[:.]\d{2}\s+")
"""The hour of an entry that a tagger takes for a part of the name behind it."""
_PERIOD = re.compile(r"\d{4}(?:-\d{2})?")
"""A year or a month as a value."""
_QUOTES = frozenset('"“”„«')
_NO_FACTS = (Factuality.CERTAINLY_NOT, Factuality.PROBABLY_NOT, Factuality.POSSIBLY_NOT, Factuality.UNCOMMITTED)
_PARTED = 2
"""Headings of places or in capitals that part a text, at least."""
_PLACES = ("GPE", "LOC", "FAC")
_LINE = 5
"""Words, with its stop, of a line that only tells what happened where, at most."""
_LISTED = re.compile(r"^(\S[^\n]{1,40}):[ \t]*\n((?:[ \t]*[-–—•*·][ \t]+\S.*(?:\n|\Z))+)", re.MULTILINE)
"""A label with the points of the list below it."""
_SILENT = 2
"""How many sentences ahead of one that states something may go on with it: "…, she told reporters" says nothing itself."""
_COUNTED_BEFORE = ("quantity.as_before", "quantity.counted_on")
"""Why a number is known to count what one before it did."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a paragraph states first: the clause, its sentence, and the short line before it ("Shelling in Oberau.")."""

    clause: Clause
    sentence: Sentence
    headed: str


@dataclass(frozen=True, slots=True)
class Known:
    """What the words of a document's text stand for.

    Attributes:
        text: The text.
        names: Who or what a word stands for, by its first character.
        days: The days that words of time mean, as dates, by the character behind them.
        introductions: What introduced the things that descriptions stand for, by the first character of the noun.
        persons: The names of persons with their offices, by the name.
        words: What the words of names are part of.
        reported: Who says what is told in indirect speech behind its source: "X said that he …".
        topic: What the document is about.
        openings: What each paragraph of an article states first.
        before: The clause that was stated just before another one, with its sentence, by the position of that one's head.
        open_heads: Where the heads of clauses start that are denied or left open by words that are none of theirs.
        asked: The question that a clause answers, by the position of that one's head.
        labels: The names that stand as labels over lists, each with where the points below it stand: "Enns Dairy:".
    """

    text: str
    names: dict[int, str]
    days: Mapping[int, str]
    introductions: Mapping[int, Introduction]
    persons: Mapping[str, str]
    words: NameWords
    reported: SpanIndex[str]
    topic: Topic | None
    openings: Mapping[int, Opening]
    before: Mapping[int, tuple[Clause, Sentence]]
    open_heads: frozenset[int]
    asked: Mapping[int, Sentence]
    labels: SpanIndex[str]


class KnownReader:
    """Reads what the words of documents stand for, in one language."""

    def __init__(self, lexicon: Lexicon, antecedents: AntecedentCheck, speller: Speller, topics: TopicReader) -> None:
        table = lexicon.table("claims")["standalone"]
        self._antecedents, self._speller = antecedents, speller
        self._present = frozenset(table["present"])
        self._bodies = frozenset(lexicon.table("parties")["speakers"]["bodies"])
        self._own = frozenset(lexicon.table("parties")["pronouns"]["first"])
        self._naming, self._done_to_bodies = frozenset(table["naming"]), frozenset(table["done_to_bodies"])
        self._indefinite = frozenset(lexicon.table("parties")["writings"]["indefinite"])
        coreference = lexicon.table("coreference")
        self._naming_nouns = (
            self._bodies
            | frozenset((*coreference["places"]["nouns"], *coreference["agents"]["nouns"], *table["offices"]))
            | table["kinds"].keys()
            | table["places"].keys()
        )
        self._ready = frozenset(table["ready"])
        self._labels = frozenset(lexicon.table("turns")["marks"]["not_speakers"])
        self._one_of_several, self._own_of_source = (
            frozenset(table["one_of_several"]),
            frozenset(table["own_of_source"]),
        )
        self._gatherings, self._counts = frozenset(table["gatherings"]), frozenset(table["elided"]["words"])
        self._one_of = f"one {table['elided']['of']}"
        self._anybody_told, self._done_to_things = frozenset(table["anybody_told"]), frozenset(table["done_to_things"])
        self._from_elsewhere = frozenset(table["from_elsewhere"])
        self._descriptions = DescriptionReader(lexicon)
        self._topics = topics
        self._bound = BoundPronouns(lexicon, antecedents)
        self._elided = ElidedNouns(lexicon, antecedents)
        self._place_nouns = PlaceNouns(lexicon)

    def read(
        self, reading: Reading, furniture: SpanIndex[SetAside], sentences: Sequence[tuple[Sentence, Sequence[Clause]]]
    ) -> Known:  # fmt: skip
        """What a reading has for names, days, descriptions and its topic, made once for all its claims.

        Args:
            reading: The reading.
            furniture: What is no part of its text.
            sentences: The sentences that are, each with its clauses that state something.
        """
        text = reading.document.text
        days = {time.end: day for time in reading.times if (day := self._day_of(time, text)) is not None}
        names = {one.start: _CLOCK.sub("", one.name) for one in reading.referents}
        persons: dict[str, str] = {}
        firms, officials = set[str](), set[str]()
        for sentence, _ in sentences:
            for name, words in persons_of(sentence):
                offices = {word.lemma.lower() for word in words}
                has_office = any(map(self._antecedents.tells_office, words))
                if not self._bodies.isdisjoint(offices) and not has_office:
                    firms.update(name.split())  # "the company Alma Parts", which taggers take for somebody
                elif self._naming.isdisjoint(offices):
                    persons.setdefault(name, self._speller.owned(words, names))
                    officials.update(name.split()[-1:] if has_office else ())
            firms.update(self._firms_taken_for_persons(sentence))
        introductions = self._descriptions.read(reading, furniture)
        reported = SpanIndex(_reported(reading))
        places = self._place_nouns.read(reading, (one for one, _ in sentences))
        names |= {start: place for start, place in places.items() if start not in introductions}
        linked = linked_phrases(reading)
        self._tell_owners(names, linked)
        described = {start: written(one.words) for start, one in introductions.items()}
        bound = self._bound.read(reading, [one for one, _ in sentences], described | names, linked)
        names |= bound
        for start in bound:
            introductions.pop(start, None)
        sure = {mention.start: mention.confidence for mention in reading.mentions}
        spoken = is_spoken(reading)
        naming = NameWords.of(reading, [one for one, _ in sentences], firms=firms, officials=officials - firms)
        anybody: set[str] = set()
        last = 0
        several_told, himself = "", dict[int, str]()
        spoken_of: Token | None = None
        for number, (sentence, _) in enumerate(sentences):
            last, before_it = sentence.start, last
            several = False
            spoken_of = self._person_before(sentences[number - 1][0], sentence, naming) if number else None
            several_told = self._persons_told(sentence) or several_told
            for word in sentence.tokens:
                several = several or word.tag == "NNS"
                if (
                    word.tag == "DT"
                    or names.get(word.start, "").isdecimal()
                    or self._antecedents.asks(names.get(word.start, ""))
                    or (word.pos == "NOUN" and not self._may_be_called(word, names.get(word.start)))
                    or self._is_of_another_office(word, persons.get(names.get(word.start, ""), ""))
                ):
                    names.pop(word.start, None)  # "these", and a noun that no such name is of
                if word.start in bound and word.lower in self._antecedents.several:
                    # "The mayor says he will not: it would cost too much", where a tagger takes the mayor for a body.
                    is_official = bound[word.start].split()[-1] in officials - firms
                    if is_official and not self._antecedents.several[word.lower]:
                        names.pop(word.start, None)
                if word.lower not in self._speller.third or word.start in bound:
                    continue
                start, one = word.start, introductions.get(word.start)
                near = any(phrase.start >= sentence.start for phrase in linked.get(start, ()))
                least = _SURE_WITHIN if near else _SURE
                sayers = reported.covering(word.span)
                if word.lower in self._antecedents.several and sure.get(start, 1.0) < least:
                    names.pop(start, None)
                    introductions.pop(start, None)
                    continue
                if sayers and word.lower not in self._antecedents.several and word.dep in SUBJECTS:
                    # "The recorder is with the police. The prosecutor, Elin Rask, said she had not heard it."
                    party, known_as = sayers[-1], names.get(start, "")
                    is_person = party.split()[-1] in naming.people
                    if is_person and not self._antecedents.is_named_person(known_as or "it", one, naming):
                        names[start] = party
                        introductions.pop(start, None)
                        continue
                sayer = self._says_of_himself(word, sentence, several_told)
                if sayer is None and word.dep == "poss" and (verb := _verb_over(word)) is not None:
                    # "Another said he had been warned by his boss": the boss of the same.
                    subject = verb.child(*SUBJECTS)
                    sayer = himself.get(subject.start) if subject is not None and subject.i < word.i else None
                if sayer is not None:
                    himself[start] = names[start] = sayer
                    introductions.pop(start, None)
                    continue
                name = names.get(start, one.noun.text if one is not None else "")
                if name and word.dep == "nsubj" and self._is_of_another(word, name, naming):
                    anybody.add(name)  # and so in the sentences behind: "They were polite"
                if name and (
                    (word.dep == "poss" and word.start not in bound and _is_of_open_subject(word, names, introductions))
                    or (spoken and name == self._speaker_at(word.start, reading))
                    or _is_of_subject(word, name)
                    or self._is_of_another(word, name, naming)
                    or (" " not in name and name in anybody)
                    or (name == reading.document.outlet and all(one.start < before_it for one in linked.get(start, ())))
                    or self._is_unclear(word, name, sayers)
                    or self._is_of_later_subject(word, name, spoken_of, names, linked)
                    or not self._antecedents.fits(word, name, one, naming, several=several)
                ):
                    names.pop(start, None)
                    introductions.pop(start, None)
        before = _preceding(sentences, apart=self._topics.is_list(reading))
        for start, noun in self._elided.read(sentences, before).items():
            names.setdefault(start, noun)
        for start, noun in _counted_again(reading, sentences):
            names.setdefault(start, noun)
        for start, noun in self._sayers([one for one, _ in sentences]):
            if start not in introductions:
                names.setdefault(start, noun)
        open_heads = _open_heads(reading, sentences)
        sections = _sections(reading)
        return Known(
            text=text,
            names=names,
            days=days,
            introductions=introductions,
            persons=persons,
            words=naming,
            reported=reported,
            topic=None if sections else self._topics.read(reading, sentences, names, open_heads, furniture),
            openings={} if is_spoken(reading) else _openings(sentences, furniture, reading, sections, self._labels),
            before=before,
            open_heads=open_heads,
            asked=_asked(reading, sentences) if is_spoken(reading) else {},
            labels=SpanIndex(self._labels_of_lists(reading)),
        )

    def _labels_of_lists(self, reading: Reading) -> Iterator[tuple[Span, str]]:
        """The names over lists, with their points, of which each is about what bears the name and does not repeat it."""
        parties = {one.party for one in reading.cited}
        by_start = {one.start: one for one in reading.sentences}
        for match in _LISTED.finditer(reading.document.text):
            label = by_start.get(match.start(1))
            words = [word for word in label.tokens if word.pos != "PUNCT"] if label is not None else []
            named = len(words) <= _LINE and any(word.pos == "PROPN" for word in words)
            nominal = all(word.pos not in ("VERB", "AUX", "PRON") for word in words)
            if named and nominal and match[1].lower() not in self._labels and match[1] not in parties:
                yield Span(match.start(2), match.end(2)), match[1]

    def _sayers(self, sentences: Sequence[Sentence]) -> Iterator[tuple[int, str]]:
        """ "The oil has come ashore, volunteers said. They collected 200 birds": those who said so, if no others are told."""
        for before, sentence in pairwise(sentences):
            pronoun, verb = sentence.tokens[0], before.root
            if pronoun.dep not in SUBJECTS or not self._antecedents.several.get(pronoun.lower, False):
                continue
            who = verb.child("nsubj")
            if who is None or who.tag != "NNS" or before.block != sentence.block or verb.child("ccomp") is None:
                continue
            people = [
                one for one in before.tokens
                if one.pos in ("NOUN", "PROPN") and one.dep != "compound" and self._antecedents.may_be_persons(one)
            ]  # fmt: skip
            if people == [who]:
                yield pronoun.start, written(described(who, before))

    def _speaker_at(self, start: int, reading: Reading) -> str | None:
        """Whose turn it is, who is nobody that this one speaks of as "he"."""
        number = bisect_right(reading.turns, start, key=lambda one: one.start) - 1
        return reading.turns[number].speaker if number >= 0 else None

    def _may_be_called(self, noun: Token, name: str | None) -> bool:
        """ "The minister" may be Ana Ruiz, "the mosque" the Grand Mosque, but "the cut" is no firm."""
        lemma = noun.lemma.lower()
        return name is None or lemma in name.lower() or lemma in self._naming_nouns or self._antecedents.is_person(noun)

    def _says_of_himself(self, pronoun: Token, sentence: Sentence, several: str) -> str | None:
        """ "A farmer says he lost four sheep": "he" is the farmer, and nobody who was named before.

        So is "they" in "one couple told me they had waited"; in "another said he was ill", "he" is one of the `several`
        persons of whom the text last told.
        """
        subject = pronoun.head if pronoun.dep == "poss" else pronoun  # "one said her pay had been cut"
        verb = subject.head
        who = verb.head.child("nsubj") if subject.dep in SUBJECTS and verb.dep == "ccomp" else None
        if who is None or who.i > pronoun.i or who.child("conj", "appos") is not None:
            return None
        told = verb.head.child("dobj", "dative")
        if told is not None and (told.lower not in self._own or told.i > verb.i):
            return None
        is_they = self._antecedents.several.get(pronoun.lower)
        if is_they is None and who.lower in self._one_of_several and who.pos != "PROPN":
            bare = all(child.dep in ("det", "punct") for child in who.children)
            return f"{self._one_of}{several}" if bare and several else None
        first = any(child.lower in self._indefinite for child in who.children)
        first = first or (bool(is_they) and who.child("nummod") is not None)
        if who.pos != "NOUN" or not first or is_they is False or subject is not pronoun:
            return None
        if is_they:
            crowd = who.tag == "NN" and who.lemma.lower() in self._gatherings
            return written(described(who, sentence)) if crowd else None
        return who.text if self._antecedents.is_person(who) else None

    def _firms_taken_for_persons(self, sentence: Sentence) -> Iterator[str]:
        """The names behind what a body is, all of which a tagger takes for a person's: "Steelmaker Halberg"."""
        for word in sentence.tokens:
            before = [child for child in word.children if child.dep == "compound" and child.entity == word.entity]
            if word.pos == "PROPN" and word.entity == "PERSON" and len(before) == 1 and before[0].lower in self._bodies:
                yield word.text

    def _person_before(self, before: Sentence, sentence: Sentence, known: NameWords) -> Token | None:
        """The one person, told by a noun, of whom the sentence before speaks in the same paragraph, and who says nothing."""
        subject = before.root.child(*SUBJECTS) if before.block == sentence.block else None
        single = subject is not None and subject.tag == "NN" and subject.child("conj") is None
        if subject is not None and any(
            word.start in known.speaking for word in before.between(subject.left, subject.i)
        ):
            return None
        return subject if single and subject is not None and self._antecedents.may_be_persons(subject) else None

    def _is_of_later_subject(
        self, pronoun: Token, name: str, subject: Token | None, names: Mapping[int, str],
        linked: Mapping[int, Sequence[Span]],
    ) -> bool:  # fmt: skip
        """Whether "he" would skip somebody of whom the sentence before speaks: "The driver fled. He is said to be ill"."""
        if subject is None or pronoun.lower in self._antecedents.several or subject.text in name:
            return False
        phrases = [one for one in linked.get(pronoun.start, ()) if one.start < pronoun.start]
        skips = bool(phrases) and max(one.end for one in phrases) < subject.start
        return skips and names.get(subject.start) != name and self._antecedents.may_agree(pronoun, subject)

    def _persons_told(self, sentence: Sentence) -> str:
        """The several persons who are the subject of a sentence: "labour inspectors"; "" where nobody is."""
        subject = sentence.root.child(*SUBJECTS)
        if subject is None or subject.tag != "NNS" or not self._antecedents.may_be_persons(subject):
            return ""
        told = [word for word in described(subject, sentence) if word.tag != "CD" and word.lower not in self._counts]
        opens = bool(told) and told[0].i == sentence.tokens[0].i and told[0].pos != "PROPN"
        return written(told)[:1].lower() + written(told)[1:] if opens else written(told)

    def _is_of_another_office(self, noun: Token, person: str) -> bool:
        """ "The environment minister" is not Agriculture Minister Otto Barsk."""
        own = noun.child("compound") if noun.pos == "NOUN" else None
        told = person.lower().split()
        at = told.index(noun.lower) if own is not None and noun.lower in told else 0
        return own is not None and at > 0 and own.lower not in told

    def _is_of_another(self, pronoun: Token, name: str, known: NameWords) -> bool:
        """Whether a pronoun is somebody's in its own clause, or nobody's in particular, whatever stands before.

        "One of them lost her child", "they give you water", "the guard's lawyer said that his client was ill".
        """
        verb = pronoun.head
        if pronoun.dep == "poss":
            subject = next((one.child("nsubj") for one in verb.ancestors() if one.pos in ("VERB", "AUX")), None)
            one_of = subject is not None and subject.lower in self._one_of_several and subject.i < pronoun.i
            return one_of or verb.lemma.lower() in self._own_of_source
        told = verb.child("dobj", "dative") if pronoun.dep == "nsubj" else None
        if told is None or not self._antecedents.several.get(pronoun.lower, False):
            return False
        # "Guests can leave. They detained me": of guests in general nobody tells what they did to him.
        several = " " not in name and name.endswith("s") and name not in known.proper
        return told.lower in self._anybody_told or (told.lower in self._own and several)

    def _is_unclear(self, pronoun: Token, name: str, sayers: Iterable[str]) -> bool:
        """ "The operator said it had been cut": it may be another thing, of which only that is told."""
        verb = pronoun.head
        one = not self._antecedents.several.get(pronoun.lower, True)
        if pronoun.dep == "nsubjpass" and verb.lemma.lower() in self._done_to_things:
            return True  # "investigators believe that they have been broken up"
        suffers = pronoun.dep == "nsubjpass" and verb.lemma.lower() not in self._done_to_bodies
        # "Its office said it was one of several hypotheses", but not "… that it was ready to talk".
        told = verb.child("acomp", "attr") if pronoun.dep == "nsubj" and verb.is_copula else None
        is_thing = told is not None and told.lemma.lower() not in self._ready
        is_placed = pronoun.dep == "nsubj" and verb.is_copula and told is None and verb.child("prep") is not None
        is_thing = is_thing or is_placed  # "said it was on the list"
        if not one or not (suffers or is_thing):
            return False
        return any(party.split()[-1] == name.split()[-1] for party in sayers)

    def _tell_owners(self, names: dict[int, str], linked: Mapping[int, Sequence[Span]]) -> None:
        """Put for "their association", as the name of a thing, whose it is: "farmers’ association"."""
        for start, name in names.items():
            first, _, thing = name.partition(" ")
            if thing and first.lower() in self._own:
                names[start] = thing  # "my daughter", of whoever speaks there
            elif thing and first.lower() in self._speller.third:
                owners = (names[one.start] for one in linked.get(start, ()) if one.start in names)
                owner = next(
                    (owner for owner in owners if owner.partition(" ")[0].lower() not in self._speller.third), None
                )
                names[start] = f"{self._speller.owner(owner)} {thing}" if owner is not None else thing

    def _day_of(self, time: Time, text: str) -> str | None:
        """The day that "yesterday" or "on Tuesday" was, the year of "four years ago", the month of "in March".

        None where the words tell it themselves, or nothing as exact.
        """
        spelt = text[time.start : time.end]
        if time.type is not TimeType.DATE or time.earliest is None or time.latest is None:
            return None
        if any(str(day.year) in spelt for day in (time.earliest, time.latest)) or spelt.lower() in (
            *self._present,
            *self._from_elsewhere,
        ):
            return None
        if time.earliest == time.latest:
            return time.earliest.isoformat()
        # "The past month" may be the thirty days up to the day of publication.
        within = all(day.isoformat().startswith(time.value) for day in (time.earliest, time.latest))
        return time.value if (within or "-" not in time.value) and _PERIOD.fullmatch(time.value) else None


def _reported(reading: Reading) -> Iterator[tuple[Span, str]]:
    """What is told in indirect speech right behind its source and cue, and whose word it is."""
    text = reading.document.text
    for one in reading.cited:
        if one.party is None or not (one.tells and one.source and one.cue and one.content):
            continue
        content = one.content[0]
        between = text[one.cue[-1].end : content.start + 1]
        if (
            one.source[0].start < one.cue[0].start < content.start
            and len(between) < _NEAR
            and not _QUOTES & set(between)
        ):
            yield content, one.party


def _verb_over(word: Token) -> Token | None:
    """The verb of the clause in which a word stands."""
    return next((one for one in word.ancestors() if one.pos in ("VERB", "AUX")), None)


def _is_of_open_subject(
    pronoun: Token, names: Mapping[int, str], introductions: Mapping[int, Introduction]
) -> bool:  # fmt: skip
    """ "They switch off their signals": whose they are is not told where who does so is not."""
    verb = _verb_over(pronoun)
    subject = verb.child("nsubj") if verb is not None else None
    if subject is None or subject.tag != "PRP" or subject.lower[:2] != pronoun.lower[:2] or subject.i > pronoun.i:
        return False
    return subject.start not in names and subject.start not in introductions


def _is_of_subject(pronoun: Token, name: str) -> bool:
    """ "The man's brother, who had driven him": whom a relative clause is about is not the object of its verb."""
    if pronoun.dep == "poss" and (over := _verb_over(pronoun)) is not None and over.dep == "relcl":
        # "The firm, which lost its licence": its own.
        who = over.child("nsubj", "nsubjpass")
        return who is not None and who.tag in ("WP", "WDT") and name.split()[-1] != over.head.text
    verb = pronoun.head
    relative = verb.child("nsubj") if pronoun.dep in ("dobj", "dative") and verb.dep == "relcl" else None
    about = verb.head.text if relative is not None and relative.tag in ("WP", "WDT") else None
    return about is not None and name.split()[-1] == about


def _counted_again(
    reading: Reading, sentences: Iterable[tuple[Sentence, Sequence[Clause]]]
) -> Iterator[tuple[int, str]]:
    """The last words of numbers that count what was counted before, each with that noun: "there were 88"."""
    ends = {
        one.end: one.noun
        for one in reading.quantities
        if one.noun is not None and any(reason.rule in _COUNTED_BEFORE for reason in one.reasons)
    }
    for sentence, _ in sentences:
        for word in sentence.tokens:
            if noun := ends.get(word.end):
                yield word.start, noun


def _open_heads(reading: Reading, sentences: Iterable[tuple[Sentence, Iterable[Clause]]]) -> frozenset[int]:
    """Where the heads of clauses start that are not told as facts, and have neither a negation nor a modal that says so.

    "The army denied that it had left": "it had left" alone would say the contrary.
    """
    events = {event.start: event for event in reading.events}
    found = set()
    for _, clauses in sentences:
        for clause in clauses:
            event = events.get(clause.head.predicate.start) or events.get(clause.head.start)
            told = (
                any(word.dep == "neg" or word.tag == "MD" for word in clause.words) or clause.head.head is clause.head
            )
            if event is not None and event.factuality in _NO_FACTS and not told:
                found.add(clause.head.start)
    return frozenset(found)


def _asked(reading: Reading, sentences: Iterable[tuple[Sentence, Iterable[Clause]]]) -> dict[int, Sentence]:
    """The question before an answer, by the positions of the heads of the clauses in the answer's first sentence."""
    found: dict[int, Sentence] = {}
    turn, question = -1, None
    for sentence, clauses in sentences:
        number = bisect_right(reading.turns, sentence.start, key=lambda one: one.start) - 1
        if sentence.tokens[-1].text == "?":
            question = sentence
        elif number != turn and reading.turns[number].role is not Role.INTERVIEWEE:
            question = None  # the next turn is no answer to the question before
        elif question is not None and number != turn:
            found.update((clause.head.i, question) for clause in clauses)
            question = None
        turn = number
    return found


def _preceding(
    sentences: Iterable[tuple[Sentence, Iterable[Clause]]], *, apart: bool = False
) -> dict[int, tuple[Clause, Sentence]]:
    """For each clause, by its head's position, the one that was stated just before it: in its sentence or one of the last.

    Where paragraphs are on matters of their own, `apart`, it is one of the same paragraph.
    """
    found: dict[int, tuple[Clause, Sentence]] = {}
    last: tuple[int, Clause, Sentence] | None = None
    for number, (sentence, clauses) in enumerate(sentences):
        if apart and last is not None and last[2].block != sentence.block:
            last = None
        for clause in clauses:
            beside = next((one for one in clauses if one.head is clause.head.head), None)
            if clause.head.dep == "conj" and beside is not None and beside.head.dep in SUBORDINATE:
                found[clause.head.i] = beside, sentence  # "… after four fell ill and one of them died"
            elif last is not None and number - last[0] <= _SILENT and not last[1].span.overlaps(clause.span):
                found[clause.head.i] = last[1:]
            if clause.head.dep not in SUBORDINATE:
                last = number, clause, sentence
    return found


def _openings(
    sentences: Iterable[tuple[Sentence, Iterable[Clause]]], furniture: SpanIndex[SetAside], reading: Reading,
    sections: Sequence[tuple[int, str]], labels: Container[str],
) -> dict[int, Opening]:  # fmt: skip
    """The clause that each paragraph states first.

    Where a post only tells what happened where ("Explosions in Oberau."), those behind it that name no place go on with it.
    A label ("UNCONFIRMED.") says nothing of what a post is about, nor does a question, or a sentence about nothing named.
    """
    places = SpanIndex((Span(place.start, place.end), place) for place in reading.places)

    def is_placed(sentence: Sentence) -> bool:
        return any(
            word.entity in _PLACES or (word.dep == "pobj" and may_name_place(word)) or places.covering(word.span)
            for word in sentence.tokens
        )

    lines: dict[int, str] = {}
    for sentence in reading.sentences:
        words = [word for word in sentence.tokens if word.pos != "PUNCT"]
        is_name = all(word.pos == "PROPN" for word in words) and sentence.tokens[-1].text == "."
        nominal = len(sentence.tokens) <= _LINE and sentence.root.pos in ("NOUN", "PROPN")
        nominal = nominal and written(words).lower() not in labels
        if nominal and (is_name or is_placed(sentence)) and not furniture.covering(sentence.span):
            lines.setdefault(sentence.block, written(words))
    found: dict[int, Opening] = {}
    placed: dict[int, bool] = {}
    for sentence, clauses in sentences:
        placed[sentence.block] = placed.get(sentence.block, False) or is_placed(sentence)
        clause = next((one for one in clauses if one.head.dep not in SUBORDINATE), None)
        known = found.get(sentence.block)
        if clause is not None and (
            known is None or (_says_little(known) and not _says_little(Opening(clause, sentence, "")))
        ):
            line = lines.get(sentence.block, "")
            own = line if line not in written(clause.words) else ""
            found[sentence.block] = Opening(clause, sentence, own)
    headed = ""
    for block in sorted(lines.keys() | found.keys()):
        if block in lines and (block not in found or found[block].headed or len(found[block].clause.words) <= _LINE):
            headed = lines[block]
        elif placed.get(block):
            headed = ""
        section = next((label for first, label in reversed(sections) if first <= block), headed)
        if block in found and block not in lines and section:
            found[block] = replace(found[block], headed=section)
    return found


def _says_little(opening: Opening) -> bool:
    """Whether what a paragraph begins with is a question, or is about nothing named: "One ought to have looked it up"."""
    subject = opening.clause.head.child(*SUBJECTS)
    named = subject is not None and (subject.pos in ("NOUN", "PROPN", "NUM") or subject.dep == "expl")
    return opening.sentence.tokens[-1].text == "?" or not named


def _sections(reading: Reading) -> list[tuple[int, str]]:
    """The names of places that part the matters of a roundup as headings, each with the paragraph it stands over."""
    places = {place.start: place.end for place in reading.places}
    found = []
    for sentence in reading.sentences[1:]:
        named = places.get(sentence.start) == sentence.end
        if named and reading.document.text[sentence.end : sentence.end + 1] == "\n":
            found.append((sentence.block, reading.document.text[sentence.start : sentence.end]))
    return found if len(found) >= _PARTED else []
