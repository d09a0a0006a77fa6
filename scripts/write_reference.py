"""Writes the generated pages of the reference, or with --check tells whether they are up to date.

They are the JSON Schema of the promised record, and the page of commands, which is what `--help` says.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import typer.main

from tocsin.cli.app import app
from tocsin.model.record import record_schema

FOLDER = Path(__file__).parent.parent / "docs" / "reference"


def schema() -> str:
    return json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n"


def commands() -> str:
    group = typer.main.get_command(app)
    parts = ["# Commands\n\nThis page is made from what `tocsin --help` says.\n", f"{group.help}\n"]
    parts += command_pages(group, "")
    return "\n".join(parts)


def command_pages(group: click.Command, prefix: str) -> Iterator[str]:
    for name, command in getattr(group, "commands", {}).items():
        yield command_page(f"{prefix}{name}", command)
        yield from command_pages(command, f"{prefix}{name} ")


def command_page(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"tocsin {name}")
    usage = command.get_usage(context).removeprefix("Usage: ").strip()
    lines = [f"## tocsin {name}\n", f"{command.help}\n", f"```console\n$ {' '.join(usage.split())}\n```\n"]
    rows = [parameter_row(parameter) for parameter in command.params if parameter.name != "help"]
    if rows:
        lines += ["| option | meaning |\n| --- | --- |\n" + "\n".join(rows) + "\n"]
    return "\n".join(lines)


def parameter_row(parameter: click.Parameter) -> str:
    name = (
        " ".join(parameter.opts)
        if parameter.param_type_name == "option"
        else (parameter.metavar or parameter.name or "").upper()
    )
    return f"| **{name}** | {(getattr(parameter, 'help', None) or '').replace('|', chr(92) + '|')} |"


PAGES = {"reading.schema.json": schema, "commands.md": commands}


def main() -> int:
    stale = []
    for name, make in PAGES.items():
        target, text = FOLDER / name, make()
        if "--check" not in sys.argv:
            target.write_text(text, encoding="utf-8")
        elif not target.exists() or target.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        print(f"docs/reference: {', '.join(stale)} out of date: run `make reference`", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
