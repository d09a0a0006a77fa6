"""A copy of a case without a source's identity, and the proof that nothing of it is left.

Taken out are the names of the source in whatever script and inflection, its addresses, the files it came in, the raw bytes
and the full texts of all documents that name it, the places of claims in these texts, their hashes and all ids that follow
from them, the reasons that people wrote, and what finds claims by hashes of words. What is left of such a document is its
claims with their sentences, the names replaced.
"""

import json
import re
import secrets
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tocsin.errors import CaseError
from tocsin.ledger.port import StoredRow
from tocsin.model.party import Party, PartyKind
from tocsin.text.folding import folded

WITHHELD = "[withheld]"
"""What stands for what people wrote."""
_DROPPED = frozenset((
    "party", "party_name", "party_basis", "posts", "link_key", "visit", "failed", "earlier_failed", "merged_case", "chain",
    "question_run",
))  # fmt: skip
"""Tables that are made again from the others, or that keep addresses, paths, hashes of words or heads of chains."""
_ID = re.compile(r"(?:sha256:)?\b[0-9a-f]{8,64}\b")
_SHORT = 8
"""Characters of an id that messages and reasons name it by."""
_ENDINGS, _LONG_ENOUGH = "[^\\W\\d_]{0,3}", 5
"""A name of so many letters may be inflected: “Observers”, “Ковалем”."""
_CYRILLIC_ENDS = frozenset("ьйаяоеиыуюіїє")
"""Last letters of Cyrillic names that give way to an ending."""
_SURNAME = 4
"""Letters of a surname that is taken out by itself."""
_GENERIC_HOSTS = frozenset(("www", "m", "amp"))


@dataclass(frozen=True, slots=True)
class Redacted:
    """What was taken out of a copy.

    Attributes:
        documents: The documents whose text and evidence were taken out.
        values: The values of the case in which something was replaced.
        checked: The values of the copy, and of its files, that the proof looked through.
    """

    documents: int
    values: int
    checked: int


@dataclass(slots=True)
class Identity:
    """What tells who a source is: patterns of its names and addresses, and the hashes that could be looked up."""

    pattern: re.Pattern[str]
    ids: dict[str, str] = field(default_factory=dict)
    """What takes the place of each id, and of its beginning."""
    placeholder: str = field(default_factory=lambda: f"Q{secrets.token_hex(3)}")
    """What stands for every name of the source: nothing that it could be called."""

    def is_in(self, text: str) -> bool:
        """Whether a text holds a name or an address of the source."""
        return self.pattern.search(_bare(text)) is not None

    def masked(self, text: str) -> str:
        """The text without names, addresses and ids of the source."""
        found = _ID.sub(lambda match: self.ids.get(match[0], match[0]), text)
        if not self.is_in(found):
            return found
        return unicodedata.normalize("NFC", self.pattern.sub(self.placeholder, unicodedata.normalize("NFD", found)))


def identity_of(names: Iterable[str], addresses: Iterable[str]) -> Identity:
    """What finds these names, across case, accents, the marks between words and endings, and these addresses."""
    patterns = [_pattern(name) for name in names if any(map(str.isalnum, name))]
    patterns += [_pattern(address) for address in addresses if any(map(str.isalnum, address))]
    if not patterns:
        raise CaseError("a source has a name with a letter or a digit")
    longest = sorted(set(patterns), key=len, reverse=True)
    return Identity(re.compile(f"(?<![^\\W_])(?:{'|'.join(longest)})(?![^\\W_])", re.IGNORECASE))


def names_of(party: Party | None, name: str) -> set[str]:
    """The names that a source is known by; of a person also the surname alone."""
    names = {name, *(one.written for one in party.names)} if party is not None else {name}
    if party is not None and party.kind is PartyKind.PERSON:
        for one in list(names):
            words = one.split()
            if len(words) in (2, 3) and all(word[:1].isupper() for word in words) and len(words[-1]) >= _SURNAME:
                names.add(words[-1])
    return names


def hosts_of(addresses: Iterable[str | None]) -> set[str]:
    """The hosts of addresses, without what most hosts have."""
    found = set()
    for address in addresses:
        host = (urlsplit(address).hostname or "") if address else ""
        parts = host.split(".")
        while parts and parts[0] in _GENERIC_HOSTS:
            parts = parts[1:]
        if len(parts) > 1:
            found.add(".".join(parts))
    return found


def redacted_rows(rows: Iterable[StoredRow], identity: Identity) -> tuple[list[StoredRow], int, int]:
    """The rows of a copy without the identity of a source.

    Args:
        rows: All rows of the case.
        identity: The source; the ids that are replaced are entered in it.

    Returns:
        The rows, how many documents were withheld, and how many values were changed.

    Raises:
        CaseError: The case holds nothing of the source.
    """
    tables: dict[str, list[dict[str, Any]]] = defaultdict(list)
    is_there = False
    for row in rows:
        tables[row.table].append(dict(row.values))
        is_there = is_there or any(identity.is_in(text) for value in row.values.values() for text in _strings(value))
    if not is_there:
        raise CaseError("the case holds nothing of such a source; `tocsin party list` lists the names that it has")
    withheld = _withheld(tables, identity)
    _new_ids(tables, withheld, identity)
    places = _texts_again(tables, withheld, identity)
    changed = 0
    made: list[StoredRow] = []
    for table, own in tables.items():
        if table in _DROPPED:
            changed += len(own)
            continue
        for values in own:
            new = _new_row(table, values, withheld, places, identity)
            changed += sum(new[name] != value for name, value in values.items()) if new is not None else len(values)
            if new is not None:
                made.append(StoredRow(table, new))
    return made, len(withheld), changed


def leftovers(
    rows: Iterable[StoredRow], files: Iterable[Path], identity: Identity, *, empty: str
) -> tuple[list[str], int]:
    """Where anything of a source's identity is left, and how many values were looked through: none must be.

    Args:
        rows: All rows of the copy, read again from where it is kept.
        files: The files of the copy: their bytes are searched too, whatever they mean.
        identity: The source.
        empty: The file of a case without rows: its words for tables and columns are nobody's name.
    """
    own = {match[0].casefold() for match in identity.pattern.finditer(_bare(empty))}
    found, checked = [], 0
    old = {key for key in identity.ids if len(key) > _SHORT}
    for row in rows:
        for name, value in row.values.items():
            for text in _strings(value):
                checked += 1
                if identity.is_in(text) or any(match[0] in old for match in _ID.finditer(text)):
                    found.append(f"{row.table}.{name}")
    for path in files:
        checked += 1
        data = _decoded(path.read_bytes())
        names = {match[0].casefold() for match in identity.pattern.finditer(_bare(data))}
        if names - own or any(match[0] in old for match in _ID.finditer(data)):
            found.append(path.name)
    return found, checked


def _bare(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _pattern(name: str) -> str:
    """A pattern of a name: marks on its letters, signs between its words and an ending do not matter."""
    words = re.findall(r"[^\W_]+", "".join(
        char for char in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(char)
    ))  # fmt: skip
    return "[\\W_]{0,3}".join(map(_word_pattern, words))


def _word_pattern(word: str) -> str:
    is_long = len(word) >= _LONG_ENOUGH
    stem = word[:-1] if is_long and word[-1] in _CYRILLIC_ENDS else word
    return "".join(f"{re.escape(char)}[\\u0300-\\u036f]*" for char in stem) + (_ENDINGS if is_long else "")


def _withheld(tables: Mapping[str, list[dict[str, Any]]], identity: Identity) -> set[str]:
    """The documents that name the source anywhere."""
    document_of = {row["number"]: row["document"] for row in tables["reading"]}
    reading_of = {row["row"]: row["reading"] for row in tables["claim"]}
    found = {row["document"] for row in tables["evidence_bytes"] if identity.is_in(_decoded(row["raw"]))}
    found |= {
        row["document"] for table in ("reading", "sighting") for row in tables[table]
        if any(identity.is_in(text) for value in row.values() for text in _strings(value))
    }  # fmt: skip
    for row in tables["claim"]:
        if any(identity.is_in(text) for text in _strings(row["record"])):
            found.add(document_of[row["reading"]])
    for row in tables["words"]:
        if identity.is_in(row["sentence"]) or identity.is_in(row["context"]):
            found.add(document_of[reading_of[row["rowid"]]])
    return found


def _new_ids(tables: Mapping[str, list[dict[str, Any]]], withheld: set[str], identity: Identity) -> None:
    """Give documents and claims ids that follow from nothing, and forget from which."""
    document_of = {row["number"]: row["document"] for row in tables["reading"]}
    old = {document: secrets.token_hex(32) for document in sorted(withheld)}
    for document, new in old.items():
        identity.ids[document] = f"sha256:{new}"
        identity.ids[document.removeprefix("sha256:")] = new
    for row in tables["evidence_bytes"]:
        if row["document"] in withheld:
            identity.ids.setdefault(row["digest"], secrets.token_hex(32))
    for row in tables["claim"]:
        if document_of[row["reading"]] in withheld and row["id"] not in identity.ids:
            identity.ids[row["id"]] = secrets.token_hex(10)
    for key, new in list(identity.ids.items()):
        if ":" not in key:
            identity.ids.setdefault(key[:_SHORT], new[:_SHORT])


@dataclass(slots=True)
class _Texts:
    """The texts that take the place of those withheld, by reading, and where claims stand in them, by row."""

    texts: dict[int, str] = field(default_factory=dict)
    claims: dict[int, tuple[int, int]] = field(default_factory=dict)
    sentences: dict[int, tuple[int, int]] = field(default_factory=dict)
    passages: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Where claims stand, by their ids in the case."""
    last: dict[str, str] = field(default_factory=dict)
    """The last text of each document, by its id in the case."""


def _texts_again(tables: Mapping[str, list[dict[str, Any]]], withheld: set[str], identity: Identity) -> _Texts:
    """Put the sentences of claims one below the other, in the place of the texts that they stood in."""
    made = _Texts()
    sentence_of = {row["rowid"]: row["sentence"] for row in tables["words"]}
    claims: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in tables["claim"]:
        claims[row["reading"]].append(row)
    for reading in tables["reading"]:
        if reading["document"] not in withheld:
            continue
        lines: dict[str, int] = {}
        length = 0
        for row in claims[reading["number"]]:
            line = " ".join(identity.masked(sentence_of[row["row"]]).split())
            if line not in lines:
                lines[line] = length
                length += len(line) + 1
            words = " ".join(identity.masked(json.loads(row["record"])["text"]).split())
            start = max(0, line.find(words))
            end = start + len(words) if line.find(words) >= 0 else len(line)
            made.claims[row["row"]] = lines[line] + start, lines[line] + end
            made.sentences[row["row"]] = lines[line], lines[line] + len(line)
            made.passages[row["id"]] = made.claims[row["row"]]
        made.texts[reading["number"]] = "\n".join(lines)
        made.last[reading["document"]] = made.texts[reading["number"]]
    return made


def _new_row(
    table: str, values: dict[str, Any], withheld: set[str], places: _Texts, identity: Identity
) -> dict[str, Any] | None:
    """A row of the copy; None for one that is left out."""
    if table == "sighting" and (
        values["document"] in withheld
        or any(identity.is_in(text) for value in values.values() for text in _strings(value))
    ):
        return None
    new = {name: _masked_value(value, identity) for name, value in values.items()}
    if "reason" in new:
        new["reason"] = WITHHELD
    if table == "evidence_bytes" and values["document"] in withheld:
        new["raw"] = places.last.get(values["document"], "").encode()
        new["digest"] = sha256(new["raw"]).hexdigest()
    elif table == "reading" and values["document"] in withheld:
        new |= {
            "text": places.texts[values["number"]], "url": None, "name": f"withheld-{new['document'][7:15]}",
            "record": "{}",
        }  # fmt: skip
    elif table == "claim" and values["row"] in places.claims:
        start, end = places.claims[values["row"]]
        record = _anchored(json.loads(new["record"]), start, end)
        record["text"] = places.texts[values["reading"]][start:end]
        new["record"] = json.dumps(record, ensure_ascii=False)
        new["sentence_start"], new["sentence_end"] = places.sentences[values["row"]]
    elif table == "words" and values["rowid"] in places.claims:
        new["sentence"], new["context"] = " ".join(new["sentence"].split()), ""
    elif table == "review" and values["claim"] in places.passages:
        start, end = places.passages[values["claim"]]
        new |= {"start": start, "end": end, "words": places.last[values["document"]][start:end]}
        new["changes"] = json.dumps(_anchored(json.loads(new["changes"]), start, end), ensure_ascii=False)
    elif table == "claim_party":
        new["folded"] = folded(new["name"])
    return new


def _masked_value(value: Any, identity: Identity) -> Any:
    if isinstance(value, str):
        record = _json(value)
        if record is not None:
            masked = _masked_record(record, identity)
            return value if masked == record else json.dumps(masked, ensure_ascii=False)
        return identity.masked(value)
    return value


def _masked_record(record: Any, identity: Identity) -> Any:
    if isinstance(record, dict):
        # What a person wrote as a reason may tell anything.
        if record.get("rule") == "told" and isinstance(record.get("facts"), dict):
            return {
                **record,
                "facts": {"words": WITHHELD},
                "claims": _masked_record(record.get("claims", []), identity),
            }
        return {key: _masked_record(value, identity) for key, value in record.items()}
    if isinstance(record, list):
        return [_masked_record(value, identity) for value in record]
    return identity.masked(record) if isinstance(record, str) else record


def _anchored(record: Any, start: int, end: int) -> Any:
    """A record whose places in the text are all that of its claim."""
    if isinstance(record, dict):
        places: dict[str, Callable[[], Any]] = {
            "start": lambda: start, "end": lambda: end, "spans": list, "part_of": lambda: None, "dates": lambda: None,
        }  # fmt: skip
        return {key: places[key]() if key in places else _anchored(value, start, end) for key, value in record.items()}
    return [_anchored(value, start, end) for value in record] if isinstance(record, list) else record


def _strings(value: Any) -> Iterator[str]:
    """Every text in a value, also within JSON."""
    if isinstance(value, bytes):
        yield _decoded(value)
    elif isinstance(value, str):
        record = _json(value)
        if record is None:
            yield value
        else:
            yield from _strings_of(record)


def _strings_of(record: Any) -> Iterator[str]:
    if isinstance(record, dict):
        for value in record.values():
            yield from _strings_of(value)
    elif isinstance(record, list):
        for value in record:
            yield from _strings_of(value)
    elif isinstance(record, str):
        yield record


def _json(text: str) -> Any:
    """The object or list that a text is; None if it is none."""
    if not text.startswith(("{", "[")):
        return None
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict | list) else None


def _decoded(raw: bytes | None) -> str:
    return (raw or b"").decode("utf-8", "replace")
