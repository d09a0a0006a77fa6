"""Whether an alarm rings: two thresholds, so that it does not flicker."""

from tocsin.model.scenario import Thresholds


def rings(thresholds: Thresholds, probability: float, *, rang: bool) -> bool:
    """Whether the alarm rings now.

    Args:
        thresholds: It begins to ring at the higher one and stops below the lower one; between them it stays as it was.
        probability: Of the hypothesis it watches.
        rang: Whether it rang the last time; an alarm that was never looked at did not.
    """
    if probability >= thresholds.rings_at:
        return True
    return rang and probability >= thresholds.silent_at
