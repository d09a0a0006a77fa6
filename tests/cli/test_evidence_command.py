"""`tocsin evidence`: a folder or a WARC that proves a claim to somebody who has no Tocsin."""

import gzip
import json
from collections.abc import Callable, Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from collect.web.web_server import Site, a_page, serving
from warcio.archiveiterator import ArchiveIterator

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
Command = Callable[..., Any]
GATE = "The operator of the Korbach dam said that the gate had been closed because of the flood."


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as made:
        yield made


@pytest.fixture
def claim(run: Command, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A claim of a page that was fetched, with other entries of the chain before and after it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TOCSIN_PAUSE", "0")
    Path("before.txt").write_text("The police said that the bridge at Korbach was open again.")
    site.pages["/gate"] = a_page(f"{GATE} “Ä 😀”, the operator added.")
    run("add", "before.txt", site.url("/gate"), "--allow-private")
    run("sources", "set", "Drava Courier", "--owner", "Ost Holding", "--reason", "masthead")
    found = json.loads(run("claims", "gate", "--format", "json").out)
    return next(one for one in found if "closed" in one["text"])


def test_a_folder_is_checked_without_tocsin(run: Command, claim: dict[str, Any], site: Site) -> None:
    head = json.loads(run("verify", "--format", "json").out)["head"]
    assert run("evidence", claim["id"][:8], "--into", "proof").status == 0
    folder = Path("proof")
    # 1. The list of hashes.
    sums = dict(reversed(line.split("  ")) for line in (folder / "SHA256SUMS").read_text().splitlines())
    files = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert sums.keys() == files - {"SHA256SUMS"}
    assert all(sha256((folder / name).read_bytes()).hexdigest() == found for name, found in sums.items())
    # 2. The bytes.
    (raw,) = (folder / "bytes").iterdir()
    page = site.pages["/gate"]
    assert raw.read_bytes() == page.body  # type: ignore[union-attr]
    assert raw.name == sha256(raw.read_bytes()).hexdigest()
    assert json.loads((folder / "chained/evidence.json").read_text())["raw"] == raw.name
    # 3. and 4. The chain.
    chain = [json.loads(line) for line in (folder / "chain.jsonl").read_text().splitlines()]
    digests = {sha256(path.read_bytes()).hexdigest() for path in (folder / "chained").iterdir()}
    assert digests <= {entry["digest"] for entry in chain}
    before = chain[0]["before"]
    for entry in chain:
        parts = (before, str(entry["number"]), entry["kind"], entry["ref"], entry["digest"])
        before = sha256("\n".join(parts).encode()).hexdigest()
        assert entry["hash"] == before
    # 5. The head.
    assert before == head
    assert head in (folder / "READ-ME.txt").read_text()
    # The words stand where the offsets say.
    (record,) = json.loads((folder / "claim.json").read_text())
    text = (folder / "text.txt").read_text(encoding="utf-8")
    assert text[record["start"] : record["end"]] == claim["text"] == record["text"]
    (seen,) = json.loads((folder / "sightings.json").read_text())
    assert (seen["address"], seen["status"]) == (site.url("/gate"), 200)


def test_a_page_of_others_is_never_a_file_that_opens_as_a_page(run: Command, claim: dict[str, Any]) -> None:
    run("evidence", claim["id"], "--into", "proof")
    assert not [path for path in Path("proof").rglob("*") if path.suffix in (".html", ".htm", ".xhtml", ".svg")]


@pytest.mark.parametrize("name", ["proof.warc", "proof.warc.gz"])
def test_a_warc_holds_the_answer_and_all_else(run: Command, claim: dict[str, Any], site: Site, name: str) -> None:
    assert run("evidence", claim["id"], "--warc", name).status == 0
    raw = Path(name).read_bytes()
    if name.endswith(".gz"):
        assert gzip.decompress(raw).startswith(b"WARC/1.0")
    records = {}
    for record in ArchiveIterator(BytesIO(raw), check_digests="raise"):
        headers = record.rec_headers
        records[headers.get_header("WARC-Filename") or record.rec_type] = record.content_stream().read()
        if record.rec_type == "response":
            assert headers.get_header("WARC-Target-URI") == site.url("/gate")
            assert record.http_headers.get_header("Content-Type") == "text/html; charset=utf-8"
    assert records["response"] == site.pages["/gate"].body  # type: ignore[union-attr]
    assert {"claim.json", "chain.jsonl", "text.txt", "SHA256SUMS"} <= records.keys()
    assert not Path("evidence-").exists()


def test_a_document_of_a_file_has_its_evidence_too(run: Command, claim: dict[str, Any]) -> None:
    assert run("evidence", "before", "--into", "proof", "--warc", "proof.warc").status == 0
    (record,) = json.loads(Path("proof/claim.json").read_text())
    assert "bridge" in record["text"]
    kinds = [record.rec_type for record in ArchiveIterator(BytesIO(Path("proof.warc").read_bytes()))]
    assert "resource" in kinds


def test_what_is_there_is_not_overwritten(run: Command, claim: dict[str, Any]) -> None:
    assert run("evidence", claim["id"], "--into", "proof").status == 0
    done = run("evidence", claim["id"], "--into", "proof")
    assert (done.status, done.messages) == (
        1, ["tocsin: proof: holds files already and is left as it is; name another folder"],
    )  # fmt: skip
    Path("proof.warc").write_text("mine")
    assert run("evidence", claim["id"], "--warc", "proof.warc").status == 1
    assert Path("proof.warc").read_text() == "mine"


def test_evidence_whose_bytes_are_gone_is_told(run: Command, claim: dict[str, Any]) -> None:
    for path in Path("tocsin.db.evidence").glob("*/*"):
        path.unlink()
    done = run("evidence", claim["id"], "--into", "proof")
    assert done.status == 1
    assert "TOCSIN_EVIDENCE" in done.err
    assert not Path("proof").exists()
    assert run("evidence", "ffffffff", "--into", "proof").status == 1
