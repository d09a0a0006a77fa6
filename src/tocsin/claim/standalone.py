"""A claim's text as it can be understood alone: with its subject, and whom its pronouns stand for, in square brackets."""

import re
from collections import ChainMap
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

from tocsin.claim.antecedents import AntecedentCheck
from tocsin.claim.clauses import SUBJECTS, SUBORDINATE, Clause
from tocsin.claim.descriptions import is_bare
from tocsin.claim.known import Known, KnownReader
from tocsin.claim.leads import LeadReader
from tocsin.claim.spelling import PERSONAL, Speller
from tocsin.claim.topic.shortening import shortened, up_to
from tocsin.claim.topic.topic import TopicReader
from tocsin.lexicon.language import Lexicon
from tocsin.model.parse import Sentence, Token
from tocsin.model.reading import Reading, SetAside
from tocsin.model.span import SpanIndex

_CLOSING = {'"': '"', "”": "“", "’": "‘"}
"""Closing quotation marks with those that open."""
_SEEN = 60
"""Words of what was said before that are looked at."""
_TOLD = 18
"""Words of what was said before, behind which no more of it is told."""
_SEEN_WHOLE = 28
"""Words of a sentence that are told in whole, at most."""
_FEW = 8
"""Words of a claim that says little by itself."""
_COMMAS = re.compile(r"(?:\s*,)+")
"""Commas between which a clause was left out."""
_BULLETS = "-–—•*· "
_UNQUOTED = str.maketrans("", "", '"“”')
_DAYS = ("DATE", "TIME")
_OBJECTS = ("dobj", "pobj", "dative", "attr")
_POINTING = ("DT", "PDT", "CD", "JJ", "JJS", "JJR")
_NAMES = ("ORG", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW")
"""Kinds of names that tell what a claim is about; a place alone does not."""
_CIRCUMSTANCES = (("GPE", "LOC", "FAC"), ("DATE", "TIME"), ("CARDINAL", "QUANTITY", "MONEY", "PERCENT"))
_NAMING = ("PROPN", "DET", "PUNCT")
_STEM = 4
"""Letters that two words of one stem have in common at least."""
_BACK = 8
"""Clauses before one that a noun may go back to."""


class StandaloneWriter:
    """Writes what claims say so that a reader who sees nothing else understands it.

    The words of the clause stay as they are; what is added stands in square brackets: "[his army is] moving them [the
    drones] to the coast".
    """

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("claims")["standalone"]
        self._first = frozenset(table["speaking"])
        self._together = frozenset(lexicon.table("parties")["pronouns"]["first"]) - self._first
        self._bodies = frozenset(lexicon.table("parties")["speakers"]["bodies"])
        self._plain = frozenset(table["known"])
        self._there, self._alone = frozenset(table["there"]), frozenset(table["alone"])
        self._unnamed: str = lexicon.table("parties")["names"]["unnamed"]
        self._from_elsewhere = [tuple(phrase.split()) for phrase in table["from_elsewhere"]]
        self._context: str = table["context"]
        self._before: str = table["before"]
        self._said_by: str = table["said_by"]
        self._pointing = frozenset(table["pointing"])
        self._abstract = frozenset((*table["abstract"], *lexicon.table("attribution")["pointing"]["nouns"]))
        self._definite = frozenset(lexicon.table("coreference")["articles"]["definite"])
        these = lexicon.table("coreference")["pronouns"]
        self._demonstrative = frozenset((*these["this"], *these["these"]))
        self._reflexive = frozenset(these["reflexive"])
        self._helping = frozenset(table["helping"])
        self._so = frozenset(table["so"])
        self._going_on = frozenset(table["going_on"])
        self._share_of = frozenset(table["share_of"])
        self._percent, self._nobody = frozenset(table["percent"]), frozenset(table["nobody"])
        self._speller, self._antecedents, self._topics = (
            Speller(lexicon),
            AntecedentCheck(lexicon),
            TopicReader(lexicon),
        )
        self._leads = LeadReader(lexicon, self._antecedents, self._speller)
        self._knowledge = KnownReader(lexicon, self._antecedents, self._speller, self._topics)

    def known(
        self, reading: Reading, furniture: SpanIndex[SetAside], sentences: Sequence[tuple[Sentence, Sequence[Clause]]]
    ) -> Known:
        """What a reading has for its claims to be told by: see `KnownReader`."""
        return self._knowledge.read(reading, furniture, sentences)

    def write(self, clause: Clause, sentence: Sentence, known: Known, *, speaker: str | None) -> str:
        """The text of a clause with what it takes to understand it.

        Args:
            clause: The clause.
            sentence: The sentence it stands in.
            known: What the reading of the document tells.
            speaker: Who says "I" there.
        """
        text, days, words = known.text, known.days, sentence.between(clause.words[0].i, clause.words[-1].i)
        names = ChainMap(self._speakers(sentence.tokens, speaker, known), known.names)
        replaced: dict[int, str] = {}
        lead = self._leads.read(clause, sentence, names, replaced)
        told = set(replaced.values())
        label = "" if lead else next(iter(known.labels.covering(clause.span)), "")
        pieces = [f"[{lead}] "] if lead else [f"[{label}:] "] if label and not _tells(words, label) else []
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
            # The "Today" in a paper's name is no day, nor is the one in "6th October Bridge".
            named = word.entity not in ("", *_DAYS) or (word.dep == "compound" and word.head.pos == "PROPN")
            if word.end in days and not named and text[word.end : word.end + 1] not in ("'", "’"):
                pieces.append(f" [{days[word.end]}]")
        if words[-1].i < sentence.tokens[-1].i:
            after = sentence.between(words[-1].i + 1, words[-1].i + 1)[0]
            pieces += [after.text] if after.text in _CLOSING and _is_open_quote(after.text, words) else []
        pointing += self._from_another_day(words)
        helps = clause.head.pos == "AUX" or clause.head.lemma.lower() in self._helping
        if helps and clause.head is words[-1 if words[-1].dep != "neg" else -2]:
            pointing.append(clause.head)  # "the runway was not"
        bare = clause.head.child("dobj", "prep", "xcomp", "ccomp", "advcl", "attr", "acomp") is None
        if bare and not told and clause.head.lemma.lower() in self._going_on:
            pointing.append(clause.head)  # "the council disagrees"
        if lead.lower() in self._speller.third and (subject := clause.head.subject("conj", "xcomp")) is not None:
            pointing.append(subject)  # the subject that it shares is a pronoun, and nothing tells whose
        goes_on = self._goes_on(clause, words, is_told=bool(told))
        asked = known.asked.get(clause.head.i)
        said = self._said_before(clause, sentence, pointing, goes_on, known)
        if asked is not None and (said or pointing or len(words) <= _FEW or clause.head.child(*SUBJECTS) is None):
            # "Machine parts, mostly": what was asked for.
            said = self._speller.spelt(up_to(asked, _SEEN_WHOLE), known.names)
        if said:
            pieces.append(f" [{self._before}{said}]")
        if speaker not in (None, self._unnamed, known.words.outlet) and any(
            word.lower in self._together and word.tag in PERSONAL for word in words
        ):
            pieces.append(f" [{self._said_by}{known.persons.get(speaker, speaker)}]")
        about = self._about(clause, sentence, known, shown, lead, said, is_clear=is_named and not pointing)
        about = _COMMAS.sub(",", about.translate(_UNQUOTED).lstrip(_BULLETS).rstrip(": "))
        if about and about != label:
            pieces.append(f" [{self._context}{about}]")
        return " ".join("".join(pieces).split())

    def _meant(
        self, place: int, words: Sequence[Token], texts: Container[str], names: Mapping[int, str], known: Known
    ) -> str | None:
        """What a word of a clause stands for; "" where the clause says it itself, None where nothing tells."""
        word = words[place]
        if word.lower in self._reflexive:
            return ""  # "the government itself": what it stands for stands beside it
        name, introduction = names.get(word.start), known.introductions.get(word.start)
        if name is not None:
            if word.pos == "PROPN":
                return "" if name.split()[0] in texts else known.persons.get(name, name)
            if word.pos == "PRON":
                starts = {start for start, _ in known.words.linked.get(word.start, ())}
                inside = [one for one in words[:place] if one.start in starts]
                if inside and _modifies(inside[-1]):
                    return None  # "EU ambassadors will discuss it"
            if name.split()[-1] in texts or self._speller.is_near(place, words):
                return ""
            if word.lower in (*self._plain, name.lower()) or (word.pos == "NOUN" and word.child("case") is not None):
                return ""  # "the press" is no paper of that name; before the ending of "the bank's" there is no room
            if introduction is not None and word.pos == "PRON" and name not in known.persons:
                # Coreference gives a description without its name: "smaller union", for "a smaller union, Dock 80".
                longer = self._speller.owned(introduction.words, names)
                name = longer if name in longer and self._speller.owner(name) not in longer else name
            return self._speller.owner(name) if word.tag in ("PRP$", "WP$") else known.persons.get(name, name)
        if introduction is not None and (word.pos != "PRON" or word.lower in self._speller.third):
            if word.child("case") is not None:
                return ""
            if words[0].i <= introduction.noun.i <= words[-1].i:
                return ""
            told = introduction.words
            return self._speller.owned(told, names) if _tells_much(told) else None
        return self._who_says_so(word, known)

    def _from_another_day(self, words: Sequence[Token]) -> list[Token]:
        """The words by which a day counts from one that was told before: "the day before", "the previous night"."""
        forms = [word.lower for word in words]
        known = frozenset(forms)
        for phrase in (one for one in self._from_elsewhere if known.issuperset(one)):
            for place in range(len(forms) - len(phrase) + 1):
                if tuple(forms[place : place + len(phrase)]) == phrase:
                    return [word for word in words[place : place + len(phrase)] if word.pos not in ("NOUN", "DET")][:1]
        return []

    def _goes_on(self, clause: Clause, words: Sequence[Token], *, is_told: bool) -> Token | None:
        """The word of a claim that says little without what was said before it.

        "Organisers spoke of 900": a number of what? "Testing had resumed": so few words go on with others.
        """
        numbers = [word for word in words if word.tag == "CD" and word.entity not in _DAYS]
        if len(numbers) == 1 and numbers[0].dep in ("dobj", "pobj") and numbers[0].right == numbers[0].i:
            return numbers[0] if numbers[0].entity in ("", "CARDINAL") else None
        share = next((word for word in words if word.lower in self._percent and word.dep in _OBJECTS), None)
        if share is not None and not any(child.lower in self._share_of for child in share.children):
            return share  # "expects 38 percent": of what?
        subject = clause.head.child(*SUBJECTS)
        if not is_told and len(words) <= _FEW and subject is not None and subject.lower in self._nobody:
            return subject  # "Nobody was charged"
        if is_told or len(words) > _FEW or subject is None or subject.pos not in ("NOUN", "NUM"):
            return None
        if subject.left == subject.i:
            return None if self._antecedents.is_person(subject) else subject
        # "Nine wounded were brought in", "the seals were intact", but not "the minister resigned", "a bridge fell".
        names = any(word.pos == "PROPN" or word.tag in ("PRP", "PRP$") for word in words)
        counted = subject.child("nummod") is not None
        article = subject.child("det")
        definite = article is not None and article.lower in self._definite and is_bare(subject)
        acts = subject.lemma.lower() in self._bodies or self._antecedents.is_person(subject)
        return subject if not names and (counted or (definite and not acts)) else None

    def _who_says_so(self, pronoun: Token, known: Known) -> str | None:
        """ "The driver said that he would sue": who says so, where coreference leaves the subject open."""
        if pronoun.lower not in self._speller.third or pronoun.dep not in SUBJECTS:
            return None
        party = next(reversed(known.reported.covering(pronoun.span)), None)
        if party is None or not self._antecedents.fits(pronoun, party, None, known.words, several=False):
            return None
        is_body = not self._bodies.isdisjoint(party.lower().split())
        if pronoun.lower in self._antecedents.several:
            # "The army said that it had no troops", but not "the army said that it was stolen".
            opens = pronoun.i - pronoun.head.left <= 1  # but not "… said that in the last outbreak it had taken nine"
            acts = opens and pronoun.dep == "nsubj" and not self._antecedents.several[pronoun.lower]
            # But not "the mayor says he will not: it would cost too much", "the ministry said it was on the list".
            acts = acts and (is_body or party not in known.persons) and self._antecedents.acts(pronoun.head)
            return party if acts and (is_body or party.split()[-1] in known.words.proper) else None
        return None if is_body else known.persons.get(party, party)

    def _is_open(self, place: int, words: Sequence[Token]) -> bool:
        """Whether a reader must ask whom or what a word means: "it", "this", "most", "the gate"."""
        word = words[place]
        if word.tag in PERSONAL:
            return word.lower in self._speller.third and not self._speller.is_near(place, words)
        if word.lower in self._pointing or (word.lower in self._there and word.pos == "ADV"):
            return True
        if self._stands_alone(word) or (word.lower in self._so and word.head.lemma.lower() in self._helping):
            return True
        if word.pos == "NOUN":
            article, lemma = word.child("det"), word.lemma.lower()
            if article is None or lemma in self._plain:
                return False
            alone = is_bare(word) or (lemma in self._abstract and word.child("compound", "poss", "prep", "acl") is None)
            return alone and (article.lower in self._definite or self._points_back(word))
        if word.pos == "PRON" and word.tag == "DT":
            return word.dep != "appos"  # "3,000 euros each"
        if word.pos == "NUM" and word.child("det") is not None and word.child("prep") is None:
            return True  # "the two"
        # "Four are missing", but not "four of the villages are cut off", "of the injured, four are boys".
        ahead = word.head.child("prep")
        told = ahead.child("pobj") if ahead is not None and ahead.lower in self._share_of and ahead.i < word.i else None
        if told is not None and told.tag != "DT":
            return False
        return word.dep in SUBJECTS and word.tag in _POINTING and word.child("prep") is None

    def _stands_alone(self, word: Token) -> bool:
        """ "Has received none", "the last one": of what was told before."""
        if word.lower not in self._alone or word.pos == "DET" or word.child("prep", "relcl") is not None:
            return False
        return word.dep in _OBJECTS or word.child("det") is not None

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
        begin = (
            topic.span.start if topic is not None and topic.is_lead else 0
        )  # a title before the lead says nothing more

        def is_told(stated: Clause) -> bool:
            # What the topic tells is not told twice.
            words = " ".join(known.text[stated.span.start : stated.span.end].split())
            return topic is not None and (stated.span.overlaps(topic.span) or words in topic.text)

        for word in pointing:
            # "The pool is old", in an article on a pool: its topic tells which.
            of_topic = topic is not None and sentence.block in topic.blocks and word.lemma.lower() in topic.lemmas
            found = _of_stem(word, clause, known.before) if word.pos == "NOUN" and not of_topic else None
            points = word.lemma.lower() in self._abstract or self._points_back(word) or self._stands_alone(word)
            if found is None and (word.pos != "NOUN" or points):
                found = last
            if meant is not None or found is None or found[0].span.start < begin:
                continue
            if not is_told(found[0]):
                meant = found
        if meant is None and goes_on is not None and last is not None and last[1].block == sentence.block:
            meant = last if not is_told(last[0]) else None
        if meant is None or (meant[1] is sentence and meant[0].head.start in known.open_heads):
            return ""  # what is denied in its own sentence would be told with the claim itself
        told = [self._stated(*meant, known)]
        if meant[0].head not in shortened(meant[0]) or all(word.pos in _NAMING for word in shortened(meant[0])):
            return ""
        if any(word.tag in PERSONAL and word.lower not in self._antecedents.several for word in pointing):
            party = next(reversed(known.reported.covering(meant[0].head.span)), None)
            told[0] += f", {self._said_by}{party}" if party is not None else ""
        while len(" ".join(told).split()) < _TOLD and any(word.pos != "NOUN" for word in self._open_words(meant[0])):
            # What points back itself is told with what it points to.
            further = known.before.get(meant[0].head.i)
            if further is None or is_told(further[0]):
                break
            meant = further
            told.append(self._stated(*meant, known))
        return "; ".join(reversed(told)).translate(_UNQUOTED).replace(",,", ",")  # a clause was left out between commas

    def _open_words(self, clause: Clause) -> Iterator[Token]:
        words = clause.words[:_SEEN]
        return (word for place, word in enumerate(words) if self._is_open(place, words))

    def _stated(self, clause: Clause, sentence: Sentence, known: Known) -> str:
        """A clause in short, with its subject where it shares one; what is denied, with the words that deny it."""
        if clause.head.start in known.open_heads:
            return self._speller.spelt(up_to(sentence, _SEEN_WHOLE), known.names)
        lead = self._leads.read(clause, sentence, known.names, {})
        return " ".join(filter(None, (lead, self._speller.spelt(shortened(clause), known.names))))

    def _about(
        self, clause: Clause, sentence: Sentence, known: Known, shown: Sequence[Token], lead: str, said: str, *,
        is_clear: bool,
    ) -> str:  # fmt: skip
        """What a claim is about, where it does not tell it: the topic, or in another matter what its paragraph opens with."""
        topic = known.topic
        if topic is not None and sentence.block in topic.blocks:
            if clause.span.overlaps(topic.span):
                # "Six men were killed and 14 wounded in a clash at the pass": where and when stands in the second half.
                shared = [word for word in sentence.tokens if word.text in topic.text]
                is_half = topic.is_lead and clause.head.dep not in SUBORDINATE and not _is_placed(clause.words)
                return topic.text if is_half and _is_placed(shared) else topic.title
            if self._topics.tells(shown, lead, topic):
                return ""
            shares = self._topics.shares(shown, topic) or _is_full(shown, is_news=topic.is_lead)
            lacks = not shares or self._lacks(clause, shown, is_clear=is_clear)
            if (is_clear and lead and lead in topic.text) or not lacks:
                return ""
            within = clause.span.overlaps(topic.sentence)
            return topic.text if not within else "" if lead else topic.clause
        opening = known.openings.get(sentence.block)
        if opening is None or not self._lacks(clause, shown, is_clear=is_clear):
            return ""
        # "A driver was suspended after a test showed 1.2 per mille": the second half goes on with the first.
        is_half = opening.sentence is sentence and clause.head.dep in SUBORDINATE and not lead
        is_half = is_half and clause.words[0].i > opening.clause.head.i
        if opening.sentence.start >= sentence.start and not is_half:
            return opening.headed
        told = self._stated(opening.clause, opening.sentence, known)
        if told in said:
            return opening.headed
        party = next(reversed(known.reported.covering(opening.clause.head.span)), None)
        told = f"{opening.headed}: {told}" if opening.headed else told
        said_in_it = party is None or opening.clause.head.start in known.open_heads
        told = told.replace(",,", ",")
        return told if said_in_it else f"{told}, {self._said_by}{party}"

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
        # A name and where or when tell what is meant; so do where, when and how many together.
        told = [not kinds.isdisjoint(one) for one in _CIRCUMSTANCES]
        named = not kinds.isdisjoint(_NAMES) and any(told[:2])
        return not (is_clear and (named or all(told)))

    def _speakers(self, words: Iterable[Token], speaker: str | None, known: Known) -> dict[int, str]:
        """ "I": the speaker, if that is no body and no writing; "my son said I was mad" is not the son's "I"."""
        if speaker is not None and speaker.split()[0].lower() in self._first:
            return {}
        if speaker is None or not self._antecedents.may_be_person(speaker, None, known.words):
            return {}
        return {word.start: speaker for word in words if word.lower in self._first}


def _tells(words: Iterable[Token], label: str) -> bool:
    """Whether some words have one of a label's already."""
    told = label.split()
    return any(word.text in told for word in words if word.pos in ("NOUN", "PROPN"))


def _is_placed(words: Iterable[Token]) -> bool:
    """Whether some words tell where or when."""
    kinds = {word.entity for word in words}
    return any(not kinds.isdisjoint(one) for one in _CIRCUMSTANCES[:2])


def _is_full(words: Iterable[Token], *, is_news: bool) -> bool:
    """Whether some words tell where and when, and a name, or of news how many."""
    kinds = {word.entity for word in words}
    asked = (*_CIRCUMSTANCES[:2], (*_NAMES, *_CIRCUMSTANCES[2]) if is_news else _NAMES)
    return all(not kinds.isdisjoint(one) for one in asked)


def _modifies(word: Token) -> bool:
    return word.dep == "compound" and word.pos == "PROPN"


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
