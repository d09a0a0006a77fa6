"""Texts as the claims that are found in them for a question."""

from collections.abc import Sequence
from datetime import date

from tocsin.ask.answer import Candidate, answer, compared
from tocsin.ask.question import read_question
from tocsin.engine.reader import Reader
from tocsin.lexicon.language import lexicon_for
from tocsin.meaning.encoder import encoder_for
from tocsin.meaning.index import indexer_for
from tocsin.model.answer import Answer
from tocsin.model.query import Match, Near, Report

LEXICON = lexicon_for("en")
READER = Reader()


def matches(*texts: str, days: Sequence[int] = ()) -> list[Match]:
    """Every claim of some documents, as equally relevant; published in March on the given days, or all on the sixth."""
    found = []
    for number, text in enumerate(texts):
        published = date(2024, 3, days[number] if days else 6)
        reading = READER.read_text(text, published=published, outlet="The Daily")
        for claim in reading.claims:
            sentence = next(one for one in reading.sentences if one.span.covers(claim.span))
            one = Report(
                claim=claim, document=f"sha256:{number:02}", name=str(number), outlet="The Daily",
                published=published, sentence=text[sentence.start : sentence.end], sentence_span=sentence.span,
            )  # fmt: skip
            found.append(Match(report=one, context="", relevance=1.0))
    return found


def answered(question: str, found: list[Match], *, limit: int = 10) -> Answer:
    """The answer from these claims, with what an index would tell of them."""
    encoder, indexer = encoder_for(LEXICON), indexer_for(LEXICON)
    (vectors,) = encoder.encode_words([question])
    near = indexer.encode([match.report.sentence for match in found]) @ vectors.whole
    nearness = {match.report.claim.id: Near(float(one), 0.2) for match, one in zip(found, near, strict=True)}
    return answer(read_question(question, LEXICON), vectors, found, nearness, encoder, LEXICON, limit=limit)


def asked(question: str, *texts: str, limit: int = 10) -> Answer:
    return answered(question, matches(*texts), limit=limit)


def features(question: str, *texts: str) -> dict[str, float]:
    """The features of the first claim of the last text."""
    encoder = encoder_for(LEXICON)
    (vectors,) = encoder.encode_words([question])
    candidates, _ = compared(read_question(question, LEXICON), vectors, matches(*texts), {}, encoder, LEXICON)
    of_last: list[Candidate] = [one for one in candidates if one.report.name == str(len(texts) - 1)]
    return min(of_last, key=lambda one: one.report.claim.start).features
