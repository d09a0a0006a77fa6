"""Questions in another language than the claims: found by vectors that hold for both, without a look at the words."""

from itertools import islice

from tocsin.collect.languages import language_of_words
from tocsin.engine.answering import with_support
from tocsin.engine.neighbours import FILTERED, Neighbours
from tocsin.errors import QueryError
from tocsin.ledger.port import View
from tocsin.lexicon.language import Lexicon, lexicon_for
from tocsin.meaning.multilingual import Multilingual, multilingual
from tocsin.model.answer import Answer, AnswerItem, Asked
from tocsin.model.kind import Kind
from tocsin.model.query import ClaimFilter, Match

_NEAREST = 150
"""Claims that are looked at."""
_EACH = 3
"""How many sentences are taken for each answer wanted, since several may state one proposition."""
_SURE = 0.80
"""The cosine from which the nearest claim is an answer."""
_UNKNOWN = 2 / 3
"""So many of a question's words are in no claim that was found if it is in another language: names are in both."""


def in_other_language(answer: Answer, lexicon: Lexicon) -> Multilingual | None:
    """What answers a question that is in another language than a lexicon's; None if it is in that one.

    Args:
        answer: What the lexicon's language made of the question.
        lexicon: That of the claims.

    Raises:
        QueryError: It is in another language, no claim has a word of it, and the extra that understands it is not installed.
    """
    if len(answer.unknown) < max(1, _UNKNOWN * len(answer.words)):
        return None
    language = language_of_words(answer.question)
    if language in (None, lexicon.language):
        return None
    encoder = multilingual()
    if encoder is None and len(answer.unknown) == len(answer.words):
        raise QueryError(
            "question",
            f"it seems to be in {language!r}, and no claim has a word of it; ask in {lexicon.language!r}, or install the "
            "extra “languages”, which finds claims across languages",
        )
    return encoder


def answer_across(
    ledger: View,
    neighbours: Neighbours,
    encoder: Multilingual,
    question: str,
    *,
    limit: int,
    wanted: ClaimFilter | None,
) -> Answer:
    """The propositions whose claims are nearest to a question in any language. What it asks for is not understood.

    Args:
        ledger: The case.
        neighbours: What it is searched by across languages.
        encoder: Makes the question's vector.
        question: In plain words.
        limit: How many propositions at most.
        wanted: Which claims may answer; its words and its limit are not used.
    """
    near = neighbours.nearest(encoder.question(question), limit=_NEAREST if wanted is None else FILTERED)
    with ledger.snapshot() as view:
        matches = islice(view.matches_in_rows(near, wanted=wanted).items(), _NEAREST)
        best: dict[tuple[str, int], tuple[float, Match]] = {}
        for row, match in matches:
            report = match.report
            sentence = report.document, report.sentence_span.start
            found = best.get(sentence)
            # The claims of a sentence are equally near: the one that says most stands for it.
            if report.claim.kind is not Kind.QUESTION and (
                found is None or (report.claim.weight or 0.0) > (found[1].report.claim.weight or 0.0)
            ):
                best[sentence] = near[row].claim, match
        items = tuple(
            AnswerItem(report=match.report, fit=round(max(0.0, cosine), 3), words=())
            for cosine, match in sorted(best.values(), key=lambda one: -one[0])[: _EACH * limit]
        )
        is_answered = bool(items) and items[0].fit >= _SURE
        found_all = Answer(
            question=question, asked=Asked.WHAT, words=(), unknown=(),
            findings=items if is_answered else (), near=() if is_answered else items,
        )  # fmt: skip
        return with_support(view, found_all, lexicon_for(), limit=limit)
