"""Every error Tocsin raises, as one tree. The message says what happened and what to do about it."""

from collections.abc import Iterable

_DETAIL = 160
"""Characters of a foreign error's message that are shown."""
_VALUE = 200
"""Characters of a value that a message names."""


def shown(value: str) -> str:
    """A value as a message names it: cut where it is long, and then with its length."""
    return value if len(value) <= _VALUE else f"{value[:_VALUE]}… ({len(value):,} characters)"


class TocsinError(Exception):
    """The root: catch this to catch everything Tocsin raises on purpose."""


class InputError(TocsinError):
    """Something that came from outside cannot be used; `name` says which input it was."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"{shown(name)}: {problem}")
        self.name = name
        self.problem = problem


def fault(error: Exception) -> str:
    """Why an input could not be read, where an error that nothing foresaw ended its reading: one short line."""
    words = " ".join(str(error).split())
    detail = f": {words[:_DETAIL]}{'…' if len(words) > _DETAIL else ''}" if words else ""
    return f"could not be read ({type(error).__name__}{detail})"


class NothingThere(InputError):
    """A path at which there is no document."""


class UnknownFormat(InputError):
    """A file whose kind Tocsin does not read."""

    def __init__(self, name: str, kind: str, *, known: Iterable[str]) -> None:
        super().__init__(name, f"no reader for {shown(kind)!r} files; known: {', '.join(known)}")


class UnknownLanguage(InputError):
    """A text in a language that has no lexicon yet."""

    def __init__(self, name: str, language: str, *, known: Iterable[str]) -> None:
        ways = ", ".join(known)
        super().__init__(name, f"the text is in {language!r}, which Tocsin cannot read yet; known: {ways}. "
                               "If that is wrong, say its language with --language")  # fmt: skip


class RecordError(InputError):
    """A JSON record that is not what the schema promises."""


class QueryError(InputError):
    """A question or filter that cannot be understood."""


class LexiconError(TocsinError):
    """A data file of the lexicon is missing or malformed."""


class SettingsError(TocsinError):
    """A setting, from the environment or given in code, cannot be used."""


class WorkerError(TocsinError):
    """The processes that read documents for this one cannot be reached, or gave back what is no reading."""


class CaseError(TocsinError):
    """The case file cannot be opened, read or written."""


class NotInCase(CaseError):
    """An identifier that the case does not hold."""

    def __init__(self, identifier: str) -> None:
        super().__init__(f"the case holds nothing with the id {shown(identifier)!r}; "
                         "`tocsin documents` and `tocsin claims` list what it holds")  # fmt: skip
        self.identifier = identifier


class Ambiguous(CaseError):
    """A shortened identifier that fits more than one record."""

    def __init__(self, identifier: str, candidates: Iterable[str]) -> None:
        super().__init__(f"{shown(identifier)!r} fits more than one id: {', '.join(candidates)}; give more of it")
        self.identifier = identifier


class NoSuchQuestion(CaseError):
    """A number that no standing question has."""

    def __init__(self, number: int) -> None:
        super().__init__(f"no standing question has the number {number}; `tocsin questions list` lists them")
        self.number = number


class UnprovenBrief(TocsinError):
    """A brief that states what its records do not; it is not written. `flaws` tell which passages and facts, and why."""

    def __init__(self, flaws: Iterable[object]) -> None:
        self.flaws = tuple(flaws)
        more = f" (and {len(self.flaws) - 1} more)" if len(self.flaws) > 1 else ""
        super().__init__(
            f"the brief is not written, because it states what the case does not hold: {self.flaws[0]}{more}; "
            "please report this, with the case if you can"
        )
