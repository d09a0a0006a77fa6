"""What a tree tells of a clause: its subject, its tense, the words that mark and close it."""

from tocsin.model.parse import Sentence, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
FINITE = ("VBD", "VBZ", "VBP")
LOOKALIKES = (("VBD", "VBN"), ("VBP", "VB"))
"""Pairs of verb forms that are often one word, which taggers confuse."""
COPULAR = ("acomp", "attr", "oprd")
_CLAUSES = ("ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis", "conj")
_BEFORE_A_CLAUSE = ("punct", "cc", "intj", "advcl", "dep", "parataxis", "ccomp")
_WH = ("WRB", "WP", "WDT", "WP$")


def heads_clause(token: Token) -> bool:
    """Whether a word is the head of a clause."""
    return (token.pos in ("VERB", "AUX") and token.dep not in ("aux", "auxpass")) or (
        token.dep in _CLAUSES and any(child.dep in (*SUBJECTS, "neg", "aux", "cop", "advcl") for child in token.children)
    )  # fmt: skip


def clause_head(token: Token) -> Token:
    """The head of the clause a word stands in; the word itself where it heads one."""
    for above in (token, *token.ancestors()):
        if heads_clause(above):
            return above
    return token


def to_word(token: Token) -> Token:
    """The "to" of an infinitive, or the word itself."""
    return next((child for child in token.children if child.tag == "TO"), token)


def beside(verb: Token) -> list[str]:
    """The words under a verb."""
    return [child.lower for child in verb.children]


def is_past(token: Token) -> bool:
    """Whether the verb, or the first of its auxiliaries, is in the past tense."""
    finite = [child for child in token.children if child.dep in ("aux", "auxpass")]
    if any(child.tag == "MD" for child in finite):
        return False
    return token.tag == "VBD" or any(child.tag == "VBD" for child in finite)


def subject_of(token: Token) -> Token | None:
    """The subject of a clause."""
    return token.child("nsubj", "nsubjpass")


def inverted(token: Token) -> Token | None:
    """The auxiliary or copula that stands before the subject at the very beginning of a clause."""
    subject = subject_of(token)
    if subject is None:
        return None
    asked = question_word(token)
    words = [token, *(child for child in token.children if child.dep not in _BEFORE_A_CLAUSE)]
    if asked is not None:
        words = [word for word in words if word is token or not word.left <= asked.i <= word.right]
    first = min(words, key=lambda word: word.i)
    is_verb = first.dep in ("aux", "auxpass") or (first is token and token.pos == "AUX")
    return first if is_verb and first.i < subject.left else None


def question_word(token: Token) -> Token | None:
    """The "when", "who", "how many" that a clause begins with."""
    for child in token.children:
        if child.i >= token.i or child.dep in ("ccomp", "advcl", "parataxis", "csubj"):
            continue
        word: Token | None = child
        while word is not None:
            if word.tag in _WH:
                return word
            word = next((below for below in word.children if below.i < word.i), None)
    return token if token.tag in _WH else None


def final_mark(sentence: Sentence) -> Token | None:
    """The question mark or stop a sentence ends in, closing quotes and brackets aside."""
    for token in reversed(sentence.tokens):
        if token.text in ("?", "!", "."):
            return token
        if token.pos != "PUNCT":
            return None
    return None


def question_tag(sentence: Sentence) -> tuple[Token, ...]:
    """The words of "…, isn't it?" at the end of a sentence, or none."""
    words = list(sentence.tokens)
    while words and words[-1].pos == "PUNCT":
        words.pop()
    at = len(words) - 1
    if at < 3 or words[at].pos != "PRON":
        return ()
    start = at - 1
    if words[start].dep == "neg":
        start -= 1
    comma = words[start - 1] if start else None
    if words[start].pos not in ("AUX", "VERB") or comma is None or comma.pos != "PUNCT":
        return ()
    return tuple(words[start:])


def is_imperative(token: Token) -> bool:
    """Whether a verb is a bare stem without subject or auxiliary."""
    return token.tag == "VB" and not any(
        child.dep in (*SUBJECTS, "aux") or child.tag in ("MD", "TO") for child in token.children
    )  # fmt: skip
