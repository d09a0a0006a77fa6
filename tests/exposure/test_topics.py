"""Which tags go out from an entity."""

from tocsin.exposure.topics import TopicTie, topics_from


def tags(seed: str, topics: dict[str, list[str]], *ties: TopicTie) -> set[tuple[str, str]]:
    return set(topics_from(seed, topics, ties))


def test_a_relative_of_an_exposed_person_is_related_unless_exposed_as_well() -> None:
    tie = TopicTie("a", "b", "Family")
    assert tags("a", {"a": ["role.pep"]}, tie) == {("b", "role.rca")}
    assert tags("b", {"b": ["role.pep"]}, tie) == {("a", "role.rca")}
    assert tags("a", {"a": ["role.pep"], "b": ["role.pep"]}, tie) == set()


def test_what_somebody_sanctioned_owns_is_controlled_and_linked() -> None:
    tie = TopicTie("a", "b", "Ownership")
    assert tags("a", {"a": ["sanction"]}, tie) == {("b", "sanction.control"), ("b", "sanction.linked")}
    assert tags("b", {"b": ["sanction"]}, tie) == {("a", "sanction.linked")}
    assert tags("a", {"a": ["sanction"], "b": ["sanction"]}, tie) == set()


def test_control_goes_on_by_ownership_and_never_back() -> None:
    tie = TopicTie("a", "b", "Ownership")
    assert tags("a", {"a": ["sanction.control"]}, tie) == {("b", "sanction.control"), ("b", "sanction.linked")}
    assert tags("b", {"b": ["sanction.control"]}, tie) == set()
    assert tags("a", {"a": ["sanction.control"]}, TopicTie("a", "b", "Directorship")) == set()


def test_a_seat_or_membership_links_and_gives_no_control() -> None:
    for schema in ("Directorship", "Membership", "issuer"):
        assert tags("a", {"a": ["sanction"]}, TopicTie("a", "b", schema)) == {("b", "sanction.linked")}


def test_unknown_and_ended_ties_give_nothing() -> None:
    assert tags("a", {"a": ["sanction"]}, TopicTie("a", "b", "UnknownLink")) == set()
    assert tags("a", {"a": ["sanction", "role.pep"]}, TopicTie("a", "b", "Family", ended=True)) == set()


def test_export_control_goes_down_by_ownership_only() -> None:
    assert tags("a", {"a": ["export.control"]}, TopicTie("a", "b", "Ownership")) == {("b", "export.control.linked")}
    assert tags("b", {"b": ["export.control"]}, TopicTie("a", "b", "Ownership")) == set()
    assert tags("a", {"a": ["export.control"]}, TopicTie("a", "b", "Directorship")) == set()
