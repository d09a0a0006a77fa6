"""Trains the reading network from a folder of annotated texts, and writes it into the lexicon.

    python scripts/train_reading.py FOLDER [--language en] [--into FOLDER] [--epochs 8]

FOLDER holds

    attribution/text/NAME.txt, attribution/attributions/NAME.ann
        brat standoff in PolNeAR's form: spans of type Source, Cue and Content, and events that name them
    certainty/REGISTER.train.jsonl, one file for each name in REGISTERS
        {"sent", "text", "start", "end", "gold"} a line: a predicate of a text, and its score in -3 … 3

Needs PyTorch. The same folder, PyTorch and processor give the same weights: one thread, fixed
seeds. What the network learns, from what, and how well: docs/why/reading-network.md.
"""

import argparse
import json
import re
import sys
import threading
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from tocsin.lexicon.cues import cue_book
from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.model.parse import Token
from tocsin.model.span import Span
from tocsin.read.attribution.quotes import quotations
from tocsin.read.attribution.rules import AttributionFinder
from tocsin.read.certainty.walk import CertaintyWalk
from tocsin.read.network.network import Paragraph, paragraphs_of
from tocsin.read.network.symbols import CONTENT, CUE, FIELDS, SOURCE, describe, describe_paragraph, describe_sentence
from tocsin.read.network.trunk import VECTOR_SCALE, heads_of
from tocsin.read.network.weights import save
from tocsin.read.parser import Parser, blocks

ROLES = ("O", *(f"{begin}-{role}" for role in (SOURCE, CUE, CONTENT) for begin in "BI"))
REGISTERS = ("UW", "MEANTIME", "UDS-IH2")
# How often a symbol must be seen to have a row of its own, and how wide the row is.
LEAST = {"word": 3, "lemma": 3, "head": 5, "cue_above": 3}
WIDTH = {
    "word": 64, "lemma": 32, "pos": 8, "tag": 16, "dep": 16, "head": 24, "entity": 8, "quoted": 4, "rule": 16, "cue": 16,
    "head_cue": 16, "cue_above": 24, "capital": 4, "head_pos": 8,
}  # fmt: skip
LAYER, MEMORY, HIDDEN = 128, 96, 64
BATCH_WORDS = 1_500
# A document is taken for news unless it reads otherwise, and the register is told with reserve: what decides on a few words
# of one sentence is less sure than it looks.
NEWS_FIRST = {"UW": 1.0, "MEANTIME": 3.0}
RESERVE = 0.4
# Trained on every word alike, the field leaves too many attributions out: a cue is worth this much more where it decides.
CUE_BONUS = 1.0
# The weight of each register's predicates where the mixture is fitted: they are unlike in number.
SHARE = {"UW": 1.3, "MEANTIME": 1.5, "UDS-IH2": 0.85}

Gold = tuple[list[Span], list[Span], list[Span]]
_SPAN = re.compile(r"^(T\d+)\t(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t|$)")
_EVENT = re.compile(r"^E\d+\t(.+?)\s*$")


@dataclass
class Predicate:
    gold: float
    symbols: list[str]
    own: int
    clause: int


@dataclass
class Sample:
    """A paragraph as it is read, and what was annotated in it."""

    fields: list[tuple[str, ...]]
    heads: list[int]
    vectors: np.ndarray
    roles: list[str] | None = None
    register: int = -1
    register_symbols: list[str] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)


# --- what was annotated ---------------------------------------------------------------------------------------------


class Reader:
    """Reads texts as Tocsin does, up to the network."""

    def __init__(self, lexicon: Lexicon) -> None:
        manifest = lexicon.table("manifest")
        self._parser = Parser(manifest["parser"], words=manifest)
        self._finder = AttributionFinder(lexicon)
        self._cues = cue_book(lexicon)
        self._walk = CertaintyWalk(lexicon)
        self._speaking = frozenset(lexicon.table("parties")["pronouns"]["first"])

    def paragraphs(self, texts: Sequence[str]) -> Iterator[list[tuple[Sample, Paragraph]]]:
        """The paragraphs of each text, as what is learned from and as what was read."""
        parsed = self._parser.parse((text, list(blocks(text))) for text in texts)
        for text, sentences in zip(texts, parsed, strict=True):
            quotes = quotations(text, list(blocks(text)))
            ruled = self._finder.find(text, sentences, quotes)
            found = []
            for paragraph in paragraphs_of(sentences, quotes=quotes, ruled=ruled, cues=self._cues):
                vectors = paragraph.vectors.astype(np.float16)
                found.append((Sample(paragraph.symbols, heads_of(paragraph.words), vectors), paragraph))
            yield found

    def predicate(self, text: str, paragraph: Paragraph, start: int, end: int, gold: float) -> Predicate | None:
        """The predicate that stands at these characters, if they lie in this paragraph."""
        own = next((word for word in paragraph.words if word.start < end and start < word.end), None)
        if own is None:
            return None
        clause = own.head if own.head.predicate is own or own.dep in ("aux", "auxpass") else own
        sentence = next(one for one in paragraph.sentences if one.start <= clause.start < one.end)
        around = describe_sentence(sentence, self._speaking)
        symbols = describe(clause, self._walk.walk(sentence, text), sentence, text, surroundings=around)
        first = paragraph.words[0].i
        return Predicate(gold, symbols, own.i - first, clause.i - first)


def attributed(folder: Path, reader: Reader) -> Iterator[Sample]:
    """Paragraphs with the role of each word."""
    names = sorted(path.stem for path in (folder / "text").glob("*.txt"))
    texts = [(folder / "text" / f"{name}.txt").read_bytes().decode("utf-8") for name in names]
    for name, found in zip(names, reader.paragraphs(texts), strict=True):
        gold = annotations(folder / "attributions" / f"{name}.ann")
        for sample, paragraph in found:
            sample.roles = roles_of(paragraph.words, gold)
            yield sample


def judged(path: Path, register: int, reader: Reader) -> Iterator[Sample]:
    """Paragraphs with the predicates whose certainty was judged."""
    by_text: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_text[row["sent"], row["text"]].append(row)
    texts = [text for _, text in by_text]
    for (text, rows), found in zip(
        ((text, rows) for (_, text), rows in by_text.items()), reader.paragraphs(texts), strict=True
    ):
        for sample, paragraph in found:
            made = (reader.predicate(text, paragraph, row["start"], row["end"], row["gold"]) for row in rows)
            sample.predicates = [one for one in made if one is not None]
            sample.register = register
            sample.register_symbols = describe_paragraph(paragraph.words)
            if sample.predicates:
                yield sample


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


def roles_of(words: Sequence[Token], gold: Iterable[Gold]) -> list[str]:
    """One role a word. Of attributions that lie inside each other the widest is told."""
    roles = ["O"] * len(words)
    for parts in sorted(gold, key=lambda parts: -sum(span.end - span.start for span in parts[2])):
        hit = [
            (number, ("I-" if place else "B-") + role)
            for role, spans in zip((SOURCE, CUE, CONTENT), parts, strict=True)
            for span in spans
            for place, number in enumerate(n for n, word in enumerate(words) if span.start <= word.start < span.end)
        ]
        if all(roles[number] == "O" for number, _ in hit):
            for number, role in hit:
                roles[number] = role
    return roles


# --- the network ----------------------------------------------------------------------------------------------------


class Vocabulary:
    """Rows for symbols, 0 for what was seen too seldom."""

    def __init__(self, seen: Iterable[Iterable[str]], least: int) -> None:
        counts = Counter(symbol for one in seen for symbol in one)
        self.symbols = sorted(symbol for symbol, count in counts.items() if count >= least)
        self.rows = {symbol: row for row, symbol in enumerate(self.symbols, start=1)}

    def __len__(self) -> int:
        return len(self.symbols) + 1

    def of(self, symbols: Iterable[str]) -> list[int]:
        return [row for symbol in symbols if (row := self.rows.get(symbol))]


class Network(nn.Module):
    """The network of tocsin.read.network, in a form that can be trained."""

    def __init__(
        self, fields: dict[str, Vocabulary], predicates: Vocabulary, registers: Vocabulary, width: int
    ) -> None:
        super().__init__()
        self.embed = nn.ModuleDict({f"of_{name}": nn.Embedding(len(fields[name]), WIDTH[name]) for name in FIELDS})
        for table in self.embed.values():
            nn.init.normal_(table.weight, std=0.3)
        self.input = nn.Linear(sum(WIDTH[name] for name in FIELDS) + 2 * width, LAYER)
        self.memory = nn.LSTM(LAYER, MEMORY, bidirectional=True, batch_first=True)
        self.drop = nn.Dropout(0.4)
        whole = 2 * MEMORY + LAYER
        self.roles = nn.Linear(whole, len(ROLES))
        self.steps = nn.Parameter(torch.zeros(len(ROLES), len(ROLES)))
        outputs = len(REGISTERS)
        self.linear = _sums(len(predicates), outputs, 0.0)
        self.hidden = _sums(len(predicates), HIDDEN, 0.1)
        self.around = nn.Linear(2 * whole, HIDDEN)
        self.out = nn.Linear(HIDDEN, outputs)
        self.register_words = _sums(len(registers), outputs, 0.0)
        self.register_vectors = nn.Linear(whole, outputs)
        never, start = torch.zeros_like(self.steps), torch.zeros(len(ROLES))
        for into, tag in enumerate(ROLES):
            if tag[0] == "I":
                start[into] = -1e4
                never[[n for n, other in enumerate(ROLES) if other == "O" or other[2:] != tag[2:]], into] = -1e4
        self.register_buffer("never", never)
        self.register_buffer("start", start)

    def vectors(self, symbols: Tensor, heads: Tensor, own: Tensor, lengths: Tensor) -> Tensor:
        if self.training:
            symbols = _forgotten(symbols)
        above = torch.gather(own, 1, heads[..., None].expand(-1, -1, own.shape[2]))
        parts = [self.embed[f"of_{name}"](symbols[..., number]) for number, name in enumerate(FIELDS)]
        below = self.drop(torch.relu(self.input(self.drop(torch.cat([*parts, own, above], -1)))))
        packed = pack_padded_sequence(below, lengths, batch_first=True, enforce_sorted=False)
        states, _ = pad_packed_sequence(self.memory(packed)[0], batch_first=True)
        return torch.cat([self.drop(states), below], -1)

    def roles_loss(self, vectors: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """The negative log-likelihood of the gold path, a word."""
        scores, steps = self.roles(vectors), self.steps + self.never
        reach = scores[:, 0] + self.start
        path = reach.gather(1, gold[:, :1])[:, 0]
        for word in range(1, scores.shape[1]):
            inside = mask[:, word]
            further = torch.logsumexp(reach[:, :, None] + steps, 1) + scores[:, word]
            reach = torch.where(inside[:, None], further, reach)
            own = scores[:, word].gather(1, gold[:, word : word + 1])[:, 0]
            path = path + inside * (steps[gold[:, word - 1], gold[:, word]] + own)
        return (torch.logsumexp(reach, 1) - path).sum() / mask.sum()

    def estimates(self, symbols: tuple[Tensor, Tensor], around: Tensor) -> Tensor:
        """A score for each register."""
        inner = self.drop(torch.relu(self.hidden(*symbols) + self.around(around)))
        return self.linear(*symbols) + self.out(inner)

    def arrays(self) -> dict[str, np.ndarray]:
        """The weights under the names that tocsin.read.network knows."""
        state = {name: tensor.detach().numpy() for name, tensor in self.state_dict().items()}
        found = {f"embed.{name}": state[f"embed.of_{name}.weight"] for name in FIELDS}
        found |= {"input.weight": state["input.weight"], "input.bias": state["input.bias"]}
        for name, end in (("forward", ""), ("backward", "_reverse")):
            found[f"{name}.inputs"] = state[f"memory.weight_ih_l0{end}"]
            found[f"{name}.own"] = state[f"memory.weight_hh_l0{end}"]
            found[f"{name}.bias"] = state[f"memory.bias_ih_l0{end}"] + state[f"memory.bias_hh_l0{end}"]
        found |= {
            "roles.weight": state["roles.weight"],
            "roles.bias": state["roles.bias"],
            "roles.steps": state["steps"],
        }
        found |= {"predicates.linear": state["linear.weight"], "predicates.hidden": state["hidden.weight"]}
        found |= {"predicates.vectors": state["around.weight"], "predicates.bias": state["around.bias"]}
        found |= {"predicates.out": state["out.weight"], "predicates.out_bias": state["out.bias"]}
        found["roles.bias"] = found["roles.bias"] + np.array([CUE_BONUS * (role == f"B-{CUE}") for role in ROLES])
        news = np.array([NEWS_FIRST.get(name, 0.0) for name in REGISTERS], dtype=np.float32)
        found["registers.symbols"] = state["register_words.weight"] * RESERVE
        found["registers.vectors"] = state["register_vectors.weight"] * RESERVE
        found["registers.bias"] = (state["register_vectors.bias"] + news) * RESERVE
        return found


def _sums(rows: int, width: int, spread: float) -> nn.EmbeddingBag:
    table = nn.EmbeddingBag(rows, width, mode="sum", padding_idx=0)
    nn.init.normal_(table.weight, std=spread)
    with torch.no_grad():
        table.weight[0] = 0.0
    return table


def _forgotten(symbols: Tensor) -> Tensor:
    """Words, and apart from them their heads, left out at random: unknown words will come."""
    symbols = symbols.clone()
    word, head = torch.rand(symbols.shape[:2]) < 0.1, torch.rand(symbols.shape[:2]) < 0.1
    symbols[..., FIELDS.index("word")][word] = 0
    symbols[..., FIELDS.index("lemma")][word] = 0
    symbols[..., FIELDS.index("head")][head] = 0
    return symbols


# --- training -------------------------------------------------------------------------------------------------------


class Batches:
    """Paragraphs as tensors, in batches of like length."""

    def __init__(
        self, fields: dict[str, Vocabulary], predicates: Vocabulary, registers: Vocabulary, chance: np.random.Generator
    ) -> None:
        self._fields, self._predicates, self._registers, self._chance = fields, predicates, registers, chance

    def of(self, paragraphs: Sequence[Sample]) -> list[list[Sample]]:
        """The paragraphs grouped anew, by length give or take a tenth."""
        sizes = [len(one.heads) * (1 + 0.1 * self._chance.standard_normal()) for one in paragraphs]
        batches: list[list[Sample]] = [[]]
        for number in np.argsort(sizes, kind="stable"):
            batches[-1].append(paragraphs[number])
            if len(batches[-1]) * len(paragraphs[number].heads) >= BATCH_WORDS:
                batches.append([])
        return [batch for batch in batches if batch]

    def words(self, batch: Sequence[Sample]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        longest = max(len(one.heads) for one in batch)
        symbols = np.zeros((len(batch), longest, len(FIELDS)), dtype=np.int64)
        heads = np.zeros((len(batch), longest), dtype=np.int64)
        vectors = np.zeros((len(batch), longest, batch[0].vectors.shape[1]), dtype=np.float32)
        for row, one in enumerate(batch):
            size = len(one.heads)
            for number, name in enumerate(FIELDS):
                rows = self._fields[name].rows
                symbols[row, :size, number] = [rows.get(word[number], 0) for word in one.fields]
            heads[row, :size] = one.heads
            vectors[row, :size] = one.vectors.astype(np.float32) * VECTOR_SCALE
        lengths = torch.tensor([len(one.heads) for one in batch])
        return torch.from_numpy(symbols), torch.from_numpy(heads), torch.from_numpy(vectors), lengths

    def symbols(self, lists: Iterable[Iterable[str]], which: str, drop: float) -> tuple[Tensor, Tensor]:
        vocabulary = self._predicates if which == "predicates" else self._registers
        kept = [[row for row in vocabulary.of(one) if self._chance.random() >= drop] or [0] for one in lists]
        starts = np.cumsum([0, *(len(one) for one in kept[:-1])])
        return torch.tensor([row for one in kept for row in one]), torch.from_numpy(starts)


def role_loss(network: Network, batches: Batches, batch: Sequence[Sample]) -> Tensor:
    symbols, heads, own, lengths = batches.words(batch)
    gold = torch.zeros(heads.shape, dtype=torch.long)
    for row, one in enumerate(batch):
        gold[row, : len(one.heads)] = torch.tensor([ROLES.index(role) for role in one.roles or ()])
    mask = torch.arange(heads.shape[1])[None] < lengths[:, None]
    return network.roles_loss(network.vectors(symbols, heads, own, lengths), gold, mask)


def certainty_loss(network: Network, batches: Batches, batch: Sequence[Sample], balance: Tensor) -> Tensor:
    """How far the score of the text's own register is off, how far the mixture's, and how unlike the register is told."""
    words = batches.words(batch)
    vectors, lengths = network.vectors(*words), words[3]
    found = [(row, one) for row, paragraph in enumerate(batch) for one in paragraph.predicates]
    rows = torch.tensor([row for row, _ in found])
    own, clause = (torch.tensor([getattr(one, name) for _, one in found]) for name in ("own", "clause"))
    around = torch.cat([vectors[rows, own], vectors[rows, clause]], -1)
    scores = network.estimates(batches.symbols((one.symbols for _, one in found), "predicates", 0.15), around)
    gold = torch.tensor([one.gold for _, one in found])
    inside = (torch.arange(vectors.shape[1])[None] < lengths[:, None])[..., None]
    mean = (vectors * inside).sum(1) / lengths[:, None]
    heard = network.register_words(*batches.symbols((one.register_symbols for one in batch), "registers", 0.3))
    told = network.register_vectors(mean) + heard
    registers = torch.tensor([one.register for one in batch])
    off = nn.functional.smooth_l1_loss(scores.gather(1, registers[rows][:, None])[:, 0], gold, beta=0.5)
    mixed = (scores * torch.softmax(told * RESERVE, -1)[rows]).sum(1)
    share = torch.tensor([SHARE[name] for name in REGISTERS])[registers[rows]]
    mixed_off = (share * nn.functional.smooth_l1_loss(mixed, gold, beta=0.5, reduction="none")).mean()
    return 0.5 * off + 0.25 * mixed_off + 0.2 * nn.functional.cross_entropy(told, registers, weight=balance)


def train(network: Network, batches: Batches, roles: list[Sample], certainty: list[Sample], epochs: int) -> None:
    sizes = torch.bincount(torch.tensor([one.register for one in certainty]), minlength=len(REGISTERS))
    balance = sizes.sum() / len(REGISTERS) / sizes.clamp(min=1)
    rate = 2e-3
    optimizer = torch.optim.Adam(network.parameters(), lr=rate)
    chance = np.random.default_rng(1)
    for epoch in range(epochs):
        network.train()
        began, lost = perf_counter(), Counter[str]()
        jobs: list[tuple[str, Callable[[], Tensor]]] = [
            ("roles", lambda batch=batch: role_loss(network, batches, batch)) for batch in batches.of(roles)
        ]
        jobs += [
            ("certainty", lambda batch=batch: certainty_loss(network, batches, batch, balance))
            for batch in batches.of(certainty)
        ]
        for done, number in enumerate(chance.permutation(len(jobs))):
            for group in optimizer.param_groups:
                group["lr"] = rate * (1 - (epoch + done / len(jobs)) / epochs)
            name, loss_of = jobs[number]
            loss = loss_of()
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            lost[name] += loss.item()
        print(f"epoch {epoch + 1}: {dict(lost)}, {perf_counter() - began:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--into", type=Path)
    parser.add_argument("--epochs", type=int, default=8)
    options = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    lexicon = lexicon_for(options.language)
    reader = Reader(lexicon)
    certainty = [
        one
        for number, name in enumerate(REGISTERS)
        for one in judged(options.folder / "certainty" / f"{name}.train.jsonl", number, reader)
    ]
    roles = list(attributed(options.folder / "attribution", reader))
    print(f"{len(roles)} paragraphs of attributions, {len(certainty)} of judged predicates", flush=True)
    fields = {
        name: Vocabulary(([word[number] for word in one.fields] for one in [*roles, *certainty]), LEAST.get(name, 1))
        for number, name in enumerate(FIELDS)
    }
    predicates = Vocabulary((one.symbols for paragraph in certainty for one in paragraph.predicates), 4)
    registers = Vocabulary((one.register_symbols for one in certainty), 10)
    network = Network(fields, predicates, registers, roles[0].vectors.shape[1])
    train(network, Batches(fields, predicates, registers, np.random.default_rng(2)), roles, certainty, options.epochs)
    about = {
        "parser": lexicon.table("manifest")["parser"],
        "roles": ROLES,
        "registers": REGISTERS,
        "trained_with": f"torch {torch.__version__}, numpy {np.__version__}, {options.epochs} epochs",
        "vocabularies": {name: fields[name].symbols for name in FIELDS}
        | {"predicates": predicates.symbols, "registers": registers.symbols},
    }
    path = save(options.into or lexicon.folder, network.arrays(), about)
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    # A paragraph's tree is deep where a sentence is long, and Python's own stack is not.
    sys.setrecursionlimit(100_000)
    threading.stack_size(256 * 1024 * 1024)
    worker = threading.Thread(target=main)
    worker.start()
    worker.join()
