"""What a speaker does with a proposition."""

from enum import StrEnum


class Kind(StrEnum):
    """What the speaker does with the proposition."""

    STATEMENT = "statement"
    QUESTION = "question"
    REQUEST = "request"
    THREAT = "threat"
    PROMISE = "promise"
    WISH = "wish"
    CONDITIONAL = "conditional"
    FORMER_BELIEF = "former belief"
