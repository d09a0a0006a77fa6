"""A claim's text as it can be understood alone: with its subject, and whom its pronouns stand for, in square brackets."""

from collections import ChainMap
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tocsin.claim.antecedents import AntecedentCheck, NameWords
from tocsin.claim.clauses import SUBJECTS, Clause, is_marked
from tocsin.claim.descriptions import DescriptionReader, Introduction, is_bare, linked_phrases, may_name_place
from tocsin.claim.persons import persons_of
from tocsin.claim.place_nouns import PlaceNouns
from tocsin.claim.topic import SUBORDINATE, Topic, TopicReader, is_spoken, shortened
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.reading import Reading, SetAside
from tocsin.model.span import Span, SpanIndex
from tocsin.model.time import Time, TimeType

_RELATIVES = ("WDT", "WP", "WP$", "WRB")
_CUT = ("relcl", "appos", "parataxis", "acl", "advcl")
_MOST = 14
"""Words of what a clause goes on from that are told before it."""
_CLOSING = {'"': '"', "”": "“", "’": "‘"}
"""Closing quotation marks with those that open."""
_SEEN = 60
"""Words of what was said before that are looked at."""
_FEW = 8
"""Words of a claim that says little by itself."""
_PARTICLE = 4
"""Letters of a word that stands in names in small letters at most, one more than this: "Aguas del Faro"."""
_NEAR = 12
"""Characters between a cue and what it tells."""
_QUOTES = frozenset('"“”„«')
_UNQUOTED = str.maketrans("", "", '"“”')
_PERSONAL = ("PRP", "PRP$")
_DAYS = ("DATE", "TIME")
_POINTING = ("DT", "PDT", "CD", "JJ", "JJS", "JJR")
_NAMES = ("ORG", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW")
"""Kinds of names that tell what a claim is about; a place alone does not."""
_CIRCUMSTANCES = (("GPE", "LOC", "FAC"), ("DATE", "TIME"), ("CARDINAL", "QUANTITY", "MONEY", "PERCENT"))
_STEM = 4
"""Letters that two words of one stem have in common at least."""
_SILENT = 2
"""How many sentences ahead of one that states something may go on with it: "…, she told reporters" says nothing itself."""
_BACK = 8
"""Clauses before one that a noun may go back to."""


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
    """

    text: str
    names: dict[int, str]
    days: Mapping[int, str]
    introductions: Mapping[int, Introduction]
    persons: Mapping[str, str]
    words: NameWords
    reported: SpanIndex[str]
    topic: Topic | None
    openings: Mapping[int, tuple[Clause, Sentence]]
    before: Mapping[int, tuple[Clause, Sentence]]


class StandaloneWriter:
    """Writes what claims say so that a reader who sees nothing else understands it.

    The words of the clause stay as they are; what is added stands in square brackets: "[his army is] moving them [the
    drones] to the coast".
    """

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("claims")["standalone"]
        self._first = frozenset(table["speaking"])
        self._conditional = frozenset(lexicon.table("certainty")["clauses"]["conditional"])
        self._bounding = frozenset(table["bounding"])
        self._present = frozenset(table["present"])
        self._nouns = {word: tuple(one["tags"]) for one in table["nouns"] for word in one["words"]}
        self._antecedents = AntecedentCheck(lexicon)
        pronouns = lexicon.table("parties")["pronouns"]
        self._together = frozenset(pronouns["first"]) - self._first
        self._bodies = frozenset(lexicon.table("parties")["speakers"]["bodies"])
        self._place_words = frozenset(lexicon.table("coreference")["places"]["nouns"])
        self._third = frozenset(word for words in pronouns["person"] for word in words) | self._nouns.keys()
        self._plain, self._naming = frozenset(table["known"]), frozenset(table["naming"])
        self._there, self._where = frozenset(table["there"]), frozenset(table["where"])
        self._done_to_bodies = frozenset(table["done_to_bodies"])
        self._personal, self._participles = frozenset(table["who"]), tuple(table["participles"])
        self._unnamed: str = lexicon.table("parties")["names"]["unnamed"]
        self._context: str = table["context"]
        self._before: str = table["before"]
        self._said_by: str = table["said_by"]
        self._pointing = frozenset(table["pointing"])
        self._abstract = frozenset((*table["abstract"], *lexicon.table("attribution")["pointing"]["nouns"]))
        self._possessive: str = lexicon.table("parties")["names"]["possessive"]
        self._definite = frozenset(lexicon.table("coreference")["articles"]["definite"])
        these = lexicon.table("coreference")["pronouns"]
        self._demonstrative = frozenset((*these["this"], *these["these"]))
        self._descriptions = DescriptionReader(lexicon)
        self._topics = TopicReader(lexicon)
        self._place_nouns = PlaceNouns(lexicon)

    def known(
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
        names = {one.start: one.name for one in reading.referents}
        persons: dict[str, str] = {}
        firms: set[str] = set()
        for sentence, _ in sentences:
            for name, words in persons_of(sentence):
                offices = {word.lemma.lower() for word in words}
                if not self._bodies.isdisjoint(offices) and not any(map(self._antecedents.tells_office, words)):
                    firms.update(name.split())  # "the company Alma Parts", which taggers take for somebody
                elif self._naming.isdisjoint(offices):
                    persons.setdefault(name, self._owned(words, names))
        introductions = self._descriptions.read(reading, furniture)
        reported = SpanIndex(_reported(reading))
        places = self._place_nouns.read(reading, (one for one, _ in sentences))
        names |= {start: place for start, place in places.items() if start not in introductions}
        self._tell_owners(names, linked_phrases(reading))
        naming = NameWords.of(reading, [one for one, _ in sentences], firms=firms)
        for sentence, _ in sentences:
            several = False
            for word in sentence.tokens:
                several = several or word.tag == "NNS"
                if word.lower not in self._third:
                    continue
                start, one = word.start, introductions.get(word.start)
                name = names.get(start, one.noun.text if one is not None else "")
                sayers = reported.covering(word.span)
                if name and (
                    self._is_unclear(word, name, sayers)
                    or not self._antecedents.fits(word, name, one, naming, several=several)
                ):
                    names.pop(start, None)
                    introductions.pop(start, None)
        return Known(
            text=text,
            names=names,
            days=days,
            introductions=introductions,
            persons=persons,
            words=naming,
            reported=reported,
            topic=self._topics.read(reading, sentences, names),
            openings={} if is_spoken(reading) else _openings(sentences),
            before=_preceding(sentences),
        )

    def _is_unclear(self, pronoun: Token, name: str, sayers: Iterable[str]) -> bool:
        """ "The operator said it had been cut": it may be another thing, of which only that is told."""
        suffers = pronoun.dep == "nsubjpass" and not self._antecedents.several.get(pronoun.lower, True)
        if not suffers or pronoun.head.lemma.lower() in self._done_to_bodies:
            return False
        return any(party.split()[-1] == name.split()[-1] for party in sayers)

    def _tell_owners(self, names: dict[int, str], linked: Mapping[int, Sequence[Span]]) -> None:
        """Put for "their association", as the name of a thing, whose it is: "farmers’ association"."""
        for start, name in names.items():
            first, _, thing = name.partition(" ")
            if thing and first.lower() in self._third:
                owners = (names[one.start] for one in linked.get(start, ()) if one.start in names)
                owner = next((owner for owner in owners if owner.partition(" ")[0].lower() not in self._third), None)
                names[start] = f"{self._owner(owner)} {thing}" if owner is not None else thing

    def write(self, clause: Clause, sentence: Sentence, known: Known, *, speaker: str | None) -> str:
        """The text of a clause with what it takes to understand it.

        Args:
            clause: The clause.
            sentence: The sentence it stands in.
            known: What the reading of the document tells.
            speaker: Who says "I" there.
        """
        text, days, words = known.text, known.days, sentence.between(clause.words[0].i, clause.words[-1].i)
        names = ChainMap(self._speakers(words, speaker, known), known.names)
        replaced: dict[int, str] = {}
        lead = self._lead(clause, sentence, names, replaced)
        told: set[str] = set()
        pieces = [f"[{lead}] "] if lead else []
        texts = {word.text for word in words}
        shown, pointing, is_named = list[Token](words), list[Token](), True
        for place, word in enumerate(words):
            if place:
                pieces.append(text[words[place - 1].end : word.start])
            if word.i in replaced:
                pieces.append(f"[{replaced[word.i]}]")
                continue
            pieces.append(word.text)
            meant = self._meant(place, words, texts, names, known)
            if meant is None:
                pointing += [word] if self._is_open(place, words) else []
            elif meant and names.get(word.start, meant) not in told and meant not in lead:
                told.add(names.get(word.start, meant))
                is_named = is_named and not (word.pos == "PRON" and meant.islower() and " " not in meant)
                pieces.append(f" [{meant}]")
                if word.start in known.introductions:
                    shown += known.introductions[word.start].words
                    is_named = is_named and any(other.pos == "PROPN" for other in known.introductions[word.start].words)
            named = word.entity not in ("", *_DAYS)  # the "Today" in a paper's name is no day
            if word.end in days and not named and text[word.end : word.end + 1] not in ("'", "’"):
                pieces.append(f" [{days[word.end]}]")
        if words[-1].i < sentence.tokens[-1].i:
            after = sentence.between(words[-1].i + 1, words[-1].i + 1)[0]
            pieces += [after.text] if after.text in _CLOSING and _is_open_quote(after.text, words) else []
        if clause.head.pos == "AUX" and clause.head is words[-1 if words[-1].dep != "neg" else -2]:
            pointing.append(clause.head)  # "the runway was not"
        if lead.lower() in self._third and (subject := clause.head.subject("conj", "xcomp")) is not None:
            pointing.append(subject)  # the subject that it shares is a pronoun, and nothing tells whose
        goes_on = self._goes_on(clause, words, is_told=bool(told))
        said = self._said_before(clause, sentence, pointing, goes_on, known)
        if said:
            pieces.append(f" [{self._before}{said}]")
        if speaker not in (None, self._unnamed, known.words.outlet) and any(
            word.lower in self._together and word.tag in _PERSONAL for word in words
        ):
            pieces.append(f" [{self._said_by}{known.persons.get(speaker, speaker)}]")
        if about := self._about(clause, sentence, known, shown, lead, said, is_clear=is_named and not pointing):
            pieces.append(f" [{self._context}{about.translate(_UNQUOTED)}]")
        return " ".join("".join(pieces).split())

    def _meant(
        self, place: int, words: Sequence[Token], texts: Container[str], names: Mapping[int, str], known: Known
    ) -> str | None:
        """What a word of a clause stands for; "" where the clause says it itself, None where nothing tells."""
        word = words[place]
        name, introduction = names.get(word.start), known.introductions.get(word.start)
        if name is not None:
            if word.pos == "PROPN":
                return "" if name.split()[0] in texts else known.persons.get(name, name)
            if word.pos == "PRON":
                starts = {start for start, _ in known.words.linked.get(word.start, ())}
                inside = [one for one in words[:place] if one.start in starts]
                if inside and _modifies(inside[-1]):
                    return None  # "EU ambassadors will discuss it"
            if name.split()[-1] in texts or self._is_near(place, words):
                return ""
            if word.lower in (*self._plain, name.lower()) or (word.pos == "NOUN" and word.child("case") is not None):
                return ""  # "the press" is no paper of that name; before the ending of "the bank's" there is no room
            if introduction is not None and word.pos == "PRON" and name not in known.persons:
                # Coreference gives a description without its name: "smaller union", for "a smaller union, Dock 80".
                longer = self._owned(introduction.words, names)
                name = longer if name in longer else name
            return self._owner(name) if word.tag in ("PRP$", "WP$") else known.persons.get(name, name)
        if introduction is not None and (word.pos != "PRON" or word.lower in self._third):
            if word.child("case") is not None:
                return ""
            if words[0].i <= introduction.noun.i <= words[-1].i:
                return ""
            told = introduction.words
            return self._owned(told, names) if _tells_much(told) else None
        return self._who_says_so(word, known)

    def _goes_on(self, clause: Clause, words: Sequence[Token], *, is_told: bool) -> Token | None:
        """The word of a claim that says little without what was said before it.

        "Organisers spoke of 900": a number of what? "Testing had resumed": so few words go on with others.
        """
        numbers = [word for word in words if word.tag == "CD" and word.entity not in _DAYS]
        if len(numbers) == 1 and numbers[0].dep in ("dobj", "pobj") and numbers[0].right == numbers[0].i:
            return numbers[0] if numbers[0].entity in ("", "CARDINAL") else None
        subject = clause.head.child(*SUBJECTS)
        if is_told or len(words) > _FEW or subject is None or subject.pos not in ("NOUN", "NUM"):
            return None
        if subject.left == subject.i:
            return None if self._antecedents.is_person(subject, frozenset()) else subject
        # "Nine wounded were brought in", "the seals were intact", but not "the minister resigned", "a bridge fell".
        names = any(word.pos == "PROPN" or word.tag in ("PRP", "PRP$") for word in words)
        counted = subject.child("nummod") is not None
        article = subject.child("det")
        definite = article is not None and article.lower in self._definite and is_bare(subject)
        acts = subject.lemma.lower() in self._bodies or self._antecedents.is_person(subject, frozenset())
        return subject if not names and (counted or (definite and not acts)) else None

    def _who_says_so(self, pronoun: Token, known: Known) -> str | None:
        """ "The driver said that he would sue": who says so, where coreference leaves the subject open."""
        if pronoun.lower not in self._third or pronoun.dep not in SUBJECTS:
            return None
        party = next(reversed(known.reported.covering(pronoun.span)), None)
        if party is None or not self._antecedents.fits(pronoun, party, None, known.words, several=False):
            return None
        is_body = not self._bodies.isdisjoint(party.lower().split())
        if pronoun.lower in self._nouns:
            # "The army said that it had no troops", but not "the army said that it was stolen".
            opens = pronoun.i - pronoun.head.left <= 1  # but not "… said that in the last outbreak it had taken nine"
            acts = opens and pronoun.dep == "nsubj" and not self._antecedents.several[pronoun.lower]
            return party if is_body and acts else None
        return None if is_body else known.persons.get(party, party)

    def _is_open(self, place: int, words: Sequence[Token]) -> bool:
        """Whether a reader must ask whom or what a word means: "it", "this", "most", "the gate"."""
        word = words[place]
        if word.tag in _PERSONAL:
            return word.lower in self._third and not self._is_near(place, words)
        if word.lower in self._pointing:
            return True
        if word.pos == "NOUN":
            article, lemma = word.child("det"), word.lemma.lower()
            if article is None or lemma in self._plain:
                return False
            alone = is_bare(word) or (lemma in self._abstract and word.child("compound", "poss", "prep", "acl") is None)
            return alone and (article.lower in self._definite or self._points_back(word))
        if word.pos == "PRON" and word.tag == "DT":
            return True
        if word.pos == "NUM" and word.child("det") is not None and word.child("prep") is None:
            return True  # "the two"
        # "Four are missing", but not "four of the villages are cut off".
        return word.dep in SUBJECTS and word.tag in _POINTING and word.child("prep") is None

    def _points_back(self, noun: Token) -> bool:
        """ "That guarantee", "the others": what it means was just said."""
        article = noun.child("det")
        points = article is not None and article.lower in self._demonstrative and noun.entity not in _DAYS
        return points or noun.lower in self._pointing

    def _said_before(
        self, clause: Clause, sentence: Sentence, pointing: Iterable[Token], goes_on: Token | None, known: Known
    ) -> str:
        """What was stated before a clause that goes on with it, or where a word that leaves open what it means may mean it.

        "" where nothing was, or the topic, which is told as such.
        """
        meant: tuple[Clause, Sentence] | None = None
        topic, last = known.topic, known.before.get(clause.head.i)
        begin = topic.span.start if topic is not None else 0  # a title before the lead says nothing more
        for word in pointing:
            found = _of_stem(word, clause, known.before) if word.pos == "NOUN" else None
            is_told = word.lemma.lower() in self._abstract or self._points_back(word)
            if found is None and (word.pos != "NOUN" or is_told):
                found = last
            if meant is not None or found is None or found[0].span.start < begin:
                continue
            if topic is None or not found[0].span.overlaps(topic.span):
                meant = found
        if meant is None and goes_on is not None and last is not None and last[1].block == sentence.block:
            meant = last if topic is None or not last[0].span.overlaps(topic.span) else None
        if meant is None:
            return ""
        told = [self._stated(*meant, known)]
        if meant[0].head not in shortened(meant[0]):
            return ""
        if any(word.tag in _PERSONAL and word.lower not in self._nouns for word in pointing):
            party = next(reversed(known.reported.covering(meant[0].head.span)), None)
            told[0] += f", {self._said_by}{party}" if party is not None else ""
        further = known.before.get(meant[0].head.i)
        words = meant[0].words[:_SEEN]
        open_words = (word for place, word in enumerate(words) if self._is_open(place, words))
        if further is not None and any(word.pos != "NOUN" for word in open_words):
            # What points back itself is told with what it points to.
            own = topic is not None and further[0].span.overlaps(topic.span)
            told += [] if own else [self._stated(*further, known)]
        return "; ".join(reversed(told)).translate(_UNQUOTED).replace(",,", ",")  # a clause was left out between commas

    def _stated(self, clause: Clause, sentence: Sentence, known: Known) -> str:
        """A clause in short, with its subject where it shares one."""
        lead = self._lead(clause, sentence, known.names, {})
        return " ".join(filter(None, (lead, self._spelt(shortened(clause), known.names))))

    def _about(
        self, clause: Clause, sentence: Sentence, known: Known, shown: Sequence[Token], lead: str, said: str, *,
        is_clear: bool,
    ) -> str:  # fmt: skip
        """What a claim is about, where it does not tell it: the topic, or in another matter what its paragraph opens with."""
        topic = known.topic
        if topic is not None and sentence.block in topic.blocks:
            if clause.span.overlaps(topic.span) or self._topics.tells(shown, lead, topic):
                return ""
            if (is_clear and lead and lead in topic.text) or not self._lacks(clause, shown, is_clear=is_clear):
                return ""
            return topic.clause if clause.span.overlaps(topic.sentence) else topic.text
        opening, within = known.openings.get(sentence.block, (clause, sentence))
        if within.start >= sentence.start or not self._lacks(clause, shown, is_clear=is_clear):
            return ""
        told = self._stated(opening, within, known)
        return "" if told in said else told

    def _lacks(self, clause: Clause, shown: Sequence[Token], *, is_clear: bool) -> bool:
        """Whether a claim names nobody and nothing, or leaves open what it means."""
        subject = clause.head.child(*SUBJECTS)
        if subject is not None and subject.pos == "NOUN" and subject.child("appos") is not None:
            article = subject.child("det")
            if article is not None and article.lower in self._definite:
                return True  # "The aircraft, a Saab 340 operated by X, was on its way"
        # Taggers take villages for persons: "from Oberau".
        alone = (
            word for word in shown if word.pos == "PROPN" and word.dep == "pobj" and word.child("compound") is None
        )
        places = {"GPE" for word in alone if word.entity in ("", "PERSON")}
        kinds = {word.entity for word in shown} | places
        # Where, when and how many together tell what is meant as well as a name does.
        told = not kinds.isdisjoint(_NAMES) or all(not kinds.isdisjoint(one) for one in _CIRCUMSTANCES)
        return not (is_clear and told)

    def _is_near(self, place: int, words: Sequence[Token]) -> bool:
        """Whether "they" or "it" may stand for a noun before it in the same words, which a reader sees."""
        pronoun = words[place]
        tags = self._nouns.get(pronoun.lower, ())
        return any(word.tag in tags and _may_be_meant(word, pronoun) for word in words[:place])

    def _owner(self, name: str) -> str:
        name = name.partition(",")[0]
        return name + (self._possessive[:1] if name.endswith(self._possessive[1:]) else self._possessive)

    def _day_of(self, time: Time, text: str) -> str | None:
        """The day that "yesterday" or "on Tuesday" was; None where the words tell it themselves, or no single day."""
        spelt = text[time.start : time.end]
        if time.type is not TimeType.DATE or time.earliest is None or time.earliest != time.latest:
            return None
        told = str(time.earliest.year) in spelt or spelt.lower() in self._present
        return None if told else time.earliest.isoformat()

    def _speakers(self, words: Iterable[Token], speaker: str | None, known: Known) -> dict[int, str]:
        """ "I": the speaker, if that is no body and no writing."""
        if speaker is None or not self._antecedents.may_be_person(speaker, None, known.words):
            return {}
        return {word.start: speaker for word in words if word.lower in self._first}

    def _lead(self, clause: Clause, sentence: Sentence, names: Mapping[int, str], replaced: dict[int, str]) -> str:
        """What a clause goes on from: the subject that an earlier clause has, the noun that it describes."""
        head, inside = clause.head, {word.i for word in clause.words}
        if head.dep in ("relcl", "acl"):
            return "" if head.head.i in inside else self._described(clause, sentence, names, replaced)
        condition = self._circumstances(head, inside, sentence, names)
        subject = head.child(*SUBJECTS)
        if subject is not None and head.pos in ("VERB", "AUX"):
            # A subject that another clause cut off: "Estonia, which shares the gulf, …".
            cut = (
                subject.i not in inside
                and subject.i < clause.words[0].i
                and subject.child("relcl", "appos") is not None
            )
            return self._phrase(subject, sentence, names) if cut else condition
        if any(child.dep in SUBJECTS and child.i in inside for child in head.children):
            return condition
        if head.pos not in ("VERB", "AUX") or head.head is head:
            return ""
        if head.dep == "conj":
            first = head
            while first.dep == "conj" and first.head is not first and first.child(*SUBJECTS) is None:
                first = first.head
            return " ".join(filter(None, (condition, self._subject_of(first, head, sentence, names))))
        if head.dep in ("xcomp", "ccomp", "advcl") and head.child(*SUBJECTS) is None and head.is_infinitive:
            return self._governor(head, sentence, names)
        return ""

    def _circumstances(self, head: Token, inside: Container[int], sentence: Sentence, names: Mapping[int, str]) -> str:
        """What stands before a clause and is none of its words: "If it rains, the road will be cut and no lorry will come".

        That is the condition that two clauses share, the time up to which it holds, the place it speaks of.
        """
        first = head
        while first.dep == "conj" and first.head is not first:
            first = first.head
        for child in first.children:
            if child.i > first.i or child.i in inside:
                continue
            shared = child.dep == "advcl" and is_marked(child, self._conditional) and first is not head
            bound = child.dep == "advcl" and is_marked(child, self._bounding) and first is head
            there = first is head and child.lower in self._there and child.dep == "advmod" and child.start in names
            if shared or bound:
                return f"{self._spelt(sentence.between(child.left, child.right), names)},"
            if there:
                return f"{child.text} ({names[child.start]}),"
        return ""

    def _described(self, clause: Clause, sentence: Sentence, names: Mapping[int, str], replaced: dict[int, str]) -> str:
        """The noun that a relative clause describes, in place of its pronoun where that is the subject."""
        head = clause.head
        relative = next((word for word in clause.words if word.tag in _RELATIVES and word.i <= head.i), None)
        noun = self._of_kind(_agreeing(head.head, head), relative, sentence)
        subject = head.child(*SUBJECTS)
        described = self._phrase(noun, sentence, names, before=clause.words[0])
        if relative is not None and relative is subject:
            replaced[relative.i] = described
            return ""
        if relative is not None:
            return f"{described},"
        if subject is None:
            return described
        apart = any(word.pos == "PUNCT" for word in sentence.between(head.head.i + 1, head.left))
        return "" if apart or head.dep == "acl" else f"{described} that"

    def _of_kind(self, noun: Token, relative: Token | None, sentence: Sentence) -> Token:
        """The noun that a relative clause describes: a person for "who", a place for "where"; parses take the last noun."""
        people = frozenset[str]()
        if relative is not None and relative.lower in self._personal and not self._antecedents.is_person(noun, people):
            above = (other for other in noun.ancestors() if other.pos in ("NOUN", "PROPN", "VERB", "AUX"))
            for other in above:
                if other.pos in ("VERB", "AUX"):
                    break
                if self._antecedents.is_person(other, people):
                    return other
        at = noun.head if noun.dep == "pobj" else noun
        if relative is not None and relative.tag == "WDT" and noun.entity == "GPE" and at.head.pos == "NOUN":
            return at.head if at.head.lemma.lower() not in self._place_words else noun  # "a bridge at Gaya, which …"
        if relative is not None and relative.lower in self._where and noun.entity in _DAYS:
            places = [word for word in sentence.between(sentence.tokens[0].i, relative.i) if may_name_place(word)]
            return places[-1] if places else noun
        return noun

    def _subject_of(self, first: Token, head: Token, sentence: Sentence, names: Mapping[int, str]) -> str:
        """The subject that a clause shares with the one before it, and the auxiliaries it shares."""
        subject = first.child(*SUBJECTS)
        if subject is None:
            return ""
        finite = head.tag in ("VBD", "VBZ", "VBP") or head.child("aux", "auxpass") is not None
        aux = [child.text for child in first.children if child.dep in ("aux", "auxpass") and child.i < first.i]
        if not finite and not aux:
            return ""  # "Come and see"
        # "Has closed the site and flown out its crew": taggers take "flown" for the past tense.
        perfect = head.tag == "VBD" and head.child("aux", "auxpass") is None and head.lower.endswith(self._participles)
        shares = not finite or (perfect and any(child.lemma.lower() == "have" for child in first.children))
        return " ".join([self._phrase(subject, sentence, names), *(aux if shares else ())])

    def _governor(self, head: Token, sentence: Sentence, names: Mapping[int, str]) -> str:
        """What stands before an infinitive: who threatens, wants or does something to do so."""
        verb = head.head
        subject = verb.subject("conj", "xcomp")
        if subject is None or verb.pos not in ("VERB", "AUX"):
            return ""
        said = sentence.between(max(subject.right, subject.i) + 1, head.left - 1) if subject.i < verb.i else (verb,)
        return f"{self._phrase(subject, sentence, names)} {self._spelt(said[:_MOST], names)}".rstrip(" ,")

    def _phrase(self, noun: Token, sentence: Sentence, names: Mapping[int, str], *, before: Token | None = None) -> str:
        """A noun phrase without its clauses; a pronoun by whom it stands for."""
        if noun.tag in ("WDT", "WP") and noun.head.dep == "relcl":
            noun = noun.head.head
        if noun.start in names and noun.pos == "PRON":
            return names[noun.start]
        first = sentence.tokens[0].i
        if not first <= noun.i <= sentence.tokens[-1].i:
            return noun.text
        right = min((c.left for c in noun.children if c.dep in _CUT and c.i > noun.i), default=noun.right + 1) - 1
        right = right if before is None or before.i <= noun.i else min(right, before.i - 1)
        words = list(sentence.between(noun.left, max(right, noun.i)))
        while len(words) > 1 and words[-1].pos in ("PUNCT", "CCONJ", "ADP"):
            words.pop()
        return self._spelt(words, names)

    def _owned(self, words: Sequence[Token], names: Mapping[int, str]) -> str:
        """Words whose owner is told by name, or not at all."""
        return self._spelt([word for word in words if word.tag != "PRP$" or word.start in names], names)

    def _spelt(self, words: Sequence[Token], names: Mapping[int, str]) -> str:
        """Words as they are written, but pronouns by the names of those whom they stand for."""
        spelt, end = "", 0
        for place, word in enumerate(words):
            gap = "" if not spelt or word.start == end or word.text[0] in ",.;:" else " "
            name = names.get(word.start, "") if word.tag in _PERSONAL and word.lower in self._third else ""
            own = word.tag == "PRP$"
            # A description has lost its article: "crew may return".
            is_name = all(part[0].isupper() or len(part) < _PARTICLE for part in name.split())
            tells = name and (own or is_name) and name not in spelt
            if tells and not self._is_near(place, words):
                spelt += gap + (self._owner(name) if own else name)
            else:
                spelt += gap + word.text
            end = word.end
        return spelt


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


def _preceding(sentences: Iterable[tuple[Sentence, Iterable[Clause]]]) -> dict[int, tuple[Clause, Sentence]]:
    """For each clause, by its head's position, the one that was stated just before it: in its sentence or one of the last."""
    found: dict[int, tuple[Clause, Sentence]] = {}
    last: tuple[int, Clause, Sentence] | None = None
    for number, (sentence, clauses) in enumerate(sentences):
        for clause in clauses:
            if last is not None and number - last[0] <= _SILENT and not last[1].span.overlaps(clause.span):
                found[clause.head.i] = last[1:]
            if clause.head.dep not in SUBORDINATE:
                last = number, clause, sentence
    return found


def _modifies(word: Token) -> bool:
    return word.dep == "compound" and word.pos == "PROPN"


def _openings(sentences: Iterable[tuple[Sentence, Iterable[Clause]]]) -> dict[int, tuple[Clause, Sentence]]:
    """The clause that each paragraph states first, with its sentence."""
    found: dict[int, tuple[Clause, Sentence]] = {}
    for sentence, clauses in sentences:
        clause = next((one for one in clauses if one.head.dep not in SUBORDINATE), None)
        if clause is not None:
            found.setdefault(sentence.block, (clause, sentence))
    return found


def _may_be_meant(noun: Token, pronoun: Token) -> bool:
    """Whether a pronoun may stand for a noun before it in its clause.

    "Radar did not show it", "the permit that it gave", "in the south it may take a day": none of these is the other.
    """
    if noun.dep == "compound" or pronoun.head in (noun, noun.head, *noun.children):
        return False
    outermost = noun
    while outermost.dep == "pobj" and outermost.head.head.dep == "pobj":
        outermost = outermost.head.head
    return outermost.dep != "pobj" or outermost.head.head is not pronoun.head


def _of_stem(
    noun: Token, clause: Clause, before: Mapping[int, tuple[Clause, Sentence]]
) -> tuple[Clause, Sentence] | None:
    """The nearest clause before one that a noun names by its verb, or by a noun made of it: "moved", "the movement"."""
    lemma = noun.lemma.lower()
    found = before.get(clause.head.i)
    for _ in range(_BACK):
        if found is None:
            return None
        for word in found[0].words[:_SEEN]:
            shared = _alike(lemma, word.lemma.lower()) if word.pos in ("VERB", "NOUN") else 0
            whole = len(lemma) if word.pos == "NOUN" else len(word.lemma) - 1
            if shared >= _STEM and shared >= whole:
                return found
        found = before.get(found[0].head.i)
    return None


def _alike(one: str, other: str) -> int:
    """How many letters two words begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_open_quote(closing: str, words: Sequence[Token]) -> bool:
    """Whether a quotation that words open is closed behind them."""
    opened = sum(word.text == _CLOSING[closing] for word in words)
    return opened % 2 == 1 if closing == _CLOSING[closing] else opened > sum(word.text == closing for word in words)


def _tells_much(words: Sequence[Token]) -> bool:
    """Whether a description tells a reader more than an adjective or a number with its noun does."""
    telling = [word for word in words if word.pos in ("NOUN", "PROPN", "ADJ", "VERB")]
    return len(telling) > 2 or any(word.pos == "PROPN" for word in words) or sum(
        word.pos == "NOUN" for word in words
    ) > 1  # fmt: skip


def _agreeing(noun: Token, verb: Token) -> Token:
    """The noun that a relative clause describes: the nearest of the number of its verb, for parses take the last one."""
    finite = next((child for child in verb.children if child.dep in ("aux", "auxpass")), verb)
    plural = finite.tag == "VBP" or finite.lower == "were"
    if not plural and finite.tag != "VBZ" and finite.lower != "was":
        return noun
    for other in (noun, *noun.ancestors()):
        if (
            other.pos in ("NOUN", "PROPN")
            and (other.tag in ("NNS", "NNPS") or other.child("conj") is not None) is plural
        ):
            return other
        if other.pos in ("VERB", "AUX"):
            break
    return noun
