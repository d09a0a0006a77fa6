"""Pairs of claims for tests of linking, each read from a sentence by the real reader, as a case compares them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tocsin.engine.reader import Reader
from tocsin.lexicon.language import lexicon_for
from tocsin.link.claims import ClaimComparison
from tocsin.link.frames import Fit, FrameForms
from tocsin.link.likeness import Sense
from tocsin.link.meanings import Meanings
from tocsin.link.profile import ClaimText, Profile
from tocsin.link.relate import PairResult, Relater
from tocsin.meaning.encoder import Encoder
from tocsin.meaning.predicates import PredicateSimilarity
from tocsin.model.claim import Claim
from tocsin.model.link import Relation
from tocsin.resolve.names import name_reader

MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)


@dataclass(frozen=True, kw_only=True)
class Said:
    """A sentence in a paper of its own.

    Attributes:
        words: Words of the claim that is meant; empty for the first claim of the sentence.
        before: What stands before the sentence in its paper.
        opening: What the paper begins with, where that tells its story.
    """

    text: str
    words: str = ""
    on: date | None = MONDAY
    outlet: str | None = "Observer"
    before: str = ""
    opening: str = ""


class Pairs:
    """Reads sentences and compares their claims."""

    def __init__(self, reader: Reader) -> None:
        encoder = Encoder.load()
        self._reader, self._meanings = reader, Meanings(encoder)
        near = PredicateSimilarity(encoder, lexicon_for(None))
        self.relater = Relater(
            lexicon_for, comparison=ClaimComparison, names_for=name_reader, sense=Sense(near=near.similarity)
        )
        self._profiles: dict[Said, Profile] = {}

    def claim(self, said: Said) -> Claim:
        """The claim that is meant."""
        return self.profile(said).report.claims[0]

    def frame(self, said: Said) -> FrameForms:
        """Its frame as forms."""
        frame = self.profile(said).frame
        assert frame is not None
        return frame

    def profile(self, said: Said) -> Profile:
        """The claim made ready to be compared, as a case does it."""
        if said not in self._profiles:
            self._profiles[said] = self._read(said)
        return self._profiles[said]

    def _read(self, said: Said) -> Profile:
        whole = f"{said.before}\n\n{said.text}" if said.before else said.text
        start = len(whole) - len(said.text)
        reading = self._reader.read_text(whole, published=said.on, outlet=said.outlet)
        claim = next(one for one in reading.claims if one.start >= start and said.words in one.text)
        report = ClaimText(
            text=claim.text, start=claim.start, passage=said.text, passage_start=start, context=whole, claims=(claim,),
            before=said.before, opening=said.opening,
            quantities=claim.quantities, outlet=said.outlet, published=said.on,
        )  # fmt: skip
        return self.relater.profile(report, self._meanings.of([(claim, said.text)])[0])

    def comparison(self, left: Said, right: Said) -> ClaimComparison:
        """Two claims side by side, the earlier first."""
        found = self.relater.comparison(self.profile(left), self.profile(right))
        assert isinstance(found, ClaimComparison)
        return found

    def fit(self, left: Said, right: Said) -> Fit:
        """How their frames fit."""
        found = self.comparison(left, right).fit
        assert found is not None
        return found

    def compared(self, left: Said, right: Said) -> PairResult:
        """How two claims stand to each other."""
        return self.relater.compare(self.profile(left), self.profile(right))

    def relation(self, left: Said, right: Said) -> Relation | None:
        """The relation of their link."""
        return self.compared(left, right).relation


Read = Callable[[str], Claim]


def said(text: str, words: str = "", **facts: object) -> Said:
    """A sentence of Monday in the Observer, where nothing else is told."""
    return Said(text=text, words=words, **facts)  # type: ignore[arg-type]


def later(text: str, words: str = "", **facts: object) -> Said:
    """A sentence of Friday in the Courier, where nothing else is told."""
    return said(text, words, **{"on": FRIDAY, "outlet": "Courier", **facts})
