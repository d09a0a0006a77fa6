"""Questions taken apart: what a question asks for, which of its words say what it is about, and what to look for."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from tocsin.ask.days import AskedDay
from tocsin.errors import QueryError
from tocsin.lexicon.counted import Measures
from tocsin.lexicon.countries import countries
from tocsin.lexicon.language import Lexicon
from tocsin.lexicon.wordnet import wordnet
from tocsin.model.answer import Asked
from tocsin.text.folding import folded
from tocsin.text.words import WordForms, lower_words, words

LONGEST = 2_000
"""Characters of the longest question taken."""
_MEASURED = (Asked.HOW_MANY, Asked.WHEN, Asked.WHAT)
"""Questions that may ask for a measure."""
_MOST_ASKED = 3
"""Questions that are answered of a text that asks several."""
_FOCUS = 2
"""Words after "how many", "which" or "whose" that may name what is asked for: "how many wounded soldiers"."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a question.

    Attributes:
        word: The word, in lower case.
        alike: Other words that may stand for it.
        ways: The word and those like it, each as the forms of its parts.
        is_name: Whether it names something.
        country: The code of the country that a name stands for, as "Minsk" for that of its government; "" for none.
        before: The word before it, names and articles left out: "from" in "from the Lower Town".
    """

    word: str
    alike: tuple[str, ...]
    ways: tuple[frozenset[str], ...]
    is_name: bool
    country: str = ""
    before: str = ""

    def is_in(self, forms: frozenset[str]) -> bool:
        """Whether a text with words of these forms holds it."""
        return any(way <= forms for way in self.ways)


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart.

    Attributes:
        text: The question.
        asked: What it wants to know.
        measure: Forms of words and signs of which an answer has one, where a measure is asked for: an hour in "how long".
        measured: The words that ask for it: "tall" in "how tall".
        focus: Words that name the thing asked for: "tanks" in "how many tanks".
        counted: What is counted, in its words: "soldiers killed at Tarn" in "How many soldiers were killed at Tarn?".
        terms: The words that say what it is about; where it has none, its words of speech.
        speech: Its words of speech ("say", "report").
        sayer: The words for somebody whose words are asked for: "the mayor" in "What does the mayor say".
        by: Whose word an answer must be, as it is written: "the mayor" in "How many left, according to the mayor?".
        actors: The names of whom the question asks what they do: "Norland" in "How many tanks did Norland send".
        told: All its words in their order, in lower case.
        auxiliary: The place of the verb that makes a question of it, before the one who does it or to whom it is done.
        verb: Its verb, "" where none is told from the order of its words.
        lemma: That verb, or the one that stands for it where it is undergone: "remain" in "How many were left".
        is_undergone: Whether that one undergoes it: "When was the driver arrested".
        is_past: Whether it takes for granted that something was done: "When did they leave".
        is_open: Whether it asks what may, will or should be, and not only what is so.
        is_future: Whether it asks what will be.
        is_of_now: Whether it asks whether something is still so.
        open_words: Words that tell that something is not so yet, or may not be so.
        undone: Verbs that leave undone what somebody is to do: "refuse". None where it asks for such a deed itself.
        names_wanted: Whether it asks what somebody or something is called.
        naming_said: Words with which a claim says itself what something is called.
        asks_attribute: Whether it asks for what a thing has: "What is the price of …".
        converses: Pairs of groups of verbs: what one gives the other one gets.
        is_negated: Whether it asks of what is not so.
        numbers: The figures that it holds itself.
        until: Words behind which even a length of time tells when: "within a year".
        limits: Words before the time until which something is not: "not before June".
        date: The names of months and weekdays as they are written, and years.
        nobody: Words that say that there is none.
        sorts: Words for people that are not any people: "children", "girls" and "boys".
        located: Its names behind a preposition of place, each with that.
        befallen: What befell those it asks the number of: "killed".
        dates: The names of months and weekdays.
        is_mass: Whether it asks how much there is of a thing that is not counted one by one.
        day: The day it names.
        contrary: For words of it what they are, and what would be another thing.
        reasons: Words that tell a reason beyond doubt.
        untold: Words that tell that nobody knows.
        chooses: Whether it asks which of some things, and so for names.
        anybody: Whether what is asked for is people, whatever they are called.
        leading: The words that lead to where something comes from, and those that lead to where it goes.
        empty: Words that carry no content.
        pointing: Words that point back to another sentence when they open one.
        signs: Words that tell that a sentence has what is asked for.
        word_forms: Brings the words of the question and of claims to one form.
    """

    text: str
    asked: Asked
    measure: frozenset[str]
    measured: frozenset[str]
    focus: tuple[str, ...]
    counted: str
    terms: tuple[Term, ...]
    speech: tuple[str, ...]
    sayer: tuple[Term, ...]
    by: str
    actors: frozenset[str]
    told: tuple[str, ...]
    auxiliary: int | None
    verb: str
    lemma: str
    is_undergone: bool
    is_past: bool
    is_open: bool
    is_future: bool
    is_of_now: bool
    open_words: frozenset[str]
    undone: frozenset[str]
    is_negated: bool
    numbers: frozenset[str]
    until: re.Pattern[str]
    limits: frozenset[str]
    date: re.Pattern[str]
    nobody: frozenset[str]
    sorts: Sequence[frozenset[str]]
    located: tuple[tuple[str, Term], ...]
    befallen: str | None
    dates: frozenset[str]
    is_mass: bool
    names_wanted: bool
    naming_said: re.Pattern[str]
    asks_attribute: bool
    converses: Sequence[Sequence[Sequence[str]]]
    day: AskedDay
    contrary: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    reasons: re.Pattern[str]
    untold: re.Pattern[str]
    chooses: bool
    anybody: bool
    leading: tuple[frozenset[str], frozenset[str]]
    empty: frozenset[str]
    pointing: frozenset[str]
    signs: re.Pattern[str] | None
    word_forms: WordForms

    @property
    def words(self) -> tuple[str, ...]:
        """The words that say what the question is about."""
        return tuple(term.word for term in self.terms)

    @property
    def names(self) -> tuple[Term, ...]:
        """The words that name something."""
        return tuple(term for term in self.terms if term.is_name)

    @property
    def lookup(self) -> tuple[str, ...]:
        """The words to look for in claims: those of the question and those like them."""
        return tuple(word for term in self.terms for word in (term.word, *term.alike))

    @property
    def asks_words(self) -> bool:
        """Whether it asks what somebody says."""
        return self.asked is Asked.WHAT and bool(self.sayer)

    @property
    def sayer_head(self) -> tuple[Term, ...]:
        """The words for the sayer up to those that tell whose or where it is: "operator" of "the operator of the dam"."""
        return tuple(
            takewhile(lambda one: one.before == self.sayer[0].before or one.before not in self.empty, self.sayer)
        )

    def goes_on(self, sentence: str) -> bool:
        """Whether a sentence opens with a word that points back ("These are …"), and so goes on with the one before."""
        opening = next(words(sentence, most=1), None)
        return opening is not None and opening.lower in self.pointing

    def forms(self, text: str) -> frozenset[str]:
        """The forms of the words of a text."""
        return self.word_forms.forms(lower_words(folded(text)))


def read_question(text: str, lexicon: Lexicon) -> Question:
    """Take a question apart, in the language of a lexicon.

    Raises:
        QueryError: It is too long, holds no word to look for, or names a day that no calendar has.
    """
    if len(text) > LONGEST:
        raise QueryError("question", f"longer than {LONGEST:,} characters; ask about one thing")
    known = _vocabulary(lexicon)
    asking, by = known.without_source(text)
    asking, view = known.without_view(asking)
    told = known.told(asking)
    speech = tuple(word for word in told if word in known.speech)
    content = tuple(dict.fromkeys(word for word in told if word not in known.empty and word not in known.speech))
    if not content and not speech:
        raise QueryError(repr(text[:60]), "there is no word in this question to look for")
    start = next((number for number, word in enumerate(told) if word in known.auxiliaries), len(told))
    end = next((number for number, word in enumerate(told) if word in known.speech), 0)
    asked = known.asked(" ".join(told))
    auxiliary = next((number for number, word in enumerate(told) if word in known.asking), None)
    focus, terms = known.focus(told), known.terms(content or speech, asking)
    # "Who bears the cost?" asks for no sum.
    measure, measured = known.measure(" ".join(told)) if asked in _MEASURED else (frozenset(), frozenset())
    if focus and known.number.match(" ".join(told)) and measure.isdisjoint(known.forms.forms(focus)):
        # "How many lives did it cost?" asks for no sum, "How many euros" does.
        measure, measured = frozenset(), frozenset()
    names = frozenset(term.word for term in terms if term.is_name)
    # "What does the mayor say about …": whose words are asked for stands between the auxiliary and the word of speech.
    sayer = known.tellers(by or view) or told[start + 1 : end]
    day = AskedDay.read(told, *known.dates)
    if not day.is_possible:
        raise QueryError(repr(" ".join(word for word in told if word in day.words)), "there is no such day")
    verb = known.verb(told, auxiliary, focus, names)
    if verb in known.paying and (asked is Asked.WHAT or (known.mass.match(" ".join(told)) and not focus)):
        measure = known.money
    if len(focus) > 1 and focus[-1] == verb:
        focus = focus[:-1]
    undergone = auxiliary is not None and (
        told[auxiliary] in known.being or not known.passive.isdisjoint(told[auxiliary + 1 :])
    )
    return Question(
        text=text,
        asked=asked,
        measure=measure,
        measured=measured,
        focus=focus,
        counted=known.counted(asking) if asked is Asked.HOW_MANY and focus and not measure else "",
        terms=terms,
        speech=speech,
        sayer=known.terms((word for word in sayer if word not in known.empty), by or view or asking),
        by=by,
        actors=frozenset(term.word for term in terms if term.is_name and term.before in known.auxiliaries),
        told=tuple(told),
        auxiliary=auxiliary,
        verb=verb,
        lemma=known.passives.get(verb, verb) if undergone else verb,
        is_undergone=undergone,
        is_past=auxiliary is not None and told[auxiliary] in known.past,
        is_open=not known.open.isdisjoint(told),
        is_future=not known.future.isdisjoint(told),
        is_of_now=not known.now.isdisjoint(told),
        open_words=known.open,
        undone=known.undone if known.undone_words.isdisjoint(told) else frozenset(),
        is_negated=not known.negations.isdisjoint(told),
        numbers=frozenset(re.findall(r"\d+", text)),
        until=known.until,
        limits=known.limits,
        date=known.date,
        nobody=known.nobody,
        sorts=known.sorts,
        located=tuple((term.before, term) for term in terms if term.is_name and term.before in known.places),
        befallen=next((one for one in map(known.measures.named, reversed(told)) if one), None),
        dates=known.date_words,
        is_mass=known.mass.search(" ".join(told)) is not None,
        names_wanted=known.naming.search(" ".join(told)) is not None
        or (asked is Asked.WHAT and undergone and not known.called.isdisjoint(told)),
        naming_said=known.naming_said,
        asks_attribute=asked is Asked.WHAT and auxiliary == 1 and told[1] in known.being and not verb,
        converses=known.converses,
        day=day,
        contrary=known.contrary(" ".join(told)),
        reasons=known.reasons,
        untold=known.untold,
        chooses=told[0] in known.choosing,
        anybody=not known.anybody.isdisjoint(focus),
        leading=known.leading,
        empty=known.empty,
        pointing=known.pointing,
        signs=known.signs.get(asked),
        word_forms=known.forms,
    )


def questions_in(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The first questions that a text asks one after the other; one without a word of content asks of what another does.

    Of "How many left Dover? And when?" the second is "And when? How many left Dover?"; "How many left Dover, and when?" asks
    the same.
    """
    known = _vocabulary(lexicon)
    parts = [
        part.strip()
        for asked in text.split("?")
        for part in known.another.split(asked.strip())
        if any(words(part, most=1))
    ]
    if len(parts) < 2 or len(text) > LONGEST:
        return (text,)
    with_content = [part for part in parts if any(word.lower not in known.empty for word in words(part))]
    if not with_content:
        return (text,)
    whole = [part if part in with_content else f"{part}? {with_content[0]}" for part in parts]
    return tuple(f"{part}?" for part in whole[:_MOST_ASKED])


class _Vocabulary:
    """What a language's table `questions` says of the words of questions."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("questions")
        kinds = table["words"]
        self.empty, self.speech, self.auxiliaries, self.pointing, self._before_focus, self._articles = (
            frozenset(kinds[kind])
            for kind in ("empty", "speech", "auxiliaries", "pointing", "before_focus", "articles")
        )
        self.choosing = frozenset(kinds["choosing"])
        self.anybody, self.being, self.open, self.passive, self._pronouns = (
            frozenset(kinds[kind]) for kind in ("anybody", "being", "open", "passive", "pronouns")
        )
        self._of = frozenset(kinds["of"])
        self._participles, self._irregular = tuple(kinds["participles"]), frozenset(kinds["irregular"])
        self.future, self.past = frozenset(kinds["future"]), frozenset(kinds["past"])
        self.undone = frozenset(kinds["undone"])
        self.undone_words = self.undone | frozenset(kinds["undone_forms"])
        self.passives: Mapping[str, str] = kinds["passives"]
        self.converses: Sequence[Sequence[Sequence[str]]] = table["converse"]["pairs"]
        self.until = _phrase(kinds["until"], re.IGNORECASE)
        self.limits, self.nobody, self._accounts = (frozenset(kinds[kind]) for kind in ("limits", "nobody", "accounts"))
        self.sorts = [frozenset(one) for one in table["sorts"]["groups"]]
        dates = "|".join(one.capitalize() for one in (*table["dates"]["months"], *table["dates"]["weekdays"]))
        leading = "|".join(map(re.escape, kinds["before_year"]))
        self.date = re.compile(rf"\b(?:(?:{dates})s?|(?:19|20)\d\d|(?i:{leading}) 1[0-8]\d\d)\b")
        self.places = frozenset(kinds["places"])
        self.paying = frozenset(kinds["paying"])
        self.measures = Measures(lexicon)
        self.date_words = frozenset((*table["dates"]["months"], *table["dates"]["weekdays"]))
        self.money = WordForms(table["forms"]).forms(table["measures"]["money"]["words"])
        self.now = frozenset(kinds["now"])
        self._existing = frozenset(kinds["existing"])
        self._particles = frozenset(kinds["particles"])
        self._with_infinitive = frozenset((*kinds["doing"], *kinds["modals"]))
        self.asking = self.being.union(kinds["doing"], kinds["having"], kinds["modals"])
        self._can_be_verb = wordnet(lexicon).can_be_verb
        self._according = re.compile(
            rf"\b(?:{'|'.join(map(re.escape, kinds['according']))})\s+([^,;:?!()]+),?", re.IGNORECASE
        )
        leading, views = ("|".join(map(re.escape, kinds[kind])) for kind in ("before_view", "views"))
        self._view = re.compile(
            rf",?\s*\b(?:{leading})\s+([^,;:?!()]{{1,60}}?)['’]s?\s+(?:\w+\s+)?(?:{views})\b,?", re.IGNORECASE
        )
        self._question_words = frozenset(kinds["questioning"])
        self._questioning = self.asking | self._question_words
        self._joining_clause, self._closely = frozenset(kinds["joining_clause"]), frozenset(kinds["closely"])
        self.naming_said = _phrase(kinds["naming_said"], re.IGNORECASE)
        joining, questioning = ("|".join(map(re.escape, kinds[kind])) for kind in ("joining", "questioning"))
        self.another = re.compile(rf",?\s(?:{joining})\s+(?=(?:{questioning})\b)", re.IGNORECASE)
        self.negations = frozenset(kinds["negations"])
        self.dates = tuple(table["dates"][part] for part in ("months", "weekdays", "leading", "joining"))
        self.untold = _phrase(kinds["untold"], re.IGNORECASE)
        self.reasons = _phrase(table["contrary"]["reasons"], re.IGNORECASE)
        self._contrary = [
            [
                (_phrase([one], re.IGNORECASE), _phrase([other for other in group if other != one], re.IGNORECASE))
                for one in group
            ]
            for group in table["contrary"]["groups"]
        ]
        self.mass, self.number = _phrase(kinds["mass"]), _phrase(kinds["number"])
        self.called = frozenset(kinds["called"])
        self.naming = _phrase(kinds["naming"])
        self.leading = frozenset(kinds["from"]), frozenset(kinds["to"])
        self._countries = countries(lexicon)
        self.possessive = re.compile("|".join(rf"{re.escape(ending)}$" for ending in kinds["possessive"]))
        self.forms = WordForms(table["forms"])
        self.signs = _phrases(table["signs"], re.IGNORECASE)
        self._openings, self._inside = _phrases(table["asked"]), _phrases(table["asked_inside"])
        self._measures = [(_phrase(one["asked"]), self.forms.forms(one["words"])) for one in table["measures"].values()]
        self._alike: dict[str, tuple[str, ...]] = {}
        for group in table["alike"]["groups"]:
            for word in group:
                self._alike[word] = (*self._alike.get(word, ()), *(other for other in group if other != word))

    def told(self, text: str) -> list[str]:
        """The words of a question, or of a part of it, in lower case."""
        return [self.possessive.sub("", word.lower) for word in words(text.replace("’", "'"), inside="-'.")]

    def tellers(self, by: str) -> list[str]:
        """The words for those on whose word an answer must stand, without "list" in "the prefect's list"."""
        told = self.told(by)
        tellers = [word for word in told if word not in self._accounts]
        return tellers if any(word not in self.empty for word in tellers) else told

    def without_source(self, question: str) -> tuple[str, str]:
        """A question without the words for the one on whose word an answer must stand, and these; "" where it tells none."""
        found = self._according.search(question)
        if found is None:
            return question, ""
        # "According to the mayor how many left": no comma ends whose word it is.
        end = next((word.start for word in words(found[1]) if word.lower in self._questioning), len(found[1]))
        by, rest = found[1][:end].strip(), found[1][end:]
        asking = f"{question[: found.start()]}{rest}{question[found.end() :]}".strip()
        content = any(word not in self.empty for word in self.told(by)) and any(self.told(asking))
        return (asking, by) if content else (question, "")

    def without_view(self, question: str) -> tuple[str, str]:
        """A question without "in the mayor's view", and the words for the mayor; "" where it tells no such view.

        Others may answer as well: whose view it is, is often told only by what stands around the claim.
        """
        found = self._view.search(question)
        if found is None:
            return question, ""
        asking = f"{question[: found.start()]}{question[found.end() :]}".strip()
        return (asking, found[1]) if any(word not in self.empty for word in self.told(asking)) else (question, "")

    def asked(self, question: str) -> Asked:
        """What a question wants to know: by how it begins, else by a phrase inside it."""
        asking = " ".join(self._without_clause(question.split()))
        begins = (asked for asked, phrase in self._openings.items() if phrase.match(asking))
        holds = (asked for asked, phrase in self._inside.items() if phrase.search(asking))
        return next(begins, None) or next(holds, Asked.WHAT)

    def _without_clause(self, told: Sequence[str]) -> Sequence[str]:
        """The words of a question without a clause of time: "Who led it when it sank?", "When it sank, who led it?"."""
        at = next((number for number, word in enumerate(told) if word in self._joining_clause), None)
        if at is None:
            return told
        asking = [number for number, word in enumerate(told) if word in self._question_words and number != at]
        if any(number < at for number in asking):
            return told[:at]
        behind = next((word for word in told[at + 1 :] if word not in self._closely), "")
        return told[asking[0] :] if asking and behind not in self._questioning else told

    def measure(self, question: str) -> tuple[frozenset[str], frozenset[str]]:
        """The forms of which an answer has one, where a question asks for a measure, and the words that ask; else none."""
        for phrase, forms in self._measures:
            if asking := phrase.search(question):
                return forms, frozenset(asking[0].split())
        return frozenset(), frozenset()

    def focus(self, told: Sequence[str]) -> tuple[str, ...]:
        """The words that name the thing asked for, behind the first word that asks for one."""
        at = next((number for number, word in enumerate(told) if word in self._before_focus), len(told))
        behind = told[at + 1 : at + 1 + _FOCUS]
        end = next((number for number, word in enumerate(behind) if word in self.empty), len(behind))
        return tuple(behind[:end])

    def counted(self, text: str) -> str:
        """What a question asks the number of: its words behind those that ask for it, without auxiliaries and pronouns."""
        found = [(word.lower, text[word.start : word.end]) for word in words(text, inside="-'.")]
        at = next((number for number, (word, _) in enumerate(found) if word in self._before_focus), len(found))
        passed = self.asking | self.passive | self._pronouns | self.now | self._existing
        return " ".join(written for word, written in found[at + 1 :] if word not in passed)

    def contrary(self, question: str) -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
        """For each word of a question that has contraries the word, and these; none where it holds some of them as well."""
        return tuple(
            (own, others)
            for group in self._contrary
            for own, others in group
            if own.search(question) and not others.search(question)
        )

    def verb(self, told: Sequence[str], auxiliary: int | None, focus: Sequence[str], names: frozenset[str]) -> str:
        """The verb of a question, by the order of its words; "" where that does not tell.

        It is the last of the words that stand together behind the auxiliary, without articles and prepositions between them:
        "the coast guard pick". One that stands alone there is a noun, unless nobody or a pronoun comes before it.
        """
        start = auxiliary + 1 if auxiliary is not None else 1 + (told.index(focus[0]) if focus else 0)
        passive = next((at for at, word in enumerate(told) if at >= start and word in self.passive), None)
        if passive is not None and auxiliary is not None:
            start = passive + 1
        # "Did Dover send boats" has an infinitive, "was the crew arrested" has none.
        bare = auxiliary is not None and passive is None and told[auxiliary] in self._with_infinitive

        # Behind "is" and "has" stands a participle: "the interest rate" has no verb.
        is_participle = auxiliary is not None and not bare

        def is_verb(word: str) -> bool:
            if word in names or word in self.anybody or not self._can_be_verb(word, bare=bare):
                return False
            return (
                not is_participle
                or word.endswith(self._participles)
                or word in self._irregular
                or not (word.endswith("s") or self._can_be_verb(word, bare=True))
            )

        is_many = told[0] not in self.choosing and bool(focus)
        group: list[str] = []
        before = held = ""
        for word in (*told[start:], ""):
            if word in self._particles:
                continue
            if word and word not in self.empty:
                group.append(word)
                continue
            if len(group) > 1:
                group, first = group[1:], group[0]
                found = next(filter(is_verb, reversed(group)), "")
                if auxiliary is None:
                    # "Police officers arrived": what many do has no "s", what one does has.
                    in_order = [one for one in (first, *group) if is_verb(one) and not (is_many and one.endswith("s"))]
                    is_noun = (
                        len(in_order) > 1 and first == in_order[0] and first in focus and in_order[1].endswith("s")
                    )
                    found = next(iter(in_order[is_noun:]), "")
                elif not found and is_participle and is_verb(first):
                    found = first
                if found and word in self._of and found == group[-1]:
                    # "The minister of Odran" – unless nothing else is a verb.
                    held = held or found
                elif found:
                    return found
            elif group and (not before or before in self._pronouns) and is_verb(group[0]):
                return group[0]
            group, before = [], word
        return held

    def terms(self, told: Iterable[str], text: str) -> tuple[Term, ...]:
        """Words of a question as terms."""
        found: list[Term] = []
        written = self.told(text)
        named = {word for word in written if _is_name(word, text)}
        for word in told:
            alike = self._alike.get(word, ())
            ways = tuple(self.forms.forms(part.lower for part in words(folded(one))) for one in (word, *alike))
            is_name = word in named
            at = written.index(word) if word in written else 0
            leading = (one for one in reversed(written[:at]) if one not in named and one not in self._articles)
            found.append(
                Term(
                    word, alike, tuple(filter(None, ways)), is_name,
                    country=self._countries.of(word) if is_name else "", before=next(leading, ""),
                )
            )  # fmt: skip
        return tuple(found)


def _is_name(word: str, text: str) -> bool:
    """Whether a word of a question is a name: it has a capital, not only because it opens the question, and everywhere.

    In "Who works for the Dunmar Works?" the first is no name, and is the verb.
    """
    if re.search(rf"\b{re.escape(word)}\b", text) is not None:
        return False
    return re.search(rf"(?<!^)\b{re.escape(word[:1].upper() + word[1:])}\b", text) is not None


def _phrases(asked: Mapping[str, Sequence[str]], flags: re.RegexFlag = re.NOFLAG) -> dict[Asked, re.Pattern[str]]:
    return {Asked(one): _phrase(phrases, flags) for one, phrases in asked.items()}


def _phrase(phrases: Sequence[str], flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", flags)


@cache
def _vocabulary(lexicon: Lexicon) -> _Vocabulary:
    return _Vocabulary(lexicon)
