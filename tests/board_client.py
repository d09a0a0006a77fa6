"""What tests of the board send as a browser would."""

from pathlib import Path

from httpx import Response
from starlette.testclient import TestClient

from tocsin.engine.case import Case


def form_token(client: TestClient, path: str = "/account") -> str:
    """The token that a form of the client's own pages carries."""
    return client.get(path).text.partition('name="form_token" value="')[2].partition('"')[0]


def send(client: TestClient, path: str, **fields: str) -> Response:
    """Send a form of one of the board's own pages."""
    return client.post(path, data={"form_token": form_token(client), **fields})


def add_names_to_merge(case: Path) -> tuple[str, str]:
    """Add documents with a name that is short for two others to a case; two names that are proposed."""
    text = "{} said on Monday that the ferry at Lavamünd stands still. {} said that the ropes are old."
    for number, name in enumerate(("Bruno Kovalenko", "Boris Kovalenko", "B. Kovalenko")):
        (case.parent / f"ferry{number}.txt").write_text(text.format(name, name), encoding="utf-8")
    with Case.open(case) as opened:
        list(opened.add(sorted(case.parent.glob("ferry*.txt"))))
        return next(one.names for one in opened.party_proposals().pairs if "Kovalenko" in one.names[0])
