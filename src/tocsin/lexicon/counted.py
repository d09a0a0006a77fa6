"""What is counted: words brought to one form, things and their kinds, measures, and the classes that reports compare by."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from tocsin.lexicon.language import Lexicon
from tocsin.text.words import WordForms


class CountedThings:
    """One language's knowledge of what is counted, from its table `counted`.

    Attributes:
        kinds: The forms of a thing's kinds, by its own: a tank is a vehicle. A figure of the kind is a part of the thing's.
        wholes: The same the other way: the things that a form is a kind of.
        generic: The forms of nouns that count nothing of their own ("losses", "units"): the words around them tell what.
        containers: The forms of nouns that count what the word before them says ("artillery pieces").
        counters: The units in which an amount is a count ("piece").
        neutral: The forms of words before a noun that make no other thing of it ("estimated").
        anybody: Nouns that anything may have befallen: what did is told by the measure, or by a word of a class nearby.
        lengths: Units of time, which count nothing.
        class_words: The words that tell each class of what befell somebody; `class_measures` the measures that do.
        tolls: The measure of the classes of which reports of an event tell how many there are in all.
        levels: The measures of which there is a number at any time, which may rise and fall.
        whoever: Nouns that say nothing of whom it befell but that they are people.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("counted")
        phrase, classes = table["phrase"], table["classes"]
        self._forms = WordForms(table["forms"], alike=table["things"]["alike"])
        self.form = self._forms.form
        self.kinds = {self.form(one): self.forms(kinds) for one, kinds in table["things"]["kinds"].items()}
        wholes: dict[str, set[str]] = defaultdict(set)
        for thing, kinds in self.kinds.items():
            for kind in kinds:
                wholes[kind].add(thing)
        self.wholes = {kind: frozenset(things) for kind, things in wholes.items()}
        self.generic = self.forms(phrase["generic"])
        self.containers = self.forms(phrase["containers"])
        self.counters = frozenset(phrase["counters"])
        self.neutral = self.forms(phrase["neutral"])
        self.anybody = frozenset(classes["anybody"])
        self.lengths = frozenset(classes["lengths"])
        self.class_words: Mapping[str, list[str]] = classes["words"]
        self.class_measures: dict[str, str] = {
            measure: name for name, more in classes["measures"].items() for measure in more
        }
        self.tolls: Mapping[str, str] = classes["tolls"]
        measures = table["measures"]
        self.levels = frozenset(measures["kinds"]["levels"])
        self.whoever = frozenset((*measures["nobody"], *measures["plain"], *classes["people"]))

    def forms(self, words: Iterable[str]) -> frozenset[str]:
        """The forms of several words, whatever their case."""
        return self._forms.forms(word.lower() for word in words)


class Measures:
    """What figures measure, which measure takes in which, and which of them only grow."""

    def __init__(self, lexicon: Lexicon) -> None:
        table = lexicon.table("counted")["measures"]
        self._read = frozenset(lexicon.table("quantities")["measures"]["object"])
        self._words = {word: measure for measure, words in table["words"].items() for word in words}
        self._takes_in: Mapping[str, list[str]] = table["takes_in"]
        self._class = {one: measure for measure, others in self._takes_in.items() for one in others}
        self._levels = frozenset(table["kinds"]["levels"])
        self.harms = frozenset(table["kinds"]["harms"])
        self.owned = frozenset(table["kinds"]["owned"])

    def named(self, word: str) -> str | None:
        """The measure that a word in lower case tells."""
        return self._words.get(word)

    def behind(self, word: str) -> str | None:
        """The measure that a word in lower case tells behind the noun that it says something of: "houses built"."""
        return self._words.get(word) or (word if word in self._read else None)

    def fits(self, measure: str | None, wanted: str) -> bool:
        """Whether a figure of this measure answers who asks for that one; of what is there, no measure need be told."""
        if measure is None:
            return self.is_level(wanted)
        return measure == wanted or measure in self._takes_in.get(wanted, ())

    def answering(self, wanted: str) -> frozenset[str | None]:
        """The measures whose figures answer who asks for one, None among them where no measure need be told."""
        named = {*self._words.values(), *self._class, wanted}
        return frozenset(one for one in (*named, None) if self.fits(one, wanted))

    def family(self, measure: str | None) -> str | None:
        """The measure that takes this one in, as far as one does."""
        return measure if measure is None or measure in self._takes_in else self._class.get(measure, measure)

    def is_level(self, measure: str | None) -> bool:
        """Whether there is a number of it at any time, which may rise and fall."""
        return measure is None or self.family(measure) in self._levels


@cache
def counted_things(lexicon: Lexicon) -> CountedThings:
    """The table of a language, compiled once."""
    return CountedThings(lexicon)
