"""Reviews in words, a line each."""

from collections.abc import Iterable

from tocsin.model.review import Review, ReviewState


def review_words(review: Review) -> str:
    """A review in a line: its number, its claim, what it enters, by whom and why."""
    return f"{review.number}  {review.claim[:8]} {review.told}, by {review.by}: {review.reason}"


def review_lines(state: ReviewState) -> list[tuple[str, str]]:
    """What was judged of a claim, by whom and why, a line each; those taken back too."""
    holding = {one.number for one in state.holding}
    lines = []
    for one in state.reviews:
        held = "" if one.number in holding or one.undoes is not None else " (taken back)"
        lines.append(("review", f"{one.at.isoformat(timespec='minutes')} {review_words(one)}{held}"))
    if state.is_disputed:
        lines.append(("disputed", "reviewers hold different things of it; the later review holds"))
    return lines


def by_whom(reviews: Iterable[Review]) -> str:
    """Who entered some reviews, each once, in their order."""
    return ", ".join(dict.fromkeys(one.by for one in reviews))
