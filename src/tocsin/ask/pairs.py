"""How alike a word of a question and a word of a sentence are: by WordNet, and as the encoder understands them there.

WordNet knows what words may mean, the encoder what they mean where they stand; each errs alone. WordNet relates "steer" to
"sail" whatever is said of a sail, and knows nothing of "alarm" and "siren"; the encoder takes frigates for submarines.
"""

from collections.abc import Callable, Mapping, Sequence

from tocsin.ask.question import Term
from tocsin.meaning.encoder import TextVectors
from tocsin.meaning.weights import Floats

_RELATED, _SISTER = 0.5, 0.4
"""From where on a relation of WordNet says that two words say the same, or that they are kinds of one thing."""
_TRUSTED = 0.55
"""What is left of a relation if the encoder sees none."""
_NONE, _FULL = 0.1, 0.45
"""The cosines at which it sees none, and a full one."""
_FAR, _NEAR, _MOST = 0.2, 0.7, 0.9
"""For words that nothing relates: the cosines that count nothing and most, and what they count then."""


class Pairs:
    """Compares the words of a question with those of one sentence."""

    def __init__(
        self,
        likeness: Callable[[str, str], float],
        found: TextVectors,
        cosines: Mapping[str, Floats],
        empty: frozenset[str],
        stems: Callable[[str], str],
    ) -> None:
        """Compare with a sentence's words; `cosines` has those of each word of the question to all of them."""
        self._likeness, self._cosines = likeness, cosines
        self._stems = stems
        self.contents: Sequence[tuple[int, str]] = [
            (at, word) for at, word in enumerate(found.words) if word[0].isalnum() and word not in empty
        ]
        self._places: dict[str, list[int]] = {}
        for at, word in self.contents:
            self._places.setdefault(stems(word), []).append(at)

    def best(self, term: Term, *, without: frozenset[str] = frozenset()) -> float:
        """How alike the nearest word of the sentence is to one of the question; words of forms `without` do not count."""
        cosines = self._cosines.get(term.word)
        alike = (
            self._combined(self._likeness(term.word, word), cosines, at)
            for at, word in self.contents
            if not without or self._stems(word) not in without
        )
        return max(alike, default=0.0)

    def opposed(self, term: Term, are_opposed: Callable[[str, str], bool]) -> bool:
        """Whether the sentence holds the opposite of a word of the question, and not the word itself."""
        return any(are_opposed(term.word, word) for _, word in self.contents) and self.best(term) < 1

    def alike(self, term: Term, word: str) -> float:
        """How alike a word of the question is to one of the sentence, in whatever form it is given."""
        related = self._likeness(term.word, word)
        cosines = self._cosines.get(term.word)
        places = self._places.get(self._stems(word), ())
        if not places or cosines is None:
            return related
        return max(self._combined(related, cosines, at) for at in places)

    def _combined(self, related: float, cosines: Floats | None, at: int) -> float:
        if related == 1.0 or cosines is None:
            return related
        cosine = float(cosines[at])
        if related >= _RELATED:
            return related * (_TRUSTED + (1 - _TRUSTED) * _share(cosine, _NONE, _FULL))
        near = _MOST * _share(cosine, _FAR, _NEAR)
        return min(near, related) if related >= _SISTER else near


def _share(value: float, least: float, most: float) -> float:
    return min(1.0, max(0.0, (value - least) / (most - least)))
