"""Stamps of time (RFC 3161) by a service on this machine, checked without it."""

import json
import subprocess
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
Command = Callable[..., Any]
CONFIG = """
[req]
distinguished_name = name
[name]
[tsa]
basicConstraints = CA:FALSE
extendedKeyUsage = critical, timeStamping
[ca]
basicConstraints = critical, CA:TRUE
[config]
dir = .
serial = serial
crypto_device = builtin
signer_cert = tsa.pem
signer_key = tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
ess_cert_id_chain = no
"""


def openssl(folder: Path, *words: str) -> bytes:
    return subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True).stdout


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The address of a service that stamps, and the folder of its certificates."""
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "tsa.cnf").write_text(CONFIG)
    (folder / "serial").write_text("01")
    new = ("req", "-config", "tsa.cnf", "-newkey", "rsa:2048", "-nodes")
    openssl(
        folder, *new, "-x509", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Invented root", "-days", "2",
        "-extensions", "ca",
    )  # fmt: skip
    openssl(folder, *new, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Invented clock")
    openssl(
        folder, "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-set_serial", "2", "-days", "2",
        "-out", "tsa.pem", "-extfile", "tsa.cnf", "-extensions", "tsa",
    )  # fmt: skip

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            (folder / "query.tsq").write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
            openssl(
                folder, "ts", "-reply", "-config", "tsa.cnf", "-section", "config", "-queryfile", "query.tsq", "-out",
                "reply.tsr",
            )  # fmt: skip
            reply = (folder / "reply.tsr").read_bytes()
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(reply)))
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, *words: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/", folder
    server.shutdown()
    server.server_close()


def test_a_head_is_stamped_and_checked_later_without_the_service(
    run: Command, filled: Path, service: tuple[str, Path]
) -> None:
    address, folder = service
    done = run("verify", "--export", "head.json", "--timestamp", address, "--allow-private")
    assert done.status == 0, done.err
    assert Path("head.json.tsr").exists()
    done = run("verify", "--head", "head.json", "--certificate", folder / "ca.pem")
    assert done.status == 0, done.err
    assert "the head of entry 4 existed at 20" in done.out
    assert "stamped" in json.loads(
        run("verify", "--head", "head.json", "--certificate", folder / "ca.pem", "--format", "json").out
    )


def test_a_stamp_of_another_file_or_service_is_refused(run: Command, filled: Path, service: tuple[str, Path]) -> None:
    address, folder = service
    run("verify", "--export", "head.json", "--timestamp", address, "--allow-private")
    other = Path("other")
    other.mkdir()
    (other / "tsa.cnf").write_text(CONFIG)
    openssl(
        other, "req", "-config", "tsa.cnf", "-newkey", "rsa:2048", "-nodes", "-x509", "-keyout", "ca.key", "-out",
        "ca.pem", "-subj", "/CN=Another root", "-days", "2", "-extensions", "ca",
    )  # fmt: skip
    for certificates in (other / "ca.pem", other / "tsa.cnf", other / "none.pem"):
        assert run("verify", "--head", "head.json", "--certificate", certificates).status == 1
    Path("head.json").write_text(Path("head.json").read_text().replace('"schema": 1', '"schema":  1'))
    done = run("verify", "--head", "head.json", "--certificate", folder / "ca.pem")
    assert done.status == 1
    assert "is no stamp of head.json" in done.err
    Path("head.json.tsr").write_bytes(b"no stamp")
    assert "no stamp of time" in run("verify", "--head", "head.json", "--certificate", folder / "ca.pem").err


def test_a_service_that_cannot_be_asked_is_told(run: Command, filled: Path) -> None:
    done = run("verify", "--export", "head.json", "--timestamp", "http://127.0.0.1:9/")
    assert done.status == 1
    assert "private network" in done.err
    assert run("verify", "--timestamp", "http://127.0.0.1:9/").status == 2
