"""Who repeats whom, in words, a line each."""

from tocsin.model.echo import Burst, CoordinatedGroup, Edge, Narrative


def narrative_words(one: Narrative) -> str:
    """How far a narrative went, and who told it first."""
    return (
        f"{len(one.documents)} documents of {len(one.outlets)} outlets, {one.since:%Y-%m-%d} to {one.until:%Y-%m-%d}; "
        f"first {one.first.outlet}, {one.first.document}"
    )


def edge_words(edge: Edge) -> str:
    """How often one outlet repeats another, after how long, in which manner, and the chance of it."""
    few = "; rests on fewer than five" if edge.is_thin else ""
    clock = f"; clocks differ by {edge.clock_minutes:.0f} minutes" if edge.clock_minutes else ""
    manner = ", ".join(f"{number} {manner}" for manner, number in edge.manner.items())
    much = f"{len(edge.copies)} times, {edge.share:.0%} of its documents"
    return f"{much}, after {lag_words(edge.lag_minutes)}, {manner}, p {edge.p:.2g}{few}{clock}"


def group_words(group: CoordinatedGroup) -> str:
    """How often outlets post one text within minutes."""
    few = "; rests on fewer than five" if group.is_thin else ""
    window = f"within {group.window_seconds / 60:.0f} minutes"
    return f"{', '.join(group.outlets)}: {group.times} times {window}, {group.narrative}, p {group.p:.2g}{few}"


def burst_words(burst: Burst) -> str:
    """When a narrative or a topic fills far more of the case than otherwise."""
    time = f"from {burst.start:%Y-%m-%d %H:%M} to {burst.end:%Y-%m-%d %H:%M}"
    rate = f"{burst.rate:.1f} times as many as else, p {burst.p:.2g}"
    return f"{burst.label}: {len(burst.documents)} documents {time}, {rate}"


def lag_words(minutes: float) -> str:
    """A length of time as people say it."""
    if minutes < 120:
        return f"{minutes:.0f} minutes"
    return f"{minutes / 60:.1f} hours" if minutes < 2880 else f"{minutes / 1440:.1f} days"
