"""Trains the network that makes the vectors which a case is searched by, and writes `lexicon/en/meaning_index.npz`.

    python scripts/train_index.py FILE [--into FILE] [--epochs 8]

FILE has a sentence a line. The network (`tocsin.meaning.index`) learns to guess the vector that the encoder makes of each,
and to be as near as that to the encoder's vectors of the other sentences of a batch. The shipped file was trained on 40,000
sentences of the texts that its card, docs/why/meaning-vectors.md, names. One thread and fixed seeds: the same file, NumPy
and processor give the same network.
"""

import argparse
import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from tocsin.lexicon import weights_file
from tocsin.lexicon.language import lexicon_for
from tocsin.meaning.encoder import Encoder, unit
from tocsin.meaning.index import FILE, Indexer, Network
from tocsin.meaning.weights import Floats, weights_in

HIDDEN = 512
BATCH = 256
HELD = 1_500
LEARN, WARM, DECAY = 2e-3, 50, (0.9, 0.99)
PIECE_RATE = 10
"""How much faster the weights of pieces move: each is seen in few batches."""
SHARPNESS = 20
"""What cosines are multiplied by before a softmax makes shares of them."""
NEIGHBOURS = 0.5
"""How much it counts that the shares among a batch are those of the encoder, next to the cosine itself."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--into", type=Path, default=lexicon_for("en").folder / FILE)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--taught", type=Path, help="keep the encoder's vectors here, or take them from here")
    given = parser.parse_args()
    sentences = given.sentences.read_text(encoding="utf-8").splitlines()
    with threadpool_limits(limits=1, user_api="blas"):
        if given.taught is not None and given.taught.exists():
            taught = np.load(given.taught)
        else:
            taught = Encoder.load().encode(sentences)
            if given.taught is not None:
                np.save(given.taught, taught)
        arrays = trained(sentences[: len(taught)], taught, epochs=given.epochs)
    model = "all-MiniLM-L6-v2-int8, index 1"
    about = {"model": model, "sentences": len(taught)}
    weights_file.save(given.into, arrays, about)
    print(f"{given.into}: {given.into.stat().st_size:,} bytes, {json.dumps(about)}")


def trained(sentences: Sequence[str], taught: Floats, *, epochs: int) -> dict[str, Floats]:
    """The arrays of the network, by their names."""
    weights = weights_in(lexicon_for("en").folder)
    size = taught.shape[1]
    chance = np.random.default_rng(1)
    arrays: dict[str, Floats] = {
        "piece_weights": np.zeros(len(weights.pieces), np.float32),
        "widen": chance.normal(0, size**-0.5, (size, HIDDEN)).astype(np.float32),
        "widen_bias": np.zeros(HIDDEN, np.float32),
        "narrow": chance.normal(0, 0.3 * HIDDEN**-0.5, (HIDDEN, size)).astype(np.float32),
        "straight": chance.normal(0, size**-0.5, (size, size)).astype(np.float32),
        "bias": np.zeros(size, np.float32),
    }
    network = Network("", **arrays)
    indexer = Indexer(weights, network)
    bags = [indexer.pieces(text) for text in sentences]
    usable = [number for number, bag in enumerate(bags) if bag]
    held, learned = usable[:HELD], usable[HELD:]
    moments = {name: (np.zeros_like(array), np.zeros_like(array)) for name, array in arrays.items()}
    order, steps = random.Random(1), 0
    total = epochs * (len(learned) // BATCH)
    for epoch in range(epochs):
        order.shuffle(learned)
        for start in range(0, len(learned) - BATCH + 1, BATCH):
            numbers = learned[start : start + BATCH]
            slopes = slopes_of(indexer, network, [bags[number] for number in numbers], taught[numbers])
            steps += 1
            rate = LEARN * min(1, steps / WARM) * 0.5 * (1 + np.cos(np.pi * steps / total))
            for name, (first, second) in moments.items():
                slope = slopes[name]
                first += (1 - DECAY[0]) * (slope - first)
                second += (1 - DECAY[1]) * (slope * slope - second)
                step = (first / (1 - DECAY[0] ** steps)) / (np.sqrt(second / (1 - DECAY[1] ** steps)) + 1e-8)
                arrays[name] -= rate * (PIECE_RATE if name == "piece_weights" else 1) * step
        guessed = unit(network(indexer.means([bags[number] for number in held])))
        print(
            f"epoch {epoch + 1}: cosine on held sentences {(guessed * taught[held]).sum(axis=1).mean():.3f}", flush=True
        )
    return arrays


def slopes_of(indexer: Indexer, network: Network, bags: Sequence[Sequence[int]], taught: Floats) -> dict[str, Floats]:
    """The gradients of the loss of a batch."""
    means = indexer.means(bags)
    hidden = np.maximum(means @ network.widen + network.widen_bias, 0)
    out = hidden @ network.narrow + means @ network.straight + network.bias
    lengths = np.linalg.norm(out, axis=1, keepdims=True)
    vectors = out / lengths
    # Each sentence of the batch is asked for by its own vector of the encoder: who is near it, and how near?
    wanted, had = shares(taught @ taught.T), shares(taught @ vectors.T)
    slope = (NEIGHBOURS * (had - wanted).T @ taught - taught) / len(bags)
    slope = (slope - vectors * (slope * vectors).sum(axis=1, keepdims=True)) / lengths
    inner = slope @ network.narrow.T
    inner[hidden <= 0] = 0
    outer = inner @ network.widen.T + slope @ network.straight.T
    # The mean moves with a piece's weight toward that piece.
    pieces = np.fromiter((piece for bag in bags for piece in bag), np.intp)
    owners = np.repeat(np.arange(len(bags)), [len(bag) for bag in bags])
    counted = np.exp(network.piece_weights[pieces])
    pulls = ((indexer.vectors(pieces) - means[owners]) * outer[owners]).sum(axis=1)
    pulls *= counted / np.bincount(owners, counted)[owners]
    return {
        "piece_weights": np.bincount(pieces, pulls, minlength=len(network.piece_weights)).astype(np.float32),
        "widen": means.T @ inner, "widen_bias": inner.sum(axis=0), "narrow": hidden.T @ slope,
        "straight": means.T @ slope, "bias": slope.sum(axis=0),
    }  # fmt: skip


def shares(cosines: Floats) -> Floats:
    """The softmax of each row."""
    powers = np.exp(SHARPNESS * (cosines - cosines.max(axis=1, keepdims=True)))
    return powers / powers.sum(axis=1, keepdims=True)


if __name__ == "__main__":
    main()
