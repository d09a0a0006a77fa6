"""Writes the given names that mostly go with one pronoun, from the lists of Faker (MIT licence), into the English lexicon.

    python scripts/build_given_names.py

Needs Faker (pip install faker==40.63.0). Names in other scripts are left out, and so are names that many languages give to
women and men alike; which pronoun such a name goes with, parties.toml says where it is clear. Names that are family names
too ("Gordon", "Smith") are listed once more: alone, such a name does not tell who bears it.
"""

import importlib
import pkgutil
from collections import Counter
from pathlib import Path
from textwrap import fill
from typing import Any

from faker.providers import person

from tocsin.text.folding import folded

FILE = Path(__file__).parents[1] / "src" / "tocsin" / "lexicon" / "en" / "given_names.toml"
KINDS = {"he": ("first_names_male", "first_names_men"), "she": ("first_names_female", "first_names_women")}
CLEAR = 4
"""In how many times as many languages a name goes with the one pronoun as with the other."""
FAMILY = 0.5
"""In how many languages it is a family name, for each in which it is a given name."""


def names_of(provider: Any, attributes: tuple[str, ...]) -> set[str]:
    found = {folded(name) for attribute in attributes for name in getattr(provider, attribute, ())}
    return {name for name in found if name.isascii() and name.isalpha() and len(name) > 1}


def main() -> None:
    counts: dict[str, Counter[str]] = {pronoun: Counter() for pronoun in KINDS}
    family: Counter[str] = Counter()
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for pronoun, attributes in KINDS.items():
            counts[pronoun].update(names_of(provider, attributes))
        family.update(names_of(provider, tuple(name for name in dir(provider) if name.startswith("last_names"))))
    lines = [
        "# Given names that mostly go with one pronoun: they weigh, they do not decide. Made by scripts/build_given_names.py",
        "# from the lists of Faker (https://github.com/joke2k/faker), MIT licence, copyright Daniele Faraglia.",
    ]
    for pronoun, other in (("he", "she"), ("she", "he")):
        clear = [name for name, count in counts[pronoun].items() if count >= CLEAR * counts[other][name]]
        lines += [f'{pronoun} = """', fill(" ".join(sorted(clear)), width=120), '"""']
    given = counts["he"] + counts["she"]
    shared = [name for name, count in given.items() if family[name] > FAMILY * count]
    lines += ["# Those that are family names too.", 'family = """', fill(" ".join(sorted(shared)), width=120), '"""']
    FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
