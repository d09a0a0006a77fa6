"""Persons and bodies of a document: which party a noun phrase refers to."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from functools import partial
from itertools import takewhile

from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token, written
from tocsin.model.reading import Referent
from tocsin.read.attribution.relation import CLOCK, subject_of
from tocsin.read.coref.coreference import Coreference, Entity
from tocsin.read.coref.names import DocumentNames, NameMention
from tocsin.read.issuers import Issuers
from tocsin.read.names import is_own_work

_CUT = ("relcl", "appos", "punct", "parataxis", "cc", "advcl", "ccomp", "conj")
_LONG = 4
"""Words of a participle clause ("a person briefed on the plans") that still belongs to a description."""
_DUMB = ("DATE", "TIME", "LOC", "FAC", "EVENT", "CARDINAL", "QUANTITY", "PERCENT", "MONEY")
"""Kinds of names that nobody bears who could speak."""
_AS_PLACES = ("LOC", "FAC")
"""Kinds of places for which the tagger takes the names of agencies."""
_SPEAKING = ("PERSON", "ORG", "NORP", "GPE")
_PLACES = ("GPE", "LOC", "FAC", "PRODUCT", "EVENT")
"""Kinds of names of what is no "he" or "she"."""
_CLEAR = 0.55
"""How sure it must be whom or what a word stands for."""
_RELATIVE = ("WP", "WDT")
_MOST = ("JJ", "JJS", "JJR", "RBS")
_SEVERAL = ("NNS", "NNPS")
_CLAUSE_MARKS = (":", "–", "—")


class PartyNames:
    """Names the parties of one document."""

    def __init__(
        self, lexicon: Lexicon, sentences: Sequence[Sentence], names: DocumentNames, coreference: Coreference
    ) -> None:
        table = lexicon.table("parties")
        pronouns = table["pronouns"]
        self._first = frozenset(pronouns["first"])
        self._person = frozenset(word for words in pronouns["person"] for word in words)
        self._genders = {word: 1 << number for number, words in enumerate(pronouns["person"]) for word in words}
        self._plural = frozenset(lexicon.table("coreference")["pronouns"]["they"])
        self._persons = frozenset(table["speakers"]["persons"])
        self._staff = frozenset(table["speakers"]["own"])
        self._works, self._this = frozenset(table["speakers"]["own_works"]), frozenset(table["speakers"]["this"])
        self._versions = frozenset(table["writings"]["versions"])
        self._bodies = frozenset((*table["speakers"]["bodies"], *table["speakers"]["either"]))
        self._offices = frozenset(table["names"]["offices"])
        self._nobody = frozenset(pronouns["nobody"])
        self._open = frozenset(pronouns["open"])
        self._parts = frozenset(pronouns["parts"])
        self._each = frozenset(pronouns["each"])
        self._one: str = pronouns["anybody"][0]
        self._definite = frozenset(table["names"]["definite"])
        self._joints = frozenset(table["names"]["joints"])
        self._articles = frozenset(table["names"]["articles"])
        self._indefinite = frozenset(table["writings"]["indefinite"])
        self._statements = frozenset(table["writings"]["statements"])
        self._occasions = frozenset(table["names"]["occasions"])
        self._possessive: str = table["names"]["possessive"]
        table = lexicon.table("attribution")
        self._cues, self._speech = cue_book(lexicon), frozenset(table["verbs"]["speech_groups"])
        # The "to" of "according to".
        self._tying = frozenset(entry["words"][-1] for entry in table["prepositions"] if entry.get("whole_clause"))
        self.names = names
        self._coreference = coreference
        self._sentences = sentences
        self._people = frozenset(names.fullest(one.name) for one in names.mentions if one.kind == "PERSON")
        self._carried: dict[int, str] = {}
        self._issuers = Issuers(lexicon, partial(self.of, speaker=None), speakers=names.roles)
        self._issuers.learn(sentences)
        self._carried = self._carried_on()

    def of(self, token: Token, sentence: Sentence, *, speaker: str | None) -> str | None:
        """The party that the noun phrase under `token` refers to, by its fullest name; None for a pronoun that is not clear.

        "I" and "we" stand for the `speaker`.
        """
        word = token.lower
        if word in self._first or self._is_own_staff(token):
            return speaker
        if word in self._person:
            person = self._speaker_meant(token)
            return person if person != speaker else None
        # "One of the sources" is somebody, "one" is nobody in particular.
        is_part = token.child("prep") is not None and token.lower in self._parts
        if word in self._open and not is_part and token.pos == "PRON":
            return self._speaker_meant(token)
        beside = token.child("appos") if is_part else None
        if beside is not None and beside.pos == "NOUN":
            return self._described(beside, sentence)  # "one of them, a driver from Linz"
        if word in self._parts and not is_part and token.tag in _MOST:
            return None  # "Most are waiting for the tests"
        if word in self._nobody or (
            (word in self._open or token.pos == "PRON" or self._is_dumb(token)) and not is_part
        ):
            return None
        named = self.names.called(token, sentence)
        # "Head of the administration: …": an office that only its place gives a capital.
        is_office = (
            named == token.text
            and token.child("prep") is not None
            and (token.lower in self._offices or token.lower in self.names.roles)
        )
        if named == token.text and (holder := self.names.holder(token)) is not None:
            return holder  # "the Minister stated"
        # "Poland's defence ministry", of which the last words were taken for a name, is a description.
        if named and not is_office and not named.islower():
            return named
        if self._issuers.is_instrument(token):
            return self._issuers.owner(token, sentence)
        if self._issuers.is_record(token):
            return self._issuers.owner(token, sentence) or self._described(token, sentence)
        if self._issuers.is_writing(token):
            return self._issuers.of(token, sentence)
        if token.lemma.lower() in self._offices and (person := self._person_of(token, sentence)) is not None:
            return person  # "the head of the airports authority, Jane Odera", read as an authority of that name
        return self.names.holder(token) or self._described(token, sentence)

    def _is_dumb(self, token: Token) -> bool:
        """Whether a word names what nobody can cite: a day, a storm, a river.

        The tagger takes the names of some agencies and papers for those of places, "North Wire" or "Kapital". What is said to
        say something, or what something is according to, can speak.
        """
        if token.entity not in _DUMB or token.entity not in _AS_PLACES or token.pos != "PROPN":
            return token.entity in _DUMB
        if token.head.lower in self._tying:
            return token.dep != "pobj"
        cue = self._cues.attributing(token.head.lemma.lower()) if token.head.pos == "VERB" else None
        article = token.child("det")
        return token.dep != "nsubj" or article is not None or cue is None or cue.name not in self._speech

    def referents(self) -> tuple[Referent, ...]:
        """The words that stand for somebody or something told elsewhere: pronouns, "the minister", a surname for a name."""
        found = []
        for sentence in self._sentences:
            for token in sentence.tokens:
                if token.pos == "PRON" and token.lower not in self._first:
                    # Said beyond whose word something is, it must be clear.
                    clear = token.i in self._carried or self._coreference.confidence_of(token) >= _CLEAR
                    name = self._meant(token) if clear else None
                elif token.pos == "NOUN" and any(child.lower in self._definite for child in token.children):
                    entity = self._told_elsewhere(token)
                    name = self.names.holder(token) or (entity.name if entity is not None and entity.is_named else None)
                elif token.pos == "PROPN" and token.dep != "compound" and token.child("compound", "flat") is None:
                    full = self.names.fullest(token.text)
                    name = full if full in self._people and full != token.text else None
                else:
                    continue
                if name is not None:
                    found.append(Referent(start=token.start, name=name))
        return tuple(found)

    def is_statement(self, token: Token) -> bool:
        """Whether a word is a statement that was told before: "the statement"."""
        return token.lemma.lower() in self._statements and any(c.lower in self._definite for c in token.children)

    def is_person_pronoun(self, token: Token) -> bool:
        """Whether a word stands for one person: "he", "she"."""
        return token.lower in self._person

    def _is_own_staff(self, token: Token) -> bool:
        """ "Our correspondent", "this newspaper"."""
        of = token.child("prep")
        whole = of.child("pobj") if of is not None else None
        if is_own_work(token, self._works, self._this) or (
            token.lemma.lower() in self._versions and whole is not None and self._is_this(whole)
        ):
            return True
        return token.lemma.lower() in self._staff and any(
            child.dep == "poss" and child.lower in self._first for child in token.children
        )

    def _is_this(self, noun: Token) -> bool:
        """ "This report", in "an earlier version of this report"."""
        return any(child.dep == "det" and child.lower in self._this for child in noun.children)

    def is_own(self, token: Token) -> bool:
        """Whether a word stands for the speaker or for no one: "I", "we", "nobody"."""
        return token.lower in self._first or token.lower in self._nobody or self._is_own_staff(token)

    def may_stand_for(self, pronoun: Token, other: Token, party: str | None) -> bool:
        """Whether a pronoun may stand for the one whom another word names, by number and gender.

        Args:
            pronoun: "He", "it", "they".
            other: The head of the other's phrase.
            party: The party that is known to be, if any.
        """
        if self._is_any(other):
            return False
        part = other.child("prep") if other.lower in self._parts else None
        of = part.child("pobj") if part is not None else None
        if of is not None and other.lower == self._one and self.is_person_pronoun(pronoun):
            # "One of the nurses", "one of them": somebody of these.
            return of.lower in self._plural or of.lemma.lower() in self._persons
        is_several = other.tag in _SEVERAL or other.child("conj") is not None
        nouns = {other.lemma.lower(), *(child.lemma.lower() for child in other.children if child.dep == "compound")}
        # Who speaks and is no body is a person.
        beside = other.child("appos")
        kinds = {other.entity, beside.entity if beside is not None and beside.pos == "PROPN" else ""}
        body = not kinds.isdisjoint(("ORG", "GPE", "NORP")) or not self._bodies.isdisjoint(nouns)
        is_person = (
            other.entity == "PERSON" or party in self._people or not self._persons.isdisjoint(nouns - self._bodies)
        )
        is_person = (is_person and "ORG" not in kinds) or (
            other.pos == "NOUN" and not body
        )  # "the owner, Tavira Metals"
        if pronoun.lower in self._plural:
            return is_several
        if pronoun.lower in self._open:
            return not (is_several or is_person) and self.speaks(other)
        told, likely = self.names.gender(party) if party is not None else (0, 0)
        told = told or self.names.noun_gender(other)
        gender = told or likely
        return is_person and not is_several and (not gender or bool(gender & self._genders.get(pronoun.lower, 0)))

    def speaks(self, token: Token) -> bool:
        """Whether a word names somebody who can speak: "the nurse", "one of them, a nurse"."""
        beside = token.child("appos") if token.lower in self._parts else None
        if beside is not None and beside.lemma.lower() in self.names.roles:
            return True
        return token.entity in _SPEAKING or token.pos == "PROPN" or token.lemma.lower() in self.names.roles

    def introduced(self, token: Token) -> Token | None:
        """The noun by which a phrase introduces a person: "a nurse from Enns", "one of them, a nurse"."""
        beside = token.child("appos") if token.lower in self._parts else None
        person = beside if beside is not None else token
        first = any(child.dep == "det" and child.lower in self._indefinite for child in person.children)
        return person if first and person.pos == "NOUN" and person.lemma.lower() in self._persons else None

    def _told_elsewhere(self, token: Token) -> Entity | None:
        """What a word stands for, where that is said in other words elsewhere."""
        entity = self._coreference.entity_of(token)
        if entity is None or entity.naming is None or entity.naming.head is token:
            return None
        if token.lower in self._open and entity.name in self._people:
            return None  # one person is no "they" and no "it", and "you" is anybody
        return entity

    def _carried_on(self) -> dict[int, str]:
        """Whom "he" or "she" stands for where some sentences are about one person, by its position.

        That is the person whom the sentence before is about, while nobody else acts or is named. A sentence of several
        clauses with a subject each is about nobody: "Karl is losing, and Norvale is winning". Coreference knows better only
        of a person whom one of the sentences names: "his great-grandfather planted them. He is 71" is about the owner.
        """
        found: dict[int, str] = {}
        about, near, block = "", set[str](), -1
        for sentence in self._sentences:
            named = {self.names.fullest(one.name) for one in self._mentions_within(sentence) if one.kind == "PERSON"}
            subject = subject_of(sentence.root)
            own = self._person_of(subject, sentence) if subject is not None and _is_sole(subject) else None
            speaks = subject is not None and (subject.pos == "PROPN" or self.speaks(subject))
            new = sentence.block != block and (subject is None or subject.lower not in self._person)
            owned = subject is not None and any(child.lower in self._person for child in subject.children)
            if new or (speaks and not owned) or sentence.block - block > 1 or named - {about}:
                about = ""
            near = named if sentence.block != block or own is not None else near | named
            block = sentence.block
            if about and own is None:
                for word in sentence.tokens:
                    if (
                        word.lower in self._person
                        and self._goes_with(word, about)
                        and self._is_other(word, about, near)
                    ):
                        found[word.i] = about
            goes_on = not speaks and any(word.lower in self._person for word in sentence.tokens)
            about = own or (about if goes_on else "")
        return found

    def _mentions_within(self, sentence: Sentence) -> list[NameMention]:
        """The names in a sentence."""
        mentions = self.names.mentions
        first = bisect_left(mentions, sentence.start, key=lambda one: one.start)
        return list(takewhile(lambda one: one.start < sentence.end, mentions[first:]))

    def _goes_with(self, pronoun: Token, person: str) -> bool:
        told, likely = self.names.gender(person)
        gender = told or likely
        return not gender or bool(gender & self._genders[pronoun.lower])

    def _is_other(self, pronoun: Token, person: str, near: Collection[str]) -> bool:
        """Whether coreference takes a pronoun for nobody, or for somebody whom the sentences about a person do not name."""
        entity = self._coreference.entity_of(pronoun)
        known = entity.name if entity is not None else ""
        return known != person and known not in near

    def _person_of(self, subject: Token, sentence: Sentence) -> str | None:
        """The person whom a subject names: "Alain Perrot", "the former head of the plant, Alain Perrot"."""
        if subject.child("conj") is not None:
            return None  # "Anna and Clara came. She …" may be either
        first, last = sentence.between(subject.left, subject.left)[0], sentence.between(subject.right, subject.right)[0]
        for one in self._mentions_within(sentence):
            if one.kind == "PERSON" and first.start <= one.start < last.end:
                ahead = sentence.between(one.run[0].i - 1, one.run[0].i - 1)
                if subject in one.run or (ahead and ahead[0].text == ","):
                    return self.names.fullest(one.name)
        return None

    def _meant(self, pronoun: Token) -> str | None:
        """Whom or what a pronoun stands for."""
        if pronoun.i in self._carried:
            return self._carried[pronoun.i]
        entity = self._told_elsewhere(pronoun)
        phrase = entity.naming if entity is not None else None
        if entity is None or phrase is None:
            return None
        if entity.is_named:
            return entity.name
        # A description may name its own owner by a pronoun: each step leads further back, so that it ends.
        is_before = phrase.right < pronoun.i
        return self._described(phrase.head, self._sentences[phrase.sentence]) if is_before else None

    def _speaker_meant(self, pronoun: Token) -> str | None:
        """Whom a pronoun stands for, where that is somebody who can speak."""
        if pronoun.i in self._carried:
            return self._carried[pronoun.i]
        entity = self._told_elsewhere(pronoun)
        head = entity.naming.head if entity is not None and entity.naming is not None else None
        if head is not None and pronoun.lower in self._person and head.entity in _PLACES:
            return None
        if entity is not None and self.names.is_zone(entity.name):
            return None
        if entity is not None and pronoun.lower in self._plural and self._are_people(pronoun, entity):
            return None
        if head is not None and self._is_any(head):
            return None
        speaks = head is not None and entity is not None and (entity.name in self._people or self.speaks(head))
        return self._meant(pronoun) if speaks else None

    def _is_any(self, noun: Token) -> bool:
        """ "Every man": he who speaks of every man is nobody of them in particular."""
        return any(child.lower in self._each for child in noun.children)

    def _are_people(self, pronoun: Token, entity: Entity) -> bool:
        """Whether "they" are people in general: "They write eight dead" in a paragraph that speaks of no others."""
        blocks = [
            self._sentences[bisect_left(self._sentences, one.start + 1, key=lambda sentence: sentence.end)].block
            for one in entity.mentions if one.start < pronoun.start
        ]  # fmt: skip
        here = self._sentences[bisect_left(self._sentences, pronoun.end, key=lambda sentence: sentence.end)].block
        told = not blocks or here in blocks
        return pronoun.head.tag == "VBP" and not entity.is_named and not told

    def _described(self, token: Token, sentence: Sentence) -> str:
        """A description without its clauses and appositions: "sources close to the company", "our information"."""
        cut = [
            c for c in token.children
            if c.dep in _CUT or (c.dep == "acl" and c.right - c.left > _LONG) or self._is_occasion(c)
        ]  # fmt: skip
        # "My son-in-law": what a hyphen ties to the word is no part that can be cut.
        tied = {c.i for c in cut if c.text == "-" and sentence.between(c.i - 1, c.i - 1)[0].end == c.start}
        cut = [c for c in cut if c.i not in tied and c.left - 1 not in tied]
        right = min((c.left for c in cut if c.i > token.i), default=token.right + 1) - 1
        left = max((c.right for c in cut if c.i < token.i), default=token.left - 1) + 1
        words = list(sentence.between(left, max(right, token.i)))
        marks = [n for n, word in enumerate(words) if word.text in _CLAUSE_MARKS or word.tag in _RELATIVE]
        # "Three dead in a fire: rescue board", read as one phrase: what stands between the marks around it.
        begins = max((n + 1 for n in marks if words[n].i < token.i and words[n].tag not in _RELATIVE), default=0)
        words = words[begins : next((n for n in marks if n >= begins), len(words))] or [token]
        while len(words) > 1 and (
            words[0].lower in self._articles
            or words[0].pos in ("PUNCT", "CCONJ")
            or words[0].tag == "WP$"
            or CLOCK.fullmatch(words[0].text)
        ):
            words.pop(0)
        while len(words) > 1 and (words[-1].pos in ("PUNCT", "ADP", "CCONJ") or words[-1].tag == "POS"):
            words.pop()
        words = words[-12:]
        if words[-1].lower in self._plural and token.lower in self._parts and (whose := self._meant(words[-1])):
            return f"{written(words[:-1])} {whose}"  # "one of them": of whom
        # "His deputy" is somebody's: that one's, where it is told.
        own = words[0].tag == "PRP$" and words[0].lower not in self._first
        owner = self._speaker_meant(words[0]) if own else None  # a permission has no lawyer
        if own and owner is None and words[0].lower not in self._person and len(words) > 1:
            words.pop(0)  # "its office": whose is open
        if owner is None:
            return written(words)
        several = own and words[0].lower in self._plural and owner.endswith(self._possessive[1:])
        ending = self._possessive[:1] if several else self._possessive
        return f"{owner}{ending} {written(words[1:])}"

    def _is_occasion(self, prep: Token) -> bool:
        """ "The prefect on Telegram", "an official on condition of anonymity": where and how is no part of who."""
        below = prep.child("pobj") if prep.dep == "prep" and prep.lower not in self._joints else None
        return below is not None and (below.entity in ("DATE", "TIME") or below.lemma.lower() in self._occasions)


def _is_sole(subject: Token) -> bool:
    """Whether no other clause that a subject's own is coordinated with is about somebody or something else."""
    beside = [one for one in subject.head.children if one.dep == "conj" or (one.dep == "ccomp" and one.i < subject.i)]
    about = (one.child("nsubj", "nsubjpass") for one in beside if one.child("mark") is None)
    return all(one is None or one.pos == "PRON" for one in about)
