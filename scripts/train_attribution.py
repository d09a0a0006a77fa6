"""Trains the attribution models from a folder of PolNeAR's form, and writes them into the lexicon.

    python scripts/train_attribution.py FOLDER [--language en] [--into FOLDER]

FOLDER holds `text/NAME.txt` and `attributions/NAME.ann` (brat standoff: spans of type Source, Cue and Content, and events
of type Attribution that name them). The same folder gives the same models. The candidate model's chances that the tagger
learns from come from a model trained on the other half of the documents, so that they are as unsure as they will be later.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pycrfsuite

from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import lexicon_for
from tocsin.model.parse import Sentence, Token
from tocsin.model.span import Span
from tocsin.read.attribution.model import CANDIDATES_FILE, TAGS_FILE, Candidates, shared
from tocsin.read.attribution.quotes import quotations
from tocsin.read.attribution.relation import Relation
from tocsin.read.attribution.rules import AttributionFinder
from tocsin.read.attribution.tags import TagFeatures, tags_of
from tocsin.read.parser import Parser, blocks

Gold = tuple[list[Span], list[Span], list[Span]]
_SPAN = re.compile(r"^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"^E\d+\t(.+?)\s*$")


@dataclass(frozen=True)
class Paragraph:
    document: str
    words: list[Token]
    ruled: list[Relation]
    quotes: list[Span]
    candidates: list[tuple[Relation, list[str]]]
    right: list[bool]
    gold: list[Gold]


def annotations(path: Path) -> list[Gold]:
    """The attributions of one file, each as the spans of source, cue and content."""
    spans: dict[str, list[Span]] = {}
    events = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if match := _SPAN.match(line):
            spans[match[1]] = [Span(*map(int, part.split())) for part in match[3].split(";")]
        elif match := _EVENT.match(line):
            events.append([part.partition(":")[::2] for part in match[1].split()])
    gold = []
    for event in events:
        parts: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for role, key in event:
            name = role.rstrip("0123456789")
            if name in parts:
                parts[name] += spans.get(key, [])
        gold.append((sorted(parts["Source"]), sorted(parts["Cue"]), sorted(parts["Content"])))
    return gold


def paragraphs(folder: Path, language: str) -> Iterator[Paragraph]:
    lexicon = lexicon_for(language)
    finder, candidates = AttributionFinder(lexicon), Candidates(cue_book(lexicon))
    names = sorted(path.stem for path in (folder / "text").glob("*.txt"))
    texts = [(folder / "text" / f"{name}.txt").read_bytes().decode("utf-8") for name in names]
    manifest = lexicon.table("manifest")
    parser = Parser(manifest["parser"], lemmas=manifest.get("lemmas"))
    for name, text, sentences in zip(
        names, texts, parser.parse((text, list(blocks(text))) for text in texts), strict=True
    ):
        gold = annotations(folder / "attributions" / f"{name}.ann")
        quotes = quotations(text, list(blocks(text)))
        ruled = finder.find(text, sentences, quotes)
        for _, group in groupby(sentences, key=lambda sentence: sentence.block):
            yield paragraph(name, list(group), ruled, quotes, gold, candidates)


def paragraph(
    name: str,
    sentences: list[Sentence],
    ruled: Sequence[Relation],
    quotes: Sequence[Span],
    gold: list[Gold],
    candidates: Candidates,
) -> Paragraph:
    start, end = sentences[0].start, sentences[-1].end
    here = [relation for relation in ruled if start <= relation.anchor.start < end]
    near = [quote for quote in quotes if quote.start < end and start < quote.end]
    mine = [parts for parts in gold if any(start <= span.start < end for spans in parts for span in spans)]
    found = candidates.of(sentences, ruled=here, quotes=near)
    right = [max((shared(relation.content, parts[2]) for parts in mine), default=0.0) >= 0.5 for relation, _ in found]
    words = [word for sentence in sentences for word in sentence.tokens]
    return Paragraph(name, words, here, near, found, right, mine)


def train_candidates(read: Sequence[Paragraph], path: Path) -> pycrfsuite.Tagger:
    trainer = pycrfsuite.Trainer(verbose=False)
    for one in read:
        for (_, features), right in zip(one.candidates, one.right, strict=True):
            trainer.append([features], ["1" if right else "0"])
    trainer.select("lbfgs")
    trainer.set_params({"c1": 0.3, "c2": 0.1, "max_iterations": 100, "feature.minfreq": 3})
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def chances(tagger: pycrfsuite.Tagger, one: Paragraph) -> list[tuple[float, Relation]]:
    likely = []
    for relation, features in one.candidates:
        tagger.set([features])
        likely.append((tagger.marginal("1", 0), relation))
    return likely


def train_tags(
    read: Sequence[Paragraph], halves: Sequence[pycrfsuite.Tagger], half_of: dict[str, int], language: str, path: Path
) -> None:
    features = TagFeatures(cue_book(lexicon_for(language)))
    trainer = pycrfsuite.Trainer(verbose=False)
    for one in read:
        likely = chances(halves[1 - half_of[one.document]], one)
        trainer.append(
            features.of(one.words, quotes=one.quotes, ruled=one.ruled, likely=likely), tags_of(one.words, one.gold)
        )
    trainer.select("lbfgs", type="crf1d")
    trainer.set_params(
        {"c1": 0.15, "c2": 0.05, "max_iterations": 100, "feature.minfreq": 2, "feature.possible_transitions": True}
    )
    trainer.train(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--into", type=Path)
    options = parser.parse_args()
    into = options.into or lexicon_for(options.language).folder
    read = list(paragraphs(options.folder, options.language))
    half_of = {name: number % 2 for number, name in enumerate(sorted({one.document for one in read}))}
    print(
        f"{len(half_of)} documents, {len(read)} paragraphs, {sum(len(one.gold) for one in read)} attributions",
        flush=True,
    )
    halves = []
    for half in (0, 1):
        path = into / f"half-{half}.crfsuite"
        halves.append(train_candidates([one for one in read if half_of[one.document] == half], path))
    train_candidates(read, into / CANDIDATES_FILE)
    train_tags(read, halves, half_of, options.language, into / TAGS_FILE)
    for half in (0, 1):
        (into / f"half-{half}.crfsuite").unlink()
    for name in (CANDIDATES_FILE, TAGS_FILE):
        print(f"{into / name}: {(into / name).stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
