"""Which words tell something: the verbs of saying and finding, and the nouns for what is said."""

from tocsin.lexicon.cues import Cue, cue_book
from tocsin.lexicon.language import Lexicon
from tocsin.model.kind import Kind
from tocsin.model.parse import Token


class Telling:
    """Knows the words of one language that tell something."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cues = cue_book(lexicon)

    def report(self, noun: Token) -> Cue | None:
        """The cue of a noun that tells something: a report, claim or rumour."""
        cue = self._cues.nouns.get(noun.lemma.lower())
        return cue if cue is not None and cue.attributes else None

    def asks(self, verb: Token) -> bool:
        """Whether a verb tells what somebody wants."""
        cue = self._cues.attributing(verb.lemma.lower())
        return cue is not None and cue.kind is Kind.REQUEST

    def tells(self, verb: Token) -> bool:
        """Whether a verb tells what somebody says."""
        cue = self._cues.attributing(verb.lemma.lower())
        return cue is not None and "clause" in cue.takes
