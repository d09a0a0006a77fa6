"""Small records for tests: each builder takes the facts that matter and fills in the rest."""

import re
from datetime import datetime
from hashlib import sha256
from typing import Any

from tocsin.model.claim import Claim, claim_id
from tocsin.model.document import Document, Evidence
from tocsin.model.factuality import Factuality
from tocsin.model.kind import Kind
from tocsin.model.parse import Sentence, Token
from tocsin.model.reading import Reading
from tocsin.model.span import Span

AT = datetime(2026, 3, 2, 12, 0)
TEXT = "The mayor said that more than 400 people had left Saalbrunn. The ministry denied it."


def a_document(text: str = TEXT, **facts: Any) -> Document:
    """A document of this text; its id is the hash of the text, as for a file."""
    key = f"sha256:{sha256(text.encode('utf-8', 'replace')).hexdigest()}"
    return Document(**{"id": key, "name": "report", "text": text, **facts})


def an_evidence(document: Document | None = None) -> Evidence:
    """A document with the bytes it came from."""
    document = document or a_document()
    return Evidence(document=document, raw=document.text.encode("utf-8", "replace"), media_type="text/plain")


def a_claim(document: Document | None = None, words: str | None = None, **facts: Any) -> Claim:
    """A claim that stands in these words of the document; by default in all of its first sentence."""
    document = document or a_document()
    start = document.text.index(words) if words else 0
    span = Span(start, start + len(words)) if words else sentences_of(document.text)[0].span
    certainty = facts.pop("factuality", Factuality.CERTAIN)
    kind = facts.get("kind", Kind.STATEMENT)
    made = {
        "id": claim_id(document.id, span, predicate=span.start, kind=kind),
        "start": span.start,
        "end": span.end,
        "text": document.text[span.start : span.end],
        "kind": kind,
        "speaker": None,
        "sources": (),
        "factuality": certainty,
        "score": certainty.score,
        "probability": certainty.probability,
    }
    return Claim(**{**made, **facts})


def a_reading(document: Document | None = None, *claims: Claim, **parts: Any) -> Reading:
    """A reading with its sentences; without claims given, with one for each sentence."""
    document = document or a_document()
    sentences = sentences_of(document.text)
    found = claims or tuple(a_claim(document, document.text[one.start : one.end]) for one in sentences)
    return Reading(document=document, claims=found, sentences=sentences, **parts)


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, each of one word, as far as a ledger needs them."""
    sentences = []
    for number, match in enumerate(re.finditer(r"\S[^.?!\n]*[.?!]?", text)):
        start, end = match.span()
        token = Token(number, match[0], match[0].lower(), match[0], "X", "XX", "ROOT", start, end, "")
        token.head = token
        sentences.append(Sentence((token,), token, 0, start, end))
    return tuple(sentences)
