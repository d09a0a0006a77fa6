"""`tocsin choose`: files answered, made, checked and tied to a case."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.conftest import Run as Result

Run = Callable[..., Result]

CHOICE = """
name = "The ferry and the fog"
question = "Will the line sail?"
[actors]
line = "The ferry line"
port = "The port"
[node.start]
actor = "line"
options = [ { name = "sail", to = "fog" }, { name = "stay", to = "quay" } ]
[node.fog]
chance = "fog"
outcomes = [ { name = "thick", p = 0.25, to = "lost" }, { name = "thin", p = 0.75, to = "answer" } ]
[node.answer]
actor = "port"
options = [ { name = "open", to = "there" }, { name = "shut", to = "back" } ]
[node.lost]
pay = { line = [-9, -6, -5], port = 0 }
because = "what a tow costs"
claims = ["0123abcd"]
[node.there]
pay = { line = [3, 4, 6], port = 2 }
[node.back]
pay = { line = -1, port = 3 }
[node.quay]
pay = { line = [-3, -2, 0], port = 0 }
"""
ASK = """
[[ask]]
id = "what"
kind = "solve"
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "ferry.toml"
    made.write_text(CHOICE + ASK, encoding="utf-8")
    return made


def test_a_file_is_answered_in_the_promised_form(run: Run, path: Path) -> None:
    record = json.loads(run("choose", str(path), "--format", "json").out)
    assert (record["schema"], record["file"], record["name"]) == (1, str(path), "The ferry and the fog")
    (answer,) = record["answers"]
    assert answer == {
        "id": "what",
        "kind": "solve",
        "value": {"line": [-2, -2], "port": [0, 0]},
        "best": ["stay"],
        "plan": {"start": ["stay"], "answer": ["shut"]},
    }
    assert record["recorded"] == "not recorded: there is no case"


def test_what_would_change_it_comes_with_its_grounds(run: Run, path: Path) -> None:
    record = json.loads(run("choose", str(path), "--format", "json").out)
    flips = {tuple(one["key"]): one for one in record["flips"]}
    lost = flips["pay", "lost", "line"]
    assert lost["number"] == "pay of The ferry line at lost"
    assert (lost["because"], lost["claims"]) == ("what a tow costs", ["0123abcd"])
    assert lost["changes"] == [{"at": -5, "side": "above", "best": ["sail"]}]
    assert flips["pay", "back", "port"]["changes"] == [{"at": 2, "side": "below", "best": ["sail"]}]
    (threat,) = record["threats"]
    assert (threat["option"], threat["credible"], threat["best_with"]) == ("open", False, ["sail"])


def test_a_text_tells_the_best_move_the_tree_and_what_would_change_it(run: Run, path: Path) -> None:
    told = run("choose", str(path)).out
    assert "The ferry line does best with “stay”" in told
    assert "► stay → The ferry line −3 … −2 … 0, The port 0" in told
    assert "fog" in told
    assert "is not credible by itself" in told


def test_a_page_has_the_pictures_and_nothing_to_load(run: Run, path: Path) -> None:
    page = run("choose", str(path), "--format", "html").out
    assert page.count("<svg") == 2
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")


def test_a_page_of_a_hostile_file_holds_its_text_as_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "hostile.toml"
    evil = CHOICE.replace("The port", "<script>alert(1)</script>").replace('"thick"', '"<b>&\'\\u202e"')
    path.write_text(evil, encoding="utf-8")
    page = run("choose", str(path), "--format", "html").out
    assert "<script" not in page
    assert "<b>" not in page
    assert "\u202e" not in page


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_a_file_that_cannot_be_used_is_one_line_and_status_1(run: Run, tmp_path: Path, form: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(CHOICE.replace("p = 0.25", "p = 0.5"), encoding="utf-8")
    done = run("choose", str(path), "--format", form)
    assert (done.status, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "bad.toml:12: node fog: the probabilities sum to 1.25" in done.err


def test_a_new_file_passes_the_check_and_can_be_worked_out(run: Run, tmp_path: Path) -> None:
    made = run("choose", "new", "The mill's offer", "--into", str(tmp_path))
    assert made.status == 0
    path = tmp_path / "the-mill-s-offer.toml"
    checked = run("choose", "check", str(path))
    assert (checked.status, checked.err) == (0, "")
    assert "a tree of 7 nodes, 2 of them moves of 2 actors; 2 questions" in checked.out
    assert run("choose", str(path)).status == 0
    again = run("choose", "new", "The mill's offer", "--into", str(tmp_path))
    assert (again.status, "is there already" in again.err) == (1, True)


def test_a_check_tells_every_mistake_and_goes_on_with_the_next_file(run: Run, tmp_path: Path, path: Path) -> None:
    bad = tmp_path / "bad.toml"
    bad.write_text(CHOICE.replace("p = 0.25", "p = -1").replace("[3, 4, 6]", "[6, 4, 3]"), encoding="utf-8")
    done = run("choose", "check", str(bad), str(tmp_path / "none.toml"), str(path))
    assert done.status == 1
    assert len(done.err.splitlines()) == 3
    assert "ferry.toml" in done.out


def test_without_a_file_it_is_a_usage_error(run: Run) -> None:
    assert run("choose", "--all").status == 2


def test_a_chain_of_three_thousand_moves_is_worked_out(run: Run, tmp_path: Path) -> None:
    nodes = []
    for at in range(3000):
        after = f"c{at + 1}" if at < 2999 else "last"
        options = f'[ {{ name = "stop", to = "e{at}" }}, {{ name = "on", to = "{after}" }} ]'
        nodes.append(
            f'[node.c{at}]\nactor = "{"ab"[at % 2]}"\noptions = {options}\n[node.e{at}]\npay = {{ a = {at}, b = {at} }}\n'
        )
    path = tmp_path / "chain.toml"
    head = 'name = "Chain"\n[actors]\na = "A"\nb = "B"\n'
    path.write_text(head + "".join(nodes) + "[node.last]\npay = { a = 0, b = 9999 }\n" + ASK, encoding="utf-8")
    record = json.loads(run("choose", str(path), "--format", "json").out)
    # Before the last move, whose mover goes on, each stops where it would get less by going on.
    assert record["answers"][0]["plan"]["c2999"] == ["on"]
    assert record["answers"][0]["plan"]["c2998"] == ["stop"]
