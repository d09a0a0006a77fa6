"""Whether a pronoun may stand for what coreference says: by its number, by who is a person, by what its clause says of it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import pairwise

from tocsin.claim.clauses import SUBJECTS
from tocsin.claim.descriptions import Introduction, linked_phrases
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.reading import Reading
from tocsin.model.span import Span
from tocsin.text.words import words

_PLURAL = ("NNS", "NNPS")
_JOINT = "/"
"""Between the places of a dateline: "OSLO/RIGA"."""
_SHORT = 4
"""Letters of a noun whose ending tells nothing."""


@dataclass(frozen=True, slots=True)
class NameWords:
    """What the words of names in a document are part of, and where phrases stand for the same.

    Attributes:
        people: The words of names of persons.
        proper: The words of all names.
        peoples: The words of names of peoples, and of names in the plural.
        places: The words of names of places.
        linked: The phrases before a pronoun that stand for the same, by its first character.
        asides: The first characters of sources that stand behind what they say.
        speaking: The first characters of all sources.
        modifying: The first characters of names that only tell what another noun is: "EU ambassadors".
        firms: The words of names of firms that taggers take for persons.
        outlet: Who publishes the document.
    """

    people: frozenset[str]
    proper: frozenset[str]
    peoples: frozenset[str]
    places: frozenset[str]
    linked: Mapping[int, tuple[Span, ...]]
    asides: frozenset[int]
    speaking: frozenset[int]
    modifying: frozenset[int]
    firms: frozenset[str]
    outlet: str

    @staticmethod
    def of(
        reading: Reading, sentences: Iterable[Sentence], *, firms: Set[str], officials: Set[str] = frozenset()
    ) -> "NameWords":  # fmt: skip
        """What a reading tells, of its sentences that are no furniture.

        `firms` are words of names that are no persons', `officials` the last words of the names of persons with an office.
        """
        named = [word for one in sentences for word in one.tokens if word.pos == "PROPN"]
        told: dict[str, Counter[str]] = defaultdict(Counter)
        for word in named:
            told[word.text][word.entity] += 1
        sources = [(one, one.source[0].start) for one in reading.cited if one.source]
        return NameWords(
            people=frozenset(
                word
                for word, kinds in told.items()
                if kinds["PERSON"] and kinds["PERSON"] >= kinds["GPE"] + kinds["LOC"] and word not in firms
            )
            | officials,
            proper=frozenset(word.text for word in named),
            peoples=frozenset(word.text for word in named if word.entity == "NORP" or word.tag == "NNPS"),
            places=frozenset(word.text for word in named if word.entity in ("GPE", "LOC"))
            | frozenset(place.name for place in reading.places if place.geonameid is not None),
            linked=linked_phrases(reading),
            asides=frozenset(start for one, start in sources if one.content and start > one.content[0].start),
            speaking=frozenset(start for _, start in sources),
            modifying=frozenset(word.start for word in named if word.dep == "compound" and word.head.pos == "NOUN"),
            firms=frozenset(firms),
            outlet=reading.document.outlet or "",
        )


class AntecedentCheck:
    """Checks what coreference says of personal pronouns, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        table, parties = lexicon.table("claims")["standalone"], lexicon.table("parties")
        coreference = lexicon.table("coreference")
        self.several = {word: one["tags"][0] == "NNS" for one in table["nouns"] for word in one["words"]}
        self._bodies = frozenset(parties["speakers"]["bodies"])
        self._of_names = self._bodies | frozenset(table["of_names"])
        self._gatherings = self._bodies | frozenset(table["gatherings"])
        told = (noun for one in parties["names"]["noun_pronouns"] for noun in one["nouns"])
        self._may_be_persons = frozenset(
            (*parties["speakers"]["persons"], *coreference["persons"]["nouns"], *told, *table["ranks"])
        )
        self._pronouns_of = {noun: one["pronoun"] for one in parties["names"]["noun_pronouns"] for noun in one["nouns"]}
        self._persons = self._may_be_persons - frozenset(parties["speakers"]["either"])
        self._personal = tuple(table["personal"])
        self._plural = tuple(table["plural"])
        self._maybe_personal = tuple(coreference["persons"]["endings"])
        self._things, self._of_things = frozenset(table["things"]), frozenset(table["of_things"])
        self._pointing = frozenset(coreference["articles"]["demonstrative"])
        self._nobody = frozenset((*coreference["pronouns"]["others"], *parties["pronouns"]["nobody"]))
        self._parts = frozenset(table["parts"])
        self._personal_acts = frozenset(table["personal_acts"])
        self._speaking = self._personal_acts | frozenset((*table["holding"], *coreference["agents"]["verbs"]))
        self._personal_things = frozenset(table["personal_things"])
        self._crowds = frozenset(table["gatherings"])
        self._of: str = table["elided"]["of"].split()[0]
        self._authorities = frozenset(table["authorities"])
        self._done_to_things = frozenset(table["elided"]["of_things"])
        self._judging = frozenset(table["judging"])
        self._asking = frozenset(table["asking"])
        self._holding = frozenset(table["holding"])
        agents = coreference["agents"]
        self._only_bodies_have_done = frozenset((*agents["verbs"], *agents["under_way"]))
        self._of_bodies = frozenset(table["of_bodies"])
        self._told_of = frozenset(table["told_of"])
        self._expletive, self._falling = frozenset(table["expletive"]), frozenset(table["falling"])
        self._lasting = frozenset(table["lasting"])
        self._dated = frozenset(table["dated"])
        self._proceedings = frozenset(table["proceedings"])
        self._ready, self._handled = frozenset(table["ready"]), frozenset(table["handled"])
        self._what_bodies_are = self._gatherings | frozenset(
            (*table["what_bodies_are"], *agents["nouns"], *table["kinds"])
        )
        self._prepositions = frozenset(table["behind_nouns"])

    def asks(self, name: str) -> bool:
        """Whether what seems to be a name begins a question: "how many cases do you have", where "you" are no cases."""
        return name.partition(" ")[0].lower() in self._asking

    def is_person(self, noun: Token) -> bool:
        """Whether a noun or name is surely a person's."""
        return noun.entity == "PERSON" or self._is_person_noun(noun.lemma.lower())

    def may_agree(self, pronoun: Token, noun: Token) -> bool:
        """Whether a noun for a person may be a man's or a woman's as a pronoun says: "he" is no "mother"."""
        of = self._pronouns_of.get(noun.lemma.lower())
        return of is None or of[0] == pronoun.lower[0]

    def may_be_people(self, noun: Token) -> bool:
        """Whether a noun is that of a person or of several."""
        return self.is_person(noun) or noun.lemma.lower() in self._gatherings - self._bodies

    def may_be_persons(self, noun: Token) -> bool:
        """Whether a noun is that of several persons, or has the ending of one: "farmers", "families"."""
        lemma = noun.lemma.lower()
        ends = len(lemma) > _SHORT and lemma.endswith(self._maybe_personal) and lemma not in self._things
        return ends or self.may_be_people(noun) or lemma in self._may_be_persons

    def acts(self, clause: Token) -> bool:
        """Whether a clause says what somebody does or is ready to do, and not what or where something is."""
        if not clause.is_copula and clause.pos != "AUX":
            return True
        told = clause.child("acomp", "attr")
        return told is not None and told.lemma.lower() in self._ready

    def tells_office(self, word: Token) -> bool:
        """Whether a word tells what somebody is: "head", "hydrologist"."""
        return word.entity != "PERSON" and self._is_person_noun(word.lemma.lower())

    def means_nothing(self, pronoun: Token) -> bool:
        """ "It is too early for that", "it rained": the pronoun stands for nothing."""
        if self.several.get(pronoun.lower, True) or pronoun.dep not in SUBJECTS:
            return False
        verb = pronoun.head
        if verb.lemma.lower() in self._falling or pronoun.dep == "expl":
            return True
        # "It was the farmers who set the fire", "it was market day".
        named = verb.child("attr") if verb.is_copula else None
        if named is not None and (named.lemma.lower() in self._dated or _is_cleft(named)):
            return True
        # "It could take until Friday to reach all of them".
        clause = verb.child("xcomp", "advcl") if verb.lemma.lower() in self._lasting else None
        if clause is not None and clause.is_infinitive:
            return True
        told = verb.child("acomp")
        told = told if told is not None else verb if verb.pos == "ADJ" else None
        return told is not None and told.lemma.lower() in self._expletive and any(
            one.child("xcomp", "ccomp", "csubj", "prep", "advcl") is not None for one in (told, verb)
        )  # fmt: skip

    def fits(
        self, pronoun: Token, name: str, introduction: Introduction | None, known: NameWords, *, several: bool
    ) -> bool:
        """Whether a pronoun may stand for what has this name, or was introduced so.

        Args:
            pronoun: The pronoun, of the third person.
            name: What coreference says that it stands for.
            introduction: The description that introduced it, if any.
            known: The names of the document.
            several: Whether a noun in the plural stands before it in its sentence.
        """
        first = name.split()[0].lower()
        if (
            _JOINT in name
            or name.lower() in self._nobody
            or (first in self._parts and name.split()[1:2] == [self._of])
            or self.asks(name)
            or first in self._pointing
            or self.means_nothing(pronoun)
        ):
            return False
        noun = introduction.noun if introduction is not None else None
        is_plural = noun is not None and noun.tag in _PLURAL
        if pronoun.lower not in self.several:
            return not is_plural and self.may_be_person(name, introduction, known)
        told, is_person = self._words(name, introduction), self._is_persons(name, introduction, known)
        of_a_body = pronoun.dep == "poss" and pronoun.head.lemma.lower() in self._of_bodies
        if of_a_body and not _is_name(name) and self._gatherings.isdisjoint(told):
            return False
        if self.several[pronoun.lower]:
            is_name, last = _is_name(name), name.split()[-1]
            if self._does_what_persons_do(pronoun) and not is_name and not self._may_do(noun, name):
                return False
            alone = noun is not None and not is_plural and noun.child("conj") is None
            head = next((before for before, behind in pairwise(name.split()) if behind in self._prepositions), name)
            alone = alone or (noun is None and (" " not in head and not head.endswith(self._plural)))
            # "They spoke of eleven dead", of an army, but not "they will be inspected", of an office.
            acts = pronoun.dep in ("nsubj", "poss") and not several and not self._gatherings.isdisjoint(told)
            verb = pronoun.head.lemma.lower()
            acts = acts and not (pronoun.dep == "poss" and verb in self._personal_things)
            if pronoun.dep == "nsubj":
                # Of a body in the singular "they" says or wants something, and does not switch off its signals.
                acts = acts and verb not in self._of_things and (verb in self._speaking or told & self._crowds != set())
            if alone and (is_person or (not is_name and not acts)):
                return False
            if is_name and last in known.proper and last not in known.peoples:
                return False
            # "The Spanish embassy said their families had been informed": of the two Spaniards.
            if pronoun.dep == "poss" and alone and verb in self._personal_things:
                return False
        elif is_person or is_plural or self._is_told_of(pronoun, told):
            return False
        elif pronoun.dep == "nsubj" and self._authorities & told and pronoun.head.lemma.lower() in self._of_things:
            return False  # "It exists on the map": no government does
        elif pronoun.dep in SUBJECTS and self._bodies & told and _below(pronoun.head).lemma.lower() in self._of_things:
            return False  # "It is expected to last": an inquiry, and no body that opened it
        elif pronoun.dep in SUBJECTS and self._bodies & told and self._is_called_otherwise(pronoun.head):
            return False  # "The utility is at work. It was no ordinary gust"
        elif pronoun.dep == "nsubj" and self._authorities & told and self._is_state_of_things(pronoun.head):
            return False  # "The authority denied this. It was lit": a lamp
        elif pronoun.dep == "nsubjpass" and self._is_thing_done(pronoun.head, told | {name.split()[-1].lower()}):
            return False  # "The road office has no record of it. It was never received": a letter
        elif (
            pronoun.dep == "nsubjpass"
            and name.split()[-1].lower() in self._proceedings
            and pronoun.head.lemma.lower() in self._handled
        ):
            return False  # "The case began with a letter. It was sent to a paper": the letter
        elif (
            pronoun.dep == "nsubjpass"
            and self._authorities & told
            and pronoun.head.lemma.lower() in self._done_to_things
        ):
            return False  # "The government meets today. It will be closed": a crossing perhaps
        elif pronoun.dep == "dobj" and pronoun.head.lemma.lower() in self._judging:
            # "Hoteliers welcomed it": a decision rather than the body that took it.
            return not (_is_name(name) or self._gatherings & told)
        # "A bridge was opened, the ministry said. It can bear 20 tonnes": who only said something is not spoken of.
        before = known.linked.get(pronoun.start, ())
        if before and all(start in known.modifying for start, _ in before):
            return False
        acts = (pronoun.dep in SUBJECTS or self._is_whole(pronoun)) and pronoun.start not in known.speaking
        acts = acts and not (pronoun.dep == "nsubj" and self._does_what_bodies_do(pronoun.head))
        return not (acts and before and all(start in known.asides for start, _ in before))

    def _does_what_bodies_do(self, verb: Token) -> bool:
        """Whether only a body does it; "has banned" and "is treating" too, but not "bans", as a law does."""
        lemma, helper = verb.lemma.lower(), verb.child("aux")
        if lemma in self._holding:
            return True
        return helper is not None and helper.lemma in ("have", "be") and lemma in self._only_bodies_have_done

    def _is_thing_done(self, verb: Token, told: set[str]) -> bool:
        """Whether a verb tells what is done to things, and the words of whom it is said are a body's."""
        return bool(self._bodies & told) and verb.lemma.lower() in self._handled

    def _is_called_otherwise(self, verb: Token) -> bool:
        """Whether a clause says that its subject is something that no body is: "it was an ordinary gust"."""
        attribute = verb.child("attr") if verb.is_copula else None
        if attribute is None or attribute.pos != "NOUN":
            return False
        lemma = attribute.lemma.lower()
        acts = len(lemma) > _SHORT and lemma.endswith(self._maybe_personal) and lemma not in self._things
        return not acts and lemma not in self._what_bodies_are

    def _is_state_of_things(self, verb: Token) -> bool:
        """Whether a verb with an adjective tells a state in which no authority is: "was lit"."""
        told = verb.child("acomp") if verb.is_copula else None
        return told is not None and told.lemma.lower() not in self._ready

    def _is_whole(self, pronoun: Token) -> bool:
        """ "One of them died": of whom a part does something."""
        part = pronoun.head.head
        return pronoun.dep == "pobj" and pronoun.head.lower == self._of and part.tag == "CD" and part.dep in SUBJECTS

    def _does_what_persons_do(self, pronoun: Token) -> bool:
        verb = pronoun.head
        return pronoun.dep == "nsubj" and not verb.is_passive and verb.lemma.lower() in self._personal_acts

    def _may_do(self, noun: Token | None, name: str) -> bool:
        """Whether those whom a description names may speak and want something."""
        if noun is not None and self.may_be_persons(noun):
            return True
        told = {word.lower for word in words(name)} | {word.lower().removesuffix("s") for word in name.split()}
        ends = name.split()[-1].removesuffix("s").endswith(self._maybe_personal)
        return ends or not (self._gatherings | self._may_be_persons).isdisjoint(told)

    def is_named_person(self, name: str, introduction: Introduction | None, known: NameWords) -> bool:
        """Whether a name or description is surely a person's."""
        return self._is_persons(name, introduction, known)

    def may_be_person(self, name: str, introduction: Introduction | None, known: NameWords) -> bool:
        """Whether somebody may bear a name, or be described so: no body, place or writing, and no thing."""
        if self._is_persons(name, introduction, known):
            return True
        named = name.split()
        head = self._head(name, introduction)
        if head and not _is_name(name):
            if head in self._bodies and head not in self._persons:
                return False  # "the operator Hidro Este"
            personal = len(head) > _SHORT and head.endswith(self._maybe_personal) and head not in self._things
            return head in self._may_be_persons or personal
        if len(named) == 1 and named[0] not in known.people:
            return False  # a sickness or a firm that opens a sentence
        # A word in capitals is the place of a dateline.
        return not (
            named[-1] in known.places
            or name.isupper()
            or name == known.outlet
            or known.firms.issuperset(named)
            or not self._of_names.isdisjoint(map(str.lower, named))
        )

    def _is_persons(self, name: str, introduction: Introduction | None, known: NameWords) -> bool:
        """Whether a name or description is surely a person's."""
        named = name.split()
        common = {word.lower for word in words(name) if name[word.start].islower()}
        common |= {
            word.text for word in (introduction.words if introduction is not None else ()) if word.text.islower()
        }
        if len(named) > 1 and named[0][0].isupper():
            common.add(named[0].lower())  # "Steelmaker Halberg", where it opens a sentence
        if self._bodies & common and not self._persons & common:
            return False  # "the company Tien Parts"
        # Taggers take countries that say something for persons.
        if (named[-1] in known.people or not known.people.isdisjoint(named[1:])) and not (
            len(named) == 1 and name in known.places
        ):
            return True
        told = self._words(name, introduction)
        return not self._persons.isdisjoint(told) or self._is_person_noun(self._head(name, introduction))

    def _words(self, name: str, introduction: Introduction | None) -> set[str]:
        """The words that tell what a name or description is of: what is called "Star" is nobody, "Rear Admiral Star" is."""
        named = name.split()
        told = {word.lower for word in words(" ".join(named[:-1]) if _is_name(name) else name)}
        return told | {word.text for word in (introduction.words if introduction is not None else ())}

    def _head(self, name: str, introduction: Introduction | None) -> str:
        """The noun of a description; "" for a name."""
        if introduction is not None:
            return introduction.noun.lemma.lower()
        return "" if _is_name(name) else name.split()[-1].lower()

    def _is_person_noun(self, lemma: str) -> bool:
        return lemma in self._persons or (len(lemma) > _SHORT + 1 and lemma.endswith(self._personal))

    def _is_told_of(self, pronoun: Token, told: set[str]) -> bool:
        """ "She denied it", "it was the third alarm": what was said before is meant, no thing."""
        verb = pronoun.head
        if pronoun.dep == "dobj":
            return verb.lemma.lower() in self._told_of
        attribute = verb.child("attr") if pronoun.dep in SUBJECTS else None
        if attribute is None or attribute.lemma.lower() in told:
            return False
        return any(child.entity == "ORDINAL" and child.dep == "amod" for child in attribute.children)


def _below(verb: Token) -> Token:
    """The verb that says what the subject of another does: "is expected to last"."""
    return verb.child("xcomp") or verb


def _is_name(name: str) -> bool:
    """Whether all words begin with a capital, behind a particle perhaps: "al-Zubaidi"."""
    return all(
        word[0].isupper() or ("-" in word and word[-1].islower() and word != word.lower()) for word in name.split()
    )


def _is_cleft(named: Token) -> bool:
    """ "It was the farmers who set the fire", but not "it was a boat that sank in May"."""
    clause = named.child("relcl")
    who = clause.child("nsubj", "nsubjpass") if clause is not None else None
    known = named.tag in ("NNS", "NNPS", "NNP") or any(child.lower == "the" for child in named.children)
    return known and who is not None and who.tag in ("WP", "WDT")
