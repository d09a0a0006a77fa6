"""What the HTML pages have in common: each is one file of one template, in which all text is escaped."""

from functools import cache
from importlib.metadata import version
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from tocsin.model.claim import Claim
from tocsin.model.kind import Kind


@cache
def template(name: str) -> Template:
    """A page's template, by its path in this folder; `version` in it is that of Tocsin."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template(name, globals={"version": version("tocsin")})


def certainty_classes(claim: Claim) -> str:
    """How a claim's words are marked: by how surely they are stated, whether denied, and as what."""
    strength = claim.factuality.value[:2].lower()
    negative = " neg" if claim.factuality.value.endswith("-") else ""
    kind = "" if claim.kind is Kind.STATEMENT else " " + claim.kind.value.split()[0]
    return f"{strength}{negative}{kind}"
