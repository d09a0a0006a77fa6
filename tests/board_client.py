"""What tests of the board send as a browser would."""

from httpx import Response
from starlette.testclient import TestClient


def form_token(client: TestClient, path: str = "/account") -> str:
    """The token that a form of the client's own pages carries."""
    return client.get(path).text.partition('name="form_token" value="')[2].partition('"')[0]


def send(client: TestClient, path: str, **fields: str) -> Response:
    """Send a form of one of the board's own pages."""
    return client.post(path, data={"form_token": form_token(client), **fields})
