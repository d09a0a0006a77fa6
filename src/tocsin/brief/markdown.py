"""A brief as Markdown (CommonMark): headings, sentences with numbered references, and the references themselves."""

import re
from collections.abc import Iterator, Mapping

from tocsin.brief.references import Reference, cited_numbers, numbers, references, runs, shown
from tocsin.brief.sections.phrases import Phrases
from tocsin.model.brief import Brief, Passage, Section

# What means something within a line: code, emphasis, links, pages' own markup, tables, formulas, entities, mentions.
_INSIDE = re.compile(r"[\\`*_\[\]<>{}|~$&@]")
# What would open a block, were it to begin a line: headings, lists, rules, quotes.
_OPENING = re.compile(r"^(\s*)([#+=\-:])|^(\s*\d{1,9})([.)])")
# Bare addresses, which many programs make links of.
_ADDRESS = re.compile(r"(?i)(\w)(://)|(www)(\.)")


def markdown(brief: Brief, phrases: Phrases) -> str:
    """The whole of a brief; whatever comes from a document or a person is escaped."""
    number = numbers(brief)
    lines = [f"# {escaped(brief.title)}", ""]
    for section in brief.sections:
        lines += [*_section(section, number), ""]
    if brief.references:
        lines += [f"## {phrases.heading('references')}", ""]
        lines += [line for reference in references(brief, phrases) for line in _reference(reference)]
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, wherever in a line it stands."""
    plain = _INSIDE.sub(lambda match: "\\" + match[0], shown(text))
    plain = _ADDRESS.sub(lambda match: f"{match[1] or match[3]}\\{match[2] or match[4]}", plain)
    return _OPENING.sub(lambda match: f"{match[1] or match[3] or ''}\\{match[2] or match[4]}", plain)


def _section(section: Section, number: Mapping[str, int]) -> Iterator[str]:
    yield f"## {section.heading}"
    yield ""
    for passage in section.passages:
        yield f"- {_passage(passage, number)}"
        yield from (f"  - {_labelled(one)}{_passage(one, number)}" for one in passage.beside)


def _labelled(passage: Passage) -> str:
    return f"*{passage.label}:* " if passage.label else ""


def _passage(passage: Passage, number: Mapping[str, int]) -> str:
    text = "".join(text if mark is None else escaped(text) for text, mark in runs(passage))
    cited = ", ".join(map(str, cited_numbers(passage, number)))
    command = f" {_code(passage.command)}" if passage.command else ""
    return text + (f" [{cited}]" if cited else "") + command


def _code(text: str) -> str:
    """Text as code; its fence is longer than any in it."""
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{fence}{pad}{shown(text)}{pad}{fence}"


def _reference(one: Reference) -> Iterator[str]:
    facts = [one.who, one.certainty, f"{one.outlet}, {one.day}", one.document]
    yield f"{one.number}. {' · '.join(map(escaped, facts))}, characters {one.characters} · `{one.id}`"
    yield f"   “{escaped(one.before)}**{_bold(one.clause)}**{escaped(one.after)}”"


def _bold(text: str) -> str:
    """Text for between two pairs of stars, which must touch a word."""
    return escaped(text.strip()) or " "
