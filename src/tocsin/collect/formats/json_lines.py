"""JSON Lines: one document a line, read as a stream."""

from pathlib import PurePath

from tocsin.collect.json_lines import lines_of, records
from tocsin.collect.pieces import Found, Pieces
from tocsin.collect.source import Source
from tocsin.errors import InputError


def read(source: Source) -> Pieces:
    """The document of each line."""
    longest = source.ask.largest
    for line in records(lines_of(source.stream(), longest=longest), name=source.where, longest=longest):
        if isinstance(line, InputError):
            yield line
            continue
        named = {"name": f"{PurePath(source.where).stem}-{line.number}", **{k: v for k, v in line.data.items() if v}}
        yield Found(**{"text": "", **named}, raw=line.raw, media_type="application/json", part=f"line {line.number}")
