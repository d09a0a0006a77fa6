"""What a number measures: the class of the predicate that its noun is an argument of ("killed", "arrived", "destroyed")."""

from collections.abc import Iterator, Mapping
from typing import Any

from tocsin.model.parse import Token
from tocsin.read.quantities.amounts import Kind
from tocsin.read.quantities.counted import QuantityMatch
from tocsin.read.quantities.lexemes import Line, Phrases

MOST_STEPS = 8
"""Words between a number and its predicate in the tree."""

_INSIDE = ("nummod", "quantmod", "compound", "amod", "nmod", "advmod", "npadvmod", "det", "predet")
_ALONG = ("conj", "appos")
_SUBJECTS = ("nsubj", "csubj")
_PASSIVE = ("nsubjpass", "csubjpass")
_OBJECTS = ("dobj", "dative", "oprd")
_STATES = ("acomp", "oprd", "attr", "advmod", "amod", "ccomp", "xcomp", "acl")

_CHANGING = (Kind.PERCENT, Kind.FRACTION, Kind.MONEY)

Told = tuple[str, str]
"""A measure, and the words that tell it."""


class PredicateReader:
    """Finds what a number measures."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words = table["measures"]
        self._object = _by_verb(words["object"])
        self._subject = _by_verb(words["subject"])
        self._money = _by_verb(words["money"])
        self._excepts = Phrases.of(words["excepts"], True)
        self._states = _by_word(words["states"])
        self._nouns = _by_word(words["nouns"])
        self._nominals = _by_word(words["nominals"])
        self._weak = _by_word(words["weak_nouns"])
        self._levels = frozenset(words["levels"])
        self._bare_levels = _by_word(words["bare_levels"])
        self._kept_in = {tuple(phrase.split()): measure for phrase, measure in _by_word(words["whereabouts"]).items()}
        self._holders = frozenset(words["holders"])
        self._changes = _by_word(words["changes"])
        self._signs = _by_word(words["change_signs"])
        self._by, self._to = frozenset(words["by"]), frozenset(table["superseded"]["to"])
        self._existence: str = words["existence"]
        self._located = frozenset(words["located_by"])
        self._of = frozenset(table["nouns"]["of"])
        self._participles = frozenset(table["nouns"]["participle_tags"])
        self._acting = frozenset(table["nouns"]["active_participle_tags"])
        self._copulas = frozenset(words["copulas"])

    def told(self, line: Line, match: QuantityMatch) -> Told | None:
        """What the words tell a match measures, None where they do not."""
        amount, head = match.amount, match.counted.head
        if amount.kind is Kind.TIME or self._excepts.ending(line, amount.first - 1) is not None:
            return None
        if amount.kind is Kind.MEASURE and amount.unit_last:
            unit = line.tokens[amount.last]
            if unit.dep in _INSIDE and unit.head.i > unit.i and unit.head.pos in ("NOUN", "PROPN"):
                return None  # "130mm rockets": the size of what befell them
        if head is not None and (named := self._nouns.get(head.lemma.lower())):
            return named, head.text
        changed = self._change(line, match)
        if changed is not None:
            return changed
        anchor = self._anchor(line, match)
        return (
            self._from_label(line, match)
            or self._from_nominal(anchor)
            or self._from_whereabouts(anchor, head)
            or self._from_verb(anchor, match)
            or self._from_state(line, match)
            or (self._from_modifiers(head) if head is not None else None)
            or self._from_level(anchor, match)
            or self._from_existence(anchor, match)
            or ((weak, head.text) if head is not None and (weak := self._weak.get(head.lemma.lower())) else None)
        )

    def _from_label(self, line: Line, match: QuantityMatch) -> Told | None:
        """Such as "Fatalities: none", "Injured so far: 4"."""
        if match.counted.head is not None:
            return None
        for word in (line.tokens[at] for at in line.label(match.amount.first)):
            named = self._nouns.get(word.lemma.lower())
            if told := (named, word.text) if named else self._state(word):
                return told
        return None

    def has_own_verb(self, line: Line, match: QuantityMatch) -> bool:
        """Whether a part is the subject of a clause of its own ("12 of whom fled", not "12 of them children")."""
        named = match.counted.back and match.counted.head is not None
        return not named and self._anchor(line, match).dep in (*_SUBJECTS, *_PASSIVE, *_OBJECTS)

    def _anchor(self, line: Line, match: QuantityMatch) -> Token:
        """The topmost word of the phrase that the number stands in: what is an argument of the predicate."""
        amount = match.amount
        inside = range(line.tokens[amount.first].i, line.tokens[amount.last].i + 1)
        token = match.counted.head or line.tokens[amount.last if amount.unit_last else amount.number.last]
        for _ in range(MOST_STEPS):
            above = self._above(token, inside)
            if above is None:
                break
            token = above
        return token

    def _above(self, token: Token, inside: range) -> Token | None:
        """The word that stands for this one a step further up, None at the top of the phrase."""
        head = token.head
        if head is token:
            return None
        if token.dep == "pobj":
            over = head.head
            of = head.lower in self._of and (over.i in inside or over.lemma.lower() in self._holders)
            return over if of else head if head.i in inside else None
        if token.dep in _ALONG and head.pos in ("NOUN", "PROPN", "NUM", "PRON"):
            return head
        if head.i in inside or (token.dep in _INSIDE and head.pos in ("NOUN", "PROPN", "NUM", "SYM")):
            return head if head.pos not in ("VERB", "AUX") else None
        return None

    def _from_verb(self, anchor: Token, match: QuantityMatch) -> Told | None:
        verb, dep = anchor.head, anchor.dep
        if verb is anchor:
            return None
        noun = (match.counted.head or anchor).lemma.lower()
        if dep in _OBJECTS:
            priced = self._of_verb(self._money, verb, noun) if match.amount.kind is Kind.MONEY else None
            return priced or self._of_verb(self._object, verb, noun) or self._left_in_state(verb, anchor)
        if dep in _PASSIVE:
            return self._of_verb(self._object, verb, noun) or self._further(verb, noun) or self._thought(verb, noun)
        if dep in _SUBJECTS:
            told = self._of_verb(self._subject, verb, noun) or self._left_in_state(verb, anchor)
            # An adjective is the head itself where the parser makes it one: "14 people are missing".
            return told or (self._state(verb) if verb.pos == "ADJ" else None) or self._further(verb, noun)
        return None

    def _from_nominal(self, anchor: Token) -> Told | None:
        """Such as "The arrest of 12 bakers"."""
        if anchor.dep != "pobj" or anchor.head.lower not in self._of:
            return None
        event = anchor.head.head
        measure = self._nominals.get(event.lemma.lower()) if event.pos == "NOUN" else None
        return (measure, event.text) if measure else None

    def _of_verb(self, table: Mapping[str, Mapping[str, str]], verb: Token, noun: str) -> Told | None:
        """The measure of a verb, preferably together with a particle, a complement or the noun it takes."""
        entry = table.get(verb.lemma.lower())
        if entry is None:
            return None
        for child in verb.children:
            if child.lower in entry and child.lower:
                first, second = sorted((verb, child), key=lambda token: token.i)
                return entry[child.lower], f"{first.text} {second.text}"
        if verb.lemma.lower() in self._copulas and verb.child("acomp", "attr", "oprd") is not None:
            return None
        measure = entry.get(noun) or entry.get("")
        return (measure, verb.text) if measure else None

    def _further(self, verb: Token, noun: str) -> Told | None:
        """Such as "Soldiers are expected to arrive", "people were forced to flee"."""
        below = verb.child("xcomp")
        if below is None:
            return None
        return self._of_verb(self._object if below.is_passive else self._subject, below, noun)

    def _thought(self, verb: Token, noun: str) -> Told | None:
        """Such as "Eleven are feared dead", "six are presumed drowned"."""
        state = verb.child("oprd", "xcomp")
        return (self._state(state) or self._of_verb(self._subject, state, noun)) if state is not None else None

    def _left_in_state(self, verb: Token, anchor: Token) -> Told | None:
        """Such as "The blast left 14 people dead"."""
        for child in verb.children:
            if child.i > anchor.i and child.dep in _STATES and (state := self._state(child)):
                return state
        return None

    def _state(self, token: Token) -> Told | None:
        measure = self._states.get(token.lower)
        if measure is None and token.tag in self._participles:
            measure = self._object.get(token.lemma.lower(), {}).get("")
        return (measure, token.text) if measure else None

    def _from_state(self, line: Line, match: QuantityMatch) -> Told | None:
        """Such as "six dead", "31 wounded": the number counts people by what befell them."""
        at = match.amount.last + 1
        if match.counted.head is not None or at >= len(line) or not line.is_word(at):
            return None
        return self._state(line.tokens[at])

    def _from_modifiers(self, head: Token) -> Told | None:
        """Such as "120 wounded soldiers", "the 14 men arrested on Friday", "people who died"."""
        for child in head.children:
            if child.dep in ("acl", "amod") and (state := self._state(child)):
                return state
            if child.dep == "acl" and child.tag in self._acting:
                told = self._of_verb(self._subject, child, head.lemma.lower())
            elif child.dep == "relcl":
                told = self._of_verb(self._object if _takes(child) else self._subject, child, head.lemma.lower())
            else:
                continue
            if told is not None:
                return told
        return None

    def _from_level(self, anchor: Token, match: QuantityMatch) -> Told | None:
        """What the level is of: "the death toll rose to 152", "brought the toll to 11", "a death toll of 38"."""
        if match.amount.kind is not Kind.COUNT or match.counted.head is not None:
            return None
        over = anchor.head
        while over.pos == "ADP" and over.head is not over:
            over = over.head  # "from 8 to 13"
        if over.pos == "NOUN":
            return self._of_level(over) if anchor.dep == "pobj" else None
        if anchor.dep not in ("pobj", "attr", "npadvmod", *_OBJECTS):
            return None
        subject = over.child(*_SUBJECTS, *_PASSIVE)
        if subject is None and over.dep in ("advcl", "acl", "relcl"):
            subject = over.head  # "the death toll since Sunday reached 38", as parsers have it
        level = over.child("dobj") if anchor.dep == "pobj" else None
        return next((told for one in (subject, level) if one is not None and (told := self._of_level(one))), None)

    def _of_level(self, level: Token) -> Told | None:
        named = self._nouns.get(level.lemma.lower())
        if named:
            return named, level.text
        if level.lemma.lower() not in self._levels:
            return None
        for word in self._under(level):
            measure = self._nouns.get(word.lemma.lower())
            if measure:
                return measure, word.text
            if state := self._state(word):
                return state
        bare = self._bare_levels.get(level.lemma.lower())
        return (bare, level.text) if bare else None

    def _from_whereabouts(self, anchor: Token, head: Token | None) -> Told | None:
        """Such as "12 rebels in custody", "nine are in hospital"."""
        verb = anchor.head if anchor.dep in (*_SUBJECTS, *_PASSIVE) else None
        is_there = verb is not None and (verb.pos == "AUX" or verb.lemma.lower() in self._copulas)
        over = [anchor, head, verb if is_there else None]
        for led in (child for word in over if word is not None for child in word.children if child.dep == "prep"):
            noun = led.child("pobj")
            measure = self._kept_in.get((led.lower, noun.lower)) if noun is not None else None
            if noun is not None and measure is not None and not any(child.dep == "det" for child in noun.children):
                return measure, f"{led.text} {noun.text}"
        return None

    def _under(self, level: Token) -> Iterator[Token]:
        """The words that say what a level is of: the death in "death toll", the injured in "number of injured"."""
        for child in level.children:
            yield child
            if child.lower in self._of and (group := child.child("pobj")) is not None:
                yield group
                yield from group.children

    def _from_existence(self, anchor: Token, match: QuantityMatch) -> Told | None:
        """Such as "There are 40 soldiers in the town"."""
        verb = anchor.head
        if match.amount.kind is not Kind.COUNT or anchor.dep not in ("attr", "nsubj") or verb.child("expl") is None:
            return None
        where = (*verb.children, *anchor.children)
        if any(child.dep == "prep" and child.lower in self._located for child in where):
            there = verb.child("expl")
            return self._existence, f"{there.text if there is not None else ''} {verb.text}"
        return None

    def _change(self, line: Line, match: QuantityMatch) -> Told | None:
        """How much something rose or fell: "rose by 40", "fell 3 percent", "up 9.4%"."""
        at = match.amount.first - 1
        if at < 0:
            return None
        before = line.tokens[at]
        sign = self._signs.get(before.lower)
        if sign and before.dep != "prt":
            return sign, before.text
        anchor = self._anchor(line, match)
        verb = anchor.head.head if anchor.dep == "pobj" and anchor.head.lower in self._by else anchor.head
        plain = anchor.dep in ("npadvmod", "advmod", "dobj") and match.amount.kind in _CHANGING
        # "Rose by three to 17": the 17 is what came of it, whatever the parse hangs it on.
        by = anchor.dep == "pobj" and anchor.head.lower in self._by and before.lower not in self._to
        if not plain and not by:
            return None
        measure = self._changes.get(verb.lemma.lower())
        return (measure, verb.text) if measure else None


def _by_word(table: Mapping[str, list[str]]) -> dict[str, str]:
    """Each word with its measure, from the words of each measure."""
    return {word: measure for measure, words in table.items() for word in words}


def _by_verb(table: Mapping[str, list[str]]) -> dict[str, dict[str, str]]:
    """Each verb with its measures by the word next to it, "" if it needs none."""
    verbs: dict[str, dict[str, str]] = {}
    for phrase, measure in _by_word(table).items():
        verb, _, beside = phrase.partition(" ")
        verbs.setdefault(verb, {})[beside] = measure
    return verbs


def _takes(verb: Token) -> bool:
    """Whether the noun of a relative clause is what its verb takes: "that they lost", "who were killed"."""
    if verb.is_passive or verb.child("nsubjpass") is not None:
        return True
    subject = verb.child("nsubj")
    return subject is not None and subject.tag not in ("WP", "WDT")
